// GDAL's door: initialised once, without a network, its chatter captured per thread instead of
// written to standard error. Private to this room.
#pragma once

#include <string>
#include <string_view>

namespace uavt::importers {

/// Registers the drivers once and closes every virtual file system that leaves this machine, so
/// that no file can make this program fetch another one.
/// Thread: any; later calls cost nothing.
void initialise();

/// Captures what GDAL says on this thread while it lives.
class Chatter {
 public:
  Chatter();
  ~Chatter();
  Chatter(const Chatter&) = delete;
  Chatter& operator=(const Chatter&) = delete;

  void clear();
  /// True when something failed (not only warned) since the last `clear`.
  [[nodiscard]] bool failed() const { return failed_; }
  /// The failures since the last `clear`, in one line; the warnings when nothing failed.
  [[nodiscard]] const std::string& text() const { return failed_ ? failures_ : warnings_; }
  /// One message of GDAL's; only its C callback calls this.
  void hear(bool failure, std::string_view message);

 private:
  bool failed_ = false;
  std::string failures_, warnings_;
};

/// A GDAL option of this thread while it lives.
class ThreadOption {
 public:
  ThreadOption(const char* name, const char* value);
  ~ThreadOption();
  ThreadOption(const ThreadOption&) = delete;
  ThreadOption& operator=(const ThreadOption&) = delete;

 private:
  const char* name_;
  std::string before_;
  bool was_set_ = false;
};

}  // namespace uavt::importers
