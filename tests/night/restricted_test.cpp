// What a model restricts stays with the unit: canaries in restricted columns of the register's layers and
// of a model's own type are searched for in everything else that a night, a listing, an export or a reader
// of the database is told – while the unit's own tables have them.
#include "config/model.hpp"
#include "tests/night/program.hpp"
#include "tests/sql/consumer.hpp"

#include "built_here.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::night::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* canary = "KANARYA";

/// Its first column of that attribute; a column that is not there is made.
sync::RawColumn& column_of(city::File& file, const std::string& attribute,
                           const std::string& name) {
  for (sync::RawColumn& column : file.rows.columns) {
    if (column.attribute == attribute) return column;
  }
  sync::RawColumn& made = file.rows.columns.emplace_back();
  made.attribute = attribute;
  made.column = name;
  for (std::size_t row = 0; row < file.rows.size(); ++row) made.texts.append("");
  return made;
}

/// The shipped model of today with what a municipality restricts: of its buildings and units, and of
/// a table that is only judged.
std::string own_model() {
  sync::Model model = config::model_named("tucbs");
  for (sync::FeatureType& type : model.types) {
    for (sync::ModelAttribute& each : type.attributes) {
      const bool of_building = type.name == "Bina" && (each.from == "ad" ||
                                                       each.from == "tamamlanma_tarihi");
      const bool of_stop = type.name == "Durak" && each.name == "gecerlilikBaslangici";
      each.restricted = of_building || of_stop;
    }
  }
  sync::FeatureType units;
  units.name = "BagimsizBolum";
  units.title_tr = units.title_en = "Bağımsız bölüm";
  units.source = "S8";
  units.layer = sync::Layer::unit;
  for (const auto& [name, from] : {std::pair("tucbsNo", "tucbs_no"), std::pair("kat", "kat_no")}) {
    sync::ModelAttribute attribute;
    attribute.name = name;
    attribute.from = from;
    attribute.value = attribute.from == "tucbs_no" ? sync::ModelValue::integer
                                                   : sync::ModelValue::text;
    attribute.source = "S8";
    attribute.restricted = attribute.from == "kat_no";
    units.attributes.push_back(std::move(attribute));
  }
  model.types.push_back(std::move(units));
  return config::toml_of(model);
}

class Restricted : public testing::Test {
 protected:
  Restricted() {
    sql::test::make_roles(town_.database());
    city::Options options = ProgramTown::small();
    options.disagreements = true;
    city_ = city::generated(options);
    night("İLK");
    const fs::path configuration = town_.folder() / "uavt-sync.toml";
    write_bytes(town_.folder() / "benim.toml", own_model());
    write_bytes(town_.folder() / "durak.csv",
                "tucbsNo;gecerlilikBaslangici\n1;KANARYADURAK\n2;KANARYAGUN\n");
    std::string text = with(bytes_of(configuration), "embedded:", town_.database().conninfo());
    // Its name says person; what it becomes is restricted, so it may be read (KVK-02).
    const std::size_t buildings = text.find("cbs/YAPI.shp");
    text = text.substr(0, buildings) +
           with(text.substr(buildings), " ad = \"AD\"", " ad = \"MALIK_ADI\"");
    text += "\n[model]\ngeneration = \"benim.toml\"\n"
            "[authority.bagimsiz_bolum]\nkat = \"never\"\n"
            "[notify]\nto = [\"cbs@ornekkent.example\"]\ncommand = [\"tee\", \"" +
            (town_.folder() / "mektup.txt").string() + "\"]\n"
            "[[source]]\nname = \"durak\"\nregister = \"cbs\"\nlayer = \"tucbs.Durak\"\n"
            "path = \"durak.csv\"\n";
    write_bytes(configuration, text);
    configuration_ = configuration.string();
  }

  /// Canaries, other ones in every register: what differs is told, what cannot be read, too.
  void night(const std::string& which) {
    for (city::File& file : city_.files) {
      const auto plant = [&](sync::RawColumn& column, const std::string& word) {
        for (std::size_t row = 0; row < file.rows.size(); ++row) {
          column.texts.set(row, canary + word + which + std::to_string(row % 40));
        }
      };
      if (file.name == "cbs/YAPI.shp") {
        sync::RawColumn& owner = column_of(file, "ad", "MALIK_ADI");
        owner.column = "MALIK_ADI";
        plant(owner, "MALIK");
        plant(column_of(file, "tamamlanma_tarihi", "BITIMTARIH"), "GUN");
      }
      for (sync::RawColumn& column : file.rows.columns) {
        if (column.attribute == "kat_no") plant(column, file.name.starts_with("cbs") ? "CBS" : "UAVT");
      }
    }
    const std::string kept =
        configuration_.empty() ? std::string() : bytes_of(configuration_);
    town_.write(city_);
    if (!kept.empty()) write_bytes(configuration_, kept);
  }

  Ended run(const std::vector<std::string>& arguments) const {
    std::vector<std::string> words = {"-c", configuration_};
    words.insert(words.end(), arguments.begin(), arguments.end());
    const Ended result = ended(UAVT_PROGRAM, words);
    expect_none(fmt::format("{}", fmt::join(arguments, " ")), result.said());
    EXPECT_NE(result.code, 70) << result.said();
    return result;
  }

  static void expect_none(const std::string& where, std::string_view text) {
    std::string wide;
    for (const char c : std::string_view(canary)) wide += {c, '\0'};
    for (const std::string& each : {std::string(canary), wide}) {
      const std::size_t at = text.find(each);
      EXPECT_EQ(at == text.npos ? "" : std::string(text.substr(at > 80 ? at - 80 : 0, 160)), "")
          << where;
    }
  }
  /// Files as they are, and those in a package as they are inside it.
  static void expect_none_in(const fs::path& folder) {
    std::size_t searched = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      ++searched;
      expect_none(entry.path().string(), bytes_of(entry.path()));
      if (entry.path().extension() != ".xlsx") continue;
      const Ended unpacked = ended("/usr/bin/unzip", {"-p", entry.path().string()});
      EXPECT_GT(unpacked.out.size(), 1000u) << entry.path();
      expect_none(entry.path().string() + " (unpacked)", unpacked.out);
    }
    EXPECT_GT(searched, 0u);
  }

  Town town_;
  city::City city_;
  std::string configuration_;
};

TEST_F(Restricted, IsInNothingButTheUnitsOwnTables) {
  ASSERT_LE(run({"run"}).code, 1);
  night("SON");
  const Ended second = run({"run"});
  ASSERT_EQ(second.code, 6) << "a mahalle whose every building changed waits: " << second.said();
  const auto& database = town_.database();
  for (const char* kept : {"SELECT count(*) FROM adres.bina WHERE ad LIKE 'KANARYAMALIK%'",
                           "SELECT count(*) FROM adres.bagimsiz_bolum WHERE kat_no LIKE 'KANARYA%'",
                           "SELECT count(*) FROM kalite.bulgu WHERE kural = 'MOD-03'",
                           "SELECT count(*) FROM kalite.bulgu WHERE kural = 'UAV-03'"}) {
    EXPECT_GT(database.number(kept), 0) << kept;
  }

  const std::string out = (town_.folder() / "cikti").string();
  run({"report", "--format", "html,json,csv,xlsx,gpkg,sarif,junit,text", "--out", out + "/rapor"});
  run({"report"});
  run({"report", "--lang", "en"});
  EXPECT_THAT(run({"findings"}).out, HasSubstr("(kısıtlı)"));
  EXPECT_THAT(run({"findings", "--lang", "en"}).out, HasSubstr("(restricted)"));
  run({"findings", "--json"});
  run({"worklist"});
  run({"worklist", "--json"});
  for (const char* form : {"csv", "xlsx", "gml"}) {
    run({"worklist", "--format", form, "--out", out + "/duzeltme-" + form});
  }
  run({"decide", "--list"});
  run({"decide", "--list", "--json"});
  run({"held"});
  EXPECT_THAT(run({"held", "1"}).out, HasSubstr("(kısıtlı)"));
  run({"held", "--json"});
  EXPECT_EQ(run({"approve", "1"}).code, 6);  // the others still wait
  run({"why", "bina", "#1"});
  EXPECT_THAT(run({"why", "bina", "#1", "ad"}).out, HasSubstr("(kısıtlı)"));
  run({"why", "bagimsiz_bolum", "#1", "--json"});
  run({"runs", "--json"});
  run({"check"});
  run({"diff"});
  run({"run", "--dry-run"});
  run({"validate", "--out", out + "/kural"});
  run({"validate", "--model", (town_.folder() / "benim.toml").string(), "--type", "Durak",
       (town_.folder() / "durak.csv").string(), "--out", out + "/model"});
  run({"codes", "--out", out + "/kodlar"});
  run({"as-of", "2199-01-01", "--out", out + "/bugun.gpkg"});
  for (const char* format : {"gpkg", "gml", "csv", "shp", "fgb"}) {
    const Ended made = run({"export", "--for", "tam", "--format", format, "--purpose", "deneme",
                            "--out", out + "/tam-" + format});
    EXPECT_EQ(made.code, 0) << made.said();
  }
  expect_none_in(out);
  expect_none_in(town_.settings().run.report_dir);
  EXPECT_THAT(bytes_of(town_.folder() / "mektup.txt"), HasSubstr("Subject"));
  expect_none("mektup.txt", bytes_of(town_.folder() / "mektup.txt"));

  std::istringstream words(database.value(
      "SELECT string_agg(format('%I.%I', n.nspname, c.relname), ' ') FROM pg_class AS c JOIN "
      "pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname IN ('kalite', 'paylasim', "
      "'tucbs') AND c.relkind IN ('r', 'v')"));
  std::vector<std::string> sources{std::istream_iterator<std::string>(words), {}};
  sources.insert(sources.end(), {"paylasim.degisiklikler(0, 10000000)",
                                 "paylasim.degisiklikler_toplu(0, paylasim.son_sira())",
                                 "paylasim.adres_tarihte(now())", "paylasim.bina_tarihte(now())",
                                 "uavtsync.calisma", "uavtsync.tutulan"});
  for (const std::string& source : sources) {
    expect_none(source, database.value("SELECT string_agg(t::text, E'\\n') FROM " + source +
                                       " AS t"));
  }
}

TEST_F(Restricted, ACompleteExportLeavesItOutAndIsABase) {
  ASSERT_LE(run({"run"}).code, 1);
  const std::string out = (town_.folder() / "cikti").string();
  const Ended refused = [&] {
    const std::string text = bytes_of(configuration_);
    write_bytes(configuration_, text + "[export.vergi]\nrecipient = \"Vergi\"\npurpose = \"x\"\n"
                                       "layers = [\"bina\"]\ncolumns = { bina = [\"ad\"] }\n");
    Ended result = run({"export", "--for", "vergi", "--out", out});
    write_bytes(configuration_, text);
    return result;
  }();
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.error, testing::AllOf(HasSubstr("bina.ad"), HasSubstr("kısıtlı")));
  ASSERT_EQ(run({"export", "--for", "tam", "--format", "gpkg", "--purpose", "x", "--out", out}).code,
            0);
  fs::path base;
  for (const auto& entry : fs::recursive_directory_iterator(out)) {
    if (entry.path().extension() == ".gpkg") base = entry.path();
  }
  night("SON");
  const Ended compared = run({"diff", "--base", base.string(), "--out", out + "/fark"});
  EXPECT_LE(compared.code, 1) << compared.said();
  // Restricted values changed everywhere, and nobody can tell: no row changes.
  std::string report;
  for (const auto& entry : fs::recursive_directory_iterator(out + "/fark")) {
    if (entry.path().filename() == "report.json") report = bytes_of(entry.path());
  }
  for (const auto& layer : nlohmann::json::parse(report).at("result").at("layers")) {
    EXPECT_EQ(layer.at("inserted").get<int>() + layer.at("updated").get<int>() +
                  layer.at("deleted").get<int>() + layer.at("held").get<int>(),
              0)
        << layer;
  }

  // What the configuration restricts and the database does not yet is not given out either.
  write_bytes(configuration_, with(bytes_of(configuration_), "benim.toml", "tucbs"));
  EXPECT_EQ(run({"export", "--for", "tam", "--purpose", "x", "--out", out}).code, 2);
}

}  // namespace
}  // namespace uavt::night::test
