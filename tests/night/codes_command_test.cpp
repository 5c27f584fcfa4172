// The code table of the first match: taken home, joined back by the layers' own ids, and from then
// on every night meets by code – and nothing that is published changes.
#include "tests/night/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "built_here.hpp"

namespace uavt::night::test {
namespace {

using testing::HasSubstr;
using Cells = std::vector<std::string>;

/// The lines of a table whose cells are all quoted.
std::vector<Cells> table_of(const std::string& text) {
  std::vector<Cells> rows(1);
  bool quoted = false;
  std::string cell;
  for (std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      if (quoted && i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[++i];
      } else {
        quoted = !quoted;
      }
    } else if (!quoted && (c == ';' || c == '\n')) {
      rows.back().push_back(std::exchange(cell, {}));
      if (c == '\n') rows.emplace_back();
    } else if (quoted || c != '\r') {
      cell += c;
    }
  }
  rows.pop_back();
  return rows;
}

/// A municipality without any code, each of whose layers has an OBJECTID.
city::City codeless() {
  city::Options options;
  options.seed = 5;
  options.buildings = 600;
  options.cbs_codes = false;
  city::City city = city::generated(options);
  for (city::File& file : city.files) {
    if (!file.name.starts_with("cbs/")) continue;
    if (std::ranges::find(file.rows.columns, "OBJECTID", &sync::RawColumn::column) !=
        file.rows.columns.end()) {
      continue;
    }
    sync::RawColumn id;
    id.attribute = "id";
    id.column = "OBJECTID";
    id.kind = sync::RawColumn::Kind::integer;
    for (std::size_t row = 0; row < file.rows.size(); ++row) {
      id.integers.push_back(static_cast<std::int64_t>(5000 + row));
    }
    file.rows.columns.push_back(std::move(id));
    const std::string path = fmt::format("path = \"{}\"\n", file.name);
    city.configuration = with(city.configuration, path, path + "id_column = \"OBJECTID\"\n");
  }
  return city;
}

/// Joins one layer's codes to its file by OBJECTID, as a clerk does in QGIS; how many rows got one.
std::size_t load_back(city::City& city, const std::string& layer, const std::string& file_name,
                      const std::vector<Cells>& table, const std::vector<std::string>& codes) {
  const auto file = std::ranges::find_if(city.files, [&](const city::File& each) {
    return each.name.starts_with("cbs/" + file_name);
  });
  if (file == city.files.end()) throw std::runtime_error("no cbs/" + file_name);
  const auto at = [&](const std::string& head) {
    return static_cast<std::size_t>(std::ranges::find(table.front(), head) - table.front().begin());
  };
  const auto objects =
      std::ranges::find(file->rows.columns, "OBJECTID", &sync::RawColumn::column)->integers;
  std::size_t loaded = 0;
  std::string columns;
  for (std::size_t c = 0; c < codes.size(); ++c) {
    std::map<std::string, std::string> by_id;
    for (const Cells& row : table) {
      if (row[at("katman")] == layer && !row[at(codes[c])].empty()) {
        EXPECT_TRUE(by_id.emplace(row[at("cbs_id")], row[at(codes[c])]).second)
            << layer << " " << row[at("cbs_id")] << " stands twice";
      }
    }
    if (by_id.empty()) continue;
    sync::RawColumn column;
    column.attribute = codes[c];
    column.column = fmt::format("UAVT{}", c);
    column.kind = sync::RawColumn::Kind::integer;
    for (const std::int64_t object : objects) {
      const auto code = by_id.find(std::to_string(object));
      column.integers.push_back(code == by_id.end() ? sync::null_integer
                                                    : std::stoll(code->second));
      loaded += code == by_id.end() ? 0U : 1U;
    }
    columns += fmt::format(" {} = \"{}\",", codes[c], column.column);
    file->rows.columns.push_back(std::move(column));
  }
  const auto source = city.configuration.find(fmt::format("path = \"{}\"", file->name));
  const auto list = city.configuration.find("columns = {", source) + 11;
  city.configuration.insert(list, columns);
  return loaded;
}

std::uint64_t written(const app::RunReport& report) {
  std::uint64_t rows = 0;
  for (const sync::LayerResult& layer : report.result.layers) {
    rows += layer.inserted + layer.updated + layer.deleted;
  }
  return rows;
}

std::uint64_t uavt_findings(const app::RunReport& report) {
  return static_cast<std::uint64_t>(
      std::ranges::count_if(report.result.findings, [](const sync::Finding& finding) {
        return sync::info(finding.rule).id == "UAV-01" || sync::info(finding.rule).id == "UAV-02";
      }));
}

TEST(Codes, taken_home_and_loaded_back_every_pair_meets_by_code_and_nothing_changes) {
  city::City city = codeless();
  Town town;
  town.write(city);
  const app::RunReport first = town.run();
  const auto content = town.content();
  const std::string configuration = town.folder() / "uavt-sync.toml";
  write_bytes(configuration,
              with(bytes_of(configuration), "embedded:", town.database().conninfo()));
  const auto command = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"-c", configuration, "codes", "--out", town.folder() / "eve"};
    words.insert(words.end(), more.begin(), more.end());
    return ended(UAVT_PROGRAM, words);
  };
  const Ended taken = command({});
  ASSERT_EQ(taken.code, 0) << taken.said();
  EXPECT_THAT(taken.out, HasSubstr("kod_eslestirme.xlsx"));
  EXPECT_THAT(taken.out, HasSubstr("UAVT kodu yüklenecek CBS kaydı: "));
  const auto table = table_of(bytes_of(town.folder() / "eve" / "kod_eslestirme.csv"));
  std::uint64_t pairs = 0;
  for (const sync::LayerResult& layer : first.result.layers) pairs += layer.by_presence[0];
  EXPECT_EQ(table.size() - 1, pairs) << "every pair has a line, beside the head";

  std::size_t loaded = load_back(city, "mahalle", "mahalle", table, {"mahalle_kodu"}) +
                       load_back(city, "csbm", "csbm", table, {"csbm_kodu"});
  loaded += load_back(city, "bina", "YAPI", table, {"yapi_kimlik_no", "yapi_kodu"});
  loaded += load_back(city, "numarataj", "numarataj", table, {"bina_kodu", "numarataj_kimlik_no"});
  loaded += load_back(city, "bagimsiz_bolum", "bagimsiz", table, {"adres_no", "kimlik_no"});
  EXPECT_GE(loaded, pairs);
  town.write(city);
  write_bytes(configuration,
              with(bytes_of(configuration), "embedded:", town.database().conninfo()));
  const app::RunReport second = town.run();
  fmt::print("{} pairs, {} codes loaded back, {} rows written the night after, {} UAV-01/02\n",
             pairs, loaded, written(second), uavt_findings(second));
  EXPECT_EQ(written(second), 0U);
  EXPECT_EQ(difference(content, town.content()), "");
  EXPECT_EQ(uavt_findings(second), uavt_findings(first));
  const Ended again = command({"--format", "csv"});
  EXPECT_THAT(again.out, HasSubstr("Yüklenecek kod yok"));
  EXPECT_EQ(table_of(bytes_of(town.folder() / "eve" / "kod_eslestirme.csv")).size(), 1U);
  ASSERT_EQ(command({"--all", "--layer", "numarataj"}).code, 0);
  const auto all = table_of(bytes_of(town.folder() / "eve" / "kod_eslestirme_numarataj.csv"));
  const auto evidence =
      static_cast<std::size_t>(std::ranges::find(all.front(), "kanit") - all.front().begin());
  for (std::size_t row = 1; row < all.size(); ++row) EXPECT_EQ(all[row][evidence], "kod");
  EXPECT_GT(all.size(), 600U);
}

}  // namespace
}  // namespace uavt::night::test
