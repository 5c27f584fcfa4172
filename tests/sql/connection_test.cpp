// What an administrator reads when the database is not there, or not as it should be.
#include "sql/connection.hpp"
#include "cluster.hpp"
#include "town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace uavt::sql::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string failure(const std::string& conninfo) {
  try {
    Database database(conninfo);
  } catch (const DatabaseError& error) {
    return error.what();
  }
  return "no DatabaseError";
}

TEST(Connecting, SaysThatTheServerIsDown) {
  const TemporaryFolder folder;
  EXPECT_THAT(failure("host=" + folder.path().string() + " dbname=uavt user=cbs password=gizli"),
              AllOf(HasSubstr("cannot connect"), HasSubstr(folder.path().string()),
                    HasSubstr("Is PostgreSQL running there"), Not(HasSubstr("gizli"))));
}

TEST(Connecting, SaysThatTheDatabaseIsMissing) {
  const Cluster cluster;
  EXPECT_THAT(failure(cluster.conninfo("olmayan")),
              AllOf(HasSubstr("olmayan"), HasSubstr("createdb")));
}

TEST(Connecting, SaysThatTheDsnIsNoDsn) {
  EXPECT_THAT(failure("postgresql dbname"), HasSubstr("[database] dsn"));
  EXPECT_THAT(failure("service=yok_boyle_servis"),
              AllOf(HasSubstr("yok_boyle_servis"), HasSubstr("pg_service.conf")));
}

TEST(Connecting, TakesAUri) {
  const TestDatabase database;
  std::string host = database.conninfo().substr(5, database.conninfo().find(' ') - 5);
  for (std::size_t at = 0; (at = host.find('/', at)) != std::string::npos;)
    host.replace(at, 1, "%2F");
  Database opened("postgresql://uavtsync@" + host + "/" + database.name());
  opened.migrate(srid);
  EXPECT_TRUE(opened.runs(district, 1).empty());
}

TEST(Connecting, SaysWhatToDoWithoutASchema) {
  const TestDatabase database;
  Database opened(database.conninfo());
  try {
    static_cast<void>(opened.load(district));
    FAIL() << "loaded from nothing";
  } catch (const DatabaseError& error) {
    EXPECT_THAT(error.what(), HasSubstr("uavt-sync migrate"));
  }
}

TEST(Connecting, ALostSessionIsNotSilentlyReplaced) {
  const TestDatabase database;
  Database opened(database.conninfo());
  opened.migrate(srid);
  opened.lock(district);
  const std::int64_t run = opened.begin_run(district, "run", started);
  database.run(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
      "AND datname = current_database()");
  // The lock went with the session: going on without it would be two runs at once.
  EXPECT_THROW(static_cast<void>(opened.load(district)), DatabaseError);
  EXPECT_THROW(static_cast<void>(opened.load(district)), DatabaseError);
  // Only the ledger may still be told, in a session that holds the lock again.
  opened.end_run(run, "yayimlanmadi", 5, "{}");
  EXPECT_EQ(opened.runs(district, 1).at(0).exit_code, 5);
  Database other(database.conninfo());
  EXPECT_THROW(other.lock(district), LockedError);
}

}  // namespace
}  // namespace uavt::sql::test
