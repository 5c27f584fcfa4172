// Three deliveries of one district in three dialects: name beside a type number, type word in
// brackets, type word inside the name. A street that all have is the same street, however written.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "sync/layer.hpp"
#include "sync/text.hpp"
#include "built_here.hpp"

namespace uavt::sync {
namespace {

const std::string islahiye = UAVT_SOURCE_DIR "/../shared/data/islahiye/";

using Rows = std::vector<std::vector<std::string>>;

/// The fields of a delimited file without quoting, header and byte order mark left out.
Rows rows(const std::string& file, char separator) {
  std::ifstream in(islahiye + file, std::ios::binary);
  EXPECT_TRUE(in) << file;
  Rows all;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::vector<std::string> fields;
    std::istringstream parts(line);
    for (std::string field; std::getline(parts, field, separator);) fields.push_back(field);
    if (!fields.empty()) all.push_back(fields);
  }
  if (!all.empty()) all.erase(all.begin());
  return all;
}

struct Street {
  std::string form;
  std::optional<std::int64_t> type;
};

std::map<std::string, Street> streets_with_type_word(const std::string& file, char separator,
                                                     std::size_t code, std::size_t name) {
  std::map<std::string, Street> streets;
  for (const auto& row : rows(file, separator)) {
    const TypedName split = split_type(row.at(name));
    streets[row.at(code)] = {strict(split.name, TypeWords::street), split.type};
  }
  return streets;
}

std::map<std::string, Street> march_2024() {
  std::map<std::string, Street> streets;
  for (const auto& row : rows("2024-03/csbm.csv", ',')) {
    streets[row.at(1)] = {strict(row.at(2), TypeWords::street),
                          street_type_from_uavt(std::atoll(row.at(3).c_str()))};
  }
  return streets;
}

/// How many codes both have; every one of them must be the same street.
std::size_t common(const std::map<std::string, Street>& a, const std::map<std::string, Street>& b) {
  std::size_t count = 0;
  for (const auto& [code, street] : a) {
    const auto other = b.find(code);
    if (other == b.end()) continue;
    ++count;
    EXPECT_EQ(street.form, other->second.form) << code;
    EXPECT_EQ(street.type, other->second.type) << code;
    EXPECT_TRUE(street.type) << code;
    EXPECT_FALSE(street.form.empty()) << code;
  }
  return count;
}

TEST(IslahiyeNames, StreetsOfThreeDialectsAreTheSame) {
  const auto first = march_2024();
  const auto second = streets_with_type_word("2025-02/csbm.csv", '\t', 0, 1);
  const auto third = streets_with_type_word("2026-08/csbm.csv", ';', 1, 2);
  ASSERT_EQ(first.size(), 1628u);
  ASSERT_EQ(second.size(), 1518u);
  ASSERT_EQ(third.size(), 1519u);
  EXPECT_EQ(common(first, second), 1517u);  // 1 came, 111 went
  EXPECT_EQ(common(second, third), 1513u);  // 6 came, 5 went
}

TEST(IslahiyeNames, NeighbourhoodsMeetTheirPolygons) {
  std::vector<std::string> registered;
  for (const auto& row : rows("2024-03/mahalle.csv", ',')) {
    registered.push_back(strict(row.at(1), TypeWords::neighbourhood));
    EXPECT_EQ(strict(row.at(2), TypeWords::neighbourhood), registered.back()) << row.at(0);
  }
  ASSERT_EQ(registered.size(), 71u);

  std::ifstream in(islahiye + "mahalle.geojson", std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  const std::string text = bytes.str(), key = "\"name\":\"";
  std::vector<std::string> delivered;
  for (auto at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
    const auto begin = at + key.size();
    delivered.push_back(text.substr(begin, text.find('"', begin) - begin));
  }
  ASSERT_EQ(delivered.size(), 71u);

  std::vector<std::string> only_dotless;
  for (const std::string& polygon : delivered) {
    const std::string form = strict(polygon, TypeWords::neighbourhood);
    if (std::ranges::count(registered, form) == 1) continue;
    only_dotless.push_back(polygon);
    EXPECT_EQ(std::ranges::count(registered, dotless(form), dotless), 1) << polygon;
  }
  EXPECT_EQ(only_dotless.size(), 1u) << testing::PrintToString(only_dotless);
}

}  // namespace
}  // namespace uavt::sync
