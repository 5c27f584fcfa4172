// One table of a TOML file, read key by key. It exists so that every complaint has the same form:
// file, line, the table, what is wrong, and the nearest thing that would be right. Private to this
// room: the only header that shows toml++.
#pragma once

#include "config/loader.hpp"

#include <toml++/toml.h>

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::config {

/// The word of `known` that is written most like `word`; empty when nothing is known.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> known);
/// "a, b, c".
[[nodiscard]] std::string listed(std::span<const std::string_view> words);
/// The bytes of a text file. Errors: ConfigError when it cannot be read.
[[nodiscard]] std::string text_of(const std::filesystem::path& file);
/// Errors: ConfigError with file and line.
[[nodiscard]] toml::table parsed(std::string_view text, const std::string& file);

/// Lowest and highest accepted value.
template <class Number>
struct Bounds {
  Number lowest, highest;
};

/// A view of a parsed table. Lifetime: the parsed document.
/// Errors: every reader throws ConfigError when the key has another type or value than asked for;
/// an absent key is no error but nothing (or empty), except where the name says `required`.
class Section {
 public:
  /// `title` is how people find it: "[run]", "[[source]] 'yapi'".
  Section(const toml::table& table, std::string title, std::string file);

  [[nodiscard]] const std::string& title() const { return title_; }
  /// The same table under another title, once its own name is known.
  [[nodiscard]] Section titled(std::string title) const;
  [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }
  /// Keys in the order of the file, which is an order of preference in profiles.
  [[nodiscard]] std::vector<std::string> keys() const;

  /// Refuses every key that is not in `known`, naming the nearest.
  void only(std::span<const std::string_view> known) const;
  void only(std::initializer_list<std::string_view> known) const;

  [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
  [[nodiscard]] std::string required_text(std::string_view key) const;  ///< not blank
  [[nodiscard]] std::optional<bool> flag(std::string_view key) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key,
                                                    Bounds<std::int64_t> bounds) const;
  [[nodiscard]] std::int64_t required_integer(std::string_view key,
                                              Bounds<std::int64_t> bounds) const;
  [[nodiscard]] std::optional<double> number(std::string_view key, Bounds<double> bounds) const;
  [[nodiscard]] std::optional<std::int64_t> date(std::string_view key) const;  ///< days since 1970
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  /// An array of codes: positive integers, each once.
  [[nodiscard]] std::vector<std::int64_t> codes(std::string_view key) const;
  /// One of a few words, as `parse` understands them; `allowed` is for the complaint.
  template <class Parse>
  [[nodiscard]] auto choice(std::string_view key, Parse parse,
                            std::span<const std::string_view> allowed) const
      -> decltype(parse(std::string_view())) {
    const std::optional<std::string> word = text(key);
    if (!word) return {};
    auto value = parse(std::string_view(*word));
    if (!value) refuse_word(key, *word, allowed);
    return value;
  }

  [[nodiscard]] std::optional<Section> section(std::string_view key) const;
  [[nodiscard]] Section required_section(std::string_view key) const;
  /// An array of tables, `[[key]]`.
  [[nodiscard]] std::vector<Section> sections(std::string_view key) const;

  /// Errors: always ConfigError, at the key's line (the table's where it has no such key).
  [[noreturn]] void refuse(std::string_view key, const std::string& complaint) const;
  [[noreturn]] void refuse_word(std::string_view key, std::string_view word,
                                std::span<const std::string_view> allowed) const;
  /// "file:line" of a key.
  [[nodiscard]] std::string place(std::string_view key) const;

 private:
  [[noreturn]] void refuse_type(std::string_view key, std::string_view wanted) const;
  [[noreturn]] void refuse_missing(std::string_view key) const;

  const toml::table* table_;
  std::string title_;
  std::string file_;
};

}  // namespace uavt::config
