#include "sync/causes.hpp"

#include "sync/causes_clues.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

namespace uavt::sync {

namespace {

constexpr std::array<std::string_view, cause_kind_count> kind_names = {
    "constant_shift", "encoding",  "column", "missing_code_value",
    "street_renamed", "bulk_load", "file"};

/// By position of CauseKind.
constexpr std::array<Suspects (*)(const Clues&), cause_kind_count> kinds = {
    suspected_shifts,  suspected_encodings, suspected_columns, suspected_code_values,
    suspected_streets, suspected_loads,     suspected_files};

bool open(const Finding& finding) {
  return finding.state == FindingState::fresh || finding.state == FindingState::persisting ||
         finding.state == FindingState::reopened;
}

std::uint64_t weight(const std::vector<Finding>& findings, const std::vector<std::uint32_t>& of) {
  std::uint64_t rows = 0;
  for (const std::uint32_t at : of) rows += rows_of(findings[at]).size();
  return rows;
}

/// Largest first: of two suspects that claim the same findings the one that explains more has them.
void order(Suspects& suspects) {
  std::ranges::sort(suspects, [](const Suspect& a, const Suspect& b) {
    if (a.findings.size() != b.findings.size()) return a.findings.size() > b.findings.size();
    return a.cause.id < b.cause.id;
  });
}

bool larger(const Cause& a, const Cause& b) {
  return a.count != b.count ? a.count > b.count : a.id < b.id;
}

void complete(Cause& cause, const std::vector<Finding>& findings,
              const std::vector<std::uint32_t>& explained) {
  std::set<Rule> rules;
  for (const std::uint32_t at : explained) rules.insert(findings[at].rule);
  cause.count = explained.size();
  cause.rules.assign(rules.begin(), rules.end());
}

}  // namespace

std::string_view name(CauseKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<CauseKind> cause_kind_named(std::string_view name) {
  const auto found = std::ranges::find(kind_names, name);
  if (found == kind_names.end()) return std::nullopt;
  return static_cast<CauseKind>(found - kind_names.begin());
}

std::vector<Cause> assign_causes(std::vector<Finding>& findings, const Night& night,
                                 const Matched& matched, const std::vector<SourceShift>& shifts,
                                 const Settings& settings) {
  std::vector<Cause> causes;
  Clues clues{findings, {}, night, matched, settings, shifts};
  for (std::uint32_t f = 0; f < findings.size(); ++f) {
    findings[f].cause.clear();
    if (open(findings[f])) clues.open.push_back(f);
  }
  for (const auto suspected : kinds) {
    Suspects suspects = suspected(clues);
    order(suspects);
    for (Suspect& suspect : suspects) {
      const std::uint64_t claimed = weight(findings, suspect.findings);
      std::erase_if(suspect.findings,
                    [&](std::uint32_t at) { return !findings[at].cause.empty(); });
      const std::uint64_t left = weight(findings, suspect.findings);
      // What another of its kind has explained better is not a second cause of it.
      if (left < fewest_rows ||
          static_cast<double>(left) < systematic_share * static_cast<double>(claimed)) {
        continue;
      }
      complete(suspect.cause, findings, suspect.findings);
      for (const std::uint32_t at : suspect.findings) findings[at].cause = suspect.cause.id;
      causes.push_back(std::move(suspect.cause));
    }
    std::erase_if(clues.open, [&](std::uint32_t at) { return !findings[at].cause.empty(); });
  }
  std::ranges::sort(causes, larger);
  return causes;
}

void carry_causes(std::vector<Cause>& causes, const std::vector<Cause>& before,
                  const std::vector<OpenFinding>& open,
                  const std::vector<std::string>& standing) {
  std::unordered_map<std::string_view, const OpenFinding*> known;
  for (const OpenFinding& each : open) {
    if (!each.cause.empty()) known.emplace(each.fingerprint, &each);
  }
  std::map<std::string, std::pair<std::uint64_t, std::set<Rule>>> kept;
  for (const std::string& fingerprint : standing) {
    const auto found = known.find(fingerprint);
    if (found == known.end()) continue;
    auto& [count, rules] = kept[found->second->cause];
    ++count;
    rules.insert(found->second->rule);
  }
  for (const auto& [id, what] : kept) {
    auto cause = std::ranges::find(causes, id, &Cause::id);
    if (cause == causes.end()) {
      const auto told = std::ranges::find(before, id, &Cause::id);
      if (told == before.end()) continue;
      cause = causes.insert(causes.end(), *told);
      cause->count = 0;
      cause->rules.clear();
    }
    cause->count += what.first;
    std::set<Rule> rules = what.second;
    rules.insert(cause->rules.begin(), cause->rules.end());
    cause->rules.assign(rules.begin(), rules.end());
  }
  std::ranges::sort(causes, larger);
}

}  // namespace uavt::sync
