// Findings and waivers as the commands list them: one a line for people, JSON for programs.
#pragma once

#include "sync/rule.hpp"
#include "sync/settings.hpp"
#include "sync/waiver.hpp"

#include <cstdint>
#include <set>
#include <span>
#include <string>

namespace uavt::report {

/// Which findings are listed; an empty set asks for all. Values as they stand in the report.
struct FindingFilter {
  std::set<std::string> rules = {}, severities = {}, states = {};
  std::set<std::int64_t> mahalle = {};
};

/// Findings as the report wrote them, worst first, then by rule, mahalle and key; ends with how
/// many they are. Errors: std::invalid_argument when one of them is no finding.
[[nodiscard]] std::string finding_list(std::span<const std::string> findings_json,
                                       const FindingFilter& filter, sync::Language language);
/// The same findings whole, as an array, one a line.
[[nodiscard]] std::string finding_list_json(std::span<const std::string> findings_json,
                                            const FindingFilter& filter);

/// Every waiver with its state on that day: in force, expired, taken back.
[[nodiscard]] std::string waiver_list(std::span<const sync::GivenWaiver> waivers, std::int64_t day,
                                      sync::Language language);
[[nodiscard]] std::string waiver_list_json(std::span<const sync::GivenWaiver> waivers,
                                           std::int64_t day);

/// "TOP-02, mahalle 10123" or the fingerprint.
[[nodiscard]] std::string waived_thing(const sync::Waiver& waiver);

}  // namespace uavt::report
