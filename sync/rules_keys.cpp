#include "sync/rules_keys.hpp"

#include "geo/measures.hpp"
#include "sync/image.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace uavt::sync {

namespace {

/// True when no attribute both rows carry differs. `whole`: an attribute only one of them carries
/// is a difference too, and so is another geometry (for rows of one register).
enum class Alike : std::uint8_t { where_both_deliver, whole };

bool alike(const Table& a, std::size_t row_a, const Table& b, std::size_t row_b, Alike how,
           double tolerance) {
  const auto attributes = a.type().attributes;
  for (std::size_t at = 0; at < attributes.size(); ++at) {
    if (attributes[at].role == Role::reference || attributes[at].role == Role::shadow) continue;
    const bool null_a = a.columns[at].null(row_a);
    const bool null_b = b.columns[at].null(row_b);
    if (null_a || null_b) {
      if (how == Alike::whole && null_a != null_b) return false;
      continue;
    }
    if (!same_value(attributes[at], a.columns[at], row_a, b.columns[at], row_b)) return false;
  }
  return how == Alike::where_both_deliver ||
         geo::same_within(a.geometry[row_a], b.geometry[row_b], tolerance);
}

/// The values of a row in one line: what decides, independent of file order, which of several
/// identical rows is kept.
std::string content_text(const Table& table, std::size_t row) {
  std::string text;
  const auto attributes = table.type().attributes;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].role == Role::reference || attributes[a].role == Role::shadow) continue;
    text += value_text(attributes[a], table.columns[a], row);
    text += '\x1f';
  }
  return text;
}

/// A row that waits was accepted, and its code is its own.
bool accepted(RowState state) {
  return state == RowState::valid || state == RowState::held;
}

/// Rows of one register that carry the same code.
class Repeats {
 public:
  Repeats(Night& night, Register reg, Layer layer, std::size_t code, const Settings& settings)
      : night_(night), reg_(reg), table_(night.side(reg).table(layer)), code_(code),
        settings_(settings) {}

  void judge() {
    std::unordered_map<std::int64_t, std::int32_t> first;
    std::map<std::int64_t, std::vector<std::size_t>> groups;
    const Column& codes = table_.columns[code_];
    first.reserve(table_.size());
    for (std::size_t row = 0; row < table_.size(); ++row) {
      if (!accepted(table_.states[row]) || codes.null(row)) continue;
      const auto [at, inserted] =
          first.emplace(codes.integers[row], static_cast<std::int32_t>(row));
      if (inserted) continue;
      auto& group = groups[codes.integers[row]];
      if (group.empty()) group.push_back(static_cast<std::size_t>(at->second));
      group.push_back(row);
    }
    for (auto& [value, rows] : groups) judge_group(value, rows);
  }

 private:
  void judge_group(std::int64_t value, std::vector<std::size_t>& rows) {
    std::ranges::stable_sort(rows, {}, [&](std::size_t row) {
      const geo::Point at = table_.geometry.centre(row);
      return std::tuple(content_text(table_, row), at.x, at.y);
    });
    const std::vector<std::size_t> all = rows;
    std::vector<std::size_t> distinct;
    for (const std::size_t row : rows) {
      const bool copy = std::ranges::any_of(distinct, [&](std::size_t kept) {
        return alike(table_, row, table_, kept, Alike::whole,
                     settings_.run.geometry_tolerance_m);
      });
      if (copy) {
        table_.states[row] = RowState::duplicate;
      } else {
        distinct.push_back(row);
      }
    }
    std::optional<std::size_t> kept;
    if (distinct.size() == 1) {
      kept = distinct.front();
    } else {
      kept = rightful(value, distinct);
      for (const std::size_t row : distinct) {
        if (row != kept) table_.states[row] = RowState::quarantined;
      }
      // A copy shares the fate of what it is a copy of.
      for (const std::size_t row : rows) {
        if (table_.states[row] != RowState::duplicate) continue;
        const bool of_kept = kept && alike(table_, row, table_, *kept, Alike::whole,
                                           settings_.run.geometry_tolerance_m);
        if (!of_kept) table_.states[row] = RowState::quarantined;
      }
    }
    if (!settings_.enabled(Rule::key_01)) return;
    Finding finding = finding_about(Rule::key_01, settings_, reg_, table_, kept.value_or(all[0]));
    for (const std::size_t row : all) {
      if (row != kept.value_or(all[0])) {
        finding.subjects.push_back(
            finding_about(Rule::key_01, settings_, reg_, table_, row).subjects[0]);
      }
    }
    if (distinct.size() == 1) finding.severity = Severity::info;
    finding.attribute = table_.type().attributes[code_].name;
    finding.arguments = {{"attribute", finding.attribute},
                         {"value", std::to_string(value)},
                         {"count", static_cast<std::int64_t>(all.size())},
                         {"kept", static_cast<std::int64_t>(kept.has_value() ? 1 : 0)}};
    night_.findings.push_back(std::move(finding));
  }

  /// The one row equal to what this register said last, else the one that matches the other register.
  std::optional<std::size_t> rightful(std::int64_t value,
                                      const std::vector<std::size_t>& rows) {
    const Layer layer = table_.layer;
    std::vector<std::size_t> fitting;
    const Side& side = night_.side(reg_);
    for (const std::size_t row : rows) {
      const std::int32_t image = side.image_row[index(layer)][row];
      if (image != no_row &&
          alike(table_, row, side.images[index(layer)], static_cast<std::size_t>(image),
                Alike::whole, settings_.run.geometry_tolerance_m)) {
        fitting.push_back(row);
      }
    }
    if (fitting.size() == 1) return fitting.front();
    fitting.clear();
    const Sides both = sides(layer);
    const Register other = reg_ == both.municipal ? both.national : both.municipal;
    const Table& theirs = night_.side(other).table(layer);
    for (const std::size_t row : rows) {
      const auto same_code = std::ranges::equal_range(their_codes(theirs), value, {},
                                                      &std::pair<std::int64_t, std::size_t>::first);
      const bool fits = std::ranges::any_of(same_code, [&](const auto& each) {
        return alike(table_, row, theirs, each.second, Alike::where_both_deliver, 0);
      });
      if (fits) fitting.push_back(row);
    }
    if (fitting.size() == 1) return fitting.front();
    return std::nullopt;
  }

  /// Codes and rows of the other register, by code: looked for once, however many codes repeat.
  const std::vector<std::pair<std::int64_t, std::size_t>>& their_codes(const Table& theirs) {
    const Column& codes = theirs.columns[code_];
    if (!listed_) {
      for (std::size_t at = 0; at < theirs.size(); ++at) {
        if (accepted(theirs.states[at]) && !codes.null(at)) {
          their_codes_.emplace_back(codes.integers[at], at);
        }
      }
      std::ranges::sort(their_codes_);
      listed_ = true;
    }
    return their_codes_;
  }

  Night& night_;
  Register reg_;
  Table& table_;
  std::size_t code_;
  const Settings& settings_;
  std::vector<std::pair<std::int64_t, std::size_t>> their_codes_;
  bool listed_ = false;
};

void judge_missing(Night& night, Register reg, const Table& table, const Settings& settings) {
  const auto& codes = own_codes(table.layer);
  const auto mapped = std::ranges::find_if(
      codes, [&](std::size_t code) { return table.columns[code].known; });
  if (mapped == codes.end() || !settings.enabled(Rule::key_03)) return;
  // A code that could not be read is KEY-02 already: one fault, one finding.
  std::set<std::int32_t> malformed;
  for (const Finding& finding : night.findings) {
    const Subject& subject = finding.subjects.at(0);
    if (finding.rule == Rule::key_02 && subject.reg == reg && subject.layer == table.layer) {
      malformed.insert(subject.row);
    }
  }
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (table.states[row] != RowState::valid || has_code(table, row)) continue;
    if (malformed.contains(static_cast<std::int32_t>(row))) continue;
    Finding finding = finding_about(Rule::key_03, settings, reg, table, row);
    finding.attribute = table.type().attributes[*mapped].name;
    finding.arguments = {{"attribute", finding.attribute}};
    night.findings.push_back(std::move(finding));
  }
}

/// The foreign code that was given for a reference: the attribute that the finding names. A
/// reference given by the source's own ids or by name is called by what it leads to ("csbm").
std::string_view given_code(const Table& table, std::size_t reference, std::size_t row) {
  const auto attributes = table.type().attributes;
  for (const Attribute& attribute : attributes) {
    if (attribute.role != Role::foreign_code ||
        attribute.target != attributes[reference].target) {
      continue;
    }
    if (!table.columns[position(table.layer, attribute.name)].null(row)) return attribute.name;
  }
  const std::string_view name = attributes[reference].name;
  return name.substr(0, name.find("_tucbs_no"));
}

void judge_dangling(Night& night, Register reg, const Table& table, const Settings& settings) {
  const auto attributes = table.type().attributes;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].role != Role::reference) continue;
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (table.states[row] != RowState::valid || table.links[a][row] != dangling_row) continue;
      Finding finding = finding_about(Rule::key_04, settings, reg, table, row);
      const std::string_view given = given_code(table, a, row);
      const auto at = find_position(table.layer, given);
      finding.attribute = given;
      finding.arguments = {
          {"attribute", std::string(given)},
          {"value", at ? value_text(attributes[*at], table.columns[*at], row) : std::string("–")},
          {"target", std::string(name(*attributes[a].target))}};
      night.findings.push_back(std::move(finding));
    }
  }
}

/// Distance of a door to the mahalle it declares; infinity when that mahalle has no polygon here.
double distance_to_declared(const Table& doors, std::size_t door, const Table& places,
                            std::int64_t code) {
  const Column& codes = places.columns[position(Layer::neighbourhood, "mahalle_kodu")];
  for (std::size_t row = 0; row < places.size(); ++row) {
    if (!codes.null(row) && codes.integers[row] == code && live(places.states[row])) {
      return geo::distance(doors.geometry[door], places.geometry[row]);
    }
  }
  return std::numeric_limits<double>::infinity();
}

/// KEY-05: the door says one mahalle, its street's side lies in another, and the door is not just at
/// the border.
void judge_paths(Night& night, Register reg, const Settings& settings) {
  const Table& doors = night.side(reg).table(Layer::door);
  const Table& streets = night.side(reg).table(Layer::street);
  const Table& places = night.side(reg).table(Layer::neighbourhood);
  const std::size_t street = position(Layer::door, "csbm_tucbs_no");
  const std::size_t parent = position(Layer::street, "mahalle_tucbs_no");
  const Column& declared = doors.columns[position(Layer::door, "mahalle_kodu")];
  const Column& street_code = streets.columns[position(Layer::street, "mahalle_kodu")];
  const Column& place_code = places.columns[position(Layer::neighbourhood, "mahalle_kodu")];
  const double limit = settings.parameter(Rule::key_05, "distance_m");
  for (std::size_t row = 0; row < doors.size(); ++row) {
    const std::int32_t link = doors.links[street][row];
    if (doors.states[row] != RowState::valid || declared.null(row) || link < 0) continue;
    const auto at = static_cast<std::size_t>(link);
    const std::int32_t place = streets.links[parent][at];
    std::int64_t theirs = street_code.null(at) ? null_integer : street_code.integers[at];
    if (theirs == null_integer && place >= 0) {
      const auto where = static_cast<std::size_t>(place);
      if (!place_code.null(where)) theirs = place_code.integers[where];
    }
    if (theirs == null_integer || theirs == declared.integers[row]) continue;
    double distance = -1;
    if (place >= 0 && doors.geometry.kind(row) == geo::Kind::point &&
        places.geometry.kind(static_cast<std::size_t>(place)) == geo::Kind::polygon) {
      distance = geo::distance(doors.geometry[row],
                               places.geometry[static_cast<std::size_t>(place)]);
      // Inside the street's mahalle: the declared one must then be far enough to be wrong.
      if (distance == 0) distance = distance_to_declared(doors, row, places, declared.integers[row]);
      if (distance <= limit) continue;
    }
    Finding finding = finding_about(Rule::key_05, settings, reg, doors, row);
    finding.attribute = "mahalle_kodu";
    finding.arguments = {{"declared", std::to_string(declared.integers[row])},
                         {"street_mahalle", std::to_string(theirs)},
                         {"distance_m", distance}};
    night.findings.push_back(std::move(finding));
  }
}

}  // namespace

void judge_codes(Night& night, const Settings& settings) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    for (const Layer layer : all_layers) {
      const Table& table = night.sides[r].table(layer);
      if (table.size() == 0) continue;
      for (const std::size_t code : own_codes(layer)) {
        Repeats(night, reg, layer, code, settings).judge();
      }
      judge_missing(night, reg, table, settings);
    }
  }
}

void judge_references(Night& night, const Settings& settings) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    if (settings.enabled(Rule::key_04)) {
      for (const Layer layer : all_layers) {
        judge_dangling(night, reg, night.sides[r].table(layer), settings);
      }
    }
    if (settings.enabled(Rule::key_05)) judge_paths(night, reg, settings);
  }
}

}  // namespace uavt::sync
