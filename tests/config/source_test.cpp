#include "tests/config/folder.hpp"

namespace uavt::config::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

constexpr std::string_view building =
    "[[source]]\nname = \"yapi\"\nregister = \"cbs\"\nlayer = \"bina\"\npath = "
    "\"gelen/YAPI.shp\"\n";

class Source : public Folder {
 protected:
  /// Lines after those of a good source, whose [[source]] stands on line 5.
  [[nodiscard]] std::string said(std::string_view lines) const {
    return complaint_after(std::string(building) + std::string(lines));
  }
  [[nodiscard]] sync::SourceSettings read(std::string_view lines) const {
    return loaded_after(std::string(building) + std::string(lines)).sources.at(0);
  }
};

TEST_F(Source, every_key_is_read) {
  write("sozluk/durum.csv", "KOD;DEGER\n1;Kullanımda\n2;\"Yıkılmış\"\n3;kullanim_disi\n");
  const sync::SourceSettings source = read(
      "table = \"YAPI\"\nprofile = \"maks\"\ncrs = \"EPSG:2320\"\nencoding = \"CP1254\"\n"
      "columns = { kat_zemin_ustu = \"ZEMINUSTUK\" }\ncodes = { durum = \"sozluk/durum.csv\" }\n"
      "pipeline = \"+proj=pipeline\"\nallow_ballpark = true\ndriver = \"WFS\"\nformat = \"csv\"\n"
      "id_column = \"OBJECTID\"\ndelivery = \"delta\"\ncoverage = [10124, 10123]\n"
      "as_of = 2026-11-01\nrequired = false\n");
  EXPECT_EQ(source.name, "yapi");
  EXPECT_EQ(source.reg, sync::Register::cbs);
  EXPECT_EQ(source.layer, sync::SourceLayer::building);
  EXPECT_EQ(source.path, (path() / "gelen/YAPI.shp").string());
  EXPECT_EQ(source.table, "YAPI");
  EXPECT_EQ(source.profile, "maks");
  EXPECT_EQ(source.crs, "EPSG:2320");
  EXPECT_EQ(source.encoding, "CP1254");
  EXPECT_THAT(source.columns, ElementsAre(Pair("kat_zemin_ustu", "ZEMINUSTUK")));
  EXPECT_EQ(source.code_files.at("durum"), path() / "sozluk/durum.csv");
  EXPECT_THAT(source.codes.at("durum"), ElementsAre(Pair("1", "kullanimda"), Pair("2", "yikilmis"),
                                                    Pair("3", "kullanim_disi")));
  EXPECT_EQ(source.pipeline, "+proj=pipeline");
  EXPECT_TRUE(source.allow_ballpark);
  EXPECT_EQ(source.driver, "WFS");
  EXPECT_EQ(source.format, "csv");
  EXPECT_EQ(source.id_column, "OBJECTID");
  EXPECT_EQ(source.delivery, sync::DeliveryKind::delta);
  EXPECT_THAT(source.coverage, ElementsAre(10124, 10123));
  EXPECT_EQ(source.as_of, 20758);  // days from 1970-01-01 to 2026-11-01
  EXPECT_FALSE(source.required);
}

TEST_F(Source, defaults_are_a_full_required_delivery) {
  const sync::SourceSettings source = read("");
  EXPECT_EQ(source.delivery, sync::DeliveryKind::full);
  EXPECT_TRUE(source.required);
  EXPECT_FALSE(source.as_of.has_value());
  EXPECT_TRUE(source.profile.empty());
}

TEST_F(Source, mistakes_are_refused_with_the_cure) {
  struct Case {
    std::string_view lines, said;
  };
  for (const Case& c : {
           Case{"pofile = \"maks\"\n",
                ":10: unknown key 'pofile' in [[source]] 'yapi'; did you "
                "mean 'profile'?"},
           Case{"encoding = \"UTF-9\"\n",
                "[[source]] 'yapi': the encoding 'UTF-9' is unknown; use UTF-8, CP1254 or CP857, "
                "or leave it out: it is then found out"},
           Case{"profile = \"mask\"\n",
                "unknown profile 'mask' in [[source]] 'yapi'; known: aks, "
                "maks, nvi, tkgm, uavt_duz; did you mean 'maks'?"},
           Case{"profile = \"tkgm\"\n", "profile 'tkgm' knows no layer 'bina'"},
           Case{"profile = \"bizim.toml\"\n", "bizim.toml: cannot be read"},
           Case{"columns = { kat_zemin_ust = \"X\" }\n",
                "unknown key 'kat_zemin_ust' in [[source]] 'yapi', columns; did you mean "
                "'kat_zemin_ustu'?"},
           Case{"columns = { kat_toplam = 3 }\n", "must be a text in quotes"},
           Case{"columns = { ad = \"AD\", site_adi = \"AD\" }\n", "column 'AD' is given to"},
           Case{"columns = [\"AD\"]\n", "'columns' must be a table"},
           Case{"codes = { durm = \"x\" }\n", "did you mean 'durum'?"},
           Case{"codes = { durum = \"yok.csv\" }\n", "yok.csv: cannot be read"},
           Case{"delivery = \"half\"\n", "allowed: full, delta"},
           Case{"as_of = \"2026-11-01\"\n", "must be a date without quotes"},
           Case{"as_of = 2026-11-01T02:00:00\n", "must be a date without quotes"},
           Case{"required = \"yes\"\n", "must be true or false"},
           Case{"coverage = 10123\n", "must be a list of codes"},
       }) {
    EXPECT_THAT(said(c.lines), HasSubstr(c.said)) << c.lines;
  }
}

TEST_F(Source, a_models_type_is_a_layer_of_its_own) {
  const std::string stops =
      "[[source]]\nname = \"durak\"\nregister = \"cbs\"\nlayer = \"tucbs.Durak\"\npath = "
      "\"durak.gpkg\"\n";
  const sync::Settings settings = loaded_after(stops + std::string(building));
  ASSERT_EQ(settings.sources.size(), 2u);
  EXPECT_EQ(settings.sources[0].name, "yapi");  // the register's own come first
  EXPECT_EQ(settings.sources[1].model_type, "tucbs.Durak");
  EXPECT_EQ(settings.sources[1].profile, "tucbs.Durak");
  EXPECT_THAT(complaint_after(stops + "delivery = \"delta\"\n"), HasSubstr("'delivery'"));
}

TEST_F(Source, names_tell_sources_apart) {
  EXPECT_THAT(said(building), HasSubstr(":11: a source named 'yapi' is already at"));
  EXPECT_THAT(said(building), HasSubstr("uavt-sync.toml:6; names tell sources apart"));
}

TEST_F(Source, what_must_be_said_must_be_said) {
  const std::string whole(building);
  for (const std::string_view key : {"name", "register", "layer", "path"}) {
    std::string text = whole;
    const std::size_t at = text.find("\n" + std::string(key));
    text.erase(at, text.find('\n', at + 1) - at);
    EXPECT_THAT(complaint_after(text), HasSubstr("has no '" + std::string(key) + "'"));
  }
  EXPECT_THAT(complaint_after("[source]\nname = \"x\"\n"), HasSubstr("write [[source]]"));
}

TEST_F(Source, words_are_those_of_the_domain) {
  const auto with = [&](std::string_view reg, std::string_view layer) {
    return complaint_after("[[source]]\nname = \"x\"\npath = \"x\"\nregister = \"" +
                           std::string(reg) + "\"\nlayer = \"" + std::string(layer) + "\"\n");
  };
  EXPECT_THAT(with("nvi", "bina"), HasSubstr("allowed: uavt, cbs, takbis"));
  EXPECT_THAT(with("cbs", "binalar"), HasSubstr("did you mean 'bina'?"));
  EXPECT_THAT(with("takbis", "bina"), HasSubstr("the register of layer 'bina' is 'uavt' or 'cbs'"));
  EXPECT_THAT(with("uavt", "parsel"), HasSubstr("is 'takbis' or 'cbs'"));
  for (const auto* reg : {"takbis", "cbs"}) EXPECT_EQ(with(reg, "parsel"), "accepted");
  // What is put together or taken apart has no rows a delta could name.
  for (const auto* layer : {"yol", "yol_orta_hat", "yol_orta_hat_yon", "flat"}) {
    EXPECT_THAT(with("uavt", std::string(layer) + "\"\ndelivery = \"delta"),
                HasSubstr("is delivered whole"));
  }
  EXPECT_EQ(with("uavt", "numarataj\"\ndelivery = \"delta"), "accepted");
  for (const auto* layer : {"mahalle", "csbm", "yol", "yol_orta_hat", "yol_orta_hat_yon", "bina",
                            "numarataj", "bagimsiz_bolum", "flat"}) {
    EXPECT_EQ(with("uavt", layer), "accepted") << layer;
  }
}

TEST_F(Source, paths_are_taken_from_the_configuration_but_connections_are_not) {
  const auto path_of = [&](std::string_view path, std::string_view more = "") {
    return loaded_after(
               "[[source]]\nname = \"x\"\nregister = \"cbs\"\nlayer = \"bina\"\npath = \"" +
               std::string(path) + "\"\n" + std::string(more))
        .sources.at(0)
        .path;
  };
  EXPECT_EQ(path_of("../gelen/*.shp"), (path().parent_path() / "gelen/*.shp").string());
  EXPECT_EQ(path_of("/mnt/teslim/a.zip"), "/mnt/teslim/a.zip");
  // Whether such a thing may be opened is for the reader to refuse.
  EXPECT_EQ(path_of("/vsicurl/https://x.example/a.shp"), "/vsicurl/https://x.example/a.shp");
  EXPECT_EQ(path_of("https://x.example/a.geojson"), "https://x.example/a.geojson");
  EXPECT_EQ(path_of("PG:service=cbs", "driver = \"PostgreSQL\"\n"), "PG:service=cbs");
  EXPECT_THAT(complaint_after("[[source]]\nname = \"x\"\nregister = \"cbs\"\n"
                              "layer = \"bina\"\ndriver = \"PostgreSQL\"\n"
                              "path = \"PG:host=db password=gizli\"\n"),
              HasSubstr("carries a password"));
}

TEST_F(Source, dictionaries_are_read_strictly) {
  const auto with = [&](std::string_view list, std::string_view attribute = "durum") {
    write("tanim.csv", list);
    return said("codes = { " + std::string(attribute) + " = \"tanim.csv\" }\n");
  };
  EXPECT_EQ(with("1;kullanimda\n"), "accepted");
  EXPECT_EQ(with("1,Yapım Aşaması\n\n2,YIKILMIŞ\n"), "accepted");
  EXPECT_EQ(with("kod\tdeger\n1\tkullanimda\n1\tKullanımda\n"), "accepted");
  EXPECT_THAT(with("1;kullanimda\n2;Kulanımda değil\n"), HasSubstr("tanim.csv:2: 'Kulanımda değil' "
                                                                   "is no value of 'durum'"));
  EXPECT_THAT(with("1;kullanimda\n1;yikilmis\n"),
              HasSubstr("tanim.csv:2: kod '1' is 'yikilmis' here and 'kullanimda' above"));
  EXPECT_THAT(with("1\n"), HasSubstr("tanim.csv:1: expected two columns"));
  EXPECT_THAT(with("kod;deger\n"), HasSubstr("holds no kod;deger line"));
  EXPECT_THAT(with("1;Kullan\xFDmda\n"), HasSubstr("is not UTF-8"));
}

TEST_F(Source, own_profile_is_a_file_beside_the_configuration) {
  write("bizim.toml",
        "[layer.bina]\ntables = [\"BINALAR\"]\n[layer.bina.columns]\nad = [\"BINA_ADI\"]\n"
        "ada = [\"ADA\"]\n[layer.bina.codes.durum]\n\"1\" = \"kullanimda\"\n");
  const sync::Settings settings =
      loaded_after(std::string(building) + "profile = \"bizim.toml\"\n");
  const sync::Profile& profile = settings.profiles.back();
  EXPECT_EQ(profile.name, (path() / "bizim.toml").string());
  EXPECT_EQ(settings.sources.at(0).profile, profile.name);
  ASSERT_EQ(profile.layers.size(), 1u);
  EXPECT_THAT(profile.layers[0].tables, ElementsAre("BINALAR"));
  ASSERT_EQ(profile.layers[0].columns.size(), 2u);
  EXPECT_EQ(profile.layers[0].columns[0].attribute, "ad");
  EXPECT_EQ(profile.layers[0].columns[1].attribute, "ada");
  EXPECT_EQ(profile.layers[0].codes.at("durum").at("1"), "kullanimda");
}

TEST_F(Source, own_profile_is_checked_like_ours) {
  const auto with = [&](std::string_view text) {
    write("bizim.toml", text);
    return said("profile = \"bizim.toml\"\n");
  };
  EXPECT_THAT(with("[layer.binalar.columns]\nad = [\"X\"]\n"), HasSubstr("did you mean 'bina'?"));
  EXPECT_THAT(with("[layer.bina.columns]\nadi = [\"X\"]\n"),
              HasSubstr("bizim.toml:2: unknown key"));
  EXPECT_THAT(with("[layer.bina.columns]\nad = []\n"), HasSubstr("'ad' names no column"));
  EXPECT_THAT(with("[layer.bina]\ntables = []\n"), HasSubstr("[layer.bina.columns] is missing"));
  EXPECT_THAT(
      with("[layer.bina.columns]\nad = [\"X\"]\n[layer.bina.codes.durum]\n\"1\" = \"var\"\n"),
      HasSubstr("allowed: kullanimda, kullanim_disi, yapim_asamasi, yikilmis"));
}

}  // namespace
}  // namespace uavt::config::test
