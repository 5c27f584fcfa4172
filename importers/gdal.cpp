#include "importers/gdal.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi_virtual.h>
#include <gdal.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <vector>

#include "importers/reader.hpp"

namespace uavt::importers {

namespace {

/// The virtual file systems of this machine's own files and memory; every other one GDAL knows
/// (curl, the clouds, standard input, redirections) is closed, whatever a later version adds. The last
/// is ours: through it files of this machine are written (exporters/watched_files).
constexpr std::array open_file_systems = {"/vsimem/", "/vsizip/", "/vsigzip/", "/vsisubfile/",
                                          "/uavt-watched/"};

/// Where nothing is and nothing opens.
class ClosedFileSystem : public VSIFilesystemHandler {
 public:
  using VSIFilesystemHandler::Open;
  VSIVirtualHandle* Open(const char*, const char*, bool, CSLConstList) override { return nullptr; }
  int Stat(const char*, VSIStatBufL*, int) override { return -1; }
};

void close_the_network() {
  // GDAL forgets a handler it replaces and its manager deletes the new one at exit. The old ones
  // stay reachable to the end: other parts of GDAL may still hold curl's when the process ends.
  static auto* const replaced = new std::vector<VSIFilesystemHandler*>();
  auto* const closed = new ClosedFileSystem();
  const CPLStringList prefixes(VSIFileManager::GetPrefixes());
  for (int i = 0; i < prefixes.size(); ++i) {
    const std::string_view prefix = prefixes[i];
    if (std::ranges::find(open_file_systems, prefix) != open_file_systems.end()) continue;
    replaced->push_back(VSIFileManager::GetHandler(prefixes[i]));
    VSIFileManager::InstallHandler(prefixes[i], closed);
    // "/vsicurl?url=…" is a second way to the same place, which GDAL does not list.
    if (prefix.ends_with('/')) {
      VSIFileManager::InstallHandler(std::string(prefix.substr(0, prefix.size() - 1)) + "?",
                                     closed);
    }
  }
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
