#include "sync/coverage.hpp"

#include "sync/image.hpp"

namespace uavt::sync {

bool feeds(SourceLayer source, Layer layer) {
  switch (source) {
    case SourceLayer::flat:
      return layer == Layer::neighbourhood || layer == Layer::street || layer == Layer::door ||
             layer == Layer::unit;
    case SourceLayer::road:
    case SourceLayer::road_side:
      return layer == Layer::street || layer == Layer::centreline;
    case SourceLayer::centreline:
      return layer == Layer::centreline;
    default:
      return name(source) == name(layer);
  }
}

Coverages coverages(std::span<const Delivery> deliveries, const Settings& settings) {
  Coverages result;
  for (const Delivery& delivery : deliveries) {
    if (!delivery.read) continue;
    const SourceSettings& source = settings.sources[delivery.source];
    for (const Layer layer : all_layers) {
      if (!feeds(source.layer, layer)) continue;
      LayerCoverage& coverage = result[index(source.reg)][index(layer)];
      const bool delta = source.delivery == DeliveryKind::delta;
      coverage.only_deltas = delta && (coverage.only_deltas || !coverage.delivered);
      coverage.delivered = true;
      coverage.everything = coverage.everything || source.coverage.empty();
      coverage.codes.insert(source.coverage.begin(), source.coverage.end());
      if (delta) coverage.absence_counts = false;
    }
  }
  // A layer fed by several sources is complete only when each of them was read.
  for (const Delivery& delivery : deliveries) {
    if (delivery.read) continue;
    const SourceSettings& source = settings.sources[delivery.source];
    for (const Layer layer : all_layers) {
      if (!feeds(source.layer, layer)) continue;
      LayerCoverage& coverage = result[index(source.reg)][index(layer)];
      coverage.absence_counts = coverage.only_deltas = false;
    }
  }
  return result;
}

bool covers(const LayerCoverage& coverage, std::int64_t mahalle_tucbs_no,
            const Published& neighbourhoods) {
  if (!coverage.delivered || !coverage.absence_counts) return false;
  if (coverage.everything) return true;
  const std::int32_t row = row_of(neighbourhoods.table.tucbs_no, mahalle_tucbs_no);
  if (row == no_row) return false;
  const Column& codes =
      neighbourhoods.table.columns[position(Layer::neighbourhood, "mahalle_kodu")];
  const auto at = static_cast<std::size_t>(row);
  return !codes.null(at) && coverage.codes.contains(codes.integers[at]);
}

}  // namespace uavt::sync
