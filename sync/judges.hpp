// The content rules: what is said about rows that may be published as they are. They set nothing
// apart and only read the night, so they run at the same time; what they find is joined in their
// order (docs/decisions/0002).
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace uavt::sync {

/// Some rules that walk the same rows the same way.
struct Judge {
  std::string_view rules;  ///< "NUM-01, NUM-04 …": named when it fails
  void (*judge)(const Night& night, const Settings& settings, std::vector<Finding>& findings);
};

/// All of them, in the order of their findings.
[[nodiscard]] std::span<const Judge> content_judges();

/// Lets every judge look at the night; their findings go to `night.findings`.
/// Errors: what a judge throws, with its rules named (a rule that failed found something, namely
/// nothing to rely on).
void judge_content(Night& night, const Settings& settings);

}  // namespace uavt::sync
