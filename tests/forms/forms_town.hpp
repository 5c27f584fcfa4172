// A town whose reports are told in every form: faults of all kinds, data that tries to get out of the
// form it is written into, and findings that are new, persisting and fixed.
#pragma once

#include "tests/night/program.hpp"

#include <filesystem>
#include <string>

namespace uavt::forms::test {

class FormsTown {
 public:
  /// Two nights; the second has other faults. Errors: std::runtime_error when a night did not end.
  FormsTown();

  /// `report RUN --format FORMATS` into a folder of that name. Errors: std::runtime_error.
  [[nodiscard]] std::filesystem::path told(const std::string& run, const std::string& formats,
                                           const std::string& language = "tr") const;
  [[nodiscard]] std::filesystem::path file(const std::string& name) const {
    return town_.file(name);
  }

 private:
  night::test::ProgramTown town_;
};

}  // namespace uavt::forms::test
