#include "sync/delta.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "sync/mapping_columns.hpp"

namespace uavt::sync {

namespace {

/// The last `versiyon` a register has given us, by any of its sources.
std::int64_t applied_by(Register reg, const Settings& settings, const Stored& stored) {
  std::int64_t last = null_integer;
  for (const SourceSettings& source : settings.sources) {
    const auto memory = stored.sources.find(source.name);
    if (source.reg == reg && memory != stored.sources.end()) {
      last = std::max(last, memory->second.versiyon);
    }
  }
  return last;
}

/// The first hole in the numbers after `last`.
std::optional<VersionGap> hole(const std::set<std::int64_t>& numbers, std::int64_t last) {
  for (const std::int64_t number : numbers) {
    if (last != null_integer && number <= last) continue;
    if (last != null_integer && number != last + 1) return VersionGap{0, last, number};
    last = number;
  }
  return std::nullopt;
}

/// From which number on rows count: the unbroken end of what lies here, if it reaches what was
/// applied last. Before a break a row may have been overtaken by one that is not here.
std::int64_t counts_from(const std::set<std::int64_t>& numbers, std::int64_t last) {
  std::int64_t from = *numbers.rbegin();
  if (last != null_integer && from < last) return last + 1;
  for (auto at = std::next(numbers.rbegin()); at != numbers.rend() && *at == from - 1; ++at) {
    from = *at;
  }
  return from;
}

}  // namespace

std::vector<std::int64_t> versions_of(const Delivery& delivery) {
  const RawColumn* const raw = delivery.rows.column("versiyon");
  if (raw == nullptr) return {};
  std::vector<std::int64_t> versions(delivery.rows.size(), null_integer);
  std::string buffer;
  for (std::size_t record = 0; record < versions.size(); ++record) {
    if (raw->null(record)) continue;
    versions[record] = integer_of(cell_text(*raw, record, buffer)).value_or(null_integer);
  }
  return versions;
}

std::int64_t last_version(const Delivery& delivery, const SourceMemory* memory) {
  std::int64_t last = memory == nullptr ? null_integer : memory->versiyon;
  for (const std::int64_t each : versions_of(delivery)) last = std::max(last, each);
  return last;
}

std::vector<VersionGap> judge_deltas(std::span<Delivery> deliveries, const Settings& settings,
                                     const Stored& stored) {
  std::vector<VersionGap> gaps;
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    std::set<std::int64_t> numbers;
    std::vector<std::pair<std::size_t, std::int64_t>> greatest;  // of each delta
    for (std::size_t d = 0; d < deliveries.size(); ++d) {
      const SourceSettings& source = settings.sources[deliveries[d].source];
      const bool delta = source.delivery == DeliveryKind::delta;
      if (!deliveries[d].read || source.reg != reg || !delta) continue;
      std::int64_t most = null_integer;
      for (const std::int64_t each : versions_of(deliveries[d])) {
        if (each != null_integer) numbers.insert(each);
        most = std::max(most, each);
      }
      if (most != null_integer) greatest.emplace_back(d, most);
    }
    if (numbers.empty()) continue;
    const std::int64_t last = applied_by(reg, settings, stored);
    const auto gap =
        settings.enabled(Rule::src_08) ? hole(numbers, last) : std::optional<VersionGap>();
    if (gap) numbers.erase(numbers.lower_bound(gap->next), numbers.end());
    for (const auto& [d, most] : greatest) {
      if (gap && most >= gap->next) {
        gaps.push_back({d, gap->last, gap->next});
      } else {
        deliveries[d].versions_from = counts_from(numbers, last);
      }
    }
  }
  return gaps;
}

}  // namespace uavt::sync
