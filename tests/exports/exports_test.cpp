// What leaves the database as a file: every format read back through GDAL has the rows and columns
// that were asked for, the ledger says so, and what goes wrong leaves nothing behind.
#include "app/base_file.hpp"
#include "config/model.hpp"
#include "importers/reader.hpp"
#include "sql/database.hpp"
#include "sync/rules_model.hpp"
#include "tests/night/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

#include "built_here.hpp"

namespace uavt::exports::test {
namespace {

namespace fs = std::filesystem;
using night::test::bytes_of;
using night::test::Ended;
using testing::HasSubstr;

constexpr const char* profiles = R"(
[export.su]
recipient = "Su ve Kanalizasyon Müdürlüğü"
purpose = "abone adresleri"
protocol = "2026/14"
layers = ["numarataj", "bina"]
columns = { bina = ["tucbs_no", "ad", "kat_zemin_ustu"] }

[export.degisim]
recipient = "Çevre ve Şehircilik"
purpose = "ulusal platform"
layers = ["tucbs.Bina", "tucbs.Numarataj", "tucbs.Mahalle", "tucbs.Parsel"]

[export.enlem]
recipient = "Harita"
purpose = "web haritası"
crs = "EPSG:4326"
layers = ["bina"]
)";

class Exports : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(town_.run({"run"}).code, 0);
    night::test::write_bytes(town_.configuration(), bytes_of(town_.configuration()) + profiles);
  }

  [[nodiscard]] Ended run(const std::string& profile, const std::string& format,
                          std::vector<std::string> more = {}) const {
    std::vector<std::string> words = {"export", "--for", profile, "--format", format,
                                      "--out",  out(),   "--by",  "ayse"};
    words.insert(words.end(), more.begin(), more.end());
    return town_.run(words);
  }
  [[nodiscard]] fs::path out() const { return town_.file("verilen"); }
  [[nodiscard]] std::string value(const std::string& query) const {
    return town_.town().database().value(query);
  }
  /// The only folder that lies in `out`.
  [[nodiscard]] fs::path folder() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(out())) found.push_back(entry.path());
    EXPECT_EQ(found.size(), 1U);
    return found.empty() ? fs::path() : found.front();
  }
  [[nodiscard]] bool nothing_left() const { return !fs::exists(out()) || fs::is_empty(out()); }

  /// Rows and columns of one layer, read by the program's own importer (GDAL, or its own CSV).
  [[nodiscard]] std::map<std::string, std::uint64_t> layers_in(const fs::path& file) const {
    std::map<std::string, std::uint64_t> layers;
    for (const auto& layer : importers::inspect(file.string(), {})) {
      layers[layer.layer] = layer.rows;
    }
    return layers;
  }

  /// Rows of a file of one layer, as the importer counts them.
  [[nodiscard]] std::uint64_t rows_in(const fs::path& file) const {
    sync::Settings settings = town_.town().settings();
    sync::SourceSettings source;
    source.name = "verilen";
    source.layer = sync::SourceLayer::flat;
    source.model_type = "verilen.katman";
    source.path = file.string();
    source.columns = {{"tucbs_no", "tucbs_no"}};
    settings.sources = {source};
    return importers::read(settings, 0).rows_read;
  }

  night::test::ProgramTown town_;
};

TEST_F(Exports, every_format_has_every_row_and_the_ledger_says_so) {
  const std::string doors = value("SELECT count(*) FROM adres.numarataj");
  const std::string buildings = value("SELECT count(*) FROM adres.bina");
  int number = 0;
  for (const std::string format : {"gpkg", "gml", "csv", "shp", "fgb"}) {
    fs::remove_all(out());
    const Ended done = run("su", format);
    ASSERT_EQ(done.code, 0) << format << done.said();
    ++number;
    const fs::path place = folder();
    EXPECT_EQ(place.filename(), fmt::format("su-{:06}", number)) << done.out;
    std::map<std::string, std::uint64_t> layers;
    if (format == "gpkg" || format == "gml") {
      layers = layers_in(place / ("su." + format));
    } else {
      for (const char* layer : {"numarataj", "bina"}) {
        layers[layer] = rows_in(place / (layer + ("." + format)));
      }
    }
    EXPECT_EQ(std::to_string(layers["numarataj"]), doors) << format;
    EXPECT_EQ(std::to_string(layers["bina"]), buildings) << format;
    EXPECT_EQ(
        value(fmt::format("SELECT alici || '|' || amac || '|' || protokol || '|' || kisi || "
                          "'|' || bicim || '|' || durum FROM uavtsync.disa_aktarim WHERE no = "
                          "{}",
                          number)),
        fmt::format("Su ve Kanalizasyon Müdürlüğü|abone adresleri|2026/14|ayse|{}|verildi",
                    format));
    EXPECT_EQ(value(fmt::format("SELECT satir || ' ' || array_to_string(sutunlar, ',') FROM "
                                "uavtsync.disa_aktarim_katmani WHERE no = {} AND katman = 'bina'",
                                number)),
              buildings + " tucbs_no,ad,kat_zemin_ustu");
    const long files = std::distance(fs::directory_iterator(place), fs::directory_iterator());
    EXPECT_EQ(value(fmt::format("SELECT count(*) FROM uavtsync.disa_aktarim_dosyasi WHERE no = {}",
                                number)),
              std::to_string(files))
        << format;
    fmt::print("{}: {} files\n", format, files);
  }
  EXPECT_EQ(value("SELECT sum(aktarim_sayisi) || ' ' || count(DISTINCT bicim) FROM "
                  "kalite.paylasim_istatistigi WHERE alici LIKE 'Su ve%' AND katman = 'bina'"),
            "5 5");
}

TEST_F(Exports, rows_without_geometry_lie_beside_a_flatgeobuf) {
  town_.town().database().run(
      "UPDATE adres.numarataj SET geometri = NULL WHERE tucbs_no % 7 = 0; "
      "UPDATE adres.csbm SET geometri = NULL");
  const Ended done = run("tam", "fgb", {"--purpose", "deneme"});
  ASSERT_EQ(done.code, 0) << done.said();
  const auto count = [&](const std::string& what) {
    return std::stoull(value("SELECT count(*) FROM adres." + what));
  };
  const auto without = count("numarataj WHERE geometri IS NULL");
  ASSERT_GT(without, 0U);
  EXPECT_EQ(rows_in(folder() / "numarataj.fgb") + without, count("numarataj"));
  EXPECT_EQ(rows_in(folder() / "numarataj_geometrisiz.csv"), without);
  EXPECT_FALSE(fs::exists(folder() / "csbm.fgb"));
  EXPECT_EQ(rows_in(folder() / "csbm_geometrisiz.csv"), count("csbm"));
  EXPECT_EQ(rows_in(folder() / "bagimsiz_bolum.csv"), count("bagimsiz_bolum"));
  EXPECT_FALSE(fs::exists(folder() / "bina_geometrisiz.csv"));
  EXPECT_THAT(done.error, HasSubstr(fmt::format("numarataj: {} satırın geometrisi yok", without)));
  EXPECT_THAT(done.error, HasSubstr("numarataj_geometrisiz.csv"));
}

TEST_F(Exports, gml_has_its_schema_beside_it_and_both_are_well_formed) {
  ASSERT_EQ(run("su", "gml").code, 0);
  for (const char* name : {"su.gml", "su.xsd"}) {
    pugi::xml_document document;
    EXPECT_TRUE(document.load_file((folder() / name).c_str())) << name;
  }
  EXPECT_THAT(bytes_of(folder() / "su.xsd"), HasSubstr("kat_zemin_ustu"));
  EXPECT_THAT(bytes_of(folder() / "su.gml"), HasSubstr("gml/3.2"));
}

TEST_F(Exports, shapefile_columns_are_short_told_apart_and_said_to_be_utf_8) {
  ASSERT_EQ(run("su", "shp").code, 0);
  EXPECT_EQ(bytes_of(folder() / "bina.cpg"), "UTF-8");
  const std::string dictionary = bytes_of(folder() / "sutunlar.csv");
  EXPECT_THAT(dictionary, HasSubstr("\"kat_zemin_ustu\";\"kat_zemin_\""));
  const auto doors = importers::inspect((folder() / "numarataj.shp").string(), {});
  std::set<std::string> names;
  for (const auto& column : doors.front().columns) {
    EXPECT_LE(column.name.size(), 10U);
    EXPECT_TRUE(names.insert(column.name).second) << column.name;
  }
  EXPECT_EQ(std::to_string(names.size()),
            value("SELECT count(*) FROM pg_attribute WHERE attrelid = 'adres.numarataj'::regclass "
                  "AND attnum > 0 AND attname <> 'geometri'"));
}

TEST_F(Exports, csv_runs_no_formula_and_has_a_mark_and_semicolons) {
  town_.town().database().run(
      "UPDATE adres.bina SET ad = '=HYPERLINK(\"http://x\")' WHERE tucbs_no = 1");
  ASSERT_EQ(run("su", "csv").code, 0);
  const std::string text = bytes_of(folder() / "bina.csv");
  EXPECT_TRUE(text.starts_with("\xEF\xBB\xBF\"tucbs_no\";\"ad\";\"kat_zemin_ustu\";\"WKT\"\r\n"))
      << text.substr(0, 80);
  EXPECT_THAT(text, HasSubstr("\"'=HYPERLINK(\"\"http://x\"\")\""));
}

TEST_F(Exports, coordinates_are_in_the_asked_system) {
  ASSERT_EQ(run("enlem", "gpkg").code, 0);
  const auto layers = importers::inspect((folder() / "enlem.gpkg").string(), {});
  ASSERT_EQ(layers.size(), 1U);
  EXPECT_THAT(layers[0].crs, HasSubstr("4326"));
  EXPECT_GT(layers[0].extent.min_x, 25.0);
  EXPECT_LT(layers[0].extent.max_x, 45.0);
  EXPECT_GT(layers[0].extent.min_y, 35.0);
}

TEST_F(Exports, exchange_views_are_valid_by_the_model_as_files_too) {
  ASSERT_EQ(run("degisim", "gpkg").code, 0);
  for (const char* type : {"Bina", "Numarataj", "Mahalle", "Parsel"}) {
    const Ended judged = town_.run({"validate", "--model", "tucbs", "--type", type, "--table", type,
                                    (folder() / "degisim.gpkg").string()});
    EXPECT_EQ(judged.code, 0) << judged.said();
    EXPECT_THAT(judged.out, testing::Not(HasSubstr("MOD-"))) << judged.out;
  }
}

TEST_F(Exports, only_the_mahalle_that_are_asked_for) {
  const std::string mahalle = value(
      "SELECT mahalle_kodu FROM adres.bina WHERE mahalle_kodu IS NOT NULL GROUP BY 1 "
      "ORDER BY count(*) DESC LIMIT 1");
  town_.edit_configuration("purpose = \"web haritası\"",
                           "purpose = \"web haritası\"\nmahalle = [" + mahalle + "]");
  town_.edit_configuration("layers = [\"bina\"]",
                           "layers = [\"mahalle\", \"csbm\", \"numarataj\", \"bagimsiz_bolum\", "
                           "\"bina\", \"tucbs.Bina\"]");
  const Ended done = run("enlem", "gpkg");
  ASSERT_EQ(done.code, 0) << done.said();
  auto layers = layers_in(folder() / "enlem.gpkg");
  EXPECT_EQ(layers["mahalle"], 1U);
  EXPECT_EQ(std::to_string(layers["csbm"]),
            value("SELECT count(*) FROM adres.csbm WHERE mahalle_kodu = " + mahalle));
  EXPECT_EQ(std::to_string(layers["numarataj"]),
            value("SELECT count(*) FROM adres.numarataj n LEFT JOIN adres.csbm c ON c.ilce_kodu = "
                  "n.ilce_kodu AND c.tucbs_no = n.csbm_tucbs_no WHERE coalesce(c.mahalle_kodu, "
                  "n.mahalle_kodu) = " +
                  mahalle));
  EXPECT_GT(layers["bagimsiz_bolum"], 0U);
  EXPECT_EQ(layers["bina"], layers["tucbs_Bina"]) << "two layers of one name are told apart";
}

TEST_F(Exports, a_full_one_is_a_base_in_every_format_that_can_be) {
  for (const std::string format : {"gpkg", "gml", "csv"}) {
    fs::remove_all(out());
    const Ended done = run("tam", format, {"--purpose", "karşılaştırma"});
    ASSERT_EQ(done.code, 0) << format << done.said();
    const fs::path base =
        format == "gpkg" || format == "gml" ? folder() / ("tam." + format) : folder();
    const sync::Stored stored = app::stored_from(base, town_.town().settings());
    const sync::Stored expected = sql::Database(town_.town().database().conninfo())
                                      .load(town_.town().settings().municipality.ilce);
    for (const sync::Layer layer : sync::all_layers) {
      EXPECT_EQ(stored.published[index(layer)].table.size(),
                expected.published[index(layer)].table.size())
          << format << " " << sync::name(layer);
    }
    const Ended diff = town_.run({"diff", "--base", base.string()});
    EXPECT_THAT(diff.code, testing::AnyOf(0, 1)) << format << diff.said();
    EXPECT_THAT(diff.out, HasSubstr("Değişiklik yok")) << format << diff.out;
  }
}

TEST_F(Exports, bad_input_is_answered_with_the_cure_and_leaves_nothing) {
  const auto refused = [&](const Ended& ended, int code, const char* words) {
    EXPECT_EQ(ended.code, code) << ended.said();
    EXPECT_THAT(ended.error, HasSubstr(words));
    EXPECT_TRUE(nothing_left());
  };
  refused(run("park", "gpkg"), 2, "[export.park]");
  refused(run("tam", "gpkg"), 2, "--purpose");
  refused(run("su", "dwg"), 2, "dwg");
  town_.edit_configuration("\"kat_zemin_ustu\"]", "\"kat_sayisi\"]");
  refused(run("su", "gpkg"), 2, "kat_zemin_ustu");
  town_.edit_configuration("\"tucbs.Parsel\"]", "\"tucbs.Ada\"]");
  refused(run("degisim", "gpkg"), 2, "tucbs.Parsel");
  town_.edit_configuration("crs = \"EPSG:4326\"", "crs = \"EPSG:999999\"");
  refused(run("enlem", "gpkg"), 4, "999999");
  town_.edit_configuration("layers = [\"bina\"]", "layers = [\"binalar\"]");
  refused(run("enlem", "gpkg"), 2, "'bina'");
  town_.edit_configuration("layers = [\"binalar\"]", "layers = [\"bina\"]");
  EXPECT_EQ(value("SELECT count(*) FROM uavtsync.disa_aktarim"), "0");
  const Ended nowhere =
      town_.run({"export", "--for", "tam", "--purpose", "x", "--out", "/proc/verilen"});
  EXPECT_EQ(nowhere.code, 2) << nowhere.said();
  EXPECT_THAT(nowhere.error, HasSubstr("/proc/verilen"));
}

TEST_F(Exports, a_file_that_may_not_grow_is_never_given_short) {
  for (const std::string format : {"gpkg", "gml", "csv", "shp", "fgb"}) {
    fs::remove_all(out());
    ASSERT_EQ(run("tam", format, {"--purpose", "x"}).code, 0);
    std::map<std::string, std::uintmax_t> whole;
    for (const auto& entry : fs::directory_iterator(folder())) {
      whole[entry.path().filename()] = entry.file_size();
    }
    const auto largest = std::ranges::max(whole | std::views::values);
    for (std::uintmax_t blocks = 24; blocks * 1024 < 2 * largest; blocks *= 2) {
      fs::remove_all(out());
      const std::string given = value("SELECT count(*) FROM uavtsync.disa_aktarim");
      const std::string command = fmt::format(
          "trap '' XFSZ; ulimit -f {}; exec '{}' -c '{}' export --for tam --purpose x --format {} "
          "--out '{}'",
          blocks, UAVT_PROGRAM, town_.configuration().string(), format, out().string());
      const Ended end = night::test::ended("/bin/bash", {"-c", command});
      if (end.code == 0) {
        for (const auto& entry : fs::directory_iterator(folder())) {
          EXPECT_EQ(entry.file_size(), whole[entry.path().filename()])
              << format << " " << blocks << " KiB " << entry.path();
        }
        continue;
      }
      EXPECT_EQ(end.code, 2) << format << " " << blocks << " KiB " << end.said();
      EXPECT_THAT(end.error, HasSubstr("cannot be written"));
      EXPECT_TRUE(nothing_left()) << format;
      EXPECT_EQ(value("SELECT count(*) FROM uavtsync.disa_aktarim"), given);
    }
  }
}

TEST_F(Exports, a_full_disk_leaves_no_half_file_and_no_line_in_the_ledger) {
  for (const std::string format : {"gpkg", "gml", "csv", "shp", "fgb"}) {
    const std::string command = fmt::format(
        "trap '' XFSZ; ulimit -f 16; exec '{}' -c '{}' export --for tam --purpose x --format {} "
        "--out "
        "'{}'",
        UAVT_PROGRAM, town_.configuration().string(), format, out().string());
    const Ended full = night::test::ended("/bin/bash", {"-c", command});
    EXPECT_EQ(full.code, 2) << format << full.said();
    EXPECT_TRUE(nothing_left()) << format;
  }
  EXPECT_EQ(value("SELECT count(*) FROM uavtsync.disa_aktarim"), "0");
}

TEST(ExportsBeforeAnyRun, say_what_to_do) {
  const night::test::ProgramTown town;
  const Ended ended =
      town.run({"export", "--for", "tam", "--purpose", "x", "--out", town.file("verilen")});
  EXPECT_EQ(ended.code, 2) << ended.said();
  EXPECT_THAT(ended.error, HasSubstr("uavt-sync run"));
}

}  // namespace
}  // namespace uavt::exports::test
