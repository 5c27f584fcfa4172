// What the page tells of the rules its findings name: the catalogue's texts, once. Private to this
// room.
#pragma once

#include "report/html_texts.hpp"

#include <string>

namespace uavt::report {

/// `[{"id": "GEO-09", "group": …, "title": …, "why": …, …}, …]` in the order of `rules`; a rule this
/// version does not know has its id alone.
void write_rules(std::string& out, const CodeTable& rules);

}  // namespace uavt::report
