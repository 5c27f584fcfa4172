#include "sync/waiver.hpp"

#include "sync/text.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace uavt::sync {

bool in_force(const Waiver& waiver, std::int64_t day) {
  return !waiver.withdrawn && day <= waiver.until;
}

const Waiver* covering(std::span<const Waiver> waivers, std::string_view fingerprint, Rule rule,
                       std::int64_t mahalle_kodu, std::int64_t day) {
  const Waiver* best = nullptr;
  const auto rank = [](const Waiver& waiver) {
    return std::tuple(!waiver.fingerprint.empty(), waiver.until, -waiver.id);
  };
  for (const Waiver& waiver : waivers) {
    const bool covers = waiver.fingerprint.empty()
                            ? waiver.rule == rule && mahalle_kodu != null_integer &&
                                  waiver.mahalle_kodu == mahalle_kodu
                            : waiver.fingerprint == fingerprint;
    if (!covers || !in_force(waiver, day)) continue;
    if (best == nullptr || rank(waiver) > rank(*best)) best = &waiver;
  }
  return best;
}

std::optional<std::int64_t> day_of(std::string_view iso_date) {
  if (iso_date.size() != 10 || iso_date[4] != '-' || iso_date[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : iso_date.substr(at, count)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  return days_of(year, month, day);
}

std::int64_t last_waivable_day(std::int64_t today) {
  using std::chrono::days;
  const std::chrono::year_month_day date{std::chrono::sys_days(days(today))};
  const auto then = date + std::chrono::years(longest_waiver_years);
  // From 29 February there may be no such day in that year.
  const auto last = then.ok() ? std::chrono::sys_days(then)
                              : std::chrono::sys_days(then.year() / then.month() /
                                                      std::chrono::last);
  return last.time_since_epoch().count();
}

}  // namespace uavt::sync
