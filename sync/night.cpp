#include "sync/night.hpp"

#include <algorithm>
#include <utility>

namespace uavt::sync {

Finding finding_about(Rule rule, const Settings& settings, Register reg, const Table& table,
                      std::size_t row) {
  Finding finding;
  finding.rule = rule;
  finding.severity = settings.severity(rule);
  Subject subject;
  subject.reg = reg;
  subject.layer = table.layer;
  subject.row = static_cast<std::int32_t>(row);
  subject.origin = table.origins[row];
  finding.subjects.push_back(std::move(subject));
  if (table.geometry.kind(row) != geo::Kind::null && table.geometry.kind(row) != geo::Kind::other &&
      table.geometry.finite(row)) {
    finding.point = table.geometry.centre(row);
  }
  return finding;
}

Finding finding_about_all(Rule rule, const Settings& settings, Register reg, const Table& table,
                          std::span<const std::size_t> rows) {
  Finding finding = finding_about(rule, settings, reg, table, rows.front());
  finding.symmetric = true;
  for (const std::size_t row : rows.subspan(1)) {
    Finding other = finding_about(rule, settings, reg, table, row);
    finding.subjects.push_back(std::move(other.subjects.front()));
    if (!other.point) continue;
    if (!finding.point || std::pair(other.point->x, other.point->y) <
                              std::pair(finding.point->x, finding.point->y)) {
      finding.point = other.point;
    }
  }
  return finding;
}

const std::vector<std::size_t>& own_codes(Layer layer) {
  static const auto all = [] {
    std::array<std::vector<std::size_t>, layer_count> positions;
    for (const Layer each : all_layers) {
      const auto attributes = layer_type(each).attributes;
      for (std::size_t a = 0; a < attributes.size(); ++a) {
        if (attributes[a].role == Role::own_code) positions[index(each)].push_back(a);
      }
    }
    return positions;
  }();
  return all[index(layer)];
}

std::string code_text(const Table& table, std::size_t row) {
  for (const std::size_t a : own_codes(table.layer)) {
    if (!table.columns[a].null(row)) {
      return value_text(table.type().attributes[a], table.columns[a], row);
    }
  }
  return {};
}

bool has_code(const Table& table, std::size_t row) {
  return std::ranges::any_of(own_codes(table.layer),
                             [&](std::size_t a) { return !table.columns[a].null(row); });
}

}  // namespace uavt::sync
