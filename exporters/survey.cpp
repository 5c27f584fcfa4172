#include "exporters/survey.hpp"

#include <algorithm>

namespace uavt::exporters {

void Survey::add(const sync::RawTable& rows) {
  widest.resize(std::max(widest.size(), rows.columns.size()));
  beyond_dbf.resize(widest.size());
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    const sync::TextColumn& texts = rows.columns[i].texts;
    for (std::size_t row = 0; row < texts.size(); ++row) {
      const std::size_t bytes = texts[row].size();
      widest[i] = std::max(widest[i], bytes);
      beyond_dbf[i] += bytes > dbf_longest_text ? 1U : 0U;
    }
  }
  for (std::size_t row = 0; row < rows.geometry.size(); ++row) {
    ++kinds[static_cast<std::size_t>(rows.geometry.kind(row))];
    several_parts = several_parts || rows.geometry[row].part_count() > 1;
  }
}

LayerHead head_of(const sync::RawTable& rows) {
  LayerHead head;
  for (const sync::RawColumn& column : rows.columns) {
    head.fields.push_back({column.column, column.kind});
  }
  head.has_geometry = rows.has_geometry;
  return head;
}

}  // namespace uavt::exporters
