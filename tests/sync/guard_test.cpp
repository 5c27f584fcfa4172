// What the guard counts, and when it is too much.
#include "sync/guard.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

ScopeCount counted(std::uint64_t count, std::uint64_t rows) {
  return {{1, Layer::door, cbs, GuardOperation::removal}, count, rows};
}

TEST(GuardBudget, fewer_than_min_rows_are_never_held) {
  const GuardSettings settings;
  EXPECT_FALSE(over_budget(counted(9, 10), {}, settings));
  EXPECT_TRUE(over_budget(counted(10, 10), {}, settings));
}

TEST(GuardBudget, a_share_or_a_number) {
  GuardSettings settings;
  EXPECT_FALSE(over_budget(counted(100, 1000), {}, settings)) << "the budget itself is within it";
  EXPECT_TRUE(over_budget(counted(101, 1000), {}, settings));
  EXPECT_FALSE(over_budget(counted(500, 100000), {}, settings));
  EXPECT_TRUE(over_budget(counted(501, 100000), {}, settings));
  settings.max_rows = 50;
  EXPECT_TRUE(over_budget(counted(51, 100000), {}, settings));
}

TEST(GuardBudget, where_nothing_was_only_the_number_counts) {
  const GuardSettings settings;
  EXPECT_FALSE(over_budget(counted(500, 0), {}, settings));
  EXPECT_TRUE(over_budget(counted(501, 0), {}, settings));
}

TEST(GuardBudget, a_scope_is_asked_for_its_own_past) {
  const GuardSettings settings;  // a quarter of the share: 2.5 %
  EXPECT_TRUE(over_budget(counted(31, 1000), {10, 6}, settings)) << "more than five times six";
  EXPECT_FALSE(over_budget(counted(30, 1000), {10, 6}, settings));
  EXPECT_FALSE(over_budget(counted(31, 1000), {9, 6}, settings)) << "too little is known of it";
  EXPECT_FALSE(over_budget(counted(25, 1000), {30, 1}, settings)) << "a quarter is always free";
}

/// A town of two mahalle; its rows are said anew each night, with what is different.
class GuardCounting : public ::testing::Test {
 protected:
  struct Door {
    int code, street;
    double x;
  };

  /// Doors of both registers; a door's place tells its drawing.
  void night(const std::vector<Door>& national, const std::vector<Door>& municipal) {
    for (const Register reg : {uavt, cbs}) {
      town_.speaks(reg, Layer::door);
      for (int m = 1; m <= 2; ++m) {
        town_.row(reg, Layer::neighbourhood,
                  {{"mahalle_kodu", std::to_string(m)}, {"ad", fmt::format("Semt {}", m)}});
        town_.row(reg, Layer::street,
                  {{"csbm_kodu", std::to_string(10 * m)}, {"mahalle_kodu", std::to_string(m)},
                   {"ad", fmt::format("Sokak {}", m)}, {"tip", "sokak"}});
      }
    }
    for (const Door& door : national) {
      town_.row(uavt, Layer::door, {{"bina_kodu", std::to_string(door.code)},
                                    {"csbm_kodu", std::to_string(door.street)},
                                    {"kapi_no", std::to_string(door.code)}});
    }
    for (const Door& door : municipal) {
      town_.row(cbs, Layer::door,
                {{"bina_kodu", std::to_string(door.code)},
                 {"csbm_kodu", std::to_string(door.street)},
                 {"kapi_no", std::to_string(door.code)}},
                point(door.x, 0));
    }
    before_ = town_.stored;
    town_.run();
  }

  /// "mahalle register operation count/rows", of doors.
  std::vector<std::string> counts(const std::vector<Event>& events = {}) {
    const auto mahalle = published_mahalle(before_);
    Plan plan = town_.plan;
    plan.events = events;
    const auto changes = row_changes(town_.last, town_.matched, before_, plan, mahalle);
    std::vector<std::string> lines;
    for (const ScopeCount& each : scoped_changes(town_.last, before_, plan, changes, mahalle)) {
      if (each.scope.layer != Layer::door) continue;
      lines.push_back(fmt::format("{} {} {} {}/{}", each.scope.mahalle, name(each.scope.reg),
                                  name(each.scope.operation), each.count, each.rows));
    }
    return lines;
  }

  using Lines = std::vector<std::string>;
  const std::vector<Door> three_ = {{1, 10, 1}, {2, 10, 2}, {3, 20, 3}};
  Town town_;
  Stored before_;
};

TEST_F(GuardCounting, the_first_night_counts_nothing) {
  night(three_, three_);
  EXPECT_EQ(counts(), Lines{});
}

TEST_F(GuardCounting, a_register_that_loses_a_row_removes_it) {
  night(three_, three_);
  night(three_, {{2, 10, 2}, {3, 20, 3}});
  EXPECT_EQ(town_.plan.layers[index(Layer::door)].deleted.size(), 0U) << "it stays published";
  EXPECT_EQ(counts(), Lines{"1 cbs silme 1/2"});
}

TEST_F(GuardCounting, a_register_that_brings_a_row_adds_it) {
  night(three_, {{3, 20, 3}});
  night(three_, three_);
  EXPECT_EQ(counts(), Lines{"1 cbs ekleme 2/0"});
}

TEST_F(GuardCounting, what_nobody_would_see_is_no_change) {
  night(three_, three_);
  std::vector<Door> moved = three_;
  moved[0].x = 9;
  night(three_, moved);
  EXPECT_EQ(counts(), Lines{"1 cbs degisiklik 1/2"});
  night(three_, moved);
  EXPECT_EQ(counts(), Lines{});
}

TEST_F(GuardCounting, a_move_belongs_to_both_mahalle) {
  night(three_, three_);
  const std::vector<Door> moved = {{1, 20, 1}, {2, 10, 2}, {3, 20, 3}};
  night(moved, moved);
  EXPECT_EQ(counts(), (Lines{"1 uavt degisiklik 1/2", "1 cbs degisiklik 1/2",
                             "2 uavt degisiklik 1/1", "2 cbs degisiklik 1/1"}));
}

TEST_F(GuardCounting, the_rows_of_an_event_are_one) {
  night(three_, three_);
  night(three_, {{3, 20, 3}});
  EXPECT_EQ(counts(), Lines{"1 cbs silme 2/2"});
  Event event;
  event.layer = Layer::street;
  for (const std::int64_t number : {1, 2}) event.rows.push_back({Layer::door, number});
  EXPECT_EQ(counts({event}), Lines{"1 cbs silme 1/2"});
}

TEST_F(GuardCounting, nothing_is_held_while_the_guard_is_off) {
  night(three_, three_);
  night(three_, {});
  town_.settings.guard = {.enabled = true, .max_share = 0.1, .max_rows = 500, .min_rows = 1};
  before_.last_run = 1;
  Guarded result =
      guarded(town_.last, town_.matched, before_, town_.plan, town_.settings);
  ASSERT_EQ(result.plan.batches.size(), 2U);
  EXPECT_EQ(result.hold.mahalle, (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(result.hold.numbers[index(Layer::door)], (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(result.plan.batches[0].no, 1);
  EXPECT_EQ(result.plan.batches[0].mahalle_kodu, 1);
  EXPECT_EQ(result.plan.batches[0].changes.size(), 2U);
  // The same again: what waits keeps its number, and another one begins after the last.
  before_.guard.open = {{4, result.plan.batches[1].digest}};
  before_.guard.next_batch = 5;
  result = guarded(town_.last, town_.matched, before_, town_.plan, town_.settings);
  ASSERT_EQ(result.plan.batches.size(), 2U);
  EXPECT_EQ(result.plan.batches[0].no, 4);
  EXPECT_FALSE(result.plan.batches[0].fresh);
  EXPECT_EQ(result.plan.batches[1].no, 5);
  town_.settings.guard.enabled = false;
  result = guarded(town_.last, town_.matched, before_, town_.plan, town_.settings);
  EXPECT_TRUE(result.hold.empty());
  ASSERT_EQ(result.plan.closed.size(), 1U);
  EXPECT_EQ(result.plan.closed[0].state, BatchState::renewed);
}

}  // namespace
}  // namespace uavt::sync
