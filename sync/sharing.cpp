#include "sync/sharing.hpp"

#include <algorithm>

namespace uavt::sync {

std::vector<ShownFile> shown_files(const ExportRecord& record,
                                     std::span<const ExportRecord::File> found) {
  std::vector<ShownFile> files;
  for (const ExportRecord::File& given : record.files) {
    const auto there = std::ranges::find(found, given.name, &ExportRecord::File::name);
    Shown state = Shown::same;
    if (there == found.end()) {
      state = Shown::missing;
    } else if (there->sha256 != given.sha256) {
      state = Shown::changed;
    }
    files.push_back({given.name, state});
  }
  for (const ExportRecord::File& each : found) {
    if (std::ranges::find(record.files, each.name, &ExportRecord::File::name) ==
        record.files.end()) {
      files.push_back({each.name, Shown::not_given});
    }
  }
  std::ranges::sort(files, {}, &ShownFile::name);
  return files;
}

bool as_given(std::span<const ShownFile> files) {
  return std::ranges::all_of(
      files, [](const ShownFile& file) { return file.state == Shown::same; });
}

std::string_view name(Shown state) {
  switch (state) {
    case Shown::same:
      return "same";
    case Shown::changed:
      return "changed";
    case Shown::missing:
      return "missing";
    case Shown::not_given:
      break;
  }
  return "not_given";
}

}  // namespace uavt::sync
