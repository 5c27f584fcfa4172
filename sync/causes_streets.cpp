// Causes that lie in a street: the two registers call it by two names, one of them re-coded it, or
// it is there twice because name and code both changed. What then differs behind its doors is one
// correction at the street.
#include "sync/causes_clues.hpp"
#include "sync/text.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_set>

namespace uavt::sync {

namespace {

std::int32_t linked(const Table& table, std::string_view reference, std::size_t row) {
  const std::size_t at = position(table.layer, reference);
  return at < table.links.size() && row < table.links[at].size() ? table.links[at][row] : no_row;
}

/// The door a row of doors or units belongs to; no_row for others.
std::int32_t door_of(const Side& side, Layer layer, std::size_t row) {
  if (layer == Layer::door) return static_cast<std::int32_t>(row);
  if (layer != Layer::unit) return no_row;
  return linked(side.table(Layer::unit), "numarataj_tucbs_no", row);
}

/// The street's entity; -1: none.
std::int32_t street_of(const Clues& clues, Register reg, Layer layer, std::size_t row) {
  const Side& side = clues.night.side(reg);
  std::int32_t street = layer == Layer::street ? static_cast<std::int32_t>(row) : no_row;
  if (const std::int32_t door = door_of(side, layer, row); door >= 0) {
    street = linked(side.table(Layer::door), "csbm_tucbs_no", static_cast<std::size_t>(door));
  }
  if (street < 0) return -1;
  const auto& of_row = clues.matched.layers[index(Layer::street)].of_row[index(reg)];
  const auto at = static_cast<std::size_t>(street);
  return at < of_row.size() ? of_row[at] : -1;
}

/// What hangs on one street.
struct Hanging {
  std::vector<std::uint32_t> findings;
  std::uint64_t doors = 0;            ///< of both registers, a pair is one
  std::unordered_set<RowKey> wrong;   ///< of these, with a finding on themselves or a unit
  bool renamed = false;               ///< a difference of its own name is open
  bool only_here = false, only_there = false;
  std::set<std::string> numbers;      ///< canonical, of the register that has it alone
};

class Streets {
 public:
  explicit Streets(const Clues& clues)
      : clues_(clues), entities_(clues.matched.layers[index(Layer::street)]) {
    hanging_.resize(entities_.size());
    // Its own name may have a reason of its own (damaged letters): it is another one all the same.
    for (const Finding& finding : clues.findings) {
      if (finding.state != FindingState::fixed && finding.state != FindingState::waived) note(finding);
    }
    if (empty()) return;
    for (const std::uint32_t at : clues.open) take(at);
    for (const Register reg : {Register::uavt, Register::cbs}) count_doors(reg);
    for (std::size_t street = 0; street < hanging_.size(); ++street) {
      const Rate here = rate(hanging_[street]);
      for (Rate* whole : {&of_mahalle_[mahalle(street)], &town_}) {
        whole->wrong += here.wrong;
        whole->rows += here.rows;
      }
    }
  }
  [[nodiscard]] bool empty() const {
    return std::ranges::none_of(hanging_, [](const Hanging& each) {
      return each.renamed || each.only_here || each.only_there;
    });
  }
  [[nodiscard]] const std::vector<Hanging>& all() const { return hanging_; }
  [[nodiscard]] Rate rate(const Hanging& hanging) const {
    return {hanging.wrong.size(), hanging.doors};
  }
  /// The other streets of its mahalle: where all of them are wrong, it is not the name of one. A
  /// mahalle of one street is held against the town.
  [[nodiscard]] Rate elsewhere(std::size_t street, const Rate& here) const {
    Rate beside = of_mahalle_.at(mahalle(street));
    if (mahalle(street) == 0 || beside.rows < here.rows + fewest_rows) beside = town_;
    return {beside.wrong - here.wrong, beside.rows - here.rows};
  }
  [[nodiscard]] std::int64_t mahalle(std::size_t street) const {
    return street < entities_.mahalle.size() ? entities_.mahalle[street] : 0;
  }
  [[nodiscard]] std::string text(std::size_t street, Register reg, std::string_view attribute) const {
    const std::int32_t row = entities_.row[index(reg)][street];
    if (row < 0) return {};
    const Table& table = clues_.night.side(reg).table(Layer::street);
    const std::size_t at = position(Layer::street, attribute);
    return value_text(table.type().attributes[at], table.columns[at], static_cast<std::size_t>(row));
  }
  /// Its code, else its number: what its cause is called by.
  [[nodiscard]] std::string key(std::size_t street) const {
    for (const Register reg : {Register::uavt, Register::cbs}) {
      if (std::string code = text(street, reg, "csbm_kodu"); !code.empty()) return code;
    }
    return "#" + std::to_string(entities_.tucbs_no[street]);
  }

 private:
  [[nodiscard]] std::int32_t street_of_first(const Finding& finding) const {
    if ((clues_of(finding.rule) & of_street) == 0 || finding.subjects.empty()) return -1;
    const Subject& first = finding.subjects[0];
    if (!is_row(first)) return -1;
    return street_of(clues_, first.reg, *first.layer, static_cast<std::size_t>(first.row));
  }

  /// What is said of the street itself.
  void note(const Finding& finding) {
    const std::int32_t street = street_of_first(finding);
    if (street < 0 || finding.subjects[0].layer != Layer::street) return;
    const std::string_view rule = info(finding.rule).id;
    Hanging& hanging = hanging_[static_cast<std::size_t>(street)];
    hanging.renamed |= (rule == "UAV-03" || rule == "UAV-10") && finding.attribute == "ad";
    hanging.only_here |= rule == "UAV-02";
    hanging.only_there |= rule == "UAV-01";
  }

  void take(std::uint32_t at) {
    const Finding& finding = clues_.findings[at];
    const std::int32_t street = street_of_first(finding);
    if (street < 0) return;
    Hanging& hanging = hanging_[static_cast<std::size_t>(street)];
    hanging.findings.push_back(at);
    const Subject& first = finding.subjects[0];
    if (first.layer == Layer::street) return;
    const auto row = static_cast<std::size_t>(first.row);
    const std::int32_t door = door_of(clues_.night.side(first.reg), *first.layer, row);
    hanging.wrong.insert(thing(first.reg, static_cast<std::size_t>(door)));
  }

  /// A door in the world: both registers' rows of a pair are one.
  [[nodiscard]] RowKey thing(Register reg, std::size_t door) const {
    const Entities& met = clues_.matched.layers[index(Layer::door)];
    const auto& of_row = met.of_row[index(reg)];
    const std::int32_t entity = door < of_row.size() ? of_row[door] : -1;
    const auto other = reg == Register::cbs ? Register::uavt : Register::cbs;
    if (entity < 0) return row_key(reg, Layer::door, door);
    const std::int32_t there = met.row[index(other)][static_cast<std::size_t>(entity)];
    const bool national = reg == Register::uavt || there < 0;
    return national ? row_key(reg, Layer::door, door)
                    : row_key(other, Layer::door, static_cast<std::size_t>(there));
  }

  void count_doors(Register reg) {
    const Table& doors = clues_.night.side(reg).table(Layer::door);
    const std::size_t number = position(Layer::door, "kapi_no");
    for (std::size_t row = 0; row < doors.size(); ++row) {
      if (!live(doors.states[row])) continue;
      const std::int32_t street = street_of(clues_, reg, Layer::door, row);
      if (street < 0) continue;
      Hanging& hanging = hanging_[static_cast<std::size_t>(street)];
      if (thing(reg, row) == row_key(reg, Layer::door, row)) ++hanging.doors;
      if (!hanging.only_here && !hanging.only_there) continue;
      hanging.numbers.insert(canonical_door_number(doors.columns[number].texts[row]));
    }
  }

  const Clues& clues_;
  const Entities& entities_;
  std::vector<Hanging> hanging_;
  std::map<std::int64_t, Rate> of_mahalle_;
  Rate town_;
};

Suspect renamed(const Streets& streets, std::size_t uavt, std::size_t cbs, std::string_view change,
                const Rate& rate, std::vector<std::uint32_t> findings) {
  Suspect suspect;
  suspect.findings = std::move(findings);
  suspect.cause.kind = CauseKind::street_renamed;
  suspect.cause.layer = Layer::street;
  suspect.cause.id = cause_id(CauseKind::street_renamed, {streets.key(uavt)});
  suspect.cause.evidence = {{"csbm_kodu", streets.key(uavt)},
                            {"change", std::string(change)},
                            {"uavt", streets.text(uavt, Register::uavt, "ad")},
                            {"cbs", streets.text(cbs, Register::cbs, "ad")},
                            {"rows", static_cast<std::int64_t>(rate.wrong)},
                            {"of", static_cast<std::int64_t>(rate.rows)}};
  return suspect;
}

/// How much of two sets of door numbers is common to both.
double alike(const std::set<std::string>& a, const std::set<std::string>& b) {
  std::vector<std::string> both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  const std::size_t either = a.size() + b.size() - both.size();
  return either == 0 ? 0 : static_cast<double>(both.size()) / static_cast<double>(either);
}

/// The one street of the other register in this mahalle whose doors carry the same numbers.
std::optional<std::size_t> twin_of(const Streets& streets, std::size_t street) {
  const std::vector<Hanging>& all = streets.all();
  std::optional<std::size_t> twin;
  for (std::size_t other = 0; other < all.size(); ++other) {
    if (!(all[street].only_here ? all[other].only_there : all[other].only_here)) continue;
    if (streets.mahalle(street) == 0 || streets.mahalle(street) != streets.mahalle(other)) continue;
    if (std::min(all[street].numbers.size(), all[other].numbers.size()) < fewest_rows) continue;
    if (alike(all[street].numbers, all[other].numbers) < systematic_share) continue;
    if (twin) return std::nullopt;  // two that could be it are none
    twin = other;
  }
  return twin;
}

/// Rows that point to one and the same street that is not there.
void suspect_missing_streets(const Clues& clues, Suspects& suspects) {
  std::map<std::tuple<std::uint16_t, Layer, std::string>, std::vector<std::uint32_t>> missing;
  for (const std::uint32_t at : clues.open) {
    const Finding& finding = clues.findings[at];
    if (info(finding.rule).id != "KEY-04" || !is_row(finding.subjects.at(0))) continue;
    if (finding.attribute != "csbm_kodu") continue;
    const auto value =
        std::ranges::find(finding.arguments, "value", &Arguments::value_type::first);
    if (value == finding.arguments.end()) continue;
    if (const auto* code = std::get_if<std::string>(&value->second)) {
      const Subject& first = finding.subjects[0];
      missing[{first.origin.source, *first.layer, *code}].push_back(at);
    }
  }
  for (auto& [what, findings] : missing) {
    const auto& [source, layer, code] = what;
    if (findings.size() < fewest_rows) continue;
    Suspect suspect;
    suspect.cause.kind = CauseKind::street_renamed;
    suspect.cause.layer = layer;
    suspect.cause.source = clues.source_name(source);
    suspect.cause.id = cause_id(CauseKind::street_renamed, {suspect.cause.source, code});
    suspect.cause.evidence = {{"csbm_kodu", code},
                              {"change", std::string("code")},
                              {"rows", static_cast<std::int64_t>(findings.size())}};
    suspect.findings = std::move(findings);
    suspects.push_back(std::move(suspect));
  }
}

}  // namespace

Suspects suspected_streets(const Clues& clues) {
  Suspects suspects;
  suspect_missing_streets(clues, suspects);
  const Streets streets(clues);
  if (streets.empty()) return suspects;
  const std::vector<Hanging>& all = streets.all();
  for (std::size_t street = 0; street < all.size(); ++street) {
    const Hanging& here = all[street];
    if (here.renamed) {
      const Rate rate = streets.rate(here);
      if (!systematic(rate, streets.elsewhere(street, rate), all.size())) continue;
      suspects.push_back(renamed(streets, street, street, "name", rate, here.findings));
    } else if (here.only_there) {
      const auto twin = twin_of(streets, street);
      if (!twin || twin_of(streets, *twin) != street) continue;
      const Hanging& there = all[*twin];
      const Rate rate{here.wrong.size() + there.wrong.size(), here.doors + there.doors};
      if (!systematic(rate, streets.elsewhere(street, rate), all.size())) continue;
      std::vector<std::uint32_t> findings = here.findings;
      findings.insert(findings.end(), there.findings.begin(), there.findings.end());
      std::ranges::sort(findings);
      suspects.push_back(renamed(streets, street, *twin, "twin", rate, std::move(findings)));
    }
  }
  return suspects;
}

}  // namespace uavt::sync
