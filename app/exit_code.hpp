// Which exit code an error means (DESIGN §6), and how it is told: the same for the ledger and for
// whoever called the program.
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace uavt::app {

/// 2 configuration or files of our own, 3 source, 4 CRS, 5 database, 7 locked, 70 a bug.
[[nodiscard]] int exit_code_of(const std::exception& error);

/// A message of several lines (PostgreSQL's, CLI11's) with everything else in them made visible.
[[nodiscard]] std::string visible_lines(std::string_view text);

/// The sentence of an exception and of those nested in it, one a line. Names from files are in it:
/// control characters are shown, never obeyed.
[[nodiscard]] std::string sentences_of(const std::exception& error);

}  // namespace uavt::app
