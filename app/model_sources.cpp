#include "app/model_sources.hpp"

#include "config/model.hpp"

#include <algorithm>
#include <iterator>

namespace uavt::app {

ModelSources taken_for_models(std::vector<sync::Delivery>& deliveries,
                              const sync::Settings& settings) {
  const auto first = std::ranges::find_if(deliveries, [&](const sync::Delivery& delivery) {
    return !settings.sources[delivery.source].model_type.empty();
  });
  ModelSources taken;
  std::move(first, deliveries.end(), std::back_inserter(taken.deliveries));
  deliveries.erase(first, deliveries.end());
  return taken;
}

void judge(ModelSources& sources, const sync::Settings& settings,
           std::vector<sync::Finding>& findings) {
  if (sources.deliveries.empty()) return;
  const std::vector<sync::Model> known = config::models_with(settings.generation);
  for (sync::Delivery& delivery : sources.deliveries) {
    std::ranges::move(delivery.findings, std::back_inserter(findings));
    delivery.findings.clear();
    sync::Fates& fates = sources.fates.emplace_back();
    if (!delivery.read) continue;
    const std::string& word = settings.sources[delivery.source].model_type;
    for (const sync::Model& model : known) {
      for (const sync::FeatureType& type : model.types) {
        if (sync::full_name(model, type) != word) continue;
        sync::ModelJudgement judgement = sync::judged(model, type, delivery, known, settings);
        fates = fates_of(delivery, judgement);
        std::ranges::move(judgement.findings, std::back_inserter(findings));
      }
    }
  }
}

sync::Fates fates_of(const sync::Delivery& delivery, const sync::ModelJudgement& judgement) {
  sync::Fates fates{};
  const std::uint64_t apart = judgement.set_apart.size() + delivery.unreadable.size();
  fates[static_cast<std::size_t>(sync::Fate::quarantined)] = apart;
  fates[static_cast<std::size_t>(sync::Fate::unchanged)] = delivery.rows_read - apart;
  return fates;
}

}  // namespace uavt::app
