#include "exporters/writer.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "exporters/complaints.hpp"
#include "exporters/delimited.hpp"

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

Declared declared(const sync::RawTable& rows, const WriteOptions& options) {
  if (!rows.has_geometry || options.format == Format::xlsx) return {};
  if (options.kind == geo::Kind::point) return {wkbPoint, false};
  if (options.kind == geo::Kind::line) return {wkbMultiLineString, true};
  if (options.kind == geo::Kind::polygon) return {wkbMultiPolygon, true};
  std::array<std::size_t, 5> kinds{};
  bool several_parts = false;
  for (std::size_t row = 0; row < rows.geometry.size(); ++row) {
    ++kinds[static_cast<std::size_t>(rows.geometry.kind(row))];
    several_parts = several_parts || rows.geometry[row].part_count() > 1;
  }
  const auto count = [&](geo::Kind kind) { return kinds[static_cast<std::size_t>(kind)]; };
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
  return {several_parts ? OGR_GT_GetCollection(most->second) : most->second, several_parts};
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
  GDALDatasetUniquePtr dataset(driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, creation.List()));
  if (!dataset) refuse(file, complaints);
  return dataset;
}

/// A DBF column as wide as its widest text, at most what a DBF can hold.
int dbf_width(const sync::RawColumn& column) {
  std::size_t widest = 1;
  for (std::size_t row = 0; row < column.texts.size(); ++row) {
    widest = std::max(widest, column.texts[row].size());
  }
  return static_cast<int>(std::min<std::size_t>(widest, 254));
}

void create_fields(OGRLayer& layer, const sync::RawTable& rows, const WriteOptions& options,
                   const fs::path& file, const Complaints& complaints) {
  for (const auto& column : rows.columns) {
    OGRFieldDefn field(column.column.c_str(), OFTString);
    switch (column.kind) {
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
        if (options.format == Format::shapefile) field.SetWidth(dbf_width(column));
        break;
    }
    if (layer.CreateField(&field) != OGRERR_NONE) refuse(file, complaints);
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
                const fs::path& file, const Complaints& complaints) {
  const std::unique_ptr<OGRFeature> feature(OGRFeature::CreateFeature(layer.GetLayerDefn()));
  std::string wkb, text;
  for (std::size_t row = 0; row < rows.size(); ++row) {
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
      // In the order of the rows, and with those that have no geometry.
      list.SetNameValue("SPATIAL_INDEX", "NO");
      break;
    default:
      break;
  }
  return list;
}

}  // namespace

namespace {

void write_layer(GDALDataset& dataset, const LayerRows& rows, OGRSpatialReference* crs,
                 const fs::path& file, WriteOptions options, const Complaints& complaints) {
  options.kind = rows.kind;
  const auto kind = declared(*rows.rows, options);
  OGRLayer* const layer =
      dataset.CreateLayer(rows.name.c_str(), crs, kind.type, layer_options(options).List());
  if (layer == nullptr) refuse(file, complaints);
  create_fields(*layer, *rows.rows, options, file, complaints);
  const bool transaction =
      dataset.TestCapability(ODsCTransactions) != 0 && dataset.StartTransaction() == OGRERR_NONE;
  write_rows(*layer, *rows.rows, kind, file, complaints);
  if (transaction && dataset.CommitTransaction() != OGRERR_NONE) refuse(file, complaints);
}

/// A GeoPackage's record of an extent takes no infinity; what such rows say is written all the same.
bool has_extent(const LayerRows& layer) {
  const geo::GeometryColumn& shapes = layer.rows->geometry;
  for (std::size_t row = 0; row < shapes.size(); ++row) {
    if (!shapes.finite(row)) return false;
  }
  return true;
}

}  // namespace

void write_layers(std::span<const LayerRows> layers, const fs::path& file,
                  const WriteOptions& options) {
  register_drivers();
  // A half-written export is written again, not recovered: no waiting for the disk.
  const CPLConfigOptionSetter fast("OGR_SQLITE_SYNCHRONOUS", "OFF", false);
  Complaints complaints;
  auto dataset = target(file, options, complaints);
  OGRSpatialReference crs;
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const bool with_crs = !options.crs.empty();
  if (with_crs && crs.SetFromUserInput(options.crs.c_str()) != OGRERR_NONE) {
    throw ExportError(fmt::format("{}: the CRS \"{}\" is unknown.", file.string(), options.crs));
  }
  for (const LayerRows& layer : layers) {
    write_layer(*dataset, layer, with_crs ? &crs : nullptr, file, options, complaints);
  }
  // What is still to be written is written here; only GDAL's words say whether it could be.
  const bool failed_before = !complaints.failure().empty();
  dataset.reset();
  if (!failed_before && !complaints.failure().empty() && std::ranges::all_of(layers, has_extent)) {
    refuse(file, complaints);
  }
}

void write(const sync::RawTable& rows, const fs::path& file, const WriteOptions& options) {
  if (options.format == Format::csv) {
    write_delimited(rows, file, options);
    return;
  }
  // A shapefile's table has its file's name, whatever the layer is called.
  const std::string name = options.format == Format::shapefile || options.layer.empty()
                               ? file.stem().string()
                               : options.layer;
  const LayerRows layer{&rows, name, options.kind};
  write_layers(std::span(&layer, 1), file, options);
  if (options.format == Format::shapefile && !options.declare_encoding) {
    fs::remove(fs::path(file).replace_extension("cpg"));
  }
  // A shapefile of rows without geometry is its .dbf alone.
  const bool table_only = options.format == Format::shapefile && !rows.has_geometry;
  if (!fs::exists(table_only ? fs::path(file).replace_extension("dbf") : file)) {
    throw ExportError(fmt::format("{} cannot be written: GDAL gives no reason.", file.string()));
  }
}

}  // namespace uavt::exporters
