// The words of `held`, `approve` and `reject` on the command line. Private to it.
#pragma once

#include "app/held_command.hpp"

#include <functional>

namespace CLI {
class App;
}

namespace uavt::app {

/// Declares the three commands; `chosen` is set by the one that was given, and asks for the settings
/// only then. Lifetime: `options`, `chosen`: as long as `cli`.
void declare_held(CLI::App& cli, HeldOptions& options, std::function<sync::Settings()> settings,
                  std::function<int()>& chosen);

}  // namespace uavt::app
