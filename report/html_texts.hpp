// The texts of a page, each once. A hundred thousand sentences are a hundred templates and a table of
// values: a sentence is taken apart along its rule's template and is stored as the values alone.
// Whatever does not fit its template (an older version's wording) is stored whole, so that the page
// always says what report.json says, letter for letter. Private to this room.
#pragma once

#include "sync/rule.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace uavt::report {

/// Texts by number, in order of first use. A text that reads the same in both languages is one.
class TextTable {
 public:
  std::int64_t add(std::string_view text) { return add(text, text); }
  std::int64_t add(std::string_view tr, std::string_view en);
  /// `["same", ["bina", "building"], …]`.
  void write(std::string& out) const;

 private:
  std::unordered_map<std::string, std::int64_t> known_;
  std::vector<std::pair<std::string, std::optional<std::string>>> texts_;  ///< none: the same
};

/// Words like "cbs" or "KEY-04" by number, in order of first use.
class CodeTable {
 public:
  std::int64_t add(std::string_view code);
  [[nodiscard]] const std::vector<std::string>& codes() const { return codes_; }
  void write(std::string& out) const;

 private:
  std::unordered_map<std::string, std::int64_t> known_;
  std::vector<std::string> codes_;
};

/// "{layer} {key}: alanı {area_m2}." as literals and the holes between them.
struct Pattern {
  std::vector<std::string> literals;  ///< one more than names
  std::vector<std::string> names;
};
[[nodiscard]] Pattern pattern_of(std::string_view text);

/// What fills the holes so that the pattern gives exactly `sentence`; nothing where it cannot.
[[nodiscard]] std::optional<std::vector<std::string>> filled_with(const Pattern& pattern,
                                                                  std::string_view sentence);

/// Sentences as template and values.
class SentenceTable {
 public:
  explicit SentenceTable(TextTable& texts);

  struct Told {
    std::int64_t pattern = 0;
    std::vector<std::int64_t> values;   ///< numbers in the text table
    std::vector<std::string> names;     ///< of the arguments the sentence tells
  };
  /// `rule` nullptr: a rule this version does not know, its sentences stay whole.
  [[nodiscard]] Told add(const sync::RuleInfo* rule, std::string_view tr, std::string_view en);

  /// `[{"tr": ["literal", 0, "literal", …], "en": […], "values": 2}, …]`; numbers say which value.
  void write(std::string& out) const;

 private:
  struct Entry {
    Pattern tr, en;
    std::vector<std::string> names;  ///< of both, each once
  };
  [[nodiscard]] const Entry* entry(std::string_view tr, std::string_view en, std::int64_t& number);
  [[nodiscard]] std::optional<Told> fitted(std::string_view pattern_tr, std::string_view pattern_en,
                                           std::string_view tr, std::string_view en);

  TextTable& texts_;
  std::vector<Entry> entries_;  ///< the first is the whole sentence as its only value
  std::map<std::pair<std::string, std::string>, std::int64_t> known_;
};

}  // namespace uavt::report
