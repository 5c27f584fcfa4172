// A stored finding is the report's own JSON, kept byte for byte. What differs from run to run – its
// state, the run that saw it first – is exchanged in the text, so that a past run shows the same
// bytes it showed then. This reads no more JSON than it takes to find a member.
#pragma once

#include <string>
#include <string_view>

namespace uavt::sql {

/// The raw value of a member of the outermost object ("\"new\"", "12"); empty when it has none.
[[nodiscard]] std::string_view member(std::string_view json, std::string_view name);

/// The same text with that member's value exchanged; unchanged when there is no such member.
[[nodiscard]] std::string with_member(std::string_view json, std::string_view name,
                                      std::string_view value);

}  // namespace uavt::sql
