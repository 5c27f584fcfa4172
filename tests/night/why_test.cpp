// `why` against a log kept beside twenty nights: what was published after each of them, and what
// stood in the files that were delivered. What the service remembers is asked only at the end.
#include "sync/why.hpp"
#include "app/revert_command.hpp"
#include "app/why_command.hpp"
#include "tests/night/drift.hpp"
#include "tests/night/law_city.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <tuple>

namespace uavt::night::test {
namespace {

using Cell = std::tuple<sync::Layer, std::int64_t, std::size_t>;
using Value = std::optional<std::string>;

/// Since which run a value was there, and what it was.
struct Entry {
  std::int64_t run = 0;
  Value value;
  bool first = false;  ///< the row came with it
};

/// What was published after each run, cell by cell, and what had been delivered to it.
class Log {
 public:
  void note(const Town& town, std::int64_t run, const city::City& city) {
    delivered_.emplace(run, city);
    sql::Database database(town.database().conninfo());
    const sync::Stored stored = database.load(town.settings().municipality.ilce);
    std::set<Cell> there;
    for (const sync::Layer layer : sync::all_layers) {
      const sync::Table& table = stored.published[index(layer)].table;
      for (std::size_t row = 0; row < table.size(); ++row) {
        for (std::size_t a = 0; a < table.columns.size(); ++a) {
          const bool null = table.columns[a].null(row);
          note_value(
              {layer, table.tucbs_no[row], a}, run, there,
              null ? Value() : sync::value_text(table.type().attributes[a], table.columns[a], row));
        }
        if (table.type().geometry == geo::Kind::null) continue;
        const bool null = table.geometry.kind(row) == geo::Kind::null;
        note_value({layer, table.tucbs_no[row], sync::geometry_attribute}, run, there,
                   null ? Value() : table.geometry.wkt(row, 12));
      }
    }
    std::erase_if(cells_, [&](const auto& each) { return !there.contains(each.first); });
  }
  [[nodiscard]] const std::map<Cell, std::vector<Entry>>& cells() const { return cells_; }
  [[nodiscard]] const city::City& delivered(std::int64_t run) const { return delivered_.at(run); }

 private:
  void note_value(const Cell& cell, std::int64_t run, std::set<Cell>& there, const Value& value) {
    there.insert(cell);
    std::vector<Entry>& entries = cells_[cell];
    if (entries.empty()) entries.push_back({run, value, true});
    if (entries.back().value != value) entries.push_back({run, value, false});
  }

  std::map<Cell, std::vector<Entry>> cells_;
  std::map<std::int64_t, city::City> delivered_;
};

/// What the file said there; nothing when the attribute has no column of its own in it.
std::optional<Value> said_in(const city::City& city, const sync::Settings& settings,
                             const sync::SourceRecord& record, const std::string& attribute) {
  for (std::size_t i = 0; i < settings.sources.size(); ++i) {
    if (settings.sources[i].name != record.source) continue;
    const sync::RawTable& rows = city.files[i].rows;
    const auto column = std::ranges::find(rows.columns, attribute, &sync::RawColumn::attribute);
    if (column == rows.columns.end()) return std::nullopt;
    const auto row = static_cast<std::size_t>(record.row - 1);
    switch (column->kind) {
      case sync::RawColumn::Kind::text:
        return column->texts.null(row) ? Value() : Value(std::string(column->texts[row]));
      case sync::RawColumn::Kind::real:
        return Value(fmt::format("{}", column->reals[row]));
      case sync::RawColumn::Kind::integer:
      case sync::RawColumn::Kind::date:
        return column->integers[row] == sync::null_integer
                   ? Value()
                   : Value(std::to_string(column->integers[row]));
    }
  }
  ADD_FAILURE() << "there is no source " << record.source;
  return std::nullopt;
}

/// Is what the file says what is published? A word the catalogue does not know is published as
/// null.
bool agrees(sync::Layer layer, std::size_t attribute, const Value& said, const Value& published) {
  sync::Table table(layer);
  static_cast<void>(table.append_row({}));
  static_cast<void>(table.append_row({}));
  const sync::Attribute& type = table.type().attributes[attribute];
  sync::Column& column = table.columns[attribute];
  const bool says = said && sync::assign_text(type, column, 0, *said);
  if (!says || !published) return says == published.has_value();
  return sync::assign_text(type, column, 1, *published) &&
         sync::same_value(type, column, 0, column, 1);
}

std::string told(const Cell& cell) {
  const auto& [layer, number, attribute] = cell;
  const bool shape = attribute == sync::geometry_attribute;
  return fmt::format("{} #{} {}", sync::name(layer), number,
                     shape ? "geometri" : sync::layer_type(layer).attributes[attribute].name);
}

/// The log of twenty nights of a drifting town, one of them taken back.
Log twenty_nights(Town& town, std::uint64_t seed) {
  city::Options options;
  options.seed = seed;
  options.buildings = 100;
  city::City city = city::generated(options);
  Log log;
  for (std::uint64_t night = 1; night <= 20; ++night) {
    if (night > 1) drift(city, seed * 100 + night, 40);
    town.write(city);
    const app::RunReport report = town.run();
    log.note(town, report.info.number, city);
    if (night != 12) continue;
    app::RevertOptions back;
    back.run = report.info.number;
    back.because = "yanlış teslim";
    testing::internal::CaptureStdout();
    EXPECT_EQ(app::revert_command(town.settings(), back), 0);
    testing::internal::GetCapturedStdout();
    sql::Database database(town.database().conninfo());
    log.note(town, database.last_published(town.settings().municipality.ilce), city);
  }
  return log;
}

TEST(LawOfWhy, AgreesWithTheLogOfTwentyNights) {
  constexpr std::uint64_t seed = 4;
  Town town;
  const Log log = twenty_nights(town, seed);
  const sync::Settings settings = town.settings();
  // Half of the cells changed since they came, or chance would ask for little else than the first
  // night.
  std::vector<Cell> changed, quiet;
  for (const auto& [cell, entries] : log.cells()) {
    (entries.size() > 1 ? changed : quiet).push_back(cell);
  }
  std::mt19937_64 random(seed);
  std::ranges::shuffle(changed, random);
  std::ranges::shuffle(quiet, random);
  ASSERT_GE(changed.size(), 500u);
  changed.resize(500);
  changed.insert(changed.end(), quiet.begin(), quiet.begin() + 500);

  sql::Database database(town.database().conninfo());
  std::size_t read_again = 0, restored = 0;
  for (const Cell& cell : changed) {
    SCOPED_TRACE(told(cell));
    const auto& [layer, number, attribute] = cell;
    const std::vector<Entry>& entries = log.cells().at(cell);
    const Entry& last = entries.back();
    const sync::RowHistory history =
        database.row_history(settings.municipality.ilce, layer, number);
    ASSERT_NE(history.versions.table.size(), 0u);
    EXPECT_TRUE(history.there);
    const sync::CellStory story = sync::story(history, attribute);
    EXPECT_EQ(story.value, last.value);
    EXPECT_EQ(story.run, last.run);
    EXPECT_EQ(story.first, last.first);
    if (!last.first) {
      EXPECT_EQ(story.before, entries[entries.size() - 2].value);
      EXPECT_EQ(story.before_run, entries[entries.size() - 2].run);
    }
    ASSERT_TRUE(story.reason.has_value());
    restored += story.reason->first == sync::Outcome::restored ? 1 : 0;
    if (attribute == sync::geometry_attribute || story.record.source.empty()) continue;
    // What the file says in that record is what is published.
    const sync::Attribute& type = sync::layer_type(layer).attributes[attribute];
    const std::string name(type.role == sync::Role::shadow ? type.shadows : type.name);
    const auto said = said_in(log.delivered(story.run), settings, story.record, name);
    if (!said) continue;
    ++read_again;
    EXPECT_TRUE(agrees(layer, attribute, *said, last.value)) << said->value_or("nothing");
  }
  std::cout << "1000 cells: " << read_again << " read again in the files, " << restored
            << " restored by a revert\n";
  EXPECT_GE(read_again, 300u);
}

TEST(WhyCommand, TellsARowAndSaysWhatItDoesNotKnow) {
  city::Options options;
  options.seed = 5;
  options.buildings = 60;
  Town town;
  town.write(city::generated(options));
  static_cast<void>(town.run());
  const std::string code =
      town.database().value("SELECT min(csbm_kodu)::text FROM adres.csbm WHERE ad IS NOT NULL");
  const auto why = [&](const app::WhyOptions& asked) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int exit = app::why_command(town.settings(), asked);
    return std::tuple(exit, testing::internal::GetCapturedStdout(),
                      testing::internal::GetCapturedStderr());
  };
  auto [exit, text, error] = why({"csbm", code, "ad", false});
  EXPECT_EQ(exit, 0) << error;
  EXPECT_THAT(text, testing::AllOf(testing::HasSubstr("ad: “"), testing::HasSubstr("nereden:"),
                                   testing::HasSubstr("satır bu çalışmayla geldi")));
  std::tie(exit, text, error) = why({"csbm", code, "", true});
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json.at("layer"), "csbm");
  EXPECT_GT(json.at("attributes").size(), 3u);
  EXPECT_EQ(json.at("attributes").at(0).at("run"), 1);

  std::tie(exit, text, error) = why({"csbm", "1", "", false});
  EXPECT_EQ(exit, 2);
  EXPECT_THAT(error, testing::HasSubstr("kodu 1 olan bir satır yok"));
  std::tie(exit, text, error) = why({"csbm", "#999999", "", false});
  EXPECT_EQ(exit, 2);
  EXPECT_THAT(error, testing::HasSubstr("#999999"));
  std::tie(exit, text, error) = why({"csbm", "x'; DROP TABLE adres.csbm", "", false});
  EXPECT_EQ(exit, 2);
  std::tie(exit, text, error) = why({"csbm", code, "adı", false});
  EXPECT_EQ(exit, 2);
  EXPECT_THAT(error, testing::HasSubstr("'ad' mi?"));
}

}  // namespace
}  // namespace uavt::night::test
