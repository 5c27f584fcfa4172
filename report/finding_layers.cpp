#include "report/finding_layers.hpp"

#include "report/flat_finding.hpp"
#include "report/map_shapes.hpp"
#include "report/qgis_style.hpp"
#include "report/words.hpp"

#include <array>
#include <string_view>

namespace uavt::report {

namespace {

using sync::Language;

constexpr std::array finding_columns = {"parmak_izi", "kural",      "kural_adi",    "onem",
                                        "durum",      "bulgu",      "duzeltme",     "kutuk",
                                        "katman",     "kod",        "oznitelik",    "mahalle_kodu",
                                        "istisna",    "ilk_calisma"};
constexpr std::array shape_columns = {"sekil_katman", "sekil_kod"};
constexpr std::string_view first_run = "ilk_calisma";

/// A layer under way: rows are appended cell by cell, then their geometry.
class Layer {
 public:
  Layer(std::string name, geo::Kind kind, bool of_shapes, Language language) {
    layer_.name = std::move(name);
    layer_.kind = kind;
    layer_.rows.has_geometry = true;
    layer_.style = qgis_style(kind, "onem", language);
    for (const char* column : finding_columns) add_column(column);
    if (of_shapes) {
      for (const char* column : shape_columns) add_column(column);
    }
  }

  void append(const FlatFinding& finding, Language language) {
    auto& table = layer_.rows;
    table.rows.push_back(static_cast<std::uint32_t>(table.rows.size()) + 1);
    next_ = 0;
    const FlatRow own = finding.rows.empty() ? FlatRow() : finding.rows.front();
    std::string_view title;
    if (finding.info != nullptr) {
      title = language == Language::tr ? finding.info->title_tr : finding.info->title_en;
    }
    text(finding.fingerprint);
    text(finding.rule);
    text(title);
    text(severity_word(sync::name(finding.severity), language));
    text(state_word(finding.state, language));
    text(finding.message);
    text(finding.correction);
    text(register_word(own.reg));
    text(own.layer.empty() ? std::string() : layer_word(own.layer, language));
    text(own.key);
    text(finding.attribute);
    text(finding.mahalle);
    text(finding.waiver ? waiver_text(*finding.waiver, language) : std::string());
    table.columns[next_++].integers.push_back(finding.first_run);
  }
  void append_shape_of(const MapShapes::Row& row, Language language) {
    text(layer_word(row.layer, language));
    text(row.key);
  }
  [[nodiscard]] geo::GeometryColumn& geometry() { return layer_.rows.geometry; }
  [[nodiscard]] FindingLayer take() { return std::move(layer_); }

 private:
  void add_column(const char* name) {
    sync::RawColumn& column = layer_.rows.columns.emplace_back();
    column.column = name;
    if (column.column == first_run) column.kind = sync::RawColumn::Kind::integer;
  }
  void text(std::string_view value) {
    sync::TextColumn& texts = layer_.rows.columns[next_++].texts;
    value.empty() ? texts.append_null() : texts.append(visible(value));
  }

  FindingLayer layer_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<FindingLayer> finding_layers(const std::string& report_json,
                                         const std::string& map_json, Language language) {
  const MapShapes shapes = map_shapes(map_json);
  std::array layers = {Layer("bulgu_alan", geo::Kind::polygon, true, language),
                       Layer("bulgu_cizgi", geo::Kind::line, true, language),
                       Layer("bulgu_nokta", geo::Kind::point, true, language),
                       Layer("bulgular", geo::Kind::point, false, language)};
  const auto of_kind = [&](geo::Kind kind) -> Layer& {
    return layers[kind == geo::Kind::polygon ? 0 : kind == geo::Kind::line ? 1 : 2];
  };
  for_each_finding(report_json, language, [&](const FlatFinding& finding) {
    layers[3].append(finding, language);
    if (finding.point) {
      layers[3].geometry().append_point(finding.point->x, finding.point->y);
    } else {
      layers[3].geometry().append_null();
    }
    const auto of = shapes.of.find(finding.fingerprint);
    if (of == shapes.of.end()) return;
    for (const std::uint32_t shape : of->second) {
      Layer& layer = of_kind(shapes.geometry.kind(shape));
      layer.append(finding, language);
      layer.append_shape_of(shapes.rows[shape], language);
      layer.geometry().append(shapes.geometry[shape]);
    }
  });
  std::vector<FindingLayer> result;
  for (Layer& layer : layers) result.push_back(layer.take());
  return result;
}

}  // namespace uavt::report
