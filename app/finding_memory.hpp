// The memory of findings where there is no database (`validate`): a small file beside the report,
// so that the second validation of the day knows what the first one said.
#pragma once

#include "sync/plan.hpp"
#include "sync/state.hpp"

#include <filesystem>
#include <vector>

namespace uavt::app {

/// What was open after the last validation into this folder; nothing when it was never used.
[[nodiscard]] std::vector<sync::OpenFinding> remembered_findings(
    const std::filesystem::path& folder);

/// What this validation found, and of `stored` what stands: a source that was not read tonight has
/// closed nothing. Errors: std::filesystem::filesystem_error.
void remember_findings(const std::filesystem::path& folder, const sync::Plan& plan,
                       const sync::Stored& stored);

}  // namespace uavt::app
