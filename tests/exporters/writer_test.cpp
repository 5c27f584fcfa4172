// A file knows nothing of the batches its rows came in: whatever they were, it is the same to the
// byte. And what must be known before the first row is counted over all of them.
#include "exporters/writer.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cpl_conv.h>

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>

namespace uavt::exporters {
namespace {

namespace fs = std::filesystem;
using RawKind = sync::RawColumn::Kind;

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "writer-test-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { fs::remove_all(folder_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const fs::path& path() const { return folder_; }

 private:
  fs::path folder_;
};

sync::RawTable empty_table() {
  sync::RawTable table;
  for (const auto& [name, kind] : {std::pair("no", RawKind::integer), std::pair("ad", RawKind::text),
                                   std::pair("olcu", RawKind::real), std::pair("gun", RawKind::date),
                                   std::pair("not", RawKind::text)}) {
    sync::RawColumn& column = table.columns.emplace_back();
    column.column = name;
    column.kind = kind;
  }
  table.has_geometry = true;
  return table;
}

void append(sync::RawTable& to, const sync::RawTable& from, std::size_t row) {
  for (std::size_t i = 0; i < from.columns.size(); ++i) {
    const sync::RawColumn& column = from.columns[i];
    sync::RawColumn& target = to.columns[i];
    if (column.kind == RawKind::text) {
      if (column.texts.null(row)) {
        target.texts.append_null();
      } else {
        target.texts.append(column.texts[row]);
      }
    } else if (column.kind == RawKind::real) {
      target.reals.push_back(column.reals[row]);
    } else {
      target.integers.push_back(column.integers[row]);
    }
  }
  to.geometry.append(from.geometry[row]);
  to.rows.push_back(static_cast<std::uint32_t>(to.rows.size() + 1));
}

/// Rows with nulls, long texts, letters of two bytes, and polygons of one or two parts.
sync::RawTable rows_of(std::mt19937_64& random, std::size_t count) {
  sync::RawTable table = empty_table();
  const auto one_in = [&](unsigned n) { return random() % n == 0; };
  for (std::size_t row = 0; row < count; ++row) {
    table.columns[0].integers.push_back(one_in(9) ? sync::null_integer
                                                  : static_cast<std::int64_t>(random() % 100'000));
    for (const std::size_t text : {std::size_t{1}, std::size_t{4}}) {
      if (one_in(5)) {
        table.columns[text].texts.append_null();
      } else {
        std::string value;
        for (std::size_t i = random() % (text == 4 ? 90U : 9U); i > 0; --i) value += "Ş=\"; ";
        table.columns[text].texts.append(value);
      }
    }
    table.columns[2].reals.push_back(one_in(7) ? std::nan("")
                                               : static_cast<double>(random() % 1000) / 8);
    table.columns[3].integers.push_back(one_in(7) ? sync::null_integer
                                                  : static_cast<std::int64_t>(random() % 20'000));
    if (one_in(11)) {
      table.geometry.append_null();
    } else {
      table.geometry.begin_row(geo::Kind::polygon);
      for (int part = one_in(20) ? 2 : 1; part > 0; --part) {
        const double x = 500'000 + static_cast<double>(random() % 9000) + 10'000 * part;
        const double y = 4'000'000 + static_cast<double>(random() % 9000);
        table.geometry.begin_part();
        table.geometry.begin_ring();
        const std::vector<double> ring = {x, y, x, y + 5, x + 5, y + 5, x + 5, y, x, y};
        table.geometry.add_vertices(ring);
      }
      table.geometry.end_row();
    }
    table.rows.push_back(static_cast<std::uint32_t>(row + 1));
  }
  return table;
}

std::vector<sync::RawTable> cut(const sync::RawTable& rows, std::mt19937_64& random) {
  std::vector<sync::RawTable> batches = {empty_table()};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (random() % 40 == 0) batches.push_back(empty_table());
    append(batches.back(), rows, row);
  }
  return batches;
}

/// Bytes of every file in a folder.
std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    files[entry.path().filename()] = {std::istreambuf_iterator<char>(in), {}};
  }
  return files;
}

struct Case {
  std::string ending;
  WriteOptions options;
};

std::vector<Case> cases() {
  std::vector<Case> all;
  const auto add = [&](const char* ending, Format format) -> WriteOptions& {
    all.push_back({ending, {}});
    all.back().options.format = format;
    all.back().options.layer = "katman";
    return all.back().options;
  };
  add("gpkg", Format::gpkg).spatial_index = true;
  add("gpkg", Format::gpkg).kind = geo::Kind::polygon;
  add("shp", Format::shapefile);
  add("gml", Format::gml).gml_namespace = "urn:x";
  add("geojson", Format::geojson);
  add("fgb", Format::flatgeobuf).rows = Rows::placed;
  add("csv", Format::csv).for_spreadsheets = true;
  add("csv", Format::csv).separator = ';';
  add("csv", Format::csv).rows = Rows::unplaced;
  return all;
}

TEST(Writer, no_row_is_dropped_without_a_word) {
  std::mt19937_64 random(1);
  const sync::RawTable rows = rows_of(random, 400);
  WriteOptions options;
  options.format = Format::flatgeobuf;
  const TemporaryFolder folder;
  EXPECT_THROW(write(rows, folder.path() / "katman.fgb", options), ExportError);
}

TEST(Writer, a_file_is_the_same_whatever_batches_its_rows_came_in) {
  // A GeoPackage holds the time at which it was written.
  const CPLConfigOptionSetter clock("OGR_CURRENT_DATE", "2026-11-22T02:00:00.000Z", false);
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    fmt::print("seed {}\n", seed);
    std::mt19937_64 random(seed);
    const sync::RawTable rows = rows_of(random, 1 + random() % 400);
    for (const auto& [ending, options] : cases()) {
      const TemporaryFolder whole, batched;
      write(rows, whole.path() / ("katman." + ending), options);

      const std::vector<sync::RawTable> batches = cut(rows, random);
      LayerHead head = head_of(rows);
      head.name = "katman";
      head.kind = options.kind;
      if (Writer::needs_survey(head, options)) {
        for (const sync::RawTable& batch : batches) head.survey.add(batch);
      }
      Writer writer(batched.path() / ("katman." + ending), options);
      writer.begin(head);
      for (const sync::RawTable& batch : batches) writer.add(batch);
      writer.close();

      const auto expected = contents(whole.path()), seen = contents(batched.path());
      ASSERT_FALSE(expected.empty());
      ASSERT_EQ(expected.size(), seen.size()) << ending;
      for (const auto& [name, bytes] : expected) {
        EXPECT_FALSE(bytes.empty()) << name;
        EXPECT_TRUE(seen.at(name) == bytes) << name << ", " << batches.size() << " batches";
      }
    }
  }
}

TEST(Writer, two_layers_of_one_file_do_not_mix) {
  std::mt19937_64 random(7);
  const sync::RawTable rows = rows_of(random, 50);
  const TemporaryFolder folder;
  WriteOptions options;
  options.format = Format::gml;
  options.gml_namespace = "urn:x";
  Writer writer(folder.path() / "iki.gml", options);
  for (const char* name : {"bir", "iki"}) {
    LayerHead head = head_of(rows);
    head.name = name;
    head.kind = geo::Kind::polygon;
    writer.begin(head);
    writer.add(rows);
    writer.add(rows);
  }
  writer.close();
  const std::string text = contents(folder.path()).at("iki.gml");
  for (const std::string mark : {"<uavt:bir ", "<uavt:iki "}) {
    std::size_t count = 0;
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
      ++count;
    }
    EXPECT_EQ(count, 100U) << mark;
  }
}

TEST(Writer, says_which_formats_must_look_first) {
  LayerHead head;
  head.has_geometry = true;
  WriteOptions options;
  const auto needs = [&](Format format) {
    options.format = format;
    return Writer::needs_survey(head, options);
  };
  EXPECT_TRUE(needs(Format::gpkg)) << "a layer whose kind nobody declared";
  EXPECT_FALSE(needs(Format::csv));
  head.kind = geo::Kind::point;
  EXPECT_FALSE(needs(Format::gpkg));
  EXPECT_FALSE(needs(Format::flatgeobuf));
  EXPECT_TRUE(needs(Format::shapefile)) << "its texts have a width";
}

TEST(Survey, counts_texts_and_kinds_over_all_batches) {
  std::mt19937_64 random(11);
  const sync::RawTable rows = rows_of(random, 300);
  Survey at_once, in_pieces;
  at_once.add(rows);
  for (const sync::RawTable& batch : cut(rows, random)) in_pieces.add(batch);
  EXPECT_EQ(at_once.kinds, in_pieces.kinds);
  EXPECT_EQ(at_once.widest, in_pieces.widest);
  EXPECT_EQ(at_once.beyond_dbf, in_pieces.beyond_dbf);
  EXPECT_EQ(at_once.several_parts, in_pieces.several_parts);
  EXPECT_TRUE(at_once.several_parts);
  EXPECT_GT(at_once.beyond_dbf[4], 0U);
  EXPECT_EQ(at_once.beyond_dbf[1], 0U);
}

}  // namespace
}  // namespace uavt::exporters
