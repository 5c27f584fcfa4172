// The three nights of İslahiye into a real PostGIS, with every count that is known about them
// (shared/data/README.md): three dialects of one register, and nothing written that did not change.
// In the second the guard holds the mahalle from which the streets went; somebody approves it.
#include "app/run.hpp"
#include "config/loader.hpp"
#include "tests/sql/cluster.hpp"
#include "built_here.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>

namespace uavt::app {
namespace {

using sync::Layer;
using testing::ElementsAre;
using testing::Pair;

/// A run a line: of the second night's two the first is guarded, the second its approval.
constexpr std::array<const char*, 4> nights = {"2024-03", "2025-02", "2025-02", "2026-08"};
constexpr std::size_t guarded = 2, approved = 3, last = 4;
constexpr std::int64_t emptied = 179517;
enum class Reading : std::uint8_t { remembered, full };

/// A database and a memory of its own, and the reports of the nights run into them.
class District {
 public:
  explicit District(Reading reading) {
    for (std::size_t night = 0; night < nights.size(); ++night) {
      sync::Settings settings = config::load(
          fmt::format("{}/config/examples/islahiye-{}.toml", UAVT_SOURCE_DIR, nights[night]));
      settings.dsn = database_.conninfo();
      settings.run.state_dir = folder_.path() / "state";
      settings.run.report_dir = folder_.path() / "reports";
      RunOptions options;
      options.full = reading == Reading::full && night > 0;
      options.day = settings.sources.back().as_of;  // no delivery is old on its own day
      if (night + 1 == approved) {
        options.command = "approve 1";
        options.decision = sync::BatchDecision{1, sync::BatchState::approved, "Ayşe", "deprem"};
      }
      reports_.push_back(run(settings, options));
    }
  }
  /// Counted from 1, as the runs in the database are.
  [[nodiscard]] const RunReport& night(std::size_t number) const { return reports_.at(number - 1); }
  [[nodiscard]] const sql::test::TestDatabase& database() const { return database_; }

 private:
  sql::test::TemporaryFolder folder_;
  sql::test::TestDatabase database_;
  std::vector<RunReport> reports_;
};

class IslahiyeNights : public testing::Test {
 protected:
  static void SetUpTestSuite() { district = std::make_unique<District>(Reading::remembered); }
  static void TearDownTestSuite() { district.reset(); }

  static const sync::Result& result(std::size_t night) { return district->night(night).result; }
  static long number(const std::string& sql) { return district->database().number(sql); }
  static std::string value(const std::string& sql) { return district->database().value(sql); }

  /// {inserted, updated, deleted, unchanged} of a layer.
  static std::array<std::uint64_t, 4> counts(std::size_t night, Layer layer) {
    const auto& layers = result(night).layers;
    const auto found = std::ranges::find(layers, layer, &sync::LayerResult::layer);
    if (found == layers.end()) return {};
    return {found->inserted, found->updated, found->deleted, found->unchanged};
  }
  static std::array<std::uint64_t, 4> presence(std::size_t night, Layer layer) {
    const auto& layers = result(night).layers;
    const auto found = std::ranges::find(layers, layer, &sync::LayerResult::layer);
    return found == layers.end() ? std::array<std::uint64_t, 4>{} : found->by_presence;
  }
  static const sync::SourceResult& source(std::size_t night, std::string_view name) {
    const auto& sources = result(night).sources;
    return *std::ranges::find(sources, name, &sync::SourceResult::name);
  }
  static std::uint64_t fate(const sync::SourceResult& source, sync::Fate fate) {
    return source.fates.at(static_cast<std::size_t>(fate));
  }
  static std::vector<const sync::Finding*> found(std::size_t night, sync::Rule rule) {
    std::vector<const sync::Finding*> all;
    for (const sync::Finding& finding : result(night).findings) {
      if (finding.rule == rule) all.push_back(&finding);
    }
    return all;
  }

  static inline std::unique_ptr<District> district;
};

TEST_F(IslahiyeNights, every_night_is_published) {
  for (std::size_t night = 1; night <= nights.size(); ++night) {
    EXPECT_TRUE(result(night).verdict.published) << night;
    EXPECT_EQ(district->night(night).info.number, static_cast<std::int64_t>(night));
    fmt::print("{}: {}\n", nights.at(night - 1), result(night).verdict.tr);
  }
}

TEST_F(IslahiyeNights, streets_are_the_same_street_in_three_dialects) {
  EXPECT_THAT(counts(1, Layer::street), ElementsAre(1628, 0, 0, 0));
  EXPECT_THAT(counts(guarded, Layer::street), ElementsAre(1, 0, 12, 1616));
  EXPECT_THAT(counts(approved, Layer::street), ElementsAre(0, 0, 99, 1518));
  EXPECT_THAT(counts(last, Layer::street), ElementsAre(6, 0, 5, 1513));
  // What nobody changed was not written: rows of the first night, in their first version.
  EXPECT_EQ(number("SELECT count(*) FROM adres.csbm WHERE surum_no = 1 AND calisma_no = 1"), 1512);
  EXPECT_EQ(number("SELECT count(*) FROM adres.csbm WHERE calisma_no = 2"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM adres.csbm WHERE calisma_no = 4"), 6);
  EXPECT_EQ(number("SELECT count(*) FROM adres.csbm"), 1519);
  EXPECT_EQ(number("SELECT count(*) FROM adres.csbm_gecmis"), 111 + 5);
  EXPECT_EQ(number("SELECT count(*) FROM adres.csbm WHERE eslesme <> 'tek_kayit'"), 0);
}

/// In the year after the earthquake 99 streets of one mahalle left the register, 12 of all others. The
/// one waits, the seventy are published.
TEST_F(IslahiyeNights, the_mahalle_that_lost_its_streets_waits) {
  ASSERT_EQ(result(guarded).held.size(), 1U);
  const sync::HeldBatch& batch = result(guarded).held.front();
  EXPECT_EQ(batch.no, 1);
  EXPECT_EQ(batch.mahalle_kodu, emptied);
  EXPECT_EQ(batch.trigger.scope.layer, Layer::street);
  EXPECT_EQ(batch.trigger.scope.reg, sync::Register::uavt);
  EXPECT_EQ(batch.trigger.scope.operation, sync::GuardOperation::removal);
  EXPECT_EQ(batch.trigger.count, 99U);
  EXPECT_EQ(batch.cause.kind, sync::HeldCauseKind::short_file);
  EXPECT_EQ(batch.changes.size(), 99U);
  EXPECT_EQ(result(guarded).verdict.exit_code, 6);
  EXPECT_THAT(result(guarded).verdict.tr, testing::HasSubstr("1 mahalle onay bekliyor ("));
  EXPECT_THAT(result(guarded).verdict.tr, testing::HasSubstr("dosyada yok)"));
  EXPECT_EQ(found(guarded, sync::Rule::src_03).size(), 1U);
  // What waits is listed, and stood as last seen.
  EXPECT_EQ(number("SELECT count(*) FROM uavtsync.tutulan_degisiklik WHERE no = 1 AND "
                   "katman = 'csbm' AND islem = 'silme'"),
            99);
  EXPECT_EQ(number("SELECT count(*) FROM kalite.bayat WHERE katman = 'csbm' AND "
                   "baslangic_calisma = 2 AND bitis_calisma = 3"),
            99);
  EXPECT_EQ(number("SELECT count(*) FROM adres.csbm_gecmis WHERE surum_bitis = "
                   "(SELECT baslangic FROM uavtsync.calisma WHERE no = 3)"),
            99);
  // Approved, the night is whole.
  EXPECT_EQ(result(approved).held.size(), 0U);
  EXPECT_NE(result(approved).verdict.exit_code, 6);
  EXPECT_EQ(found(approved, sync::Rule::src_03).size(), 0U);
  EXPECT_EQ(value("SELECT durum || ' ' || kisi || ' ' || gerekce FROM uavtsync.tutulan"),
            "onaylandi Ayşe deprem");
  EXPECT_EQ(result(last).held.size(), 0U);
}

TEST_F(IslahiyeNights, every_polygon_meets_its_mahalle) {
  EXPECT_THAT(result(1).pairs,
              ElementsAre(Pair("mahalle.name", 70), Pair("mahalle.name_dotless", 1)));
  for (std::size_t night = 1; night <= nights.size(); ++night) {
    EXPECT_THAT(presence(night, Layer::neighbourhood), ElementsAre(71, 0, 0, 0)) << night;
  }
  EXPECT_EQ(number("SELECT count(*) FROM adres.mahalle WHERE eslesme = 'ortak'"), 71);
  EXPECT_EQ(number("SELECT count(*) FROM adres.mahalle WHERE geometri IS NOT NULL AND "
                   "mahalle_kodu IS NOT NULL"),
            71);
}

TEST_F(IslahiyeNights, a_mahalle_is_renamed_and_nothing_else) {
  EXPECT_THAT(counts(1, Layer::neighbourhood), ElementsAre(71, 0, 0, 0));
  EXPECT_THAT(counts(guarded, Layer::neighbourhood), ElementsAre(0, 0, 0, 71));
  EXPECT_THAT(counts(approved, Layer::neighbourhood), ElementsAre(0, 0, 0, 71));
  EXPECT_THAT(counts(last, Layer::neighbourhood), ElementsAre(0, 1, 0, 70));
  EXPECT_EQ(number("SELECT count(*) FROM adres.mahalle WHERE calisma_no = 1 AND surum_no = 1"), 70);
  EXPECT_EQ(number("SELECT count(*) FROM adres.mahalle_gecmis"), 1);
  // Same number, same polygon, same kind: only the name is another.
  EXPECT_EQ(value("SELECT concat_ws(' → ', old.ad, new.ad) FROM adres.mahalle new "
                  "JOIN adres.mahalle_gecmis old USING (ilce_kodu, tucbs_no) "
                  "WHERE new.mahalle_kodu = 179599 AND old.mahalle_kodu = 179599 "
                  "AND new.tur = old.tur AND new.tur = 'mahalle' "
                  "AND ST_AsBinary(new.geometri) = ST_AsBinary(old.geometri) "
                  "AND old.surum_no = 1 AND old.calisma_no = 1 "
                  "AND new.surum_no = 2 AND new.calisma_no = 4 "
                  "AND old.surum_bitis = new.surum_baslangic"),
            "YOLBAŞI → HAYDARKENLİ");
}

TEST_F(IslahiyeNights, every_print_has_one_fate) {
  for (std::size_t night = 1; night <= nights.size(); ++night) {
    const sync::SourceResult& prints = source(night, "yapi");
    EXPECT_EQ(prints.rows_read, 13792U);
    EXPECT_EQ(fate(prints, sync::Fate::quarantined), 5151U);
    EXPECT_EQ(fate(prints, sync::Fate::out_of_scope), 7U);
    EXPECT_EQ(fate(prints, sync::Fate::published), night == 1 ? 8634U : 0U);
    EXPECT_EQ(fate(prints, sync::Fate::unchanged), night == 1 ? 0U : 8634U);

    const auto outside = found(night, sync::Rule::crs_05);
    ASSERT_EQ(outside.size(), 1U) << "one finding lists them all, night " << night;
    EXPECT_TRUE(outside[0]->grouped);
    EXPECT_EQ(outside[0]->subjects.size(), 5151U);
    const auto no_key = found(night, sync::Rule::key_09);
    ASSERT_EQ(no_key.size(), 1U) << night;
    EXPECT_EQ(no_key[0]->subjects.at(0).layer, Layer::building);
  }
}

TEST_F(IslahiyeNights, prints_without_a_key_are_written_once) {
  EXPECT_THAT(counts(1, Layer::building), ElementsAre(8634, 0, 0, 0));
  for (const std::size_t night : {guarded, approved, last}) {
    EXPECT_THAT(counts(night, Layer::building), ElementsAre(0, 0, 0, 8634)) << night;
  }
  EXPECT_EQ(number("SELECT count(*) FROM adres.bina WHERE calisma_no = 1 AND surum_no = 1"), 8634);
  EXPECT_EQ(number("SELECT count(*) FROM adres.bina"), 8634);
  EXPECT_EQ(number("SELECT count(*) FROM adres.bina_gecmis"), 0);
}

/// Law 4: reading every file again, though it is last night's, changes nothing in the result.
TEST_F(IslahiyeNights, reading_everything_again_gives_the_same_result) {
  const District again(Reading::full);
  for (std::size_t night = 1; night <= nights.size(); ++night) {
    ASSERT_FALSE(again.night(night).info.result_digest.empty());
    EXPECT_EQ(again.night(night).info.result_digest, district->night(night).info.result_digest)
        << nights.at(night - 1);
  }
  EXPECT_TRUE(source(2, "yapi").reused) << "otherwise the comparison says nothing";
  const auto& sources = again.night(2).result.sources;
  EXPECT_TRUE(std::ranges::none_of(sources, &sync::SourceResult::reused));
  for (const char* layer : {"mahalle", "csbm", "bina"}) {
    const std::string sql =
        fmt::format("SELECT md5(string_agg(md5(ROW(tucbs_no, surum_no, calisma_no, eslesme, kaynak, "
                    "ST_AsBinary(geometri))::text), '' ORDER BY tucbs_no)) FROM adres.{}",
                    layer);
    EXPECT_EQ(again.database().value(sql), value(sql)) << layer;
  }
}

}  // namespace
}  // namespace uavt::app
