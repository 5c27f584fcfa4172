#include "app/exit_code.hpp"

#include "config/loader.hpp"
#include "exporters/writer.hpp"
#include "geo/error.hpp"
#include "importers/reader.hpp"
#include "report/words.hpp"
#include "sql/database.hpp"

#include <filesystem>
#include <sstream>

namespace uavt::app {

std::string visible_lines(std::string_view text) {
  std::istringstream lines{std::string(text)};
  std::string result;
  for (std::string line; std::getline(lines, line);) {
    const auto first = line.find_first_not_of("\t ");
    if (first == std::string::npos) continue;
    result += (result.empty() ? "" : "\n  ") + report::visible(line.substr(first));
  }
  return result;
}

int exit_code_of(const std::exception& error) {
  if (dynamic_cast<const config::ConfigError*>(&error) != nullptr) return 2;
  if (dynamic_cast<const importers::SourceError*>(&error) != nullptr) return 3;
  if (dynamic_cast<const geo::CrsError*>(&error) != nullptr) return 4;
  if (dynamic_cast<const sql::LockedError*>(&error) != nullptr) return 7;
  if (dynamic_cast<const sql::DatabaseError*>(&error) != nullptr) return 5;
  if (dynamic_cast<const exporters::ExportError*>(&error) != nullptr) return 2;
  if (dynamic_cast<const std::filesystem::filesystem_error*>(&error) != nullptr) return 2;
  return 70;
}

std::string sentences_of(const std::exception& error) {
  std::string text = visible_lines(error.what());
  try {
    std::rethrow_if_nested(error);
  } catch (const std::exception& inner) {
    text += "\n  " + sentences_of(inner);
  } catch (...) {
  }
  return text;
}

}  // namespace uavt::app
