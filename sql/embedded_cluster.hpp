// Where the embedded cluster lives on disk and how it is spoken to; `Embedded` drives it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "sql/process.hpp"

namespace uavt::sql {

/// The place of one state folder's cluster, remembered in `state_dir/embedded.cluster`: when root
/// keeps its state where the database's user cannot go, the data is elsewhere.
struct ClusterPlace {
  std::filesystem::path data;
  std::filesystem::path socket;  ///< folder; at most 90 bytes
};

/// What was remembered; nothing when there is none, or when the folder was copied from another
/// place (two clusters must never share data).
[[nodiscard]] std::optional<ClusterPlace> remembered_place(const std::filesystem::path& state_dir);
/// Chooses a place the user can reach and remembers it.
[[nodiscard]] ClusterPlace chosen_place(const std::filesystem::path& state_dir,
                                        const std::optional<User>& user);
/// Makes the socket's folder, 0700 and the user's own. Errors: DatabaseError when somebody else's
/// folder has that name.
void prepare_socket(const ClusterPlace& place, const std::optional<User>& user);

/// conninfo of a database of the cluster.
[[nodiscard]] std::string conninfo(const ClusterPlace& place, const std::string& database);
/// True when the cluster answers, waiting while it starts up.
[[nodiscard]] bool answers(const ClusterPlace& place);

/// The folder of initdb and pg_ctl: the version of an existing cluster, else the newest.
/// Errors: DatabaseError naming the package to install.
[[nodiscard]] std::filesystem::path server_programs(const ClusterPlace& place);

}  // namespace uavt::sql
