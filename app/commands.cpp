#include "app/commands.hpp"

#include "app/notify.hpp"
#include "app/report_tables.hpp"
#include "app/worklist_command.hpp"
#include "config/loader.hpp"
#include "config/model.hpp"
#include "geo/transformation.hpp"
#include "importers/reader.hpp"
#include "report/csv.hpp"
#include "report/html.hpp"
#include "report/junit.hpp"
#include "report/report.hpp"
#include "report/sarif.hpp"
#include "report/words.hpp"
#include "sql/database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <system_error>

namespace uavt::app {

namespace {

const std::string& verdict_in(const sync::Result& result, sync::Language language) {
  return language == sync::Language::tr ? result.verdict.tr : result.verdict.en;
}

constexpr const char* worklist_folder = "worklists";

struct ReportFile {
  std::filesystem::path name;  ///< in the folder the report goes to
  std::string content;
};

/// One form of a report: several files for "csv", else one.
std::vector<ReportFile> report_files(const std::string& json, const std::string& map,
                                     const std::string& format, sync::Language language) {
  if (format == "json") return {{"report.json", json}};
  if (format == "html") return {{"report.html", report::html(json, map, language)}};
  if (format == "sarif") return {{"report.sarif", report::sarif(json, language)}};
  if (format == "junit") return {{"junit.xml", report::junit(json, language)}};
  if (format == "text") return {{"report.txt", report::text(json, language)}};
  std::vector<ReportFile> files;
  for (report::CsvFile& list : report::csv(json, language)) {
    files.push_back({std::filesystem::path(worklist_folder) / list.name, std::move(list.content)});
  }
  return files;
}

/// A worklist of an earlier run would send people to records that are in order by now.
void remove_worklists(const std::filesystem::path& out, const std::string& ending) {
  const auto folder = out / worklist_folder;
  if (!std::filesystem::is_directory(folder)) return;
  std::vector<std::filesystem::path> old;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().stem().string();
    const bool ours = name == "mahallesiz" ||
                      std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
    if (ours && entry.path().extension() == ending) old.push_back(entry.path());
  }
  for (const auto& file : old) std::filesystem::remove(file);
}

void write_files(const std::vector<ReportFile>& files, const std::filesystem::path& out) {
  for (const ReportFile& each : files) {
    const auto path = out / each.name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file << each.content;
    if (!file.flush()) {
      throw std::filesystem::filesystem_error("cannot write the report", path,
                                              std::make_error_code(std::errc::io_error));
    }
    fmt::print("{}\n", path.string());
  }
}

}  // namespace

int run_command(const sync::Settings& settings, const RunOptions& options) {
  const RunReport report = [&] {
    try {
      return run(settings, options);
    } catch (const std::exception& error) {
      if (options.store == Store::publish) notify_refusal(settings, error);
      throw;
    }
  }();
  if (options.store == Store::publish) notify(settings, report);
  if (options.store != Store::publish) {
    fmt::print("{}", report::text(report.json, settings.run.language));
  } else {
    fmt::print("{}\n", verdict_in(report.result, settings.run.language));
  }
  if (!report.file.empty()) {
    fmt::print("{}: {}\n", settings.run.language == sync::Language::tr ? "Rapor" : "Report",
               report.file.string());
  }
  return report.result.verdict.exit_code;
}

int validate_command(const sync::Settings& settings, RunOptions options) {
  options.store = Store::no_database;
  if (options.out.empty()) options.out = settings.run.report_dir / "validate";
  return run_command(settings, options);
}

int inspect_command(const std::vector<std::string>& files) {
  using report::visible;
  const auto profiles = config::profiles();
  for (const std::string& file : files) {
    for (const importers::InspectedLayer& layer : importers::inspect(file, profiles)) {
      fmt::print("{}\n", visible(layer.file));
      fmt::print("  {:<12}{} ({})\n", "layer", visible(layer.layer), layer.driver);
      fmt::print("  {:<12}{}\n", "rows", layer.rows);
      if (!layer.geometry.empty()) {
        fmt::print("  {:<12}{}\n  {:<12}{}\n", "geometry", layer.geometry, "crs",
                   layer.crs.empty() ? "-" : visible(layer.crs));
        if (!layer.extent.empty()) {
          fmt::print("  {:<12}{:.6g} {:.6g} … {:.6g} {:.6g}\n", "extent", layer.extent.min_x,
                     layer.extent.min_y, layer.extent.max_x, layer.extent.max_y);
        }
      }
      if (!layer.encoding.empty()) fmt::print("  {:<12}{}\n", "encoding", layer.encoding);
      if (layer.is_recognised) {
        fmt::print("  {:<12}{} ({})\n", "looks like", sync::name(layer.recognised),
                   layer.profile);
      }
      for (const importers::InspectedColumn& column : layer.columns) {
        std::string examples;
        for (const std::string& example : column.examples) {
          examples += (examples.empty() ? "" : " · ") + visible(example);
        }
        fmt::print("    {:<24} {:<8} {:<24} {}\n", visible(column.name), column.type,
                   column.personal           ? "(personal: never read)"
                   : column.attribute.empty() ? "-"
                                              : column.attribute,
                   examples);
      }
      fmt::print("\n{}\n", layer.source_block);
    }
  }
  return 0;
}

int migrate_command(const sync::Settings& settings) {
  sql::Database database(conninfo(settings));
  database.lock(settings.municipality.ilce);
  const auto pending = database.pending_migrations();
  const sync::Municipality& here = settings.municipality;
  database.migrate(geo::epsg_code(here.target_crs), config::model_named(settings.generation),
                   here.ilce);
  database.name_district(here.ilce, here.name, here.il);
  for (const std::string& name : pending) fmt::print("{}\n", name);
  fmt::print("{}\n", pending.empty() ? "up to date" : "migrated");
  return 0;
}

int report_command(const sync::Settings& settings, std::int64_t run,
                   const std::vector<std::string>& formats, const std::filesystem::path& out) {
  const auto lists = std::ranges::find_if(formats, [](const std::string& format) {
    return format == "csv" || is_tables(format);
  });
  if (out.empty() && (lists != formats.end() || formats.size() > 1)) {
    fmt::print(stderr, "uavt-sync: {}; say with --out DIR where they go\n",
               lists != formats.end() ? fmt::format("--format {} makes files", *lists)
                                      : "several formats make several files");
    return 2;
  }
  sql::Database database(conninfo(settings));
  const int ilce = settings.municipality.ilce;
  std::optional<sql::RunEntry> entry;
  if (run != 0) {
    entry = database.run(ilce, run);
  } else if (const auto last = database.runs(ilce, 1); !last.empty()) {
    entry = last.front();
  }
  if (!entry || entry->summary_json.empty()) {
    fmt::print(stderr, "uavt-sync: {}\n",
               run == 0 ? std::string("there is no run yet")
                        : fmt::format("run {} is not in the ledger or left no result", run));
    return 2;
  }
  const std::string json =
      report::assemble(entry->summary_json, database.findings_of(entry->number),
                       {.quality = database.quality_of(ilce, entry->number),
                        .trend = database.trend(ilce, entry->number, report::trend_runs),
                        .worklist = database.items_of(ilce, entry->number)});
  const std::string map =
      report::map_in(settings.run.report_dir / std::to_string(entry->number));
  for (const std::string& format : formats) {
    if (format == "csv" || format == "xlsx") {
      remove_worklists(out, "." + format);
      for (const auto& file :
           write_corrections(format, report::worklist_in(json),
                             {.lists = {}, .mahalle = {}, .states = {"open", "reopened"}},
                             settings, out / "corrections")) {
        fmt::print("{}\n", file.string());
      }
    }
    if (is_tables(format)) {
      const auto written = write_tables(format, {json, map, settings.run.language}, out,
                                        out / worklist_folder);
      for (const auto& file : written) fmt::print("{}\n", file.string());
      continue;
    }
    const std::vector<ReportFile> files = report_files(json, map, format, settings.run.language);
    if (out.empty()) {
      fmt::print("{}", files.front().content);
    } else {
      write_files(files, out);
    }
  }
  return 0;
}

int runs_command(const sync::Settings& settings, std::size_t at_most, Listing listing) {
  sql::Database database(conninfo(settings));
  const auto entries = database.runs(settings.municipality.ilce, at_most);
  if (listing == Listing::json) {
    fmt::print("[");
    bool first = true;
    for (const sql::RunEntry& entry : entries) {
      fmt::print("{}\n  {{\"number\": {}, \"started\": \"{}\", \"ended\": {}, \"state\": \"{}\", "
                 "\"exit_code\": {}}}",
                 first ? "" : ",", entry.number, entry.started,
                 entry.ended.empty() ? std::string("null") : fmt::format("\"{}\"", entry.ended),
                 entry.state, entry.exit_code);
      first = false;
    }
    fmt::print("\n]\n");
    return 0;
  }
  for (const sql::RunEntry& entry : entries) {
    fmt::print("{:>6}  {:<20}  {:<20}  {:<14} {}\n", entry.number, entry.started,
               entry.ended.empty() ? "-" : entry.ended, entry.state, entry.exit_code);
  }
  return 0;
}

int db_command(const sync::Settings& settings, const std::string& what) {
  if (settings.dsn != "embedded:") {
    fmt::print(stderr, "uavt-sync: `db {}` is for dsn = \"embedded:\"; this configuration names "
                       "another database, which it never starts or stops\n", what);
    return 2;
  }
  sql::Embedded embedded(settings.run.state_dir);
  if (what == "start") {
    fmt::print("{}\n", embedded.start());
  } else if (what == "stop") {
    embedded.stop();
  } else if (const auto url = embedded.url()) {
    fmt::print("{}\n", *url);
  } else {
    fmt::print(stderr, "uavt-sync: the embedded database is not running; start it with "
                       "`uavt-sync db start`\n");
    return 5;
  }
  return 0;
}

}  // namespace uavt::app
