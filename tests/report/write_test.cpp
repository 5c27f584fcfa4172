#include "report/report.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <fstream>
#include <iterator>

namespace uavt::report {
namespace {

namespace fs = std::filesystem;

class ReportFolder : public testing::Test {
 protected:
  ReportFolder() {
    std::string pattern = (fs::temp_directory_path() / "report-test-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~ReportFolder() override { fs::remove_all(folder_); }

  static std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  [[nodiscard]] std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(ReportFolder, a_run_gets_its_folder_and_latest_follows) {
  const fs::path reports = folder_ / "not" / "yet";
  EXPECT_EQ(write(reports, 41, "{1}"), reports / "41" / "report.json");
  EXPECT_EQ(content_of(reports / "latest" / "report.json"), "{1}");
  write(reports, 42, "{2}");
  EXPECT_EQ(fs::read_symlink(reports / "latest"), "42");
  EXPECT_EQ(content_of(reports / "latest" / "report.json"), "{2}");
  EXPECT_EQ(content_of(reports / "41" / "report.json"), "{1}");
}

TEST_F(ReportFolder, nothing_is_left_beside) {
  write(folder_, 1, "{1}");
  write(folder_, 1, "{2}");
  EXPECT_EQ(entries(), 2u);  // 1 and latest
  EXPECT_EQ(content_of(folder_ / "1" / "report.json"), "{2}");
}

TEST_F(ReportFolder, a_map_lies_beside_its_own_report_only) {
  write(folder_, 1, "{1}", "{map}");
  EXPECT_EQ(content_of(folder_ / "latest" / "map.json"), "{map}");
  write(folder_, 1, "{2}");
  EXPECT_FALSE(fs::exists(folder_ / "1" / "map.json"));
  write(folder_, 0, "{3}", "{other}");
  EXPECT_EQ(content_of(folder_ / "map.json"), "{other}");
  EXPECT_EQ(entries(), 4u);  // 1, latest, report.json, map.json
}

TEST_F(ReportFolder, a_page_lies_beside_its_report) {
  const fs::path report = write(folder_, 1, "{1}", "{map}");
  write_page(report, "<first>");
  write_page(report, "<second>");
  EXPECT_EQ(content_of(folder_ / "latest" / "report.html"), "<second>");
  EXPECT_EQ(map_in(folder_ / "latest"), "{map}");
  EXPECT_EQ(map_in(folder_), "");
  EXPECT_THROW(write_page(folder_ / "nowhere" / "report.json", "<>"), fs::filesystem_error);
}

TEST_F(ReportFolder, without_a_database_there_is_no_number) {
  EXPECT_EQ(write(folder_, 0, "{0}"), folder_ / "report.json");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(ReportFolder, a_folder_that_is_a_file_is_an_error) {
  std::ofstream(folder_ / "7") << "in the way";
  EXPECT_THROW(write(folder_, 7, "{}"), fs::filesystem_error);
  EXPECT_EQ(content_of(folder_ / "7"), "in the way");
}

TEST_F(ReportFolder, a_latest_that_is_a_folder_is_not_removed) {
  fs::create_directories(folder_ / "latest" / "kept");
  EXPECT_THROW(write(folder_, 3, "{}"), fs::filesystem_error);
  EXPECT_TRUE(fs::exists(folder_ / "latest" / "kept"));
  EXPECT_EQ(entries(), 2u);  // latest and 3: nothing half-made
}

}  // namespace
}  // namespace uavt::report
