#include "sync/event.hpp"

namespace uavt::sync {

std::string_view name(EventKind kind) {
  constexpr std::array<std::string_view, event_kind_count> names = {
      "yeniden_adlandirma", "yeniden_numaralama", "mahalle_degisikligi", "sinir_degisikligi",
      "bolunme",            "birlesme",           "yeniden_yapim",       "kod_degisikligi"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace uavt::sync
