// Another program, run and weighed: what it said, how long it took, how much memory it had.
#pragma once

#include <string>
#include <vector>

namespace uavt::bench {

struct Ended {
  int status = 0;         ///< exit code; 128 + signal when killed
  double seconds = 0;     ///< wall clock
  double cpu_seconds = 0; ///< user and system, all threads
  double peak_mb = 0;     ///< largest resident size. Units: 10^6 bytes
  std::string output;     ///< both streams
};

/// Runs `arguments[0]`, looked up in PATH, and waits for it.
/// The peak of a child begins with its parent's at the moment of the fork: whoever calls this must
/// itself be small. Errors: std::system_error when nothing can be started.
[[nodiscard]] Ended ended(const std::vector<std::string>& arguments);

}  // namespace uavt::bench
