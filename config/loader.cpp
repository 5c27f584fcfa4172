#include "config/loader.hpp"

#include "config/code_file.hpp"
#include "config/connection.hpp"
#include "config/export_section.hpp"
#include "config/model.hpp"
#include "config/policy.hpp"
#include "config/section.hpp"
#include "config/settings_digest.hpp"
#include "config/source_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace uavt::config {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view default_name = "uavt-sync.toml";
constexpr std::string_view system_file = "/etc/uavt-sync/uavt-sync.toml";

constexpr std::array<std::string_view, 2> languages = {"tr", "en"};
constexpr std::array<std::string_view, 3> severities = {"info", "warning", "error"};
constexpr std::array<std::string_view, 2> generations = {"tucbs", "trkbis-2012"};

std::optional<sync::Language> language_named(std::string_view word) {
  if (word == "tr") return sync::Language::tr;
  if (word == "en") return sync::Language::en;
  return std::nullopt;
}

std::optional<std::string> generation_named(std::string_view word) {
  if (word == generations[0] || word == generations[1]) return std::string(word);
  return std::nullopt;
}

void read_municipality(const Section& root, const fs::path& folder, sync::Municipality& ours) {
  const Section section = root.required_section("municipality");
  section.only({"name", "il", "ilce", "target_crs", "yetkili_idare", "mahalle", "extent"});
  ours.name = section.required_text("name");
  ours.il = static_cast<int>(section.required_integer("il", {1, 81}));
  // UAVT's district codes have four digits so far (1103–2107 seen); no width is assumed.
  ours.ilce = static_cast<int>(
      section.required_integer("ilce", {1, std::numeric_limits<std::int32_t>::max()}));
  if (section.has("target_crs")) ours.target_crs = section.required_text("target_crs");
  ours.yetkili_idare = section.codes("yetkili_idare");
  if (section.has("mahalle")) {
    if (section.has("yetkili_idare")) {
      section.refuse("mahalle", "'yetkili_idare' and 'mahalle' both say what is ours; keep one");
    }
    const fs::path file = from(folder, section.required_text("mahalle"));
    try {
      ours.mahalle = code_column(file);
    } catch (const ConfigError& error) {
      section.refuse("mahalle", fmt::format("list of mahalle: {}", error.what()));
    }
  }
  if (section.has("extent")) ours.extent = from(folder, section.required_text("extent"));
}

std::string dsn_of(const Section& root) {
  const std::optional<Section> section = root.section("database");
  if (!section) return {};
  section->only({"dsn"});
  if (!section->has("dsn")) return {};
  std::string dsn = section->required_text("dsn");
  if (carries_password(dsn)) {
    section->refuse("dsn",
                    "'dsn' in [database] carries a password; passwords only in ~/.pgpass, "
                    "PGPASSFILE or a service file");
  }
  return dsn;
}

void read_run(const Section& root, const fs::path& folder, sync::RunSettings& run) {
  const std::optional<Section> section = root.section("run");
  if (!section) return;
  section->only(
      {"state_dir", "report_dir", "language", "fail_at", "threads", "geometry_tolerance_m"});
  if (section->has("state_dir")) run.state_dir = from(folder, section->required_text("state_dir"));
  if (section->has("report_dir")) {
    run.report_dir = from(folder, section->required_text("report_dir"));
  }
  run.language = section->choice("language", language_named, languages).value_or(run.language);
  run.fail_at = section->choice("fail_at", sync::severity_named, severities).value_or(run.fail_at);
  run.threads = static_cast<unsigned>(section->integer("threads", {0, 1024}).value_or(run.threads));
  // Over a metre nothing is noise any more: a moved door would be taken for last night's.
  run.geometry_tolerance_m =
      section->number("geometry_tolerance_m", {0, 1}).value_or(run.geometry_tolerance_m);
}

void read_guard(const Section& root, sync::GuardSettings& guard) {
  const std::optional<Section> section = root.section("guard");
  if (!section) return;
  section->only({"enabled", "max_share", "max_rows", "min_rows"});
  static constexpr Bounds<std::int64_t> rows = {0, std::numeric_limits<int>::max()};
  guard.enabled = section->flag("enabled").value_or(guard.enabled);
  guard.max_share = section->number("max_share", {0, 1}).value_or(guard.max_share);
  guard.max_rows = static_cast<int>(section->integer("max_rows", rows).value_or(guard.max_rows));
  guard.min_rows = static_cast<int>(section->integer("min_rows", rows).value_or(guard.min_rows));
}

/// A shipped generation, or a file of the municipality's own that shows our layers.
std::string generation_of(const Section& section, const fs::path& folder) {
  const std::string word = section.required_text("generation");
  if (generation_named(word)) return word;
  if (!word.ends_with(".toml") && word.find('/') == word.npos) {
    section.refuse_word("generation", word, generations);
  }
  const std::string file = from(folder, word).string();
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) {
    section.refuse("generation", fmt::format("there is no model file {}", file));
  }
  const sync::Model model = model_named(file);
  if (std::ranges::none_of(model.types, [](const auto& type) { return type.layer.has_value(); })) {
    section.refuse("generation", fmt::format("the model {} shows none of our layers: no type in "
                                             "it has `layer`",
                                             file));
  }
  return file;
}

void read_model(const Section& root, const fs::path& folder, sync::Settings& settings) {
  if (const std::optional<Section> section = root.section("model")) {
    section->only({"generation"});
    if (section->has("generation")) settings.generation = generation_of(*section, folder);
  }
  settings.restrictions = sync::restrictions_of(model_named(settings.generation));
}

/// Letters that would end a header line or need quoting there have no place in an address.
bool is_mail_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != 0 && at != std::string_view::npos && at + 1 != text.size() &&
         text.find('@', at + 1) == std::string_view::npos && text.front() != '-' &&
         std::ranges::all_of(text, [](char c) {
           return c > ' ' && c < 0x7f && std::string_view("<>()[],;:\\\"").find(c) ==
                                               std::string_view::npos;
         });
}

void read_notify(const Section& root, sync::NotifySettings& notify) {
  const std::optional<Section> section = root.section("notify");
  if (!section) return;
  section->only({"to", "command"});
  notify.to = section->texts("to");
  for (const std::string& address : notify.to) {
    if (!is_mail_address(address)) {
      section->refuse("to", fmt::format("'{}' in [notify] is no mail address", address));
    }
  }
  notify.command = section->texts("command");
  if (section->has("command") && (notify.command.empty() || notify.command.front().empty())) {
    section->refuse("command", "'command' in [notify] names no program");
  }
}

}  // namespace

sync::Settings defaults() {
  sync::Settings settings;
  settings.profiles = profiles();
  set_default_authority(settings);
  settings.digest = digest_of(settings);
  return settings;
}

sync::Settings load(const std::filesystem::path& file) {
  sync::Settings settings = defaults();
  settings.file = fs::absolute(file).lexically_normal();
  const fs::path folder = settings.file.parent_path();
  const toml::table document = parsed(text_of(settings.file), settings.file.string());
  const Section root(document, "", settings.file.string());
  root.only({"municipality", "database", "run", "source", "guard", "rules", "authority", "model",
             "notify", "export"});
  read_municipality(root, folder, settings.municipality);
  settings.dsn = dsn_of(root);
  read_run(root, folder, settings.run);
  read_model(root, folder, settings);
  read_sources(root, folder, settings);
  read_guard(root, settings.guard);
  read_rules(root, settings);
  read_authority(root, settings);
  read_notify(root, settings.notify);
  read_exports(root, settings);
  settings.digest = digest_of(settings);
  return settings;
}

sync::Settings with_rules(sync::Settings settings, const std::filesystem::path& file) {
  const toml::table document = parsed(text_of(file), file.string());
  const Section root(document, "", file.string());
  root.only({"rules"});
  read_rules(root, settings);
  settings.digest = digest_of(settings);
  return settings;
}

std::filesystem::path found(const std::string& given) {
  std::error_code ignored;
  if (!given.empty()) {
    if (fs::exists(given, ignored)) return given;
    throw ConfigError(fmt::format("{}: no such configuration file (given by -c)", given));
  }
  for (const std::string_view place : {default_name, system_file}) {
    if (fs::exists(place, ignored)) return place;
  }
  throw ConfigError(
      fmt::format("no configuration: neither {} nor {} exists; name one with -c, or "
                  "write one with `uavt-sync init`",
                  (fs::current_path() / default_name).string(), system_file));
}

}  // namespace uavt::config
