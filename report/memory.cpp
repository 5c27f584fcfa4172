#include "report/memory.hpp"

#include "sync/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace uavt::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kind = "uavt-sync findings";
constexpr int schema_version = 1;

void append_line(std::string& out, const Json& line) {
  out += line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json waiver_json(const sync::Waiver& waiver) {
  Json json;
  json["id"] = waiver.id;
  if (waiver.fingerprint.empty()) {
    json["rule"] = waiver.rule ? Json(sync::info(*waiver.rule).id) : Json();
    json["mahalle_kodu"] = waiver.mahalle_kodu;
  } else {
    json["fingerprint"] = waiver.fingerprint;
  }
  json["reason"] = waiver.reason;
  json["person"] = waiver.person;
  json["created"] = sync::iso_date(waiver.created);
  json["until"] = sync::iso_date(waiver.until);
  json["withdrawn"] = waiver.withdrawn ? Json(sync::iso_date(*waiver.withdrawn)) : Json();
  return json;
}

std::int64_t day_in(const Json& json, const char* member) {
  const auto day = sync::day_of(json.at(member).get<std::string>());
  if (!day) throw std::invalid_argument(fmt::format("'{}' is no day", member));
  return *day;
}

sync::Waiver waiver_of(const Json& json) {
  sync::Waiver waiver;
  waiver.id = json.at("id").get<std::int64_t>();
  if (json.contains("fingerprint")) {
    waiver.fingerprint = json.at("fingerprint").get<std::string>();
  } else {
    if (json.at("rule").is_string()) {
      waiver.rule = sync::rule_named(json.at("rule").get<std::string>());
    }
    waiver.mahalle_kodu = json.at("mahalle_kodu").get<std::int64_t>();
  }
  waiver.reason = json.at("reason").get<std::string>();
  waiver.person = json.at("person").get<std::string>();
  waiver.created = day_in(json, "created");
  waiver.until = day_in(json, "until");
  if (!json.at("withdrawn").is_null()) waiver.withdrawn = day_in(json, "withdrawn");
  return waiver;
}

/// What the comparison needs of a finding as the report wrote it; nothing for a rule of another
/// version.
std::optional<sync::OpenFinding> open_finding(const Json& json) {
  const auto rule = sync::rule_named(json.at("rule").get<std::string>());
  if (!rule) return std::nullopt;
  const auto text = [&](const char* member) {
    const Json& value = json.at(member);
    return value.is_null() ? std::string() : value.get<std::string>();
  };
  sync::OpenFinding finding;
  finding.fingerprint = json.at("fingerprint").get<std::string>();
  finding.rule = *rule;
  finding.severity = sync::severity_named(text("severity")).value_or(sync::Severity::error);
  finding.reg = sync::register_named(text("register"));
  finding.layer = sync::layer_named(text("layer"));
  finding.key = text("key");
  if (const Json& mahalle = json.at("mahalle_kodu"); !mahalle.is_null()) {
    finding.mahalle_kodu = mahalle.get<std::int64_t>();
  }
  finding.first_run = json.at("first_run").get<std::int64_t>();
  if (text("state") == sync::name(sync::FindingState::waived)) {
    finding.waiver = json.at("waiver").at("id").get<std::int64_t>();
  }
  finding.json = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return finding;
}

void read_line(const Json& line, Memory& memory) {
  if (line.contains("open")) {
    auto finding = open_finding(line.at("open"));
    if (finding) memory.findings.push_back(std::move(*finding));
  } else if (line.contains("closed")) {
    memory.closed[line.at("closed").get<std::string>()] = {
        line.at("first_run").get<std::int64_t>(), day_in(line, "day")};
  } else {
    memory.waivers.push_back(waiver_of(line.at("waiver")));
  }
}

void expect_head(const Json& line) {
  if (line.at("memory").get<std::string>() != kind) throw std::invalid_argument("another file");
  if (line.at("schema").get<int>() != schema_version) {
    throw std::invalid_argument("another version of uavt-sync wrote it");
  }
}

}  // namespace

std::string memory_text(const Memory& memory) {
  std::string out;
  append_line(out, Json{{"memory", kind}, {"schema", schema_version}});
  for (const sync::Waiver& waiver : memory.waivers) {
    append_line(out, Json{{"waiver", waiver_json(waiver)}});
  }
  for (const auto& [fingerprint, closed] : memory.closed) {
    append_line(out, Json{{"closed", fingerprint},
                          {"first_run", closed.first_run},
                          {"day", sync::iso_date(closed.day)}});
  }
  for (const sync::OpenFinding& finding : memory.findings) {
    out += "{\"open\":" + finding.json + "}\n";
  }
  append_line(out, Json{{"end", memory.waivers.size() + memory.closed.size() +
                                    memory.findings.size()}});
  return out;
}

Memory parsed_memory(const std::string& text) {
  Memory memory;
  std::istringstream lines(text);
  std::size_t number = 0;
  bool ended = false;
  try {
    for (std::string line; std::getline(lines, line);) {
      ++number;
      const Json json = Json::parse(line);
      if (ended) throw std::invalid_argument("nothing comes after the end");
      if (number == 1) {
        expect_head(json);
      } else if (json.contains("end")) {
        ended = true;
        if (json.at("end").get<std::size_t>() != number - 2) {
          throw std::invalid_argument("lines are missing before it");
        }
      } else {
        read_line(json, memory);
      }
    }
  } catch (const Json::exception&) {
    throw std::invalid_argument(fmt::format("line {} cannot be read", number));
  } catch (const std::invalid_argument& problem) {
    throw std::invalid_argument(fmt::format("line {}: {}", number, problem.what()));
  }
  if (!ended) throw std::invalid_argument(fmt::format("it ends after line {}, unfinished", number));
  return memory;
}

}  // namespace uavt::report
