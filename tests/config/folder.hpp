// A folder of this test's own, into which it writes configurations and the lists they name.
#pragma once

#include "config/loader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <unistd.h>

namespace uavt::config::test {

/// The least a configuration must say.
inline constexpr std::string_view municipality =
    "[municipality]\nname = \"Örnekkent\"\nil = 7\nilce = 2039\n";

class Folder : public ::testing::Test {
 protected:
  Folder() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string(test->test_suite_name()) + "." + test->name();
    for (char& c : name) c = c == '/' ? '-' : c;
    path_ = std::filesystem::temp_directory_path() /
            ("uavt-config-" + name + "-" + std::to_string(::getpid()));
    std::filesystem::create_directories(path_);
  }
  ~Folder() override {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  std::filesystem::path write(const std::string& name, std::string_view text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

  [[nodiscard]] sync::Settings loaded(std::string_view text) const {
    return load(write("uavt-sync.toml", text));
  }
  /// What the loader says against a text; "accepted" when it says nothing.
  [[nodiscard]] std::string complaint(std::string_view text) const {
    try {
      (void)loaded(text);
    } catch (const ConfigError& error) {
      return error.what();
    }
    return "accepted";
  }
  /// The same for what follows the [municipality] table, whose four lines come first.
  [[nodiscard]] std::string complaint_after(std::string_view text) const {
    return complaint(std::string(municipality) + std::string(text));
  }
  [[nodiscard]] sync::Settings loaded_after(std::string_view text) const {
    return loaded(std::string(municipality) + std::string(text));
  }

 private:
  std::filesystem::path path_;
};

}  // namespace uavt::config::test
