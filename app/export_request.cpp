#include "app/export_request.hpp"

#include "config/loader.hpp"
#include "config/model.hpp"
#include "importers/persons.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace uavt::app {

namespace {

constexpr std::string_view exchange = "tucbs.";

std::string said(const sync::Settings& settings, std::string tr, std::string en) {
  return settings.run.language == sync::Language::tr ? std::move(tr) : std::move(en);
}

template <typename Names>
std::string listed(const Names& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

/// The type of the configured generation that a view of `tucbs` is.
const sync::FeatureType* type_of(const sync::Model& model, const std::string& layer) {
  if (!layer.starts_with(exchange)) return nullptr;
  const auto found =
      std::ranges::find(model.types, layer.substr(exchange.size()), &sync::FeatureType::name);
  return found == model.types.end() ? nullptr : &*found;
}

sql::ExportShape shape_of(const sync::Settings& settings, const std::string& layer,
                          sql::Database& database) {
  std::optional<sql::ExportShape> shape = database.export_shape(layer, settings.municipality.ilce);
  if (shape) return std::move(*shape);
  const std::string known = listed(database.exportable());
  throw config::ConfigError(said(
      settings,
      fmt::format("dışa aktarılacak '{}' katmanı yok; olanlar: {}", report::visible(layer), known),
      fmt::format("there is no layer '{}' to export; there are {}", report::visible(layer),
                  known)));
}

void require_column(const sync::Settings& settings, const sql::ExportShape& shape,
                    const std::string& name) {
  if (shape.column(name) != nullptr) return;
  std::vector<std::string> known;
  for (const sql::ExportShape::Column& column : shape.columns) known.push_back(column.name);
  throw config::ConfigError(said(settings,
                                 fmt::format("{} katmanında '{}' sütunu yok; olanlar: {}",
                                             shape.layer, report::visible(name), listed(known)),
                                 fmt::format("the layer {} has no column '{}'; it has {}",
                                             shape.layer, report::visible(name), listed(known))));
}

/// What the model keeps back is no column that is not there: whoever asks for it is told so.
void refuse_restricted(const sync::Settings& settings, const sql::ExportShape& shape,
                       const std::string& name) {
  if (std::ranges::find(shape.restricted, name) == shape.restricted.end()) return;
  throw config::ConfigError(said(
      settings,
      fmt::format("{}.{} modelde kısıtlıdır (restricted) ve dosya olarak verilmez. Profildeki "
                  "`columns` satırından çıkarın",
                  shape.layer, name),
      fmt::format("{}.{} is restricted in the model and is not given as a file. Take it out of the "
                  "profile's `columns`",
                  shape.layer, name)));
}

/// A view of `tucbs` shows a restricted attribute as an empty column: it need not go along.
void leave_out_restricted(const sync::FeatureType& type, sql::ExportShape& shape) {
  for (const sync::ModelAttribute& attribute : type.attributes) {
    if (!attribute.restricted) continue;
    shape.restricted.push_back(attribute.name);
    std::erase_if(shape.columns,
                  [&](const auto& column) { return column.name == attribute.name; });
  }
}

void refuse_persons(const sync::Settings& settings, const sql::ExportShape& shape,
                    const std::string& name) {
  const std::string word = importers::person_word(name);
  if (word.empty()) return;
  throw config::ConfigError(said(
      settings,
      fmt::format("{}.{} kişisel veri sütunudur ({}); dosya olarak verilmez (KVKK 6698). Profilde "
                  "`columns` ile öteki sütunları sayın",
                  shape.layer, name, word),
      fmt::format("{}.{} is a column of personal data ({}) and is not given as a file (KVKK 6698). "
                  "List the other columns in the profile's `columns`",
                  shape.layer, name, word)));
}

sql::ExportRequest request_of(const sync::Settings& settings, const sync::ExportProfile& profile,
                              const std::string& layer, const sync::Model& model,
                              sql::Database& database) {
  sql::ExportRequest request;
  request.shape = shape_of(settings, layer, database);
  request.mahalle = profile.mahalle;
  const sync::FeatureType* const type = type_of(model, layer);
  if (type != nullptr) {
    request.shows = type->layer;
    leave_out_restricted(*type, request.shape);
  }
  if (const auto asked = profile.columns.find(layer); asked != profile.columns.end()) {
    request.columns = asked->second;
    // Every row has its place anyway.
    std::erase(request.columns, request.shape.geometry);
  }
  for (const std::string& name : request.columns) {
    refuse_restricted(settings, request.shape, name);
    require_column(settings, request.shape, name);
    refuse_persons(settings, request.shape, name);
  }
  if (request.columns.empty()) {
    for (const auto& column : request.shape.columns) {
      refuse_persons(settings, request.shape, column.name);
    }
  }
  const bool by_mahalle =
      request.shows || sync::layer_named(layer) || request.shape.column("mahalle_kodu") != nullptr;
  if (!request.mahalle.empty() && !by_mahalle) {
    throw config::ConfigError(said(
        settings,
        fmt::format("{} mahallelere göre ayrılamaz: mahalle_kodu sütunu yok. Profildeki `mahalle` "
                    "ile bu katman birlikte olamaz",
                    layer),
        fmt::format("{} cannot be told apart by mahalle: it has no mahalle_kodu. The profile's "
                    "`mahalle` and this layer do not go together",
                    layer)));
  }
  return request;
}

bool is_code(const sync::FeatureType& type, const std::string& column) {
  const sync::ModelAttribute* const attribute = type.attribute(column);
  if (attribute == nullptr || !type.layer) return false;
  const auto at = sync::find_position(*type.layer, attribute->from);
  return at && sync::layer_type(*type.layer).attributes[*at].type == sync::AttributeType::integer;
}

}  // namespace

void require_published(sql::Database& database, const sync::Settings& settings) {
  if (database.pending_migrations().empty() &&
      database.last_published(settings.municipality.ilce) != 0) {
    return require_restricted(database, settings);
  }
  throw config::ConfigError(said(settings, "daha yayımlanmış bir çalışma yok: önce `uavt-sync run`",
                                 "there is no published run yet: run `uavt-sync run` first"));
}

void require_restricted(sql::Database& database, const sync::Settings& settings) {
  if (database.restricted_as(settings.municipality.ilce, settings.restrictions)) return;
  throw config::ConfigError(
      said(settings,
           "modelde kısıtlananlar değişti, veritabanındaki görünümler daha eskisi gibi: önce "
           "`uavt-sync migrate`",
           "what the model restricts has changed, the database's views are still as before: run "
           "`uavt-sync migrate` first"));
}

sync::ExportProfile export_profile(const sync::Settings& settings, const std::string& name) {
  if (name == sync::full_export) {
    sync::ExportProfile full;
    full.name = name;
    full.recipient = settings.municipality.name;
    for (const sync::Layer layer : sync::all_layers) full.layers.emplace_back(sync::name(layer));
    return full;
  }
  const auto found = std::ranges::find(settings.exports, name, &sync::ExportProfile::name);
  if (found != settings.exports.end()) return *found;
  std::vector<std::string> known = {sync::full_export};
  for (const sync::ExportProfile& each : settings.exports) known.push_back(each.name);
  throw config::ConfigError(said(
      settings,
      fmt::format("--for {}: böyle bir profil yok; olanlar: {}. Yenisi yapılandırmaya "
                  "[export.{}] olarak yazılır",
                  report::visible(name), listed(known), report::visible(name)),
      fmt::format("--for {}: there is no such profile; there are {}. A new one is written into "
                  "the configuration as [export.{}]",
                  report::visible(name), listed(known), report::visible(name))));
}

std::vector<sql::ExportRequest> export_requests(const sync::Settings& settings,
                                                const sync::ExportProfile& profile,
                                                sql::Database& database) {
  const sync::Model model = config::model_named(settings.generation);
  std::vector<sql::ExportRequest> requests;
  for (const std::string& layer : profile.layers) {
    requests.push_back(request_of(settings, profile, layer, model, database));
  }
  return requests;
}

std::uint64_t mask_persons(sync::RawTable& rows, const std::string& layer,
                           const sync::Model& model) {
  const sync::FeatureType* const type = type_of(model, layer);
  std::uint64_t masked = 0;
  std::string text;
  for (sync::RawColumn& column : rows.columns) {
    if (column.kind != sync::RawColumn::Kind::text) continue;
    if (type != nullptr && is_code(*type, column.column)) continue;
    for (std::size_t row = 0; row < column.texts.size(); ++row) {
      if (column.texts.null(row)) continue;
      if (!importers::mask_citizens(column.texts[row], text)) continue;
      column.texts.set(row, text);
      ++masked;
    }
  }
  return masked;
}

}  // namespace uavt::app
