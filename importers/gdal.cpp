#include "importers/gdal.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal.h>

#include <memory>
#include <mutex>

#include "importers/reader.hpp"

namespace uavt::importers {

namespace {

/// Virtual file systems that reach other machines, or programs' standard input.
constexpr const char* closed_file_systems[] = {
    "/vsicurl/",
    "/vsicurl_streaming/",
    "/vsis3/",
    "/vsis3_streaming/",
    "/vsigs/",
    "/vsigs_streaming/",
    "/vsiaz/",
    "/vsiaz_streaming/",
    "/vsiadls/",
    "/vsioss/",
    "/vsioss_streaming/",
    "/vsiswift/",
    "/vsiswift_streaming/",
    "/vsihdfs/",
    "/vsiwebhdfs/",
    "/vsistdin/",
    "/vsistdout/",
};

int nothing_there(void*, const char*, VSIStatBufL*, int) {
  return -1;
}
void* nothing_opens(void*, const char*, const char*) {
  return nullptr;
}

void close_the_network() {
  const std::unique_ptr<VSIFilesystemPluginCallbacksStruct,
                        decltype(&VSIFreeFilesystemPluginCallbacksStruct)>
      callbacks(VSIAllocFilesystemPluginCallbacksStruct(), &VSIFreeFilesystemPluginCallbacksStruct);
  callbacks->stat = nothing_there;
  callbacks->open = nothing_opens;
  for (const char* prefix : closed_file_systems) VSIInstallPluginHandler(prefix, callbacks.get());
}

void CPL_STDCALL captured(CPLErr kind, CPLErrorNum, const char* message) {
  auto* const chatter = static_cast<Chatter*>(CPLGetErrorHandlerUserData());
  if (chatter == nullptr || kind < CE_Warning) return;
  chatter->hear(kind >= CE_Failure, message);
}

/// A hostile file can raise a message a record: what is kept has an end.
constexpr std::size_t longest_chatter = 600;

}  // namespace

void initialise() {
  static std::once_flag once;
  std::call_once(once, [] {
    GDALAllRegister();
    close_the_network();
  });
}

Chatter::Chatter() {
  CPLPushErrorHandlerEx(captured, this);
}
Chatter::~Chatter() {
  CPLPopErrorHandler();
}

void Chatter::clear() {
  failed_ = false;
  failures_.clear();
  warnings_.clear();
}

void Chatter::hear(bool failure, std::string_view message) {
  failed_ = failed_ || failure;
  auto& text = failure ? failures_ : warnings_;
  if (text.size() > longest_chatter) return;
  if (!text.empty()) text += "; ";
  for (const char letter : message.substr(0, longest_chatter)) {
    text += letter == '\n' || letter == '\r' ? ' ' : letter;
  }
}

ThreadOption::ThreadOption(const char* name, const char* value) : name_(name) {
  if (const char* before = CPLGetThreadLocalConfigOption(name, nullptr)) {
    before_ = before;
    was_set_ = true;
  }
  CPLSetThreadLocalConfigOption(name, value);
}

ThreadOption::~ThreadOption() {
  CPLSetThreadLocalConfigOption(name_, was_set_ ? before_.c_str() : nullptr);
}

std::string gdal_version() {
  return GDALVersionInfo("RELEASE_NAME");
}

}  // namespace uavt::importers
