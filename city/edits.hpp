// What happens to a city between two nights, written down by whoever did it: renames, renumberings,
// re-codings, splits, merges, among ordinary work. Tests of events compare with this; it shares no
// code with what finds them.
#pragma once

#include "city/city.hpp"
#include "geo/geometry_column.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace uavt::city {

struct Edits {
  std::uint64_t seed = 1;
  std::uint32_t each = 2;      ///< of every kind that the city's form has
  std::uint32_t noise = 30;    ///< permille of holdings with ordinary changes
  bool fresh_ids = false;      ///< the municipality's own row ids are others on the second night
};

/// A thing as the published rows name it: by code, or by its middle where no register has one.
struct Thing {
  std::string layer;
  std::int64_t code = 0;  ///< 0: it has none
  geo::Point at;          ///< CRS: the city's
};

/// Something that happened. `things`: what it happened to, as it was before; the event is told of one
/// of them.
struct TrueEvent {
  std::string kind;  ///< "yeniden_adlandirma" …
  std::string layer;
  std::vector<Thing> things;
};

/// The same thing on both nights.
struct Lasting {
  Thing before, after;
};

/// A street that is published under another name on the second night.
struct FormerStreet {
  std::int64_t code = 0;  ///< on the second night
  std::string name;       ///< until then, capitals, without its type word
};

struct Edited {
  City before, after;
  std::vector<TrueEvent> events;
  std::vector<Lasting> lasting;
  std::vector<FormerStreet> former_names;
};

/// Two nights of one city. Errors: std::invalid_argument when it has too little room.
[[nodiscard]] Edited edited(const Options& options, const Edits& edits);

}  // namespace uavt::city
