// The last gate: what must never leave – T.C. kimlik numbers wherever they got in, columns that say
// person, what the service keeps for itself – is searched for in every file of every format.
#include "tests/night/archive.hpp"
#include "tests/night/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "built_here.hpp"

namespace uavt::exports::test {
namespace {

namespace fs = std::filesystem;
using night::test::bytes_of;
using night::test::Ended;
using testing::HasSubstr;

/// Passes the checksum, belongs to nobody: the number the law's own examples use.
constexpr const char* citizen = "10000000146";
constexpr const char* canary = "KANARYAKISISELVERI";

class Canary : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(town_.run({"run"}).code, 0);
    const auto& database = town_.town().database();
    // Past every check of the reader: straight into what is published, and into what is kept.
    database.run(fmt::format(
        "UPDATE adres.bina SET ad = 'MALİK {0} EVİ', site_adi = '{0}' WHERE tucbs_no <= 3;"
        "UPDATE adres.numarataj SET blok_adi = 'tc:{0}' WHERE tucbs_no <= 3;"
        "UPDATE adres.bagimsiz_bolum SET tip = '{0}.0' WHERE tucbs_no <= 3;"
        "INSERT INTO uavtsync.goruntu (ilce_kodu, katman, kutuk, tucbs_no, bos, fark, kaynak_id) "
        "VALUES (2039, 'bina', 'takbis', 1, 0, ARRAY['ad', '{1}'], '{1}');"
        "UPDATE uavtsync.kaynak SET sutunlar = sutunlar || '{1}'",
        citizen, canary));
    // Two buildings' worth: outlines in a binary layout of another format may look like anything.
    night::test::write_bytes(town_.configuration(), bytes_of(town_.configuration()) + R"(
[export.her]
recipient = "Denetim"
purpose = "deneme"
layers = ["mahalle", "csbm", "yol_orta_hat", "parsel", "bina", "numarataj", "bagimsiz_bolum", "tucbs.Bina", "tucbs.Numarataj", "tucbs.Mahalle", "tucbs.Parsel", "tucbs.KarayoluHatti", "paylasim.adres", "paylasim.bina"]
)");
  }

  /// Files under `folder` that hold the text, in UTF-8 or in UTF-16.
  [[nodiscard]] static std::vector<std::string> holding(const fs::path& folder,
                                                        const std::string& text) {
    std::string wide;
    for (const char c : text) wide += {c, '\0'};
    std::vector<std::string> files;
    std::size_t searched = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      ++searched;
      const std::string bytes = night::test::unpacked(entry.path());
      if (bytes.find(text) != std::string::npos || bytes.find(wide) != std::string::npos) {
        files.push_back(entry.path().filename().string());
      }
    }
    EXPECT_GT(searched, 0U);
    return files;
  }

  night::test::ProgramTown town_;
};

TEST_F(Canary, is_in_no_file_of_any_format) {
  for (const std::string profile : {"her", "tam"}) {
    for (const std::string format : {"gpkg", "gml", "csv", "shp", "fgb"}) {
      const fs::path out = town_.file("kanarya") / (profile + format);
      const Ended done = town_.run({"export", "--for", profile, "--format", format, "--purpose",
                                    "deneme", "--out", out.string()});
      ASSERT_EQ(done.code, 0) << done.said();
      EXPECT_THAT(done.error, HasSubstr("T.C. kimlik numarası"));
      EXPECT_THAT(holding(out, citizen), testing::IsEmpty()) << profile << format;
      EXPECT_THAT(holding(out, canary), testing::IsEmpty()) << profile << format;
      if (profile == "tam" && format != "gpkg") {
        EXPECT_THAT(holding(out, "***********"), testing::Not(testing::IsEmpty())) << format;
      }
    }
  }
  EXPECT_EQ(town_.town().database().value(
                "SELECT string_agg(DISTINCT maskelenen::text, ',') FROM uavtsync.disa_aktarim "
                "WHERE profil = 'tam'"),
            "12");
  ASSERT_EQ(town_.run({"metadata", "--out", town_.file("ustveri")}).code, 0);
  EXPECT_THAT(holding(town_.file("ustveri"), citizen), testing::IsEmpty());
  EXPECT_THAT(holding(town_.file("ustveri"), canary), testing::IsEmpty());
}

TEST_F(Canary, a_column_that_says_person_is_refused_by_name) {
  town_.town().database().run(
      "CREATE VIEW paylasim.abone AS SELECT ilce_kodu, tucbs_no, ad AS malik_adi FROM adres.bina");
  night::test::write_bytes(town_.configuration(), bytes_of(town_.configuration()) + R"(
[export.abone]
recipient = "Su"
purpose = "deneme"
layers = ["paylasim.abone"]
)");
  const fs::path out = town_.file("kisi");
  const std::vector<std::string> words = {"export", "--for", "abone", "--out", out.string()};
  const Ended refused = town_.run(words);
  EXPECT_EQ(refused.code, 2) << refused.said();
  EXPECT_THAT(refused.error, HasSubstr("paylasim.abone.malik_adi"));
  EXPECT_FALSE(fs::exists(out) && !fs::is_empty(out));
  town_.edit_configuration("layers = [\"paylasim.abone\"]",
                           "layers = [\"paylasim.abone\"]\ncolumns = { \"paylasim.abone\" = "
                           "[\"tucbs_no\"] }");
  EXPECT_EQ(town_.run(words).code, 0);
}

TEST_F(Canary, nothing_of_the_services_own_schemas_can_be_asked_for) {
  for (const char* layer : {"uavtsync.goruntu", "kalite.bulgu", "adres.bina_gecmis", "bina_gecmis",
                            "paylasim.\"x\"; DROP TABLE adres.bina; --"}) {
    std::string quoted;
    for (const char c : std::string(layer)) quoted += c == '"' ? "\\\"" : std::string(1, c);
    const std::string section = fmt::format(
        "\n[export.gizli]\nrecipient = \"x\"\npurpose = \"x\"\nlayers = [\"{}\"]\n", quoted);
    const std::string before = bytes_of(town_.configuration());
    night::test::write_bytes(town_.configuration(), before + section);
    const Ended refused =
        town_.run({"export", "--for", "gizli", "--out", town_.file("gizli").string()});
    EXPECT_EQ(refused.code, 2) << layer << refused.said();
    night::test::write_bytes(town_.configuration(), before);
  }
  EXPECT_NE(town_.town().database().value("SELECT count(*) FROM adres.bina"), "0");
}

}  // namespace
}  // namespace uavt::exports::test
