// The page's own parts, put into the binary when it is built (cmake/uavt_page.cmake): the skeleton as
// it stands in report/page/page.html, and what esbuild made of the style sheets and the TypeScript.
// Private to this room.
#pragma once

#include <string_view>

namespace uavt::report {

/// report/page/page.html. Lifetime: the whole program, as of the two others.
[[nodiscard]] std::string_view page_skeleton();
/// All style sheets, Leaflet's among them.
[[nodiscard]] std::string_view page_style();
/// One classic script; esbuild leaves no `</script` in it.
[[nodiscard]] std::string_view page_script();

}  // namespace uavt::report
