// Law 5: after any crash at any step everything is the before or the after, and the ledger knows.
#include "cluster.hpp"
#include "plans.hpp"
#include "proxy.hpp"
#include "sql/connection.hpp"
#include "town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace uavt::sql::test {
namespace {

using testing::HasSubstr;

/// Ends every session of the database but the asking one.
void cut_sessions(const TestDatabase& database) {
  database.run(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
      "WHERE pid <> pg_backend_pid() AND datname = current_database()");
}

/// Waits until no session of a dead program is left: its transaction is then decided.
void wait_for_sessions_to_end(const TestDatabase& database) {
  for (int i = 0; i < 200; ++i) {
    if (database.number("SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                        "AND datname = current_database() AND backend_type = 'client backend'") ==
        0) {
      return;
    }
    ::usleep(50000);
  }
  FAIL() << "a session of the killed program is still there";
}

class Crash : public testing::TestWithParam<std::string> {};

TEST_P(Crash, AKilledProgramLeavesTheBeforeOrTheAfter) {
  const TestDatabase database{Content::schema};
  Planner planner(5);
  {
    Database opened(database.conninfo());
    opened.migrate(srid);
    night(opened, district, planner.night(20));
  }
  const Contents before = planner.expected();
  const sync::Plan plan = planner.night(20);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    Database opened(database.conninfo());
    opened.lock(district);
    opened.on_step([](const std::string& step) {
      if (step == GetParam()) ::kill(::getpid(), SIGKILL);
    });
    night(opened, district, plan);
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the step was never reached";
  wait_for_sessions_to_end(database);

  const bool committed = GetParam() == "after_commit";
  Database opened(database.conninfo());
  opened.lock(district);
  EXPECT_EQ(differences(committed ? planner.expected() : before, contents(opened.load(district))),
            "");
  EXPECT_EQ(opened.runs(district, 1).at(0).state, committed ? "yayimlandi" : "calisiyor");
  // The next night completes.
  night(opened, district, committed ? nothing() : plan);
  EXPECT_EQ(differences(planner.expected(), contents(opened.load(district))), "");
  EXPECT_EQ(opened.runs(district, 2).at(1).state, committed ? "yayimlandi" : "kesildi");
}

INSTANTIATE_TEST_SUITE_P(Steps, Crash,
                         testing::Values("begin", "layers", "images", "findings", "before_commit",
                                         "after_commit"),
                         [](const auto& step) { return step.param; });

class LostSession : public testing::TestWithParam<std::string> {};

TEST_P(LostSession, LeavesTheBefore) {
  const TestDatabase database{Content::schema};
  Database opened(database.conninfo());
  opened.migrate(srid);
  opened.lock(district);
  night(opened, district, streets(3));
  opened.on_step([&](const std::string& step) {
    if (step == GetParam()) cut_sessions(database);
  });
  sync::Plan plan;
  plan.layers[index(sync::Layer::street)].deleted = {2};
  EXPECT_THROW(night(opened, district, plan), DatabaseError);
  opened.on_step([](const std::string&) {});
  EXPECT_EQ(database.value("SELECT count(*) FROM adres.csbm"), "3");
  const std::int64_t run = database.number("SELECT max(no) FROM uavtsync.calisma");
  opened.end_run(run, "yayimlanmadi", 5, "{}");
  night(opened, district, plan);
  EXPECT_EQ(database.value("SELECT count(*) FROM adres.csbm"), "2");
}

INSTANTIATE_TEST_SUITE_P(Steps, LostSession,
                         testing::Values("begin", "layers", "images", "findings", "before_commit"),
                         [](const auto& step) { return step.param; });

TEST(Doubt, ALostAnswerOfACommitIsLookedUp) {
  const TestDatabase database{Content::schema};
  Proxy proxy(database.conninfo());
  Database opened(proxy.conninfo());
  opened.migrate(srid);
  opened.lock(district);
  const std::int64_t run = opened.begin_run(district, "run", started);
  opened.on_step([&](const std::string& step) {
    if (step == "before_commit") proxy.lose_next_answer();
  });
  // The server commits, the answer is lost: it is found out, and nothing is written twice.
  const Applied applied =
      opened.apply(district, run, streets(3), {"{}", "", 0, {}}, Ending::commit);
  EXPECT_EQ(proxy.lost(), 1);
  EXPECT_EQ(applied.inserted, 3u);
  EXPECT_EQ(database.value("SELECT count(*) FROM adres.csbm"), "3");
  EXPECT_EQ(opened.runs(district, 1).at(0).state, "yayimlandi");
  // The lock came back with the new session.
  Database other(database.conninfo());
  EXPECT_THROW(other.lock(district), LockedError);
}

TEST(Doubt, ACommitThatNeverArrivedIsNotRepeated) {
  const TestDatabase database{Content::schema};
  Proxy proxy(database.conninfo());
  Database opened(proxy.conninfo());
  opened.migrate(srid);
  const std::int64_t run = opened.begin_run(district, "run", started);
  int attempts = 0;
  opened.on_step([&](const std::string& step) {
    if (step == "begin") ++attempts;
    if (step == "before_commit") proxy.lose_next_request();
  });
  try {
    opened.apply(district, run, streets(3), {"{}", "", 0, {}}, Ending::commit);
    FAIL() << "a commit nobody received was taken for done";
  } catch (const DatabaseError& error) {
    EXPECT_THAT(error.what(), HasSubstr("nothing was published"));
  }
  EXPECT_EQ(proxy.lost(), 1);
  EXPECT_EQ(attempts, 1);
  EXPECT_EQ(database.value("SELECT count(*) FROM adres.csbm"), "0");
}

}  // namespace
}  // namespace uavt::sql::test
