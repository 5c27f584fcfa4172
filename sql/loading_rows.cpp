#include "sql/loading_rows.hpp"

#include "sql/copy_reader.hpp"
#include "sql/database.hpp"
#include "sql/statements.hpp"

#include <cmath>
#include <cstdint>
#include <span>

namespace uavt::sql {
namespace {

std::span<const std::byte> bytes(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

void read_value(CopyReader& copy, const sync::Attribute& attribute, std::string_view table,
                sync::Column& column) {
  using sync::AttributeType;
  switch (attribute.type) {
    case AttributeType::integer:
    case AttributeType::reference:
      column.integers.push_back(copy.integer().value_or(sync::null_integer));
      return;
    case AttributeType::date:
      column.integers.push_back(copy.date().value_or(sync::null_integer));
      return;
    case AttributeType::real:
      column.reals.push_back(copy.float8().value_or(std::nan("")));
      return;
    case AttributeType::coded:
      if (const auto word = copy.text()) {
        column.integers.push_back(known(attribute.list->position(*word), table, *word));
      } else {
        column.integers.push_back(sync::null_integer);
      }
      return;
    case AttributeType::text:
    case AttributeType::name:
    case AttributeType::door_number:
      if (const auto text = copy.text()) {
        column.texts.append(*text);
      } else {
        column.texts.append_null();
      }
      return;
  }
}

void read_geometry(std::optional<std::string_view> ewkb, std::string_view table,
                   geo::GeometryColumn& column) {
  if (!ewkb) {
    column.append_null();
  } else if (!column.append_wkb(bytes(*ewkb))) {
    throw DatabaseError(std::string(table) + " holds a geometry that cannot be read");
  }
}

/// The pairs name, value of one image row.
void read_patches(CopyReader& copy, sync::Layer layer, sync::ImageRows& images) {
  bool named = false;
  std::uint8_t attribute = 0;
  copy.texts([&](std::optional<std::string_view> text) {
    const std::string_view word = text.value_or("");
    if (named) {
      images.patches.push_back({attribute, std::string(word)});
    } else {
      attribute = static_cast<std::uint8_t>(
          known(sync::find_position(layer, word), "uavtsync.goruntu", word));
    }
    named = !named;
  });
}

}  // namespace

void unknown_word(std::string_view table, std::string_view word) {
  throw DatabaseError(std::string(table) + " holds \"" + std::string(word) +
                      "\", which this version does not know. It is written by uavt-sync alone: "
                      "restore it, or install the version that wrote it.");
}

sync::Published published(Connection& connection, sync::Layer layer, int ilce_kodu,
                          const std::string& condition, Versions versions) {
  sync::Published result;
  result.table = sync::Table(layer);
  sync::Table& table = result.table;
  const sync::LayerType& type = table.type();
  const LayerStatements sql = statements(layer);
  const std::string& name = versions == Versions::current ? sql.table : sql.history;
  CopyReader copy(connection, "SELECT " + sql.decided_columns() + " FROM " + name +
                                  " WHERE ilce_kodu = " + std::to_string(ilce_kodu) + condition +
                                  " ORDER BY ilce_kodu, tucbs_no" +
                                  (versions == Versions::closed ? ", surum_no" : ""));
  while (copy.next()) {
    table.tucbs_no.push_back(copy.integer().value());
    for (std::size_t a = 0; a < type.attributes.size(); ++a) {
      read_value(copy, type.attributes[a], name, table.columns[a]);
    }
    if (type.geometry == geo::Kind::null) {
      table.geometry.append_null();
    } else {
      read_geometry(copy.text(), name, table.geometry);
    }
    const std::string_view presence = copy.text().value_or("");
    result.eslesme.push_back(known(sync::presence_named(presence), name, presence));
    result.kaynak.push_back(sync::registers_of(copy.text().value_or("")));
    table.ids.append_null();
  }
  const std::size_t rows = table.tucbs_no.size();
  table.states.assign(rows, sync::RowState::valid);
  table.origins.assign(rows, sync::Origin{});
  table.geometry_known = type.geometry != geo::Kind::null;
  for (std::size_t a = 0; a < type.attributes.size(); ++a) {
    table.columns[a].known = true;
    if (type.attributes[a].type == sync::AttributeType::reference) {
      table.links[a].assign(rows, sync::no_row);
    }
  }
  return result;
}

sync::ImageRows images(Connection& connection, sync::Layer layer, sync::Register reg, int ilce_kodu,
                       const std::string& condition) {
  sync::ImageRows result;
  // Layer and register are words of this program, never of the data.
  CopyReader copy(connection,
                  "SELECT tucbs_no, bos, fark, geometri, kaynak_id "
                  "FROM uavtsync.goruntu WHERE ilce_kodu = " +
                      std::to_string(ilce_kodu) + " AND katman = '" +
                      std::string(sync::name(layer)) + "' AND kutuk = '" +
                      std::string(sync::name(reg)) + "'" +
                      (condition.empty() ? std::string()
                                         : " AND (tucbs_no = " + std::to_string(usual_image) +
                                               " OR (true" + condition + "))") +
                      " ORDER BY ilce_kodu, katman, kutuk, tucbs_no");
  while (copy.next()) {
    const std::int64_t number = copy.integer().value();
    const auto absent = static_cast<std::uint64_t>(copy.integer().value());
    if (number == usual_image) {
      result.usual = absent;
      for (int rest = 0; rest < 3; ++rest) static_cast<void>(copy.text());
      continue;
    }
    result.tucbs_no.push_back(number);
    result.absent.push_back(absent);
    read_patches(copy, layer, result);
    result.first.push_back(static_cast<std::uint32_t>(result.patches.size()));
    read_geometry(copy.text(), "uavtsync.goruntu", result.geometry);
    if (const auto id = copy.text()) {
      result.ids.append(*id);
    } else {
      result.ids.append_null();
    }
  }
  return result;
}

}  // namespace uavt::sql
