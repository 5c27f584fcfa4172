#include "sync/standing.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace uavt::sync {

std::map<std::int64_t, std::int64_t> neighbourhood_codes(const Night& night, const Matched& matched,
                                                         const Stored& stored) {
  std::map<std::int64_t, std::int64_t> codes;
  const Entities& entities = matched.layers[index(Layer::neighbourhood)];
  const std::size_t at = position(Layer::neighbourhood, "mahalle_kodu");
  const auto learn = [&](const Table& table, std::int32_t row, std::int64_t number) {
    if (row == no_row || table.columns[at].null(static_cast<std::size_t>(row))) return;
    codes.emplace(number, table.columns[at].integers[static_cast<std::size_t>(row)]);
  };
  for (std::size_t e = 0; e < entities.size(); ++e) {
    const std::int64_t number = entities.tucbs_no[e];
    for (const Register reg : {Register::uavt, Register::cbs}) {
      learn(night.side(reg).table(Layer::neighbourhood), entities.row[index(reg)][e], number);
    }
    learn(stored.published[index(Layer::neighbourhood)].table, entities.published[e], number);
  }
  return codes;
}

void note_speakers(const Night& night, const Coverages& coverages, const Matched& matched,
                   const std::map<std::int64_t, std::int64_t>& codes, Spoken& spoken, Plan& plan) {
  std::vector<std::int64_t> numbers = matched.layers[index(Layer::neighbourhood)].tucbs_no;
  std::ranges::sort(numbers);
  const auto note = [&](Register reg, Layer layer, std::int64_t mahalle) {
    if (spoken.emplace(reg, layer, mahalle).second) {
      plan.spoken_added.emplace_back(reg, layer, mahalle);
    }
  };
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    for (const Layer layer : all_layers) {
      if (!night.sides[r].mapped.delivered[index(layer)]) continue;
      const LayerCoverage& coverage = coverages[r][index(layer)];
      // What waits has not been said: a register that speaks for the first time has spoken for the
      // other mahalle.
      if (coverage.everything && (night.held.empty() || spoken.contains({reg, layer, 0}))) {
        note(reg, layer, 0);
        continue;
      }
      for (const std::int64_t number : numbers) {
        const auto code = codes.find(number);
        const bool covered = coverage.everything ||
                             (code != codes.end() && coverage.codes.contains(code->second));
        if (covered && !std::ranges::binary_search(night.held.mahalle, number)) {
          note(reg, layer, number);
        }
      }
    }
  }
}

namespace {

/// Numbers of the rows that were delivered, but set apart or elsewhere.
std::set<std::int64_t> delivered_aside(const Table& table) {
  std::set<std::int64_t> numbers;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const bool aside = table.states[row] == RowState::quarantined ||
                       table.states[row] == RowState::held ||
                       table.states[row] == RowState::out_of_scope;
    if (aside) numbers.insert(table.tucbs_no[row]);
  }
  return numbers;
}

}  // namespace

void note_stale(const Night& night, const Coverages& coverages, const Stored& stored, Plan& plan) {
  std::set<Stale> now;
  for (std::size_t r = 0; r < register_count; ++r) {
    for (const Layer layer : all_layers) {
      const Table& table = night.sides[r].table(layer);
      const bool by_right = coverages[r][index(layer)].only_deltas;
      const std::set<std::int64_t> aside =
          by_right ? delivered_aside(table) : std::set<std::int64_t>();
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.states[row] == RowState::last_seen &&
            (!by_right || aside.contains(table.tucbs_no[row]))) {
          now.insert({layer, table.tucbs_no[row], static_cast<Register>(r)});
        }
      }
    }
  }
  const std::set<Stale> before(stored.stale.begin(), stored.stale.end());
  std::ranges::set_difference(now, before, std::back_inserter(plan.stale_opened));
  std::ranges::set_difference(before, now, std::back_inserter(plan.stale_closed));
}

}  // namespace uavt::sync
