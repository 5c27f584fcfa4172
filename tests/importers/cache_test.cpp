// The memory of last night's reading gives what reading gives, or nothing.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include "importers/delivery_file.hpp"
#include "tests/importers/fixtures.hpp"

namespace uavt::importers {
namespace {

using ::testing::ElementsAre;

class Cache : public Folder {
 protected:
  Cache() : cache(path / "onbellek") {
    exporters::write(neighbourhoods(), path / "m.gpkg", {});
    settings = settings_for((path / "m.gpkg").string(), sync::SourceLayer::neighbourhood,
                            neighbourhood_columns());
  }

  /// Everything of a delivery but whether it was reused, in the cache's own bytes.
  static std::string content(sync::Delivery delivery) {
    std::string all = packed(delivery, "");
    for (const auto& file : delivery.files) all += file;
    return all + std::to_string(delivery.as_of);
  }

  [[nodiscard]] std::filesystem::path entry() const {
    for (const auto& file : std::filesystem::directory_iterator(path / "onbellek")) {
      return file.path();
    }
    return {};
  }

  DeliveryCache cache;
  sync::Settings settings;
};

TEST_F(Cache, AHitEqualsAFreshReading) {
  const auto first = cache.read(settings, 0, false);
  const auto second = cache.read(settings, 0, false);
  const auto fresh = cache.read(settings, 0, true);
  EXPECT_FALSE(first.reused);
  EXPECT_TRUE(second.reused);
  EXPECT_FALSE(fresh.reused);
  EXPECT_TRUE(second.read);
  EXPECT_EQ(content(first), content(second));
  EXPECT_EQ(content(first), content(fresh));
  EXPECT_EQ(second.rows.geometry.wkt(0), first.rows.geometry.wkt(0));
  EXPECT_THAT(texts(second.rows, "ad"),
              ElementsAre("İSTİKLÂL", "ığdır ŞEHİTLERİ", "ÇÖĞÜRCÜ", "güneş", "∅"));
}

TEST_F(Cache, FindingsAndUnreadableRowsAreRemembered) {
  settings =
      settings_for(write("m.csv", "KIMLIKNO;AD\n1;\xDE\n2;B;C\n"), sync::SourceLayer::neighbourhood,
                   {{"mahalle_kodu", "KIMLIKNO"}, {"ad", "AD"}});
  const auto first = cache.read(settings, 0, false);
  const auto second = cache.read(settings, 0, false);
  ASSERT_TRUE(second.reused);
  EXPECT_EQ(content(first), content(second));
  EXPECT_EQ(second.unreadable.size(), 1U);
  ASSERT_NE(finding(second, sync::Rule::src_04), nullptr);
  EXPECT_EQ(finding(second, sync::Rule::src_02)->subjects.at(0).origin.row, 2U);
}

TEST_F(Cache, OtherBytesOrSettingsAreReadAgain) {
  (void)cache.read(settings, 0, false);
  auto other = settings;
  other.sources[0].columns.erase("ad");
  EXPECT_FALSE(cache.read(other, 0, false).reused);
  EXPECT_FALSE(cache.read(settings, 0, false).reused) << "an old entry is replaced";
  other = settings;
  other.profiles.push_back({"yeni", {}});
  EXPECT_FALSE(cache.read(other, 0, false).reused);
  (void)cache.read(settings, 0, false);
  auto table = neighbourhoods();
  table.columns[1].texts.set(0, "BAŞKA");
  exporters::write(table, path / "m.gpkg", {});
  const auto after = cache.read(settings, 0, false);
  EXPECT_FALSE(after.reused);
  EXPECT_EQ(texts(after.rows, "ad")[0], "BAŞKA");
}

TEST_F(Cache, ADamagedEntryIsReadAgain) {
  const auto first = cache.read(settings, 0, false);
  const auto file = entry();
  std::string bytes;
  {
    std::ifstream in(file, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{5}, bytes.size() / 2, bytes.size() - 1}) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes.substr(0, size);
    const auto again = cache.read(settings, 0, false);
    EXPECT_FALSE(again.reused) << size;
    EXPECT_EQ(content(first), content(again));
  }
  auto flipped = bytes;
  flipped[bytes.size() / 2] = static_cast<char>(flipped[bytes.size() / 2] ^ 1);
  std::ofstream(file, std::ios::binary | std::ios::trunc) << flipped;
  EXPECT_FALSE(cache.read(settings, 0, false).reused);
}

TEST_F(Cache, IsForThisUserOnlyAndHoldsMappedColumnsOnly) {
  settings.sources[0].columns = {{"mahalle_kodu", "KIMLIKNO"}};
  (void)cache.read(settings, 0, false);
  struct stat status {};
  ASSERT_EQ(stat(entry().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  std::ifstream in(entry(), std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  EXPECT_THAT(bytes, ::testing::Not(::testing::HasSubstr("ÇÖĞÜRCÜ")));
}

TEST_F(Cache, TheDigestSeesSideFilesButNoFolders) {
  exporters::WriteOptions options;
  options.format = exporters::Format::shapefile;
  std::filesystem::create_directories(path / "a");
  std::filesystem::create_directories(path / "b");
  exporters::write(neighbourhoods(), path / "a" / "M.shp", options);
  for (const auto& file : std::filesystem::directory_iterator(path / "a")) {
    std::filesystem::copy_file(file.path(), path / "b" / file.path().filename());
  }
  const auto a = digest_of({(path / "a" / "M.shp").string()});
  EXPECT_EQ(a, digest_of({(path / "b" / "M.shp").string()}));
  write("b/M.cpg", "1254");
  EXPECT_NE(a, digest_of({(path / "b" / "M.shp").string()}));
}

TEST_F(Cache, TheDateIsTheFilesOrTheConfigurations) {
  auto delivery = cache.read(settings, 0, false);
  EXPECT_GT(delivery.as_of, 20'000);
  settings.sources[0].as_of = 12'345;
  EXPECT_EQ(cache.read(settings, 0, false).as_of, 12'345);
}

}  // namespace
}  // namespace uavt::importers
