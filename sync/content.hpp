// What a row without a code is known by: its content under its parent. The same key follows a row
// from night to night and lets the two registers meet (first match).
#pragma once

#include <cstdint>
#include <string>

#include "sync/table.hpp"

namespace uavt::sync {

/// How much of the content takes part. `full` is the whole key; `without_block` leaves the blok of
/// a door out (two registers may meet so where no blok contradicts, never two nights of one).
enum class ContentKey : std::uint8_t { full, without_block };

/// mahalle: strict name · csbm: mahalle, strict name, tip · numarataj: csbm, canonical kapı no, blok ·
/// bagimsiz_bolum: door, iç kapı · parsel: tapu mahallesi, ada, parsel · others none.
/// `parent` identifies the parent (0: unknown). Empty when the row cannot be known by content.
/// Source: DESIGN §2.
[[nodiscard]] std::string content_key(const Table& table, std::size_t row, std::int64_t parent,
                                      ContentKey key = ContentKey::full);

/// The canonical row: what stays when file order, encoding, case and noise change. References and
/// shadows take no part.
[[nodiscard]] std::string canonical_content(const Table& table, std::size_t row);

/// The reference that leads to the parent of `content_key`: csbm → mahalle, numarataj → csbm,
/// bagimsiz_bolum → numarataj; npos for layers without one.
[[nodiscard]] std::size_t parent_reference(Layer layer);

/// True when both rows carry an own code of the same kind and the codes differ.
[[nodiscard]] bool codes_contradict(const Table& a, std::size_t row_a, const Table& b,
                                    std::size_t row_b);

/// The veto on content and place matching: door number, iç kapı or blok given on both sides and
/// different. Source: DESIGN §4.6.
[[nodiscard]] bool vetoed(const Table& a, std::size_t row_a, const Table& b, std::size_t row_b);

}  // namespace uavt::sync
