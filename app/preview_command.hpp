// `rules preview FILE`: what changed rules would add and remove, before they are switched on. The
// night is walked twice over the same files and the same memory, once with each rule set; nothing is
// stored.
#pragma once

#include "sync/settings.hpp"

#include <cstdint>
#include <filesystem>

namespace uavt::app {

enum class PreviewForm : std::uint8_t { text, json };

/// `rules`: a file with [rules.ID] tables, laid over those of `settings`. Prints every finding that
/// comes, goes, or changes its severity, and how many they are.
/// Errors: config::ConfigError for a file that is no rule set, and those of `run`.
int preview_command(const sync::Settings& settings, const std::filesystem::path& rules,
                    PreviewForm form);

}  // namespace uavt::app
