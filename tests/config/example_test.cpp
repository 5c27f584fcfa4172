// The shipped examples are configurations, not prose: they load, and say what they claim to say.
#include "tests/config/folder.hpp"
#include "built_here.hpp"

#include <set>

namespace uavt::config::test {
namespace {

const std::filesystem::path examples = UAVT_SOURCE_DIR "/config/examples";

TEST(Examples, the_complete_one_loads) {
  const sync::Settings settings = load(examples / "ornek.toml");
  EXPECT_EQ(settings.municipality.name, "Örnekkent");
  EXPECT_EQ(settings.dsn, "service=uavt_sync");
  EXPECT_EQ(settings.sources.size(), 7u);
  EXPECT_FALSE(settings.enabled(sync::Rule::key_06));
}

TEST(Examples, three_nights_of_one_district_share_names_and_memory) {
  std::set<std::string> state, report, names;
  std::vector<std::size_t> sources;
  for (const auto* night : {"2024-03", "2025-02", "2026-08"}) {
    const sync::Settings settings = load(examples / ("islahiye-" + std::string(night) + ".toml"));
    state.insert(settings.run.state_dir.string());
    report.insert(settings.run.report_dir.string());
    EXPECT_EQ(settings.dsn, "embedded:");
    EXPECT_EQ(settings.municipality.target_crs, "EPSG:5256");
    EXPECT_EQ(settings.municipality.il, 27);
    EXPECT_EQ(settings.municipality.ilce, 1415);
    sources.push_back(settings.sources.size());
    const auto data = std::filesystem::path(UAVT_SOURCE_DIR).parent_path() / "shared/data/islahiye";
    for (const sync::SourceSettings& source : settings.sources) {
      names.insert(source.name);
      EXPECT_TRUE(source.path.starts_with(data.string() + "/")) << source.path;
      const bool national = source.reg == sync::Register::uavt;
      EXPECT_EQ(source.path.find(night) != std::string::npos, national) << source.path;
      EXPECT_EQ(source.as_of.has_value(), national) << source.name;
    }
  }
  EXPECT_EQ(state.size(), 1u);
  EXPECT_EQ(report.size(), 1u);
  EXPECT_THAT(sources, ::testing::ElementsAre(4, 3, 4));
  EXPECT_THAT(names, ::testing::ElementsAre("mahalle_siniri", "uavt_csbm", "uavt_mahalle", "yapi"));
}

}  // namespace
}  // namespace uavt::config::test
