#include "app/export_files.hpp"

#include "exporters/dbf_names.hpp"
#include "exporters/writer.hpp"
#include "importers/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <system_error>

namespace uavt::app {

namespace {

namespace fs = std::filesystem;
using exporters::Format;

/// The namespace of our application schemas: names, not an address.
constexpr const char* schema_namespace = "urn:uavt-sync:disa-aktarim";

std::string folded(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

std::string without_schema(const std::string& layer) {
  const auto point = layer.find('.');
  return point == std::string::npos ? layer : layer.substr(point + 1);
}

/// One file a layer, in a format that holds one.
void write_apart(const sql::ExportedLayer& layer, const fs::path& file,
                 exporters::WriteOptions options) {
  options.layer = file.stem().string();
  options.kind = layer.kind;
  if (options.format != Format::shapefile) {
    exporters::write(layer.rows, file, options);
    return;
  }
  std::vector<std::string> names;
  for (const sync::RawColumn& column : layer.rows.columns) names.push_back(column.column);
  const std::vector<std::string> cut = exporters::dbf_names(names);
  sync::RawTable rows = layer.rows;
  for (std::size_t i = 0; i < cut.size(); ++i) rows.columns[i].column = cut[i];
  exporters::write(rows, file, options);
}

/// What each column is, and what it is called in the files.
void write_dictionary(const sql::ExportSnapshot& snapshot, const std::vector<std::string>& layers,
                      const fs::path& file, const std::string& format) {
  sync::RawTable rows;
  for (const char* head : {"katman", "dosyada", "sutun", "dosyadaki_adi", "aciklama"}) {
    rows.columns.emplace_back().column = head;
  }
  for (std::size_t i = 0; i < snapshot.layers.size(); ++i) {
    const sql::ExportedLayer& layer = snapshot.layers[i];
    std::vector<std::string> names;
    for (const sync::RawColumn& column : layer.rows.columns) names.push_back(column.column);
    const std::vector<std::string> cut = format == "shp" ? exporters::dbf_names(names) : names;
    for (std::size_t c = 0; c < names.size(); ++c) {
      const std::array<std::string_view, 5> cells = {layer.layer, layers[i], names[c], cut[c],
                                                     layer.comments[c]};
      for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        rows.columns[cell].texts.append(cells[cell]);
      }
      rows.rows.push_back(static_cast<std::uint32_t>(rows.rows.size() + 1));
    }
  }
  exporters::WriteOptions options;
  options.format = Format::csv;
  options.separator = ';';
  options.bom = true;
  options.for_spreadsheets = true;
  exporters::write(rows, file, options);
}

std::string sha256_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  importers::Digest digest;
  std::string block(std::size_t{1} << 16, '\0');
  while (in) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    digest.add(std::string_view(block.data(), static_cast<std::size_t>(in.gcount())));
  }
  if (!in.eof()) {
    throw fs::filesystem_error("cannot read back what was written", file,
                               std::make_error_code(std::errc::io_error));
  }
  return digest.hex();
}

}  // namespace

std::vector<std::string> file_layers(std::span<const sql::ExportedLayer> layers) {
  std::multiset<std::string> names;
  for (const sql::ExportedLayer& layer : layers) names.insert(folded(without_schema(layer.layer)));
  std::vector<std::string> result;
  for (const sql::ExportedLayer& layer : layers) {
    std::string name = without_schema(layer.layer);
    if (names.count(folded(name)) > 1) {
      name = layer.layer;
      std::ranges::replace(name, '.', '_');
    }
    result.push_back(std::move(name));
  }
  return result;
}

void write_export(const sql::ExportSnapshot& snapshot, const fs::path& folder,
                  const std::string& stem, const std::string& format, const std::string& crs) {
  const std::vector<std::string> layers = file_layers(snapshot.layers);
  exporters::WriteOptions options;
  options.crs = crs;
  if (format == "gpkg" || format == "gml") {
    options.format = format == "gpkg" ? Format::gpkg : Format::gml;
    options.spatial_index = true;
    options.gml_namespace = schema_namespace;
    std::vector<exporters::LayerRows> rows;
    for (std::size_t i = 0; i < layers.size(); ++i) {
      rows.push_back({&snapshot.layers[i].rows, layers[i], snapshot.layers[i].kind});
    }
    exporters::write_layers(rows, folder / (stem + "." + format), options);
  } else {
    options.format = format == "csv"   ? Format::csv
                     : format == "shp" ? Format::shapefile
                                       : Format::flatgeobuf;
    options.separator = ';';
    options.bom = true;
    options.for_spreadsheets = true;
    for (std::size_t i = 0; i < layers.size(); ++i) {
      // A FlatGeobuf of nothing is a file of no bytes.
      if (format == "fgb" && snapshot.layers[i].rows.size() == 0) continue;
      write_apart(snapshot.layers[i], folder / (layers[i] + "." + format), options);
    }
  }
  write_dictionary(snapshot, layers, folder / "sutunlar.csv", format);
}

std::vector<sql::ExportRecord::File> checksums(const fs::path& folder) {
  std::vector<sql::ExportRecord::File> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files.push_back(
        {fs::relative(entry.path(), folder).string(), entry.file_size(), sha256_of(entry.path())});
  }
  std::ranges::sort(files, {}, &sql::ExportRecord::File::name);
  return files;
}

}  // namespace uavt::app
