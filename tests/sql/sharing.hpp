// What the tests of the shared views have in common: a town of four addresses, and asking in one's own
// session.
#pragma once

#include "cluster.hpp"
#include "consumer.hpp"
#include "sql/connection.hpp"
#include "town.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace uavt::sql::test {

using Lines = std::vector<std::string>;

inline Lines lines(const std::string& conninfo, const std::string& sql) {
  Connection connection(conninfo);
  pqxx::nontransaction work(connection);
  // The cluster's user has the name of a schema, which "$user" would find.
  work.exec("SET search_path = public");
  Lines all;
  for (const auto& row : work.exec(sql)) all.push_back(row[0].is_null() ? "∅" : row[0].c_str());
  return all;
}

/// SQLSTATE of a statement; "" when it is carried out.
inline std::string state_of(Connection& connection, const std::string& sql) {
  pqxx::work work(connection);
  try {
    work.exec(sql);
  } catch (const pqxx::failure& error) {
    return sqlstate_of(error);
  }
  return "";
}

inline constexpr const char* denied = "42501";

/// A mahalle, a street, a door with two units, a door without, and a unit without a door.
inline sync::Plan small_town() {
  using sync::Layer;
  sync::Plan plan;
  const auto layer = [&](Layer each) -> sync::LayerPlan& { return plan.layers[index(each)]; };
  const auto refer = [&](Layer each, std::size_t row, std::string_view attribute, std::int64_t to) {
    sync::Table& table = layer(each).after.table;
    table.columns[sync::position(each, attribute)].integers[row] = to;
  };
  std::size_t row = add(layer(Layer::neighbourhood), Layer::neighbourhood, 1);
  set(layer(Layer::neighbourhood), row, "ad", "Atakent Mahallesi");
  set(layer(Layer::neighbourhood), row, "mahalle_kodu", "41");
  row = add(layer(Layer::street), Layer::street, 1);
  set(layer(Layer::street), row, "ad", "221");
  set(layer(Layer::street), row, "tip", "sokak");
  refer(Layer::street, row, "mahalle_tucbs_no", 1);
  row = add(layer(Layer::door), Layer::door, 1);
  set(layer(Layer::door), row, "kapi_no", "3/a");
  set(layer(Layer::door), row, "site_adi", "Işık Sitesi");
  set(layer(Layer::door), row, "blok_adi", "b");
  refer(Layer::door, row, "csbm_tucbs_no", 1);
  geo::GeometryColumn place;
  place.append_point(500000, 4000000);
  layer(Layer::door).after.table.geometry.assign(row, place[0]);
  row = add(layer(Layer::door), Layer::door, 2);
  set(layer(Layer::door), row, "kapi_no", "5");
  refer(Layer::door, row, "csbm_tucbs_no", 1);
  for (int unit = 1; unit <= 3; ++unit) {
    row = add(layer(Layer::unit), Layer::unit, unit);
    set(layer(Layer::unit), row, "adres_no", "100000000" + std::to_string(unit));
    set(layer(Layer::unit), row, "ic_kapi_no", std::to_string(unit));
    if (unit < 3) refer(Layer::unit, row, "numarataj_tucbs_no", 1);
  }
  return plan;
}

class Sharing : public testing::Test {
 protected:
  Sharing() : opened(database.conninfo()) {
    make_roles(database);
    opened.migrate(srid);
  }
  TestDatabase database{Content::schema};
  Database opened;
};

}  // namespace uavt::sql::test
