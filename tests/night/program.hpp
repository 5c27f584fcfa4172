// The built program as the scheduler starts it: arguments and environment in, exit code and what it
// said out; and a town that is run through it.
#pragma once

#include "tests/night/town.hpp"

#include <map>
#include <string>
#include <vector>

namespace uavt::night::test {

/// How a program ended.
struct Ended {
  int code = -1;   ///< exit code; -1 when a signal ended it
  int signal = 0;  ///< the signal that ended it; 0 for none
  std::string out, error;

  [[nodiscard]] std::string said() const { return out + error; }
};

/// Runs a program to its end. `environment` is added to this process' own.
[[nodiscard]] Ended ended(const std::string& program, const std::vector<std::string>& arguments,
                          const std::map<std::string, std::string>& environment = {});

/// Whole files, byte for byte.
[[nodiscard]] std::string bytes_of(const std::filesystem::path& file);
void write_bytes(const std::filesystem::path& file, const std::string& bytes);

/// `text` with the first `from` replaced; a `from` that is not there fails the test.
[[nodiscard]] std::string with(const std::string& text, const std::string& from,
                               const std::string& to);

/// Up to three lines that are in only one of two contents, and how many there are; "" for none.
[[nodiscard]] std::string difference(
    const std::map<std::string, std::vector<std::string>>& expected,
    const std::map<std::string, std::vector<std::string>>& seen);

/// A small city without faults – shapefile, GeoPackage and CSV – in a town of its own, run by the
/// program; its configuration is a text that a test may spoil.
class ProgramTown {
 public:
  explicit ProgramTown(const city::Options& options = small(),
                       sql::test::Content content = sql::test::Content::schema);
  [[nodiscard]] static city::Options small();

  /// `uavt-sync -c <configuration> <arguments>`.
  [[nodiscard]] Ended run(const std::vector<std::string>& arguments) const;
  /// The city's files and configuration as they were made; the database stays.
  void restore();
  void edit_configuration(const std::string& from, const std::string& to) const;
  void edit(const std::string& file, const std::string& from, const std::string& to) const;

  [[nodiscard]] const Town& town() const { return town_; }
  [[nodiscard]] std::filesystem::path file(const std::string& name) const {
    return town_.folder() / name;
  }
  [[nodiscard]] std::filesystem::path configuration() const { return file("uavt-sync.toml"); }
  /// "yayimlandi 0": state and exit code of the last run in the ledger; "" for no run.
  [[nodiscard]] std::string last_run() const;

 private:
  city::City city_;
  Town town_;
};

}  // namespace uavt::night::test
