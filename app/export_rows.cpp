#include "app/export_rows.hpp"

#include "app/export_request.hpp"
#include "config/loader.hpp"
#include "config/model.hpp"
#include "geo/transformation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace uavt::app {

namespace {

/// Every coordinate in the CRS that was asked for; one that cannot be there ends the export.
void reproject(sync::RawTable& rows, const std::string& layer,
               const geo::Transformation& transformation, const sync::Settings& settings,
               const std::string& crs) {
  if (!rows.has_geometry || transformation.identity()) return;
  transformation.apply(rows.geometry.coordinates());
  const auto& xy = rows.geometry.coordinates();
  if (std::ranges::all_of(xy, [](double each) { return std::isfinite(each); })) return;
  throw config::ConfigError(
      settings.run.language == sync::Language::tr
          ? fmt::format("{}: {} katmanının bir koordinatı bu sistemde gösterilemiyor. Profilde "
                        "ilçenin bulunduğu yere uyan bir `crs` verin",
                        crs, layer)
          : fmt::format("{}: a coordinate of the layer {} cannot be expressed in this CRS. "
                        "Give the profile a `crs` that fits the district's place",
                        crs, layer));
}

}  // namespace

std::vector<GivenLayer> give_rows(const sql::ExportSnapshot& snapshot,
                                  std::span<const sql::ExportRequest> requests, ExportFiles& files,
                                  const sync::Settings& settings, const std::string& crs) {
  const std::string& ours = settings.municipality.target_crs;
  const geo::Transformation transformation(ours, crs, geo::area_of_use(ours));
  const sync::Model model = config::model_named(settings.generation);
  std::vector<GivenLayer> layers = given_layers(requests);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    GivenLayer& given = layers[i];
    const std::string& name = given.layer.layer;
    exporters::Survey survey;
    if (files.needs_survey(given)) {
      // Masked first: a mask may be shorter than what it hides.
      snapshot.rows(requests[i], [&](sync::RawTable& rows) {
        static_cast<void>(mask_persons(rows, name, model));
        survey.add(rows);
      });
    }
    files.begin(given, survey);
    snapshot.rows(requests[i], [&](sync::RawTable& rows) {
      given.masked += mask_persons(rows, name, model);
      reproject(rows, name, transformation, settings, crs);
      files.add(rows);
      given.add(rows);
    });
    files.end();
    given.cut = std::move(survey.beyond_dbf);
  }
  return layers;
}

}  // namespace uavt::app
