// The content by which a row without a code is known, and what speaks against two rows being one.
#include "sync/content.hpp"

#include <gtest/gtest.h>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

TEST(Content, AStreetIsItsMahalleNameAndType) {
  const Table streets = table_of(Layer::street, {{{"ad", "Gül Sokak"}, {"tip", "sokak"}},
                                                 {{"ad", "GÜL SK."}, {"tip", "sokak"}},
                                                 {{"ad", "Gül"}, {"tip", "cadde"}},
                                                 {{"ad", "Gül"}}});
  EXPECT_EQ(content_key(streets, 0, 4), content_key(streets, 1, 4));
  EXPECT_NE(content_key(streets, 0, 4), content_key(streets, 2, 4));
  EXPECT_NE(content_key(streets, 0, 4), content_key(streets, 0, 5));
  EXPECT_EQ(content_key(streets, 0, 0), "") << "a street of no known mahalle";
  EXPECT_EQ(content_key(streets, 3, 4), "") << "a street without a type";
}

TEST(Content, ADoorIsItsStreetNumberAndBlock) {
  const Table doors = table_of(Layer::door, {{{"kapi_no", "12/A"}, {"blok_adi", "b"}},
                                             {{"kapi_no", "12-a"}, {"blok_adi", "B"}},
                                             {{"kapi_no", "12A"}},
                                             {{"kapi_no", "-"}}});
  EXPECT_EQ(content_key(doors, 0, 1), content_key(doors, 1, 1));
  EXPECT_NE(content_key(doors, 0, 1), content_key(doors, 2, 1));
  EXPECT_EQ(content_key(doors, 0, 1, ContentKey::without_block),
            content_key(doors, 2, 1, ContentKey::without_block));
  EXPECT_EQ(content_key(doors, 3, 1), "");
}

TEST(Content, AUnitIsItsDoorAndNumberAndAParcelItsBlock) {
  const Table units = table_of(Layer::unit, {{{"ic_kapi_no", "3"}}, {}});
  EXPECT_NE(content_key(units, 0, 1), content_key(units, 1, 1));
  EXPECT_NE(content_key(units, 1, 1), "") << "the only unit of a door needs no number";
  const Table parcels = table_of(
      Layer::parcel, {{{"ada", "101"}, {"parsel", "5"}, {"tapu_mahalle_adi", "Çarşı Mh."}},
                      {{"ada", "101"}, {"parsel", "5"}, {"tapu_mahalle_adi", "ÇARŞI"}},
                      {{"ada", "101"}}});
  EXPECT_EQ(content_key(parcels, 0, 0), content_key(parcels, 1, 0));
  EXPECT_EQ(content_key(parcels, 2, 0), "");
}

TEST(Content, TheCanonicalRowKnowsNoCaseAndNoSpelling) {
  const Table doors = table_of(Layer::door, {{{"kapi_no", "12/A"}, {"site_adi", "Gül "}},
                                             {{"kapi_no", "12a"}, {"site_adi", "GÜL"}},
                                             {{"kapi_no", "12a"}, {"site_adi", "LALE"}}});
  EXPECT_EQ(canonical_content(doors, 0), canonical_content(doors, 1));
  EXPECT_NE(canonical_content(doors, 0), canonical_content(doors, 2));
}

TEST(Content, CodesContradictWhenOneKindDiffersAndNoneAgrees) {
  const Table doors = table_of(Layer::door, {{{"bina_kodu", "1"}, {"numarataj_kimlik_no", "10"}},
                                             {{"bina_kodu", "1"}, {"numarataj_kimlik_no", "11"}},
                                             {{"bina_kodu", "2"}},
                                             {{"numarataj_kimlik_no", "10"}}});
  EXPECT_FALSE(codes_contradict(doors, 0, doors, 1));
  EXPECT_TRUE(codes_contradict(doors, 0, doors, 2));
  EXPECT_FALSE(codes_contradict(doors, 2, doors, 3)) << "different kinds say nothing";
}

TEST(Content, TheVetoNeedsBothSidesToSpeak) {
  const Table units = table_of(Layer::unit, {{{"ic_kapi_no", "1"}, {"blok_adi", "A"}},
                                             {{"ic_kapi_no", "1"}},
                                             {{"ic_kapi_no", "1"}, {"blok_adi", "B"}}});
  EXPECT_FALSE(vetoed(units, 0, units, 1));
  EXPECT_TRUE(vetoed(units, 0, units, 2));
}

}  // namespace
}  // namespace uavt::sync
