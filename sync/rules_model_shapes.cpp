// GEO-01 … GEO-07, GEO-14 of a delivered table that a model is the measure of.
#include "sync/rules_geometry.hpp"
#include "sync/rules_model_work.hpp"

#include <array>
#include <set>

namespace uavt::sync {

namespace {

void judge_kind(ModelWork& work, geo::Kind expected, std::span<const std::uint32_t> rows) {
  const geo::GeometryColumn& shapes = work.delivery().rows.geometry;
  const geo::ValidityReport report = geo::examined(shapes, expected, rows);
  std::set<std::uint32_t> ambiguous;
  for (const geo::GeometryIssue& issue : report.issues) {
    if (issue.flaw == geo::Flaw::ambiguous_repair) ambiguous.insert(issue.row);
  }
  for (const geo::GeometryIssue& issue : report.issues) {
    const Rule rule = rule_of(issue.flaw);
    // One fault, one finding: the ring that cannot be filled unambiguously is GEO-14 alone.
    if (ambiguous.contains(issue.row) && (rule == Rule::geo_05 || rule == Rule::geo_06)) continue;
    if (!issue.repaired && info(rule).quarantines) work.set_apart(issue.row);
    Finding* const finding = work.about_row(rule, issue.row, {}, {});
    if (finding == nullptr) continue;
    if (issue.flaw != geo::Flaw::not_finite) finding->point = issue.at;
    describe(*finding, issue, shapes.kind(issue.row), expected);
  }
}

}  // namespace

void judge_model_shapes(ModelWork& work) {
  const ModelAttribute* const shape = work.type().shape();
  const RawTable& table = work.delivery().rows;
  if (shape == nullptr || work.type().geometry == geo::Kind::null || !table.has_geometry) return;
  const bool wanted = shape->multiplicity && shape->multiplicity->least > 0 && !shape->voidable;
  // Any kind will do: each row is examined as what it is.
  constexpr std::array kinds = {geo::Kind::point, geo::Kind::line, geo::Kind::polygon};
  std::array<std::vector<std::uint32_t>, kinds.size()> rows;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const geo::Kind kind = table.geometry.kind(row);
    if (kind == geo::Kind::null) {
      if (!wanted) continue;
      work.set_apart(row);
      Finding* const finding = work.about_row(Rule::geo_01, row, {}, {});
      if (shape->multiplicity_certainty == Certainty::inferred) {
        work.weaken(finding, Severity::warning);
      }
      continue;
    }
    const geo::Kind expected =
        work.type().geometry == geo::Kind::other ? kind : work.type().geometry;
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      if (kinds[k] == expected) rows[k].push_back(static_cast<std::uint32_t>(row));
    }
  }
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    if (!rows[k].empty()) judge_kind(work, kinds[k], rows[k]);
  }
}

}  // namespace uavt::sync
