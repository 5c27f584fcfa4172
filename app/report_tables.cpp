#include "app/report_tables.hpp"

#include "exporters/geopackage.hpp"
#include "exporters/workbook.hpp"
#include "report/finding_layers.hpp"
#include "report/flat_finding.hpp"
#include "report/worklist.hpp"

namespace uavt::app {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> write_workbooks(const ReportSource& source, const fs::path& out,
                                      const fs::path& worklists) {
  exporters::WorkbookOptions options;
  options.sheet = source.language == sync::Language::tr ? "Bulgular" : "Findings";
  fs::create_directories(worklists);
  std::vector<fs::path> files = {out / "worklist.xlsx"};
  exporters::write_workbook(report::whole_worklist(source.report_json, source.language),
                            files.front(), options);
  for (const report::Worklist& list : report::worklists(source.report_json, source.language)) {
    files.push_back(worklists / (list.name + ".xlsx"));
    exporters::write_workbook(list.rows, files.back(), options);
  }
  return files;
}

fs::path write_layers(const ReportSource& source, const fs::path& out) {
  const auto findings =
      report::finding_layers(source.report_json, source.map_json, source.language);
  std::vector<exporters::GeoPackageLayer> layers;
  for (const report::FindingLayer& each : findings) {
    layers.push_back({each.name, each.kind, &each.rows, each.style});
  }
  const fs::path file = out / "findings.gpkg";
  exporters::write_geopackage(layers, file,
                              report::flat_run(source.report_json, source.language).crs);
  return file;
}

}  // namespace

bool is_tables(std::string_view format) { return format == "xlsx" || format == "gpkg"; }

std::vector<fs::path> write_tables(std::string_view format, const ReportSource& source,
                                   const fs::path& out, const fs::path& worklists) {
  fs::create_directories(out);
  if (format == "xlsx") return write_workbooks(source, out, worklists);
  return {write_layers(source, out)};
}

}  // namespace uavt::app
