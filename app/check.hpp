// `check`: is everything ready for tonight? Asked of the configuration, every source, the folders,
// the database, the last night and the mail command, without changing any of them: nothing is
// migrated, locked or started, no memory is written.
#pragma once

#include "sync/settings.hpp"

#include <string>
#include <vector>

namespace uavt::app {

/// A sentence in both languages.
struct Said {
  std::string tr, en;
};

struct CheckLine {
  enum class State { ready, attention, wrong };
  State state = State::ready;
  std::string about;  ///< "configuration", "source.yapi", "database", "notify" …
  Said what;
  Said cure;          ///< empty when ready
  int exit_code = 0;  ///< of a night that met this; only where it is wrong
};

/// The lines after "configuration", in the order of a night. Reads every source whole, as the night
/// does.
[[nodiscard]] std::vector<CheckLine> checked(const sync::Settings& settings);

/// `check [--json]`: one line each on standard output, ✓ ! ✗, the cure below it. Exit code: 0 when
/// nothing is wrong, else that of the first wrong line (2 configuration, folders; 3 a source; 4 its
/// CRS; 5 the database).
int check_command(const std::string& configuration, const std::string& language, bool json);

}  // namespace uavt::app
