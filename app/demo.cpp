#include "app/city_files.hpp"
#include "app/commands.hpp"
#include "config/loader.hpp"
#include "sql/database.hpp"

#include <fmt/format.h>

#include <unistd.h>

namespace uavt::app {

namespace {

/// The third night's faults: one of each kind a clerk meets most.
std::vector<city::FaultOrder> seeded_faults() {
  return {{"GEO-05", 2}, {"GEO-14", 1}, {"KEY-01", 2}, {"KEY-04", 3}, {"MOD-02", 2},
          {"MOD-04", 2}, {"MOD-09", 2}, {"CRS-05", 1}, {"UAV-02", 3}};
}

struct Words {
  const char *made, *first, *same, *changed, *connect, *tables, *report, *stop;
};

constexpr Words turkish = {
    "Örnek belediye hazırlandı", "1. gece – ilk yükleme", "2. gece – aynı dosyalar",
    "3. gece – değişen veri ve bilerek konmuş hatalar", "Veritabanına bağlanmak için",
    "Bakılacak tablolar", "Son gecenin raporu", "Veritabanını durdurmak için"};
constexpr Words english = {
    "Sample municipality made", "Night 1 – first load", "Night 2 – the same files",
    "Night 3 – changed data and faults planted on purpose", "To connect to the database",
    "Tables to look at", "Report of the last night", "To stop the database"};

/// A demo starts from nothing each time, and only where no one else's configuration stands: a
/// sample municipality is known by the truth beside it.
void refuse_strange(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder / "uavt-sync.toml") ||
      std::filesystem::exists(folder / "truth.json")) {
    return;
  }
  throw config::ConfigError(fmt::format("{} holds a configuration that is no demo's: name another "
                                        "folder, `uavt-sync demo DIR`",
                                        folder.string()));
}

void start_from_nothing(const sync::Settings& settings) {
  sql::Embedded(settings.run.state_dir).renew();
  std::filesystem::remove_all(settings.run.report_dir);
}

}  // namespace

int demo_command(const DemoOptions& options, sync::Language language) {
  const Words& words = language == sync::Language::tr ? turkish : english;
  city::Options city;
  city.seed = options.seed;
  city.buildings = options.buildings;
  city.maks_roads = true;
  const std::filesystem::path folder = std::filesystem::absolute(options.folder);
  refuse_strange(folder);
  std::filesystem::path configuration = write_city(city::generated(city), folder);
  start_from_nothing(config::load(configuration));
  fmt::print("{}: {}\n", words.made, folder.string());

  const auto night = [&](const char* title) {
    sync::Settings settings = config::load(configuration);
    settings.run.language = language;
    RunOptions run_options;
    run_options.output = isatty(STDERR_FILENO) != 0 ? Stages::Output::terminal
                                                    : Stages::Output::quiet;
    const RunReport report = run(settings, run_options);
    fmt::print("\n{}\n  {}\n", title,
               language == sync::Language::tr ? report.result.verdict.tr
                                              : report.result.verdict.en);
    return report;
  };
  night(words.first);
  night(words.same);
  city.changed_permille = 10;
  city.faults = seeded_faults();
  configuration = write_city(city::generated(city), folder);
  const RunReport last = night(words.changed);

  const sync::Settings settings = config::load(configuration);
  fmt::print("\n{}:\n  psql \"{}\"\n", words.connect, conninfo(settings));
  fmt::print("\n{}:\n  adres.mahalle  adres.csbm  adres.bina  adres.numarataj  "
             "adres.bagimsiz_bolum  adres.parsel\n  adres.numarataj_gecmis  kalite.bulgu  "
             "uavtsync.calisma\n",
             words.tables);
  fmt::print("\n{}:\n  {}\n", words.report, (last.file.parent_path() / "report.html").string());
  fmt::print("\n{}:\n  uavt-sync -c {} db stop\n", words.stop, configuration.string());
  return 0;
}

}  // namespace uavt::app
