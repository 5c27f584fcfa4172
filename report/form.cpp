#include "report/form.hpp"

#include "report/words.hpp"

#include <algorithm>
#include <limits>

namespace uavt::report {

using Kind = sync::RawColumn::Kind;

sync::RawTable form(std::span<const FormColumn> columns) {
  sync::RawTable table;
  for (const FormColumn& each : columns) {
    sync::RawColumn& column = table.columns.emplace_back();
    column.attribute = each.member;
    column.column = each.title;
    column.kind = each.kind;
  }
  return table;
}

FormRow::FormRow(sync::RawTable& table) : table_(table) {
  table.rows.push_back(static_cast<std::uint32_t>(table.rows.size()) + 1);
  for (sync::RawColumn& column : table.columns) {
    if (column.kind == Kind::integer) column.integers.push_back(sync::null_integer);
    if (column.kind == Kind::real) column.reals.push_back(std::numeric_limits<double>::quiet_NaN());
    if (column.kind == Kind::text) column.texts.append_null();
  }
}

sync::RawColumn& FormRow::column(std::string_view member) {
  return *std::ranges::find(table_.columns, member, &sync::RawColumn::attribute);
}

FormRow& FormRow::text(std::string_view member, std::string_view value) {
  if (!value.empty()) column(member).texts.set(table_.rows.size() - 1, visible(value));
  return *this;
}

FormRow& FormRow::integer(std::string_view member, std::optional<std::int64_t> value) {
  if (value) column(member).integers.back() = *value;
  return *this;
}

FormRow& FormRow::real(std::string_view member, std::optional<double> value) {
  if (value) column(member).reals.back() = *value;
  return *this;
}

}  // namespace uavt::report
