// page_of LANGUAGE REPORT.json MAP.json|- PAGE.html: the page of a report that a browser test made up.
#include "report/html.hpp"

#include <fmt/format.h>

#include <exception>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace {

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 5) throw std::runtime_error("page_of LANGUAGE REPORT.json MAP.json|- PAGE.html");
  const std::string map = argv[3];
  using uavt::sync::Language;
  const std::string page = uavt::report::html(
      content_of(argv[2]), map == "-" ? std::string() : content_of(map),
      std::string(argv[1]) == "en" ? Language::en : Language::tr);
  std::ofstream file(argv[4], std::ios::binary);
  file << page;
  if (!file.flush()) throw std::runtime_error(std::string("cannot write ") + argv[4]);
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "{}\n", error.what());
  return 1;
}
