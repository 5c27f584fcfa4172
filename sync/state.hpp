// What the program remembers from night to night, as the database room hands it over: the
// published rows, each register's last images of its rows, what was settled, who has spoken, which
// findings are open. Pure values; nothing here knows SQL.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "sync/finding.hpp"
#include "sync/held_batch.hpp"
#include "sync/quality_measure.hpp"
#include "sync/ruling.hpp"
#include "sync/settings.hpp"
#include "sync/table.hpp"
#include "sync/work_item.hpp"

namespace uavt::sync {

/// `eslesme`: how a published row stands between the registers.
enum class Presence : std::uint8_t { ortak, yalniz_cbs, yalniz_uavt, tek_kayit };
[[nodiscard]] std::string_view name(Presence presence);
[[nodiscard]] std::optional<Presence> presence_named(std::string_view name);

/// A set of registers, bit i = register i. As text: "cbs,uavt" (alphabetical).
using RegisterSet = std::uint8_t;
[[nodiscard]] constexpr RegisterSet bit(Register reg) {
  return static_cast<RegisterSet>(1u << index(reg));
}
[[nodiscard]] std::string text_of(RegisterSet registers);
[[nodiscard]] RegisterSet registers_of(std::string_view text);

/// One published layer: every business column, and beside it what the service keeps.
struct Published {
  Table table;                       ///< tucbs_no filled, ascending
  std::vector<Presence> eslesme;
  std::vector<RegisterSet> kaynak;
};

/// The images of one register's rows of one layer, as differences from the published rows: small,
/// because most rows of a register are what is published. Bit a of `absent`: attribute a (position)
/// is null in the image although published has a value; bit 63: so is the geometry.
///
/// Most images of a register differ from what is published in the same way: it does not carry some
/// attributes, and says all others alike. With `usual`, only the others are here: every published
/// row whose `kaynak` names the register and that has no image here lacks just these.
struct ImageRows {
  std::optional<std::uint64_t> usual;  ///< nullopt: every image is here
  std::vector<std::int64_t> tucbs_no;
  std::vector<std::uint64_t> absent;
  /// Row i's differing values: patches[first[i]] … patches[first[i+1] - 1].
  struct Patch {
    std::uint8_t attribute = 0;  ///< position
    std::string value;           ///< as value_text writes it
  };
  std::vector<std::uint32_t> first{0};
  std::vector<Patch> patches;
  geo::GeometryColumn geometry;  ///< null: as published (or absent, by bit 63)
  TextColumn ids;                ///< the source's row id, kept only for rows without a code
  [[nodiscard]] std::size_t size() const { return tucbs_no.size(); }
};
inline constexpr std::uint64_t absent_geometry = 1ull << 63;

/// A group of one side whose settled values are no longer its image: who waits for a decision, or
/// changed without being allowed to. Values of the group's attributes in order, as value_text
/// writes them; nothing for null.
struct Unsettled {
  Layer layer{};
  std::int64_t tucbs_no = 0;
  Register reg{};
  std::uint8_t group = 0;
  std::vector<std::optional<std::string>> values;
  std::string geometry_wkb;  ///< when the group holds the geometry
  auto operator<=>(const Unsettled&) const = default;
};

/// An open interval of "stands as last seen" (`kalite.bayat`).
struct Stale {
  Layer layer{};
  std::int64_t tucbs_no = 0;
  Register reg{};
  auto operator<=>(const Stale&) const = default;
};

/// A finding that was there after the last run: open, or waived.
struct OpenFinding {
  std::string fingerprint;
  Rule rule{};
  Severity severity{};
  std::optional<Register> reg;
  std::optional<Layer> layer;
  std::string key;  ///< of its first row; empty: grouped, or about no row
  std::int64_t mahalle_kodu = null_integer;
  std::optional<geo::Point> point = std::nullopt;  ///< CRS: target
  std::int64_t first_run = 0;
  std::int64_t waiver = 0;  ///< the waiver it was waived by after the last run; 0: it was open
  std::string content_digest;  ///< of its JSON without origin and state: rewritten only when it changes
  std::string json;  ///< the whole finding as the report wrote it, for findings that stand
  std::string cause{};  ///< id of its cause; empty: none
};

/// What one delivery of a source looked like.
struct SourceSight {
  std::int64_t as_of = null_integer;  ///< days
  std::string columns;                ///< as `text_of(const SourceShape&)` writes them
};

/// What is known of a source since it was last read.
struct SourceMemory {
  std::string name;
  std::string digest;           ///< of the files
  std::string settings_digest;  ///< of everything that decides what reading them gives
  std::string operation;        ///< PROJ operation used (CRS-06: changed since the last run)
  std::int64_t unfollowed_quarantined = 0;  ///< set-apart rows nobody could follow (docs/decisions)
  std::int64_t versiyon = null_integer;     ///< the last one applied (deltas go on from it)
  SourceSight seen;                         ///< this delivery
  SourceSight before;                       ///< the one before: while this one lies there, its drift does
};

/// A register has spoken for a layer in a mahalle (0: rows without a mahalle).
using Spoken = std::set<std::tuple<Register, Layer, std::int64_t>>;

struct Stored {
  std::int64_t last_run = 0;  ///< last published run, 0 before the first night
  std::array<Published, layer_count> published;
  std::array<std::array<ImageRows, register_count>, layer_count> images;
  std::vector<Unsettled> unsettled;
  std::vector<Stale> stale;
  std::vector<Ruling> rulings;  ///< not ended: ascending id, those made tonight (id 0) last
  std::vector<OpenFinding> findings;
  std::vector<Waiver> waivers;  ///< all that nobody took back, expired ones too
  std::map<std::string, SourceMemory> sources;  ///< by name
  Spoken spoken;
  std::array<std::int64_t, layer_count> next_tucbs_no{};  ///< first free number, at least 1
  /// "layer.group" → authority in force at the last run: a changed one unsettles its groups.
  std::map<std::string, std::string> authority;
  std::vector<QualityMeasure> quality;  ///< as after the last run
  std::vector<OpenItem> work_items;     ///< open corrections of both lists
  std::int64_t next_item = 1;           ///< first free number of a correction
  /// Anew deliveries: the last of each register, layer and mahalle, and all since the oldest open item.
  std::vector<LayerDelivered> deliveries;
  GuardMemory guard;
  /// What the last published run left in the ledger, where a finding that is open has a cause.
  std::string last_summary;

  Stored();
};

}  // namespace uavt::sync
