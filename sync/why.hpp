// Why a value is what it is, told from what was kept: the versions of one row, and the reasons of
// the runs that wrote them. A value's story begins with the run since which it has been the same,
// not with the run that wrote its row last.
#pragma once

#include "sync/groups.hpp"
#include "sync/provenance.hpp"
#include "sync/state.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace uavt::sync {

/// Which record of which source stood behind a row. Empty source: none, or as last seen.
struct SourceRecord {
  std::string source;    ///< its name in the configuration
  std::int64_t row = 0;  ///< from 1
};

/// What one run did to a row, and why.
struct KeptReason {
  enum class Operation : std::uint8_t { insert, update, remove };
  std::int64_t run = 0;
  Operation operation{};
  /// By position of the group; nothing: it stayed as it was.
  std::vector<std::optional<std::pair<Outcome, Take>>> groups;
  SourceRecord national, municipal;
};

/// Everything that is kept of one row.
struct RowHistory {
  Published versions;               ///< oldest first
  std::vector<std::int64_t> runs;   ///< that began each of them
  std::vector<KeptReason> reasons;  ///< ascending run; none of runs before reasons were kept
  bool there = true;                ///< the last version is published
  std::int64_t removed = 0;         ///< else the run that took the row out; 0: not kept
};

/// Why one value is what it is.
struct CellStory {
  std::optional<std::string> value;  ///< as value_text writes it, geometry as WKT; nothing: null
  std::int64_t run = 0;              ///< that made it so
  std::optional<std::pair<Outcome, Take>> reason;  ///< nothing: not kept
  std::optional<Register> reg;                     ///< whose value it is; nothing: nobody's
  SourceRecord record;                             ///< where it stood there
  bool first = true;                  ///< the row begins with that run: there was nothing before
  std::optional<std::string> before;  ///< the value until then
  std::int64_t before_run = 0;        ///< that had made that so
};

/// The geometry's place among a row's attributes.
inline constexpr std::size_t geometry_attribute = static_cast<std::size_t>(-1);

/// The story of one value as the last version has it; `attribute`: position, or geometry_attribute.
/// The history has at least one version.
[[nodiscard]] CellStory story(const RowHistory& history, std::size_t attribute);

/// The group an attribute (or a shadow of one of its attributes) reconciles in.
[[nodiscard]] const Group* group_of(Layer layer, std::size_t attribute);

}  // namespace uavt::sync
