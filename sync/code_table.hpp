// Which row of the municipality is which in UAVT, with the codes to write beside it: what a
// municipality whose layers carry no code takes home after the first match. Told from what the
// registers last said, so that any night can tell it again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/state.hpp"

namespace uavt::sync {

/// A pair: one published row that both registers deliver.
struct CodePair {
  Layer layer{};
  std::int64_t tucbs_no = 0;
  std::string municipal_id;  ///< the source's own row id; empty: it has none, or the row has a code
  std::string municipal_code;  ///< the row's first own code as text; empty: it has none
  /// UAVT's codes by attribute ("mahalle_kodu", "csbm_kodu", "bina_kodu" …): its own, then those of
  /// what it lies on.
  std::vector<std::pair<std::string_view, std::int64_t>> codes;
  bool loaded = false;  ///< the municipality's row carries every own code UAVT gives it
  /// What the two have in common today: "code", "name", "content", "place", "line", "polygon",
  /// "doors"; "earlier": no longer anything but having been one.
  std::string_view evidence;
  std::optional<double> score;                                   ///< 0 … 1; nothing for "earlier"
  std::string neighbourhood, street, door_number, inner_number;  ///< as published, for the eye
};

enum class CodePairs : std::uint8_t { to_load, all };

/// The pairs of the layers that both registers describe; `to_load`: only those whose municipal row
/// lacks one of UAVT's codes or has another.
/// Order: layer, mahalle, street, door number, iç kapı, tucbs_no.
[[nodiscard]] std::vector<CodePair> code_table(const Stored& stored, CodePairs which);

}  // namespace uavt::sync
