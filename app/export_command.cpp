#include "app/export_command.hpp"

#include "app/export_files.hpp"
#include "app/export_request.hpp"
#include "app/layer_metadata.hpp"
#include "app/run.hpp"
#include "app/words_said.hpp"
#include "config/loader.hpp"
#include "exporters/writer.hpp"
#include "geo/transformation.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <unistd.h>
#include <algorithm>
#include <cmath>
#include <system_error>

namespace uavt::app {

namespace {

namespace fs = std::filesystem;

/// A folder that is not there any more when something went wrong.
class Aside {
 public:
  explicit Aside(fs::path folder) : folder_(std::move(folder)) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~Aside() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;
  [[nodiscard]] const fs::path& folder() const { return folder_; }
  void becomes(const fs::path& place) const { fs::rename(folder_, place); }

 private:
  fs::path folder_;
};

config::ConfigError refusal(const sync::Settings& settings, const Sentence& sentence) {
  return config::ConfigError(settings.run.language == sync::Language::tr ? sentence.tr
                                                                         : sentence.en);
}

/// Every coordinate in the CRS that was asked for; one that cannot be there ends the export.
void reproject(sql::ExportSnapshot& snapshot, const sync::Settings& settings,
               const std::string& crs) {
  const std::string& ours = settings.municipality.target_crs;
  const geo::Transformation transformation(ours, crs, geo::area_of_use(ours));
  if (transformation.identity()) return;
  for (sql::ExportedLayer& layer : snapshot.layers) {
    if (!layer.rows.has_geometry) continue;
    transformation.apply(layer.rows.geometry.coordinates());
    const auto& xy = layer.rows.geometry.coordinates();
    if (std::ranges::all_of(xy, [](double each) { return std::isfinite(each); })) continue;
    throw refusal(
        settings,
        {fmt::format("{}: {} katmanının bir koordinatı bu sistemde gösterilemiyor. Profilde "
                     "ilçenin bulunduğu yere uyan bir `crs` verin",
                     crs, layer.layer),
         fmt::format("{}: a coordinate of the layer {} cannot be expressed in this CRS. "
                     "Give the profile a `crs` that fits the district's place",
                     crs, layer.layer)});
  }
}

sql::ExportRecord record_of(const sync::ExportProfile& profile, const ExportOptions& options,
                            const sql::ExportSnapshot& snapshot) {
  sql::ExportRecord record;
  record.profile = profile.name;
  record.recipient = profile.recipient;
  record.purpose = profile.purpose;
  record.protocol = profile.protocol;
  record.person = whoever_asks(options.by);
  record.format = profile.format;
  record.crs = profile.crs;
  record.run = snapshot.run;
  record.mahalle = profile.mahalle;
  for (const sql::ExportedLayer& layer : snapshot.layers) {
    sql::ExportRecord::Layer& one = record.layers.emplace_back();
    one.layer = layer.layer;
    one.rows = layer.rows.size();
    for (const sync::RawColumn& column : layer.rows.columns) one.columns.push_back(column.column);
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
void tell_what_a_dbf_cuts(const sql::ExportSnapshot& snapshot, sync::Language language) {
  for (const sql::ExportedLayer& layer : snapshot.layers) {
    for (const sync::RawColumn& column : layer.rows.columns) {
      std::size_t cut = 0;
      for (std::size_t row = 0; row < column.texts.size(); ++row) {
        cut += column.texts[row].size() > 254 ? 1U : 0U;
      }
      if (cut == 0) continue;
      const std::string name = layer.layer + "." + column.column;
      if (language == sync::Language::tr) {
        fmt::print(
            stderr,
            "uavt-sync: {}: {} metin 254 bayttan uzun, shapefile içinde kesildi; tamamı için "
            "--format gpkg\n",
            name, cut);
      } else {
        fmt::print(
            stderr,
            "uavt-sync: {}: {} texts are longer than 254 bytes and were cut in the shapefile; "
            "--format gpkg keeps them whole\n",
            name, cut);
      }
    }
  }
}

}  // namespace

int export_command(const sync::Settings& settings, const ExportOptions& options) {
  const sync::ExportProfile profile = asked_for(settings, options);
  const bool turkish = settings.run.language == sync::Language::tr;
  sql::Database database(conninfo(settings));
  database.stage("export");
  require_published(database, settings);
  const auto requests = export_requests(settings, profile, database);
  const Aside aside(options.out / fmt::format(".{}-{}.yarim", profile.name, ::getpid()));
  sql::ExportSnapshot snapshot = database.exported(settings.municipality.ilce, requests);
  reproject(snapshot, settings, profile.crs);
  const std::uint64_t masked = mask_persons(snapshot, settings);
  write_export(snapshot, aside.folder(), profile.name, profile.format, profile.crs);
  write_layer_metadata(
      snapshot, file_layers(snapshot.layers),
      {profile.recipient, profile.purpose, profile.protocol, profile.format, profile.crs}, settings,
      database, aside.folder());
  if (profile.format == "shp") tell_what_a_dbf_cuts(snapshot, settings.run.language);
  sql::ExportRecord record = record_of(profile, options, snapshot);
  record.masked = masked;
  record.files = checksums(aside.folder());
  // First the ledger, then the name: a file nobody wrote down cannot exist.
  const std::int64_t number = database.record_export(settings.municipality.ilce, record);
  const fs::path place = options.out / fmt::format("{}-{:06}", profile.name, number);
  try {
    aside.becomes(place);
  } catch (const fs::filesystem_error&) {
    database.export_failed(number);
    throw;
  }
  fmt::print("{}\n", place.string());
  for (const sql::ExportRecord::Layer& layer : record.layers) {
    fmt::print("  {}: {} {}\n", layer.layer, layer.rows, turkish ? "satır" : "rows");
  }
  if (masked != 0) {
    fmt::print(stderr, "uavt-sync: {} {}\n", masked,
               turkish ? "T.C. kimlik numarası metinlerin içindeydi, maskelenerek verildi; kaynağı "
                         "düzeltin (KVK-01)"
                       : "T.C. kimlik numbers stood in texts and were masked; mend the source "
                         "(KVK-01)");
  }
  return 0;
}

}  // namespace uavt::app
