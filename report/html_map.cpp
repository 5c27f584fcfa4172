#include "report/html_map.hpp"

#include "report/html_texts.hpp"
#include "report/json_text.hpp"
#include "report/words.hpp"

#include <nlohmann/json.hpp>

#include <vector>

namespace uavt::report {

namespace {

using Json = nlohmann::json;  // sorted: `of` is looked up by fingerprint
using Column = std::vector<std::int64_t>;

void write_numbers(std::string& out, const Column& column) {
  out += '[';
  for (std::size_t i = 0; i < column.size(); ++i) {
    if (i > 0) out += ',';
    append_json(out, column[i]);
  }
  out += ']';
}

/// Lines and rings of many features, one after the other.
class PartList {
 public:
  void add(const Json& parts) {
    feature_.push_back(std::ssize(parts));
    for (const Json& part : parts) {
      size_.push_back(std::ssize(part));
      for (const Json& number : part) xy_.push_back(number.get<std::int64_t>());
    }
  }
  /// `{"feature": [parts of each], "size": [numbers of each part], "xy": […]}`.
  void write(std::string& out) const {
    out += "{\"feature\":";
    write_numbers(out, feature_);
    out += ",\"size\":";
    write_numbers(out, size_);
    out += ",\"xy\":";
    write_numbers(out, xy_);
    out += '}';
  }

 private:
  Column feature_, size_, xy_;
};

/// Names and parts of features, and the end of their object; null where one has no name.
void write_features(std::string& out, const Json& features) {
  PartList parts;
  out += "\"ad\":[";
  for (const Json& feature : features) {
    if (out.back() != '[') out += ',';
    const Json& name = feature.at("ad");
    append_json_or_null(out, name.is_string() ? visible(name.get<std::string>()) : "");
    parts.add(feature.at("parts"));
  }
  out += "],\"parts\":";
  parts.write(out);
  out += '}';
}

void write_shapes(std::string& out, const Json& shapes) {
  CodeTable layers, kinds;
  TextTable keys;
  Column layer, kind, key;
  PartList parts;
  for (const Json& shape : shapes) {
    layer.push_back(layers.add(shape.at("layer").get<std::string>()));
    kind.push_back(kinds.add(shape.at("kind").get<std::string>()));
    key.push_back(keys.add(visible(shape.at("key").get<std::string>())));
    parts.add(shape.at("parts"));
  }
  out += "{\"layers\":";
  layers.write(out);
  out += ",\"kinds\":";
  kinds.write(out);
  out += ",\"keys\":";
  keys.write(out);
  out += ",\"layer\":";
  write_numbers(out, layer);
  out += ",\"kind\":";
  write_numbers(out, kind);
  out += ",\"key\":";
  write_numbers(out, key);
  out += ",\"parts\":";
  parts.write(out);
  out += '}';
}

/// Which shapes a finding has, by its number in the page.
void write_of(std::string& out, const Json& of, std::size_t shapes,
              std::span<const std::string> fingerprints) {
  Column count, which;
  for (const std::string& fingerprint : fingerprints) {
    const std::size_t before = which.size();
    if (const auto found = of.find(fingerprint); found != of.end()) {
      for (const Json& shape : *found) {
        if (shape.get<std::size_t>() < shapes) which.push_back(shape.get<std::int64_t>());
      }
    }
    count.push_back(std::ssize(which) - static_cast<std::int64_t>(before));
  }
  out += ",\"of_count\":";
  write_numbers(out, count);
  out += ",\"of\":";
  write_numbers(out, which);
}

std::string flat(const Json& map, std::span<const std::string> fingerprints) {
  std::string out = "{\"crs\":";
  append_json(out, map.at("crs").get<std::string>());
  out += ",\"origin\":" + map.at("origin").dump() + ",\"unit_m\":" + map.at("unit_m").dump();
  Column codes;
  for (const Json& each : map.at("mahalle")) {
    codes.push_back(each.at("kod").is_number() ? each.at("kod").get<std::int64_t>() : -1);
  }
  out += ",\n\"mahalle\":{\"kod\":";
  write_numbers(out, codes);
  out += ',';
  write_features(out, map.at("mahalle"));
  out += ",\n\"yol\":{";
  write_features(out, map.at("yol"));
  out += ",\n\"bina\":";
  PartList buildings;
  for (const Json& building : map.at("bina")) buildings.add(building);
  buildings.write(out);
  out += ",\n\"shapes\":";
  write_shapes(out, map.at("shapes"));
  write_of(out, map.at("of"), map.at("shapes").size(), fingerprints);
  out += '}';
  return out;
}

}  // namespace

std::string map_data(const std::string& map_json, std::span<const std::string> fingerprints) {
  if (map_json.empty()) return "null";
  try {
    return flat(Json::parse(map_json), fingerprints);
  } catch (const Json::exception&) {
    return "null";
  }
}

}  // namespace uavt::report
