// How the findings went over the last runs: three counts a rule group and run, kept in the ledger
// so that the report of any night needs a few of its rows and never the findings of the past.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace uavt::sync {

/// Findings of one rule group ("GEO") in one run.
struct GroupCounts {
  std::uint64_t open = 0;   ///< new, reopened and persisting
  std::uint64_t fresh = 0;  ///< new and reopened
  std::uint64_t fixed = 0;
  auto operator<=>(const GroupCounts&) const = default;
};

struct TrendRun {
  std::int64_t number = 0;
  std::string started;      ///< ISO 8601, UTC
  std::string groups_json;  ///< as the report wrote it: {"GEO": {"open": …}, …}; empty: not counted
};

}  // namespace uavt::sync
