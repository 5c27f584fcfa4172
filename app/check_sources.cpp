#include "app/check_parts.hpp"

#include "app/exit_code.hpp"
#include "app/intake.hpp"
#include "app/outcome.hpp"
#include "geo/error.hpp"
#include "importers/reader.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace uavt::app {

namespace {

using State = CheckLine::State;

constexpr int source_refused = 3;
constexpr int crs_refused = 4;

/// Both languages from one set of values, which are shown visibly.
Said said(std::string tr, std::string en) {
  return {std::move(tr), std::move(en)};
}

std::string counted(std::uint64_t value, sync::Language language) {
  return report::number(value, language);
}

std::string joined(const std::vector<std::string>& names, std::size_t at_most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), at_most); ++i) {
    text += (text.empty() ? "" : ", ") + report::visible(names[i]);
  }
  return names.size() > at_most ? text + " …" : text;
}

std::uintmax_t bytes_of(const std::vector<std::string>& files) {
  std::uintmax_t bytes = 0;
  for (const std::string& file : files) {
    std::error_code none;
    const std::uintmax_t size = std::filesystem::file_size(file, none);
    if (!none) bytes += size;
  }
  return bytes;
}

/// A source that is read: how much of it, and what it lacks.
CheckLine content(const sync::SourceSettings& source, const sync::Delivery& delivery,
                  const sync::Settings& settings) {
  using enum sync::Language;
  CheckLine line;
  line.about = "source." + source.name;
  const std::int64_t age = delivery.as_of == sync::null_integer ? 0 : today() - delivery.as_of;
  const std::size_t mapped = delivery.rows.columns.size();
  line.what =
      said(fmt::format("{} kayıt, {} sütun eşlendi, {} günlük, yazı kodlaması {}",
                       counted(delivery.rows_read, tr), mapped, age, delivery.encoding_used),
           fmt::format("{} records, {} columns mapped, {} days old, text encoding {}",
                       counted(delivery.rows_read, en), mapped, age, delivery.encoding_used));
  if (!delivery.unmapped.empty()) {
    const std::string names = joined(delivery.unmapped, 6);
    line.what.tr += fmt::format("; kullanılmayan sütunlar: {}", names);
    line.what.en += fmt::format("; columns not used: {}", names);
  }
  const auto warn = [&](std::string tr, std::string en) {
    line.state = State::attention;
    line.cure.tr += (line.cure.tr.empty() ? "" : " ") + std::move(tr);
    line.cure.en += (line.cure.en.empty() ? "" : " ") + std::move(en);
  };
  if (delivery.rows_read == 0) {
    warn("Dosyada kayıt yok: dışa aktarım yarım kalmış olabilir.",
         "The file has no record: the export may have been cut short.");
  }
  const double limit = settings.parameter(
      sync::Rule::src_06, source.reg == sync::Register::cbs ? "cbs_days" : "uavt_days");
  if (static_cast<double>(age) > limit) {
    warn(fmt::format("Teslim eski (en çok {:.0f} gün beklenir): yeniden dışa aktarın.", limit),
         fmt::format("The delivery is old (at most {:.0f} days are expected): export it again.",
                     limit));
  }
  if (!delivery.unreadable.empty()) {
    const std::uint64_t count = delivery.unreadable.size();
    warn(fmt::format("{} kayıt okunamadı (SRC-02): `uavt-sync validate` satırlarını söyler.",
                     counted(count, tr)),
         fmt::format("{} records cannot be read (SRC-02): `uavt-sync validate` names the rows.",
                     counted(count, en)));
  }
  return line;
}

/// The way into the target CRS, and whether it ends in the country.
CheckLine crs(const sync::SourceSettings& source, sync::Delivery& delivery,
              const sync::Settings& settings) {
  CheckLine line;
  line.about = "source." + source.name + ".crs";
  const std::string declared = source.crs.empty() ? delivery.crs : source.crs;
  const auto refuse = [&](Said what, Said cure) {
    line.state = source.required ? State::wrong : State::attention;
    line.exit_code = source.required ? crs_refused : 0;
    line.what = std::move(what);
    line.cure = std::move(cure);
    return line;
  };
  if (declared.empty()) {
    return refuse(
        said("koordinat sistemi bildirilmemiş", "no coordinate reference system declared"),
        said("Yapılandırmada bu kaynağa crs = \"EPSG:…\" yazın; `uavt-sync inspect` dosyada "
             "ne olduğunu gösterir.",
             "Add crs = \"EPSG:…\" to its [[source]] block; `uavt-sync inspect` shows what "
             "is in the file."));
  }
  const std::string& target = settings.municipality.target_crs;
  try {
    const geo::Transformation way(declared, target, geo::area_of_use(target),
                                  {source.allow_ballpark, source.pipeline});
    way.apply(delivery.rows.geometry.coordinates());
    const geo::Box country = country_box(target);
    const std::span<const double> xy = delivery.rows.geometry.coordinates();
    std::uint64_t outside = 0;
    for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
      const bool inside = xy[i] >= country.min_x && xy[i] <= country.max_x &&
                          xy[i + 1] >= country.min_y && xy[i + 1] <= country.max_y;
      outside += inside ? 0 : 1;
    }
    const geo::OperationAccount& account = way.account();
    const std::string name = report::visible(account.source_crs);
    const std::string accuracy =
        account.accuracy_m < 0 ? "?" : fmt::format("{:g} m", account.accuracy_m);
    if (outside * 2 > xy.size() / 2) {
      return refuse(
          said(fmt::format("{}: köşelerin çoğu Türkiye dışında kalıyor", name),
               fmt::format("{}: most vertices fall outside Türkiye", name)),
          said("Bildirilen koordinat sistemi bu dosyanınki değil; doğrusunu crs ile verin.",
               "The declared system is not this file's; give the right one with crs."));
    }
    line.what = said(fmt::format("{}, işlem: {}, doğruluk {}", name,
                                 report::visible(account.operation), accuracy),
                     fmt::format("{}, operation: {}, accuracy {}", name,
                                 report::visible(account.operation), accuracy));
    if (!account.missing_grids.empty()) {
      line.state = State::attention;
      const std::string grids = joined(account.missing_grids, 3);
      line.cure =
          said(fmt::format("Daha doğru bir dönüşümün ızgara dosyası yok: {}.", grids),
               fmt::format("The grid file of a more accurate operation is missing: {}.", grids));
    }
    return line;
  } catch (const geo::CrsError& error) {
    const std::string reason = visible_lines(error.what());
    return refuse(said("koordinat sistemi dönüştürülemiyor", "the CRS cannot be transformed"),
                  said(reason, reason));
  }
}

}  // namespace

void check_source(const sync::Settings& settings, std::uint16_t source,
                  std::vector<CheckLine>& lines, std::uintmax_t& size) {
  const sync::SourceSettings& asked = settings.sources[source];
  CheckLine refused;
  refused.about = "source." + asked.name;
  refused.what = said(fmt::format("okunamıyor: {}", report::visible(asked.path)),
                      fmt::format("cannot be read: {}", report::visible(asked.path)));
  try {
    sync::Delivery delivery = importers::read(settings, source);
    if (!delivery.read) {
      refused.state = State::attention;
      std::string reason;
      for (const sync::Finding& finding : delivery.findings) {
        if (finding.rule == sync::Rule::src_01) {
          reason = report::message(finding, settings.run.language);
        }
      }
      refused.cure = said(reason + " Zorunlu olmadığı için gece yine çalışır.",
                          reason + " It is not required: the night runs all the same.");
      lines.push_back(std::move(refused));
      return;
    }
    size += bytes_of(delivery.files);
    lines.push_back(content(asked, delivery, settings));
    if (delivery.rows.has_geometry) lines.push_back(crs(asked, delivery, settings));
  } catch (const importers::SourceError& error) {
    refused.state = State::wrong;
    refused.exit_code = source_refused;
    const std::string reason = visible_lines(error.what());
    refused.cure = said(reason, reason);
    lines.push_back(std::move(refused));
  }
}

}  // namespace uavt::app
