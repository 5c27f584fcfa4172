#include "sync/mapping_columns.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <unordered_map>

#include <fmt/format.h>
#include <oneapi/tbb/parallel_for.h>

#include "sync/text.hpp"

namespace uavt::sync {

namespace {

// What a message shows where there is no value to show.
const std::string nothing = "–";

// Reads the cells of one task, one type of attribute a function.
class ColumnReader {
 public:
  ColumnReader(const ColumnTask& task, Register reg, const Settings& settings)
      : task_(task), raw_(*task.raw), reg_(reg), settings_(settings) {}

  ColumnReading read(const Delivery& delivery) {
    delivery_ = &delivery;
    const bool is_code =
        task_.attribute.role == Role::own_code || task_.attribute.role == Role::foreign_code;
    switch (task_.attribute.type) {
      case AttributeType::integer: is_code ? codes() : integers(); break;
      case AttributeType::real: reals(); break;
      case AttributeType::date: dates(); break;
      case AttributeType::coded: coded(); break;
      case AttributeType::text:
      case AttributeType::name:
      case AttributeType::door_number: texts(is_code); break;
      case AttributeType::reference: break;  // database only: nobody delivers it
    }
    return std::move(reading_);
  }

 private:
  [[nodiscard]] std::size_t slot(const Placement& placement) const {
    return task_.by_record ? placement.record : placement.row - task_.base;
  }
  void set(const Placement& placement, std::int64_t value) {
    task_.into->integers[slot(placement)] = value;
  }

  void report(Rule rule, const Placement& placement, Arguments arguments) {
    if (task_.quiet || !settings_.enabled(rule)) return;
    Finding finding;
    finding.rule = rule;
    finding.severity = settings_.severity(rule);
    finding.attribute = task_.attribute.name;
    arguments.emplace(arguments.begin(), "attribute", std::string(task_.attribute.name));
    finding.arguments = std::move(arguments);
    Subject subject;
    subject.reg = reg_;
    subject.layer = task_.layer;
    subject.row = static_cast<std::int32_t>(placement.row);
    subject.origin = {delivery_->source, delivery_->rows.rows[placement.record]};
    finding.subjects.push_back(std::move(subject));
    reading_.findings.push_back(std::move(finding));
  }
  void report_missing(const Placement& placement) {
    if (task_.mandatory) report(Rule::mod_02, placement, {});
  }
  void report_malformed(Rule rule, const Placement& placement, Arguments arguments) {
    reading_.malformed.push_back(placement.row);
    report(rule, placement, std::move(arguments));
  }
  [[nodiscard]] std::string_view text(const Placement& placement) {
    return cell_text(raw_, placement.record, buffer_);
  }

  // What stood in the file, for a person: a float shows its point.
  [[nodiscard]] std::string delivered(const Placement& placement) {
    if (raw_.kind == RawColumn::Kind::real) {
      const double value = raw_.reals[placement.record];
      if (value == std::floor(value) && std::abs(value) < 1e18) return fmt::format("{:.1f}", value);
    }
    return std::string(text(placement));
  }

  void codes() {
    // Ten digits, by law of the register; other codes have any width.
    const bool ten_digits = task_.attribute.name == "adres_no";
    for (const Placement& placement : task_.placements) {
      const CodeCell cell = code_cell(raw_, placement.record);
      using enum CodeCell::Outcome;
      const bool wrong_width = ten_digits && cell.value != null_integer &&
                               (cell.value < 1'000'000'000 || cell.value > 9'999'999'999);
      if (cell.outcome == missing) {
        report_missing(placement);
      } else if (cell.outcome == malformed || wrong_width) {
        report_malformed(Rule::key_02, placement, {{"value", delivered(placement)}});
      } else if (cell.outcome == repaired) {
        if (settings_.repairs(Rule::key_06)) {
          set(placement, cell.value);
          report(Rule::key_06, placement, {{"value", delivered(placement)},
                                           {"read_as", std::to_string(cell.value)}});
        } else {
          reading_.malformed.push_back(placement.row);
          report(Rule::key_06, placement, {{"value", delivered(placement)}, {"read_as", nothing}});
        }
      } else {
        set(placement, cell.value);
      }
    }
  }

  // A typed cell by `number`, else its text by `parsed`; MOD-03 when neither says a value.
  template <typename Number, typename Parsed, typename Store>
  void parsed_cells(std::string_view type, Number number, Parsed parsed, Store store) {
    for (const Placement& placement : task_.placements) {
      if (raw_.null(placement.record)) {
        report_missing(placement);
        continue;
      }
      auto value = number(placement.record);
      if (!value && raw_.kind == RawColumn::Kind::text) {
        const std::string_view cell = raw_.texts[placement.record];
        if (says_nothing(cell)) {
          report_missing(placement);
          continue;
        }
        value = parsed(cell);
      }
      if (value) {
        store(slot(placement), *value);
      } else {
        report_malformed(Rule::mod_03, placement,
                         {{"value", delivered(placement)}, {"type", std::string(type)}});
      }
    }
  }

  void integers() {
    parsed_cells(
        "integer",
        [&](std::size_t record) -> std::optional<std::int64_t> {
          if (raw_.kind == RawColumn::Kind::integer) return raw_.integers[record];
          if (raw_.kind == RawColumn::Kind::real) return integer_of(raw_.reals[record]);
          return std::nullopt;
        },
        [](std::string_view cell) { return integer_of(cell); },
        [&](std::size_t entry, std::int64_t value) { task_.into->integers[entry] = value; });
  }

  void reals() {
    parsed_cells(
        "real",
        [&](std::size_t record) -> std::optional<double> {
          if (raw_.kind == RawColumn::Kind::integer) {
            return static_cast<double>(raw_.integers[record]);
          }
          if (raw_.kind == RawColumn::Kind::real && std::isfinite(raw_.reals[record])) {
            return raw_.reals[record];
          }
          return std::nullopt;
        },
        [](std::string_view cell) { return real_of(cell); },
        [&](std::size_t entry, double value) { task_.into->reals[entry] = value; });
  }

  void dates() {
    parsed_cells(
        "date",
        [&](std::size_t record) -> std::optional<std::int64_t> {
          if (raw_.kind == RawColumn::Kind::date) return raw_.integers[record];
          if (raw_.kind == RawColumn::Kind::integer) return date_of(raw_.integers[record]);
          if (raw_.kind == RawColumn::Kind::real) {
            const auto number = integer_of(raw_.reals[record]);
            return number ? date_of(*number) : std::nullopt;
          }
          return std::nullopt;
        },
        [](std::string_view cell) { return date_of(cell); },
        [&](std::size_t entry, std::int64_t value) { task_.into->integers[entry] = value; });
  }

  [[nodiscard]] std::optional<std::int64_t> position_of(std::string_view value) const {
    const CodeList& list = *task_.attribute.list;
    if (const auto exact = list.position(value)) return exact;
    const std::string folded = folded_identifier(value);
    if (folded.empty()) return std::nullopt;
    for (std::size_t at = 0; at < list.values.size(); ++at) {
      if (folded_identifier(list.values[at]) == folded) return static_cast<std::int64_t>(at);
    }
    return std::nullopt;
  }

  // Ours, else the municipality's dictionary, else ours but for case and Turkish letters.
  [[nodiscard]] std::optional<std::int64_t> translated(std::string_view cell) const {
    if (const auto exact = task_.attribute.list->position(cell)) return exact;
    if (task_.codes != nullptr) {
      auto found = task_.codes->find(std::string(cell));
      if (found == task_.codes->end()) {
        if (const auto number = integer_of(cell)) {
          found = task_.codes->find(std::to_string(*number));
        }
      }
      if (found == task_.codes->end()) {
        const std::string folded = folded_identifier(cell);
        found = std::ranges::find_if(*task_.codes, [&](const auto& entry) {
          return !folded.empty() && folded_identifier(entry.first) == folded;
        });
      }
      if (found != task_.codes->end()) return position_of(found->second);
    }
    return position_of(cell);
  }

  [[nodiscard]] std::string nearest(std::string_view cell) const {
    const std::string folded = folded_identifier(cell);
    // No word is nearer to a number than another.
    if (std::ranges::none_of(folded, [](char c) { return c >= 'A' && c <= 'Z'; })) return nothing;
    const auto& values = task_.attribute.list->values;
    return std::string(*std::ranges::min_element(values, {}, [&](std::string_view value) {
      return edit_distance(folded_identifier(value), folded);
    }));
  }

  void coded() {
    std::unordered_map<std::string, std::optional<std::int64_t>> known;  // a handful of values
    for (const Placement& placement : task_.placements) {
      const std::string cell(trimmed(text(placement)));
      if (says_nothing(cell)) {
        report_missing(placement);
        continue;
      }
      auto found = known.find(cell);
      if (found == known.end()) found = known.emplace(cell, translated(cell)).first;
      if (found->second) {
        set(placement, *found->second);
      } else {
        report_malformed(Rule::mod_04, placement,
                         {{"value", std::string(text(placement))}, {"nearest", nearest(cell)}});
      }
    }
  }

  void texts(bool is_code) {
    TextColumn& into = task_.into->texts;
    const bool repairs = settings_.repairs(Rule::mod_09);
    for (const Placement& placement : task_.placements) {
      std::string_view cell = trimmed(text(placement));
      // A dash may be a door number; the word NULL is no text anybody wrote.
      const bool only_dashes = cell.find_first_not_of('-') == std::string_view::npos;
      const bool absent = cell.empty() || (says_nothing(cell) && !only_dashes) ||
                          (is_code && code_cell(cell).outcome == CodeCell::Outcome::missing);
      if (absent) {
        report_missing(placement);
        continue;
      }
      if (!maybe_damaged(cell)) {
        into.set(slot(placement), cell);
        continue;
      }
      const MendedText mend = mended(cell);
      // What is no text at all cannot be stored, repairs on or off.
      const bool storable = valid_utf8(cell) && cell.find('\0') == std::string_view::npos;
      const bool use = mend.changed && repairs;
      if (mend.damaged) {
        Arguments arguments{{"value", storable ? std::string(cell) : mend.text}};
        arguments.emplace_back("read_as", use ? mend.text : nothing);
        report(Rule::mod_09, placement, std::move(arguments));
      }
      into.set(slot(placement), use || !storable ? std::string_view(mend.text) : cell);
    }
  }

  const ColumnTask& task_;
  const RawColumn& raw_;
  Register reg_;
  const Settings& settings_;
  const Delivery* delivery_ = nullptr;
  std::string buffer_;
  ColumnReading reading_;
};

}  // namespace

ColumnReading read_column(const ColumnTask& task, const Delivery& delivery, Register reg,
                          const Settings& settings) {
  return ColumnReader(task, reg, settings).read(delivery);
}

std::vector<ColumnReading> run(MappingWork& work, std::span<const ColumnTask> tasks) {
  std::vector<ColumnReading> readings(tasks.size());
  oneapi::tbb::parallel_for(std::size_t{0}, tasks.size(), [&](std::size_t at) {
    readings[at] =
        read_column(tasks[at], work.deliveries[tasks[at].delivery], work.reg, work.settings);
  });
  for (ColumnReading& reading : readings) {
    std::ranges::move(reading.findings, std::back_inserter(work.result.findings));
    reading.findings.clear();
  }
  return readings;
}

void read_ids(const RawColumn& raw, std::span<const Placement> placements, TextColumn& into,
              std::uint32_t base) {
  std::string buffer;
  for (const Placement& placement : placements) {
    const std::string id = normalised_id(cell_text(raw, placement.record, buffer));
    if (!id.empty()) into.set(placement.row - base, id);
  }
}

std::string_view cell_text(const RawColumn& raw, std::size_t record, std::string& buffer) {
  if (raw.kind == RawColumn::Kind::text) return raw.texts[record];
  if (raw.null(record)) return {};
  std::optional<std::int64_t> number;
  if (raw.kind == RawColumn::Kind::integer) number = raw.integers[record];
  if (raw.kind == RawColumn::Kind::real) number = integer_of(raw.reals[record]);
  if (!number) {
    buffer = raw.text(record);
    return buffer;
  }
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *number).ptr;
  buffer.assign(digits.data(), end);
  return buffer;
}

CodeCell code_cell(const RawColumn& raw, std::size_t record) {
  switch (raw.kind) {
    case RawColumn::Kind::text: return code_cell(raw.texts[record]);
    case RawColumn::Kind::integer: return code_cell(raw.integers[record]);
    case RawColumn::Kind::real: return code_cell(raw.reals[record]);
    case RawColumn::Kind::date: break;
  }
  return {raw.null(record) ? CodeCell::Outcome::missing : CodeCell::Outcome::malformed,
          null_integer};
}

}  // namespace uavt::sync
