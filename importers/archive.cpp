#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <stdlib.h>

#include <fstream>
#include <memory>
#include <utility>

#include "importers/files.hpp"
#include "importers/gdal.hpp"
#include "importers/reader.hpp"

namespace uavt::importers {

namespace {

namespace fs = std::filesystem;

/// More than any district's layers; what a few hundred kilobytes of zip bomb would unpack to.
constexpr std::uint64_t most_unpacked = std::uint64_t{8} << 30;

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = count; i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

/// Where the central directory of a zip lies. Source: PKWARE APPNOTE 4.3.12–4.3.16.
struct Directory {
  std::uint64_t offset = 0, size = 0;
};

[[noreturn]] void refuse(const std::string& path, std::string_view why) {
  throw SourceError(fmt::format("{} is refused as an archive: {}.", path, why));
}

class Archive {
 public:
  explicit Archive(const std::string& path) : path_(path), file_(path, std::ios::binary) {
    std::error_code failed;
    size_ = fs::file_size(path, failed);
    if (!file_ || failed) refuse(path, "it cannot be opened");
  }

  [[nodiscard]] std::string read(std::uint64_t offset, std::uint64_t count) {
    if (offset > size_ || count > size_ - offset) refuse(path_, "it is cut off or damaged");
    std::string bytes(count, '\0');
    file_.clear();
    file_.seekg(static_cast<std::streamoff>(offset));
    file_.read(bytes.data(), static_cast<std::streamsize>(count));
    if (!file_) refuse(path_, "it cannot be read");
    return bytes;
  }

  [[nodiscard]] Directory directory() {
    constexpr std::uint64_t end_size = 22, longest_comment = 65535;
    const auto tail_size = std::min(size_, end_size + longest_comment);
    const auto tail = read(size_ - tail_size, tail_size);
    const auto at = tail.rfind(std::string_view("PK\x05\x06", 4));
    if (at == std::string::npos || tail.size() - at < end_size) {
      refuse(path_, "it is cut off: the list of its members is missing");
    }
    Directory directory{little_endian(tail, at + 16, 4), little_endian(tail, at + 12, 4)};
    const bool zip64 = directory.offset == 0xFFFFFFFF || directory.size == 0xFFFFFFFF;
    if (zip64 && at >= 20 && tail.compare(at - 20, 4, "PK\x06\x07", 4) == 0) {
      const auto end = read(little_endian(tail, at - 20 + 8, 8), 56);
      directory = {little_endian(end, 48, 8), little_endian(end, 40, 8)};
    }
    return directory;
  }

 private:
  std::string path_;
  std::ifstream file_;
  std::uint64_t size_ = 0;
};

/// The uncompressed size of a member: in its zip64 field when the plain one is full.
std::uint64_t unpacked_size(std::string_view entry, std::string_view extra) {
  const auto plain = little_endian(entry, 24, 4);
  if (plain != 0xFFFFFFFF) return plain;
  while (extra.size() >= 4) {
    const auto id = little_endian(extra, 0, 2);
    const auto length = little_endian(extra, 2, 2);
    if (id == 1 && length >= 8 && extra.size() >= 12) return little_endian(extra, 4, 8);
    if (extra.size() < 4 + length) break;
    extra.remove_prefix(4 + length);
  }
  return plain;
}

bool leaves_the_archive(std::string_view name) {
  if (name.starts_with('/') || name.starts_with('\\') || name.find(':') != std::string_view::npos) {
    return true;
  }
  for (std::size_t from = 0; from <= name.size();) {
    const auto end = std::min(name.find_first_of("/\\", from), name.size());
    if (name.substr(from, end - from) == "..") return true;
    from = end + 1;
  }
  return false;
}

void copy_file(const std::string& from, const fs::path& to) {
  const std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)> file(VSIFOpenL(from.c_str(), "rb"),
                                                              &VSIFCloseL);
  std::ofstream copy(to, std::ios::binary);
  std::string bytes(std::size_t{1} << 20, '\0');
  std::uint64_t total = 0;
  while (file && copy) {
    const auto count = VSIFReadL(bytes.data(), 1, bytes.size(), file.get());
    if (count == 0) break;
    total += count;
    // A size in the directory can lie: what counts is what comes out.
    if (total > most_unpacked) refuse(from, "it unpacks to more than 8 GiB");
    copy.write(bytes.data(), static_cast<std::streamsize>(count));
  }
  copy.close();
  if (!file || !copy) {
    throw SourceError(fmt::format("{} cannot be copied to {}: is there space?", from, to.string()));
  }
}

}  // namespace

void check_archive(const std::string& path) {
  Archive archive(path);
  const auto [offset, size] = archive.directory();
  const auto entries = archive.read(offset, size);
  constexpr std::size_t header = 46;
  std::uint64_t total = 0;
  for (std::size_t at = 0; at + header <= entries.size();) {
    const auto entry = std::string_view(entries).substr(at);
    if (!entry.starts_with(std::string_view("PK\x01\x02", 4))) break;
    const auto name_length = little_endian(entry, 28, 2),
               extra_length = little_endian(entry, 30, 2);
    const auto whole = header + name_length + extra_length + little_endian(entry, 32, 2);
    if (entry.size() < whole) refuse(path, "the list of its members is damaged");
    const auto name = entry.substr(header, name_length);
    if (leaves_the_archive(name))
      refuse(path, fmt::format("its member \"{}\" lies outside it", name));
    const auto unpacked = unpacked_size(entry, entry.substr(header + name_length, extra_length));
    if (unpacked > most_unpacked || (total += unpacked) > most_unpacked) {
      refuse(path, "it unpacks to more than 8 GiB");
    }
    at += whole;
  }
}

Staging::~Staging() {
  if (folder_.empty()) return;
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Staging::Staging(Staging&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}

Staging& Staging::operator=(Staging&& other) noexcept {
  std::swap(folder_, other.folder_);
  return *this;
}

std::string Staging::copied(const std::string& path) {
  if (folder_.empty()) {
    std::string name = (fs::temp_directory_path() / "uavt-sync-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {  // 0700: what is unpacked may hold persons
      throw SourceError(fmt::format("No folder can be made in {} to unpack {}.",
                                    fs::temp_directory_path().string(), path));
    }
    folder_ = name;
  }
  const auto target = folder_ / base_name(path);
  VSIStatBufL status{};
  if (VSIStatL(path.c_str(), &status) == 0 && VSI_ISDIR(status.st_mode)) {
    fs::create_directory(target);
    Chatter chatter;
    const CPLStringList names(VSIReadDir(path.c_str()));
    for (int i = 0; i < names.size(); ++i) {
      const std::string name = names[i];
      if (name != "." && name != ".." && !name.empty())
        copy_file(path + "/" + name, target / base_name(name));
    }
  } else {
    copy_file(path, target);
  }
  return target.string();
}

}  // namespace uavt::importers
