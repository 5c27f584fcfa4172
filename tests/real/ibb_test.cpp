// A true Windows-1254 file as a municipality publishes it: 586 mahalle of İstanbul keyed by their
// UAVT code (see shared/data/README.md).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "importers/reader.hpp"
#include "built_here.hpp"

namespace uavt::importers {
namespace {

TEST(Ibb, IsReadAsCp1254WithEveryLetter) {
  sync::Settings settings;
  auto& source = settings.sources.emplace_back();
  source.name = "ibb";
  source.layer = sync::SourceLayer::neighbourhood;
  source.path = UAVT_SOURCE_DIR "/../shared/data/ibb_mahalle_cp1254.csv";
  source.columns = {{"mahalle_kodu", "mahalle_koy_uavt"}, {"ad", "mahalle_adi"}};
  const auto delivery = read(settings, 0);

  EXPECT_EQ(delivery.rows_read, 586U);
  EXPECT_TRUE(delivery.unreadable.empty());
  EXPECT_EQ(delivery.encoding_used, "CP1254");
  const auto guessed =
      std::ranges::find(delivery.findings, sync::Rule::src_04, &sync::Finding::rule);
  EXPECT_NE(guessed, delivery.findings.end());
  EXPECT_EQ(delivery.unmapped.size(), 13U);

  const auto* const code = delivery.rows.column("mahalle_kodu");
  const auto* const name = delivery.rows.column("ad");
  ASSERT_NE(code, nullptr);
  ASSERT_NE(name, nullptr);
  std::string all;
  for (std::size_t row = 0; row < delivery.rows.size(); ++row) {
    all += name->texts[row];
    if (code->text(row) == "40142") {
      EXPECT_EQ(name->texts[row], "HEYBELİADA");
    }
  }
  for (const std::string_view letter : {"İ", "Ş", "Ğ", "Ü", "Ö", "Ç"}) {
    EXPECT_NE(all.find(letter), std::string::npos) << letter;
  }
  for (const std::string_view damage : {"Ý", "Þ", "Ð", "\xEF\xBF\xBD"}) {
    EXPECT_EQ(all.find(damage), std::string::npos) << damage;
  }
}

}  // namespace
}  // namespace uavt::importers
