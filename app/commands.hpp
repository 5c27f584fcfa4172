// The commands, each a plain function from settings to an exit code; the command line only fills
// their arguments.
#pragma once

#include "app/run.hpp"
#include "sync/settings.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace uavt::app {

/// `run`, `diff`: prints the verdict (and, without publishing, the report's text).
int run_command(const sync::Settings& settings, const RunOptions& options);

/// `validate`: rules only, no database; the report into `options.out`.
int validate_command(const sync::Settings& settings, RunOptions options);

int inspect_command(const std::vector<std::string>& files);

int migrate_command(const sync::Settings& settings);

/// `report [RUN]`: a past run (0: the last) as "html", "json", "text", "sarif", "junit", "csv", "xlsx"
/// or "gpkg". One format of text goes to standard output when there is no `out`; several, worklists
/// and layers need it: report.html, report.json, report.txt, report.sarif, junit.xml,
/// worklists/<mahalle>.csv and .xlsx, worklist.xlsx, findings.gpkg. Shapes come from the map.json the
/// run left.
int report_command(const sync::Settings& settings, std::int64_t run,
                   const std::vector<std::string>& formats, const std::filesystem::path& out);

enum class Listing : std::uint8_t { text, json };
int runs_command(const sync::Settings& settings, std::size_t at_most, Listing listing);

/// `db start|stop|url`.
int db_command(const sync::Settings& settings, const std::string& what);

/// What the demo makes.
struct DemoOptions {
  std::filesystem::path folder = "demo";
  std::uint32_t buildings = 1500;
  std::uint64_t seed = 7;
};

/// `demo`: a sample municipality, three nights, where to look.
int demo_command(const DemoOptions& options, sync::Language language);

}  // namespace uavt::app
