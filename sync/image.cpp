#include "sync/image.hpp"

#include <algorithm>

#include <tbb/parallel_for.h>

namespace uavt::sync {

namespace {

/// Shadows are derived when a row is published; no register says them.
bool imaged(const Attribute& attribute) { return attribute.role != Role::shadow; }

std::uint64_t bit_of(std::size_t attribute) { return 1ull << attribute; }

}  // namespace

std::int32_t row_of(const std::vector<std::int64_t>& ascending, std::int64_t tucbs_no) {
  const auto at = std::ranges::lower_bound(ascending, tucbs_no);
  if (at == ascending.end() || *at != tucbs_no) return no_row;
  return static_cast<std::int32_t>(at - ascending.begin());
}

bool equal_value(const Column& a, std::size_t row_a, const Column& b, std::size_t row_b) {
  if (a.null(row_a) || b.null(row_b)) return a.null(row_a) && b.null(row_b);
  if (a.is_text()) return a.texts[row_a] == b.texts[row_b];
  if (a.is_real()) return a.reals[row_a] == b.reals[row_b];
  return a.integers[row_a] == b.integers[row_b];
}

bool equal_geometry(const geo::GeometryView& a, const geo::GeometryView& b) {
  if (a.kind() != b.kind() || a.part_count() != b.part_count()) return false;
  for (std::size_t part = 0; part < a.part_count(); ++part) {
    if (a.ring_count(part) != b.ring_count(part)) return false;
    for (std::size_t ring = 0; ring < a.ring_count(part); ++ring) {
      if (!std::ranges::equal(a.ring(part, ring), b.ring(part, ring))) return false;
    }
  }
  return true;
}

namespace {

/// One attribute of every image, before patches: what is published, or null.
void fill_column(const Attribute& attribute, std::size_t a, const Column& published,
                 const ImageRows& images, const std::vector<std::int32_t>& from, Column& column) {
  const std::size_t count = from.size();
  column.known = true;
  const auto given = [&](std::size_t i) {
    return from[i] != no_row && (images.absent[i] & bit_of(a)) == 0;
  };
  column.resize(count);
  if (!imaged(attribute)) return;
  for (std::size_t i = 0; i < count; ++i) {
    if (!given(i)) continue;
    const auto row = static_cast<std::size_t>(from[i]);
    if (!published.null(row)) column.assign(i, published, row);
  }
}

}  // namespace

Table image_table(Layer layer, const Published& published, const ImageRows& images) {
  Table table(layer);
  const auto attributes = table.type().attributes;
  const std::size_t count = images.size();
  std::vector<std::int32_t> from(count);
  for (std::size_t i = 0; i < count; ++i) {
    from[i] = row_of(published.table.tucbs_no, images.tucbs_no[i]);
  }
  const auto fill_geometry = [&] {
    table.geometry.reserve(count, published.table.geometry.coordinates().size() / 2);
    for (std::size_t i = 0; i < count; ++i) {
      if (images.geometry.kind(i) != geo::Kind::null) {
        table.geometry.append(images.geometry[i]);
      } else if ((images.absent[i] & absent_geometry) != 0 || from[i] == no_row) {
        table.geometry.append_null();
      } else {
        table.geometry.append(published.table.geometry[static_cast<std::size_t>(from[i])]);
      }
    }
  };
  // Columns know nothing of each other; the geometry is the longest of them and begins first.
  tbb::parallel_for(std::size_t{0}, attributes.size() + 1, [&](std::size_t part) {
    if (part == 0) return fill_geometry();
    const std::size_t a = part - 1;
    fill_column(attributes[a], a, published.table.columns[a], images, from, table.columns[a]);
  });
  table.ids.reserve(count, 0);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::uint32_t p = images.first[i]; p < images.first[i + 1]; ++p) {
      const ImageRows::Patch& patch = images.patches[p];
      assign_text(attributes[patch.attribute], table.columns[patch.attribute], i, patch.value);
    }
    if (images.ids.null(i)) {
      table.ids.append_null();
    } else {
      table.ids.append(images.ids[i]);
    }
  }
  table.geometry_known = true;
  table.origins.resize(count);
  table.states.assign(count, RowState::last_seen);
  table.tucbs_no = images.tucbs_no;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].role == Role::reference) table.links[a].assign(count, no_row);
  }
  return table;
}

void append_image(ImageRows& images, std::int64_t tucbs_no, const Table& table, std::size_t row,
                  const Table& published, std::int32_t published_row) {
  const auto attributes = table.type().attributes;
  const bool beside = published_row != no_row;
  const auto base = static_cast<std::size_t>(beside ? published_row : 0);
  std::uint64_t absent = 0;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (!imaged(attributes[a])) continue;
    const Column& column = table.columns[a];
    const bool base_null = !beside || published.columns[a].null(base);
    if (column.null(row)) {
      if (!base_null) absent |= bit_of(a);
    } else if (base_null || !equal_value(column, row, published.columns[a], base)) {
      images.patches.push_back(
          {static_cast<std::uint8_t>(a), value_text(attributes[a], column, row)});
    }
  }
  const bool base_shape = beside && published.geometry.kind(base) != geo::Kind::null;
  if (table.geometry.kind(row) == geo::Kind::null) {
    if (base_shape) absent |= absent_geometry;
    images.geometry.append_null();
  } else if (base_shape && equal_geometry(table.geometry[row], published.geometry[base])) {
    images.geometry.append_null();
  } else {
    images.geometry.append(table.geometry[row]);
  }
  bool coded = false;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    coded = coded || (attributes[a].role == Role::own_code && !table.columns[a].null(row));
  }
  if (coded || table.ids.size() <= row || table.ids.null(row)) {
    images.ids.append_null();
  } else {
    images.ids.append(table.ids[row]);
  }
  images.tucbs_no.push_back(tucbs_no);
  images.absent.push_back(absent);
  images.first.push_back(static_cast<std::uint32_t>(images.patches.size()));
}

bool equal_image(const ImageRows& a, std::size_t row_a, const ImageRows& b, std::size_t row_b) {
  const std::uint32_t count = a.first[row_a + 1] - a.first[row_a];
  if (a.absent[row_a] != b.absent[row_b] || count != b.first[row_b + 1] - b.first[row_b]) {
    return false;
  }
  if (a.ids.null(row_a) != b.ids.null(row_b) || a.ids[row_a] != b.ids[row_b]) return false;
  for (std::uint32_t p = 0; p < count; ++p) {
    const ImageRows::Patch& left = a.patches[a.first[row_a] + p];
    const ImageRows::Patch& right = b.patches[b.first[row_b] + p];
    if (left.attribute != right.attribute || left.value != right.value) return false;
  }
  return equal_geometry(a.geometry[row_a], b.geometry[row_b]);
}

}  // namespace uavt::sync
