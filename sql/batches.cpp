#include "sql/batches.hpp"

#include "sql/applying.hpp"
#include "sql/copy_reader.hpp"
#include "sql/copy_writer.hpp"
#include "sql/implementation.hpp"
#include "sql/statements.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace uavt::sql {
namespace {

using Texts = std::vector<std::string>;
using Numbers = std::vector<std::int64_t>;

template <class Named>
Named known(std::optional<Named> value, const std::string& word) {
  if (value) return *value;
  throw DatabaseError("uavtsync.tutulan or uavtsync.degisim_sayisi holds \"" + word +
                      "\", which this version does not know. It is written by uavt-sync alone: "
                      "restore it, or install the version that wrote it.");
}

std::int64_t hundredths(double metres) {
  return std::llround(metres * 100);
}

void add_batches(const Applying& applying, const std::vector<const sync::HeldBatch*>& batches) {
  Numbers numbers, mahalle, codes, counts, rows, remaining, east, north;
  Texts names, registers, layers, operations, causes, attributes, values, digests;
  for (const sync::HeldBatch* batch : batches) {
    const sync::GuardScope& scope = batch->trigger.scope;
    numbers.push_back(batch->no);
    mahalle.push_back(batch->mahalle);
    codes.push_back(batch->mahalle_kodu);
    names.push_back(batch->mahalle_name);
    registers.emplace_back(sync::name(scope.reg));
    layers.emplace_back(sync::name(scope.layer));
    operations.emplace_back(sync::name(scope.operation));
    counts.push_back(static_cast<std::int64_t>(batch->trigger.count));
    rows.push_back(static_cast<std::int64_t>(batch->trigger.rows));
    causes.emplace_back(sync::name(batch->cause.kind));
    attributes.push_back(batch->cause.attribute);
    values.push_back(batch->cause.value);
    remaining.push_back(static_cast<std::int64_t>(batch->cause.now));
    east.push_back(hundredths(batch->cause.east_m));
    north.push_back(hundredths(batch->cause.north_m));
    digests.push_back(batch->digest);
  }
  const auto added = applying.work.exec_params(
      query("add_batches"), applying.ilce_kodu, applying.run, array_parameter(numbers),
      array_parameter(mahalle), array_parameter(codes), array_parameter(names),
      array_parameter(registers), array_parameter(layers), array_parameter(operations),
      array_parameter(counts), array_parameter(rows), array_parameter(causes),
      array_parameter(attributes), array_parameter(values), array_parameter(remaining),
      array_parameter(east), array_parameter(north), array_parameter(digests));
  require_count("uavtsync.tutulan", "insert", batches.size(), added.affected_rows());
}

void add_changes(const Applying& applying, const std::vector<const sync::HeldBatch*>& batches) {
  CopyWriter copy(applying.connection,
                  "uavtsync.tutulan_degisiklik "
                  "(ilce_kodu, no, sira, katman, islem, tucbs_no, anahtar, degerler)");
  std::uint64_t rows = 0;
  std::vector<std::optional<std::string_view>> values;
  for (const sync::HeldBatch* batch : batches) {
    std::int64_t place = 0;
    for (const sync::HeldChange& change : batch->changes) {
      copy.row(8);
      copy.int4(applying.ilce_kodu);
      copy.int8(batch->no);
      copy.int8(++place);
      copy.text(sync::name(change.layer));
      copy.text(sync::name(change.operation));
      change.tucbs_no == 0 ? copy.null() : copy.int8(change.tucbs_no);
      copy.text(change.key);
      values.clear();
      for (const sync::HeldValue& value : change.values) {
        values.emplace_back(value.attribute);
        values.emplace_back(value.before);
        values.emplace_back(value.after);
      }
      copy.texts(values);
      ++rows;
    }
  }
  require_count("uavtsync.tutulan_degisiklik", "insert", rows, copy.finish());
}

void close_batches(const Applying& applying, const std::vector<sync::ClosedBatch>& closed) {
  if (closed.empty()) return;
  Numbers numbers;
  Texts states, persons, reasons;
  for (const sync::ClosedBatch& each : closed) {
    numbers.push_back(each.no);
    states.emplace_back(sync::name(each.state));
    persons.push_back(each.person);
    reasons.push_back(each.reason);
  }
  const auto done = applying.work.exec_params(
      query("close_batches"), applying.ilce_kodu, applying.run, array_parameter(numbers),
      array_parameter(states), array_parameter(persons), array_parameter(reasons));
  require_count("uavtsync.tutulan", "close", closed.size(), done.affected_rows());
}

void remember_counts(const Applying& applying, const std::vector<sync::ScopeCount>& passed) {
  if (passed.empty()) return;
  Numbers mahalle, counts;
  Texts layers, registers, operations;
  for (const sync::ScopeCount& each : passed) {
    mahalle.push_back(each.scope.mahalle);
    layers.emplace_back(sync::name(each.scope.layer));
    registers.emplace_back(sync::name(each.scope.reg));
    operations.emplace_back(sync::name(each.scope.operation));
    counts.push_back(static_cast<std::int64_t>(each.count));
  }
  const auto added = applying.work.exec_params(
      query("add_scope_counts"), applying.ilce_kodu, applying.run, array_parameter(mahalle),
      array_parameter(layers), array_parameter(registers), array_parameter(operations),
      array_parameter(counts));
  require_count("uavtsync.degisim_sayisi", "insert", passed.size(), added.affected_rows());
  applying.work.exec_params(query("forget_scope_counts"), applying.ilce_kodu, applying.run,
                            sync::remembered_runs);
}

sync::HeldBatch batch_of(const pqxx::row& row) {
  sync::HeldBatch batch;
  batch.no = row[0].as<std::int64_t>();
  batch.mahalle = row[1].as<std::int64_t>();
  batch.mahalle_kodu = row[2].as<std::int64_t>();
  batch.mahalle_name = row[3].as<std::string>();
  const auto reg = row[4].as<std::string>(), layer = row[5].as<std::string>(),
             operation = row[6].as<std::string>(), cause = row[9].as<std::string>();
  batch.trigger.scope = {batch.mahalle, known(sync::layer_named(layer), layer),
                         known(sync::register_named(reg), reg),
                         known(sync::guard_operation_named(operation), operation)};
  batch.trigger.count = row[7].as<std::uint64_t>();
  batch.trigger.rows = row[8].as<std::uint64_t>();
  batch.cause.kind = known(sync::held_cause_named(cause), cause);
  batch.cause.attribute = row[10].as<std::string>();
  batch.cause.value = row[11].as<std::string>();
  batch.cause.now = row[12].as<std::uint64_t>();
  batch.cause.east_m = row[13].as<double>();
  batch.cause.north_m = row[14].as<double>();
  batch.digest = row[15].as<std::string>();
  batch.fresh = false;
  return batch;
}

}  // namespace

void apply_guard(const Applying& applying, const sync::GuardPlan& guard) {
  close_batches(applying, guard.closed);
  std::vector<const sync::HeldBatch*> fresh;
  for (const sync::HeldBatch& batch : guard.batches) {
    if (batch.fresh) fresh.push_back(&batch);
  }
  if (!fresh.empty()) {
    add_batches(applying, fresh);
    add_changes(applying, fresh);
  }
  remember_counts(applying, guard.passed);
}

sync::GuardMemory guard_memory(pqxx::transaction_base& work, int ilce_kodu) {
  sync::GuardMemory memory;
  for (const auto& row : work.exec_params("SELECT no, ozet FROM uavtsync.tutulan "
                                          "WHERE ilce_kodu = $1 AND durum = 'acik' ORDER BY no",
                                          ilce_kodu)) {
    memory.open.push_back({row[0].as<std::int64_t>(), row[1].as<std::string>()});
  }
  memory.next_batch = work.exec_params("SELECT coalesce(max(no), 0) + 1 FROM uavtsync.tutulan "
                                       "WHERE ilce_kodu = $1",
                                       ilce_kodu)[0][0]
                          .as<std::int64_t>();
  for (const auto& row :
       work.exec_params(query("scope_past"), ilce_kodu, sync::remembered_runs)) {
    const auto layer = row[1].as<std::string>(), reg = row[2].as<std::string>(),
               operation = row[3].as<std::string>();
    memory.past.emplace(
        sync::GuardScope{row[0].as<std::int64_t>(), known(sync::layer_named(layer), layer),
                         known(sync::register_named(reg), reg),
                         known(sync::guard_operation_named(operation), operation)},
        sync::ScopePast{row[4].as<std::uint64_t>(), row[5].as<std::uint64_t>()});
  }
  return memory;
}

std::vector<BatchEntry> Database::batches(int ilce_kodu, std::int64_t number) {
  return described("listing what waits", [&] {
    pqxx::work work(*implementation_->connection);
    std::vector<BatchEntry> entries;
    for (const auto& row : work.exec_params(query("batches"), ilce_kodu, number)) {
      BatchEntry entry;
      entry.batch = batch_of(row);
      const auto state = row[16].as<std::string>();
      entry.state = known(sync::batch_state_named(state), state);
      entry.run = row[17].as<std::int64_t>();
      entry.closed_run = row[18].as<std::int64_t>();
      entry.person = row[19].as<std::string>();
      entry.reason = row[20].as<std::string>();
      entry.decided = row[21].as<std::string>();
      entry.since = row[22].as<std::string>();
      entries.push_back(std::move(entry));
    }
    for (BatchEntry& entry : entries) {
      for (const auto& row :
           work.exec_params(query("batch_counts"), ilce_kodu, entry.batch.no)) {
        const auto layer = row[0].as<std::string>(), operation = row[1].as<std::string>();
        entry.batch.counts.push_back({known(sync::layer_named(layer), layer),
                                      known(sync::guard_operation_named(operation), operation),
                                      row[2].as<std::uint64_t>()});
      }
      std::ranges::sort(entry.batch.counts, {}, [](const sync::HeldCount& each) {
        return std::pair(each.layer, each.operation);
      });
    }
    return entries;
  });
}

std::vector<sync::HeldChange> Database::batch_changes(int ilce_kodu, std::int64_t number) {
  return described("listing what waits", [&] {
    std::vector<sync::HeldChange> changes;
    pqxx::work work(*implementation_->connection);
    // Both are numbers of ours.
    CopyReader copy(*implementation_->connection,
                    "SELECT katman, islem, coalesce(tucbs_no, 0), anahtar, degerler "
                    "FROM uavtsync.tutulan_degisiklik WHERE ilce_kodu = " +
                        std::to_string(ilce_kodu) + " AND no = " + std::to_string(number) +
                        " ORDER BY sira");
    while (copy.next()) {
      sync::HeldChange& change = changes.emplace_back();
      const std::string layer(copy.text().value_or(""));
      change.layer = known(sync::layer_named(layer), layer);
      const std::string operation(copy.text().value_or(""));
      change.operation = known(sync::guard_operation_named(operation), operation);
      change.tucbs_no = copy.integer().value_or(0);
      change.key = copy.text().value_or("");
      std::size_t part = 0;
      copy.texts([&](std::optional<std::string_view> text) {
        if (part % 3 == 0) {
          change.values.emplace_back().attribute = text.value_or("");
        } else if (text) {
          (part % 3 == 1 ? change.values.back().before : change.values.back().after) = *text;
        }
        ++part;
      });
    }
    return changes;
  });
}

}  // namespace uavt::sql
