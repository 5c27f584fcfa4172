#include "sync/result.hpp"

namespace uavt::sync {

std::string_view name(Fate fate) {
  switch (fate) {
    case Fate::out_of_scope:
      return "out_of_scope";
    case Fate::unchanged:
      return "unchanged";
    case Fate::published:
      return "published";
    case Fate::held:
      return "held";
    case Fate::rejected:
      return "rejected";
    case Fate::quarantined:
      break;
  }
  return "quarantined";
}

}  // namespace uavt::sync
