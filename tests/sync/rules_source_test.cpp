// A delivery beside the one before it, and beside tonight's date.
#include <gmock/gmock.h>

#include "sync/rules_source.hpp"
#include "sync/source_shape.hpp"
#include "sync/text.hpp"
#include "tests/sync/mapping_deliveries.hpp"

namespace uavt::sync {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// One source of buildings over several nights; what is remembered goes on as `app` writes it.
class Source : public Deliveries {
 public:
  /// Tonight's file: header, rows, its digest and day.
  std::vector<std::string> night(std::vector<std::string> header,
                                 std::vector<std::vector<const char*>> rows, std::string digest,
                                 std::int64_t as_of = 100, std::int64_t today = 100) {
    all.clear();
    settings.sources.clear();
    Delivery& delivery = add(SourceLayer::building, header, std::move(rows));
    for (RawColumn& column : delivery.rows.columns) {
      column.column = column.attribute;
      const auto attribute = attributes.find(column.attribute);
      if (attribute != attributes.end()) column.attribute = attribute->second;
    }
    delivery.digest = std::move(digest);
    delivery.as_of = as_of;
    delivery.unmapped = unmapped;
    std::vector<Finding> found;
    judge_sources(all, settings, stored, today, found);
    const std::string& name = settings.sources.front().name;
    SourceMemory memory;
    memory.name = name;
    memory.digest = delivery.digest;
    const auto known = stored.sources.find(name);
    remember_sight(memory, delivery, known == stored.sources.end() ? nullptr : &known->second);
    // The database keeps text.
    stored.sources[name] = memory;
    std::vector<std::string> lines;
    for (const Finding& finding : found) {
      std::string line(info(finding.rule).id);
      for (const auto& [key, value] : finding.arguments) line += ' ' + text(value);
      lines.push_back(line);
    }
    return lines;
  }
  std::map<std::string, std::string> attributes = {{"KIMLIKNO", "yapi_kimlik_no"},
                                                   {"YAPIKIMLIK", "yapi_kimlik_no"},
                                                   {"KAT", "kat_toplam"},
                                                   {"kimlikno", "yapi_kimlik_no"},
                                                   {"kat", "kat_toplam"},
                                                   {"DURUM", "durum"},
                                                   {"KULLANIM", "kullanim"},
                                                   {"TIP", "tip"}};
  std::vector<std::string> unmapped;
  Stored stored;
};

TEST(SourceDrift, TheFirstNightAndTheSameColumnsSayNothing) {
  Source source;
  EXPECT_THAT(source.night({"KIMLIKNO", "KAT"}, {{"1", "3"}}, "a"), IsEmpty());
  EXPECT_THAT(source.night({"KIMLIKNO", "KAT"}, {{"2", "4"}}, "b"), IsEmpty());
  EXPECT_THAT(source.night({"kimlikno", "kat"}, {{"2", "4"}}, "c"), IsEmpty())
      << "case is no change";
}

TEST(SourceDrift, ColumnsThatCameWentOrGotAnotherName) {
  Source source;
  source.unmapped = {"ACIKLAMA", "ESKI"};
  static_cast<void>(source.night({"KIMLIKNO", "KAT"}, {{"1", "3"}}, "a"));
  source.unmapped = {"ACIKLAMA", "YENI"};
  const auto expected = std::vector<std::string>{"SRC-05 ESKI gone ESKI ", "SRC-05 KAT gone KAT ",
                                                 "SRC-05 YAPIKIMLIK renamed KIMLIKNO YAPIKIMLIK",
                                                 "SRC-05 YENI new  YENI"};
  EXPECT_EQ(source.night({"YAPIKIMLIK"}, {{"1"}}, "b"), expected);
  EXPECT_EQ(source.night({"YAPIKIMLIK"}, {{"1"}}, "b"), expected)
      << "while that delivery lies there, nothing is taken back";
  EXPECT_THAT(source.night({"YAPIKIMLIK"}, {{"1"}}, "c"), IsEmpty()) << "the new template is usual";
}

TEST(SourceDrift, ADbfsTenCharactersAreTheSameName) {
  Source source;
  source.unmapped = {"ZEMINUSTUKATSAYISI"};
  static_cast<void>(source.night({"KIMLIKNO"}, {{"1"}}, "a"));
  source.unmapped = {"ZEMINUSTUK"};
  EXPECT_THAT(source.night({"KIMLIKNO"}, {{"1"}}, "b"), IsEmpty());
}

TEST(SourceDrift, TypesAreWhatTheValuesAre) {
  Source source;
  static_cast<void>(source.night({"KIMLIKNO", "KAT"}, {{"1", "3"}, {"2", "4"}}, "a"));
  EXPECT_THAT(source.night({"KIMLIKNO", "KAT"}, {{"1.0", " 3"}, {"2.0", "4,0"}}, "b"), IsEmpty())
      << "the same numbers, written otherwise";
  EXPECT_THAT(source.night({"KIMLIKNO", "KAT"}, {{"1", "3 kat"}, {"2", "4 kat"}}, "c"),
              ElementsAre("SRC-05 KAT type real text"));
}

TEST(SourceDrift, ACodeValueNeverSeenBefore) {
  Source source;
  static_cast<void>(source.night({"KULLANIM", "TIP"}, {{"Konut", "1"}, {"İşyeri", "2"}}, "a"));
  EXPECT_THAT(source.night({"KULLANIM", "TIP"}, {{"KONUT", "1.0"}}, "b"), IsEmpty());
  EXPECT_THAT(source.night({"KULLANIM", "TIP"}, {{"İşyeri", "2"}, {"Depo", "7"}}, "c"),
              ElementsAre("SRC-05 KULLANIM value  Depo", "SRC-05 TIP value  7"))
      << "a value that was away for a night is known";
}

TEST(SourceDrift, AValueOfAListTheProgramKnowsIsMod04sAffair) {
  Source source;
  static_cast<void>(source.night({"DURUM"}, {{"Kullanımda"}}, "a"));
  EXPECT_THAT(source.night({"DURUM"}, {{"Yıkılmış"}, {"Harap"}}, "b"), IsEmpty());
}

TEST(SourceDrift, OffIsSilent) {
  Source source;
  static_cast<void>(source.night({"KIMLIKNO", "KAT"}, {{"1", "3"}}, "a"));
  source.settings.rules[static_cast<std::size_t>(Rule::src_05)].off = true;
  EXPECT_THAT(source.night({"KIMLIKNO"}, {{"1"}}, "b"), IsEmpty());
}

TEST(SourceAge, OlderThanItsLimitIsSaidOnceAndStays) {
  Source source;
  const std::int64_t day = *days_of(2026, 11, 1);
  EXPECT_THAT(source.night({"KAT"}, {{"3"}}, "a", day, day + 14), IsEmpty());
  const auto old = source.night({"KAT"}, {{"3"}}, "a", day, day + 15);
  EXPECT_THAT(old, ElementsAre("SRC-06 2026-11-01  14"));
  EXPECT_EQ(source.night({"KAT"}, {{"3"}}, "a", day, day + 30), old) << "the age is not said";
  source.reg = Register::uavt;
  EXPECT_THAT(source.night({"KAT"}, {{"3"}}, "a", day, day + 45), IsEmpty());
  EXPECT_THAT(source.night({"KAT"}, {{"3"}}, "a", day, day + 46),
              ElementsAre("SRC-06 2026-11-01  45"));
}

TEST(SourceAge, OlderThanTheDeliveryBefore) {
  Source source;
  const std::int64_t day = *days_of(2026, 11, 10);
  static_cast<void>(source.night({"KAT"}, {{"3"}}, "a", day, day));
  const auto older = source.night({"KAT"}, {{"3"}}, "b", day - 5, day);
  EXPECT_THAT(older, ElementsAre("SRC-06 2026-11-05 2026-11-10 14"));
  EXPECT_EQ(source.night({"KAT"}, {{"3"}}, "b", day - 5, day), older);
  EXPECT_THAT(source.night({"KAT"}, {{"3"}}, "c", day, day), IsEmpty());
}

TEST(SourceShape, IsReadBackAsItWasWritten) {
  Source source;
  source.unmapped = {"BAŞKA\tSÜTUN"};
  static_cast<void>(source.night({"KULLANIM", "KAT"}, {{"Depo", "3"}}, "a"));
  const std::string kept = source.stored.sources.begin()->second.seen.columns;
  EXPECT_EQ(text_of(shape_of_text(kept)), kept);
  EXPECT_EQ(kept, "BAŞKA SÜTUN\t\t\t\nKAT\tkat_toplam\treal\t\nKULLANIM\tkullanim\t\tDEPO\n");
}

}  // namespace
}  // namespace uavt::sync
