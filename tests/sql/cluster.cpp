#include "cluster.hpp"

#include "sql/connection.hpp"
#include "built_here.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace uavt::sql::test {
namespace {

namespace fs = std::filesystem;

fs::path shared_state() {
  return fs::path(UAVT_BINARY_DIR) / "test-cluster";
}

/// CREATE DATABASE wants nobody in its template; another test program may be looking at it.
void create(const std::string& server, const std::string& name, const std::string& source) {
  for (int attempt = 0;; ++attempt) {
    try {
      Connection connection(server);
      pqxx::nontransaction work(connection);
      work.exec("CREATE DATABASE " + name + " TEMPLATE " + source);
      return;
    } catch (const pqxx::sql_error& error) {
      if (error.sqlstate() != "55006" || attempt == 100) throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

/// Released with its file.
class Lock {
 public:
  explicit Lock(const fs::path& path)
      : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
    if (file_ < 0 || ::flock(file_, LOCK_EX) != 0) {
      throw std::runtime_error("cannot lock " + path.string());
    }
  }
  ~Lock() { ::close(file_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  int file_;
};

/// The database that this program's databases with a schema are copies of: made by its first
/// process, again after the program was built anew.
std::string schema_template(const Cluster& cluster, const sync::Model& exchange) {
  const fs::path program = fs::read_symlink("/proc/self/exe");
  const std::string name = "sema_" + program.filename().string() + "_" + exchange.name;
  const fs::path stamp = shared_state() / (name + ".made");
  const Lock lock(shared_state() / (name + ".lock"));
  if (fs::exists(stamp) && fs::last_write_time(stamp) > fs::last_write_time(program)) return name;
  const std::string server = cluster.conninfo("postgres");
  {
    Connection connection(server);
    pqxx::nontransaction(connection).exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }
  create(server, name, "uavt");
  Database(cluster.conninfo(name)).migrate(srid, exchange);
  std::ofstream(stamp) << name;
  return name;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "uavt-test-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  path_ = pattern;
  fs::permissions(path_, fs::perms(0755));
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string value_of(const std::string& conninfo, const std::string& sql) {
  Connection connection(conninfo);
  pqxx::nontransaction work(connection);
  const pqxx::result rows = work.exec(sql);
  if (rows.empty()) return "";
  return rows[0][0].is_null() ? "∅" : rows[0][0].c_str();
}

Cluster::Cluster() : embedded_(shared_state()) {
  fs::create_directories(shared_state());
  const std::string path = (shared_state() / "users.lock").string();
  users_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (users_ < 0 || ::flock(users_, LOCK_SH) != 0) throw std::runtime_error("cannot lock " + path);
  conninfo_ = embedded_.start();
  // A test kills processes, never the machine: what it waits for the disk is lost. (A database is
  // dropped with a checkpoint.)
  if (value_of(conninfo_, "SHOW fsync") == "off") return;
  Connection connection(conninfo_);
  pqxx::nontransaction work(connection);
  work.exec("ALTER SYSTEM SET fsync = off");
  work.exec("SELECT pg_reload_conf()");
}

Cluster::~Cluster() {
  // The last user stops it: nobody else holds the shared lock.
  if (::flock(users_, LOCK_EX | LOCK_NB) == 0) embedded_.stop();
  ::close(users_);
}

std::string Cluster::conninfo(const std::string& database) const {
  std::string text = conninfo_;
  const std::string old = "dbname=uavt ";
  return text.replace(text.find(old), old.size(), "dbname=" + database + " ");
}

TestDatabase::TestDatabase(Content content, const sync::Model& exchange) {
  static std::atomic<int> count{0};
  name_ = "test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
  create(cluster_.conninfo("postgres"), name_,
         content == Content::nothing   ? "template0"
         : content == Content::postgis ? "uavt"
                                       : schema_template(cluster_, exchange));
  conninfo_ = cluster_.conninfo(name_);
}

TestDatabase::~TestDatabase() {
  Connection connection(cluster_.conninfo("postgres"));
  pqxx::nontransaction(connection).exec("DROP DATABASE " + name_ + " WITH (FORCE)");
}

void TestDatabase::run(const std::string& sql) const {
  Connection connection(conninfo_);
  pqxx::nontransaction(connection).exec(sql);
}

}  // namespace uavt::sql::test
