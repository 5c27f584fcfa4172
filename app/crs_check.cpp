#include "app/crs_check.hpp"

#include <fmt/format.h>

namespace uavt::app {

namespace {

using geo::CrsDiagnosis;
using geo::CrsVerdict;

std::string reading_text(const geo::CrsReading& reading) {
  std::string text =
      reading.code == 0 ? reading.name : fmt::format("EPSG:{} ({})", reading.code, reading.name);
  if (reading.axes == geo::Axes::swapped) text += ", x ↔ y";
  return text;
}

/// Which rule a verdict is; nothing for one that accuses nobody.
std::optional<sync::Rule> rule_of(CrsVerdict verdict) {
  switch (verdict) {
    case CrsVerdict::other_crs:
    case CrsVerdict::nothing_fits:
      return sync::Rule::crs_02;
    case CrsVerdict::axes_swapped:
      return sync::Rule::crs_03;
    case CrsVerdict::zone_prefix:
      return sync::Rule::crs_07;
    case CrsVerdict::fits:
    case CrsVerdict::undecided:
      break;
  }
  return std::nullopt;
}

}  // namespace

CrsCheck::CrsCheck(const sync::Settings& settings, const geo::GeometryColumn& extent,
                   const sync::Stored& stored)
    : settings_(settings) {
  take(extent);
  take(stored.published[index(sync::Layer::neighbourhood)].table.geometry);
}

void CrsCheck::learn(const geo::GeometryColumn& mahalle, const std::string& source) {
  if (ground_) return;
  take(mahalle);
  if (ground_) learned_from_ = source;
}

void CrsCheck::take(const geo::GeometryColumn& polygons) {
  if (ground_ || polygons.empty()) return;
  geo::MunicipalGround ground(polygons, settings_.municipality.target_crs);
  if (!ground.empty()) ground_.emplace(std::move(ground));
}

std::optional<Misplaced> CrsCheck::misplaced(const std::vector<double>& before,
                                             const std::vector<double>& after,
                                             const std::string& crs,
                                             const sync::SourceSettings& source) const {
  if (!ground_ || before.empty()) return std::nullopt;
  const geo::CrsDiagnosisOptions options;
  const double share = after.empty() ? 0
                                     : static_cast<double>(ground_->inside(after)) /
                                           (static_cast<double>(after.size()) / 2);
  if (share >= options.fit_share) return std::nullopt;
  const CrsDiagnosis diagnosis = geo::crs_diagnosis(before, crs, *ground_, options);
  const auto rule = rule_of(diagnosis.verdict);
  if (!rule || !settings_.enabled(*rule)) return std::nullopt;
  const bool named = diagnosis.verdict != CrsVerdict::nothing_fits;
  const std::string found = named ? reading_text(diagnosis.best) : "–";
  Misplaced result;
  result.rule = *rule;
  result.arguments = {{"declared", crs},
                      {"declared_share", diagnosis.declared_share},
                      {"found", found},
                      {"found_share", named ? diagnosis.best.share : 0.0}};
  result.sentence =
      fmt::format("source '{}' ({}): read as {}, {:.0f} % of it lies in the municipality",
                  source.name, source.path, crs, 100 * diagnosis.declared_share);
  result.sentence +=
      named ? fmt::format(
                  "; as {} it is {:.0f} %: correct the declaration, or set crs in its "
                  "[[source]] block.",
                  found, 100 * diagnosis.best.share)
            : std::string(" and no other known system puts it there: is it the right file?");
  if (!learned_from_.empty()) {
    result.sentence += fmt::format(
        " Nothing is published yet, so the municipality is where the "
        "source '{}' lies: that one may be the wrong one.",
        learned_from_);
  }
  return result;
}

std::string CrsCheck::proposal(const std::vector<double>& before) const {
  if (!ground_ || before.empty()) return {};
  const CrsDiagnosis diagnosis = geo::crs_diagnosis(before, {}, *ground_);
  if (diagnosis.verdict != CrsVerdict::other_crs) return {};
  return fmt::format(" (it fits as {})", reading_text(diagnosis.best));
}

}  // namespace uavt::app
