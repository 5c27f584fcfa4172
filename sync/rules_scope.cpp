#include "sync/rules_scope.hpp"

#include "geo/measures.hpp"
#include "sync/content.hpp"
#include "sync/text.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>

namespace uavt::sync {

namespace {

/// The configuration's answer to "is this mahalle ours?", by code or by the authority over it.
class Ownership {
 public:
  Ownership(const Night& night, const Stored& stored, const Settings& settings)
      : codes_(settings.municipality.mahalle.begin(), settings.municipality.mahalle.end()),
        authorities_(settings.municipality.yetkili_idare.begin(),
                     settings.municipality.yetkili_idare.end()) {
    if (!restricted()) return;
    learn(night.side(Register::uavt).table(Layer::neighbourhood));
    learn(night.side(Register::cbs).table(Layer::neighbourhood));
    learn(stored.published[index(Layer::neighbourhood)].table);
  }

  [[nodiscard]] bool restricted() const { return !codes_.empty() || !authorities_.empty(); }

  [[nodiscard]] bool ours(std::int64_t code) const {
    return !restricted() || foreign_.count(code) == 0;
  }
  /// A mahalle row without a code is asked for by its name.
  [[nodiscard]] bool ours(const Table& table, std::size_t row) const {
    if (!restricted()) return true;
    const Column& codes = table.columns[position(Layer::neighbourhood, "mahalle_kodu")];
    if (!codes.null(row)) return ours(codes.integers[row]);
    const auto known = by_name_.find(content_key(table, row, 0));
    return known == by_name_.end() ? codes_.empty() : ours(known->second);
  }

 private:
  void learn(const Table& table) {
    const Column& codes = table.columns[position(Layer::neighbourhood, "mahalle_kodu")];
    const Column& authority = table.columns[position(Layer::neighbourhood, "yetkili_idare_kodu")];
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (codes.null(row)) continue;
      const std::int64_t code = codes.integers[row];
      by_name_.emplace(content_key(table, row, 0), code);
      const bool by_code = codes_.empty() || codes_.contains(code);
      const bool by_authority = authorities_.empty() || authority.null(row) ||
                                authorities_.contains(authority.integers[row]);
      if (!by_code || !by_authority) foreign_.insert(code);
    }
  }

  std::set<std::int64_t> codes_, authorities_, foreign_;
  std::unordered_map<std::string, std::int64_t> by_name_;
};

/// Numbers of the mahalle whose row was set apart tonight or waits.
std::set<std::int64_t> set_apart_tonight(const Side& side) {
  std::set<std::int64_t> numbers;
  const Table& table = side.table(Layer::neighbourhood);
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::int32_t image = side.image_row[index(Layer::neighbourhood)][row];
    const bool aside = table.states[row] == RowState::quarantined ||
                       table.states[row] == RowState::held;
    if (!aside || image == no_row) continue;
    numbers.insert(
        side.images[index(Layer::neighbourhood)].tucbs_no[static_cast<std::size_t>(image)]);
  }
  return numbers;
}

/// Our mahalle polygons, from the first register that brings any tonight, else as published.
geo::GeometryColumn our_polygons(Night& night, const Stored& stored, const Ownership& ownership) {
  geo::GeometryColumn polygons;
  const auto collect = [&](const Table& table, auto accept, Register reg, bool published) {
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (table.geometry.kind(row) != geo::Kind::polygon || !accept(row)) continue;
      if (!ownership.ours(table, row)) continue;
      polygons.append(table.geometry[row]);
      night.areas.push_back({reg, published ? no_row : static_cast<std::int32_t>(row),
                             published ? table.tucbs_no[row] : 0});
    }
  };
  const Table& published = stored.published[index(Layer::neighbourhood)].table;
  for (const Register reg : {Register::uavt, Register::cbs}) {
    const Table& table = night.side(reg).table(Layer::neighbourhood);
    collect(table, [&](std::size_t row) { return live(table.states[row]); }, reg, false);
    if (night.areas.empty()) continue;
    // A mahalle set apart tonight stands as last seen: what lies in it is still ours.
    const std::set<std::int64_t> standing = set_apart_tonight(night.side(reg));
    collect(published,
            [&](std::size_t row) { return standing.contains(published.tucbs_no[row]); }, reg, true);
    return polygons;
  }
  collect(published, [](std::size_t) { return true; }, Register::uavt, true);
  return polygons;
}

void set_apart(Night& night, Register reg, Table& table, std::size_t row,
               const Settings& settings) {
  table.states[row] = RowState::quarantined;
  if (!settings.enabled(Rule::crs_05)) return;
  Finding finding = finding_about(Rule::crs_05, settings, reg, table, row);
  finding.arguments = {{"distance_m", settings.parameter(Rule::crs_05, "distance_m")}};
  night.findings.push_back(std::move(finding));
}

/// No coordinate of any row lies off the country: a shape of which only one vertex is absurd still
/// touches our polygons.
void judge_coordinates(Night& night, Register reg, const geo::Box& country,
                       const Settings& settings) {
  for (const Layer layer : all_layers) {
    Table& table = night.side(reg).table(layer);
    if (table.type().geometry == geo::Kind::null) continue;
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (table.states[row] != RowState::valid ||
          table.geometry.kind(row) == geo::Kind::null) {
        continue;
      }
      const geo::Box box = table.geometry[row].box();
      const bool on_it = box.empty() || (box.min_x >= country.min_x && box.max_x <= country.max_x &&
                                         box.min_y >= country.min_y && box.max_y <= country.max_y);
      if (!on_it) set_apart(night, reg, table, row, settings);
    }
  }
}

/// Rows with geometry, among our polygons.
void judge_places(Night& night, Register reg, const geo::Areas& areas,
                  const std::optional<geo::Areas>& extent, const geo::Box& country,
                  const Settings& settings) {
  Side& side = night.side(reg);
  for (const Layer layer : all_layers) {
    Table& table = side.table(layer);
    if (table.type().geometry == geo::Kind::null || table.size() == 0) continue;
    if (layer == Layer::neighbourhood) continue;
    const auto places = areas.places(table.geometry);
    const auto reaches = extent ? extent->places(table.geometry) : places;
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (table.states[row] != RowState::valid ||
          table.geometry.kind(row) == geo::Kind::null) {
        continue;
      }
      const bool inside = areas.empty() && !extent
                              ? table.geometry[row].box().intersects(country)
                              : reaches[row].within_reach;
      side.place[index(layer)][row] = places[row].area;
      if (!inside) {
        set_apart(night, reg, table, row, settings);
      } else if (!areas.empty() && places[row].area < 0) {
        table.states[row] = RowState::out_of_scope;
      }
    }
  }
}

/// Rows that say by code or by parent where they belong.
void judge_parents(Side& side, const Ownership& ownership) {
  Table& neighbourhoods = side.table(Layer::neighbourhood);
  for (std::size_t row = 0; row < neighbourhoods.size(); ++row) {
    if (neighbourhoods.states[row] == RowState::valid && !ownership.ours(neighbourhoods, row)) {
      neighbourhoods.states[row] = RowState::out_of_scope;
    }
  }
  const auto follow_parent = [&](Layer layer, std::string_view reference,
                                 std::string_view code) {
    Table& table = side.table(layer);
    const std::size_t at = position(layer, reference);
    const Table& parents = side.table(*layer_type(layer).attributes[at].target);
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (table.states[row] != RowState::valid || side.place[index(layer)][row] >= 0) continue;
      const std::int32_t link = table.links[at][row];
      bool foreign = link >= 0 && parents.states[static_cast<std::size_t>(link)] ==
                                      RowState::out_of_scope;
      if (!foreign && link < 0 && !code.empty()) {
        const Column& codes = table.columns[position(layer, code)];
        foreign = !codes.null(row) && !ownership.ours(codes.integers[row]);
      }
      if (foreign) table.states[row] = RowState::out_of_scope;
    }
  };
  follow_parent(Layer::street, "mahalle_tucbs_no", "mahalle_kodu");
  follow_parent(Layer::building, "mahalle_tucbs_no", "mahalle_kodu");
  follow_parent(Layer::door, "csbm_tucbs_no", "mahalle_kodu");
  follow_parent(Layer::unit, "numarataj_tucbs_no", "");
}

}  // namespace

void judge_scope(Night& night, const Stored& stored, const Settings& settings,
                 const geo::GeometryColumn* extent, const geo::Box& country) {
  for (std::size_t r = 0; r < register_count; ++r) {
    judge_coordinates(night, static_cast<Register>(r), country, settings);
  }
  const Ownership ownership(night, stored, settings);
  const geo::GeometryColumn polygons = our_polygons(night, stored, ownership);
  const geo::Areas areas(polygons, settings.parameter(Rule::crs_05, "distance_m"));
  std::optional<geo::Areas> shape;
  if (extent != nullptr) shape.emplace(*extent, 0.0);
  for (std::size_t r = 0; r < register_count; ++r) {
    judge_places(night, static_cast<Register>(r), areas, shape, country, settings);
    judge_parents(night.sides[r], ownership);
  }
}

}  // namespace uavt::sync
