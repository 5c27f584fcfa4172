// Something that happened in the world, told once instead of row by row: a street renamed, a parcel
// divided. What it explains keeps its number and its history (docs/decisions/0008).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/layer.hpp"
#include "sync/state.hpp"

namespace uavt::sync {

enum class EventKind : std::uint8_t {
  street_renamed,     ///< a street's name or type
  street_renumbered,  ///< the numbers of several doors of one street
  street_moved,       ///< to another mahalle, with its code
  boundary_changed,   ///< of a mahalle
  split,              ///< of a parcel or building
  merged,             ///< of parcels or buildings
  rebuilt,            ///< demolished, and another stands there
  recoded,            ///< the same thing under another code
};
inline constexpr std::size_t event_kind_count = 8;
/// "yeniden_adlandirma", "yeniden_numaralama", "mahalle_degisikligi", "sinir_degisikligi", "bolunme",
/// "birlesme", "yeniden_yapim", "kod_degisikligi".
[[nodiscard]] std::string_view name(EventKind kind);

/// A published row an event explains.
struct EventRow {
  Layer layer{};
  std::int64_t tucbs_no = 0;
  auto operator<=>(const EventRow&) const = default;
};

struct Event {
  EventKind kind{};
  Layer layer{};                  ///< of what it happened to
  Register reg{};                 ///< who says so; of several the first
  RegisterSet registers = 0;      ///< all who say so tonight
  std::int64_t thing = 0;         ///< tucbs_no of what it happened to: the first of the old ones
  std::string key;                ///< code of what it happened to, else "#tucbs_no"
  std::int64_t mahalle = 0;       ///< tucbs_no; 0: unknown
  std::string before, after;      ///< what people read: "ATATÜRK CADDESİ", "101/7"
  std::vector<EventRow> rows;     ///< ascending; what it happened to is among them
  double score = 1;               ///< 0–1: how sure
};

/// A name under which a street was published until tonight.
struct FormerName {
  std::int64_t tucbs_no = 0;
  std::string name, type;  ///< `type` empty for none
  auto operator<=>(const FormerName&) const = default;
};

}  // namespace uavt::sync
