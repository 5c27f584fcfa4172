#include "config/vocabulary.hpp"

#include <array>
#include <utility>

namespace uavt::config {

namespace {

template <class Enum, std::size_t... positions>
std::array<std::string_view, sizeof...(positions)> names(std::index_sequence<positions...>) {
  return {sync::name(static_cast<Enum>(positions))...};
}

}  // namespace

std::span<const std::string_view> source_layer_words() {
  static const auto words =
      names<sync::SourceLayer>(std::make_index_sequence<sync::source_layer_count>());
  return words;
}

std::span<const std::string_view> layer_words() {
  static const auto words = names<sync::Layer>(std::make_index_sequence<sync::layer_count>());
  return words;
}

std::span<const std::string_view> register_words() {
  static const auto words = names<sync::Register>(std::make_index_sequence<sync::register_count>());
  return words;
}

std::span<const std::string_view> authority_words(sync::Layer layer) {
  static constexpr std::array<std::string_view, 4> addresses = {"uavt", "cbs", "newest", "never"};
  static constexpr std::array<std::string_view, 4> parcels = {"takbis", "cbs", "newest", "never"};
  return sync::sides(layer).national == sync::Register::takbis ? parcels : addresses;
}

}  // namespace uavt::config
