// The findings of report.json for the plain text: grouped by severity and rule, counted whole, a
// few kept to be shown. They are folded while the file is parsed: the tree of a hundred thousand
// findings would be a gigabyte.
#pragma once

#include "sync/rule.hpp"
#include "sync/settings.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace uavt::report {

/// All findings of one rule with one severity.
struct FindingGroup {
  std::string rule;  ///< id as in the report, visible
  const sync::RuleInfo* info = nullptr;  ///< nullptr: a rule this version does not know
  sync::Severity severity{};
  std::uint64_t fresh = 0, persisting = 0, reopened = 0, fixed = 0, waived = 0;
  std::uint64_t rows = 0;  ///< rows listed by grouped findings that are open
  /// Sentences with their place: of new findings, of reopened ones, of persisting ones.
  std::array<std::vector<std::string>, 3> examples;
  std::vector<std::string> exempt;  ///< of waived ones: place, sentence, waiver
  [[nodiscard]] std::uint64_t unseen() const { return fresh + reopened; }
  [[nodiscard]] std::uint64_t open() const { return fresh + persisting + reopened; }
};

class FindingGroups {
 public:
  FindingGroups(sync::Language language, std::size_t examples)
      : language_(language), examples_(examples) {}

  /// Adds one element of `findings`, `rows` being the length of its list of rows.
  /// Errors: nlohmann::json::exception when it is no finding.
  void add(const nlohmann::ordered_json& finding, std::uint64_t rows);
  [[nodiscard]] bool any_open() const;
  /// What to correct first: the rules with new errors or warnings, worst and largest first.
  [[nodiscard]] std::vector<std::string> first_corrections(std::size_t at_most) const;
  /// Worst severity first, then by rule id.
  [[nodiscard]] std::string text() const;

 private:
  [[nodiscard]] bool turkish() const { return language_ == sync::Language::tr; }
  [[nodiscard]] std::string title(const FindingGroup& group) const;
  [[nodiscard]] std::string counts(const FindingGroup& group) const;
  [[nodiscard]] std::string waived(const nlohmann::ordered_json& finding) const;
  void append_examples(std::string& out, const std::vector<std::string>& shown,
                       std::uint64_t all) const;
  [[nodiscard]] std::string sentence(const nlohmann::ordered_json& finding) const;

  sync::Language language_;
  std::size_t examples_;
  std::map<std::tuple<int, std::string>, FindingGroup> groups_;
};

/// The report's tree without its findings, which go into `groups`.
/// Errors: nlohmann::json::exception.
[[nodiscard]] nlohmann::ordered_json parsed_into(FindingGroups& groups,
                                                 const std::string& report_json);

}  // namespace uavt::report
