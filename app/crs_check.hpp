// Is a layer where it says it is? Asked of every source with geometry, after its transformation and
// before anything is made of it: a wrong declaration passes every other test (CRS-02, -03, -07).
#pragma once

#include "geo/crs_diagnosis.hpp"
#include "sync/delivery.hpp"
#include "sync/finding.hpp"
#include "sync/settings.hpp"
#include "sync/state.hpp"

#include <optional>
#include <string>
#include <vector>

namespace uavt::app {

/// A layer that is elsewhere: the rule, what it says, and the sentence that refuses the source.
struct Misplaced {
  sync::Rule rule{};
  sync::Arguments arguments;
  std::string sentence;
};

class CrsCheck {
 public:
  /// The municipality: its configured extent, else its published mahalle. CRS: the target.
  CrsCheck(const sync::Settings& settings, const geo::GeometryColumn& extent,
           const sync::Stored& stored);

  /// Before the first night it is where tonight's mahalle layer `source` is: that one may be the
  /// wrong one, and what is said of others says so. CRS: the target.
  void learn(const geo::GeometryColumn& mahalle, const std::string& source);

  /// `before` and `after`: the same vertices as delivered and in the target CRS (empty when they
  /// could not be transformed). Nothing when the layer is where it should be, when nobody knows
  /// where that is, or when the evidence accuses nobody.
  [[nodiscard]] std::optional<Misplaced> misplaced(const std::vector<double>& before,
                                                   const std::vector<double>& after,
                                                   const std::string& crs,
                                                   const sync::SourceSettings& source) const;
  /// For a layer without any CRS: " It fits as EPSG:5254 (TUREF / TM30)." or nothing.
  [[nodiscard]] std::string proposal(const std::vector<double>& before) const;

 private:
  void take(const geo::GeometryColumn& polygons);

  const sync::Settings& settings_;
  std::string learned_from_;  ///< a source of tonight; empty: configured or published
  std::optional<geo::MunicipalGround> ground_;
};

}  // namespace uavt::app
