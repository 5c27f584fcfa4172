#include "sync/follow.hpp"

#include "geo/measures.hpp"
#include "geo/spatial_index.hpp"
#include "sync/code_index.hpp"
#include "sync/content.hpp"
#include "sync/coverage.hpp"
#include "sync/image.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace uavt::sync {

namespace {

/// Two polygons that share this much of their union are the same building (DESIGN §2).
constexpr double same_place_ratio = 0.8;

/// One layer of one register while it is being followed.
struct Following {
  Table& table;
  const Table& images;
  std::vector<std::int32_t>& image_row;
  std::vector<std::uint8_t> taken;  ///< images already followed

  void pair(std::size_t row, std::int32_t image) {
    image_row[row] = image;
    table.tucbs_no[row] = images.tucbs_no[static_cast<std::size_t>(image)];
    taken[static_cast<std::size_t>(image)] = 1;
  }
  [[nodiscard]] bool open(std::size_t row) const { return image_row[row] == no_row; }
};

/// Pairs rows and images whose keys are equal and occur once on each side.
template <typename Key, typename RowKey, typename ImageKey>
void pair_unique(Following& following, const Key& nothing, RowKey row_key, ImageKey image_key) {
  std::unordered_map<Key, std::int32_t> images;
  for (std::size_t i = 0; i < following.images.size(); ++i) {
    if (following.taken[i] != 0) continue;
    const Key key = image_key(i);
    if (key == nothing) continue;
    const auto [at, inserted] = images.emplace(key, static_cast<std::int32_t>(i));
    if (!inserted) at->second = dangling_row;
  }
  if (images.empty()) return;
  std::unordered_map<Key, std::int32_t> rows;
  for (std::size_t row = 0; row < following.table.size(); ++row) {
    if (!following.open(row)) continue;
    const Key key = row_key(row);
    if (key == nothing || !images.contains(key)) continue;
    const auto [at, inserted] = rows.emplace(key, static_cast<std::int32_t>(row));
    if (!inserted) at->second = dangling_row;
  }
  for (const auto& [key, row] : rows) {
    const std::int32_t image = images.at(key);
    if (row == dangling_row || image == dangling_row) continue;
    if (codes_contradict(following.table, static_cast<std::size_t>(row), following.images,
                         static_cast<std::size_t>(image))) {
      continue;
    }
    following.pair(static_cast<std::size_t>(row), image);
  }
}

/// By each own code in turn. A code that several rows carry (KEY-01) leads all of them to the one
/// image: which of them stays is judged later.
void follow_by_code(Following& following) {
  for (const std::size_t code : own_codes(following.table.layer)) {
    const Column& image_codes = following.images.columns[code];
    CodeIndex images(following.images.size());
    for (std::size_t i = 0; i < following.images.size(); ++i) {
      if (!image_codes.null(i)) {
        images.insert(image_codes.integers[i], static_cast<std::uint32_t>(i));
      }
    }
    if (images.size() == 0) continue;
    const Column& codes = following.table.columns[code];
    std::vector<std::pair<std::size_t, std::int32_t>> pairs;
    for (std::size_t row = 0; row < following.table.size(); ++row) {
      if (codes.null(row) || !following.open(row)) continue;
      const std::uint32_t image = images.find(codes.integers[row]);
      if (image != CodeIndex::none && following.taken[image] == 0) {
        pairs.emplace_back(row, static_cast<std::int32_t>(image));
      }
    }
    for (const auto& [row, image] : pairs) following.pair(row, image);
  }
}

void follow_by_content(Following& following, const Side& side) {
  const Layer layer = following.table.layer;
  const std::size_t reference = parent_reference(layer);
  const bool has_parent = reference != std::string::npos;
  const auto parent_of_row = [&](std::size_t row) -> std::int64_t {
    if (!has_parent) return 0;
    const std::int32_t link = following.table.links[reference][row];
    if (link < 0) return 0;
    const Layer target = *layer_type(layer).attributes[reference].target;
    return side.table(target).tucbs_no[static_cast<std::size_t>(link)];
  };
  const auto parent_of_image = [&](std::size_t image) -> std::int64_t {
    if (!has_parent) return 0;
    const Column& column = following.images.columns[reference];
    return column.null(image) ? 0 : column.integers[image];
  };
  pair_unique(
      following, std::string(),
      [&](std::size_t row) { return content_key(following.table, row, parent_of_row(row)); },
      [&](std::size_t image) {
        return content_key(following.images, image, parent_of_image(image));
      });
}

/// A row and an image that lie in the same place; `score` 2 for the same geometry, else the ratio.
struct Candidate {
  double score = 0;
  std::int32_t row = 0, image = 0;
  geo::Point at;  ///< of the row
};

/// Same geometry first, then overlap ≥ 0.8, the best pairs first, one to one. Ties are broken by
/// the image's number and the row's place, never by the row's position in the file.
void follow_by_place(Following& following, double tolerance) {
  if (layer_type(following.table.layer).geometry == geo::Kind::null) return;
  std::vector<std::int32_t> open_images;
  std::vector<geo::Box> open_boxes;
  for (std::size_t i = 0; i < following.images.size(); ++i) {
    if (following.taken[i] != 0) continue;
    open_images.push_back(static_cast<std::int32_t>(i));
    open_boxes.push_back(following.images.geometry[i].box());
  }
  if (open_images.empty()) return;
  const geo::SpatialIndex tree(open_boxes);
  std::vector<Candidate> candidates;
  std::vector<std::uint32_t> found;
  for (std::size_t row = 0; row < following.table.size(); ++row) {
    const geo::GeometryView shape = following.table.geometry[row];
    if (!following.open(row) || shape.kind() == geo::Kind::null ||
        !following.table.geometry.finite(row)) {
      continue;
    }
    found.clear();
    tree.query(shape.box().grown(tolerance), found);
    for (const std::uint32_t each : found) {
      const std::int32_t image = open_images[each];
      const auto at = static_cast<std::size_t>(image);
      if (codes_contradict(following.table, row, following.images, at) ||
          vetoed(following.table, row, following.images, at)) {
        continue;
      }
      const geo::GeometryView other = following.images.geometry[at];
      double score = geo::same_within(shape, other, tolerance) ? 2.0 : 0.0;
      if (score == 0.0 && shape.kind() == geo::Kind::polygon) {
        score = geo::overlap_ratio(shape, other);
      }
      if (score >= same_place_ratio) {
        candidates.push_back(
            {score, static_cast<std::int32_t>(row), image, following.table.geometry.centre(row)});
      }
    }
  }
  std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
    return std::tuple(-a.score, a.image, a.at.x, a.at.y, a.row) <
           std::tuple(-b.score, b.image, b.at.x, b.at.y, b.row);
  });
  for (const Candidate& each : candidates) {
    if (following.open(static_cast<std::size_t>(each.row)) &&
        following.taken[static_cast<std::size_t>(each.image)] == 0) {
      following.pair(static_cast<std::size_t>(each.row), each.image);
    }
  }
}

/// Reference through which a row of the layer lies in a mahalle, for coverage.
std::int64_t mahalle_of_image(const Side& side, Layer layer, std::size_t image) {
  const Table& images = side.images[index(layer)];
  switch (layer) {
    case Layer::neighbourhood:
      return images.tucbs_no[image];
    case Layer::street:
    case Layer::building:
    case Layer::parcel: {
      const Column& column = images.columns[position(layer, "mahalle_tucbs_no")];
      return column.null(image) ? 0 : column.integers[image];
    }
    case Layer::door:
    case Layer::unit:
    case Layer::centreline: {
      const std::string_view up = layer == Layer::door   ? "csbm_tucbs_no"
                                  : layer == Layer::unit ? "numarataj_tucbs_no"
                                                         : "sol_csbm_tucbs_no";
      const std::size_t at = position(layer, up);
      const Column& column = images.columns[at];
      if (column.null(image)) return 0;
      const Layer target = *layer_type(layer).attributes[at].target;
      const std::int32_t parent = row_of_image(side, target, column.integers[image]);
      return parent < 0 ? 0 : mahalle_of_image(side, target, static_cast<std::size_t>(parent));
    }
  }
  return 0;
}

/// Rows that stand as last seen know their parents by number; the parent's row of tonight (or
/// standing too) becomes the link.
void link_last_seen(Side& side) {
  const bool any = std::ranges::any_of(side.mapped.tables, [](const Table& table) {
    return std::ranges::find(table.states, RowState::last_seen) != table.states.end();
  });
  if (!any) return;
  std::array<std::unordered_map<std::int64_t, std::int32_t>, layer_count> rows;
  for (const Layer layer : all_layers) {
    Table& table = side.table(layer);
    const auto attributes = table.type().attributes;
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (live(table.states[row]) && table.tucbs_no[row] != 0) {
        rows[index(layer)].emplace(table.tucbs_no[row], static_cast<std::int32_t>(row));
      }
    }
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      if (attributes[a].role != Role::reference) continue;
      const auto& parents = rows[index(*attributes[a].target)];
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.states[row] != RowState::last_seen || table.columns[a].null(row)) continue;
        const auto at = parents.find(table.columns[a].integers[row]);
        if (at != parents.end()) table.links[a][row] = at->second;
      }
    }
  }
}

}  // namespace

std::int32_t row_of_image(const Side& side, Layer layer, std::int64_t tucbs_no) {
  return row_of(side.images[index(layer)].tucbs_no, tucbs_no);
}

void follow(Side& side, const Settings& settings) {
  for (const Layer layer : all_layers) {
    Table& table = side.table(layer);
    std::vector<std::int32_t>& image_row = side.image_row[index(layer)];
    image_row.assign(table.size(), no_row);
    table.tucbs_no.assign(table.size(), 0);
    const Table& images = side.images[index(layer)];
    if (images.size() == 0 || table.size() == 0) continue;
    Following following{table, images, image_row, std::vector<std::uint8_t>(images.size(), 0)};
    follow_by_code(following);
    if (table.ids.size() == table.size()) {
      pair_unique(
          following, std::string(),
          [&](std::size_t row) {
            return has_code(table, row) ? std::string() : std::string(table.ids[row]);
          },
          [&](std::size_t image) { return std::string(images.ids[image]); });
    }
    follow_by_content(following, side);
    follow_by_place(following, settings.run.geometry_tolerance_m);
  }
}

std::map<std::uint16_t, std::int64_t> stand(Side& side, const Stored& stored,
                                            const Settings& settings, const Coverage& covered) {
  // Rows that could be anybody: set apart or unreadable, and never seen before.
  std::map<std::uint16_t, std::int64_t> unfollowed;
  for (const SourceAccount& account : side.mapped.accounts) {
    unfollowed[account.source] = static_cast<std::int64_t>(account.unreadable);
  }
  for (const Layer layer : all_layers) {
    const Table& table = side.table(layer);
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (table.states[row] == RowState::quarantined &&
          side.image_row[index(layer)][row] == no_row) {
        ++unfollowed[table.origins[row].source];
      }
    }
  }
  std::map<std::uint16_t, std::int64_t> remembered = unfollowed;
  for (const Layer layer : all_layers) {
    Table& table = side.table(layer);
    const Table& images = side.images[index(layer)];
    if (images.size() == 0) continue;
    std::vector<std::uint8_t> present(images.size(), 0);
    std::vector<std::uint8_t> apart(images.size(), 0);
    for (std::size_t row = 0; row < table.size(); ++row) {
      const std::int32_t image = side.image_row[index(layer)][row];
      if (image == no_row) continue;
      const auto at = static_cast<std::size_t>(image);
      // Delivered, but set apart or (no longer) ours: not absent, last night's row stands.
      const bool aside = table.states[row] == RowState::quarantined ||
                         table.states[row] == RowState::out_of_scope;
      (aside ? apart : present)[at] = 1;
    }
    bool shielded = false;
    std::vector<std::uint16_t> shields;
    for (const auto& [source, count] : unfollowed) {
      const auto known = stored.sources.find(settings.sources[source].name);
      const std::int64_t before =
          known == stored.sources.end() ? count : known->second.unfollowed_quarantined;
      if (count > before && feeds(settings.sources[source].layer, layer)) {
        shielded = true;
        shields.push_back(source);
      }
    }
    for (std::size_t image = 0; image < images.size(); ++image) {
      if (present[image] != 0) continue;
      const bool spoken = side.mapped.delivered[index(layer)] &&
                          covered(layer, mahalle_of_image(side, layer, image));
      if (spoken && apart[image] == 0 && !shielded) continue;
      if (spoken && apart[image] == 0) {
        for (const std::uint16_t source : shields) {
          remembered[source] =
              stored.sources.at(settings.sources[source].name).unfollowed_quarantined;
        }
      }
      const std::size_t row = table.append(images, image);
      table.states[row] = RowState::last_seen;
      for (Column& column : table.columns) column.known = column.known || !column.null(row);
      table.tucbs_no[row] = images.tucbs_no[image];
      side.image_row[index(layer)].push_back(static_cast<std::int32_t>(image));
      side.changed[index(layer)].push_back(0);
      side.place[index(layer)].push_back(-1);
    }
  }
  link_last_seen(side);
  return remembered;
}

}  // namespace uavt::sync
