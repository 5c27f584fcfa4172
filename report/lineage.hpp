// What a stored run says about where its data came from: the sources with their dates, digests and
// ways into the target CRS, for whoever writes metadata.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace uavt::report {

struct LineageSource {
  std::string name, reg, layer;  ///< "yapi", "cbs", "bina"
  std::string as_of;             ///< ISO day; empty: not known
  std::string crs, operation;    ///< as PROJ calls them; empty: no geometry
  std::string digest;            ///< SHA-256 over its files
  std::uint64_t rows = 0;
};

struct Lineage {
  std::int64_t run = 0;
  std::string started, ended;          ///< ISO 8601, UTC
  std::string program;                 ///< "uavt-sync 0.1.0 (gdal 3.6.2, …)"
  std::vector<LineageSource> sources;  ///< those that were read, in order of the configuration
};

/// Paths stay out of it: where files lie is nobody's business outside.
/// Errors: std::invalid_argument when the text is not a run's summary or report.
[[nodiscard]] Lineage lineage_in(const std::string& report_json);

}  // namespace uavt::report
