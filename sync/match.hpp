// Which rows of the registers are the same thing in the world. An entity is one such thing: at most
// one row of each register, at most one published row. Pairs are made by code, always; rows without
// a code of the right id space meet by content, then by place; ties stay ties.
#pragma once

#include <array>
#include <map>
#include <cstdint>
#include <string>
#include <vector>

#include "sync/night.hpp"
#include "sync/result.hpp"
#include "sync/settings.hpp"

namespace uavt::sync {

/// The entities of one layer, as columns. Every live row of every register stands in exactly one.
struct Entities {
  std::vector<std::int64_t> tucbs_no;  ///< 0: new tonight, numbered while planning
  std::array<std::vector<std::int32_t>, register_count> row;  ///< per register, or no_row
  std::vector<std::int32_t> published;                        ///< row of the published table, or no_row
  /// Both sides were already one pair before tonight.
  std::vector<std::uint8_t> paired_before;
  /// One thing by its content under two codes (UAV-08).
  std::vector<std::uint8_t> recoded;
  /// tucbs_no of the mahalle each lies in, 0 when unknown; filled by `numbered`.
  std::vector<std::int64_t> mahalle;
  /// Per register: entity of each row of its table; -1 for rows that are not live.
  std::array<std::vector<std::int32_t>, register_count> of_row;
  [[nodiscard]] std::size_t size() const { return tucbs_no.size(); }
};

struct Matched {
  std::array<Entities, layer_count> layers;
  std::map<std::string, std::uint64_t> pairs;  ///< "csbm.name" → pairs made tonight
};

/// The entity of the row's parent (csbm → mahalle, numarataj → csbm, bagimsiz_bolum → numarataj);
/// -1 when it has none that is live.
[[nodiscard]] std::int32_t parent_entity(const Night& night, const Matched& matched, Register reg,
                                         Layer layer, std::size_t row);

/// Builds the entities of all layers, parents first. Adds KEY-08 findings.
/// Order: independent of the order of rows. Source: DESIGN §4.6.
[[nodiscard]] Matched matched(Night& night, const Stored& stored, const Settings& settings);

}  // namespace uavt::sync
