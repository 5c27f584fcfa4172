// LayerMatch where codes are missing: by content. What is left over meets by place.
#include "sync/content.hpp"
#include "sync/layer_match.hpp"
#include "sync/text.hpp"

#include <algorithm>
#include <map>

namespace uavt::sync {

namespace {

bool any_value(const Column& column) {
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!column.null(row)) return true;
  }
  return false;
}

}  // namespace

std::int32_t parent_entity(const Night& night, const Matched& matched, Register reg, Layer layer,
                           std::size_t row) {
  const std::size_t reference = parent_reference(layer);
  if (reference == std::string::npos) return -1;
  const std::int32_t link = night.side(reg).table(layer).links[reference][row];
  if (link < 0) return -1;
  const Layer target = *layer_type(layer).attributes[reference].target;
  return matched.layers[index(target)].of_row[index(reg)][static_cast<std::size_t>(link)];
}

/// The entity of a row's parent, plus one: 0 is "unknown".
std::int64_t LayerMatch::parent_of(Register reg, std::size_t row) const {
  return parent_entity(night_, matched_, reg, layer_, row) + 1;
}

/// May this pair of leftovers meet otherwise than by code?
bool LayerMatch::may_meet(std::size_t ours, std::size_t theirs, bool foreign_codes) const {
  if (vetoed(municipal_, ours, national_, theirs)) return false;
  return foreign_codes || !codes_contradict(municipal_, ours, national_, theirs);
}

/// Who may meet otherwise than by code: a municipal row open to it with any national row, then any
/// municipal row with a national row that has no code.
void LayerMatch::join_unique(std::string_view evidence, bool foreign_codes, const Key& key) {
  LayerMatch::join_unique(evidence, foreign_codes, open_, everybody(), key);
  if (!foreign_codes) join_unique(evidence, foreign_codes, everybody(), uncoded_, key);
}
void LayerMatch::join_unique(std::string_view evidence, bool foreign_codes,
                             const std::vector<std::uint8_t>& municipal_open,
                             const std::vector<std::uint8_t>& national_open, const Key& key) {
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
  const auto national =
      unique(both_.national, national_open, [&](std::size_t e) { return only_national(e); });
  if (national.empty()) return;
  const auto municipal =
      unique(both_.municipal, municipal_open, [&](std::size_t e) { return only_municipal(e); });
  for (const auto& [text, e] : municipal) {
    const auto other = national.find(text);
    if (other == national.end() || e == tie || other->second == tie) continue;
    const auto ours = static_cast<std::size_t>(rows(both_.municipal)[e]);
    const auto theirs = static_cast<std::size_t>(rows(both_.national)[other->second]);
    if (may_meet(ours, theirs, foreign_codes)) join(other->second, e, evidence);
  }
}

std::vector<std::uint8_t> LayerMatch::everybody() const {
  return std::vector<std::uint8_t>(entities_.size(), 1);
}

void LayerMatch::join_by_content(bool foreign_codes) {
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
  const std::string_view evidence =
      layer_ == Layer::neighbourhood || layer_ == Layer::street ? "name" : "content";
  join_unique(evidence, foreign_codes, [&](Register reg, std::size_t row) {
    return content_key(table(reg), row, parent_of(reg, row));
  });
  if (layer_ == Layer::neighbourhood) {
    join_unique("name_dotless", foreign_codes, [&](Register reg, std::size_t row) {
      return dotless(content_key(table(reg), row, 0));
    });
  }
  if (layer_ == Layer::door) {
    join_unique("content", foreign_codes, [&](Register reg, std::size_t row) {
      return content_key(table(reg), row, parent_of(reg, row), ContentKey::without_block);
    });
  }
}

}  // namespace uavt::sync
