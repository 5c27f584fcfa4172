#include "report/text_findings.hpp"

#include "report/decision_list.hpp"
#include "report/flat_finding.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace uavt::report {

namespace {

using sync::Language;
using Json = nlohmann::ordered_json;

const std::string& text_of(const Json& finding, const char* field) {
  return finding.at(field).get_ref<const std::string&>();
}

/// "yapi, YAPI.shp, satır 12: " – empty for a finding without a place in a file.
std::string place(const Json& finding, Language language) {
  const auto origin = finding.find("origin");
  if (origin == finding.end() || !origin->is_object()) return "";
  std::string text = visible(text_of(*origin, "source"));
  if (origin->contains("file")) text += ", " + visible(text_of(*origin, "file"));
  if (const Json& row = origin->at("row"); row.is_number()) {
    text += fmt::format(", {} {}", language == Language::tr ? "satır" : "row",
                        row.get<std::uint64_t>());
  }
  return text + ": ";
}

}  // namespace

std::string FindingGroups::sentence(const Json& finding) const {
  const std::string text = text_of(finding.at("message"), turkish() ? "tr" : "en");
  std::string asked;
  if (finding.contains("decision")) {
    asked = (turkish() ? " Karar bekliyor: " : " Waits for a decision: ") +
            decide_command_of(text_of(finding, "fingerprint"), language_);
  }
  return place(finding, language_) + visible(text) + asked;
}

/// What stands, and who said so: "istisna: … (Yol kapanacak · Ayşe · 31.01.2027 tarihine kadar)".
std::string FindingGroups::waived(const Json& finding) const {
  std::string text = (turkish() ? "istisna: " : "waived: ") + sentence(finding);
  const auto found = finding.find("waiver");
  if (found == finding.end() || !found->is_object()) return text;
  const auto member = [&](const char* name) { return found->value(name, std::string()); };
  const FlatWaiver waiver{member("reason"), member("person"), member("until"), member("scope")};
  return text + " (" + waiver_text(waiver, language_) + ")";
}

void FindingGroups::add(const Json& finding, std::uint64_t rows) {
  const std::string& rule = text_of(finding, "rule");
  const auto severity =
      sync::severity_named(text_of(finding, "severity")).value_or(sync::Severity::error);
  FindingGroup& group = groups_[{-static_cast<int>(severity), rule}];
  if (group.rule.empty()) {
    group.rule = visible(rule);
    group.severity = severity;
    if (const auto known = sync::rule_named(rule)) group.info = &sync::info(*known);
  }
  const std::string& state = text_of(finding, "state");
  if (state == "fixed") {
    ++group.fixed;
    return;
  }
  if (state == "waived") {
    ++group.waived;
    if (group.exempt.size() < examples_) group.exempt.push_back(waived(finding));
    return;
  }
  group.rows += rows;
  const std::size_t kind = state == "new" ? 0 : state == "reopened" ? 1 : 2;
  ++(kind == 0 ? group.fresh : kind == 1 ? group.reopened : group.persisting);
  if (group.examples[kind].size() < examples_) group.examples[kind].push_back(sentence(finding));
}

bool FindingGroups::any_open() const {
  return std::ranges::any_of(groups_, [](const auto& each) { return each.second.open() > 0; });
}

std::string FindingGroups::title(const FindingGroup& group) const {
  if (group.info == nullptr) return group.rule;
  return fmt::format("{} {}", group.rule, turkish() ? group.info->title_tr : group.info->title_en);
}

std::string FindingGroups::counts(const FindingGroup& group) const {
  std::vector<std::string> parts;
  const auto part = [&](std::uint64_t count, const char* tr, const char* en) {
    if (count == 0) return;
    parts.push_back(fmt::format("{} {}", number(count, language_), turkish() ? tr : en));
  };
  part(group.fresh, "yeni", "new");
  part(group.reopened, "yeniden açılan", "reopened");
  part(group.persisting, "süren", "persisting");
  part(group.fixed, "giderilen", "fixed");
  part(group.waived, "istisna tanınan", "waived");
  const char* open = turkish()           ? "açık bulgu"
                     : group.open() == 1 ? "open finding"
                                         : "open findings";
  std::string text = fmt::format("{} {}: {}", number(group.open(), language_), open,
                                 fmt::join(parts, ", "));
  if (group.rows > 0) {
    text += fmt::format(" ({} {})", number(group.rows, language_),
                        turkish() ? "kayıt" : "records");
  }
  return text;
}

std::vector<std::string> FindingGroups::first_corrections(std::size_t at_most) const {
  std::vector<const FindingGroup*> urgent;
  for (const auto& [order, group] : groups_) {
    const bool urges = group.severity != sync::Severity::info && group.info != nullptr;
    if (urges && group.unseen() > 0) urgent.push_back(&group);
  }
  std::ranges::stable_sort(urgent, [](const FindingGroup* a, const FindingGroup* b) {
    return std::make_tuple(a->severity, a->unseen()) > std::make_tuple(b->severity, b->unseen());
  });
  if (urgent.size() > at_most) urgent.resize(at_most);
  std::vector<std::string> actions;
  for (const FindingGroup* group : urgent) {
    actions.push_back(fmt::format("{} ({} {}): {}", title(*group),
                                  number(group->unseen(), language_), turkish() ? "yeni" : "new",
                                  turkish() ? group->info->correct_tr : group->info->correct_en));
  }
  return actions;
}

void FindingGroups::append_examples(std::string& out, const std::vector<std::string>& shown,
                                    std::uint64_t all) const {
  for (const std::string& each : shown) out += wrapped("– " + each, {.first = 4, .rest = 6});
  if (shown.empty() || all <= shown.size()) return;
  const std::string rest = number(all - shown.size(), language_);
  const std::string more =
      turkish() ? fmt::format("… ve {} bulgu daha; hepsi report.json dosyasında.", rest)
                : fmt::format("… and {} more; all of them in report.json.", rest);
  out += wrapped(more, {.first = 4, .rest = 6});
}

std::string FindingGroups::text() const {
  if (groups_.empty()) {
    return wrapped(turkish() ? "Bulgu yok: kayıtlar kurallara uyuyor."
                             : "None: the records keep the rules.",
                   {.first = 2, .rest = 2});
  }
  std::string out;
  for (const auto& [order, group] : groups_) {
    out += wrapped(fmt::format("{} · {}", severity_word(sync::name(group.severity), language_),
                               title(group)),
                   {.first = 2, .rest = 4});
    out += wrapped(counts(group), {.first = 4, .rest = 4});
    std::vector<std::string> shown;
    for (const auto& kind : group.examples) {
      const std::size_t room = examples_ - shown.size();
      shown.insert(shown.end(), kind.begin(), kind.begin() + static_cast<std::ptrdiff_t>(
                                                                std::min(room, kind.size())));
    }
    append_examples(out, shown, group.open());
    append_examples(out, group.exempt, group.waived);
  }
  return out;
}

nlohmann::ordered_json parsed_into(FindingGroups& groups, const std::string& report_json) {
  // Depths as the parser counts them: report 0, result 1, findings 2, a finding 3, its lists 4,
  // their elements 5. Keys are one deeper than the object they are in.
  constexpr int section = 2;
  constexpr int finding = 3;
  constexpr int field = 4;
  constexpr int element = 5;
  bool in_result = false;
  bool in_findings = false;
  bool in_rows = false;
  std::uint64_t rows = 0;
  return Json::parse(report_json, [&](int depth, Json::parse_event_t event, Json& parsed) {
    using Event = Json::parse_event_t;
    if (event == Event::key && depth == 1) in_result = parsed == "result";
    if (event == Event::key && depth == section) in_findings = in_result && parsed == "findings";
    if (!in_findings || depth < finding) return true;
    if (event == Event::key && depth == field) {
      const auto& name = parsed.get_ref<const std::string&>();
      in_rows = name == "rows";
      return name == "rule" || name == "severity" || name == "state" || name == "message" ||
             name == "origin" || name == "waiver" || name == "decision" || name == "fingerprint";
    }
    if (event == Event::object_start && depth == element && in_rows) ++rows;
    if (event != Event::object_end || depth != finding) return true;
    groups.add(parsed, rows);
    rows = 0;
    in_rows = false;
    return false;
  });
}

}  // namespace uavt::report
