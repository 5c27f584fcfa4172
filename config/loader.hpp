// uavt-sync.toml → Settings. An unknown key is an error with file, line and the nearest known key;
// profiles, authority and rule defaults are data files of this room, embedded in the program.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "sync/settings.hpp"

namespace uavt::config {

/// The configuration cannot be used (exit code 2). `what()` names file, line and cure.
class ConfigError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Loads and checks a configuration; relative paths in it become absolute from its folder.
[[nodiscard]] sync::Settings load(const std::filesystem::path& file);

/// The same settings with the [rules.ID] tables of `file` laid over theirs; nothing else may stand in
/// it. Errors: ConfigError.
[[nodiscard]] sync::Settings with_rules(sync::Settings settings, const std::filesystem::path& file);

/// Defaults without a file (`inspect`, `validate FILE`): embedded profiles, rules and authority.
[[nodiscard]] sync::Settings defaults();

/// `-c FILE`, else uavt-sync.toml in the current folder, else /etc/uavt-sync/uavt-sync.toml.
/// Errors: ConfigError naming the places looked at.
[[nodiscard]] std::filesystem::path found(const std::string& given);

/// The embedded profiles.
[[nodiscard]] std::vector<sync::Profile> profiles();

}  // namespace uavt::config
