// From what the configuration says a unit gets to what is asked of the database: every layer and
// column is there, and none of them is a person's.
#pragma once

#include "sql/database.hpp"
#include "sync/settings.hpp"

#include <string>
#include <vector>

namespace uavt::app {

/// Errors: config::ConfigError where nothing has been published yet.
void require_published(sql::Database& database, const sync::Settings& settings);

/// Errors: config::ConfigError where the database does not yet keep back what the model says.
void require_restricted(sql::Database& database, const sync::Settings& settings);

/// The profile of that name; `full_export` is always there. Errors: config::ConfigError naming the
/// nearest.
[[nodiscard]] sync::ExportProfile export_profile(const sync::Settings& settings,
                                                 const std::string& name);

/// Errors: config::ConfigError.
[[nodiscard]] std::vector<sql::ExportRequest> export_requests(const sync::Settings& settings,
                                                              const sync::ExportProfile& profile,
                                                              sql::Database& database);

/// Masks every T.C. kimlik number in the texts of a layer's rows and says how many there were. Codes
/// that a view of `model` shows as text are left as they are.
[[nodiscard]] std::uint64_t mask_persons(sync::RawTable& rows, const std::string& layer,
                                         const sync::Model& model);

}  // namespace uavt::app
