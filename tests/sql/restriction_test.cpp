// What a model keeps back is nowhere but with the unit: restricted columns are empty and restricted
// rows, with all that hangs on them, are not there – in the shared views, in any past day, in the feed
// and in what follows it, whatever the nights do and whenever the model changes.
#include "keeping.hpp"
#include "plans.hpp"
#include "sharing.hpp"
#include "sync/restrictions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace uavt::sql::test {
namespace {

using sync::Layer;
using testing::HasSubstr;
using testing::Not;

class Restriction : public Sharing {
 protected:
  ~Restriction() override {
    if (followed_) drop_member(database, "uavtsync_okur");
  }
  void keep(const Keeping& keeping) { opened.migrate(srid, keeping.model(), district); }
  Consumer consumer(const std::string& name) {
    followed_ = true;
    return {database, name};
  }
  /// All that other units can ask for, as one text.
  [[nodiscard]] std::string everything_shared() const {
    std::string all;
    Lines sources = lines(database.conninfo(),
                          "SELECT c.oid::regclass FROM pg_class AS c WHERE relkind = 'v' AND "
                          "relnamespace::regnamespace::text IN ('paylasim', 'tucbs')");
    for (const char* view : {"adres", "bina", "csbm", "mahalle", "parsel"}) {
      for (const std::string& moment :
           lines(database.conninfo(), "SELECT quote_literal(baslangic) FROM uavtsync.calisma")) {
        sources.push_back("paylasim." + std::string(view) + "_tarihte(" + moment + ")");
      }
    }
    sources.insert(sources.end(), {"paylasim.degisiklikler(0, 1000000)",
                                   "paylasim.degisiklikler_toplu(0, paylasim.son_sira())"});
    for (const std::string& source : sources) {
      for (const std::string& line :
           lines(database.conninfo(), "SELECT t::text FROM " + source + " AS t")) {
        all += line + '\n';
      }
    }
    return all;
  }
  /// What is hidden, as it was kept up night by night and as the history says; merged alike.
  void expect_hidden_rows_right() const {
    const auto digest = [](const std::string& from) {
      return "SELECT md5(string_agg(katman || ' ' || tucbs_no || ' ' || a, E'\\n' ORDER BY katman, "
             "tucbs_no)) FROM (SELECT katman, tucbs_no, range_agg(aralik)::text AS a FROM " +
             from + " AS g GROUP BY 1, 2) AS t";
    };
    EXPECT_EQ(database.value(digest("(SELECT katman::text COLLATE \"default\" AS katman, tucbs_no, "
                                    "tstzrange(baslangic, bitis) AS aralik FROM uavtsync.gizli)")),
              database.value(digest("uavtsync.gizlenecek(" + std::to_string(district) +
                                    ", NULL)")));
  }

 private:
  bool followed_ = false;
};

/// A mahalle with a street, two buildings with a door each that has a unit, and a side door.
sync::Plan quarter() {
  sync::Plan plan;
  const auto row = [&](Layer layer, std::int64_t number,
                       const std::vector<std::pair<const char*, std::string>>& values) {
    sync::LayerPlan& into = plan.layers[index(layer)];
    const std::size_t at = add(into, layer, number);
    for (const auto& [name, value] : values) {
      const std::size_t a = sync::position(layer, name);
      if (into.after.table.type().attributes[a].role == sync::Role::reference) {
        into.after.table.columns[a].integers[at] = std::stoll(value);
      } else {
        set(into, at, name, value);
      }
    }
  };
  row(Layer::neighbourhood, 1, {{"ad", "Kışla"}, {"mahalle_kodu", "41"}, {"tur", "mahalle"}});
  row(Layer::street, 1,
      {{"ad", "221"}, {"tip", "sokak"}, {"yol_kimlik_no", "77001"}, {"mahalle_tucbs_no", "1"}});
  row(Layer::building, 1, {{"ad", "KANARYA"}, {"kullanim", "Askerî"}, {"yapi_kimlik_no", "90001"}});
  row(Layer::building, 2, {{"ad", "KANARYA"}, {"kullanim", "konut"}, {"yapi_kimlik_no", "90002"}});
  for (int door = 1; door <= 2; ++door) {
    row(Layer::door, door,
        {{"kapi_no", std::to_string(door)}, {"bina_kodu", "8000" + std::to_string(door)},
         {"csbm_tucbs_no", "1"}, {"bina_tucbs_no", std::to_string(door)}});
    row(Layer::unit, door, {{"adres_no", "100000000" + std::to_string(door)},
                            {"ic_kapi_no", "1"}, {"numarataj_tucbs_no", std::to_string(door)}});
  }
  row(Layer::door, 3, {{"kapi_no", "1/Y"}, {"csbm_tucbs_no", "1"},
                       {"ana_numarataj_tucbs_no", "1"}});
  return plan;
}

TEST_F(Restriction, AColumnIsEmptyForEverybodyElse) {
  keep(Keeping().column(Layer::building, "ad").column(Layer::street, "yol_kimlik_no"));
  night(opened, district, quarter());
  EXPECT_EQ(database.number("SELECT count(*) FROM adres.bina WHERE ad = 'KANARYA'"), 2);
  const std::string shared = everything_shared();
  EXPECT_THAT(shared, HasSubstr("90001"));
  EXPECT_THAT(shared, Not(HasSubstr("KANARYA")));
  EXPECT_THAT(shared, Not(HasSubstr("77001")));
  EXPECT_EQ(database.value("SELECT count(*) || ' ' || count(ad) || ' ' || count(kullanim) FROM "
                           "paylasim.bina"),
            "2 0 2");
  // The place stands in its own file: neither type nor order changed.
  EXPECT_EQ(database.value("SELECT string_agg(format_type(atttypid, atttypmod), ',' ORDER BY attnum) "
                           "FROM pg_attribute WHERE attrelid = 'uavtsync.bina_acik'::regclass"),
            database.value("SELECT string_agg(format_type(atttypid, atttypmod), ',' ORDER BY attnum) "
                           "FROM pg_attribute WHERE attrelid = 'adres.bina'::regclass AND "
                           "attnum > 0 AND NOT attisdropped"));
  // Another district's is another matter.
  night(opened, district + 1, quarter());
  EXPECT_EQ(database.number("SELECT count(ad) FROM paylasim.bina"), 2);
}

TEST_F(Restriction, ARowTakesAlongWhatHangsOnIt) {
  night(opened, district, quarter());
  keep(Keeping().rows(Layer::building, "kullanim", {"ASKERÎ"}));
  EXPECT_EQ(database.value("SELECT string_agg(katman || tucbs_no, ' ' ORDER BY katman, tucbs_no) "
                           "FROM uavtsync.gizli"),
            "bagimsiz_bolum1 bina1 numarataj1 numarataj3");
  EXPECT_EQ(lines(database.conninfo(), "SELECT adres_no FROM paylasim.adres"),
            Lines{"1000000002"});
  EXPECT_EQ(database.value("SELECT bina_tucbs_no || ' ' || kapi_sayisi || ' ' || adres_sayisi FROM "
                           "paylasim.bina"),
            "2 1 1");
  EXPECT_EQ(database.value("SELECT kapi_sayisi FROM paylasim.csbm"), "1");
  for (const char* kept_back : {"90001", "80001", "1000000001", "1/Y"}) {
    EXPECT_THAT(everything_shared(), Not(HasSubstr(kept_back))) << kept_back;
  }
  expect_hidden_rows_right();
  EXPECT_EQ(database.number("SELECT count(*) FROM adres.numarataj"), 3);

  keep(Keeping().rows(Layer::neighbourhood, "mahalle_kodu", {"41"}));
  EXPECT_EQ(database.number("SELECT (SELECT count(*) FROM paylasim.mahalle) + (SELECT count(*) FROM "
                            "paylasim.csbm) + (SELECT count(*) FROM paylasim.adres)"),
            0);
  keep(Keeping());
  EXPECT_EQ(database.number("SELECT count(*) FROM uavtsync.gizli"), 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM paylasim.adres"), 3);
}

TEST_F(Restriction, OthersSeeARowComeAndGoWithItsValue) {
  keep(Keeping().rows(Layer::building, "kullanim", {"askerî"}));
  night(opened, district, quarter());
  const Consumer faithful = consumer("izleyen");
  std::mt19937_64 random(1);
  faithful.follow_all(random, 3);
  ASSERT_EQ(faithful.difference(), "");
  const auto told = [&](std::int64_t run) {
    return database.value(
        "SELECT string_agg(islem || ' ' || katman || tucbs_no, ', ' ORDER BY sira) FROM "
        "paylasim.degisiklikler(0, 1000) WHERE calisma_no = " + std::to_string(run));
  };
  const auto becomes = [&](const char* use) {
    sync::Plan plan;
    sync::LayerPlan& buildings = plan.layers[index(Layer::building)];
    const std::size_t row = add(buildings, Layer::building, 1, 0);
    set(buildings, row, "kullanim", use);
    set(buildings, row, "yapi_kimlik_no", "90001");
    return night(opened, district, plan);
  };
  const std::int64_t opens = becomes("konut"), changes = becomes("işyeri"),
                     closes = becomes("ASKERÎ"), hidden = becomes("Askerî");
  EXPECT_EQ(told(opens), "ekleme bina1, ekleme numarataj1, ekleme numarataj3, ekleme "
                         "bagimsiz_bolum1");
  EXPECT_EQ(told(changes), "degisiklik bina1");
  EXPECT_EQ(told(closes), "silme bagimsiz_bolum1, silme numarataj3, silme numarataj1, silme bina1");
  EXPECT_EQ(told(hidden), "∅");
  faithful.follow_all(random, 3);
  EXPECT_EQ(faithful.difference(), "");
  expect_hidden_rows_right();
  // Nothing of what it is now, all of what it was while it could be seen.
  EXPECT_THAT(everything_shared(), testing::AllOf(HasSubstr("işyeri"), Not(HasSubstr("sker"))));
  EXPECT_EQ(database.value("SELECT count(*) = max(sira) AND max(sira) = paylasim.son_sira() FROM "
                           "paylasim.degisiklikler(0, 1000)"),
            "t");
}

TEST_F(Restriction, FollowersHaveWhatOthersMaySeeWhateverTheNightsDo) {
  constexpr std::uint64_t seed = 4711;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  Planner planner(seed);
  const auto some = [&] {
    Keeping keeping;
    if (random() % 2 == 0) keeping.column(Layer::building, "site_adi");
    if (random() % 2 == 0) keeping.column(Layer::door, "tip").column(Layer::parcel, "tapu_alan_m2");
    if (random() % 2 == 0) keeping.rows(Layer::neighbourhood, "tur", {"mezra"});
    if (random() % 2 == 0) keeping.rows(Layer::street, "yol_kimlik_no", {"2039"});
    if (random() % 2 == 0) keeping.rows(Layer::parcel, "durum", {"pasif"});
    if (random() % 4 != 0) keeping.rows(Layer::building, "durum", {"yikilmis", "kullanimda"});
    if (random() % 2 == 0) keeping.rows(Layer::unit, "bina_no", {"-1"});
    return keeping;
  };
  keep(some());
  const Consumer faithful = consumer("her_gece"), killed = consumer("kesilen"),
                 pausing = consumer("arada_bir");
  std::vector<std::pair<std::string, std::string>> past;
  const auto seen = [](const std::string& ending) {
    std::string query;
    for (const char* view : {"adres", "bina", "csbm", "mahalle", "parsel"}) {
      query += (query.empty() ? "" : " UNION ALL ") + std::string("SELECT t::text AS t FROM ") +
               "paylasim." + view + ending + " AS t";
    }
    return "SELECT md5(string_agg(t, E'\\n' ORDER BY t)) FROM (" + query + ") AS alle";
  };
  long hidden = 0;
  for (int each = 0; each < 16; ++each) {
    SCOPED_TRACE(each);
    if (each % 5 == 4) {
      keep(some());
      past.clear();
    }
    const std::int64_t run = night(opened, district, planner.night(9));
    faithful.follow_all(random, 40);
    ASSERT_EQ(faithful.difference(), "");
    killed.follow_and_die(1 + static_cast<long>(random() % 60));
    killed.follow(1 + static_cast<long>(random() % 60));
    if (each % 3 == 2) {
      pausing.catch_up();
      ASSERT_EQ(pausing.difference(), "");
    }
    expect_hidden_rows_right();
    hidden += database.number("SELECT count(*) FROM uavtsync.gizli");
    EXPECT_EQ(database.value("SELECT bool_and((onceki IS NULL) = (islem = 'ekleme') AND "
                             "(sonraki IS NULL) = (islem = 'silme')) AND count(*) = max(sira) - "
                             "min(sira) + 1 AND max(sira) = paylasim.son_sira() FROM "
                             "paylasim.degisiklikler(0, 1000000)"),
              "t");
    past.emplace_back(database.value("SELECT quote_literal(baslangic) FROM uavtsync.calisma WHERE "
                                     "no = " + std::to_string(run)),
                      database.value(seen("")));
    for (const auto& [moment, digest] : past) {
      ASSERT_EQ(database.value(seen("_tarihte(" + moment + ")")), digest) << moment;
    }
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(hidden, 100);
  killed.follow_all(random, 500);
  EXPECT_EQ(killed.difference(), "");
  const Consumer late = consumer("gec_gelen"), at_once = consumer("toptan_gelen");
  late.follow_all(random, 300);
  EXPECT_EQ(late.difference(), "");
  at_once.catch_up();
  EXPECT_EQ(at_once.difference(), "");
}

TEST_F(Restriction, AnotherModelBeginsTheFeedAnew) {
  night(opened, district, quarter());
  const std::string end = database.value("SELECT paylasim.son_sira()");
  const Consumer faithful = consumer("izleyen");
  std::mt19937_64 random(2);
  faithful.follow_all(random, 4);
  keep(Keeping().column(Layer::building, "ad"));
  Connection asking(database.conninfo());
  EXPECT_EQ(state_of(asking, "SELECT * FROM paylasim.degisiklikler(" + end + ")"), "55000");
  EXPECT_EQ(state_of(asking, "SELECT * FROM paylasim.degisiklikler_toplu(1, paylasim.son_sira())"),
            "55000");
  EXPECT_EQ(state_of(asking, "SELECT * FROM paylasim.degisiklikler(0)"), "");
  EXPECT_EQ(database.value("SELECT min(sira) - " + end + " || ' ' || string_agg(DISTINCT islem, ',') "
                           "|| ' ' || count(*) || ' ' || count(*) FILTER (WHERE calisma_sonu) FROM "
                           "paylasim.degisiklikler(0)"),
            "1 ekleme " + end + " 1");
  EXPECT_THAT(everything_shared(), Not(HasSubstr("KANARYA")));
  faithful.follow_all(random, 4);
  EXPECT_EQ(faithful.difference(), "");
  // The same model again changes nothing, for anybody.
  const std::string before = database.value("SELECT xmin || ' ' || son FROM uavtsync.akis_sayaci");
  keep(Keeping().column(Layer::building, "ad"));
  EXPECT_EQ(database.value("SELECT xmin || ' ' || son FROM uavtsync.akis_sayaci"), before);
  // Everything restricted: nothing to copy, and a copy of nothing goes on.
  keep(Keeping().rows(Layer::neighbourhood, "mahalle_kodu", {"41"})
           .rows(Layer::building, "durum", {"kullanimda"})
           .rows(Layer::building, "kullanim", {"askerî", "konut"}));
  faithful.follow_all(random, 4);
  EXPECT_EQ(faithful.difference(), "");
  EXPECT_EQ(database.number("SELECT count(*) FROM paylasim.degisiklikler(0)"), 0);
  keep(Keeping());
  faithful.follow_all(random, 4);
  EXPECT_EQ(faithful.difference(), "");
  EXPECT_THAT(everything_shared(), HasSubstr("KANARYA"));
  EXPECT_TRUE(opened.restricted_as(district, sync::restrictions_of(Keeping().model())));
  EXPECT_FALSE(opened.restricted_as(
      district, sync::restrictions_of(Keeping().column(Layer::building, "ad").model())));
}

TEST_F(Restriction, NothingRestrictedCostsNothing) {
  night(opened, district, quarter());
  database.run("SET enable_seqscan = off; ANALYZE");
  const auto plan_of = [&](const std::string& query) {
    std::string text;
    Connection connection(database.conninfo());
    pqxx::nontransaction work(connection);
    work.exec("SET enable_seqscan = off");
    for (const auto& row : work.exec("EXPLAIN (COSTS OFF) " + query)) {
      text += std::string(row[0].c_str()) + '\n';
    }
    return text;
  };
  const std::string key = "SELECT * FROM paylasim.adres WHERE adres_no = 1000000002";
  const std::string box =
      "SELECT * FROM paylasim.adres WHERE geometri && ST_MakeEnvelope(0, 0, 1, 1, 5254)";
  for (const bool restricted : {false, true}) {
    if (restricted) {
      keep(Keeping().column(Layer::building, "ad").rows(Layer::building, "kullanim", {"askerî"}));
    }
    SCOPED_TRACE(restricted);
    EXPECT_THAT(plan_of(key), testing::AllOf(HasSubstr("bagimsiz_bolum_adres_no_key"),
                                             Not(HasSubstr("Subquery Scan"))));
    EXPECT_THAT(plan_of(box), testing::AllOf(HasSubstr("numarataj_geometri_idx"),
                                             Not(HasSubstr("Subquery Scan"))));
    EXPECT_EQ(plan_of(key).find("gizli") != std::string::npos, restricted);
  }
}

}  // namespace
}  // namespace uavt::sql::test
