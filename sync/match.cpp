#include "sync/match.hpp"

#include "geo/measures.hpp"
#include "geo/spatial_index.hpp"
#include "sync/content.hpp"
#include "sync/image.hpp"
#include "sync/text.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace uavt::sync {

namespace {

constexpr double same_place_ratio = 0.8;
/// Two doors of the two registers with one number may be this far apart and still be one door.
constexpr double door_place_m = 5.0;
/// Two registers' polygons of one mahalle cover each other this far.
constexpr double neighbourhood_ratio = 0.5;

bool any_value(const Column& column) {
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!column.null(row)) return true;
  }
  return false;
}

/// One layer while its entities are being built.
class LayerMatch {
 public:
  LayerMatch(Night& night, const Stored& stored, const Settings& settings, Matched& matched,
             Layer layer)
      : night_(night), settings_(settings), matched_(matched), layer_(layer), both_(sides(layer)),
        national_(night.side(both_.national).table(layer)),
        municipal_(night.side(both_.municipal).table(layer)),
        published_(stored.published[index(layer)].table),
        entities_(matched.layers[index(layer)]) {}

  void build() {
    gather();
    split_contradictions();
    join_by_code();
    const bool foreign_codes = other_id_space();
    join_by_content(foreign_codes);
    join_by_place(foreign_codes);
    drop_emptied();
    index_rows();
  }

 private:
  std::vector<std::int32_t>& rows(Register reg) { return entities_.row[index(reg)]; }

  std::size_t add(std::int64_t tucbs_no) {
    entities_.tucbs_no.push_back(tucbs_no);
    for (auto& each : entities_.row) each.push_back(no_row);
    entities_.published.push_back(tucbs_no == 0 ? no_row
                                                : row_of(published_.tucbs_no, tucbs_no));
    entities_.paired_before.push_back(0);
    return entities_.size() - 1;
  }

  /// Every published row is an entity, and so is every live row that is not yet one of them.
  void gather() {
    std::unordered_map<std::int64_t, std::size_t> by_number;
    by_number.reserve(published_.size());
    for (std::size_t row = 0; row < published_.size(); ++row) {
      by_number.emplace(published_.tucbs_no[row], add(published_.tucbs_no[row]));
    }
    for (std::size_t r = 0; r < register_count; ++r) {
      const Table& table = night_.sides[r].table(layer_);
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (!live(table.states[row])) continue;
        std::size_t entity = 0;
        const std::int64_t number = table.tucbs_no[row];
        const auto known = number == 0 ? by_number.end() : by_number.find(number);
        if (number == 0) {
          entity = add(0);
        } else if (known == by_number.end()) {
          entity = add(number);
          by_number.emplace(number, entity);
        } else {
          entity = known->second;
        }
        // Two rows of one register cannot be one thing: the later one starts anew.
        if (entities_.row[r][entity] != no_row) entity = add(0);
        entities_.row[r][entity] = static_cast<std::int32_t>(row);
      }
    }
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      entities_.paired_before[e] =
          rows(both_.national)[e] != no_row && rows(both_.municipal)[e] != no_row;
    }
  }

  /// A pair whose codes now contradict is no pair: the municipal row leaves, unless the published
  /// code is its own.
  void split_contradictions() {
    const std::size_t count = entities_.size();
    for (std::size_t e = 0; e < count; ++e) {
      const std::int32_t ours = rows(both_.municipal)[e];
      const std::int32_t theirs = rows(both_.national)[e];
      if (ours == no_row || theirs == no_row) continue;
      const auto our_row = static_cast<std::size_t>(ours);
      const auto their_row = static_cast<std::size_t>(theirs);
      if (!codes_contradict(municipal_, our_row, national_, their_row)) continue;
      const std::int32_t base = entities_.published[e];
      const bool municipal_stays =
          base != no_row && !codes_contradict(municipal_, our_row, published_,
                                              static_cast<std::size_t>(base)) &&
          codes_contradict(national_, their_row, published_, static_cast<std::size_t>(base));
      const Register leaves = municipal_stays ? both_.national : both_.municipal;
      const std::size_t anew = add(0);
      entities_.row[index(leaves)][anew] = municipal_stays ? theirs : ours;
      entities_.row[index(leaves)][e] = no_row;
      entities_.paired_before[e] = 0;
    }
  }

  [[nodiscard]] bool only_national(std::size_t e) const {
    return entities_.row[index(both_.national)][e] != no_row &&
           entities_.row[index(both_.municipal)][e] == no_row;
  }
  [[nodiscard]] bool only_municipal(std::size_t e) const {
    return entities_.row[index(both_.municipal)][e] != no_row &&
           entities_.row[index(both_.national)][e] == no_row;
  }

  /// The two entities become one; the number of the one that is published with a code, else the
  /// smaller number, else the national one's, lives on.
  void join(std::size_t national, std::size_t municipal, std::string_view evidence, double score) {
    const std::int64_t first = entities_.tucbs_no[national];
    const std::int64_t second = entities_.tucbs_no[municipal];
    const auto coded = [&](std::size_t e) {
      const std::int32_t base = entities_.published[e];
      return base != no_row && has_code(published_, static_cast<std::size_t>(base));
    };
    bool national_lives = true;
    if (first == 0 || second == 0) {
      national_lives = first != 0 || second == 0;
    } else if (coded(national) != coded(municipal)) {
      national_lives = coded(national);
    } else {
      national_lives = first < second;
    }
    const std::size_t lives = national_lives ? national : municipal;
    const std::size_t ends = national_lives ? municipal : national;
    if (evidence != "code") {
      const auto their_row = static_cast<std::size_t>(rows(both_.national)[national]);
      const auto our_row = static_cast<std::size_t>(rows(both_.municipal)[municipal]);
      matched_.evidence.push_back({layer_, key_of(municipal_, our_row),
                                   key_of(national_, their_row), std::string(evidence), score});
    }
    ++matched_.pairs[std::string(name(layer_)) + "." + std::string(evidence)];
    for (std::size_t r = 0; r < register_count; ++r) {
      if (entities_.row[r][lives] == no_row) entities_.row[r][lives] = entities_.row[r][ends];
      entities_.row[r][ends] = no_row;
    }
  }

  static std::string key_of(const Table& table, std::size_t row) {
    const std::string code = code_text(table, row);
    if (!code.empty()) return code;
    return table.ids.size() > row ? std::string(table.ids[row]) : std::string();
  }

  void join_by_code() {
    for (const std::size_t code : own_codes(layer_)) {
      const Column& theirs = national_.columns[code];
      const Column& ours = municipal_.columns[code];
      std::unordered_map<std::int64_t, std::size_t> national;
      for (std::size_t e = 0; e < entities_.size(); ++e) {
        if (!only_national(e)) continue;
        const auto row = static_cast<std::size_t>(rows(both_.national)[e]);
        if (!theirs.null(row)) national.emplace(theirs.integers[row], e);
      }
      if (national.empty()) continue;
      const std::size_t count = entities_.size();
      for (std::size_t e = 0; e < count; ++e) {
        if (!only_municipal(e)) continue;
        const auto row = static_cast<std::size_t>(rows(both_.municipal)[e]);
        if (ours.null(row)) continue;
        const auto at = national.find(ours.integers[row]);
        if (at == national.end() || !only_national(at->second)) continue;
        if (codes_contradict(municipal_, row, national_,
                             static_cast<std::size_t>(rows(both_.national)[at->second])) &&
            code != own_codes(layer_).front()) {
          continue;
        }
        join(at->second, e, "code", 1);
      }
    }
  }

  /// KEY-08: under 5 % of the municipal codes exist on the other side.
  bool other_id_space() {
    std::uint64_t coded = 0;
    std::uint64_t met = 0;
    bool both_coded = false;
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      const std::int32_t theirs = rows(both_.national)[e];
      const std::int32_t ours = rows(both_.municipal)[e];
      if (theirs != no_row && has_code(national_, static_cast<std::size_t>(theirs))) {
        both_coded = true;
      }
      if (ours == no_row || !has_code(municipal_, static_cast<std::size_t>(ours))) continue;
      ++coded;
      if (theirs != no_row && shares_code(static_cast<std::size_t>(ours),
                                          static_cast<std::size_t>(theirs))) {
        ++met;
      }
    }
    constexpr std::uint64_t enough_to_judge = 20;
    if (!both_coded || coded < enough_to_judge) return false;
    const double share = static_cast<double>(met) / static_cast<double>(coded);
    if (share >= settings_.parameter(Rule::key_08, "share")) return false;
    if (settings_.enabled(Rule::key_08)) {
      Finding finding;
      finding.rule = Rule::key_08;
      finding.severity = settings_.severity(Rule::key_08);
      Subject subject;
      subject.reg = both_.municipal;
      subject.layer = layer_;
      finding.subjects.push_back(subject);
      finding.attribute = layer_type(layer_).attributes[own_codes(layer_).front()].name;
      finding.arguments = {{"attribute", finding.attribute}, {"share", share}};
      finding.grouped = true;
      night_.findings.push_back(std::move(finding));
    }
    return true;
  }

  [[nodiscard]] bool shares_code(std::size_t ours, std::size_t theirs) const {
    return std::ranges::any_of(own_codes(layer_), [&](std::size_t code) {
      const Column& a = municipal_.columns[code];
      const Column& b = national_.columns[code];
      return !a.null(ours) && !b.null(theirs) && a.integers[ours] == b.integers[theirs];
    });
  }

  /// The entity of a row's parent, plus one: 0 is "unknown".
  [[nodiscard]] std::int64_t parent_of(Register reg, std::size_t row) const {
    const std::size_t reference = parent_reference(layer_);
    if (reference == std::string::npos) return 0;
    const Table& table = night_.side(reg).table(layer_);
    const Layer target = *layer_type(layer_).attributes[reference].target;
    const std::int32_t link = table.links[reference][row];
    if (link < 0) return 0;
    return matched_.layers[index(target)].of_row[index(reg)][static_cast<std::size_t>(link)] + 1;
  }

  /// May this pair of leftovers meet otherwise than by code?
  [[nodiscard]] bool may_meet(std::size_t ours, std::size_t theirs, bool foreign_codes) const {
    if (vetoed(municipal_, ours, national_, theirs)) return false;
    return foreign_codes || !codes_contradict(municipal_, ours, national_, theirs);
  }

  /// Who may meet otherwise than by code: a municipal row open to it with any national row, then any
  /// municipal row with a national row that has no code.
  template <typename Key>
  void join_unique(std::string_view evidence, double score, bool foreign_codes, Key key) {
    join_unique(evidence, score, foreign_codes, open_, everybody(), key);
    if (!foreign_codes) join_unique(evidence, score, foreign_codes, everybody(), uncoded_, key);
  }

  template <typename Key>
  void join_unique(std::string_view evidence, double score, bool foreign_codes,
                   const std::vector<std::uint8_t>& municipal_open,
                   const std::vector<std::uint8_t>& national_open, Key key) {
    constexpr std::size_t tie = static_cast<std::size_t>(-1);
    const auto unique = [&](Register reg, const std::vector<std::uint8_t>& open, auto only) {
      std::map<std::string, std::size_t> rows_by_key;
      for (std::size_t e = 0; e < entities_.size(); ++e) {
        if (open[e] == 0 || !only(e)) continue;
        std::string text = key(reg, static_cast<std::size_t>(rows(reg)[e]));
        if (text.empty()) continue;
        const auto [at, inserted] = rows_by_key.emplace(std::move(text), e);
        if (!inserted) at->second = tie;
      }
      return rows_by_key;
    };
    const auto national = unique(both_.national, national_open,
                                 [&](std::size_t e) { return only_national(e); });
    if (national.empty()) return;
    const auto municipal = unique(both_.municipal, municipal_open,
                                  [&](std::size_t e) { return only_municipal(e); });
    for (const auto& [text, e] : municipal) {
      const auto other = national.find(text);
      if (other == national.end() || e == tie || other->second == tie) continue;
      const auto ours = static_cast<std::size_t>(rows(both_.municipal)[e]);
      const auto theirs = static_cast<std::size_t>(rows(both_.national)[other->second]);
      if (may_meet(ours, theirs, foreign_codes)) join(other->second, e, evidence, score);
    }
  }

  [[nodiscard]] std::vector<std::uint8_t> everybody() const {
    return std::vector<std::uint8_t>(entities_.size(), 1);
  }

  void join_by_content(bool foreign_codes) {
    // A row is open to meeting by content when it has no code, or only codes of kinds the other side
    // does not deliver, or codes of another id space.
    std::vector<std::size_t> shared;
    for (const std::size_t code : own_codes(layer_)) {
      if (any_value(national_.columns[code])) shared.push_back(code);
    }
    open_.assign(entities_.size(), 0);
    uncoded_.assign(entities_.size(), 0);
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      if (only_national(e)) {
        uncoded_[e] = !has_code(national_, static_cast<std::size_t>(rows(both_.national)[e]));
      }
      if (!only_municipal(e)) continue;
      const auto row = static_cast<std::size_t>(rows(both_.municipal)[e]);
      open_[e] = foreign_codes || std::ranges::all_of(shared, [&](std::size_t code) {
                   return municipal_.columns[code].null(row);
                 });
    }
    const auto table = [&](Register reg) -> const Table& { return night_.side(reg).table(layer_); };
    const std::string_view evidence = layer_ == Layer::neighbourhood || layer_ == Layer::street
                                          ? "name"
                                          : "content";
    join_unique(evidence, 1.0, foreign_codes, [&](Register reg, std::size_t row) {
      return content_key(table(reg), row, parent_of(reg, row));
    });
    if (layer_ == Layer::neighbourhood) {
      join_unique("name_dotless", 0.95, foreign_codes, [&](Register reg, std::size_t row) {
        return dotless(content_key(table(reg), row, 0));
      });
      join_neighbourhoods_by_polygon(foreign_codes);
    }
    if (layer_ == Layer::door) {
      join_unique("content", 0.9, foreign_codes, [&](Register reg, std::size_t row) {
        return content_key(table(reg), row, parent_of(reg, row), ContentKey::without_block);
      });
    }
  }

  void join_neighbourhoods_by_polygon(bool foreign_codes) {
    join_candidates("polygon", foreign_codes, 0.0,
                    [&](std::size_t ours, std::size_t theirs) -> double {
                      const double ratio = geo::overlap_ratio(municipal_.geometry[ours],
                                                              national_.geometry[theirs]);
                      return ratio >= neighbourhood_ratio ? ratio : 0.0;
                    });
  }

  /// By place, what content left over: the same number within a few metres for doors, the same
  /// ground for buildings and parcels, the same line for centrelines.
  void join_by_place(bool foreign_codes) {
    if (layer_ == Layer::door) {
      join_candidates("place", foreign_codes, door_place_m,
                      [&](std::size_t ours, std::size_t theirs) -> double {
                        const std::size_t number = position(layer_, "kapi_no");
                        if (municipal_.columns[number].null(ours) ||
                            national_.columns[number].null(theirs)) {
                          return 0.0;
                        }
                        const double metres = geo::distance(municipal_.geometry[ours],
                                                            national_.geometry[theirs]);
                        return metres <= door_place_m ? 1.0 - metres / (2 * door_place_m) : 0.0;
                      });
    } else if (layer_type(layer_).geometry == geo::Kind::polygon &&
               layer_ != Layer::neighbourhood) {
      join_candidates("place", foreign_codes, 0.0,
                      [&](std::size_t ours, std::size_t theirs) -> double {
                        const double ratio = geo::overlap_ratio(municipal_.geometry[ours],
                                                                national_.geometry[theirs]);
                        return ratio >= same_place_ratio ? ratio : 0.0;
                      });
    }
  }

  template <typename Score>
  void join_candidates(std::string_view evidence, bool foreign_codes, double reach, Score score) {
    std::vector<std::size_t> national;
    std::vector<geo::Box> boxes;
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      if (!only_national(e)) continue;
      const auto row = static_cast<std::size_t>(rows(both_.national)[e]);
      if (national_.geometry.kind(row) == geo::Kind::null) continue;
      national.push_back(e);
      boxes.push_back(national_.geometry[row].box());
    }
    if (national.empty()) return;
    struct Candidate {
      double score = 0;
      std::size_t national = 0, municipal = 0;
      geo::Point at;
    };
    const geo::SpatialIndex tree(boxes);
    std::vector<Candidate> candidates;
    std::vector<std::uint32_t> found;
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      if (!only_municipal(e) || !open_[e]) continue;
      const auto row = static_cast<std::size_t>(rows(both_.municipal)[e]);
      if (municipal_.geometry.kind(row) == geo::Kind::null) continue;
      found.clear();
      tree.query(municipal_.geometry[row].box().grown(reach), found);
      for (const std::uint32_t each : found) {
        const auto theirs = static_cast<std::size_t>(rows(both_.national)[national[each]]);
        if (!may_meet(row, theirs, foreign_codes)) continue;
        const double value = score(row, theirs);
        if (value > 0) {
          candidates.push_back({value, national[each], e, municipal_.geometry.centre(row)});
        }
      }
    }
    std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
      return std::tuple(-a.score, a.at.x, a.at.y, a.national, a.municipal) <
             std::tuple(-b.score, b.at.x, b.at.y, b.national, b.municipal);
    });
    for (const Candidate& each : candidates) {
      if (only_national(each.national) && only_municipal(each.municipal)) {
        join(each.national, each.municipal, evidence, each.score);
      }
    }
  }

  /// Entities that lost their rows to another one and were never published are nothing.
  void drop_emptied() {
    Entities kept;
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      bool any = entities_.published[e] != no_row;
      for (const auto& each : entities_.row) any = any || each[e] != no_row;
      if (!any) continue;
      kept.tucbs_no.push_back(entities_.tucbs_no[e]);
      kept.published.push_back(entities_.published[e]);
      kept.paired_before.push_back(entities_.paired_before[e]);
      for (std::size_t r = 0; r < register_count; ++r) {
        kept.row[r].push_back(entities_.row[r][e]);
      }
    }
    entities_ = std::move(kept);
  }

  void index_rows() {
    for (std::size_t r = 0; r < register_count; ++r) {
      entities_.of_row[r].assign(night_.sides[r].table(layer_).size(), -1);
      for (std::size_t e = 0; e < entities_.size(); ++e) {
        if (entities_.row[r][e] != no_row) {
          entities_.of_row[r][static_cast<std::size_t>(entities_.row[r][e])] =
              static_cast<std::int32_t>(e);
        }
      }
    }
  }

  Night& night_;
  const Settings& settings_;
  Matched& matched_;
  Layer layer_;
  Sides both_;
  const Table& national_;
  const Table& municipal_;
  const Table& published_;
  Entities& entities_;
  std::vector<std::uint8_t> open_;     ///< municipal rows that may meet by content and place
  std::vector<std::uint8_t> uncoded_;  ///< national rows without any code
};

}  // namespace

Matched matched(Night& night, const Stored& stored, const Settings& settings) {
  Matched result;
  for (const Layer layer : all_layers) {
    LayerMatch(night, stored, settings, result, layer).build();
  }
  return result;
}

}  // namespace uavt::sync
