#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "tests/geo/shapes.hpp"

namespace uavt::geo {
namespace {

using test::add;
using test::shapes;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// WKB written by hand, either byte order.
class Bytes {
 public:
  explicit Bytes(bool big_endian = false) : big_(big_endian) {}
  Bytes& header(std::uint32_t code) {
    bytes_.push_back(std::byte{static_cast<unsigned char>(big_ ? 0 : 1)});
    return number(code);
  }
  Bytes& number(std::uint32_t value) { return put(value); }
  Bytes& reals(std::initializer_list<double> values) {
    for (const double value : values) put(value);
    return *this;
  }
  Bytes& with(const Bytes& other) {
    bytes_.insert(bytes_.end(), other.bytes_.begin(), other.bytes_.end());
    return *this;
  }
  std::vector<std::byte>& raw() { return bytes_; }
  const std::vector<std::byte>& raw() const { return bytes_; }

 private:
  template <typename Value>
  Bytes& put(Value value) {
    std::byte copy[sizeof value];
    std::memcpy(copy, &value, sizeof value);
    if (big_) std::reverse(std::begin(copy), std::end(copy));
    bytes_.insert(bytes_.end(), std::begin(copy), std::end(copy));
    return *this;
  }
  bool big_;
  std::vector<std::byte> bytes_;
};

std::string text_of(const Bytes& bytes) {
  GeometryColumn column;
  return column.append_wkb(bytes.raw()) ? column.wkt(0) : "broken";
}

TEST(GeometryColumn, KeepsRowsAsTheyWereBuilt) {
  const auto column = shapes({"POINT (1 2)", "LINESTRING (0 0, 3 4)",
                              "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 1 1))", "EMPTY",
                              "MULTIPOINT (1 1, 2 2)",
                              "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))"});
  ASSERT_EQ(column.size(), 6U);
  EXPECT_EQ(column.kind(2), Kind::polygon);
  EXPECT_EQ(column[2].ring_count(0), 2U);
  EXPECT_EQ(column[2].vertex_count(), 9U);
  EXPECT_DOUBLE_EQ(column.area(2), 15.5);
  EXPECT_EQ(column.kind(3), Kind::null);
  EXPECT_TRUE(column[3].box().empty());
  EXPECT_TRUE(std::isnan(column.centre(3).x));
  EXPECT_EQ(column[5].part_count(), 2U);
  EXPECT_DOUBLE_EQ(column.area(5), 1);
  EXPECT_EQ(column.wkt(0), "POINT (1 2)");
  EXPECT_EQ(column.wkt(2), "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 1 1))");
  EXPECT_EQ(column.wkt(3), "");
  EXPECT_EQ(column.wkt(5), "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))");
  EXPECT_EQ(column.wkt(2, 2), "POLYGON ((0 0, 4 0, …), …)");
}

TEST(GeometryColumn, EmptyPiecesAreDroppedAndEmptyRowsAreNull) {
  GeometryColumn column;
  column.begin_row(Kind::polygon);
  column.begin_part();
  column.begin_part();
  column.begin_ring();
  for (const auto& [x, y] : {std::pair{0., 0.}, {1., 0.}, {1., 1.}, {0., 0.}}) {
    column.add_vertex(x, y);
  }
  column.begin_ring();
  column.end_row();
  column.begin_row(Kind::line);
  column.begin_part();
  column.begin_ring();
  column.end_row();
  column.append_point(nan, nan);
  column.append_point(nan, 1);
  EXPECT_EQ(column.wkt(0), "POLYGON ((0 0, 1 0, 1 1, 0 0))");
  EXPECT_EQ(column.kind(1), Kind::null);
  EXPECT_EQ(column.kind(2), Kind::null);
  EXPECT_EQ(column.kind(3), Kind::point);
  EXPECT_FALSE(column.finite(3));
}

TEST(GeometryColumn, CopiesItsOwnRowsSafely) {
  // Appending a row of the same column moves the pools it is read from.
  auto column =
      shapes({"MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 1 1)),"
              " ((9 9, 10 9, 10 10, 9 9)))"});
  const std::string wkt = column.wkt(0);
  for (std::size_t i = 0; i < 200; ++i) column.append(column[i]);
  for (std::size_t i = 0; i <= 200; ++i) ASSERT_EQ(column.wkt(i), wkt) << i;
  // A copy shares nothing with its origin.
  column.coordinates()[0] = 77;
  EXPECT_NE(column.wkt(0), wkt);
  EXPECT_EQ(column.wkt(1), wkt);
}

TEST(GeometryColumn, AssigningReplacesOneRowOnly) {
  auto column = shapes({"POLYGON ((0 0, 1 0, 1 1, 0 0))", "POINT (5 5)", "LINESTRING (0 0, 1 1)"});
  const auto other = shapes({"POLYGON ((0 0, 2 0, 2 2, 0 0))", "MULTIPOINT (1 1, 2 2, 3 3)"});
  const std::size_t pool = column.coordinates().size();
  column.assign(0, other[0]);
  EXPECT_EQ(column.coordinates().size(), pool) << "the same shape takes no new space";
  column.assign(1, other[1]);
  column.assign(2, column[0]);
  EXPECT_EQ(column.wkt(0), "POLYGON ((0 0, 2 0, 2 2, 0 0))");
  EXPECT_EQ(column.wkt(1), "MULTIPOINT ((1 1), (2 2), (3 3))");
  EXPECT_EQ(column.wkt(2), "POLYGON ((0 0, 2 0, 2 2, 0 0))");
  column.keep_first_part(1);
  EXPECT_EQ(column.wkt(1), "POINT (1 1)");
  EXPECT_EQ(column[1].vertex_count(), 1U);
  column.assign(1, column[1]);
  EXPECT_EQ(column.wkt(1), "POINT (1 1)");
  column.assign_null(0);
  EXPECT_EQ(column.kind(0), Kind::null);
  EXPECT_EQ(column.wkt(2), "POLYGON ((0 0, 2 0, 2 2, 0 0))");
}

TEST(GeometryColumn, AreaOfAFarAwayBuildingIsExact) {
  const auto column =
      shapes({"POLYGON ((500000.5 4083215.25, 500010.5 4083215.25,"
              " 500010.5 4083225.25, 500000.5 4083225.25, 500000.5 4083215.25))"});
  EXPECT_EQ(column.area(0), 100);
}

TEST(Wkb, ReadsBothByteOrdersAndAllDimensionFlags) {
  for (const bool big : {false, true}) {
    EXPECT_EQ(text_of(Bytes(big).header(1).reals({1, 2})), "POINT (1 2)");
    EXPECT_EQ(text_of(Bytes(big).header(1001).reals({1, 2, 3})), "POINT (1 2)");
    EXPECT_EQ(text_of(Bytes(big).header(3001).reals({1, 2, 3, 4})), "POINT (1 2)");
    EXPECT_EQ(text_of(Bytes(big).header(0xA0000001).number(5254).reals({1, 2, 3})), "POINT (1 2)");
    EXPECT_EQ(text_of(Bytes(big).header(0x40000002).number(2).reals({1, 2, 9, 3, 4, 9})),
              "LINESTRING (1 2, 3 4)");
  }
  GeometryColumn column;
  ASSERT_TRUE(column.append_wkb(Bytes().header(0x80000001).reals({1, 2, 3}).raw(), was_curve));
  ASSERT_TRUE(column.append_wkb(Bytes().header(2001).reals({1, 2, 3}).raw()));
  EXPECT_EQ(column.traits(0), has_z | was_curve);
  EXPECT_EQ(column.traits(1), has_m);
}

TEST(Wkb, MultiMembersMayDifferInByteOrder) {
  const Bytes polygon = Bytes(true).header(3).number(1).number(4).reals({0, 0, 1, 0, 1, 1, 0, 0});
  EXPECT_EQ(text_of(Bytes().header(6).number(2).with(polygon).with(polygon)),
            "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((0 0, 1 0, 1 1, 0 0)))");
}

TEST(Wkb, CollectionsOfOneKindBecomeThatKind) {
  const Bytes polygon = Bytes().header(3).number(1).number(4).reals({0, 0, 1, 0, 1, 1, 0, 0});
  const Bytes point = Bytes().header(1).reals({7, 8});
  const Bytes empty_line = Bytes().header(2).number(0);
  GeometryColumn column;
  ASSERT_TRUE(column.append_wkb(Bytes().header(7).number(2).with(polygon).with(empty_line).raw()));
  ASSERT_TRUE(column.append_wkb(Bytes().header(7).number(2).with(polygon).with(point).raw()));
  ASSERT_TRUE(column.append_wkb(Bytes().header(7).number(0).raw()));
  // A multi surface whose members are plain polygons (GML) is a multi polygon.
  ASSERT_TRUE(column.append_wkb(Bytes().header(12).number(1).with(polygon).raw()));
  EXPECT_EQ(column.wkt(0), "POLYGON ((0 0, 1 0, 1 1, 0 0))");
  EXPECT_EQ(column.traits(0), was_collection);
  EXPECT_EQ(column.kind(1), Kind::other);
  EXPECT_EQ(column[1].vertex_count(), 0U);
  EXPECT_EQ(column.kind(2), Kind::null);
  EXPECT_EQ(column.wkt(3), column.wkt(0));
  EXPECT_EQ(column.coordinates().size(), 16U) << "what was given up leaves nothing behind";
}

TEST(Wkb, CurvesTrianglesAndSurfacesAreOther) {
  const Bytes arc = Bytes().header(8).number(3).reals({0, 0, 1, 1, 2, 0});
  const Bytes triangle = Bytes().header(17).number(1).number(4).reals({0, 0, 1, 0, 1, 1, 0, 0});
  const Bytes polygon = Bytes().header(3).number(1).number(4).reals({0, 0, 1, 0, 1, 1, 0, 0});
  GeometryColumn column;
  ASSERT_TRUE(column.append_wkb(arc.raw()));
  ASSERT_TRUE(column.append_wkb(Bytes().header(10).number(1).with(arc).raw()));
  ASSERT_TRUE(column.append_wkb(
      Bytes()
          .header(12)
          .number(1)
          .with(Bytes().header(10).number(1).with(Bytes().header(9).number(1).with(arc)))
          .raw()));
  ASSERT_TRUE(column.append_wkb(triangle.raw()));
  ASSERT_TRUE(column.append_wkb(Bytes().header(16).number(1).with(triangle).raw()));
  ASSERT_TRUE(column.append_wkb(Bytes().header(15).number(1).with(polygon).raw()));
  for (std::size_t row = 0; row < column.size(); ++row) {
    EXPECT_EQ(column.kind(row), Kind::other) << row;
    EXPECT_EQ(column.traits(row), row < 3 ? was_curve : 0) << row;
  }
}

TEST(Wkb, PointEmptyIsNull) {
  GeometryColumn column;
  ASSERT_TRUE(column.append_wkb(Bytes().header(1).reals({nan, nan}).raw()));
  ASSERT_TRUE(column.append_wkb(Bytes().header(6).number(0).raw()));
  EXPECT_EQ(column.kind(0), Kind::null);
  EXPECT_EQ(column.kind(1), Kind::null);
}

TEST(Wkb, BrokenBytesAreRefused) {
  const std::vector<Bytes> broken = {
      Bytes(),
      Bytes().header(1).reals({1}),                         // cut
      Bytes().header(1).reals({1, 2, 3}),                   // too long
      Bytes().header(99).reals({1, 2}),                     // no such kind
      Bytes().header(4001).reals({1, 2}),                   // no such dimension
      Bytes().header(2).number(0xFFFFFFFF).reals({1, 2}),   // a count no memory holds
      Bytes().header(3).number(0x7FFFFFFF),                 // the same of rings
      Bytes().header(7).number(0xFFFFFFFF),                 // the same of members
      Bytes().header(6).number(1).header(1).reals({1, 2}),  // a point among polygons
      Bytes().header(13).number(0),                         // an abstract type
  };
  GeometryColumn column;
  for (const Bytes& bytes : broken) EXPECT_FALSE(column.append_wkb(bytes.raw()));
  Bytes wrong_order;
  wrong_order.header(1).reals({1, 2});
  wrong_order.raw()[0] = std::byte{2};
  EXPECT_FALSE(column.append_wkb(wrong_order.raw()));
  Bytes deep;
  for (int i = 0; i < 100'000; ++i) deep.header(7).number(1);
  deep.header(1).reals({1, 2});
  EXPECT_FALSE(column.append_wkb(deep.raw()));
  ASSERT_EQ(column.size(), broken.size() + 2);
  for (std::size_t row = 0; row < column.size(); ++row) EXPECT_EQ(column.kind(row), Kind::null);
  EXPECT_TRUE(column.coordinates().empty());
}

TEST(Wkb, EveryCutAndEveryFlippedBitIsSurvived) {
  const std::uint64_t seed = 20261122;
  SCOPED_TRACE(seed);
  auto source =
      shapes({"MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 1 1)),"
              " ((9 9, 10 9, 10 10, 9 9)))"});
  std::string ewkb;
  source.write_ewkb(0, true, 5254, ewkb);
  const auto* begin = reinterpret_cast<const std::byte*>(ewkb.data());
  const std::vector<std::byte> whole(begin, begin + ewkb.size());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    GeometryColumn column;
    EXPECT_FALSE(column.append_wkb(std::span(whole).first(length))) << length;
  }
  std::mt19937_64 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    auto damaged = whole;
    for (int flips = 0; flips < 3; ++flips) {
      damaged[random() % damaged.size()] ^=
          std::byte{static_cast<unsigned char>(1U << random() % 8)};
    }
    GeometryColumn column;
    const bool read = column.append_wkb(damaged);
    ASSERT_EQ(column.size(), 1U);
    ASSERT_TRUE(read || column.kind(0) == Kind::null);
    std::string again;
    column.write_ewkb(0, true, 0, again);
    ASSERT_LE(again.size(), damaged.size() + 8);
  }
}

TEST(Wkb, WhatIsWrittenIsReadBack) {
  const auto source = shapes({"POINT (0.1 2)", "MULTIPOINT (1 1, 2 2)", "LINESTRING (0 0, 3 4)",
                              "MULTILINESTRING ((0 0, 3 4), (5 5, 6 6))",
                              "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 1 1))"});
  for (const bool as_multi : {false, true}) {
    GeometryColumn copy;
    for (std::size_t row = 0; row < source.size(); ++row) {
      std::string ewkb;
      source.write_ewkb(row, as_multi, 5254, ewkb);
      ASSERT_TRUE(copy.append_wkb(std::as_bytes(std::span(ewkb))));
      EXPECT_EQ(copy.wkt(row), source.wkt(row));
      std::uint32_t code = 0, srid = 0;
      std::memcpy(&code, ewkb.data() + 1, 4);
      std::memcpy(&srid, ewkb.data() + 5, 4);
      EXPECT_EQ(srid, 5254U);
      EXPECT_TRUE(!as_multi || (code & 0xFF) >= 4) << row;
    }
  }
  std::string nothing;
  shapes({"EMPTY"}).write_ewkb(0, true, 5254, nothing);
  EXPECT_EQ(nothing, "");
}

}  // namespace
}  // namespace uavt::geo
