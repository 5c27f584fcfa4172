#include "report/html_texts.hpp"

#include "report/json_text.hpp"

#include <algorithm>

namespace uavt::report {

namespace {

constexpr char between = '\x1f';  // no text that went through visible() holds it

void add_names(std::vector<std::string>& names, const Pattern& pattern) {
  for (const std::string& name : pattern.names) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
}

std::int64_t position(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) - names.begin();
}

/// Value of `name` in a pattern filled with `values`.
const std::string* value_of(const Pattern& pattern, const std::vector<std::string>& values,
                            const std::string& name) {
  const auto found = std::ranges::find(pattern.names, name);
  return found == pattern.names.end() ? nullptr : &values[found - pattern.names.begin()];
}

void write_pattern(std::string& out, const Pattern& pattern,
                   const std::vector<std::string>& names) {
  out += '[';
  for (std::size_t i = 0; i < pattern.literals.size(); ++i) {
    if (i > 0) {
      out += ',';
      append_json(out, position(names, pattern.names[i - 1]));
      out += ',';
    }
    append_json(out, pattern.literals[i]);
  }
  out += ']';
}

}  // namespace

std::int64_t TextTable::add(std::string_view tr, std::string_view en) {
  std::string key(tr);
  const bool same = tr == en;
  if (!same) (key += between) += en;
  const auto [found, fresh] = known_.try_emplace(std::move(key), std::ssize(texts_));
  if (fresh) texts_.emplace_back(tr, same ? std::nullopt : std::optional<std::string>(en));
  return found->second;
}

void TextTable::write(std::string& out) const {
  out += '[';
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    if (i > 0) out += ',';
    const auto& [tr, en] = texts_[i];
    if (!en) {
      append_json(out, tr);
      continue;
    }
    out += '[';
    append_json(out, tr);
    out += ',';
    append_json(out, *en);
    out += ']';
  }
  out += ']';
}

std::int64_t CodeTable::add(std::string_view code) {
  const auto [found, fresh] = known_.try_emplace(std::string(code), std::ssize(codes_));
  if (fresh) codes_.emplace_back(code);
  return found->second;
}

void CodeTable::write(std::string& out) const {
  out += '[';
  for (std::size_t i = 0; i < codes_.size(); ++i) {
    if (i > 0) out += ',';
    append_json(out, codes_[i]);
  }
  out += ']';
}

Pattern pattern_of(std::string_view text) {
  Pattern pattern;
  pattern.literals.emplace_back();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == text.npos ? text.npos : text.find('}', open);
    if (close == text.npos) {
      pattern.literals.back() += text.substr(at);
      break;
    }
    pattern.literals.back() += text.substr(at, open - at);
    pattern.names.emplace_back(text.substr(open + 1, close - open - 1));
    pattern.literals.emplace_back();
    at = close + 1;
  }
  return pattern;
}

std::optional<std::vector<std::string>> filled_with(const Pattern& pattern,
                                                    std::string_view sentence) {
  if (!sentence.starts_with(pattern.literals.front())) return std::nullopt;
  std::size_t at = pattern.literals.front().size();
  std::vector<std::string> values;
  for (std::size_t i = 0; i < pattern.names.size(); ++i) {
    const std::string& literal = pattern.literals[i + 1];
    const bool last = i + 1 == pattern.names.size();
    // The last literal ends the sentence, wherever else it may stand in a value.
    if (last && sentence.size() < at + literal.size()) return std::nullopt;
    const std::size_t end =
        last ? sentence.size() - literal.size() : sentence.find(literal, at);
    if (end == sentence.npos || (last && !sentence.ends_with(literal))) return std::nullopt;
    values.emplace_back(sentence.substr(at, end - at));
    const auto earlier = std::ranges::find(pattern.names, pattern.names[i]);
    if (values[earlier - pattern.names.begin()] != values.back()) return std::nullopt;
    at = end + literal.size();
  }
  if (at != sentence.size()) return std::nullopt;
  return values;
}

SentenceTable::SentenceTable(TextTable& texts) : texts_(texts) {
  entries_.push_back({pattern_of("{sentence}"), pattern_of("{sentence}"), {"sentence"}});
}

const SentenceTable::Entry* SentenceTable::entry(std::string_view tr, std::string_view en,
                                                 std::int64_t& number) {
  const auto [found, fresh] =
      known_.try_emplace({std::string(tr), std::string(en)}, std::ssize(entries_));
  if (fresh) {
    Entry made{pattern_of(tr), pattern_of(en), {}};
    add_names(made.names, made.tr);
    add_names(made.names, made.en);
    entries_.push_back(std::move(made));
  }
  number = found->second;
  return &entries_[number];
}

std::optional<SentenceTable::Told> SentenceTable::fitted(std::string_view pattern_tr,
                                                         std::string_view pattern_en,
                                                         std::string_view tr,
                                                         std::string_view en) {
  if (pattern_tr.empty()) return std::nullopt;
  Told told;
  const Entry& made = *entry(pattern_tr, pattern_en, told.pattern);
  const auto values_tr = filled_with(made.tr, tr);
  const auto values_en = filled_with(made.en, en);
  if (!values_tr || !values_en) return std::nullopt;
  told.names = made.names;
  for (const std::string& name : made.names) {
    const std::string* in_tr = value_of(made.tr, *values_tr, name);
    const std::string* in_en = value_of(made.en, *values_en, name);
    told.values.push_back(texts_.add(*(in_tr != nullptr ? in_tr : in_en),
                                     *(in_en != nullptr ? in_en : in_tr)));
  }
  return told;
}

SentenceTable::Told SentenceTable::add(const sync::RuleInfo* rule, std::string_view tr,
                                       std::string_view en) {
  if (rule != nullptr) {
    if (auto told = fitted(rule->message_tr, rule->message_en, tr, en)) return *std::move(told);
    if (auto told = fitted(rule->grouped_tr, rule->grouped_en, tr, en)) return *std::move(told);
  }
  return {.pattern = 0, .values = {texts_.add(tr, en)}, .names = {}};
}

void SentenceTable::write(std::string& out) const {
  out += '[';
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (i > 0) out += ',';
    out += "{\"tr\":";
    write_pattern(out, entries_[i].tr, entries_[i].names);
    out += ",\"en\":";
    write_pattern(out, entries_[i].en, entries_[i].names);
    out += ",\"values\":";
    append_json(out, std::ssize(entries_[i].names));
    out += '}';
  }
  out += ']';
}

}  // namespace uavt::report
