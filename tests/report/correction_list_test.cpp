// The lists of corrections as people and programs get them: nothing in a cell is obeyed, every item is
// in every form, boxes for a person's hand stay empty.
#include "report/correction_list.hpp"

#include "report/correction_json.hpp"
#include "report/csv.hpp"
#include "report/report.hpp"
#include "sample_result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace uavt::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::ordered_json;

sync::WorkItem door() {
  sync::WorkItem item;
  item.operation = sync::Operation::correct;
  item.reason = sync::WorkReason::values_differ;
  item.layer = sync::Layer::door;
  item.key = "77001";
  item.group = "adres";
  item.waits = true;
  item.record.mahalle_kodu = 40123;
  item.record.csbm_kodu = 953285;
  item.record.mahalle = "Yeni";
  item.record.csbm = "=Çam";
  item.record.csbm_tip = "sokak";
  item.record.bina_kodu = "77001";
  item.record.dis_kapi = "12";
  item.record.yeni_dis_kapi = "14";
  item.current = "kapi_no: 12";
  item.proposed = "kapi_no: 14\x1b[31m\"worklist\":[]\xff";
  item.addressee = sync::Addressee::metropolitan_municipality;
  item.point = geo::Point{512345.67891, 4081234.00049};
  item.lonlat = geo::Point{30.637123456789, 36.861};
  item.finding = "f1";
  item.fingerprint = "i1";
  return item;
}

std::vector<sync::ToldItem> told() {
  sync::WorkItem building = door();
  building.layer = sync::Layer::building;
  building.list = sync::WorkList::cbs;
  building.addressee = sync::Addressee::gis_unit;
  building.record = {};
  building.point.reset();
  return {{correction(door()), 7, sync::WorkList::uavt, sync::ItemState::reopened, 3, 2, "a"},
          {correction(building), 8, sync::WorkList::cbs, sync::ItemState::open, 4, 0, "b"},
          {correction(door()), 9, sync::WorkList::uavt, sync::ItemState::closed, 1, 1, "c"}};
}

std::string list() {
  std::string text = "[";
  append_corrections(text, told());
  return text + "]";
}

sync::Municipality municipality() {
  sync::Municipality made;
  made.name = "Örnekkent";
  made.il = 7;
  made.ilce = 2039;
  return made;
}

std::string cell(const sync::RawTable& rows, std::string_view attribute, std::size_t row = 0) {
  const sync::RawColumn* column = rows.column(attribute);
  return column == nullptr ? "no column" : column->null(row) ? "" : column->text(row);
}

TEST(correction_list, an_item_stands_in_the_report_and_in_its_past) {
  sync::Result result = sample::result();
  result.worklist = told();
  const std::string text = json(sample::run(), result, sample::settings());
  const Json items = Json::parse(text).at("result").at("worklist");
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0].at("id"), 7);
  EXPECT_EQ(items[0].at("order"), 1);
  EXPECT_EQ(items[0].at("state"), "reopened");
  EXPECT_EQ(items[0].at("deliveries"), 2);
  EXPECT_EQ(items[0].at("operation"), "duzelt");
  EXPECT_EQ(items[0].at("address"), "Yeni Mah., =Çam Sokak, No 12");
  EXPECT_EQ(items[0].at("point").at("x"), 512345.679);
  EXPECT_TRUE(items[2].at("order").is_null());
  const std::string again = assemble(summary(sample::run(), result, sample::settings()), {},
                                     {.quality = result.quality, .trend = {}, .worklist = told()});
  EXPECT_EQ(Json::parse(again).at("result").at("worklist"), items);
  EXPECT_EQ(worklist_in(text), items.dump());
}

TEST(correction_list, a_table_for_each_list_and_mahalle) {
  const auto tables = correction_tables(list(), {}, municipality(), sync::Language::tr);
  ASSERT_EQ(tables.size(), 2u);
  EXPECT_EQ(tables[0].name, "uavt-40123");
  EXPECT_EQ(tables[1].name, "cbs-mahallesiz");
  const sync::RawTable& rows = tables[0].rows;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(cell(rows, "sira"), "1");
  EXPECT_EQ(cell(rows, "madde_no"), "7");
  EXPECT_EQ(cell(rows, "islem"), "Düzelt");
  EXPECT_EQ(cell(rows, "il"), "Antalya");
  EXPECT_EQ(cell(rows, "ilce"), "Örnekkent");
  EXPECT_EQ(cell(rows, "csbm_kodu"), "953285");
  EXPECT_EQ(cell(rows, "csbm_tip"), "Sokak");
  EXPECT_EQ(cell(rows, "yeni_dis_kapi"), "14");
  EXPECT_EQ(cell(rows, "muhatap"), "Büyükşehir belediyesi");
  EXPECT_THAT(cell(rows, "gerekce"), HasSubstr("önce karar verin"));
  EXPECT_THAT(cell(rows, "yeni"), HasSubstr("␛[31m"));
  for (const char* by_hand : {"belge_sayisi", "kayitli_kisi", "yapan", "tarih"}) {
    EXPECT_EQ(cell(rows, by_hand), "");
  }
  EXPECT_EQ(rows.geometry.kind(0), geo::Kind::point);
  EXPECT_EQ(tables[1].rows.geometry.kind(0), geo::Kind::null);
}

TEST(correction_list, no_cell_is_a_formula) {
  const auto tables = correction_tables(list(), {}, municipality(), sync::Language::tr);
  const std::string text = delimited(tables[0].rows);
  EXPECT_THAT(text, HasSubstr("\"'=Çam\""));
  EXPECT_THAT(text, Not(HasSubstr("\"=")));
}

TEST(correction_list, paper_does_without_empty_columns_but_those_to_be_filled) {
  const auto tables = correction_tables(list(), {}, municipality(), sync::Language::tr);
  EXPECT_EQ(tables[0].title, "UAVT düzeltme listesi · Antalya · Örnekkent · Yeni Mah. (40123)");
  EXPECT_EQ(tables[1].title, "Belediye düzeltme listesi · Antalya · Örnekkent · mahallesiz");
  const std::vector<std::string> hidden = not_on_paper(tables[0].rows);
  EXPECT_THAT(hidden, testing::IsSupersetOf({"Pafta", "Mahalle", "İl"}));
  EXPECT_THAT(hidden, Not(testing::Contains("CSBM")));
  EXPECT_THAT(hidden, Not(testing::Contains("Adreste kayıtlı kişi (AKS'den)")));
  const sync::RawTable programs = for_programs(tables[0].rows);
  EXPECT_EQ(programs.column("kayitli_kisi"), nullptr);
  EXPECT_TRUE(std::ranges::all_of(programs.columns, [](const sync::RawColumn& column) {
    return column.column == column.attribute;
  }));
}

TEST(correction_list, filters_and_lines) {
  const CorrectionFilter open{.lists = {"uavt"}, .mahalle = {40123}, .states = {"open", "reopened"}};
  EXPECT_EQ(Json::parse(corrections_json(list(), open)).size(), 1u);
  const std::string lines = correction_lines(list(), open, sync::Language::tr);
  EXPECT_THAT(lines, HasSubstr("UAVT düzeltme listesi\n"));
  EXPECT_THAT(lines, HasSubstr("kapi_no: 12 → kapi_no: 14"));
  EXPECT_THAT(lines, HasSubstr("2 teslimdir"));
  EXPECT_THAT(lines, HasSubstr("1 madde\n"));
  EXPECT_THAT(lines, Not(HasSubstr("\x1b")));
  const CorrectionFilter elsewhere{.lists = {}, .mahalle = {1}, .states = {}};
  EXPECT_EQ(correction_lines(list(), elsewhere, sync::Language::en), "0 items\n");
  EXPECT_THROW((void)correction_lines("{", open, sync::Language::tr), std::invalid_argument);
  EXPECT_THROW((void)worklist_in("{}"), std::invalid_argument);
}

TEST(correction_list, the_text_form_counts_and_says_what_to_do) {
  sync::Result result = sample::result();
  result.findings.clear();
  result.worklist = told();
  sync::RunInfo run = sample::run();
  run.number = 4;
  const std::string page = text(json(run, result, sample::settings()), sync::Language::tr);
  EXPECT_THAT(page, HasSubstr("UAVT düzeltme listesi: 1 açık, 0 yeni, 1 kapanan"));
  EXPECT_THAT(page, HasSubstr("Belediye düzeltme listesi: 1 açık, 1 yeni, 0 kapanan"));
  EXPECT_THAT(page, HasSubstr("muhataplarına verin (1): uavt-sync worklist --list uavt"));
}

}  // namespace
}  // namespace uavt::report
