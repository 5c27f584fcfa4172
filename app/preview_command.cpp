#include "app/preview_command.hpp"

#include "app/run.hpp"
#include "config/loader.hpp"
#include "report/finding_list.hpp"
#include "report/report.hpp"
#include "sync/rule_preview.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace uavt::app {

namespace {

using Lines = std::vector<std::string>;

Lines told(const std::vector<sync::Finding>& findings, const std::vector<std::size_t>& which,
           const sync::Settings& settings) {
  Lines lines;
  for (const std::size_t at : which) lines.push_back(report::json(findings[at], settings));
  return lines;
}

void print_list(std::string_view title, const Lines& findings, sync::Language language) {
  fmt::print("{}: {}\n", title, findings.size());
  if (!findings.empty()) fmt::print("{}\n", report::finding_list(findings, {}, language));
}

}  // namespace

int preview_command(const sync::Settings& settings, const std::filesystem::path& rules,
                    PreviewForm form) {
  const sync::Settings changed = config::with_rules(settings, rules);
  RunOptions options;
  options.command = "rules preview";
  options.store = Store::nothing;
  options.full = true;  // what is remembered of a file was read with the rules in force
  const std::vector<sync::Finding> before = run(settings, options).result.findings;
  const std::vector<sync::Finding> after = run(changed, options).result.findings;
  const sync::RulePreview difference = sync::preview(before, after);
  std::vector<std::size_t> now;
  for (const auto& each : difference.changed) now.push_back(each.after);
  const Lines added = told(after, difference.added, changed);
  const Lines removed = told(before, difference.removed, settings);
  const Lines reweighed = told(after, now, changed);
  if (form == PreviewForm::json) {
    fmt::print("{{\"added\": {}, \"removed\": {}, \"severity_changed\": {}}}\n",
               report::finding_list_json(added, {}), report::finding_list_json(removed, {}),
               report::finding_list_json(reweighed, {}));
    return 0;
  }
  const sync::Language language = settings.run.language;
  const bool turkish = language == sync::Language::tr;
  print_list(turkish ? "Eklenecek bulgu" : "Findings that would come", added, language);
  print_list(turkish ? "Kalkacak bulgu" : "Findings that would go", removed, language);
  print_list(turkish ? "Önemi değişecek bulgu" : "Findings of another severity", reweighed,
             language);
  return 0;
}

}  // namespace uavt::app
