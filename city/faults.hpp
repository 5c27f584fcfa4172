// The faults a city can carry: which holding may carry one, how the delivered row is spoiled, and
// what the rule catalogue says must follow – by hand, from the catalogue, never from the rules.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "city/city.hpp"
#include "city/files.hpp"
#include "city/picker.hpp"
#include "city/world.hpp"

namespace uavt::city {

/// What the options must offer for a fault to be possible.
enum Need : std::uint8_t { codes = 1, units = 2, flat = 4, tables = 8, csbm_lines = 16 };

/// The delivery being spoiled.
class Spoiler {
 public:
  Spoiler(const World& world, const Options& options, Sheets& sheets, Truth& truth)
      : world_(world), options_(options), sheets_(sheets), truth_(truth) {}
  /// The fault the next expectations belong to, "KEY-01/3", and its number within its kind, from 0.
  void begin(std::string label, std::uint32_t number);

  [[nodiscard]] const World& world() const { return world_; }
  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] Sheets& sheets() { return sheets_; }
  [[nodiscard]] std::uint32_t number() const { return number_; }
  /// The rows of a register's file.
  [[nodiscard]] sync::RawTable& rows(std::string_view reg, Content content);

  void expect(const char* rule, const char* reg, const char* layer, std::string key,
              const char* attribute);
  /// A finding that is not the fault but follows from it.
  void follows(const char* rule, const char* reg, const char* layer, std::string key,
               const char* attribute);
  /// A building's key: its code where the municipality delivers one.
  [[nodiscard]] std::string key_of(const Building& building) const;
  [[nodiscard]] Truth::Count& count(std::string_view layer);

 private:
  const World& world_;
  const Options& options_;
  Sheets& sheets_;
  Truth& truth_;
  std::string label_;
  std::uint32_t number_ = 0;
};

struct FaultKind {
  std::string_view name;
  std::uint8_t needs = 0;
  bool (*fits)(const World&, const Holding&) = nullptr;  ///< faults of a holding
  void (*plant)(Spoiler&, const Holding&) = nullptr;
  bool (*fits_street)(const World&, const Street&) = nullptr;  ///< faults of a street
  void (*plant_street)(Spoiler&, std::uint32_t) = nullptr;
};

/// The tables of faults, in catalogue order within each.
[[nodiscard]] std::span<const FaultKind> geometry_faults();
[[nodiscard]] std::span<const FaultKind> row_faults();
[[nodiscard]] std::span<const FaultKind> numbering_faults();
[[nodiscard]] std::span<const FaultKind> place_faults();
[[nodiscard]] std::span<const FaultKind> ground_faults();
[[nodiscard]] std::span<const FaultKind> line_faults();
[[nodiscard]] std::span<const FaultKind> pair_faults();
[[nodiscard]] std::span<const FaultKind> value_faults();

/// Faults with the things that will carry them: chosen before the files are written.
struct Planned {
  const FaultKind* kind = nullptr;
  std::vector<std::uint32_t> targets;
};

/// Chooses who carries the ordered faults; the UAV faults change the world at once.
/// Errors: std::invalid_argument for an unknown, impossible or too numerous fault.
[[nodiscard]] std::vector<Planned> planned(World& world, Picker& picker, const Options& options);

/// Spoils the rows and writes what must be found; truth.counts must be there.
void plant(const std::vector<Planned>& plan, Spoiler& spoiler);

/// A house with one door nobody is registered behind.
[[nodiscard]] bool quiet_house(const World& world, const Holding& holding);
/// The same with room beside it: not one of a row.
[[nodiscard]] bool detached_house(const World& world, const Holding& holding);
/// A block of flats whose main door has at least three numbered units.
[[nodiscard]] bool block_of_flats(const World& world, const Holding& holding);

}  // namespace uavt::city
