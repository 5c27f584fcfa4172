#include "sql/restrictions.hpp"

#include "sql/database.hpp"
#include "sql/implementation.hpp"
#include "sql/statements.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace uavt::sql {

namespace {

/// Layer, column and, of rows, the values as an array's text; the form of the database.
using Lines = std::set<std::tuple<std::string, std::string, std::string>>;

Lines lines_of(const sync::Restrictions& restrictions) {
  Lines lines;
  for (const sync::Layer layer : sync::all_layers) {
    const std::string name(sync::name(layer));
    for (const std::string& column : restrictions.columns[index(layer)]) {
      lines.emplace(name, column, std::string());
    }
    for (const sync::RowRestriction& rows : restrictions.rows[index(layer)]) {
      lines.emplace(name, rows.attribute, array_parameter(rows.values));
    }
  }
  return lines;
}

}  // namespace

std::string all_restrictions(pqxx::transaction_base& work) {
  std::string text;
  for (const auto& row : work.exec(query("restrictions"))) {
    for (const auto& field : row) text += std::string(field.c_str()) + '\n';
  }
  return text;
}

bool restricted_as(pqxx::transaction_base& work, int ilce_kodu,
                   const sync::Restrictions& restrictions) {
  const Lines wanted = lines_of(restrictions);
  std::size_t there = 0;
  for (const auto& row : work.exec_params(query("restrictions_count"), ilce_kodu)) {
    there = row[0].as<std::size_t>();
  }
  if (there != wanted.size()) return false;
  return std::ranges::all_of(wanted, [&](const Lines::value_type& line) {
    const auto& [layer, column, values] = line;
    const auto rows = work.exec_params(query("restricted"), ilce_kodu, layer, column, values);
    return rows[0][0].as<bool>();
  });
}

void restrict(pqxx::transaction_base& work, int ilce_kodu, const sync::Restrictions& restrictions) {
  work.exec_params("DELETE FROM uavtsync.kisit WHERE ilce_kodu = $1", ilce_kodu);
  for (const auto& [layer, column, values] : lines_of(restrictions)) {
    work.exec_params(query("restrict"), ilce_kodu, layer, column, values);
  }
}

void begin_feed_anew(pqxx::transaction_base& work, int ilce_kodu) {
  work.exec_params("SELECT uavtsync.kisitlari_uygula($1)", ilce_kodu);
}

bool Database::restricted_as(int ilce_kodu, const sync::Restrictions& restrictions) {
  return described("reading what is restricted", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    return sql::restricted_as(work, ilce_kodu, restrictions);
  });
}

}  // namespace uavt::sql
