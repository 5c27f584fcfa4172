#include "app/as_of_command.hpp"

#include "app/aside.hpp"
#include "app/export_request.hpp"
#include "app/run.hpp"
#include "app/words_said.hpp"
#include "exporters/writer.hpp"
#include "report/words.hpp"
#include "sql/database.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace uavt::app {

namespace {

using sync::Language;

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool wanted(const AsOfOptions& options, sync::Layer layer) {
  return options.layers.empty() ||
         std::ranges::find(options.layers, sync::name(layer)) != options.layers.end();
}

struct PastLayer {
  sync::Layer layer{};
  std::uint64_t rows = 0;
};

/// Counts the rows of a layer, which are written when there is a file.
PastLayer past_layer(const sql::ExportSnapshot& snapshot, sql::ExportRequest request,
                     sync::Layer layer, exporters::Writer* file) {
  PastLayer past{layer};
  if (file == nullptr) {
    request.columns = {"tucbs_no"};
    request.shape.geometry.clear();
  } else {
    const sql::ExportedLayer head = sql::exported_layer(request);
    exporters::LayerHead target{.name = head.layer, .fields = {}, .has_geometry = head.has_geometry,
                                .kind = head.kind, .survey = {}};
    for (const auto& column : head.columns) target.fields.push_back({column.name, column.kind});
    file->begin(target);
  }
  snapshot.rows(request, [&](const sync::RawTable& rows) {
    past.rows += rows.size();
    if (file != nullptr) file->add(rows);
  });
  return past;
}

/// What was published at a moment.
struct Past {
  sql::PastRun run;
  std::vector<PastLayer> layers;
};

std::optional<Past> past_at(const std::string& moment, const sync::Settings& settings,
                            const AsOfOptions& options, sql::Database& database) {
  std::vector<std::pair<sync::Layer, sql::ExportRequest>> requests;
  for (const sync::Layer layer : sync::all_layers) {
    if (wanted(options, layer)) requests.emplace_back(layer, database.request_at(layer, moment));
  }
  const sql::ExportSnapshot snapshot = database.export_snapshot(settings.municipality.ilce);
  const std::optional<sql::PastRun> run = snapshot.run_by(moment);
  if (!run) return std::nullopt;
  std::optional<Aside> aside;
  std::optional<exporters::Writer> file;
  if (!options.out.empty()) {
    Aside::sweep(options.out.parent_path(), [](const auto&) {});
    aside.emplace(options.out.parent_path(), options.out.stem().string());
    exporters::WriteOptions form;
    form.crs = settings.municipality.target_crs;
    form.spatial_index = true;
    file.emplace(aside->folder() / options.out.filename(), form);
  }
  Past past{*run, {}};
  for (auto& [layer, request] : requests) {
    past.layers.push_back(past_layer(snapshot, std::move(request), layer, file ? &*file : nullptr));
  }
  if (file) {
    file->close();
    std::filesystem::rename(aside->folder() / options.out.filename(), options.out);
  }
  return past;
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
  require_restricted(database, settings);
  const std::optional<Past> past = past_at(*moment, settings, options, database);
  if (!past) {
    return refused(language,
                   {fmt::format("{} gününe kadar yayımlanmış bir çalışma yok", options.day),
                    fmt::format("no run had been published by {}", options.day)});
  }
  std::string counts;
  for (const auto& [layer, rows] : past->layers) {
    counts += options.json ? fmt::format("{}\"{}\":{}", counts.empty() ? "" : ",",
                                         sync::name(layer), rows)
                           : fmt::format("  {:<16}{:>12}\n", sync::name(layer),
                                         report::number(rows, language));
  }
  if (options.json) {
    fmt::print("{{\"as_of\":\"{}\",\"run\":{},\"started\":\"{}\",\"layers\":{{{}}}}}\n", *moment,
               past->run.run, past->run.started, counts);
    return 0;
  }
  const bool turkish = language == Language::tr;
  fmt::print(fmt::runtime(turkish ? "{} itibarıyla, {} numaralı çalışmanın ({}) yayımladığı:\n{}"
                                  : "On {}, as published by run {} ({}):\n{}"),
             options.day, past->run.run, past->run.started, counts);
  if (!options.out.empty()) fmt::print("{}\n", options.out.string());
  return 0;
}

}  // namespace uavt::app
