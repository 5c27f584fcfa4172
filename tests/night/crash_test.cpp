// Law 5 through the whole night: the program is killed, or its session is ended, at every named
// step of apply, on a first night and on a changed one. What is published is the before or the
// after, the next night completes, and the ledger says which it was.
#include "config/loader.hpp"
#include "tests/night/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <signal.h>
#include <unistd.h>

#include <cstdlib>

namespace uavt::night::test {
namespace {

using Content = std::map<std::string, std::vector<std::string>>;

constexpr const char* town_variable = "UAVT_TEST_CRASH_CONFIGURATION";
constexpr const char* step_variable = "UAVT_TEST_CRASH_STEP";

/// This program, started again by a test with the two variables set, is the night that is killed:
/// it runs no test. (A fork of a process with threads could not run a night.)
class KilledNight : public testing::Environment {
 public:
  void SetUp() override {
    const char* configuration = std::getenv(town_variable);
    const char* fatal = std::getenv(step_variable);
    if (configuration == nullptr || fatal == nullptr) return;
    app::RunOptions options;
    options.on_apply_step = [&](const std::string& step) {
      if (step == fatal) ::kill(::getpid(), SIGKILL);
    };
    sync::Settings settings = config::load(configuration);
    settings.guard.enabled = false;  // as in Town: this is not about what is held
    (void)app::run(settings, options);
    std::_Exit(0);
  }
};

const auto* const killed_night = testing::AddGlobalTestEnvironment(new KilledNight);

city::City first_city() { return city::generated(ProgramTown::small()); }

city::City changed_city() {
  city::Options options = ProgramTown::small();
  options.changed_permille = 50;
  return city::generated(options);
}

/// Writes a city into the town, with the town's database in its configuration.
void deliver(Town& town, const city::City& city) {
  town.write(city);
  const auto file = town.folder() / "uavt-sync.toml";
  write_bytes(file, with(bytes_of(file), "embedded:", town.database().conninfo()));
}

Ended killed_at(const Town& town, const std::string& step) {
  return ended("/proc/self/exe", {},
               {{town_variable, town.folder() / "uavt-sync.toml"}, {step_variable, step}});
}

/// Until no session of a dead program is left: its transaction is then decided.
void wait_for_sessions_to_end(const Town& town) {
  for (int i = 0; i < 400; ++i) {
    if (town.database().number(
            "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            "AND datname = current_database() AND backend_type = 'client backend'") == 0) {
      return;
    }
    ::usleep(25000);
  }
  FAIL() << "a session of the killed program is still there";
}

/// What the night that was stopped has left: state, in the ledger.
std::string state_of(const Town& town, std::int64_t run) {
  return town.database().value("SELECT durum FROM uavtsync.calisma WHERE no = " +
                               std::to_string(run));
}

std::int64_t last_number(const Town& town) {
  return town.database().number("SELECT coalesce(max(no), 0) FROM uavtsync.calisma");
}

/// Every table a reader or the service keeps, as it must be when nothing was begun.
std::string counts(const Town& town) {
  std::string text;
  for (const char* table :
       {"adres.mahalle", "adres.csbm", "adres.bina", "adres.numarataj", "adres.bagimsiz_bolum",
        "adres.parsel", "adres.csbm_gecmis", "adres.numarataj_gecmis", "kalite.bulgu"}) {
    text += town.database().value("SELECT '" + std::string(table) + " ' || count(*) FROM " +
                                  std::string(table)) +
            "\n";
  }
  return text + town.memory();
}

class NightCrash : public testing::TestWithParam<std::string> {
 protected:
  static bool committed() { return GetParam() == "after_commit"; }

  /// The next night publishes what an undisturbed town publishes, and closes what was left open.
  static void expect_next_night(const Town& town, std::int64_t stopped, const Content& after) {
    const app::RunReport next = town.run();
    EXPECT_EQ(difference(after, town.content()), "");
    EXPECT_EQ(state_of(town, stopped), committed() ? "yayimlandi" : "kesildi");
    EXPECT_EQ(state_of(town, next.info.number), "yayimlandi");
    if (committed()) {
      EXPECT_EQ(town.rows_of_run(next.info.number), 0);
    }
  }
};

/// What an undisturbed town publishes, to compare with.
Content published_by(const std::vector<city::City>& nights) {
  Town town;
  for (const city::City& night : nights) {
    deliver(town, night);
    (void)town.run();
  }
  return town.content();
}

Content nothing(Content content) {
  for (auto& [layer, rows] : content) rows.clear();
  return content;
}

TEST_P(NightCrash, AKilledFirstNightIsNothingOrAll) {
  const Content after = published_by({first_city()});
  Town town;
  deliver(town, first_city());
  const Ended end = killed_at(town, GetParam());
  ASSERT_EQ(end.signal, SIGKILL) << "the step was never reached\n" << end.said();
  wait_for_sessions_to_end(town);
  EXPECT_EQ(difference(committed() ? after : nothing(after), town.content()), "");
  EXPECT_EQ(state_of(town, 1), committed() ? "yayimlandi" : "calisiyor");
  expect_next_night(town, 1, after);
}

TEST_P(NightCrash, AKilledChangedNightIsTheBeforeOrTheAfter) {
  Town town;
  deliver(town, first_city());
  (void)town.run();
  const Content before = town.content();
  const std::string counts_before = counts(town);
  deliver(town, changed_city());
  const std::int64_t stopped = last_number(town) + 1;
  const Ended end = killed_at(town, GetParam());
  ASSERT_EQ(end.signal, SIGKILL) << "the step was never reached\n" << end.said();
  wait_for_sessions_to_end(town);
  const Content after = published_by({first_city(), changed_city()});
  ASSERT_NE(difference(before, after), "") << "the changed night changes nothing";
  EXPECT_EQ(difference(committed() ? after : before, town.content()), "");
  if (!committed()) {
    EXPECT_EQ(counts(town), counts_before);
  }
  EXPECT_EQ(state_of(town, stopped), committed() ? "yayimlandi" : "calisiyor");
  expect_next_night(town, stopped, after);
}

TEST_P(NightCrash, ASessionEndedByTheServerLeavesTheBeforeOrTheAfter) {
  Town town;
  deliver(town, first_city());
  (void)town.run();
  const Content before = town.content();
  const std::string counts_before = counts(town);
  deliver(town, changed_city());
  const std::int64_t stopped = last_number(town) + 1;
  app::RunOptions options;
  int ended_sessions = 0;
  options.on_apply_step = [&](const std::string& step) {
    if (step != GetParam()) return;
    ended_sessions += static_cast<int>(town.database().number(
        "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND datname = current_database() "
        "AND backend_type = 'client backend'"));
  };
  if (committed()) {
    EXPECT_EQ(town.run(options).info.number, stopped);
    EXPECT_NE(difference(before, town.content()), "");
  } else {
    EXPECT_THROW((void)town.run(options), sql::DatabaseError);
    EXPECT_EQ(difference(before, town.content()), "");
    EXPECT_EQ(counts(town), counts_before);
  }
  EXPECT_EQ(ended_sessions, 1);
  // The program lives: it came back to close its ledger row itself.
  EXPECT_EQ(state_of(town, stopped), committed() ? "yayimlandi" : "yayimlanmadi");

  const app::RunReport next = town.run();
  EXPECT_EQ(state_of(town, next.info.number), "yayimlandi");
  EXPECT_EQ(difference(published_by({first_city(), changed_city()}), town.content()), "");
}

INSTANTIATE_TEST_SUITE_P(Steps, NightCrash,
                         testing::Values("begin", "layers", "images", "findings", "before_commit",
                                         "after_commit"),
                         [](const auto& step) { return step.param; });

}  // namespace
}  // namespace uavt::night::test
