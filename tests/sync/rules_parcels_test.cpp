// TOP-03, TOP-10, TOP-13, PAR-01, PAR-02: what stands on parcels, and what they are called.
#include <gtest/gtest.h>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register takbis = Register::takbis;

Shape upright(double left, double bottom, double right, double top) {
  return ring({left, bottom, right, bottom, right, top, left, top, left, bottom});
}

/// A mahalle of 1 km with parcels 101/1 to 101/4, each 20 × 30, eastward from (0, 0); 101/9 went
/// into 101/3 and 101/4.
struct Cadastre {
  explicit Cadastre(Register reg = cbs) : of(reg) {
    town.row(cbs, Layer::neighbourhood, {{"mahalle_kodu", "10"}, {"ad", "M"}},
             upright(-100, -100, 1000, 1000));
    for (int i = 1; i <= 4; ++i) {
      const double left = 20.0 * (i - 1);
      parcel(std::to_string(i), {{"durum", "aktif"}}, upright(left, 0, left + 20, 30));
    }
    parcel("9", {{"durum", "pasif"}, {"gittigi_parsel", "101/3, 101/4"}, {"gittigi_sebep", "ifraz"}},
           upright(40, 0, 80, 30));
  }
  void parcel(const std::string& number, Values values, const Shape& shape,
              const char* island = "101") {
    values.insert(values.end(), {{"ada", island}, {"parsel", number}});
    values.emplace_back("tapu_zemin_ref", std::to_string(++parcels));
    town.row(of, Layer::parcel, values, shape);
  }
  void building(const std::string& number, const Shape& shape, const char* island = "101") {
    town.row(cbs, Layer::building,
             {{"yapi_kimlik_no", std::to_string(++buildings)}, {"ada", island}, {"parsel", number}},
             shape);
  }
  void door(const std::string& number, double x, double y, const char* owner = "yapi") {
    const std::string code = std::to_string(++doors);
    town.row(cbs, Layer::door,
             {{"bina_kodu", code}, {"kapi_no", code}, {"sahip_turu", owner}, {"ada", "101"},
              {"parsel", number}},
             point(x, y));
  }
  /// "TOP-03 PAR-01 …" of the night, in the order of the findings.
  std::string rules() {
    town.run();
    std::string text;
    for (const Finding& finding : town.last.findings) {
      const std::string_view id = info(finding.rule).id;
      if (id.starts_with("PAR") || id == "TOP-03" || id == "TOP-10" || id == "TOP-13") {
        text += (text.empty() ? "" : " ") + std::string(id);
      }
    }
    return text;
  }
  [[nodiscard]] const Finding& first(Rule rule) const {
    return *std::ranges::find(town.last.findings, rule, &Finding::rule);
  }

  Register of;
  Town town;
  int parcels = 0, buildings = 0, doors = 0;
};

std::string of_building(const std::string& number, const Shape& shape, const char* island = "101") {
  Cadastre cadastre;
  cadastre.building(number, shape, island);
  return cadastre.rules();
}

TEST(OnParcels, ABuildingOnItsOwnIsQuiet) {
  EXPECT_EQ(of_building("1", upright(5, 5, 15, 15)), "");
  EXPECT_EQ(of_building(" 1", upright(5, 5, 15, 15)), "") << "as text is compared";
  EXPECT_EQ(of_building("1", upright(5, 5, 20.15, 25)), "") << "3 m² over the border, 1 %";
  EXPECT_EQ(of_building("1", upright(18, 5, 20.5, 7)), "") << "20 %, but 1 m²";
  EXPECT_EQ(of_building("", upright(5, 5, 15, 15)), "") << "names none";
  EXPECT_EQ(of_building("-", upright(5, 5, 15, 15), "0"), "");
}

TEST(OnParcels, ABuildingOnSeveral) {
  Cadastre cadastre;
  cadastre.building("", upright(14, 5, 24, 15));
  EXPECT_EQ(cadastre.rules(), "TOP-10");
  const Finding& finding = cadastre.first(Rule::top_10);
  EXPECT_EQ(finding.arguments, (Arguments{{"count", std::int64_t{2}},
                                          {"shares", std::string("101/1 (60 %), 101/2 (40 %)")}}));
  EXPECT_EQ(finding.subjects.size(), 3u);
  EXPECT_EQ(finding.severity, Severity::info);
}

TEST(OnParcels, ABuildingOutsideItsOwn) {
  Cadastre cadastre;
  cadastre.building("1", upright(5, 25, 15, 35));
  EXPECT_EQ(cadastre.rules(), "TOP-03");
  EXPECT_EQ(cadastre.first(Rule::top_03).arguments,
            (Arguments{{"other", std::string("101/1")}, {"area_m2", 50.0}, {"share", 0.5}}));
  EXPECT_EQ(of_building("1", upright(5, 21, 15, 31)), "") << "exactly a tenth";
  EXPECT_EQ(of_building("1", upright(5, 40, 15, 50)), "TOP-03") << "on none at all";
  EXPECT_EQ(of_building("1", upright(15, 5, 25, 15)), "TOP-10 TOP-03") << "half on the next";
}

TEST(OnParcels, ABuildingThatNamesAnother) {
  Cadastre cadastre;
  cadastre.building("2", upright(5, 5, 15, 15));
  EXPECT_EQ(cadastre.rules(), "PAR-02") << "and is not also outside its own";
  EXPECT_EQ(cadastre.first(Rule::par_02).arguments,
            (Arguments{{"value", std::string("101/2")},
                       {"found", std::string("101/1")},
                       {"share", 1.0}}));
  EXPECT_EQ(of_building("2", upright(13.1, 5, 23.1, 15)), "TOP-10 TOP-03")
      << "69 % on the first: no more than outside its own";
  EXPECT_EQ(of_building("2", upright(13, 5, 23, 15)), "TOP-10 PAR-02") << "70 %";
}

TEST(OnParcels, ANameThatIsPassiveOrUnknown) {
  Cadastre cadastre;
  cadastre.building("9", upright(45, 5, 55, 15));
  EXPECT_EQ(cadastre.rules(), "PAR-01");
  const Finding& finding = cadastre.first(Rule::par_01);
  EXPECT_EQ(finding.arguments, (Arguments{{"value", std::string("101/9")},
                                          {"reason", std::string("pasif")},
                                          {"successors", std::string("101/3, 101/4")}}));
  EXPECT_EQ(finding.evidence, (Arguments{{"gittigi_sebep", std::string("ifraz")},
                                         {"beneath", std::string("101/3")}}));
  EXPECT_EQ(of_building("77", upright(5, 5, 15, 15)), "PAR-01");
  EXPECT_EQ(of_building("1", upright(5, 5, 15, 15), "102"), "PAR-01");
}

TEST(OnParcels, NothingIsAskedWhereNoneIsDelivered) {
  Cadastre cadastre;
  cadastre.town.row(cbs, Layer::neighbourhood, {{"mahalle_kodu", "20"}, {"ad", "N"}},
                    upright(1000, 0, 2000, 1000));
  cadastre.building("77", upright(1500, 500, 1510, 510));
  cadastre.door("", 1500, 600);
  EXPECT_EQ(cadastre.rules(), "");
  Town without;
  without.row(cbs, Layer::building, {{"yapi_kimlik_no", "1"}, {"ada", "1"}, {"parsel", "2"}},
              square(0, 0, 10));
  without.run();
  EXPECT_EQ(without.count(Rule::par_01), 0u);
}

TEST(OnParcels, ANumberThatRepeatsAccusesNobody) {
  Cadastre cadastre;
  cadastre.town.row(cbs, Layer::neighbourhood, {{"mahalle_kodu", "20"}, {"ad", "N"}},
                    upright(1000, 0, 2000, 1000));
  cadastre.parcel("9", {{"durum", "aktif"}}, upright(1000, 0, 1020, 30));
  cadastre.building("9", upright(1005, 5, 1015, 15));
  cadastre.building("9", upright(300, 5, 310, 15));
  EXPECT_EQ(cadastre.rules(), "") << "the second may mean the one that went, or be drawn far off";
}

TEST(OnParcels, DoorsOutsideThemAll) {
  Cadastre cadastre;
  cadastre.door("", 10, -4.9);
  cadastre.door("", 10, -5.1);
  cadastre.door("", 50, 15);
  EXPECT_EQ(cadastre.rules(), "TOP-03");
  ASSERT_EQ(cadastre.first(Rule::top_03).arguments.size(), 1u);
  EXPECT_NEAR(std::get<double>(cadastre.first(Rule::top_03).arguments[0].second), 5.1, 1e-9);
}

TEST(OnParcels, DoorsThatNamePassiveOrUnknownOnes) {
  Cadastre cadastre;
  cadastre.door("9", 50, 15, "parsel");
  cadastre.door("77", 50, 16, "parsel");
  cadastre.door("78", 50, 17, "yapi");
  EXPECT_EQ(cadastre.rules(), "PAR-01 PAR-01");
  EXPECT_EQ(cadastre.town.count(Rule::key_04), 1u) << "and 77 is KEY-04's";
}

TEST(OnParcels, ThoseOfTakbisGoFirst) {
  Cadastre cadastre(takbis);
  // The municipality's own drawing is five metres off.
  cadastre.town.row(cbs, Layer::parcel,
                    {{"tapu_zemin_ref", "500"}, {"ada", "101"}, {"parsel", "77"}},
                    upright(5, 5, 25, 35));
  cadastre.building("1", upright(0, 0, 10, 30));
  cadastre.building("77", upright(25, 5, 35, 15));
  EXPECT_EQ(cadastre.rules(), "PAR-01");
}

TEST(ParcelAreas, AgainstTheDeed) {
  const auto with = [](const char* deed, const char* limit) {
    Cadastre cadastre;
    cadastre.parcel("20", {{"tapu_alan_m2", deed}, {"yanilma_siniri_m2", limit}},
                    upright(100, 0, 120, 50));
    return cadastre.rules();
  };
  EXPECT_EQ(with("1000", ""), "");
  EXPECT_EQ(with("1020", ""), "") << "20 m² of 1 020 are less than 2 %";
  EXPECT_EQ(with("1021", ""), "TOP-13");
  EXPECT_EQ(with("980", ""), "TOP-13");
  EXPECT_EQ(with("1021", "25"), "");
  EXPECT_EQ(with("1010", "9.5"), "TOP-13");
  EXPECT_EQ(with("0", ""), "") << "no deed";
  EXPECT_EQ(with("", ""), "");
}

TEST(ParcelAreas, OfPassiveParcelsAreHistory) {
  Cadastre cadastre;
  cadastre.parcel("21", {{"tapu_alan_m2", "5"}, {"durum", "pasif"}}, upright(100, 0, 120, 50));
  EXPECT_EQ(cadastre.rules(), "");
}

}  // namespace
}  // namespace uavt::sync
