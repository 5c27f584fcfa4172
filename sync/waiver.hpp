// A waiver: a person has looked at a finding – or at all findings of one rule in one mahalle – and
// said that it may stand until a day. What is waived is not open; the day after, it is, once as
// `reopened` (docs/decisions/0003-finding-memory.md). Pure values; the day is handed in.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sync/rule.hpp"
#include "sync/table.hpp"

namespace uavt::sync {

/// No waiver lasts longer: what nobody looks at for this long is forgotten, not waived.
inline constexpr int longest_waiver_years = 5;

struct Waiver {
  std::int64_t id = 0;      ///< from 1
  std::string fingerprint;  ///< empty: of a rule in a mahalle
  std::optional<Rule> rule;
  std::int64_t mahalle_kodu = null_integer;
  std::string reason, person;
  std::int64_t created = 0, until = 0;    ///< days since 1970-01-01; `until` is its last day
  std::optional<std::int64_t> withdrawn;  ///< the day on which somebody took it back

  /// "finding" or "rule_mahalle".
  [[nodiscard]] std::string_view scope() const {
    return fingerprint.empty() ? "rule_mahalle" : "finding";
  }
  bool operator==(const Waiver&) const = default;
};

/// A waiver, and how many findings it covered after the last run.
struct GivenWaiver {
  Waiver waiver;
  std::uint64_t findings = 0;
};

/// Whether it holds on that day: not taken back, and its last day has not passed.
[[nodiscard]] bool in_force(const Waiver& waiver, std::int64_t day);

/// The waiver that covers a finding on a day: its own before its rule's in the mahalle, then the one
/// that lasts longest, then the older. nullptr when nothing covers it.
/// Lifetime: of `waivers`.
[[nodiscard]] const Waiver* covering(std::span<const Waiver> waivers, std::string_view fingerprint,
                                     Rule rule, std::int64_t mahalle_kodu, std::int64_t day);

/// "2027-01-31" as a day; nothing for anything else, also for a day that is none.
[[nodiscard]] std::optional<std::int64_t> day_of(std::string_view iso_date);

/// The last day a waiver made on this day may name.
[[nodiscard]] std::int64_t last_waivable_day(std::int64_t today);

}  // namespace uavt::sync
