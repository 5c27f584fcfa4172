#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cctype>

#include "importers/dataset.hpp"
#include "importers/delimited.hpp"
#include "importers/file_reading.hpp"
#include "importers/files.hpp"
#include "importers/gdal.hpp"
#include "importers/layer_reading.hpp"
#include "importers/reader.hpp"
#include "sync/column_map.hpp"
#include "sync/coverage.hpp"
#include "sync/text.hpp"

namespace uavt::importers {

namespace {

using Kind = sync::RawColumn::Kind;

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::integer:
      return "integer";
    case Kind::real:
      return "real";
    case Kind::date:
      return "date";
    case Kind::text:
      break;
  }
  return "text";
}

/// Can a table of this geometry be that? Points are no buildings.
bool fits(geo::Kind geometry, sync::SourceLayer source) {
  if (geometry == geo::Kind::null) return true;
  return std::ranges::any_of(sync::all_layers, [&](sync::Layer layer) {
    const geo::Kind wanted = sync::layer_type(layer).geometry;
    return sync::feeds(source, layer) && (wanted == geometry || wanted == geo::Kind::null);
  });
}

/// The source layer whose profile maps the most of these columns; a table called as the profile
/// says wins a tie. Less than two columns is chance. `geometry` null: not known.
std::optional<sync::SourceSettings> recognised(const std::string& file, const std::string& table,
                                               const std::vector<std::string>& columns,
                                               std::span<const sync::Profile> profiles,
                                               geo::Kind geometry = geo::Kind::null) {
  std::optional<sync::SourceSettings> best;
  std::size_t best_score = 0;
  const std::vector<std::string> tables = {table};
  for (const auto& profile : profiles) {
    for (const auto& layer : profile.layers) {
      if (!fits(geometry, layer.layer)) continue;
      sync::SourceSettings source;
      source.layer = layer.layer;
      source.path = file;
      source.table = table;
      source.profile = profile.name;
      const auto map = sync::column_map(source, profiles, columns);
      if (map.mapped.size() < 2) continue;
      const bool named = sync::table_for(source, profiles, tables) == 0;
      const auto score = map.mapped.size() * 2 + (named ? 1 : 0);
      if (score > best_score) {
        best_score = score;
        best = source;
      }
    }
  }
  return best;
}

geo::Kind kind_of(OGRwkbGeometryType type) {
  switch (wkbFlatten(type)) {
    case wkbPoint:
    case wkbMultiPoint:
      return geo::Kind::point;
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCompoundCurve:
    case wkbMultiCurve:
      return geo::Kind::line;
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
      return geo::Kind::polygon;
    default:
      return geo::Kind::null;
  }
}

/// A TOML basic string.
std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') {
      out += '\\';
      out += letter;
    } else if (static_cast<unsigned char>(letter) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(letter));
    } else {
      out += letter;
    }
  }
  return out + '"';
}

std::string source_name(std::string_view table) {
  std::string word;
  for (const char letter : sync::folded_identifier(table)) {
    word += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  return word.empty() ? "kaynak" : word;
}

/// Which register a profile's dialect comes from; the municipality's own layers otherwise.
std::string_view register_of(std::string_view profile) {
  if (profile == "tkgm") return "takbis";
  if (profile == "aks" || profile == "nvi" || profile == "uavt_duz") return "uavt";
  return "cbs";
}

std::string proposed(const InspectedLayer& layer, bool several_tables) {
  std::string block = "[[source]]\n";
  block += fmt::format("name = {}\n", toml_string(source_name(layer.layer)));
  block += fmt::format("register = \"{}\"\n", register_of(layer.profile));
  if (layer.is_recognised) {
    block += fmt::format("layer = \"{}\"\n", sync::name(layer.recognised));
  } else {
    block += "layer = \"\"  # mahalle, csbm, bina, numarataj, bagimsiz_bolum, parsel …\n";
  }
  block += fmt::format("path = {}\n", toml_string(layer.file));
  if (several_tables) block += fmt::format("table = {}\n", toml_string(layer.layer));
  if (!layer.profile.empty()) block += fmt::format("profile = {}\n", toml_string(layer.profile));
  if (layer.crs.empty() && !layer.geometry.empty()) {
    block += "crs = \"\"  # the file declares none: EPSG:5254, EPSG:2320 …\n";
  }
  if (!layer.encoding.empty() && layer.encoding != "UTF-8") {
    block += fmt::format("encoding = {}\n", toml_string(layer.encoding));
  }
  if (!layer.is_recognised) block += "columns = { }  # attribute = \"COLUMN\"\n";
  return block;
}

void describe_rows(const FileReading& reading, InspectedLayer& layer) {
  layer.rows = reading.rows.size() + reading.unreadable.size();
  layer.encoding = reading.encoding.used;
  layer.crs = reading.crs;
  for (auto& column : layer.columns) {
    const auto tally = reading.citizens.find(column.name);
    column.personal = reading.person_columns.contains(column.name) ||
                      reading.masked.contains(column.name) ||
                      (tally != reading.citizens.end() && tally->second.personal());
    for (const auto& raw : reading.rows.columns) {
      if (raw.column != column.name) continue;
      column.attribute = raw.attribute;
      for (std::size_t row = 0; row < reading.rows.size() && !column.personal; ++row) {
        if (raw.null(row)) continue;
        auto value = raw.text(row);
        if (std::ranges::find(column.examples, value) != column.examples.end()) continue;
        column.examples.push_back(std::move(value));
        if (column.examples.size() == 3) break;
      }
    }
  }
  for (std::size_t row = 0; row < reading.rows.geometry.size(); ++row) {
    const auto shape = reading.rows.geometry[row];
    if (shape.kind() != geo::Kind::null) layer.extent.add(shape.box());
  }
}

void describe_columns(const std::vector<FileColumn>& columns, InspectedLayer& layer) {
  std::string masked;
  for (const auto& column : columns) {
    const bool person = mask_citizens(column.name, masked);
    auto& described = layer.columns.emplace_back();
    described.name = person ? masked : column.name;
    described.type = name(column.kind);
    described.personal = person || !person_word(column.name).empty();
  }
}

std::vector<std::string> names_of(const InspectedLayer& layer) {
  std::vector<std::string> names;
  for (const auto& column : layer.columns) names.push_back(column.name);
  return names;
}

InspectedLayer inspected_text(const std::string& file, std::span<const sync::Profile> profiles) {
  InspectedLayer layer;
  layer.file = file;
  layer.layer = base_name(file).substr(0, base_name(file).rfind('.'));
  layer.driver = "CSV";
  describe_columns(delimited_columns(file, {}), layer);
  if (const auto source = recognised(file, layer.layer, names_of(layer), profiles)) {
    const auto reading = read_delimited(file, *source, profiles);
    layer.is_recognised = true;
    layer.recognised = source->layer;
    layer.profile = source->profile;
    if (reading.rows.has_geometry) layer.geometry = "x, y";
    describe_rows(reading, layer);
  }
  return layer;
}

InspectedLayer inspected_layer(OGRLayer& table, const std::string& driver, const std::string& file,
                               std::span<const sync::Profile> profiles) {
  InspectedLayer layer;
  layer.file = file;
  layer.layer = table.GetName();
  layer.driver = driver;
  if (table.GetGeomType() != wkbNone) layer.geometry = OGRGeometryTypeToName(table.GetGeomType());
  describe_columns(columns_of(table), layer);
  layer.crs = declared_crs(table);
  if (const auto source = recognised(file, layer.layer, names_of(layer), profiles,
                                     kind_of(table.GetGeomType()))) {
    layer.is_recognised = true;
    layer.recognised = source->layer;
    layer.profile = source->profile;
    const auto crs = layer.crs;
    describe_rows(read_layer(table, driver, file, *source, profiles), layer);
    layer.crs = crs;
    return layer;
  }
  Chatter chatter;
  layer.rows = static_cast<std::uint64_t>(std::max<GIntBig>(table.GetFeatureCount(TRUE), 0));
  OGREnvelope box;
  if (!layer.geometry.empty() && table.GetExtent(&box, TRUE) == OGRERR_NONE) {
    layer.extent.add(box.MinX, box.MinY);
    layer.extent.add(box.MaxX, box.MaxY);
  }
  return layer;
}

}  // namespace

std::vector<InspectedLayer> inspect(const std::string& path,
                                    const std::vector<sync::Profile>& profiles) {
  std::vector<InspectedLayer> layers;
  for (const auto& file : files_of(path)) {
    const auto first = layers.size();
    if (is_delimited(file, {})) {
      layers.push_back(inspected_text(file, profiles));
    } else {
      const auto open = opened(file, {});
      for (int i = 0; i < open.dataset->GetLayerCount(); ++i) {
        layers.push_back(inspected_layer(*open.dataset->GetLayer(i), open.driver, file, profiles));
      }
    }
    const bool several = layers.size() - first > 1;
    for (auto i = first; i < layers.size(); ++i) {
      layers[i].source_block = proposed(layers[i], several);
    }
  }
  return layers;
}

}  // namespace uavt::importers
