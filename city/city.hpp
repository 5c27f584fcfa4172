// The sample municipality: a made-up district with its CBS layers, its UAVT export and the truth
// about both. Deterministic by seed and size. It shares no code with the rules it tests: what a
// fault must cause is written down here from the rule catalogue, by hand.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/table.hpp"

namespace uavt::city {

/// A fault to plant: a row fault of the rule catalogue ("KEY-01", "GEO-05" …; variants after a
/// slash, "KEY-01/identical"), `count` times, on distinct rows; or a fault of the town's plan
/// ("TOP-05", "TOP-06", "NUM-07", "UAV-04"), for which a town has room in proportion to its size.
struct FaultOrder {
  std::string name;
  std::uint32_t count = 0;
};

struct Options {
  std::uint64_t seed = 1;
  std::uint32_t buildings = 1000;
  bool cbs_codes = true;      ///< false: the municipality's layers carry no UAVT code at all
  bool units = true;          ///< with bağımsız bölüm rows in both registers
  bool flat_uavt = false;     ///< UAVT as one flat table of 17 columns instead of normalised ones
  bool maks_roads = false;    ///< CBS streets as YOL + YOLORTAHAT + YOLORTAHATYON with GUID joins
  bool disagreements = true;  ///< the UAVT export disagrees in known ways (Truth::disagreements)
  std::uint32_t changed_permille = 0;  ///< a later night: this share of rows changed, in known ways
  std::vector<FaultOrder> faults;
};

/// One file to write. The rows are attribute columns under their file names plus geometry.
struct File {
  std::string name;    ///< "cbs/YAPI.shp", "uavt/csbm.csv"
  std::string format;  ///< "gpkg", "shp", "csv", "geojson", "gml", "xlsx"
  std::string layer;   ///< table inside
  std::string crs;     ///< "EPSG:5254", empty for none
  std::string encoding = "UTF-8";
  bool declare_encoding = true;
  char separator = ',';
  bool bom = false;
  bool declare_single = false;
  sync::RawTable rows;
};

/// A finding that must be there. Order of keys does not matter.
struct ExpectedFinding {
  std::string rule;
  std::string reg;  ///< of the row it is about: UAV-01 "uavt", UAV-02 and UAV-03 "cbs"
  std::string layer;
  std::string key;           ///< the code as text; empty for a row that has none
  std::string attribute;     ///< as in the fingerprint; empty when the rule has none
  std::string fault;         ///< the fault it comes from ("MOD-02/12")
  bool consequence = false;  ///< not the fault itself but what follows from it
};

/// What must be true after the first night of this city.
struct Truth {
  std::vector<ExpectedFinding> findings;
  /// UAV-01/02/03 that the known disagreements cause (no faults planted).
  std::vector<ExpectedFinding> disagreements;
  /// What the numbering law says of the city as it is (no faults planted): NUM-01, NUM-05, NUM-06, NUM-07.
  std::vector<ExpectedFinding> remarks;
  struct Count {
    std::string layer;
    std::uint64_t published = 0, ortak = 0, yalniz_cbs = 0, yalniz_uavt = 0, tek_kayit = 0;
  };
  std::vector<Count> counts;  ///< rows of adres.<layer> after the first night
};

struct City {
  std::vector<File> files;
  std::string configuration;  ///< uavt-sync.toml for these files, paths relative; embedded database
  Truth truth;
};

/// Every fault of rows `generated` can plant, in catalogue order.
[[nodiscard]] std::vector<std::string> known_faults();

/// Errors: std::invalid_argument for an unknown fault or one the options make impossible.
[[nodiscard]] City generated(const Options& options);

/// The truth as JSON text (written by hand-made code: strings are only ASCII and Turkish letters).
[[nodiscard]] std::string truth_json(const Truth& truth);

}  // namespace uavt::city
