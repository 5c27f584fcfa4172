#include "sync/state.hpp"

#include <algorithm>

namespace uavt::sync {
namespace {

constexpr std::array<std::string_view, 4> presence_names = {"ortak", "yalniz_cbs", "yalniz_uavt",
                                                            "tek_kayit"};
constexpr std::array<Register, register_count> alphabetical = {Register::cbs, Register::takbis,
                                                               Register::uavt};

}  // namespace

std::string_view name(Presence presence) {
  return presence_names[static_cast<std::size_t>(presence)];
}

std::optional<Presence> presence_named(std::string_view name) {
  const auto found = std::ranges::find(presence_names, name);
  if (found == presence_names.end()) return std::nullopt;
  return static_cast<Presence>(found - presence_names.begin());
}

std::string text_of(RegisterSet registers) {
  std::string text;
  for (const Register reg : alphabetical) {
    if ((registers & bit(reg)) == 0) continue;
    if (!text.empty()) text += ',';
    text += name(reg);
  }
  return text;
}

RegisterSet registers_of(std::string_view text) {
  unsigned registers = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(','));
    if (const auto reg = register_named(word)) registers |= bit(*reg);
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return static_cast<RegisterSet>(registers);
}

Stored::Stored() {
  for (const Layer layer : all_layers) published[index(layer)].table = Table(layer);
  next_tucbs_no.fill(1);
}

}  // namespace uavt::sync
