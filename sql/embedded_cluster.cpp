#include "sql/embedded_cluster.hpp"

#include "sql/database.hpp"
#include "sync/text.hpp"

#include <libpq-fe.h>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <fstream>
#include <thread>

namespace uavt::sql {
namespace {

namespace fs = std::filesystem;

constexpr int oldest_version = 15;
// A Unix socket's path is at most 107 bytes, and PostgreSQL adds "/.s.PGSQL.5432.lock".
constexpr std::size_t longest_socket_folder = 85;

fs::path absolute_place(const fs::path& folder) {
  return fs::weakly_canonical(fs::absolute(folder));
}

fs::path memory_file(const fs::path& state_dir) {
  return state_dir / "embedded.cluster";
}

void remember(const fs::path& state_dir, const ClusterPlace& place) {
  const fs::path temporary = memory_file(state_dir).string() + ".new";
  std::ofstream file(temporary);
  file << absolute_place(state_dir).string() << '\n'
       << place.data.string() << '\n'
       << place.socket.string() << '\n';
  file.close();
  if (!file) throw DatabaseError("cannot write " + temporary.string());
  fs::rename(temporary, memory_file(state_dir));
}

void own(const fs::path& path, const std::optional<User>& user) {
  if (user && ::lchown(path.c_str(), user->uid, user->gid) != 0) {
    throw DatabaseError("cannot give " + path.string() + " to the user " + user->name + ": " +
                        strerror(errno));
  }
}

/// Tries a folder for the data: made, owned by the user, reachable by the user.
bool usable(const fs::path& folder, const std::optional<User>& user) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return false;
  own(folder, user);
  ::chmod(folder.c_str(), 0700);
  return reachable(folder, user);
}

fs::path socket_folder(const std::string& name) {
  const fs::path folder = fs::temp_directory_path() / name;
  return folder.string().size() <= longest_socket_folder ? folder : fs::path("/tmp") / name;
}

int version_of(const fs::path& folder) {
  int version = 0;
  const std::string name = folder.filename().string();
  std::from_chars(name.data(), name.data() + name.size(), version);
  return version;
}

bool has_server(const fs::path& programs) {
  return fs::exists(programs / "initdb") && fs::exists(programs / "pg_ctl") &&
         fs::exists(programs / "postgres");
}

}  // namespace

std::optional<ClusterPlace> remembered_place(const fs::path& state_dir) {
  std::ifstream file(memory_file(state_dir));
  std::string owner, data, socket;
  if (!std::getline(file, owner) || !std::getline(file, data) || !std::getline(file, socket)) {
    return std::nullopt;
  }
  if (owner != absolute_place(state_dir).string()) return std::nullopt;
  return ClusterPlace{data, socket};
}

ClusterPlace chosen_place(const fs::path& state_dir, const std::optional<User>& user) {
  const std::string hash = sync::hash_hex(absolute_place(state_dir).string());
  ClusterPlace place;
  place.socket = socket_folder("uavt-" + hash.substr(0, 8));
  const fs::path candidates[] = {absolute_place(state_dir) / "pg",
                                 fs::path("/var/lib/uavt-sync-embedded") / hash.substr(0, 16),
                                 fs::temp_directory_path() / ("uavt-pg-" + hash.substr(0, 16))};
  for (const fs::path& candidate : candidates) {
    // The cluster itself is one level down: it is made beside its place and moved there whole.
    if (usable(candidate, user)) {
      place.data = candidate / "data";
      remember(state_dir, place);
      return place;
    }
    std::error_code ignored;
    fs::remove(candidate, ignored);
    if (!user) break;
  }
  throw DatabaseError("no folder for the embedded database: the user " +
                      (user ? user->name : std::string("running uavt-sync")) +
                      " can reach neither " + (state_dir / "pg").string() +
                      " nor another. Choose a [run] state_dir that user can enter.");
}

void prepare_socket(const ClusterPlace& place, const std::optional<User>& user) {
  const uid_t owner = user ? user->uid : ::geteuid();
  if (::mkdir(place.socket.c_str(), 0700) == 0) {
    own(place.socket, user);
  } else if (errno != EEXIST) {
    throw DatabaseError("cannot make the socket's folder " + place.socket.string() + ": " +
                        strerror(errno));
  }
  struct stat status {};
  if (::lstat(place.socket.c_str(), &status) != 0 || !S_ISDIR(status.st_mode) ||
      status.st_uid != owner) {
    throw DatabaseError(place.socket.string() +
                        " belongs to somebody else, and the embedded database needs that name: "
                        "remove it.");
  }
  ::chmod(place.socket.c_str(), 0700);
}

std::string conninfo(const ClusterPlace& place, const std::string& database) {
  return "host=" + place.socket.string() + " port=5432 dbname=" + database + " user=uavtsync";
}

bool answers(const ClusterPlace& place) {
  const std::string info = conninfo(place, "postgres") + " connect_timeout=5";
  // Recovery after a crash can take a while; the socket is there long before.
  for (int attempt = 0; attempt < 600; ++attempt) {
    const PGPing ping = PQping(info.c_str());
    if (ping != PQPING_REJECT) return ping == PQPING_OK;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return false;
}

fs::path server_programs(const ClusterPlace& place) {
  int wanted = 0;
  if (std::ifstream file(place.data / "PG_VERSION"); file) file >> wanted;
  std::vector<std::pair<int, fs::path>> found;
  std::error_code error;
  // Debian's and Red Hat's places of the server's programs.
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", error)) {
    if (has_server(entry.path() / "bin"))
      found.emplace_back(version_of(entry), entry.path() / "bin");
  }
  for (int version = oldest_version; version < 40; ++version) {
    const fs::path programs = "/usr/pgsql-" + std::to_string(version) + "/bin";
    if (has_server(programs)) found.emplace_back(version, programs);
  }
  std::pair<int, fs::path> best{0, {}};
  for (const auto& candidate : found) {
    const bool fits = wanted ? candidate.first == wanted : candidate.first >= oldest_version;
    if (fits && candidate.first > best.first) best = candidate;
  }
  if (best.first) return best.second;
  if (wanted) {
    throw DatabaseError("the embedded database in " + place.data.string() +
                        " was made by PostgreSQL " + std::to_string(wanted) +
                        ", whose programs are not installed: install "
                        "postgresql-" +
                        std::to_string(wanted) + " with its PostGIS.");
  }
  throw DatabaseError(
      "the embedded database needs PostgreSQL 15 or newer with PostGIS: install the "
      "packages postgresql and postgresql-postgis, or name a server in "
      "[database] dsn.");
}

}  // namespace uavt::sql
