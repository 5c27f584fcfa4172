#include "sync/settle.hpp"

#include "geo/validity.hpp"
#include "sync/image.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

namespace uavt::sync {

namespace {

/// One attribute of a layer: same → the image's; unmapped → the image's; else a change. Columns are
/// settled at the same time.
void settle_column(const Attribute& attribute, Column& column, const Column& image,
                   const std::vector<std::int32_t>& image_row, std::vector<std::uint8_t>& changed) {
  const auto change = [&](std::size_t row) {
    std::atomic_ref(changed[row]).store(1, std::memory_order_relaxed);
  };
  if (attribute.role == Role::shadow || attribute.role == Role::reference) return;
  const bool known = column.known;
  for (std::size_t row = 0; row < image_row.size(); ++row) {
    if (image_row[row] == no_row) continue;
    const auto at = static_cast<std::size_t>(image_row[row]);
    if (!known) {
      if (!image.null(at)) column.assign(row, image, at);
      continue;
    }
    const bool null = column.null(row);
    if (null && image.null(at)) continue;
    if (null || image.null(at)) {
      change(row);
    } else if (!equal_value(column, row, image, at)) {
      if (same_value(attribute, column, row, image, at)) {
        column.assign(row, image, at);
      } else {
        change(row);
      }
    }
  }
}

}  // namespace

void settle_geometry(Side& side, Layer layer, std::size_t row, double tolerance) {
  const std::int32_t image = side.image_row[index(layer)][row];
  if (image == no_row) return;
  Table& table = side.table(layer);
  const Table& images = side.images[index(layer)];
  const geo::GeometryView last = images.geometry[static_cast<std::size_t>(image)];
  if (geo::same_within(table.geometry[row], last, tolerance)) table.geometry.assign(row, last);
}

void settle(Side& side, const Settings& settings) {
  for (const Layer layer : all_layers) {
    Table& table = side.table(layer);
    const Table& images = side.images[index(layer)];
    const std::vector<std::int32_t>& image_row = side.image_row[index(layer)];
    std::vector<std::uint8_t>& changed = side.changed[index(layer)];
    const std::size_t count = table.size();
    changed.assign(count, 0);
    side.place[index(layer)].assign(count, -1);
    for (std::size_t row = 0; row < count; ++row) {
      if (image_row[row] == no_row) changed[row] = 1;
    }
    if (count == 0) continue;
    const auto attributes = table.type().attributes;
    tbb::parallel_for(std::size_t{0}, attributes.size(), [&](std::size_t a) {
      settle_column(attributes[a], table.columns[a], images.columns[a], image_row, changed);
    });
    if (table.type().geometry == geo::Kind::null) continue;
    std::vector<std::uint8_t> same(count, 0);
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, 512), [&](const auto& range) {
      for (std::size_t row = range.begin(); row < range.end(); ++row) {
        if (image_row[row] == no_row) continue;
        const auto at = static_cast<std::size_t>(image_row[row]);
        same[row] = !table.knows_geometry(row) ||
                    geo::same_within(table.geometry[row], images.geometry[at],
                                     settings.run.geometry_tolerance_m);
      }
    });
    std::vector<std::uint32_t> others;
    for (std::size_t row = 0; row < count; ++row) {
      if (same[row] != 0) {
        const auto at = static_cast<std::size_t>(image_row[row]);
        table.geometry.assign(row, images.geometry[at]);
      } else {
        changed[row] = 1;
        others.push_back(static_cast<std::uint32_t>(row));
      }
    }
    geo::snap_to_grid(table.geometry, others, grid_m);
  }
}

}  // namespace uavt::sync
