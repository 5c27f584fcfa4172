// One number of a layer's quality, as the report shows it and the database keeps it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sync/layer.hpp"

namespace uavt::sync {

/// Elements of ISO 19157, in its order; `duplicate` is the excess that one register has by itself.
enum class Measure : std::uint8_t {
  commission,
  duplicate,
  omission,
  conceptual,
  domain,
  format,
  topological,
  positional,
  classification,
  attribute,
  temporal,
  usability,
};
inline constexpr std::size_t measure_count = 12;
[[nodiscard]] std::string_view name(Measure measure);  ///< "commission", …
[[nodiscard]] std::optional<Measure> measure_named(std::string_view name);

struct QualityMeasure {
  Layer layer{};
  std::optional<std::int64_t> mahalle_kodu;  ///< nothing: the whole layer
  Measure measure{};
  std::uint64_t faulty = 0;  ///< things with at least one open finding of that element
  std::uint64_t of = 0;      ///< things
  auto operator<=>(const QualityMeasure&) const = default;
};

}  // namespace uavt::sync
