// Running another program as an unprivileged user: PostgreSQL refuses to be root, and a service or
// a container often is.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace uavt::sql {

/// Whom a child runs as.
struct User {
  std::string name;
  uid_t uid = 0;
  gid_t gid = 0;
};

/// "postgres", else "nobody", when this program runs as root; nothing otherwise (a child then runs
/// as we do). Errors: DatabaseError when root finds neither.
[[nodiscard]] std::optional<User> unprivileged_user();

struct Ended {
  int status = 0;      ///< exit code; 128 + signal when killed; 127 when it could not be started
  std::string output;  ///< both streams
};

/// Runs `arguments[0]` (a path) and waits. The child gets no open file of ours and no PG*
/// variables, works in `folder`, and may leave a daemon behind.
[[nodiscard]] Ended ended(const std::vector<std::string>& arguments,
                          const std::optional<User>& user, const std::filesystem::path& folder);

/// True when that user can open the folder.
[[nodiscard]] bool reachable(const std::filesystem::path& folder, const std::optional<User>& user);

}  // namespace uavt::sql
