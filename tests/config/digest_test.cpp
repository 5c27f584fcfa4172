#include "tests/config/folder.hpp"

namespace uavt::config::test {
namespace {

constexpr std::string_view base =
    "[municipality]\nname = \"X\"\nil = 7\nilce = 2039\n"
    "[run]\nthreads = 2\ngeometry_tolerance_m = 0.002\n"
    "[[source]]\nname = \"yapi\"\nregister = \"cbs\"\nlayer = \"bina\"\npath = \"gelen/YAPI.shp\"\n"
    "columns = { ad = \"AD\", ada = \"ADA\" }\ncoverage = [1, 2]\n"
    "[rules.KEY-09]\nshare = 0.02\n";

class Digest : public Folder {
 protected:
  /// The digest after replacing one piece of the base text.
  [[nodiscard]] std::string with(std::string_view piece, std::string_view other) const {
    std::string text(base);
    const std::size_t at = text.find(piece);
    EXPECT_NE(at, std::string::npos) << piece;
    return loaded(text.replace(at, piece.size(), other)).digest;
  }
  [[nodiscard]] std::string unchanged() const { return loaded(base).digest; }
};

TEST_F(Digest, does_not_see_what_cannot_change_a_result) {
  const std::string digest = unchanged();
  EXPECT_EQ(with("[run]", "# a remark\n[run] # another"), digest);
  EXPECT_EQ(with("il = 7\nilce = 2039", "ilce = 2039\nil = 7"), digest);
  EXPECT_EQ(with("ad = \"AD\", ada = \"ADA\"", "ada = \"ADA\", ad = \"AD\""), digest);
  EXPECT_EQ(with("[1, 2]", "[2, 1]"), digest);
  EXPECT_EQ(with("threads = 2", "threads = 1\nstate_dir = \"a\"\nreport_dir = \"b\""), digest);
  EXPECT_EQ(with("gelen/YAPI.shp", "/baska/yer/YAPI.shp"), digest);
  EXPECT_EQ(with("[rules.KEY-09]\nshare = 0.02\n", ""), digest);
  EXPECT_EQ(with("[rules.KEY-09]", "[rules.KEY-01]\nseverity = \"error\"\n[rules.KEY-09]"), digest);
  EXPECT_EQ(with("[run]", "[database]\ndsn = \"embedded:\"\n[run]"), digest);
  EXPECT_EQ(with("[run]", "[authority.csbm]\nad = \"never\"\n[run]"), digest);
}

TEST_F(Digest, sees_everything_that_can) {
  std::vector<std::string> digests = {unchanged()};
  const auto add = [&](std::string_view piece, std::string_view other) {
    digests.push_back(with(piece, other));
    EXPECT_EQ(std::count(digests.begin(), digests.end(), digests.back()), 1) << other;
  };
  add("il = 7", "il = 8");
  add("ilce = 2039", "ilce = 2040");
  add("ilce = 2039", "ilce = 2039\ntarget_crs = \"EPSG:5256\"");
  add("ilce = 2039", "ilce = 2039\nyetkili_idare = [5]");
  add("0.002", "0.003");
  add("name = \"yapi\"", "name = \"yapilar\"");
  add("register = \"cbs\"", "register = \"uavt\"");
  add("YAPI.shp", "YAPI2.shp");
  add("ad = \"AD\"", "ad = \"ADI\"");
  add("ad = \"AD\"", "blok_adi = \"AD\"");
  add("[1, 2]", "[1]");
  add("coverage = [1, 2]", "coverage = [1, 2]\nrequired = false");
  add("coverage = [1, 2]", "coverage = [1, 2]\nas_of = 2026-01-01");
  add("coverage = [1, 2]", "coverage = [1, 2]\nid_column = \"ID\"");
  add("coverage = [1, 2]", "coverage = [1, 2]\nprofile = \"aks\"");
  add("share = 0.02", "share = 0.03");
  add("share = 0.02", "severity = \"off\"");
  add("share = 0.02", "severity = \"info\"");
  add("[run]", "[authority.csbm]\nad = \"cbs\"\n[run]");
  add("[run]", "[guard]\nmax_rows = 1\n[run]");
  add("[run]", "[model]\ngeneration = \"trkbis-2012\"\n[run]");
}

TEST_F(Digest, sees_the_content_of_profiles_and_dictionaries) {
  const std::string_view plug = "coverage = [1, 2]";
  write("b.toml", "[layer.bina.columns]\nad = [\"AD\"]\n");
  const std::string first = with(plug, "profile = \"b.toml\"");
  write("b.toml", "# a remark\n[layer.bina.columns]\nad = [\"AD\"]\n");
  EXPECT_EQ(with(plug, "profile = \"b.toml\""), first);
  write("b.toml", "[layer.bina.columns]\nad = [\"ADI\"]\n");
  EXPECT_NE(with(plug, "profile = \"b.toml\""), first);

  write("t.csv", "1;kullanimda\n");
  const std::string one = with(plug, "codes = { durum = \"t.csv\" }");
  write("t.csv", "1;yikilmis\n");
  EXPECT_NE(with(plug, "codes = { durum = \"t.csv\" }"), one);
  write("u.csv", "kod;deger\n1;Yıkılmış\n");
  EXPECT_EQ(with(plug, "codes = { durum = \"u.csv\" }"),
            with(plug, "codes = { durum = \"t.csv\" }"));
}

}  // namespace
}  // namespace uavt::config::test
