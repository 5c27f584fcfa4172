// The words a configuration may use where it must choose one, for complaints that name them. They
// come from the domain's own names, so that a new layer is known here without a second list.
#pragma once

#include "sync/settings.hpp"

#include <span>
#include <string_view>

namespace uavt::config {

[[nodiscard]] std::span<const std::string_view> source_layer_words();
[[nodiscard]] std::span<const std::string_view> layer_words();
[[nodiscard]] std::span<const std::string_view> register_words();
/// Who may have authority in a layer: its two sides, `newest`, `never`.
[[nodiscard]] std::span<const std::string_view> authority_words(sync::Layer layer);

}  // namespace uavt::config
