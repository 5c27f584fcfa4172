// Events: what happened to a made-up city between two nights is found, told once, and takes
// nobody's number away. The truth is written by the city's editor, which shares no code with the
// finders.
#include "city/edits.hpp"
#include "sql/database.hpp"
#include "sync/night.hpp"
#include "sync/text.hpp"
#include "tests/night/town.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

namespace uavt::night::test {
namespace {

/// kind, layer, tucbs_no of what it happened to.
using Told = std::tuple<std::string, std::string, std::int64_t>;

struct Score {
  std::size_t right = 0, wrong = 0, missed = 0;
  void operator+=(const Score& other) {
    right += other.right;
    wrong += other.wrong;
    missed += other.missed;
  }
  [[nodiscard]] double f1() const {
    const double all = 2.0 * static_cast<double>(right) + static_cast<double>(wrong + missed);
    return all == 0 ? 1 : 2.0 * static_cast<double>(right) / all;
  }
};

/// The number under which a thing is published; 0: it is not.
std::int64_t number_of(const sync::Stored& stored, const city::Thing& thing) {
  const sync::Layer layer = *sync::layer_named(thing.layer);
  const sync::Table& table = stored.published[index(layer)].table;
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (thing.code == 0) {
      const geo::Point at = table.geometry.centre(row);
      if (std::hypot(at.x - thing.at.x, at.y - thing.at.y) < 0.01) return table.tucbs_no[row];
      continue;
    }
    for (const std::size_t code : sync::own_codes(layer)) {
      if (table.columns[code].integers[row] == thing.code) return table.tucbs_no[row];
    }
  }
  return 0;
}

struct Form {
  std::string name;
  city::Options options;
  bool fresh_ids = false;
};

std::vector<Form> forms(std::uint64_t seed, std::uint32_t buildings) {
  city::Options plain;
  plain.seed = seed;
  plain.buildings = buildings;
  plain.disagreements = false;
  std::vector<Form> all;
  const auto add = [&](const char* name, bool codes, bool flat, bool maks, bool fresh) {
    city::Options options = plain;
    options.seed += all.size();
    options.cbs_codes = codes;
    options.flat_uavt = flat;
    options.maks_roads = maks;
    all.push_back({fmt::format("{}, seed {}", name, options.seed), options, fresh});
  };
  add("codes", true, false, false, false);
  add("codes, flat export, road tables", true, true, true, false);
  add("without codes", false, false, false, false);
  add("without codes, other ids", false, false, false, true);
  add("without codes, road tables, flat export, other ids", false, true, true, true);
  return all;
}

/// Compares what was told with the truth, and who kept his number; prints what is not right.
class Night {
 public:
  Night(const Form& form, const city::Edits& edits) {
    SCOPED_TRACE(fmt::format("{}, edits {}", form.name, edits.seed));
    city::Edits given = edits;
    given.fresh_ids = form.fresh_ids;
    const city::Edited edited = city::edited(form.options, given);
    town_.write(edited.before);
    static_cast<void>(town_.run());
    before_ = load();
    town_.write(edited.after);
    report_ = town_.run();
    after_ = load();
    compare(edited);
    check_numbers(edited);
    check_names(edited);
    check_rules(edited);
    for (const sync::Finding& finding : report_.result.findings) {
      if (finding.state == sync::FindingState::fresh) ++fresh_[sync::info(finding.rule).id];
    }
  }

  [[nodiscard]] const std::map<std::string, Score>& scores() const { return scores_; }
  /// New findings of the second night, by rule.
  [[nodiscard]] const std::map<std::string_view, std::size_t>& fresh() const { return fresh_; }
  [[nodiscard]] const app::RunReport& report() const { return report_; }
  [[nodiscard]] const Town& town() const { return town_; }

 private:
  [[nodiscard]] sync::Stored load() const {
    return sql::Database(town_.database().conninfo()).load(2039);
  }

  void compare(const city::Edited& edited) {
    std::set<Told> truth;
    for (const city::TrueEvent& event : edited.events) {
      std::int64_t first = 0;
      for (const city::Thing& thing : event.things) {
        const std::int64_t number = number_of(before_, thing);
        EXPECT_NE(number, 0) << event.kind << " " << event.layer << " " << thing.code;
        if (first == 0 || number < first) first = number;
      }
      truth.emplace(event.kind, event.layer, first);
    }
    std::set<Told> told;
    for (const sync::EventResult& each : report_.result.events) {
      const Told event(sync::name(each.event.kind), sync::name(each.event.layer), each.event.thing);
      EXPECT_TRUE(told.insert(event).second) << "told twice: " << line(event);
      EXPECT_FALSE(each.finding.empty()) << line(event);
      if (!truth.contains(event)) {
        ++scores_[std::get<0>(event)].wrong;
        ADD_FAILURE() << "did not happen: " << line(event) << ": " << each.event.before << " → "
                      << each.event.after;
      }
    }
    for (const Told& event : truth) {
      Score& score = scores_[std::get<0>(event)];
      ++(told.contains(event) ? score.right : score.missed);
      if (!told.contains(event)) ADD_FAILURE() << "not told: " << line(event);
    }
  }

  void check_numbers(const city::Edited& edited) const {
    std::map<std::string, std::size_t> lost;
    for (const city::Lasting& each : edited.lasting) {
      const std::int64_t number = number_of(before_, each.before);
      const std::int64_t now = number_of(after_, each.after);
      if (number == 0 || number == now) continue;
      if (++lost[each.before.layer] <= 3) {
        ADD_FAILURE() << each.before.layer << " " << each.before.code << " → " << each.after.code
                      << ": number " << number << " became " << now;
      }
    }
    for (const auto& [layer, count] : lost) ADD_FAILURE() << layer << ": " << count << " lost";
  }

  void check_names(const city::Edited& edited) const {
    std::set<std::string> expected;
    for (const city::FormerStreet& each : edited.former_names) {
      expected.insert(fmt::format("{} {}", number_of(after_, {"csbm", each.code, {}}),
                                  sync::strict(each.name, sync::TypeWords::street)));
    }
    std::set<std::string> seen;
    std::istringstream rows(town_.database().value(
        "SELECT coalesce(string_agg(tucbs_no || ' ' || ad, E'\\n'), '') FROM adres.csbm_eski_ad "
        "WHERE baslangic_calisma < bitis_calisma"));
    for (std::string row; std::getline(rows, row);) {
      const std::size_t blank = row.find(' ');
      seen.insert(row.substr(0, blank + 1) +
                  sync::strict(row.substr(blank + 1), sync::TypeWords::street));
    }
    EXPECT_EQ(seen, expected);
  }

  /// What happened floods no rule on numbers and codes: all that is found of them on the second night
  /// would be found if it were the first.
  void check_rules(const city::Edited& edited) const {
    Town anew;
    anew.write(edited.after);
    const auto of_numbers_and_codes = [](const app::RunReport& report) {
      std::vector<std::string> lines = findings_of(report.result);
      std::erase_if(lines, [](const std::string& line) {
        return !line.starts_with("NUM-") && !line.starts_with("KEY-");
      });
      return lines;
    };
    EXPECT_EQ(of_numbers_and_codes(report_), of_numbers_and_codes(anew.run()));
  }

  static std::string line(const Told& event) {
    return fmt::format("{} {} #{}", std::get<0>(event), std::get<1>(event), std::get<2>(event));
  }

  Town town_;
  sync::Stored before_, after_;
  app::RunReport report_;
  std::map<std::string, Score> scores_;
  std::map<std::string_view, std::size_t> fresh_;
};

void print(const std::map<std::string, Score>& scores) {
  Score all;
  for (const auto& [kind, score] : scores) {
    all += score;
    fmt::print("{:20} right {:4} wrong {:3} missed {:3} F1 {:.3f}\n", kind, score.right,
               score.wrong, score.missed, score.f1());
  }
  fmt::print("{:20} right {:4} wrong {:3} missed {:3} F1 {:.3f}\n", "all", all.right, all.wrong,
             all.missed, all.f1());
  EXPECT_GE(all.f1(), 0.98);
}

std::map<std::string, Score> tried(std::uint64_t seed, std::uint32_t buildings,
                                   const city::Edits& edits) {
  std::map<std::string, Score> scores;
  for (const Form& form : forms(seed, buildings)) {
    SCOPED_TRACE(form.name);
    const Night night(form, edits);
    for (const auto& [kind, score] : night.scores()) scores[kind] += score;
    for (const auto& [rule, count] : night.fresh()) fmt::print("{} {} ", rule, count);
    fmt::print("({})\n", form.name);
  }
  return scores;
}

TEST(Events, every_kind_is_told_once_and_keeps_its_number) {
  city::Edits edits;
  edits.seed = 1;
  edits.each = 1;
  print(tried(100, 500, edits));
}

TEST(Events, a_night_of_ordinary_work_has_none) {
  city::Edits edits;
  edits.seed = 2;
  edits.each = 0;
  edits.noise = 100;
  for (const Form& form : forms(200, 300)) {
    SCOPED_TRACE(form.name);
    const Night night(form, edits);
    EXPECT_TRUE(night.report().result.events.empty());
  }
}

TEST(Events, stay_told_until_something_changes) {
  city::Edits edits;
  edits.seed = 3;
  edits.each = 1;
  const Form form = forms(300, 500).front();
  const Night night(form, edits);
  const auto told = [](const app::RunReport& report) {
    return std::ranges::count_if(findings_of(report.result), [](const std::string& line) {
      return line.starts_with("UAV-09");
    });
  };
  ASSERT_GT(told(night.report()), 0);
  const app::RunReport again = night.town().run();
  EXPECT_TRUE(again.result.events.empty());
  EXPECT_EQ(night.town().rows_of_run(again.info.number), 0);
}

TEST(LawOfEvents, cities_of_every_form) {
  city::Edits edits;
  edits.seed = 11;
  edits.each = 3;
  edits.noise = 40;
  print(tried(1000, 1500, edits));
}

}  // namespace
}  // namespace uavt::night::test
