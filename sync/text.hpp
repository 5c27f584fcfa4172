// Turkish text: the forms in which names, numbers and plain text are compared. Two levels only –
// strict for equality; nothing in this program merges on a looser one. ICU is behind it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace uavt::sync {

/// Turkish upper case (i→İ, ı→I) of NFC text, blanks trimmed and runs of them one. Invalid UTF-8
/// bytes become U+FFFD.
[[nodiscard]] std::string upper(std::string_view text);

/// The strict form (DESIGN §2): NFC; CR/LF/TAB and runs of blanks one blank; trimmed; Turkish upper
/// case; circumflex dropped; one type word of a street or mahalle (or its abbreviation) off the
/// end, bracketed or not; then trailing `. - ,`.
///   "Atatürk Mh." → "ATATÜRK" · "13001 NOLU (Sokak)" → "13001 NOLU" · "OSB 1 NOLU CADDE" → "OSB 1 NOLU"
enum class TypeWords : std::uint8_t { none, street, neighbourhood };
[[nodiscard]] std::string strict(std::string_view name, TypeWords words);

/// The strict form with İ and I made one: a mahalle name may meet so if unique in the ilçe.
[[nodiscard]] std::string dotless(std::string_view strict_form);

/// A street name with its type word: "3. KAVŞAK BULVARI" → {"3. KAVŞAK", bulvar}.
/// `type` is the position in the csbm tip list, nothing when no type word ends the name.
struct TypedName {
  std::string name;  ///< as delivered, without the type word, trimmed
  std::optional<std::int64_t> type;
};
[[nodiscard]] TypedName split_type(std::string_view name_with_type);

/// Canonical door number: Turkish upper case, no blanks but one between digits ("2 1" ≠ "21"),
/// separators between digit and letter dropped ("12/A" = "12-A" = "12A"), between digits kept as
/// "/" or "-" ("2/1" ≠ "21"); leading zeros dropped. Placeholders ("-", "0", "") give "".
[[nodiscard]] std::string canonical_door_number(std::string_view number);

/// NFC, trimmed, Turkish upper case: how all other text is compared.
[[nodiscard]] std::string plain_form(std::string_view text);

/// Column and table names: upper case ASCII, Turkish letters folded, everything but letters and
/// digits dropped. "Zemin Üstü Kat_Sayısı " → "ZEMINUSTUKATSAYISI".
[[nodiscard]] std::string folded_identifier(std::string_view name);

/// One name for the many spellings of a text encoding: "windows-1254", "1254", "ANSI 1254" →
/// "CP1254"; "65001" → "UTF-8". Unknown names come back as they are.
[[nodiscard]] std::string encoding_name(std::string_view spelling);

/// Edit distance over bytes of folded identifiers: to name the nearest known word.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// True for valid UTF-8.
[[nodiscard]] bool valid_utf8(std::string_view bytes);

/// Days since 1970-01-01 ↔ "2026-11-22".
[[nodiscard]] std::string iso_date(std::int64_t days);
[[nodiscard]] std::optional<std::int64_t> days_of(int year, int month, int day);

/// 128-bit hash of bytes, 32 hex digits: finding fingerprints. Stable for ever (FNV-1a 128).
[[nodiscard]] std::string hash_hex(std::string_view bytes);
/// 64-bit hash for tables in memory; never stored.
[[nodiscard]] std::uint64_t hash64(std::string_view bytes);

}  // namespace uavt::sync
