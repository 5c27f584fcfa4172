#include "app/aside.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <system_error>
#include <vector>

namespace uavt::app {

namespace {

namespace fs = std::filesystem;

constexpr const char* ending = ".yarim";

int opened(const fs::path& folder) {
  return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/// Whether what is open is still what has that name.
bool same(int open, const fs::path& folder) {
  struct stat ours {}, theirs {};
  return ::fstat(open, &ours) == 0 && ::stat(folder.c_str(), &theirs) == 0 &&
         ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev;
}

}  // namespace

Aside::Aside(const fs::path& out, const std::string& name)
    : folder_(out / ("." + name + "-" + std::to_string(::getpid()) + ending)) {
  // A place that is none is told by its own name.
  if (!out.empty()) fs::create_directories(out);
  for (;;) {
    fs::remove_all(folder_);
    fs::create_directory(folder_);
    held_ = opened(folder_);
    if (held_ < 0) return;
    // Somebody who sweeps may have been quicker; where locks are not known nobody sweeps.
    if (::flock(held_, LOCK_EX) != 0 || same(held_, folder_)) return;
    ::close(held_);
  }
}

Aside::~Aside() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
  if (held_ >= 0) ::close(held_);
}

void Aside::becomes(const fs::path& place) { fs::rename(folder_, place); }

void Aside::sweep(const fs::path& out, const std::function<void(const fs::path&)>& found) {
  std::vector<fs::path> left;
  std::error_code not_listed;
  for (const auto& entry : fs::directory_iterator(out, not_listed)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') && name.ends_with(ending) && entry.is_directory()) {
      left.push_back(entry.path());
    }
  }
  for (const fs::path& folder : left) {
    const int held = opened(folder);
    if (held < 0) continue;
    if (::flock(held, LOCK_EX | LOCK_NB) == 0) {
      found(folder);
      fs::remove_all(folder);
    }
    ::close(held);
  }
}

}  // namespace uavt::app
