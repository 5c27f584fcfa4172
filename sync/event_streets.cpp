// EventFinder of streets: another name, another mahalle, other numbers.
#include "sync/event_finder.hpp"

#include <algorithm>

namespace uavt::sync {

namespace {

/// So many doors of one street got another number: fewer are corrections.
/// Source: decision 0008.
constexpr std::size_t several_doors = 3;

/// "ATATÜRK (cadde)".
std::string street_name(const Table& streets, std::size_t row) {
  const std::string type = text_of(streets, "tip", row);
  const std::string name = text_of(streets, "ad", row);
  return type.empty() ? name : name + " (" + type + ")";
}

}  // namespace

void EventFinder::find_street_events(Register reg) {
  const TwoNights streets = said(reg, Layer::street);
  if (streets.images.size() == 0) return;
  const std::size_t name = position(Layer::street, "ad");
  const std::size_t type = position(Layer::street, "tip");
  const std::size_t mahalle = position(Layer::street, "mahalle_tucbs_no");
  static const AttributeSet names = attributes_of(Layer::centreline, {"ad", "tip"});
  static const AttributeSet mahalle_codes = codes_of(Layer::door, Layer::neighbourhood);
  const Table& areas = stored_.published[index(Layer::neighbourhood)].table;
  const auto area_name = [&](const Column& column, std::size_t row) {
    const Table& now = plan_.layers[index(Layer::neighbourhood)].after.table;
    for (const Table* table : {&now, &areas}) {
      const auto at = std::ranges::lower_bound(table->tucbs_no, column.integers[row]);
      if (at == table->tucbs_no.end() || *at != column.integers[row]) continue;
      return text_of(*table, "ad", static_cast<std::size_t>(at - table->tucbs_no.begin()));
    }
    return std::string();
  };
  for (std::size_t row = 0; row < streets.rows.size(); ++row) {
    if (!streets.moved(row)) continue;
    const std::size_t image = streets.image(row);
    const auto news = [&](std::size_t attribute) {
      return streets.differs(attribute, row) &&
             !said_elsewhere(reg, Layer::street, attribute, row);
    };
    if (news(name) || news(type)) {
      Event event = of_row(EventKind::street_renamed, reg, Layer::street, row);
      event.before = street_name(streets.images, image);
      event.after = street_name(streets.rows, row);
      for (const std::string_view side : {"sol_csbm_tucbs_no", "sag_csbm_tucbs_no"}) {
        explain(event, Layer::centreline, side, event.thing, names);
      }
      add(std::move(event));
    }
    if (news(mahalle)) {
      Event event = of_row(EventKind::street_moved, reg, Layer::street, row);
      event.before = area_name(streets.images.columns[mahalle], image);
      event.after = area_name(streets.rows.columns[mahalle], row);
      explain(event, Layer::door, "csbm_tucbs_no", event.thing, mahalle_codes);
      add(std::move(event));
    }
  }
}

void EventFinder::find_renumberings(Register reg) {
  const TwoNights doors = said(reg, Layer::door);
  if (doors.images.size() == 0) return;
  const std::size_t number = position(Layer::door, "kapi_no");
  const std::size_t street = position(Layer::door, "csbm_tucbs_no");
  std::map<std::int64_t, std::vector<std::size_t>> renumbered;
  for (std::size_t row = 0; row < doors.rows.size(); ++row) {
    const Column& streets = doors.rows.columns[street];
    if (doors.moved(row) && !streets.null(row) && doors.differs(number, row) &&
        !said_elsewhere(reg, Layer::door, number, row) &&
        streets.integers[row] == doors.images.columns[street].integers[doors.image(row)]) {
      renumbered[streets.integers[row]].push_back(row);
    }
  }
  static const AttributeSet numbers =
      attributes_of(Layer::centreline, {"sol_baslangic_no", "sol_bitis_no", "sol_yon",
                                        "sag_baslangic_no", "sag_bitis_no", "sag_yon"});
  for (auto& [thing, rows] : renumbered) {
    if (rows.size() < several_doors) continue;
    const std::int32_t street_row = doors.rows.links[street][rows.front()];
    if (street_row < 0) continue;
    std::ranges::sort(rows, {}, [&](std::size_t row) { return doors.rows.tucbs_no[row]; });
    Event event = of_row(EventKind::street_renumbered, reg, Layer::street,
                         static_cast<std::size_t>(street_row));
    std::vector<std::string> before;
    std::vector<std::string> after;
    for (const std::size_t row : rows) {
      before.push_back(text_of(doors.images, "kapi_no", doors.image(row)));
      after.push_back(text_of(doors.rows, "kapi_no", row));
      event.rows.push_back({Layer::door, doors.rows.tucbs_no[row]});
    }
    event.before = listed(before);
    event.after = listed(after);
    for (const std::string_view side : {"sol_csbm_tucbs_no", "sag_csbm_tucbs_no"}) {
      explain(event, Layer::centreline, side, event.thing, numbers);
    }
    add(std::move(event));
  }
}

}  // namespace uavt::sync
