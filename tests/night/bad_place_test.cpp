// The breaker at the other doors: configurations, databases and folders that cannot be used, and
// text that wants to be a command.
#include "tests/night/program.hpp"
#include "built_here.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace uavt::night::test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A role of the cluster without any right of its own, for one test.
class WeakRole {
 public:
  explicit WeakRole(const sql::test::TestDatabase& database)
      : database_(database), name_("zayif_" + database.name()) {
    database_.run("CREATE ROLE " + name_ + " LOGIN");
  }
  ~WeakRole() {
    database_.run("DROP OWNED BY " + name_);
    database_.run("DROP ROLE " + name_);
  }
  WeakRole(const WeakRole&) = delete;
  WeakRole& operator=(const WeakRole&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }
  /// The database's conninfo for this role.
  [[nodiscard]] std::string conninfo() const {
    const std::string& own = database_.conninfo();
    const auto at = own.find("user=") + 5;
    return own.substr(0, at) + name_ + own.substr(std::min(own.find(' ', at), own.size()));
  }

 private:
  const sql::test::TestDatabase& database_;
  std::string name_;
};

void use_database(const ProgramTown& town, const std::string& conninfo) {
  town.edit_configuration(town.town().database().conninfo(), conninfo);
}

void expect_refused(const Ended& end, int code, const std::vector<std::string>& words) {
  EXPECT_EQ(end.code, code) << end.said();
  for (const std::string& each : words) EXPECT_THAT(end.error, HasSubstr(each));
}

long tables_of(const ProgramTown& town) {
  return town.town().database().number(
      "SELECT count(*) FROM pg_namespace WHERE nspname IN ('adres', 'uavtsync', 'kalite')");
}

TEST(BadPlace, AConfigurationThatIsNoneNamesFileLineAndCure) {
  ProgramTown town(ProgramTown::small(), sql::test::Content::postgis);
  const auto refused = [&](const std::string& from, const std::string& to,
                           const std::vector<std::string>& words) {
    SCOPED_TRACE(to);
    town.restore();
    town.edit_configuration(from, to);
    expect_refused(town.run({"run"}), 2, words);
    EXPECT_EQ(tables_of(town), 0) << "a database was touched";
  };
  refused("target_crs", "targte_crs",
          {"uavt-sync.toml:7", "targte_crs", "did you mean 'target_crs'"});
  refused("ilce = 2039", "ilce = \"2039\"", {"uavt-sync.toml:6", "ilce"});
  refused("name = \"Örnekkent\"", "name = Örnekkent", {"uavt-sync.toml:4"});
  refused("register = \"cbs\"", "register = \"cbss\"", {"uavt-sync.toml:", "cbss", "cbs"});
  refused("dsn = \"", "dsn = \"password=gizli ", {"uavt-sync.toml:", "password", "pgpass"});
  refused("report_dir = \"reports\"", "report_dir = \"uavt/csbm.csv/raporlar\"",
          {"report_dir", "cannot be written", "make it a folder", "nothing was begun"});
  expect_refused(ended(UAVT_PROGRAM, {"-c", town.file("yok.toml"), "run"}), 2, {"yok.toml"});
}

TEST(BadPlace, APasswordIsNeverRepeated) {
  const ProgramTown town;
  town.edit_configuration("dsn = \"", "dsn = \"password=cokgizli ");
  EXPECT_THAT(town.run({"run"}).said(), Not(HasSubstr("cokgizli")));
}

TEST(BadPlace, ADatabaseThatIsNotThere) {
  const ProgramTown town;
  use_database(town, "host=" + town.file("yok").string() + " port=1 dbname=x");
  const std::vector<std::string> words = {"cannot connect", "Is PostgreSQL running",
                                          "[database] dsn"};
  for (const char* command : {"run", "diff", "migrate", "runs", "report"}) {
    SCOPED_TRACE(command);
    expect_refused(town.run({command}), 5, words);
  }
  const Ended validation = town.run({"validate"});
  EXPECT_EQ(validation.code, 0) << validation.said();  // rules need no database
}

TEST(BadPlace, ADatabaseThatDoesNotExist) {
  const ProgramTown town;
  use_database(town, with(town.town().database().conninfo(), town.town().database().name(), "yok"));
  expect_refused(town.run({"run"}), 5, {"\"yok\" does not exist", "createdb"});
}

TEST(BadPlace, ADatabaseWithoutPostgisAndWithoutTheRightToMakeIt) {
  const ProgramTown town;
  const sql::test::TestDatabase bare(sql::test::Content::nothing);
  const WeakRole role(bare);
  use_database(town, role.conninfo());
  expect_refused(town.run({"run"}), 5, {"no PostGIS", "superuser", "CREATE EXTENSION postgis"});
  EXPECT_EQ(bare.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'uavtsync'"), 0);
}

TEST(BadPlace, ARoleWithoutTheRightToMakeTheSchema) {
  const ProgramTown town(ProgramTown::small(), sql::test::Content::postgis);
  const WeakRole role(town.town().database());
  use_database(town, role.conninfo());
  expect_refused(town.run({"run"}), 5, {"permission denied", "GRANT"});
  EXPECT_EQ(tables_of(town), 0);
}

TEST(BadPlace, ARoleThatMayOnlyRead) {
  const ProgramTown town;
  ASSERT_EQ(town.run({"run"}).code, 0);
  const auto published = town.town().content();
  const WeakRole role(town.town().database());
  for (const char* schema : {"adres", "uavtsync", "kalite"}) {
    town.town().database().run("GRANT USAGE ON SCHEMA " + std::string(schema) + " TO " +
                               role.name() + "; GRANT SELECT ON ALL TABLES IN SCHEMA " + schema +
                               " TO " + role.name());
  }
  use_database(town, role.conninfo());
  expect_refused(town.run({"run"}), 5, {"permission denied", "GRANT"});
  EXPECT_EQ(difference(published, town.town().content()), "");
  EXPECT_EQ(town.town().database().number("SELECT count(*) FROM uavtsync.calisma"), 1);
  // With the ledger and nothing else, the refusal is in the ledger.
  town.town().database().run("GRANT INSERT, UPDATE ON uavtsync.calisma TO " + role.name());
  std::filesystem::remove_all(town.file("uavt"));
  expect_refused(town.run({"run"}), 3, {"does not exist"});
  EXPECT_EQ(town.last_run(), "yayimlanmadi 3");
  EXPECT_EQ(difference(published, town.town().content()), "");
}

TEST(BadPlace, ASecondRunWhileOneIsAtWork) {
  const ProgramTown town;
  ASSERT_EQ(town.run({"run"}).code, 0);
  {
    sql::Database other(town.town().database().conninfo());
    other.lock(sql::test::district);
    for (const char* command : {"run", "migrate"}) {
      expect_refused(town.run({command}), 7, {"another run", "2039", "Wait for it to end"});
    }
    EXPECT_EQ(town.run({"runs"}).code, 0);
    EXPECT_EQ(town.run({"report"}).code, 0);
  }
  EXPECT_EQ(town.town().database().number("SELECT count(*) FROM uavtsync.calisma"), 1);
  EXPECT_EQ(town.run({"run"}).code, 0);
}

TEST(BadPlace, AnotherTargetCrsThanTheSchemaHas) {
  const ProgramTown town;
  ASSERT_EQ(town.run({"run"}).code, 0);
  const auto published = town.town().content();
  town.edit_configuration("EPSG:5254", "EPSG:5255");
  expect_refused(town.run({"run"}), 5, {"5254", "5255"});
  EXPECT_EQ(difference(published, town.town().content()), "");
}

TEST(BadPlace, ANightIsPublishedThoughItsReportHasNoPlace) {
  const ProgramTown town;
  // The folder of the first run is a file: found out only after the night.
  std::filesystem::create_directories(town.file("reports"));
  write_bytes(town.file("reports/1"), "");
  expect_refused(town.run({"run"}), 2, {"run 1 was published", "report", "uavt-sync report 1"});
  EXPECT_EQ(town.last_run(), "yayimlandi 0");
  const Ended report = town.run({"report", "1", "--format", "json", "--out", town.file("kopya")});
  EXPECT_EQ(report.code, 0) << report.said();
  EXPECT_THAT(bytes_of(town.file("kopya/report.json")), HasSubstr("\"published\":true"));
}

// Names that mean something to a database, a terminal, a browser, a shell.
TEST(HostileText, IsTextEverywhere) {
  const ProgramTown town;
  const std::string escape = "\x1b]0;ele gecirildi\x07\x1b[2J";
  const std::vector<std::string> names = {
      "'); DROP SCHEMA adres CASCADE; --", "$$; DROP TABLE adres.csbm; $$", "\\N",
      "<script>alert(1)</script>", "=HYPERLINK(1)", "{0} {name} %s %n", escape + "KIRMIZI",
      "\xe2\x80\xae" "TERSTEN"};
  std::string rows = bytes_of(town.file("uavt/csbm.csv"));
  for (std::size_t i = 0; i < names.size(); ++i) {
    // An unknown mahalle and type: each row gets findings that tell its name.
    rows += std::to_string(911000001 + i) + ";\"" + names[i] + "\";\"" + names[i].substr(0, 9) +
            "\";99999999\n";
  }
  write_bytes(town.file("uavt/csbm.csv"), rows);
  const Ended end = town.run({"run"});
  EXPECT_EQ(end.code, 1) << end.error;
  EXPECT_EQ(town.town().database().number("SELECT count(*) FROM adres.csbm WHERE csbm_kodu >= "
                                          "911000001 AND csbm_kodu < 911000100"),
            static_cast<long>(names.size()));
  EXPECT_EQ(town.town().database().value("SELECT ad FROM adres.csbm WHERE csbm_kodu = 911000001"),
            names[0]);
  for (const char* command : {"report", "diff", "run"}) {
    SCOPED_TRACE(command);
    const std::string said = town.run({command}).said();
    EXPECT_THAT(said, Not(HasSubstr("\x1b")));
    EXPECT_THAT(said, Not(HasSubstr("\xe2\x80\xae")));
  }
  EXPECT_THAT(town.run({"inspect", town.file("uavt/csbm.csv")}).said(), Not(HasSubstr("\x1b")));
}

TEST(HostileText, InTheNamesOfColumnsAndFilesReachesNoTerminal) {
  const ProgramTown town;
  town.edit("uavt/csbm.csv", "csbm_kod;", "csbm_ko\x1b[31md;");
  for (const Ended& end :
       {town.run({"run"}), town.run({"inspect", town.file("uavt/csbm.csv")}),
        town.run({"inspect", town.file("yok\x1b[31m.csv")}), town.run({"\x1b[31mfrob"}),
        town.run({"validate", "--source", "\x1b[31m"}), town.run({"run", "--until", "\x1b[31m"})}) {
    EXPECT_THAT(end.said(), Not(HasSubstr("\x1b")));
  }
}

TEST(HostileText, APathWithQuotesBlanksAndTurkishLettersIsAPath) {
  const ProgramTown town;
  const std::string name = "UAVT'nin \"son\" verisi; $(id) ğüşıİöç";
  std::filesystem::rename(town.file("uavt"), town.file(name));
  const std::string text = bytes_of(town.configuration());
  std::string edited;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = text.find("path = \"uavt/", at);
    edited += text.substr(at, next == std::string::npos ? next : next - at);
    if (next == std::string::npos) break;
    edited += "path = \"UAVT'nin \\\"son\\\" verisi; $(id) ğüşıİöç/";
    at = next + std::string("path = \"uavt/").size();
  }
  write_bytes(town.configuration(), edited);
  const Ended end = town.run({"run"});
  EXPECT_EQ(end.code, 0) << end.said();
  EXPECT_EQ(town.last_run(), "yayimlandi 0");
}

}  // namespace
}  // namespace uavt::night::test
