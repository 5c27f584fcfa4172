// The words of the sample city. UAVT writes capitals, the municipality title case; both come from
// one capital spelling so that they are the same name and never the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace uavt::city {

/// Turkish title case of a capital text: "ŞEHİT ALİ IŞIK" → "Şehit Ali Işık".
[[nodiscard]] std::string title_case(std::string_view capitals);

/// What a CP1254 text looks like when it was read as Latin-1: Ş → Þ, İ → Ý, Ğ → Ð and the small
/// ones.
[[nodiscard]] std::string latin1_misread(std::string_view text);

/// True when `latin1_misread` would change something.
[[nodiscard]] bool can_be_misread(std::string_view text);

/// Names of neighbourhoods, all different, also with İ and I made one.
[[nodiscard]] std::string neighbourhood_name(std::uint32_t index);

/// Names of streets without type word; several thousand different ones, no numbers.
inline constexpr std::uint32_t street_name_count = 130 + 8 * 32 * 32;
[[nodiscard]] std::string street_name(std::uint32_t index);

/// "GÜNEŞ APARTMANI", "YEŞİLVADİ SİTESİ".
[[nodiscard]] std::string apartment_name(std::uint32_t draw);
[[nodiscard]] std::string estate_name(std::uint32_t draw);

}  // namespace uavt::city
