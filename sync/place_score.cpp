#include "sync/place_score.hpp"

#include "geo/line_likeness.hpp"
#include "geo/measures.hpp"

namespace uavt::sync {

namespace {

/// Two registers' outlines of one building or parcel cover each other this far.
constexpr double same_place_ratio = 0.8;
/// Two doors of the two registers with one number may be this far apart and still be one door.
constexpr double door_place_m = 5.0;
/// Two registers' polygons of one mahalle cover each other this far.
constexpr double neighbourhood_ratio = 0.5;
/// Two drawings of one street run within this distance of each other …
constexpr double street_reach_m = 5.0;
/// … over this share of the longer one. Carriageways of one boulevard lie further apart.
constexpr double street_share = 0.6;

double at_least(double score, double least) {
  return score >= least ? score : 0.0;
}

}  // namespace

double place_score(const Table& municipal, std::size_t ours, const Table& national,
                   std::size_t theirs) {
  const Layer layer = municipal.layer;
  const geo::GeometryView a = municipal.geometry[ours];
  const geo::GeometryView b = national.geometry[theirs];
  if (a.kind() == geo::Kind::null || b.kind() == geo::Kind::null) return 0;
  if (layer == Layer::door) {
    const std::size_t number = position(layer, "kapi_no");
    if (municipal.columns[number].null(ours) || national.columns[number].null(theirs)) return 0;
    const double metres = geo::distance(a, b);
    return metres <= door_place_m ? 1.0 - metres / (2 * door_place_m) : 0.0;
  }
  if (layer == Layer::street) {
    return at_least(geo::line_likeness(a, b, street_reach_m), street_share);
  }
  if (layer_type(layer).geometry != geo::Kind::polygon) return 0;
  return at_least(geo::overlap_ratio(a, b),
                  layer == Layer::neighbourhood ? neighbourhood_ratio : same_place_ratio);
}

double place_reach_m(Layer layer) {
  if (layer == Layer::door) return door_place_m;
  return layer == Layer::street ? street_reach_m : 0.0;
}

std::string_view place_evidence(Layer layer) {
  if (layer == Layer::neighbourhood) return "polygon";
  return layer == Layer::street ? "line" : "place";
}

}  // namespace uavt::sync
