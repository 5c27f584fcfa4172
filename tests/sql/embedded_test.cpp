#include "cluster.hpp"

#include <gtest/gtest.h>

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>
#include <vector>

namespace uavt::sql::test {
namespace {

namespace fs = std::filesystem;

/// The data folder is the second line of what the cluster remembers about itself.
fs::path data_folder(const fs::path& state) {
  std::ifstream file(state / "embedded.cluster");
  std::string line;
  std::getline(file, line);
  std::getline(file, line);
  return line;
}

pid_t postmaster(const fs::path& state) {
  std::ifstream file(data_folder(state) / "postmaster.pid");
  pid_t pid = 0;
  file >> pid;
  return pid;
}

TEST(EmbeddedCluster, StartsAdoptsSurvivesAKillAndStops) {
  const TemporaryFolder folder;
  const fs::path state = folder.path() / "durum klasörü";  // blanks and Turkish letters
  Embedded embedded(state);
  EXPECT_FALSE(embedded.url());
  EXPECT_FALSE(fs::exists(state));
  const std::string conninfo = embedded.start();
  EXPECT_EQ(embedded.url(), conninfo);
  const pid_t first = postmaster(state);
  EXPECT_EQ(Embedded(state).start(), conninfo);
  EXPECT_EQ(postmaster(state), first);
  EXPECT_EQ(value_of(conninfo, "SELECT postgis_lib_version() <> ''"), "t");
  EXPECT_EQ(value_of(conninfo, "SHOW fsync"), "on");
  EXPECT_EQ(value_of(conninfo, "SHOW listen_addresses"), "");
  static_cast<void>(value_of(conninfo, "CREATE TABLE kalan AS SELECT 1"));

  // Killed, not stopped: the pid file and the socket stay behind.
  ASSERT_EQ(::kill(first, SIGKILL), 0);
  for (int i = 0; i < 200 && embedded.url(); ++i) ::usleep(50000);
  EXPECT_FALSE(embedded.url());
  EXPECT_EQ(embedded.start(), conninfo);
  EXPECT_EQ(value_of(conninfo, "SELECT count(*) FROM kalan"), "1");

  embedded.stop();
  EXPECT_FALSE(embedded.url());
  embedded.stop();
  EXPECT_FALSE(fs::exists(conninfo.substr(5, conninfo.find(' ') - 5)));

  // After a restart of the machine the process number may belong to somebody else.
  std::ofstream(data_folder(state) / "postmaster.pid")
      << ::getpid() << "\n"
      << data_folder(state).string() << "\n1\n5432\n/tmp\n\n0 0\nready\n";
  EXPECT_EQ(embedded.start(), conninfo);
  EXPECT_EQ(value_of(conninfo, "SELECT count(*) FROM kalan"), "1");
  embedded.stop();
  if (!data_folder(state).string().starts_with(state.string())) {
    fs::remove_all(data_folder(state).parent_path());
  }
}

TEST(EmbeddedCluster, SeveralAtOnceMakeOne) {
  const TemporaryFolder folder;
  std::vector<std::string> answers(3);
  {
    std::vector<std::jthread> starters;
    for (std::string& answer : answers) {
      starters.emplace_back([&] { answer = Embedded(folder.path()).start(); });
    }
  }
  EXPECT_EQ(answers[0], answers[1]);
  EXPECT_EQ(answers[0], answers[2]);
  EXPECT_EQ(value_of(answers[0], "SELECT count(*) FROM pg_database WHERE datname = 'uavt'"), "1");
  Embedded(folder.path()).stop();
}

TEST(EmbeddedCluster, WorksWhereItsUserCannotGo) {
  const TemporaryFolder folder;
  fs::permissions(folder.path(), fs::perms::owner_all);
  Embedded embedded(folder.path() / "state");
  const std::string conninfo = embedded.start();
  EXPECT_EQ(value_of(conninfo, "SELECT 1"), "1");
  const fs::path data = data_folder(folder.path() / "state");
  struct stat status {};
  ASSERT_EQ(::stat(data.c_str(), &status), 0);
  EXPECT_NE(status.st_uid, 0u);
  EXPECT_EQ(status.st_mode & 077u, 0u);
  // Only root has a user who cannot go there.
  EXPECT_EQ(data.string().starts_with(folder.path().string()), ::geteuid() != 0);
  // A copy of the state folder is another cluster: two must never share data.
  fs::copy(folder.path() / "state" / "embedded.cluster", folder.path() / "embedded.cluster");
  EXPECT_FALSE(Embedded(folder.path()).url());
  embedded.stop();
  if (::geteuid() == 0) fs::remove_all(data.parent_path());
}

}  // namespace
}  // namespace uavt::sql::test
