// Deliveries as a test writes them: a header and rows of text, nullptr where nothing is delivered.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "sync/mapping.hpp"

namespace uavt::sync {

inline RawColumn text_column(std::string attribute, const std::vector<const char*>& cells) {
  RawColumn column;
  column.attribute = column.column = std::move(attribute);
  for (const char* cell : cells) {
    if (cell == nullptr) column.texts.append_null();
    else column.texts.append(cell);
  }
  return column;
}

/// The register of a test: its sources in order of `add`.
struct Deliveries {
  Settings settings;
  std::vector<Delivery> all;
  Register reg = Register::cbs;

  Delivery& add(SourceLayer layer, std::vector<std::string> header,
                std::vector<std::vector<const char*>> rows) {
    SourceSettings source;
    source.name = "kaynak" + std::to_string(all.size());
    source.reg = reg;
    source.layer = layer;
    settings.sources.push_back(source);
    Delivery& delivery = all.emplace_back();
    delivery.source = static_cast<std::uint16_t>(all.size() - 1);
    delivery.read = true;
    delivery.rows.layer = layer;
    delivery.rows_read = rows.size();
    for (std::size_t at = 0; at < header.size(); ++at) {
      std::vector<const char*> cells;
      for (const auto& row : rows) cells.push_back(row.at(at));
      delivery.rows.columns.push_back(text_column(header[at], cells));
    }
    for (std::uint32_t row = 1; row <= rows.size(); ++row) delivery.rows.rows.push_back(row);
    return delivery;
  }
  [[nodiscard]] Mapped mapped() const { return sync::mapped(reg, all, settings); }
};

inline const Table& table(const Mapped& result, Layer layer) {
  return result.tables[index(layer)];
}

/// Every value of an attribute as text, "·" for null.
inline std::vector<std::string> values(const Mapped& result, Layer layer,
                                       std::string_view attribute) {
  const Table& rows = table(result, layer);
  const std::size_t at = position(layer, attribute);
  std::vector<std::string> texts;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    texts.push_back(rows.columns[at].null(row)
                        ? "·"
                        : value_text(rows.type().attributes[at], rows.columns[at], row));
  }
  return texts;
}

inline std::vector<std::int32_t> links(const Mapped& result, Layer layer,
                                       std::string_view reference) {
  return table(result, layer).links[position(layer, reference)];
}

inline std::string text(const ArgumentValue& value) {
  if (const auto* words = std::get_if<std::string>(&value)) return *words;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return std::to_string(std::get<double>(value));
}

inline std::string argument(const Finding& finding, std::string_view name) {
  const auto found = std::ranges::find(finding.arguments, name,
                                       [](const auto& argument) { return argument.first; });
  return found == finding.arguments.end() ? "(yok)" : text(found->second);
}

/// The findings of one rule.
inline std::vector<Finding> findings(const Mapped& result, Rule rule) {
  std::vector<Finding> found;
  std::ranges::copy_if(result.findings, std::back_inserter(found),
                       [&](const Finding& finding) { return finding.rule == rule; });
  return found;
}

/// "ID attribute row" of every finding, sorted: what a test compares whole.
inline std::vector<std::string> summary(const Mapped& result) {
  std::vector<std::string> lines;
  for (const Finding& finding : result.findings) {
    lines.push_back(std::string(info(finding.rule).id) + ' ' + finding.attribute + ' ' +
                    std::to_string(finding.subjects.front().row));
  }
  std::ranges::sort(lines);
  return lines;
}

/// Targets of one record as "csbm:0 numarataj:3".
inline std::string targets(const SourceAccount& account, std::size_t record) {
  std::string line;
  for (std::uint32_t at = account.first[record]; at < account.first[record + 1]; ++at) {
    if (!line.empty()) line += ' ';
    line += std::string(name(account.targets[at].layer)) + ':' +
            std::to_string(account.targets[at].row);
  }
  return line;
}

}  // namespace uavt::sync
