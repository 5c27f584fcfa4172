#include "app/held_arguments.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <string>
#include <utility>

#include <unistd.h>

namespace uavt::app {

void declare_held(CLI::App& cli, HeldOptions& options, std::function<sync::Settings()> settings,
                  std::function<int()>& chosen) {
  auto* held = cli.add_subcommand("held", "the mahalle that wait for approval");
  held->add_option("BATCH", options.batch, "one of them: every change in it")
      ->check(CLI::PositiveNumber);
  held->add_flag("--json", options.json, "for programs");
  held->callback([&options, &chosen, settings] {
    chosen = [&options, settings] { return held_command(settings(), options); };
  });

  const auto decision = [&](const std::string& name, const char* what, sync::BatchState state) {
    auto* decide = cli.add_subcommand(name, what);
    decide->add_option("BATCH", options.batch, "its number")
        ->required()
        ->check(CLI::PositiveNumber);
    decide->add_option("--because", options.because, "why");
    decide->add_option("--by", options.by, "who decides (default: who is logged in)");
    decide->callback([&options, &chosen, settings, name, state] {
      chosen = [&options, settings, name, state] {
        RunOptions run;
        run.command = fmt::format("{} {}", name, options.batch);
        run.output = isatty(STDERR_FILENO) != 0 ? Stages::Output::terminal : Stages::Output::log;
        return decide_batch_command(settings(), options, state, std::move(run));
      };
    });
  };
  decision("approve", "a run that lets a mahalle pass that waits", sync::BatchState::approved);
  decision("reject", "a run that refuses what waits, until the register says otherwise",
           sync::BatchState::rejected);
}

}  // namespace uavt::app
