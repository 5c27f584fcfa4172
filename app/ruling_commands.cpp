#include "app/ruling_commands.hpp"

#include "app/decide_command.hpp"
#include "app/revert_command.hpp"
#include "app/why_command.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace uavt::app {

namespace {

/// What the commands were given; lives as long as the callbacks.
struct RulingArguments {
  std::function<sync::Settings()> settings;
  DecideOptions decide;
  RevertOptions revert;
  WhyOptions why;
};

}  // namespace

void declare_ruling_commands(CLI::App& cli, std::function<sync::Settings()> settings,
                             std::function<int()>& chosen) {
  const auto given = std::make_shared<RulingArguments>();
  given->settings = std::move(settings);

  auto* decide = cli.add_subcommand("decide", "which register holds where a finding waits for it");
  decide->add_option("CONFLICT", given->decide.finding,
                     "the finding's fingerprint, or at least 6 characters of it");
  decide->add_option("--take", given->decide.take, "whose value is published: cbs, uavt");
  decide->add_option("--because", given->decide.because, "why");
  decide->add_option("--by", given->decide.by, "who decides (default: who is logged in)");
  auto* list = decide->add_flag("--list", given->decide.list, "every decision ever made");
  decide->add_flag("--json", given->decide.json, "with --list: for programs")->needs(list);
  decide->add_option("--withdraw", given->decide.withdraw, "withdraw the decision of this number")
      ->check(CLI::PositiveNumber)
      ->excludes(list);
  decide->callback([given, &chosen] {
    chosen = [given] { return decide_command(given->settings(), given->decide); };
  });

  auto* revert = cli.add_subcommand("revert", "take a published run back, and keep it so");
  revert->add_option("RUN", given->revert.run, "its number")
      ->required()
      ->check(CLI::PositiveNumber);
  revert->add_option("--because", given->revert.because, "why");
  revert->add_option("--by", given->revert.by, "who decides (default: who is logged in)");
  revert->callback([given, &chosen] {
    chosen = [given] { return revert_command(given->settings(), given->revert); };
  });

  std::vector<std::string> layers;
  for (const sync::Layer layer : sync::all_layers) layers.emplace_back(sync::name(layer));
  auto* why = cli.add_subcommand("why", "where a row's values come from, and what they were before");
  why->add_option("LAYER", given->why.layer, "mahalle, csbm, bina, numarataj …")
      ->required()
      ->check(CLI::IsMember(layers));
  why->add_option("KEY", given->why.key, "the row's code, or '#' and its number")->required();
  why->add_option("ATTRIBUTE", given->why.attribute, "only this one, at length");
  why->add_flag("--json", given->why.json, "for programs");
  why->callback([given, &chosen] {
    chosen = [given] { return why_command(given->settings(), given->why); };
  });
}

}  // namespace uavt::app
