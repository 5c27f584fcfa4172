#include "app/city_files.hpp"

#include "exporters/writer.hpp"

#include <fstream>
#include <map>
#include <set>

namespace uavt::app {

namespace {

exporters::Format format_of(const std::string& name) {
  static const std::map<std::string, exporters::Format> formats = {
      {"gpkg", exporters::Format::gpkg}, {"shp", exporters::Format::shapefile},
      {"geojson", exporters::Format::geojson}, {"gml", exporters::Format::gml},
      {"csv", exporters::Format::csv}, {"xlsx", exporters::Format::xlsx}};
  return formats.at(name);
}

}  // namespace

std::filesystem::path write_city(const city::City& city, const std::filesystem::path& folder) {
  std::set<std::string> begun;
  for (const city::File& file : city.files) {
    const std::filesystem::path target = folder / file.name;
    std::filesystem::create_directories(target.parent_path());
    exporters::WriteOptions options;
    options.format = format_of(file.format);
    options.layer = file.layer;
    options.crs = file.crs;
    options.encoding = file.encoding;
    options.declare_encoding = file.declare_encoding;
    options.separator = file.separator;
    options.bom = file.bom;
    options.declare_single = file.declare_single;
    options.append_layer = !begun.insert(file.name).second;
    exporters::write(file.rows, target, options);
  }
  const std::filesystem::path configuration = folder / "uavt-sync.toml";
  std::ofstream(configuration) << city.configuration;
  std::ofstream(folder / "truth.json") << city::truth_json(city.truth);
  return configuration;
}

}  // namespace uavt::app
