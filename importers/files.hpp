// Which files a source means and what belongs to each: globs, zip archives, the side files of a
// shapefile. Everything that would leave this machine is refused here, by name, before GDAL sees
// it. Private to this room; `files_of` and `digest_of` are declared in reader.hpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::importers {

/// File name extension in lower case without the dot; "" when there is none.
[[nodiscard]] std::string extension(std::string_view path);
/// The name without its folders.
[[nodiscard]] std::string base_name(std::string_view path);

/// "/vsizip/{archive}/member" taken apart; nothing for a plain file.
struct ArchiveMember {
  std::string archive, member;
};
[[nodiscard]] std::optional<ArchiveMember> archive_member(std::string_view path);

/// The file beside `path` with another extension, in whatever case it is written; empty: none.
[[nodiscard]] std::string side_file(const std::string& path, std::string_view wanted_extension);
/// `path` and every file beside it that reading it opens.
[[nodiscard]] std::vector<std::string> with_side_files(const std::string& path);

/// Size in bytes; nothing when the file is not there.
[[nodiscard]] std::optional<std::uint64_t> size_of(const std::string& path);
/// The first `at_most` bytes. Errors: SourceError when it cannot be opened.
[[nodiscard]] std::string head_of(const std::string& path, std::size_t at_most);

/// Day of the newest of the files, local time, days since 1970-01-01.
[[nodiscard]] std::int64_t newest_day(const std::vector<std::string>& files);

/// Refuses an archive (zip, xlsx, ods) that would unpack to more than 8 GiB or names members
/// outside itself. Errors: SourceError.
void check_archive(const std::string& path);

/// A private folder for what must be a plain file while it is read; gone with this object.
class Staging {
 public:
  Staging() = default;
  ~Staging();
  Staging(Staging&& other) noexcept;
  Staging& operator=(Staging&& other) noexcept;

  /// Copies a file (or, from an archive, a folder) into it and returns the copy's path.
  /// Errors: SourceError.
  std::string copied(const std::string& path);

 private:
  std::filesystem::path folder_;
};

}  // namespace uavt::importers
