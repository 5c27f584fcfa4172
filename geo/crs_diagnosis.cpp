#include "geo/crs_diagnosis.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

#include "geo/crs_candidates.hpp"
#include "geo/error.hpp"
#include "geo/transformation.hpp"

namespace uavt::geo {
namespace {

GeometryColumn rectangle(const Box& box) {
  GeometryColumn column;
  if (box.empty()) return column;
  column.begin_row(Kind::polygon);
  column.begin_part();
  column.begin_ring();
  column.add_vertex(box.min_x, box.min_y);
  column.add_vertex(box.max_x, box.min_y);
  column.add_vertex(box.max_x, box.max_y);
  column.add_vertex(box.min_x, box.max_y);
  column.add_vertex(box.min_x, box.min_y);
  column.end_row();
  return column;
}

// The box in degrees: its edges bend, so each is taken in steps.
Box in_lonlat(const Box& box, const std::string& crs) {
  Box result;
  if (box.empty()) return result;
  constexpr int steps = 8;
  std::vector<double> edge;
  for (int i = 0; i <= steps; ++i) {
    const double x = box.min_x + (box.max_x - box.min_x) * i / steps;
    const double y = box.min_y + (box.max_y - box.min_y) * i / steps;
    edge.insert(edge.end(), {x, box.min_y, x, box.max_y, box.min_x, y, box.max_x, y});
  }
  // A ballpark is good enough to say where on earth the place is.
  Transformation(crs, "EPSG:4326", Box{}, {.allow_ballpark = true}).apply(edge);
  for (std::size_t i = 0; i < edge.size(); i += 2) {
    if (std::isfinite(edge[i])) result.add(edge[i], edge[i + 1]);
  }
  return result;
}

std::vector<double> swapped(std::span<const double> xy) {
  std::vector<double> result(xy.begin(), xy.end());
  for (std::size_t i = 0; i + 1 < result.size(); i += 2) std::swap(result[i], result[i + 1]);
  return result;
}

std::vector<double> within(const Box& window, std::span<const double> xy) {
  std::vector<double> result;
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
    Box at;
    at.add(xy[i], xy[i + 1]);
    if (window.intersects(at)) result.insert(result.end(), {xy[i], xy[i + 1]});
  }
  return result;
}

/// One CRS on trial: PROJ's operation is made when the first vertex asks for it, and once.
class Trial {
 public:
  Trial(std::string crs, const CrsCandidate* candidate, const MunicipalGround& ground)
      : crs_(std::move(crs)), ground_(&ground) {
    if (candidate != nullptr) window_ = rough_window(*candidate, ground.lonlat());
  }

  double share(std::span<const double> xy) {
    std::vector<double> here =
        window_ ? within(*window_, xy) : std::vector<double>(xy.begin(), xy.end());
    if (here.empty()) return 0;
    if (!operation_) {
      // What counts is where the town lies, to a few hundred metres.
      operation_.emplace(crs_, ground_->target_crs(), ground_->lonlat(),
                         TransformationOptions{.allow_ballpark = true});
    }
    operation_->apply(here);
    return static_cast<double>(ground_->inside(here)) / (static_cast<double>(xy.size()) / 2);
  }

 private:
  std::string crs_;
  const MunicipalGround* ground_;
  std::optional<Box> window_;
  std::optional<Transformation> operation_;
};

std::string epsg(int code) {
  return "EPSG:" + std::to_string(code);
}

struct Declared {
  int code = 0;
  const CrsCandidate* candidate = nullptr;
  std::string name;            ///< of its readings
  std::optional<Trial> trial;  ///< nothing to try without a usable declaration

  [[nodiscard]] bool is(const CrsReading& reading) const { return trial && reading.code == code; }
};

// What the layer says of itself; `report` gets its name, or what is wrong with it.
Declared declaration(const std::string& crs, const MunicipalGround& ground, CrsDiagnosis& report) {
  Declared declared;
  if (crs.empty()) return declared;
  try {
    report.declared_name = crs_name(crs);
    declared.code = epsg_code(crs);
    declared.candidate = crs_candidate(declared.code);
    declared.name = declared.candidate != nullptr ? std::string(declared.candidate->name)
                                                  : report.declared_name;
    declared.trial.emplace(crs, declared.candidate, ground);
  } catch (const CrsError& error) {
    report.declared_problem = error.what();
  }
  return declared;
}

// A declaration PROJ cannot carry to the target is a problem of the layer, not of the run.
double declared_share(Declared& declared, std::span<const double> xy, CrsDiagnosis& report) {
  if (!declared.trial) return 0;
  try {
    return declared.trial->share(xy);
  } catch (const CrsError& error) {
    report.declared_problem = error.what();
    declared.trial.reset();
    return 0;
  }
}

std::vector<CrsReading> readings(std::span<const double> xy, Declared& declared,
                                 const MunicipalGround& ground, const CrsDiagnosis& report) {
  const std::vector<double> yx = swapped(xy);
  std::vector<CrsReading> tried;
  if (declared.trial) {
    tried.push_back({declared.code, declared.name, Axes::as_given, report.declared_share});
    tried.push_back({declared.code, declared.name, Axes::swapped, declared.trial->share(yx)});
  }
  for (const CrsCandidate& candidate : crs_candidates()) {
    if (declared.trial && candidate.code == declared.code) continue;
    Trial trial(epsg(candidate.code), &candidate, ground);
    const std::string name(candidate.name);
    tried.push_back({candidate.code, name, Axes::as_given, trial.share(xy)});
    tried.push_back({candidate.code, name, Axes::swapped, trial.share(yx)});
  }
  return tried;
}

bool by_prefix(const CrsReading& reading, const Declared& declared) {
  const CrsCandidate* candidate = crs_candidate(reading.code);
  return reading.axes == Axes::as_given && candidate != nullptr && declared.candidate != nullptr &&
         differ_by_prefix(*candidate, *declared.candidate);
}

// 0: the same; 1: the same to a metre; 2: some 190 m apart, or one is not known.
int distance_of_datums(const CrsCandidate* a, const CrsCandidate* b) {
  if (a == nullptr || b == nullptr) return 2;
  if (a->datum == b->datum) return 0;
  return a->datum != Datum::ed50 && b->datum != Datum::ed50 ? 1 : 2;
}

// The smaller comes first among readings that tie.
auto preference(const CrsReading& reading, const Declared& declared,
                const MunicipalGround& ground) {
  const CrsCandidate* candidate = crs_candidate(reading.code);
  const int fault = declared.is(reading) ? 0 : by_prefix(reading, declared) ? 1 : 2;
  const int other_datum = distance_of_datums(candidate, declared.candidate);
  const bool off_zone = candidate != nullptr && !in_zone(*candidate, ground.lonlat());
  const int datum = candidate != nullptr ? static_cast<int>(candidate->datum) : -1;
  return std::tuple(fault, reading.axes, off_zone, other_datum, datum, -reading.share,
                    reading.code);
}

// The readings other than the declared one that fit best, likeliest first.
std::vector<CrsReading> best_of(const std::vector<CrsReading>& tried, const Declared& declared,
                                const MunicipalGround& ground, double tie_share) {
  std::vector<CrsReading> others;
  double best = 0;
  for (const CrsReading& reading : tried) {
    if (declared.is(reading) && reading.axes == Axes::as_given) continue;
    others.push_back(reading);
    best = std::max(best, reading.share);
  }
  std::erase_if(others, [&](const CrsReading& reading) {
    return reading.share <= 0 || reading.share < best - tie_share;
  });
  std::ranges::stable_sort(
      others, {}, [&](const CrsReading& reading) { return preference(reading, declared, ground); });
  return others;
}

CrsVerdict verdict(const CrsDiagnosis& report, const Declared& declared,
                   const CrsDiagnosisOptions& options) {
  using enum CrsVerdict;
  if (report.sampled < options.fewest_vertices) return undecided;
  const double best = report.best.share;
  if (std::max(best, report.declared_share) < options.trace_share) return nothing_fits;
  if (best < options.fit_share || best - report.declared_share < options.clear_lead) {
    return undecided;
  }
  if (declared.is(report.best)) return axes_swapped;
  return by_prefix(report.best, declared) ? zone_prefix : other_crs;
}

}  // namespace

MunicipalGround::MunicipalGround(const GeometryColumn& polygons, std::string target_crs,
                                 double margin_m)
    : areas_(polygons, margin_m),
      target_crs_(std::move(target_crs)),
      lonlat_(in_lonlat(areas_.reach(), target_crs_)) {}

MunicipalGround::MunicipalGround(const Box& envelope, std::string target_crs, double margin_m)
    : MunicipalGround(rectangle(envelope), std::move(target_crs), margin_m) {}

std::size_t MunicipalGround::inside(std::span<const double> xy) const {
  if (empty()) return 0;
  GeometryColumn points;
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
    if (std::isfinite(xy[i]) && std::isfinite(xy[i + 1])) points.append_point(xy[i], xy[i + 1]);
  }
  const std::vector<Areas::Place> places = areas_.places(points);
  return static_cast<std::size_t>(std::ranges::count(places, true, &Areas::Place::within_reach));
}

std::vector<double> sampled(std::span<const double> xy, std::size_t most) {
  std::vector<std::size_t> finite;
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
    if (std::isfinite(xy[i]) && std::isfinite(xy[i + 1])) finite.push_back(i);
  }
  std::vector<double> sample;
  const std::size_t count = std::min(most, finite.size());
  sample.reserve(2 * count);
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t i = finite[k * finite.size() / count];
    sample.insert(sample.end(), {xy[i], xy[i + 1]});
  }
  return sample;
}

CrsDiagnosis crs_diagnosis(std::span<const double> xy, const std::string& declared_crs,
                           const MunicipalGround& ground, const CrsDiagnosisOptions& options) {
  CrsDiagnosis report;
  const std::vector<double> sample = sampled(xy, options.sample);
  report.sampled = sample.size() / 2;
  Declared declared = declaration(declared_crs, ground, report);
  if (report.sampled == 0 || ground.empty()) return report;

  report.declared_share = declared_share(declared, sample, report);
  if (report.declared_share >= options.fit_share) {
    report.verdict = CrsVerdict::fits;
    report.best = {declared.code, declared.name, Axes::as_given, report.declared_share};
    report.tried = {report.best};
    return report;
  }
  report.tried = readings(sample, declared, ground, report);
  report.ties = best_of(report.tried, declared, ground, options.tie_share);
  if (!report.ties.empty()) {
    report.best = report.ties.front();
    report.ties.erase(report.ties.begin());
  }
  report.verdict = verdict(report, declared, options);
  return report;
}

}  // namespace uavt::geo
