// EventFinder of codes: the same thing under another one.
#include "sync/event_finder.hpp"

#include <algorithm>
#include <tuple>

namespace uavt::sync {

namespace {

/// So many rows of one layer and mahalle that change their codes in one night are one event: a
/// register was coded anew there.
/// Source: decision 0008.
constexpr std::size_t many_codes = 10;

/// The first own code that both have and that differs: before, after.
std::pair<std::string, std::string> codes(const TwoNights& said, std::size_t row) {
  for (const std::size_t code : own_codes(said.rows.layer)) {
    if (!said.differs(code, row)) continue;
    const Attribute& attribute = said.rows.type().attributes[code];
    return {value_text(attribute, said.images.columns[code], said.image(row)),
            value_text(attribute, said.rows.columns[code], row)};
  }
  return {};
}

/// Where rows hang on a row of this layer: layer and reference.
std::vector<std::pair<Layer, std::string_view>> children(Layer layer) {
  switch (layer) {
    case Layer::street:
      return {{Layer::door, "csbm_tucbs_no"},
              {Layer::centreline, "sol_csbm_tucbs_no"},
              {Layer::centreline, "sag_csbm_tucbs_no"}};
    case Layer::building:
      return {{Layer::door, "bina_tucbs_no"}};
    case Layer::door:
      return {{Layer::unit, "numarataj_tucbs_no"}, {Layer::door, "ana_numarataj_tucbs_no"}};
    default:
      return {};
  }
}

}  // namespace

bool EventFinder::follows(Register reg, Layer layer, std::size_t row) const {
  const TwoNights all = said(reg, layer);
  return std::ranges::all_of(own_codes(layer), [&](std::size_t code) {
    return !all.differs(code, row) || said_elsewhere(reg, layer, code, row);
  });
}

void EventFinder::find_recodings(Register reg, Layer layer) {
  const TwoNights all = said(reg, layer);
  if (all.images.size() == 0) return;
  std::map<std::int64_t, std::vector<Event>> by_mahalle;
  for (std::size_t row = 0; row < all.rows.size(); ++row) {
    if (!all.moved(row)) continue;
    const auto [before, after] = codes(all, row);
    if (after.empty() || follows(reg, layer, row)) continue;
    Event event = of_row(EventKind::recoded, reg, layer, row);
    event.before = before;
    event.after = after;
    for (const auto& [child, reference] : children(layer)) {
      explain(event, child, reference, event.thing, codes_of(child, layer));
    }
    if (layer == Layer::neighbourhood) {
      for (const Layer inside : all_layers) {
        explain_in(event, inside, event.thing, codes_of(inside, layer));
      }
    }
    by_mahalle[event.mahalle].push_back(std::move(event));
  }
  for (auto& [mahalle, events] : by_mahalle) {
    if (mahalle == 0 || layer == Layer::neighbourhood || events.size() < many_codes) {
      std::ranges::move(events, std::back_inserter(events_));
      continue;
    }
    std::ranges::sort(events, {}, &Event::thing);
    Event one = events.front();
    std::vector<std::string> before;
    std::vector<std::string> after;
    for (const Event& each : events) {
      before.push_back(each.before);
      after.push_back(each.after);
      one.rows.insert(one.rows.end(), each.rows.begin(), each.rows.end());
    }
    one.before = listed(before);
    one.after = listed(after);
    add(std::move(one));
  }
}

}  // namespace uavt::sync
