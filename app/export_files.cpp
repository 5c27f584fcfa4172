#include "app/export_files.hpp"

#include "exporters/dbf_names.hpp"
#include "importers/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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

exporters::Format format_of(const std::string& format) {
  if (format == "gpkg") return Format::gpkg;
  if (format == "gml") return Format::gml;
  if (format == "csv") return Format::csv;
  return format == "shp" ? Format::shapefile : Format::flatgeobuf;
}

/// What the columns are called in the files.
std::vector<std::string> names_in(const GivenLayer& layer, const std::string& format) {
  std::vector<std::string> names;
  for (const auto& column : layer.layer.columns) names.push_back(column.name);
  return format == "shp" ? exporters::dbf_names(names) : names;
}

/// What each column is, and what it is called in the files.
void write_dictionary(std::span<const GivenLayer> layers, const fs::path& file,
                      const std::string& format) {
  sync::RawTable rows;
  for (const char* head : {"katman", "dosyada", "sutun", "dosyadaki_adi", "aciklama"}) {
    rows.columns.emplace_back().column = head;
  }
  for (const GivenLayer& layer : layers) {
    const std::vector<std::string> names = names_in(layer, format);
    for (std::size_t c = 0; c < names.size(); ++c) {
      const auto& column = layer.layer.columns[c];
      const std::array<std::string_view, 5> cells = {layer.layer.layer, layer.name, column.name,
                                                     names[c], column.comment};
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

/// A layer without a geometry column is a table under its own name.
std::string unplaced_name(const std::string& layer, bool has_geometry) {
  return layer + (has_geometry ? "_geometrisiz.csv" : ".csv");
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

std::string unplaced_file(const GivenLayer& layer) {
  return unplaced_name(layer.name, layer.layer.has_geometry);
}

void GivenLayer::add(const sync::RawTable& batch) {
  rows += batch.size();
  if (batch.has_geometry) {
    for (std::size_t row = 0; row < batch.size(); ++row) {
      unplaced += exporters::placed(batch, row) ? 0U : 1U;
    }
  }
  for (std::size_t row = 0; row < batch.geometry.size(); ++row) box.add(batch.geometry[row].box());
}

std::vector<GivenLayer> given_layers(std::span<const sql::ExportRequest> requests) {
  std::vector<GivenLayer> layers;
  std::multiset<std::string> names;
  for (const sql::ExportRequest& request : requests) {
    GivenLayer& layer = layers.emplace_back();
    layer.layer = sql::exported_layer(request);
    layer.name = without_schema(layer.layer.layer);
    names.insert(folded(layer.name));
  }
  for (GivenLayer& layer : layers) {
    if (names.count(folded(layer.name)) < 2) continue;
    layer.name = layer.layer.layer;
    std::ranges::replace(layer.name, '.', '_');
  }
  return layers;
}

ExportFiles::ExportFiles(ExportTarget target) : target_(std::move(target)) {
  options_.format = format_of(target_.format);
  if (options_.format == Format::flatgeobuf) options_.rows = exporters::Rows::placed;
  options_.crs = target_.crs;
  options_.spatial_index = true;
  options_.gml_namespace = schema_namespace;
  options_.separator = ';';
  options_.bom = true;
  options_.for_spreadsheets = true;
  if (together()) {
    writer_.emplace(target_.folder / (target_.stem + "." + target_.format), options_);
  }
}

bool ExportFiles::together() const {
  return options_.format == Format::gpkg || options_.format == Format::gml;
}

exporters::LayerHead ExportFiles::head_of(const GivenLayer& layer) const {
  exporters::LayerHead head;
  head.name = layer.name;
  const std::vector<std::string> names = names_in(layer, target_.format);
  for (std::size_t i = 0; i < names.size(); ++i) {
    head.fields.push_back({names[i], layer.layer.columns[i].kind});
  }
  head.has_geometry = layer.layer.has_geometry;
  head.kind = layer.layer.kind;
  return head;
}

bool ExportFiles::needs_survey(const GivenLayer& layer) const {
  return exporters::Writer::needs_survey(head_of(layer), options_);
}

void ExportFiles::begin(const GivenLayer& layer, const exporters::Survey& survey) {
  head_ = head_of(layer);
  head_.survey = survey;
  if (together()) {
    writer_->begin(head_);
  } else if (options_.format != Format::flatgeobuf) {
    open();
  }
}

void ExportFiles::open() {
  writer_.emplace(target_.folder / (head_.name + "." + target_.format), options_);
  writer_->begin(head_);
}

void ExportFiles::add(const sync::RawTable& batch) {
  if (options_.format == Format::flatgeobuf) {
    add_to_flatgeobuf(batch);
  } else {
    writer_->add(batch);
  }
}

void ExportFiles::add_to_flatgeobuf(const sync::RawTable& batch) {
  bool with = false, without = false;
  for (std::size_t row = 0; row < batch.size(); ++row) {
    (exporters::placed(batch, row) ? with : without) = true;
  }
  // A FlatGeobuf of nothing is a file of no bytes: it begins with its first row.
  if (with && !writer_) open();
  if (with) writer_->add(batch);
  if (without && !unplaced_) {
    exporters::WriteOptions options = options_;
    options.format = Format::csv;
    options.rows = exporters::Rows::unplaced;
    exporters::LayerHead head = head_;
    head.has_geometry = false;
    unplaced_.emplace(target_.folder / unplaced_name(head_.name, head_.has_geometry), options);
    unplaced_->begin(head);
  }
  if (without) unplaced_->add(batch);
}

void ExportFiles::end() {
  if (together()) return;
  for (std::optional<exporters::Writer>* each : {&writer_, &unplaced_}) {
    if (*each) (*each)->close();
    each->reset();
  }
}

void ExportFiles::close(std::span<const GivenLayer> layers) {
  if (writer_) writer_->close();
  writer_.reset();
  write_dictionary(layers, target_.folder / "sutunlar.csv", target_.format);
}

std::vector<sync::ExportRecord::File> checksums(const fs::path& folder) {
  std::vector<sync::ExportRecord::File> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files.push_back(
        {fs::relative(entry.path(), folder).string(), entry.file_size(), sha256_of(entry.path())});
  }
  std::ranges::sort(files, {}, &sync::ExportRecord::File::name);
  return files;
}

}  // namespace uavt::app
