#include "app/export_commands.hpp"

#include "app/commands.hpp"

#include <CLI/CLI.hpp>

#include <unistd.h>

namespace uavt::app {

void declare_exports(CLI::App& cli, ExportArguments& arguments, const GivenArguments& given,
                     std::function<int()>& chosen) {
  RunOptions& options = arguments.diff;
  auto* diff = cli.add_subcommand("diff", "what a run would change and why; nothing written");
  diff->add_flag("--full", options.full, "read files even when they are last night's");
  diff->add_option("--out", options.out, "also write the report here");
  diff->add_option("--base", options.base, "against a full export of ours, without a database");
  diff->callback([&options, given, &chosen] {
    chosen = [&options, given] {
      options.command = "diff";
      options.store = Store::nothing;
      options.output = isatty(STDERR_FILENO) != 0 ? Stages::Output::terminal : Stages::Output::log;
      return run_command(given.settings(), options);
    };
  });
}

}  // namespace uavt::app
