#include "sync/layer_rulings.hpp"

#include <algorithm>
#include <optional>

namespace uavt::sync {

LayerRulings::LayerRulings(const Stored& stored, const Night& night, Layer layer, double tolerance)
    : night_(night), layer_(layer), tolerance_(tolerance) {
  // Ascending by id, those of tonight last.
  for (const Ruling& ruling : stored.rulings) {
    if (ruling.layer != layer || ruling.form == RulingForm::insert) continue;
    const Ruling** place = ruling.form == RulingForm::group
                               ? &groups_[{ruling.tucbs_no, ruling.group}].ruling
                               : &absences_[{ruling.tucbs_no, ruling.reg}];
    if (*place != nullptr) end(**place);
    *place = &ruling;
  }
}

void LayerRulings::end(const Ruling& ruling) {
  if (ruling.id != 0) ended_.push_back(ruling.id);
}

bool LayerRulings::on(std::int64_t tucbs_no) const {
  const auto first = groups_.lower_bound({tucbs_no, 0});
  return first != groups_.end() && first->first.first == tucbs_no;
}

bool LayerRulings::still(const std::optional<Said>& then, Register reg, const Group& group,
                         std::int32_t row) const {
  if (row == no_row || !then) return (row == no_row) == !then.has_value();
  return still_says(group, night_.side(reg).table(layer_), static_cast<std::size_t>(row), *then,
                    tolerance_);
}

const Ruling* LayerRulings::on(std::int64_t tucbs_no, const Group& group, std::int32_t national,
                               std::int32_t municipal) {
  const auto at = groups_.find({tucbs_no, group.position});
  if (at == groups_.end()) return nullptr;
  const Sides both = sides(layer_);
  const Ruling& ruling = *at->second.ruling;
  at->second.holds = !ruling.withdrawn && still(ruling.national, both.national, group, national) &&
                     still(ruling.municipal, both.municipal, group, municipal);
  return at->second.holds ? &ruling : nullptr;
}

std::vector<std::int64_t> LayerRulings::ended(const Entities& entities) {
  for (const auto& [key, held] : groups_) {
    if (!held.holds) end(*held.ruling);
  }
  if (!absences_.empty()) {
    std::map<std::pair<std::int64_t, Register>, std::int32_t> rows;
    for (std::size_t e = 0; e < entities.size(); ++e) {
      for (std::size_t r = 0; r < register_count; ++r) {
        if (entities.row[r][e] == no_row) continue;
        rows.emplace(std::pair(entities.tucbs_no[e], static_cast<Register>(r)), entities.row[r][e]);
      }
    }
    for (const auto& [key, ruling] : absences_) {
      const auto row = rows.find(key);
      const Table& table = night_.side(key.second).table(layer_);
      const bool silent =
          row != rows.end() &&
          table.states[static_cast<std::size_t>(row->second)] == RowState::last_seen;
      if (!silent || ruling->withdrawn) end(*ruling);
    }
  }
  std::ranges::sort(ended_);
  return std::move(ended_);
}

void RefusedInserts::add(const Ruling& ruling, const Said& then) {
  const std::size_t row = append_said(rows, then);
  rulings.push_back(&ruling);
  if (!has_code(rows, row)) without_code.push_back(row);
  for (const std::size_t code : own_codes(rows.layer)) {
    const Column& column = rows.columns[code];
    if (!column.null(row)) by_code[{code, column.integers[row]}].push_back(row);
  }
}

std::vector<std::size_t> RefusedInserts::like(const Table& table, std::size_t row) const {
  if (!has_code(table, row)) return without_code;
  std::vector<std::size_t> found;
  for (const std::size_t code : own_codes(table.layer)) {
    const auto at = by_code.find({code, table.columns[code].integers[row]});
    if (at != by_code.end()) found.insert(found.end(), at->second.begin(), at->second.end());
  }
  return found;
}

std::map<Layer, RefusedInserts> refused_inserts(const Stored& stored, Register reg) {
  std::map<Layer, RefusedInserts> refused;
  for (const Ruling& ruling : stored.rulings) {
    const bool brought = ruling.form == RulingForm::insert && ruling.reg == reg;
    if (!brought || ruling.withdrawn) continue;
    const bool national = sides(ruling.layer).national == ruling.reg;
    const std::optional<Said>& then = national ? ruling.national : ruling.municipal;
    if (then) refused.try_emplace(ruling.layer, ruling.layer).first->second.add(ruling, *then);
  }
  return refused;
}

namespace {

void refuse(Side& side, const RefusedInserts& refused, double tolerance) {
  Table& table = side.table(refused.rows.layer);
  enum class Seen : std::uint8_t { no, otherwise, alike };
  std::vector<Seen> seen(refused.rows.size(), Seen::no);
  for (std::size_t row = 0; row < table.size(); ++row) {
    // What was taken before is no insert, and what is set apart says nothing.
    RowState& state = table.states[row];
    const bool delivered = state == RowState::valid || state == RowState::held;
    if (!delivered || side.image_row[index(table.layer)][row] != no_row) continue;
    const bool coded = has_code(table, row);
    for (const std::size_t at : refused.like(table, row)) {
      if (still_says(table, row, refused.rows, at, tolerance)) {
        state = RowState::rejected;
        seen[at] = Seen::alike;
      } else if (coded && seen[at] == Seen::no) {
        seen[at] = Seen::otherwise;
      }
    }
  }
  for (std::size_t at = 0; at < seen.size(); ++at) {
    const std::int64_t id = refused.rulings[at]->id;
    if (seen[at] == Seen::otherwise && id != 0) side.rulings_ended.push_back(id);
  }
}

}  // namespace

void refuse_inserts(Side& side, const Stored& stored, double tolerance) {
  for (const Ruling& ruling : stored.rulings) {
    if (ruling.form == RulingForm::insert && ruling.reg == side.mapped.reg && ruling.withdrawn) {
      side.rulings_ended.push_back(ruling.id);
    }
  }
  for (const auto& [layer, rows] : refused_inserts(stored, side.mapped.reg)) {
    refuse(side, rows, tolerance);
  }
}

RuledAbsences ruled_absences(const Stored& stored, Register reg) {
  RuledAbsences absences;
  for (const Ruling& ruling : stored.rulings) {
    if (ruling.form == RulingForm::absence && ruling.reg == reg && !ruling.withdrawn) {
      absences[{ruling.layer, ruling.tucbs_no}] = ruling.id;
    }
  }
  return absences;
}

}  // namespace uavt::sync
