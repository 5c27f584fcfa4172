// Any outside file → rows with only the mapped columns and an account of every record. GDAL lives
// behind this door: its drivers are an allow-list, its chatter is captured, and a column nobody
// maps is scanned for persons here and goes no further.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "sync/delivery.hpp"
#include "sync/settings.hpp"

namespace uavt::importers {

/// A source that must be there cannot be used: missing, unreadable, truncated, empty, not allowed
/// (exit code 3). `what()` names the file, the place and the cure.
class SourceError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Files a path, glob or zip names, sorted; zip members as /vsizip/… paths.
/// Errors: SourceError when nothing is there.
[[nodiscard]] std::vector<std::string> files_of(const std::string& path);

/// SHA-256 over names and bytes of every file a source reads (side files of a shapefile included).
[[nodiscard]] std::string digest_of(const std::vector<std::string>& files);

/// Reads one source. A missing or refused *optional* source comes back with read = false and SRC-01
/// in its findings; a required one throws. `digest`: of its files, when it was taken just now.
/// Errors: SourceError.
[[nodiscard]] sync::Delivery read(const sync::Settings& settings, std::uint16_t source,
                                  const std::string& digest = {});

/// The memory of last night's reading: a delivery kept in `state_dir`, found again by the digest of
/// its files and of everything that decides what reading gives (settings of the source, profile,
/// program and GDAL version). Missing or damaged entries are simply read again.
class DeliveryCache {
 public:
  explicit DeliveryCache(std::filesystem::path folder) : folder_(std::move(folder)) {}
  /// As `read`, but a source whose digest is last night's is taken from the cache (reused = true).
  /// `fresh` (--full) reads whatever the cache holds.
  [[nodiscard]] sync::Delivery read(const sync::Settings& settings, std::uint16_t source,
                                    bool fresh) const;

 private:
  std::filesystem::path folder_;
};

/// What `inspect` says about one layer of a file.
struct InspectedColumn {
  std::string name, type, attribute;  ///< attribute: the profile's, empty when unmapped
  std::vector<std::string> examples;  ///< up to three, none of unmapped or personal columns
  bool personal = false;
};
struct InspectedLayer {
  std::string file, layer, driver, geometry, crs, encoding, profile;
  sync::SourceLayer recognised{};
  bool is_recognised = false;
  std::uint64_t rows = 0;
  geo::Box extent;  ///< CRS: the layer's own
  std::vector<InspectedColumn> columns;
  std::string source_block;  ///< a proposed [[source]] block, TOML
};
/// Errors: SourceError.
[[nodiscard]] std::vector<InspectedLayer> inspect(const std::string& path,
                                                  const std::vector<sync::Profile>& profiles);

/// "3.6.2".
[[nodiscard]] std::string gdal_version();

}  // namespace uavt::importers
