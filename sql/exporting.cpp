#include "sql/exporting.hpp"

#include "sql/database.hpp"
#include "sql/exchange_views.hpp"
#include "sql/export_select.hpp"
#include "sql/implementation.hpp"
#include "sql/statements.hpp"

#include <algorithm>

namespace uavt::sql {

namespace {

using RawKind = sync::RawColumn::Kind;

/// The view of a layer's name: schema and name. Of a clean layer what others may see of it.
std::optional<std::pair<std::string, std::string>> relation_of(const std::string& layer) {
  if (sync::layer_named(layer)) return std::pair(std::string("uavtsync"), layer + "_acik");
  const auto point = layer.find('.');
  if (point == std::string::npos) return std::nullopt;
  const std::string schema = layer.substr(0, point);
  if (schema != "tucbs" && schema != "paylasim") return std::nullopt;
  return std::pair(schema, layer.substr(point + 1));
}

ExportShape::Column column_of(const std::string& name, const std::string& type,
                              std::string comment) {
  ExportShape::Column column{name, std::move(comment), RawKind::text,
                             "t." + quoted_identifier(name)};
  if (type == "bigint" || type == "integer" || type == "smallint") {
    column.kind = RawKind::integer;
  } else if (type.starts_with("numeric") || type == "double precision" || type == "real") {
    column.kind = RawKind::real;
    column.expression += "::float8";
  } else if (type == "date") {
    column.kind = RawKind::date;
  } else if (type == "timestamp with time zone") {
    column.expression = "to_char(" + column.expression +
                        " AT TIME ZONE 'Europe/Istanbul', 'YYYY-MM-DD\"T\"HH24:MI:SS')";
  } else {
    column.expression += "::text";
  }
  return column;
}

geo::Kind kind_of(const std::string& type) {
  if (type.find("Point") != std::string::npos) return geo::Kind::point;
  if (type.find("LineString") != std::string::npos) return geo::Kind::line;
  if (type.find("Polygon") != std::string::npos) return geo::Kind::polygon;
  return geo::Kind::null;
}

std::string numbers(const std::vector<std::int64_t>& codes) {
  std::string text;
  for (const std::int64_t code : codes) text += (text.empty() ? "" : ",") + std::to_string(code);
  return "ANY(ARRAY[" + text + "]::bigint[])";
}

/// Rows of a clean layer that lie in these mahalle, by what they hang on.
std::string in_mahalle(sync::Layer layer, const std::string& row,
                       const std::vector<std::int64_t>& mahalle) {
  const std::string wanted = numbers(mahalle);
  const auto of = [&](const char* column) { return row + "." + column; };
  const std::string street = "FROM adres.csbm AS c WHERE c.ilce_kodu = " + of("ilce_kodu");
  switch (layer) {
    case sync::Layer::centreline:
      return "EXISTS (SELECT " + street + " AND c.tucbs_no IN (" + of("sol_csbm_tucbs_no") + ", " +
             of("sag_csbm_tucbs_no") + ") AND c.mahalle_kodu = " + wanted + ")";
    case sync::Layer::door:
      return "coalesce((SELECT c.mahalle_kodu " + street +
             " AND c.tucbs_no = " + of("csbm_tucbs_no") + "), " + of("mahalle_kodu") +
             ") = " + wanted;
    case sync::Layer::unit:
      return "EXISTS (SELECT FROM adres.numarataj AS n WHERE n.ilce_kodu = " + of("ilce_kodu") +
             " AND n.tucbs_no = " + of("numarataj_tucbs_no") + " AND " +
             in_mahalle(sync::Layer::door, "n", mahalle) + ")";
    default:
      return of("mahalle_kodu") + " = " + wanted;
  }
}

/// Which rows: the district's, of the mahalle that are asked for.
std::string condition_of(const ExportRequest& request, int ilce_kodu) {
  const std::string district = std::to_string(ilce_kodu);
  if (request.shows) {
    const ExportShape::Column& id = request.shape.columns.front();
    const std::string number =
        id.kind == RawKind::integer
            ? "b.ilce_kodu * " + std::to_string(identifiers_per_district) + " + b.tucbs_no"
            : "b.ilce_kodu || '.' || b.tucbs_no";
    std::string condition = " WHERE t." + quoted_identifier(id.name) + " IN (SELECT " + number +
                            " FROM adres." + quoted_identifier(sync::name(*request.shows)) +
                            " AS b WHERE b.ilce_kodu = " + district;
    if (!request.mahalle.empty()) {
      condition += " AND " + in_mahalle(*request.shows, "b", request.mahalle);
    }
    return condition + ")";
  }
  std::string condition = " WHERE true";
  if (request.shape.column("ilce_kodu") != nullptr) condition += " AND t.ilce_kodu = " + district;
  if (request.mahalle.empty()) return condition;
  if (const auto layer = sync::layer_named(request.shape.layer)) {
    return condition + " AND " + in_mahalle(*layer, "t", request.mahalle);
  }
  return condition + " AND t.mahalle_kodu = " + numbers(request.mahalle);
}

}  // namespace

const ExportShape::Column* ExportShape::column(std::string_view name) const {
  const auto found = std::ranges::find(columns, name, &Column::name);
  return found == columns.end() ? nullptr : &*found;
}

std::vector<std::string> Database::exportable() {
  return described("listing what can be exported", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    std::vector<std::string> names;
    for (const sync::Layer layer : sync::all_layers) names.emplace_back(sync::name(layer));
    for (const auto& row : work.exec(query("exportable"))) {
      names.push_back(row[0].as<std::string>());
    }
    return names;
  });
}

std::optional<ExportShape> Database::export_shape(const std::string& layer, int ilce_kodu) {
  const auto relation = relation_of(layer);
  if (!relation) return std::nullopt;
  return described("looking at " + layer, [&]() -> std::optional<ExportShape> {
    pqxx::nontransaction work(*implementation_->connection);
    const auto rows = work.exec_params(query("export_shape"), relation->first, relation->second);
    if (rows.empty()) return std::nullopt;
    ExportShape shape;
    shape.layer = layer;
    shape.relation = relation->first + "." + quoted_identifier(relation->second);
    shape.comment = rows[0][3].as<std::string>();
    for (const auto& row : work.exec_params(query("restricted_columns"), ilce_kodu, layer)) {
      shape.restricted.push_back(row[0].as<std::string>());
    }
    for (const auto& row : rows) {
      const auto name = row[0].as<std::string>(), type = row[1].as<std::string>();
      if (std::ranges::find(shape.restricted, name) != shape.restricted.end()) continue;
      if (type.find("geometry") == std::string::npos) {
        shape.columns.push_back(column_of(name, type, row[2].as<std::string>()));
      } else if (shape.geometry.empty()) {
        shape.geometry = name;
        shape.kind = kind_of(type);
      }
    }
    return shape;
  });
}

ExportedLayer exported_layer(const ExportRequest& request) {
  const ExportShape& shape = request.shape;
  ExportedLayer layer;
  layer.layer = shape.layer;
  layer.comment = shape.comment;
  if (request.columns.empty()) {
    layer.columns = shape.columns;
  } else {
    for (const std::string& name : request.columns) layer.columns.push_back(*shape.column(name));
  }
  layer.has_geometry = !shape.geometry.empty();
  layer.kind = shape.kind;
  return layer;
}

std::string export_select(const ExportRequest& request, int ilce_kodu) {
  const ExportShape& shape = request.shape;
  const ExportedLayer layer = exported_layer(request);
  std::string select;
  for (const ExportShape::Column& column : layer.columns) {
    select += (select.empty() ? "" : ", ") + column.expression;
  }
  if (layer.has_geometry) {
    select += (select.empty() ? "t." : ", t.") + quoted_identifier(shape.geometry);
  }
  const std::string order = shape.column("tucbs_no") != nullptr ? "t.tucbs_no" : "1";
  return "SELECT " + select + " FROM " + shape.relation + " AS t" +
         condition_of(request, ilce_kodu) + " ORDER BY " + order;
}

ExportRequest Database::request_at(sync::Layer layer, const std::string& moment) {
  const sync::LayerType& type = sync::layer_type(layer);
  ExportRequest request;
  request.shape.layer = std::string(sync::name(layer));
  request.shape.relation = "uavtsync." +
                           quoted_identifier(request.shape.layer + "_acik_tarihte") + "(" +
                           implementation_->connection->quote(moment) + ")";
  if (type.geometry != geo::Kind::null) request.shape.geometry = "geometri";
  request.shape.kind = type.geometry;
  const auto add = [&](const std::string& name, const std::string& sql_type) {
    request.shape.columns.push_back(column_of(name, sql_type, {}));
    request.columns.push_back(name);
  };
  add("tucbs_no", "bigint");
  for (const sync::Attribute& attribute : type.attributes) {
    switch (attribute.type) {
      case sync::AttributeType::integer:
      case sync::AttributeType::reference:
        add(std::string(attribute.name), "bigint");
        break;
      case sync::AttributeType::date:
        add(std::string(attribute.name), "date");
        break;
      case sync::AttributeType::real:
        add(std::string(attribute.name), "double precision");
        break;
      default:
        add(std::string(attribute.name), "text");
        break;
    }
  }
  add("eslesme", "text");
  // By it the district's rows are told; it is no column of the file.
  request.shape.columns.push_back(column_of("ilce_kodu", "integer", {}));
  return request;
}

}  // namespace uavt::sql
