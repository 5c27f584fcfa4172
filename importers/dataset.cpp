#include "importers/dataset.hpp"

#include <cpl_string.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "importers/gdal.hpp"
#include "importers/reader.hpp"
#include "importers/shapefile.hpp"
#include "sync/column_map.hpp"
#include "sync/text.hpp"

namespace uavt::importers {

namespace {

/// A format people name, GDAL's driver for it, and whether it is read by seeking about: such a
/// member of a zip is unpacked first.
struct Format {
  std::string_view word, driver;
  bool seeks = false;
};
constexpr std::array formats = {
    Format{"gpkg", "GPKG", true},
    Format{"shp", "ESRI Shapefile"},
    Format{"geojson", "GeoJSON"},
    Format{"gml", "GML"},
    Format{"xlsx", "XLSX", true},
    Format{"ods", "ODS", true},
    Format{"fgb", "FlatGeobuf"},
    Format{"gdb", "OpenFileGDB", true},
    Format{"mapinfo", "MapInfo File", true},
    Format{"dxf", "DXF", true},
    Format{"dgn", "DGN", true},
};

std::string allowed_words() {
  std::string words = "csv";
  for (const auto& format : formats) words += fmt::format(", {}", format.word);
  return words;
}

/// What the extension says it is; the content has the last word.
std::string_view driver_of_extension(std::string_view file) {
  const auto ending = extension(file);
  if (ending == "dbf") return "ESRI Shapefile";
  if (ending == "json") return "GeoJSON";
  if (ending == "xml") return "GML";
  if (ending == "tab" || ending == "mif") return "MapInfo File";
  const auto found = std::ranges::find(formats, ending, &Format::word);
  return found == formats.end() ? std::string_view() : found->driver;
}

bool seeks(std::string_view driver) {
  const auto found = std::ranges::find(formats, driver, &Format::driver);
  return found != formats.end() && found->seeks;
}

/// XML's prolog may define entities that read other files or unfold to gigabytes; no export needs
/// one.
void refuse_doctype(const std::string& file) {
  auto head = head_of(file, std::size_t{1} << 20);
  std::erase(head, '\0');  // UTF-16 shows its letters so
  const auto first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF\xFE\xFF");
  if (first == std::string::npos || head[first] != '<') return;
  if (head.find("<!DOCTYPE") != std::string::npos || head.find("<!ENTITY") != std::string::npos) {
    throw SourceError(fmt::format(
        "{} is refused: it is XML with a DOCTYPE, which may name other files. Export it "
        "without one.",
        file));
  }
}

/// GeoPackage: read as it lies, without a lock and without a -wal beside it; a database that has
/// one is copied together with it, so that its last changes count.
std::string prepared_geopackage(const std::string& file, Staging& staging, CPLStringList& options) {
  if (size_of(file + "-journal").value_or(0) > 0) {
    throw SourceError(fmt::format(
        "{} was left in the middle of a change (there is a -journal beside it): open it "
        "once in the program it comes from, or export it again.",
        file));
  }
  if (size_of(file + "-wal").value_or(0) > 0) {
    staging.copied(file + "-wal");
    return staging.copied(file);
  }
  options.SetNameValue("IMMUTABLE", "YES");
  return file;
}

std::string prepared(const std::string& file, std::string_view driver, Staging& staging,
                     CPLStringList& options) {
  if (driver == "ESRI Shapefile") {
    check_shapefile(file);
    options.SetNameValue("ENCODING", "");  // the bytes are judged here
    options.SetNameValue("ADJUST_GEOM_TYPE", "NO");
  }
  if (driver == "XLSX" || driver == "ODS") {
    if (!archive_member(file)) check_archive(file);
  }
  const bool member = archive_member(file).has_value();
  if (driver == "GPKG" && !member) return prepared_geopackage(file, staging, options);
  if (driver == "GML") {
    options.SetNameValue("WRITE_GFS", "NO");
    options.SetNameValue("DOWNLOAD_SCHEMA", "NO");
  }
  if (!member || !seeks(driver)) return file;
  auto copy = staging.copied(file);
  if (driver == "XLSX" || driver == "ODS") check_archive(copy);
  for (const auto& part : with_side_files(file)) {
    if (part != file) staging.copied(part);
  }
  return copy;
}

/// The encoding of a DXF's texts where GDAL 3.6 would take the header's code page: what the
/// configuration says, else UTF-8 for AutoCAD 2007 (AC1021) and later, which write it whatever code
/// page they name. Empty: the code page it is.
/// Source: AutoCAD DXF Reference, $ACADVER; ezdxf's notes on the encoding of DXF files.
std::string drawing_encoding(const std::string& file, const sync::SourceSettings& source) {
  if (extension(file) != "dxf") return {};
  if (!source.encoding.empty()) return sync::encoding_name(source.encoding);
  const auto head = head_of(file, std::size_t{1} << 14);
  const auto variable = head.find("$ACADVER");
  const auto version = variable == std::string::npos ? variable : head.find("AC", variable + 8);
  constexpr std::string_view first_in_utf8 = "AC1021";
  if (version == std::string::npos) return {};
  return head.substr(version, first_in_utf8.size()) >= first_in_utf8 ? "UTF-8" : std::string();
}

}  // namespace

bool is_delimited(const std::string& file, const std::string& format) {
  if (!format.empty()) return format == "csv" || format == "tsv";
  const auto ending = extension(file);
  return ending == "csv" || ending == "tsv" || ending == "txt";
}

bool names_foreign_driver(const sync::SourceSettings& source) {
  return !source.driver.empty() && source.driver != "CSV" &&
         std::ranges::find(formats, source.driver, &Format::driver) == formats.end();
}

OpenedFile opened(const std::string& file, const sync::SourceSettings& source) {
  initialise();
  OpenedFile result;
  CPLStringList allowed, options;
  std::string path = file;
  if (names_foreign_driver(source)) {
    allowed.AddString(source.driver.c_str());
  } else {
    if (!source.format.empty()) {
      const auto format = std::ranges::find(formats, source.format, &Format::word);
      if (format == formats.end()) {
        throw SourceError(fmt::format("{}: format \"{}\" is not known; known are {}.", file,
                                      source.format, allowed_words()));
      }
      allowed.AddString(std::string(format->driver).c_str());
    } else if (!source.driver.empty()) {
      allowed.AddString(source.driver.c_str());
    } else {
      for (const auto& format : formats) allowed.AddString(std::string(format.driver).c_str());
    }
    if (extension(file) != "gdb" && size_of(file).value_or(0) == 0) {
      throw SourceError(fmt::format("{} is empty or missing: export it again.", file));
    }
    if (extension(file) != "gdb") refuse_doctype(file);
    const auto driver =
        allowed.size() == 1 ? std::string_view(allowed[0]) : driver_of_extension(file);
    path = prepared(file, driver, result.staging, options);
  }
  const ThreadOption no_links("GML_SKIP_RESOLVE_ELEMS", "ALL");
  // Without a schema GDAL would guess types from content: door number 007 is no 7.
  const ThreadOption as_text("GML_FIELDTYPES", "ALWAYS_STRING");
  // A code that stands as an address in xlink:href is a value of the model's attribute.
  const ThreadOption xml_attributes("GML_ATTRIBUTES_TO_OGR_FIELDS",
                                    source.model_type.empty() ? nullptr : "YES");
  const ThreadOption xlsx_header("OGR_XLSX_HEADERS", "FORCE");
  const ThreadOption ods_header("OGR_ODS_HEADERS", "FORCE");
  const ThreadOption no_restoring("SHAPE_RESTORE_SHX", "NO");
  const auto drawing = drawing_encoding(file, source);
  const ThreadOption dxf_encoding("DXF_ENCODING", drawing.empty() ? nullptr : drawing.c_str());
  Chatter chatter;
  result.dataset.reset(GDALDataset::Open(path.c_str(),
                                         GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                         allowed.List(), options.List()));
  if (!result.dataset) {
    throw SourceError(
        fmt::format("{} cannot be read: no allowed driver recognises its content (allowed: {}){}.",
                    file, allowed_words(), chatter.text().empty() ? "" : " – " + chatter.text()));
  }
  result.driver = result.dataset->GetDriverName();
  // A spreadsheet is parsed when its layer is first asked for: here, while the options above hold.
  for (OGRLayer* layer : result.dataset->GetLayers()) layer->GetLayerDefn();
  return result;
}

OGRLayer& layer_for(GDALDataset& dataset, const std::string& file,
                    const sync::SourceSettings& source, std::span<const sync::Profile> profiles) {
  std::vector<std::string> names;
  for (int i = 0; i < dataset.GetLayerCount(); ++i) {
    names.emplace_back(dataset.GetLayer(i)->GetName());
  }
  int chosen = -1;
  if (!source.table.empty()) {
    const auto wanted = sync::folded_identifier(source.table);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == source.table) {
        chosen = static_cast<int>(i);
        break;
      }
      if (chosen < 0 && sync::folded_identifier(names[i]) == wanted) chosen = static_cast<int>(i);
    }
  } else if (names.size() == 1) {
    chosen = 0;
  } else {
    chosen = sync::table_for(source, profiles, names);
  }
  if (chosen < 0) {
    std::string listed;
    for (const auto& name : names) listed += (listed.empty() ? "\"" : ", \"") + name + "\"";
    if (names.empty()) throw SourceError(fmt::format("{} holds no table.", file));
    throw SourceError(fmt::format("{}: {}. Its tables are {}; name one with table = \"…\".", file,
                                  source.table.empty()
                                      ? "it holds several tables and none is recognised"
                                      : fmt::format("it holds no table \"{}\"", source.table),
                                  listed));
  }
  return *dataset.GetLayer(chosen);
}

std::string declared_crs(OGRLayer& layer) {
  const OGRSpatialReference* crs = layer.GetSpatialRef();
  if (crs == nullptr || crs->IsEmpty()) return {};
  // GeoPackage's two ways of saying "unknown" (srs_id -1 and 0).
  const char* const name = crs->GetName();
  if (name != nullptr && std::string_view(name).starts_with("Undefined ")) return {};
  Chatter chatter;
  const auto code_of = [](const OGRSpatialReference& known) -> std::string {
    const char* const authority = known.GetAuthorityName(nullptr);
    const char* const code = known.GetAuthorityCode(nullptr);
    if (authority == nullptr || code == nullptr) return {};
    return fmt::format("{}:{}", authority, code);
  };
  if (auto code = code_of(*crs); !code.empty()) return code;
  int count = 0;
  int* confidence = nullptr;
  OGRSpatialReferenceH* const matches =
      OSRFindMatches(OGRSpatialReference::ToHandle(const_cast<OGRSpatialReference*>(crs)), nullptr,
                     &count, &confidence);
  std::string found;
  if (count > 0 && confidence[0] >= 90 && (count == 1 || confidence[1] < confidence[0])) {
    found = code_of(*OGRSpatialReference::FromHandle(matches[0]));
  }
  OSRFreeSRSArray(matches);
  CPLFree(confidence);
  if (!found.empty()) return found;
  char* text = nullptr;
  const char* const wkt2[] = {"FORMAT=WKT2_2019", nullptr};
  const OGRErr failed = crs->exportToWkt(&text, wkt2);
  std::string wkt = failed == OGRERR_NONE && text != nullptr ? text : "";
  CPLFree(text);
  return wkt;
}

}  // namespace uavt::importers
