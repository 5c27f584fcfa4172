// Waivers in the database: who may give one, what it may say, and what the night asks of closed
// findings.
#include "cluster.hpp"
#include "town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace uavt::sql::test {
namespace {

using testing::HasSubstr;
using testing::Pair;
using testing::UnorderedElementsAre;

StoredFinding finding(const std::string& fingerprint, std::int64_t first_run) {
  StoredFinding stored;
  stored.fingerprint = fingerprint;
  stored.rule = "KEY-01";
  stored.severity = "error";
  stored.mahalle_kodu = 10123;
  stored.point = geo::Point{500000, 4000000};
  stored.first_run = first_run;
  stored.content_digest = "1";
  stored.json = "{}";
  return stored;
}

sync::Waiver waiver(const std::string& fingerprint, const std::string& reason = "neden") {
  sync::Waiver made;
  made.fingerprint = fingerprint;
  made.reason = reason;
  made.person = "Ayşe";
  return made;
}

class Waivers : public testing::Test {
 protected:
  Waivers() : opened_(database_.conninfo()) {
    opened_.migrate(srid);
    opened_.lock(district);
    today_ = database_.number("SELECT (now() AT TIME ZONE 'UTC')::date - date '1970-01-01'");
  }

  std::int64_t findings_night(std::vector<StoredFinding> written,
                              std::vector<std::string> fixed = {}) {
    sync::Plan plan;
    plan.findings_fixed = std::move(fixed);
    return night(opened_, district, plan, {"{}", "", 0, std::move(written)});
  }

  std::int64_t given(sync::Waiver made, std::int64_t days = 30) {
    made.until = today_ + days;
    return opened_.add_waiver(district, made);
  }

  std::string refusal(const sync::Waiver& made, std::int64_t days = 30) {
    try {
      given(made, days);
    } catch (const DatabaseError& error) {
      return error.what();
    }
    return "";
  }

  TestDatabase database_{Content::schema};
  Database opened_;
  std::int64_t today_ = 0;
};

TEST_F(Waivers, AreKeptAndTakenBack) {
  // Text from people is a value, whatever it looks like.
  const std::string reason = "'); DROP TABLE kalite.muafiyet; -- \\ $1 ${srid} \"ç\" 😀";
  const std::int64_t first = given(waiver("abc123", reason));
  sync::Waiver rule = waiver("");
  rule.rule = sync::Rule::key_01;
  rule.mahalle_kodu = 10123;
  rule.person = "";
  const std::int64_t second = given(rule);
  auto all = opened_.waivers(district);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].waiver.id, first);
  EXPECT_EQ(all[0].waiver.fingerprint, "abc123");
  EXPECT_EQ(all[0].waiver.reason, reason);
  EXPECT_EQ(all[0].waiver.until, today_ + 30);
  EXPECT_EQ(all[0].waiver.scope(), "finding");
  EXPECT_GE(all[0].waiver.created, today_);  // in Türkiye the day begins earlier
  EXPECT_LE(all[0].waiver.created, today_ + 1);
  EXPECT_EQ(all[1].waiver.rule, sync::Rule::key_01);
  EXPECT_EQ(all[1].waiver.mahalle_kodu, 10123);
  EXPECT_EQ(all[1].waiver.person, database_.value("SELECT session_user"));
  EXPECT_EQ(opened_.load(district).waivers.size(), 2U);
  EXPECT_TRUE(opened_.waivers(district + 1).empty());

  EXPECT_FALSE(opened_.withdraw_waiver(district + 1, first, "Ali"));
  EXPECT_TRUE(opened_.withdraw_waiver(district, first, "Ali"));
  EXPECT_FALSE(opened_.withdraw_waiver(district, first, "Veli")) << "once is enough";
  EXPECT_EQ(database_.value("SELECT geri_alan FROM kalite.muafiyet WHERE geri_alma IS NOT NULL"),
            "Ali");
  all = opened_.waivers(district);
  EXPECT_TRUE(all[0].waiver.withdrawn.has_value());
  ASSERT_EQ(opened_.load(district).waivers.size(), 1U);
  EXPECT_EQ(opened_.load(district).waivers[0].id, second);
}

TEST_F(Waivers, TheTableKnowsWhatAWaiverIs) {
  EXPECT_THAT(refusal(waiver("abc", "  ")), HasSubstr("muafiyet_gerekce_check"));
  EXPECT_THAT(refusal(waiver("xyz")), HasSubstr("muafiyet_parmak_izi_check"));
  EXPECT_THAT(refusal(waiver("abc"), -3), HasSubstr("muafiyet_bitis_check"));
  EXPECT_THAT(refusal(waiver("abc"), 366 * 5 + 3), HasSubstr("muafiyet_bitis_check"));
  sync::Waiver both = waiver("abc");
  both.rule = sync::Rule::key_01;
  EXPECT_THAT(refusal(both), HasSubstr("muafiyet_kapsam_check"));
  EXPECT_EQ(refusal(waiver("abc"), 0), "");
}

// A waiver of a rule that a later version dropped must not stop the night.
TEST_F(Waivers, OfAnUnknownRuleCoverNothing) {
  static_cast<void>(database_.value(
      "INSERT INTO kalite.muafiyet (ilce_kodu, kural, mahalle_kodu, gerekce, bitis) VALUES (" +
      std::to_string(district) + ", 'XYZ-99', 10123, 'elle', current_date + 3) RETURNING id"));
  const sync::Stored stored = opened_.load(district);
  ASSERT_EQ(stored.waivers.size(), 1U);
  EXPECT_EQ(stored.waivers[0].rule, std::nullopt);
}

TEST_F(Waivers, AWaivedFindingIsNotOpenAndComesBackAsItWas) {
  const std::int64_t id = given(waiver("abc123"));
  StoredFinding waived = finding("abc123", 1);
  waived.waiver = id;
  findings_night({waived, finding("abd456", 1)});
  EXPECT_EQ(database_.value("SELECT string_agg(parmak_izi, ' ') FROM kalite.acik_bulgu"), "abd456");
  const sync::Stored stored = opened_.load(district);
  ASSERT_EQ(stored.findings.size(), 2U);
  EXPECT_EQ(stored.findings[0].waiver, id);
  EXPECT_EQ(stored.findings[0].severity, sync::Severity::error);
  EXPECT_EQ(stored.findings[0].mahalle_kodu, 10123);
  ASSERT_TRUE(stored.findings[0].point.has_value());
  EXPECT_EQ(stored.findings[0].point->x, 500000);
  EXPECT_EQ(stored.findings[1].waiver, 0);
  EXPECT_EQ(opened_.waivers(district).at(0).findings, 1U);
  EXPECT_EQ(opened_.findings_in(district, sync::Rule::key_01, 10123), 2U);
  EXPECT_EQ(opened_.findings_in(district, sync::Rule::key_04, 10123), 0U);
  EXPECT_THAT(opened_.findings_beginning(district, "ab", 9), testing::ElementsAre("abc123", "abd456"));
  EXPECT_THAT(opened_.findings_beginning(district, "abc", 9), testing::ElementsAre("abc123"));
  EXPECT_TRUE(opened_.findings_beginning(district, "%", 9).empty());
  EXPECT_EQ(opened_.findings_beginning(district, "", 1).size(), 1U);
}

TEST_F(Waivers, ClosedFindingsAreAskedByFingerprint) {
  EXPECT_EQ(opened_.last_published(district), 0);
  const std::int64_t one = findings_night({finding("aa", 1), finding("bb", 1)});
  const std::int64_t two = findings_night({}, {"aa"});
  const std::int64_t three = findings_night({finding("aa", one)});
  findings_night({}, {"aa"});
  EXPECT_LT(two, three);
  EXPECT_EQ(opened_.last_published(district), three + 1);
  const std::vector<std::string> asked = {"aa", "bb", "cc", "' OR true --"};
  EXPECT_THAT(opened_.closed_findings(district, asked), UnorderedElementsAre(Pair("aa", one)));
  EXPECT_TRUE(opened_.closed_findings(district + 1, asked).empty());
  EXPECT_TRUE(opened_.closed_findings(district, {}).empty());
}

// After years most findings are closed ones: asking for a few of them must not read them all.
TEST_F(Waivers, AskingForAFewReadsTheIndex) {
  static_cast<void>(database_.value(
      "WITH filled AS (INSERT INTO kalite.bulgu (ilce_kodu, parmak_izi, kural, onem, ilk_calisma, "
      "baslangic_calisma, bitis_calisma, icerik, icerik_ozeti) SELECT " +
      std::to_string(district) +
      ", md5(i::text), 'KEY-01', 'error', 1, 1, 2, '{}', '1' FROM generate_series(1, 50000) AS i "
      "RETURNING 1) SELECT count(*) FROM filled"));
  database_.run("ANALYZE kalite.bulgu");
  const std::string plan = database_.value(
      "EXPLAIN (FORMAT JSON) SELECT b.parmak_izi, min(b.ilk_calisma) "
      "FROM unnest(ARRAY['a', 'b']) AS n (parmak_izi) JOIN kalite.bulgu AS b ON b.ilce_kodu = " +
      std::to_string(district) +
      " AND b.parmak_izi = n.parmak_izi AND b.bitis_calisma IS NOT NULL GROUP BY b.parmak_izi");
  EXPECT_THAT(plan, HasSubstr("bulgu_kapanmis_idx"));
}

TEST_F(Waivers, TheUnitDecidesAndRewritesNothing) {
  database_.run(
      "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'uavtsync_cbs') THEN "
      "CREATE ROLE uavtsync_cbs; END IF; END $$");
  opened_.migrate(srid);
  const auto may = [&](const std::string& right, const std::string& column) {
    return database_.value("SELECT has_column_privilege('uavtsync_cbs', 'kalite.muafiyet', '" +
                           column + "', '" + right + "')");
  };
  EXPECT_EQ(may("INSERT", "gerekce"), "t");
  EXPECT_EQ(may("UPDATE", "geri_alma"), "t");
  EXPECT_EQ(may("UPDATE", "gerekce"), "f");
  EXPECT_EQ(may("INSERT", "kaydeden"), "f");
  EXPECT_EQ(database_.value("SELECT has_table_privilege('uavtsync_cbs', 'kalite.muafiyet', "
                            "'DELETE')"),
            "f");
  static_cast<void>(database_.value(
      "SET ROLE uavtsync_cbs; INSERT INTO kalite.muafiyet (ilce_kodu, kural, mahalle_kodu, gerekce, "
      "bitis) VALUES (" +
      std::to_string(district) + ", 'KEY-01', 10123, 'QGIS', current_date + 3) RETURNING id"));
  EXPECT_EQ(opened_.waivers(district).size(), 1U);
}

}  // namespace
}  // namespace uavt::sql::test
