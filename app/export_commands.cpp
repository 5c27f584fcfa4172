#include "app/export_commands.hpp"

#include "app/commands.hpp"
#include "app/layer_metadata.hpp"

#include <CLI/CLI.hpp>

#include <unistd.h>

namespace uavt::app {

namespace {

void declare_diff(CLI::App& cli, RunOptions& options, const GivenArguments& given,
                  std::function<int()>& chosen) {
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

void declare_export(CLI::App& cli, ExportOptions& options, const GivenArguments& given,
                    std::function<int()>& chosen) {
  auto* files =
      cli.add_subcommand("export", "what a unit is given as a file, and the ledger of it");
  files->add_option("--for", options.profile, "a profile, [export.<name>]; tam: everything")
      ->required();
  files->add_option("--format", options.format, "gpkg, gml, csv, shp, fgb")
      ->check(CLI::IsMember({"gpkg", "gml", "csv", "shp", "fgb"}));
  files->add_option("--purpose", options.purpose, "what it is given for");
  files->add_option("--protocol", options.protocol, "the protocol or letter it rests on");
  files->add_option("--by", options.by, "who gives it (default: who is logged in)");
  files->add_option("--out", options.out, "folder in which the export becomes a folder")
      ->required();
  files->callback([&options, given, &chosen] {
    chosen = [&options, given] { return export_command(given.settings(), options); };
  });
}

void declare_listing(CLI::App& cli, ExportsOptions& options, const GivenArguments& given,
                     std::function<int()>& chosen) {
  auto* listing = cli.add_subcommand("exports", "what was given as a file, newest first");
  sync::ExportFilter& filter = options.filter;
  listing->add_option("--for", filter.profiles, "only of these profiles")->delimiter(',');
  listing->add_option("--format", filter.formats, "only these")
      ->delimiter(',')
      ->check(CLI::IsMember({"gpkg", "gml", "csv", "shp", "fgb"}));
  listing->add_option("--layer", filter.layers, "only with these layers")->delimiter(',');
  listing->add_option("--since", filter.since, "from this day on, 2026-03-01");
  auto* state = listing->add_option("--state", filter.states, "only these (verildi: given)")
                    ->delimiter(',')
                    ->check(CLI::IsMember({"verildi", "verilemedi"}));
  auto* most = listing->add_option("--at-most", filter.at_most, "how many; 0: all");
  auto* verified = listing->add_option("--verify", options.verified,
                                       "NUMBER FOLDER: are these the files that were given?");
  verified->expected(2)->excludes(state)->excludes(most);
  listing->add_flag("--statistics", options.statistics, "by month, recipient and layer")
      ->excludes(verified)
      ->excludes(state)
      ->excludes(most);
  listing->add_flag("--json", options.json, "for programs");
  listing->callback([&options, given, &chosen] {
    chosen = [&options, given] { return exports_command(given.settings(), options); };
  });
}

}  // namespace

void declare_exports(CLI::App& cli, ExportArguments& arguments, const GivenArguments& given,
                     std::function<int()>& chosen) {
  declare_diff(cli, arguments.diff, given, chosen);
  declare_export(cli, arguments.files, given, chosen);
  declare_listing(cli, arguments.listing, given, chosen);
  auto* metadata = cli.add_subcommand("metadata", "ISO 19115 metadata of every published layer");
  metadata->add_option("--out", arguments.metadata, "folder of the files")->required();
  metadata->callback([&arguments, given, &chosen] {
    chosen = [&arguments, given] { return metadata_command(given.settings(), arguments.metadata); };
  });
}

}  // namespace uavt::app
