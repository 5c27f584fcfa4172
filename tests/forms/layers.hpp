// Files of findings read back by GDAL, for comparing them with the report.
#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace uavt::forms::test {

using Texts = std::vector<std::string>;

[[nodiscard]] nlohmann::json json_of(const std::filesystem::path& file);

/// Names of the layers or sheets, in order.
[[nodiscard]] Texts layers_of(const std::filesystem::path& file);
/// A column of a layer as text, in the order of its rows; empty texts for nulls.
/// Errors: std::runtime_error when there is no such layer or column.
[[nodiscard]] Texts column(const std::filesystem::path& file, const std::string& layer,
                           const std::string& name);
/// How many rows of a layer have a geometry.
[[nodiscard]] std::size_t places(const std::filesystem::path& file, const std::string& layer);
/// Runs SQL on a file that may be written.
void execute(const std::filesystem::path& file, const std::string& sql);

}  // namespace uavt::forms::test
