#include "app/codes_command.hpp"

#include "app/run.hpp"
#include "config/loader.hpp"
#include "exporters/workbook.hpp"
#include "report/code_table.hpp"
#include "report/csv.hpp"
#include "sql/database.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

namespace uavt::app {

namespace {

namespace fs = std::filesystem;

void write_csv(const sync::RawTable& rows, const fs::path& file) {
  std::ofstream out(file, std::ios::binary);
  out << report::delimited(rows);
  if (!out.flush()) {
    throw fs::filesystem_error("cannot write the code table", file,
                               std::make_error_code(std::errc::io_error));
  }
}

}  // namespace

int codes_command(const sync::Settings& settings, const CodesOptions& options) {
  sql::Database database(conninfo(settings));
  if (!database.pending_migrations().empty()) {
    throw config::ConfigError(
        "the database knows no night of this version: run `uavt-sync run` "
        "first");
  }
  auto pairs = sync::code_table(database.load(settings.municipality.ilce),
                                options.all ? sync::CodePairs::all : sync::CodePairs::to_load);
  if (!options.layer.empty()) {
    std::erase_if(
        pairs, [&](const sync::CodePair& pair) { return sync::name(pair.layer) != options.layer; });
  }
  const sync::RawTable rows = report::code_rows(pairs, settings.run.language);
  fs::create_directories(options.out);
  const std::string stem =
      options.layer.empty() ? "kod_eslestirme" : "kod_eslestirme_" + options.layer;
  for (const std::string& format : options.formats) {
    const fs::path file = options.out / (stem + "." + format);
    if (format == "csv") {
      write_csv(rows, file);
    } else {
      exporters::WorkbookOptions workbook;
      workbook.sheet = settings.run.language == sync::Language::tr ? "Kodlar" : "Codes";
      exporters::write_workbook(rows, file, workbook);
    }
    fmt::print("{}\n", file.string());
  }
  fmt::print("{}\n", report::code_summary(pairs, settings.run.language));
  return 0;
}

}  // namespace uavt::app
