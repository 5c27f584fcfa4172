// The best one-to-one pairing, against all pairings tried one by one; ties; the order of
// candidates.
#include "sync/assignment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

namespace uavt::sync {
namespace {

using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;

Pairs pairs_of(const std::vector<Candidate>& candidates, double margin = 0.01) {
  Pairs pairs;
  for (const std::size_t each : assigned(candidates, margin)) {
    pairs.emplace(candidates[each].left, candidates[each].right);
  }
  return pairs;
}

TEST(Assignment, nobody_competes) {
  EXPECT_EQ(pairs_of({}), Pairs{});
  EXPECT_EQ(pairs_of({{7, 9, 0.5}}), (Pairs{{7, 9}}));
  EXPECT_EQ(pairs_of({{0, 0, 0.5}, {1, 1, 0.6}}), (Pairs{{0, 0}, {1, 1}}));
}

TEST(Assignment, the_best_pair_first_would_be_wrong) {
  // Greedy takes 0–0 (0.9) and leaves 1 and 1 alone.
  EXPECT_EQ(pairs_of({{0, 0, 0.9}, {0, 1, 0.8}, {1, 0, 0.8}}), (Pairs{{0, 1}, {1, 0}}));
  // Each row's nearest is its neighbour's: a row of doors drawn half a step further.
  EXPECT_EQ(pairs_of({{0, 0, 0.6}, {1, 0, 0.7}, {1, 1, 0.6}, {2, 1, 0.7}, {2, 2, 0.6}}),
            (Pairs{{0, 0}, {1, 1}, {2, 2}}));
}

TEST(Assignment, a_tie_stays_a_tie) {
  EXPECT_EQ(pairs_of({{0, 0, 0.9}, {1, 0, 0.9}}), Pairs{});
  EXPECT_EQ(pairs_of({{0, 0, 0.9}, {1, 0, 0.895}}), Pairs{}) << "less than the margin";
  EXPECT_EQ(pairs_of({{0, 0, 0.9}, {1, 0, 0.88}}), (Pairs{{0, 0}}));
  // A square: two ways to pair two with two.
  EXPECT_EQ(pairs_of({{0, 0, 0.9}, {0, 1, 0.9}, {1, 0, 0.9}, {1, 1, 0.9}}), Pairs{});
  // What is certain beside a tie is taken.
  EXPECT_EQ(pairs_of({{0, 0, 0.9}, {1, 0, 0.9}, {2, 1, 0.9}, {1, 1, 0.2}}), (Pairs{{2, 1}}));
}

TEST(Assignment, a_crowd_is_left_alone) {
  std::vector<Candidate> crowd;
  for (std::uint32_t l = 0; l < 40; ++l) {
    for (std::uint32_t r = 0; r < 40; ++r) crowd.push_back({l, r, l == r ? 0.9 : 0.5});
  }
  EXPECT_EQ(pairs_of(crowd), Pairs{});
}

/// The best sum of all pairings, one candidate after the other taken or not; `without` is
/// forbidden.
double best_of(const std::vector<Candidate>& candidates, std::size_t without, std::size_t from = 0,
               std::uint32_t lefts = 0, std::uint32_t rights = 0) {
  if (from == candidates.size()) return 0;
  const Candidate& each = candidates[from];
  double best = best_of(candidates, without, from + 1, lefts, rights);
  const std::uint32_t left = 1U << each.left;
  const std::uint32_t right = 1U << each.right;
  if (from != without && (lefts & left) == 0 && (rights & right) == 0) {
    best = std::max(
        best, each.score + best_of(candidates, without, from + 1, lefts | left, rights | right));
  }
  return best;
}

TEST(Assignment, as_trying_everything) {
  const std::uint32_t seed = 20261122;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  std::size_t taken = 0;
  std::size_t ties = 0;
  for (int round = 0; round < 600; ++round) {
    const auto rows = static_cast<std::uint32_t>(1 + random() % 5);
    std::vector<Candidate> candidates;
    for (std::uint32_t l = 0; l < rows; ++l) {
      for (std::uint32_t r = 0; r < rows; ++r) {
        // Coarse scores, so that ties are many.
        if (random() % 2 != 0) continue;
        candidates.push_back({l, r, 0.3 * static_cast<double>(1 + random() % 3)});
      }
    }
    if (candidates.size() > 13) candidates.resize(13);
    Pairs expected;
    double certain = 0;
    const double best = best_of(candidates, candidates.size());
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      if (best - best_of(candidates, c) > 0.05) {
        expected.emplace(candidates[c].left, candidates[c].right);
        certain += candidates[c].score;
      }
    }
    EXPECT_EQ(pairs_of(candidates, 0.05), expected) << "round " << round;
    taken += expected.size();
    ties += certain < best - 1e-9 ? 1 : 0;
    std::ranges::shuffle(candidates, random);
    EXPECT_EQ(pairs_of(candidates, 0.05), expected) << "shuffled, round " << round;
  }
  EXPECT_GT(taken, 300U);
  EXPECT_GT(ties, 100U);
}

}  // namespace
}  // namespace uavt::sync
