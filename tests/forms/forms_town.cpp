#include "tests/forms/forms_town.hpp"

#include <stdexcept>

namespace uavt::forms::test {

namespace {

city::Options faulty() {
  city::Options options = night::test::ProgramTown::small();
  options.buildings = 1500;
  for (const std::string& fault : city::known_faults()) {
    if (!fault.starts_with("SRC-07")) options.faults.push_back({fault, 2});
  }
  return options;
}

}  // namespace

FormsTown::FormsTown() : town_(faulty()) {
  const auto night = [&] {
    const night::test::Ended end = town_.run({"run"});
    if (end.code != 0 && end.code != 1) throw std::runtime_error(end.said());
  };
  // Streets in a mahalle that nobody knows; the later one's type is what a spreadsheet, a browser or
  // a viewer obeys.
  town_.edit("uavt/csbm.csv", "\n", "\n911000001;GÜL;9999;99999999\n");
  night();
  town_.restore();
  town_.edit("uavt/csbm.csv", "\n",
             "\n911000002;GÜL;\"=cmd|' /C calc'!A0 [a](http://kotu) {0} <b>&\";99999999\n");
  night();
}

std::filesystem::path FormsTown::told(const std::string& run, const std::string& formats,
                                      const std::string& language) const {
  const auto out = town_.file("bicimler-" + run + "-" + language);
  const night::test::Ended end = town_.run(
      {"--lang", language, "report", run, "--format", formats, "--out", out.string()});
  if (end.code != 0) throw std::runtime_error(end.said());
  return out;
}

}  // namespace uavt::forms::test
