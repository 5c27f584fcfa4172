// The sample municipality as the benchmarks use it: the layers both registers have, no units; the
// municipality's files in UTM, so that reading them means transforming them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "city/city.hpp"

namespace uavt::bench {

/// One file that both programs load.
struct Input {
  std::string name;  ///< "cbs_bina"
  std::filesystem::path file;
  std::string table;      ///< layer inside a GPKG; empty for CSV
  bool geometry = false;  ///< the CBS files; UAVT's are text
};

/// What a night's files are.
struct NightFiles {
  std::uint32_t buildings = 0;
  std::uint64_t order = 0;             ///< 0: as the city has them; else rows permuted by this seed
  std::uint32_t changed_permille = 0;  ///< of a later night
};

/// CRS of the CBS files; the city lies in this zone. The target is EPSG:5254.
inline constexpr const char* delivered_crs = "EPSG:32636";

/// The city of that night, only mahalle, csbm, bina and numarataj, CBS geometry in `delivered_crs`.
[[nodiscard]] city::City city_of(const NightFiles& night);

/// The inputs of a configuration `city_of` came with, in its order. `folder`: where it was written.
[[nodiscard]] std::vector<Input> inputs_of(const std::string& configuration,
                                           const std::filesystem::path& folder);

}  // namespace uavt::bench
