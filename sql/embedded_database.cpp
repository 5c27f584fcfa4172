#include "sql/connection.hpp"
#include "sql/database.hpp"
#include "sql/embedded_cluster.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <thread>
#include <utility>

namespace uavt::sql {
namespace {

namespace fs = std::filesystem;

/// Several programs may want the same cluster at once: one starts it, the others wait and adopt.
class StateLock {
 public:
  explicit StateLock(const fs::path& state_dir) {
    std::error_code error;
    fs::create_directories(state_dir, error);
    const std::string path = (state_dir / "embedded.lock").string();
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file_ < 0 || ::flock(file_, LOCK_EX) != 0) {
      throw DatabaseError("cannot lock " + path + ": " + strerror(errno) +
                          ". [run] state_dir must be a folder this user may write.");
    }
  }
  ~StateLock() { ::close(file_); }
  StateLock(const StateLock&) = delete;
  StateLock& operator=(const StateLock&) = delete;

 private:
  int file_ = -1;
};

std::string refusal(const std::string& what, const Ended& ended) {
  return what + " failed (exit " + std::to_string(ended.status) +
         "): " + (ended.output.empty() ? "no message" : ended.output);
}

/// Settings of a small machine that also does the work. Crash safety stays on: the data is real.
void write_settings(const fs::path& data) {
  std::ofstream file(data / "postgresql.conf", std::ios::app);
  file << "\n# uavt-sync: a private cluster, Unix socket only\n"
          "listen_addresses = ''\n"
          "unix_socket_permissions = 0700\n"
          "max_connections = 30\n"
          "shared_buffers = 256MB\n"
          "maintenance_work_mem = 128MB\n"
          "work_mem = 32MB\n"
          "max_wal_size = 2GB\n"
          "checkpoint_timeout = 15min\n"
          "wal_compression = lz4\n"
          "jit = off\n"
          "fsync = on\n";
  file.close();
  if (!file) throw DatabaseError("cannot write " + (data / "postgresql.conf").string());
}

/// Makes the cluster beside its place and moves it there whole, so that a half-made one is never
/// taken for a cluster.
void create(const ClusterPlace& place, const fs::path& programs, const std::optional<User>& user) {
  const fs::path folder = place.data.parent_path();
  const fs::path making = folder / "data.new";
  Ended made;
  for (const char* locale : {"C.UTF-8", "C"}) {
    fs::remove_all(making);
    made = ended({(programs / "initdb").string(), "-D", making.string(), "-U", "uavtsync",
                  "--auth=trust", "--encoding=UTF8", std::string("--locale=") + locale},
                 user, folder);
    if (made.status == 0) break;
  }
  if (made.status != 0) throw DatabaseError(refusal("initdb in " + folder.string(), made));
  write_settings(making);
  fs::rename(making, place.data);
}

/// True while some process works in the data folder, as every process of a cluster does.
bool at_work(const fs::path& data) {
  std::error_code error;
  for (const auto& process : fs::directory_iterator("/proc", error)) {
    std::error_code unreadable;
    if (fs::read_symlink(process.path() / "cwd", unreadable) == data && !unreadable) return true;
  }
  return false;
}

/// Makes way for a new server. What answered nothing is dead, dying or has lost its socket; and a
/// pid file or a socket's lock may name a process that is not the server's any more – the number
/// was given away, or in a container nobody buries the dead – which PostgreSQL would refuse to
/// start for.
void clear(const ClusterPlace& place, const fs::path& programs, const std::optional<User>& user) {
  if (!fs::exists("/proc/self/cwd")) return;
  // After a kill the server's children notice within moments, and must be gone first.
  for (int i = 0; i < 100 && at_work(place.data); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  if (at_work(place.data)) {
    const Ended stopped = ended({(programs / "pg_ctl").string(), "stop", "-w", "-t", "60", "-m",
                                 "fast", "-D", place.data.string()},
                                user, place.data);
    if (stopped.status != 0) {
      throw DatabaseError(refusal(
          "a server in " + place.data.string() + " does not answer, and stopping it", stopped));
    }
  }
  for (const fs::path& left : {place.data / "postmaster.pid", place.socket / ".s.PGSQL.5432",
                               place.socket / ".s.PGSQL.5432.lock"}) {
    std::error_code ignored;
    fs::remove(left, ignored);
  }
}

/// The end of the server's log, where it says why it did not start.
std::string last_words(const fs::path& log) {
  std::ifstream file(log);
  std::string line, words;
  while (std::getline(file, line)) {
    if (line.find("FATAL") != std::string::npos || line.find("PANIC") != std::string::npos) {
      words = line;
    }
  }
  return words.empty() ? "See " + log.string() : words + " (" + log.string() + ")";
}

void launch(const ClusterPlace& place, const fs::path& programs, const std::optional<User>& user) {
  clear(place, programs, user);
  prepare_socket(place, user);
  const Ended started = ended({(programs / "pg_ctl").string(), "start", "-w", "-t", "300", "-D",
                               place.data.string(), "-l", (place.data / "server.log").string(),
                               "-o", "-p 5432 -c unix_socket_directories=" + place.socket.string()},
                              user, place.data);
  if (started.status != 0 || !answers(place)) {
    throw DatabaseError(refusal("starting the embedded database", started) + ". " +
                        last_words(place.data / "server.log"));
  }
}

void create_database(const ClusterPlace& place) {
  try {
    {
      Connection connection(conninfo(place, "postgres"));
      pqxx::nontransaction work(connection);
      if (work.exec("SELECT FROM pg_database WHERE datname = 'uavt'").empty()) {
        work.exec("CREATE DATABASE uavt");
      }
    }
    Connection connection(conninfo(place, "uavt"));
    pqxx::nontransaction work(connection);
    work.exec("CREATE EXTENSION IF NOT EXISTS postgis");
  } catch (const std::exception& error) {
    if (sqlstate_of(error) == "0A000" || sqlstate_of(error) == "58P01") {
      throw DatabaseError(
          "the embedded database has no PostGIS: install the package "
          "postgresql-postgis for this PostgreSQL version.");
    }
    rethrow_as_database_error("preparing the embedded database");
  }
}

}  // namespace

Embedded::Embedded(std::filesystem::path state_dir) : state_dir_(std::move(state_dir)) {}

std::string Embedded::start() {
  const StateLock lock(state_dir_);
  const std::optional<User> user = unprivileged_user();
  std::optional<ClusterPlace> place = remembered_place(state_dir_);
  if (!place || !reachable(place->data.parent_path(), user)) {
    place = chosen_place(state_dir_, user);
  }
  if (!answers(*place)) {
    const fs::path programs = server_programs(*place);
    if (!fs::exists(place->data / "PG_VERSION")) create(*place, programs, user);
    launch(*place, programs, user);
  }
  create_database(*place);
  return conninfo(*place, "uavt");
}

std::string Embedded::renew() {
  std::string info = start();
  const std::optional<ClusterPlace> place = remembered_place(state_dir_);
  try {
    Connection connection(conninfo(*place, "postgres"));
    pqxx::nontransaction(connection).exec("DROP DATABASE uavt WITH (FORCE)");
  } catch (const std::exception&) {
    rethrow_as_database_error("emptying the embedded database");
  }
  create_database(*place);
  return info;
}

void Embedded::stop() {
  if (!fs::exists(state_dir_)) return;
  const StateLock lock(state_dir_);
  const std::optional<ClusterPlace> place = remembered_place(state_dir_);
  if (!place || !answers(*place)) return;
  const Ended stopped = ended({(server_programs(*place) / "pg_ctl").string(), "stop", "-w", "-t",
                               "120", "-m", "fast", "-D", place->data.string()},
                              unprivileged_user(), place->data);
  if (stopped.status != 0) throw DatabaseError(refusal("stopping the embedded database", stopped));
  std::error_code ignored;
  fs::remove(place->socket, ignored);
}

std::optional<std::string> Embedded::url() const {
  const std::optional<ClusterPlace> place = remembered_place(state_dir_);
  if (!place || !answers(*place)) return std::nullopt;
  return conninfo(*place, "uavt");
}

}  // namespace uavt::sql
