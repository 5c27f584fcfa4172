// What a configuration says, as plain values. The config room fills them; everybody else only
// reads. Defaults here are the documented defaults.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/layer.hpp"
#include "sync/restrictions.hpp"
#include "sync/rule.hpp"

namespace uavt::sync {

enum class Language : std::uint8_t { tr, en };

struct Municipality {
  std::string name;
  int il = 0;    ///< plate code 1–81
  int ilce = 0;  ///< UAVT district code
  std::string target_crs = "EPSG:5254";
  std::vector<std::int64_t> yetkili_idare;  ///< what is ours inside the ilçe; empty: everything
  std::vector<std::int64_t> mahalle;        ///< mahalle codes that are ours; empty: everything
  std::filesystem::path extent;             ///< empty: the mahalle polygons buffered by 500 m
};

struct RunSettings {
  std::filesystem::path state_dir = "/var/lib/uavt-sync";
  std::filesystem::path report_dir = "/var/lib/uavt-sync/reports";
  Language language = Language::tr;
  Severity fail_at = Severity::error;
  unsigned threads = 0;  ///< 0: all cores
  double geometry_tolerance_m = 0.002;
};

/// A profile's way from one table's columns to attributes.
struct ColumnRule {
  std::string attribute;
  std::vector<std::string> names;  ///< accepted column names, best first
};
struct ProfileLayer {
  SourceLayer layer{};
  std::vector<std::string> tables;  ///< names this table goes by, for recognition
  std::vector<ColumnRule> columns;
  /// attribute → (delivered value → our value): {"tur": {"0": "koy", …}}
  std::map<std::string, std::map<std::string, std::string>> codes;
};
struct Profile {
  std::string name;  ///< "maks", "aks", "nvi", "uavt_duz" or a path
  std::vector<ProfileLayer> layers;
};

enum class DeliveryKind : std::uint8_t { full, delta };

struct SourceSettings {
  std::string name;
  Register reg = Register::cbs;
  SourceLayer layer{};
  std::string model_type;           ///< "tucbs.Bina": judged by that type alone, feeds no layer
  std::vector<std::string> restricted;  ///< attributes of it that the model keeps back
  std::string path;                 ///< file, glob or zip; absolute after loading
  std::string table;                ///< layer inside the file; empty: the only or matching one
  std::string profile;              ///< empty: recognised or `columns` only
  std::string crs;                  ///< overrides the file's
  std::string encoding;             ///< "UTF-8", "CP1254", "CP857"; empty: found out
  std::map<std::string, std::string> columns;  ///< attribute → column, over the profile's
  std::map<std::string, std::filesystem::path> code_files;  ///< attribute → kod;deger file
  std::map<std::string, std::map<std::string, std::string>> codes;  ///< their contents, loaded
  std::string pipeline;
  bool allow_ballpark = false;
  std::string driver;               ///< names a driver that is not on the allow-list
  std::string format;               ///< forces a format, "csv"
  std::string id_column;
  DeliveryKind delivery = DeliveryKind::full;
  std::vector<std::int64_t> coverage;      ///< mahalle codes; empty: all of ours
  std::optional<std::int64_t> as_of;       ///< days since 1970-01-01; default: file date
  bool required = true;
};

/// Who may change a group (DESIGN §4.7).
enum class Authority : std::uint8_t { uavt, cbs, takbis, newest, never };
[[nodiscard]] std::string_view name(Authority authority);
[[nodiscard]] std::optional<Authority> authority_named(std::string_view name);

struct GuardSettings {
  bool enabled = true;
  double max_share = 0.10;
  int max_rows = 500;
  int min_rows = 10;
};

/// What the configuration changes about one rule.
struct RuleSetting {
  std::optional<Severity> severity;  ///< overrides the default
  bool off = false;
  bool repair = true;
  std::map<std::string, double> parameters;
};

/// Who is told of a night, and by which program.
struct NotifySettings {
  std::vector<std::string> to;       ///< mail addresses
  std::vector<std::string> command;  ///< a program and its arguments; empty: nobody is told
};

/// What one unit is given as a file.
struct ExportProfile {
  std::string name;                 ///< "su"
  std::string recipient;            ///< whom it is for, in words
  std::string purpose, protocol;    ///< defaults of the command's
  std::string format;               ///< "gpkg", …; empty: gpkg
  std::string crs;                  ///< empty: the target CRS
  std::vector<std::string> layers;  ///< "bina", "tucbs.Bina", "paylasim.adres"
  std::map<std::string, std::vector<std::string>> columns;  ///< of a layer; none: all
  std::vector<std::int64_t> mahalle;                        ///< codes; empty: all
};
/// Name of the profile that is always there: every layer, every column. What `diff --base` reads.
inline constexpr const char* full_export = "tam";

struct Settings {
  std::filesystem::path file;  ///< the configuration itself
  Municipality municipality;
  std::string dsn;             ///< libpq conninfo, or "embedded:"
  RunSettings run;
  std::vector<SourceSettings> sources;
  std::vector<Profile> profiles;  ///< every profile a source names or may be recognised by
  GuardSettings guard;
  std::array<RuleSetting, rule_count> rules;
  /// authority[layer][group], by position of the group.
  std::array<std::vector<Authority>, layer_count> authority;
  std::string generation = "tucbs";  ///< a shipped model's name, or the path of one of its own
  Restrictions restrictions;         ///< what that model keeps back
  NotifySettings notify;
  std::vector<ExportProfile> exports;  ///< the configured ones, in their order
  std::string digest;  ///< of everything that can change a result (not paths of state and report)

  [[nodiscard]] bool enabled(Rule rule) const;
  [[nodiscard]] Severity severity(Rule rule) const;
  [[nodiscard]] bool repairs(Rule rule) const;
  [[nodiscard]] double parameter(Rule rule, const std::string& name) const;
  /// Order: the catalogue's.
  [[nodiscard]] std::vector<ParameterInForce> parameters_in_force() const;
};

}  // namespace uavt::sync
