// The two registers as files, and where each thing of the world stands in them.
#pragma once

#include <string>
#include <vector>

#include "city/city.hpp"
#include "city/world.hpp"

namespace uavt::city {

/// What a file is of, whatever it is called.
enum class Content : std::uint8_t {
  neighbourhoods,
  streets,
  roads,
  centrelines,
  road_sides,
  buildings,
  doors,
  units,
  parcels,
  flat,
};

struct Sheets {
  std::vector<File> files;
  std::vector<Content> contents;       ///< one per file
  std::vector<std::string> registers;  ///< "cbs" or "uavt", one per file
  /// The file of one register's content; nullptr when it has none.
  [[nodiscard]] File* find(std::string_view reg, Content content);

  /// Row of each building, door, unit and street in its register's file (flat: first row of the
  /// door, row of the unit); `nothing` where it is not in it.
  std::vector<std::uint32_t> municipal_building, municipal_parcel, municipal_door, municipal_unit,
      municipal_street;
  std::vector<std::uint32_t> national_door, national_unit, national_street;
};

/// True when the buildings of a small city go into a shapefile, the form of older stores: not when
/// a fault is ordered that a shapefile cannot hold.
[[nodiscard]] bool buildings_as_shapefile(const Options& options);

class Sheet;

void write_municipal_streets(const World& world, const Options& options, Sheets& sheets);
void write_municipal(const World& world, const Options& options, Sheets& sheets);
void write_national(const World& world, const Options& options, Sheets& sheets);

/// uavt-sync.toml for these files.
[[nodiscard]] std::string configuration_for(const Sheets& sheets, const Options& options);

/// Adds "cbs/<name>.gpkg" with the sheet's rows.
void add_municipal(Sheets& sheets, const char* name, const char* table, Content content,
                   Sheet& sheet);

/// A neighbourhood's name as the municipality writes it.
[[nodiscard]] std::string municipal_name(const World& world, std::uint32_t neighbourhood);

/// A MAKS GUID: 38 characters, braces included.
[[nodiscard]] std::string guid(std::uint64_t seed, Content content, std::uint64_t id);

/// "1204. Sokak" / "1204. SOKAK".
[[nodiscard]] std::string municipal_street_name(const World& world, const Street& street);
[[nodiscard]] std::string national_street_name(const World& world, const Street& street);

/// Numbers of all things for which `keep` holds, in order.
template <class Things, class Keep>
std::vector<std::uint32_t> chosen(const Things& things, Keep keep) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(things.size());
  for (std::uint32_t i = 0; i < things.size(); ++i) {
    if (keep(things[i])) numbers.push_back(i);
  }
  return numbers;
}

/// The inverse of a list of numbers below `size`.
[[nodiscard]] std::vector<std::uint32_t> rows_of(const std::vector<std::uint32_t>& numbers,
                                                 std::size_t size);

}  // namespace uavt::city
