// `revert` over whole nights: the content before the run comes back, and stays although the files
// say again what was refused; what was changed since is told and left alone.
#include "app/revert_command.hpp"

#include "tests/night/drift.hpp"
#include "tests/night/law_city.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace uavt::night::test {
namespace {

city::Options small_city(std::uint64_t seed) {
  city::Options options;
  options.seed = seed;
  options.buildings = 60;
  return options;
}

int revert(const Town& town, std::int64_t run) {
  app::RevertOptions options;
  options.run = run;
  options.because = "yanlış teslim";
  return app::revert_command(town.settings(), options);
}

/// What differs, a few lines.
std::string difference(const std::map<std::string, std::vector<std::string>>& expected,
                       const std::map<std::string, std::vector<std::string>>& seen) {
  std::string text;
  for (const auto& [layer, lines] : expected) {
    const auto& others = seen.at(layer);
    std::vector<std::string> only;
    std::ranges::set_difference(lines, others, std::back_inserter(only));
    for (std::size_t i = 0; i < only.size() && i < 3; ++i) text += layer + " - " + only[i] + "\n";
    only.clear();
    std::ranges::set_difference(others, lines, std::back_inserter(only));
    for (std::size_t i = 0; i < only.size() && i < 3; ++i) text += layer + " + " + only[i] + "\n";
  }
  return text;
}

TEST(LawOfRevert, TheContentComesBackAndStays) {
  for (const std::uint64_t seed : {11, 12, 13}) {
    SCOPED_TRACE(seed);
    city::City city = city::generated(small_city(seed));
    Town town;
    town.write(city);
    static_cast<void>(town.run());
    const auto before = town.content();
    drift(city, seed, 60);
    town.write(city);
    const app::RunReport changed = town.run();
    ASSERT_NE(town.content(), before);
    ASSERT_EQ(revert(town, changed.info.number), 0);
    EXPECT_EQ(difference(before, town.content()), "") << "right after it";
    for (int night = 0; night < 2; ++night) {
      static_cast<void>(town.run());
      EXPECT_EQ(difference(before, town.content()), "") << "night " << night;
    }
  }
}

TEST(RevertCommand, LeavesAloneWhatWasChangedSince) {
  city::City city = city::generated(small_city(21));
  Town town;
  town.write(city);
  static_cast<void>(town.run());
  drift(city, 1, 60);
  town.write(city);
  const app::RunReport first = town.run();
  drift(city, 2, 60);
  town.write(city);
  static_cast<void>(town.run());
  testing::internal::CaptureStdout();
  EXPECT_EQ(revert(town, first.info.number), 0);
  EXPECT_THAT(testing::internal::GetCapturedStdout(),
              testing::HasSubstr("geri alınmadı: sonraki bir çalışma değiştirdi"));
  EXPECT_EQ(revert(town, 4711), 2) << "there is no such run";
  static_cast<void>(town.run());
}

}  // namespace
}  // namespace uavt::night::test
