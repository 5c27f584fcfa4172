#include "sync/match.hpp"

#include "sync/layer_match.hpp"

namespace uavt::sync {

Matched matched(Night& night, const Stored& stored, const Settings& settings) {
  Matched result;
  for (const Layer layer : all_layers) {
    LayerMatch(night, stored, settings, result, layer).build();
  }
  return result;
}

}  // namespace uavt::sync
