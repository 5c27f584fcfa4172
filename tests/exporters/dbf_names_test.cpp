#include "exporters/dbf_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace uavt::exporters {
namespace {

using testing::ElementsAre;
using Names = std::vector<std::string>;

TEST(DbfNames, short_ones_stay_and_long_ones_are_told_apart) {
  EXPECT_THAT(dbf_names(Names{"numarataj_kimlik_no", "tip", "numarataj_tipi", "numarataj_"}),
              ElementsAre("numarataj1", "tip", "numarataj2", "numarataj_"));
  EXPECT_THAT(dbf_names(Names{"Kodu", "KODU", "kodu"}), ElementsAre("Kodu", "KODU1", "kodu2"));
}

TEST(DbfNames, are_ten_bytes_at_most_with_no_letter_cut) {
  EXPECT_THAT(dbf_names(Names{"öğüşçıöğüş"}), ElementsAre("öğüşç"));
  Names many;
  for (int i = 0; i < 120; ++i) many.push_back("ayni_uzun_sutun_adi_" + std::to_string(i));
  const Names cut = dbf_names(many);
  for (const std::string& name : cut) EXPECT_LE(name.size(), 10U);
  EXPECT_EQ(std::set<std::string>(cut.begin(), cut.end()).size(), many.size());
}

}  // namespace
}  // namespace uavt::exporters
