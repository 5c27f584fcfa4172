#include "app/layer_metadata.hpp"

#include "app/export_request.hpp"
#include "app/outcome.hpp"
#include "config/model.hpp"
#include "exporters/metadata.hpp"
#include "geo/transformation.hpp"
#include "report/lineage.hpp"
#include "report/quality.hpp"
#include "sync/coverage.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>

namespace uavt::app {

namespace {

namespace fs = std::filesystem;
using sync::Measure;

/// Elements of ISO 19157 under the names ISO 19139 has for them. Usability came with ISO 19157 and
/// has no element there: it is left out.
const char* element_of(Measure measure) {
  switch (measure) {
    case Measure::commission:
    case Measure::duplicate:
      return "DQ_CompletenessCommission";
    case Measure::omission:
      return "DQ_CompletenessOmission";
    case Measure::conceptual:
      return "DQ_ConceptualConsistency";
    case Measure::domain:
      return "DQ_DomainConsistency";
    case Measure::format:
      return "DQ_FormatConsistency";
    case Measure::topological:
      return "DQ_TopologicalConsistency";
    case Measure::positional:
      return "DQ_AbsoluteExternalPositionalAccuracy";
    case Measure::classification:
      return "DQ_ThematicClassificationCorrectness";
    case Measure::attribute:
      return "DQ_NonQuantitativeAttributeAccuracy";
    case Measure::temporal:
      return "DQ_TemporalValidity";
    case Measure::usability:
      break;
  }
  return nullptr;
}

/// The clean layer whose rows these are; nothing for a view that mixes several.
std::optional<sync::Layer> clean_layer(const std::string& layer, const sync::Model& model) {
  if (const auto ours = sync::layer_named(layer)) return ours;
  const std::string name = layer.substr(layer.find('.') + 1);
  if (!layer.starts_with("tucbs.")) return sync::layer_named(name);
  for (const sync::FeatureType& type : model.types) {
    if (type.name == name) return type.layer;
  }
  return std::nullopt;
}

/// The box in lon/lat. A box's edges bend on their way: ten points of each are looked at.
std::optional<geo::Box> lonlat_of(const geo::Box& box, const std::string& crs) {
  if (box.empty()) return std::nullopt;
  constexpr int pieces = 10;
  std::vector<double> xy;
  for (int i = 0; i <= pieces; ++i) {
    const double x = box.min_x + (box.max_x - box.min_x) * i / pieces;
    const double y = box.min_y + (box.max_y - box.min_y) * i / pieces;
    xy.insert(xy.end(), {x, box.min_y, x, box.max_y, box.min_x, y, box.max_x, y});
  }
  geo::Transformation(crs, "EPSG:4326", geo::area_of_use(crs)).apply(xy);
  geo::Box lonlat;
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
    if (std::isfinite(xy[i]) && std::isfinite(xy[i + 1])) lonlat.add(xy[i], xy[i + 1]);
  }
  if (lonlat.empty()) return std::nullopt;
  return lonlat;
}

std::string use_limitation(const MetadataOccasion& occasion) {
  if (occasion.recipient.empty()) return {};
  std::string text = fmt::format("Yalnız {} tarafından ve şu amaçla kullanılır: {}",
                                 occasion.recipient, occasion.purpose);
  if (!occasion.protocol.empty()) text += fmt::format(" (protokol: {})", occasion.protocol);
  return text;
}

/// What a run says of itself and of the quality it left.
struct RunSaid {
  report::Lineage lineage;
  std::vector<sync::QualityMeasure> quality;
};

RunSaid said_by(sql::Database& database, int ilce, std::int64_t run) {
  RunSaid said;
  const std::optional<sql::RunEntry> entry = database.run(ilce, run);
  if (entry && !entry->summary_json.empty()) said.lineage = report::lineage_in(entry->summary_json);
  if (entry && said.lineage.ended.empty()) said.lineage.ended = entry->ended;
  said.quality = database.quality_of(ilce, run);
  return said;
}

void add_sources(exporters::Metadata& metadata, const report::Lineage& lineage,
                 std::optional<sync::Layer> layer) {
  std::string registers;
  for (const report::LineageSource& source : lineage.sources) {
    const auto feeding = sync::source_layer_named(source.layer);
    if (layer && (!feeding || !sync::feeds(*feeding, *layer))) continue;
    std::string description =
        fmt::format("{} kaydı, {} katmanı, {} satır", source.reg, source.layer, source.rows);
    if (!source.operation.empty()) description += ", dönüşüm: " + source.operation;
    if (!source.digest.empty()) description += ", SHA-256: " + source.digest;
    metadata.sources.push_back({source.name, std::move(description), source.as_of, source.crs});
    registers += (registers.empty() ? "" : ", ") + source.name;
  }
  metadata.lineage =
      registers.empty()
          ? "Son çalışmada bu katman için yeni bir teslim okunmadı; içerik önceki çalışmalardandır."
          : "Belediyenin ve UAVT'nin teslimlerinden her gece yeniden üretilir. Okunan kaynaklar: " +
                registers + ".";
  metadata.process = fmt::format(
      "{} numaralı çalışma ({}): kaynaklar okundu, hedef koordinat sistemine dönüştürüldü, "
      "kurallarla "
      "denetlendi, kayıtlar karşılaştırıldı, onaylanan değişiklikler tek işlemde yayımlandı.",
      lineage.run, lineage.program);
}

void add_quality(exporters::Metadata& metadata, const std::vector<sync::QualityMeasure>& quality,
                 std::optional<sync::Layer> layer) {
  if (!layer) return;
  for (const sync::QualityMeasure& each : quality) {
    const char* const element = element_of(each.measure);
    if (each.layer != *layer || each.mahalle_kodu || element == nullptr) continue;
    metadata.quality.push_back({element,
                                std::string(report::measure_word(each.measure, sync::Language::tr)),
                                each.faulty, each.of});
  }
}

}  // namespace

void write_layer_metadata(std::int64_t run, std::span<const GivenLayer> layers,
                          const MetadataOccasion& occasion, const sync::Settings& settings,
                          sql::Database& database, const fs::path& folder) {
  const int ilce = settings.municipality.ilce;
  const RunSaid said = said_by(database, ilce, run);
  const sync::Model model = config::model_named(settings.generation);
  const std::string now = run_info(settings, "metadata").started;
  for (const GivenLayer& given : layers) {
    const sql::ExportedLayer& layer = given.layer;
    const std::optional<sync::Layer> clean = clean_layer(layer.layer, model);
    exporters::Metadata metadata;
    metadata.identifier = fmt::format("urn:uavt-sync:{}:{}:{}", ilce, layer.layer, run);
    metadata.title = fmt::format("{}: {}", settings.municipality.name, layer.layer);
    metadata.abstract = layer.comment.empty() ? layer.layer : layer.comment;
    metadata.purpose = occasion.purpose;
    metadata.organisation = settings.municipality.name;
    metadata.stamped = now;
    metadata.revised = said.lineage.ended.empty() ? now : said.lineage.ended;
    metadata.keywords = {"UAVT", "adres", settings.municipality.name, layer.layer};
    metadata.use_limitation = use_limitation(occasion);
    metadata.epsg = geo::epsg_code(occasion.crs);
    metadata.crs = geo::crs_name(occasion.crs);
    metadata.kind = layer.has_geometry ? layer.kind : geo::Kind::null;
    metadata.rows = given.rows;
    metadata.format = occasion.format;
    if (layer.has_geometry) metadata.lonlat = lonlat_of(given.box, occasion.crs);
    add_sources(metadata, said.lineage, clean);
    add_quality(metadata, said.quality, clean);
    exporters::write_metadata(metadata, folder / (given.name + ".xml"));
  }
}

int metadata_command(const sync::Settings& settings, const fs::path& out) {
  sql::Database database(conninfo(settings));
  require_published(database, settings);
  const sync::ExportProfile profile = export_profile(settings, sync::full_export);
  std::vector<sql::ExportRequest> requests = export_requests(settings, profile, database);
  for (sql::ExportRequest& request : requests) request.columns = {"tucbs_no"};
  std::vector<GivenLayer> layers = given_layers(requests);
  std::int64_t run = 0;
  {
    const sql::ExportSnapshot snapshot = database.export_snapshot(settings.municipality.ilce);
    run = snapshot.run();
    for (std::size_t i = 0; i < layers.size(); ++i) {
      snapshot.rows(requests[i], [&](const sync::RawTable& rows) { layers[i].add(rows); });
    }
  }
  fs::create_directories(out);
  MetadataOccasion occasion;
  occasion.crs = settings.municipality.target_crs;
  write_layer_metadata(run, layers, occasion, settings, database, out);
  for (const GivenLayer& layer : layers) {
    fmt::print("{}\n", (out / (layer.name + ".xml")).string());
  }
  return 0;
}

}  // namespace uavt::app
