#include "sync/recoded.hpp"

#include "sync/content.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace uavt::sync {

namespace {

constexpr std::size_t tie = static_cast<std::size_t>(-1);

/// A row under a code that the other register set apart tonight is its other half, not a stranger.
class SetApart {
 public:
  explicit SetApart(const Table& table) {
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (table.states[row] != RowState::quarantined) continue;
      for (const std::size_t code : own_codes(table.layer)) {
        const Column& column = table.columns[code];
        if (!column.null(row)) codes_.emplace(code, column.integers[row]);
      }
    }
  }
  [[nodiscard]] bool has(const Table& table, std::size_t row) const {
    return !codes_.empty() && std::ranges::any_of(own_codes(table.layer), [&](std::size_t code) {
      const Column& column = table.columns[code];
      return !column.null(row) && codes_.contains({code, column.integers[row]});
    });
  }

 private:
  std::set<std::pair<std::size_t, std::int64_t>> codes_;
};

/// Entities that only this register has, by what their row says; `tie` where several say it.
std::unordered_map<std::string, std::size_t> alone(const Night& night, const Matched& matched,
                                                   Layer layer, Register reg, Register other) {
  const Entities& entities = matched.layers[index(layer)];
  const Table& table = night.side(reg).table(layer);
  const SetApart apart(night.side(other).table(layer));
  std::unordered_map<std::string, std::size_t> by_content;
  for (std::size_t e = 0; e < entities.size(); ++e) {
    const std::int32_t row = entities.row[index(reg)][e];
    if (row == no_row || entities.row[index(other)][e] != no_row) continue;
    const auto at = static_cast<std::size_t>(row);
    const std::int32_t parent = parent_entity(night, matched, reg, layer, at);
    // Without a parent half of the ilçe has a number 5.
    if (parent < 0 || !has_code(table, at) || apart.has(table, at)) continue;
    std::string key = content_key(table, at, parent + 1);
    if (key.empty()) continue;
    const auto [found, inserted] = by_content.emplace(std::move(key), e);
    if (!inserted) found->second = tie;
  }
  return by_content;
}

}  // namespace

bool holds_code(Layer layer, const Group& group) {
  return std::ranges::any_of(own_codes(layer), [&](std::size_t own) {
    return std::ranges::find(group.attributes, own) != group.attributes.end();
  });
}

std::vector<Recoded> recoded(const Night& night, const Matched& matched, Layer layer) {
  std::vector<Recoded> pairs;
  if (!compared(layer) || parent_reference(layer) == std::string::npos) return pairs;
  const Sides both = sides(layer);
  const auto national = alone(night, matched, layer, both.national, both.municipal);
  if (national.empty()) return pairs;
  const auto municipal = alone(night, matched, layer, both.municipal, both.national);
  const Entities& entities = matched.layers[index(layer)];
  const Table& theirs = night.side(both.national).table(layer);
  const Table& ours = night.side(both.municipal).table(layer);
  for (const auto& [content, e] : national) {
    const auto other = municipal.find(content);
    if (other == municipal.end() || e == tie || other->second == tie) continue;
    const auto their_row = static_cast<std::size_t>(entities.row[index(both.national)][e]);
    const auto our_row =
        static_cast<std::size_t>(entities.row[index(both.municipal)][other->second]);
    if (codes_contradict(ours, our_row, theirs, their_row)) pairs.push_back({e, other->second});
  }
  std::ranges::sort(pairs, {}, &Recoded::national);
  return pairs;
}

}  // namespace uavt::sync
