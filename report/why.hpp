// Why a row says what it says, for people and for programs: its values under the stories they share,
// or a few sentences on one value, then the decisions, events and findings that belong to the row.
#pragma once

#include "sync/ruling.hpp"
#include "sync/settings.hpp"
#include "sync/why.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace uavt::report {

/// What is told of a run.
struct ToldRun {
  std::string started;                       ///< ISO 8601, UTC
  std::map<std::string, std::string> paths;  ///< what each source read, by its name
};

/// `summary_json`: the ledger's; may be empty.
[[nodiscard]] ToldRun told_run(const std::string& started, const std::string& summary_json);

struct ToldEvent {
  std::int64_t run = 0;
  std::string kind, before, after;
};

/// Everything there is to tell of one row.
struct Why {
  sync::Layer layer{};
  std::int64_t tucbs_no = 0;
  sync::RowHistory history;
  std::vector<std::size_t> attributes;    ///< asked for, in that order; see sync::story
  std::map<std::int64_t, ToldRun> runs;   ///< by number; those that are named at least
  std::vector<sync::KeptRuling> rulings;  ///< on the row, oldest first
  std::vector<ToldEvent> events;
  std::vector<std::string> findings;       ///< JSON, as they are open now
  std::vector<sync::Authority> authority;  ///< by position of the group, as configured now
  sync::Restrictions restrictions;         ///< whose values are told by a mark
};

/// The runs a telling names: fill `Why::runs` with them.
[[nodiscard]] std::vector<std::int64_t> runs_named(const Why& why);

/// One attribute asked for is told at length, several in a line each under their story.
/// Errors: std::invalid_argument when a finding is none.
[[nodiscard]] std::string why_text(const Why& why, sync::Language language);
[[nodiscard]] std::string why_json(const Why& why);

/// "geometri" for geometry_attribute, else the attribute's name.
[[nodiscard]] std::string attribute_name(sync::Layer layer, std::size_t attribute);

}  // namespace uavt::report
