// KEY-01, MOD-02 … MOD-05: the cells of a delivered table against a model's attributes.
#include "sync/mapping_columns.hpp"
#include "sync/pattern.hpp"
#include "sync/rules_model_work.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <unordered_map>

namespace uavt::sync {

namespace {

constexpr std::string_view nothing = "–";

bool is_boolean(std::string_view text) {
  // As databases, spreadsheets and people write it, folded.
  constexpr std::array<std::string_view, 12> words = {"TRUE", "FALSE", "T", "F", "1",   "0",
                                                      "EVET", "HAYIR", "E", "H", "VAR", "YOK"};
  return std::ranges::find(words, folded_identifier(text)) != words.end();
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_address(std::string_view text) { return text.find("://") != text.npos; }

/// "http://…/codelist/KatValue/zemin" → "zemin"; what is no address is its own code.
std::string_view code_of(std::string_view text) {
  return is_address(text) ? text.substr(text.find_last_of("/#") + 1) : text;
}

std::string nearest(std::string_view value, const ModelCodeList& list) {
  const std::string folded = folded_identifier(value);
  if (std::ranges::none_of(folded, [](char c) { return c >= 'A' && c <= 'Z'; })) {
    return std::string(nothing);  // no word is nearer to a number than another
  }
  return *std::ranges::min_element(list.values, {}, [&](const std::string& each) {
    return edit_distance(folded_identifier(each), folded);
  });
}

/// One column of the delivery against its attribute.
class ColumnJudge {
 public:
  ColumnJudge(ModelWork& work, const ModelAttribute& attribute, const RawColumn& raw)
      : work_(work), attribute_(attribute), raw_(raw), list_(work.model().list(attribute.list)) {
    if (attribute.pattern.empty()) return;
    try {
      pattern_.emplace(attribute.pattern);
    } catch (const std::invalid_argument&) {
      // Nobody can say whether a value fits it.
    }
  }

  void judge() {
    const bool wanted =
        attribute_.multiplicity && attribute_.multiplicity->least > 0 && !attribute_.voidable;
    for (std::size_t row = 0; row < work_.delivery().rows.size(); ++row) {
      const std::string_view cell = trimmed(cell_text(raw_, row, buffer_));
      if (cell.empty() || says_nothing(cell)) {
        if (wanted) judge_missing(row);
        continue;
      }
      if (repeats() && !(list_ != nullptr && listed(cell))) {
        for (const std::string& each : values_in(cell)) judge_value(row, each);
      } else {
        judge_value(row, cell);
      }
    }
    judge_strangers();
  }

 private:
  /// A cell may hold several values: readers join what an element says more than once by ", ".
  [[nodiscard]] bool repeats() const {
    return attribute_.multiplicity && attribute_.multiplicity->most != 1U;
  }

  static std::vector<std::string> values_in(std::string_view cell) {
    constexpr std::string_view between = ", ";
    std::vector<std::string> values;
    while (!cell.empty()) {
      const auto end = std::min(cell.find(between), cell.size());
      if (const std::string_view value = trimmed(cell.substr(0, end)); !value.empty()) {
        values.emplace_back(value);
      }
      cell.remove_prefix(std::min(end + between.size(), cell.size()));
    }
    return values;
  }

  void judge_value(std::size_t row, std::string_view cell) {
    if (!parses(row, cell)) {
      weakened(work_.about_row(
                   Rule::mod_03, row, attribute_.name,
                   {{"value", std::string(cell)}, {"type", std::string(name(attribute_.value))}}),
               attribute_.value_certainty);
      return;
    }
    if (list_ != nullptr && !listed(cell)) {
      std::vector<std::size_t>& rows = strangers_[std::string(cell)];
      if (rows.empty() || rows.back() != row) rows.push_back(row);
    }
    judge_form(row, cell);
  }

  void weakened(Finding* finding, Certainty certainty) const {
    if (certainty == Certainty::inferred) work_.weaken(finding, Severity::warning);
  }

  void judge_missing(std::size_t row) {
    weakened(work_.about_row(Rule::mod_02, row, attribute_.name, {}),
             attribute_.multiplicity_certainty);
  }

  [[nodiscard]] bool parses(std::size_t row, std::string_view cell) const {
    const RawColumn::Kind kind = raw_.kind;
    const bool number = kind == RawColumn::Kind::integer || kind == RawColumn::Kind::real;
    switch (attribute_.value) {
      case ModelValue::integer:
        return kind == RawColumn::Kind::real ? integer_of(raw_.reals[row]).has_value()
                                             : integer_of(cell).has_value();
      case ModelValue::real:
        return number || real_of(cell).has_value();
      case ModelValue::boolean:
        return is_boolean(cell);
      case ModelValue::date:
        return kind == RawColumn::Kind::date || date_of(cell).has_value();
      case ModelValue::text:
      case ModelValue::code:
      case ModelValue::geometry:
      case ModelValue::reference:
      case ModelValue::structure:
        break;
    }
    return true;
  }

  [[nodiscard]] bool listed(std::string_view cell) const {
    if (std::ranges::find(list_->values, cell) != list_->values.end()) return true;
    // The code alone, or the address of its entry: of two addresses each letter counts.
    const bool address = is_address(cell);
    const bool same_code = std::ranges::any_of(list_->values, [&](const std::string& value) {
      return is_address(value) != address && code_of(value) == code_of(cell);
    });
    if (same_code) return true;
    if (work_.model().exact_names) return false;
    const std::string folded = folded_identifier(cell);
    return std::ranges::any_of(list_->values, [&](const std::string& value) {
      return folded_identifier(value) == folded;
    });
  }

  void judge_form(std::size_t row, std::string_view cell) {
    if (attribute_.longest != 0 && characters(cell) > attribute_.longest) {
      work_.about_row(
          Rule::mod_05, row, attribute_.name,
          {{"value", std::string(cell)}, {"limit", fmt::format("≤ {}", attribute_.longest)}});
    } else if (pattern_ && !pattern_->matches(cell)) {
      work_.about_row(Rule::mod_05, row, attribute_.name,
                      {{"value", std::string(cell)}, {"limit", attribute_.pattern}});
    }
  }

  /// A complete list refuses row by row; of one that only holds what was seen, each value that is
  /// not in it is told once, with its rows.
  void judge_strangers() {
    for (const auto& [value, rows] : strangers_) {
      const Arguments arguments = {{"value", value}, {"nearest", nearest(value, *list_)}};
      if (list_->complete) {
        for (const std::size_t row : rows) {
          weakened(work_.about_row(Rule::mod_04, row, attribute_.name, arguments),
                   list_->certainty);
        }
        continue;
      }
      Finding* const one = work_.about_row(Rule::mod_04, rows.front(), attribute_.name, arguments);
      if (one == nullptr) continue;
      work_.weaken(one, Severity::info);
      one->symmetric = true;
      one->evidence.emplace_back("list", list_->name + " (görülen değerler, tam liste değil)");
      for (std::size_t at = 1; at < rows.size(); ++at) work_.add_row(*one, rows[at]);
    }
  }

  ModelWork& work_;
  const ModelAttribute& attribute_;
  const RawColumn& raw_;
  const ModelCodeList* list_;
  std::optional<Pattern> pattern_;
  std::map<std::string, std::vector<std::size_t>> strangers_;
  std::string buffer_;
};

/// KEY-01 of the attribute that names a row: a one-to-many join behind the export shows so.
void judge_identifiers(ModelWork& work) {
  const RawColumn* const id =
      work.type().id.empty() ? nullptr : work.delivery().rows.column(work.type().id);
  if (id == nullptr) return;
  std::map<std::string, std::vector<std::size_t>> rows_of;
  std::string buffer;
  for (std::size_t row = 0; row < work.delivery().rows.size(); ++row) {
    const std::string_view cell = trimmed(cell_text(*id, row, buffer));
    if (!cell.empty() && !says_nothing(cell)) rows_of[std::string(cell)].push_back(row);
  }
  for (const auto& [value, rows] : rows_of) {
    if (rows.size() < 2) continue;
    Finding* const finding = work.about_row(Rule::key_01, rows.front(), work.type().id,
                                            {{"value", value},
                                             {"count", static_cast<std::int64_t>(rows.size())},
                                             {"kept", std::string(nothing)}});
    if (finding == nullptr) continue;
    finding->symmetric = true;
    for (std::size_t at = 1; at < rows.size(); ++at) work.add_row(*finding, rows[at]);
  }
}

}  // namespace

void judge_model_values(ModelWork& work) {
  judge_identifiers(work);
  for (const ModelAttribute& attribute : work.type().attributes) {
    if (&attribute == work.type().shape()) continue;
    const RawColumn* const raw = work.delivery().rows.column(attribute.name);
    if (raw != nullptr) ColumnJudge(work, attribute, *raw).judge();
  }
}

}  // namespace uavt::sync
