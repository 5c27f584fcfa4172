// One PROJ operation, chosen once per layer and then fixed, so that every vertex of a layer goes
// the same way and the report can say which way that was. PROJ fails silently; the callers of
// `apply` get every coordinate checked for finiteness.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// What the report says about one layer's way into the target CRS.
struct OperationAccount {
  std::string source_crs;    ///< name and code as PROJ knows them, e.g. "ED50 / TM30 (EPSG:2320)"
  std::string target_crs;
  std::string operation;     ///< PROJ's name of the operation; a null one is named "identity"
  double accuracy_m = -1;    ///< -1: unknown
  bool ballpark = false;
  std::vector<std::string> grids;          ///< grid files used
  std::vector<std::string> missing_grids;  ///< grids a better operation would have used
};

struct TransformationOptions {
  bool allow_ballpark = false;  ///< allowed by name in the configuration
  std::string pipeline = {};    ///< a PROJ pipeline given by the municipality; overrides the choice
};

class Transformation {
 public:
  /// Chooses the operation from `source` to `target` (anything PROJ understands: "EPSG:2320", WKT)
  /// that is the most accurate over `area` and whose grids are present.
  /// CRS: `area` in lon/lat degrees; coordinates in and out are east/north whatever the authority
  /// says. Errors: CrsError for an unknown CRS, no operation, or only ballpark ones.
  Transformation(const std::string& source, const std::string& target, const Box& area_lonlat,
                 const TransformationOptions& options = {});
  ~Transformation();
  Transformation(Transformation&&) noexcept;
  Transformation& operator=(Transformation&&) noexcept;

  /// Transforms x0, y0, x1, y1 … in place, the whole array, on all cores. A coordinate PROJ cannot
  /// transform becomes not-a-number.
  void apply(std::span<double> xy) const;
  [[nodiscard]] const OperationAccount& account() const;
  /// True when source and target are the same CRS: `apply` then changes nothing.
  [[nodiscard]] bool identity() const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

/// The CRS's area of use. CRS: lon/lat degrees. Errors: CrsError.
[[nodiscard]] Box area_of_use(const std::string& crs);
/// The EPSG code, or 0 when the CRS has none. Errors: CrsError for text PROJ does not understand.
[[nodiscard]] int epsg_code(const std::string& crs);
/// "TUREF / TM30 (EPSG:5254)". Errors: CrsError.
[[nodiscard]] std::string crs_name(const std::string& crs);
/// True when both texts name the same CRS (axis order ignored). Errors: CrsError.
[[nodiscard]] bool same_crs(const std::string& a, const std::string& b);
/// PROJ and GEOS versions for the report, "9.1.1" and "3.11.1".
[[nodiscard]] std::string proj_version();
[[nodiscard]] std::string geos_version();

}  // namespace uavt::geo
