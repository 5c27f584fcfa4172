#include "app/command_line.hpp"

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/export_commands.hpp"
#include "app/findings_command.hpp"
#include "app/held_arguments.hpp"
#include "app/model_command.hpp"
#include "app/model_validation.hpp"
#include "app/preview_command.hpp"
#include "app/rules_command.hpp"
#include "app/ruling_commands.hpp"
#include "app/service_commands.hpp"
#include "app/waive_command.hpp"
#include "app/worklist_command.hpp"
#include "config/loader.hpp"
#include "report/words.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <functional>
#include <sstream>
#include <unistd.h>

namespace uavt::app {

namespace {

/// What the command line says before a configuration is read.
struct Arguments {
  std::string configuration, language;
  std::vector<std::string> files, only_sources;
  std::vector<std::string> formats = {"text"};
  std::string out, until;
  std::int64_t run = 0;
  std::size_t at_most = 30;
  bool dry_run = false, full = false, json = false;
  DemoOptions demo;
  RulesOptions rules;
  std::filesystem::path rule_file;
  WaiveOptions waive;
  FindingsOptions findings;
  WorklistOptions worklist;
  HeldOptions held;
  ModelOptions model;
  bool model_as_toml = false;
  ServiceArguments service;
  ExportArguments exports;
  ModelImport model_import;
};

Stages::Output output_for_people() {
  return isatty(STDERR_FILENO) != 0 ? Stages::Output::terminal : Stages::Output::log;
}

sync::Settings loaded(const Arguments& arguments) {
  sync::Settings settings = config::load(config::found(arguments.configuration));
  if (!arguments.language.empty()) {
    settings.run.language = arguments.language == "en" ? sync::Language::en : sync::Language::tr;
  }
  return settings;
}

/// `rules` needs no configuration: where there is none, the defaults are told.
sync::Settings loaded_or_defaults(const Arguments& arguments) {
  try {
    (void)config::found(arguments.configuration);
  } catch (const config::ConfigError&) {
    if (!arguments.configuration.empty()) throw;
    sync::Settings settings = config::defaults();
    if (arguments.language == "en") settings.run.language = sync::Language::en;
    return settings;
  }
  return loaded(arguments);
}

/// `validate --source a,b`: only these are read; the others are as if not configured.
sync::Settings narrowed(sync::Settings settings, const std::vector<std::string>& names) {
  if (names.empty()) return settings;
  for (const std::string& name : names) {
    if (std::ranges::find(settings.sources, name, &sync::SourceSettings::name) ==
        settings.sources.end()) {
      throw config::ConfigError(
          fmt::format("--source {}: the configuration has no source of that name", name));
    }
  }
  std::erase_if(settings.sources, [&](const sync::SourceSettings& source) {
    return std::ranges::find(names, source.name) == names.end();
  });
  return settings;
}

RunOptions run_options(const Arguments& arguments, std::string command, Store store) {
  RunOptions options;
  options.command = std::move(command);
  options.store = store;
  options.full = arguments.full;
  if (!arguments.until.empty()) options.until = arguments.until;
  options.out = arguments.out;
  options.output = output_for_people();
  return options;
}

void declare_rules(CLI::App& cli, Arguments& arguments, std::function<int()>& chosen) {
  auto* rules = cli.add_subcommand("rules", "every rule, or one, with the values in force");
  auto* id = rules->add_option("ID", arguments.rules.id, "a rule, \"KEY-01\" (default: all)");
  const auto form = [&](RulesForm value) {
    return [&arguments, value](std::int64_t) { arguments.rules.form = value; };
  };
  auto* json = rules->add_flag_function("--json", form(RulesForm::json), "for programs");
  rules->add_flag_function("--markdown", form(RulesForm::markdown), "docs/rules.md: the defaults")
      ->excludes(id)
      ->excludes(json);
  auto* preview = rules->add_subcommand("preview", "what changed rules would add and remove");
  preview->add_option("FILE", arguments.rule_file, "[rules.ID] tables, over those in force")
      ->required();
  preview->add_flag("--json", arguments.json, "for programs");
  // A command's callback comes after that of its own commands.
  rules->callback([&, preview] {
    chosen = [&, preview] {
      if (!preview->parsed()) {
        return rules_command(loaded_or_defaults(arguments), arguments.rules);
      }
      return preview_command(loaded(arguments), arguments.rule_file,
                             arguments.json ? PreviewForm::json : PreviewForm::text);
    };
  });
}

void declare_waive(CLI::App& cli, Arguments& arguments, std::function<int()>& chosen) {
  WaiveOptions& options = arguments.waive;
  auto* waive = cli.add_subcommand("waive", "let a finding stand until a day, with a reason");
  waive->add_option("FINDING", options.finding, "its fingerprint, or at least 6 characters of it");
  waive->add_option("--rule", options.rule, "instead of a finding: all of this rule …");
  waive->add_option("--mahalle", options.mahalle, "… in the mahalle of this code");
  waive->add_option("--reason", options.reason, "why it may stand");
  waive->add_option("--until", options.until, "the last day, 2027-01-31");
  waive->add_option("--by", options.by, "who decides (default: who is logged in)");
  auto* list = waive->add_flag("--list", options.list, "every waiver ever given");
  waive->add_flag("--json", options.json, "with --list: for programs")->needs(list);
  waive->add_option("--withdraw", options.withdraw, "take back the waiver of this number")
      ->check(CLI::PositiveNumber)
      ->excludes(list);
  waive->add_option("--out", options.out, "folder of a `validate`, whose memory keeps it");
  waive->callback([&] { chosen = [&] { return waive_command(loaded(arguments), options); }; });
}

void declare_findings(CLI::App& cli, Arguments& arguments, std::function<int()>& chosen) {
  FindingsOptions& options = arguments.findings;
  auto* findings = cli.add_subcommand("findings", "what is open after the last run");
  findings->add_option("--rule", options.filter.rules, "only these rules")->delimiter(',');
  findings->add_option("--severity", options.filter.severities, "only these")
      ->delimiter(',')
      ->check(CLI::IsMember({"info", "warning", "error"}));
  findings->add_option("--mahalle", options.filter.mahalle, "only of these mahalle codes")
      ->delimiter(',');
  findings->add_option("--state", options.filter.states, "instead of what is open")
      ->delimiter(',')
      ->check(CLI::IsMember({"new", "persisting", "reopened", "fixed", "waived"}));
  findings->add_flag("--json", options.json, "whole, as in report.json");
  findings->add_option("--out", options.out, "folder of a `validate`");
  findings->callback([&] {
    chosen = [&] { return findings_command(loaded(arguments), options); };
  });
}

void declare_worklist(CLI::App& cli, Arguments& arguments, std::function<int()>& chosen) {
  WorklistOptions& options = arguments.worklist;
  auto* worklist = cli.add_subcommand("worklist", "corrections to type, in order of typing");
  worklist->add_option("--list", options.filter.lists, "uavt: into UAVT; cbs: into our layers")
      ->delimiter(',')
      ->check(CLI::IsMember({"uavt", "cbs"}));
  worklist->add_option("--mahalle", options.filter.mahalle, "only of these mahalle codes")
      ->delimiter(',');
  worklist->add_option("--state", options.state, "open (default), closed or all")
      ->check(CLI::IsMember({"open", "closed", "all"}));
  auto* json = worklist->add_flag("--json", options.json, "whole, as in report.json");
  worklist->add_option("--format", options.format, "csv, xlsx or gml: a file a mahalle")
      ->excludes(json)
      ->check(CLI::IsMember({"csv", "xlsx", "gml"}));
  worklist->add_option("--out", options.out, "folder of the files");
  worklist->callback([&] {
    chosen = [&] { return worklist_command(loaded(arguments), options); };
  });
}

/// `validate` asks the register's rules of the configured sources or, with --model, a model's of
/// any file.
void declare_validate(CLI::App& cli, Arguments& arguments, std::function<int()>& chosen) {
  auto* validate = cli.add_subcommand("validate", "rules only: a report, no database");
  auto* sources = validate->add_option("--source", arguments.only_sources, "only these sources")
                      ->delimiter(',');
  validate->add_option("--out", arguments.out, "folder of the report and its memory");
  auto* model = validate->add_option("--model", arguments.model.model,
                                     "judge FILEs against this model (`model list`, or a file)")
                    ->excludes(sources);
  validate->add_option("--type", arguments.model.type, "the model's type")->needs(model);
  validate->add_option("--table", arguments.model.table, "layer inside the files")->needs(model);
  auto* files = validate->add_option("FILE", arguments.model.files, "with --model")->needs(model);
  model->needs(files);
  validate->callback([&] {
    chosen = [&] {
      const RunOptions options = run_options(arguments, "validate", Store::no_database);
      if (!arguments.model.model.empty()) {
        return validate_model_command(loaded_or_defaults(arguments), arguments.model, options);
      }
      return validate_command(narrowed(loaded(arguments), arguments.only_sources), options);
    };
  });
}

void declare_model(CLI::App& cli, Arguments& arguments, std::function<int()>& chosen) {
  const auto language = [&arguments] {
    return arguments.language == "en" ? sync::Language::en : sync::Language::tr;
  };
  auto* model = cli.add_subcommand("model", "data models: what they ask, and new ones");
  model->require_subcommand(1);
  model->add_subcommand("list", "the models this program knows")->callback([&, language] {
    chosen = [language] { return model_list_command(language()); };
  });
  auto* show = model->add_subcommand("show", "a model, or one of its types");
  show->add_option("NAME", arguments.model.model, "a model's name or file")->required();
  auto* type = show->add_option("TYPE", arguments.model.type, "one type");
  show->add_flag("--toml", arguments.model_as_toml, "as a model file, to begin one of your own with")
      ->excludes(type);
  show->callback([&, language] {
    chosen = [&, language] {
      return arguments.model_as_toml
                 ? model_print_command(arguments.model.model)
                 : model_show_command(arguments.model.model, arguments.model.type, language());
    };
  });
  auto* import = model->add_subcommand("import", "a model from a GML application schema");
  import->add_option("FILE", arguments.model_import.schema, "FILE.xsd")->required();
  import->add_option("--name", arguments.model_import.name,
                     "the model's name (default: the file's)");
  import->add_option("--out", arguments.model_import.out,
                     "file to write (default: standard output)");
  import->add_option("--codes", arguments.model_import.codes,
                     "NAME=FILE.csv: the values of a code list that the schema names by an address")
      ->type_size(1)
      ->expected(1, -1)
      ->allow_extra_args(false);
  import->callback([&] { chosen = [&] { return model_import_command(arguments.model_import); }; });
}

/// All commands with their options; `chosen` is set by the one that was given.
void declare(CLI::App& cli, Arguments& arguments, std::function<int()>& chosen) {
  cli.set_version_flag("--version", std::string("uavt-sync ") + UAVT_VERSION);
  cli.require_subcommand(1);
  cli.fallthrough();
  cli.add_option("-c,--config", arguments.configuration,
                 "configuration (default: uavt-sync.toml, then /etc/uavt-sync/)");
  cli.add_option("--lang", arguments.language, "tr or en")->check(CLI::IsMember({"tr", "en"}));
  const std::vector<std::string> stages(std::begin(stage_names), std::end(stage_names));

  auto* run = cli.add_subcommand("run", "the night: read, validate, reconcile, publish, report");
  run->add_flag("--dry-run", arguments.dry_run, "walk everything, then roll back");
  run->add_flag("--full", arguments.full, "read files even when they are last night's");
  run->add_option("--until", arguments.until, "stop after this stage")
      ->check(CLI::IsMember(stages));
  run->add_option("--out", arguments.out, "also write a dry run's report here");
  run->callback([&] {
    chosen = [&] {
      const bool dry = arguments.dry_run;
      return run_command(loaded(arguments),
                         run_options(arguments, dry ? "run --dry-run" : "run",
                                     dry ? Store::roll_back : Store::publish));
    };
  });

  declare_validate(cli, arguments, chosen);

  auto* inspect = cli.add_subcommand("inspect", "what is in a file; a proposed [[source]] block");
  inspect->add_option("FILE", arguments.files)->required();
  inspect->callback([&] { chosen = [&] { return inspect_command(arguments.files); }; });

  cli.add_subcommand("migrate", "bring the schema up to date")->callback([&] {
    chosen = [&] { return migrate_command(loaded(arguments)); };
  });

  auto* report = cli.add_subcommand("report", "a past run's report");
  report->add_option("RUN", arguments.run, "its number (default: the last)");
  report->add_option("--format", arguments.formats,
                     "html, json, text, sarif, junit, csv, xlsx, gpkg")
      ->delimiter(',')
      ->check(CLI::IsMember({"html", "json", "text", "sarif", "junit", "csv", "xlsx", "gpkg"}));
  report->add_option("--out", arguments.out,
                     "folder (default: standard output; lists and several formats need one)");
  report->callback([&] {
    chosen = [&] {
      return report_command(loaded(arguments), arguments.run, arguments.formats, arguments.out);
    };
  });

  auto* runs = cli.add_subcommand("runs", "the ledger, newest first");
  runs->add_option("--at-most", arguments.at_most, "how many");
  runs->add_flag("--json", arguments.json);
  runs->callback([&] {
    chosen = [&] {
      return runs_command(loaded(arguments), arguments.at_most,
                          arguments.json ? Listing::json : Listing::text);
    };
  });

  auto* db = cli.add_subcommand("db", "the embedded database");
  db->require_subcommand(1);
  for (const char* what : {"start", "stop", "url"}) {
    db->add_subcommand(what)->callback([&, what] {
      chosen = [&, what] { return db_command(loaded(arguments), what); };
    });
  }

  declare_rules(cli, arguments, chosen);
  declare_waive(cli, arguments, chosen);
  declare_ruling_commands(cli, [&] { return loaded(arguments); }, chosen);
  declare_findings(cli, arguments, chosen);
  declare_service(cli, arguments.service,
                  {arguments.configuration, arguments.language, [&] { return loaded(arguments); }},
                  chosen);
  declare_exports(cli, arguments.exports,
                  {arguments.configuration, arguments.language, [&] { return loaded(arguments); }},
                  chosen);
  declare_worklist(cli, arguments, chosen);
  declare_held(cli, arguments.held, [&] { return loaded(arguments); }, chosen);
  declare_model(cli, arguments, chosen);

  auto* demo = cli.add_subcommand("demo", "a sample municipality, three nights");
  demo->add_option("DIR", arguments.demo.folder, "folder to make it in");
  demo->add_option("--buildings", arguments.demo.buildings)->check(CLI::Range(200U, 2000000U));
  demo->add_option("--seed", arguments.demo.seed);
  demo->callback([&] {
    chosen = [&] {
      return demo_command(arguments.demo, arguments.language == "en" ? sync::Language::en
                                                                     : sync::Language::tr);
    };
  });
}

/// "uavt-sync frob": CLI11 only says that a command is missing.
bool names_unknown_command(const CLI::App& cli) {
  const std::vector<std::string> left = cli.remaining();
  if (left.empty() || left.front().starts_with('-')) return false;
  std::string known;
  for (const CLI::App* command : cli.get_subcommands([](const CLI::App*) { return true; })) {
    known += (known.empty() ? "" : ", ") + command->get_name();
  }
  fmt::print(stderr, "uavt-sync: there is no command '{}'; there are {}\n",
             report::visible(left.front()), known);
  return true;
}

}  // namespace

int command_line(int argc, char** argv) {
  auto logger = spdlog::stderr_logger_mt("uavt-sync");
  logger->set_pattern("time=%Y-%m-%dT%H:%M:%S%z level=%l %v");
  spdlog::set_default_logger(logger);
  CLI::App cli("Keeps a municipality's address layers and UAVT in step, every night.", "uavt-sync");
  Arguments arguments;
  std::function<int()> chosen;
  declare(cli, arguments, chosen);
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0 && names_unknown_command(cli)) return 2;
    std::ostringstream out;
    std::ostringstream complaint;
    const int code = cli.exit(error, out, complaint);
    if (code == 0) {
      fmt::print("{}", out.str());
      return 0;
    }
    fmt::print(stderr, "uavt-sync: {}\n", visible_lines(complaint.str()));
    return 2;
  }
  try {
    return chosen();
  } catch (const std::exception& error) {
    fmt::print(stderr, "uavt-sync: {}\n", sentences_of(error));
    return exit_code_of(error);
  }
}

}  // namespace uavt::app
