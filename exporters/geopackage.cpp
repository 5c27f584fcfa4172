#include "exporters/geopackage.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <memory>

#include "exporters/complaints.hpp"

namespace uavt::exporters {

namespace {

/// A column of QGIS' table of styles.
struct StyleField {
  const char* name;
  OGRFieldType type = OFTString;
  int width = 0;
};
constexpr std::array style_fields = {
    StyleField{"f_table_catalog", OFTString, 256},   StyleField{"f_table_schema", OFTString, 256},
    StyleField{"f_table_name", OFTString, 256},      StyleField{"f_geometry_column", OFTString, 256},
    StyleField{"styleName", OFTString, 30},          StyleField{"styleQML"},
    StyleField{"styleSLD"},                          StyleField{"useAsDefault", OFTInteger},
    StyleField{"description"},                       StyleField{"owner", OFTString, 30},
    StyleField{"ui", OFTString, 30},                 StyleField{"update_time", OFTDateTime}};

OGRLayer* style_table(GDALDataset& dataset) {
  CPLStringList options;
  options.SetNameValue("FID", "id");
  OGRLayer* const table =
      dataset.CreateLayer("layer_styles", nullptr, wkbNone, options.List());
  if (table == nullptr) return nullptr;
  for (const StyleField& each : style_fields) {
    OGRFieldDefn field(each.name, each.type);
    field.SetWidth(each.width);
    if (each.type == OFTInteger) field.SetSubType(OFSTBoolean);
    if (each.type == OFTDateTime) field.SetDefault("CURRENT_TIMESTAMP");
    if (table->CreateField(&field) != OGRERR_NONE) return nullptr;
  }
  return table;
}

void write_styles(std::span<const GeoPackageLayer> layers, const std::filesystem::path& file) {
  Complaints complaints;
  const GDALDatasetUniquePtr dataset(
      GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
  if (!dataset) refuse(file, complaints);
  OGRLayer* const table = style_table(*dataset);
  if (table == nullptr) refuse(file, complaints);
  for (const GeoPackageLayer& layer : layers) {
    if (layer.style.empty()) continue;
    const std::unique_ptr<OGRFeature> feature(OGRFeature::CreateFeature(table->GetLayerDefn()));
    // QGIS looks a style up by all four names, empty ones included.
    feature->SetField("f_table_catalog", "");
    feature->SetField("f_table_schema", "");
    feature->SetField("f_table_name", layer.name.c_str());
    feature->SetField("f_geometry_column", "geom");
    feature->SetField("styleName", layer.name.c_str());
    feature->SetField("styleQML", layer.style.c_str());
    feature->SetField("styleSLD", "");
    feature->SetField("useAsDefault", 1);
    feature->SetField("description", "uavt-sync");
    feature->SetField("owner", "");
    if (table->CreateFeature(feature.get()) != OGRERR_NONE) refuse(file, complaints);
  }
}

}  // namespace

void write_geopackage(std::span<const GeoPackageLayer> layers, const std::filesystem::path& file,
                      const std::string& crs) {
  WriteOptions options;
  options.crs = crs;
  options.spatial_index = true;
  Writer writer(file, options);
  for (const GeoPackageLayer& layer : layers) {
    LayerHead head = head_of(*layer.rows);
    head.name = layer.name;
    head.kind = layer.kind;
    if (Writer::needs_survey(head, options)) head.survey.add(*layer.rows);
    writer.begin(head);
    writer.add(*layer.rows);
  }
  writer.close();
  write_styles(layers, file);
}

}  // namespace uavt::exporters
