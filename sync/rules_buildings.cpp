#include "sync/rules_buildings.hpp"

#include "geo/ground.hpp"
#include "geo/overlap.hpp"
#include "geo/planar.hpp"
#include "sync/parcels.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>

namespace uavt::sync {

namespace {

/// One stands inside the other although their outlines, drawn at different times, differ by this.
constexpr double inside_share = 0.95;
/// Over this much of what both cover they are one building drawn twice (DESIGN §2: followed by
/// place at an overlap of 0.8), not a block over its podium.
constexpr double same_share = 0.8;
/// The parcel beneath is the one that holds this much (as PAR-02 has it).
constexpr double beneath_share = 0.7;

bool demolished(const Table& buildings, std::size_t row) {
  const std::size_t at = position(Layer::building, "durum");
  static const auto gone = layer_type(Layer::building).attributes[at].list->position("yikilmis");
  return !buildings.columns[at].null(row) && buildings.columns[at].integers[row] == gone;
}

class Overlaps {
 public:
  Overlaps(const Night& night, Register reg, const Settings& settings,
           std::vector<Finding>& findings)
      : night_(night),
        reg_(reg),
        settings_(settings),
        findings_(findings),
        buildings_(night.side(reg).table(Layer::building)) {}

  void judge() {
    std::vector<std::uint8_t> asked(buildings_.size(), 0);
    for (std::size_t row = 0; row < asked.size(); ++row) {
      asked[row] = live(buildings_.states[row]) && !demolished(buildings_, row) &&
                   buildings_.geometry.kind(row) == geo::Kind::polygon;
    }
    const double error_share = settings_.parameter(Rule::top_01, "error_share");
    const double error_m2 = settings_.parameter(Rule::top_01, "error_m2");
    const double least_m2 = settings_.parameter(Rule::top_01, "area_m2");
    // The same shape is GEO-13's to tell, where it is asked.
    const double same_m =
        settings_.enabled(Rule::geo_13) ? settings_.run.geometry_tolerance_m : -1;
    for (const geo::Overlap& overlap :
         geo::overlaps(buildings_.geometry, asked,
                       {.area_m2 = std::min(error_m2, least_m2),
                        .share = error_share,
                        .width_m = settings_.parameter(Rule::top_01, "width_m"),
                        .same_m = same_m})) {
      const double one = geo::area(buildings_.geometry[overlap.first]);
      const double other = geo::area(buildings_.geometry[overlap.second]);
      const double share = overlap.area_m2 / std::min(one, other);
      const bool wrong = share > error_share || overlap.area_m2 > error_m2;
      if (!wrong && (overlap.area_m2 <= least_m2 || !overlap.wide)) continue;
      const bool podium = share >= inside_share &&
                          overlap.area_m2 < same_share * (one + other - overlap.area_m2) &&
                          on_one_parcel(overlap.first, overlap.second);
      report(overlap, share,
             podium  ? Severity::info
             : wrong ? Severity::error
                     : Severity::warning);
    }
  }

 private:
  void report(const geo::Overlap& overlap, double share, Severity severity) {
    const std::array<std::size_t, 2> rows = {overlap.first, overlap.second};
    Finding finding = finding_about_all(Rule::top_01, settings_, reg_, buildings_, rows);
    finding.severity = std::min(severity, settings_.severity(Rule::top_01));
    finding.arguments = {{"area_m2", overlap.area_m2}, {"share", share}};
    findings_.push_back(std::move(finding));
  }

  /// By what both say; where one says nothing, by what is beneath both.
  bool on_one_parcel(std::size_t a, std::size_t b) {
    const std::string first = parcel_key(buildings_, a), second = parcel_key(buildings_, b);
    if (!first.empty() && !second.empty()) return first == second;
    const auto beneath_a = beneath(a);
    return beneath_a && beneath_a == beneath(b);
  }

  std::optional<std::uint32_t> beneath(std::size_t row) {
    if (!parcels_) {
      parcels_.emplace(night_);
      ground_.emplace(parcels_->table().geometry, parcels_->drawn());
    }
    geo::GeometryColumn one;
    one.append(buildings_.geometry[row]);
    const double least = beneath_share * geo::area(one[0]);
    const auto shares = ground_->shares(one, std::array<std::uint8_t, 1>{1}, least);
    if (shares.size() != 1) return std::nullopt;
    return shares.front().area;
  }

  const Night& night_;
  Register reg_;
  const Settings& settings_;
  std::vector<Finding>& findings_;
  const Table& buildings_;
  std::optional<Parcels> parcels_;  ///< once they are asked about
  std::optional<geo::Ground> ground_;
};

}  // namespace

void judge_overlaps(const Night& night, const Settings& settings, std::vector<Finding>& findings) {
  if (!settings.enabled(Rule::top_01)) return;
  for (std::size_t r = 0; r < register_count; ++r) {
    Overlaps(night, static_cast<Register>(r), settings, findings).judge();
  }
}

}  // namespace uavt::sync
