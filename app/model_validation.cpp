#include "app/model_validation.hpp"

#include "app/exit_code.hpp"
#include "app/finding_memory.hpp"
#include "app/model_sources.hpp"
#include "app/outcome.hpp"
#include "config/loader.hpp"
#include "config/model.hpp"
#include "importers/reader.hpp"
#include "report/html.hpp"
#include "report/report.hpp"
#include "report/words.hpp"
#include "sync/account.hpp"
#include "sync/findings.hpp"
#include "sync/mapping.hpp"
#include "sync/rules_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

namespace uavt::app {

namespace {

const sync::FeatureType& type_of(const sync::Model& model, const std::string& name) {
  if (name.empty() && model.types.size() == 1) return model.types.front();
  const sync::FeatureType* const type = name.empty() ? nullptr : model.type(name);
  if (type != nullptr) return *type;
  std::string known;
  for (const sync::FeatureType& each : model.types) {
    known += (known.empty() ? "" : ", ") + report::visible(each.name);
  }
  throw config::ConfigError(
      name.empty() ? fmt::format("--model {} needs --type; it has {}", model.name, known)
                   : fmt::format("model {} has no type '{}'; it has {}", model.name, name, known));
}

/// One source a file, called by its file's name; two of the same name are told apart.
std::vector<sync::SourceSettings> sources_of(const ModelOptions& options,
                                             const std::string& type_name) {
  std::vector<sync::SourceSettings> sources;
  std::set<std::string> names;
  for (const std::string& file : options.files) {
    sync::SourceSettings source;
    const std::string name = std::filesystem::path(file).filename().string();
    source.name = name;
    for (int next = 2; !names.insert(source.name).second; ++next) {
      source.name = fmt::format("{} ({})", name, next);
    }
    source.layer = sync::SourceLayer::flat;  // the type's own columns; it feeds no layer
    source.model_type = type_name;
    source.path = file;
    source.table = options.table;
    source.profile = type_name;
    sources.push_back(std::move(source));
  }
  return sources;
}

}  // namespace

int validate_model_command(sync::Settings settings, const ModelOptions& options,
                           const RunOptions& run) {
  const sync::Model model = config::model_named(options.model);
  const sync::FeatureType& type = type_of(model, options.type);
  const std::string type_name = sync::full_name(model, type);
  settings.sources = sources_of(options, type_name);
  settings.profiles = {sync::profile_of(model, type)};
  std::vector<sync::Model> known = config::models();
  if (std::ranges::find(known, model.name, &sync::Model::name) == known.end()) {
    known.push_back(model);
  }

  RunReport report;
  report.info =
      run_info(settings, fmt::format("validate --model {} --type {}", model.name, type.name));
  std::vector<sync::Delivery> deliveries;
  std::vector<sync::Finding> findings;
  std::vector<sync::SourceAccount> accounts;
  std::vector<sync::Fates> fates;
  for (std::size_t s = 0; s < settings.sources.size(); ++s) {
    sync::Delivery& delivery =
        deliveries.emplace_back(importers::read(settings, static_cast<std::uint16_t>(s)));
    std::ranges::move(delivery.findings, std::back_inserter(findings));
    sync::ModelJudgement judgement = sync::judged(model, type, delivery, known, settings);
    fates.push_back(fates_of(delivery, judgement));
    std::ranges::move(judgement.findings, std::back_inserter(findings));
    sync::SourceAccount& account = accounts.emplace_back();
    account.source = delivery.source;
    account.rows_read = delivery.rows_read;
  }
  sync::group(findings, accounts);
  sync::Night night;  // no register speaks here, yet all that was remembered was judged again
  for (sync::Side& side : night.sides) side.mapped.delivered.fill(true);
  sync::identify(findings, night, {}, settings, sync::Keys::content);
  report::Memory memory;
  sync::Stored stored;
  if (!run.out.empty()) {
    memory = remembered_findings(run.out);
    recall(memory, stored);
  }
  const std::int64_t day = run.day.value_or(today());
  sync::Plan plan;
  sync::compare(plan, std::move(findings), stored, night, 0, past_of(memory, day));

  report.result.sources = source_results(deliveries, {}, settings);
  for (std::size_t s = 0; s < fates.size(); ++s) report.result.sources[s].fates = fates[s];
  report.result.findings = plan.findings;
  add_kept(report.result, plan, stored);
  report.result.verdict = report::verdict(report.result, settings, false);
  finish(report.info, report.result, settings);
  report.json = report::json(report.info, report.result, settings);
  fmt::print("{}", report::text(report.json, settings.run.language));
  if (!run.out.empty()) {
    report.file = report::write(
        run.out, 0, {report.json, {}, report::html(report.json, {}, settings.run.language)});
    remember_findings(run.out, memory_after(memory, plan, stored, settings, day,
                                            remembered_findings(run.out).waivers));
    fmt::print("{}: {}\n", settings.run.language == sync::Language::tr ? "Rapor" : "Report",
               report.file.string());
  }
  return report.result.verdict.exit_code;
}

}  // namespace uavt::app
