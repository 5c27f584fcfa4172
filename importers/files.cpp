#include "importers/files.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <glob.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <memory>

#include "importers/gdal.hpp"
#include "importers/reader.hpp"
#include "sync/text.hpp"

namespace uavt::importers {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view zip_prefix = "/vsizip/";

/// What may be found in a glob or an archive; side files belong to these.
constexpr std::array readable = {"shp", "gpkg", "geojson", "json", "gml", "xml",
                                 "csv", "tsv",  "txt",     "xlsx", "ods", "fgb",
                                 "tab", "mif",  "dxf",     "dgn",  "gdb", "dbf"};

bool is_readable(std::string_view path) {
  return std::ranges::find(readable, extension(path)) != readable.end();
}

/// A lone DBF is a table; beside a .shp it is a part of that one. The same for MapInfo's side
/// files and text that describes a layer.
void drop_side_files(std::vector<std::string>& files) {
  const auto stem = [](const std::string& path) { return path.substr(0, path.rfind('.')); };
  std::vector<std::string> shapes;
  for (const auto& file : files) {
    if (extension(file) == "shp") shapes.push_back(stem(file));
  }
  std::erase_if(files, [&](const std::string& file) {
    return extension(file) == "dbf" && std::ranges::find(shapes, stem(file)) != shapes.end();
  });
}

std::vector<std::string> members_of(const std::string& archive) {
  check_archive(archive);
  const std::string root = std::string(zip_prefix) + archive;
  Chatter chatter;
  const CPLStringList names(VSIReadDirRecursive(root.c_str()));
  std::vector<std::string> files;
  std::string geodatabase;  // a .gdb is one source although it is a folder of files
  for (int i = 0; i < names.size(); ++i) {
    std::string name = names[i];
    const bool folder = name.ends_with('/');
    if (folder) name.pop_back();
    if (!geodatabase.empty() && name.starts_with(geodatabase)) continue;
    if (folder && extension(name) == "gdb") {
      geodatabase = name + "/";
    } else if (folder || !is_readable(name) || base_name(name).starts_with('.') ||
               name.starts_with("__MACOSX/")) {
      continue;
    }
    files.push_back(root + "/" + name);
  }
  drop_side_files(files);
  std::ranges::sort(files);
  if (files.empty()) {
    throw SourceError(fmt::format("{} holds no file this program reads.", archive));
  }
  return files;
}

bool is_zip(const std::string& path) {
  const auto ending = extension(path);
  if (ending == "xlsx" || ending == "ods") return false;
  return ending == "zip" || head_of(path, 4) == std::string("PK\x03\x04", 4);
}

void refuse_remote(const std::string& path) {
  const auto colon = path.find(':');
  const bool named_driver = colon != std::string::npos && colon > 1 && path.find('/') > colon &&
                            std::ranges::all_of(path.substr(0, colon), [](unsigned char c) {
                              return std::isalnum(c) || c == '_';
                            });
  const bool inner = path.starts_with(zip_prefix)
                         ? path.find("/vsi", zip_prefix.size() - 1) != std::string::npos
                         : path.find("/vsi") == 0 || path.find("//vsi") != std::string::npos;
  if (path.find("://") != std::string::npos || named_driver || inner || path.starts_with('<') ||
      path.starts_with('{')) {
    throw SourceError(fmt::format(
        "{} is not a file: only files, globs and zip archives of this machine are read. Name a "
        "file, or the driver (driver = \"…\") when a database or service is meant.",
        path));
  }
}

std::vector<std::string> one(const fs::path& path) {
  if (fs::is_directory(path)) {
    if (extension(path.string()) == "gdb") return {path.string()};
    throw SourceError(fmt::format("{} is a folder: name its files, e.g. {}/*.shp.", path.string(),
                                  path.string()));
  }
  if (is_zip(path.string())) return members_of(path.string());
  return {path.string()};
}

}  // namespace

std::string base_name(std::string_view path) {
  return std::string(path.substr(path.rfind('/') + 1));
}

std::string extension(std::string_view path) {
  const auto name = base_name(path);
  const auto dot = name.rfind('.');
  if (dot == std::string::npos) return {};
  std::string ending = name.substr(dot + 1);
  std::ranges::transform(ending, ending.begin(),
                         [](unsigned char c) { return c < 0x80 ? std::tolower(c) : c; });
  return ending;
}

std::optional<ArchiveMember> archive_member(std::string_view path) {
  if (!path.starts_with(zip_prefix)) return std::nullopt;
  path.remove_prefix(zip_prefix.size());
  // The archive is the shortest prefix that is a file.
  for (auto slash = path.find('/', 1); slash != std::string_view::npos;
       slash = path.find('/', slash + 1)) {
    std::error_code ignored;
    const std::string archive(path.substr(0, slash));
    if (fs::is_regular_file(archive, ignored)) {
      return ArchiveMember{archive, std::string(path.substr(slash + 1))};
    }
  }
  return std::nullopt;
}

std::string side_file(const std::string& path, std::string_view wanted_extension) {
  const std::string stem = path.substr(0, path.rfind('.') + 1);
  std::string lower(wanted_extension), upper(wanted_extension);
  std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
  std::string title = lower;
  title.front() = upper.front();
  for (const auto& ending : {lower, upper, title}) {
    if (size_of(stem + ending)) return stem + ending;
  }
  return {};
}

std::vector<std::string> with_side_files(const std::string& path) {
  std::vector<std::string> files = {path};
  const auto ending = extension(path);
  const auto beside = [&](std::initializer_list<std::string_view> endings) {
    for (const auto side : endings) {
      if (auto found = side_file(path, side); !found.empty()) files.push_back(std::move(found));
    }
  };
  if (ending == "shp") beside({"shx", "dbf", "prj", "cpg"});
  if (ending == "dbf") beside({"cpg"});
  if (ending == "tab") beside({"dat", "map", "id", "ind"});
  if (ending == "mif") beside({"mid"});
  if (ending == "gml" || ending == "xml") beside({"gfs", "xsd"});
  if (ending == "gpkg" && size_of(path + "-wal").value_or(0) > 0) files.push_back(path + "-wal");
  std::error_code ignored;
  if (ending == "gdb" && fs::is_directory(path, ignored)) {
    files.clear();
    for (const auto& entry : fs::directory_iterator(path)) {
      if (entry.is_regular_file() && extension(entry.path().string()) != "lock") {
        files.push_back(entry.path().string());
      }
    }
    std::ranges::sort(files);
  }
  return files;
}

std::optional<std::uint64_t> size_of(const std::string& path) {
  VSIStatBufL status{};
  if (VSIStatL(path.c_str(), &status) != 0) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

std::string head_of(const std::string& path, std::size_t at_most) {
  const std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)> file(VSIFOpenL(path.c_str(), "rb"),
                                                              &VSIFCloseL);
  if (!file) {
    throw SourceError(fmt::format(
        "{} cannot be opened: check that it is there and that this user may read it.", path));
  }
  std::string bytes(at_most, '\0');
  bytes.resize(VSIFReadL(bytes.data(), 1, at_most, file.get()));
  return bytes;
}

std::vector<std::string> files_of(const std::string& path) {
  initialise();
  refuse_remote(path);
  if (const auto member = archive_member(path)) {
    check_archive(member->archive);
    if (!size_of(path)) {
      throw SourceError(fmt::format("{} holds no {}.", member->archive, member->member));
    }
    return {path};
  }
  std::error_code ignored;
  if (fs::exists(path, ignored)) return one(path);
  if (path.find_first_of("*?[") != std::string::npos) {
    glob_t found{};
    const int failed = glob(path.c_str(), 0, nullptr, &found);
    const std::vector<std::string> names(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    globfree(&found);
    std::vector<std::string> plain;
    for (const auto& name : names) {
      // A person's YAPI.* means the layer, not each of its side files.
      const bool folder = fs::is_directory(name, ignored);
      if ((folder ? extension(name) == "gdb" : is_readable(name) || extension(name) == "zip")) {
        plain.push_back(name);
      }
    }
    drop_side_files(plain);
    std::vector<std::string> files;
    for (const auto& name : plain) std::ranges::move(one(name), std::back_inserter(files));
    std::ranges::sort(files);
    if (failed == 0 && !files.empty()) return files;
    throw SourceError(fmt::format(
        "No file matches {}: check the folder and the pattern of this source's path.", path));
  }
  throw SourceError(fmt::format(
      "{} does not exist: check the path of this source, and that the export has arrived.", path));
}

std::int64_t newest_day(const std::vector<std::string>& files) {
  std::time_t newest = 0;
  for (const auto& file : files) {
    VSIStatBufL status{};
    if (VSIStatL(file.c_str(), &status) == 0) newest = std::max(newest, status.st_mtime);
  }
  std::tm day{};
  localtime_r(&newest, &day);
  return sync::days_of(day.tm_year + 1900, day.tm_mon + 1, day.tm_mday).value_or(0);
}

}  // namespace uavt::importers
