#include "config/settings_digest.hpp"

#include "config/model.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace uavt::config {

namespace {

/// Canonical text: "key=length:value", so that no value can pretend to be two.
class Canon {
 public:
  void put(std::string_view key, std::string_view value) {
    fmt::format_to(std::back_inserter(text_), "{}={}:{}\n", key, value.size(), value);
  }
  void put(std::string_view key, const char* value) { put(key, std::string_view(value)); }
  template <class Number>
  requires std::is_arithmetic_v<Number>
  void put(std::string_view key, Number value) {
    put(key, std::string_view(fmt::format("{}", value)));
  }
  void put(std::string_view key, std::vector<std::int64_t> codes) {
    std::ranges::sort(codes);  // a set: the order in the file means nothing
    put(key, std::string_view(fmt::format("{}", fmt::join(codes, ","))));
  }
  void put(std::string_view key, const std::map<std::string, std::string>& pairs) {
    put(key, pairs.size());
    for (const auto& [name, value] : pairs) {
      put("", std::string_view(name));
      put("", std::string_view(value));
    }
  }
  [[nodiscard]] std::string digest() const { return sync::hash_hex(text_); }

 private:
  std::string text_;
};

/// A file is meant, not the folder it lies in tonight; a connection text is meant whole.
std::string without_folder(const std::string& path) {
  if (path.find("://") != std::string::npos) return path;
  return std::filesystem::path(path).filename().string();
}

void put_municipality(Canon& canon, const sync::Municipality& municipality) {
  canon.put("name", municipality.name);
  canon.put("il", municipality.il);
  canon.put("ilce", municipality.ilce);
  canon.put("target_crs", municipality.target_crs);
  canon.put("yetkili_idare", municipality.yetkili_idare);
  canon.put("mahalle", municipality.mahalle);
  canon.put("extent", without_folder(municipality.extent.string()));
}

void put_source(Canon& canon, const sync::SourceSettings& source) {
  canon.put("source", source.name);
  canon.put("register", sync::name(source.reg));
  canon.put("layer", sync::name(source.layer));
  canon.put("path", without_folder(source.path));
  canon.put("table", source.table);
  canon.put("profile", without_folder(source.profile));
  canon.put("crs", source.crs);
  canon.put("encoding", source.encoding);
  canon.put("columns", source.columns);
  for (const auto& [attribute, codes] : source.codes) canon.put("codes." + attribute, codes);
  canon.put("pipeline", source.pipeline);
  canon.put("allow_ballpark", source.allow_ballpark);
  canon.put("driver", source.driver);
  canon.put("format", source.format);
  canon.put("id_column", source.id_column);
  canon.put("delivery", source.delivery == sync::DeliveryKind::delta ? "delta" : "full");
  canon.put("coverage", source.coverage);
  canon.put("as_of", source.as_of ? fmt::format("{}", *source.as_of) : std::string());
  canon.put("required", source.required);
}

void put_profile(Canon& canon, const sync::Profile& profile) {
  canon.put("profile", without_folder(profile.name));
  for (const sync::ProfileLayer& layer : profile.layers) {
    canon.put("layer", sync::name(layer.layer));
    for (const std::string& table : layer.tables) canon.put("table", table);
    for (const sync::ColumnRule& rule : layer.columns) {
      canon.put("attribute", rule.attribute);
      for (const std::string& name : rule.names) canon.put("column", name);
    }
    for (const auto& [attribute, codes] : layer.codes) canon.put("codes." + attribute, codes);
  }
}

void put_rules(Canon& canon, const sync::Settings& settings) {
  for (const sync::RuleInfo& rule : sync::rule_catalogue()) {
    canon.put("rule", rule.id);
    canon.put("enabled", settings.enabled(rule.rule));
    canon.put("severity", sync::name(settings.severity(rule.rule)));
    canon.put("repair", settings.repairs(rule.rule));
    for (const sync::RuleParameter& parameter : rule.parameters) {
      canon.put(parameter.name, settings.parameter(rule.rule, std::string(parameter.name)));
    }
  }
}

void put_authority(Canon& canon, const sync::Settings& settings) {
  for (const sync::Layer layer : sync::all_layers) {
    const auto groups = sync::layer_type(layer).groups;
    const auto& authority = settings.authority[sync::index(layer)];
    for (std::size_t group = 0; group < groups.size(); ++group) {
      canon.put(fmt::format("authority.{}.{}", sync::name(layer), groups[group]),
                sync::name(authority[group]));
    }
  }
}

}  // namespace

std::string digest_of(const sync::Settings& settings) {
  Canon canon;
  put_municipality(canon, settings.municipality);
  canon.put("geometry_tolerance_m", settings.run.geometry_tolerance_m);
  canon.put("fail_at", sync::name(settings.run.fail_at));
  for (const sync::SourceSettings& source : settings.sources) put_source(canon, source);
  for (const sync::Profile& profile : settings.profiles) put_profile(canon, profile);
  put_rules(canon, settings);
  put_authority(canon, settings);
  canon.put("guard", settings.guard.enabled);
  canon.put("max_share", settings.guard.max_share);
  canon.put("max_rows", settings.guard.max_rows);
  canon.put("min_rows", settings.guard.min_rows);
  // A model of the municipality's own is what it says, wherever it lies.
  canon.put("generation", settings.generation.find('/') == std::string::npos
                              ? settings.generation
                              : toml_of(model_named(settings.generation)));
  return canon.digest();
}

}  // namespace uavt::config
