#include "report/qgis_style.hpp"

#include "report/words.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

namespace uavt::report {

namespace {

using sync::Language;

struct Look {
  std::string_view severity, colour, marker, pen;
};
/// Worst first, as a legend is read.
constexpr std::array looks = {Look{"error", "213,94,0", "diamond", "solid"},
                              Look{"warning", "230,159,0", "triangle", "dash"},
                              Look{"info", "0,114,178", "circle", "dot"}};

using Properties = std::vector<std::pair<std::string_view, std::string>>;

/// A symbol of one layer. QGIS up to 3.18 reads `prop`, later ones the map.
std::string symbol(std::string_view type, std::string_view name, std::string_view layer,
                   const Properties& properties) {
  std::string out = fmt::format(
      "   <symbol type=\"{}\" name=\"{}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\n"
      "    <layer class=\"{}\" enabled=\"1\" locked=\"0\" pass=\"0\">\n     <Option type=\"Map\">\n",
      type, name, layer);
  for (const auto& [key, value] : properties) {
    out += fmt::format("      <Option type=\"QString\" name=\"{}\" value=\"{}\"/>\n", key, value);
  }
  out += "     </Option>\n";
  for (const auto& [key, value] : properties) {
    out += fmt::format("     <prop k=\"{}\" v=\"{}\"/>\n", key, value);
  }
  return out + "    </layer>\n   </symbol>\n";
}

std::string symbol_of(geo::Kind kind, std::string_view name, const Look& look) {
  const std::string opaque = fmt::format("{},255", look.colour);
  const std::string white = "255,255,255,255";
  if (kind == geo::Kind::point) {
    return symbol("marker", name, "SimpleMarker",
                  {{"name", std::string(look.marker)}, {"color", opaque}, {"size", "3.4"},
                   {"size_unit", "MM"}, {"outline_color", white}, {"outline_style", "solid"},
                   {"outline_width", "0.4"}, {"outline_width_unit", "MM"}});
  }
  if (kind == geo::Kind::line) {
    return symbol("line", name, "SimpleLine",
                  {{"line_color", opaque}, {"line_style", std::string(look.pen)},
                   {"line_width", "0.9"}, {"line_width_unit", "MM"}, {"capstyle", "round"},
                   {"joinstyle", "round"}});
  }
  return symbol("fill", name, "SimpleFill",
                {{"color", fmt::format("{},70", look.colour)}, {"style", "solid"},
                 {"outline_color", opaque}, {"outline_style", std::string(look.pen)},
                 {"outline_width", "0.6"}, {"outline_width_unit", "MM"}, {"joinstyle", "round"}});
}

}  // namespace

std::string qgis_style(geo::Kind kind, std::string_view attribute, Language language) {
  std::string categories;
  std::string symbols;
  for (std::size_t i = 0; i < looks.size(); ++i) {
    const std::string word = severity_word(looks[i].severity, language);
    categories += fmt::format(
        "   <category type=\"string\" value=\"{0}\" label=\"{0}\" symbol=\"{1}\" render=\"true\"/>\n",
        word, i);
    symbols += symbol_of(kind, std::to_string(i), looks[i]);
  }
  return fmt::format(
      "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
      "<qgis version=\"3.22.0\" styleCategories=\"Symbology\">\n"
      " <renderer-v2 type=\"categorizedSymbol\" attr=\"{}\" symbollevels=\"0\" forceraster=\"0\" "
      "enableorderby=\"0\">\n"
      "  <categories>\n{}  </categories>\n  <symbols>\n{}  </symbols>\n"
      " </renderer-v2>\n</qgis>\n",
      attribute, categories, symbols);
}

}  // namespace uavt::report
