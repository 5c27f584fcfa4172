#include "sync/whereabouts.hpp"

namespace uavt::sync {

std::int64_t mahalle_of(const Night& night, const Matched& matched, Register reg, Layer layer,
                        std::size_t row) {
  const Entities& entities = matched.layers[index(layer)];
  const auto& of_row = entities.of_row[index(reg)];
  if (row < of_row.size() && of_row[row] >= 0) {
    const auto entity = static_cast<std::size_t>(of_row[row]);
    if (entity < entities.mahalle.size() && entities.mahalle[entity] != 0) {
      return entities.mahalle[entity];
    }
  }
  const auto& place = night.side(reg).place[index(layer)];
  if (row >= place.size() || place[row] < 0) return 0;
  return night.areas[static_cast<std::size_t>(place[row])].tucbs_no;
}

}  // namespace uavt::sync
