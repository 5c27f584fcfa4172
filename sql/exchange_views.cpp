#include "sql/exchange_views.hpp"

#include "sql/statements.hpp"

#include <stdexcept>

namespace uavt::sql {

namespace {

using sync::FeatureType;
using sync::ModelAttribute;
using sync::ModelValue;

std::string literal(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') quoted += c;
    quoted += c;
  }
  return quoted + "'";
}

std::string_view sql_type(ModelValue value) {
  switch (value) {
    case ModelValue::integer:
      return "bigint";
    case ModelValue::real:
      return "double precision";
    case ModelValue::boolean:
      return "boolean";
    case ModelValue::date:
      return "date";
    default:
      return "text";
  }
}

std::string geometry_type(const FeatureType& type) {
  switch (type.geometry) {
    case geo::Kind::point:
      return "geometry(Point, ${srid})";
    case geo::Kind::line:
      return "geometry(MultiLineString, ${srid})";
    case geo::Kind::polygon:
      return "geometry(MultiPolygon, ${srid})";
    default:
      return "geometry(Geometry, ${srid})";
  }
}

/// One identifier for the whole database: a tucbs_no is unique in its district.
std::string identifier(ModelValue value) {
  if (value == ModelValue::integer) {
    return "t.ilce_kodu * " + std::to_string(identifiers_per_district) + " + t.tucbs_no";
  }
  return "t.ilce_kodu || '.' || t.tucbs_no";
}

std::string expression(const FeatureType& type, const ModelAttribute& attribute) {
  if (attribute.value == ModelValue::geometry) {
    if (attribute.from == "geometri") return "t.geometri";
    return "NULL::" + (&attribute == type.shape() ? geometry_type(type)
                                                  : std::string("geometry(Geometry, ${srid})"));
  }
  const std::string as = "::" + std::string(sql_type(attribute.value));
  if (!attribute.always.empty()) return literal(attribute.always) + as;
  if (attribute.from.empty()) return "NULL" + as;
  if (attribute.from == "tucbs_no") return "(" + identifier(attribute.value) + ")" + as;
  // A day of Türkiye's, whoever asks from wherever.
  if (attribute.from == "surum_baslangic") {
    return "(t.surum_baslangic AT TIME ZONE 'Europe/Istanbul')" + as;
  }
  return "t." + quoted_identifier(attribute.from) + as;
}

std::string column_comment(const FeatureType& type, const ModelAttribute& attribute) {
  const std::string table = "adres." + std::string(sync::name(*type.layer));
  std::string text;
  if (!attribute.always.empty()) {
    text = "Bütün satırlarda " + attribute.always;
  } else if (attribute.from.empty()) {
    text = "Kaynağı yok; boştur";
  } else if (attribute.from == "tucbs_no") {
    text = attribute.value == ModelValue::integer
               ? "Kalıcı kimlik: ilce_kodu × 10¹⁰ + " + table + ".tucbs_no"
               : "Kalıcı kimlik: ilce_kodu, nokta, " + table + ".tucbs_no";
  } else if (attribute.from == "surum_baslangic") {
    text = "Bu sürümün yürürlüğe girdiği gün (Türkiye saatiyle)";
  } else {
    text = table + "." + attribute.from;
  }
  if (!attribute.unit.empty()) text += ", " + attribute.unit;
  if (attribute.restricted) text += " (kısıtlı: boştur)";
  return text;
}

/// Columns of ours that a row must fill to be an object of its type.
std::vector<std::string> demanded_columns(const FeatureType& type) {
  std::vector<std::string> columns;
  for (const ModelAttribute& attribute : type.attributes) {
    if (!attribute.demanded() || !attribute.always.empty()) continue;
    if (attribute.from.empty()) {
      throw std::logic_error("nothing fills " + type.name + "." + attribute.name +
                             ", which must not be empty");
    }
    if (attribute.from == "tucbs_no" || attribute.from == "surum_no" ||
        attribute.from == "surum_baslangic") {
      continue;
    }
    columns.push_back(attribute.from);
  }
  return columns;
}

std::string view_name(const FeatureType& type) {
  return "tucbs." + quoted_identifier(type.name);
}

/// Somebody's own view is never dropped with ours. `name`: an expression.
std::string dropped(const std::string& statement, const std::string& name) {
  return "BEGIN " + statement +
         "; EXCEPTION WHEN dependent_objects_still_exist THEN RAISE EXCEPTION '% has other columns "
         "in the configured generation, and views of yours hang on it: drop them, run `uavt-sync "
         "migrate`, make them again', " +
         name + "; END;\n";
}

std::string view_text(const sync::Model& model, const FeatureType& type) {
  std::string select = "SELECT";
  std::string comments = "COMMENT ON VIEW " + view_name(type) + " IS " +
                         literal(type.title_tr + " – " + model.title_tr +
                                 "; yalnız yürürlükteki sürümler, zorunlu öznitelikleri dolu "
                                 "satırlar") +
                         ";\n";
  bool first = true;
  for (const ModelAttribute& attribute : type.attributes) {
    const std::string column = quoted_identifier(attribute.name);
    select +=
        std::string(first ? "" : ",") + "\n  " + expression(type, attribute) + " AS " + column;
    comments += "COMMENT ON COLUMN " + view_name(type) + "." + column + " IS " +
                literal(column_comment(type, attribute)) + ";\n";
    first = false;
  }
  select += "\nFROM uavtsync." +
            quoted_identifier(std::string(sync::name(*type.layer)) + "_acik") + " AS t";
  std::string condition;
  for (const std::string& column : demanded_columns(type)) {
    condition += std::string(condition.empty() ? "\nWHERE" : "\n  AND") + " t." +
                 quoted_identifier(column) + " IS NOT NULL";
  }
  const std::string make = "VIEW " + view_name(type) + " AS\n" + select + condition + ";\n";
  // Replacing disturbs nobody whose views hang on it; it cannot take a column away or rename it.
  return "DO $uavt$ BEGIN\nCREATE OR REPLACE " + make +
         "EXCEPTION WHEN invalid_table_definition THEN\n" +
         dropped("DROP VIEW " + view_name(type), literal(view_name(type))) + "CREATE " + make +
         "END $uavt$;\n" + comments;
}

/// Rows that are no object of their type, with what they lack.
std::string left_out(const std::vector<const FeatureType*>& types) {
  std::string rows;
  for (const FeatureType* type : types) {
    const std::vector<std::string> columns = demanded_columns(*type);
    if (columns.empty()) continue;
    std::string missing, condition;
    for (const std::string& column : columns) {
      const std::string empty = "t." + quoted_identifier(column) + " IS NULL";
      missing += ", CASE WHEN " + empty + " THEN " + literal(column) + " END";
      condition += (condition.empty() ? "" : " OR ") + empty;
    }
    rows += std::string(rows.empty() ? "" : "\nUNION ALL\n") + "SELECT t.ilce_kodu, " +
            literal(type->name) + "::text AS detay_tipi, " + literal(sync::name(*type->layer)) +
            "::text AS katman, t.tucbs_no, concat_ws(', '" + missing + ") AS eksik FROM adres." +
            quoted_identifier(sync::name(*type->layer)) + " AS t WHERE " + condition;
  }
  if (rows.empty()) {
    rows =
        "SELECT 0 AS ilce_kodu, ''::text AS detay_tipi, ''::text AS katman, 0::bigint AS "
        "tucbs_no, ''::text AS eksik WHERE false";
  }
  return "CREATE OR REPLACE VIEW kalite.tucbs_disinda AS\n" + rows +
         ";\nCOMMENT ON VIEW kalite.tucbs_disinda IS 'Zorunlu bir özniteliği boş olduğu için tucbs "
         "görünümlerine girmeyen satırlar';\n"
         "COMMENT ON COLUMN kalite.tucbs_disinda.ilce_kodu IS 'UAVT ilçe kodu';\n"
         "COMMENT ON COLUMN kalite.tucbs_disinda.detay_tipi IS 'Girmediği görünüm';\n"
         "COMMENT ON COLUMN kalite.tucbs_disinda.katman IS 'Satırın adres şemasındaki katmanı';\n"
         "COMMENT ON COLUMN kalite.tucbs_disinda.tucbs_no IS 'Satırın kalıcı numarası';\n"
         "COMMENT ON COLUMN kalite.tucbs_disinda.eksik IS 'Boş olan zorunlu sütunlar';\n";
}

/// Views of another generation go first: they may have this one's names with other columns.
std::string drop_others(const std::vector<const FeatureType*>& types) {
  std::string names;
  for (const FeatureType* type : types) names += (names.empty() ? "" : ", ") + literal(type->name);
  return "DO $uavt$ DECLARE gorunum text; BEGIN\n"
         "FOR gorunum IN SELECT relname FROM pg_class WHERE relkind = 'v' "
         "AND relnamespace = 'tucbs'::regnamespace AND relname NOT IN (" +
         names + ") LOOP\n" +
         dropped("EXECUTE format('DROP VIEW tucbs.%I', gorunum)", "format('tucbs.%I', gorunum)") +
         "END LOOP;\nEND $uavt$;\n";
}

}  // namespace

std::string exchange_views(const sync::Model& model) {
  std::vector<const FeatureType*> types;
  for (const FeatureType& type : model.types) {
    if (type.layer) types.push_back(&type);
  }
  if (types.empty()) return {};
  std::string text = drop_others(types);
  for (const FeatureType* type : types) text += view_text(model, *type);
  return text + left_out(types);
}

}  // namespace uavt::sql
