#include "sync/rules_geometry.hpp"

#include "sync/image.hpp"
#include "sync/model.hpp"
#include "sync/settle.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace uavt::sync {

namespace {

/// A köy's outlying parts (mezra, mevki, yayla) have no polygon of their own (GEO-01 does not ask).
bool outlying(const Table& table, std::size_t row) {
  const Column& type = table.columns[position(Layer::neighbourhood, "tur")];
  if (type.null(row)) return false;
  const std::string text = value_text(
      table.type().attributes[position(Layer::neighbourhood, "tur")], type, row);
  return text != "mahalle" && text != "koy";
}

bool passive(const Table& table, std::size_t row) {
  const std::size_t at = position(Layer::parcel, "durum");
  return value_text(table.type().attributes[at], table.columns[at], row) == "pasif";
}

/// GEO-01's question: does this row need a geometry of its own?
bool needs_geometry(const Table& table, std::size_t row) {
  switch (table.layer) {
    case Layer::neighbourhood:
      return !outlying(table, row);
    case Layer::parcel:
      return !passive(table, row);
    case Layer::centreline:
    case Layer::building:
    case Layer::door:
      return true;
    case Layer::street:
    case Layer::unit:
      return false;
  }
  return false;
}

/// Turns the issues of one layer into findings, and decides which repairs are taken.
void judge_issues(Night& night, Register reg, const Settings& settings, Table& table,
                  const geo::ValidityReport& report) {
  std::set<std::uint32_t> ambiguous;
  for (const geo::GeometryIssue& issue : report.issues) {
    if (issue.flaw == geo::Flaw::ambiguous_repair) ambiguous.insert(issue.row);
  }
  std::map<std::uint32_t, std::size_t> repairs;
  for (std::size_t i = 0; i < report.repaired_rows.size(); ++i) {
    repairs.emplace(report.repaired_rows[i], i);
  }
  std::set<std::uint32_t> refused;
  for (const geo::GeometryIssue& issue : report.issues) {
    const Rule rule = rule_of(issue.flaw);
    // One fault, one finding: the ring that cannot be filled unambiguously is GEO-14 alone.
    if (ambiguous.contains(issue.row) && (rule == Rule::geo_05 || rule == Rule::geo_06)) continue;
    const bool taken = issue.repaired && settings.repairs(rule);
    const bool apart = !taken && info(rule).quarantines;
    if (!taken) refused.insert(issue.row);
    if (apart) table.states[issue.row] = RowState::quarantined;
    if (!settings.enabled(rule)) continue;
    Finding finding = finding_about(rule, settings, reg, table, issue.row);
    if (issue.flaw != geo::Flaw::not_finite) finding.point = issue.at;
    describe(finding, issue, table.geometry.kind(issue.row), table.type().geometry);
    finding.evidence.emplace_back("repaired", std::string(taken ? "evet" : "hayır"));
    night.findings.push_back(std::move(finding));
  }
  for (const auto& [row, at] : repairs) {
    if (!refused.contains(row)) table.geometry.assign(row, report.geometries[at]);
  }
}

}  // namespace

Rule rule_of(geo::Flaw flaw) {
  switch (flaw) {
    case geo::Flaw::wrong_kind:
      return Rule::geo_02;
    case geo::Flaw::not_finite:
      return Rule::geo_03;
    case geo::Flaw::ring_too_short:
    case geo::Flaw::line_too_short:
    case geo::Flaw::ring_open:
      return Rule::geo_04;
    case geo::Flaw::self_crossing:
      return Rule::geo_05;
    case geo::Flaw::invalid:
      return Rule::geo_06;
    case geo::Flaw::repeated_vertices:
      return Rule::geo_07;
    case geo::Flaw::ambiguous_repair:
      break;
  }
  return Rule::geo_14;
}

void describe(Finding& finding, const geo::GeometryIssue& issue, geo::Kind found,
              geo::Kind expected) {
  switch (issue.flaw) {
    case geo::Flaw::wrong_kind:
      finding.arguments = {{"found", kind_word(found)},
                           {"expected", kind_word(expected)}};
      break;
    case geo::Flaw::self_crossing:
      finding.arguments = {{"x", issue.at.x}, {"y", issue.at.y}};
      break;
    case geo::Flaw::invalid:
      finding.arguments = {{"reason", issue.reason}, {"x", issue.at.x}, {"y", issue.at.y}};
      break;
    case geo::Flaw::repeated_vertices:
      finding.arguments = {{"count", issue.reason}};
      break;
    case geo::Flaw::ambiguous_repair:
      finding.arguments = {{"even_odd_m2", issue.area_before}, {"non_zero_m2", issue.area_after}};
      break;
    default:
      finding.arguments = {{"reason", issue.reason}};
  }
  if (!issue.before_wkt.empty()) finding.evidence.emplace_back("before", issue.before_wkt);
  if (issue.repaired && !issue.after_wkt.empty()) {
    finding.evidence.emplace_back("after", issue.after_wkt);
  }
}

void judge_delivered_form(Night& night, const Settings& settings) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    for (const Layer layer : all_layers) {
      const Table& table = night.sides[r].table(layer);
      for (std::size_t row = 0; row < table.size(); ++row) {
        const std::uint8_t traits = table.geometry.traits(row);
        const auto dropped = [&](std::uint8_t trait, const char* what) {
          if ((traits & trait) == 0 || !settings.enabled(Rule::geo_11)) return;
          Finding finding = finding_about(Rule::geo_11, settings, reg, table, row);
          finding.attribute = what;
          finding.arguments = {{"dropped", std::string(what)}};
          night.findings.push_back(std::move(finding));
        };
        dropped(geo::has_z, "Z");
        dropped(geo::has_m, "M");
        dropped(geo::was_curve, "curve");
        const std::size_t parts = table.geometry[row].part_count();
        const bool single = layer != Layer::street && table.type().geometry != geo::Kind::null;
        if (single && parts > 1 && settings.enabled(Rule::geo_12)) {
          Finding finding = finding_about(Rule::geo_12, settings, reg, table, row);
          finding.arguments = {{"parts", static_cast<std::int64_t>(parts)}};
          night.findings.push_back(std::move(finding));
        }
      }
    }
  }
}

void judge_geometry(Night& night, const Settings& settings) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    Side& side = night.sides[r];
    for (const Layer layer : all_layers) {
      Table& table = side.table(layer);
      if (table.type().geometry == geo::Kind::null || !table.geometry_known) continue;
      const Table& images = side.images[index(layer)];
      std::vector<std::uint32_t> rows;
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.states[row] != RowState::valid) continue;
        if (table.geometry.kind(row) == geo::Kind::null) {
          if (!table.knows_geometry(row) || !needs_geometry(table, row)) continue;
          table.states[row] = RowState::quarantined;
          if (settings.enabled(Rule::geo_01)) {
            night.findings.push_back(finding_about(Rule::geo_01, settings, reg, table, row));
          }
          continue;
        }
        const std::int32_t image = side.image_row[index(layer)][row];
        if (image == no_row ||
            !equal_geometry(table.geometry[row], images.geometry[static_cast<std::size_t>(image)])) {
          rows.push_back(static_cast<std::uint32_t>(row));
        }
      }
      const geo::ValidityReport report = geo::examined(table.geometry, table.type().geometry, rows);
      judge_issues(night, reg, settings, table, report);
      // A repair's new nodes are no survey marks: they go on the grid like everything else.
      geo::snap_to_grid(table.geometry, report.repaired_rows, grid_m);
      for (const std::uint32_t row : report.repaired_rows) {
        settle_geometry(side, layer, row, settings.run.geometry_tolerance_m);
      }
    }
  }
}

}  // namespace uavt::sync
