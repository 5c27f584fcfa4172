// The memory of findings where there is no database (`validate`): a small file beside the report,
// so that the second validation of the day knows what the first one said, and what is waived stays
// so. It is replaced whole or not at all.
#pragma once

#include "report/memory.hpp"
#include "sync/findings.hpp"
#include "sync/plan.hpp"
#include "sync/settings.hpp"
#include "sync/state.hpp"

#include <cstdint>
#include <filesystem>

namespace uavt::app {

/// What was known after the last validation into this folder; nothing when it was never used.
/// Errors: config::ConfigError for a file that cannot be read, saying which line.
[[nodiscard]] report::Memory remembered_findings(const std::filesystem::path& folder);

/// Errors: std::filesystem::filesystem_error.
void remember_findings(const std::filesystem::path& folder, const report::Memory& memory);

/// What stood open, and the waivers in force, where the rest of the program looks for them.
void recall(report::Memory& memory, sync::Stored& stored);

/// What the comparison asks of the past, on this day.
[[nodiscard]] sync::Past past_of(const report::Memory& memory, std::int64_t day);

/// What is known after a validation on this day: what it found, and of `stored` what stands – a
/// source that was not read tonight has closed nothing. `waivers`: those of this moment, for somebody
/// may have given one meanwhile.
[[nodiscard]] report::Memory memory_after(const report::Memory& before, const sync::Plan& plan,
                                          const sync::Stored& stored,
                                          const sync::Settings& settings, std::int64_t day,
                                          std::vector<sync::Waiver> waivers);

}  // namespace uavt::app
