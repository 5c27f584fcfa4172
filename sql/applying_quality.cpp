#include "sql/applying.hpp"
#include "sql/statements.hpp"

#include <vector>

namespace uavt::sql {
namespace {

/// Measures as array parameters, one a column.
struct MeasureArrays {
  std::string layers, mahalle, measures, faulty, of;
  explicit MeasureArrays(std::span<const sync::QualityMeasure> rows) {
    std::vector<std::string> layer;
    std::vector<std::string> measure;
    std::vector<std::int64_t> wrong;
    std::vector<std::int64_t> all;
    mahalle = "{";
    for (const sync::QualityMeasure& row : rows) {
      layer.emplace_back(sync::name(row.layer));
      measure.emplace_back(sync::name(row.measure));
      wrong.push_back(static_cast<std::int64_t>(row.faulty));
      all.push_back(static_cast<std::int64_t>(row.of));
      if (mahalle.size() > 1) mahalle += ',';
      mahalle += row.mahalle_kodu ? std::to_string(*row.mahalle_kodu) : "NULL";
    }
    mahalle += '}';
    layers = array_parameter(layer);
    measures = array_parameter(measure);
    faulty = array_parameter(wrong);
    of = array_parameter(all);
  }
};

}  // namespace

void apply_quality(const Applying& applying, std::span<const sync::QualityMeasure> ended,
                   std::span<const sync::QualityMeasure> begun) {
  if (!ended.empty()) {
    const MeasureArrays arrays(ended);
    const auto done =
        applying.work.exec_params(query("close_measures"), applying.ilce_kodu, applying.run,
                                  arrays.layers, arrays.mahalle, arrays.measures);
    require_count("kalite.olcu", "close", ended.size(), done.affected_rows());
  }
  if (begun.empty()) return;
  const MeasureArrays arrays(begun);
  const auto done = applying.work.exec_params(
      query("open_measures"), applying.ilce_kodu, applying.run, arrays.layers, arrays.mahalle,
      arrays.measures, arrays.faulty, arrays.of);
  require_count("kalite.olcu", "open", begun.size(), done.affected_rows());
}

}  // namespace uavt::sql
