// What a person did not let in: it is on the list of the register that brought it, until that register
// has taken it back.
#include "tests/night/law_city.hpp"
#include "tests/night/program.hpp"
#include "tests/night/quarters.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace uavt::night::test {
namespace {

using nlohmann::json;

/// Four mahalle; UAVT brings thirty doors nobody knows into the second one.
class RefusedRecords : public ::testing::Test {
 protected:
  static constexpr int brought = 30;

  RefusedRecords() {
    town_.guard();
    deliver(town_, Quarters::of(4, 40));
    static_cast<void>(town_.run());
  }

  /// The doors `from` … `to` of those thirty; `plate` instead of the number of the first.
  static Quarters with_doors(int from, int to, const std::string& plate = {}) {
    Quarters quarters = Quarters::of(4, 40);
    const std::int64_t code = quarter_code(2);
    for (int i = from; i < to; ++i) {
      const std::string number = i == from && !plate.empty() ? plate : std::to_string(201 + 2 * i);
      quarters.files.at("uavt/numarataj.csv")
          .push_back({2, fmt::format("{};{};{}", code * 10000 + 500 + i, code * 100, number)});
    }
    return quarters;
  }
  app::RunReport night(const Quarters& quarters, int day = 0) {
    deliver(town_, quarters);
    app::RunReport report = town_.run({}, [&](sync::Settings& settings) {
      for (sync::SourceSettings& each : settings.sources) {
        each.as_of = each.as_of.value_or(0) + day;
      }
    });
    expect_every_row_accounted(report);
    return report;
  }
  static app::RunReport reject(const Town& town) {
    app::RunOptions options;
    options.decision =
        sync::BatchDecision{1, sync::BatchState::rejected, "Ayşe", "öyle bir yer yok"};
    return town.run(options);
  }

  /// Items of that reason, by state.
  struct Items {
    int open = 0, reopened = 0, closed = 0, others = 0;
    bool operator==(const Items&) const = default;
  };
  static Items items(const app::RunReport& report) {
    Items seen;
    for (const sync::ToldItem& told : report.result.worklist) {
      const json item = json::parse(told.json);
      if (item.at("reason").at("kind") != "reddedildi") {
        seen.others += told.state == sync::ItemState::closed ? 0 : 1;
        continue;
      }
      EXPECT_EQ(told.list, sync::WorkList::uavt);
      EXPECT_EQ(item.at("operation"), "pasife_al");
      EXPECT_EQ(item.at("mahalle_kodu"), quarter_code(2));
      EXPECT_EQ(item.at("addressee"), "buyuksehir_belediyesi");
      ++(told.state == sync::ItemState::open       ? seen.open
         : told.state == sync::ItemState::reopened ? seen.reopened
                                                   : seen.closed);
    }
    return seen;
  }
  [[nodiscard]] long published() const {
    return town_.database().number("SELECT count(*) FROM adres.numarataj");
  }

  Town town_;
};

void PrintTo(const auto& items, std::ostream* out)
  requires requires { items.reopened; }
{
  *out << items.open << " open, " << items.reopened << " reopened, " << items.closed
       << " closed, " << items.others << " others";
}

TEST_F(RefusedRecords, stand_on_the_list_until_they_are_taken_back) {
  ASSERT_EQ(night(with_doors(0, brought)).result.held.size(), 1U);
  const app::RunReport rejected = reject(town_);
  EXPECT_EQ(items(rejected), (Items{brought, 0, 0, 0}));
  EXPECT_EQ(published(), 160);
  // The same files: nothing is written, the list is what it was.
  const std::string memory = town_.memory();
  const app::RunReport again = night(with_doors(0, brought));
  EXPECT_EQ(items(again), (Items{brought, 0, 0, 0}));
  expect_nothing_written(town_, again, memory);
  // Twenty are taken back; two of them come again.
  EXPECT_EQ(items(night(with_doors(20, brought), 1)), (Items{10, 0, 20, 0}));
  EXPECT_EQ(items(night(with_doors(18, brought), 2)), (Items{10, 2, 0, 0}));
  EXPECT_EQ(town_.database().number("SELECT count(DISTINCT no) FROM kalite.duzeltme"), brought)
      << "what comes back keeps its number";
  // Two deliveries went by: those that were there all the time are overdue (UAV-11).
  const app::RunReport late = night(with_doors(18, brought), 3);
  std::size_t overdue = 0;
  for (const sync::Finding& finding : late.result.findings) {
    if (finding.rule == sync::Rule::uav_11) overdue += finding.subjects.size();
  }
  EXPECT_EQ(overdue, 10U);
  EXPECT_EQ(published(), 160);
}

TEST_F(RefusedRecords, leave_the_list_when_they_say_something_else_or_all_is_well) {
  night(with_doors(0, brought));
  reject(town_);
  // Another plate is another question, and one door is nothing the guard asks about.
  const app::RunReport other = night(with_doors(0, brought, "7/A"));
  EXPECT_EQ(items(other), (Items{brought - 1, 0, 0, 1}))
      << "the municipality has not got it: the same task for another reason";
  EXPECT_EQ(published(), 161);
  EXPECT_EQ(items(night(Quarters::of(4, 40))), (Items{0, 0, brought - 1, 0}));
  EXPECT_EQ(items(night(Quarters::of(4, 40))), (Items{0, 0, 0, 0}));
  EXPECT_EQ(published(), 160);
}

TEST_F(RefusedRecords, of_a_register_that_is_silent_stand) {
  night(with_doors(0, brought));
  reject(town_);
  deliver(town_, Quarters::of(4, 40));
  std::filesystem::remove(town_.folder() / "uavt" / "numarataj.csv");
  const app::RunReport silent = town_.run({}, [](sync::Settings& settings) {
    for (sync::SourceSettings& each : settings.sources) each.required = false;
  });
  EXPECT_EQ(items(silent), (Items{brought, 0, 0, 0}));
}

}  // namespace
}  // namespace uavt::night::test
