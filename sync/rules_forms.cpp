#include "sync/rules_forms.hpp"

#include "sync/mapping_values.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace uavt::sync {

namespace {

constexpr std::size_t postcode_digits = 5;

bool is_postcode(std::string_view text) {
  return text.size() == postcode_digits &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void judge_forms(const Night& night, const Settings& settings, std::vector<Finding>& findings) {
  if (!settings.enabled(Rule::mod_05)) return;
  constexpr std::string_view attribute = "posta_kodu";
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    for (const Layer layer : {Layer::building, Layer::door}) {
      const Table& table = night.sides[r].table(layer);
      const TextColumn& texts = table.columns[position(layer, attribute)].texts;
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (!live(table.states[row]) || texts.null(row) || is_postcode(texts[row])) continue;
        if (code_cell(texts[row]).outcome == CodeCell::Outcome::missing) continue;
        Finding finding = finding_about(Rule::mod_05, settings, reg, table, row);
        finding.attribute = attribute;
        finding.arguments = {{"attribute", std::string(attribute)},
                             {"value", std::string(texts[row])},
                             {"limit", std::string("[0-9]{5}")}};
        findings.push_back(std::move(finding));
      }
    }
  }
}

}  // namespace uavt::sync
