// Random plans and their meaning: what the database must hold after them, as text. The meaning is
// made from the plans alone, so that it cannot share a mistake with the code that writes or reads.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <tuple>

#include "sync/plan.hpp"

namespace uavt::sql::test {

/// What is remembered, as comparable text.
struct Contents {
  std::array<std::map<std::int64_t, std::string>, sync::layer_count> rows;
  std::map<std::tuple<std::string, std::string, std::int64_t>, std::string> images;
  std::map<std::tuple<std::string, std::string, std::int64_t, int>, std::string> unsettled;
  std::set<std::tuple<std::string, std::string, std::int64_t>> stale;
  std::map<std::string, std::string> findings;
  std::map<std::string, std::string> sources, authority;
  std::set<std::tuple<std::string, std::string, std::int64_t>> spoken;
  std::map<std::string, std::int64_t> counters;
  bool operator==(const Contents&) const = default;
};

[[nodiscard]] Contents contents(const sync::Stored& stored);
/// A line for each difference, at most a few.
[[nodiscard]] std::string differences(const Contents& expected, const Contents& seen);

/// Makes plans that fit on each other, and knows what they leave behind.
class Planner {
 public:
  explicit Planner(std::uint64_t seed) : random_(seed) {}

  /// A night: about `rows` inserts a layer, and updates and deletes among what is there.
  [[nodiscard]] sync::Plan night(std::size_t rows);
  /// What is published and remembered once all nights so far are applied.
  [[nodiscard]] const Contents& expected() const { return expected_; }

 private:
  std::size_t below(std::size_t limit);
  bool chance(double probability);
  std::string text();
  void geometry(geo::GeometryColumn& column, geo::Kind kind);
  void fill(sync::Table& table, std::size_t row, std::int64_t number);
  void rows(sync::Layer layer, std::size_t count, sync::LayerPlan& plan);
  void images(sync::Layer layer, sync::Register reg, sync::ImagePlan& plan);
  void memory(sync::Plan& plan);

  std::mt19937_64 random_;
  Contents expected_;
  std::array<std::int64_t, sync::layer_count> next_{1, 1, 1, 1, 1, 1, 1};
  std::vector<sync::Unsettled> unsettled_;
  std::vector<sync::Stale> stale_;
};

}  // namespace uavt::sql::test
