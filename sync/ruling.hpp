// What a person decided: which side of a difference holds, or that something a run wanted to
// publish is not published. A ruling is about what the registers said at that moment, and holds for
// as long as they say the same; when one of them says something else the question is open again
// (docs/decisions/0008). Pure values: who reads and writes them is elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/layer.hpp"

namespace uavt::sync {

struct Group;
struct Table;

/// What a ruling is about.
enum class RulingForm : std::uint8_t {
  group,    ///< an attribute group of a row: which value is published
  absence,  ///< a register has the row no more: its last image stands all the same
  insert,   ///< a row that a register delivers is not taken
};
/// "grup", "yokluk", "ekleme".
[[nodiscard]] std::string_view name(RulingForm form);
[[nodiscard]] std::optional<RulingForm> ruling_form_named(std::string_view name);

/// Which command it came from.
enum class RulingOrigin : std::uint8_t { decide, reject, revert };
/// "karar", "ret", "geri_alma".
[[nodiscard]] std::string_view name(RulingOrigin origin);
[[nodiscard]] std::optional<RulingOrigin> ruling_origin_named(std::string_view name);

/// Whose value is published.
enum class RulingTake : std::uint8_t { national, municipal, published };
/// "ulusal", "belediye", "yayimlanan".
[[nodiscard]] std::string_view name(RulingTake take);
[[nodiscard]] std::optional<RulingTake> ruling_take_named(std::string_view name);

/// What a register said: values as `value_text` writes them, nothing for null. Of a group: its
/// attributes, then its references. Of a whole row: every attribute that is no reference or shadow.
struct Said {
  std::vector<std::optional<std::string>> values;
  std::string geometry_wkb;  ///< empty: none
  auto operator<=>(const Said&) const = default;
};

struct Ruling {
  std::int64_t id = 0;  ///< 0: made tonight, not written yet
  RulingForm form{};
  RulingOrigin origin{};
  Layer layer{};
  std::int64_t tucbs_no = 0;  ///< the published row; 0 of an insert
  Register reg{};             ///< of an absence or insert
  std::uint8_t group = 0;     ///< of a group
  RulingTake take{};          ///< of a group
  /// Of a group: what each side said; nothing: it did not have the row. Of an insert: `national` or
  /// `municipal`, by its register, is the whole row.
  std::optional<Said> national, municipal;
  std::string person, reason;
  bool withdrawn = false;   ///< it holds no more, and the next run says so
  std::int64_t run = 0;     ///< that made it; 0: by hand
  std::int64_t about = 0;    ///< the batch refused, the run taken back; 0: a decision
  std::string fingerprint;   ///< of the finding that was decided; else empty
  std::int64_t created = 0;  ///< days since 1970-01-01, Türkiye
};

/// A ruling as it is listed: in force, lapsed, or withdrawn.
struct KeptRuling {
  Ruling ruling;
  std::int64_t ended_run = 0;             ///< the run in which a register said something else
  std::optional<std::int64_t> withdrawn;  ///< days since 1970-01-01
  std::string withdrawn_by;
  [[nodiscard]] bool in_force() const { return ended_run == 0 && !withdrawn; }
};

/// What the row says of the group.
[[nodiscard]] Said said(const Group& group, const Table& table, std::size_t row);
/// The whole row: every attribute that is no reference or shadow, and the geometry.
[[nodiscard]] Said said(const Table& table, std::size_t row);

/// Does the row still say that of the group, up to *same*? A reference counts only where both have
/// one: a parent that is set apart tonight is no other value. Units: `tolerance` metres.
[[nodiscard]] bool still_says(const Group& group, const Table& table, std::size_t row,
                              const Said& then, double tolerance);
/// Appends a whole row that says this; its number.
std::size_t append_said(Table& table, const Said& whole);
/// Do two whole rows say the same, up to *same*?
[[nodiscard]] bool still_says(const Table& table, std::size_t row, const Table& then,
                              std::size_t row_then, double tolerance);

}  // namespace uavt::sync
