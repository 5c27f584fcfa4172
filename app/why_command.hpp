// `why`: what is kept of one row, told so that a clerk can answer whoever asks where a value came
// from.
#pragma once

#include "sync/layer.hpp"
#include "sync/settings.hpp"

#include <string>

namespace uavt::app {

struct WhyOptions {
  std::string layer;      ///< a table's name
  std::string key;        ///< a code of the row's own, or "#" and its tucbs_no
  std::string attribute;  ///< empty: all that say something
  bool json = false;
};

/// Prints it. Returns 0, or 2 when there is no such row or attribute.
/// Errors: sql::DatabaseError, config::ConfigError.
int why_command(const sync::Settings& settings, const WhyOptions& options);

}  // namespace uavt::app
