// Findings as map layers: what stands in their tables, and the shapes of a map read back.
#include "report/finding_layers.hpp"

#include "report/map_json.hpp"
#include "report/map_shapes.hpp"
#include "report/report.hpp"
#include "sample_result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace uavt::report {
namespace {

using sync::Language;
using testing::ElementsAre;
using testing::HasSubstr;

/// A square with a hole and, beside it, a second square; a line of two parts; a point.
sync::Picture picture() {
  sync::Picture picture;
  const auto ring = [&](double x, double y, double side) {
    picture.shapes.begin_ring();
    for (const auto& [dx, dy] : {std::pair{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}) {
      picture.shapes.add_vertex(x + dx * side, y + dy * side);
    }
  };
  picture.shapes.begin_row(geo::Kind::polygon);
  picture.shapes.begin_part();
  ring(500000, 4000000, 10);
  ring(500002, 4000002, 3);
  picture.shapes.begin_part();
  ring(500020, 4000000, 5);
  picture.shapes.end_row();
  picture.shapes.begin_row(geo::Kind::line);
  for (const double x : {500000.25, 500100.75}) {
    picture.shapes.begin_part();
    picture.shapes.begin_ring();
    picture.shapes.add_vertices(std::vector<double>{x, 4000000, x + 1, 4000001});
  }
  picture.shapes.end_row();
  picture.shapes.append_point(500001.5, 4000001.25);
  picture.rows = {{sync::Layer::building, "5"}, {sync::Layer::street, "7"},
                  {sync::Layer::door, "77001"}};
  picture.of = {{"f1", {2, 0, 1}}, {"f5", {2}}, {"of nobody", {0}}};
  return picture;
}

std::vector<FindingLayer> layers(const std::string& map, Language language = Language::tr) {
  return finding_layers(json(sample::run(), sample::result(), sample::settings()), map, language);
}

std::string cell(const FindingLayer& layer, const std::string& column, std::size_t row) {
  const auto found = std::ranges::find(layer.rows.columns, column, &sync::RawColumn::column);
  if (found == layer.rows.columns.end()) throw std::out_of_range(column);
  return found->null(row) ? "" : found->text(row);
}

TEST(report_map_shapes, are_what_was_drawn) {
  const sync::Picture drawn = picture();
  const MapShapes shapes = map_shapes(map_json(drawn, "EPSG:5254"));
  ASSERT_EQ(shapes.rows.size(), 3u);
  for (std::size_t row = 0; row < 3; ++row) {
    EXPECT_EQ(shapes.geometry.wkt(row), drawn.shapes.wkt(row));
    EXPECT_EQ(shapes.rows[row].layer, sync::name(drawn.rows[row].layer));
    EXPECT_EQ(shapes.rows[row].key, drawn.rows[row].key);
  }
  EXPECT_EQ(shapes.geometry[0].part_count(), 2u);
  EXPECT_EQ(shapes.geometry[0].ring_count(0), 2u);
  EXPECT_THAT(shapes.of.at("f1"), ElementsAre(2, 0, 1));
  EXPECT_TRUE(map_shapes("").rows.empty());
}

TEST(report_map_shapes, what_is_no_map_is_refused) {
  const std::string map = map_json(picture(), "EPSG:5254");
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = map;
    return text.replace(text.find(from), from.size(), to);
  };
  for (const std::string& text :
       {std::string("{}"), std::string("[1"), with("\"schema\":1", "\"schema\":2"),
        with("\"line\"", "\"curve\""), with("[2,0,1]", "[2,0,3]"), with("[[150,125]]", "[[150]]")}) {
    EXPECT_THROW(static_cast<void>(map_shapes(text)), std::invalid_argument) << text;
  }
}

TEST(report_finding_layers, every_finding_is_a_point_and_its_shapes) {
  const auto all = layers(map_json(picture(), "EPSG:5254"));
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].name, "bulgu_alan");
  EXPECT_EQ(all[1].name, "bulgu_cizgi");
  EXPECT_EQ(all[2].name, "bulgu_nokta");
  EXPECT_EQ(all[3].name, "bulgular");
  EXPECT_EQ(all[0].rows.size(), 1u);
  EXPECT_EQ(all[1].rows.size(), 1u);
  EXPECT_EQ(all[2].rows.size(), 2u);
  EXPECT_EQ(all[3].rows.size(), 6u);
  for (const FindingLayer& layer : all) {
    EXPECT_EQ(layer.rows.geometry.size(), layer.rows.size()) << layer.name;
    for (const auto& column : layer.rows.columns) {
      const std::size_t cells = column.kind == sync::RawColumn::Kind::integer
                                    ? column.integers.size()
                                    : column.texts.size();
      EXPECT_EQ(cells, layer.rows.size()) << layer.name << "." << column.column;
    }
  }
  EXPECT_EQ(cell(all[0], "parmak_izi", 0), "f1");
  EXPECT_EQ(cell(all[0], "sekil_katman", 0), "Bina");
  EXPECT_EQ(cell(all[0], "sekil_kod", 0), "5");
  EXPECT_EQ(all[0].rows.geometry[0].part_count(), 2u);
  EXPECT_THAT((std::vector{cell(all[2], "parmak_izi", 0), cell(all[2], "parmak_izi", 1)}),
              testing::UnorderedElementsAre("f1", "f5"));
}

TEST(report_finding_layers, a_row_says_what_is_wrong_and_how_to_correct_it) {
  sync::Result result = sample::result();
  sync::Finding placed = sample::dangling_door();
  placed.point = geo::Point{500003, 4000004};
  placed.subjects.front().key = "=1\x1b[31m";
  result.kept.clear();
  result.findings = {placed};
  const std::string report = json(sample::run(), result, sample::settings());
  const FindingLayer layer = finding_layers(report, "", Language::tr).back();
  EXPECT_EQ(cell(layer, "kural", 0), "KEY-04");
  EXPECT_EQ(cell(layer, "onem", 0), "HATA");
  EXPECT_EQ(cell(layer, "durum", 0), "yeni");
  EXPECT_EQ(cell(layer, "kod", 0), "=1␛[31m");
  EXPECT_EQ(cell(layer, "mahalle_kodu", 0), "40123");
  EXPECT_EQ(cell(layer, "duzeltme", 0), sync::info(sync::Rule::key_04).correct_tr);
  EXPECT_EQ(cell(layer, "ilk_calisma", 0), std::to_string(placed.first_run));
  EXPECT_EQ(layer.rows.geometry.wkt(0), "POINT (500003 4000004)");
  const FindingLayer english = finding_layers(report, "", Language::en).back();
  EXPECT_EQ(cell(english, "onem", 0), "ERROR");
  EXPECT_EQ(cell(english, "kural_adi", 0), sync::info(sync::Rule::key_04).title_en);
}

TEST(report_finding_layers, the_style_tells_severities_apart_in_the_words_of_the_layer) {
  for (const auto& [language, words] :
       {std::pair{Language::tr, std::vector<std::string>{"HATA", "UYARI", "BİLGİ"}},
        std::pair{Language::en, std::vector<std::string>{"ERROR", "WARNING", "INFO"}}}) {
    for (const FindingLayer& layer : layers("", language)) {
      EXPECT_THAT(layer.style, HasSubstr("attr=\"onem\""));
      for (const std::string& word : words) {
        EXPECT_THAT(layer.style, HasSubstr("value=\"" + word + "\" label=\"" + word + "\""));
      }
      const char* symbol = layer.kind == geo::Kind::point  ? "SimpleMarker"
                           : layer.kind == geo::Kind::line ? "SimpleLine"
                                                           : "SimpleFill";
      EXPECT_THAT(layer.style, HasSubstr(symbol)) << layer.name;
    }
  }
}

}  // namespace
}  // namespace uavt::report
