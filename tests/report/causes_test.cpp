// The sentences a clerk reads first, their JSON, and its way back; the counts of the trend.
#include "report/causes.hpp"

#include "report/report.hpp"
#include "sample_result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace uavt::report {
namespace {

using sync::Cause;
using sync::CauseKind;
using sync::Language;
using testing::HasSubstr;
using Json = nlohmann::ordered_json;

Cause cause(CauseKind kind, std::uint64_t count, sync::Arguments evidence) {
  Cause made;
  made.kind = kind;
  made.id = std::string(sync::name(kind)) + ":numarataj";
  made.count = count;
  made.rules = {sync::Rule::crs_05, sync::Rule::mod_03};
  made.layer = sync::Layer::door;
  made.source = "numarataj";
  made.evidence = std::move(evidence);
  return made;
}

Cause shift(double east, double north, const char* datum) {
  return cause(CauseKind::constant_shift, 412,
               {{"east_m", east}, {"north_m", north}, {"spread_m", 0.12},
                {"pairs", std::int64_t{1200}}, {"agreeing", std::int64_t{1100}},
                {"reference", std::string("uavt")}, {"datum", std::string(datum)}});
}

std::string tr(const Cause& each) {
  return sentence(each, sample::result().sources, Language::tr);
}
std::string en(const Cause& each) {
  return sentence(each, sample::result().sources, Language::en);
}

TEST(report_causes, a_shift_is_told_with_its_file_and_vector) {
  EXPECT_EQ(tr(shift(34.2, 182.6, "ed50_read_as_turef")),
            "412 bulgunun nedeni: NUMARATAJ.shp ED50 koordinatlı, TUREF diye okunmuş (34 m doğu, "
            "183 m kuzey).");
  EXPECT_EQ(en(shift(34.2, 182.6, "ed50_read_as_turef")),
            "412 findings have one cause: NUMARATAJ.shp holds ED50 coordinates that were read as "
            "TUREF (34 m east, 183 m north).");
  EXPECT_EQ(tr(shift(-1.2, 0.001, "unknown")),
            "412 bulgunun nedeni: NUMARATAJ.shp bütünüyle kaymış: 1,2 m batı (1.200 noktanın 1.100 "
            "tanesinde aynı, yayılım 0,12 m).");
}

TEST(report_causes, every_kind_has_its_sentence) {
  const sync::Arguments shares = {{"rows", std::int64_t{4100}}, {"of", std::int64_t{4200}},
                                  {"share", 0.976}, {"elsewhere_share", 0.03}};
  const auto with = [&](sync::Arguments more) {
    more.insert(more.end(), shares.begin(), shares.end());
    return more;
  };
  EXPECT_EQ(tr(cause(CauseKind::encoding, 9, shares)),
            "9 bulgunun nedeni: NUMARATAJ.shp yanlış karakter kodlamasıyla yazılmış veya okunmuş: "
            "Türkçe harfli 4.200 değerin 4.100 tanesi bozuk.");
  EXPECT_THAT(en(cause(CauseKind::column, 1, with({{"attribute", std::string("tip")}}))),
              HasSubstr("1 finding has one cause: NUMARATAJ.shp, the column tip is wrong "
                        "throughout: 4,100 of 4,200 records (CRS-05 "));
  EXPECT_EQ(tr(cause(CauseKind::missing_code_value, 40,
                     {{"attribute", std::string("durum")}, {"value", std::string("9\x1b[31m")},
                      {"rows", std::int64_t{40}}})),
            "40 bulgunun nedeni: NUMARATAJ.shp, durum sütunundaki “9␛[31m” değeri kod listesinde "
            "yok (40 kayıt).");
  EXPECT_EQ(tr(cause(CauseKind::bulk_load, 60,
                     with({{"attribute", std::string("olusturma_tarihi")},
                           {"day", std::string("2026-11-01")}}))),
            "60 bulgunun nedeni: NUMARATAJ.shp: 01.11.2026 günü oluşturulan 4.200 kaydın 4.100 "
            "tanesi hatalı (öteki günlerde %3).");
  EXPECT_EQ(en(cause(CauseKind::file, 60, with({{"mahalle", std::string("YENİ")}}))),
            "60 findings have one cause: NUMARATAJ.shp, YENİ: 4,100 of 4,200 records are wrong (3% "
            "in the other neighbourhoods).");
  EXPECT_EQ(tr(cause(CauseKind::street_renamed, 11,
                     {{"csbm_kodu", std::string("5033")}, {"change", std::string("name")},
                      {"uavt", std::string("GÜL SOKAK")}, {"cbs", std::string("LALE SOKAK")}})),
            "11 bulgunun nedeni: 5033 kodlu cadde/sokağın adı iki kütükte farklı: UAVT “GÜL SOKAK”, "
            "belediye “LALE SOKAK”.");
}

TEST(report_causes, what_is_told_can_be_told_again) {
  sync::Result result = sample::result();
  result.causes = {shift(34.25, 182.5, "ed50_read_as_turef"),
                   cause(CauseKind::encoding, 9, {{"rows", std::int64_t{7}}, {"share", 0.5}})};
  result.causes[1].layer.reset();
  const std::vector<Cause> again =
      causes_of(summary(sample::run(), result, sample::settings()));
  ASSERT_EQ(again.size(), 2U);
  for (std::size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(cause_json(again[i], result.sources), cause_json(result.causes[i], result.sources));
  }
  EXPECT_TRUE(causes_of("").empty());
  EXPECT_TRUE(causes_of("{\"result\": 1}").empty());
}

TEST(report_causes, the_plain_text_tells_them_before_the_findings) {
  sync::Result result = sample::result();
  result.causes = {shift(34.25, 182.5, "ed50_read_as_turef")};
  result.quality = {{sync::Layer::door, std::nullopt, sync::Measure::domain, 3, 40},
                    {sync::Layer::door, 40123, sync::Measure::domain, 3, 10},
                    {sync::Layer::door, std::nullopt, sync::Measure::omission, 0, 40}};
  const std::string page =
      text(json(sample::run(), result, sample::settings()), Language::tr);
  EXPECT_LT(page.find("NEDENLER"), page.find("BULGULAR"));
  EXPECT_THAT(page, HasSubstr("412 bulgunun nedeni: NUMARATAJ.shp"));
  EXPECT_THAT(page, HasSubstr("tanım kümesi"));
  EXPECT_THAT(page, HasSubstr("%7,5"));
  EXPECT_EQ(page.find("eksiklik"), page.npos) << "what is faultless needs no line";
}

TEST(report_causes, a_trend_counts_what_is_open_new_and_fixed) {
  const Json counts = Json::parse(group_counts(sample::result()));
  EXPECT_EQ(counts["KEY"], (Json{{"open", 3}, {"new", 2}, {"fixed", 0}}));
  EXPECT_EQ(counts["MOD"], (Json{{"open", 1}, {"new", 1}, {"fixed", 0}}));
  EXPECT_EQ(counts["SRC"], (Json{{"open", 0}, {"new", 0}, {"fixed", 1}}))
      << "one is waived, and what was fixed counts for its rule's group";
}

}  // namespace
}  // namespace uavt::report
