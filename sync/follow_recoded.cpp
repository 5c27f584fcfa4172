// Following by content and place where codes changed: follow_recoded of sync/following.hpp.
#include "geo/measures.hpp"
#include "geo/spatial_index.hpp"
#include "sync/content.hpp"
#include "sync/following.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace uavt::sync {

std::vector<CodeIndex> codes_in(const Table& table) {
  std::vector<CodeIndex> codes(own_codes(table.layer).size());
  for (std::size_t kind = 0; kind < codes.size(); ++kind) {
    const Column& column = table.columns[own_codes(table.layer)[kind]];
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (!column.null(row)) codes[kind].insert(column.integers[row], 1);
    }
  }
  return codes;
}

bool only_strange_codes(const Table& table, std::size_t row, const std::vector<CodeIndex>& codes) {
  bool any = false;
  for (std::size_t kind = 0; kind < codes.size(); ++kind) {
    const Column& column = table.columns[own_codes(table.layer)[kind]];
    if (column.null(row)) continue;
    if (codes[kind].find(column.integers[row]) != CodeIndex::none) return false;
    any = true;
  }
  return any;
}

namespace {

/// Shapes of one thing that was drawn again.
constexpr double same_shape_m = 0.05;
constexpr double same_place_ratio = 0.8;
/// A plate that was measured anew while its code changed.
constexpr double near_plate_m = 0.5;

/// Re-coded candidates: images whose codes are gone tonight, rows whose codes are new.
struct Strangers {
  std::vector<std::size_t> images, rows;
  explicit Strangers(const Following& following) {
    const bool any_image = std::ranges::find(following.taken, 0) != following.taken.end();
    bool any_row = false;
    for (std::size_t row = 0; row < following.table.size() && !any_row; ++row) {
      any_row = following.unknown(row) && has_code(following.table, row);
    }
    if (!any_image || !any_row) return;
    const std::vector<CodeIndex> now = codes_in(following.table);
    const std::vector<CodeIndex> before = codes_in(following.images);
    for (std::size_t i = 0; i < following.images.size(); ++i) {
      if (following.taken[i] == 0 && only_strange_codes(following.images, i, now)) {
        images.push_back(i);
      }
    }
    if (images.empty()) return;
    for (std::size_t row = 0; row < following.table.size(); ++row) {
      if (following.unknown(row) && only_strange_codes(following.table, row, before)) {
        rows.push_back(row);
      }
    }
  }
};

/// Everything a row says but its codes, for layers without a content key.
std::string without_codes(const Table& table, std::size_t row) {
  Table copy(table.layer);
  const std::size_t at = copy.append(table, row);
  for (const std::size_t code : own_codes(table.layer)) copy.columns[code].assign_null(at);
  return canonical_content(copy, at);
}

bool same_place(const Following& following, std::size_t row, std::size_t image) {
  const geo::Kind kind = following.table.geometry.kind(row);
  if (kind == geo::Kind::null || following.images.geometry.kind(image) == geo::Kind::null) {
    return true;
  }
  if (following.images.geometry.kind(image) != kind || !following.table.geometry.finite(row)) {
    return false;
  }
  const geo::GeometryView a = following.table.geometry[row];
  const geo::GeometryView b = following.images.geometry[image];
  if (following.table.layer == Layer::street) return true;  // its content names it
  if (kind == geo::Kind::point) return geo::distance(a, b) <= near_plate_m;
  return geo::same_within(a, b, same_shape_m) ||
         (kind == geo::Kind::polygon && geo::overlap_ratio(a, b) >= same_place_ratio);
}

/// Pairs by a key that occurs once among all images and once among all rows.
void pair_only_ones(Following& following, const Strangers& strangers, const Parents& parents) {
  const auto row_key = [&](std::size_t row) {
    return content_key(following.table, row, parents.of_row(row));
  };
  const auto image_key = [&](std::size_t image) {
    return content_key(following.images, image, parents.of_image(image));
  };
  std::unordered_map<std::string, std::pair<int, std::size_t>> images;
  for (const std::size_t image : strangers.images) {
    std::string key = image_key(image);
    if (!key.empty()) images.try_emplace(std::move(key), 0, image);
  }
  if (images.empty()) return;
  std::unordered_map<std::string, std::pair<int, std::size_t>> rows;
  for (const std::size_t row : strangers.rows) {
    std::string key = row_key(row);
    if (images.contains(key)) rows.try_emplace(std::move(key), 0, row);
  }
  if (rows.empty()) return;
  for (std::size_t i = 0; i < following.images.size(); ++i) {
    const auto at = images.find(image_key(i));
    if (at != images.end()) ++at->second.first;
  }
  for (std::size_t row = 0; row < following.table.size(); ++row) {
    if (following.table.states[row] == RowState::duplicate) continue;
    const auto at = rows.find(row_key(row));
    if (at != rows.end()) ++at->second.first;
  }
  for (const auto& [key, row] : rows) {
    const auto& image = images.at(key);
    if (row.first == 1 && image.first == 1 && same_place(following, row.second, image.second)) {
      following.pair(row.second, static_cast<std::int32_t>(image.second));
    }
  }
}

/// Layers that are known by their ground or line: one candidate on both sides.
void pair_by_place(Following& following, const Strangers& strangers) {
  std::vector<geo::Box> boxes;
  for (const std::size_t image : strangers.images) {
    boxes.push_back(following.images.geometry[image].box());
  }
  const geo::SpatialIndex tree(boxes);
  std::map<std::size_t, std::vector<std::size_t>> of_row;
  std::map<std::size_t, std::size_t> times;
  std::vector<std::uint32_t> found;
  for (const std::size_t row : strangers.rows) {
    if (following.table.geometry.kind(row) == geo::Kind::null) continue;
    found.clear();
    tree.query(following.table.geometry[row].box().grown(same_shape_m), found);
    for (const std::uint32_t each : found) {
      const std::size_t image = strangers.images[each];
      if (following.images.geometry.kind(image) == geo::Kind::null ||
          !same_place(following, row, image) ||
          vetoed(following.table, row, following.images, image)) {
        continue;
      }
      // Another house may stand on the same ground; a parcel is its ground.
      if (following.table.layer != Layer::parcel &&
          without_codes(following.table, row) != without_codes(following.images, image)) {
        continue;
      }
      of_row[row].push_back(image);
      ++times[image];
    }
  }
  for (const auto& [row, images] : of_row) {
    if (images.size() == 1 && times[images.front()] == 1) {
      following.pair(row, static_cast<std::int32_t>(images.front()));
    }
  }
}

}  // namespace

void follow_recoded(Following& following, const Side& side) {
  const Strangers strangers(following);
  if (strangers.images.empty() || strangers.rows.empty()) return;
  switch (following.table.layer) {
    case Layer::parcel:
    case Layer::building:
    case Layer::centreline:
      pair_by_place(following, strangers);
      break;
    default:
      pair_only_ones(following, strangers, Parents(following, side));
  }
}

}  // namespace uavt::sync
