#include "app/export_command.hpp"

#include "app/aside.hpp"
#include "app/export_files.hpp"
#include "app/export_request.hpp"
#include "app/export_rows.hpp"
#include "app/layer_metadata.hpp"
#include "app/run.hpp"
#include "app/words_said.hpp"
#include "config/loader.hpp"
#include "geo/transformation.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <span>

namespace uavt::app {

namespace {

namespace fs = std::filesystem;

config::ConfigError refusal(const sync::Settings& settings, const Sentence& sentence) {
  return config::ConfigError(settings.run.language == sync::Language::tr ? sentence.tr
                                                                         : sentence.en);
}

sync::ExportRecord record_of(const sync::ExportProfile& profile, const ExportOptions& options,
                             std::int64_t run, std::span<const GivenLayer> layers) {
  sync::ExportRecord record;
  record.profile = profile.name;
  record.recipient = profile.recipient;
  record.purpose = profile.purpose;
  record.protocol = profile.protocol;
  record.person = whoever_asks(options.by);
  record.format = profile.format;
  record.crs = profile.crs;
  record.run = run;
  record.mahalle = profile.mahalle;
  for (const GivenLayer& layer : layers) {
    sync::ExportRecord::Layer& one = record.layers.emplace_back();
    one.layer = layer.layer.layer;
    one.rows = layer.rows;
    for (const auto& column : layer.layer.columns) one.columns.push_back(column.name);
    record.masked += layer.masked;
  }
  return record;
}

/// The profile with what the command says over it.
sync::ExportProfile asked_for(const sync::Settings& settings, const ExportOptions& options) {
  sync::ExportProfile profile = export_profile(settings, options.profile);
  if (!options.format.empty()) profile.format = options.format;
  if (profile.format.empty()) profile.format = "gpkg";
  if (!options.purpose.empty()) profile.purpose = options.purpose;
  if (!options.protocol.empty()) profile.protocol = options.protocol;
  if (profile.crs.empty()) profile.crs = settings.municipality.target_crs;
  if (trimmed(profile.purpose).empty()) {
    throw refusal(
        settings,
        {"--purpose ile verinin hangi amaçla verildiğini yazın; dışa aktarım defterine geçer",
         "say with --purpose what the data is given for; it goes into the ledger of "
         "exports"});
  }
  (void)geo::crs_name(profile.crs);  // an unknown one is said before anything is read
  return profile;
}

/// A DBF holds 254 bytes of a text.
void tell_what_a_dbf_cuts(std::span<const GivenLayer> layers, sync::Language language) {
  for (const GivenLayer& layer : layers) {
    for (std::size_t i = 0; i < layer.cut.size(); ++i) {
      if (layer.cut[i] == 0) continue;
      const std::string name = layer.layer.layer + "." + layer.layer.columns[i].name;
      if (language == sync::Language::tr) {
        fmt::print(
            stderr,
            "uavt-sync: {}: {} metin 254 bayttan uzun, shapefile içinde kesildi; tamamı için "
            "--format gpkg\n",
            name, layer.cut[i]);
      } else {
        fmt::print(
            stderr,
            "uavt-sync: {}: {} texts are longer than 254 bytes and were cut in the shapefile; "
            "--format gpkg keeps them whole\n",
            name, layer.cut[i]);
      }
    }
  }
}

/// A FlatGeobuf holds no row without geometry.
void tell_what_lies_beside(std::span<const GivenLayer> layers, sync::Language language) {
  for (const GivenLayer& layer : layers) {
    if (layer.unplaced == 0) continue;
    const std::string name = layer.layer.layer, file = unplaced_file(layer);
    const std::string words =
        language == sync::Language::tr
            ? fmt::format("{} satırın geometrisi yok; FlatGeobuf bunları tutamaz, {} içinde",
                          layer.unplaced, file)
            : fmt::format("{} rows have no geometry; FlatGeobuf cannot hold them, they are in {}",
                          layer.unplaced, file);
    fmt::print(stderr, "uavt-sync: {}: {}\n", name, words);
  }
}

/// What a killed export left: if it got as far as the ledger, the ledger is told.
void sweep(const fs::path& out, sql::Database& database, int ilce) {
  Aside::sweep(out, [&](const fs::path& folder) {
    const auto files = checksums(folder);
    if (!files.empty()) database.export_abandoned(ilce, files);
  });
}

}  // namespace

int export_command(const sync::Settings& settings, const ExportOptions& options) {
  const sync::ExportProfile profile = asked_for(settings, options);
  const bool turkish = settings.run.language == sync::Language::tr;
  const int ilce = settings.municipality.ilce;
  sql::Database database(conninfo(settings));
  database.stage("export");
  require_published(database, settings);
  const auto requests = export_requests(settings, profile, database);
  sweep(options.out, database, ilce);
  Aside aside(options.out, profile.name);
  ExportFiles files({aside.folder(), profile.name, profile.format, profile.crs});
  std::vector<GivenLayer> layers;
  std::int64_t run = 0;
  {
    const sql::ExportSnapshot snapshot = database.export_snapshot(ilce);
    run = snapshot.run();
    layers = give_rows(snapshot, requests, files, settings, profile.crs);
  }
  files.close(layers);
  write_layer_metadata(
      run, layers,
      {profile.recipient, profile.purpose, profile.protocol, profile.format, profile.crs}, settings,
      database, aside.folder());
  if (profile.format == "shp") tell_what_a_dbf_cuts(layers, settings.run.language);
  if (profile.format == "fgb") tell_what_lies_beside(layers, settings.run.language);
  sync::ExportRecord record = record_of(profile, options, run, layers);
  record.files = checksums(aside.folder());
  // First the ledger, then the name: a file nobody wrote down cannot exist.
  const std::int64_t number = database.record_export(ilce, record);
  const fs::path place = options.out / fmt::format("{}-{:06}", profile.name, number);
  try {
    aside.becomes(place);
  } catch (const fs::filesystem_error&) {
    database.export_failed(number);
    throw;
  }
  fmt::print("{}\n", place.string());
  for (const sync::ExportRecord::Layer& layer : record.layers) {
    fmt::print("  {}: {} {}\n", layer.layer, layer.rows, turkish ? "satır" : "rows");
  }
  if (record.masked != 0) {
    fmt::print(stderr, "uavt-sync: {} {}\n", record.masked,
               turkish ? "T.C. kimlik numarası metinlerin içindeydi, maskelenerek verildi; kaynağı "
                         "düzeltin (KVK-01)"
                       : "T.C. kimlik numbers stood in texts and were masked; mend the source "
                         "(KVK-01)");
  }
  return 0;
}

}  // namespace uavt::app
