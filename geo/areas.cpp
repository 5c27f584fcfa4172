// Where geometries lie among a set of areas. Almost every building and door lies in one mahalle and
// far from its border, so the work is: look at the board of cells; near a border find the
// candidates by box and ask the prepared area whether it covers; only across one measure how much
// lies where.
#include "geo/area_cells.hpp"
#include "geo/geos_context.hpp"
#include "geo/measures.hpp"
#include "geo/spatial_index.hpp"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <limits>
#include <optional>

namespace uavt::geo {
namespace {

// GEOS answers 0, 1, or 2 for "exception": only 1 is yes.
bool yes(char answer) {
  return answer == 1;
}

}  // namespace

struct Areas::Implementation {
  // One thread's GEOS objects. Areas are prepared when first asked about.
  struct Worker {
    struct Area {
      GeosGeometry geometry;
      GeosPrepared prepared;
    };
    GeosContext context;
    std::vector<Area> areas;
    std::vector<std::uint32_t> candidates, touched;
  };

  GeometryColumn polygons;
  std::vector<Box> area_boxes;
  SpatialIndex index;
  std::optional<AreaCells> cells;
  double margin_m = 0;
  Box reach;
  mutable tbb::enumerable_thread_specific<std::unique_ptr<Worker>> workers;

  Worker& worker() const {
    std::unique_ptr<Worker>& own = workers.local();
    if (!own) {
      own = std::make_unique<Worker>();
      own->areas.resize(polygons.size());
    }
    return *own;
  }

  const Worker::Area& area(Worker& worker, std::uint32_t row) const {
    Worker::Area& found = worker.areas[row];
    if (!found.prepared) {
      const GEOSContextHandle_t handle = worker.context.handle();
      found.geometry = geos_geometry(worker.context, polygons[row]);
      if (found.geometry && !yes(GEOSisValid_r(handle, found.geometry.get()))) {
        // A mahalle that was set apart may still be asked about; predicates need a valid one.
        found.geometry = owned(worker.context, GEOSMakeValid_r(handle, found.geometry.get()));
      }
      if (!found.geometry) {
        found.geometry = owned(worker.context, GEOSGeom_createEmptyPolygon_r(handle));
      }
      found.prepared =
          GeosPrepared(GEOSPrepare_r(handle, found.geometry.get()), GeosPreparedDeleter{handle});
    }
    return found;
  }

  // How much of the geometry the area holds: square metres or metres, 0 when GEOS cannot say.
  double share(Worker& worker, std::uint32_t row, const GEOSGeometry* geometry, Kind kind) const {
    const GEOSContextHandle_t handle = worker.context.handle();
    const GeosGeometry shared = owned(
        worker.context, GEOSIntersection_r(handle, area(worker, row).geometry.get(), geometry));
    double measure = 0;
    if (!shared) return 0;
    const int done = kind == Kind::polygon ? GEOSArea_r(handle, shared.get(), &measure)
                                           : GEOSLength_r(handle, shared.get(), &measure);
    return done == 1 ? measure : 0;
  }

  std::int32_t largest_share(Worker& worker, const GEOSGeometry* geometry, Kind kind) const {
    const auto& touched = worker.touched;
    if (touched.empty()) return -1;
    std::uint32_t best = touched.front();
    if (touched.size() > 1 && kind != Kind::point) {
      double most = share(worker, best, geometry, kind);
      for (std::size_t i = 1; i < touched.size(); ++i) {
        const double here = share(worker, touched[i], geometry, kind);
        if (here > most) {
          most = here;
          best = touched[i];
        }
      }
    }
    return static_cast<std::int32_t>(best);
  }

  bool reaches(Worker& worker, const GEOSGeometry* geometry, const Box& box) const {
    worker.candidates.clear();
    index.query(box.grown(margin_m), worker.candidates);
    for (const std::uint32_t row : worker.candidates) {
      if (yes(GEOSPreparedDistanceWithin_r(worker.context.handle(),
                                           area(worker, row).prepared.get(), geometry, margin_m))) {
        return true;
      }
    }
    return false;
  }

  // `geometry` was made by this thread's worker.
  double distance(std::uint32_t row, const GeosGeometry& geometry) const {
    Worker& own = worker();
    double metres = 0;
    if (polygons.kind(row) != Kind::polygon || !geometry ||
        GEOSPreparedDistance_r(own.context.handle(), area(own, row).prepared.get(), geometry.get(),
                               &metres) != 1) {
      return std::numeric_limits<double>::infinity();
    }
    return metres;
  }

  Place place(Worker& worker, const GeometryView& view) const {
    const Box box = view.box();
    // Nothing to ask: no position, or nobody who could say that it is not ours.
    if (box.empty() || index.empty()) return {};
    if (!reach.intersects(box)) return {.area = -1, .within_reach = false};
    if (const std::int32_t holder = cells->holder(box); holder >= 0) return {.area = holder};
    const GeosGeometry geometry = geos_geometry(worker.context, view);
    if (!geometry) return {};
    const GEOSContextHandle_t handle = worker.context.handle();
    worker.candidates.clear();
    worker.touched.clear();
    index.query(box, worker.candidates);
    for (const std::uint32_t row : worker.candidates) {
      const GEOSPreparedGeometry* prepared = area(worker, row).prepared.get();
      // The first area that covers it holds all of it; no other can hold more.
      if (yes(GEOSPreparedCovers_r(handle, prepared, geometry.get()))) {
        return {.area = static_cast<std::int32_t>(row)};
      }
      if (yes(GEOSPreparedIntersects_r(handle, prepared, geometry.get()))) {
        worker.touched.push_back(row);
      }
    }
    const std::int32_t holder = largest_share(worker, geometry.get(), view.kind());
    return {.area = holder, .within_reach = holder >= 0 || reaches(worker, geometry.get(), box)};
  }
};

Areas::Areas(const GeometryColumn& polygons, double margin_m)
    : implementation_(std::make_unique<Implementation>()) {
  Implementation& own = *implementation_;
  own.margin_m = margin_m;
  for (std::size_t row = 0; row < polygons.size(); ++row) {
    if (polygons.kind(row) == Kind::polygon && polygons.finite(row)) {
      own.polygons.append(polygons[row]);
    } else {
      own.polygons.append_null();
    }
  }
  const GeosContext context;
  std::vector<bool> trusted(own.polygons.size());
  for (std::size_t row = 0; row < trusted.size(); ++row) {
    trusted[row] = own.polygons.kind(row) == Kind::polygon && valid(context, own.polygons[row]);
  }
  own.cells.emplace(own.polygons, trusted);
  own.area_boxes = boxes(own.polygons);
  for (const Box& box : own.area_boxes) own.reach.add(box);
  own.reach = own.reach.grown(margin_m);
  own.index = SpatialIndex(own.area_boxes);
}

Areas::~Areas() = default;
Areas::Areas(Areas&&) noexcept = default;
Areas& Areas::operator=(Areas&&) noexcept = default;

std::vector<Areas::Place> Areas::places(const GeometryColumn& geometries) const {
  std::vector<Place> result(geometries.size());
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, geometries.size(), 256),
                    [&](const tbb::blocked_range<std::size_t>& range) {
                      Implementation::Worker& worker = implementation_->worker();
                      for (std::size_t row = range.begin(); row < range.end(); ++row) {
                        result[row] = implementation_->place(worker, geometries[row]);
                      }
                    });
  return result;
}

double Areas::distance_to(std::uint32_t area, Point point) const {
  const Implementation::Worker& worker = implementation_->worker();
  return implementation_->distance(area, geos_point(worker.context, point));
}

double Areas::distance_to(std::uint32_t area, const GeometryView& geometry) const {
  const Implementation::Worker& worker = implementation_->worker();
  return implementation_->distance(area, geos_geometry(worker.context, geometry));
}

Box Areas::reach() const {
  return implementation_->reach;
}

bool Areas::empty() const {
  return implementation_->index.empty();
}

}  // namespace uavt::geo
