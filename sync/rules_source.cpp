#include "sync/rules_source.hpp"

#include <string>

#include "sync/delta.hpp"
#include "sync/source_shape.hpp"
#include "sync/text.hpp"

namespace uavt::sync {

namespace {

const SourceMemory* memory_of(const Delivery& delivery, const Settings& settings,
                              const Stored& stored) {
  const auto found = stored.sources.find(settings.sources[delivery.source].name);
  return found == stored.sources.end() ? nullptr : &found->second;
}

/// The very files of last time: what was said of them then still holds.
bool lies_there(const Delivery& delivery, const SourceMemory& memory) {
  return !delivery.digest.empty() && delivery.digest == memory.digest;
}

/// What the delivery is compared with.
const SourceSight& predecessor(const Delivery& delivery, const SourceMemory& memory) {
  return lies_there(delivery, memory) ? memory.before : memory.seen;
}

Finding finding_about_source(Rule rule, const Settings& settings, const Delivery& delivery) {
  Finding finding;
  finding.rule = rule;
  finding.severity = settings.severity(rule);
  Subject subject;
  subject.reg = settings.sources[delivery.source].reg;
  subject.origin.source = delivery.source;
  finding.subjects.push_back(std::move(subject));
  return finding;
}

void judge_drift(const Delivery& delivery, const Settings& settings, const SourceMemory& memory,
                 std::vector<Finding>& findings) {
  const SourceSight& before = predecessor(delivery, memory);
  if (before.columns.empty()) return;
  for (ColumnDrift& each : drift(shape_of_text(before.columns), shape_of(delivery))) {
    Finding finding = finding_about_source(Rule::src_05, settings, delivery);
    finding.attribute = each.column;
    finding.arguments = {{"column", std::move(each.column)},
                         {"change", std::move(each.change)},
                         {"before", std::move(each.before)},
                         {"now", std::move(each.now)}};
    findings.push_back(std::move(finding));
  }
}

/// The age itself is not said: it grows every night, and the finding is the same one.
void judge_age(const Delivery& delivery, const Settings& settings, const SourceMemory* memory,
               std::int64_t today, std::vector<Finding>& findings) {
  if (delivery.as_of == null_integer) return;
  const bool municipal = settings.sources[delivery.source].reg == Register::cbs;
  const auto limit = static_cast<std::int64_t>(
      settings.parameter(Rule::src_06, municipal ? "cbs_days" : "uavt_days"));
  const std::int64_t before =
      memory == nullptr ? null_integer : predecessor(delivery, *memory).as_of;
  const bool older = before != null_integer && delivery.as_of < before;
  if (!older && today - delivery.as_of <= limit) return;
  Finding finding = finding_about_source(Rule::src_06, settings, delivery);
  finding.arguments = {{"as_of", iso_date(delivery.as_of)},
                       {"before", older ? iso_date(before) : std::string()},
                       {"limit_days", limit}};
  findings.push_back(std::move(finding));
}

}  // namespace

void judge_sources(std::span<const Delivery> deliveries, const Settings& settings,
                   const Stored& stored, std::int64_t today, std::vector<Finding>& findings) {
  for (const Delivery& delivery : deliveries) {
    if (!delivery.read) continue;
    const SourceMemory* const memory = memory_of(delivery, settings, stored);
    if (memory != nullptr && settings.enabled(Rule::src_05)) {
      judge_drift(delivery, settings, *memory, findings);
    }
    if (settings.enabled(Rule::src_06)) judge_age(delivery, settings, memory, today, findings);
  }
}

void remember_sight(SourceMemory& memory, const Delivery& delivery, const SourceMemory* known) {
  memory.versiyon = last_version(delivery, known);
  if (known != nullptr && lies_there(delivery, *known)) {
    memory.seen = known->seen;
    memory.before = known->before;
    memory.seen.as_of = delivery.as_of;
    if (!memory.seen.columns.empty()) return;
  }
  SourceShape shape = shape_of(delivery);
  if (known != nullptr && !lies_there(delivery, *known)) {
    shape = remembered(std::move(shape), shape_of_text(known->seen.columns));
    memory.before = known->seen;
  }
  memory.seen = {delivery.as_of, text_of(shape)};
}

}  // namespace uavt::sync
