// The memory of findings where there is no database, as text: JSON, one thing a line, so that a
// hundred thousand findings are never one tree, and a damaged line has a number. Its first line
// says what it is, its last how many lines there are: a file that was cut off is known as one.
#pragma once

#include "sync/state.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace uavt::report {

/// A finding that was there once and is not any more.
struct ClosedFinding {
  std::int64_t first_run = 0;
  std::int64_t day = 0;  ///< on which it was closed, days since 1970-01-01
};

struct Memory {
  std::vector<sync::OpenFinding> findings;      ///< each whole in its `json`
  std::map<std::string, ClosedFinding> closed;  ///< by fingerprint
  std::vector<sync::Waiver> waivers;            ///< every one ever given, by id
};

[[nodiscard]] std::string memory_text(const Memory& memory);

/// What `memory_text` wrote. A finding of a rule that this version does not know is left out.
/// Errors: std::invalid_argument with the number of the line that cannot be read.
[[nodiscard]] Memory parsed_memory(const std::string& text);

}  // namespace uavt::report
