// The truth as JSON, for people and for tests of other rooms.
#include <string>

#include "city/city.hpp"

namespace uavt::city {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out += '"';
}

std::string list_of(const std::vector<ExpectedFinding>& findings) {
  std::string out = "[";
  const char* separator = "\n    ";
  for (const ExpectedFinding& f : findings) {
    out += separator;
    out += "{\"rule\": " + quoted(f.rule) + ", \"register\": " + quoted(f.reg) +
           ", \"layer\": " + quoted(f.layer) + ", \"key\": " + quoted(f.key) +
           ", \"attribute\": " + quoted(f.attribute) + ", \"fault\": " + quoted(f.fault) +
           ", \"consequence\": " + (f.consequence ? "true" : "false") + "}";
    separator = ",\n    ";
  }
  return out + (findings.empty() ? "]" : "\n  ]");
}

}  // namespace

std::string truth_json(const Truth& truth) {
  std::string out = "{\n  \"counts\": [";
  const char* separator = "\n    ";
  for (const Truth::Count& count : truth.counts) {
    const auto number = [](const char* name, std::uint64_t value) {
      return std::string(", \"") + name + "\": " + std::to_string(value);
    };
    out += separator;
    out += "{\"layer\": " + quoted(count.layer) + number("published", count.published) +
           number("ortak", count.ortak) + number("yalniz_cbs", count.yalniz_cbs) +
           number("yalniz_uavt", count.yalniz_uavt) + number("tek_kayit", count.tek_kayit) + "}";
    separator = ",\n    ";
  }
  out += truth.counts.empty() ? "],\n" : "\n  ],\n";
  out += "  \"findings\": " + list_of(truth.findings) + ",\n";
  out += "  \"disagreements\": " + list_of(truth.disagreements) + ",\n";
  out += "  \"remarks\": " + list_of(truth.remarks) + "\n}\n";
  return out;
}

}  // namespace uavt::city
