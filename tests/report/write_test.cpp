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
  EXPECT_EQ(write(reports, 41, {.json = "{1}", .map = {}, .html = {}}), reports / "41" / "report.json");
  EXPECT_EQ(content_of(reports / "latest" / "report.json"), "{1}");
  write(reports, 42, {.json = "{2}", .map = {}, .html = {}});
  EXPECT_EQ(fs::read_symlink(reports / "latest"), "42");
  EXPECT_EQ(content_of(reports / "latest" / "report.json"), "{2}");
  EXPECT_EQ(content_of(reports / "41" / "report.json"), "{1}");
}

TEST_F(ReportFolder, nothing_is_left_beside) {
  write(folder_, 1, {.json = "{1}", .map = {}, .html = {}});
  write(folder_, 1, {.json = "{2}", .map = {}, .html = {}});
  EXPECT_EQ(entries(), 2u);  // 1 and latest
  EXPECT_EQ(content_of(folder_ / "1" / "report.json"), "{2}");
}

TEST_F(ReportFolder, a_map_lies_beside_its_own_report_only) {
  write(folder_, 1, {.json = "{1}", .map = "{map}", .html = {}});
  EXPECT_EQ(content_of(folder_ / "latest" / "map.json"), "{map}");
  write(folder_, 1, {.json = "{2}", .map = {}, .html = {}});
  EXPECT_FALSE(fs::exists(folder_ / "1" / "map.json"));
  write(folder_, 0, {.json = "{3}", .map = "{other}", .html = {}});
  EXPECT_EQ(content_of(folder_ / "map.json"), "{other}");
  EXPECT_EQ(entries(), 4u);  // 1, latest, report.json, map.json
}

TEST_F(ReportFolder, a_page_lies_beside_its_report) {
  write(folder_, 1, {.json = "{1}", .map = "{map}", .html = "<first>"});
  write(folder_, 1, {.json = "{1}", .map = "{map}", .html = "<second>"});
  EXPECT_EQ(content_of(folder_ / "latest" / "report.html"), "<second>");
  EXPECT_EQ(map_in(folder_ / "latest"), "{map}");
  EXPECT_EQ(map_in(folder_), "");
}

// Bug: `latest` led to a folder whose page was not there yet.
TEST_F(ReportFolder, latest_stays_where_a_page_cannot_be_written) {
  write(folder_, 1, {.json = "{1}", .map = {}, .html = "<1>"});
  fs::create_directories(folder_ / "2" / "report.html" / "in the way");
  EXPECT_THROW(write(folder_, 2, {.json = "{2}", .map = {}, .html = "<2>"}), fs::filesystem_error);
  EXPECT_EQ(fs::read_symlink(folder_ / "latest"), "1");
}

TEST_F(ReportFolder, without_a_database_there_is_no_number) {
  EXPECT_EQ(write(folder_, 0, {.json = "{0}", .map = {}, .html = {}}), folder_ / "report.json");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(ReportFolder, a_folder_that_is_a_file_is_an_error) {
  std::ofstream(folder_ / "7") << "in the way";
  EXPECT_THROW(write(folder_, 7, {.json = "{}", .map = {}, .html = {}}), fs::filesystem_error);
  EXPECT_EQ(content_of(folder_ / "7"), "in the way");
}

TEST_F(ReportFolder, a_latest_that_is_a_folder_is_not_removed) {
  fs::create_directories(folder_ / "latest" / "kept");
  EXPECT_THROW(write(folder_, 3, {.json = "{}", .map = {}, .html = {}}), fs::filesystem_error);
  EXPECT_TRUE(fs::exists(folder_ / "latest" / "kept"));
  EXPECT_EQ(entries(), 2u);  // latest and 3: nothing half-made
}

}  // namespace
}  // namespace uavt::report
