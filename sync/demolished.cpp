#include "sync/demolished.hpp"

namespace uavt::sync {

namespace {

/// Entities of a layer whose upper thing is gone are gone with it.
template <class Upper>
void hang_on(std::map<Thing, std::int64_t>& gone, const Matched& matched, Layer layer, Layer above,
             Upper upper) {
  const std::size_t count = matched.layers[index(layer)].size();
  for (std::size_t e = 0; e < count; ++e) {
    const std::int32_t on = upper(static_cast<std::int32_t>(e));
    if (on < 0) continue;
    const auto found = gone.find({above, static_cast<std::size_t>(on)});
    if (found != gone.end()) gone.emplace(Thing(layer, e), found->second);
  }
}

}  // namespace

std::map<Thing, std::int64_t> demolished_things(const Night& night, const Matched& matched,
                                                const WorkRecords& records,
                                                const Settings& settings) {
  std::map<Thing, std::int64_t> gone;
  const auto group = group_position(Layer::building, "durum");
  if (settings.authority[index(Layer::building)][*group] == Authority::uavt) return gone;
  const Table& table = night.side(Register::cbs).table(Layer::building);
  const std::size_t state_at = position(Layer::building, "durum");
  const Column& state = table.columns[state_at];
  const Column& day = table.columns[position(Layer::building, "yikim_tarihi")];
  const auto code = table.type().attributes[state_at].list->position(demolished_state);
  const auto& entity = matched.layers[index(Layer::building)].of_row[index(Register::cbs)];
  for (std::size_t at = 0; at < table.size(); ++at) {
    const bool standing = day.null(at) && (state.null(at) || state.integers[at] != *code);
    if (standing || entity[at] < 0) continue;
    gone.emplace(Thing(Layer::building, static_cast<std::size_t>(entity[at])),
                 day.null(at) ? null_integer : day.integers[at]);
  }
  if (gone.empty()) return gone;
  hang_on(gone, matched, Layer::door, Layer::building,
          [&](std::int32_t door) { return records.building(door, Register::cbs); });
  hang_on(gone, matched, Layer::unit, Layer::door, [&](std::int32_t unit) {
    return records.parent(Layer::unit, unit, Register::cbs);
  });
  return gone;
}

}  // namespace uavt::sync
