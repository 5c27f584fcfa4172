// Every command through the built program: what it prints, what it writes, its exit code.
#include "exporters/writer.hpp"
#include "tests/night/program.hpp"
#include "built_here.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <set>

namespace uavt::night::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

/// Faults whose findings are new errors, so that there is something to tell.
city::Options faulty() {
  city::Options options = ProgramTown::small();
  options.faults = {{"KEY-01", 2}, {"KEY-04", 3}, {"MOD-02", 2}};
  return options;
}

/// Everything in the database that a run could have written.
std::string traces(const ProgramTown& town) {
  const auto& database = town.town().database();
  std::string text = town.town().memory();
  for (const char* table :
       {"adres.mahalle", "adres.csbm", "adres.bina", "adres.numarataj", "adres.bagimsiz_bolum",
        "adres.csbm_gecmis", "kalite.bulgu", "uavtsync.calisma", "uavtsync.kaynak"}) {
    text += database.value("SELECT '" + std::string(table) +
                           " ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) "
                           "FROM " + table + " t") +
            "\n";
  }
  // The numbers of runs have no gap for a trial.
  return text + database.value("SELECT 'calisma_no ' || coalesce(last_value, 0) FROM pg_sequences "
                               "WHERE schemaname = 'uavtsync' AND sequencename LIKE 'calisma%'");
}

std::map<std::string, int> states_of(const json& report) {
  std::map<std::string, int> states;
  for (const json& finding : report.at("result").at("findings")) {
    ++states[finding.at("state").get<std::string>()];
  }
  return states;
}

json report_in(const std::filesystem::path& folder) {
  return json::parse(bytes_of(folder / "report.json"));
}

TEST(Command, VersionHelpAndMistakes) {
  const Ended version = ended(UAVT_PROGRAM, {"--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_EQ(version.out, "uavt-sync " UAVT_VERSION "\n");
  const Ended help = ended(UAVT_PROGRAM, {"--help"});
  EXPECT_EQ(help.code, 0);
  for (const char* command :
       {"run", "validate", "diff", "inspect", "migrate", "report", "runs", "db", "demo"}) {
    EXPECT_THAT(help.out, HasSubstr(command));
  }
  const Ended unknown = ended(UAVT_PROGRAM, {"kos"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.error, HasSubstr("no command 'kos'"));
  EXPECT_EQ(ended(UAVT_PROGRAM, {}).code, 2);
  EXPECT_EQ(ended(UAVT_PROGRAM, {"run", "--boyle-sey-yok"}).code, 2);
  EXPECT_EQ(ended(UAVT_PROGRAM, {"db"}).code, 2);
  EXPECT_EQ(ended(UAVT_PROGRAM, {"--lang", "de", "runs"}).code, 2);
  const Ended stage = ended(UAVT_PROGRAM, {"run", "--until", "sonra"});
  EXPECT_EQ(stage.code, 2);
  EXPECT_THAT(stage.error, HasSubstr("reconcile"));  // what may be said instead
}

TEST(Command, MigrateTwice) {
  const ProgramTown town(ProgramTown::small(), sql::test::Content::postgis);
  const Ended first = town.run({"migrate"});
  EXPECT_EQ(first.code, 0) << first.said();
  EXPECT_THAT(first.out, HasSubstr("0001_"));
  EXPECT_THAT(first.out, HasSubstr("migrated"));
  const Ended second = town.run({"migrate"});
  EXPECT_EQ(second.code, 0) << second.said();
  EXPECT_EQ(second.out, "up to date\n");
}

TEST(Command, ADryRunAndADiffSayWhatARunWouldDoAndWriteNothing) {
  const std::vector<std::vector<std::string>> trial_commands = {{"run", "--dry-run"}, {"diff"}};
  ProgramTown town(faulty(), sql::test::Content::postgis);
  for (const auto& command : trial_commands) {
    const Ended early = town.run(command);
    EXPECT_EQ(early.code, 2) << early.said();
    EXPECT_THAT(early.error, HasSubstr("uavt-sync migrate"));
  }
  EXPECT_EQ(town.run({"migrate"}).code, 0);
  const std::string before = traces(town);
  std::vector<json> trials;
  for (const auto& command : trial_commands) {
    std::vector<std::string> words = command;
    words.insert(words.end(), {"--out", town.file(command.front())});
    const Ended trial = town.run(words);
    EXPECT_EQ(trial.code, 1) << trial.said();
    EXPECT_THAT(trial.out, HasSubstr("hiçbir şey yazılmadı"));
    EXPECT_EQ(traces(town), before);
    EXPECT_FALSE(std::filesystem::exists(town.file("reports"))) << command.front();
    trials.push_back(report_in(town.file(command.front())));
  }
  const Ended real = town.run({"run"});
  EXPECT_EQ(real.code, 1) << real.said();
  const json report = report_in(town.file("reports/1"));
  EXPECT_TRUE(report.at("result").at("verdict").at("published").get<bool>());
  for (const json& trial : trials) {
    EXPECT_FALSE(trial.at("result").at("verdict").at("published").get<bool>());
    for (const char* part : {"layers", "sources"}) {
      EXPECT_EQ(trial.at("result").at(part), report.at("result").at(part)) << part;
    }
    EXPECT_EQ(states_of(trial), states_of(report));
  }
  const std::string after = traces(town);
  const Ended unchanged = town.run({"run", "--dry-run"});
  EXPECT_EQ(unchanged.code, 0) << unchanged.said();
  EXPECT_THAT(unchanged.out, HasSubstr("Değişiklik yok"));
  EXPECT_EQ(traces(town), after);
}

TEST(Command, UntilEachStageStopsThereAndPublishesNothingBeforeApply) {
  const ProgramTown town(faulty());
  EXPECT_EQ(town.run({"run"}).code, 1);
  const auto published = town.town().content();
  long run = 1;
  for (const std::string stage : {"import", "reproject", "map", "follow", "settle", "validate",
                                  "match", "diff", "reconcile", "guard"}) {
    SCOPED_TRACE(stage);
    const Ended end = town.run({"run", "--until", stage});
    EXPECT_EQ(end.code, 0) << end.said();  // nothing new
    EXPECT_THAT(end.error, HasSubstr("stage=" + stage + " "));
    EXPECT_EQ(town.last_run(), "yayimlanmadi 0");
    EXPECT_EQ(town.town().rows_of_run(++run), 0);
    // A rule that was not reached has closed nothing.
    const json report = report_in(town.file("reports") / std::to_string(run));
    EXPECT_EQ(states_of(report)["fixed"], 0);
    EXPECT_EQ(states_of(report)["new"], 0);
    EXPECT_EQ(report.at("run").at("stages").size(),
              static_cast<std::size_t>(run - 1));
  }
  for (const std::string stage : {"apply", "report"}) {
    EXPECT_EQ(town.run({"run", "--until", stage}).code, 0) << stage;
    EXPECT_EQ(town.last_run(), "yayimlandi 0") << stage;
  }
  EXPECT_EQ(difference(published, town.town().content()), "");
}

TEST(Command, UntilBeforeApplyOnAFirstNightPublishesNothing) {
  const ProgramTown town;
  EXPECT_EQ(town.run({"run", "--until", "guard"}).code, 0);
  for (const auto& [layer, rows] : town.town().content()) EXPECT_TRUE(rows.empty()) << layer;
  EXPECT_EQ(town.run({"run"}).code, 0);
  EXPECT_FALSE(town.town().content().at("bina").empty());
}

TEST(Command, ValidateRemembersWithoutADatabase) {
  ProgramTown town(faulty(), sql::test::Content::postgis);
  const std::string out = town.file("denetim");
  const Ended first = town.run({"validate", "--out", out});
  EXPECT_EQ(first.code, 1) << first.said();
  EXPECT_THAT(first.out, HasSubstr("Denetlendi"));
  const auto states = states_of(report_in(out));
  ASSERT_EQ(states.size(), 1U);
  const int found = states.at("new");
  EXPECT_GE(found, 7);
  EXPECT_EQ(town.town().database().number(
                "SELECT count(*) FROM pg_namespace WHERE nspname = 'uavtsync'"),
            0);
  const Ended second = town.run({"validate", "--out", out});
  EXPECT_EQ(second.code, 0) << second.said();
  EXPECT_EQ(states_of(report_in(out)), (std::map<std::string, int>{{"persisting", found}}));

  // A validation that is refused has judged nothing and forgets nothing.
  std::filesystem::rename(town.file("uavt/csbm.csv"), town.file("csbm.csv"));
  const Ended refused = town.run({"validate", "--out", out});
  EXPECT_EQ(refused.code, 3) << refused.said();
  std::filesystem::rename(town.file("csbm.csv"), town.file("uavt/csbm.csv"));
  EXPECT_EQ(town.run({"validate", "--out", out}).code, 0);
  EXPECT_EQ(states_of(report_in(out)), (std::map<std::string, int>{{"persisting", found}}));

  // Nor does one of a single source.
  const Ended narrow = town.run({"validate", "--source", "uavt_mahalle", "--out", out});
  EXPECT_EQ(narrow.code, 0) << narrow.said();
  EXPECT_EQ(town.run({"validate", "--out", out}).code, 0);
  EXPECT_EQ(states_of(report_in(out)), (std::map<std::string, int>{{"persisting", found}}));
  const Ended unknown = town.run({"validate", "--source", "yok"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.error, HasSubstr("no source of that name"));
}

TEST(Command, InspectReadsEachFormatAndProposesASource) {
  const ProgramTown town;
  const city::City city = city::generated(ProgramTown::small());
  const auto doors = std::ranges::find(city.files, "cbs/numarataj.gpkg", &city::File::name);
  ASSERT_NE(doors, city.files.end());
  using exporters::Format;
  for (const auto& [format, name, driver] :
       std::vector<std::tuple<Format, std::string, std::string>>{
           {Format::gpkg, "kapı.gpkg", "GPKG"},
           {Format::shapefile, "kapi.shp", "ESRI Shapefile"},
           {Format::geojson, "kapi.geojson", "GeoJSON"},
           {Format::gml, "kapi.gml", "GML"},
           {Format::csv, "kapi.csv", "CSV"},
           {Format::xlsx, "kapi.xlsx", "XLSX"}}) {
    SCOPED_TRACE(name);
    exporters::WriteOptions options;
    options.format = format;
    options.layer = "NUMARATAJ";
    exporters::write(doors->rows, town.file(name), options);
    const Ended end = ended(UAVT_PROGRAM, {"inspect", town.file(name)});
    EXPECT_EQ(end.code, 0) << end.said();
    EXPECT_THAT(end.out, HasSubstr(driver));
    EXPECT_THAT(end.out, HasSubstr("rows        " + std::to_string(doors->rows.size())));
    EXPECT_THAT(end.out, HasSubstr("looks like  "));
    EXPECT_THAT(end.out, HasSubstr("[[source]]"));
    EXPECT_THAT(end.out, HasSubstr("KAPINO"));
  }
  const Ended missing = ended(UAVT_PROGRAM, {"inspect", town.file("yok.shp")});
  EXPECT_EQ(missing.code, 3);
  EXPECT_THAT(missing.error, HasSubstr("yok.shp does not exist"));
}

TEST(Command, AReportOfAPastRunIsTheFileItWrote) {
  ProgramTown town(faulty());
  ASSERT_EQ(town.run({"run"}).code, 1);
  town.restore();
  town.edit("uavt/csbm.csv", "\n", "\n911000001;DENEME;9999;99999999\n");
  (void)town.run({"run"});
  for (const std::string run : {"1", "2"}) {
    SCOPED_TRACE(run);
    const Ended end =
        town.run({"report", run, "--format", "json,text", "--out", town.file("kopya")});
    ASSERT_EQ(end.code, 0) << end.said();
    const json copy = report_in(town.file("kopya"));
    const json file = report_in(town.file("reports") / run);
    // The ledger's copy was closed before the commit: only its end and last stage are not in it.
    for (const char* member : {"number", "command", "started", "settings_digest", "versions",
                               "result_digest", "municipality", "target_crs"}) {
      EXPECT_EQ(copy.at("run").at(member), file.at("run").at(member)) << member;
    }
    EXPECT_GE(copy.at("run").at("stages").size(), 10U);
    EXPECT_NE(copy.at("run").at("ended"), "");
    EXPECT_EQ(copy.at("result").at("verdict"), file.at("result").at("verdict"));
    EXPECT_EQ(copy.at("result").at("layers"), file.at("result").at("layers"));
    const auto& in_copy = copy.at("result").at("findings");
    const auto& in_file = file.at("result").at("findings");
    EXPECT_EQ(std::multiset<json>(in_copy.begin(), in_copy.end()),
              std::multiset<json>(in_file.begin(), in_file.end()));
    const std::string text = bytes_of(town.file("kopya/report.txt"));
    EXPECT_THAT(text, HasSubstr(file.at("result").at("verdict").at("tr").get<std::string>()));
    EXPECT_EQ(town.run({"report", run, "--format", "text"}).out, text);
    EXPECT_EQ(json::parse(town.run({"report", run, "--format", "json"}).out), copy);
  }
  EXPECT_EQ(town.run({"report"}).out, town.run({"report", "2"}).out);
  const Ended english = town.run({"--lang", "en", "report", "2"});
  EXPECT_THAT(english.out, HasSubstr("Published: "));
  EXPECT_THAT(english.out, Not(HasSubstr("Yayımlandı")));
  const Ended unknown = town.run({"report", "99"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.error, HasSubstr("run 99"));
}

TEST(Command, APastRunIsToldInEveryForm) {
  ProgramTown town(faulty());
  ASSERT_EQ(town.run({"run"}).code, 1);
  const auto out = town.file("bicimler");
  std::filesystem::create_directories(out / "worklists");
  write_bytes(out / "worklists/1.csv", "of an earlier run");
  write_bytes(out / "worklists/notlar.csv", "somebody's own");
  const Ended end = town.run({"report", "--format", "json,text,sarif,junit,csv", "--out", out});
  ASSERT_EQ(end.code, 0) << end.said();
  const json report = report_in(out);
  const std::size_t findings = report.at("result").at("findings").size();
  ASSERT_GT(findings, 0U);
  const json log = json::parse(bytes_of(out / "report.sarif"));
  EXPECT_EQ(log.at("runs").at(0).at("results").size(), findings);
  EXPECT_EQ(town.run({"report", "--format", "junit"}).out, bytes_of(out / "junit.xml"));
  EXPECT_EQ(town.run({"report", "--format", "sarif"}).out, bytes_of(out / "report.sarif"));
  std::string lists;
  for (const auto& list : std::filesystem::directory_iterator(out / "worklists")) {
    lists += bytes_of(list.path());
  }
  const std::string junit = bytes_of(out / "junit.xml");
  for (const json& finding : report.at("result").at("findings")) {
    const auto fingerprint = finding.at("fingerprint").get<std::string>();
    EXPECT_THAT(lists, HasSubstr(";\"" + fingerprint + "\"\r\n"));
    EXPECT_THAT(junit, HasSubstr("\nParmak izi: " + fingerprint + "\n"));
  }
  EXPECT_FALSE(std::filesystem::exists(out / "worklists/1.csv"));
  EXPECT_EQ(bytes_of(out / "worklists/notlar.csv"), "somebody's own");
  for (const std::string formats : {"csv", "json,sarif"}) {
    const Ended refused = town.run({"report", "--format", formats});
    EXPECT_EQ(refused.code, 2) << formats;
    EXPECT_EQ(refused.out, "") << formats;
    EXPECT_THAT(refused.error, HasSubstr("--out DIR")) << formats;
  }
}

TEST(Command, TheLedgerListsRunsNewestFirst) {
  const ProgramTown town;
  EXPECT_EQ(town.run({"migrate"}).code, 0);
  EXPECT_EQ(town.run({"runs"}).out, "");
  EXPECT_EQ(town.run({"report"}).code, 2);  // there is none yet
  EXPECT_EQ(json::parse(town.run({"runs", "--json"}).out), json::array());
  ASSERT_EQ(town.run({"run"}).code, 0);
  EXPECT_THAT(town.run({"--lang", "en", "run"}).out, HasSubstr("No changes"));
  std::filesystem::remove(town.file("uavt/csbm.csv"));
  EXPECT_EQ(town.run({"run"}).code, 3);
  const json runs = json::parse(town.run({"runs", "--json"}).out);
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_EQ(runs[0].at("number"), 3);
  EXPECT_EQ(runs[0].at("state"), "yayimlanmadi");
  EXPECT_EQ(runs[0].at("exit_code"), 3);
  EXPECT_EQ(runs[1].at("state"), "yayimlandi");
  EXPECT_EQ(json::parse(town.run({"runs", "--json", "--at-most", "1"}).out).size(), 1U);
  EXPECT_THAT(town.run({"runs"}).out, HasSubstr("yayimlanmadi"));
  // The refused run can be told, too.
  const Ended refused = town.run({"report", "3"});
  EXPECT_EQ(refused.code, 0) << refused.said();
  EXPECT_THAT(refused.out, HasSubstr("csbm.csv does not exist"));
}

TEST(Command, TheEmbeddedDatabaseStartsTellsAndStops) {
  const ProgramTown town;
  EXPECT_EQ(town.run({"db", "start"}).code, 2);  // another server is not ours to start
  town.edit_configuration(town.town().database().conninfo(), "embedded:");
  const Ended none = town.run({"db", "url"});
  EXPECT_EQ(none.code, 5);
  EXPECT_THAT(none.error, HasSubstr("uavt-sync db start"));
  const Ended start = town.run({"db", "start"});
  ASSERT_EQ(start.code, 0) << start.said();
  EXPECT_THAT(start.out, HasSubstr("host="));
  EXPECT_EQ(town.run({"db", "start"}).out, start.out);  // the living one is adopted
  EXPECT_EQ(town.run({"db", "url"}).out, start.out);
  const Ended night = town.run({"run"});
  EXPECT_EQ(night.code, 0) << night.said();
  EXPECT_EQ(town.run({"db", "stop"}).code, 0);
  EXPECT_EQ(town.run({"db", "url"}).code, 5);
  EXPECT_EQ(town.run({"db", "stop"}).code, 0);  // twice is no mistake
  const Ended again = town.run({"run"});        // starts on need, with what it held
  EXPECT_EQ(again.code, 0) << again.said();
  EXPECT_THAT(again.out, HasSubstr("Değişiklik yok"));
  EXPECT_EQ(town.run({"db", "stop"}).code, 0);
}

}  // namespace
}  // namespace uavt::night::test
