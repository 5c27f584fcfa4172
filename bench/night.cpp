// Whole nights against ogr2ogr: the same layers, the same server, in one run. Ratios are what is
// looked at; seconds belong to the machine. Nothing here is asserted but that the nights end well.
#include "app/city_files.hpp"
#include "bench/city_nights.hpp"
#include "bench/process.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace uavt::bench {

namespace {

namespace fs = std::filesystem;

/// A night published or not, but finished: clean, new findings, something held.
bool finished(int status) { return status == 0 || status == 1 || status == 6; }

Ended ended_well(const std::vector<std::string>& arguments) {
  Ended result = ended(arguments);
  if (!finished(result.status)) {
    throw std::runtime_error(fmt::format("{} ended with {}:\n{}", fmt::join(arguments, " "),
                                         result.status, result.output));
  }
  return result;
}

/// CPU time of the server's sessions that have ended, by its pid in the socket's lock file: what a
/// night costs whoever else is at work on the machine. Units: seconds.
class Server {
 public:
  explicit Server(const std::string& conninfo) {
    static const std::regex host("host=(\\S+) port=(\\d+)");
    std::smatch match;
    if (!std::regex_search(conninfo, match, host)) {
      throw std::runtime_error("no socket in the conninfo: " + conninfo);
    }
    std::ifstream lock(match[1].str() + "/.s.PGSQL." + match[2].str() + ".lock");
    if (!(lock >> pid_)) throw std::runtime_error("no server at " + match[1].str());
  }

  [[nodiscard]] double cpu_seconds() const {
    // A session ends a moment after its client.
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    std::ifstream stream(fmt::format("/proc/{}/stat", pid_));
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string skipped;
    // Source: proc(5): 16 cutime and 17 cstime; the text begins with field 3.
    for (int field = 3; field < 16; ++field) fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
  }

 private:
  long pid_ = 0;
};

/// What a piece of work took: by the clock, and in CPU time of both programs.
struct Cost {
  double seconds = 0, cpu_seconds = 0;
};

/// The columns of the table: stages of the program's log, in order.
constexpr std::array stage_names = {"import",   "reproject", "map",  "follow",    "settle",
                                    "validate", "match",     "diff", "reconcile", "apply"};

struct NightTimes {
  std::string name;
  Ended process;
  Cost cost;
  std::array<double, stage_names.size()> stages{};
  double rest = 0;  ///< start, findings, the report
};

NightTimes times_of(std::string name, Ended process) {
  NightTimes times;
  times.name = std::move(name);
  static const std::regex line("stage=([a-z]+) seconds=([0-9.]+)");
  times.rest = process.seconds;
  const std::string& text = process.output;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), line);
       at != std::sregex_iterator(); ++at) {
    const double seconds = std::stod((*at)[2]);
    times.rest -= seconds;
    for (std::size_t s = 0; s < stage_names.size(); ++s) {
      if ((*at)[1] == stage_names[s]) times.stages[s] = seconds;
    }
  }
  times.process = std::move(process);
  return times;
}

class Comparison {
 public:
  Comparison(std::string self, fs::path folder, std::uint32_t buildings)
      : self_(std::move(self)), folder_(std::move(folder)), buildings_(buildings) {}

  void walk() {
    fs::remove_all(folder_);
    write({buildings_, 0, 0});
    ended_well(ours({"db", "start"}));
    try {
      conninfo_ = ended_well(ours({"db", "url"})).output;
      while (!conninfo_.empty() && conninfo_.back() == '\n') conninfo_.pop_back();
      compare();
    } catch (...) {
      static_cast<void>(ended(ours({"db", "stop"})));
      throw;
    }
    ended_well(ours({"db", "stop"}));
    fs::remove_all(folder_);
  }

 private:
  void compare() {
    const Cost before = baseline();
    night("first");
    night("identical files");
    write({buildings_, 7, 0});
    night("re-exported, unchanged");
    write({buildings_, 11, 10});
    night("re-exported, 1 % changed");
    const Cost after = baseline();
    print(before, after);
  }

  [[nodiscard]] fs::path configuration() const { return folder_ / "uavt-sync.toml"; }

  [[nodiscard]] std::vector<std::string> ours(std::vector<std::string> command) const {
    command.insert(command.begin(), {UAVT_PROGRAM, "-c", configuration().string()});
    return command;
  }

  /// In a process of its own, so that this one stays small and the nights' peaks are theirs.
  void write(const NightFiles& files) const {
    ended_well({self_, "--write", folder_.string(), std::to_string(files.buildings),
                std::to_string(files.order), std::to_string(files.changed_permille)});
  }

  void night(const std::string& name) {
    const Server server(conninfo_);
    const double before = server.cpu_seconds();
    NightTimes times = times_of(name, ended_well(ours({"run"})));
    times.cost = {times.process.seconds,
                  times.process.cpu_seconds + server.cpu_seconds() - before};
    fmt::print("# {} buildings, {}: {:.2f} s\n", buildings_, name, times.cost.seconds);
    nights_.push_back(std::move(times));
    std::fflush(stdout);
  }

  /// All layers through ogr2ogr into logged tables with its indexes, one after the other.
  [[nodiscard]] Cost baseline() const {
    const Server server(conninfo_);
    const double before = server.cpu_seconds();
    std::ifstream stream(configuration());
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    Cost cost;
    for (const Input& input : inputs_of(text, folder_)) {
      std::vector<std::string> command = {"ogr2ogr", "-f", "PostgreSQL", "PG:" + conninfo_,
                                          input.file.string()};
      if (!input.table.empty()) command.push_back(input.table);
      command.insert(command.end(), {"-nln", "olcut_" + input.name, "-overwrite", "-lco",
                                     "UNLOGGED=OFF"});
      if (input.geometry) {
        command.insert(command.end(), {"-t_srs", "EPSG:5254", "-makevalid", "-lco",
                                       "SPATIAL_INDEX=GIST", "-nlt", "PROMOTE_TO_MULTI"});
      } else {
        command.insert(command.end(), {"-oo", "SEPARATOR=SEMICOLON", "-oo",
                                       "AUTODETECT_TYPE=YES"});
      }
      const Ended process = ended_well(command);
      cost.seconds += process.seconds;
      cost.cpu_seconds += process.cpu_seconds;
    }
    cost.cpu_seconds += server.cpu_seconds() - before;
    fmt::print("# {} buildings, ogr2ogr: {:.2f} s\n", buildings_, cost.seconds);
    std::fflush(stdout);
    return cost;
  }

  void print(const Cost& before, const Cost& after) const {
    const Cost mean{(before.seconds + after.seconds) / 2,
                    (before.cpu_seconds + after.cpu_seconds) / 2};
    fmt::print("\n{} buildings; ogr2ogr: {:.2f} s before, {:.2f} s after, mean {:.2f} s; CPU of "
               "client and server {:.2f} s, {:.2f} s, mean {:.2f} s\n\n",
               buildings_, before.seconds, after.seconds, mean.seconds, before.cpu_seconds,
               after.cpu_seconds, mean.cpu_seconds);
    fmt::print("| night | s | × ogr2ogr | CPU s | × ogr2ogr | peak MB | {} | rest |\n",
               fmt::join(stage_names, " | "));
    fmt::print("|---|");
    for (std::size_t c = 0; c < stage_names.size() + 6; ++c) fmt::print("---:|");
    fmt::print("\n");
    for (const NightTimes& night : nights_) {
      fmt::print("| {} | {:.2f} | {:.2f} | {:.2f} | {:.2f} | {:.0f} |", night.name,
                 night.cost.seconds, night.cost.seconds / mean.seconds, night.cost.cpu_seconds,
                 night.cost.cpu_seconds / mean.cpu_seconds, night.process.peak_mb);
      for (const double seconds : night.stages) fmt::print(" {:.2f} |", seconds);
      fmt::print(" {:.2f} |\n", night.rest);
    }
    fmt::print("\n");
    std::fflush(stdout);
  }

  std::string self_;
  fs::path folder_;
  std::uint32_t buildings_;
  std::string conninfo_;  ///< of the server both load into
  std::vector<NightTimes> nights_;
};

constexpr const char* usage =
    "bench_night [BUILDINGS …]     default: 100000 500000; in the temporary folder\n"
    "bench_night --write DIR BUILDINGS ORDER PERMILLE\n"
    "                              only writes a night's files (ORDER 0: as made, else a seed)\n";

int walk(const std::vector<std::string>& arguments, const std::string& self) {
  if (arguments.size() == 5 && arguments[0] == "--write") {
    const NightFiles files{static_cast<std::uint32_t>(std::stoul(arguments[2])),
                           std::stoull(arguments[3]),
                           static_cast<std::uint32_t>(std::stoul(arguments[4]))};
    app::write_city(city_of(files), arguments[1]);
    return 0;
  }
  std::vector<std::uint32_t> sizes;
  for (const std::string& argument : arguments) {
    if (argument.empty() || argument.find_first_not_of("0123456789") != std::string::npos) {
      fmt::print(stderr, "{}", usage);
      return 2;
    }
    sizes.push_back(static_cast<std::uint32_t>(std::stoul(argument)));
  }
  if (sizes.empty()) sizes = {100'000, 500'000};
  for (const std::uint32_t buildings : sizes) {
    const fs::path folder = fs::temp_directory_path() / fmt::format("uavt-bench-{}", buildings);
    Comparison(self, folder, buildings).walk();
  }
  return 0;
}

}  // namespace

}  // namespace uavt::bench

int main(int argc, char** argv) {
  try {
    return uavt::bench::walk({argv + 1, argv + argc}, "/proc/self/exe");
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_night: {}\n", error.what());
    return 70;
  }
}
