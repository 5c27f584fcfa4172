// Which coordinate system a layer is really in. A wrong declaration passes every test of geometry
// and puts a town 180 m, 250 km or a continent away, so each layer is asked whether it lies in the
// municipality as declared; only one that does not is read in every other system Turkish data comes
// in, with the axes as given and swapped, and the one that fits is named (CRS-02, CRS-03, CRS-07).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/geometry_column.hpp"
#include "geo/measures.hpp"

namespace uavt::geo {

/// The place the layers must lie in, prepared once for all of them. Thread: may be asked by many.
class MunicipalGround {
 public:
  /// CRS: `polygons` in `target_crs`, a projected one in metres. `margin_m`: how far outside a
  /// vertex may lie; the default is more than twice the 190 m between ED50 and TUREF.
  /// Errors: CrsError when PROJ does not know `target_crs`.
  MunicipalGround(const GeometryColumn& polygons, std::string target_crs, double margin_m = 500);
  /// The same with an envelope for the polygons: coarser, since a neighbour's corner lies in it.
  MunicipalGround(const Box& envelope, std::string target_crs, double margin_m = 500);

  [[nodiscard]] bool empty() const { return areas_.empty(); }
  [[nodiscard]] const std::string& target_crs() const { return target_crs_; }
  /// Box of the polygons and their margin. CRS: lon/lat degrees. Empty when there is no polygon.
  [[nodiscard]] const Box& lonlat() const { return lonlat_; }
  /// How many of x0, y0, x1, y1 … lie inside or within the margin; not-a-number lies nowhere.
  /// CRS: the target.
  [[nodiscard]] std::size_t inside(std::span<const double> xy) const;

 private:
  Areas areas_;
  std::string target_crs_;
  Box lonlat_;
};

/// At most `most` finite vertices, evenly over the layer: x0, y0, x1, y1 …
[[nodiscard]] std::vector<double> sampled(std::span<const double> xy, std::size_t most);

enum class Axes : std::uint8_t { as_given, swapped };

/// One way of reading the layer's numbers.
struct CrsReading {
  int code = 0;      ///< EPSG; 0 for a declared CRS that has none
  std::string name;  ///< "TUREF / TM30"; for one that is no candidate, as PROJ names it
  Axes axes = Axes::as_given;
  double share = 0;  ///< of the sampled vertices that lie in the municipality, 0 … 1
};

enum class CrsVerdict : std::uint8_t {
  fits,          ///< as declared
  other_crs,     ///< CRS-02: `best` fits; its axes may be swapped as well
  axes_swapped,  ///< CRS-03: the declared CRS, with x and y exchanged
  zone_prefix,   ///< CRS-07: declared without the zone prefix and written with it, or the reverse
  nothing_fits,  ///< CRS-02 without a candidate: no reading puts the layer here
  undecided,     ///< too little evidence to accuse: few vertices, a layer wider than the
                 ///< municipality, no lead, or no municipality
};

struct CrsDiagnosisOptions {
  /// Vertices looked at, taken evenly over the layer: a share to about a percent.
  std::size_t sample = 2'000;
  /// Fewer finite vertices accuse nobody.
  std::size_t fewest_vertices = 5;
  /// A reading fits from here on. Half: a layer that hangs over the border still fits.
  double fit_share = 0.5;
  /// By how much the best reading must beat the declared one to accuse it.
  double clear_lead = 0.25;
  /// Readings this close to the best fit equally well.
  double tie_share = 0.01;
  /// Below this everywhere, nothing fits; above it the layer may just be wider than the place.
  double trace_share = 0.01;
};

struct CrsDiagnosis {
  CrsVerdict verdict = CrsVerdict::undecided;
  std::size_t sampled = 0;       ///< finite vertices looked at
  double declared_share = 0;     ///< 0 … 1; 0 as well when nothing usable is declared
  std::string declared_name;     ///< empty when nothing is declared or PROJ does not know it
  std::string declared_problem;  ///< why the declaration could not be tried; else empty
  /// The declared reading when it fits; else the best other one (share 0: there is none).
  CrsReading best;
  /// The others that fit as well as the best. Order: likeliest first.
  std::vector<CrsReading> ties;
  /// Every reading tried. Order: the declared CRS, then `crs_candidates`, each as given before
  /// swapped. Only the declared one when it fits: a layer that fits is not suspected.
  std::vector<CrsReading> tried;
};

/// Says in which CRS the layer is. Among readings that tie (ED50 and TUREF lie 190 m apart, so both
/// may fit) comes first: the declared CRS swapped, the declared one but for the zone prefix; then
/// axes as given, a zone the place lies in, the declared datum (TUREF and WGS 84 are one to a
/// metre), TUREF before ED50 before WGS 84, the greater share.
/// Units and CRS: `xy` is x0, y0, x1, y1 … as delivered, in file order (east/north).
/// `declared`: anything PROJ understands; empty when the layer declares nothing (then
/// `other_crs` is a proposal for CRS-01).
/// Errors: none for a bad declaration, see `declared_problem`; CrsError when PROJ cannot reach the
/// target from a candidate.
[[nodiscard]] CrsDiagnosis crs_diagnosis(std::span<const double> xy, const std::string& declared,
                                         const MunicipalGround& ground,
                                         const CrsDiagnosisOptions& options = {});

}  // namespace uavt::geo
