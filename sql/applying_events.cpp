#include "sql/applying.hpp"
#include "sql/statements.hpp"

#include <vector>

namespace uavt::sql {
namespace {

using Texts = std::vector<std::string>;
using Numbers = std::vector<std::int64_t>;

void add_rows(const Applying& applying, const sync::Plan& plan) {
  Numbers events;
  Numbers rows;
  Texts layers;
  for (std::size_t i = 0; i < plan.events.size(); ++i) {
    for (const sync::EventRow& row : plan.events[i].rows) {
      events.push_back(static_cast<std::int64_t>(i) + 1);
      layers.emplace_back(sync::name(row.layer));
      rows.push_back(row.tucbs_no);
    }
  }
  const auto done = applying.work.exec_params(query("add_event_rows"), applying.ilce_kodu,
                                              applying.run, array_parameter(events),
                                              array_parameter(layers), array_parameter(rows));
  require_count("adres.olay_satir", "insert", rows.size(), done.affected_rows());
}

void add_events(const Applying& applying, const sync::Plan& plan) {
  Numbers numbers;
  Numbers things;
  Numbers mahalle;
  Texts kinds;
  Texts layers;
  Texts keys;
  Texts registers;
  Texts before;
  Texts after;
  for (const sync::Event& event : plan.events) {
    numbers.push_back(static_cast<std::int64_t>(numbers.size()) + 1);
    kinds.emplace_back(sync::name(event.kind));
    layers.emplace_back(sync::name(event.layer));
    things.push_back(event.thing);
    keys.push_back(event.key);
    registers.push_back(sync::text_of(event.registers));
    mahalle.push_back(event.mahalle);
    before.push_back(event.before);
    after.push_back(event.after);
  }
  const auto done = applying.work.exec_params(
      query("add_events"), applying.ilce_kodu, applying.run, array_parameter(numbers),
      array_parameter(kinds), array_parameter(layers), array_parameter(things),
      array_parameter(keys), array_parameter(registers), array_parameter(mahalle),
      array_parameter(before), array_parameter(after));
  require_count("adres.olay", "insert", numbers.size(), done.affected_rows());
  add_rows(applying, plan);
}

void add_former_names(const Applying& applying, const sync::Plan& plan) {
  Numbers streets;
  Texts names;
  Texts types;
  for (const sync::FormerName& each : plan.former_names) {
    streets.push_back(each.tucbs_no);
    names.push_back(each.name);
    types.push_back(each.type);
  }
  const auto done = applying.work.exec_params(query("add_former_names"), applying.ilce_kodu,
                                              applying.run, array_parameter(streets),
                                              array_parameter(names), array_parameter(types));
  require_count("adres.csbm_eski_ad", "insert", streets.size(), done.affected_rows());
}

}  // namespace

void apply_events(const Applying& applying, const sync::Plan& plan) {
  if (!plan.events.empty()) add_events(applying, plan);
  if (!plan.former_names.empty()) add_former_names(applying, plan);
}

}  // namespace uavt::sql
