#include "importers/layer_reading.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include "importers/curves.hpp"
#include "importers/gdal.hpp"
#include "importers/reader.hpp"
#include "importers/shapefile.hpp"
#include "sync/text.hpp"

namespace uavt::importers {

namespace {

using Kind = sync::RawColumn::Kind;

Kind kind_of(const OGRFieldDefn& field) {
  switch (field.GetType()) {
    case OFTInteger:
    case OFTInteger64:
      return Kind::integer;
    case OFTReal:
      return Kind::real;
    case OFTDate:
    case OFTDateTime:
      return Kind::date;
    default:
      return Kind::text;
  }
}

/// A field that holds several values – successors of a parcel in a GeoJSON – in one text: "5, 6".
std::string joined(const OGRFeature& feature, int field) {
  std::string text;
  const auto add = [&](std::string_view value) {
    text += text.empty() ? "" : ", ";
    text += value;
  };
  int count = 0;
  switch (feature.GetFieldDefnRef(field)->GetType()) {
    case OFTStringList:
      for (char** each = feature.GetFieldAsStringList(field); each && *each; ++each) add(*each);
      break;
    case OFTIntegerList: {
      const int* const values = feature.GetFieldAsIntegerList(field, &count);
      for (int i = 0; i < count; ++i) add(std::to_string(values[i]));
      break;
    }
    case OFTInteger64List: {
      const GIntBig* const values = feature.GetFieldAsInteger64List(field, &count);
      for (int i = 0; i < count; ++i) add(std::to_string(values[i]));
      break;
    }
    default:
      text = feature.GetFieldAsString(field);
  }
  return text;
}

void feed_value(const OGRFeature& feature, int field, std::size_t column, Kind kind,
                std::uint32_t record, Intake& intake) {
  if (!feature.IsFieldSetAndNotNull(field)) {
    intake.null(column);
    return;
  }
  switch (kind) {
    case Kind::integer:
      intake.integer(column, feature.GetFieldAsInteger64(field));
      break;
    case Kind::real:
      intake.real(column, feature.GetFieldAsDouble(field));
      break;
    case Kind::date: {
      int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0;
      const bool is_date = feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute,
                                                      &second, &zone) != 0;
      const auto days = is_date ? sync::days_of(year, month, day) : std::nullopt;
      if (days) {
        intake.integer(column, *days);
      } else {
        intake.null(column);
      }
      break;
    }
    case Kind::text:
      intake.text(column, joined(feature, field), record);
      break;
  }
}

bool blank(const OGRFeature& feature, int field_count) {
  for (int i = 0; i < field_count; ++i) {
    if (feature.IsFieldSetAndNotNull(i) && *feature.GetFieldAsString(i) != '\0') return false;
  }
  return feature.GetGeometryRef() == nullptr;
}

}  // namespace

std::vector<FileColumn> columns_of(OGRLayer& layer) {
  std::vector<FileColumn> columns;
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const OGRFieldDefn& field = *definition.GetFieldDefn(i);
    const std::string_view name = field.GetNameRef();
    FileColumn column{{}, kind_of(field), false};
    // DBF names are bytes like its texts.
    const Recoder recoder(clean_utf8(name) ? "UTF-8" : "CP1254");
    recoder.append(name, column.name);
    columns.push_back(std::move(column));
  }
  if (const std::string id = layer.GetFIDColumn(); !id.empty()) {
    columns.push_back({id, Kind::integer, true});
  }
  return columns;
}

void feed_features(OGRLayer& layer, const std::string& driver, const std::string& file,
                   Intake& intake) {
  const auto columns = columns_of(layer);
  const int fields = layer.GetLayerDefn()->GetFieldCount();
  const bool brings_geometry = layer.GetGeomType() != wkbNone;
  intake.has_geometry(brings_geometry);
  const bool sheet = driver == "XLSX" || driver == "ODS";
  const bool shapefile = driver == "ESRI Shapefile";
  // A DBF record that was deleted keeps its number; elsewhere records are counted.
  std::uint32_t record = 0;
  Chatter chatter;
  layer.ResetReading();
  while (true) {
    chatter.clear();
    const OGRFeatureUniquePtr feature(layer.GetNextFeature());
    if (!feature) break;
    record = shapefile ? static_cast<std::uint32_t>(feature->GetFID() + 1) : record + 1;
    if (sheet && blank(*feature, fields)) continue;
    if (chatter.failed()) {
      intake.unreadable(record, chatter.text());
      continue;
    }
    if (brings_geometry) {
      const OGRGeometry* const shape = feature->GetGeometryRef();
      if (shape == nullptr) {
        intake.geometry().append_null();
      } else if (!append(*shape, intake.geometry())) {
        intake.reject(intake.row_count(), record, "its geometry cannot be read");
      }
    }
    for (int i = 0; i < fields; ++i) {
      const auto column = static_cast<std::size_t>(i);
      if (intake.wants(column)) {
        feed_value(*feature, i, column, columns[column].kind, record, intake);
      }
    }
    if (columns.size() > static_cast<std::size_t>(fields)) {
      intake.integer(columns.size() - 1, feature->GetFID());
    }
    intake.end_row(record);
  }
  if (chatter.failed()) {
    throw SourceError(
        fmt::format("{} breaks off after record {}: {}. Copy or export the file again.", file,
                    record, chatter.text()));
  }
}

FileReading read_layer(OGRLayer& layer, const std::string& driver, const std::string& file,
                       const sync::SourceSettings& source,
                       std::span<const sync::Profile> profiles) {
  Intake intake(file, source, profiles, columns_of(layer));
  const bool arrow = driver == "GPKG" || driver == "FlatGeobuf";
  {
    const Chatter quiet;
    if (arrow || driver == "ESRI Shapefile") {
      intake.reserve(static_cast<std::size_t>(std::max<GIntBig>(layer.GetFeatureCount(FALSE), 0)));
    }
  }
  if (arrow) {
    feed_arrow(layer, file, intake);
  } else {
    feed_features(layer, driver, file, intake);
  }
  // A MapInfo table may declare no character set ("Neutral"), a DGN never does.
  const bool bytes = driver == "ESRI Shapefile" ||
                     ((driver == "MapInfo File" || driver == "DGN") &&
                      layer.TestCapability(OLCStringsAsUTF8) == 0);
  auto reading = intake.finished(bytes ? std::optional(declared_encoding(file)) : std::nullopt);
  reading.driver = driver;
  if (reading.rows.has_geometry) reading.crs = declared_crs(layer);
  return reading;
}

}  // namespace uavt::importers
