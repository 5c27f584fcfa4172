// Delta deliveries through whole nights: a base and its deltas, however they are put into files,
// publish what one full delivery of the end publishes; what comes twice or too late changes
// nothing; a delta that is missing is noticed.
#include "importers/reader.hpp"
#include "tests/night/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace uavt::night::test {
namespace {

using testing::HasSubstr;

constexpr std::string_view street_header = "csbm_kod;ad;tip_kod;mahalle_kod;versiyon;aktif\n";
constexpr std::string_view door_header = "numarataj_kod;csbm_kod;kapi_no;versiyon;aktif\n";

std::string source(std::string_view name, std::string_view layer, std::string_view path,
                   std::string_view more) {
  return fmt::format("[[source]]\nname = \"{}\"\nregister = \"uavt\"\nlayer = \"{}\"\npath = \"{}\"\n"
                     "profile = \"aks\"\nas_of = 2026-11-01\n{}\n",
                     name, layer, path, more);
}

/// A district that UAVT alone describes: its mahalle whole, its streets and doors as `delivery`.
void configure(const Town& town, std::string_view delivery) {
  const std::string more = fmt::format("delivery = \"{}\"", delivery);
  write_bytes(town.folder() / "uavt-sync.toml",
              "[municipality]\nname = \"Delta\"\nil = 7\nilce = 2039\n"
              "target_crs = \"EPSG:5254\"\n[database]\ndsn = \"embedded:\"\n"
              "[run]\nstate_dir = \"durum\"\nreport_dir = \"rapor\"\n" +
                  source("mahalle", "mahalle", "mahalle.csv", "") +
                  source("csbm", "csbm", "csbm/*.csv", more) +
                  source("kapi", "numarataj", "kapi/*.csv", more));
  write_bytes(town.folder() / "mahalle.csv", "mahalle_kod;ad\n1;MERKEZ\n2;YENİ\n");
  for (const char* layer : {"csbm", "kapi"}) {
    std::filesystem::remove_all(town.folder() / layer);
    std::filesystem::create_directories(town.folder() / layer);
  }
}

/// A row of a register's table as its last version says it.
struct Row {
  std::string values;
  bool active = true;
};

/// A register that numbers its changes.
class Register {
 public:
  explicit Register(std::uint64_t seed) : random_(seed) {
    for (int i = 0; i < 12; ++i) change_street(100 + i);
    for (int i = 0; i < 40; ++i) change_door(1000 + i);
    close();
  }

  /// The next version: some rows change, come, go, or come back. Sometimes doors alone.
  void next_version() {
    if (random_() % 4 != 0) {
      for (int i = 0; i < 3; ++i) touch(streets_, 100 + pick(15), false);
    }
    for (int i = 0; i < 6; ++i) touch(doors_, 1000 + pick(50), true);
    close();
  }

  [[nodiscard]] int version() const { return static_cast<int>(history_.size()); }
  /// The two files' rows of the versions `from` … `to`.
  [[nodiscard]] std::pair<std::string, std::string> rows(int from, int to) const {
    std::pair<std::string, std::string> text;
    for (int version = from; version <= to; ++version) {
      const auto& [streets, doors] = history_[static_cast<std::size_t>(version - 1)];
      text.first += streets;
      text.second += doors;
    }
    return text;
  }
  /// What a full delivery of now holds.
  [[nodiscard]] std::pair<std::string, std::string> whole() const {
    return {lines(streets_, all(streets_), true), lines(doors_, all(doors_), true)};
  }

 private:
  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  void change_street(int code) {
    streets_[code] = {fmt::format("SOKAK {};4;{}", pick(1000), 1 + pick(2)), true};
    street_changes_.insert(code);
  }
  void change_door(int code) {
    doors_[code] = {fmt::format("{};{}", 100 + pick(15), code - 999 + 100 * pick(3)), true};
    door_changes_.insert(code);
  }
  void touch(std::map<int, Row>& rows, int code, bool door) {
    const auto known = rows.find(code);
    if (known != rows.end() && known->second.active && pick(3) == 0) {
      known->second.active = false;
      (door ? door_changes_ : street_changes_).insert(code);
    } else {
      door ? change_door(code) : change_street(code);
    }
  }
  static std::set<int> all(const std::map<int, Row>& rows) {
    std::set<int> codes;
    for (const auto& [code, row] : rows) codes.insert(code);
    return codes;
  }
  [[nodiscard]] std::string lines(const std::map<int, Row>& rows, const std::set<int>& codes,
                                  bool only_active) const {
    std::string text;
    for (const int code : codes) {
      const Row& row = rows.at(code);
      if (only_active && !row.active) continue;
      text += fmt::format("{};{};{};{}\n", code, row.values, history_.size() + 1,
                          row.active ? 1 : 0);
    }
    return text;
  }
  void close() {
    history_.emplace_back(lines(streets_, street_changes_, false),
                          lines(doors_, door_changes_, false));
    street_changes_.clear();
    door_changes_.clear();
  }

  std::mt19937_64 random_;
  std::map<int, Row> streets_, doors_;
  std::set<int> street_changes_, door_changes_;
  std::vector<std::pair<std::string, std::string>> history_;
};

void deliver(const Town& town, const std::pair<std::string, std::string>& rows,
             const std::string& file = "veri.csv") {
  write_bytes(town.folder() / "csbm" / file, std::string(street_header) + rows.first);
  write_bytes(town.folder() / "kapi" / file, std::string(door_header) + rows.second);
}

std::uint64_t written(const app::RunReport& report) {
  std::uint64_t rows = 0;
  for (const sync::LayerResult& layer : report.result.layers) {
    rows += layer.inserted + layer.updated + layer.deleted;
  }
  return rows;
}

void expect_whole_account(const app::RunReport& report) {
  for (const sync::SourceResult& each : report.result.sources) {
    std::uint64_t sum = 0;
    for (const std::uint64_t fate : each.fates) sum += fate;
    EXPECT_EQ(sum, each.rows_read) << each.name;
  }
}

TEST(Delta, a_base_and_its_deltas_are_one_full_delivery) {
  for (const std::uint64_t seed : {81U, 82U}) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    std::mt19937_64 random(seed);
    Register registry(seed);
    Town by_delta, whole;
    configure(by_delta, "delta");
    int applied = 0;
    for (int night = 0; night < 6; ++night) {
      SCOPED_TRACE(fmt::format("night {}, version {}", night, registry.version()));
      // One delta alone, several in one file, or all there ever were.
      const int from = random() % 3 == 0 ? 1 : applied + 1;
      deliver(by_delta, registry.rows(from, registry.version()));
      expect_whole_account(by_delta.run());
      applied = registry.version();
      for (auto more = 1 + random() % 2; more > 0; --more) registry.next_version();
    }
    deliver(by_delta, registry.rows(applied + 1, registry.version()));
    static_cast<void>(by_delta.run());
    configure(whole, "full");
    deliver(whole, registry.whole());
    static_cast<void>(whole.run());
    EXPECT_EQ(difference(whole.content(), by_delta.content()), "");
    EXPECT_EQ(by_delta.database().number("SELECT count(*) FROM kalite.bayat "
                                         "WHERE bitis_calisma IS NULL"),
              0)
        << "what a delta does not name is not stale";
  }
}

TEST(Delta, a_delta_that_was_applied_changes_nothing_when_it_comes_again) {
  Register registry(84);
  Town town;
  configure(town, "delta");
  deliver(town, registry.rows(1, 1), "1.csv");
  static_cast<void>(town.run());
  registry.next_version();
  registry.next_version();
  deliver(town, registry.rows(2, 3), "2.csv");  // beside the first: the folder fills
  EXPECT_GT(written(town.run()), 0U);
  const auto content = town.content();
  EXPECT_EQ(written(town.run()), 0U) << "the same files";
  std::filesystem::remove(town.folder() / "csbm" / "1.csv");
  std::filesystem::remove(town.folder() / "kapi" / "1.csv");
  EXPECT_EQ(written(town.run()), 0U) << "the last one alone";
  configure(town, "delta");
  deliver(town, registry.rows(1, 1));
  const app::RunReport old = town.run();
  EXPECT_EQ(written(old), 0U) << "an old one, overtaken long ago";
  expect_whole_account(old);
  EXPECT_EQ(difference(content, town.content()), "");
}

TEST(Delta, a_gap_refuses_the_delta_and_keeps_what_was) {
  Register registry(85);
  Town town;
  configure(town, "delta");
  deliver(town, registry.rows(1, 1));
  static_cast<void>(town.run());
  const auto content = town.content();
  for (int i = 0; i < 3; ++i) registry.next_version();
  deliver(town, registry.rows(3, 4));
  try {
    static_cast<void>(town.run());
    FAIL() << "a required source with a gap was read";
  } catch (const importers::SourceError& error) {
    EXPECT_THAT(error.what(), HasSubstr("the last versiyon applied is 1, the next one here is 3"));
  }
  EXPECT_EQ(difference(content, town.content()), "");
  // Not required: the rest of the night is published, and the finding stays until the gap closes.
  const Adjust optional = [](sync::Settings& settings) {
    for (sync::SourceSettings& each : settings.sources) each.required = false;
  };
  const app::RunReport report = town.run({}, optional);
  EXPECT_EQ(std::ranges::count(findings_of(report.result), "SRC-08 uavt -  "), 2);
  EXPECT_EQ(difference(content, town.content()), "");
  deliver(town, registry.rows(2, 4));
  EXPECT_THAT(findings_of(town.run({}, optional).result), testing::Not(testing::Contains(
                                                              HasSubstr("SRC-08"))));
  Town whole;
  configure(whole, "full");
  deliver(whole, registry.whole());
  static_cast<void>(whole.run());
  EXPECT_EQ(difference(whole.content(), town.content()), "");
}

// Bug: a row with aktif = 0 was published as if it were in force.
TEST(Delta, a_passive_row_of_a_full_delivery_is_not_there) {
  Town town;
  configure(town, "full");
  deliver(town, {"100;GÜL;4;1;1;1\n101;LALE;4;1;1;0\n", "1000;100;5;1;1\n1001;100;7;1;1\n"});
  static_cast<void>(town.run());
  const auto count = [&](std::string_view layer) {
    return town.database().number(fmt::format("SELECT count(*) FROM adres.{}", layer));
  };
  EXPECT_EQ(count("csbm"), 1);
  EXPECT_EQ(count("numarataj"), 2);
  deliver(town, {"100;GÜL;4;1;1;1\n101;LALE;4;1;1;0\n", "1000;100;5;1;1\n1001;100;7;2;0\n"});
  const app::RunReport report = town.run();
  EXPECT_EQ(count("numarataj"), 1);
  expect_whole_account(report);
  // An older version of a code beside the one in force is no repeated code.
  deliver(town, {"100;GÜL;4;1;1;1\n100;ESKİ;4;1;0;0\n", "1000;100;5;1;1\n"});
  EXPECT_THAT(findings_of(town.run().result), testing::Not(testing::Contains(
                                                  HasSubstr("KEY-01"))));
}

}  // namespace
}  // namespace uavt::night::test
