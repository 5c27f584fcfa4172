// Law 9 and what it stands on: a finding is the same thing tomorrow. Fixing a thing closes exactly
// its findings; what is waived is not open, and reopens once when its waiver has ended.
#include "app/outcome.hpp"
#include "app/waiver_book.hpp"
#include "tests/night/disguise.hpp"
#include "tests/night/law_city.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <stdexcept>

namespace uavt::night::test {
namespace {

using nlohmann::json;
using Lines = std::vector<std::string>;
using States = std::map<std::string, std::string>;  ///< fingerprint → state

/// Findings on the form of a delivery change with its form (law 3).
const std::set<std::string> of_form = {"SRC-04", "KEY-06", "MOD-09", "GEO-07"};

json findings_in(const app::RunReport& report) {
  return json::parse(report.json).at("result").at("findings");
}

States states_of(const json& findings) {
  States states;
  for (const json& finding : findings) {
    const bool once = states.emplace(finding.at("fingerprint"), finding.at("state")).second;
    EXPECT_TRUE(once) << finding.at("fingerprint") << " is told twice";
  }
  return states;
}

/// "rule register layer key attribute", as `lines_of` writes the truth.
Lines lines_in(const app::RunReport& report, const std::string& state) {
  Lines lines;
  const auto word = [](const json& value) {
    return value.is_null() ? std::string() : value.get<std::string>();
  };
  for (const json& finding : findings_in(report)) {
    if (finding.at("state") != state || of_form.contains(finding.at("rule"))) continue;
    std::string key = finding.contains("rows") ? fmt::format("[{} rows]", finding["rows"].size())
                                               : word(finding.at("key"));
    if (key.starts_with('#') || key.starts_with('~')) key.clear();
    lines.push_back(fmt::format("{} {} {} {} {}", word(finding.at("rule")),
                                word(finding.at("register")), word(finding.at("layer")), key,
                                word(finding.at("attribute"))));
  }
  std::ranges::sort(lines);
  return lines;
}

Lines truth_of(const city::City& city) {
  Lines lines;
  for (const auto* part : {&city.truth.findings, &city.truth.disagreements, &city.truth.remarks}) {
    std::ranges::move(lines_of(*part), std::back_inserter(lines));
  }
  std::erase_if(lines, [](const std::string& line) {
    return of_form.contains(line.substr(0, line.find(' ')));
  });
  std::ranges::sort(lines);
  return lines;
}

/// The same night with a database or without one.
struct Memory {
  const char* name;
  bool database;
};
constexpr Memory memories[] = {{"database", true}, {"state file", false}};

class Nights {
 public:
  Nights(const Town& town, const Memory& memory) : town_(town), memory_(memory) {}

  [[nodiscard]] app::RunReport run(std::int64_t day) const {
    app::RunOptions options;
    options.day = day;
    if (!memory_.database) {
      options.command = "validate";
      options.store = app::Store::no_database;
      options.out = folder();
    }
    return town_.run(options);
  }
  [[nodiscard]] app::WaiverBook book() const { return {town_.settings(), folder()}; }
  [[nodiscard]] bool database() const { return memory_.database; }

 private:
  [[nodiscard]] std::filesystem::path folder() const {
    return memory_.database ? std::filesystem::path() : town_.folder() / "validate";
  }
  const Town& town_;
  Memory memory_;
};

/// A city with faults, and the same one with the last of them mended and all else as it was.
struct Mended {
  city::City before, after;
  std::string fault;
};

std::optional<Mended> mended(const city::Options& options) {
  // Faults are planted in the order of the catalogue: the last one takes no other's place.
  const std::vector<std::string> order = city::known_faults();
  city::Options fewer = options;
  const auto last = std::ranges::max_element(fewer.faults, {}, [&](const city::FaultOrder& fault) {
    return std::ranges::find(order, fault.name) - order.begin();
  });
  const std::string fault = last->name;
  fewer.faults.erase(last);
  city::City before = city::generated(options);
  city::City after = city::generated(fewer);
  // But faults of streets come first, and all others after them would move.
  if (!std::ranges::includes(truth_of(before), truth_of(after))) return std::nullopt;
  return Mended{std::move(before), std::move(after), fault};
}

TEST(LawOfMemory, fixing_a_thing_closes_exactly_its_findings) {
  std::size_t tried = 0;
  for (const Memory& memory : memories) {
    for (const LawCity& each : law_cities(40)) {
      const city::Options options = with_faults(each.options, each.options.seed, 8);
      const auto cities = mended(options);
      if (!cities) continue;
      SCOPED_TRACE(fmt::format("{}, {}, faults {}: {} is mended", memory.name, each.name,
                               fault_names(options), cities->fault));
      ++tried;
      Town town;
      const Nights nights(town, memory);
      town.write(cities->before);
      const States first = states_of(findings_in(nights.run(app::today())));
      town.write(cities->after);
      const app::RunReport report = nights.run(app::today());
      EXPECT_EQ(lines_in(report, "new"), Lines());
      if (memory.database) {  // without one nothing is compared with UAVT's rows
        Lines expected;
        std::ranges::set_difference(truth_of(cities->before), truth_of(cities->after),
                                    std::back_inserter(expected));
        EXPECT_EQ(lines_in(report, "fixed"), expected);
      }
      std::size_t closed = 0;
      for (const auto& [fingerprint, state] : states_of(findings_in(report))) {
        closed += state == "fixed" ? 1 : 0;
        EXPECT_TRUE(state == "new" || first.contains(fingerprint)) << fingerprint << " " << state;
      }
      EXPECT_GT(closed, 0U);
    }
  }
  fmt::print("{} times one fault was mended\n", tried);
  EXPECT_GE(tried, 6U);
}

/// What the law says, in the words of a person with pen and paper.
class Ledger {
 public:
  /// The state each finding must have tonight, those fixed among them.
  States expected(const std::map<std::string, std::pair<std::string, std::int64_t>>& there,
                  const std::vector<sync::GivenWaiver>& waivers, std::int64_t day) {
    States told;
    for (const auto& [fingerprint, about] : there) {
      const std::string before = last_.contains(fingerprint) ? last_.at(fingerprint) : "never";
      const bool waived = std::ranges::any_of(waivers, [&](const sync::GivenWaiver& given) {
        const sync::Waiver& waiver = given.waiver;
        if (waiver.withdrawn || day > waiver.until) return false;
        if (!waiver.fingerprint.empty()) return waiver.fingerprint == fingerprint;
        return sync::info(*waiver.rule).id == about.first && waiver.mahalle_kodu == about.second;
      });
      told[fingerprint] = waived                ? "waived"
                          : before == "never"   ? "new"
                          : before == "open"    ? "persisting"
                                                : "reopened";
    }
    for (auto& [fingerprint, state] : last_) {
      if (there.contains(fingerprint)) continue;
      if (state != "closed") told[fingerprint] = "fixed";
      state = "closed";
    }
    for (const auto& [fingerprint, about] : there) {
      last_[fingerprint] = told.at(fingerprint) == "waived" ? "waived" : "open";
    }
    return told;
  }

 private:
  States last_;
};

/// Gives a waiver to something that was told, or takes one back.
void decide(app::WaiverBook book, const json& findings, std::int64_t day, std::mt19937_64& random) {
  const auto given = book.all();
  if (!given.empty() && random() % 4 == 0) {
    static_cast<void>(book.take_back(given[random() % given.size()].waiver.id, "Ali", day));
    return;
  }
  const json& finding = findings.at(random() % findings.size());
  sync::Waiver waiver;
  waiver.reason = "';--\"\\ neden";
  waiver.person = "Ayşe";
  waiver.created = day;
  waiver.until = day + static_cast<std::int64_t>(random() % 4);
  if (random() % 2 == 0 && finding.at("mahalle_kodu").is_number()) {
    waiver.rule = sync::rule_named(finding.at("rule").get<std::string>());
    waiver.mahalle_kodu = finding.at("mahalle_kodu");
  } else {
    waiver.fingerprint = finding.at("fingerprint");
  }
  static_cast<void>(book.give(waiver));
}

void expect_told_again(const Town& town, const app::RunReport& report) {
  sql::Database database(town.database().conninfo());
  json findings = json::array();
  for (const std::string& each : database.findings_of(report.info.number)) {
    findings.push_back(json::parse(each));
  }
  EXPECT_EQ(states_of(findings), states_of(findings_in(report)));
  EXPECT_EQ(town.database().number("SELECT count(*) FROM kalite.acik_bulgu"),
            std::ranges::count_if(findings, [](const json& finding) {
              return finding.at("state") != "waived" && finding.at("state") != "fixed";
            }));
}

void expect_verdict(const app::RunReport& report) {
  const bool failing = std::ranges::any_of(findings_in(report), [](const json& finding) {
    return finding.at("severity") == "error" &&
           (finding.at("state") == "new" || finding.at("state") == "reopened");
  });
  EXPECT_EQ(report.result.verdict.exit_code, failing ? 1 : 0);
}

TEST(LawOfMemory, a_waived_finding_is_not_open_and_an_expired_one_is_once) {
  std::map<std::string, std::size_t> seen;
  for (const Memory& memory : memories) {
    for (const LawCity& each : law_cities(50)) {
      const city::Options options = with_faults(each.options, each.options.seed, 8);
      const auto cities = mended(options);
      SCOPED_TRACE(fmt::format("{}, {}, faults {}", memory.name, each.name, fault_names(options)));
      std::mt19937_64 random(each.options.seed);
      Town town;
      const Nights nights(town, memory);
      const city::City whole = city::generated(options);
      town.write(whole);
      Ledger ledger;
      constexpr int count = 6;
      for (int night = 0; night < count; ++night) {
        SCOPED_TRACE(fmt::format("night {}", night));
        const std::int64_t day = app::today() + night;
        // Now and then something is mended, and broken again.
        if (cities && night > 0 && random() % 3 == 0) {
          town.write(random() % 2 == 0 ? cities->after : cities->before);
        }
        const auto waivers = nights.database() && night == 0 ? std::vector<sync::GivenWaiver>()
                                                             : nights.book().all();
        const app::RunReport report = nights.run(day);
        const json findings = findings_in(report);
        std::map<std::string, std::pair<std::string, std::int64_t>> there;
        for (const json& finding : findings) {
          if (finding.at("state") == "fixed") continue;
          const json& mahalle = finding.at("mahalle_kodu");
          there[finding.at("fingerprint")] = {
              finding.at("rule"), mahalle.is_number() ? mahalle.get<std::int64_t>() : -1};
          EXPECT_EQ(finding.contains("waiver"), finding.at("state") == "waived");
        }
        const States told = states_of(findings);
        EXPECT_EQ(told, ledger.expected(there, waivers, day));
        for (const auto& [fingerprint, state] : told) ++seen[state];
        if (nights.database()) expect_told_again(town, report);
        expect_verdict(report);
        for (int i = 0; i < 3; ++i) decide(nights.book(), findings, day, random);
      }
      if (!nights.database()) continue;
      // When all waivers have ended, one night says so; the next one writes nothing (law 3).
      static_cast<void>(nights.run(app::today() + 30));
      const std::string remembered = town.memory();
      const app::RunReport silent = nights.run(app::today() + 31);
      expect_nothing_written(town, silent, remembered);
      for (const auto& [fingerprint, state] : states_of(findings_in(silent))) {
        EXPECT_EQ(state, "persisting") << fingerprint;
      }
    }
  }
  for (const auto& [state, times] : seen) fmt::print("{} {} times\n", state, times);
  EXPECT_EQ(seen.size(), 5U) << "every state has been seen";
}

/// A source that was not delivered: its findings stand, and dates do not wait for it.
TEST(LawOfMemory, what_nobody_looked_at_is_waived_and_reopened_all_the_same) {
  city::Options options = law_cities(70).front().options;
  options.faults = {{"KEY-01", 1}, {"MOD-02", 2}};
  Town town;
  town.write(city::generated(options));
  const Nights nights(town, memories[0]);
  const json first = findings_in(nights.run(app::today()));
  const auto door = std::ranges::find_if(first, [](const json& finding) {
    return finding.at("rule") == "MOD-02" && finding.at("layer") == "numarataj";
  });
  ASSERT_NE(door, first.end());
  const std::string fingerprint = door->at("fingerprint");
  sync::Waiver waiver;
  waiver.fingerprint = fingerprint;
  waiver.reason = "neden";
  waiver.until = app::today() + 1;
  static_cast<void>(nights.book().give(waiver));
  const auto night = [&](std::int64_t day) {
    app::RunOptions when;
    when.day = day;
    const app::RunReport report = town.run(when, [](sync::Settings& settings) {
      for (sync::SourceSettings& source : settings.sources) {
        if (source.layer != sync::SourceLayer::door || source.reg != sync::Register::cbs) continue;
        source.path += ".yok";
        source.required = false;
      }
    });
    expect_told_again(town, report);
    return report;
  };
  const app::RunReport waived = night(app::today() + 1);
  EXPECT_EQ(states_of(findings_in(waived)).at(fingerprint), "waived");
  const app::RunReport still = night(app::today() + 1);
  EXPECT_EQ(states_of(findings_in(still)).at(fingerprint), "waived");
  EXPECT_EQ(town.rules_of_run(still.info.number), Lines()) << "nothing new to write";
  const app::RunReport expired = night(app::today() + 2);
  EXPECT_EQ(states_of(findings_in(expired)).at(fingerprint), "reopened");
  EXPECT_EQ(expired.result.verdict.exit_code, 1);
  EXPECT_NE(expired.result.verdict.tr.find("stisna süresi dolan 1 bulgu"), std::string::npos);
  const app::RunReport after = night(app::today() + 3);
  EXPECT_EQ(states_of(findings_in(after)).at(fingerprint), "persisting");
  // Delivered again it is what it was: nothing but the state of the source has changed.
  const app::RunReport back = nights.run(app::today() + 3);
  EXPECT_EQ(states_of(findings_in(back)).at(fingerprint), "persisting");
  expect_told_again(town, back);
}

/// What the next export of the same rows may look like.
constexpr std::string_view dresses[] = {"permuted rows", "reversed rings", "another start vertex",
                                        "noise of 1 mm", "there and back", "another encoding",
                                        "byte order mark"};

/// A fault of geometry may be shaken off by any noise, and a broken text be broken otherwise in
/// another encoding: another dress is another fault.
bool keeps_its_shape(const std::string& fault) {
  return !fault.starts_with("GEO") && !fault.starts_with("MOD-09") && !fault.starts_with("SRC");
}

TEST(LawOfMemory, a_finding_is_the_same_in_another_dress) {
  std::size_t findings = 0;
  for (const Memory& memory : memories) {
    for (const LawCity& each : law_cities(60)) {
      city::Options options = with_faults(each.options, each.options.seed, 16);
      std::erase_if(options.faults,
                    [](const city::FaultOrder& fault) { return !keeps_its_shape(fault.name); });
      SCOPED_TRACE(fmt::format("{}, {}, faults {}", memory.name, each.name, fault_names(options)));
      const city::City city = city::generated(options);
      Town town;
      const Nights nights(town, memory);
      town.write(city);
      static_cast<void>(nights.run(app::today()));
      for (const std::string_view name : dresses) {
        SCOPED_TRACE(name);
        city::City dressed = city;
        disguise(name).put_on(dressed, each.options.seed);
        town.write(dressed);
        const app::RunReport report = nights.run(app::today());
        for (const char* state : {"new", "reopened", "fixed"}) {
          EXPECT_EQ(lines_in(report, state), Lines()) << state;
        }
        findings += lines_in(report, "persisting").size();
      }
    }
  }
  fmt::print("{} findings were the same in another dress\n", findings);
  EXPECT_GT(findings, 100U);
}

}  // namespace
}  // namespace uavt::night::test
