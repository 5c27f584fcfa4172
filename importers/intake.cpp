#include "importers/intake.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "importers/reader.hpp"
#include "sync/column_map.hpp"
#include "sync/layer.hpp"

namespace uavt::importers {

namespace {

using Kind = sync::RawColumn::Kind;

/// A column name as it may be shown: in a file without a header the first row stands there.
std::string shown(std::string_view name) {
  std::string masked;
  return mask_citizens(name, masked) ? masked : std::string(name);
}

/// True when the "header" is a row of data: it has a number in it.
bool looks_like_data(const std::vector<FileColumn>& columns) {
  return std::ranges::any_of(columns, [](const FileColumn& column) {
    const auto& name = column.name;
    if (name.find("***********") != std::string::npos) return true;  // a masked person
    return !name.empty() && name.find_first_not_of("0123456789.,- ") == std::string::npos &&
           name.find_first_of("0123456789") != std::string::npos;
  });
}

/// What of a mapped column is masked. Where a number is expected, a whole value is a code of eleven
/// digits; a person can only stand in a sentence that has no business there.
enum class Masking : std::uint8_t { nothing, sentences, everything };

Masking masking_of(const sync::SourceSettings& source, std::string_view attribute) {
  if (attribute == "geometri") return Masking::nothing;
  // Nobody vouches for what a model's column holds.
  if (!source.model_type.empty()) return Masking::everything;
  const auto known = sync::source_attribute(source.layer, attribute);
  if (!known) return Masking::nothing;
  switch (known->type) {
    case sync::AttributeType::integer:
    case sync::AttributeType::reference:
    case sync::AttributeType::real:
      return Masking::sentences;
    default:
      return Masking::everything;
  }
}

bool restricted(const sync::SourceSettings& source, const std::string& attribute) {
  return std::ranges::find(source.restricted, attribute) != source.restricted.end();
}

/// The value without its persons in `masked`; false when there is none in it.
bool has_person(std::string_view value, Masking masking, std::string& masked) {
  if (masking == Masking::sentences && eleven_digits(value)) return false;
  return mask_citizens(value, masked);
}

}  // namespace

Intake::Intake(const std::string& file, const sync::SourceSettings& source,
               std::span<const sync::Profile> profiles, std::vector<FileColumn> columns)
    : file_(file), source_(source) {
  std::vector<std::string> names;
  for (auto& column : columns) names.push_back(column.name = shown(column.name));
  const auto map = sync::column_map(source, profiles, names);
  if (!map.missing.empty()) {
    const auto& missing = map.missing.front();
    throw SourceError(
        fmt::format("{} has no column \"{}\", which the configuration of source {} names for {}{}.",
                    file, missing.column, source.name, missing.attribute,
                    missing.nearest.empty() || looks_like_data(columns)
                        ? ""
                        : fmt::format("; the nearest is \"{}\"", missing.nearest)));
  }
  reading_.profile = map.profile;
  reading_.rows.layer = source.layer;
  slots_.resize(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) slots_[i].column = columns[i];
  for (const auto& [attribute, column] : map.mapped) {
    auto& slot = slots_[column];
    // A column whose name says person stays unmapped, unless what it becomes leaves the unit in no form.
    if (!person_word(names[column]).empty() && !restricted(source, attribute)) continue;
    if (slot.raw >= 0) {
      copies_.push_back({attribute, static_cast<std::size_t>(slot.raw)});
      continue;
    }
    slot.raw = static_cast<std::int32_t>(reading_.rows.columns.size());
    auto& raw = reading_.rows.columns.emplace_back();
    raw.attribute = attribute;
    raw.column = names[column];
    raw.kind = slot.column.kind;
  }
  if (reading_.rows.columns.empty()) refuse_missing(columns);
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    auto& slot = slots_[i];
    slot.wanted = slot.raw >= 0 || slot.column.kind != Kind::date;
    if (slot.raw >= 0 || slot.column.row_id) continue;
    reading_.unmapped.push_back(names[i]);
    if (auto word = person_word(names[i]); !word.empty()) {
      reading_.person_columns.emplace(names[i], std::move(word));
    }
  }
}

void Intake::refuse_missing(const std::vector<FileColumn>& columns) const {
  std::string why;
  if (looks_like_data(columns)) {
    why = "its first line looks like data, not like column names";
  } else {
    constexpr std::size_t shown_columns = 20;
    why = "its columns are ";
    for (std::size_t i = 0; i < std::min(columns.size(), shown_columns); ++i) {
      why += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", columns[i].name);
    }
    if (columns.size() > shown_columns) why += ", …";
  }
  throw SourceError(fmt::format(
      "{}: no column of it is known for layer {}: {}. {}", file_,
      source_.model_type.empty() ? sync::name(source_.layer) : std::string_view(source_.model_type),
      why,
      source_.model_type.empty() ? "Name a profile, or columns = { … }."
                                 : "Is it a layer of this type?"));
}

void Intake::reserve(std::size_t rows) {
  for (auto& raw : reading_.rows.columns) {
    if (raw.kind == Kind::text) {
      raw.texts.reserve(rows, rows * 8);
    } else if (raw.kind == Kind::real) {
      raw.reals.reserve(rows);
    } else {
      raw.integers.reserve(rows);
    }
  }
  reading_.rows.rows.reserve(rows);
}

void Intake::null(std::size_t column) {
  const auto& slot = slots_[column];
  if (slot.raw < 0) return;
  auto& raw = reading_.rows.columns[static_cast<std::size_t>(slot.raw)];
  switch (raw.kind) {
    case Kind::text:
      raw.texts.append_null();
      break;
    case Kind::real:
      raw.reals.push_back(std::numeric_limits<double>::quiet_NaN());
      break;
    case Kind::integer:
    case Kind::date:
      raw.integers.push_back(sync::null_integer);
      break;
  }
}

void Intake::text(std::size_t column, std::string_view bytes, std::uint32_t record) {
  if (bytes.empty()) {
    null(column);
    return;
  }
  auto& slot = slots_[column];
  if (!ascii(bytes)) evidence_.add(bytes, record);
  if (slot.raw < 0) {
    slot.citizens.add(bytes);
    return;
  }
  reading_.rows.columns[static_cast<std::size_t>(slot.raw)].texts.append(bytes);
}

void Intake::integer(std::size_t column, std::int64_t value) {
  auto& slot = slots_[column];
  if (slot.raw < 0) {
    slot.citizens.add(value);
    return;
  }
  reading_.rows.columns[static_cast<std::size_t>(slot.raw)].integers.push_back(value);
}

void Intake::real(std::size_t column, double value) {
  auto& slot = slots_[column];
  if (slot.raw < 0) {
    slot.citizens.add(value);
    return;
  }
  reading_.rows.columns[static_cast<std::size_t>(slot.raw)].reals.push_back(value);
}

FileReading Intake::finished(std::optional<std::string> bytes_encoding) {
  if (!rejected_.empty()) {
    std::vector<bool> gone(row_count(), false);
    for (const auto row : rejected_) gone[row] = true;
    drop_rows(reading_.rows, gone);
  }
  if (bytes_encoding) {
    const auto decision = decided(evidence_, source_.encoding, *bytes_encoding);
    if (decision.contradicted) {
      throw SourceError(fmt::format(
          "{}, record {}: its bytes are not {}, which the configuration of source {} says. Correct "
          "encoding = \"…\" or leave it out: it is then found out.",
          file_, *decision.contradicted, decision.choice.used, source_.name));
    }
    reading_.encoding = decision.choice;
    recode(decision.choice.used);
  } else {
    reading_.encoding.declared = reading_.encoding.used = "UTF-8";
    recode("UTF-8");
  }
  for (const auto& [attribute, raw] : copies_) {
    auto copy = reading_.rows.columns[raw];
    copy.attribute = attribute;
    reading_.rows.columns.push_back(std::move(copy));
  }
  mask();
  for (const auto& slot : slots_) {
    if (slot.raw < 0) reading_.citizens[slot.column.name].add(slot.citizens);
  }
  place_rows(reading_);
  return std::move(reading_);
}

void Intake::recode(const std::string& encoding) {
  const Recoder recoder(encoding);
  std::string text;
  for (auto& raw : reading_.rows.columns) {
    if (raw.kind != Kind::text) continue;
    bool needed = false;
    std::size_t bytes = 0;
    for (std::size_t row = 0; row < raw.texts.size(); ++row) {
      if (raw.texts.null(row)) continue;
      const auto value = raw.texts[row];
      bytes += value.size();
      const bool fine = encoding == "UTF-8" || ascii(value) ? clean_utf8(value) : false;
      needed = needed || !fine;
    }
    if (!needed) continue;
    sync::TextColumn recoded;
    recoded.reserve(raw.texts.size(), bytes + bytes / 8);
    for (std::size_t row = 0; row < raw.texts.size(); ++row) {
      if (raw.texts.null(row)) {
        recoded.append_null();
        continue;
      }
      text.clear();
      recoder.append(raw.texts[row], text);
      recoded.append(text);
    }
    raw.texts = std::move(recoded);
  }
}

void Intake::mask() {
  std::string masked;
  for (auto& raw : reading_.rows.columns) {
    const Masking masking = masking_of(source_, raw.attribute);
    if (raw.kind == Kind::date || masking == Masking::nothing) continue;
    if (masking == Masking::sentences && raw.kind != Kind::text) continue;
    const std::size_t rows = reading_.rows.rows.size();
    std::uint64_t count = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      bool person = false;
      if (raw.kind == Kind::text) {
        person = !raw.texts.null(row) && has_person(raw.texts[row], masking, masked);
      } else if (raw.kind == Kind::integer) {
        person = citizen_number(raw.integers[row]);
      } else if (const auto number = eleven_digits(raw.reals[row])) {
        person = citizen_number(*number);
      }
      count += person ? 1 : 0;
    }
    if (count == 0) continue;
    // A new column, so that the arena no longer holds the numbers either.
    sync::TextColumn clean;
    clean.reserve(rows, rows * 8);
    for (std::size_t row = 0; row < rows; ++row) {
      if (raw.null(row)) {
        clean.append_null();
        continue;
      }
      const auto value = raw.text(row);
      clean.append(has_person(value, masking, masked) ? masked : value);
    }
    raw.kind = Kind::text;
    raw.texts = std::move(clean);
    raw.integers.clear();
    raw.reals.clear();
    auto& total = reading_.masked[raw.column];
    total = std::max(total, count);  // a column that feeds two attributes is one column
    reading_.masked_attributes[raw.column] = raw.attribute;
  }
}

}  // namespace uavt::importers
