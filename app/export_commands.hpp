// The commands about what leaves the database as a file, and about comparing with such a file, as
// the command line knows them. Private to the command line.
#pragma once

#include "app/export_command.hpp"
#include "app/exports_command.hpp"
#include "app/run.hpp"
#include "app/service_commands.hpp"

#include <filesystem>
#include <functional>

namespace CLI {
class App;
}

namespace uavt::app {

/// Filled by the command line. Lifetime: until the chosen command has run.
struct ExportArguments {
  RunOptions diff;
  ExportOptions files;
  ExportsOptions listing;
  std::filesystem::path metadata;  ///< folder
};

/// `chosen` is set by the command that was given.
void declare_exports(CLI::App& cli, ExportArguments& arguments, const GivenArguments& given,
                     std::function<int()>& chosen);

}  // namespace uavt::app
