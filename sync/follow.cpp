#include "sync/follow.hpp"

#include "geo/measures.hpp"
#include "geo/spatial_index.hpp"
#include "geo/validity.hpp"
#include "sync/code_index.hpp"
#include "sync/content.hpp"
#include "sync/following.hpp"
#include "sync/image.hpp"
#include "sync/row_numbers.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace uavt::sync {

namespace {

/// Two polygons that share this much of their union are the same building (DESIGN §2).
constexpr double same_place_ratio = 0.8;

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
  const Parents parents(following, side);
  pair_unique(
      following, std::string(),
      [&](std::size_t row) { return content_key(following.table, row, parents.of_row(row)); },
      [&](std::size_t image) {
        return content_key(following.images, image, parents.of_image(image));
      });
}

/// What no key tells apart (three units without iç kapı behind one door) is paired where everything
/// is the same, as often as it occurs on both sides. Only rows without geometry: of the others the
/// place has spoken.
bool follow_alike(Following& following, const Side& side) {
  const Parents parents(following, side);
  const auto key = [](const Table& table, std::size_t row, std::int64_t parent) {
    // Also where no content key can be made (a codeless unit whose door is unknown): the same row
    // delivered again is the same row.
    if (table.geometry.kind(row) != geo::Kind::null) return std::string();
    return content_key(table, row, parent) + '\x1e' + std::to_string(parent) + '\x1e' +
           canonical_content(table, row);
  };
  std::unordered_map<std::string, std::vector<std::int32_t>> images;
  for (std::size_t i = following.images.size(); i-- > 0;) {
    if (following.taken[i] != 0) continue;
    std::string text = key(following.images, i, parents.of_image(i));
    if (!text.empty()) images[std::move(text)].push_back(static_cast<std::int32_t>(i));
  }
  bool any = false;
  if (images.empty()) return any;
  for (std::size_t row = 0; row < following.table.size(); ++row) {
    if (!following.open(row)) continue;
    const auto at = images.find(key(following.table, row, parents.of_row(row)));
    if (at == images.end() || at->second.empty()) continue;
    following.pair(row, at->second.back());
    at->second.pop_back();
    any = true;
  }
  return any;
}

/// A row and an image that lie in the same place; `score` 2 for the same geometry, else the ratio.
struct Candidate {
  double score = 0;
  std::int32_t row = 0, image = 0;
  bool other_parent = false;
  bool other_content = false;  ///< another row may fit the image better
  geo::Point at;               ///< of the row
};

/// The geometries by which open rows are known: images are repaired, so rows are, too.
class Shapes {
 public:
  explicit Shapes(const Following& following) : delivered_(following.table.geometry) {
    if (following.table.type().geometry != geo::Kind::polygon) return;
    std::vector<std::uint32_t> open;
    for (std::size_t row = 0; row < following.table.size(); ++row) {
      if (following.open(row)) open.push_back(static_cast<std::uint32_t>(row));
    }
    report_ = geo::examined(delivered_, geo::Kind::polygon, open);
    for (std::size_t i = 0; i < report_.repaired_rows.size(); ++i) {
      repaired_.emplace(report_.repaired_rows[i], i);
    }
  }
  [[nodiscard]] geo::GeometryView of(std::size_t row) const {
    const auto at = repaired_.find(static_cast<std::uint32_t>(row));
    return at == repaired_.end() ? delivered_[row] : report_.geometries[at->second];
  }

 private:
  const geo::GeometryColumn& delivered_;
  geo::ValidityReport report_;
  std::unordered_map<std::uint32_t, std::size_t> repaired_;
};

/// Is the street called otherwise, its mahalle aside?
bool other_name(const Following& following, std::size_t row, std::size_t image) {
  constexpr std::int64_t anywhere = 1;
  return content_key(following.table, row, anywhere) !=
         content_key(following.images, image, anywhere);
}

/// Same geometry first, then overlap ≥ 0.8, the best pairs first, one to one. Ties are broken by
/// the content, the image's number and the row's place, never by the row's position in the file.
void follow_by_place(Following& following, const Side& side, double tolerance) {
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
  const Shapes shapes(following);
  const Parents parents(following, side);
  std::vector<Candidate> candidates;
  std::vector<std::uint32_t> found;
  for (std::size_t row = 0; row < following.table.size(); ++row) {
    if (!following.open(row) || following.table.geometry.kind(row) == geo::Kind::null ||
        !following.table.geometry.finite(row)) {
      continue;
    }
    const geo::GeometryView shape = shapes.of(row);
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
      if (score < same_place_ratio) continue;
      const bool other_parent = parents.of_row(row) != parents.of_image(at);
      const bool other_content = canonical_content(following.table, row) !=
                                 canonical_content(following.images, at);
      // A border street's two halves lie on one line.
      if (following.table.layer == Layer::street && other_parent && other_name(following, row, at)) {
        continue;
      }
      candidates.push_back({score, static_cast<std::int32_t>(row), image, other_parent,
                            other_content, following.table.geometry.centre(row)});
    }
  }
  std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
    return std::tuple(-a.score, a.other_parent, a.other_content, a.image, a.at.x, a.at.y, a.row) <
           std::tuple(-b.score, b.other_parent, b.other_content, b.image, b.at.x, b.at.y, b.row);
  });
  for (const Candidate& each : candidates) {
    if (following.open(static_cast<std::size_t>(each.row)) &&
        following.taken[static_cast<std::size_t>(each.image)] == 0) {
      following.pair(static_cast<std::size_t>(each.row), each.image);
    }
  }
}

/// MOD-11. Not said anew on nights on which nothing moved, but not taken back either.
Finding counting_ids(const Side& side, const Table& table, IdKind kind, const Settings& settings) {
  const std::uint16_t source = table.origins.front().source;
  Finding finding;
  finding.rule = Rule::mod_11;
  finding.severity = settings.severity(Rule::mod_11);
  Subject subject;
  subject.reg = side.mapped.reg;
  subject.layer = table.layer;
  subject.origin.source = source;
  finding.subjects.push_back(subject);
  finding.attribute = "id";
  const bool named =
      source < settings.sources.size() && !settings.sources[source].id_column.empty();
  finding.arguments = {{"column", named ? settings.sources[source].id_column : "id"}};
  finding.grouped = true;
  finding.only_while_open = kind == IdKind::counting;
  return finding;
}

/// By the source's own id, where it is one.
void follow_by_id(Following& following, Side& side, const Settings& settings) {
  const Table& table = following.table;
  const Table& images = following.images;
  if (table.ids.size() != table.size()) return;
  if (settings.enabled(Rule::mod_11)) {
    const IdKind kind = id_kind(table, images, settings.parameter(Rule::mod_11, "share"));
    if (kind != IdKind::lasting) {
      side.mapped.findings.push_back(counting_ids(side, table, kind, settings));
    }
    if (kind == IdKind::renumbered) return;
  }
  pair_unique(
      following, std::string(),
      [&](std::size_t row) {
        return has_code(table, row) ? std::string() : std::string(table.ids[row]);
      },
      [&](std::size_t image) { return std::string(images.ids[image]); });
}

}  // namespace

Parents::Parents(const Following& following, const Side& side)
    : following_(following),
      side_(side),
      layer_(following.table.layer),
      reference_(parent_reference(layer_)) {}

std::int64_t Parents::of_row(std::size_t row) const {
  if (reference_ == std::string::npos) return 0;
  const std::int32_t link = following_.table.links[reference_][row];
  if (link < 0) return 0;
  const Layer target = *layer_type(layer_).attributes[reference_].target;
  return side_.table(target).tucbs_no[static_cast<std::size_t>(link)];
}

std::int64_t Parents::of_image(std::size_t image) const {
  if (reference_ == std::string::npos) return 0;
  const Column& column = following_.images.columns[reference_];
  return column.null(image) ? 0 : column.integers[image];
}

std::int32_t row_of_image(const Side& side, Layer layer, std::int64_t tucbs_no) {
  return row_of(side.images[index(layer)].tucbs_no, tucbs_no);
}

void follow(Side& side, const Settings& settings, const SideCoverage& coverage) {
  for (const Layer layer : all_layers) {
    Table& table = side.table(layer);
    std::vector<std::int32_t>& image_row = side.image_row[index(layer)];
    image_row.assign(table.size(), no_row);
    table.tucbs_no.assign(table.size(), 0);
    const Table& images = side.images[index(layer)];
    if (images.size() == 0 || table.size() == 0) continue;
    Following following{table, images, image_row, std::vector<std::uint8_t>(images.size(), 0)};
    follow_by_code(following);
    follow_by_id(following, side, settings);
    if (layer == Layer::door) follow_renumbered(following, side);
    follow_by_content(following, side);
    follow_by_place(following, side, settings.run.geometry_tolerance_m);
    // Who is alike has met: what is left may be the only one with its key now.
    if (follow_alike(following, side)) follow_by_content(following, side);
    if (!silence_is_absence(coverage[index(layer)])) continue;
    follow_recoded(following, side);
    if (layer == Layer::street) follow_by_doors(following, side);
    if (layer == Layer::parcel || layer == Layer::building) follow_regrouped(following);
  }
}

}  // namespace uavt::sync
