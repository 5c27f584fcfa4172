#include "sync/provenance.hpp"

#include <algorithm>

namespace uavt::sync {

namespace {

constexpr std::array<std::string_view, outcome_count> outcomes{
    "kimse",    "tek_taraf", "uzlasma",          "degismedi", "ilk_karsilasma", "tek_degisiklik",
    "yetkisiz", "cakisma",   "cakisma_bekliyor", "karar",     "geri_alma"};
constexpr std::array<std::string_view, 4> takes{"bos", "ulusal", "belediye", "yayimlanan"};

}  // namespace

std::string_view name(Outcome outcome) {
  return outcomes[static_cast<std::size_t>(outcome)];
}
std::optional<Outcome> outcome_named(std::string_view name) {
  const auto* const at = std::ranges::find(outcomes, name);
  if (at == outcomes.end()) return std::nullopt;
  return static_cast<Outcome>(at - outcomes.begin());
}
std::string_view name(Take take) {
  return takes[static_cast<std::size_t>(take)];
}
std::optional<Take> take_named(std::string_view name) {
  const auto* const at = std::ranges::find(takes, name);
  if (at == takes.end()) return std::nullopt;
  return static_cast<Take>(at - takes.begin());
}

}  // namespace uavt::sync
