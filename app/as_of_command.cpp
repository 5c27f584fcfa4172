#include "app/as_of_command.hpp"

#include "app/run.hpp"
#include "app/words_said.hpp"
#include "exporters/geopackage.hpp"
#include "report/words.hpp"
#include "sql/database.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <string_view>

namespace uavt::app {

namespace {

using sync::Language;

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

sync::RawColumn column_of(const sync::Attribute& attribute, const sync::Column& values,
                          std::size_t rows) {
  sync::RawColumn column;
  column.attribute = column.column = attribute.name;
  switch (attribute.type) {
    case sync::AttributeType::integer:
    case sync::AttributeType::reference:
      column.kind = sync::RawColumn::Kind::integer;
      column.integers = values.integers;
      return column;
    case sync::AttributeType::date:
      column.kind = sync::RawColumn::Kind::date;
      column.integers = values.integers;
      return column;
    case sync::AttributeType::real:
      column.kind = sync::RawColumn::Kind::real;
      column.reals = values.reals;
      return column;
    default:
      break;
  }
  for (std::size_t row = 0; row < rows; ++row) {
    if (values.null(row)) {
      column.texts.append_null();
    } else {
      column.texts.append(sync::value_text(attribute, values, row));
    }
  }
  return column;
}

sync::RawTable rows_of(const sync::Published& published) {
  const sync::Table& table = published.table;
  sync::RawTable rows;
  sync::RawColumn number, presence;
  number.attribute = number.column = "tucbs_no";
  number.kind = sync::RawColumn::Kind::integer;
  number.integers = table.tucbs_no;
  rows.columns.push_back(std::move(number));
  for (std::size_t a = 0; a < table.columns.size(); ++a) {
    rows.columns.push_back(column_of(table.type().attributes[a], table.columns[a], table.size()));
  }
  presence.attribute = presence.column = "eslesme";
  for (const sync::Presence each : published.eslesme) presence.texts.append(sync::name(each));
  rows.columns.push_back(std::move(presence));
  rows.has_geometry = table.type().geometry != geo::Kind::null;
  if (rows.has_geometry) rows.geometry = table.geometry;
  rows.rows.resize(table.size());
  std::iota(rows.rows.begin(), rows.rows.end(), 1u);
  return rows;
}

bool wanted(const AsOfOptions& options, sync::Layer layer) {
  return options.layers.empty() ||
         std::ranges::find(options.layers, sync::name(layer)) != options.layers.end();
}

void write_file(const sql::PastDay& past, const sync::Settings& settings,
                const AsOfOptions& options) {
  std::array<sync::RawTable, sync::layer_count> tables;
  std::vector<exporters::GeoPackageLayer> layers;
  for (const sync::Layer layer : sync::all_layers) {
    if (!wanted(options, layer)) continue;
    sync::RawTable& rows = tables[index(layer)] = rows_of(past.layers[index(layer)]);
    layers.push_back(
        {std::string(sync::name(layer)), sync::layer_type(layer).geometry, &rows, {}});
  }
  exporters::write_geopackage(layers, options.out, settings.municipality.target_crs);
}

}  // namespace

std::optional<std::string> moment_of(const std::string& day) {
  const bool with_time = day.size() == 16 && (day[10] == 'T' || day[10] == ' ') && day[13] == ':';
  if ((day.size() != 10 && !with_time) || day[4] != '-' || day[7] != '-') return std::nullopt;
  const std::string_view text = day;
  const auto year = number(text.substr(0, 4)), month = number(text.substr(5, 2)),
             in_month = number(text.substr(8, 2));
  if (!year || !month || !in_month || !sync::days_of(*year, *month, *in_month)) {
    return std::nullopt;
  }
  // Türkiye has kept +03 all year since 2016.
  if (!with_time) return day + " 23:59:59.999999+03";
  const auto hour = number(text.substr(11, 2)), minute = number(text.substr(14, 2));
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) {
    return std::nullopt;
  }
  return fmt::format("{} {:02}:{:02}:59.999999+03", text.substr(0, 10), *hour, *minute);
}

int as_of_command(const sync::Settings& settings, const AsOfOptions& options) {
  const Language language = settings.run.language;
  const auto moment = moment_of(options.day);
  if (!moment) {
    return refused(language, {fmt::format("{} bir gün değil: 2026-03-01 veya 2026-03-01T14:30 "
                                          "biçiminde yazın",
                                          options.day),
                              fmt::format("{} is not a day: write it as 2026-03-01 or "
                                          "2026-03-01T14:30",
                                          options.day)});
  }
  sql::Database database(conninfo(settings));
  if (!database.pending_migrations().empty()) {
    return refused(language, {"veritabanı bu sürümün şemasında değil: önce `uavt-sync migrate`",
                              "the database has not this version's schema: run `uavt-sync migrate` "
                              "first"});
  }
  const sql::PastDay past = database.as_of(settings.municipality.ilce, *moment);
  if (past.run == 0) {
    return refused(language,
                   {fmt::format("{} gününe kadar yayımlanmış bir çalışma yok", options.day),
                    fmt::format("no run had been published by {}", options.day)});
  }
  if (!options.out.empty()) write_file(past, settings, options);
  std::string counts;
  for (const sync::Layer layer : sync::all_layers) {
    if (!wanted(options, layer)) continue;
    const std::size_t rows = past.layers[index(layer)].table.size();
    counts += options.json ? fmt::format("{}\"{}\":{}", counts.empty() ? "" : ",",
                                         sync::name(layer), rows)
                           : fmt::format("  {:<16}{:>12}\n", sync::name(layer),
                                         report::number(rows, language));
  }
  if (options.json) {
    fmt::print("{{\"as_of\":\"{}\",\"run\":{},\"started\":\"{}\",\"layers\":{{{}}}}}\n", *moment,
               past.run, past.started, counts);
    return 0;
  }
  const bool turkish = language == Language::tr;
  fmt::print(fmt::runtime(turkish ? "{} itibarıyla, {} numaralı çalışmanın ({}) yayımladığı:\n{}"
                                  : "On {}, as published by run {} ({}):\n{}"),
             options.day, past.run, past.started, counts);
  if (!options.out.empty()) fmt::print("{}\n", options.out.string());
  return 0;
}

}  // namespace uavt::app
