// Where waivers are kept: in the database, or – for `validate`, which has none – in the state file
// beside its report. The commands see no difference.
#pragma once

#include "report/memory.hpp"
#include "sql/database.hpp"
#include "sync/settings.hpp"
#include "sync/waiver.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace uavt::app {

class WaiverBook {
 public:
  /// `folder` of a validation; empty: the configured database, or `validate` of the report folder
  /// where none is configured.
  /// Errors: sql::DatabaseError, config::ConfigError (a damaged file, migrations that are pending).
  WaiverBook(const sync::Settings& settings, std::filesystem::path folder);

  /// Fingerprints of known findings that begin so, at most that many.
  [[nodiscard]] std::vector<std::string> findings_beginning(const std::string& fingerprint,
                                                            std::size_t at_most);
  /// How many findings of the last run a waiver is about.
  [[nodiscard]] std::uint64_t covered(const sync::Waiver& waiver);
  /// All findings of the last run as the report wrote them; those fixed by it only from a database.
  [[nodiscard]] std::vector<std::string> findings();

  /// Keeps it and returns its id.
  std::int64_t give(sync::Waiver waiver);
  /// False when there is none of that id, or it has been taken back before.
  bool take_back(std::int64_t id, const std::string& person, std::int64_t day);
  /// Every one ever given, oldest first.
  [[nodiscard]] std::vector<sync::GivenWaiver> all();

 private:
  int ilce_;
  std::filesystem::path folder_;
  std::optional<sql::Database> database_;
  report::Memory memory_;
};

}  // namespace uavt::app
