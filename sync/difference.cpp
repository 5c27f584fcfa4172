#include "sync/difference.hpp"

#include "sync/reconcile.hpp"

namespace uavt::sync {

Difference difference_of(Layer layer, std::size_t entity, std::uint8_t group,
                         const Decision& decision, Authority authority,
                         const std::function<bool()>& municipal_published) {
  Difference difference{.layer = layer, .entity = entity, .group = group};
  const Sides both = sides(layer);
  if (decision.outcome == Outcome::ruled || authority == Authority::newest) {
    const bool municipal =
        decision.take == Take::municipal ||
        (decision.take == Take::published && municipal_published());
    difference.right = municipal ? both.municipal : both.national;
    return difference;
  }
  const bool national = authority == Authority::uavt || authority == Authority::takbis;
  difference.right = national ? both.national : both.municipal;
  // Until somebody decides, the municipality's document is taken to be right.
  difference.waits = authority == Authority::never;
  return difference;
}

}  // namespace uavt::sync
