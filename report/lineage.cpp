#include "report/lineage.hpp"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace uavt::report {

namespace {

using Json = nlohmann::json;

std::string text(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

LineageSource source_of(const Json& json) {
  LineageSource source;
  source.name = text(json, "name");
  source.reg = text(json, "register");
  source.layer = text(json, "layer");
  source.as_of = text(json, "as_of");
  source.digest = text(json, "digest");
  source.rows = json.value("rows_read", std::uint64_t{0});
  if (const auto crs = json.find("crs"); crs != json.end() && crs->is_object()) {
    source.crs = text(*crs, "source");
    source.operation = text(*crs, "operation");
  }
  return source;
}

}  // namespace

Lineage lineage_in(const std::string& report_json) {
  const Json json = Json::parse(report_json, nullptr, false);
  if (json.is_discarded() || !json.contains("run") || !json.contains("result")) {
    throw std::invalid_argument("this is no report of a run");
  }
  const Json& run = json["run"];
  Lineage lineage;
  lineage.run = run.value("number", std::int64_t{0});
  lineage.started = text(run, "started");
  lineage.ended = text(run, "ended");
  std::string libraries;
  const Json versions = run.value("versions", Json::object());
  for (const auto& [name, version] : versions.items()) {
    if (!version.is_string()) continue;
    if (name == "uavt-sync") {
      lineage.program = "uavt-sync " + version.get<std::string>();
    } else {
      libraries += (libraries.empty() ? "" : ", ") + name + " " + version.get<std::string>();
    }
  }
  if (!libraries.empty()) lineage.program += " (" + libraries + ")";
  for (const Json& source : json["result"].value("sources", Json::array())) {
    if (source.value("read", false)) lineage.sources.push_back(source_of(source));
  }
  return lineage;
}

}  // namespace uavt::report
