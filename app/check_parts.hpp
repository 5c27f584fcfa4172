// What `check` asks of sources and of the database. Private to `check`.
#pragma once

#include "app/check.hpp"

#include <cstdint>

namespace uavt::app {

/// One source, read as the night reads it: a line for its files and columns, one for the CRS of a
/// layer with geometry. `size` grows by the bytes of its files.
void check_source(const sync::Settings& settings, std::uint16_t source,
                  std::vector<CheckLine>& lines, std::uintmax_t& size);

/// The database: reachable, schema, rights, lock, the last night, what is held. An embedded one is
/// asked only when it lives.
void check_database(const sync::Settings& settings, std::vector<CheckLine>& lines);

}  // namespace uavt::app
