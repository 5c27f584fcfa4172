// The house as it is drawn (docs/architecture.md): which room may know which, who alone may touch
// an outside library, and a few laws of form. Read from the files themselves.
#include "built_here.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace uavt::house::test {
namespace {

namespace fs = std::filesystem;

const fs::path root = UAVT_SOURCE_DIR;

/// A room and the rooms it may include, itself left out: app → all, the rest → sync → geo.
const std::map<std::string, std::set<std::string>> arrows = {
    {"geo", {}},
    {"sync", {"geo"}},
    {"config", {"sync", "geo"}},
    {"importers", {"sync", "geo"}},
    {"sql", {"sync", "geo"}},
    {"report", {"sync", "geo"}},
    {"exporters", {"sync", "geo"}},
    {"city", {"sync", "geo"}},
    {"app", {"config", "importers", "sql", "report", "exporters", "city", "sync", "geo"}},
};

/// How the headers of an outside library begin, and the rooms that may see it.
struct Library {
  std::string prefix;
  std::set<std::string> rooms;
};
const std::vector<Library> libraries = {
    {"geos_c.h", {"geo"}},
    {"proj", {"geo"}},
    {"tbb/", {"geo", "sync", "app"}},  // app says how many threads there are
    {"oneapi/tbb", {"geo", "sync", "app"}},
    {"unicode/", {"sync"}},
    {"toml++/", {"config"}},
    {"gdal", {"importers", "exporters"}},
    {"ogr", {"importers", "exporters"}},
    {"cpl_", {"importers", "exporters"}},
    {"xlsxwriter", {"exporters"}},
    {"pugixml.hpp", {"importers", "exporters"}},
    {"pqxx/", {"sql"}},
    {"libpq", {"sql"}},
    {"openssl/", {"importers", "sql"}},
    {"nlohmann/", {"report"}},
    {"CLI/", {"app"}},
    {"spdlog/", {"app"}},
    {"fmt/", {"geo", "sync", "config", "importers", "sql", "report", "exporters", "city", "app"}},
};

/// The operating system's own headers: for rooms that face it, never for the domain.
bool operating_system(const std::string& header) {
  static const std::set<std::string> known = {
      "unistd.h",   "fcntl.h", "signal.h", "poll.h",  "pwd.h",  "grp.h",   "endian.h",
      "byteswap.h", "spawn.h", "dirent.h", "netdb.h", "glob.h", "stdlib.h",
      "iconv.h"};
  return known.contains(header) || header.starts_with("sys/") || header.starts_with("arpa/") ||
         header.starts_with("netinet/");
}

struct Include {
  std::string room, header;  ///< the including room; what stands between the marks
  fs::path file;
  bool angled = false;
};

std::vector<fs::path> files_of(const std::string& room, const std::set<std::string>& endings) {
  std::vector<fs::path> files;
  if (!fs::exists(root / room)) return files;
  for (auto entry = fs::recursive_directory_iterator(root / room);
       entry != fs::recursive_directory_iterator(); ++entry) {
    if (entry->path().filename() == "node_modules") {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file() && endings.contains(entry->path().extension().string())) {
      files.push_back(entry->path());
    }
  }
  std::ranges::sort(files);
  return files;
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream stream(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<Include> includes() {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
  std::vector<Include> found;
  for (const auto& [room, allowed] : arrows) {
    for (const fs::path& file : files_of(room, {".cpp", ".hpp", ".h"})) {
      std::smatch match;
      for (const std::string& line : lines_of(file)) {
        if (!std::regex_match(line, match, pattern)) continue;
        found.push_back({room, match[2], fs::relative(file, root), match[1] == "<"});
      }
    }
  }
  return found;
}

std::string first_folder(const std::string& header) {
  return header.substr(0, header.find('/'));
}

/// The C++ library's headers are bare words.
bool standard(const std::string& header) {
  return header.find_first_of("./") == std::string::npos;
}

TEST(House, rooms_include_along_the_arrows) {
  const std::vector<Include> all = includes();
  ASSERT_GT(all.size(), 100u);
  for (const Include& include : all) {
    if (include.angled) {
      EXPECT_FALSE(arrows.contains(first_folder(include.header)))
          << include.file << ": our own <" << include.header << "> goes in quotes";
      continue;
    }
    const std::string target = first_folder(include.header);
    EXPECT_TRUE(target == include.room || arrows.at(include.room).contains(target))
        << include.file << " includes \"" << include.header << "\": " << include.room
        << " may not know it (paths are from the root)";
    EXPECT_TRUE(fs::exists(root / include.header)) << include.file << ": " << include.header;
  }
}

TEST(House, libraries_stay_in_the_rooms_that_own_them) {
  for (const Include& include : includes()) {
    if (!include.angled || standard(include.header)) continue;
    if (operating_system(include.header)) {
      EXPECT_TRUE(include.room != "geo" && include.room != "sync")
          << include.file << ": the domain asks nothing of the system, <" << include.header << ">";
      continue;
    }
    const auto library = std::ranges::find_if(libraries, [&](const Library& candidate) {
      return include.header.starts_with(candidate.prefix);
    });
    EXPECT_TRUE(library != libraries.end() && library->rooms.contains(include.room))
        << include.file << ": <" << include.header << "> belongs to another room, or to none yet";
  }
}

/// What one room shows another shows no outside library.
TEST(House, headers_between_rooms_are_plain) {
  std::set<std::string> shared;
  const std::vector<Include> all = includes();
  for (const Include& include : all) {
    if (!include.angled && first_folder(include.header) != include.room) {
      shared.insert(include.header);
    }
  }
  ASSERT_FALSE(shared.empty());
  for (const Include& include : all) {
    if (!shared.contains(include.file.generic_string())) continue;
    EXPECT_TRUE(!include.angled || standard(include.header))
        << include.file << " is seen by other rooms and includes <" << include.header << ">";
  }
}

TEST(House, files_are_of_one_idea) {
  // One list, as long as the catalogue it lists.
  const fs::path list = root / "config" / "rules.toml";
  for (const auto& [room, allowed] : arrows) {
    for (const fs::path& file : files_of(room, {".cpp", ".hpp", ".sql", ".toml"})) {
      if (file == list) continue;
      EXPECT_LE(lines_of(file).size(), 400u) << fs::relative(file, root) << ": past 400 it is two";
    }
  }
}

TEST(House, nothing_is_called_by_a_name_that_says_nothing) {
  static const std::regex empty_name("(^|_)(utils?|common|misc|helpers?)(_|$)");
  for (const auto& [room, allowed] : arrows) {
    ASSERT_TRUE(fs::exists(root / room)) << room;
    for (const fs::path& file :
         files_of(room, {".cpp", ".hpp", ".sql", ".toml", ".ts", ".js", ".css"})) {
      for (const fs::path& part : fs::relative(file, root)) {
        EXPECT_FALSE(std::regex_search(part.stem().string(), empty_name))
            << fs::relative(file, root) << ": a function lives with the type it is about";
      }
    }
  }
}

/// Migrations are numbered without a gap and say why they exist before what they do.
TEST(House, migrations_are_numbered_and_give_their_reason) {
  static const std::regex form(R"((\d{4})_[a-z0-9_]+\.sql)");
  int expected = 1;
  for (const fs::path& file : files_of("sql/migrations", {".sql"})) {
    const std::string name = file.filename().string();
    std::smatch match;
    ASSERT_TRUE(std::regex_match(name, match, form)) << name;
    EXPECT_EQ(std::stoi(match[1]), expected++) << name;
    const std::vector<std::string> lines = lines_of(file);
    ASSERT_FALSE(lines.empty()) << name;
    EXPECT_TRUE(lines.front().starts_with("-- Why:")) << name;
  }
}

/// A room of tests nobody builds is green for ever.
TEST(House, every_room_of_tests_is_run_by_the_script) {
  std::string script;
  for (const std::string& line : lines_of(root / "scripts/test.sh")) script += line + "\n";
  for (const auto& entry : fs::directory_iterator(root / "tests")) {
    const auto holds_tests = [](const fs::path& folder) {
      return std::ranges::any_of(fs::directory_iterator(folder), [](const auto& file) {
        return file.path().filename().string().ends_with("_test.cpp");
      });
    };
    if (!entry.is_directory() || !holds_tests(entry.path())) continue;
    const std::string room = entry.path().filename().string();
    EXPECT_TRUE(std::regex_search(script, std::regex("_rooms=\"([a-z]+ )*" + room + "[ \"]")))
        << "scripts/test.sh does not build tests/" << room;
  }
}

/// Form that a formatter does not see.
TEST(House, sources_keep_the_form) {
  // What is unfinished is an issue or a page in docs/decisions; a mark in the source is found by
  // nobody. These are the marks people use, so they have to be written here, and only here.
  static const std::regex unfinished(R"(\b(TODO|FIXME|XXX|HACK)\b)");
  for (const auto& [room, allowed] : arrows) {
    for (const fs::path& file : files_of(room, {".cpp", ".hpp"})) {
      const std::vector<std::string> lines = lines_of(file);
      const bool header = file.extension() == ".hpp";
      EXPECT_TRUE(!header || std::ranges::count(lines, "#pragma once") == 1) << file;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        EXPECT_FALSE(std::regex_search(lines[i], unfinished)) << file << ":" << i + 1;
        EXPECT_FALSE(lines[i].starts_with("#define")) << file << ":" << i + 1;
        EXPECT_EQ(lines[i].find('\t'), std::string::npos) << file << ":" << i + 1;
      }
    }
  }
}

}  // namespace
}  // namespace uavt::house::test
