// The images one register leaves of one layer tonight: written where they, or the published row
// they are a difference from, became another; forgotten where nobody is there any more.
#pragma once

#include "sync/night.hpp"
#include "sync/plan.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace uavt::sync {

class ImageEdits {
 public:
  /// `stored`: as the register's images stand. `filled`: positions of the attributes that have a
  /// value somewhere, published or said.
  ImageEdits(const Side& side, Layer layer, const ImageRows& stored,
             std::vector<std::size_t> filled, ImagePlan& plan);

  /// Was this row of the register last seen under this number?
  [[nodiscard]] bool seen_as(std::int64_t tucbs_no, std::size_t row) const;
  /// The register's `row` is tucbs_no, published as row `published_row` of `published`.
  void keep(std::int64_t tucbs_no, std::size_t row, const Table& published,
            std::int32_t published_row, bool published_changed);
  /// At the end: forgets images whose rows have left, or live on under another number. A register's
  /// first images tell what its usual one is – in layers that are compared: elsewhere `kaynak` may
  /// change without the row being written, and would not tell whose images there are. `alive`:
  /// ascending.
  void settle(std::span<const std::int64_t> alive);

 private:
  const Side& side_;
  Layer layer_;
  const ImageRows& stored_;
  std::vector<std::size_t> filled_;
  ImagePlan& plan_;
};

}  // namespace uavt::sync
