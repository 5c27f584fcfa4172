#include "app/base_file.hpp"

#include "geo/error.hpp"
#include "geo/transformation.hpp"
#include "importers/reader.hpp"
#include "report/words.hpp"
#include "sync/delivery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

namespace uavt::app {

namespace {

namespace fs = std::filesystem;
using importers::SourceError;

constexpr const char* profile_name = "export";

std::string said(const sync::Settings& settings, std::string tr, std::string en) {
  return settings.run.language == sync::Language::tr ? std::move(tr) : std::move(en);
}

/// The columns of a full export, each by its own name.
sync::Profile profile_of_exports(sync::Layer layer) {
  sync::ProfileLayer columns;
  columns.layer = sync::SourceLayer::flat;
  columns.tables = {std::string(sync::name(layer))};
  const auto add = [&](std::string_view name) {
    columns.columns.push_back({std::string(name), {std::string(name)}});
  };
  for (const char* kept : {"ilce_kodu", "tucbs_no", "eslesme", "kaynak"}) add(kept);
  for (const sync::Attribute& attribute : sync::layer_type(layer).attributes) add(attribute.name);
  columns.columns.push_back({"geometri", {"geometri", "geom", "WKT"}});
  return {profile_name, {std::move(columns)}};
}

/// Where a layer lies: the file itself, or the layer's file in a folder.
fs::path file_of(const fs::path& base, sync::Layer layer, const sync::Settings& settings) {
  std::error_code ignored;
  if (!fs::is_directory(base, ignored)) return base;
  const std::string name(sync::name(layer));
  if (fs::path file = base / (name + ".csv"); fs::exists(file, ignored)) return file;
  throw SourceError(
      said(settings,
           fmt::format("{} klasöründe {} katmanının dosyası yok ({}.csv). Karşılaştırma "
                       "tam bir dışa aktarım ister: `uavt-sync export --for tam`",
                       report::visible(base.string()), name, name),
           fmt::format("{} holds no file of the layer {} ({}.csv). A base is a full export: "
                       "`uavt-sync export --for tam`",
                       report::visible(base.string()), name, name)));
}

sync::Delivery read_layer(const fs::path& base, sync::Layer layer, const sync::Settings& settings) {
  sync::SourceSettings source;
  source.name = "base";
  source.layer = sync::SourceLayer::flat;
  source.model_type = fmt::format("{}.{}", profile_name, sync::name(layer));
  const fs::path file = file_of(base, layer, settings);
  source.path = file.string();
  if (file == base) source.table = std::string(sync::name(layer));
  source.profile = profile_name;
  source.delivery = sync::DeliveryKind::delta;  // a layer may be empty
  sync::Settings reading = settings;
  reading.sources = {std::move(source)};
  reading.profiles = {profile_of_exports(layer)};
  return importers::read(reading, 0);
}

/// Rows of one layer on their way from a file to what is published.
class BaseLayer {
 public:
  BaseLayer(const fs::path& base, sync::Layer layer, const sync::Settings& settings)
      : base_(base),
        settings_(settings),
        type_(sync::layer_type(layer)),
        delivery_(read_layer(base, layer, settings)) {
    require_whole();
    require_crs();
  }

  [[nodiscard]] sync::Published published() const {
    sync::Published result;
    result.table = sync::Table(type_.layer);
    sync::Table& table = result.table;
    const sync::RawTable& rows = delivery_.rows;
    for (const std::size_t row : in_order()) {
      const std::size_t at = table.append_row({});
      table.tucbs_no.back() = number(row);
      for (std::size_t a = 0; a < type_.attributes.size(); ++a) take(table, a, at, row);
      if (rows.has_geometry && type_.geometry != geo::Kind::null) {
        table.geometry.assign(at, rows.geometry[row]);
      }
      const auto presence = sync::presence_named(text("eslesme", row));
      const sync::RegisterSet registers = sync::registers_of(text("kaynak", row));
      if (!presence || registers == 0) refuse_value(presence ? "kaynak" : "eslesme", row);
      result.eslesme.push_back(*presence);
      result.kaynak.push_back(registers);
    }
    table.geometry_known = type_.geometry != geo::Kind::null;
    for (sync::Column& column : table.columns) column.known = true;
    return result;
  }

 private:
  void take(sync::Table& table, std::size_t a, std::size_t at, std::size_t row) const {
    const sync::RawColumn* const raw = delivery_.rows.column(type_.attributes[a].name);
    if (raw == nullptr || raw->null(row)) return;  // a full export leaves out what is restricted
    if (!sync::assign_text(type_.attributes[a], table.columns[a], at, as_published(*raw, row))) {
      refuse_value(type_.attributes[a].name, row);
    }
  }

  /// Our CSV has an apostrophe before what a spreadsheet would run.
  [[nodiscard]] std::string as_published(const sync::RawColumn& raw, std::size_t row) const {
    std::string text = raw.text(row);
    const bool guarded = text.size() > 1 && text[0] == '\'' &&
                         std::string_view("=+-@\t\r").find(text[1]) != std::string_view::npos;
    const bool ours = !delivery_.files.empty() && delivery_.files.front().ends_with(".csv");
    return guarded && ours ? text.substr(1) : text;
  }

  void require_whole() const {
    std::vector<std::string_view> wanted = {"tucbs_no", "eslesme", "kaynak"};
    for (const sync::Attribute& attribute : type_.attributes) wanted.push_back(attribute.name);
    std::string missing;
    for (const std::string_view name : wanted) {
      if (delivery_.rows.column(name) != nullptr) continue;
      if (settings_.restrictions.restricted(type_.layer, name)) continue;
      missing += (missing.empty() ? "" : ", ") + std::string(name);
    }
    if (!missing.empty()) {
      throw SourceError(said(
          settings_,
          fmt::format("{}: {} katmanında şu sütunlar yok: {}. Karşılaştırma tam bir dışa aktarım "
                      "ister: `uavt-sync export --for tam`",
                      name(), type_.name, missing),
          fmt::format("{}: the layer {} lacks {}. A base is a full export: `uavt-sync export --for "
                      "tam`",
                      name(), type_.name, missing)));
    }
    if (!delivery_.unreadable.empty()) {
      throw SourceError(fmt::format("{}: {} {}: {}", name(), type_.name,
                                    delivery_.unreadable.front().row,
                                    report::visible(delivery_.unreadable.front().reason)));
    }
  }

  void require_crs() const {
    if (delivery_.crs.empty() || type_.geometry == geo::Kind::null) return;
    if (geo::same_crs(delivery_.crs, settings_.municipality.target_crs)) return;
    throw geo::CrsError(said(
        settings_,
        fmt::format("{}: {} katmanı {} sisteminde; karşılaştırma {} ister. Dışa aktarımı `crs` "
                    "vermeden yapın",
                    name(), type_.name, geo::crs_name(delivery_.crs),
                    settings_.municipality.target_crs),
        fmt::format("{}: the layer {} is in {}; a base is in {}. Export it without `crs`", name(),
                    type_.name, geo::crs_name(delivery_.crs), settings_.municipality.target_crs)));
  }

  /// Rows by ascending number, each once.
  [[nodiscard]] std::vector<std::size_t> in_order() const {
    std::vector<std::size_t> order(delivery_.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (const std::size_t row : order) {
      const std::string district = text("ilce_kodu", row);
      if (number(row) <= 0) refuse_value("tucbs_no", row);
      if (!district.empty() && district != std::to_string(settings_.municipality.ilce)) {
        refuse_value("ilce_kodu", row);
      }
    }
    std::ranges::sort(order, {}, [&](std::size_t row) { return number(row); });
    const auto twice =
        std::ranges::adjacent_find(order, {}, [&](std::size_t row) { return number(row); });
    if (twice != order.end()) refuse_value("tucbs_no", *twice);
    return order;
  }

  [[nodiscard]] std::int64_t number(std::size_t row) const {
    const std::string word = text("tucbs_no", row);
    const bool plain = !word.empty() && word.size() < 19 &&
                       word.find_first_not_of("0123456789") == std::string::npos;
    return plain ? std::stoll(word) : 0;
  }

  [[nodiscard]] std::string text(std::string_view attribute, std::size_t row) const {
    const sync::RawColumn* const column = delivery_.rows.column(attribute);
    return column == nullptr || column->null(row) ? std::string() : column->text(row);
  }

  [[noreturn]] void refuse_value(std::string_view attribute, std::size_t row) const {
    const std::string value = report::visible(text(attribute, row));
    const std::uint32_t record = delivery_.rows.rows[row];
    throw SourceError(said(
        settings_,
        fmt::format("{}: {} katmanının {}. satırında {} = '{}' bu ilçenin bir dışa aktarımında "
                    "olamaz. Dosyayı yeniden dışa aktarın: `uavt-sync export --for tam`",
                    name(), type_.name, record, attribute, value),
        fmt::format("{}: record {} of the layer {} has {} = '{}', which no export of this district "
                    "has. Export it again: `uavt-sync export --for tam`",
                    name(), record, type_.name, attribute, value)));
  }

  [[nodiscard]] std::string name() const { return report::visible(base_.string()); }

  const fs::path& base_;
  const sync::Settings& settings_;
  const sync::LayerType& type_;
  sync::Delivery delivery_;
};

/// What the municipality says beside UAVT stands in its own columns: a row both have lacks there
/// what the municipality does not say.
void assume_beside(const sync::Published& published, std::size_t row, sync::ImageRows& municipal) {
  const auto attributes = published.table.type().attributes;
  const std::size_t before = municipal.patches.size();
  std::uint64_t absent = 0;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].role != sync::Role::shadow) continue;
    const std::size_t shown = sync::position(published.table.layer, attributes[a].shadows);
    if (!published.table.columns[a].null(row)) {
      municipal.patches.push_back(
          {static_cast<std::uint8_t>(shown),
           sync::value_text(attributes[a], published.table.columns[a], row)});
    } else if (!published.table.columns[shown].null(row)) {
      absent |= std::uint64_t{1} << shown;
    }
  }
  if (municipal.patches.size() == before && absent == 0) return;
  municipal.tucbs_no.push_back(published.table.tucbs_no[row]);
  municipal.absent.push_back(absent);
  municipal.first.push_back(static_cast<std::uint32_t>(municipal.patches.size()));
  municipal.geometry.append_null();
  municipal.ids.append_null();
}

/// Every register named by `kaynak` has said what is published; the municipality, where it says
/// something else beside UAVT, just that.
void assume_images(sync::Stored& stored, sync::Layer layer) {
  const sync::Published& published = stored.published[index(layer)];
  for (std::size_t r = 0; r < sync::register_count; ++r) {
    stored.images[index(layer)][r].usual = 0;
  }
  const sync::Sides sides = sync::sides(layer);
  const sync::RegisterSet both =
      static_cast<sync::RegisterSet>(sync::bit(sides.national) | sync::bit(sides.municipal));
  for (std::size_t row = 0; row < published.table.size(); ++row) {
    if ((published.kaynak[row] & both) != both) continue;
    assume_beside(published, row, stored.images[index(layer)][index(sides.municipal)]);
  }
}

/// Whoever is named by a row has spoken for its layer.
void assume_speakers(sync::Stored& stored, sync::Layer layer) {
  for (const sync::RegisterSet registers : stored.published[index(layer)].kaynak) {
    for (std::size_t r = 0; r < sync::register_count; ++r) {
      const auto reg = static_cast<sync::Register>(r);
      if ((registers & sync::bit(reg)) != 0) stored.spoken.emplace(reg, layer, 0);
    }
  }
}

}  // namespace

void forget_restricted(sync::Night& night, const sync::Settings& settings) {
  for (sync::Side& side : night.sides) {
    for (const sync::Layer layer : sync::all_layers) {
      sync::Table& table = side.mapped.tables[index(layer)];
      for (const std::string& attribute : settings.restrictions.columns[index(layer)]) {
        sync::Column& column = table.columns[sync::position(layer, attribute)];
        const sync::AttributeType type = column.type;
        column = {};
        column.type = type;
        column.resize(table.size());
      }
    }
  }
}

sync::Stored stored_from(const fs::path& base, const sync::Settings& settings) {
  std::error_code ignored;
  if (!fs::exists(base, ignored)) {
    throw SourceError(said(
        settings, fmt::format("--base {}: böyle bir dosya yok", report::visible(base.string())),
        fmt::format("--base {}: there is no such file", report::visible(base.string()))));
  }
  sync::Stored stored;
  stored.last_run = 1;
  for (const sync::Layer layer : sync::all_layers) {
    sync::Published& published = stored.published[index(layer)];
    published = BaseLayer(base, layer, settings).published();
    const auto& numbers = published.table.tucbs_no;
    stored.next_tucbs_no[index(layer)] = numbers.empty() ? 1 : numbers.back() + 1;
    assume_images(stored, layer);
    assume_speakers(stored, layer);
  }
  return stored;
}

}  // namespace uavt::app
