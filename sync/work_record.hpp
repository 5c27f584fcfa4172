// What a form for a correction asks beside the correction itself: where the record is, what it hangs
// on, its other attributes. Read from both registers: codes as the register to be mended knows them,
// values as the other side says.
#pragma once

#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/restrictions.hpp"
#include "sync/work_item.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace uavt::sync {

/// "436125.32 4085213.11": what is compared by eye with a map.
[[nodiscard]] std::string coordinates_text(const geo::Point& point);

/// The whole row in words: the groups that have any.
[[nodiscard]] std::string record_text(const Restrictions& restrictions, const Table& table,
                                      std::size_t row);

class WorkRecords {
 public:
  /// Lifetime: the night, the matches and the restrictions must outlive it.
  WorkRecords(const Night& night, const Matched& matched, const Restrictions& restrictions);

  /// Fills record, place and the day of the document behind it. `item.layer`, `list` and `operation`
  /// are set already.
  void fill(WorkItem& item, std::size_t entity) const;

  /// The same of a delivered row that is no entity (it was refused): its own values from `said`, what
  /// it hangs on from tonight's row. Its mahalle; -1: unknown.
  std::int32_t fill(WorkItem& item, const Table& said, std::size_t at, Register reg,
                    std::size_t row) const;

  /// A köy, or what belongs to one.
  [[nodiscard]] bool in_village(Layer layer, std::size_t entity) const;

  /// The entity's value of an attribute: that of `first`, else the other side's; empty for none.
  [[nodiscard]] std::string value(Layer layer, std::int32_t entity, std::string_view attribute,
                                  Register first) const;
  /// The value in this register alone.
  [[nodiscard]] std::string value_in(Register reg, Layer layer, std::int32_t entity,
                                     std::string_view attribute) const;

  /// The entity it hangs on: a unit's door, a door's street, a street's mahalle, as `first` says,
  /// else as the other side does; -1 for none.
  [[nodiscard]] std::int32_t parent(Layer layer, std::int32_t entity, Register first) const;
  /// The building of a door; -1 for none.
  [[nodiscard]] std::int32_t building(std::int32_t door, Register first) const;

  /// The register that has to be mended, and the one whose word stands.
  [[nodiscard]] static Register mended(WorkList list, Layer layer);
  [[nodiscard]] static Register followed(WorkList list, Layer layer);

 private:
  [[nodiscard]] std::int32_t row(Register reg, Layer layer, std::int32_t entity) const;
  [[nodiscard]] std::int32_t mahalle(Layer layer, std::size_t entity) const;
  void fill_mahalle(WorkRecord& record, std::int32_t mahalle, Register first) const;
  void fill_place(WorkItem& item, std::size_t entity, Register first) const;

  const Night& night_;
  const Matched& matched_;
  const Restrictions& restrictions_;
  std::map<std::int64_t, std::size_t> mahalle_entities_;  ///< by tucbs_no
};

}  // namespace uavt::sync
