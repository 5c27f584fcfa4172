#include "sync/counterpart.hpp"

#include <utility>

namespace uavt::sync {

std::string called(const Table& table, std::size_t row) {
  std::string code = code_text(table, row);
  if (table.layer != Layer::street && table.layer != Layer::centreline &&
      table.layer != Layer::neighbourhood) {
    return code;
  }
  const Column& names = table.columns[position(table.layer, "ad")];
  if (names.null(row)) return code;
  std::string text(names.texts[row]);
  return code.empty() ? text : text + " (" + code + ")";
}

void add_counterpart(Finding& finding, const Settings& settings, Register reg, const Table& table,
                     std::size_t row) {
  Finding other = finding_about(finding.rule, settings, reg, table, row);
  finding.subjects.push_back(std::move(other.subjects.front()));
  finding.arguments.emplace_back("other", called(table, row));
}

}  // namespace uavt::sync
