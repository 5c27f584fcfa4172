// A mahalle that waits for somebody: what would have changed in it, why it was held and what is the
// probable reason. People decide about a batch, and the digest of its changes makes sure that what
// they decide about is what they saw (docs/decisions/0008).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "sync/layer.hpp"

namespace uavt::sync {

/// What happens to rows of a register; of a published row, what happens to it.
enum class GuardOperation : std::uint8_t { addition, update, removal };
inline constexpr std::size_t guard_operation_count = 3;
[[nodiscard]] std::string_view name(GuardOperation operation);  ///< "ekleme", "degisiklik", "silme"
[[nodiscard]] std::optional<GuardOperation> guard_operation_named(std::string_view name);

/// What budgets are for: rows of one register, of one layer, in one mahalle (its tucbs_no; 0: rows
/// whose mahalle is not known).
struct GuardScope {
  std::int64_t mahalle = 0;
  Layer layer{};
  Register reg{};
  GuardOperation operation{};
  auto operator<=>(const GuardScope&) const = default;
};

/// How many rows of a scope change tonight, and how many the register had there.
struct ScopeCount {
  GuardScope scope;
  std::uint64_t count = 0;  ///< the rows of one event count as one
  std::uint64_t rows = 0;   ///< the register's, before tonight
};

/// What a scope has seen: of the last thirty published runs, those in which it changed.
struct ScopePast {
  std::uint64_t runs = 0;
  std::uint64_t largest = 0;
};
inline constexpr std::int64_t remembered_runs = 30;

enum class HeldCauseKind : std::uint8_t {
  many,            ///< nothing more can be told
  short_file,      ///< the file has far fewer rows of the mahalle than it had
  filter,          ///< all that is missing has one value in common
  recoded,         ///< as many rows go as come
  shifted_column,  ///< one and the same attribute changed
  constant_shift,  ///< everything moved by the same distance
};
inline constexpr std::size_t held_cause_count = 6;
/// "cok_degisiklik", "kisa_dosya", "suzgec", "kod_degisikligi", "kaymis_sutun", "sabit_kayma".
[[nodiscard]] std::string_view name(HeldCauseKind kind);
[[nodiscard]] std::optional<HeldCauseKind> held_cause_named(std::string_view name);

/// The probable reason, with what its sentence needs.
struct HeldCause {
  HeldCauseKind kind = HeldCauseKind::many;
  std::string attribute, value;     ///< filter; shifted_column: `value` is the attribute it shows
  std::uint64_t now = 0;            ///< short_file: rows of the mahalle in the file
  double east_m = 0, north_m = 0;   ///< constant_shift
};

/// One value of a held change: what is published and what would be.
struct HeldValue {
  std::string attribute;  ///< "kapi_no", "geometri", "eslesme"
  std::optional<std::string> before, after;
};

/// A published row that would change.
struct HeldChange {
  Layer layer{};
  GuardOperation operation{};
  std::int64_t tucbs_no = 0;  ///< 0: it would be new
  std::string key;            ///< its code, else "#tucbs_no", else nothing
  std::vector<HeldValue> values;  ///< those that differ; of a new or a leaving row all it has
};

struct HeldCount {
  Layer layer{};
  GuardOperation operation{};
  std::uint64_t count = 0;
};

struct HeldBatch {
  std::int64_t no = 0;
  std::int64_t mahalle = 0;       ///< tucbs_no; 0: rows whose mahalle is not known
  std::int64_t mahalle_kodu = 0;  ///< 0: it has none
  std::string mahalle_name;
  ScopeCount trigger;             ///< the scope furthest over its budget
  HeldCause cause;
  std::vector<HeldCount> counts;  ///< by layer and operation, none of them 0
  std::vector<HeldChange> changes;  ///< by layer, operation, key
  std::string digest;             ///< of mahalle and changes
  bool fresh = true;              ///< it did not wait before tonight
};

enum class BatchState : std::uint8_t {
  open,
  approved,
  rejected,
  renewed,  ///< another delivery, or another base: what it was about is no longer proposed
};
inline constexpr std::size_t batch_state_count = 4;
/// "acik", "onaylandi", "reddedildi", "yenilendi".
[[nodiscard]] std::string_view name(BatchState state);
[[nodiscard]] std::optional<BatchState> batch_state_named(std::string_view name);

/// A batch that waits since an earlier run.
struct OpenBatch {
  std::int64_t no = 0;
  std::string digest;
};

/// A batch that waited and does so no longer.
struct ClosedBatch {
  std::int64_t no = 0;
  BatchState state = BatchState::renewed;
  std::string person, reason;  ///< of a decision
};

/// What the guard remembers from run to run.
struct GuardMemory {
  std::vector<OpenBatch> open;        ///< ascending number
  std::int64_t next_batch = 1;
  std::map<GuardScope, ScopePast> past;
};

/// What it decided.
struct GuardPlan {
  std::vector<HeldBatch> batches;     ///< all that wait after this run, ascending number
  std::vector<ClosedBatch> closed;
  std::vector<ScopeCount> passed;     ///< counts that passed, for the scopes' past
};

}  // namespace uavt::sync
