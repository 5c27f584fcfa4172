// What an export of a whole city takes, in every format, beside ogr2ogr taking the same layers out of
// the same server into a GeoPackage. Peak memory is what is looked at: it must not grow with the city.
#include "app/city_files.hpp"
#include "bench/city_nights.hpp"
#include "bench/process.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace uavt::bench {

namespace {

namespace fs = std::filesystem;

Ended ended_well(const std::vector<std::string>& arguments) {
  Ended result = ended(arguments);
  if (result.status != 0 && result.status != 1 && result.status != 6) {
    throw std::runtime_error(fmt::format("{} ended with {}:\n{}", fmt::join(arguments, " "),
                                         result.status, result.output));
  }
  while (!result.output.empty() && result.output.back() == '\n') result.output.pop_back();
  return result;
}

double megabytes_in(const fs::path& folder) {
  double bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += static_cast<double>(entry.file_size());
  }
  return bytes / 1e6;
}

void print_line(const std::string& name, const Ended& result, const fs::path& out) {
  fmt::print("| {} | {:.1f} | {:.1f} | {:.0f} | {:.0f} |\n", name, result.seconds,
             result.cpu_seconds, result.peak_mb, megabytes_in(out));
}

/// A city is made by another process: whoever measures children must itself be small.
void walk(std::uint32_t buildings, const std::string& program, const std::string& self) {
  const fs::path folder = fs::temp_directory_path() / "uavt-bench-exports";
  fs::remove_all(folder);
  ended_well({self, "--city", std::to_string(buildings), folder.string()});
  const auto ours = [&](std::vector<std::string> command) {
    command.insert(command.begin(), {program, "-c", (folder / "uavt-sync.toml").string()});
    return ended_well(command);
  };
  ours({"run"});
  const std::string conninfo = ours({"db", "url"}).output;
  const fs::path out = folder / "verilen";
  fmt::print("{} buildings\n\n| `export --for tam` | s | CPU s | peak MB | files MB |\n"
             "|---|---:|---:|---:|---:|\n",
             buildings);
  for (const std::string format : {"gpkg", "gml", "csv", "shp", "fgb"}) {
    fs::remove_all(out);
    const Ended result = ours({"export", "--for", "tam", "--purpose", "ölçüm", "--format", format,
                               "--out", out.string()});
    print_line(format, result, out);
  }
  fs::remove_all(out);
  fs::create_directories(out);
  std::vector<std::string> command = {"ogr2ogr", "-f", "GPKG", (out / "tam.gpkg").string(),
                                      "PG:" + conninfo + " active_schema=adres"};
  for (const char* layer : {"mahalle", "csbm", "yol_orta_hat", "bina", "numarataj",
                            "bagimsiz_bolum", "parsel"}) {
    command.emplace_back(layer);
  }
  print_line("ogr2ogr, gpkg", ended_well(command), out);
  ours({"db", "stop"});
  fs::remove_all(folder);
}

}  // namespace

}  // namespace uavt::bench

int main(int argc, char** argv) {
  using namespace uavt;
  try {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() == 3 && words[0] == "--city") {
      const auto buildings = static_cast<std::uint32_t>(std::stoul(words[1]));
      app::write_city(bench::city_of({buildings, 0, 0}), words[2]);
      return 0;
    }
    bench::walk(words.empty() ? 100'000 : static_cast<std::uint32_t>(std::stoul(words[0])),
                words.size() > 1 ? words[1] : UAVT_PROGRAM, "/proc/self/exe");
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_exports: {}\n", error.what());
    return 70;
  }
}
