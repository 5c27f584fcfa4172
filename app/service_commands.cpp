#include "app/service_commands.hpp"

#include "app/check.hpp"

#include <CLI/CLI.hpp>

namespace uavt::app {

void declare_service(CLI::App& cli, ServiceArguments& arguments, const GivenArguments& given,
                     std::function<int()>& chosen) {
  auto* check = cli.add_subcommand("check", "is everything ready for the night; changes nothing");
  check->add_flag("--json", arguments.check_json, "for programs");
  check->callback([&arguments, given, &chosen] {
    chosen = [&arguments, given] {
      return check_command(given.configuration, given.language, arguments.check_json);
    };
  });

  CodesOptions& options = arguments.codes;
  auto* codes = cli.add_subcommand("codes", "UAVT's codes for the municipality's rows, to load back");
  codes->add_option("--out", options.out, "folder the table goes to")->required();
  codes->add_option("--format", options.formats, "csv, xlsx (default: both)")
      ->delimiter(',')
      ->check(CLI::IsMember({"csv", "xlsx"}));
  codes->add_option("--layer", options.layer, "only this layer (an id is unique in its layer)")
      ->check(CLI::IsMember({"mahalle", "csbm", "bina", "numarataj", "bagimsiz_bolum"}));
  codes->add_flag("--all", options.all, "also rows that carry UAVT's code already");
  codes->callback([&options, given, &chosen] {
    chosen = [&options, given] { return codes_command(given.settings(), options); };
  });

  AsOfOptions& past = arguments.as_of;
  auto* as_of = cli.add_subcommand("as-of", "the published layers as they were on a past day");
  as_of->add_option("DATE", past.day, "2026-03-01: at its end; 2026-03-01T14:30: at that minute")
      ->required();
  as_of->add_option("--layer", past.layers, "only these layers")
      ->delimiter(',')
      ->check(CLI::IsMember({"mahalle", "csbm", "yol_orta_hat", "parsel", "bina", "numarataj",
                             "bagimsiz_bolum"}));
  as_of->add_option("--out", past.out, "write the rows into this GeoPackage");
  as_of->add_flag("--json", past.json, "for programs");
  as_of->callback([&past, given, &chosen] {
    chosen = [&past, given] { return as_of_command(given.settings(), past); };
  });
}

}  // namespace uavt::app
