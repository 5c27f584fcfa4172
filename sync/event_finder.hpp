// What the finders of events share: the rows of a register beside their images, what is gone and
// what is new, and the published rows that changed only because of what they hang on. Private to
// `events`.
#pragma once

#include "sync/events.hpp"

#include <bitset>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace uavt::sync {

/// Attributes of a layer by position, and its geometry as the last bit.
using AttributeSet = std::bitset<64>;
inline constexpr std::size_t geometry_bit = 63;

/// One layer of one register tonight.
struct TwoNights {
  const Table& rows;
  const Table& images;
  const std::vector<std::int32_t>& image_row;
  const std::vector<std::uint8_t>& changed;

  /// Delivered tonight, and a row of last time that says something else now.
  [[nodiscard]] bool moved(std::size_t row) const {
    return rows.states[row] == RowState::valid && image_row[row] != no_row && changed[row] != 0;
  }
  [[nodiscard]] std::size_t image(std::size_t row) const {
    return static_cast<std::size_t>(image_row[row]);
  }
  /// Do both have a value of the attribute, and another one?
  [[nodiscard]] bool differs(std::size_t attribute, std::size_t row) const;
};

class EventFinder {
 public:
  EventFinder(const Night& night, const Matched& matched, const Stored& stored, const Plan& plan)
      : night_(night), matched_(matched), stored_(stored), plan_(plan) {}

  [[nodiscard]] std::vector<Event> found() &&;

 private:
  // event_streets.cpp
  void find_street_events(Register reg);
  void find_renumberings(Register reg);
  // event_codes.cpp
  void find_recodings(Register reg, Layer layer);
  [[nodiscard]] bool follows(Register reg, Layer layer, std::size_t row) const;
  // event_ground.cpp
  void find_ground_events(Register reg, Layer layer);
  void find_boundary_events(Register reg);

  [[nodiscard]] TwoNights said(Register reg, Layer layer) const;
  /// Images that no live row has any more, ascending.
  [[nodiscard]] std::vector<std::size_t> gone(const TwoNights& said) const;
  /// An event of what lies in this row of the register.
  [[nodiscard]] Event of_row(EventKind kind, Register reg, Layer layer, std::size_t row) const;
  /// Has the other register said this value of the thing before tonight? Then the row only follows: a
  /// difference was mended, nothing happened.
  [[nodiscard]] bool said_elsewhere(Register reg, Layer layer, std::size_t attribute,
                                    std::size_t row) const;
  void add(Event event) { events_.push_back(std::move(event)); }

  /// Adds to the event the updated rows of `layer` that refer to `parent` by `reference` and in
  /// which nothing outside `allowed` changed.
  void explain(Event& event, Layer layer, std::string_view reference, std::int64_t parent,
               const AttributeSet& allowed);
  /// The same of all updated rows of `layer` that lie in the mahalle.
  void explain_in(Event& event, Layer layer, std::int64_t mahalle, const AttributeSet& allowed);
  [[nodiscard]] bool only_these_changed(Layer layer, std::size_t plan_row,
                                        const AttributeSet& allowed) const;

  const Night& night_;
  const Matched& matched_;
  const Stored& stored_;
  const Plan& plan_;
  std::vector<Event> events_;
  using PlanRows = std::unordered_map<std::int64_t, std::vector<std::size_t>>;
  std::map<std::pair<Layer, std::size_t>, PlanRows> by_reference_;
  std::map<Layer, PlanRows> by_mahalle_;
};

/// Foreign codes of a layer that name rows of `target`, their shadows and their references.
[[nodiscard]] AttributeSet codes_of(Layer layer, Layer target);
[[nodiscard]] AttributeSet attributes_of(Layer layer,
                                         std::initializer_list<std::string_view> names);

/// "A, B, C" of at most five, then "…".
[[nodiscard]] std::string listed(const std::vector<std::string>& words);
/// A row's value as people read it; empty for null.
[[nodiscard]] std::string text_of(const Table& table, std::string_view attribute, std::size_t row);
/// Its code, else "#tucbs_no".
[[nodiscard]] std::string key_of(const Table& table, std::size_t row);

}  // namespace uavt::sync
