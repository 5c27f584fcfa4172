// One file of a source, whatever its format. Private to this room.
#pragma once

#include <span>
#include <string>

#include "importers/intake.hpp"

namespace uavt::importers {

/// Reads one file of a source. Errors: SourceError.
[[nodiscard]] FileReading read_file(const std::string& file, const sync::SourceSettings& source,
                                    std::span<const sync::Profile> profiles);

/// Appends the rows of a source's next file. Columns that only one of them has are null in the
/// other's rows; where kinds differ the column becomes text.
void append(sync::RawTable& rows, sync::RawTable&& more);

}  // namespace uavt::importers
