// Rulings in the database: kept as they were given, in force until they end, written by the unit's
// role and changed by nobody.
#include "cluster.hpp"
#include "town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace uavt::sql::test {
namespace {

using testing::HasSubstr;

sync::Ruling decision(std::int64_t number) {
  sync::Ruling ruling;
  ruling.form = sync::RulingForm::group;
  ruling.layer = sync::Layer::street;
  ruling.tucbs_no = number;
  ruling.group = 1;
  ruling.take = sync::RulingTake::municipal;
  ruling.national = sync::Said{{"Gül", std::nullopt, "'); DROP TABLE x; -- {\"}"}, {}};
  ruling.municipal = sync::Said{{"", std::nullopt, std::nullopt}, std::string("\0\1\xff", 3)};
  ruling.person = "Ayşe";
  ruling.reason = "tabelada böyle yazıyor";
  ruling.fingerprint = "abc123";
  return ruling;
}

sync::Ruling refused_row() {
  sync::Ruling ruling;
  ruling.form = sync::RulingForm::insert;
  ruling.origin = sync::RulingOrigin::reject;
  ruling.layer = sync::Layer::door;
  ruling.reg = sync::Register::cbs;
  ruling.municipal = sync::Said{{"1", "5"}, {}};
  ruling.reason = "yanlış teslim";
  ruling.about = 7;
  return ruling;
}

/// Everything but what the server fills in.
bool alike(const sync::Ruling& a, const sync::Ruling& b) {
  return a.form == b.form && a.origin == b.origin && a.layer == b.layer &&
         a.tucbs_no == b.tucbs_no && a.reg == b.reg && a.group == b.group && a.take == b.take &&
         a.national == b.national && a.municipal == b.municipal && a.reason == b.reason &&
         a.about == b.about && a.fingerprint == b.fingerprint;
}

class Rulings : public testing::Test {
 protected:
  Rulings() : opened_(database_.conninfo()) {
    opened_.migrate(srid);
    opened_.lock(district);
  }

  TestDatabase database_{Content::schema};
  Database opened_;
};

TEST_F(Rulings, ComeBackAsTheyWereGiven) {
  const std::int64_t id = opened_.add_ruling(district, decision(5));
  const sync::Stored stored = opened_.load(district);
  ASSERT_EQ(stored.rulings.size(), 1U);
  EXPECT_EQ(stored.rulings[0].id, id);
  EXPECT_EQ(stored.rulings[0].person, "Ayşe");
  EXPECT_TRUE(alike(stored.rulings[0], decision(5)));
  EXPECT_TRUE(opened_.load(district + 1).rulings.empty());
}

TEST_F(Rulings, EndInTheNightAndAreListedStill) {
  const std::int64_t first = opened_.add_ruling(district, decision(5));
  const std::int64_t second = opened_.add_ruling(district, decision(6));
  sync::Plan plan;
  plan.rulings_ended = {first};
  plan.rulings_made = {refused_row()};
  const std::int64_t run = night(opened_, district, plan, {"{}", "", 0, {}});
  const sync::Stored stored = opened_.load(district);
  ASSERT_EQ(stored.rulings.size(), 2U);
  EXPECT_EQ(stored.rulings[0].id, second);
  EXPECT_TRUE(alike(stored.rulings[1], refused_row()));
  EXPECT_FALSE(stored.rulings[1].person.empty()) << "who ran it";
  EXPECT_EQ(opened_.rulings(district)[0].ended_run, run);
  EXPECT_FALSE(opened_.withdraw_ruling(district, first, "Ali")) << "it is over already";
  EXPECT_TRUE(opened_.withdraw_ruling(district, second, "Ali"));
  EXPECT_FALSE(opened_.withdraw_ruling(district, second, "Ali"));
  EXPECT_EQ(opened_.rulings(district)[1].withdrawn_by, "Ali");
  const sync::Stored after = opened_.load(district);
  ASSERT_EQ(after.rulings.size(), 2U) << "the next run ends what was withdrawn";
  EXPECT_TRUE(after.rulings[0].withdrawn);
  EXPECT_FALSE(after.rulings[1].withdrawn);
}

TEST_F(Rulings, ANightThatEndsWhatIsNotInForceIsRolledBack) {
  sync::Plan plan;
  plan.rulings_ended = {42};
  EXPECT_THROW(night(opened_, district, plan, {"{}", "", 0, {}}), DatabaseError);
}

TEST_F(Rulings, NeedAReason) {
  sync::Ruling silent = decision(5);
  silent.reason = " ";
  try {
    opened_.add_ruling(district, silent);
    FAIL();
  } catch (const DatabaseError& error) {
    EXPECT_THAT(error.what(), HasSubstr("karar_gerekce_check"));
  }
}

TEST_F(Rulings, TheUnitDecidesAndRewritesNothing) {
  database_.run(
      "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'uavtsync_cbs') THEN "
      "CREATE ROLE uavtsync_cbs; END IF; END $$");
  opened_.migrate(srid);
  const auto may = [&](const std::string& right, const std::string& column) {
    return database_.value("SELECT has_column_privilege('uavtsync_cbs', 'uavtsync.karar', '" +
                           column + "', '" + right + "')");
  };
  EXPECT_EQ(may("INSERT", "gerekce"), "t");
  EXPECT_EQ(may("UPDATE", "geri_alma"), "t");
  EXPECT_EQ(may("UPDATE", "alinan"), "f");
  EXPECT_EQ(may("UPDATE", "biten_calisma"), "f");
  EXPECT_EQ(may("INSERT", "kaydeden"), "f");
  EXPECT_EQ(database_.value("SELECT has_table_privilege('uavtsync_cbs', 'uavtsync.karar', "
                            "'DELETE')"),
            "f");
  database_.run(
      "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'birim_uyesi') "
      "THEN CREATE ROLE birim_uyesi LOGIN IN ROLE uavtsync_cbs; END IF; END $$");
  Database unit(database_.conninfo() + " options='-c role=birim_uyesi'");
  EXPECT_GT(unit.add_ruling(district, decision(5)), 0);
  EXPECT_EQ(opened_.load(district).rulings.size(), 1U);
}

}  // namespace
}  // namespace uavt::sql::test
