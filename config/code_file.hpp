// Small lists that a municipality keeps beside its configuration: its own dictionary of coded
// values (the official MAKS numbers are not public) and the mahalle that are its own.
#pragma once

#include "sync/layer.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace uavt::config {

/// "kod;deger" lines (also , or tab; with or without a header line): delivered → our value. For a
/// coded attribute the value may be written as people do, "Kullanım Dışı" → "kullanim_disi".
/// Errors: ConfigError with file and line: unreadable, not UTF-8, a value that is not in the list,
/// one kod with two values, no line at all.
[[nodiscard]] std::map<std::string, std::string> code_list(const std::filesystem::path& file,
                                                           const sync::Attribute& attribute);

/// The codes in the first column, ascending, each once; a first line that is no number is a header.
/// Errors: ConfigError with file and line.
[[nodiscard]] std::vector<std::int64_t> code_column(const std::filesystem::path& file);

/// The values in the first column, in their order, each once; a first line that says "kod", "code",
/// "değer" or "value" is a header. Errors: ConfigError with file: unreadable, not UTF-8, no value.
[[nodiscard]] std::vector<std::string> value_column(const std::filesystem::path& file);

/// Our spelling of a coded value however a person wrote it: "Yıkılmış" → "yikilmis".
/// Empty when the list has no such value.
[[nodiscard]] std::string_view value_of(const sync::CodeList& list, std::string_view written);

}  // namespace uavt::config
