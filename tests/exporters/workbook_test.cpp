// A workbook, looked at as the zip of XML it is and through another program's reader.
#include "exporters/workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <unistd.h>

#include <array>
#include <filesystem>

namespace uavt::exporters {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;
using Texts = std::vector<std::string>;

class Workbook : public testing::Test {
 protected:
  Workbook() {
    GDALAllRegister();
    std::string pattern = (fs::temp_directory_path() / "workbook-test-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    file_ = folder_ / "liste.xlsx";
  }
  ~Workbook() override { fs::remove_all(folder_); }

  /// A part of the package: "xl/worksheets/sheet1.xml"; empty when there is none.
  [[nodiscard]] std::string part(const std::string& name) const {
    const std::string path = "/vsizip/" + file_.string() + "/" + name;
    VSILFILE* const file = VSIFOpenL(path.c_str(), "rb");
    if (file == nullptr) return {};
    std::string text;
    std::array<char, 4096> block{};
    for (std::size_t count = 0; (count = VSIFReadL(block.data(), 1, block.size(), file)) > 0;) {
      text.append(block.data(), count);
    }
    VSIFCloseL(file);
    return text;
  }

  /// The cells of a sheet's column as GDAL reads them, without the head.
  [[nodiscard]] Texts column(int sheet, const std::string& name) const {
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(file_.c_str(), GDAL_OF_VECTOR));
    Texts texts;
    if (!dataset || sheet >= dataset->GetLayerCount()) return texts;
    for (const auto& feature : *dataset->GetLayer(sheet)) {
      texts.emplace_back(feature->GetFieldAsString(name.c_str()));
    }
    return texts;
  }

  fs::path folder_, file_;
};

sync::RawTable table(const Texts& texts, const std::vector<std::int64_t>& numbers) {
  sync::RawTable rows;
  rows.columns.resize(2);
  rows.columns[0].column = "Kod";
  rows.columns[1].column = "Satır";
  rows.columns[1].kind = sync::RawColumn::Kind::integer;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    texts[i].empty() ? rows.columns[0].texts.append_null() : rows.columns[0].texts.append(texts[i]);
    rows.columns[1].integers.push_back(numbers[i]);
    rows.rows.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return rows;
}

TEST_F(Workbook, codes_are_text_and_numbers_are_numbers) {
  write_workbook(table({"007", "12E5", ""}, {12, sync::null_integer, 3}), file_, {"Bulgular"});
  const std::string sheet = part("xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("<is><t>007</t></is>"));
  EXPECT_THAT(sheet, HasSubstr("<is><t>12E5</t></is>"));
  EXPECT_THAT(sheet, HasSubstr("><v>12</v></c>"));
  EXPECT_THAT(sheet, Not(HasSubstr("r=\"B3\"")));
  EXPECT_EQ(column(0, "Kod"), (Texts{"007", "12E5", ""}));
  EXPECT_EQ(column(0, "Satır"), (Texts{"12", "", "3"}));
  EXPECT_THAT(part("xl/workbook.xml"), HasSubstr("name=\"Bulgular\""));
}

TEST_F(Workbook, a_page_has_its_header_and_room_for_what_counts) {
  WorkbookOptions options;
  options.header = "Park & Bahçe · Yeni Mah.";
  options.hidden = {"Satır"};
  write_workbook(table({"1"}, {1}), file_, options);
  const std::string sheet = part("xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("&amp;LPark &amp;&amp; Bahçe · Yeni Mah.&amp;R&amp;P / &amp;N"));
  EXPECT_THAT(sheet, HasSubstr("<col min=\"2\" max=\"2\""));
  EXPECT_THAT(sheet, HasSubstr("hidden=\"1\""));
  EXPECT_EQ(column(0, "Satır"), Texts{"1"}) << "folded away, not left out";
  options.header = std::string(400, '&');
  write_workbook(table({"1"}, {1}), file_, options);
  EXPECT_EQ(column(0, "Kod"), Texts{"1"});
}

TEST_F(Workbook, no_cell_is_a_formula_or_leaves_its_cell) {
  const Texts hostile = {"=cmd|' /C calc'!A0", "+1", "-1",      "@SUM(A1)",
                         "http://kotu",        "a<b>&\"c", "{=1}", "mailto:x@y"};
  write_workbook(table(hostile, {1, 2, 3, 4, 5, 6, 7, 8}), file_, {"B"});
  const std::string sheet = part("xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
  EXPECT_THAT(sheet, Not(HasSubstr("hyperlink")));
  EXPECT_EQ(column(0, "Kod"), hostile);
}

TEST_F(Workbook, what_xml_cannot_say_and_what_is_too_long_does_not_break_it) {
  std::string longest;
  for (int i = 0; i < 33'000; ++i) longest += "ğ";
  write_workbook(table({"\xEF\xBF\xBE|\xEF\xBF\xBF|😀", longest}, {1, 2}), file_, {"B"});
  const Texts cells = column(0, "Kod");
  ASSERT_EQ(cells.size(), 2u);
  EXPECT_EQ(cells[0], "\uFFFD|\uFFFD|😀");
  EXPECT_THAT(cells[1], testing::EndsWith("ğ…"));
  EXPECT_EQ(cells[1].size(), 2u * 32'766 + 3);
}

TEST_F(Workbook, the_head_stays_filters_and_is_as_wide_as_what_is_below) {
  write_workbook(table({"12345678901234567890"}, {1}), file_, {"B"});
  const std::string sheet = part("xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(sheet, HasSubstr("<autoFilter ref=\"A1:B2\"/>"));
  EXPECT_THAT(sheet, HasSubstr("<col min=\"1\" max=\"1\" width=\"21.7"));
}

TEST_F(Workbook, what_does_not_fit_into_a_sheet_goes_on_in_the_next) {
  Texts texts;
  std::vector<std::int64_t> numbers;
  for (int i = 0; i < 25; ++i) {
    texts.push_back("k" + std::to_string(i));
    numbers.push_back(i);
  }
  write_workbook(table(texts, numbers), file_, {.sheet = "Bulgular", .rows_a_sheet = 11});
  Texts all;
  for (int sheet = 0; sheet < 3; ++sheet) {
    const Texts cells = column(sheet, "Kod");
    EXPECT_EQ(cells.size(), sheet < 2 ? 10u : 5u);
    all.insert(all.end(), cells.begin(), cells.end());
  }
  EXPECT_EQ(all, texts);
  EXPECT_THAT(part("xl/workbook.xml"), HasSubstr("name=\"Bulgular 3\""));
  EXPECT_EQ(part("xl/worksheets/sheet4.xml"), "");
}

TEST_F(Workbook, no_rows_are_a_head) {
  write_workbook(table({}, {}), file_, {"Bulgular"});
  EXPECT_THAT(part("xl/worksheets/sheet1.xml"), HasSubstr("<t>Kod</t>"));
  EXPECT_EQ(part("xl/worksheets/sheet2.xml"), "");
}

TEST_F(Workbook, a_file_that_cannot_be_written_is_named) {
  try {
    write_workbook(table({"a"}, {1}), folder_ / "yok" / "liste.xlsx", {"B"});
    FAIL() << "there is no such folder";
  } catch (const ExportError& error) {
    EXPECT_THAT(error.what(), HasSubstr("yok/liste.xlsx cannot be written"));
  }
}

}  // namespace
}  // namespace uavt::exporters
