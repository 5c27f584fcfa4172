// A delta of which something waits: it was not applied, so its number is not remembered, and the
// register cannot go on past it until somebody has decided.
#include "importers/reader.hpp"
#include "tests/night/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace uavt::night::test {
namespace {

using testing::HasSubstr;

constexpr int each = 40;  ///< doors of a mahalle

std::string street(int code, const char* name, int mahalle, int version) {
  return fmt::format("{};{};4;{};{};1\n", code, name, mahalle, version);
}
std::string door(int number, const std::string& plate, int version, bool active = true) {
  return fmt::format("{};{};{};{};{}\n", 1000 + number, 100 + number / each, plate, version,
                     active ? 1 : 0);
}

/// Two mahalle of one street each, which UAVT tells by deltas, numbered over both layers.
class GuardOfDeltas : public ::testing::Test {
 protected:
  GuardOfDeltas() {
    town_.guard();
    const auto source = [](std::string_view name, std::string_view layer, std::string_view path,
                           std::string_view delivery) {
      return fmt::format("[[source]]\nname = \"{}\"\nregister = \"uavt\"\nlayer = \"{}\"\n"
                         "path = \"{}\"\nprofile = \"aks\"\nas_of = 2026-11-01\n"
                         "delivery = \"{}\"\n",
                         name, layer, path, delivery);
    };
    write_bytes(town_.folder() / "uavt-sync.toml",
                "[municipality]\nname = \"Delta\"\nil = 7\nilce = 2039\n"
                "target_crs = \"EPSG:5254\"\n[database]\ndsn = \"embedded:\"\n"
                "[run]\nstate_dir = \"durum\"\nreport_dir = \"rapor\"\n" +
                    source("mahalle", "mahalle", "mahalle.csv", "full") +
                    source("csbm", "csbm", "csbm.csv", "delta") +
                    source("kapi", "numarataj", "kapi.csv", "delta"));
    write_bytes(town_.folder() / "mahalle.csv", "mahalle_kod;ad\n1;MERKEZ\n2;YENİ\n");
    std::string doors;
    for (int i = 0; i < 2 * each; ++i) doors += door(i, std::to_string(i + 1), 1);
    deliver(street(100, "GÜL", 1, 1) + street(101, "LALE", 2, 1), doors);
    EXPECT_EQ(town_.run().result.verdict.exit_code, 0);
  }

  void deliver(const std::string& streets, const std::string& doors) const {
    write_bytes(town_.folder() / "csbm.csv", "csbm_kod;ad;tip_kod;mahalle_kod;versiyon;aktif\n" + streets);
    write_bytes(town_.folder() / "kapi.csv",
                "numarataj_kod;csbm_kod;kapi_no;versiyon;aktif\n" + doors);
  }
  /// Version 2: half the doors of the first mahalle are passive; in the other a street is renamed and
  /// a door gets another plate.
  static std::pair<std::string, std::string> second() {
    std::string doors;
    for (int i = 0; i < each / 2; ++i) doors += door(i, std::to_string(i + 1), 2, false);
    return {street(101, "MENEKŞE", 2, 2), doors + door(each, "41A", 2)};
  }
  /// Version 3: one door of the first mahalle, one of the other.
  static std::string third() { return door(each - 1, "99", 3) + door(each + 1, "42A", 3); }

  app::RunReport decide(sync::BatchState state) const {
    app::RunOptions options;
    options.decision = sync::BatchDecision{1, state, "Ayşe", "telefonla soruldu"};
    return town_.run(options);
  }
  [[nodiscard]] std::string versions() const {
    return town_.database().value(
        "SELECT string_agg(ad || ' ' || versiyon, ', ' ORDER BY ad) FROM uavtsync.kaynak "
        "WHERE versiyon IS NOT NULL");
  }
  [[nodiscard]] long doors_of(int mahalle) const {
    return town_.database().number(fmt::format(
        "SELECT count(*) FROM adres.numarataj WHERE csbm_kodu = {}", 99 + mahalle));
  }
  [[nodiscard]] std::string plate(int number) const {
    return town_.database().value(fmt::format(
        "SELECT kapi_no FROM adres.numarataj WHERE bina_kodu = {}", 1000 + number));
  }
  [[nodiscard]] std::string batches() const {
    return town_.database().value(
        "SELECT coalesce(string_agg(no || ' ' || durum, ', ' ORDER BY no), '') "
        "FROM uavtsync.tutulan");
  }
  void expect_a_gap() const {
    try {
      static_cast<void>(town_.run());
      FAIL() << "version 3 was read although 2 waits";
    } catch (const importers::SourceError& error) {
      EXPECT_THAT(error.what(), HasSubstr("the last versiyon applied is 1, the next one here is 3"));
    }
  }

  Town town_;
};

TEST_F(GuardOfDeltas, what_waits_is_not_applied_and_the_next_one_is_a_gap) {
  const auto [streets, doors] = second();
  deliver(streets, doors);
  EXPECT_EQ(town_.run().result.verdict.exit_code, 6);
  EXPECT_EQ(batches(), "1 acik");
  EXPECT_EQ(doors_of(1), each);
  EXPECT_EQ(plate(each), "41A") << "the other mahalle is published";
  // Bug: only the source in which a row waits kept its number, and the register's other one told
  // the next night that the delta was there.
  EXPECT_EQ(versions(), "csbm 1, kapi 1");
  // The same delta again: the same batch, nothing new.
  EXPECT_EQ(town_.run().result.verdict.exit_code, 6);
  EXPECT_EQ(batches(), "1 acik");
  // The next one alone cannot be read, whatever the night is for.
  deliver("", third());
  expect_a_gap();
  EXPECT_THROW(static_cast<void>(decide(sync::BatchState::approved)), importers::SourceError);
  EXPECT_EQ(plate(each + 1), std::to_string(each + 2));
  EXPECT_EQ(batches(), "1 acik");
  // Both together are another batch.
  deliver(streets, doors + third());
  EXPECT_EQ(town_.run().result.verdict.exit_code, 6);
  EXPECT_EQ(batches(), "1 yenilendi, 2 acik");
  EXPECT_EQ(plate(each + 1), "42A");
  EXPECT_EQ(plate(each - 1), std::to_string(each)) << "it lies in the mahalle that waits";
  EXPECT_EQ(versions(), "csbm 1, kapi 1");
}

TEST_F(GuardOfDeltas, an_approved_one_counts_as_applied) {
  const auto [streets, doors] = second();
  deliver(streets, doors);
  EXPECT_EQ(town_.run().result.verdict.exit_code, 6);
  EXPECT_LE(decide(sync::BatchState::approved).result.verdict.exit_code, 1);
  EXPECT_EQ(doors_of(1), each / 2);
  EXPECT_EQ(versions(), "csbm 2, kapi 2");
  deliver("", third());
  EXPECT_LE(town_.run().result.verdict.exit_code, 1);
  EXPECT_EQ(plate(each - 1), "99");
  EXPECT_EQ(doors_of(1), each / 2);
  EXPECT_EQ(versions(), "csbm 2, kapi 3");
}

TEST_F(GuardOfDeltas, a_rejected_one_counts_as_applied_and_stays_rejected) {
  const auto [streets, doors] = second();
  deliver(streets, doors);
  EXPECT_EQ(town_.run().result.verdict.exit_code, 6);
  EXPECT_LE(decide(sync::BatchState::rejected).result.verdict.exit_code, 1);
  EXPECT_EQ(doors_of(1), each);
  EXPECT_EQ(versions(), "csbm 2, kapi 2");
  deliver("", third());
  EXPECT_LE(town_.run().result.verdict.exit_code, 1);
  EXPECT_EQ(doors_of(1), each) << "what a delta does not name is as last seen";
  EXPECT_EQ(plate(each - 1), "99");
  EXPECT_EQ(versions(), "csbm 2, kapi 3");
  EXPECT_EQ(batches(), "1 reddedildi");
  // Named again as it was refused, it is refused; as active, the refusal is over.
  deliver("", door(0, "1", 4, false) + door(1, "2", 4));
  EXPECT_LE(town_.run().result.verdict.exit_code, 1);
  EXPECT_EQ(doors_of(1), each);
  EXPECT_EQ(versions(), "csbm 2, kapi 4");
}

}  // namespace
}  // namespace uavt::night::test
