// Who goes with whom where several compete: the one-to-one pairing whose scores sum highest, exact.
// Taking the best pair first is wrong where it leaves two others without their partner; and a pair
// that could as well have been another is a tie, which nobody here decides.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace uavt::sync {

/// A row of the left side and one of the right that may be one thing.
struct Candidate {
  std::uint32_t left = 0, right = 0;
  double score = 0;  ///< 0 … 1; only what is over 0 can be taken
};

/// The candidates (as positions) that stand in every best one-to-one pairing, and without which any
/// pairing would score at least `margin` less. Two candidates are of one pair at most once.
/// Example: scores A1 0.9, A2 0.8, B1 0.8 → A2 and B1 (1.6), not A1. A1 0.9, A2 0.9 → nobody.
/// Groups of more than a thousand candidates that all compete are left alone: a crowd on one point
/// tells nobody apart. Order: ascending; which pairs are taken does not depend on the order of
/// candidates.
[[nodiscard]] std::vector<std::size_t> assigned(std::span<const Candidate> candidates,
                                                double margin);

}  // namespace uavt::sync
