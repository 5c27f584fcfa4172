#include "exporters/writer.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "exporters/complaints.hpp"
#include "exporters/delimited.hpp"
#include "exporters/watched_files.hpp"

namespace uavt::exporters {

namespace {

namespace fs = std::filesystem;
using RawKind = sync::RawColumn::Kind;

const char* driver_name(Format format) {
  switch (format) {
    case Format::gpkg:
      return "GPKG";
    case Format::shapefile:
      return "ESRI Shapefile";
    case Format::geojson:
      return "GeoJSON";
    case Format::gml:
      return "GML";
    case Format::xlsx:
      return "XLSX";
    case Format::flatgeobuf:
      return "FlatGeobuf";
    case Format::csv:
      break;
  }
  return "CSV";
}

/// The kind a file declares, and whether every row is written as a multi of it.
struct Declared {
  OGRwkbGeometryType type = wkbNone;
  bool as_multi = false;
};

Declared declared(const LayerHead& layer, const WriteOptions& options) {
  if (!layer.has_geometry || options.format == Format::xlsx) return {};
  if (layer.kind == geo::Kind::point) return {wkbPoint, false};
  if (layer.kind == geo::Kind::line) return {wkbMultiLineString, true};
  if (layer.kind == geo::Kind::polygon) return {wkbMultiPolygon, true};
  const auto count = [&](geo::Kind kind) {
    return layer.survey.kinds[static_cast<std::size_t>(kind)];
  };
  const std::array<std::pair<geo::Kind, OGRwkbGeometryType>, 3> types = {
      std::pair{geo::Kind::point, wkbPoint}, std::pair{geo::Kind::line, wkbLineString},
      std::pair{geo::Kind::polygon, wkbPolygon}};
  const auto most =
      std::ranges::max_element(types, {}, [&](const auto& type) { return count(type.first); });
  const auto present =
      std::ranges::count_if(types, [&](const auto& type) { return count(type.first) > 0; });
  if (present == 0) return {wkbUnknown, false};
  if (options.format == Format::shapefile || options.declare_single) return {most->second, false};
  if (present > 1) return {wkbUnknown, false};
  const bool several = layer.survey.several_parts;
  return {several ? OGR_GT_GetCollection(most->second) : most->second, several};
}

void remove_before(const fs::path& file, const WriteOptions& options) {
  std::error_code ignored;
  const auto beside = [&](std::initializer_list<const char*> endings) {
    for (const char* ending : endings) {
      fs::remove(fs::path(file).replace_extension(ending), ignored);
    }
  };
  if (options.format == Format::shapefile) beside({"shp", "shx", "dbf", "prj", "cpg"});
  if (options.format == Format::gml) beside({"xsd", "gfs"});
  fs::remove(file, ignored);
}

GDALDatasetUniquePtr target(const fs::path& file, const WriteOptions& options,
                            const Complaints& complaints) {
  if (options.append_layer && fs::exists(file)) {
    GDALDatasetUniquePtr existing(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    if (!existing) refuse(file, complaints);
    return existing;
  }
  remove_before(file, options);
  GDALDriver* const driver = GetGDALDriverManager()->GetDriverByName(driver_name(options.format));
  if (driver == nullptr) {
    throw ExportError(
        fmt::format("This machine's GDAL has no {} driver.", driver_name(options.format)));
  }
  CPLStringList creation;
  if (options.format == Format::gml && !options.gml_namespace.empty()) {
    creation.SetNameValue("FORMAT", "GML3.2");
    creation.SetNameValue("TARGET_NAMESPACE", options.gml_namespace.c_str());
    creation.SetNameValue("PREFIX", "uavt");
  }
  // SQLite looks after its writes itself, and a workbook is packed on the way.
  const bool watching = options.format != Format::gpkg && options.format != Format::xlsx;
  const std::string name = watching ? watched(file) : file.string();
  GDALDatasetUniquePtr dataset(driver->Create(name.c_str(), 0, 0, 0, GDT_Unknown, creation.List()));
  if (!dataset) refuse(file, complaints);
  return dataset;
}

/// A DBF column as wide as its widest text, at most what a DBF can hold.
int dbf_width(const Survey& survey, std::size_t column) {
  const std::size_t widest = column < survey.widest.size() ? survey.widest[column] : 0;
  return static_cast<int>(std::clamp<std::size_t>(widest, 1, dbf_longest_text));
}

void create_fields(OGRLayer& target, const LayerHead& layer, const WriteOptions& options,
                   const fs::path& file, const Complaints& complaints) {
  for (std::size_t i = 0; i < layer.fields.size(); ++i) {
    OGRFieldDefn field(layer.fields[i].name.c_str(), OFTString);
    switch (layer.fields[i].kind) {
      case RawKind::integer:
        field.SetType(OFTInteger64);
        break;
      case RawKind::real:
        field.SetType(OFTReal);
        break;
      case RawKind::date:
        field.SetType(OFTDate);
        break;
      case RawKind::text:
        if (options.format == Format::shapefile) field.SetWidth(dbf_width(layer.survey, i));
        break;
    }
    if (target.CreateField(&field) != OGRERR_NONE) refuse(file, complaints);
  }
}

/// 2026-11-22 of days since 1970-01-01.
void set_date(OGRFeature& feature, int field, const std::string& iso) {
  int year = 0, month = 0, day = 0;
  if (std::sscanf(iso.c_str(), "%d-%d-%d", &year, &month, &day) == 3) {
    feature.SetField(field, year, month, day);
  }
}

void set_values(OGRFeature& feature, const sync::RawTable& rows, std::size_t row,
                std::string& text) {
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    const auto& column = rows.columns[i];
    const int field = static_cast<int>(i);
    if (column.null(row)) {
      feature.SetFieldNull(field);
      continue;
    }
    switch (column.kind) {
      case RawKind::text:
        text.assign(column.texts[row]);
        feature.SetField(field, text.c_str());
        break;
      case RawKind::integer:
        feature.SetField(field, GIntBig{column.integers[row]});
        break;
      case RawKind::real:
        feature.SetField(field, column.reals[row]);
        break;
      case RawKind::date:
        set_date(feature, field, column.text(row));
        break;
    }
  }
}

void write_rows(OGRLayer& layer, const sync::RawTable& rows, const Declared& kind,
                const WriteOptions& options, const fs::path& file, const Complaints& complaints) {
  const std::unique_ptr<OGRFeature> feature(OGRFeature::CreateFeature(layer.GetLayerDefn()));
  std::string wkb, text;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (!wanted(rows, row, options.rows)) continue;
    if (options.format == Format::flatgeobuf && !placed(rows, row)) {
      throw ExportError(fmt::format(
          "{}: row {} has no geometry, and FlatGeobuf holds no such row.", file.string(), row + 1));
    }
    feature->SetFID(OGRNullFID);
    set_values(*feature, rows, row, text);
    const auto shape_kind = kind.type == wkbNone ? geo::Kind::null : rows.geometry.kind(row);
    if (kind.type != wkbNone) feature->SetGeometryDirectly(nullptr);
    if (shape_kind != geo::Kind::null && shape_kind != geo::Kind::other) {
      wkb.clear();
      rows.geometry.write_ewkb(row, kind.as_multi, 0, wkb);
      OGRGeometry* shape = nullptr;
      if (OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &shape, wkb.size()) !=
          OGRERR_NONE) {
        refuse(file, complaints);
      }
      feature->SetGeometryDirectly(shape);
    }
    if (layer.CreateFeature(feature.get()) != OGRERR_NONE) refuse(file, complaints);
  }
}

CPLStringList layer_options(const WriteOptions& options) {
  CPLStringList list;
  switch (options.format) {
    case Format::gpkg:
      list.SetNameValue("GEOMETRY_NAME", "geom");
      list.SetNameValue("SPATIAL_INDEX", options.spatial_index ? "YES" : "NO");
      if (options.append_layer) list.SetNameValue("OVERWRITE", "YES");
      break;
    case Format::shapefile:
      list.SetNameValue("ENCODING", options.encoding.c_str());
      break;
    case Format::geojson:
      list.SetNameValue("WRITE_NAME", "YES");
      break;
    case Format::flatgeobuf:
      // In the order of the rows.
      list.SetNameValue("SPATIAL_INDEX", "NO");
      break;
    default:
      break;
  }
  return list;
}

}  // namespace

bool placed(const sync::RawTable& rows, std::size_t row) {
  return rows.has_geometry && rows.geometry.kind(row) != geo::Kind::null;
}

bool wanted(const sync::RawTable& rows, std::size_t row, Rows which) {
  return which == Rows::all || placed(rows, row) == (which == Rows::placed);
}

struct Writer::Implementation {
  fs::path file;
  WriteOptions options;
  OGRSpatialReference crs;
  GDALDatasetUniquePtr dataset;         ///< every format but CSV
  std::optional<Delimited> delimited;   ///< CSV
  OGRLayer* layer = nullptr;
  Declared declared;
  bool transaction = false;
  /// A GeoPackage's record of an extent takes no infinity; what such rows say is written all the
  /// same.
  bool finite = true;
  bool table_only = false;  ///< a shapefile of rows without geometry is its .dbf alone

  void end_layer(const Complaints& complaints) {
    layer = nullptr;
    if (!std::exchange(transaction, false)) return;
    if (dataset->CommitTransaction() != OGRERR_NONE) refuse(file, complaints);
  }
};

Writer::Writer(const fs::path& file, const WriteOptions& options)
    : implementation_(std::make_unique<Implementation>()) {
  Implementation& own = *implementation_;
  own.file = file;
  own.options = options;
  if (options.format == Format::csv) return;
  register_drivers();
  // A half-written export is written again, not recovered: no waiting for the disk.
  const CPLConfigOptionSetter fast("OGR_SQLITE_SYNCHRONOUS", "OFF", false);
  Complaints complaints;
  own.dataset = target(file, options, complaints);
  own.crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  if (!options.crs.empty() && own.crs.SetFromUserInput(options.crs.c_str()) != OGRERR_NONE) {
    throw ExportError(fmt::format("{}: the CRS \"{}\" is unknown.", file.string(), options.crs));
  }
}

Writer::~Writer() {
  // Whoever did not close has something worse to say than what GDAL complains of now.
  Complaints unheard;
  implementation_->dataset.reset();
}

bool Writer::needs_survey(const LayerHead& layer, const WriteOptions& options) {
  if (options.format == Format::shapefile) return true;
  const bool described = options.format != Format::csv && options.format != Format::xlsx;
  return described && layer.has_geometry && layer.kind == geo::Kind::null;
}

void Writer::begin(const LayerHead& layer) {
  Implementation& own = *implementation_;
  if (own.options.format == Format::csv) {
    own.delimited.emplace(layer, own.file, own.options);
    return;
  }
  Complaints complaints;
  own.end_layer(complaints);
  own.declared = declared(layer, own.options);
  own.table_only = own.options.format == Format::shapefile && !layer.has_geometry;
  const std::string name =
      own.options.format == Format::shapefile ? own.file.stem().string() : layer.name;
  own.layer = own.dataset->CreateLayer(name.c_str(), own.options.crs.empty() ? nullptr : &own.crs,
                                       own.declared.type, layer_options(own.options).List());
  if (own.layer == nullptr) refuse(own.file, complaints);
  create_fields(*own.layer, layer, own.options, own.file, complaints);
  own.transaction = own.dataset->TestCapability(ODsCTransactions) != 0 &&
                    own.dataset->StartTransaction() == OGRERR_NONE;
}

void Writer::add(const sync::RawTable& rows) {
  Implementation& own = *implementation_;
  if (own.delimited) {
    own.delimited->add(rows);
    return;
  }
  Complaints complaints;
  write_rows(*own.layer, rows, own.declared, own.options, own.file, complaints);
  if (complaints.unwritten()) refuse(own.file, complaints);
  own.finite = own.finite && std::ranges::all_of(rows.geometry.coordinates(), [](double each) {
                 return std::isfinite(each);
               });
}

void Writer::close() {
  Implementation& own = *implementation_;
  if (own.delimited) {
    own.delimited->close();
    return;
  }
  Complaints complaints;
  own.end_layer(complaints);
  // What is still to be written is written here; only GDAL's words say whether it could be.
  own.dataset.reset();
  if (complaints.unwritten() || (!complaints.failure().empty() && own.finite)) {
    refuse(own.file, complaints);
  }
  if (own.options.format == Format::shapefile && !own.options.declare_encoding) {
    fs::remove(fs::path(own.file).replace_extension("cpg"));
  }
  if (!fs::exists(own.table_only ? fs::path(own.file).replace_extension("dbf") : own.file)) {
    throw ExportError(
        fmt::format("{} cannot be written: GDAL gives no reason.", own.file.string()));
  }
}

void write(const sync::RawTable& rows, const fs::path& file, const WriteOptions& options) {
  LayerHead head = head_of(rows);
  head.name = options.layer.empty() ? file.stem().string() : options.layer;
  head.kind = options.kind;
  if (Writer::needs_survey(head, options)) head.survey.add(rows);
  Writer writer(file, options);
  writer.begin(head);
  writer.add(rows);
  writer.close();
}

}  // namespace uavt::exporters
