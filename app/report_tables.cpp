#include "app/report_tables.hpp"

#include "exporters/workbook.hpp"
#include "report/worklist.hpp"

namespace uavt::app {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> write_workbooks(const std::string& report_json, sync::Language language,
                                      const fs::path& out, const fs::path& worklists) {
  exporters::WorkbookOptions options;
  options.sheet = language == sync::Language::tr ? "Bulgular" : "Findings";
  fs::create_directories(worklists);
  std::vector<fs::path> files = {out / "worklist.xlsx"};
  exporters::write_workbook(report::whole_worklist(report_json, language), files.front(), options);
  for (const report::Worklist& list : report::worklists(report_json, language)) {
    files.push_back(worklists / (list.name + ".xlsx"));
    exporters::write_workbook(list.rows, files.back(), options);
  }
  return files;
}

}  // namespace

bool is_tables(std::string_view format) { return format == "xlsx"; }

std::vector<fs::path> write_tables(std::string_view /*format*/, const std::string& report_json,
                                   sync::Language language, const fs::path& out,
                                   const fs::path& worklists) {
  return write_workbooks(report_json, language, out, worklists);
}

}  // namespace uavt::app
