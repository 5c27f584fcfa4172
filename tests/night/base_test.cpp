// `diff --base`: an export of an earlier state stands where the database stands. What a night would
// do against the file is what it would do against the database the file was made from.
#include "exporters/writer.hpp"
#include "sql/database.hpp"
#include "tests/night/drift.hpp"
#include "tests/night/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>

#include "built_here.hpp"

namespace uavt::night::test {
namespace {

using testing::HasSubstr;

/// What is published of a layer, as an export writes it.
sync::RawTable rows_of(const sync::Published& published, int ilce) {
  sync::RawTable rows;
  const auto column = [&](std::string_view name, auto value) {
    sync::RawColumn raw;
    raw.column = std::string(name);
    for (std::size_t row = 0; row < published.table.size(); ++row) {
      const std::string text = value(row);
      text.empty() ? raw.texts.append_null() : raw.texts.append(text);
    }
    rows.columns.push_back(std::move(raw));
  };
  const sync::Table& table = published.table;
  column("ilce_kodu", [&](std::size_t) { return std::to_string(ilce); });
  column("tucbs_no", [&](std::size_t row) { return std::to_string(table.tucbs_no[row]); });
  for (std::size_t a = 0; a < table.columns.size(); ++a) {
    const sync::Attribute& attribute = table.type().attributes[a];
    column(attribute.name,
           [&](std::size_t row) { return sync::value_text(attribute, table.columns[a], row); });
  }
  column("eslesme", [&](std::size_t row) { return std::string(name(published.eslesme[row])); });
  column("kaynak", [&](std::size_t row) { return sync::text_of(published.kaynak[row]); });
  rows.has_geometry = table.type().geometry != geo::Kind::null;
  if (rows.has_geometry) rows.geometry = table.geometry;
  rows.rows.resize(table.size());
  return rows;
}

void write_base(const sync::Settings& settings, const std::string& conninfo,
                const std::filesystem::path& file, const std::string& crs) {
  const sync::Stored stored = sql::Database(conninfo).load(settings.municipality.ilce);
  exporters::WriteOptions options;
  options.crs = crs;
  for (const sync::Layer layer : sync::all_layers) {
    options.layer = std::string(sync::name(layer));
    options.kind = sync::layer_type(layer).geometry;
    exporters::write(rows_of(stored.published[index(layer)], settings.municipality.ilce), file,
                     options);
    options.append_layer = true;
  }
}

/// "bina +1 ~2 -3" of every layer that would change.
std::map<std::string, std::string> changes_in(const std::filesystem::path& report) {
  std::map<std::string, std::string> changes;
  const auto json = nlohmann::json::parse(bytes_of(report));
  for (const auto& layer : json["result"]["layers"]) {
    const auto count = [&](const char* key) { return layer[key].get<std::uint64_t>(); };
    if (count("inserted") + count("updated") + count("deleted") == 0) continue;
    changes[layer["layer"]] =
        fmt::format("+{} ~{} -{}", count("inserted"), count("updated"), count("deleted"));
  }
  return changes;
}

class Base : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(town_.run({"run"}).code, 0);
    write_base(town_.town().settings(), town_.town().database().conninfo(), file(), "EPSG:5254");
  }
  [[nodiscard]] std::filesystem::path file() const { return town_.file("dun.gpkg"); }
  /// The same diff against the database and against the file, the latter without any database.
  [[nodiscard]] Ended against_file() const {
    town_.edit_configuration(town_.town().database().conninfo(), "host=/nowhere");
    const Ended ended = town_.run({"diff", "--base", file(), "--out", town_.file("dosya")});
    town_.edit_configuration("host=/nowhere", town_.town().database().conninfo());
    return ended;
  }
  ProgramTown town_;
};

TEST_F(Base, an_unchanged_delivery_changes_nothing_against_its_own_export) {
  const Ended diff = against_file();
  ASSERT_THAT(diff.code, testing::AnyOf(0, 1)) << diff.said();
  EXPECT_TRUE(changes_in(town_.file("dosya") / "report.json").empty());
}

/// Layer by layer, what a diff would do.
std::map<std::string, std::string> changes_of(const sync::Result& result) {
  std::map<std::string, std::string> changes;
  for (const sync::LayerResult& layer : result.layers) {
    if (layer.inserted + layer.updated + layer.deleted == 0) continue;
    changes[std::string(sync::name(layer.layer))] =
        fmt::format("+{} ~{} -{}", layer.inserted, layer.updated, layer.deleted);
  }
  return changes;
}

TEST(BaseOfADriftingCity, changes_what_it_changes_against_the_database) {
  for (const std::uint64_t seed : {3U, 11U, 29U}) {
    city::Options options;
    options.seed = seed;
    options.buildings = 300;
    // Roads as MAKS has them: doors without a street of their own on the municipality's side.
    options.maks_roads = seed != 3U;
    city::City city = city::generated(options);
    Town town;
    town.write(city);
    (void)town.run();
    const auto file = town.folder() / "dun.gpkg";
    write_base(town.settings(), town.database().conninfo(), file, "EPSG:5254");
    drift(city, seed, 40);
    town.write(city);
    app::RunOptions diff;
    diff.store = app::Store::nothing;
    const auto expected = changes_of(town.run(diff).result);
    diff.base = file;
    const auto seen = changes_of(town.run(diff).result);
    ASSERT_FALSE(expected.empty());
    EXPECT_EQ(seen, expected) << "seed " << seed;
    for (const auto& [layer, change] : seen) fmt::print("seed {} {}: {}\n", seed, layer, change);
  }
}

TEST_F(Base, what_is_no_full_export_is_refused_with_the_cure) {
  const Ended none = town_.run({"diff", "--base", town_.file("yok.gpkg")});
  EXPECT_EQ(none.code, 3);
  EXPECT_THAT(none.error, HasSubstr("böyle bir dosya yok"));
  const Ended text = town_.run({"diff", "--base", town_.configuration()});
  EXPECT_EQ(text.code, 3) << text.said();
  const Ended folder = town_.run({"diff", "--base", town_.town().folder()});
  EXPECT_EQ(folder.code, 3) << folder.said();
  EXPECT_THAT(folder.error, HasSubstr("uavt-sync export --for tam"));
  write_base(town_.town().settings(), town_.town().database().conninfo(), file(), "EPSG:5255");
  const Ended crs = against_file();
  EXPECT_EQ(crs.code, 4) << crs.said();
  EXPECT_THAT(crs.error, HasSubstr("EPSG:5254"));
}

}  // namespace
}  // namespace uavt::night::test
