#include "sync/rules_model.hpp"

#include "sync/mapping_columns.hpp"
#include "sync/rules_model_work.hpp"
#include "sync/text.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace uavt::sync {

std::string full_name(const Model& model, const FeatureType& type) {
  return model.name + "." + type.name;
}

Profile profile_of(const Model& model, const FeatureType& type) {
  ProfileLayer layer;
  layer.layer = SourceLayer::flat;
  layer.tables = type.tables;
  layer.tables.push_back(type.name);
  const ModelAttribute* const shape = type.shape();
  for (const ModelAttribute& attribute : type.attributes) {
    if (&attribute == shape) {
      layer.columns.push_back({"geometri", {attribute.name, "geometri", "geom", "wkt"}});
    } else if (attribute.value == ModelValue::code || attribute.value == ModelValue::reference) {
      // In GML both may stand as an address in the element's xlink:href.
      layer.columns.push_back({attribute.name, {attribute.name, attribute.name + "_href"}});
    } else {
      layer.columns.push_back({attribute.name, {attribute.name}});
    }
  }
  if (type.geometry == geo::Kind::point) {
    for (const char* coordinate : {"x", "y"}) {
      if (type.attribute(coordinate) == nullptr)
        layer.columns.push_back({coordinate, {coordinate}});
    }
  }
  return {full_name(model, type), {std::move(layer)}};
}

ModelWork::ModelWork(const Model& model, const FeatureType& type, const Delivery& delivery,
                     const Settings& settings)
    : model_(model),
      type_(type),
      delivery_(delivery),
      settings_(settings),
      full_name_(full_name(model, type)) {}

std::vector<std::string> ModelWork::columns() const {
  std::vector<std::string> names;
  for (const RawColumn& column : delivery_.rows.columns) names.push_back(column.column);
  names.insert(names.end(), delivery_.unmapped.begin(), delivery_.unmapped.end());
  return names;
}

void ModelWork::name_rows() {
  const RawTable& rows = delivery_.rows;
  keys_.resize(rows.size());
  const RawColumn* const id = type_.id.empty() ? nullptr : rows.column(type_.id);
  std::vector<const RawColumn*> columns;
  for (const RawColumn& column : rows.columns) columns.push_back(&column);
  std::ranges::sort(columns, {}, &RawColumn::attribute);
  std::map<std::string, std::vector<std::size_t>> unnamed;
  std::string buffer;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (id != nullptr && !id->null(row)) {
      keys_[row] = trimmed(cell_text(*id, row, buffer));
      if (!keys_[row].empty()) continue;
    }
    std::string content;
    for (const RawColumn* column : columns) {
      content += column->attribute + '\x1f' + plain_form(cell_text(*column, row, buffer)) + '\x1e';
    }
    unnamed[hash_hex(content).substr(0, 16)].push_back(row);
  }
  for (auto& [hash, equals] : unnamed) {
    if (rows.has_geometry) {
      std::ranges::stable_sort(equals, {}, [&](std::size_t row) {
        const geo::Point at = rows.geometry.centre(row);
        return std::pair(at.x, at.y);
      });
    }
    for (std::size_t rank = 0; rank < equals.size(); ++rank) {
      keys_[equals[rank]] = "~" + hash + "." + std::to_string(rank + 1);
    }
  }
}

Subject ModelWork::subject_of(std::size_t row) {
  if (keys_.empty()) name_rows();
  Subject subject;
  subject.reg = settings_.sources[delivery_.source].reg;
  subject.model_type = full_name_;
  subject.origin = {delivery_.source, delivery_.rows.rows[row]};
  subject.key = keys_[row];
  return subject;
}

Finding* ModelWork::add(Rule rule, Subject subject, std::string_view attribute,
                        Arguments arguments) {
  if (!settings_.enabled(rule)) return nullptr;
  Finding& finding = findings_.emplace_back();
  finding.rule = rule;
  finding.severity = settings_.severity(rule);
  finding.attribute = attribute;
  finding.arguments = std::move(arguments);
  finding.subjects.push_back(std::move(subject));
  return &finding;
}

Finding* ModelWork::about_file(Rule rule, std::string_view attribute, Arguments arguments) {
  Subject subject;
  subject.reg = settings_.sources[delivery_.source].reg;
  subject.model_type = full_name_;
  subject.origin.source = delivery_.source;
  return add(rule, std::move(subject), attribute, std::move(arguments));
}

Finding* ModelWork::about_row(Rule rule, std::size_t row, std::string_view attribute,
                              Arguments arguments) {
  if (!settings_.enabled(rule)) return nullptr;
  if (!attribute.empty()) {
    arguments.insert(arguments.begin(), {"attribute", std::string(attribute)});
  }
  Finding* const finding = add(rule, subject_of(row), attribute, std::move(arguments));
  if (finding != nullptr) finding->point = place_of(row);
  return finding;
}

std::optional<geo::Point> ModelWork::place_of(std::size_t row) const {
  if (!delivery_.rows.has_geometry) return std::nullopt;
  const geo::GeometryColumn& shapes = delivery_.rows.geometry;
  const geo::Kind kind = shapes.kind(row);
  if (kind == geo::Kind::null || kind == geo::Kind::other || !shapes.finite(row)) {
    return std::nullopt;
  }
  return shapes.centre(row);
}

void ModelWork::add_row(Finding& finding, std::size_t row) {
  finding.subjects.push_back(subject_of(row));
}

void ModelWork::weaken(Finding* finding, Severity at_most) const {
  if (finding == nullptr) return;
  if (settings_.rules[static_cast<std::size_t>(finding->rule)].severity) return;
  finding->severity = std::min(finding->severity, at_most);
}

ModelJudgement ModelWork::finished() {
  return {std::move(findings_), {set_apart_.begin(), set_apart_.end()}};
}

ModelJudgement judged(const Model& model, const FeatureType& type, const Delivery& delivery,
                      std::span<const Model> known, const Settings& settings) {
  ModelWork work(model, type, delivery, settings);
  judge_model_columns(work, known);
  judge_model_values(work);
  judge_model_shapes(work);
  return work.finished();
}

}  // namespace uavt::sync
