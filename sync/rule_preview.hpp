// What another rule set would say of the same night: the difference between two lists of findings.
#pragma once

#include "sync/finding.hpp"

#include <span>
#include <vector>

namespace uavt::sync {

/// Positions in the two lists, each in its own order.
struct RulePreview {
  std::vector<std::size_t> added;    ///< in `after` only
  std::vector<std::size_t> removed;  ///< in `before` only
  struct Changed {
    std::size_t before = 0, after = 0;
  };
  std::vector<Changed> changed;  ///< in both, of another severity
};

/// By fingerprint. Units: none. Order: that of the lists, whatever theirs is.
[[nodiscard]] RulePreview preview(std::span<const Finding> before, std::span<const Finding> after);

}  // namespace uavt::sync
