#include "sync/rules_uavt.hpp"

#include "sync/recoded.hpp"

#include <algorithm>

namespace uavt::sync {

namespace {

/// The group as it will be published: what is *same* keeps its published spelling, so that the
/// finding says tonight what it will say tomorrow.
std::string described_over(const Group& group, const Table& from, std::size_t row,
                           const Table& published, std::int32_t base,
                           const Restrictions& restrictions) {
  if (base == no_row) return described(group, from, row, restrictions);
  const auto before = static_cast<std::size_t>(base);
  Table after(from.layer);
  const std::size_t at = after.append(published, before);
  for (const std::size_t a : group.attributes) {
    const bool null = from.columns[a].null(row);
    const bool same = null == published.columns[a].null(before) &&
                      (null || same_value(from.type().attributes[a], from.columns[a], row,
                                          published.columns[a], before));
    if (!same) after.columns[a].assign(at, from.columns[a], row);
  }
  if (group.geometry) after.geometry.assign(at, from.geometry[row]);
  return described(group, after, at, restrictions);
}

}  // namespace

UavtRules::UavtRules(const Night& night, const Matched& matched, const Settings& settings,
                     Layer layer, const Spoken& spoken,
                     const std::map<std::int64_t, std::int64_t>& mahalle_codes,
                     std::vector<Finding>& findings)
    : night_(night),
      matched_(matched),
      settings_(settings),
      layer_(layer),
      both_(sides(layer)),
      entities_(matched.layers[index(layer)]),
      spoken_(spoken),
      mahalle_codes_(mahalle_codes),
      findings_(findings) {
  for (const Register reg : {both_.national, both_.municipal}) {
    const Table& rows = table(reg);
    for (std::size_t at = 0; at < rows.size(); ++at) {
      if (rows.states[at] != RowState::quarantined) continue;
      for (const std::size_t code : own_codes(layer_)) {
        const Column& column = rows.columns[code];
        if (!column.null(at)) set_apart_[index(reg)].emplace(code, column.integers[at]);
      }
    }
  }
  if (layer_ == Layer::door) count_units();
  if (layer_ == Layer::building) count_doors();
}

bool UavtRules::set_apart_in(Register reg, const Table& other, std::size_t other_row) const {
  return std::ranges::any_of(own_codes(layer_), [&](std::size_t code) {
    const Column& column = other.columns[code];
    return !column.null(other_row) &&
           set_apart_[index(reg)].contains({code, column.integers[other_row]});
  });
}

Finding UavtRules::about(Rule rule, std::size_t entity) const {
  const std::int32_t ours = row(both_.municipal, entity);
  const Register reg = ours != no_row ? both_.municipal : both_.national;
  Finding finding =
      finding_about(rule, settings_, reg, table(reg), static_cast<std::size_t>(row(reg, entity)));
  // A municipal row without a code is known by the code of the row it was matched with.
  const std::int32_t theirs = row(both_.national, entity);
  if (ours != no_row && theirs != no_row && !has_code(table(reg), static_cast<std::size_t>(ours))) {
    finding.subjects[0].key =
        code_text(table(both_.national), static_cast<std::size_t>(theirs));
  }
  const auto code = mahalle_codes_.find(entities_.mahalle[entity]);
  if (code != mahalle_codes_.end()) finding.subjects[0].mahalle_kodu = code->second;
  return finding;
}

void UavtRules::judge_presence(std::size_t entity, Presence presence) {
  if (presence == Presence::yalniz_uavt) {
    const auto theirs = static_cast<std::size_t>(row(both_.national, entity));
    if (settings_.enabled(Rule::uav_01) &&
        !set_apart_in(both_.municipal, table(both_.national), theirs)) {
      findings_.push_back(about(Rule::uav_01, entity));
    }
    return;
  }
  if (presence != Presence::yalniz_cbs || !settings_.enabled(Rule::uav_02)) return;
  const auto ours = static_cast<std::size_t>(row(both_.municipal, entity));
  const Table& municipal = table(both_.municipal);
  if (set_apart_in(both_.national, municipal, ours)) return;
  Finding finding = about(Rule::uav_02, entity);
  // Newer than the export: the state cannot know it yet (bekliyor).
  const Column& created = municipal.columns[position(layer_, "olusturma_tarihi")];
  const std::int64_t as_of = night_.side(both_.national).as_of[index(layer_)];
  if (!created.null(ours) && as_of != null_integer && created.integers[ours] > as_of) {
    finding.severity = Severity::info;
    finding.evidence.emplace_back("bekliyor", std::string("evet"));
  }
  findings_.push_back(std::move(finding));
}

void UavtRules::judge_contest(const CodeClaims::Contest& contest) {
  // Codes of another id space meet by chance (KEY-08).
  const bool foreign = std::ranges::any_of(night_.findings, [&](const Finding& finding) {
    return finding.rule == Rule::key_08 && finding.subjects[0].layer == layer_;
  });
  if (foreign || !settings_.enabled(Rule::key_01)) return;
  Finding finding = about(Rule::key_01, contest.entities.front());
  for (std::size_t i = 1; i < contest.entities.size(); ++i) {
    finding.subjects.push_back(about(Rule::key_01, contest.entities[i]).subjects[0]);
  }
  finding.attribute = layer_type(layer_).attributes[contest.attribute].name;
  finding.arguments = {{"attribute", finding.attribute},
                       {"value", std::to_string(contest.value)},
                       {"count", static_cast<std::int64_t>(contest.entities.size())},
                       {"kept", std::int64_t{1}}};
  findings_.push_back(std::move(finding));
}

void UavtRules::judge_difference(std::size_t entity, const Group& group, const Decision& decision,
                                 Authority authority, const Table& published, std::int32_t base) {
  const std::string there = described(group, table(both_.national),
                                      static_cast<std::size_t>(row(both_.national, entity)),
                                      settings_.restrictions);
  const std::string here = described(group, table(both_.municipal),
                                     static_cast<std::size_t>(row(both_.municipal, entity)),
                                     settings_.restrictions);
  std::string stands;
  if (decision.take == Take::national || decision.take == Take::municipal) {
    const Register reg = decision.take == Take::national ? both_.national : both_.municipal;
    stands = described_over(group, table(reg), static_cast<std::size_t>(row(reg, entity)),
                            published, base, settings_.restrictions);
  } else if (base != no_row) {
    stands = described(group, published, static_cast<std::size_t>(base), settings_.restrictions);
  }
  enum class Told : std::uint8_t { now, while_open };
  const bool ruled = decision.outcome == Outcome::ruled;
  const auto ask = [&](Rule rule) {
    return !ruled && (authority == Authority::never || rule == Rule::uav_10);
  };
  const auto add = [&](Rule rule, Told told) {
    if (!settings_.enabled(rule)) return;
    Finding finding = about(rule, entity);
    finding.attribute = layer_type(layer_).groups[group.position];
    finding.arguments = {{"group", finding.attribute},
                         {"authority", std::string(name(authority))},
                         {"uavt", there},
                         {"cbs", here},
                         {"published", stands}};
    if (ask(rule)) {
      finding.question = {finding.attribute, entities_.tucbs_no[entity], stands, there, here};
    }
    if (ruled) {
      finding.evidence.emplace_back("karar", std::string("verildi"));
    } else if (authority == Authority::never) {
      finding.evidence.emplace_back("karar", std::string("bekliyor"));
      if (decision.outcome == Outcome::first_meeting || decision.outcome == Outcome::base_stays) {
        finding.evidence.emplace_back("yayım", std::string("geçici"));
      }
    }
    finding.only_while_open = told == Told::while_open;
    findings_.push_back(std::move(finding));
  };
  const Rule rule = rule_of_difference(entity, group);
  const double apart_m = rule == Rule::uav_04 ? metres_apart(entity) : 0;
  const bool near = rule == Rule::uav_04 &&
                    apart_m <= settings_.parameter(Rule::uav_04, "distance_m");
  // A status is judged where the rows are, whether or not its group differs; another code is UAV-08.
  const bool code = entities_.recoded[entity] != 0 && holds_code(layer_, group);
  if (rule != Rule::uav_07 && !near && !code && settings_.enabled(rule)) {
    add(rule, Told::now);
    Arguments& said = findings_.back().arguments;
    if (rule == Rule::uav_04) {
      said = {{"distance_m", apart_m}, {"authority", std::string(name(authority))}};
    } else if (rule == Rule::uav_05) {
      said = doors_of_unit(entity);
      said.emplace_back("published", stands);
    }
  }
  if (decision.outcome == Outcome::conflict || decision.outcome == Outcome::conflict_stays) {
    add(Rule::uav_10, Told::now);
  } else if (decision.outcome == Outcome::base_stays) {
    // The authority's value was published and settled: the conflict is known until a side moves.
    add(Rule::uav_10, Told::while_open);
  }
}

}  // namespace uavt::sync
