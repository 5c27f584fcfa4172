// A city of many small mahalle, as both registers deliver it: text files that a test may cut, shift
// or spoil, one mahalle at a time. For the nights on which the guard has something to do.
#pragma once

#include "tests/night/town.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace uavt::night::test {

/// A row of one of the files, by the mahalle it lies in (from 1).
struct QuarterRow {
  int mahalle = 0;
  std::string text;
};

/// The files of a night: "cbs/numarataj.csv" → its rows, in order of mahalle.
struct Quarters {
  std::map<std::string, std::vector<QuarterRow>> files;

  /// `doors` in every mahalle, on `doors` / 10 streets; each has a building and a unit.
  static Quarters of(int mahalle, int doors);

  /// Keeps of a file's rows in a mahalle those for which `keep(position)` holds.
  template <typename Keep>
  void thin(const std::string& file, int mahalle, Keep keep) {
    std::size_t position = 0;
    std::erase_if(files.at(file), [&](const QuarterRow& row) {
      return row.mahalle == mahalle && !keep(position++);
    });
  }
  /// Half of it: the file was cut, or the export ended early.
  void cut_in_half(const std::string& file, int mahalle);
  /// `change(text)` for every row of a file in a mahalle.
  template <typename Change>
  void each(const std::string& file, int mahalle, Change change) {
    for (QuarterRow& row : files.at(file)) {
      if (row.mahalle == mahalle) change(row.text);
    }
  }
};

/// UAVT's code of the n-th mahalle.
[[nodiscard]] constexpr std::int64_t quarter_code(int mahalle) { return 10000 + mahalle; }
/// Its name, "SEMT 07".
[[nodiscard]] std::string quarter_name(int mahalle);

/// Writes the files and a configuration for them into the town.
void deliver(const Town& town, const Quarters& quarters, const std::string& configuration = {});

/// The content of adres with every row said to lie in its mahalle (a code; 0: none), references as
/// codes. Two nights with equal content of a mahalle are the same there.
using QuarterContent = std::map<std::int64_t, std::vector<std::string>>;
[[nodiscard]] QuarterContent quarter_content(const Town& town);

/// "" where the two are the same in all mahalle but those left out, else up to three differences.
[[nodiscard]] std::string quarter_difference(const QuarterContent& expected,
                                             const QuarterContent& seen,
                                             const std::vector<std::int64_t>& but = {});

}  // namespace uavt::night::test
