// A town as large as causes need, and findings put on its rows: what no rule says, so that nothing
// but the finding of causes is tried. Faults that have one reason, and faults that have none.
#pragma once

#include "geo/shift.hpp"
#include "sync/causes.hpp"
#include "tests/sync/tables.hpp"

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace uavt::sync::test {

using Random = std::mt19937_64;

/// What the doors of the municipality are held against in a town whose doors are shifted.
enum class Reference : std::uint8_t { none, uavt, walls };

class CauseTown {
 public:
  static constexpr int mahalle = 12, streets_each = 20, doors_each = 10;
  static constexpr int streets = mahalle * streets_each, doors = streets * doors_each;
  static constexpr int renamed_street = 33, twin_street = 57;  ///< positions among the streets
  static constexpr int bad_mahalle = 7;      ///< its UAVT doors are of another world
  static constexpr std::int64_t bad_day = 19'000;

  /// Doors stand on the walls of buildings that look in all directions, surveyed to 5 cm. With a
  /// reference, those of the municipality lie `shift` beside.
  CauseTown(std::uint64_t seed, Reference reference, geo::Vector shift);

  /// `count` faults on anything, of any rule, for any reason.
  void add_noise(Random& random, std::size_t count);
  /// One systematic fault; the id its cause must have is the result.
  std::string plant(CauseKind kind, Random& random);
  void clear() { findings.clear(); planted.clear(); }

  [[nodiscard]] std::vector<Cause> causes();

  Town town;
  std::vector<Finding> findings;
  std::map<std::size_t, std::string> planted;  ///< position in `findings` → id of its cause

 private:
  void add(Rule rule, Register reg, Layer layer, std::size_t row, std::string attribute = {},
           Arguments arguments = {});
  /// Adds a finding on most of the rows for which `hit` holds.
  template <typename Hit, typename Make>
  std::string on_rows(Register reg, Layer layer, Random& random, const std::string& id,
                      const Hit& hit, const Make& make);
};

}  // namespace uavt::sync::test
