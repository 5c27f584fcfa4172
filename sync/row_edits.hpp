// The values a published row would have to change, collected before anything is copied: a row whose
// list stays empty is not written.
#pragma once

#include "sync/groups.hpp"
#include "sync/plan.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace uavt::sync {

class RowEdits {
 public:
  /// `published`: the layer as it stands in `adres`. Units: `tolerance` metres.
  RowEdits(const Table& published, double tolerance)
      : published_(published), tolerance_(tolerance) {}

  /// Starts on one published row, or on a new one (no_row).
  void begin(std::int32_t published_row);
  /// The group as one side says it, whole. What is *same* keeps its published spelling.
  void take(const Group& group, const Table& from, std::size_t row);
  /// The group as nobody delivers it: null.
  void clear(const Group& group);
  /// The group stays; a reference whose parent leaves tonight points nowhere.
  void drop_dead_references(const Group& group, const Plan& plan);
  /// The municipality's own values beside UAVT's (…_belediye), on rows both registers have;
  /// `municipal_row` no_row: there is nothing to show.
  void show_shadows(const Table& municipal, std::int32_t municipal_row);
  /// …but of this group they stay as they are published.
  void leave_shadows(const Group& group);

  /// What the row's integer attribute will be.
  [[nodiscard]] std::int64_t integer(std::size_t attribute) const;
  /// The attribute is published as null, whoever gave it.
  void give_up(std::size_t attribute);

  /// Would something of the group change, or of what is shown beside it?
  [[nodiscard]] bool touches(const Group& group) const;
  /// The mark of every group that is written, `fresh` ones all; `decisions`: by group.
  template <class Decisions>
  [[nodiscard]] auto marks(const std::vector<Group>& groups, const Decisions& decisions,
                           bool fresh) const {
    std::array<std::uint8_t, Written::most_groups> result{};
    for (const Group& group : groups) {
      if (!fresh && !touches(group)) continue;
      result[group.position] =
          mark(decisions[group.position].outcome, decisions[group.position].take);
    }
    return result;
  }
  [[nodiscard]] bool empty() const { return edits_.empty(); }
  /// Writes the list into row `at` of a copy of the published row.
  void write(Table& after, std::size_t at) const;

 private:
  struct Edit {
    std::size_t attribute = 0;    ///< position, or `geometry`
    const Table* from = nullptr;  ///< nullptr: null
    std::size_t row = 0;
    std::size_t source = 0;       ///< position of the value in `from`
  };
  static constexpr std::size_t geometry = static_cast<std::size_t>(-1);

  [[nodiscard]] bool published_null(std::size_t attribute) const;
  [[nodiscard]] bool keeps(std::size_t attribute, const Table& from, std::size_t source,
                           std::size_t row) const;

  const Table& published_;
  double tolerance_;
  std::int32_t base_ = no_row;
  std::vector<Edit> edits_;
};

}  // namespace uavt::sync
