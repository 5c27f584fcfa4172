// Following by what stays when a number, a name or a code changes: sync/following.hpp.
#include "geo/spatial_index.hpp"
#include "geo/validity.hpp"
#include "sync/code_index.hpp"
#include "sync/content.hpp"
#include "sync/following.hpp"
#include "sync/ground.hpp"
#include "sync/image.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace uavt::sync {

namespace {

/// Two measurements of one plate; doors of one house are further apart.
constexpr double same_plate_m = 0.05;
/// Fewer doors with another number are corrections (sync/event_streets.cpp).
constexpr std::size_t several_doors = 3;
constexpr std::size_t enough_doors = 2;
constexpr double most = 0.6;

/// Points of door images, by place.
class DoorPlaces {
 public:
  DoorPlaces(const Table& images, const std::vector<std::uint8_t>* taken) {
    std::vector<geo::Box> boxes;
    for (std::size_t i = 0; i < images.size(); ++i) {
      if (images.geometry.kind(i) != geo::Kind::point || (taken != nullptr && (*taken)[i] != 0)) {
        continue;
      }
      list_.push_back(i);
      boxes.push_back(images.geometry[i].box());
    }
    tree_ = geo::SpatialIndex(boxes);
  }
  /// Images within a plate's width of the row for which `fits` holds: the only one, or nothing.
  template <typename Fits>
  [[nodiscard]] std::optional<std::size_t> only(const Table& table, std::size_t row,
                                                const Fits& fits) {
    if (table.geometry.kind(row) != geo::Kind::point || !table.geometry.finite(row)) return {};
    found_.clear();
    tree_.query(table.geometry[row].box().grown(same_plate_m), found_);
    std::optional<std::size_t> one;
    for (const std::uint32_t each : found_) {
      if (!fits(list_[each])) continue;
      if (one) return {};
      one = list_[each];
    }
    return one;
  }

 private:
  std::vector<std::size_t> list_;
  std::vector<std::uint32_t> found_;
  geo::SpatialIndex tree_;
};

bool differs(const Table& a, std::size_t row_a, const Table& b, std::size_t row_b,
             std::string_view attribute) {
  const std::size_t at = position(a.layer, attribute);
  if (a.columns[at].null(row_a) || b.columns[at].null(row_b)) return false;
  return !same_value(a.type().attributes[at], a.columns[at], row_a, b.columns[at], row_b);
}

}  // namespace

void follow_renumbered(Following& following, const Side& side) {
  const Parents parents(following, side);
  std::vector<std::size_t> open;
  for (std::size_t row = 0; row < following.table.size(); ++row) {
    if (following.unknown(row)) open.push_back(row);
  }
  if (open.empty() || std::ranges::find(following.taken, 0) == following.taken.end()) return;
  struct Street {
    std::vector<std::pair<std::size_t, std::size_t>> stayed;  ///< row, image
    std::size_t rows = 0, images = 0, renumbered = 0;
  };
  std::map<std::int64_t, Street> streets;
  DoorPlaces places(following.images, &following.taken);
  std::unordered_map<std::size_t, int> times;
  for (const std::size_t row : open) {
    const std::int64_t street = parents.of_row(row);
    if (street == 0) continue;
    Street& there = streets[street];
    ++there.rows;
    const auto image = places.only(following.table, row, [&](std::size_t each) {
      return parents.of_image(each) == street &&
             !differs(following.table, row, following.images, each, "blok_adi") &&
             !codes_contradict(following.table, row, following.images, each);
    });
    if (!image) continue;
    there.stayed.emplace_back(row, *image);
    ++times[*image];
    if (differs(following.table, row, following.images, *image, "kapi_no")) ++there.renumbered;
  }
  for (std::size_t image = 0; image < following.images.size(); ++image) {
    if (following.taken[image] != 0) continue;
    const auto at = streets.find(parents.of_image(image));
    if (at != streets.end()) ++at->second.images;
  }
  for (const auto& [number, street] : streets) {
    if (street.renumbered < several_doors ||
        static_cast<double>(street.stayed.size()) <
            most * static_cast<double>(std::min(street.rows, street.images))) {
      continue;
    }
    for (const auto& [row, image] : street.stayed) {
      if (times[image] == 1) following.pair(row, static_cast<std::int32_t>(image));
    }
  }
}

void follow_by_doors(Following& following, const Side& side) {
  std::set<std::size_t> rows;
  for (std::size_t row = 0; row < following.table.size(); ++row) {
    if (following.unknown(row)) rows.insert(row);
  }
  std::set<std::int64_t> images;
  for (std::size_t i = 0; i < following.images.size(); ++i) {
    if (following.taken[i] == 0) images.insert(following.images.tucbs_no[i]);
  }
  const Table& doors = side.table(Layer::door);
  const Table& door_images = side.images[index(Layer::door)];
  if (rows.empty() || images.empty() || doors.size() == 0 || door_images.size() == 0) return;
  const std::size_t street = position(Layer::door, "csbm_tucbs_no");
  const Column& street_of_image = door_images.columns[street];
  std::vector<CodeIndex> by_code(own_codes(Layer::door).size());
  std::map<std::int64_t, std::size_t> doors_of_image;
  for (std::size_t i = 0; i < door_images.size(); ++i) {
    if (street_of_image.null(i) || !images.contains(street_of_image.integers[i])) continue;
    ++doors_of_image[street_of_image.integers[i]];
    for (std::size_t kind = 0; kind < by_code.size(); ++kind) {
      const Column& codes = door_images.columns[own_codes(Layer::door)[kind]];
      if (!codes.null(i)) by_code[kind].insert(codes.integers[i], static_cast<std::uint32_t>(i));
    }
  }
  if (doors_of_image.empty()) return;
  DoorPlaces places(door_images, nullptr);
  const auto last = [&](std::size_t door) -> std::optional<std::size_t> {
    for (std::size_t kind = 0; kind < by_code.size(); ++kind) {
      const Column& codes = doors.columns[own_codes(Layer::door)[kind]];
      if (codes.null(door)) continue;
      const std::uint32_t found = by_code[kind].find(codes.integers[door]);
      if (found != CodeIndex::none) return found;
    }
    if (has_code(doors, door)) return {};
    return places.only(doors, door, [&](std::size_t each) {
      return !differs(doors, door, door_images, each, "kapi_no") &&
             !differs(doors, door, door_images, each, "blok_adi");
    });
  };
  std::map<std::size_t, std::size_t> doors_of_row;
  std::map<std::pair<std::size_t, std::int64_t>, std::size_t> votes;
  for (std::size_t door = 0; door < doors.size(); ++door) {
    const std::int32_t to = doors.links[street][door];
    if (to < 0 || !rows.contains(static_cast<std::size_t>(to))) continue;
    ++doors_of_row[static_cast<std::size_t>(to)];
    const auto image = last(door);
    if (image && !street_of_image.null(*image)) {
      ++votes[{static_cast<std::size_t>(to), street_of_image.integers[*image]}];
    }
  }
  const std::vector<CodeIndex> codes_now = codes_in(following.table);
  const std::vector<CodeIndex> codes_before = codes_in(following.images);
  for (const auto& [pair, count] : votes) {
    const auto [row, number] = pair;
    const std::int32_t image = row_of(following.images.tucbs_no, number);
    if (image == no_row || !images.contains(number) || count < enough_doors ||
        static_cast<double>(count) < most * static_cast<double>(doors_of_row[row]) ||
        static_cast<double>(count) < most * static_cast<double>(doors_of_image[number])) {
      continue;
    }
    const auto at = static_cast<std::size_t>(image);
    const bool contradicts = codes_contradict(following.table, row, following.images, at);
    if (contradicts && !(only_strange_codes(following.table, row, codes_before) &&
                         only_strange_codes(following.images, at, codes_now))) {
      continue;
    }
    if (following.unknown(row) && following.taken[at] == 0) following.pair(row, image);
  }
}

void follow_regrouped(Following& following) {
  std::vector<std::size_t> images;
  for (std::size_t i = 0; i < following.images.size(); ++i) {
    if (following.taken[i] == 0 && following.images.geometry.kind(i) == geo::Kind::polygon) {
      images.push_back(i);
    }
  }
  if (images.empty()) return;
  std::vector<std::uint32_t> open;
  for (std::size_t row = 0; row < following.table.size(); ++row) {
    if (following.unknown(row) && following.table.geometry.kind(row) == geo::Kind::polygon &&
        following.table.geometry.finite(row)) {
      open.push_back(static_cast<std::uint32_t>(row));
    }
  }
  std::set<std::uint32_t> flawed;
  for (const geo::GeometryIssue& issue :
       geo::examined(following.table.geometry, geo::Kind::polygon, open).issues) {
    if (issue.flaw != geo::Flaw::repeated_vertices) flawed.insert(issue.row);
  }
  std::vector<std::size_t> rows;
  for (const std::uint32_t row : open) {
    if (!flawed.contains(row)) rows.push_back(row);
  }
  const Ground ground(following.images, images, following.table, rows);
  for (const Regrouped& group : ground.regrouped()) {
    std::vector<SharedGround> shared;
    for (const SharedGround& each : ground.shared()) {
      if (!std::ranges::binary_search(group.before, each.before) ||
          !std::ranges::binary_search(group.after, each.after)) {
        continue;
      }
      const double whole = group.after.size() >= group.before.size()
                               ? ground.area_before(each.before)
                               : ground.area_after(each.after);
      if (each.area_m2 >= keeper_share * whole &&
          !vetoed(following.table, rows[each.after], following.images, images[each.before])) {
        shared.push_back(each);
      }
    }
    const auto more = [&](const SharedGround& each, bool same_before) {
      return std::ranges::any_of(shared, [&](const SharedGround& other) {
        const bool other_pair = other.before != each.before || other.after != each.after;
        return other_pair && other.area_m2 >= each.area_m2 &&
               (same_before ? other.before == each.before : other.after == each.after);
      });
    };
    for (const SharedGround& each : shared) {
      if (!more(each, true) && !more(each, false)) {
        following.pair(rows[each.after], static_cast<std::int32_t>(images[each.before]));
      }
    }
  }
}

}  // namespace uavt::sync
