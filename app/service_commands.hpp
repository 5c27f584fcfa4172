// The commands of whoever keeps the service – `check`, `codes`, `as-of` – as the command line knows
// them. Private to the command line.
#pragma once

#include "app/as_of_command.hpp"
#include "app/codes_command.hpp"
#include "sync/settings.hpp"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace uavt::app {

/// Filled by the command line. Lifetime: until the chosen command has run.
struct ServiceArguments {
  CodesOptions codes;
  AsOfOptions as_of;
  bool check_json = false;
};

/// What every command is given. The texts are looked at when the command runs.
struct GivenArguments {
  const std::string& configuration;
  const std::string& language;
  std::function<sync::Settings()> settings;
};

/// `chosen` is set by the command that was given.
void declare_service(CLI::App& cli, ServiceArguments& arguments, const GivenArguments& given,
                     std::function<int()>& chosen);

}  // namespace uavt::app
