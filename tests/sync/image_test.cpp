// An image is a difference from the published row; whatever both hold, the row comes back.
#include "sync/image.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  std::int64_t below(std::int64_t limit) {
    return std::uniform_int_distribution<std::int64_t>(0, limit - 1)(engine_);
  }

  /// A value of any type; few different ones, so that rows often agree.
  void fill(const Attribute& attribute, Column& column, std::size_t row) {
    if (below(3) == 0) return;
    switch (attribute.type) {
      case AttributeType::integer:
      case AttributeType::reference:
        column.integers[row] = below(2) == 0 ? below(3) : -below(1'000'000'000'000);
        break;
      case AttributeType::coded:
        column.integers[row] = below(static_cast<std::int64_t>(attribute.list->values.size()));
        break;
      case AttributeType::date:
        column.integers[row] = below(2) == 0 ? 20'000 : -10'000 + below(40'000);
        break;
      case AttributeType::real:
        column.reals[row] = below(2) == 0 ? 0.1 : std::ldexp(static_cast<double>(below(1 << 30)),
                                                             static_cast<int>(below(80)) - 60);
        break;
      default: {
        const std::vector<std::string> words = {"", " ", "İĞ", "a\x1f" "b", "12/A", "NULL"};
        column.texts.set(row, words[static_cast<std::size_t>(below(6))]);
      }
    }
  }

  void fill(Table& table) {
    const std::size_t row = table.append_row({});
    const auto attributes = table.type().attributes;
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      if (attributes[a].role != Role::shadow) fill(attributes[a], table.columns[a], row);
    }
    if (below(2) == 0) set_shape(table, row, square(static_cast<double>(below(2)), 0.001, 5));
    if (below(2) == 0) table.ids.set(row, std::to_string(below(9)));
  }

 private:
  std::mt19937 engine_;
};

void expect_equal_rows(const Table& a, const Table& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t row = 0; row < a.size(); ++row) {
    for (std::size_t at = 0; at < a.columns.size(); ++at) {
      EXPECT_TRUE(equal_value(a.columns[at], row, b.columns[at], row))
          << a.type().name << '.' << a.type().attributes[at].name << " of row " << row << ": "
          << text_of(a, row, a.type().attributes[at].name) << " / "
          << text_of(b, row, b.type().attributes[at].name);
    }
    EXPECT_TRUE(equal_geometry(a.geometry[row], b.geometry[row])) << "row " << row;
    const bool coded = has_code(a, row);
    EXPECT_EQ(coded ? "" : a.ids[row], b.ids[row]) << "the id is kept for rows without a code";
  }
}

TEST(Image, WhatIsKeptGivesTheRowBack) {
  const std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Dice dice(seed);
  for (const Layer layer : all_layers) {
    Published published;
    published.table = Table(layer);
    Table rows(layer);
    constexpr std::int64_t count = 60;
    for (std::int64_t i = 0; i < count; ++i) {
      dice.fill(published.table);
      published.table.tucbs_no.back() = 10 + 2 * i;
      if (dice.below(3) == 0) {
        rows.append(published.table, static_cast<std::size_t>(i));
      } else {
        dice.fill(rows);
      }
    }
    ImageRows images;
    for (std::int64_t i = 0; i < count; ++i) {
      const bool beside = dice.below(5) != 0;
      append_image(images, 10 + 2 * i + (beside ? 0 : 1), rows, static_cast<std::size_t>(i),
                   published.table, beside ? static_cast<std::int32_t>(i) : no_row);
    }
    expect_equal_rows(rows, image_table(layer, Register::cbs, published, images));
  }
}

// The law: what is dropped as usual comes back from the published rows alone.
TEST(Image, WithTheUsualOnesLeftOutImagesStillBringTheRowsBack) {
  const std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Dice dice(seed);
  for (const Layer layer : all_layers) {
    Published published;
    published.table = Table(layer);
    Table rows(layer);
    ImageRows images;
    for (std::int64_t i = 0; i < 90; ++i) {
      dice.fill(published.table);
      published.table.tucbs_no.back() = 10 + i;
      // A third is in another register only, a third as published but for a code, a third anyhow.
      published.kaynak.push_back(i % 3 == 0 ? bit(Register::uavt) : bit(Register::cbs));
      if (i % 3 == 0) continue;
      if (i % 3 == 1) {
        rows.append(published.table, static_cast<std::size_t>(i));
        rows.columns[0].assign_null(rows.size() - 1);
      } else {
        dice.fill(rows);
      }
      append_image(images, 10 + i, rows, rows.size() - 1, published.table,
                   static_cast<std::int32_t>(i));
    }
    const std::size_t all = images.size();
    keep_unusual(images);
    ASSERT_TRUE(images.usual);
    EXPECT_LT(images.size(), all);
    expect_equal_rows(rows, image_table(layer, Register::cbs, published, images));
  }
}

TEST(Image, WhenNoneIsUsualAllAreKept) {
  Table rows = table_of(Layer::door, {{{"kapi_no", "1"}}, {{"kapi_no", "1"}}});
  ImageRows images;
  for (std::size_t row = 0; row < 2; ++row) append_image(images, 1, rows, row, rows, no_row);
  keep_unusual(images);
  EXPECT_FALSE(images.usual);
  EXPECT_EQ(images.size(), 2u);
}

TEST(Image, ARowThatIsWhatIsPublishedKeepsNothing) {
  Dice dice(7);
  Table published(Layer::door);
  dice.fill(published);
  ImageRows images;
  append_image(images, 1, published, 0, published, 0);
  EXPECT_TRUE(images.patches.empty());
  EXPECT_EQ(images.absent[0], 0u);
  EXPECT_EQ(images.geometry.kind(0), geo::Kind::null);
}

TEST(Image, EqualImagesAreEqualInEverything) {
  Table rows = table_of(Layer::door, {{{"kapi_no", "1"}}, {{"kapi_no", "1"}}, {{"kapi_no", "2"}}});
  rows.ids.set(1, "7");
  ImageRows images;
  for (std::size_t row = 0; row < 3; ++row) append_image(images, 1, rows, row, rows, no_row);
  append_image(images, 1, rows, 0, rows, no_row);
  EXPECT_TRUE(equal_image(images, 0, images, 3));
  EXPECT_FALSE(equal_image(images, 0, images, 1)) << "another id";
  EXPECT_FALSE(equal_image(images, 0, images, 2));
}

}  // namespace
}  // namespace uavt::sync
