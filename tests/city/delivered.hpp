// Reading a generated city as a receiver would: by attribute, from the files alone.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "city/city.hpp"

namespace uavt::city::test {

inline const File* find_file(const City& city, std::string_view prefix) {
  for (const File& file : city.files) {
    if (file.name.starts_with(prefix)) return &file;
  }
  return nullptr;
}

/// The rows of the file whose name begins so; a missing one fails the test.
inline const sync::RawTable& table(const City& city, std::string_view prefix) {
  const File* file = find_file(city, prefix);
  if (file == nullptr) throw std::runtime_error("no file " + std::string(prefix));
  return file->rows;
}

inline std::vector<std::string> column(const sync::RawTable& table, std::string_view attribute) {
  const sync::RawColumn* found = nullptr;
  for (const sync::RawColumn& column : table.columns) {
    if (column.attribute == attribute) found = &column;
  }
  if (found == nullptr) throw std::runtime_error("no column " + std::string(attribute));
  std::vector<std::string> values;
  values.reserve(table.rows.size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    values.push_back(found->null(row) ? std::string() : found->text(row));
  }
  return values;
}

inline bool has_column(const sync::RawTable& table, std::string_view attribute) {
  for (const sync::RawColumn& column : table.columns) {
    if (column.attribute == attribute) return true;
  }
  return false;
}

inline std::set<std::string> distinct(const std::vector<std::string>& values) {
  return {values.begin(), values.end()};
}

/// All bytes of a city, so that two cities can be compared.
inline std::string bytes_of(const City& city) {
  std::string all = city.configuration + truth_json(city.truth);
  for (const File& file : city.files) {
    all += file.name + file.format + file.layer;
    for (const sync::RawColumn& c : file.rows.columns) {
      all += c.column;
      for (std::size_t row = 0; row < file.rows.rows.size(); ++row) {
        all += c.null(row) ? std::string("\x01") : c.text(row);
        all += '\n';
      }
    }
    for (std::size_t row = 0; row < file.rows.geometry.size(); ++row) {
      all += file.rows.geometry.wkt(row);
    }
  }
  return all;
}

/// rule|register|layer|key|attribute of every finding, with repetition.
inline std::multiset<std::string> lines_of(const std::vector<ExpectedFinding>& findings) {
  std::multiset<std::string> lines;
  for (const ExpectedFinding& f : findings) {
    lines.insert(f.rule + "|" + f.reg + "|" + f.layer + "|" + f.key + "|" + f.attribute);
  }
  return lines;
}

inline const Truth::Count& count_of(const Truth& truth, std::string_view layer) {
  for (const Truth::Count& count : truth.counts) {
    if (count.layer == layer) return count;
  }
  throw std::runtime_error("no count for " + std::string(layer));
}

}  // namespace uavt::city::test
