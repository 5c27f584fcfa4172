// One layer of a run that is taken back: rows as they were, images of what the registers say all
// the same, and the rulings that keep it so.
#pragma once

#include "sync/revert.hpp"

#include <array>
#include <cstdint>

namespace uavt::sync {

class LayerRevert {
 public:
  /// Into `plan`.
  LayerRevert(const Stored& stored, const LayerWork& work, const Refusal& refusal, Layer layer,
              Plan& plan);

  /// A row the run inserted leaves. Ascending.
  void remove(std::int64_t tucbs_no);
  /// A row the run changed or deleted is as it was. Ascending, after all removals.
  void restore(std::int64_t tucbs_no);

 private:
  /// Where one register's values of a row stand; no table: it does not have it.
  struct Place {
    const Table* table = nullptr;
    std::size_t row = 0;
  };
  using Places = std::array<Place, register_count>;
  [[nodiscard]] Ruling begun(RulingForm form, std::int64_t tucbs_no) const;
  void refuse_insert(Register reg, std::size_t image);
  void forget(Register reg, std::int64_t tucbs_no);
  void keep_image(Register reg, std::int64_t tucbs_no, const Table& said, std::size_t row,
                  std::size_t after);
  void rule_on_groups(std::int64_t tucbs_no, std::size_t before, std::int32_t now,
                      const Places& places, Written& written);

  const Stored& stored_;
  const LayerWork& work_;
  const Refusal& refusal_;
  Layer layer_;
  LayerPlan& rows_;
  Plan& plan_;
  std::array<Table, register_count> images_;  ///< as each register said last
};

}  // namespace uavt::sync
