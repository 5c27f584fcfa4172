// A row is bad → a Finding. It says which rule, about which rows, with which values; its
// fingerprint never contains a measured value, so that the same thing is the same finding
// tomorrow. Texts are made from it by the report.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "geo/geometry_column.hpp"
#include "sync/layer.hpp"
#include "sync/rule.hpp"
#include "sync/table.hpp"
#include "sync/waiver.hpp"

namespace uavt::sync {

/// A value in a message: text as delivered (hostile until quoted), a whole number, a measure.
using ArgumentValue = std::variant<std::string, std::int64_t, double>;
using Arguments = std::vector<std::pair<std::string, ArgumentValue>>;

/// A row a finding is about. Before rows have keys it is named by its place in a register's table
/// (or only by its origin, when it never became a table row); `identified` fills key and mahalle.
struct Subject {
  Register reg = Register::cbs;
  std::optional<Layer> layer;
  std::string model_type;  ///< "tucbs.Bina": of a table outside the register; else empty
  std::int32_t row = -1;  ///< in that register's table; -1: never became one
  Origin origin;
  std::string key;        ///< the code as text, else "#tucbs_no", else "~hash.rank"
  std::int64_t tucbs_no = 0;
  std::int64_t mahalle_kodu = null_integer;
};

/// "bina", "tucbs.Bina", "" when it is about no layer. Lifetime: the subject.
[[nodiscard]] std::string_view layer_name(const Subject& subject);

enum class FindingState : std::uint8_t { fresh, persisting, reopened, fixed, waived };
[[nodiscard]] std::string_view name(FindingState state);  ///< "new", "persisting", …

/// What a person is asked to decide: which side's value of a group is published.
struct OpenQuestion {
  std::string group;
  std::int64_t tucbs_no = 0;           ///< of the published row
  std::string published, uavt, cbs;    ///< as people read them; `uavt` is TAKBİS' of a parcel
};

struct Finding {
  Rule rule{};
  Severity severity{};
  std::vector<Subject> subjects;  ///< the row itself first; a grouped finding lists all its rows
  std::string attribute;          ///< attribute or counterpart: part of the fingerprint
  Arguments arguments;            ///< for the message templates
  Arguments evidence;             ///< measured values, before/after: never in the fingerprint
  std::optional<OpenQuestion> question = std::nullopt;  ///< it waits for `decide`
  std::optional<geo::Point> point;  ///< CRS: target
  /// The same place for maps, filled by app. CRS: lon/lat degrees (x = lon).
  std::optional<geo::Point> lonlat = std::nullopt;
  bool grouped = false;           ///< one finding for a source and column, rows in `subjects`
  /// None of its rows comes first by right: they are listed by key.
  bool symmetric = false;
  /// Said only while it is already open: what was found once and has not been settled since, but
  /// would not be found anew (UAV-10 on the nights after the conflict).
  bool only_while_open = false;
  // Filled by `identified` and by the comparison with the last run:
  std::string fingerprint;
  FindingState state = FindingState::fresh;
  std::int64_t first_run = 0;
  std::optional<Waiver> waiver = std::nullopt;  ///< the one it is waived by
  bool waiver_expired = false;  ///< reopened because its waiver's last day has passed
  /// The Cause::id behind it, filled by `assign_causes`; empty: none.
  std::string cause{};
};

}  // namespace uavt::sync
