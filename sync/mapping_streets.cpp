#include "sync/mapping_streets.hpp"

#include <algorithm>

#include "sync/mapping_values.hpp"
#include "sync/text.hpp"

namespace uavt::sync {

namespace {

// A numbering of street types as a dictionary, the source's own entries over it.
CodeMap dictionary(const CodeList& list, std::optional<std::int64_t> (*type_of)(std::int64_t),
                   const CodeMap* own) {
  CodeMap map;
  for (std::int64_t code = 0; code < 10; ++code) {
    if (const auto type = type_of(code)) {
      map[std::to_string(code)] = list.values[static_cast<std::size_t>(*type)];
    }
  }
  if (own != nullptr) {
    for (const auto& [delivered, ours] : *own) map[delivered] = ours;
  }
  return map;
}

}  // namespace

StreetNameColumns street_name_columns(const RawTable& rows) {
  const bool flat = rows.layer == SourceLayer::flat;
  return {.name = rows.column("ad"),
          .type = rows.column("tip"),
          .uavt_type = rows.column("tur_kodu"),
          .maks_type = rows.column("maks_tip"),
          .typed_name = rows.column(flat ? "csbm_adi" : "ad_tip")};
}

void read_street_names(MappingWork& work, std::size_t delivery, const StreetNameColumns& columns,
                       std::span<const Placement> placements, Layer layer) {
  Table& table = work.table(layer);
  const std::size_t name_at = position(layer, "ad"), type_at = position(layer, "tip");
  const Attribute name = table.type().attributes[name_at], type = table.type().attributes[type_at];
  Column& names = table.columns[name_at];
  Column& types = table.columns[type_at];
  if (placements.empty()) return;
  const auto by_row = [](const Placement& a, const Placement& b) { return a.row < b.row; };
  const std::uint32_t base = std::ranges::min_element(placements, by_row)->row;
  const std::size_t span_of_rows = std::ranges::max_element(placements, by_row)->row - base + 1;

  const CodeMap uavt =
      dictionary(*type.list, street_type_from_uavt, work.code_map(delivery, "tur_kodu"));
  const CodeMap maks =
      dictionary(*type.list, street_type_from_maks, work.code_map(delivery, "maks_tip"));
  Column uavt_types = column_of(type.type, span_of_rows), maks_types = uavt_types;
  Column typed_names = column_of(AttributeType::name, span_of_rows);

  ColumnTask task;
  task.delivery = delivery;
  task.placements = placements;
  task.layer = layer;
  std::vector<ColumnTask> tasks;
  const auto add = [&](const RawColumn* raw, Attribute attribute, std::string_view called,
                       Column& into, const CodeMap* codes, std::uint32_t first) {
    if (raw == nullptr) return;
    task.raw = raw;
    task.attribute = attribute;
    task.attribute.name = called;
    task.into = &into;
    task.codes = codes;
    task.base = first;
    tasks.push_back(task);
  };
  add(columns.name, name, "ad", names, nullptr, 0);
  add(columns.type, type, "tip", types, work.code_map(delivery, "tip"), 0);
  add(columns.uavt_type, type, "tur_kodu", uavt_types, &uavt, base);
  add(columns.maks_type, type, "maks_tip", maks_types, &maks, base);
  add(columns.typed_name, name, work.deliveries[delivery].rows.layer == SourceLayer::flat
                                    ? "csbm_adi" : "ad_tip", typed_names, nullptr, base);
  const auto readings = run(work, tasks);
  std::vector<bool> malformed(span_of_rows, false);
  for (const ColumnReading& reading : readings) {
    for (const std::uint32_t row : reading.malformed) malformed[row - base] = true;
  }

  const bool any_name = columns.name != nullptr || columns.typed_name != nullptr;
  const bool any_type = columns.type != nullptr || columns.uavt_type != nullptr ||
                        columns.maks_type != nullptr || columns.typed_name != nullptr;
  names.known = names.known || any_name;
  types.known = types.known || any_type;
  for (const Placement& placement : placements) {
    const std::uint32_t row = placement.row, entry = row - base;
    if (types.null(row)) types.integers[row] = uavt_types.integers[entry];
    if (types.null(row)) types.integers[row] = maks_types.integers[entry];
    if (!typed_names.null(entry) && (names.null(row) || types.null(row))) {
      const TypedName typed = split_type(typed_names.texts[entry]);
      if (names.null(row) && !typed.name.empty()) names.texts.set(row, typed.name);
      if (types.null(row) && typed.type) types.integers[row] = *typed.type;
    }
    if (layer != Layer::street) continue;
    const auto report_missing = [&](std::string_view attribute) {
      work.report(Rule::mod_02, work.subject(layer, row), attribute,
                  {{"attribute", std::string(attribute)}});
    };
    if (any_name && names.null(row)) report_missing("ad");
    if (any_type && types.null(row) && !malformed[entry]) report_missing("tip");
  }
}

}  // namespace uavt::sync
