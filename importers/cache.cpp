#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>

#include "importers/dataset.hpp"
#include "importers/delivery_file.hpp"
#include "importers/digest.hpp"
#include "importers/files.hpp"
#include "importers/reader.hpp"

namespace uavt::importers {

namespace {

namespace fs = std::filesystem;

void add(Digest& digest, const std::map<std::string, std::string>& words) {
  digest.add_field(std::to_string(words.size()));
  for (const auto& [key, value] : words) {
    digest.add_field(key);
    digest.add_field(value);
  }
}

/// Everything but the files that decides what reading gives.
std::string settings_key(const sync::Settings& settings, std::uint16_t source) {
  const auto& described = settings.sources[source];
  Digest digest;
  digest.add_field(UAVT_VERSION);
  digest.add_field(gdal_version());
  digest.add_field(std::to_string(source));
  digest.add_field(sync::name(described.reg));
  digest.add_field(sync::name(described.layer));
  for (const auto* text :
       {&described.name, &described.path, &described.table, &described.profile, &described.crs,
        &described.encoding, &described.driver, &described.format, &described.id_column}) {
    digest.add_field(*text);
  }
  digest.add_field(described.delivery == sync::DeliveryKind::delta ? "delta" : "full");
  add(digest, described.columns);
  // Which columns may be read although their names say person.
  for (const std::string& attribute : described.restricted) digest.add_field(attribute);
  digest.add_field("restricted");
  for (const auto& profile : settings.profiles) {
    digest.add_field(profile.name);
    for (const auto& layer : profile.layers) {
      digest.add_field(sync::name(layer.layer));
      for (const auto& table : layer.tables) digest.add_field(table);
      for (const auto& column : layer.columns) {
        digest.add_field("column");
        digest.add_field(column.attribute);
        for (const auto& name : column.names) digest.add_field(name);
      }
    }
    digest.add_field("end");
  }
  for (const auto rule :
       {sync::Rule::src_02, sync::Rule::src_04, sync::Rule::kvk_01, sync::Rule::kvk_02}) {
    digest.add_field(settings.enabled(rule) ? sync::name(settings.severity(rule)) : "off");
  }
  return digest.hex();
}

/// The whole file when it begins with `head`; else empty.
std::string bytes_of(const fs::path& file, const std::string& head) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  const auto size = in ? static_cast<std::size_t>(in.tellg()) : 0;
  if (size < head.size()) return {};
  std::string bytes(head.size(), '\0');
  in.seekg(0);
  in.read(bytes.data(), static_cast<std::streamsize>(head.size()));
  if (bytes != head) return {};
  bytes.resize(size);
  in.read(bytes.data() + head.size(), static_cast<std::streamsize>(size - head.size()));
  return in ? bytes : std::string();
}

/// Written whole or not at all, for this user only. A cache that cannot be written costs time
/// tomorrow, not tonight's run: failure is silent by design.
void keep(const fs::path& file, std::string_view bytes) {
  const fs::path fresh = file.string() + fmt::format(".{}.yeni", ::getpid());
  std::error_code ignored;
  fs::remove(fresh, ignored);
  const int handle = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) return;
  bool whole = true;
  while (!bytes.empty() && whole) {
    const auto written = ::write(handle, bytes.data(), bytes.size());
    if (written > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else {
      whole = written < 0 && errno == EINTR;
    }
  }
  whole = ::close(handle) == 0 && whole;
  if (whole) fs::rename(fresh, file, ignored);
  if (!whole || ignored) fs::remove(fresh, ignored);
}

}  // namespace

sync::Delivery DeliveryCache::read(const sync::Settings& settings, std::uint16_t source,
                                   bool fresh) const {
  const auto& described = settings.sources.at(source);
  if (names_foreign_driver(described)) return importers::read(settings, source);
  Digest name;
  name.add_field(described.name);
  const fs::path entry = folder_ / (name.hex().substr(0, 16) + ".teslim");
  const auto settings_digest = settings_key(settings, source);
  std::string digest;
  if (!fresh) {
    // What is missing or refused is `read`'s to say.
    try {
      const auto files = files_of(described.path);
      digest = digest_of(files);
      const std::string key = digest + settings_digest;
      if (auto delivery = unpacked(bytes_of(entry, head(key)), key)) {
        delivery->reused = true;
        delivery->files = files;
        delivery->as_of = described.as_of.value_or(newest_day(files));
        return std::move(*delivery);
      }
    } catch (const SourceError&) {
    }
  }
  auto delivery = importers::read(settings, source, digest);
  std::error_code ignored;
  fs::create_directories(folder_, ignored);
  fs::permissions(folder_, fs::perms::owner_all, ignored);
  if (delivery.read) {
    keep(entry, packed(delivery, delivery.digest + settings_digest));
  }
  return delivery;
}

}  // namespace uavt::importers
