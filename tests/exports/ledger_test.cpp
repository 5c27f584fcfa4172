// The ledger as people ask it – `exports` – and what a killed export leaves: nothing that looks like
// a file somebody was given, and a ledger that says so.
#include "tests/night/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "built_here.hpp"

namespace uavt::exports::test {
namespace {

namespace fs = std::filesystem;
using night::test::bytes_of;
using night::test::Ended;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class LedgerOfExports : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(town_.run({"run"}).code, 0);
    night::test::write_bytes(town_.configuration(), bytes_of(town_.configuration()) + R"(
[export.su]
recipient = "Su ve Kanalizasyon Müdürlüğü"
purpose = "abone adresleri"
protocol = "2026/14"
layers = ["numarataj", "bina"]
)");
  }
  [[nodiscard]] fs::path out() const { return town_.file("verilen"); }
  [[nodiscard]] Ended give(const std::string& profile, const std::string& format) const {
    return town_.run({"export", "--for", profile, "--format", format, "--purpose", "deneme", "--out",
                      out(), "--by", "ayse"});
  }
  /// The same, but a file that grows beyond so many bytes kills it: nobody gets to clean up.
  [[nodiscard]] Ended killed(const std::string& format, int blocks_of_1024) const {
    return night::test::ended(
        "/bin/bash",
        {"-c", fmt::format("ulimit -c 0; ulimit -f {}; exec '{}' -c '{}' export --for tam "
                           "--purpose x --format {} --out '{}'",
                           blocks_of_1024, UAVT_PROGRAM, town_.configuration().string(), format,
                           out().string())});
  }
  [[nodiscard]] std::vector<std::string> left() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(out())) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }
  [[nodiscard]] std::string value(const std::string& query) const {
    return town_.town().database().value(query);
  }
  night::test::ProgramTown town_;
};

TEST_F(LedgerOfExports, is_listed_newest_first_and_as_json) {
  const Ended none = town_.run({"exports"});
  EXPECT_EQ(none.code, 0) << none.said();
  EXPECT_THAT(none.out, HasSubstr("böyle bir dışa aktarım yok"));
  ASSERT_EQ(give("su", "gpkg").code, 0);
  ASSERT_EQ(give("tam", "csv").code, 0);

  const Ended listed = town_.run({"exports"});
  ASSERT_EQ(listed.code, 0) << listed.said();
  EXPECT_THAT(listed.out,
              AllOf(HasSubstr("su → Su ve Kanalizasyon Müdürlüğü · gpkg · verildi"),
                    HasSubstr("protokol: 2026/14"), HasSubstr("veren: ayse"),
                    HasSubstr(value("SELECT sha256 || '  ' || dosya FROM "
                                    "uavtsync.disa_aktarim_dosyasi WHERE dosya = 'su.gpkg'"))));
  EXPECT_LT(listed.out.find("2. "), listed.out.find("\n1. "));
  EXPECT_THAT(town_.run({"--lang", "en", "exports", "--at-most", "1"}).out,
              AllOf(HasSubstr("purpose: deneme"), Not(HasSubstr("2026/14"))));
  EXPECT_THAT(town_.run({"exports", "--for", "su"}).out, Not(HasSubstr("· csv ·")));
  EXPECT_THAT(town_.run({"exports", "--layer", "parsel"}).out,
              AllOf(HasSubstr("· csv ·"), Not(HasSubstr("· gpkg ·"))));
  EXPECT_THAT(town_.run({"exports", "--state", "verilemedi"}).out, HasSubstr("yok"));
  EXPECT_THAT(town_.run({"exports", "--since", "2199-01-01"}).out, HasSubstr("yok"));
  const Ended wrong = town_.run({"exports", "--since", "dün"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.error, HasSubstr("2026-03-01"));

  // PostgreSQL reads it as JSON and finds in it what its own tables say.
  const Ended json = town_.run({"exports", "--json"});
  const auto in_json = [&](const std::string& path) {
    return value("SELECT $j$" + json.out + "$j$::jsonb #>> '" + path + "'");
  };
  EXPECT_EQ(in_json("{1,recipient}"), "Su ve Kanalizasyon Müdürlüğü");
  EXPECT_EQ(in_json("{0,number}"), "2");
  EXPECT_EQ(in_json("{1,layers,0,rows}"), value("SELECT count(*) FROM adres.bina"));
  EXPECT_EQ(in_json("{1,files,0,sha256}").size(), 64U);
}

TEST_F(LedgerOfExports, statistics_are_those_of_the_view) {
  EXPECT_THAT(town_.run({"exports", "--statistics"}).out, HasSubstr("bir şey yok"));
  ASSERT_EQ(give("su", "gpkg").code, 0);
  ASSERT_EQ(give("su", "gpkg").code, 0);
  const std::string buildings = value("SELECT 2 * count(*) FROM adres.bina");
  const Ended told = town_.run({"exports", "--statistics"});
  EXPECT_EQ(told.code, 0) << told.said();
  EXPECT_THAT(told.out, AllOf(HasSubstr("Su ve Kanalizasyon Müdürlüğü · bina · gpkg (su): 2 kez, " +
                                        buildings + " satır"),
                              HasSubstr(value("SELECT max(ay) FROM kalite.paylasim_istatistigi"))));
  const Ended json = town_.run({"exports", "--statistics", "--json", "--layer", "bina"});
  EXPECT_EQ(value("SELECT ($j$" + json.out + "$j$::jsonb #>> '{0,rows}') || ' ' || "
                  "jsonb_array_length($j$" + json.out + "$j$::jsonb)"),
            buildings + " 1");
}

TEST_F(LedgerOfExports, says_whether_these_are_the_files_that_were_given) {
  ASSERT_EQ(give("su", "csv").code, 0);
  const fs::path copy = town_.file("baska_yerde");
  fs::copy(out() / "su-000001", copy, fs::copy_options::recursive);
  const auto verified = [&](const std::string& number, const fs::path& folder) {
    return town_.run({"exports", "--verify", number, folder.string()});
  };
  const Ended same = verified("1", copy);
  EXPECT_EQ(same.code, 0) << same.said();
  EXPECT_THAT(same.out, AllOf(HasSubstr("bina.csv: verildiği gibi"), Not(HasSubstr("DEĞİŞMİŞ"))));
  night::test::write_bytes(copy / "bina.csv", bytes_of(copy / "bina.csv") + " ");
  fs::remove(copy / "numarataj.csv");
  night::test::write_bytes(copy / "ek.txt", "x");
  const Ended other = verified("1", copy);
  EXPECT_EQ(other.code, 1) << other.said();
  EXPECT_THAT(other.out, AllOf(HasSubstr("bina.csv: DEĞİŞMİŞ"), HasSubstr("numarataj.csv: YOK"),
                               HasSubstr("ek.txt: VERİLMEMİŞ"),
                               HasSubstr("sutunlar.csv: verildiği gibi")));
  const Ended json = town_.run({"exports", "--json", "--verify", "1", copy.string()});
  EXPECT_EQ(json.code, 1);
  EXPECT_EQ(value("SELECT $j$" + json.out + "$j$::jsonb ->> 'as_given'"), "false");
  EXPECT_EQ(verified("9", copy).code, 2);
  EXPECT_EQ(verified("bir", copy).code, 2);
  EXPECT_EQ(verified("1", copy / "bina.csv").code, 2);
}

TEST_F(LedgerOfExports, a_killed_export_leaves_nothing_that_has_a_name_and_the_next_one_tidies_up) {
  for (const std::string format : {"gpkg", "gml", "csv", "shp", "fgb"}) {
    const Ended end = killed(format, 16);
    EXPECT_NE(end.signal, 0) << format << end.said();
    ASSERT_EQ(left().size(), 1U) << format;
    EXPECT_THAT(left().front(), AllOf(testing::StartsWith(".tam-"), testing::EndsWith(".yarim")));
    EXPECT_EQ(value("SELECT count(*) FROM uavtsync.disa_aktarim"), "0") << format;
    fs::create_directories(out() / ".baska.yarim_degil");
    const Ended next = give("su", "nothing");
    EXPECT_EQ(next.code, 2) << "no such format: nothing is touched";
    EXPECT_EQ(left().size(), 2U);
    ASSERT_EQ(give("su", format).code, 0);
    EXPECT_THAT(left(), testing::UnorderedElementsAre(testing::StartsWith("su-0000"),
                                                      ".baska.yarim_degil"))
        << format;
    town_.town().database().run(
        "TRUNCATE uavtsync.disa_aktarim, uavtsync.disa_aktarim_katmani, "
        "uavtsync.disa_aktarim_dosyasi");
    fs::remove_all(out());
  }
}

TEST_F(LedgerOfExports, one_that_died_between_ledger_and_name_is_taken_back) {
  ASSERT_EQ(give("su", "gpkg").code, 0);
  ASSERT_EQ(give("su", "gpkg").code, 0);
  // As if it had been killed before the folder got its name.
  fs::rename(out() / "su-000001", out() / ".su-1.yarim");
  ASSERT_EQ(give("su", "csv").code, 0);
  EXPECT_EQ(value("SELECT string_agg(durum, ',' ORDER BY no) FROM uavtsync.disa_aktarim"),
            "verilemedi,verildi,verildi");
  EXPECT_THAT(left(), testing::UnorderedElementsAre("su-000002", "su-000003"));
}

TEST_F(LedgerOfExports, a_living_exports_folder_is_nobody_elses) {
  fs::create_directories(out() / ".su-1.yarim");
  // Somebody holds it, as an export does while it writes.
  const Ended ended = night::test::ended(
      "/bin/bash",
      {"-c", fmt::format("exec 9<'{0}/.su-1.yarim'; flock -x 9; '{1}' -c '{2}' export "
                         "--for su --out '{0}'",
                         out().string(), UAVT_PROGRAM, town_.configuration().string())});
  EXPECT_EQ(ended.code, 0) << ended.said();
  EXPECT_THAT(left(), testing::UnorderedElementsAre(".su-1.yarim", "su-000001"));
}

}  // namespace
}  // namespace uavt::exports::test
