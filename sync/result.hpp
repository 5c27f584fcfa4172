// The result of a run as the report shows it and the database keeps it: pure values, in a fixed
// order, with nothing in it that depends on time, threads or the order of input.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/transformation.hpp"
#include "sync/cause.hpp"
#include "sync/event.hpp"
#include "sync/finding.hpp"
#include "sync/held_batch.hpp"
#include "sync/layer.hpp"
#include "sync/quality_measure.hpp"
#include "sync/trend.hpp"
#include "sync/work_item.hpp"

namespace uavt::sync {

/// What became of a delivered record; worst last, so that a record behind several rows takes the
/// greatest (DESIGN law 1).
enum class Fate : std::uint8_t { out_of_scope, unchanged, published, held, rejected, quarantined };
inline constexpr std::size_t fate_count = 6;
[[nodiscard]] std::string_view name(Fate fate);  ///< "out_of_scope", "unchanged", …

struct SourceResult {
  std::string name;
  Register reg{};
  SourceLayer layer{};
  std::string model_type;  ///< "tucbs.Bina", in place of `layer`; else empty
  std::string path;
  std::vector<std::string> files;
  std::string digest;
  std::string driver, profile, encoding;
  bool read = false, reused = false;
  std::uint64_t rows_read = 0;
  std::array<std::uint64_t, fate_count> fates{};  ///< sums to rows_read
  std::string crs_declared, crs_used;
  geo::OperationAccount operation;  ///< empty source_crs: no geometry
  std::vector<std::string> unmapped;
  std::int64_t as_of = 0;
};

struct LayerResult {
  Layer layer{};
  std::uint64_t inserted = 0, updated = 0, deleted = 0, unchanged = 0, held = 0, quarantined = 0;
  /// Rows after the run by eslesme: ortak, yalniz_cbs, yalniz_uavt, tek_kayit.
  std::array<std::uint64_t, 4> by_presence{};
};

struct Verdict {
  std::string tr, en;
  int exit_code = 0;
  bool published = false;  ///< false: refused, dry run or stopped before apply
};

/// A finding told as it was stored: fixed tonight, or standing because nobody judged its layer.
struct KeptFinding {
  std::string json;
  FindingState state = FindingState::fixed;
  Severity severity = Severity::info;
  std::optional<Waiver> waiver = std::nullopt;  ///< the one it is waived by
  bool waiver_expired = false;                  ///< see Finding
  Rule rule{};
};

/// An event as the report tells it.
struct EventResult {
  Event event;
  std::int64_t mahalle_kodu = null_integer;
  std::string finding{};  ///< fingerprint of its UAV-09; empty where the rule is off
};

/// Everything laws 3 and 4 speak about.
struct Result {
  Verdict verdict;
  std::vector<SourceResult> sources;
  std::vector<LayerResult> layers;   ///< in order of all_layers, only those somebody spoke for
  std::vector<Finding> findings;     ///< found tonight, by severity, rule, key
  std::vector<KeptFinding> kept;     ///< listed after them, by fingerprint
  std::vector<Cause> causes;         ///< behind the open ones of both, largest first
  std::vector<EventResult> events;   ///< by kind, layer, key
  std::vector<QualityMeasure> quality;  ///< by layer, mahalle, measure
  std::vector<ToldItem> worklist;       ///< corrections, in order of typing; closed tonight last
  std::vector<HeldBatch> held;          ///< ascending number
  std::vector<std::string> notes_tr, notes_en;  ///< lines of the verdict ("UAVT has not spoken for bina")
  std::map<std::string, std::uint64_t> pairs;   ///< "csbm.name" → pairs made tonight by that evidence
};

/// What changes from run to run on the same input.
struct RunInfo {
  std::int64_t number = 0;  ///< 0: no database
  std::string started, ended;  ///< ISO 8601, UTC
  std::vector<std::pair<std::string, double>> stages;  ///< name, seconds
  std::map<std::string, std::string> versions;  ///< "gdal" → "3.6.2", …
  std::string settings_digest, result_digest;
  std::string command;      ///< "run", "validate", "diff", "run --dry-run"
  std::string municipality;
  std::string target_crs;
  int ilce = 0;
  std::uint64_t peak_memory_bytes = 0;
  std::vector<ParameterInForce> parameters;  ///< those that are not the catalogue's
  std::vector<TrendRun> trend;  ///< the last published runs, oldest first
};

}  // namespace uavt::sync
