// People are told of a night by the command the configuration names. Whether that works is never
// the night's failure: it is a warning in the log.
#pragma once

#include "app/run.hpp"
#include "sync/settings.hpp"

#include <string>

namespace uavt::app {

/// Sends the verdict and the text report of a run. Nothing when [notify] names no command.
void notify(const sync::Settings& settings, const RunReport& report);

/// Sends that a run was refused: why, and where its report is.
void notify_refusal(const sync::Settings& settings, const std::exception& error);

/// The program a command would start: its path, found as a shell finds it; empty when there is none
/// that may be executed.
[[nodiscard]] std::string program_found(const std::string& name);

}  // namespace uavt::app
