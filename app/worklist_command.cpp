#include "app/worklist_command.hpp"

#include "app/run.hpp"
#include "exporters/workbook.hpp"
#include "exporters/writer.hpp"
#include "report/correction_json.hpp"
#include "report/correction_words.hpp"
#include "report/csv.hpp"
#include "sql/database.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <system_error>

namespace uavt::app {

namespace {

namespace fs = std::filesystem;

/// A list of an earlier run would send people to records that are in order by now.
void remove_lists(const fs::path& folder, const std::string& ending) {
  std::vector<fs::path> old;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const bool ours = name.starts_with("uavt-") || name.starts_with("cbs-");
    if (ours && entry.path().extension() == ending) old.push_back(entry.path());
  }
  for (const fs::path& file : old) fs::remove(file);
}

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) {
    throw fs::filesystem_error("cannot write the list", path,
                               std::make_error_code(std::errc::io_error));
  }
}

void write_one(std::string_view format, const report::CorrectionTable& table,
               const sync::Settings& settings, const fs::path& file) {
  if (format == "csv") {
    write_text(file, report::delimited(table.rows));
  } else if (format == "xlsx") {
    exporters::WorkbookOptions options;
    options.sheet = settings.run.language == sync::Language::tr ? "Düzeltmeler" : "Corrections";
    options.header = table.title;
    options.hidden = report::not_on_paper(table.rows);
    exporters::write_workbook(table.rows, file, options);
  } else {
    exporters::WriteOptions options;
    options.format = exporters::Format::gml;
    options.layer = "duzeltme";
    options.crs = settings.municipality.target_crs;
    options.kind = geo::Kind::point;
    exporters::write(report::for_programs(table.rows), file, options);
  }
}

}  // namespace

std::vector<fs::path> write_corrections(std::string_view format, const std::string& worklist_json,
                                        const report::CorrectionFilter& filter,
                                        const sync::Settings& settings, const fs::path& folder) {
  fs::create_directories(folder);
  const std::string ending = "." + std::string(format);
  remove_lists(folder, ending);
  if (format == "gml") remove_lists(folder, ".xsd");
  std::vector<fs::path> files;
  for (const report::CorrectionTable& table : report::correction_tables(
           worklist_json, filter, settings.municipality, settings.run.language)) {
    files.push_back(folder / (table.name + ending));
    write_one(format, table, settings, files.back());
  }
  return files;
}

int worklist_command(const sync::Settings& settings, WorklistOptions options) {
  if (!options.format.empty() && options.out.empty()) {
    fmt::print(stderr, "uavt-sync: --format {} makes files; say with --out DIR where they go\n",
               options.format);
    return 2;
  }
  sql::Database database(conninfo(settings));
  const int ilce = settings.municipality.ilce;
  const std::int64_t last = database.last_published(ilce);
  // What was closed long ago is in no report of the last run.
  const std::int64_t run = options.state == "open" ? last : 0;
  if (options.state == "open") options.filter.states = {"open", "reopened"};
  if (options.state == "closed") options.filter.states = {"closed"};
  std::string list = "[";
  if (last != 0) report::append_corrections(list, database.items_of(ilce, run));
  list += "]";
  if (!options.format.empty()) {
    for (const fs::path& file :
         write_corrections(options.format, list, options.filter, settings, options.out)) {
      fmt::print("{}\n", file.string());
    }
  } else {
    fmt::print("{}", options.json
                         ? report::corrections_json(list, options.filter)
                         : report::correction_lines(list, options.filter, settings.run.language));
  }
  return 0;
}

}  // namespace uavt::app
