// Readers of the report folder see a whole report or the one before it: files and the link are made
// beside their place and renamed into it.
#include "report/report.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>

namespace uavt::report {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* what, const fs::path& path, int error) {
  throw fs::filesystem_error(what, path, std::error_code(error, std::generic_category()));
}

/// A name nobody else writes to at the same time: one process writes one report at a time.
fs::path beside(const fs::path& path) {
  return path.parent_path() / fs::path("." + path.filename().string() + "." +
                                       std::to_string(::getpid()));
}

/// Bytes are on the disk before the name is: a report is only ever whole.
void write_bytes(const fs::path& path, const std::string& bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) fail("cannot create the report", path, errno);
  int error = 0;
  for (std::size_t at = 0; at < bytes.size() && error == 0;) {
    const ::ssize_t count = ::write(file, bytes.data() + at, bytes.size() - at);
    if (count >= 0) {
      at += static_cast<std::size_t>(count);
    } else if (errno != EINTR) {
      error = errno;
    }
  }
  if (error == 0 && ::fsync(file) != 0) error = errno;
  if (::close(file) != 0 && error == 0) error = errno;
  if (error != 0) {
    std::error_code ignored;
    fs::remove(path, ignored);
    fail("cannot write the report", path, error);
  }
}

/// Renames; what was made beside is removed when that fails.
void move_into_place(const fs::path& made, const fs::path& path) {
  std::error_code error;
  fs::rename(made, path, error);
  if (!error) return;
  std::error_code ignored;
  fs::remove(made, ignored);
  throw fs::filesystem_error("cannot put the report in its place", made, path, error);
}

}  // namespace

std::filesystem::path write(const std::filesystem::path& directory, std::int64_t number,
                            const ReportFiles& files) {
  const fs::path folder = number == 0 ? directory : directory / std::to_string(number);
  fs::create_directories(folder);
  const fs::path report = folder / "report.json";
  const std::array<std::pair<fs::path, const std::string&>, 2> others{
      {{folder / "map.json", files.map}, {folder / "report.html", files.html}}};
  try {
    write_bytes(beside(report), files.json);
    for (const auto& [path, text] : others) {
      if (!text.empty()) write_bytes(beside(path), text);
    }
  } catch (const fs::filesystem_error&) {
    std::error_code ignored;
    fs::remove(beside(report), ignored);
    for (const auto& [path, text] : others) fs::remove(beside(path), ignored);
    throw;
  }
  // In between a report has no map and no page, never another report's.
  for (const auto& [path, text] : others) fs::remove(path);
  move_into_place(beside(report), report);
  for (const auto& [path, text] : others) {
    if (!text.empty()) move_into_place(beside(path), path);
  }
  if (number != 0) {
    const fs::path link = directory / "latest";
    std::error_code ignored;
    fs::remove(beside(link), ignored);  // of a run that died here under the same process number
    fs::create_symlink(std::to_string(number), beside(link));
    move_into_place(beside(link), link);
  }
  return report;
}

std::string map_in(const std::filesystem::path& folder) {
  std::ifstream file(folder / "map.json", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace uavt::report
