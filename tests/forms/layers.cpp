#include "tests/forms/layers.hpp"

#include "tests/night/program.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <stdexcept>

namespace uavt::forms::test {

namespace {

GDALDatasetUniquePtr opened(const std::filesystem::path& file, unsigned more = 0) {
  GDALAllRegister();
  GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | more));
  if (!dataset) throw std::runtime_error(file.string() + " cannot be read");
  return dataset;
}

OGRLayer& layer_of(GDALDataset& dataset, const std::string& name) {
  OGRLayer* const layer = dataset.GetLayerByName(name.c_str());
  if (layer == nullptr) throw std::runtime_error("there is no layer " + name);
  return *layer;
}

}  // namespace

nlohmann::json json_of(const std::filesystem::path& file) {
  return nlohmann::json::parse(night::test::bytes_of(file));
}

Texts layers_of(const std::filesystem::path& file) {
  const auto dataset = opened(file);
  Texts names;
  for (OGRLayer* const layer : dataset->GetLayers()) names.emplace_back(layer->GetName());
  return names;
}

Texts column(const std::filesystem::path& file, const std::string& layer,
             const std::string& name) {
  const auto dataset = opened(file);
  OGRLayer& rows = layer_of(*dataset, layer);
  const int field = rows.GetLayerDefn()->GetFieldIndex(name.c_str());
  if (field < 0) throw std::runtime_error("there is no column " + name);
  Texts texts;
  for (const auto& row : rows) texts.emplace_back(row->GetFieldAsString(field));
  return texts;
}

std::size_t places(const std::filesystem::path& file, const std::string& layer) {
  const auto dataset = opened(file);
  std::size_t count = 0;
  for (const auto& row : layer_of(*dataset, layer)) {
    count += row->GetGeometryRef() != nullptr ? 1 : 0;
  }
  return count;
}

void execute(const std::filesystem::path& file, const std::string& sql) {
  const auto dataset = opened(file, GDAL_OF_UPDATE);
  dataset->ReleaseResultSet(dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr));
}

}  // namespace uavt::forms::test
