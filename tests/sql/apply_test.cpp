#include "cluster.hpp"
#include "sql/connection.hpp"
#include "town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace uavt::sql::test {
namespace {

using sync::Layer;
using testing::AllOf;
using testing::HasSubstr;

class Apply : public testing::Test {
 protected:
  Apply() : opened_(database_.conninfo()) {
    opened_.migrate(srid);
    opened_.lock(district);
  }

  std::string failure(const sync::Plan& plan) {
    try {
      night(opened_, district, plan);
    } catch (const DatabaseError& error) {
      return error.what();
    }
    return "no DatabaseError";
  }

  TestDatabase database_{Content::schema};
  Database opened_;
};

TEST_F(Apply, UpdateKeepsTheOldVersionInHistory) {
  const std::int64_t first = night(opened_, district, streets(2));
  sync::Plan plan;
  sync::LayerPlan& layer = plan.layers[index(Layer::street)];
  set(layer, add(layer, Layer::street, 2, 1), "ad", "Şehit Işık");
  const std::int64_t second = night(opened_, district, plan);
  EXPECT_EQ(database_.value("SELECT ad || ' ' || surum_no || ' ' || calisma_no FROM adres.csbm "
                            "WHERE tucbs_no = 2"),
            "Şehit Işık 2 " + std::to_string(second));
  EXPECT_EQ(database_.value("SELECT ad || ' ' || surum_no || ' ' || calisma_no || ' ' || "
                            "(surum_bitis = (SELECT baslangic FROM uavtsync.calisma WHERE no = " +
                            std::to_string(second) + ")) FROM adres.csbm_gecmis"),
            "Sokak 2 1 " + std::to_string(first) + " true");
  // Bug: two runs of one second had one moment, and a version ended when it began.
  EXPECT_EQ(database_.value("SELECT surum_bitis > surum_baslangic FROM adres.csbm_gecmis"), "t");
  EXPECT_EQ(database_.value("SELECT surum_no FROM adres.csbm WHERE tucbs_no = 1"), "1");
}

TEST_F(Apply, DeleteGoesToHistory) {
  night(opened_, district, streets(3));
  sync::Plan plan;
  plan.layers[index(Layer::street)].deleted = {1, 3};
  night(opened_, district, plan);
  EXPECT_EQ(database_.value("SELECT string_agg(ad, ',') FROM adres.csbm"), "Sokak 2");
  EXPECT_EQ(database_.value("SELECT string_agg(ad, ',' ORDER BY tucbs_no) FROM adres.csbm_gecmis"),
            "Sokak 1,Sokak 3");
}

TEST_F(Apply, CodesMayTravelInOneNight) {
  night(opened_, district, streets(3));
  // 1 and 2 swap their codes, 3 leaves, and a new street takes the code of 3.
  sync::Plan plan;
  sync::LayerPlan& layer = plan.layers[index(Layer::street)];
  set(layer, add(layer, Layer::street, 1, 0), "csbm_kodu", "102");
  set(layer, add(layer, Layer::street, 2, 1), "csbm_kodu", "101");
  set(layer, add(layer, Layer::street, 4), "csbm_kodu", "103");
  layer.deleted = {3};
  night(opened_, district, plan);
  EXPECT_EQ(
      database_.value("SELECT string_agg(tucbs_no || ':' || csbm_kodu, ' ' ORDER BY tucbs_no) "
                      "FROM adres.csbm"),
      "1:102 2:101 4:103");
  EXPECT_EQ(
      database_.value("SELECT string_agg(tucbs_no || ':' || csbm_kodu, ' ' ORDER BY tucbs_no) "
                      "FROM adres.csbm_gecmis"),
      "1:101 2:102 3:103");
}

TEST_F(Apply, RollsBackWhenTheDatabaseSeesOtherCounts) {
  night(opened_, district, streets(2));
  sync::Plan plan = streets(0);
  sync::LayerPlan& layer = plan.layers[index(Layer::street)];
  add(layer, Layer::street, 3);
  add(layer, Layer::street, 9, 1);  // is not there
  EXPECT_THAT(failure(plan), AllOf(HasSubstr("csbm"), HasSubstr("updating"), HasSubstr("1 rows"),
                                   HasSubstr("saw 0"), HasSubstr("Nothing was published")));
  sync::Plan absent;
  absent.layers[index(Layer::street)].deleted = {1, 77};
  EXPECT_THAT(failure(absent), AllOf(HasSubstr("csbm"), HasSubstr("deleting"), HasSubstr("2 rows"),
                                     HasSubstr("saw 1")));
  sync::Plan miscounted = streets(0);
  add(miscounted.layers[index(Layer::street)], Layer::street, 3);
  miscounted.layers[index(Layer::street)].inserted = 2;
  EXPECT_THAT(failure(miscounted), AllOf(HasSubstr("csbm"), HasSubstr("insert")));
  sync::Plan hollow;
  hollow.layers[index(Layer::street)].inserted = 1;
  EXPECT_THAT(failure(hollow), HasSubstr("csbm"));
  sync::Plan unknown_finding;
  unknown_finding.findings_fixed = {"yok"};
  EXPECT_THAT(failure(unknown_finding), HasSubstr("findings"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM adres.csbm"), "2");
  EXPECT_EQ(database_.value("SELECT count(*) FROM adres.csbm_gecmis"), "0");
}

TEST_F(Apply, ReferencesAreCheckedBeforeTheCommit) {
  sync::Plan plan;
  sync::LayerPlan& doors = plan.layers[index(Layer::door)];
  set(doors, add(doors, Layer::door, 1), "csbm_tucbs_no", "5");
  EXPECT_THAT(failure(plan), HasSubstr("numarataj_csbm_tucbs_no_fkey"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM adres.numarataj"), "0");
  // Order does not matter: a door may come with a street, or outlive it by a changed reference.
  sync::LayerPlan& streets_plan = plan.layers[index(Layer::street)];
  add(streets_plan, Layer::street, 5);
  night(opened_, district, plan);
  EXPECT_EQ(database_.value("SELECT csbm_tucbs_no FROM adres.numarataj"), "5");
}

TEST_F(Apply, CodesAreUniqueInADistrictOnly) {
  night(opened_, district, streets(1));
  night(opened_, district + 1, streets(1));
  sync::Plan plan;
  sync::LayerPlan& layer = plan.layers[index(Layer::street)];
  set(layer, add(layer, Layer::street, 2), "csbm_kodu", "101");
  EXPECT_THAT(failure(plan), HasSubstr("csbm_csbm_kodu_key"));
}

TEST_F(Apply, ADryRunLeavesNothing) {
  sync::Plan plan = streets(2);
  plan.sources.push_back({"csbm", "a", "b", "c", 0, 7, {20'000, "AD\tad\t\t\n"}, {}});
  plan.stale_opened.push_back({Layer::street, 1, sync::Register::cbs});
  const std::int64_t run = night(
      opened_, district, plan,
      {"{}",
       "",
       0,
       {{"iz", "KEY-01", "error", "cbs", "csbm", "101", std::nullopt, std::nullopt, 1, "d", "{}"}}},
      Ending::roll_back);
  EXPECT_EQ(database_.value("SELECT (SELECT count(*) FROM adres.csbm) + "
                            "(SELECT count(*) FROM kalite.bulgu) + "
                            "(SELECT count(*) FROM kalite.bayat) + "
                            "(SELECT count(*) FROM uavtsync.sayac) + "
                            "(SELECT count(*) FROM uavtsync.kaynak)"),
            "0");
  EXPECT_EQ(opened_.runs(district, 1).at(0).state, "calisiyor");
  opened_.end_run(run, "yayimlanmadi", 0, "{}");
  EXPECT_EQ(opened_.runs(district, 1).at(0).state, "yayimlanmadi");
}

TEST_F(Apply, RefusesARunThatIsNotOpen) {
  const std::int64_t run = night(opened_, district, streets(1));
  EXPECT_THROW(opened_.apply(district, run, nothing(), {"{}", "", 0, {}}, Ending::commit),
               DatabaseError);
  EXPECT_THROW(opened_.apply(district, run + 1, nothing(), {"{}", "", 0, {}}, Ending::commit),
               DatabaseError);
}

TEST_F(Apply, ReadersAreNeverInTheWay) {
  night(opened_, district, streets(3));
  Connection reader(database_.conninfo());
  pqxx::work reading(reader);
  // Law 6: whatever a reader holds by reading, a run does not wait for.
  for (const char* schema : {"adres", "kalite", "uavtsync"}) {
    for (const auto& row : reading.exec_params(
             "SELECT format('LOCK TABLE %I.%I IN ACCESS SHARE MODE', schemaname, tablename) "
             "FROM pg_tables WHERE schemaname = $1",
             schema)) {
      reading.exec(row[0].as<std::string>());
    }
  }
  sync::Plan plan;
  sync::LayerPlan& layer = plan.layers[index(Layer::street)];
  add(layer, Layer::street, 1, 0);
  add(layer, Layer::street, 4);
  layer.deleted = {3};
  plan.stale_opened.push_back({Layer::street, 1, sync::Register::cbs});
  bool conflicted = false;
  opened_.on_step([&](const std::string& step) {
    if (step != "before_commit") return;
    // And nothing the run holds would stop a reader.
    conflicted = database_.number(
                     "SELECT count(*) FROM pg_locks WHERE granted AND "
                     "mode = 'AccessExclusiveLock' AND locktype = 'relation' "
                     "AND relation::regclass::text ~ '^(adres|kalite|uavtsync)'") > 0;
  });
  night(opened_, district, plan);
  EXPECT_FALSE(conflicted);
  EXPECT_EQ(reading.exec("SELECT count(*) FROM adres.csbm")[0][0].as<int>(), 3);
}

TEST_F(Apply, RepeatsTheWholeTransactionAfterADeadlock) {
  int failures = 2;
  opened_.on_step([&](const std::string& step) {
    if (step == "images" && failures-- > 0) throw pqxx::deadlock_detected("deadlock detected");
  });
  night(opened_, district, streets(2));
  EXPECT_EQ(failures, -1);
  EXPECT_EQ(database_.value("SELECT count(*) FROM adres.csbm"), "2");
  int always = 0;
  opened_.on_step([&](const std::string& step) {
    if (step != "images") return;
    ++always;
    throw pqxx::serialization_failure("could not serialize access");
  });
  EXPECT_THAT(failure(nothing()), HasSubstr("could not serialize"));
  EXPECT_EQ(always, 4);
}

TEST_F(Apply, HostileTextIsOnlyText) {
  sync::Plan plan;
  sync::LayerPlan& layer = plan.layers[index(Layer::street)];
  const std::string hostile = "'; DROP TABLE adres.csbm; -- \\ \" {} $1 \t\n";
  set(layer, add(layer, Layer::street, 1), "ad", hostile);
  plan.sources.push_back({hostile, "a", hostile, "NULL", 0, sync::null_integer, {1, hostile}, {}});
  plan.images[index(Layer::street)][0].written.tucbs_no = {1};
  plan.images[index(Layer::street)][0].written.absent = {0};
  plan.images[index(Layer::street)][0].written.first = {0, 1};
  plan.images[index(Layer::street)][0].written.patches = {{2, hostile}};
  plan.images[index(Layer::street)][0].written.geometry.append_null();
  plan.images[index(Layer::street)][0].written.ids.append(hostile);
  night(opened_, district, plan,
        {"{}",
         "",
         0,
         {{hostile,
           "KEY-01",
           "error",
           "cbs",
           "csbm",
           hostile,
           {},
           geo::Point{1, 2},
           1,
           "d",
           R"({"a":"\u0000'"})"}}});
  const sync::Stored stored = opened_.load(district);
  const sync::Table& table = stored.published[index(Layer::street)].table;
  EXPECT_EQ(table.columns[sync::position(Layer::street, "ad")].texts[0], hostile);
  EXPECT_EQ(stored.sources.at(hostile).settings_digest, hostile);
  EXPECT_EQ(stored.sources.at(hostile).seen.columns, hostile);
  EXPECT_EQ(stored.images[index(Layer::street)][0].patches.at(0).value, hostile);
  EXPECT_EQ(stored.findings.at(0).fingerprint, hostile);
  EXPECT_EQ(stored.findings.at(0).json, R"({"a":"\u0000'"})");
}

TEST_F(Apply, TextThatIsNoUtf8IsRefusedWithItsPlace) {
  sync::Plan plan;
  sync::LayerPlan& layer = plan.layers[index(Layer::street)];
  set(layer, add(layer, Layer::street, 1), "ad", "\xDD\xFE");
  EXPECT_THAT(failure(plan), AllOf(HasSubstr("UTF8"), HasSubstr("COPY csbm, line 1, column ad")));
  EXPECT_EQ(database_.value("SELECT count(*) FROM adres.csbm"), "0");
}

TEST_F(Apply, CountersNeverGoDown) {
  night(opened_, district, streets(5));
  sync::Plan plan;
  plan.layers[index(Layer::street)].next_tucbs_no = 2;
  night(opened_, district, plan);
  EXPECT_EQ(opened_.load(district).next_tucbs_no[index(Layer::street)], 6);
}

}  // namespace
}  // namespace uavt::sql::test
