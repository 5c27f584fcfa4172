// GDAL's chatter caught at the door: the cause in an ExportError, never a line on a terminal. Private
// to this room.
#pragma once

#include <filesystem>
#include <string>

#include <cpl_error.h>

namespace uavt::exporters {

/// What GDAL complains of on this thread while it lives.
class Complaints {
 public:
  Complaints() { CPLPushErrorHandlerEx(heard, this); }
  ~Complaints() { CPLPopErrorHandler(); }
  Complaints(const Complaints&) = delete;
  Complaints& operator=(const Complaints&) = delete;
  [[nodiscard]] const std::string& failure() const { return failure_; }
  /// Something could not be written, whatever the driver thought of it.
  [[nodiscard]] bool unwritten() const { return unwritten_; }

 private:
  static void CPL_STDCALL heard(CPLErr kind, CPLErrorNum number, const char* message);
  std::string failure_;
  bool unwritten_ = false;
};

/// Errors: always, ExportError with file and cause.
[[noreturn]] void refuse(const std::filesystem::path& file, const Complaints& complaints);

/// Once, whoever comes first.
void register_drivers();

}  // namespace uavt::exporters
