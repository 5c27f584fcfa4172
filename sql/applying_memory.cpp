#include "sql/applying.hpp"
#include "sql/copy_writer.hpp"
#include "sql/statements.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace uavt::sql {
namespace {

using Texts = std::vector<std::string>;
using Numbers = std::vector<std::int64_t>;

std::string group_name(const sync::Unsettled& row) {
  return std::string(sync::layer_type(row.layer).groups[row.group]);
}

void forget_unsettled(const Applying& applying, const std::vector<sync::Unsettled>& rows) {
  if (rows.empty()) return;
  Texts layers, registers, groups;
  Numbers numbers;
  for (const sync::Unsettled& row : rows) {
    layers.emplace_back(sync::name(row.layer));
    numbers.push_back(row.tucbs_no);
    registers.emplace_back(sync::name(row.reg));
    groups.push_back(group_name(row));
  }
  const auto forgotten = applying.work.exec_params(
      query("forget_unsettled"), applying.ilce_kodu, array_parameter(layers),
      array_parameter(numbers), array_parameter(registers), array_parameter(groups));
  require_count("uavtsync.mutabakat", "forget", rows.size(), forgotten.affected_rows());
}

void add_unsettled(const Applying& applying, const std::vector<sync::Unsettled>& rows) {
  if (rows.empty()) return;
  CopyWriter copy(applying.connection,
                  "uavtsync.mutabakat "
                  "(ilce_kodu, katman, tucbs_no, kutuk, grup, degerler, geometri)");
  std::vector<std::optional<std::string_view>> values;
  for (const sync::Unsettled& row : rows) {
    copy.row(7);
    copy.int4(applying.ilce_kodu);
    copy.text(sync::name(row.layer));
    copy.int8(row.tucbs_no);
    copy.text(sync::name(row.reg));
    copy.text(group_name(row));
    values.assign(row.values.begin(), row.values.end());
    copy.texts(values);
    row.geometry_wkb.empty() ? copy.null() : copy.bytes(row.geometry_wkb);
  }
  require_count("uavtsync.mutabakat", "insert", rows.size(), copy.finish());
}

void add_spoken(const Applying& applying, const sync::Plan& plan) {
  if (plan.spoken_added.empty()) return;
  Texts registers, layers;
  Numbers mahalle;
  for (const auto& [reg, layer, code] : plan.spoken_added) {
    registers.emplace_back(sync::name(reg));
    layers.emplace_back(sync::name(layer));
    mahalle.push_back(code);
  }
  applying.work.exec_params(query("add_spoken"), applying.ilce_kodu, applying.run,
                            array_parameter(registers), array_parameter(layers),
                            array_parameter(mahalle));
}

void remember_sources(const Applying& applying, const sync::Plan& plan) {
  if (plan.sources.empty()) return;
  Texts names, digests, settings, operations, columns, columns_before;
  Numbers unfollowed, versions, days, days_before;
  for (const sync::SourceMemory& source : plan.sources) {
    names.push_back(source.name);
    digests.push_back(source.digest);
    settings.push_back(source.settings_digest);
    operations.push_back(source.operation);
    unfollowed.push_back(source.unfollowed_quarantined);
    versions.push_back(source.versiyon);
    days.push_back(source.seen.as_of);
    columns.push_back(source.seen.columns);
    days_before.push_back(source.before.as_of);
    columns_before.push_back(source.before.columns);
  }
  applying.work.exec_params(query("remember_sources"), applying.ilce_kodu, array_parameter(names),
                            array_parameter(digests), array_parameter(settings),
                            array_parameter(operations), array_parameter(unfollowed),
                            array_parameter(versions), array_parameter(days),
                            array_parameter(columns), array_parameter(days_before),
                            array_parameter(columns_before));
}

void advance_counters(const Applying& applying, const sync::Plan& plan) {
  Texts layers;
  Numbers next;
  for (const sync::Layer layer : sync::all_layers) {
    layers.emplace_back(sync::name(layer));
    next.push_back(plan.layers[index(layer)].next_tucbs_no);
  }
  applying.work.exec_params(query("advance_counters"), applying.ilce_kodu, array_parameter(layers),
                            array_parameter(next));
}

void remember_authority(const Applying& applying, const sync::Plan& plan) {
  if (plan.authority.empty()) return;
  Texts keys, values;
  for (const auto& [group, authority] : plan.authority) {
    keys.push_back("yetki." + group);
    values.push_back(authority);
  }
  applying.work.exec_params(query("remember_settings"), applying.ilce_kodu, array_parameter(keys),
                            array_parameter(values));
  applying.work.exec_params(query("forget_settings"), applying.ilce_kodu, array_parameter(keys));
}

}  // namespace

void apply_memory(const Applying& applying, const sync::Plan& plan) {
  forget_unsettled(applying, plan.unsettled_removed);
  add_unsettled(applying, plan.unsettled_added);
  add_spoken(applying, plan);
  remember_sources(applying, plan);
  advance_counters(applying, plan);
  remember_authority(applying, plan);
}

}  // namespace uavt::sql
