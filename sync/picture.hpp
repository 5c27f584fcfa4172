// What a map of the night shows: the municipality in its own vectors, thinned, and the shapes of the
// rows findings are about. It is taken while the tables are in memory; the page, the GeoPackage of
// findings and whoever opens an old report draw from it and need no database.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"

namespace uavt::sync {

/// CRS: the target. Lists that go with a geometry column have an entry a row of it. Nothing in it
/// but layers, keys, and the names of mahalle and streets: no other value of a row belongs on a map.
struct Picture {
  struct Mahalle {
    std::int64_t code = null_integer;
    std::string name;
  };
  struct Street {
    std::string name;                  ///< empty: nobody named it
    std::int64_t type = null_integer;  ///< position in the csbm tip list
  };
  struct Row {
    Layer layer{};
    std::string key;  ///< as findings name the row
  };
  std::vector<Mahalle> mahalle;
  geo::GeometryColumn outlines;   ///< thinned
  std::vector<Street> streets;
  geo::GeometryColumn lines;      ///< thinned
  geo::GeometryColumn buildings;  ///< whose boxes come near the place of an open finding
  std::vector<Row> rows;
  geo::GeometryColumn shapes;     ///< of `rows`, vertex by vertex as the table has them
  /// Fingerprint → positions in `rows`, first subject first, at most four. Findings without a shape
  /// are left out. Order: the plan's, then those kept, by fingerprint.
  std::vector<std::pair<std::string, std::vector<std::uint32_t>>> of;

  [[nodiscard]] bool empty() const {
    return outlines.empty() && lines.empty() && buildings.empty() && shapes.empty();
  }
};

/// How near a building must come to be drawn beside a finding. Source: the page shows a finding
/// with what stands around it, about a street's width on each side.
inline constexpr double surroundings_m = 50;

/// The picture of a night whose findings are identified (`plan.findings`). A row without a shape of
/// its own is shown by the same thing in another register, then by what it hangs on: a unit by its
/// door, a door by its building, else by its street. Findings that are kept from the last run (fixed, or not judged) are
/// shown by the rows that bear their key tonight. Shapes that are not finite, or beyond any map, are
/// left out; rows that were set apart are not.
/// Order: independent of the order of rows.
[[nodiscard]] Picture picture(const Night& night, const Matched& matched, const Plan& plan,
                              const Stored& stored);

}  // namespace uavt::sync
