// A delivery as bytes on disk and back: the memory behind `DeliveryCache`. The format is this
// version's own; anything that does not fit exactly is no entry.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sync/delivery.hpp"

namespace uavt::importers {

/// The delivery in the cache's format: magic, format version, key, checksum, content.
[[nodiscard]] std::string packed(const sync::Delivery& delivery, std::string_view key);

/// How the bytes of a key begin: who looks for it need not read the rest of another's.
[[nodiscard]] std::string head(std::string_view key);

/// Nothing when the bytes are another key's, another version's, cut off or damaged.
[[nodiscard]] std::optional<sync::Delivery> unpacked(std::string_view bytes, std::string_view key);

}  // namespace uavt::importers
