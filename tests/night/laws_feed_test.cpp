// Law 8 over a hundred nights as they happen – values drift, runs are taken back, mahalle wait and
// are decided about: whoever only follows the feed has the table, whoever comes late, too, and who
// was killed goes on; and every night can be asked for again (as of).
#include "app/revert_command.hpp"
#include "tests/night/drift.hpp"
#include "tests/night/law_city.hpp"
#include "tests/night/quarters.hpp"
#include "tests/sql/consumer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

namespace uavt::night::test {
namespace {

using sql::test::Consumer;

/// A digest of every layer as it is, or as it was at a moment, and of the flat addresses.
std::string digest_query(const std::string& moment = {}) {
  const std::string suffix = moment.empty() ? "" : "_tarihte('" + moment + "')";
  std::string query;
  for (const sync::Layer layer : sync::all_layers) {
    query += fmt::format("SELECT '{0}' || t::text AS t FROM adres.{0}{1} AS t UNION ALL ",
                         sync::name(layer), suffix);
  }
  return "SELECT md5(string_agg(t, E'\\n' ORDER BY t COLLATE \"C\")) FROM (" + query +
         "SELECT 'adres' || t::text FROM paylasim.adres" + suffix + " AS t) AS hepsi";
}

/// Followers of a town, and what the town held after each night.
class Followers {
 public:
  Followers(const Town& town, std::uint64_t seed) : database_(town.database()), random_(seed) {}

  ~Followers() {
    if (nightly_) sql::test::drop_member(database_, "uavtsync_okur");
  }
  Followers(const Followers&) = delete;
  Followers& operator=(const Followers&) = delete;

  void after_a_night() {
    if (!nightly_) {
      nightly_ = std::make_unique<Consumer>(database_, "her_gece");
      killed_ = std::make_unique<Consumer>(database_, "kesilen");
      seldom_ = std::make_unique<Consumer>(database_, "seyrek");
    }
    nightly_->follow_all(random_, 2000);
    EXPECT_EQ(nightly_->difference(), "");
    killed_->follow_and_die(below(400));
    killed_->follow(below(400));
    if (random_() % 5 == 0) {
      seldom_->catch_up();
      EXPECT_EQ(seldom_->difference(), "");
    }
    nights_.emplace_back(
        database_.value("SELECT baslangic FROM uavtsync.calisma ORDER BY no DESC LIMIT 1"),
        database_.value(digest_query()));
  }

  void in_the_end() {
    killed_->follow_all(random_, 1000);
    EXPECT_EQ(killed_->difference(), "");
    const Consumer late(database_, "gec"), at_once(database_, "toptan");
    late.follow_all(random_, 5000);
    EXPECT_EQ(late.difference(), "");
    at_once.catch_up();
    EXPECT_EQ(at_once.difference(), "");
    for (const auto& [moment, digest] : nights_) {
      ASSERT_EQ(database_.value(digest_query(moment)), digest) << moment;
    }
    EXPECT_EQ(database_.value("SELECT count(*) = max(sira) AND max(sira) = paylasim.son_sira() "
                              "FROM paylasim.degisiklikler(0, 100000000)"),
              "t");
  }

 private:
  long below(std::uint64_t limit) { return 1 + static_cast<long>(random_() % limit); }

  const sql::test::TestDatabase& database_;
  std::mt19937_64 random_;
  std::unique_ptr<Consumer> nightly_, killed_, seldom_;
  std::vector<std::pair<std::string, std::string>> nights_;
};

TEST(LawOfFeed, FollowersHaveTheTableWhateverIsTakenBack) {
  constexpr std::uint64_t seed = 2026;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  city::Options options;
  options.seed = seed;
  options.buildings = 60;
  const city::City first = city::generated(options);
  city::City city = first;
  Town town;
  sql::test::make_roles(town.database());
  Followers followers(town, seed);
  int taken_back = 0;
  for (int night = 0; night < 70; ++night) {
    const std::uint64_t happens = random() % 10;
    if (night > 0 && happens < 2) {
      app::RevertOptions revert;
      // One of the last two runs that changed something, the first night aside.
      revert.run = town.database().number(
          "SELECT coalesce(min(no), 4711) FROM (SELECT DISTINCT calisma_no AS no FROM "
          "uavtsync.akis WHERE calisma_no > 1 ORDER BY 1 DESC LIMIT " +
          std::to_string(1 + random() % 2) + ") AS son");
      revert.because = "yanlış teslim";
      testing::internal::CaptureStdout();
      taken_back += app::revert_command(town.settings(), revert) == 0 ? 1 : 0;
      static_cast<void>(testing::internal::GetCapturedStdout());
    } else {
      if (happens == 9) city = first;  // an old delivery again
      if (night > 0 && happens > 2) drift(city, random(), 30);
      town.write(city);
      static_cast<void>(town.run());
    }
    followers.after_a_night();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GE(taken_back, 5);
  followers.in_the_end();
}

TEST(LawOfFeed, FollowersHaveTheTableWhateverWaits) {
  constexpr std::uint64_t seed = 77;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  constexpr int mahalle = 8;
  Town town;
  town.guard();
  sql::test::make_roles(town.database());
  Followers followers(town, seed);
  long decided = 0;
  for (int night = 0; night < 30; ++night) {
    const std::string batch = town.database().value(
        night == 0 ? "SELECT ''"
                   : "SELECT no FROM uavtsync.tutulan WHERE durum = 'acik' ORDER BY no LIMIT 1");
    app::RunOptions night_of;
    if (!batch.empty() && random() % 2 == 0) {
      const auto state =
          random() % 2 == 0 ? sync::BatchState::approved : sync::BatchState::rejected;
      night_of.command = fmt::format("{} {}", sync::name(state), batch);
      night_of.decision = sync::BatchDecision{std::stol(batch), state, "Ayşe", "sayım yapıldı"};
      ++decided;
    } else {
      Quarters quarters = Quarters::of(mahalle, 20 + static_cast<int>(random() % 2));
      if (random() % 3 != 0) {
        quarters.cut_in_half(random() % 2 == 0 ? "cbs/numarataj.csv" : "uavt/numarataj.csv",
                             1 + static_cast<int>(random() % mahalle));
      }
      deliver(town, quarters);
    }
    static_cast<void>(town.run(night_of));
    followers.after_a_night();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GE(decided, 4);
  followers.in_the_end();
}

}  // namespace
}  // namespace uavt::night::test
