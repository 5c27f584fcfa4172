#include "geo/validity.hpp"

#include "geo/geos_context.hpp"
#include "geo/polygon_filling.hpp"
#include "geo/ring.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace uavt::geo {
namespace {

constexpr std::size_t wkt_vertices = 200;
// Rows a task looks at: enough to make a task worth its start, few enough to share out evenly.
constexpr std::size_t chunk_rows = 512;

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::point:
      return "point";
    case Kind::line:
      return "line";
    case Kind::polygon:
      return "polygon";
    case Kind::other:
      return "other";
  }
  return "other";
}

// What one pass over the vertices of a row sees.
struct Survey {
  bool finite = true, too_short = false;
  Point short_at, open_at, repeated_at;
  std::size_t shortest = 0;  ///< positions of the piece that is too short
  std::size_t open_rings = 0, repeated = 0;
};

bool equal(std::span<const double> xy, std::size_t a, std::size_t b) {
  return xy[2 * a] == xy[2 * b] && xy[2 * a + 1] == xy[2 * b + 1];
}

Point vertex(std::span<const double> xy, std::size_t i) {
  return {xy[2 * i], xy[2 * i + 1]};
}

void survey_piece(std::span<const double> xy, Kind kind, Survey& survey) {
  const std::size_t count = xy.size() / 2;
  std::size_t positions = count == 0 ? 0 : 1;
  for (std::size_t i = 1; i < count; ++i) {
    if (!equal(xy, i - 1, i)) {
      ++positions;
    } else if (survey.repeated++ == 0) {
      survey.repeated_at = vertex(xy, i);
    }
  }
  if (kind == Kind::polygon && count > 0 && !equal(xy, 0, count - 1)) {
    ++positions;
    if (survey.open_rings++ == 0) survey.open_at = vertex(xy, count - 1);
  }
  const std::size_t needed = kind == Kind::polygon ? 4 : kind == Kind::line ? 2 : 1;
  if (positions < needed && !survey.too_short) {
    survey.too_short = true;
    survey.shortest = positions;
    if (count > 0) survey.short_at = vertex(xy, 0);
  }
}

Survey surveyed(const GeometryView& view) {
  Survey survey;
  survey.finite =
      std::ranges::all_of(view.vertices(), [](double value) { return std::isfinite(value); });
  if (!survey.finite) return survey;
  for (std::size_t p = 0; p < view.part_count(); ++p) {
    for (std::size_t r = 0; r < view.ring_count(p); ++r) {
      survey_piece(view.ring(p, r), view.kind(), survey);
    }
  }
  return survey;
}

// The row with its rings closed and without repeated vertices.
GeometryColumn cleaned(const GeometryView& view) {
  GeometryColumn column;
  column.begin_row(view.kind(), view.traits());
  for (std::size_t p = 0; p < view.part_count(); ++p) {
    column.begin_part();
    for (std::size_t r = 0; r < view.ring_count(p); ++r) {
      const auto xy = view.ring(p, r);
      const std::size_t count = xy.size() / 2;
      column.begin_ring();
      for (std::size_t i = 0; i < count; ++i) {
        if (i == 0 || !equal(xy, i - 1, i)) column.add_vertex(xy[2 * i], xy[2 * i + 1]);
      }
      if (view.kind() == Kind::polygon && count > 0 && !equal(xy, 0, count - 1)) {
        column.add_vertex(xy[0], xy[1]);
      }
    }
  }
  column.end_row();
  return column;
}

struct Verdict {
  std::string reason;
  std::optional<Point> at;
};

// GEOS' words about a polygon; nothing when it is valid.
std::optional<Verdict> objection(const GeosContext& context, const GEOSGeometry* geometry) {
  if (geometry == nullptr) return Verdict{context.message(), std::nullopt};
  const GEOSContextHandle_t handle = context.handle();
  char* reason = nullptr;
  GEOSGeometry* location = nullptr;
  const char answer = GEOSisValidDetail_r(handle, geometry, 0, &reason, &location);
  const GeosGeometry place = owned(context, location);
  if (answer == 1) return std::nullopt;
  Verdict verdict{reason != nullptr ? std::string(reason) : context.message(), std::nullopt};
  if (reason != nullptr) GEOSFree_r(handle, reason);
  Point at;
  if (place && GEOSGeomGetX_r(handle, place.get(), &at.x) == 1 &&
      GEOSGeomGetY_r(handle, place.get(), &at.y) == 1) {
    verdict.at = at;
  }
  return verdict;
}

// A ring that lies on itself for a stretch may cross nothing by its winding numbers, and yet is
// GEO-05; two rings that cross each other are GEO-06.
bool ring_lies_on_itself(const GeosContext& context, const GeometryView& view) {
  for (std::size_t p = 0; p < view.part_count(); ++p) {
    for (std::size_t r = 0; r < view.ring_count(p); ++r) {
      if (surely_simple(view.ring(p, r))) continue;
      GeosGeometry ring = geos_ring(context, view.ring(p, r));
      if (!ring) continue;
      const GeosGeometry alone =
          owned(context, GEOSGeom_createPolygon_r(context.handle(), ring.release(), nullptr, 0));
      const auto found = objection(context, alone.get());
      if (found && found->reason == "Self-intersection") return true;
    }
  }
  return false;
}

// One row's way through all tests; its issues and its repair go to the chunk's report.
class RowExaminer {
 public:
  RowExaminer(const GeosContext& context, const GeometryColumn& column, ValidityReport& report)
      : context_(context), column_(column), report_(report) {}

  void examine(std::uint32_t row, Kind expected) {
    const GeometryView view = column_[row];
    row_ = row;
    first_issue_ = report_.issues.size();
    if (view.kind() == Kind::null) return;
    if (view.kind() != expected) {
      add(Flaw::wrong_kind, column_.centre(row), std::string(word(view.kind())));
      return finish(nullptr);
    }
    const Survey survey = surveyed(view);
    if (!survey.finite) {
      add(Flaw::not_finite, column_.centre(row), {});
      return finish(nullptr);
    }
    if (survey.too_short) {
      add(expected == Kind::line ? Flaw::line_too_short : Flaw::ring_too_short, survey.short_at,
          std::to_string(survey.shortest));
      return finish(nullptr);
    }
    if (survey.open_rings > 0) {
      add(Flaw::ring_open, survey.open_at, std::to_string(survey.open_rings));
    }
    if (survey.open_rings == 0 && survey.repeated == 0) return examine_filling(view, survey);
    const GeometryColumn clean = cleaned(view);
    examine_filling(clean[0], survey);
  }

 private:
  // `clean`: closed, without repeats; the row itself when there was nothing to clean.
  void examine_filling(const GeometryView& clean, const Survey& survey) {
    const auto add_repeats = [&] {
      if (survey.repeated == 0) return;
      add(Flaw::repeated_vertices, survey.repeated_at, std::to_string(survey.repeated));
    };
    const bool was_cleaned = survey.open_rings > 0 || survey.repeated > 0;
    const std::optional<Verdict> found = polygon_objection(clean);
    if (!found) {
      add_repeats();
      return finish(was_cleaned ? &clean : nullptr);
    }
    const PolygonFilling filled = filling(context_, clean);
    const bool crossing = filled.crosses_itself || (found->reason == "Self-intersection" &&
                                                    ring_lies_on_itself(context_, clean));
    const Point at = found->at.value_or(column_.centre(row_));
    add(crossing ? Flaw::self_crossing : Flaw::invalid, at, found->reason);
    add_repeats();
    GeometryColumn repaired;
    if (!filled.ambiguous()) {
      append_polygons(context_, filled.even_odd.get(), clean.traits(), repaired);
      if (repaired.kind(0) == Kind::polygon && valid(context_, repaired[0])) {
        const GeometryView after = repaired[0];
        return finish(&after);
      }
    }
    add(Flaw::ambiguous_repair, at, found->reason);
    GeometryIssue& ambiguous = report_.issues.back();
    ambiguous.area_before = filled.even_odd_area;
    ambiguous.area_after = filled.non_zero_area;
    finish(nullptr);
  }

  std::optional<Verdict> polygon_objection(const GeometryView& clean) {
    if (clean.kind() != Kind::polygon) return std::nullopt;
    if (clean.part_count() == 1 && clean.ring_count(0) == 1 && surely_simple(clean.ring(0, 0))) {
      return std::nullopt;
    }
    const GeosGeometry geometry = geos_geometry(context_, clean);
    return objection(context_, geometry.get());
  }

  void add(Flaw flaw, Point at, std::string reason) {
    GeometryIssue& issue = report_.issues.emplace_back();
    issue.row = row_;
    issue.flaw = flaw;
    issue.at = at;
    issue.reason = std::move(reason);
  }

  // Fills in what all issues of the row have in common. `repair`: nothing when there is none.
  void finish(const GeometryView* repair) {
    std::string before =
        report_.issues.size() > first_issue_ ? column_.wkt(row_, wkt_vertices) : std::string();
    std::string after;
    double area_after = 0;
    if (repair != nullptr) {
      report_.repaired_rows.push_back(row_);
      report_.geometries.append(*repair);
      const std::size_t last = report_.geometries.size() - 1;
      after = report_.geometries.wkt(last, wkt_vertices);
      area_after = report_.geometries.area(last);
    }
    for (std::size_t i = first_issue_; i < report_.issues.size(); ++i) {
      GeometryIssue& issue = report_.issues[i];
      issue.before_wkt = before;
      if (issue.flaw == Flaw::ambiguous_repair) continue;
      issue.area_before = column_.area(row_);
      issue.repaired = repair != nullptr;
      issue.after_wkt = after;
      issue.area_after = area_after;
    }
  }

  const GeosContext& context_;
  const GeometryColumn& column_;
  ValidityReport& report_;
  std::uint32_t row_ = 0;
  std::size_t first_issue_ = 0;
};

ValidityReport joined(std::vector<ValidityReport>&& chunks) {
  ValidityReport whole;
  for (ValidityReport& chunk : chunks) {
    std::ranges::move(chunk.issues, std::back_inserter(whole.issues));
    for (std::size_t i = 0; i < chunk.repaired_rows.size(); ++i) {
      whole.repaired_rows.push_back(chunk.repaired_rows[i]);
      whole.geometries.append(chunk.geometries[i]);
    }
    chunk = {};
  }
  return whole;
}

}  // namespace

ValidityReport examined(const GeometryColumn& column, Kind expected,
                        std::span<const std::uint32_t> rows) {
  const std::size_t chunk_count = (rows.size() + chunk_rows - 1) / chunk_rows;
  std::vector<ValidityReport> chunks(chunk_count);
  tbb::enumerable_thread_specific<GeosContext> contexts;
  tbb::parallel_for(std::size_t{0}, chunk_count, [&](std::size_t chunk) {
    RowExaminer examiner(contexts.local(), column, chunks[chunk]);
    const std::size_t first = chunk * chunk_rows;
    for (const std::uint32_t row : rows.subspan(first, std::min(chunk_rows, rows.size() - first))) {
      examiner.examine(row, expected);
    }
  });
  return joined(std::move(chunks));
}

}  // namespace uavt::geo
