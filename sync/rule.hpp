// The rule catalogue: every rule this version knows, with its scope, severity, parameters and
// texts. A rule id is for ever. The arguments named beside each enumerator are those its message
// templates may use; every finding also knows its layer, key and origin.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace uavt::sync {

enum class Severity : std::uint8_t { info, warning, error };
[[nodiscard]] std::string_view name(Severity severity);
[[nodiscard]] std::optional<Severity> severity_named(std::string_view name);

/// What a rule must look at again when rows change (DESIGN §4, incremental by construction).
enum class Scope : std::uint8_t { row, group, neighbourhood, run };

enum class Rule : std::uint8_t {
  src_01,  ///< path, reason
  src_02,  ///< row, reason
  src_03,  ///< batch, mahalle, target, change, count, rows, cause, attribute, value, now, east_m, north_m
  src_04,  ///< declared, used
  src_05,  ///< column, change ("gone", "new", "renamed", "type", "value"), before, now
  src_06,  ///< as_of, before, limit_days
  src_07,  ///< parent ("mahalle"/"csbm"/"numarataj"), code, attribute, kept, others
  src_08,  ///< last, next
  src_09,  ///< rows
  crs_01,  ///< path
  crs_02,  ///< declared, declared_share, found, found_share
  crs_03,  ///< declared, declared_share, found, found_share
  crs_04,  ///< count, east_m, north_m, spread_m, cause
  crs_05,  ///< count, distance_m
  crs_06,  ///< operation, accuracy_m, limit_m, ballpark, before
  crs_07,  ///< declared, declared_share, found, found_share
  geo_01,  ///< –
  geo_02,  ///< found, expected
  geo_03,  ///< –
  geo_04,  ///< reason
  geo_05,  ///< x, y
  geo_06,  ///< reason, x, y
  geo_07,  ///< count
  geo_08,  ///< x, y
  geo_09,  ///< area_m2 or length_m, limit
  geo_10,  ///< area_m2, limit
  geo_11,  ///< dropped ("Z", "M", "curve")
  geo_12,  ///< parts
  geo_13,  ///< count
  geo_14,  ///< even_odd_m2, non_zero_m2
  key_01,  ///< attribute, value, count, kept
  key_02,  ///< attribute, value
  key_03,  ///< attribute
  key_04,  ///< attribute, value, target
  key_05,  ///< declared, street_mahalle, distance_m
  key_06,  ///< attribute, value, read_as
  key_07,  ///< attribute, share, space, space_share, spaces
  key_08,  ///< attribute, share
  key_09,  ///< attribute, repeated_share
  mod_01,  ///< attribute
  mod_02,  ///< attribute
  mod_03,  ///< attribute, value, type
  mod_04,  ///< attribute, value, nearest
  mod_05,  ///< attribute, value, limit
  mod_06,  ///< column, nearest
  mod_07,  ///< column, generation, other, other_generation
  mod_08,  ///< attribute, value, other, other_value
  mod_09,  ///< attribute, value, read_as
  mod_10,  ///< attribute, value, expected
  mod_11,  ///< column
  top_01,  ///< other, area_m2, share
  top_02,  ///< other, distance_m
  top_03,  ///< other, measure
  top_04,  ///< declared, found, distance_m
  top_05,  ///< other, area_m2
  top_06,  ///< other, area_m2
  top_07,  ///< other, distance_m
  top_08,  ///< other, measure
  top_09,  ///< declared, distance_m
  top_10,  ///< count, shares
  top_11,  ///< other, distance_m
  top_12,  ///< count
  top_13,  ///< deed_m2, computed_m2, limit
  top_14,  ///< other, distance_m, own_m
  par_01,  ///< value, reason, successors
  par_02,  ///< value, found, share
  num_01,  ///< value, count
  num_02,  ///< value, street, side, parity
  num_03,  ///< value, street, before, after
  num_04,  ///< value
  num_05,  ///< value, street, before
  num_06,  ///< –
  num_07,  ///< value, count
  num_08,  ///< other, distance_m, own_m
  num_09,  ///< value, count
  num_10,  ///< units, count
  num_11,  ///< value, count
  num_12,  ///< value, type
  uav_01,  ///< –
  uav_02,  ///< –
  uav_03,  ///< group, authority, uavt, cbs, published
  uav_04,  ///< distance_m, authority
  uav_05,  ///< uavt, cbs, published
  uav_06,  ///< uavt, cbs
  uav_07,  ///< uavt, cbs
  uav_08,  ///< uavt, cbs
  uav_09,  ///< event, before, after, count
  uav_10,  ///< group, authority, uavt, cbs, published
  uav_11,  ///< number, operation, uavt, cbs
  kvk_01,  ///< column, count
  kvk_02,  ///< column, word
};
inline constexpr std::size_t rule_count = 91;

struct RuleParameter {
  std::string_view name, unit;
  double value = 0;
};

/// A rule's parameter whose value is not the catalogue's.
struct ParameterInForce {
  Rule rule{};
  std::string name;
  double value = 0;  ///< in the parameter's unit
};

struct RuleInfo {
  Rule rule{};
  std::string_view id;  ///< "KEY-01"
  Scope scope{};
  Severity severity{};
  bool quarantines = false;  ///< K
  bool repairs = false;      ///< its repair lets the row be published
  bool grouped_above_share = false;  ///< one finding per source and column above 1 % of the rows
  std::string_view title_tr, title_en;
  /// fmt-like templates with named arguments: "{attribute} kodu {value} {count} kez geçiyor".
  std::string_view message_tr, message_en;
  /// The sentence of the grouped form; may also use {count} (rows) and {column}.
  std::string_view grouped_tr, grouped_en;
  std::string_view why_tr, why_en, correct_tr, correct_en, prevent_tr, prevent_en;
  std::string_view iso19157;  ///< e.g. "Mantıksal tutarlılık – kavramsal"
  std::string_view source;    ///< law, model or practice
  std::span<const RuleParameter> parameters;
};

[[nodiscard]] std::span<const RuleInfo> rule_catalogue();  ///< by position of the enumerator
[[nodiscard]] const RuleInfo& info(Rule rule);
[[nodiscard]] std::optional<Rule> rule_named(std::string_view id);

}  // namespace uavt::sync
