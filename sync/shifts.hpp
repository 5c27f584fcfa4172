// Sources that lie beside everything else by one and the same vector. The vector is measured from
// geometry, never from findings: from the rows of the other register that are the same things, else
// from doors and the walls of their own buildings. CRS-04 says it; the cause of many findings of place
// stands on it.
#pragma once

#include "geo/shift.hpp"
#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace uavt::sync {

/// A row of a register's table.
struct PlacedRow {
  Register reg{};
  Layer layer{};
  std::size_t row = 0;
};

/// One source that lies beside what it was held against. CRS: the target. Units: metres.
struct SourceShift {
  std::uint16_t source = 0;  ///< number in the configuration
  Layer layer{}, reference_layer{};
  std::string reference;     ///< "uavt", "bina": what it was held against
  geo::ConstantShift shift;  ///< too far east and north is positive
  geo::ShiftCause cause{};
  std::vector<geo::PointPair> pairs;
  std::vector<PlacedRow> rows, reference_rows;  ///< one each a pair
};

/// At most one a source: that with the other register first, for it is point by point. Of two that
/// disagree, the one ED50 explains is the one that lies beside.
/// Order: by source; the same for any order of rows.
[[nodiscard]] std::vector<SourceShift> source_shifts(const Night& night, const Matched& matched,
                                                     const Settings& settings);

/// CRS-04, one finding a source. Scope: run.
void judge_shifts(Night& night, const std::vector<SourceShift>& shifts, const Settings& settings);

}  // namespace uavt::sync
