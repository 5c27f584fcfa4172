#include "sync/events.hpp"

#include "sync/event_finder.hpp"
#include "sync/image.hpp"

#include <algorithm>
#include <tuple>

namespace uavt::sync {

namespace {

/// The finding's subject for a published row: the row of a register that stands for it tonight,
/// else only its key.
Subject subject_of(const EventRow& row, Register first, const Night& night,
                   const Entities& entities,
                   const std::unordered_map<std::int64_t, std::size_t>& at,
                   const Table& published) {
  Subject subject;
  subject.layer = row.layer;
  subject.reg = first;
  subject.tucbs_no = row.tucbs_no;
  if (const auto entity = at.find(row.tucbs_no); entity != at.end()) {
    for (const Register reg : {first, Register::uavt, Register::cbs, Register::takbis}) {
      const std::int32_t in = entities.row[index(reg)][entity->second];
      if (in == no_row) continue;
      subject.reg = reg;
      subject.row = in;
      subject.origin = night.side(reg).table(row.layer).origins[static_cast<std::size_t>(in)];
      return subject;
    }
  }
  if (const std::int32_t last = row_of(published.tucbs_no, row.tucbs_no); last != no_row) {
    subject.key = key_of(published, static_cast<std::size_t>(last));
  } else {
    subject.key = "#" + std::to_string(row.tucbs_no);
  }
  return subject;
}

}  // namespace

std::vector<Event> events(const Night& night, const Matched& matched, const Stored& stored,
                          const Plan& plan) {
  return EventFinder(night, matched, stored, plan).found();
}

std::vector<FormerName> former_names(const Plan& plan, const Stored& stored) {
  const LayerPlan& streets = plan.layers[index(Layer::street)];
  const Table& before = stored.published[index(Layer::street)].table;
  const Table& after = streets.after.table;
  std::vector<FormerName> result;
  for (std::size_t row = 0; row < streets.before.size(); ++row) {
    if (streets.before[row] == no_row) continue;
    const auto last = static_cast<std::size_t>(streets.before[row]);
    const auto same = [&](std::string_view attribute) {
      const std::size_t at = position(Layer::street, attribute);
      return equal_value(after.columns[at], row, before.columns[at], last);
    };
    const std::string name = text_of(before, "ad", last);
    if (!name.empty() && !(same("ad") && same("tip"))) {
      result.push_back({after.tucbs_no[row], name, text_of(before, "tip", last)});
    }
  }
  return result;
}

void judge_events(const std::vector<Event>& events, Night& night, const Matched& matched,
                  const Stored& stored, const Settings& settings) {
  if (events.empty() || !settings.enabled(Rule::uav_09)) return;
  std::array<std::unordered_map<std::int64_t, std::size_t>, layer_count> entities;
  for (const Event& event : events) {
    for (const EventRow& row : event.rows) {
      auto& of_layer = entities[index(row.layer)];
      if (!of_layer.empty()) continue;
      const Entities& all = matched.layers[index(row.layer)];
      of_layer.reserve(all.size());
      for (std::size_t e = 0; e < all.size(); ++e) of_layer.emplace(all.tucbs_no[e], e);
    }
  }
  for (const Event& event : events) {
    Finding finding;
    finding.rule = Rule::uav_09;
    finding.severity = settings.severity(Rule::uav_09);
    const auto add = [&](const EventRow& row) {
      finding.subjects.push_back(subject_of(row, event.reg, night, matched.layers[index(row.layer)],
                                            entities[index(row.layer)],
                                            stored.published[index(row.layer)].table));
    };
    const EventRow thing{event.layer, event.thing};
    add(thing);
    for (const EventRow& row : event.rows) {
      if (row != thing) add(row);
    }
    for (const Subject& subject : finding.subjects) {
      if (subject.row < 0 || finding.point) continue;
      const Finding there = finding_about(Rule::uav_09, settings, subject.reg,
                                          night.side(subject.reg).table(*subject.layer),
                                          static_cast<std::size_t>(subject.row));
      finding.point = there.point;
    }
    finding.attribute = name(event.kind);
    finding.arguments = {{"event", finding.attribute},
                         {"before", event.before},
                         {"after", event.after},
                         {"count", static_cast<std::int64_t>(event.rows.size())}};
    finding.evidence = {{"register", text_of(event.registers)}};
    night.findings.push_back(std::move(finding));
  }
}

}  // namespace uavt::sync
