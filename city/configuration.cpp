// The sample city's uavt-sync.toml: every column named, so that nothing depends on recognition.
#include "city/files.hpp"

namespace uavt::city {

File* Sheets::find(std::string_view reg, Content content) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (registers[i] == reg && contents[i] == content) return &files[i];
  }
  return nullptr;
}

std::string configuration_for(const Sheets& sheets, const Options& options) {
  constexpr const char* layers[] = {"mahalle",          "csbm", "yol",       "yol_orta_hat",
                                    "yol_orta_hat_yon", "bina", "numarataj", "bagimsiz_bolum",
                                    "parsel",           "flat"};
  std::string toml = "# Sample municipality, " + std::to_string(options.buildings) +
                     " buildings, seed " + std::to_string(options.seed) +
                     "\n\n[municipality]\nname = \"Örnekkent\"\nil = 7\nilce = 2039\n"
                     "target_crs = \"EPSG:5254\"\n\n[database]\ndsn = \"embedded:\"\n\n[run]\n"
                     "state_dir = \"state\"\nreport_dir = \"reports\"\n";
  for (std::size_t i = 0; i < sheets.files.size(); ++i) {
    const File& file = sheets.files[i];
    const char* layer = layers[static_cast<std::size_t>(sheets.contents[i])];
    const auto line = [&toml](const char* key, std::string_view value) {
      toml.append(key).append(" = \"").append(value).append("\"\n");
    };
    toml += "\n[[source]]\n";
    line("name", sheets.registers[i] + "_" + layer);
    line("register", sheets.registers[i]);
    line("layer", layer);
    line("path", file.name);
    if (file.format == "gpkg") line("table", file.layer);
    if (file.format == "csv" || file.format == "shp") line("encoding", file.encoding);
    if (file.format == "csv" && !file.crs.empty()) line("crs", file.crs);
    std::string columns;
    for (const sync::RawColumn& column : file.rows.columns) {
      if (column.attribute == "id" && column.column == "OBJECTID") {
        line("id_column", column.column);
        continue;
      }
      columns.append(columns.empty() ? " " : ", ").append(column.attribute);
      columns.append(" = \"").append(column.column).append("\"");
    }
    toml.append("columns = {").append(columns).append(" }\n");
  }
  return toml;
}

}  // namespace uavt::city
