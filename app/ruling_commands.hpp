// The commands by which people rule on what is published – decide, revert – and ask why it is so, as
// the command line declares them.
#pragma once

#include "sync/settings.hpp"

#include <functional>

namespace CLI {
class App;
}

namespace uavt::app {

/// Declares them; `chosen` is set by the one that was given, `settings` is asked only then.
void declare_ruling_commands(CLI::App& cli, std::function<sync::Settings()> settings,
                             std::function<int()>& chosen);

}  // namespace uavt::app
