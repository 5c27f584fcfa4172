#include "sync/image_edits.hpp"

#include "sync/image.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace uavt::sync {

ImageEdits::ImageEdits(const Side& side, Layer layer, const ImageRows& stored,
                       std::vector<std::size_t> filled, ImagePlan& plan)
    : side_(side), layer_(layer), stored_(stored), filled_(std::move(filled)), plan_(plan) {}

bool ImageEdits::seen_as(std::int64_t tucbs_no, std::size_t row) const {
  const std::int32_t image = side_.image_row[index(layer_)][row];
  return image != no_row &&
         side_.images[index(layer_)].tucbs_no[static_cast<std::size_t>(image)] == tucbs_no;
}

void ImageEdits::keep(std::int64_t tucbs_no, std::size_t row, const Table& published,
                      std::int32_t published_row, bool published_changed) {
  if (!published_changed && seen_as(tucbs_no, row) && side_.changed[index(layer_)][row] == 0) {
    return;
  }
  const Table& table = side_.table(layer_);
  const std::int32_t last = row_of(stored_.tucbs_no, tucbs_no);
  if (last != no_row || stored_.usual) {
    ImageRows now;
    append_image(now, tucbs_no, table, row, published, published_row, filled_);
    if (stored_.usual && is_usual(now, 0, *stored_.usual)) {
      if (last != no_row) plan_.forgotten.push_back(tucbs_no);
      return;
    }
    if (last != no_row && equal_image(now, 0, stored_, static_cast<std::size_t>(last))) return;
  }
  append_image(plan_.written, tucbs_no, table, row, published, published_row, filled_);
}

void ImageEdits::settle(std::span<const std::int64_t> alive) {
  if (stored_.size() == 0 && !stored_.usual) {
    if (compared(layer_)) keep_unusual(plan_.written);
    return;
  }
  std::ranges::set_difference(stored_.tucbs_no, alive, std::back_inserter(plan_.forgotten));
}

}  // namespace uavt::sync
