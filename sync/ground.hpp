// Which shapes of last time lie where which of tonight lie: what split, what grew together, what was
// pulled down and built anew. Following asks it for identity, the events for their rows.
#pragma once

#include "sync/table.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace uavt::sync {

/// A shape lies in another when so much of it does. Cadastral and drawing noise is far below.
inline constexpr double lies_in_share = 0.8;
/// Pieces must make up so much of the whole: of a parcel up to 40 % may go to the road.
/// Source: İmar Kanunu 18 (düzenleme ortaklık payı up to 45 %, usually 40 %).
inline constexpr double pieces_share = 0.6;
/// Who keeps the number covers so much of the other.
/// Source: decision 0008.
inline constexpr double keeper_share = 0.5;

/// An old and a new shape that share ground.
struct SharedGround {
  std::size_t before = 0, after = 0;  ///< positions in the lists given
  double area_m2 = 0;
};

/// Shapes that became other shapes: one that split, several that merged, several that became several.
struct Regrouped {
  std::vector<std::size_t> before, after;  ///< positions in the lists given, ascending
};

/// Old polygons (rows of `images`) beside new ones (rows of `rows`).
/// Order: independent of the order of rows but for the positions in the answer.
class Ground {
 public:
  Ground(const Table& images, std::span<const std::size_t> before, const Table& rows,
         std::span<const std::size_t> after);

  [[nodiscard]] const std::vector<SharedGround>& shared() const { return shared_; }
  [[nodiscard]] double area_before(std::size_t at) const { return before_m2_[at]; }
  [[nodiscard]] double area_after(std::size_t at) const { return after_m2_[at]; }
  /// Where at least three shapes lie in one another and the pieces make up the whole.
  [[nodiscard]] std::vector<Regrouped> regrouped() const;

 private:
  [[nodiscard]] bool make_up(const Regrouped& group) const;

  std::vector<double> before_m2_, after_m2_;
  std::vector<SharedGround> shared_;
};

}  // namespace uavt::sync
