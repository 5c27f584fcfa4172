// Findings that nobody found tonight and that are told all the same: fixed, or standing because
// nobody looked. What was stored of them is told again, with tonight's state and waiver.
#pragma once

#include "sync/plan.hpp"
#include "sync/result.hpp"
#include "sync/state.hpp"

#include <vector>

namespace uavt::app {

struct KeptOpen {
  const sync::OpenFinding* known = nullptr;  ///< Lifetime: of the Stored it was found in
  sync::KeptFinding told;
  bool rewaived = false;  ///< its waiver began, was replaced or ended: it is stored anew
};

/// Order: by fingerprint. Only those that were stored whole can be told.
[[nodiscard]] std::vector<KeptOpen> kept_findings(const sync::Plan& plan,
                                                  const sync::Stored& stored);

}  // namespace uavt::app
