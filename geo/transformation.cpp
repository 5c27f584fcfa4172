#include "geo/transformation.hpp"

#include "geo/error.hpp"
#include "geo/proj_context.hpp"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <numbers>

namespace uavt::geo {
namespace {

// Vertices one task transforms: far above PROJ's cost per call, far below a layer.
constexpr std::size_t chunk_vertices = 8192;

std::string name_or(const char* name, const std::string& otherwise) {
  return name != nullptr && *name != '\0' ? name : otherwise;
}

// The grid files of an operation; with `missing`, only those that are not on this machine.
enum class Grids { used, missing };
std::vector<std::string> grids(const ProjContext& context, const PJ* operation, Grids which) {
  std::vector<std::string> names;
  const int count = proj_coordoperation_get_grid_used_count(context.handle(), operation);
  for (int i = 0; i < count; ++i) {
    const char* name = nullptr;
    int available = 0;
    if (proj_coordoperation_get_grid_used(context.handle(), operation, i, &name, nullptr, nullptr,
                                          nullptr, nullptr, nullptr, &available) == 0) {
      continue;
    }
    if (which == Grids::used || available == 0) names.push_back(name_or(name, "?"));
  }
  return names;
}

bool ballpark(const ProjContext& context, const PJ* operation) {
  return proj_coordoperation_has_ballpark_transformation(context.handle(), operation) != 0;
}

double accuracy(const ProjContext& context, const PJ* operation) {
  const double metres = proj_coordoperation_get_accuracy(context.handle(), operation);
  return metres < 0 ? -1 : metres;
}

// All operations PROJ knows over the area, best first: those whose grids are here before the
// others, then by how much of the area they cover, then by accuracy.
ProjList operations(const ProjContext& context, const PJ* source, const PJ* target,
                    const Box& area) {
  const ProjFactory factory(proj_create_operation_factory_context(context.handle(), nullptr));
  if (!factory) return nullptr;
  if (!area.empty()) {
    proj_operation_factory_context_set_area_of_interest(context.handle(), factory.get(), area.min_x,
                                                        area.min_y, area.max_x, area.max_y);
  }
  proj_operation_factory_context_set_spatial_criterion(context.handle(), factory.get(),
                                                       PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
  proj_operation_factory_context_set_grid_availability_use(context.handle(), factory.get(),
                                                           PROJ_GRID_AVAILABILITY_USED_FOR_SORTING);
  return ProjList(proj_create_operations(context.handle(), source, target, factory.get()));
}

struct Choice {
  ProjObject operation;
  bool ballpark_seen = false;
  std::vector<std::string> missing_grids;  ///< of operations better than the one chosen
};

Choice chosen(const ProjContext& context, const PJ_OBJ_LIST* candidates, bool allow_ballpark) {
  Choice choice;
  struct Unusable {
    double accuracy_m;
    std::vector<std::string> missing;
  };
  std::vector<Unusable> unusable;
  const int count = candidates == nullptr ? 0 : proj_list_get_count(candidates);
  for (int i = 0; i < count; ++i) {
    ProjObject candidate(proj_list_get(context.handle(), candidates, i));
    if (!candidate) continue;
    auto missing = grids(context, candidate.get(), Grids::missing);
    const bool rough = ballpark(context, candidate.get());
    choice.ballpark_seen = choice.ballpark_seen || rough;
    if (!missing.empty()) {
      if (!rough) unusable.push_back({accuracy(context, candidate.get()), std::move(missing)});
    } else if (!choice.operation && (!rough || allow_ballpark) &&
               proj_coordoperation_is_instantiable(context.handle(), candidate.get()) != 0) {
      choice.operation = std::move(candidate);
    }
  }
  const double reached = choice.operation ? accuracy(context, choice.operation.get()) : -1;
  for (const Unusable& other : unusable) {
    const bool better = other.accuracy_m >= 0 && (reached < 0 || other.accuracy_m < reached);
    if (!better) continue;
    for (const std::string& grid : other.missing) {
      if (std::ranges::find(choice.missing_grids, grid) == choice.missing_grids.end()) {
        choice.missing_grids.push_back(grid);
      }
    }
  }
  return choice;
}

}  // namespace

struct Transformation::Implementation {
  // PROJ objects are not shared between threads: each gets its clone in a context of its own.
  struct Worker {
    ProjContext context;
    ProjObject operation;
  };

  OperationAccount account;
  bool identity = false;
  double before = 1, after = 1;  // degrees ↔ radians where a raw pipeline wants radians
  ProjContext context;
  ProjObject operation;
  mutable std::mutex cloning;
  mutable tbb::enumerable_thread_specific<std::unique_ptr<Worker>> workers;

  PJ* own_operation() const {
    std::unique_ptr<Worker>& worker = workers.local();
    if (!worker) {
      auto made = std::make_unique<Worker>();
      const std::lock_guard lock(cloning);
      made->operation.reset(proj_clone(made->context.handle(), operation.get()));
      if (!made->operation) {
        throw CrsError("PROJ cannot copy the operation \"" + account.operation +
                       "\": " + made->context.message());
      }
      worker = std::move(made);
    }
    return worker->operation.get();
  }

  void use_pipeline(const std::string& pipeline) {
    operation.reset(proj_create(context.handle(), pipeline.c_str()));
    if (!operation || proj_is_crs(operation.get()) != 0) {
      throw CrsError("the pipeline \"" + pipeline + "\" is not a PROJ operation: " +
                     (operation ? "it is a coordinate system" : context.message()));
    }
    if (proj_angular_input(operation.get(), PJ_FWD) != 0) before = std::numbers::pi / 180;
    if (proj_angular_output(operation.get(), PJ_FWD) != 0) after = 180 / std::numbers::pi;
    account.operation = name_or(proj_get_name(operation.get()), pipeline);
    account.accuracy_m = accuracy(context, operation.get());
    account.grids = grids(context, operation.get(), Grids::used);
  }

  void choose(const PJ* source, const PJ* target, const Box& area, bool allow_ballpark) {
    const ProjList candidates = operations(context, source, target, area);
    Choice choice = chosen(context, candidates.get(), allow_ballpark);
    if (!choice.operation) {
      const std::string way = "from " + account.source_crs + " to " + account.target_crs;
      std::string install;
      for (const std::string& grid : choice.missing_grids) {
        install += (install.empty() ? "install a grid file (" : ", ") + grid;
      }
      if (!install.empty()) install += "), or ";
      if (choice.ballpark_seen) {
        throw CrsError("only a ballpark operation leads " + way +
                       ", which can be off by hundreds of metres; " + install +
                       "give `pipeline` with your own parameters, or `allow_ballpark = true`");
      }
      throw CrsError("no usable operation leads " + way + "; " + install + "give `pipeline`" +
                     (context.message().empty() ? "" : " (" + context.message() + ")"));
    }
    account.operation = name_or(proj_get_name(choice.operation.get()), "unnamed");
    account.accuracy_m = accuracy(context, choice.operation.get());
    account.ballpark = ballpark(context, choice.operation.get());
    account.grids = grids(context, choice.operation.get(), Grids::used);
    account.missing_grids = std::move(choice.missing_grids);
    operation.reset(proj_normalize_for_visualization(context.handle(), choice.operation.get()));
    if (!operation)
      throw CrsError("PROJ cannot put the axes of the operation east/north: " + context.message());
  }
};

Transformation::Transformation(const std::string& source, const std::string& target,
                               const Box& area_lonlat, const TransformationOptions& options)
    : implementation_(std::make_unique<Implementation>()) {
  Implementation& own = *implementation_;
  const ProjObject from = crs_named(own.context, source), to = crs_named(own.context, target);
  own.account.source_crs = name_of(from.get());
  own.account.target_crs = name_of(to.get());
  if (!options.pipeline.empty()) {
    own.use_pipeline(options.pipeline);
  } else if (same_crs(own.context, from.get(), to.get())) {
    own.identity = true;
    own.account.operation = "identity";
    own.account.accuracy_m = 0;
  } else {
    own.choose(from.get(), to.get(), area_lonlat, options.allow_ballpark);
  }
}

Transformation::~Transformation() = default;
Transformation::Transformation(Transformation&&) noexcept = default;
Transformation& Transformation::operator=(Transformation&&) noexcept = default;

void Transformation::apply(std::span<double> xy) const {
  if (implementation_->identity) return;
  const Implementation& own = *implementation_;
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, xy.size() / 2, chunk_vertices),
                    [&](const tbb::blocked_range<std::size_t>& range) {
                      PJ* operation = own.own_operation();
                      double* x = xy.data() + 2 * range.begin();
                      double* y = x + 1;
                      const std::span<double> values(x, 2 * range.size());
                      constexpr double lost = std::numeric_limits<double>::quiet_NaN();
                      if (own.before != 1) {
                        for (double& value : values) value *= own.before;
                      }
                      constexpr std::size_t stride = 2 * sizeof(double);
                      proj_trans_generic(operation, PJ_FWD, x, stride, range.size(), y, stride,
                                         range.size(), nullptr, 0, 0, nullptr, 0, 0);
                      proj_errno_reset(operation);
                      for (std::size_t i = 0; i < values.size(); i += 2) {
                        // PROJ says "cannot" with infinity; half a position is none.
                        if (!std::isfinite(values[i]) || !std::isfinite(values[i + 1])) {
                          values[i] = values[i + 1] = lost;
                        } else if (own.after != 1) {
                          values[i] *= own.after;
                          values[i + 1] *= own.after;
                        }
                      }
                    });
}

const OperationAccount& Transformation::account() const {
  return implementation_->account;
}

bool Transformation::identity() const {
  return implementation_->identity;
}

}  // namespace uavt::geo
