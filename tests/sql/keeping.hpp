// Models that keep something back, made by hand.
#pragma once

#include "sync/model.hpp"

#include <string>
#include <utility>
#include <vector>

namespace uavt::sql::test {

/// A model that shows one layer a type, and keeps back what is added to it.
class Keeping {
 public:
  Keeping() {
    model_.name = "deneme";
    for (const sync::Layer layer : sync::all_layers) {
      sync::FeatureType type;
      type.name = "T_" + std::string(sync::name(layer));
      type.layer = layer;
      sync::ModelAttribute number;
      number.name = number.from = "tucbs_no";
      number.value = sync::ModelValue::integer;
      type.attributes.push_back(std::move(number));
      model_.types.push_back(std::move(type));
    }
  }
  Keeping& column(sync::Layer layer, const std::string& name) {
    attribute(layer, name).restricted = true;
    return *this;
  }
  Keeping& rows(sync::Layer layer, const std::string& name, std::vector<std::string> values) {
    static_cast<void>(attribute(layer, name));
    model_.types[index(layer)].restricted_rows.emplace_back(name, std::move(values));
    return *this;
  }
  [[nodiscard]] const sync::Model& model() const { return model_; }

 private:
  sync::ModelAttribute& attribute(sync::Layer layer, const std::string& name) {
    auto& attributes = model_.types[index(layer)].attributes;
    for (sync::ModelAttribute& each : attributes) {
      if (each.name == name) return each;
    }
    sync::ModelAttribute one;
    one.name = one.from = name;
    return attributes.emplace_back(std::move(one));
  }
  sync::Model model_;
};

}  // namespace uavt::sql::test
