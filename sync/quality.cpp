#include "sync/quality.hpp"

#include "sync/standing.hpp"
#include "sync/whereabouts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace uavt::sync {

namespace {

constexpr std::array<std::string_view, measure_count> measure_names = {
    "commission", "duplicate",  "omission",       "conceptual", "domain",   "format",
    "topological", "positional", "classification", "attribute",  "temporal", "usability"};

struct Element {
  std::string_view iso19157;  ///< how the catalogue's text begins
  Measure measure;
};

constexpr std::array elements = {
    Element{"Tamlık – fazlalık", Measure::commission},
    Element{"Tamlık – eksiklik", Measure::omission},
    Element{"Mantıksal tutarlılık – kavramsal", Measure::conceptual},
    Element{"Mantıksal tutarlılık – tanım kümesi", Measure::domain},
    Element{"Mantıksal tutarlılık – biçim", Measure::format},
    Element{"Mantıksal tutarlılık – topolojik", Measure::topological},
    Element{"Konum doğruluğu", Measure::positional},
    Element{"Tematik doğruluk – sınıflandırma", Measure::classification},
    Element{"Tematik doğruluk", Measure::attribute},
    Element{"Zamansal kalite", Measure::temporal},
};

bool open(const Finding& finding) {
  return finding.state != FindingState::fixed && finding.state != FindingState::waived;
}

/// Whether the measure says something of a layer at all: what nobody can find, nobody measures.
bool measurable(Measure measure, Layer layer, bool both_speak) {
  const bool shaped = layer_type(layer).geometry != geo::Kind::null;
  switch (measure) {
    case Measure::commission:
    case Measure::attribute:
      return both_speak;
    case Measure::topological:
    case Measure::positional:
      return shaped;
    case Measure::usability:
    case Measure::classification:
      return false;  // listed where something was found
    default:
      return true;
  }
}

/// The things of one layer: entities, then the rows set apart that are in none.
class Things {
 public:
  Things(const Night& night, const Matched& matched, Layer layer,
         const std::map<std::int64_t, std::int64_t>& codes)
      : entities_(matched.layers[index(layer)]) {
    const auto code_of = [&](std::int64_t number) -> std::optional<std::int64_t> {
      const auto code = codes.find(number);
      return code == codes.end() ? std::nullopt : std::optional(code->second);
    };
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      mahalle_.push_back(code_of(e < entities_.mahalle.size() ? entities_.mahalle[e] : 0));
    }
    for (std::size_t r = 0; r < register_count; ++r) {
      const auto reg = static_cast<Register>(r);
      const Table& table = night.side(reg).table(layer);
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.states[row] != RowState::quarantined || entity(reg, row)) continue;
        set_apart_.emplace(std::pair(reg, row), mahalle_.size());
        mahalle_.push_back(code_of(mahalle_of(night, matched, reg, layer, row)));
      }
    }
  }
  [[nodiscard]] std::size_t size() const { return mahalle_.size(); }
  [[nodiscard]] std::optional<std::int64_t> mahalle(std::size_t thing) const {
    return mahalle_[thing];
  }
  [[nodiscard]] std::optional<std::size_t> thing(Register reg, std::size_t row) const {
    if (const auto found = entity(reg, row)) return found;
    const auto apart = set_apart_.find({reg, row});
    return apart == set_apart_.end() ? std::nullopt : std::optional(apart->second);
  }

 private:
  [[nodiscard]] std::optional<std::size_t> entity(Register reg, std::size_t row) const {
    const auto& of_row = entities_.of_row[index(reg)];
    if (row >= of_row.size() || of_row[row] < 0) return std::nullopt;
    return static_cast<std::size_t>(of_row[row]);
  }
  const Entities& entities_;
  std::vector<std::optional<std::int64_t>> mahalle_;
  std::map<std::pair<Register, std::size_t>, std::size_t> set_apart_;
};

bool both_speak(const Night& night, const Stored& stored, Layer layer) {
  if (!compared(layer)) return false;
  const auto speaks = [&](Register reg) {
    return night.side(reg).mapped.delivered[index(layer)] ||
           std::ranges::any_of(stored.spoken, [&](const auto& each) {
             return std::get<0>(each) == reg && std::get<1>(each) == layer;
           });
  };
  return speaks(sides(layer).national) && speaks(sides(layer).municipal);
}

using FaultySets = std::array<std::set<std::size_t>, measure_count>;

void add_layer(std::vector<QualityMeasure>& measures, Layer layer, const Things& things,
               const FaultySets& faulty, bool both_speak) {
  std::map<std::int64_t, std::uint64_t> of_mahalle;
  for (std::size_t thing = 0; thing < things.size(); ++thing) {
    if (const auto code = things.mahalle(thing)) ++of_mahalle[*code];
  }
  for (std::size_t m = 0; m < measure_count; ++m) {
    const auto measure = static_cast<Measure>(m);
    if (faulty[m].empty() && !measurable(measure, layer, both_speak)) continue;
    measures.push_back({layer, std::nullopt, measure, faulty[m].size(), things.size()});
    std::map<std::int64_t, std::uint64_t> in_mahalle;
    for (const std::size_t thing : faulty[m]) {
      if (const auto code = things.mahalle(thing)) ++in_mahalle[*code];
    }
    for (const auto& [code, count] : in_mahalle) {
      measures.push_back({layer, code, measure, count, of_mahalle.at(code)});
    }
  }
}

}  // namespace

std::string_view name(Measure measure) { return measure_names[static_cast<std::size_t>(measure)]; }

std::optional<Measure> measure_named(std::string_view name) {
  const auto found = std::ranges::find(measure_names, name);
  if (found == measure_names.end()) return std::nullopt;
  return static_cast<Measure>(found - measure_names.begin());
}

Measure measure_of(Rule rule) {
  const RuleInfo& about = info(rule);
  const auto found = std::ranges::find_if(elements, [&](const Element& element) {
    return about.iso19157.starts_with(element.iso19157);
  });
  if (found == elements.end()) return Measure::usability;
  const bool between_registers = about.id.starts_with("UAV");
  return found->measure == Measure::commission && !between_registers ? Measure::duplicate
                                                                     : found->measure;
}

std::vector<QualityMeasure> quality(const Plan& plan, const Night& night, const Matched& matched,
                                    const Stored& stored) {
  std::array<bool, layer_count> stands{};
  std::unordered_map<std::string_view, const OpenFinding*> known;
  for (const OpenFinding& each : stored.findings) known.emplace(each.fingerprint, &each);
  for (const std::string& fingerprint : plan.findings_standing) {
    const auto found = known.find(fingerprint);
    if (found != known.end() && found->second->layer) stands[index(*found->second->layer)] = true;
  }
  const auto codes = neighbourhood_codes(night, matched, stored);
  std::vector<QualityMeasure> measures;
  for (const Layer layer : all_layers) {
    if (stands[index(layer)]) {
      std::ranges::copy_if(stored.quality, std::back_inserter(measures),
                           [&](const QualityMeasure& each) { return each.layer == layer; });
      continue;
    }
    const Things things(night, matched, layer, codes);
    if (things.size() == 0) continue;
    FaultySets faulty;
    for (const Finding& finding : plan.findings) {
      // What is only remarked on makes no row faulty.
      if (!open(finding) || finding.severity == Severity::info || finding.subjects.empty() ||
          finding.subjects[0].layer != layer) {
        continue;
      }
      auto& set = faulty[static_cast<std::size_t>(measure_of(finding.rule))];
      for (const Subject& subject : finding.subjects) {
        if (subject.layer != layer || subject.row < 0) continue;
        const auto thing = things.thing(subject.reg, static_cast<std::size_t>(subject.row));
        if (thing) set.insert(*thing);
      }
    }
    add_layer(measures, layer, things, faulty, both_speak(night, stored, layer));
  }
  std::ranges::sort(measures);
  return measures;
}

}  // namespace uavt::sync
