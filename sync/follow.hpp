// Within a register a row is followed from night to night, so that it keeps its number whatever its
// row in the file: by code, else by the source's own id, else by content, else by place.
#pragma once

#include "sync/coverage.hpp"
#include "sync/hold.hpp"
#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>

namespace uavt::sync {

/// Gives every row of the side's tables that was seen before its tucbs_no and its image_row. Rows
/// not seen before keep 0 and no_row. A KEY-09 id (`id_column` that repeats) has already been
/// cleared by `mapped`; ids that were renumbered (MOD-11, into the side's findings) lead nobody.
/// What `coverage` does not say to be gone meets nothing under another key, code or shape.
/// Order: the result does not depend on the order of rows.
void follow(Side& side, const Settings& settings, const SideCoverage& coverage);

/// Does tonight's delivery speak for this layer in this mahalle (its tucbs_no; 0: none known)?
using Coverage = std::function<bool(Layer, std::int64_t)>;

/// After `validate`: images nobody delivers tonight either stand as last seen – appended to the
/// tables as `last_seen` rows – or are absent. They stand where the register did not speak, where
/// the row was set apart, and where a set-apart or unreadable row that nobody could follow may be
/// them (docs/decisions/0001); and where the guard holds them. Returns the count of such rows to
/// remember, by source position.
std::map<std::uint16_t, std::int64_t> stand(Side& side, const Stored& stored,
                                            const Settings& settings, const Coverage& covered,
                                            const Hold& held = {});

/// Row of the register's images with this number, or no_row.
[[nodiscard]] std::int32_t row_of_image(const Side& side, Layer layer, std::int64_t tucbs_no);

}  // namespace uavt::sync
