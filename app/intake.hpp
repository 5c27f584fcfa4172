// Import and reproject: every source read (or remembered), every geometry in the target CRS.
#pragma once

#include "geo/transformation.hpp"
#include "sync/delivery.hpp"
#include "sync/settings.hpp"
#include "sync/state.hpp"

#include <exception>
#include <vector>

namespace uavt::app {

struct Imported {
  std::vector<sync::Delivery> deliveries;  ///< one a source; what was refused is not read (SRC-01)
  std::exception_ptr refusal;              ///< importers::SourceError of the first required source
};

/// Reads all sources, as many at a time as there are cores.
[[nodiscard]] Imported imported(const sync::Settings& settings, bool full);

class CrsCheck;

/// A delivery's way into the target CRS; `source_crs` empty where there is no geometry.
struct Reprojection {
  std::vector<geo::OperationAccount> operations;  ///< by position of the delivery
  std::vector<std::string> crs_used;
  std::vector<sync::Finding> findings;            ///< SRC-08, CRS-01, -02, -03, -06, -07
};

/// Transforms every delivery's coordinates in place, one operation a source; into `result`, which
/// also holds what was found when it throws. A source without any CRS, or with only ballpark
/// operations, or that is elsewhere, is refused: a required one ends the run, an optional one is
/// treated as not read.
/// Errors: geo::CrsError (exit code 4).
void reproject(std::vector<sync::Delivery>& deliveries, const sync::Settings& settings,
               CrsCheck& check, const sync::Stored& stored, Reprojection& result);

/// Refuses the deltas behind a gap (SRC-08) and tells the others from where on they count; before
/// `reproject`. A required one ends the run, an optional one is treated as not read; findings go to
/// `result`.
/// Errors: importers::SourceError.
void refuse_gaps(std::vector<sync::Delivery>& deliveries, const sync::Settings& settings,
                 const sync::Stored& stored, Reprojection& result);

/// Türkiye's area of use in the target CRS: the envelope when there is no mahalle polygon.
[[nodiscard]] geo::Box country_box(const std::string& target_crs);

/// The configured `extent`, in the target CRS; empty column when there is none.
/// Errors: importers::SourceError, geo::CrsError.
[[nodiscard]] geo::GeometryColumn extent_of(const sync::Settings& settings);

}  // namespace uavt::app
