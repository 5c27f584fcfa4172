#include "sync/source_shape.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "sync/mapping_columns.hpp"
#include "sync/text.hpp"

namespace uavt::sync {

namespace {

/// Attributes whose lists are the municipality's own and not known to the program. Where it knows
/// the list MOD-04 speaks, and a known value that never occurred before is no drift.
/// Source: docs (ATTRIBUTES), lists whose official numbers are not public.
constexpr std::array<std::string_view, 6> listed_attributes = {
    "tip", "durum", "kullanim", "kullanim_turu", "kullanim_alt_turu", "gelismislik_durumu"};

/// More values than this are no code list.
constexpr std::size_t longest_list = 64;

/// So many of a column's values make it what they are; the others are MOD-03's.
constexpr double family_share = 0.95;

/// How many characters of a column's name a DBF file keeps.
constexpr std::size_t dbf_name_length = 10;

std::string without_controls(std::string_view text) {
  std::string clean(text);
  for (char& c : clean) {
    if (static_cast<unsigned char>(c) < 0x20 || c == '|') c = ' ';
  }
  return clean;
}

bool is_list(const Attribute& attribute) {
  return attribute.type == AttributeType::text &&
         std::ranges::find(listed_attributes, attribute.name) != listed_attributes.end();
}

template <typename Fits>
ValueFamily family_by(const RawColumn& raw, ValueFamily family, Fits fits) {
  std::size_t filled = 0, fitting = 0;
  for (std::size_t record = 0; record < raw.texts.size(); ++record) {
    if (raw.texts.null(record) || says_nothing(raw.texts[record])) continue;
    ++filled;
    fitting += fits(raw.texts[record]) ? 1 : 0;
  }
  if (filled == 0) return ValueFamily::unknown;
  const double share = static_cast<double>(fitting) / static_cast<double>(filled);
  return share >= family_share ? family : ValueFamily::text;
}

ValueFamily family_of(const RawColumn& raw, const Attribute& attribute) {
  using Kind = RawColumn::Kind;
  if (attribute.type == AttributeType::date) {
    if (raw.kind != Kind::text) return ValueFamily::date;  // numbers are milliseconds or yyyymmdd
    return family_by(raw, ValueFamily::date, [](std::string_view cell) {
      return date_of(cell).has_value();
    });
  }
  if (attribute.type != AttributeType::integer && attribute.type != AttributeType::real) {
    return ValueFamily::unknown;
  }
  if (raw.kind == Kind::date) return ValueFamily::date;
  if (raw.kind != Kind::text) return ValueFamily::number;
  return family_by(raw, ValueFamily::number, [](std::string_view cell) {
    return real_of(cell).has_value() || code_cell(cell).outcome != CodeCell::Outcome::malformed;
  });
}

std::map<std::string, std::string> values_of(const RawColumn& raw, std::size_t records) {
  std::set<std::string, std::less<>> seen;  // spellings
  std::string buffer;
  for (std::size_t record = 0; record < records; ++record) {
    if (raw.null(record)) continue;
    const std::string_view cell = trimmed(cell_text(raw, record, buffer));
    if (says_nothing(cell) || seen.contains(cell)) continue;
    if (seen.size() == longest_list) return {};
    seen.emplace(cell);
  }
  std::map<std::string, std::string> values;
  for (const std::string& spelling : seen) {
    const auto whole = integer_of(std::string_view(spelling));
    std::string folded = whole ? std::to_string(*whole) : folded_identifier(spelling);
    if (!folded.empty()) values.emplace(std::move(folded), without_controls(spelling));
  }
  return values;
}

bool same_name(const ColumnShape& a, const ColumnShape& b) {
  const std::string first = folded_identifier(a.name), second = folded_identifier(b.name);
  if (first.empty() || second.empty()) return a.name == b.name;
  const std::string& shorter = first.size() < second.size() ? first : second;
  const std::string& longer = first.size() < second.size() ? second : first;
  return first == second || (shorter.size() == dbf_name_length && longer.starts_with(shorter));
}

const ColumnShape* counterpart(const ColumnShape& column, const SourceShape& shape) {
  const auto exact = std::ranges::find(shape.columns, column.name, &ColumnShape::name);
  if (exact != shape.columns.end()) return &*exact;
  const auto found = std::ranges::find_if(
      shape.columns, [&](const ColumnShape& other) { return same_name(column, other); });
  return found == shape.columns.end() ? nullptr : &*found;
}

std::string_view word_of(ValueFamily family) {
  constexpr std::array<std::string_view, 4> words = {"", "real", "date", "text"};
  return words[static_cast<std::size_t>(family)];
}

std::optional<ColumnDrift> changed(const ColumnShape& before, const ColumnShape& now) {
  if (before.attribute != now.attribute) return std::nullopt;  // another question was asked
  const bool typed =
      before.family != ValueFamily::unknown && now.family != ValueFamily::unknown;
  if (typed && before.family != now.family) {
    return ColumnDrift{now.name, "type", std::string(word_of(before.family)),
                       std::string(word_of(now.family))};
  }
  // Whoever did not know the values last time cannot say which are new.
  if (before.values.empty()) return std::nullopt;
  std::string fresh;
  for (const auto& [folded, spelling] : now.values) {
    if (before.values.contains(folded)) continue;
    fresh += (fresh.empty() ? "" : " · ") + spelling;
  }
  if (fresh.empty()) return std::nullopt;
  return ColumnDrift{now.name, "value", {}, fresh};
}

}  // namespace

SourceShape shape_of(const Delivery& delivery) {
  SourceShape shape;
  for (const RawColumn& raw : delivery.rows.columns) {
    const bool second_use = std::ranges::count(shape.columns, raw.column, &ColumnShape::name) != 0;
    if (second_use) continue;  // an id that is an attribute as well
    ColumnShape& column = shape.columns.emplace_back();
    column.name = without_controls(raw.column);
    column.attribute = raw.attribute;
    const auto attribute = source_attribute(delivery.rows.layer, raw.attribute);
    if (!attribute) continue;
    column.family = family_of(raw, *attribute);
    if (is_list(*attribute)) column.values = values_of(raw, delivery.rows.size());
  }
  for (const std::string& name : delivery.unmapped) {
    shape.columns.emplace_back().name = without_controls(name);
  }
  std::ranges::sort(shape.columns, {}, &ColumnShape::name);
  return shape;
}

std::string text_of(const SourceShape& shape) {
  std::string text;
  for (const ColumnShape& column : shape.columns) {
    text += column.name + '\t' + column.attribute + '\t';
    text += word_of(column.family);
    text += '\t';
    for (auto at = column.values.begin(); at != column.values.end(); ++at) {
      text += (at == column.values.begin() ? "" : "|") + at->first;
    }
    text += '\n';
  }
  return text;
}

SourceShape shape_of_text(std::string_view text) {
  SourceShape shape;
  const auto next = [](std::string_view& from, char end) {
    const std::string_view part = from.substr(0, from.find(end));
    from.remove_prefix(std::min(from.size(), part.size() + 1));
    return part;
  };
  while (!text.empty()) {
    std::string_view line = next(text, '\n');
    ColumnShape column;
    column.name = next(line, '\t');
    column.attribute = next(line, '\t');
    const std::string_view family = next(line, '\t');
    for (const auto each : {ValueFamily::number, ValueFamily::date, ValueFamily::text}) {
      if (family == word_of(each)) column.family = each;
    }
    while (!line.empty()) {
      const std::string value(next(line, '|'));
      column.values.emplace(value, value);
    }
    if (!column.name.empty()) shape.columns.push_back(std::move(column));
  }
  return shape;
}

SourceShape remembered(SourceShape now, const SourceShape& before) {
  for (ColumnShape& column : now.columns) {
    const ColumnShape* const known = counterpart(column, before);
    if (known == nullptr || known->attribute != column.attribute) continue;
    if (column.family == ValueFamily::unknown) column.family = known->family;
    column.values.insert(known->values.begin(), known->values.end());
    if (column.values.size() > longest_list) column.values.clear();
  }
  return now;
}

std::vector<ColumnDrift> drift(const SourceShape& before, const SourceShape& now) {
  std::vector<ColumnDrift> found;
  std::vector<const ColumnShape*> gone;
  for (const ColumnShape& column : before.columns) {
    if (counterpart(column, now) == nullptr) gone.push_back(&column);
  }
  for (const ColumnShape& column : now.columns) {
    if (const ColumnShape* const known = counterpart(column, before)) {
      if (auto change = changed(*known, column)) found.push_back(std::move(*change));
      continue;
    }
    const auto renamed = std::ranges::find_if(gone, [&](const ColumnShape* old) {
      return !column.attribute.empty() && old->attribute == column.attribute;
    });
    if (renamed == gone.end()) {
      found.push_back({column.name, "new", {}, column.name});
    } else {
      found.push_back({column.name, "renamed", (*renamed)->name, column.name});
      gone.erase(renamed);
    }
  }
  for (const ColumnShape* const column : gone) {
    found.push_back({column->name, "gone", column->name, {}});
  }
  std::ranges::sort(found, {}, &ColumnDrift::column);
  return found;
}

}  // namespace uavt::sync
