#include "sync/picture_rows.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace uavt::sync {

namespace {

/// A page that shows a finding shows this many things of it.
constexpr std::size_t most_shapes = 4;

/// Finds the row that shows a row: itself, the same thing elsewhere, or what it hangs on.
class Shown {
 public:
  Shown(const Night& night, const Matched& matched) : night_(night), matched_(matched) {}

  [[nodiscard]] std::optional<TableRow> by(TableRow row) const {
    while (true) {
      if (has_shape(row)) return row;
      if (const auto other = elsewhere(row)) return other;
      const auto above = parent(row);
      if (!above) return std::nullopt;
      row = *above;
    }
  }

 private:
  [[nodiscard]] bool has_shape(const TableRow& each) const {
    const Table& table = night_.side(each.reg).table(each.layer);
    return drawable(table.geometry[static_cast<std::size_t>(each.row)]);
  }

  [[nodiscard]] std::optional<TableRow> elsewhere(const TableRow& each) const {
    const Entities& entities = matched_.layers[index(each.layer)];
    const auto& of_row = entities.of_row[index(each.reg)];
    const auto row = static_cast<std::size_t>(each.row);
    if (row >= of_row.size() || of_row[row] < 0) return std::nullopt;
    for (const Register reg : {Register::cbs, Register::uavt, Register::takbis}) {
      const TableRow other{reg, each.layer,
                           entities.row[index(reg)][static_cast<std::size_t>(of_row[row])]};
      if (other.row >= 0 && has_shape(other)) return other;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<TableRow> parent(const TableRow& each) const {
    if (each.layer == Layer::unit) return linked(each, "numarataj_tucbs_no", Layer::door);
    if (each.layer != Layer::door) return std::nullopt;
    const auto building = linked(each, "bina_tucbs_no", Layer::building);
    return building ? building : linked(each, "csbm_tucbs_no", Layer::street);
  }

  [[nodiscard]] std::optional<TableRow> linked(const TableRow& each, std::string_view reference,
                                               Layer above) const {
    const auto& links =
        night_.side(each.reg).table(each.layer).links[position(each.layer, reference)];
    const auto row = static_cast<std::size_t>(each.row);
    if (row >= links.size() || links[row] < 0) return std::nullopt;
    return TableRow{each.reg, above, links[row]};
  }

  const Night& night_;
  const Matched& matched_;
};

/// A row as a finding names it; without a key it is named by its code or number.
struct NamedRow {
  TableRow row;
  std::string key = {};
};

/// Adds each row once, however many findings name it.
class Gallery {
 public:
  Gallery(Picture& picture, const Night& night, const Matched& matched)
      : picture_(picture), night_(night), shown_(night, matched) {}

  /// What these rows show, in their order, is what the finding is.
  void hang(const std::string& fingerprint, const std::vector<NamedRow>& rows) {
    std::vector<std::uint32_t> shapes;
    for (const NamedRow& named : rows) {
      if (shapes.size() == most_shapes) break;
      const auto shown = shown_.by(named.row);
      if (!shown) continue;
      const std::uint32_t shape =
          position_of(*shown, *shown == named.row ? named.key : std::string());
      if (std::ranges::find(shapes, shape) == shapes.end()) shapes.push_back(shape);
    }
    if (!shapes.empty()) picture_.of.emplace_back(fingerprint, std::move(shapes));
  }

 private:
  std::uint32_t position_of(const TableRow& each, std::string key) {
    const std::uint64_t name = static_cast<std::uint64_t>(index(each.reg) * layer_count +
                                                          index(each.layer))
                                   << 32U |
                               static_cast<std::uint32_t>(each.row);
    const auto [at, added] =
        positions_.emplace(name, static_cast<std::uint32_t>(picture_.rows.size()));
    if (added) {
      const Table& table = night_.side(each.reg).table(each.layer);
      const auto row = static_cast<std::size_t>(each.row);
      if (key.empty()) key = code_text(table, row);
      if (key.empty() && table.tucbs_no[row] != 0) {
        key = "#" + std::to_string(table.tucbs_no[row]);
      }
      picture_.rows.push_back({each.layer, std::move(key)});
      picture_.shapes.append(table.geometry[row]);
    }
    return at->second;
  }

  Picture& picture_;
  const Night& night_;
  Shown shown_;
  std::unordered_map<std::uint64_t, std::uint32_t> positions_;
};

/// The rows of a finding that have a place in a table, in its order; rows of one key, of which none
/// comes first, by what they are.
std::vector<NamedRow> rows_of(const Finding& finding, const Night& night) {
  std::vector<NamedRow> rows;
  const bool no_first = finding.grouped || finding.symmetric;
  for (const Subject& subject : finding.subjects) {
    if (!subject.layer || subject.row < 0) continue;
    // Listed by key: what comes after the wanted ones and is not of the last one's key is not asked.
    if (rows.size() >= 2 * most_shapes && (!no_first || rows.back().key != subject.key)) break;
    rows.push_back({{subject.reg, *subject.layer, subject.row}, subject.key});
  }
  if (!no_first) return rows;
  std::stable_sort(rows.begin(), rows.end(), [&](const NamedRow& a, const NamedRow& b) {
    return a.key != b.key ? a.key < b.key : before(night, a.row, b.row);
  });
  return rows;
}

/// A finding's first key as a number: a code, or, after "#", our own.
struct NumberedKey {
  bool ours = false;
  std::int64_t number = 0;
  auto operator<=>(const NumberedKey&) const = default;
};
std::optional<NumberedKey> numbered(std::string_view key) {
  NumberedKey result{.ours = key.starts_with('#')};
  if (result.ours) key.remove_prefix(1);
  const char* const end = key.data() + key.size();
  const auto [stop, error] = std::from_chars(key.data(), end, result.number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return result;
}

std::int64_t code_of(const Table& table, std::size_t row) {
  for (const std::size_t a : own_codes(table.layer)) {
    const Column& column = table.columns[a];
    if (!column.is_text() && !column.is_real() && !column.null(row)) return column.integers[row];
  }
  return null_integer;
}

/// Findings that nobody found tonight have no rows, only a key: the rows that bear it.
std::vector<std::pair<std::string, TableRow>> kept(const Night& night, const Plan& plan,
                                                   const Stored& stored) {
  std::unordered_set<std::string_view> names(plan.findings_fixed.begin(),
                                             plan.findings_fixed.end());
  names.insert(plan.findings_standing.begin(), plan.findings_standing.end());
  std::map<std::pair<Register, Layer>, std::map<NumberedKey, std::vector<std::string>>> wanted;
  for (const OpenFinding& each : stored.findings) {
    if (!names.contains(each.fingerprint) || !each.reg || !each.layer) continue;
    if (const auto key = numbered(each.key)) {
      wanted[{*each.reg, *each.layer}][*key].push_back(each.fingerprint);
    }
  }
  std::map<std::string, TableRow> found;
  for (const auto& [where, keys] : wanted) {
    const auto& [reg, layer] = where;
    const Table& table = night.side(reg).table(layer);
    const auto bears = [&](const NumberedKey& key, std::size_t row) {
      const auto at = keys.find(key);
      if (at == keys.end()) return;
      const TableRow here{reg, layer, static_cast<std::int32_t>(row)};
      for (const std::string& fingerprint : at->second) {
        const auto [known, added] = found.emplace(fingerprint, here);
        // Of several rows with one code the one that stands, then the first by what it is.
        const auto stands = [&](const TableRow& each) {
          return live(table.states[static_cast<std::size_t>(each.row)]);
        };
        if (added) continue;
        const TableRow& other = known->second;
        const bool better = stands(here) != stands(other) ? stands(here)
                                                          : before(night, here, other);
        if (better) known->second = here;
      }
    };
    for (std::size_t row = 0; row < table.size(); ++row) {
      bears({.ours = false, .number = code_of(table, row)}, row);
      if (table.tucbs_no[row] != 0) bears({.ours = true, .number = table.tucbs_no[row]}, row);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace

bool drawable(const geo::GeometryView& geometry) {
  // No projected system counts further than this, zone prefixes included. Units: metres.
  constexpr double furthest = 1e8;
  const geo::Kind kind = geometry.kind();
  if (kind != geo::Kind::point && kind != geo::Kind::line && kind != geo::Kind::polygon) {
    return false;
  }
  return std::ranges::all_of(geometry.vertices(), [](double value) {
    return std::isfinite(value) && std::abs(value) <= furthest;
  });
}

bool before(const Night& night, const TableRow& a, const TableRow& b) {
  const auto number = [&](const TableRow& each) {
    return night.side(each.reg).table(each.layer).tucbs_no[static_cast<std::size_t>(each.row)];
  };
  // Numbers nearly always differ, and extents are dear.
  if (number(a) != number(b)) return number(a) < number(b);
  const auto extent = [&](const TableRow& each) {
    const geo::GeometryView shape =
        night.side(each.reg).table(each.layer).geometry[static_cast<std::size_t>(each.row)];
    const geo::Box box = shape.box();
    return std::tuple(box.min_x, box.min_y, box.max_x, box.max_y, shape.vertex_count());
  };
  return extent(a) < extent(b);
}

void draw_findings(Picture& picture, const Night& night, const Matched& matched, const Plan& plan,
                   const Stored& stored) {
  Gallery gallery(picture, night, matched);
  for (const Finding& finding : plan.findings) {
    gallery.hang(finding.fingerprint, rows_of(finding, night));
  }
  for (const auto& [fingerprint, row] : kept(night, plan, stored)) {
    gallery.hang(fingerprint, {{row}});
  }
}

}  // namespace uavt::sync
