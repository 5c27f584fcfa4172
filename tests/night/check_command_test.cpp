// `check` before anything was made, when all is well, and with everything that can be wrong, one at a
// time: the mark, the cure, the exit code – and nothing is touched. `[notify]` by a script.
#include "tests/night/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace uavt::night::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// Every file below a folder with its size and time.
std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    files.push_back(fmt::format("{} {}", entry.path().string(),
                                entry.last_write_time().time_since_epoch().count()));
  }
  std::ranges::sort(files);
  return files;
}

/// "✗": the mark of a line, by what it is about.
std::string mark_of(const Ended& ended, const std::string& about) {
  std::istringstream lines(ended.out);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string mark;
    std::string name;
    if (words >> mark >> name && name == about) return mark;
  }
  return "";
}

TEST(Check, before_the_first_night_says_what_comes_and_makes_nothing) {
  const ProgramTown town(ProgramTown::small(), sql::test::Content::postgis);
  const auto before = files_below(town.town().folder());
  const Ended checked = town.run({"check"});
  EXPECT_EQ(checked.code, 0) << checked.said();
  EXPECT_EQ(mark_of(checked, "configuration"), "✓");
  EXPECT_EQ(mark_of(checked, "source.cbs_bina"), "✓");
  EXPECT_EQ(mark_of(checked, "source.cbs_bina.crs"), "✓");
  EXPECT_EQ(mark_of(checked, "database"), "✓");
  EXPECT_EQ(mark_of(checked, "database.schema"), "!");
  EXPECT_THAT(checked.out, HasSubstr("şema henüz yok"));
  EXPECT_THAT(checked.out, HasSubstr("Gece çalışır;"));
  EXPECT_EQ(files_below(town.town().folder()), before);
  EXPECT_EQ(town.town().database().number(
                "SELECT count(*) FROM pg_namespace WHERE nspname = 'uavtsync'"),
            0);
}

TEST(Check, after_a_night_everything_is_ready) {
  const ProgramTown town;
  ASSERT_EQ(town.run({"run"}).code, 0);
  const std::string memory = town.town().memory();
  const auto before = files_below(town.town().folder());
  const Ended checked = town.run({"check", "--lang", "en"});
  EXPECT_EQ(checked.code, 0) << checked.said();
  EXPECT_EQ(mark_of(checked, "database.schema"), "✓");
  EXPECT_EQ(mark_of(checked, "run.last"), "✓");
  EXPECT_THAT(checked.out, HasSubstr("last run 1: "));
  EXPECT_THAT(checked.out, Not(HasSubstr("✗")));
  EXPECT_EQ(files_below(town.town().folder()), before);
  EXPECT_EQ(town.town().memory(), memory);
  EXPECT_EQ(town.town().database().number("SELECT count(*) FROM uavtsync.calisma"), 1);
  const Ended json = town.run({"check", "--json"});
  const auto told = nlohmann::json::parse(json.out);
  EXPECT_EQ(told["exit_code"], 0);
  EXPECT_GT(told["lines"].size(), 10U);
  for (const auto& line : told["lines"]) {
    EXPECT_EQ(line["cure_tr"].is_null(), line["state"] == "ready") << line.dump();
    EXPECT_EQ(line["cure_en"].is_null(), line["state"] == "ready") << line.dump();
  }
}

TEST(Check, says_what_is_wrong_with_the_nights_exit_code) {
  ProgramTown town;
  ASSERT_EQ(town.run({"run"}).code, 0);

  town.edit_configuration("[municipality]", "[municipaliti]");
  Ended checked = town.run({"check"});
  EXPECT_EQ(checked.code, 2);
  EXPECT_EQ(mark_of(checked, "configuration"), "✗");
  EXPECT_THAT(checked.out, HasSubstr("municipality"));
  EXPECT_THAT(checked.out, HasSubstr("Hazır değil: 1 engel"));

  town.restore();
  fs::remove(town.file("uavt/csbm.csv"));
  checked = town.run({"check"});
  EXPECT_EQ(checked.code, 3) << checked.said();
  EXPECT_EQ(mark_of(checked, "source.uavt_csbm"), "✗");
  EXPECT_EQ(mark_of(checked, "source.uavt_numarataj"), "✓") << "the others are still told";

  town.restore();
  town.edit_configuration("name = \"uavt_csbm\"", "name = \"uavt_csbm\"\nrequired = false");
  fs::remove(town.file("uavt/csbm.csv"));
  checked = town.run({"check"});
  EXPECT_EQ(checked.code, 0) << checked.said();
  EXPECT_EQ(mark_of(checked, "source.uavt_csbm"), "!");

  town.restore();
  town.edit_configuration("name = \"cbs_bina\"", "name = \"cbs_bina\"\ncrs = \"EPSG:32601\"");
  checked = town.run({"check"});
  EXPECT_EQ(checked.code, 4) << checked.said();
  EXPECT_EQ(mark_of(checked, "source.cbs_bina.crs"), "✗");

  town.restore();
  town.edit_configuration(town.town().database().conninfo(), "host=/nirgends dbname=yok");
  checked = town.run({"check"});
  EXPECT_EQ(checked.code, 5) << checked.said();
  EXPECT_EQ(mark_of(checked, "database"), "✗");

  town.restore();
  town.edit_configuration("target_crs = \"EPSG:5254\"", "target_crs = \"EPSG:5255\"");
  checked = town.run({"check"});
  EXPECT_EQ(checked.code, 5) << checked.said();
  EXPECT_EQ(mark_of(checked, "database.schema"), "✗");

  town.restore();
  town.town().database().run("UPDATE uavtsync.calisma SET durum = 'kesildi'");
  checked = town.run({"check"});
  EXPECT_EQ(checked.code, 0);
  EXPECT_EQ(mark_of(checked, "run.last"), "!");
  town.town().database().run(
      "UPDATE uavtsync.calisma SET durum = 'yayimlandi', baslangic = baslangic - interval '3 days'");
  EXPECT_THAT(town.run({"check"}).out, HasSubstr("systemctl list-timers"));
}

/// A user of the town's database that may do what it is told it may, and no more.
class Limited {
 public:
  explicit Limited(const ProgramTown& town) : town_(town), name_("gece_" + database().name()) {
    database().run("CREATE ROLE " + name_ + " LOGIN");
    std::string conninfo = database().conninfo();
    conninfo.replace(conninfo.find("user="), std::string::npos, "user=" + name_);
    town.edit_configuration(database().conninfo(), conninfo);
  }
  ~Limited() {
    database().run("DROP OWNED BY " + name_);
    database().run("DROP ROLE " + name_);
  }
  Limited(const Limited&) = delete;
  Limited& operator=(const Limited&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const sql::test::TestDatabase& database() const {
    return town_.town().database();
  }

 private:
  const ProgramTown& town_;
  std::string name_;
};

TEST(Check, a_role_without_rights_is_told_which_and_how_it_gets_them) {
  const ProgramTown town(ProgramTown::small(), sql::test::Content::postgis);
  const Limited role(town);
  // Before the first night: it may not make a schema.
  Ended checked = town.run({"check"});
  EXPECT_EQ(checked.code, 5) << checked.said();
  EXPECT_EQ(mark_of(checked, "database"), "✓") << "it can be reached";
  EXPECT_EQ(mark_of(checked, "database.rights"), "✗");
  EXPECT_THAT(checked.out, HasSubstr(role.name() + " rolünün veritabanında CREATE hakkı yok"));
  EXPECT_THAT(checked.out,
              HasSubstr("GRANT CREATE ON DATABASE … TO " + role.name()));
  role.database().run("REVOKE TEMPORARY ON DATABASE " + role.database().name() + " FROM PUBLIC");
  checked = town.run({"check", "--lang", "en"});
  EXPECT_EQ(checked.code, 5);
  EXPECT_THAT(checked.out,
              HasSubstr("the role " + role.name() + " has no TEMPORARY right on the database"));
  // With both it is ready, and so is the night.
  role.database().run("GRANT CREATE, TEMPORARY ON DATABASE " + role.database().name() + " TO " +
                      role.name());
  checked = town.run({"check"});
  EXPECT_EQ(checked.code, 0) << checked.said();
  EXPECT_EQ(mark_of(checked, "database.rights"), "✓");
  const Ended night = town.run({"run"});
  EXPECT_EQ(night.code, 0) << night.said();
}

TEST(Check, a_role_that_may_not_write_is_told_where_and_that_the_writers_role_cures_it) {
  const ProgramTown town;
  town.town().database().run(
      "DO $$ BEGIN CREATE ROLE uavtsync_yazar; "
      "EXCEPTION WHEN duplicate_object THEN NULL; END $$");
  ASSERT_EQ(town.run({"run"}).code, 0);
  const Limited role(town);
  Ended checked = town.run({"check"});
  EXPECT_EQ(checked.code, 5) << checked.said();
  EXPECT_EQ(mark_of(checked, "database.rights"), "✗");
  EXPECT_THAT(checked.out, HasSubstr(role.name() + " rolü "));
  EXPECT_THAT(checked.out, HasSubstr("tabloya yazamıyor, ilki adres"));
  EXPECT_THAT(checked.out, HasSubstr("GRANT uavtsync_yazar TO " + role.name()));
  // The night says the same with the same code, and nothing is written.
  const std::string memory = town.town().memory();
  const Ended night = town.run({"run"});
  EXPECT_EQ(night.code, 5) << night.said();
  EXPECT_EQ(town.town().memory(), memory);
  // As the cure says.
  role.database().run("GRANT uavtsync_yazar TO " + role.name());
  checked = town.run({"check"});
  EXPECT_EQ(checked.code, 0) << checked.said();
  EXPECT_EQ(mark_of(checked, "database.rights"), "✓");
  EXPECT_EQ(town.run({"run"}).code, 0);
}

TEST(Check, a_run_at_work_is_named_and_nobody_waits_for_it) {
  const ProgramTown town;
  ASSERT_EQ(town.run({"run"}).code, 0);
  {
    sql::Database other(town.town().database().conninfo());
    other.stage("apply");
    other.lock(town.town().settings().municipality.ilce);
    const Ended checked = town.run({"check"});
    EXPECT_EQ(checked.code, 0) << "it is not wrong that a run is at work";
    EXPECT_EQ(mark_of(checked, "run.lock"), "!");
    EXPECT_THAT(checked.out, HasSubstr("şu an bir çalışma sürüyor"));
    EXPECT_THAT(checked.out, HasSubstr("uavt-sync/apply"));
    EXPECT_THAT(town.run({"check", "--lang", "en"}).out, HasSubstr("a run is at work now"));
    EXPECT_EQ(town.run({"run"}).code, 7) << "a second night does not wait either";
  }
  EXPECT_EQ(mark_of(town.run({"check"}), "run.lock"), "") << "the lock goes with its session";
}

/// A script that keeps what it is given.
void notify_by(const ProgramTown& town, const std::string& script) {
  write_bytes(town.file("haber.sh"), "#!/bin/sh\n" + script + "\n");
  fs::permissions(town.file("haber.sh"), fs::perms::owner_all);
  write_bytes(town.configuration(),
              bytes_of(town.configuration()) +
                  fmt::format("\n[notify]\nto = [\"cbs@ornekkent.example\"]\ncommand = [\"{}\"]\n",
                              town.file("haber.sh").string()));
}

TEST(Notify, a_night_is_told_with_its_verdict_and_report) {
  const ProgramTown town;
  notify_by(town, fmt::format("cat > {}", town.file("mektup").string()));
  EXPECT_EQ(mark_of(town.run({"check"}), "notify"), "✓");
  EXPECT_FALSE(fs::exists(town.file("mektup"))) << "check sends nothing";
  const Ended night = town.run({"run"});
  ASSERT_EQ(night.code, 0) << night.said();
  const std::string letter = bytes_of(town.file("mektup"));
  EXPECT_THAT(letter, HasSubstr("To: cbs@ornekkent.example\r\n"));
  EXPECT_THAT(letter, HasSubstr("Subject: =?UTF-8?B?"));
  EXPECT_THAT(letter, HasSubstr("Content-Transfer-Encoding: base64\r\n"));
  fs::remove(town.file("mektup"));
  EXPECT_EQ(town.run({"run", "--dry-run"}).code, 0);
  EXPECT_FALSE(fs::exists(town.file("mektup"))) << "a dry run is nobody's news";
  fs::remove(town.file("uavt/csbm.csv"));
  EXPECT_EQ(town.run({"run"}).code, 3);
  EXPECT_TRUE(fs::exists(town.file("mektup"))) << "a refused night is told, too";
}

TEST(Notify, who_cannot_be_told_is_a_warning_and_no_failure) {
  ProgramTown town;
  notify_by(town, "echo posta sunucusu yok >&2\nexit 75");
  Ended night = town.run({"run"});
  EXPECT_EQ(night.code, 0) << night.said();
  EXPECT_THAT(night.error, HasSubstr("level=warning"));
  EXPECT_THAT(night.error, HasSubstr("it ended with 75: posta sunucusu yok"));
  EXPECT_EQ(town.last_run(), "yayimlandi 0");
  town.edit_configuration("haber.sh\"", "yok.sh\"");
  night = town.run({"run"});
  EXPECT_EQ(night.code, 0) << night.said();
  EXPECT_THAT(night.error, HasSubstr("nobody was told of the run"));
  const Ended checked = town.run({"check"});
  EXPECT_EQ(checked.code, 0);
  EXPECT_EQ(mark_of(checked, "notify"), "!");
}

}  // namespace
}  // namespace uavt::night::test
