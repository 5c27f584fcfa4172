// What a clerk corrects once instead of four hundred times: a systematic fault behind many findings.
// A cause is named by what it is about and never by a measured value, so that it is the same cause
// tomorrow; its numbers are evidence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/finding.hpp"

namespace uavt::sync {

/// Order: the most specific first; a finding belongs to the first kind that explains it
/// (docs/decisions/0004). A whole column of another code list is one mistake, not one a value, so
/// `column` comes before `missing_code_value`.
enum class CauseKind : std::uint8_t {
  constant_shift,      ///< evidence: east_m, north_m, spread_m, pairs, agreeing, reference, datum
  encoding,            ///< rows, of, share
  column,              ///< attribute, rows, of, share
  missing_code_value,  ///< attribute, value, rows
  street_renamed,      ///< csbm_kodu, change ("name", "code", "twin"), uavt, cbs, rows, of
  bulk_load,           ///< attribute, day, rows, of, share, elsewhere_share
  file,                ///< mahalle_kodu, mahalle (nothing: the whole source), rows, of, share, …
};
inline constexpr std::size_t cause_kind_count = 7;
[[nodiscard]] std::string_view name(CauseKind kind);  ///< "constant_shift", …
[[nodiscard]] std::optional<CauseKind> cause_kind_named(std::string_view name);

struct Cause {
  std::string id;  ///< "constant_shift:numarataj": letters, digits and `. _ : - #` only
  CauseKind kind{};
  std::uint64_t count = 0;      ///< open findings that carry this id
  std::vector<Rule> rules;      ///< theirs, ascending
  std::optional<Layer> layer;
  std::string source;           ///< name in the configuration; empty: none
  Arguments evidence;           ///< as listed beside the kinds
};

}  // namespace uavt::sync
