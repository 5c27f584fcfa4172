// A finding told flat: all of it as texts, the way a line of a worklist shows it. Flat findings are
// read out of report.json, so that every form made of them holds the same ones.
#pragma once

#include "geo/geometry_column.hpp"
#include "sync/rule.hpp"
#include "sync/settings.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::report {

/// A row a finding is about. What the report does not know is empty.
struct FlatRow {
  std::string reg, layer, key;          ///< as in the report: "cbs", "numarataj", "77001"
  std::string source, file;             ///< file: only where the source is one file
  std::optional<std::uint64_t> record;  ///< counted from 1
};

/// Who lets a finding stand, why and until when.
struct FlatWaiver {
  std::string reason, person, until, scope;  ///< as in the report: "2027-01-31", "rule_mahalle"
};

struct FlatFinding {
  std::string fingerprint, rule, state, attribute;
  sync::Severity severity = sync::Severity::error;
  const sync::RuleInfo* info = nullptr;  ///< nullptr: a rule this version does not know
  std::string message;                   ///< in the chosen language, nothing in it is obeyed
  std::string correction;                ///< of the rule, in the chosen language
  std::string mahalle;                   ///< its code, empty for none
  std::int64_t first_run = 0;
  std::optional<FlatWaiver> waiver;      ///< of what is waived, or was until it was fixed
  std::optional<geo::Point> point;       ///< CRS: the target
  /// The rows to be corrected: the finding's own, or all those a grouped finding stands for.
  std::vector<FlatRow> rows;
  std::vector<FlatRow> related;
};

/// What the forms say of the run itself.
struct FlatRun {
  std::int64_t number = 0, ilce = 0;
  std::string municipality, version, verdict;
  std::string crs;                           ///< of every place in the report
  std::map<std::string, std::string> paths;  ///< source → its path in the configuration
};

/// Errors: std::invalid_argument when the text is not a report.
[[nodiscard]] FlatRun flat_run(const std::string& report_json, sync::Language language);

/// Tells every finding once, in the report's order, and keeps none: a first night has hundreds of
/// thousands.
/// Errors: std::invalid_argument when the text is not a report.
void for_each_finding(const std::string& report_json, sync::Language language,
                      const std::function<void(const FlatFinding&)>& tell);

/// "CBS · Numarataj · 77001 · numarataj · NUMARATAJ.shp · satır 12": what is known of a row, in
/// words and visible.
[[nodiscard]] std::string row_text(const FlatRow& row, sync::Language language);

/// "new" → "yeni"; an unknown state comes back visible.
[[nodiscard]] std::string state_word(std::string_view state, sync::Language language);

/// "Yol iptal edilecek · Ayşe Yılmaz · 31.01.2027 tarihine kadar", and whether it is the rule's in
/// the whole mahalle; visible.
[[nodiscard]] std::string waiver_text(const FlatWaiver& waiver, sync::Language language);

}  // namespace uavt::report
