#include "exporters/watched_files.hpp"

#include <cpl_error.h>
#include <cpl_vsi.h>

#include <cerrno>
#include <system_error>

namespace uavt::exporters {

namespace {

constexpr const char* prefix = "/uavt-watched/";

VSILFILE* real(void* file) { return static_cast<VSILFILE*>(file); }

void complain(int error) {
  CPLError(CE_Failure, CPLE_FileIO, "%s",
           std::generic_category().message(error == 0 ? EIO : error).c_str());
}

void* open(void*, const char* file, const char* access) { return VSIFOpenL(file, access); }
vsi_l_offset tell(void* file) { return VSIFTellL(real(file)); }
int seek(void* file, vsi_l_offset offset, int whence) {
  return VSIFSeekL(real(file), offset, whence);
}
std::size_t read(void* file, void* buffer, std::size_t size, std::size_t count) {
  return VSIFReadL(buffer, size, count, real(file));
}
int eof(void* file) { return VSIFEofL(real(file)); }

std::size_t write(void* file, const void* buffer, std::size_t size, std::size_t count) {
  errno = 0;
  const std::size_t written = VSIFWriteL(buffer, size, count, real(file));
  if (written != count) complain(errno);
  return written;
}

int flush(void* file) {
  errno = 0;
  const int failed = VSIFFlushL(real(file));
  if (failed != 0) complain(errno);
  return failed;
}

int truncate(void* file, vsi_l_offset size) { return VSIFTruncateL(real(file), size); }

/// What was kept back until now is written now.
int close(void* file) {
  errno = 0;
  const int failed = VSIFCloseL(real(file));
  if (failed != 0) complain(errno);
  return failed;
}

int stat(void*, const char* file, VSIStatBufL* found, int flags) {
  return VSIStatExL(file, found, flags);
}
int unlink(void*, const char* file) { return VSIUnlink(file); }
int rename(void*, const char* from, const char* to) { return VSIRename(from, to); }

}  // namespace

void watch_files() {
  VSIFilesystemPluginCallbacksStruct* const calls = VSIAllocFilesystemPluginCallbacksStruct();
  calls->open = open;
  calls->tell = tell;
  calls->seek = seek;
  calls->read = read;
  calls->eof = eof;
  calls->write = write;
  calls->flush = flush;
  calls->truncate = truncate;
  calls->close = close;
  calls->stat = stat;
  calls->unlink = unlink;
  calls->rename = rename;
  VSIInstallPluginHandler(prefix, calls);
  VSIFreeFilesystemPluginCallbacksStruct(calls);
}

std::string watched(const std::filesystem::path& file) { return prefix + file.string(); }

}  // namespace uavt::exporters
