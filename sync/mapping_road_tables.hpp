// MAKS' road tables side by side, before anything is made of them: all records of a kind numbered
// through, their ids, and which line and road a side belongs to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/code_index.hpp"
#include "sync/mapping_columns.hpp"
#include "sync/mapping_references.hpp"

namespace uavt::sync {

/// The records of one kind of source over all its deliveries, numbered from 0.
class Records {
 public:
  Records(MappingWork& work, SourceLayer layer);
  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return deliveries_.empty(); }
  [[nodiscard]] const std::vector<std::size_t>& deliveries() const { return deliveries_; }
  /// Number of the first record of the nth delivery.
  [[nodiscard]] std::uint32_t first(std::size_t nth) const { return first_[nth]; }
  /// (delivery, record in it)
  [[nodiscard]] std::pair<std::size_t, std::uint32_t> at(std::uint32_t record) const;
  [[nodiscard]] bool brings(std::string_view attribute) const;
  [[nodiscard]] TextColumn ids(std::string_view attribute) const;
  /// Typed values, without findings.
  [[nodiscard]] Column values(std::string_view attribute, const Attribute& like) const;
  /// The placements by delivery, with the deliveries' own record numbers.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::vector<Placement>>> split(
      const std::vector<Placement>& places) const;
  /// Reads a column of the placed records into rows of a table, with findings.
  void read_into(const std::vector<Placement>& places, Layer layer, std::string_view from,
                 std::string_view to) const;

 private:
  MappingWork& work_;
  const std::vector<std::size_t>& deliveries_;
  std::vector<std::uint32_t> first_;
  std::uint32_t size_ = 0;
};

/// What leads where; `none` where nothing is named or found.
struct RoadTables {
  static constexpr std::uint32_t none = CodeIndex::none;
  explicit RoadTables(MappingWork& work);

  /// What a side without a code calls its street: its road's id in its mahalle, also where the YOL
  /// table lacks that road; a line without road speaks for itself. Empty without a line.
  [[nodiscard]] std::string name_of_side(std::uint32_t side) const;
  /// +1: left, -1: right, 0: nobody says. Odd numbers stand on the left.
  /// Source: Adres ve Numaralamaya İlişkin Yönetmelik.
  [[nodiscard]] int hand(std::uint32_t side) const;

  Records roads, sides;
  TextColumn road_ids, side_ids, side_line_ids, line_ids, line_road_ids;
  TextColumn side_neighbourhoods;  ///< mahalle_id, else koy_baglisi_id
  Column side_codes, side_parity, side_drawn;
  IdIndex road_index;
  std::vector<std::uint32_t> side_line, side_road, line_road;
};

/// Fills sol_… and sag_… of the lines from their sides; `side_row` is each side's csbm row.
/// Order: where nobody says which hand a side is, the first by id is the left one.
void give_sides_to_lines(MappingWork& work, const RoadTables& tables,
                         const std::vector<std::uint32_t>& side_row);

}  // namespace uavt::sync
