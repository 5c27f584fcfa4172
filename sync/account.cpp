#include "sync/account.hpp"

#include "sync/image.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace uavt::sync {

namespace {

/// Fate of every row of one layer of one register.
std::vector<Fate> row_fates(const Night& night, Register reg, Layer layer, const Matched& matched,
                            const Plan& plan) {
  const Table& table = night.side(reg).table(layer);
  const Entities& entities = matched.layers[index(layer)];
  const std::vector<std::int64_t>& written = plan.layers[index(layer)].after.table.tucbs_no;
  const std::vector<std::int64_t>& removals = plan.layers[index(layer)].deleted;
  std::vector<Fate> result(table.size(), Fate::unchanged);
  const auto fate_of_number = [&](std::int64_t number) {
    return std::ranges::binary_search(written, number) ? Fate::published : Fate::unchanged;
  };
  // A duplicate shares the fate of the row that was kept: both were followed by the same code. Few
  // layers have one, so only then are the others' codes worth knowing.
  const bool duplicates = std::ranges::find(table.states, RowState::duplicate) != table.states.end();
  std::map<std::pair<std::size_t, std::int64_t>, Fate> kept;  ///< by kind of code and code
  const auto& codes = own_codes(layer);
  const auto keep = [&](std::size_t row) {
    for (const std::size_t code : codes) {
      if (table.columns[code].null(row)) continue;
      kept.emplace(std::pair(code, table.columns[code].integers[row]), result[row]);
    }
  };
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::int32_t entity = entities.of_row[index(reg)][row];
    switch (table.states[row]) {
      case RowState::valid:
      case RowState::last_seen: {
        const std::int64_t number = entities.tucbs_no[static_cast<std::size_t>(entity)];
        result[row] = fate_of_number(number);
        if (duplicates) keep(row);
        break;
      }
      case RowState::passive: {
        const std::int64_t number = table.tucbs_no[row];
        const bool removed = std::ranges::binary_search(removals, number);
        result[row] = removed ? Fate::published : fate_of_number(number);
        break;
      }
      case RowState::quarantined:
        result[row] = Fate::quarantined;
        break;
      case RowState::held:
        result[row] = Fate::held;
        if (duplicates) keep(row);
        break;
      case RowState::rejected:
        result[row] = Fate::rejected;
        break;
      case RowState::out_of_scope:
        result[row] = Fate::out_of_scope;
        break;
      case RowState::duplicate:
        break;
    }
  }
  for (std::size_t row = 0; duplicates && row < table.size(); ++row) {
    if (table.states[row] != RowState::duplicate) continue;
    for (const std::size_t code : codes) {
      if (table.columns[code].null(row)) continue;
      const auto at = kept.find({code, table.columns[code].integers[row]});
      if (at != kept.end()) result[row] = std::max(result[row], at->second);
    }
  }
  return result;
}

}  // namespace

std::vector<Fates> fates(const Night& night, Register reg, const Matched& matched,
                         const Plan& plan) {
  std::array<std::vector<Fate>, layer_count> rows;
  for (const Layer layer : all_layers) {
    rows[index(layer)] = row_fates(night, reg, layer, matched, plan);
  }
  std::vector<Fates> result;
  for (const SourceAccount& account : night.side(reg).mapped.accounts) {
    Fates counts{};
    counts[static_cast<std::size_t>(Fate::quarantined)] = account.unreadable;
    for (std::size_t record = 0; record + 1 < account.first.size(); ++record) {
      Fate worst = Fate::out_of_scope;
      const std::uint32_t begin = account.first[record];
      const std::uint32_t end = account.first[record + 1];
      if (begin == end) worst = Fate::quarantined;
      for (std::uint32_t t = begin; t < end; ++t) {
        const RowTarget& target = account.targets[t];
        worst = std::max(worst, rows[index(target.layer)][target.row]);
      }
      ++counts[static_cast<std::size_t>(worst)];
    }
    const std::uint64_t sum = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    if (sum != account.rows_read) {
      throw std::logic_error("row account of source " + std::to_string(account.source) + ": " +
                             std::to_string(account.rows_read) + " records read, " +
                             std::to_string(sum) + " have a fate");
    }
    result.push_back(counts);
  }
  return result;
}

std::vector<LayerResult> layer_results(const Stored& stored, const Plan& plan) {
  std::vector<LayerResult> results;
  for (const Layer layer : all_layers) {
    const Published& before = stored.published[index(layer)];
    const LayerPlan& changes = plan.layers[index(layer)];
    LayerResult result;
    result.layer = layer;
    result.inserted = changes.inserted;
    result.updated = changes.updated;
    result.deleted = changes.deleted.size();
    result.unchanged = changes.unchanged;
    result.held = changes.held;
    result.quarantined = changes.quarantined;
    for (std::size_t row = 0; row < before.table.size(); ++row) {
      const std::int64_t number = before.table.tucbs_no[row];
      if (std::ranges::binary_search(changes.deleted, number) ||
          row_of(changes.after.table.tucbs_no, number) != no_row) {
        continue;
      }
      ++result.by_presence[static_cast<std::size_t>(before.eslesme[row])];
    }
    for (const Presence presence : changes.after.eslesme) {
      ++result.by_presence[static_cast<std::size_t>(presence)];
    }
    const bool anything = before.table.size() != 0 || !changes.empty() || result.quarantined != 0;
    if (anything) results.push_back(result);
  }
  return results;
}

}  // namespace uavt::sync
