#include "sync/finding.hpp"

#include <array>

namespace uavt::sync {

std::string_view name(FindingState state) {
  constexpr std::array<std::string_view, 5> names = {"new", "persisting", "reopened", "fixed",
                                                     "waived"};
  return names[static_cast<std::size_t>(state)];
}

std::string_view layer_name(const Subject& subject) {
  return subject.layer ? name(*subject.layer) : std::string_view(subject.model_type);
}

}  // namespace uavt::sync
