// Canaries: a T.C. kimlik number in a file must not be anywhere in what the reader hands over, nor
// in what it keeps on disk. The numbers here are made by the published checksum, of nobody.
#include <gmock/gmock.h>

#include <set>

#include "importers/persons.hpp"
#include "tests/importers/fixtures.hpp"

namespace uavt::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// The eleven digits whose first nine are `nine`: written here by the definition, not by the
/// program's own function.
std::string canary(const std::string& nine) {
  int odd = 0, even = 0;
  for (std::size_t i = 0; i < nine.size(); ++i) (i % 2 == 0 ? odd : even) += nine[i] - '0';
  const int tenth = ((odd * 7 - even) % 10 + 10) % 10;
  const int eleventh = (odd + even + tenth) % 10;
  return nine + std::to_string(tenth) + std::to_string(eleventh);
}

std::vector<std::string> canaries() {
  std::vector<std::string> all;
  for (int i = 0; i < 8; ++i) all.push_back(canary(std::to_string(123'456'780 + i * 7)));
  all.push_back(canary("991234567"));
  return all;
}

/// Every string a delivery holds.
std::string everything(const sync::Delivery& delivery) {
  std::string all = delivery.crs + delivery.digest + delivery.profile;
  for (const auto& column : delivery.rows.columns) {
    all += column.column + column.attribute;
    for (std::size_t row = 0; row < delivery.rows.size(); ++row) all += column.text(row) + "\n";
  }
  for (const auto& name : delivery.unmapped) all += name;
  for (const auto& row : delivery.unreadable) all += row.reason;
  for (const auto& found : delivery.findings) {
    all += found.attribute;
    for (const auto* arguments : {&found.arguments, &found.evidence}) {
      for (const auto& [key, value] : *arguments) {
        if (const auto* text = std::get_if<std::string>(&value)) all += *text;
        if (const auto* number = std::get_if<std::int64_t>(&value)) all += std::to_string(*number);
      }
    }
  }
  return all;
}

std::string file_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Persons : public Folder {};

TEST(CitizenNumber, IsKnownByItsChecksum) {
  EXPECT_TRUE(citizen_number(10'000'000'146));
  for (const auto& number : canaries()) EXPECT_TRUE(citizen_number(std::stoll(number))) << number;
  EXPECT_FALSE(citizen_number(10'000'000'147));
  EXPECT_FALSE(citizen_number(1'000'000'014));
  EXPECT_FALSE(citizen_number(12'345'678'901));
}

TEST(CitizenNumber, IsSeenInEveryDress) {
  for (const auto* const dress :
       {"10000000146", " 10000000146 ", "10000000146.0", "10000000146,00", "1.0000000146E+10",
        "1.0000000146e10", "00010000000146", "100 000 001 46"}) {
    EXPECT_EQ(eleven_digits(dress), 10'000'000'146) << dress;
  }
  EXPECT_FALSE(eleven_digits("10000000146.5"));
  EXPECT_FALSE(eleven_digits("1000000014"));
  EXPECT_FALSE(eleven_digits("10000000146A"));
}

TEST_F(Persons, AnUnmappedColumnIsNamedAndGoesNowhere) {
  std::string bytes = "KOD;AD;SICIL\n";
  const auto numbers = canaries();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    bytes += std::to_string(i) + ";ŞİŞLİ;" + numbers[i] + (i % 2 == 0 ? ".0\n" : "\n");
  }
  const auto settings = settings_for(write("m.csv", bytes), sync::SourceLayer::neighbourhood,
                                     {{"mahalle_kodu", "KOD"}, {"ad", "AD"}});
  const DeliveryCache cache(path / "onbellek");
  const auto delivery = cache.read(settings, 0, false);
  EXPECT_THAT(delivery.unmapped, ElementsAre("SICIL"));
  const auto* const said = finding(delivery, sync::Rule::kvk_01);
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(argument(*said, "column"), "SICIL");
  EXPECT_EQ(argument(*said, "count"), std::to_string(numbers.size()));
  const auto all = everything(delivery);
  for (const auto& number : numbers) EXPECT_THAT(all, Not(HasSubstr(number)));
  for (const auto& entry : std::filesystem::directory_iterator(path / "onbellek")) {
    const auto kept = file_bytes(entry.path());
    for (const auto& number : numbers) EXPECT_THAT(kept, Not(HasSubstr(number)));
  }
}

TEST_F(Persons, AFewChanceHitsAmongLongNumbersAreNoPersons) {
  std::string bytes = "KOD;ABONE\n";
  std::size_t valid = 0;
  for (int i = 0; i < 2'000; ++i) {
    const auto number = 50'000'000'000 + std::int64_t{i} * 3;
    valid += citizen_number(number) ? 1 : 0;
    bytes += std::to_string(i) + ";" + std::to_string(number) + "\n";
  }
  ASSERT_GE(valid, 5U);
  const auto delivery = read(settings_for(write("m.csv", bytes), sync::SourceLayer::neighbourhood,
                                          {{"mahalle_kodu", "KOD"}}),
                             0);
  EXPECT_EQ(finding(delivery, sync::Rule::kvk_01), nullptr);
}

TEST_F(Persons, AMappedTextIsMaskedWhateverItsShare) {
  const auto number = canaries().front();
  const auto settings =
      settings_for(write("m.csv", "KOD;AD\n1;ŞİŞLİ\n2;" + number + "\n3;" + number + ".0\n4;ALİ " +
                                      number + " VELİ\n5;12345678901\n"),
                   sync::SourceLayer::neighbourhood, {{"mahalle_kodu", "KOD"}, {"ad", "AD"}});
  const auto delivery = read(settings, 0);
  EXPECT_THAT(texts(delivery.rows, "ad"), ElementsAre("ŞİŞLİ", "***********", "***********",
                                                      "ALİ *********** VELİ", "12345678901"));
  const auto* const said = finding(delivery, sync::Rule::kvk_01);
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(argument(*said, "column"), "AD");
  EXPECT_EQ(argument(*said, "count"), "3");
  EXPECT_THAT(everything(delivery), Not(HasSubstr(number)));
}

TEST_F(Persons, AMappedNumberColumnThatFeedsTextIsMaskedToo) {
  sync::RawTable table;
  table.layer = sync::SourceLayer::neighbourhood;
  auto& name = table.columns.emplace_back();
  name.column = "AD";
  name.kind = sync::RawColumn::Kind::integer;
  name.integers = {std::stoll(canaries()[0]), 7};
  table.rows = {1, 2};
  exporters::write(table, path / "m.gpkg", {});
  const auto delivery = read(
      settings_for((path / "m.gpkg").string(), sync::SourceLayer::neighbourhood, {{"ad", "AD"}}),
      0);
  EXPECT_THAT(texts(delivery.rows, "ad"), ElementsAre("***********", "7"));
}

TEST_F(Persons, AColumnWhoseNameSaysPersonIsRefusedEvenWhenMapped) {
  const auto settings =
      settings_for(write("m.csv", "KOD;AD;MALIK_ADI;TELEFERIK\n1;A;AHMET YILMAZ;X\n"),
                   sync::SourceLayer::neighbourhood,
                   {{"mahalle_kodu", "KOD"}, {"ad", "AD"}, {"koy_adi", "MALIK_ADI"}});
  const auto delivery = read(settings, 0);
  EXPECT_EQ(delivery.rows.column("koy_adi"), nullptr);
  EXPECT_THAT(delivery.unmapped, ElementsAre("MALIK_ADI", "TELEFERIK"));
  const auto* const said = finding(delivery, sync::Rule::kvk_02);
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(argument(*said, "column"), "MALIK_ADI");
  EXPECT_EQ(argument(*said, "word"), "MALIK");
  EXPECT_THAT(everything(delivery), Not(HasSubstr("AHMET")));
}

TEST_F(Persons, ARestrictedAttributeMayHaveItAndItsNumbersAreMasked) {
  auto settings = settings_for(
      write("b.csv", "KOD;MALIK_ADI;TEL\n1;AHMET " + canaries().front() + ";0242\n"),
      sync::SourceLayer::building, {{"yapi_kodu", "KOD"}, {"ad", "MALIK_ADI"}});
  settings.sources.front().restricted = {"ad"};
  const auto delivery = read(settings, 0);
  ASSERT_NE(delivery.rows.column("ad"), nullptr);
  EXPECT_EQ(delivery.rows.column("ad")->text(0), "AHMET ***********");
  EXPECT_THAT(delivery.unmapped, ElementsAre("TEL"));
  const auto* const said = finding(delivery, sync::Rule::kvk_02);
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(argument(*said, "column"), "TEL");
}

TEST(PersonWord, IsAWholeWordOfTheName) {
  for (const auto* const name :
       {"TC",          "tc_kimlik_no", "TcKimlikNo", "TCKIMLIKNO", "T.C.",      "MALIK",
        "Malik Adı",   "HISSEDAR",     "ANNE_ADI",   "anneAdi",    "BABAADI",   "MÜKELLEF",
        "MUKELLEF_NO", "ABONE ADI",    "TEL",        "TEL1",       "CEP_TEL",   "TELEFON",
        "TELEFONNO",   "E_POSTA",      "EMAIL",      "PLAKA",      "TCKIMLIKNU"}) {
    EXPECT_NE(person_word(name), "") << name;
  }
  for (const auto* const name :
       {"TELEFERIK", "TCDD", "TUCBSNO", "ETC", "OTEL", "HOTEL_ADI", "MALIKANE", "IL_PLAKA_KODU",
        "PLAKA_KODU", "ADI", "POSTAKODU", "PARSELID", "ABONE_NO", "MATCH"}) {
    EXPECT_EQ(person_word(name), "") << name;
  }
}

}  // namespace
}  // namespace uavt::importers
