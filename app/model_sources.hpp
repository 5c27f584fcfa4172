// Sources whose `layer` is a model's type: read and reprojected with the others on a night, judged by
// their model, and fed to no layer. They stand last in the configuration's list, so that a delivery's position is
// its source's.
#pragma once

#include "app/intake.hpp"
#include "sync/account.hpp"
#include "sync/delivery.hpp"
#include "sync/rules_model.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::app {

struct ModelSources {
  std::vector<sync::Delivery> deliveries;
  Reprojection reprojection;       ///< of `deliveries`, by position
  std::vector<sync::Fates> fates;  ///< by position; empty until judged
};

/// Takes the deliveries of model sources out of all.
[[nodiscard]] ModelSources taken_for_models(std::vector<sync::Delivery>& deliveries,
                                            const sync::Settings& settings);

/// Judges each that was read and fills its fates; findings, those of its file included, are added.
void judge(ModelSources& sources, const sync::Settings& settings,
           std::vector<sync::Finding>& findings);

/// Nothing of such a table is published: what was judged is `unchanged`, what cannot be a row
/// `quarantined`.
[[nodiscard]] sync::Fates fates_of(const sync::Delivery& delivery,
                                   const sync::ModelJudgement& judgement);

}  // namespace uavt::app
