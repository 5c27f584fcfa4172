#include "exporters/complaints.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>

#include <mutex>

#include "exporters/watched_files.hpp"
#include "exporters/writer.hpp"

namespace uavt::exporters {

void CPL_STDCALL Complaints::heard(CPLErr kind, CPLErrorNum number, const char* message) {
  auto* const self = static_cast<Complaints*>(CPLGetErrorHandlerUserData());
  if (self == nullptr || kind < CE_Failure) return;
  // What follows a write that failed only says that it failed.
  if (!self->unwritten_) self->failure_ = message;
  self->unwritten_ = self->unwritten_ || number == CPLE_FileIO;
}

void refuse(const std::filesystem::path& file, const Complaints& complaints) {
  throw ExportError(
      fmt::format("{} cannot be written: {}.", file.string(),
                  complaints.failure().empty() ? "GDAL gives no reason" : complaints.failure()));
}

void register_drivers() {
  static std::once_flag once;
  std::call_once(once, [] {
    GDALAllRegister();
    watch_files();
  });
}

}  // namespace uavt::exporters
