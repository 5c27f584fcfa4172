#include "sync/column_map.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string_view>

#include "sync/text.hpp"

namespace uavt::sync {
namespace {

/// How many characters of a column's name a DBF file keeps.
constexpr std::size_t dbf_name_length = 10;

/// A column's name as delivered and folded; `stem` is what a DBF truncation left of a longer name.
struct Examined {
  std::string_view name;
  std::string folded;
  std::string stem;              ///< empty: not truncated
  bool after_collision = false;  ///< the stem lost two more characters to "_1"
};

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// "ZEMINUST_1", "ZEMINUS_12": what is left when the writer made a second column of the same ten
/// characters unique. Nothing when the name has no such end.
std::optional<std::string_view> before_collision(std::string_view name) {
  const auto bar = name.rfind('_');
  if (bar == std::string_view::npos || bar + 1 == name.size() || name.size() - bar > 3) {
    return std::nullopt;
  }
  const bool digits =
      std::ranges::all_of(name.substr(bar + 1), [](char c) { return c >= '0' && c <= '9'; });
  const std::size_t length = character_count(name);
  if (!digits || length < dbf_name_length - 1 || length > dbf_name_length) return std::nullopt;
  return name.substr(0, bar);
}

Examined examined(std::string_view name) {
  Examined column{name, folded_identifier(name), {}, false};
  const std::string_view bare = trimmed(name);
  if (const auto stem = before_collision(bare)) {
    column.stem = folded_identifier(*stem);
    column.after_collision = true;
  } else if (character_count(bare) == dbf_name_length || bare.size() == dbf_name_length ||
             column.folded.size() == dbf_name_length) {
    column.stem = column.folded;
  }
  return column;
}

/// The nearest column to a name nobody has; the first of several.
std::string nearest(std::string_view name, std::span<const Examined> columns) {
  const std::string wanted = folded_identifier(name);
  const auto found = std::ranges::min_element(columns, {}, [&wanted](const Examined& column) {
    return edit_distance(wanted, column.folded);
  });
  return found == columns.end() ? std::string() : std::string(found->name);
}

/// Fills a ColumnMap step by step: what is asked for by name first, then a profile.
class Mapper {
 public:
  explicit Mapper(std::span<const Examined> columns)
      : columns_(columns), attribute_of_(columns.size()) {}

  [[nodiscard]] bool mapped(std::string_view attribute) const {
    return std::ranges::count(attribute_of_, attribute) != 0;
  }
  [[nodiscard]] std::size_t count() const {
    return columns_.size() -
           static_cast<std::size_t>(std::ranges::count(attribute_of_, std::string_view()));
  }
  [[nodiscard]] std::string_view attribute_of(std::size_t column) const {
    return attribute_of_[column];
  }
  void take(std::size_t column, std::string_view attribute) { attribute_of_[column] = attribute; }

  /// The column a person means by a name: its very name, else folded, else truncated; one that is
  /// still free before one that is taken.
  [[nodiscard]] std::optional<std::size_t> asked_for(std::string_view name) const {
    const std::string folded = folded_identifier(name);
    const auto by_name = first_free([&](const Examined& c) { return c.name == name; });
    if (by_name) return by_name;
    const auto by_folded =
        first_free([&](const Examined& c) { return !folded.empty() && c.folded == folded; });
    if (by_folded) return by_folded;
    return first_free([&](const Examined& c) { return truncated(c, folded); });
  }

  void apply(const ProfileLayer& profile) {
    const std::vector<Rule> rules = prepared(profile);
    // Best names first over all attributes: the second choice of one never takes the first of
    // another. An exact name anywhere beats a truncated one.
    for (std::size_t rank = 0; rank < longest(rules); ++rank) {
      for (const Rule& rule : rules) take_exact(rule, rank);
    }
    for (const bool after_collision : {false, true}) {
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (columns_[c].after_collision == after_collision) take_truncated(rules, c);
      }
    }
  }

 private:
  struct Rule {
    std::string_view attribute;
    std::vector<std::string> folded;
  };

  static bool truncated(const Examined& column, std::string_view folded_name) {
    return !column.stem.empty() && folded_name.size() > column.stem.size() &&
           folded_name.starts_with(column.stem);
  }

  static std::vector<Rule> prepared(const ProfileLayer& profile) {
    std::vector<Rule> rules;
    for (const ColumnRule& column : profile.columns) {
      Rule rule{column.attribute, {}};
      std::ranges::transform(column.names, std::back_inserter(rule.folded), folded_identifier);
      rules.push_back(std::move(rule));
    }
    return rules;
  }

  static std::size_t longest(const std::vector<Rule>& rules) {
    std::size_t most = 0;
    for (const Rule& rule : rules) most = std::max(most, rule.folded.size());
    return most;
  }

  template <typename Predicate>
  [[nodiscard]] std::optional<std::size_t> first_free(Predicate fits) const {
    std::optional<std::size_t> taken;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (!fits(columns_[c])) continue;
      if (attribute_of_[c].empty()) return c;
      if (!taken) taken = c;
    }
    return taken;
  }

  void take_exact(const Rule& rule, std::size_t rank) {
    if (rank >= rule.folded.size() || rule.folded[rank].empty() || mapped(rule.attribute)) return;
    const auto found = first_free([&](const Examined& c) { return c.folded == rule.folded[rank]; });
    if (found && attribute_of_[*found].empty()) take(*found, rule.attribute);
  }

  /// A truncated name counts only when one attribute alone can be meant by it, taken or not.
  void take_truncated(const std::vector<Rule>& rules, std::size_t column) {
    if (!attribute_of_[column].empty()) return;
    std::set<std::string_view> meant;
    for (const Rule& rule : rules) {
      const bool fits = std::ranges::any_of(
          rule.folded, [&](const std::string& name) { return truncated(columns_[column], name); });
      if (fits) meant.insert(rule.attribute);
    }
    if (meant.size() == 1 && !mapped(*meant.begin())) take(column, *meant.begin());
  }

  std::span<const Examined> columns_;
  std::vector<std::string_view> attribute_of_;  ///< by column; empty: free
};

/// A model's type maps to attributes no layer has: only a source that names it means it.
bool of_model(const ProfileLayer& layer) {
  return std::ranges::any_of(layer.columns, [&](const ColumnRule& rule) {
    return !source_attribute(layer.layer, rule.attribute);
  });
}

/// The layer of the profiles that maps the most columns beyond what is taken already.
struct Recognised {
  const Profile* profile = nullptr;
  const ProfileLayer* layer = nullptr;
};

Recognised recognised(const SourceSettings& source, std::span<const Profile> profiles,
                      const Mapper& taken) {
  Recognised best;
  std::size_t most = 0;
  for (const Profile& profile : profiles) {
    if (!source.profile.empty() && profile.name != source.profile) continue;
    for (const ProfileLayer& layer : profile.layers) {
      if (layer.layer != source.layer) continue;
      if (source.model_type.empty() && of_model(layer)) continue;
      Mapper attempt = taken;
      attempt.apply(layer);
      const bool named_without_columns = best.layer == nullptr && !source.profile.empty();
      if (attempt.count() > most || named_without_columns) {
        most = attempt.count();
        best = {&profile, &layer};
      }
    }
  }
  return best;
}

/// Code translations: the profile's, then the source's own, value by value.
void add_codes(ColumnMap& map,
               const std::map<std::string, std::map<std::string, std::string>>& codes) {
  for (const auto& [attribute, values] : codes) {
    for (const auto& [delivered, ours] : values) map.codes[attribute][delivered] = ours;
  }
}

/// Schema names and dots go: "public.yapi" → "yapi".
std::string_view without_schema(std::string_view table) {
  const auto dot = table.rfind('.');
  return dot == std::string_view::npos ? table : table.substr(dot + 1);
}

/// The words of a table's name, folded: "MAKS_YAPI_2026" → MAKS, YAPI, 2026.
std::vector<std::string> folded_words(std::string_view table) {
  std::vector<std::string> words;
  while (!table.empty()) {
    const auto end = table.find_first_of("_-. ");
    if (std::string word = folded_identifier(table.substr(0, end)); !word.empty()) {
      words.push_back(std::move(word));
    }
    if (end == std::string_view::npos) break;
    table.remove_prefix(end + 1);
  }
  return words;
}

/// The only table for which `fits`; nothing when there is none or several.
template <typename Predicate>
std::optional<int> only_one(std::span<const std::string> tables, Predicate fits) {
  std::optional<int> found;
  for (std::size_t t = 0; t < tables.size(); ++t) {
    if (!fits(tables[t])) continue;
    if (found) return std::nullopt;
    found = static_cast<int>(t);
  }
  return found;
}

}  // namespace

ColumnMap column_map(const SourceSettings& source, std::span<const Profile> profiles,
                     std::span<const std::string> columns) {
  std::vector<Examined> examined_columns;
  std::ranges::transform(columns, std::back_inserter(examined_columns), examined);
  ColumnMap map;
  Mapper mapper(examined_columns);

  for (const auto& [attribute, column] : source.columns) {
    const auto found = mapper.asked_for(column);
    if (found && mapper.attribute_of(*found).empty()) {
      mapper.take(*found, attribute);
    } else {
      map.missing.push_back({attribute, column, nearest(column, examined_columns)});
    }
  }
  if (!source.profile.empty() || mapper.count() == 0) {
    const Recognised found = recognised(source, profiles, mapper);
    if (found.layer != nullptr) {
      mapper.apply(*found.layer);
      map.profile = found.profile->name;
      add_codes(map, found.layer->codes);
    }
  }
  add_codes(map, source.codes);

  std::optional<std::size_t> id;
  if (!source.id_column.empty()) {
    id = mapper.asked_for(source.id_column);
    if (!id) {
      map.missing.push_back(
          {"id_column", source.id_column, nearest(source.id_column, examined_columns)});
    }
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::string_view attribute = mapper.attribute_of(c);
    const bool overruled = attribute == "id" && id && *id != c;
    if (!attribute.empty() && !overruled) map.mapped.push_back({std::string(attribute), c});
    if (id == c && attribute != "id") map.mapped.push_back({"id", c});
    if ((attribute.empty() || overruled) && id != c) map.unmapped.push_back(c);
  }
  return map;
}

int table_for(const SourceSettings& source, std::span<const Profile> profiles,
              std::span<const std::string> tables) {
  if (!source.table.empty()) {
    const auto exact = std::ranges::find(tables, source.table);
    if (exact != tables.end()) return static_cast<int>(exact - tables.begin());
    const std::string wanted = folded_identifier(source.table);
    return only_one(tables,
                    [&](const std::string& table) { return folded_identifier(table) == wanted; })
        .value_or(-1);
  }
  if (tables.size() == 1) return 0;

  std::vector<std::string> names;  // what profiles call this layer's table, best first
  for (const Profile& profile : profiles) {
    if (!source.profile.empty() && profile.name != source.profile) continue;
    for (const ProfileLayer& layer : profile.layers) {
      if (layer.layer != source.layer) continue;
      if (source.model_type.empty() && of_model(layer)) continue;
      std::ranges::transform(layer.tables, std::back_inserter(names), folded_identifier);
    }
  }
  for (const std::string& name : names) {
    const auto whole = only_one(tables, [&](const std::string& table) {
      return folded_identifier(table) == name || folded_identifier(without_schema(table)) == name;
    });
    if (whole) return *whole;
  }
  for (const std::string& name : names) {
    const auto as_word = only_one(tables, [&](const std::string& table) {
      return std::ranges::count(folded_words(table), name) != 0;
    });
    if (as_word) return *as_word;
  }
  return -1;
}

}  // namespace uavt::sync
