#include "sync/image.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <numeric>

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

/// Where each image comes from, ascending tucbs_no.
struct Imaged {
  std::vector<std::int64_t> tucbs_no;
  std::vector<std::int32_t> from;  ///< row of the published table, or no_row
  std::vector<std::int32_t> own;   ///< row of the images, or no_row: a usual one
  std::vector<std::uint64_t> absent;
  [[nodiscard]] std::size_t size() const { return tucbs_no.size(); }
};

Imaged imaged_rows(Register reg, const Published& published, const ImageRows& images) {
  Imaged result;
  const std::vector<std::int64_t>& numbers = published.table.tucbs_no;
  const std::size_t count = images.size() + (images.usual ? numbers.size() : 0);
  result.tucbs_no.reserve(count);
  result.from.reserve(count);
  result.own.reserve(count);
  result.absent.reserve(count);
  const auto add = [&](std::int64_t number, std::int32_t from, std::int32_t own,
                       std::uint64_t absent) {
    result.tucbs_no.push_back(number);
    result.from.push_back(from);
    result.own.push_back(own);
    result.absent.push_back(absent);
  };
  std::size_t row = 0;
  const auto usual_before = [&](std::int64_t number) {
    for (; row < numbers.size() && numbers[row] < number; ++row) {
      if (images.usual && (published.kaynak[row] & bit(reg)) != 0) {
        add(numbers[row], static_cast<std::int32_t>(row), no_row, *images.usual);
      }
    }
  };
  for (std::size_t i = 0; i < images.size(); ++i) {
    usual_before(images.tucbs_no[i]);
    const bool beside = row < numbers.size() && numbers[row] == images.tucbs_no[i];
    add(images.tucbs_no[i], beside ? static_cast<std::int32_t>(row) : no_row,
        static_cast<std::int32_t>(i), images.absent[i]);
    if (beside) ++row;
  }
  usual_before(std::numeric_limits<std::int64_t>::max());
  return result;
}

/// One attribute of every image, before patches: what is published, or null.
void fill_column(const Attribute& attribute, std::size_t a, const Column& published,
                 const Imaged& rows, Column& column) {
  column.known = true;
  column.resize(rows.size());
  if (!imaged(attribute)) return;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows.from[i] == no_row || (rows.absent[i] & bit_of(a)) != 0) continue;
    const auto row = static_cast<std::size_t>(rows.from[i]);
    if (!published.null(row)) column.assign(i, published, row);
  }
}

void fill_geometry(const Published& published, const ImageRows& images, const Imaged& rows,
                   geo::GeometryColumn& geometry) {
  geometry.reserve(rows.size(), published.table.geometry.coordinates().size() / 2);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto own = static_cast<std::size_t>(rows.own[i]);
    if (rows.own[i] != no_row && images.geometry.kind(own) != geo::Kind::null) {
      geometry.append(images.geometry[own]);
    } else if ((rows.absent[i] & absent_geometry) != 0 || rows.from[i] == no_row) {
      geometry.append_null();
    } else {
      geometry.append(published.table.geometry[static_cast<std::size_t>(rows.from[i])]);
    }
  }
}

}  // namespace

Table image_table(Layer layer, Register reg, const Published& published,
                  const ImageRows& images) {
  Table table(layer);
  const auto attributes = table.type().attributes;
  Imaged rows = imaged_rows(reg, published, images);
  const std::size_t count = rows.size();
  // Columns know nothing of each other; the geometry is the longest of them and begins first.
  tbb::parallel_for(std::size_t{0}, attributes.size() + 1, [&](std::size_t part) {
    if (part == 0) return fill_geometry(published, images, rows, table.geometry);
    const std::size_t a = part - 1;
    fill_column(attributes[a], a, published.table.columns[a], rows, table.columns[a]);
  });
  table.ids.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (rows.own[i] == no_row) continue;
    const auto own = static_cast<std::size_t>(rows.own[i]);
    for (std::uint32_t p = images.first[own]; p < images.first[own + 1]; ++p) {
      const ImageRows::Patch& patch = images.patches[p];
      assign_text(attributes[patch.attribute], table.columns[patch.attribute], i, patch.value);
    }
    if (!images.ids.null(own)) table.ids.set(i, images.ids[own]);
  }
  table.geometry_known = true;
  table.origins.resize(count);
  table.states.assign(count, RowState::last_seen);
  table.tucbs_no = std::move(rows.tucbs_no);
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].role == Role::reference) table.links[a].assign(count, no_row);
  }
  return table;
}

void append_image(ImageRows& images, std::int64_t tucbs_no, const Table& table, std::size_t row,
                  const Table& published, std::int32_t published_row) {
  std::vector<std::size_t> every(table.columns.size());
  std::iota(every.begin(), every.end(), std::size_t{0});
  append_image(images, tucbs_no, table, row, published, published_row, every);
}

void append_image(ImageRows& images, std::int64_t tucbs_no, const Table& table, std::size_t row,
                  const Table& published, std::int32_t published_row,
                  std::span<const std::size_t> asked) {
  const auto attributes = table.type().attributes;
  const bool beside = published_row != no_row;
  const auto base = static_cast<std::size_t>(beside ? published_row : 0);
  std::uint64_t absent = 0;
  bool coded = false;
  for (const std::size_t a : asked) {
    if (!imaged(attributes[a])) continue;
    const Column& column = table.columns[a];
    const bool base_null = !beside || published.columns[a].null(base);
    if (column.null(row)) {
      if (!base_null) absent |= bit_of(a);
      continue;
    }
    coded = coded || attributes[a].role == Role::own_code;
    if (base_null || !equal_value(column, row, published.columns[a], base)) {
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
  if (coded || table.ids.size() <= row || table.ids.null(row)) {
    images.ids.append_null();
  } else {
    images.ids.append(table.ids[row]);
  }
  images.tucbs_no.push_back(tucbs_no);
  images.absent.push_back(absent);
  images.first.push_back(static_cast<std::uint32_t>(images.patches.size()));
}

bool is_usual(const ImageRows& images, std::size_t row, std::uint64_t usual) {
  return images.absent[row] == usual && images.first[row] == images.first[row + 1] &&
         images.geometry.kind(row) == geo::Kind::null && images.ids.null(row);
}

void keep_unusual(ImageRows& images) {
  std::map<std::uint64_t, std::size_t> counts;
  for (std::size_t row = 0; row < images.size(); ++row) {
    if (is_usual(images, row, images.absent[row])) ++counts[images.absent[row]];
  }
  if (counts.empty()) return;
  const std::uint64_t usual =
      std::ranges::max_element(counts, {}, [](const auto& each) { return each.second; })->first;
  ImageRows kept;
  kept.usual = usual;
  for (std::size_t row = 0; row < images.size(); ++row) {
    if (is_usual(images, row, usual)) continue;
    kept.tucbs_no.push_back(images.tucbs_no[row]);
    kept.absent.push_back(images.absent[row]);
    std::move(images.patches.begin() + images.first[row],
              images.patches.begin() + images.first[row + 1], std::back_inserter(kept.patches));
    kept.first.push_back(static_cast<std::uint32_t>(kept.patches.size()));
    kept.geometry.append(images.geometry[row]);
    if (images.ids.null(row)) {
      kept.ids.append_null();
    } else {
      kept.ids.append(images.ids[row]);
    }
  }
  images = std::move(kept);
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
