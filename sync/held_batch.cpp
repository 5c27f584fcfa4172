#include "sync/held_batch.hpp"

#include <algorithm>

namespace uavt::sync {

namespace {

constexpr std::array<std::string_view, guard_operation_count> operation_names = {"ekleme", "degisiklik",
                                                                           "silme"};
constexpr std::array<std::string_view, held_cause_count> cause_names = {
    "cok_degisiklik", "kisa_dosya", "suzgec", "kod_degisikligi", "kaymis_sutun", "sabit_kayma"};
constexpr std::array<std::string_view, batch_state_count> state_names = {"acik", "onaylandi",
                                                                         "reddedildi", "yenilendi"};

template <typename Named, std::size_t Count>
std::optional<Named> named(const std::array<std::string_view, Count>& names,
                           std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Named>(found - names.begin());
}

}  // namespace

std::string_view name(GuardOperation operation) {
  return operation_names[static_cast<std::size_t>(operation)];
}
std::optional<GuardOperation> guard_operation_named(std::string_view name) {
  return named<GuardOperation>(operation_names, name);
}

std::string_view name(HeldCauseKind kind) {
  return cause_names[static_cast<std::size_t>(kind)];
}
std::optional<HeldCauseKind> held_cause_named(std::string_view name) {
  return named<HeldCauseKind>(cause_names, name);
}

std::string_view name(BatchState state) {
  return state_names[static_cast<std::size_t>(state)];
}
std::optional<BatchState> batch_state_named(std::string_view name) {
  return named<BatchState>(state_names, name);
}

}  // namespace uavt::sync
