// Which versiyon follows which, and what of a delta counts.
#include <gmock/gmock.h>

#include "sync/delta.hpp"
#include "tests/sync/mapping_deliveries.hpp"

namespace uavt::sync {
namespace {

using testing::ElementsAre;

/// Streets of UAVT as deltas; each row is code, name, versiyon, aktif.
struct Deltas : Deliveries {
  Deltas() { reg = Register::uavt; }
  Delivery& delta(std::vector<std::vector<const char*>> rows) {
    Delivery& delivery =
        add(SourceLayer::street, {"csbm_kodu", "ad", "versiyon", "aktif"}, std::move(rows));
    settings.sources.back().delivery = DeliveryKind::delta;
    return delivery;
  }
  void remember(std::int64_t versiyon) {
    stored.sources[settings.sources.front().name].versiyon = versiyon;
  }
  std::vector<VersionGap> judge() { return judge_deltas(all, settings, stored); }
  Stored stored;
};

TEST(Delta, NumbersGoOnFromTheLastOne) {
  Deltas deltas;
  deltas.delta({{"1", "A", "7", "1"}, {"2", "B", "8", "1"}});
  deltas.remember(6);
  EXPECT_TRUE(deltas.judge().empty());
  EXPECT_EQ(deltas.all[0].versions_from, 7);
  deltas.remember(5);
  const auto gaps = deltas.judge();
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_EQ(gaps[0].last, 5);
  EXPECT_EQ(gaps[0].next, 7);
}

TEST(Delta, AnOldOneDoesNotCountAndTheLastOneMayComeAgain) {
  Deltas deltas;
  deltas.delta({{"1", "A", "4", "1"}, {"2", "B", "5", "1"}});
  deltas.remember(5);
  EXPECT_TRUE(deltas.judge().empty());
  EXPECT_EQ(deltas.all[0].versions_from, 4);
  deltas.remember(6);
  EXPECT_TRUE(deltas.judge().empty());
  EXPECT_EQ(deltas.all[0].versions_from, 7);
  EXPECT_THAT(table(deltas.mapped(), Layer::street).states,
              ElementsAre(RowState::duplicate, RowState::duplicate));
}

TEST(Delta, ALayerInWhichADeltaChangedNothingHasNoGap) {
  Deltas deltas;
  deltas.delta({{"1", "A", "7", "1"}, {"2", "B", "9", "1"}});
  deltas.delta({{"3", "C", "8", "1"}});
  deltas.remember(6);
  EXPECT_TRUE(deltas.judge().empty());
}

TEST(Delta, AFirstDeltaMayBeginAnywhereButNotHaveAHole) {
  Deltas deltas;
  deltas.delta({{"1", "A", "41", "1"}, {"2", "B", "42", "1"}});
  EXPECT_TRUE(deltas.judge().empty());
  Deltas broken;
  broken.delta({{"1", "A", "41", "1"}, {"2", "B", "43", "1"}});
  EXPECT_EQ(broken.judge().size(), 1u);
  broken.settings.rules[static_cast<std::size_t>(Rule::src_08)].off = true;
  EXPECT_TRUE(broken.judge().empty()) << "who switches the rule off takes what comes";
}

TEST(Delta, ALaterVersionOfTheSameRowWinsAndPassiveIsGone) {
  Deltas deltas;
  deltas.delta({{"1", "ESKİ", "7", "1"},
                {"1", "YENİ", "8", "1"},
                {"2", "B", "8", "0"},
                {"2", "B", "7", "1"},
                {"3", nullptr, "8", "0"}});
  EXPECT_TRUE(deltas.judge().empty());
  const Mapped result = deltas.mapped();
  EXPECT_THAT(table(result, Layer::street).states,
              ElementsAre(RowState::duplicate, RowState::valid, RowState::passive,
                          RowState::duplicate, RowState::passive));
  EXPECT_TRUE(findings(result, Rule::mod_02).empty()) << "nobody mends what is no longer there";
}

TEST(Delta, WordsForPassive) {
  Deliveries full;
  full.add(SourceLayer::street, {"csbm_kodu", "aktif"},
           {{"1", "0"}, {"2", "1"}, {"3", "Pasif"}, {"4", "hayır"}, {"5", nullptr}, {"6", "evet"}});
  EXPECT_THAT(table(full.mapped(), Layer::street).states,
              ElementsAre(RowState::passive, RowState::valid, RowState::passive, RowState::passive,
                          RowState::valid, RowState::valid));
}

}  // namespace
}  // namespace uavt::sync
