// `as-of` as an administrator calls it: counts of a past day, its rows as a file, and a plain word
// where there is nothing to tell.
#include "app/as_of_command.hpp"
#include "tests/night/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace uavt::night::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(AsOfCommand, KnowsADayFromAMinuteFromNeither) {
  EXPECT_EQ(app::moment_of("2026-03-01"), "2026-03-01 23:59:59.999999+03");
  EXPECT_EQ(app::moment_of("2026-03-01T14:30"), "2026-03-01 14:30:59.999999+03");
  EXPECT_EQ(app::moment_of("2026-03-01 04:05"), "2026-03-01 04:05:59.999999+03");
  for (const char* wrong : {"", "2026", "2026-02-30", "2026-13-01", "01.03.2026", "2026-03-01T25:00",
                            "2026-03-01T14:60", "2026-03-01'; --", "2026-03-01T14:3x"}) {
    EXPECT_EQ(app::moment_of(wrong), std::nullopt) << wrong;
  }
}

TEST(AsOfCommand, TellsAndWritesAPastDay) {
  const ProgramTown town;
  ASSERT_EQ(town.run({"run"}).code, 0);
  // The first night becomes one of March, a second one of May takes a street away.
  const auto& database = town.town().database();
  for (const char* table : {"mahalle", "csbm", "yol_orta_hat", "parsel", "bina", "numarataj",
                            "bagimsiz_bolum"}) {
    database.run(std::string("UPDATE adres.") + table +
                 " SET surum_baslangic = '2026-03-01 02:00+03'");
  }
  database.run("UPDATE uavtsync.calisma SET baslangic = '2026-03-01 02:00+03', "
               "bitis = '2026-03-01 02:01+03'");
  const long doors = database.number("SELECT count(*) FROM adres.numarataj");
  database.run("INSERT INTO adres.bagimsiz_bolum_gecmis SELECT *, '2026-05-01 02:00+03' FROM "
               "adres.bagimsiz_bolum; DELETE FROM adres.bagimsiz_bolum");
  const long units = database.number("SELECT count(*) FROM adres.bagimsiz_bolum_gecmis");
  const auto told = [&](const std::string& day) {
    return nlohmann::json::parse(town.run({"as-of", day, "--json"}).out).at("layers");
  };
  EXPECT_EQ(told("2026-03-01").at("numarataj"), doors);
  EXPECT_EQ(told("2026-03-01").at("bagimsiz_bolum"), units);
  EXPECT_EQ(told("2026-04-30").at("bagimsiz_bolum"), units);
  EXPECT_EQ(told("2026-05-01").at("bagimsiz_bolum"), 0);

  const auto file = town.file("mart.gpkg");
  const Ended written =
      town.run({"as-of", "2026-03-01", "--layer", "numarataj,bina,bagimsiz_bolum", "--out",
                file.string()});
  EXPECT_EQ(written.code, 0) << written.said();
  EXPECT_THAT(written.out, AllOf(HasSubstr("2026-03-01 itibarıyla"), HasSubstr("numarataj"),
                                 HasSubstr("mart.gpkg"), testing::Not(HasSubstr("csbm"))));
  const Ended inspected = town.run({"inspect", file.string()});
  EXPECT_THAT(inspected.said(), AllOf(HasSubstr("numarataj"), HasSubstr("bagimsiz_bolum"),
                                      HasSubstr(std::to_string(doors))));

  const Ended early = town.run({"as-of", "2020-01-01"});
  EXPECT_EQ(early.code, 2);
  EXPECT_THAT(early.error, HasSubstr("yayımlanmış bir çalışma yok"));
  const Ended wrong = town.run({"as-of", "dün"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.error, HasSubstr("dün bir gün değil"));
}

}  // namespace
}  // namespace uavt::night::test
