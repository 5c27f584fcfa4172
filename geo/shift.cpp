#include "geo/shift.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "geo/crs_candidates.hpp"
#include "geo/transformation.hpp"

namespace uavt::geo {
namespace {

constexpr double named_within_m = 5;
constexpr double named_spread_m = 0.5;

double apart_m(const Vector& a, const Vector& b) {
  return std::hypot(a.east_m - b.east_m, a.north_m - b.north_m);
}

// The lower of the two middle ones when their number is even: an element, never a mean of two
// matches that have nothing to do with each other.
double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

double median_of(const std::vector<Vector>& vectors, double Vector::*axis) {
  std::vector<double> values(vectors.size());
  std::ranges::transform(vectors, values.begin(), axis);
  return median(std::move(values));
}

Vector median_of(const std::vector<Vector>& vectors) {
  return {median_of(vectors, &Vector::east_m), median_of(vectors, &Vector::north_m)};
}

double spread_m(const std::vector<Vector>& vectors, const Vector& middle) {
  std::vector<double> distances(vectors.size());
  std::ranges::transform(vectors, distances.begin(),
                         [&](const Vector& one) { return apart_m(one, middle); });
  return median(std::move(distances));
}

std::vector<Vector> differences(std::span<const PointPair> pairs) {
  std::vector<Vector> vectors;
  vectors.reserve(pairs.size());
  for (const PointPair& pair : pairs) {
    const Vector one{pair.layer.x - pair.reference.x, pair.layer.y - pair.reference.y};
    if (std::isfinite(one.east_m) && std::isfinite(one.north_m)) vectors.push_back(one);
  }
  return vectors;
}

std::vector<Vector> near(const std::vector<Vector>& vectors, const Vector& middle,
                         double within_m) {
  std::vector<Vector> result;
  std::ranges::copy_if(vectors, std::back_inserter(result),
                       [&](const Vector& one) { return apart_m(one, middle) <= within_m; });
  return result;
}

}  // namespace

double Vector::length_m() const {
  return std::hypot(east_m, north_m);
}

std::optional<ConstantShift> constant_shift(std::span<const PointPair> pairs,
                                            const ShiftOptions& options) {
  const std::vector<Vector> all = differences(pairs);
  if (all.size() < options.fewest_pairs || all.empty()) return std::nullopt;
  const auto tolerance_m = [&](double spread) {
    return std::max(options.rounding_m, options.agreeing_spreads * spread);
  };
  // Wrong matches that lie to one side pull the first median; those that agree give the second.
  const Vector first = median_of(all);
  const std::vector<Vector> close = near(all, first, tolerance_m(spread_m(all, first)));
  if (close.empty()) return std::nullopt;
  ConstantShift shift;
  shift.vector = median_of(close);
  shift.spread_m = spread_m(all, shift.vector);
  shift.count = all.size();
  shift.agreeing = near(all, shift.vector, tolerance_m(shift.spread_m)).size();
  shift.agreeing_share = static_cast<double>(shift.agreeing) / static_cast<double>(shift.count);

  const double length = shift.vector.length_m();
  const bool agree =
      shift.agreeing >= options.fewest_pairs && shift.agreeing_share >= options.agreeing_share;
  const bool significant =
      length >= options.shortest_m && length >= options.significant_spreads * shift.spread_m;
  return agree && significant ? std::optional(shift) : std::nullopt;
}

std::optional<Vector> ed50_read_as_turef(Point place_lonlat, const std::string& target_crs) {
  const CrsCandidate* target = crs_candidate(epsg_code(target_crs));
  if (target == nullptr || target->datum == Datum::ed50 || target->meridian_deg == 0) {
    return std::nullopt;
  }
  const CrsCandidate* sister = crs_candidate(Datum::ed50, target->form, target->meridian_deg);
  if (sister == nullptr) return std::nullopt;
  Box area;
  area.add(place_lonlat.x, place_lonlat.y);
  area = area.grown(0.1);
  const std::string code = "EPSG:" + std::to_string(target->code);
  double here[] = {place_lonlat.x, place_lonlat.y};
  Transformation("EPSG:4326", code, area).apply(here);
  double read[] = {here[0], here[1]};
  Transformation(code, "EPSG:" + std::to_string(sister->code), area).apply(read);
  const Vector vector{read[0] - here[0], read[1] - here[1]};
  const bool finite = std::isfinite(vector.east_m) && std::isfinite(vector.north_m);
  return finite ? std::optional(vector) : std::nullopt;
}

std::string_view name(ShiftCause cause) {
  switch (cause) {
    case ShiftCause::ed50_read_as_turef:
      return "ed50_read_as_turef";
    case ShiftCause::turef_read_as_ed50:
      return "turef_read_as_ed50";
    case ShiftCause::unknown:
      break;
  }
  return "unknown";
}

ShiftCause shift_cause(const ConstantShift& shift, const Vector& expected) {
  if (shift.spread_m > named_spread_m) return ShiftCause::unknown;
  if (apart_m(shift.vector, expected) <= named_within_m) return ShiftCause::ed50_read_as_turef;
  const Vector opposite{-expected.east_m, -expected.north_m};
  if (apart_m(shift.vector, opposite) <= named_within_m) return ShiftCause::turef_read_as_ed50;
  return ShiftCause::unknown;
}

}  // namespace uavt::geo
