// Which codes lead nowhere any more: after a night of re-codings, merges, splits and demolitions,
// the view names exactly the codes that were published and are not, and what came instead; and a
// unit's own table finds its rows by it.
#include "city/edits.hpp"
#include "tests/night/town.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>
#include <sstream>
#include <string>

namespace uavt::night::test {
namespace {

/// "numarataj bina_kodu 1204553", as a published row or the view has it.
using Codes = std::set<std::string>;

constexpr std::array<std::pair<const char*, const char*>, 8> kinds{
    {{"mahalle", "mahalle_kodu"},
     {"csbm", "csbm_kodu"},
     {"bina", "yapi_kimlik_no"},
     {"bina", "yapi_kodu"},
     {"numarataj", "bina_kodu"},
     {"numarataj", "numarataj_kimlik_no"},
     {"bagimsiz_bolum", "adres_no"},
     {"parsel", "tapu_zemin_ref"}}};

Codes lines_of(const Town& town, const std::string& sql) {
  std::istringstream lines(town.database().value(
      "SELECT coalesce(string_agg(s.satir, E'\\n'), '') FROM (" + sql + ") AS s (satir)"));
  Codes codes;
  for (std::string line; std::getline(lines, line);) codes.insert(line);
  return codes;
}

Codes published(const Town& town) {
  std::string sql;
  for (const auto& [layer, code] : kinds) {
    sql += fmt::format("{}SELECT concat_ws(' ', '{}', '{}', {}) FROM adres.{} WHERE {} IS NOT NULL",
                       sql.empty() ? "" : " UNION ALL ", layer, code, code, layer, code);
  }
  return lines_of(town, sql);
}

Codes listed(const Town& town) {
  return lines_of(town,
                  "SELECT concat_ws(' ', katman, kod_turu, kod) FROM paylasim.degisen_kodlar");
}

Codes only_in(const Codes& these, const Codes& not_those) {
  Codes rest;
  std::ranges::set_difference(these, not_those, std::inserter(rest, rest.end()));
  return rest;
}

city::Edited edited(std::uint64_t seed) {
  city::Options options;
  options.seed = seed;
  options.buildings = 150;
  options.disagreements = false;
  city::Edits edits;
  edits.seed = seed;
  return city::edited(options, edits);
}

TEST(ChangedCodes, AreThoseThatWerePublishedAndAreNot) {
  const city::Edited city = edited(3);
  Town town;
  town.write(city.before);
  static_cast<void>(town.run());
  const Codes first = published(town);
  EXPECT_TRUE(listed(town).empty());
  town.write(city.after);
  static_cast<void>(town.run());
  const Codes gone = only_in(first, published(town));
  ASSERT_GT(gone.size(), 5u);
  EXPECT_EQ(listed(town), gone);
  std::map<std::string, long> by_kind;
  for (const char* state : {"degisti", "birlesme", "bolunme", "kalkti"}) {
    by_kind[state] = town.database().number(
        fmt::format("SELECT count(*) FROM paylasim.degisen_kodlar WHERE durum = '{}'", state));
  }
  EXPECT_GT(by_kind["degisti"], 0);
  EXPECT_GT(by_kind["kalkti"], 0);
  // The editor wrote down what goes on under another code.
  std::size_t followed = 0;
  for (const city::Lasting& each : city.lasting) {
    if (each.before.code == 0 || each.after.code == 0 || each.before.code == each.after.code)
      continue;
    ++followed;
    EXPECT_EQ(town.database().number(fmt::format(
                  "SELECT count(*) FROM paylasim.degisen_kodlar WHERE katman = '{}' AND kod = {} "
                  "AND {} = ANY (yeni_kodlar)",
                  each.before.layer, each.before.code, each.after.code)),
              1)
        << each.before.layer << " " << each.before.code << " → " << each.after.code;
  }
  EXPECT_GT(followed, 0u);

  // A code that comes back is no longer gone.
  town.write(city.before);
  static_cast<void>(town.run());
  EXPECT_TRUE(only_in(first, listed(town)) == first) << "nothing that is published is listed";
}

TEST(ChangedCodes, FindTheRowsOfAUnitsOwnTable) {
  const city::Edited city = edited(4);
  Town town;
  town.write(city.before);
  static_cast<void>(town.run());
  town.database().run("CREATE SCHEMA su");
  town.database().run(
      "CREATE TABLE su.abone AS SELECT row_number() OVER () AS abone_no, bina_kodu "
      "FROM adres.numarataj WHERE bina_kodu IS NOT NULL");
  // As docs/consumers.md has it.
  town.database().run(
      "CREATE VIEW su.abone_degisen AS SELECT a.*, d.durum, d.yeni_kodlar, "
      "d.calisma_no FROM su.abone AS a JOIN paylasim.degisen_kodlar AS d "
      "ON d.kod_turu = 'bina_kodu' AND d.kod = a.bina_kodu");
  EXPECT_EQ(town.database().number("SELECT count(*) FROM su.abone_degisen"), 0);
  town.write(city.after);
  static_cast<void>(town.run());
  const long lost = town.database().number(
      "SELECT count(*) FROM su.abone AS a WHERE NOT EXISTS "
      "(SELECT FROM adres.numarataj AS n WHERE n.bina_kodu = a.bina_kodu)");
  EXPECT_GT(lost, 0);
  EXPECT_EQ(town.database().number("SELECT count(*) FROM su.abone_degisen"), lost);
}

}  // namespace
}  // namespace uavt::night::test
