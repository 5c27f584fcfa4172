#include "sync/layer_match.hpp"

#include "sync/code_index.hpp"
#include "sync/content.hpp"
#include "sync/image.hpp"

#include <algorithm>
#include <unordered_map>

namespace uavt::sync {

namespace {

/// Under KEY-08's share, of enough codes to judge by.
bool few(std::uint64_t met, std::uint64_t coded, const Settings& settings) {
  constexpr std::uint64_t enough_to_judge = 20;
  return coded >= enough_to_judge &&
         static_cast<double>(met) / static_cast<double>(coded) <
             settings.parameter(Rule::key_08, "share");
}

}  // namespace

LayerMatch::LayerMatch(Night& night, const Stored& stored, const Settings& settings,
                       Matched& matched, Layer layer)
    : night_(night),
      settings_(settings),
      matched_(matched),
      layer_(layer),
      both_(sides(layer)),
      national_(night.side(both_.national).table(layer)),
      municipal_(night.side(both_.municipal).table(layer)),
      published_(stored.published[index(layer)].table),
      entities_(matched.layers[index(layer)]) {}

void LayerMatch::build() {
  gather();
  // Codes of another id space contradict nothing: their pairs stay.
  if (contradicting_pairs() && !few_codes_meet()) split_contradictions();
  give_codes_their_rows();
  join_by_code();
  const bool foreign_codes = other_id_space();
  join_by_content(foreign_codes);
  join_by_place(foreign_codes);
  if (!foreign_codes) join_recoded();
  drop_emptied();
  index_rows();
}

std::size_t LayerMatch::add(std::int64_t tucbs_no) {
  entities_.tucbs_no.push_back(tucbs_no);
  for (auto& each : entities_.row) each.push_back(no_row);
  entities_.published.push_back(tucbs_no == 0 ? no_row : row_of(published_.tucbs_no, tucbs_no));
  entities_.paired_before.push_back(0);
  entities_.recoded.push_back(0);
  return entities_.size() - 1;
}

/// Every published row is an entity, and so is every live row that is not yet one of them.
void LayerMatch::gather() {
  // Published rows are the first entities, in their order; numbers beyond them are few.
  std::unordered_map<std::int64_t, std::size_t> unpublished;
  for (const std::int64_t number : published_.tucbs_no) add(number);
  for (std::size_t r = 0; r < register_count; ++r) {
    const Table& table = night_.sides[r].table(layer_);
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (!live(table.states[row])) continue;
      std::size_t entity = 0;
      const std::int64_t number = table.tucbs_no[row];
      const std::int32_t base = number == 0 ? no_row : row_of(published_.tucbs_no, number);
      if (number == 0) {
        entity = add(0);
      } else if (base != no_row) {
        entity = static_cast<std::size_t>(base);
      } else if (const auto known = unpublished.find(number); known != unpublished.end()) {
        entity = known->second;
      } else {
        entity = add(number);
        unpublished.emplace(number, entity);
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

bool LayerMatch::contradicting_pairs() const {
  for (std::size_t e = 0; e < entities_.size(); ++e) {
    const std::int32_t ours = entities_.row[index(both_.municipal)][e];
    const std::int32_t theirs = entities_.row[index(both_.national)][e];
    if (ours != no_row && theirs != no_row &&
        codes_contradict(municipal_, static_cast<std::size_t>(ours), national_,
                         static_cast<std::size_t>(theirs))) {
      return true;
    }
  }
  return false;
}

/// KEY-08's question before anybody has met: do under 5 % of the municipal codes exist on the other
/// side?
bool LayerMatch::few_codes_meet() const {
  std::vector<CodeIndex> theirs(own_codes(layer_).size());
  bool any = false;
  for (std::size_t kind = 0; kind < theirs.size(); ++kind) {
    const Column& codes = national_.columns[own_codes(layer_)[kind]];
    for (std::uint32_t row = 0; row < national_.size(); ++row) {
      if (!live(national_.states[row]) || codes.null(row)) continue;
      theirs[kind].insert(codes.integers[row], row);
      any = true;
    }
  }
  std::uint64_t coded = 0;
  std::uint64_t met = 0;
  for (std::size_t row = 0; row < municipal_.size(); ++row) {
    if (!live(municipal_.states[row]) || !has_code(municipal_, row)) continue;
    ++coded;
    for (std::size_t kind = 0; kind < theirs.size(); ++kind) {
      const Column& codes = municipal_.columns[own_codes(layer_)[kind]];
      if (codes.null(row) || theirs[kind].find(codes.integers[row]) == CodeIndex::none) continue;
      ++met;
      break;
    }
  }
  return any && few(met, coded, settings_);
}

/// By code, always: a row that met by content leaves its pair when a row with the other's code has
/// come. (Both would be published under that code.)
void LayerMatch::give_codes_their_rows() {
  std::vector<std::size_t> pairs;
  for (std::size_t e = 0; e < entities_.size(); ++e) {
    const std::int32_t ours = rows(both_.municipal)[e];
    const std::int32_t theirs = rows(both_.national)[e];
    if (ours != no_row && theirs != no_row &&
        !shares_code(static_cast<std::size_t>(ours), static_cast<std::size_t>(theirs))) {
      pairs.push_back(e);
    }
  }
  if (pairs.empty()) return;
  const auto by_code = [&](Register reg, const Table& table, std::size_t code) {
    CodeIndex entities;
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      const std::int32_t row = rows(reg)[e];
      if (row == no_row || table.columns[code].null(static_cast<std::size_t>(row))) continue;
      entities.insert(table.columns[code].integers[static_cast<std::size_t>(row)],
                      static_cast<std::uint32_t>(e));
    }
    return entities;
  };
  std::vector<std::uint8_t> leaves(entities_.size(), 0);  // 1: the municipal row, 2: the national
  for (const std::size_t code : own_codes(layer_)) {
    const CodeIndex ours = by_code(both_.municipal, municipal_, code);
    const CodeIndex theirs = by_code(both_.national, national_, code);
    const auto free = [&](std::uint32_t other, std::size_t e) {
      if (other == CodeIndex::none || other == e) return false;
      const std::int32_t a = rows(both_.municipal)[other];
      const std::int32_t b = rows(both_.national)[other];
      return a == no_row || b == no_row ||
             !shares_code(static_cast<std::size_t>(a), static_cast<std::size_t>(b));
    };
    for (const std::size_t e : pairs) {
      const auto our_row = static_cast<std::size_t>(rows(both_.municipal)[e]);
      const auto their_row = static_cast<std::size_t>(rows(both_.national)[e]);
      const Column& our_codes = municipal_.columns[code];
      const Column& their_codes = national_.columns[code];
      if (!their_codes.null(their_row) && free(ours.find(their_codes.integers[their_row]), e)) {
        leaves[e] = 1;
      } else if (leaves[e] == 0 && !our_codes.null(our_row) &&
                 free(theirs.find(our_codes.integers[our_row]), e)) {
        leaves[e] = 2;
      }
    }
  }
  for (const std::size_t e : pairs) {
    if (leaves[e] == 0) continue;
    const Register reg = leaves[e] == 1 ? both_.municipal : both_.national;
    const std::size_t anew = add(0);
    entities_.row[index(reg)][anew] = entities_.row[index(reg)][e];
    entities_.row[index(reg)][e] = no_row;
    entities_.paired_before[e] = 0;
  }
}

/// A pair whose codes now contradict is no pair: the municipal row leaves, unless the published
/// code is its own.
void LayerMatch::split_contradictions() {
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
        base != no_row &&
        !codes_contradict(municipal_, our_row, published_, static_cast<std::size_t>(base)) &&
        codes_contradict(national_, their_row, published_, static_cast<std::size_t>(base));
    const Register leaves = municipal_stays ? both_.national : both_.municipal;
    const std::size_t anew = add(0);
    entities_.row[index(leaves)][anew] = municipal_stays ? theirs : ours;
    entities_.row[index(leaves)][e] = no_row;
    entities_.paired_before[e] = 0;
    split_.emplace(anew, e);
  }
}

/// What is held meets nobody tonight that it had not met.
bool LayerMatch::held(std::size_t e) const {
  return !night_.held.empty() && entities_.published[e] != no_row &&
         night_.held.holds(layer_, entities_.tucbs_no[e]);
}

bool LayerMatch::only_national(std::size_t e) const {
  return !held(e) && entities_.row[index(both_.national)][e] != no_row &&
         entities_.row[index(both_.municipal)][e] == no_row;
}

bool LayerMatch::only_municipal(std::size_t e) const {
  return !held(e) && entities_.row[index(both_.municipal)][e] != no_row &&
         entities_.row[index(both_.national)][e] == no_row;
}

/// The two entities become one; the number of the one that is published with a code, else the
/// smaller number, else the national one's, lives on.
void LayerMatch::join(std::size_t national, std::size_t municipal, std::string_view evidence) {
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
  ++matched_.pairs[std::string(name(layer_)) + "." + std::string(evidence)];
  for (std::size_t r = 0; r < register_count; ++r) {
    if (entities_.row[r][lives] == no_row) entities_.row[r][lives] = entities_.row[r][ends];
    entities_.row[r][ends] = no_row;
  }
}

void LayerMatch::join_by_code() {
  for (const std::size_t code : own_codes(layer_)) {
    const Column& theirs = national_.columns[code];
    const Column& ours = municipal_.columns[code];
    CodeIndex national;
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      if (!only_national(e)) continue;
      const auto row = static_cast<std::size_t>(rows(both_.national)[e]);
      if (!theirs.null(row)) national.insert(theirs.integers[row], static_cast<std::uint32_t>(e));
    }
    if (national.size() == 0) continue;
    const std::size_t count = entities_.size();
    for (std::size_t e = 0; e < count; ++e) {
      if (!only_municipal(e)) continue;
      const auto row = static_cast<std::size_t>(rows(both_.municipal)[e]);
      if (ours.null(row)) continue;
      const std::uint32_t other = national.find(ours.integers[row]);
      if (other == CodeIndex::none || !only_national(other)) continue;
      if (codes_contradict(municipal_, row, national_,
                           static_cast<std::size_t>(rows(both_.national)[other])) &&
          code != own_codes(layer_).front()) {
        continue;
      }
      join(other, e, "code");
    }
  }
}

bool LayerMatch::shares_code(std::size_t ours, std::size_t theirs) const {
  return std::ranges::any_of(own_codes(layer_), [&](std::size_t code) {
    const Column& a = municipal_.columns[code];
    const Column& b = national_.columns[code];
    return !a.null(ours) && !b.null(theirs) && a.integers[ours] == b.integers[theirs];
  });
}

/// KEY-08: under 5 % of the municipal codes exist on the other side.
bool LayerMatch::other_id_space() {
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
    if (theirs != no_row &&
        shares_code(static_cast<std::size_t>(ours), static_cast<std::size_t>(theirs))) {
      ++met;
    }
  }
  if (!both_coded || !few(met, coded, settings_)) return false;
  const double share = static_cast<double>(met) / static_cast<double>(coded);
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

/// Entities that lost their rows to another one and were never published are nothing.
void LayerMatch::drop_emptied() {
  Entities kept;
  for (std::size_t e = 0; e < entities_.size(); ++e) {
    bool any = entities_.published[e] != no_row;
    for (const auto& each : entities_.row) any = any || each[e] != no_row;
    if (!any) continue;
    kept.tucbs_no.push_back(entities_.tucbs_no[e]);
    kept.published.push_back(entities_.published[e]);
    kept.paired_before.push_back(entities_.paired_before[e]);
    kept.recoded.push_back(entities_.recoded[e]);
    for (std::size_t r = 0; r < register_count; ++r) {
      kept.row[r].push_back(entities_.row[r][e]);
    }
  }
  entities_ = std::move(kept);
}

void LayerMatch::index_rows() {
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

}  // namespace uavt::sync
