// One layer's part of the plan: every entity, every group.
#pragma once

#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"
#include "sync/settings.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace uavt::sync {

using UnsettledKey = std::tuple<Layer, std::int64_t, Register, std::uint8_t>;

/// What all layers share while the plan is made. Layers are reconciled at the same time: of the
/// plan each writes its own part, and reads of the others only who leaves.
struct ReconcileWork {
  const Night& night;
  const Stored& stored;
  const Settings& settings;
  Plan& plan;
  std::map<UnsettledKey, const Unsettled*> unsettled;
  Spoken spoken;  ///< before tonight and tonight
  /// mahalle tucbs_no → UAVT code, for findings.
  std::map<std::int64_t, std::int64_t> mahalle_codes;
};

/// "bina.kat": how a group's authority is named and remembered.
[[nodiscard]] std::string full_name(Layer layer, std::size_t group);

class LayerReconcile {
 public:
  LayerReconcile(ReconcileWork& work, const Matched& matched, Layer layer);
  ~LayerReconcile();
  LayerReconcile(LayerReconcile&&) noexcept;
  LayerReconcile& operator=(LayerReconcile&&) noexcept;

  /// Who leaves. Known of every layer before any row is looked at: others may refer to it.
  void note_leavers();
  /// Into the work's plan: the layer's rows and images.
  void reconcile();

  /// What the layer found and what waits in it.
  [[nodiscard]] std::vector<Finding>& findings();
  [[nodiscard]] std::vector<Unsettled>& unsettled();
  /// Ids of the rulings on its rows that ended.
  [[nodiscard]] std::vector<std::int64_t> rulings_ended();
  /// Where the sides differ, or only one has the thing, and whose word stands.
  [[nodiscard]] std::vector<Difference>& differences();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace uavt::sync
