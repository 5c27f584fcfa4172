// Turkish letters and words for disguises: written out by hand, so that the tests do not lean on the
// text functions they are to try.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace uavt::night::test {

[[nodiscard]] std::string upper_case(std::string_view text);
[[nodiscard]] std::string lower_case(std::string_view text);
[[nodiscard]] std::string title_case(std::string_view text);
/// Letters with marks as base letter and combining mark (NFD).
[[nodiscard]] std::string decomposed(std::string_view text);

/// " Sok.", " (CADDE)" …: behind a street name, by the delivered type ("sokak"); empty for types
/// that have no short form.
[[nodiscard]] std::string street_word(std::string_view type, std::mt19937_64& random);
/// " Mah.", " MAHALLESİ" …
[[nodiscard]] std::string neighbourhood_word(std::mt19937_64& random);
/// "ATATÜRK CADDESİ" → "ATATÜRK Cd."; as it is when it ends with no type word.
[[nodiscard]] std::string with_other_type_word(const std::string& name, std::mt19937_64& random);

}  // namespace uavt::night::test
