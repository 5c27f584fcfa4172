// What stands beside a rule's own texts wherever rules are shown: names of groups, scopes,
// consequences, units. The catalogue keeps the ISO 19157 element and the source once, in Turkish;
// their English is here.
#pragma once

#include "sync/rule.hpp"
#include "sync/settings.hpp"

#include <string>
#include <string_view>

namespace uavt::report {

/// "KEY-01" → "KEY".
[[nodiscard]] std::string_view rule_group(const sync::RuleInfo& rule);

/// "KEY" → "Kodlar ve bağlar" or "Codes and references"; an unknown group comes back as it is.
[[nodiscard]] std::string_view group_title(std::string_view group, sync::Language language);

[[nodiscard]] std::string_view scope_name(sync::Scope scope);  ///< "row", for programs
[[nodiscard]] std::string_view scope_phrase(sync::Scope scope, sync::Language language);

/// Whether a row is repaired, set apart, or neither.
[[nodiscard]] std::string_view consequence(const sync::RuleInfo& rule, sync::Language language);

/// "1" → "oran, 0–1" or "share, 0–1"; "m2" → "m²".
[[nodiscard]] std::string_view unit_word(std::string_view unit, sync::Language language);

/// The quality element of ISO 19157. What has no English here comes back as it is.
[[nodiscard]] std::string_view element(const sync::RuleInfo& rule, sync::Language language);

/// The law, model or practice behind a rule; several are parted by "; ". Names of Turkish laws and
/// regulations stay, with their English beside them.
[[nodiscard]] std::string source_of(const sync::RuleInfo& rule, sync::Language language);

/// A number as a configuration has it, in either language: 0.05.
[[nodiscard]] std::string setting_number(double value);

}  // namespace uavt::report
