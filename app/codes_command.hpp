// `codes`: which row of the municipality's layers is which in UAVT, as a table to join back.
#pragma once

#include "sync/settings.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace uavt::app {

struct CodesOptions {
  std::filesystem::path out;
  std::vector<std::string> formats = {"csv", "xlsx"};
  std::string layer;  ///< "numarataj"; empty: all
  bool all = false;   ///< also rows that carry UAVT's code already
};

/// Writes kod_eslestirme.csv and .xlsx (with a layer kod_eslestirme_<layer>) from what the last
/// published night knows. Reads only.
int codes_command(const sync::Settings& settings, const CodesOptions& options);

}  // namespace uavt::app
