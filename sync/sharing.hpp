// The ledger of what left the database as a file: every export with who, for whom, why, what and its
// checksums, and the counts by month that a municipality reports.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::sync {

/// One export as it is written down.
struct ExportRecord {
  struct Layer {
    std::string layer;
    std::uint64_t rows = 0;
    std::vector<std::string> columns;
  };
  struct File {
    std::string name;  ///< inside its folder
    std::uint64_t bytes = 0;
    std::string sha256;
  };
  std::string profile, recipient, purpose, protocol, person, format, crs;
  std::int64_t run = 0;      ///< whose state it is
  std::uint64_t masked = 0;  ///< T.C. kimlik numbers that were masked on the way out
  std::vector<std::int64_t> mahalle;
  std::vector<Layer> layers;
  std::vector<File> files;
};

/// A line of the ledger.
struct GivenExport {
  std::int64_t number = 0;
  std::string time;   ///< ISO 8601, UTC
  std::string state;  ///< "verildi"; "verilemedi": the files never came to their place
  ExportRecord record;
};

/// Which lines are asked for; nothing asks for all.
struct ExportFilter {
  std::vector<std::string> profiles = {}, formats = {}, layers = {}, states = {};
  std::string since = {};    ///< ISO day in Türkiye; empty: from the first
  std::int64_t number = 0;   ///< only this one; 0: all
  std::size_t at_most = 0;   ///< the newest; 0: all
};

/// What was given of one layer in one month: as kalite.paylasim_istatistigi has it.
struct SharedInMonth {
  std::string month;  ///< "2026-11"
  std::string recipient, profile, layer, format;
  std::uint64_t exports = 0, rows = 0;
  std::string last;  ///< ISO 8601, UTC
};

/// What a file that somebody shows is to what was given.
enum class Shown : std::uint8_t { same, changed, missing, not_given };
struct ShownFile {
  std::string name;
  Shown state{};
};
/// Every file of a line of the ledger or of a folder, by name.
[[nodiscard]] std::vector<ShownFile> shown_files(const ExportRecord& record,
                                                   std::span<const ExportRecord::File> found);
[[nodiscard]] bool as_given(std::span<const ShownFile> files);
/// "same", "changed", "missing", "not_given".
[[nodiscard]] std::string_view name(Shown state);

}  // namespace uavt::sync
