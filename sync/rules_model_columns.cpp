// MOD-01, MOD-06, MOD-07: a file's columns against what a model, or a source's profile, expects.
#include "sync/rules_model_work.hpp"
#include "sync/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace uavt::sync {

namespace {

constexpr std::string_view nothing = "–";
/// How many characters of a column's name a DBF file keeps.
constexpr std::size_t dbf_name_length = 10;

/// Is a column, folded, called so or what a DBF file left of it?
bool may_be(std::string_view folded, std::string_view name) {
  const std::string wanted = folded_identifier(name);
  return folded == wanted ||
         (folded.size() == dbf_name_length && std::string_view(wanted).starts_with(folded));
}

/// The name most like a column's; "–" when half of it would have to be rewritten.
std::string nearest(std::string_view column, std::span<const std::string_view> names) {
  const std::string folded = folded_identifier(column);
  std::string_view best;
  std::size_t least = folded.size() / 2 + 1;
  for (const std::string_view name : names) {
    const std::string candidate = folded_identifier(name);
    const bool cut = folded.size() >= 4 && candidate.starts_with(folded);
    const std::size_t distance = cut ? 0 : edit_distance(folded, candidate);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return std::string(best.empty() ? nothing : best);
}

/// A letter or two of a longer name: a misspelling, not another word.
bool misspelt(std::string_view column, std::string_view name) {
  const std::string a = folded_identifier(column);
  const std::string b = folded_identifier(name);
  return a.size() >= 5 && b.size() >= 5 && edit_distance(a, b) <= (b.size() >= 8 ? 2u : 1u);
}

/// What readers of GML show beside what the schema names: the feature's id and GML's own elements,
/// and the XML attributes of an element that the model has.
bool belongs_to_gml(const Delivery& delivery, const FeatureType& type, std::string_view column) {
  if (delivery.driver != "GML") return false;
  constexpr std::array<std::string_view, 9> own = {
      "gml_id",   "fid",      "identifier", "identifier_codeSpace",     "name",
      "location", "boundedBy", "description", "descriptionReference_href"};
  constexpr std::array<std::string_view, 12> of_elements = {
      "_href",    "_title", "_role",      "_arcrole",   "_show",         "_actuate",
      "_type",    "_owns",  "_nilReason", "_codeSpace", "_remoteSchema", "_uom"};
  if (std::ranges::find(own, column) != own.end()) return true;
  return std::ranges::any_of(of_elements, [&](std::string_view ending) {
    return column.ends_with(ending) &&
           type.attribute(column.substr(0, column.size() - ending.size())) != nullptr;
  });
}

void judge_missing(ModelWork& work) {
  const FeatureType& type = work.type();
  const RawTable& rows = work.delivery().rows;
  for (const ModelAttribute& attribute : type.attributes) {
    if (!attribute.multiplicity || attribute.multiplicity->least == 0) continue;
    const bool there =
        &attribute == type.shape() ? rows.has_geometry : rows.column(attribute.name) != nullptr;
    // Not taken because its name is a person's, or cut so short that it may be another's: MOD-06
    // and KVK-02 speak of it.
    const bool refused =
        std::ranges::any_of(work.delivery().unmapped, [&](const std::string& column) {
          return may_be(folded_identifier(column), attribute.name);
        });
    // A reader of GML shows the parts of a data type, not itself.
    const bool unseen =
        attribute.value == ModelValue::structure && work.delivery().driver == "GML";
    if (there || refused || unseen) continue;
    Finding* const finding =
        work.about_file(Rule::mod_01, attribute.name, {{"attribute", attribute.name}});
    if (finding == nullptr) continue;
    finding->evidence.emplace_back("certainty",
                                   std::string(name(attribute.multiplicity_certainty)));
    finding->evidence.emplace_back("source", attribute.source);
    if (attribute.multiplicity_certainty == Certainty::inferred) {
      work.weaken(finding, Severity::warning);
    }
  }
}

void judge_names(ModelWork& work) {
  const FeatureType& type = work.type();
  const RawTable& rows = work.delivery().rows;
  std::vector<std::string_view> free;
  for (const ModelAttribute& attribute : type.attributes) {
    if (rows.column(attribute.name) == nullptr && &attribute != type.shape()) {
      free.emplace_back(attribute.name);
    }
  }
  const auto report = [&](const std::string& column, std::string meant) {
    work.about_file(Rule::mod_06, column, {{"column", column}, {"nearest", std::move(meant)}});
  };
  for (const RawColumn& column : rows.columns) {
    const bool of_model = type.attribute(column.attribute) != nullptr;
    if (!work.model().exact_names || !of_model || column.column == column.attribute ||
        column.column == column.attribute + "_href") {
      continue;
    }
    report(column.column, column.attribute);
  }
  for (const std::string& column : work.delivery().unmapped) {
    if (type.attribute(column) != nullptr || belongs_to_gml(work.delivery(), type, column)) continue;
    report(column, nearest(column, free));
  }
}

}  // namespace

std::optional<MixedGenerations> mixed_generations(std::span<const std::string> columns,
                                                  std::span<const Model> known) {
  std::vector<std::string> sorted(columns.begin(), columns.end());
  std::ranges::sort(sorted);
  MixedGenerations mix;
  for (const Model& model : known) {
    const auto found = std::ranges::find_if(sorted, [&](const std::string& column) {
      const std::string folded = folded_identifier(column);
      return std::ranges::any_of(model.markers,
                                 [&](const std::string& marker) { return may_be(folded, marker); });
    });
    if (found == sorted.end()) continue;
    if (!mix.column.empty()) {
      mix.other = *found;
      mix.other_generation = model.name;
      return mix;
    }
    mix.column = *found;
    mix.generation = model.name;
  }
  return std::nullopt;
}

void judge_model_columns(ModelWork& work, std::span<const Model> known) {
  judge_missing(work);
  judge_names(work);
  const std::vector<std::string> columns = work.columns();
  if (const auto mix = mixed_generations(columns, known)) {
    work.about_file(Rule::mod_07, {},
                    {{"column", mix->column},
                     {"generation", mix->generation},
                     {"other", mix->other},
                     {"other_generation", mix->other_generation}});
  }
}

namespace {

/// What else says the same: "`tip` or `maks_tip`" (ATTRIBUTES).
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> alternatives = {{
    {"ad", "ad_tip"},
    {"tip", "ad_tip"},
    {"tip", "tur_kodu"},
    {"tip", "maks_tip"},
    {"mahalle_kodu", "mahalle_id"},
    {"mahalle_kodu", "mahalle_adi"},
}};

bool delivered(const RawTable& rows, std::string_view attribute) {
  if (rows.column(attribute) != nullptr) return true;
  return std::ranges::any_of(alternatives, [&](const auto& pair) {
    return pair.first == attribute && rows.column(pair.second) != nullptr;
  });
}

const ProfileLayer* layer_of(const Settings& settings, const Delivery& delivery) {
  const SourceLayer layer = settings.sources[delivery.source].layer;
  for (const Profile& profile : settings.profiles) {
    if (delivery.profile.empty() || profile.name != delivery.profile) continue;
    const auto found = std::ranges::find(profile.layers, layer, &ProfileLayer::layer);
    if (found != profile.layers.end()) return &*found;
  }
  return nullptr;
}

/// Findings about one register's source.
class SourceColumns {
 public:
  SourceColumns(const Delivery& delivery, const Settings& settings)
      : delivery_(delivery), settings_(settings) {}

  void judge(const ProfileLayer& profile) {
    const SourceLayer layer = settings_.sources[delivery_.source].layer;
    std::vector<std::string_view> free;
    for (const ColumnRule& rule : profile.columns) {
      if (delivery_.rows.column(rule.attribute) != nullptr) continue;
      free.insert(free.end(), rule.names.begin(), rule.names.end());
      const bool shape = rule.attribute == "geometri";  // GEO-01's matter
      if (shape || !mandatory(layer, rule.attribute) || delivered(delivery_.rows, rule.attribute)) {
        continue;
      }
      add(Rule::mod_01, rule.attribute, {{"attribute", rule.attribute}});
    }
    for (const std::string& column : delivery_.unmapped) {
      const auto meant =
          std::ranges::find_if(free, [&](std::string_view name) { return misspelt(column, name); });
      if (meant == free.end()) continue;
      add(Rule::mod_06, column, {{"column", column}, {"nearest", std::string(*meant)}});
    }
  }

  void judge_generations(std::span<const Model> known) {
    std::vector<std::string> columns = delivery_.unmapped;
    for (const RawColumn& column : delivery_.rows.columns) columns.push_back(column.column);
    if (const auto mix = mixed_generations(columns, known)) {
      add(Rule::mod_07, {},
          {{"column", mix->column},
           {"generation", mix->generation},
           {"other", mix->other},
           {"other_generation", mix->other_generation}});
    }
  }

  std::vector<Finding> findings;

 private:
  void add(Rule rule, std::string_view attribute, Arguments arguments) {
    if (!settings_.enabled(rule)) return;
    const SourceSettings& source = settings_.sources[delivery_.source];
    Finding& finding = findings.emplace_back();
    finding.rule = rule;
    finding.severity = settings_.severity(rule);
    finding.attribute = attribute;
    finding.arguments = std::move(arguments);
    Subject subject;
    subject.reg = source.reg;
    subject.layer = layer_named(name(source.layer));
    subject.origin.source = delivery_.source;
    finding.subjects.push_back(std::move(subject));
  }

  const Delivery& delivery_;
  const Settings& settings_;
};

}  // namespace

std::vector<Finding> judged_columns(std::span<const Delivery> deliveries,
                                    std::span<const Model> known, const Settings& settings) {
  std::vector<Finding> findings;
  for (const Delivery& delivery : deliveries) {
    if (!delivery.read) continue;
    SourceColumns source(delivery, settings);
    if (const ProfileLayer* const profile = layer_of(settings, delivery)) source.judge(*profile);
    source.judge_generations(known);
    std::ranges::move(source.findings, std::back_inserter(findings));
  }
  return findings;
}

}  // namespace uavt::sync
