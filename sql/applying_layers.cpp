#include "sql/applying.hpp"
#include "sql/copy_writer.hpp"
#include "sql/statements.hpp"

#include <algorithm>
#include <vector>

namespace uavt::sql {
namespace {

using sync::no_row;

void write_value(CopyWriter& copy, const sync::Attribute& attribute, const sync::Column& column,
                 std::size_t row) {
  using sync::AttributeType;
  if (column.null(row)) return copy.null();
  switch (attribute.type) {
    case AttributeType::integer:
    case AttributeType::reference:
      return copy.int8(column.integers[row]);
    case AttributeType::date:
      return copy.date(column.integers[row]);
    case AttributeType::real:
      return copy.float8(column.reals[row]);
    case AttributeType::coded:
      return copy.text(attribute.list->values[static_cast<std::size_t>(column.integers[row])]);
    case AttributeType::text:
    case AttributeType::name:
    case AttributeType::door_number:
      return copy.text(column.texts[row]);
  }
}

/// tucbs_no, attributes, geometry, eslesme, kaynak.
void write_decided(CopyWriter& copy, const Applying& applying, const sync::Published& rows,
                   std::size_t row) {
  const sync::LayerType& type = rows.table.type();
  copy.int8(rows.table.tucbs_no[row]);
  for (std::size_t a = 0; a < type.attributes.size(); ++a) {
    write_value(copy, type.attributes[a], rows.table.columns[a], row);
  }
  if (type.geometry != geo::Kind::null) {
    copy.geometry(rows.table.geometry, row, type.multi, applying.srid);
  }
  copy.text(sync::name(rows.eslesme[row]));
  copy.text(sync::text_of(rows.kaynak[row]));
}

std::int16_t field_count(const LayerStatements& sql, std::size_t beside) {
  return static_cast<std::int16_t>(sql.content.size() + beside);
}

std::uint64_t insert_rows(const Applying& applying, const LayerStatements& sql,
                          const sync::LayerPlan& plan) {
  CopyWriter copy(applying.connection, sql.table + " (" + sql.all_columns() + ")");
  const std::int16_t fields = field_count(sql, 7);
  for (std::size_t row = 0; row < plan.before.size(); ++row) {
    if (plan.before[row] != no_row) continue;
    copy.row(fields);
    copy.int4(applying.ilce_kodu);
    write_decided(copy, applying, plan.after, row);
    copy.int4(1);  // surum_no: a tucbs_no is never reused, so an insert is a first version
    copy.timestamp(applying.started_microseconds);
    copy.int8(applying.run);
  }
  return copy.finish();
}

/// The updated rows in a temporary table of the same types, named as the layer's news.
std::string load_news(const Applying& applying, const LayerStatements& sql,
                      const sync::LayerPlan& plan) {
  const std::string news = quoted_identifier("yeni_" + std::string(plan.after.table.type().name));
  applying.work.exec("CREATE TEMPORARY TABLE " + news + " ON COMMIT DROP AS SELECT " +
                     sql.decided_columns() + " FROM " + sql.table + " WITH NO DATA");
  CopyWriter copy(applying.connection, news + " (" + sql.decided_columns() + ")");
  const std::int16_t fields = field_count(sql, 3);
  for (std::size_t row = 0; row < plan.before.size(); ++row) {
    if (plan.before[row] == no_row) continue;
    copy.row(fields);
    write_decided(copy, applying, plan.after, row);
  }
  copy.finish();
  return news;
}

/// Old versions of the rows in `news` or `removed` go to history.
std::string history_statement(const LayerStatements& sql, const std::string& from) {
  return "INSERT INTO " + sql.history + " (" + sql.all_columns() + ", surum_bitis) SELECT " +
         sql.all_columns("t.") + ", $2::timestamptz FROM " + sql.table + " AS t JOIN " + from +
         " USING (tucbs_no) WHERE t.ilce_kodu = $1";
}

/// Codes may travel between rows of one night (a swap, a new row taking an old row's code), and
/// unique indexes look at every row at once: a code that changes is let go first.
void release_codes(const Applying& applying, const LayerStatements& sql, const std::string& news) {
  for (const std::string& code : sql.codes) {
    applying.work.exec_params(
        "UPDATE " + sql.table + " AS t SET " + code + " = NULL FROM " + news +
            " AS n WHERE t.ilce_kodu = $1 AND t.tucbs_no = n.tucbs_no AND t." + code +
            " IS NOT NULL AND t." + code + " IS DISTINCT FROM n." + code,
        applying.ilce_kodu);
  }
}

std::string update_statement(const LayerStatements& sql, const std::string& news) {
  std::string set;
  for (const std::string& column : sql.content) set += column + " = n." + column + ", ";
  return "UPDATE " + sql.table + " AS t SET " + set +
         "eslesme = n.eslesme, kaynak = n.kaynak, surum_no = t.surum_no + 1, "
         "surum_baslangic = $2::timestamptz, calisma_no = $3 FROM " +
         news + " AS n WHERE t.ilce_kodu = $1 AND t.tucbs_no = n.tucbs_no";
}

}  // namespace

void require_count(std::string_view what, std::string_view kind, std::uint64_t expected,
                   std::uint64_t seen) {
  if (expected == seen) return;
  throw DatabaseError(std::string(what) + ": the plan has " + std::to_string(expected) +
                      " rows to " + std::string(kind) + ", the database saw " +
                      std::to_string(seen) +
                      ". Nothing was published: somebody else writes into these tables, or this "
                      "is a bug.");
}

void apply_layer(const Applying& applying, sync::Layer layer, const sync::LayerPlan& plan,
                 Applied& applied) {
  const std::string_view name = sync::name(layer);
  if (plan.empty()) {
    // An empty part must not hide a plan that counts rows it does not carry.
    require_count(name, "insert", plan.inserted, 0);
    return require_count(name, "update", plan.updated, 0);
  }
  const LayerStatements sql = statements(layer);
  const auto updates = static_cast<std::uint64_t>(
      std::ranges::count_if(plan.before, [](std::int32_t row) { return row != no_row; }));
  pqxx::work& work = applying.work;
  std::uint64_t seen_inserts = 0, seen_updates = 0;
  require_count(name, "insert or update", plan.after.table.tucbs_no.size(), plan.before.size());

  if (!plan.deleted.empty()) {
    const std::string removed = array_parameter(plan.deleted);
    const auto kept =
        work.exec_params(history_statement(sql, "unnest($3::bigint[]) AS n (tucbs_no)"),
                         applying.ilce_kodu, applying.started, removed);
    require_count(name, "keep before deleting", plan.deleted.size(), kept.affected_rows());
    const auto deleted = work.exec_params("DELETE FROM " + sql.table +
                                              " AS t USING unnest($2::bigint[]) AS n (tucbs_no) "
                                              "WHERE t.ilce_kodu = $1 AND t.tucbs_no = n.tucbs_no",
                                          applying.ilce_kodu, removed);
    require_count(name, "delete", plan.deleted.size(), deleted.affected_rows());
  }
  if (updates > 0) {
    const std::string news = load_news(applying, sql, plan);
    const auto kept = work.exec_params(history_statement(sql, news + " AS n"), applying.ilce_kodu,
                                       applying.started);
    require_count(name, "keep before updating", updates, kept.affected_rows());
    release_codes(applying, sql, news);
    seen_updates = work.exec_params(update_statement(sql, news), applying.ilce_kodu,
                                    applying.started, applying.run)
                       .affected_rows();
  }
  require_count(name, "update", plan.updated, seen_updates);
  if (updates < plan.before.size()) seen_inserts = insert_rows(applying, sql, plan);
  require_count(name, "insert", plan.inserted, seen_inserts);
  if (!plan.restored.empty()) {
    // …unless a run that removed the row is taken back.
    const auto again = work.exec_params(
        "UPDATE " + sql.table + " AS t SET surum_no = h.surum_no + 1 FROM (SELECT tucbs_no, "
        "max(surum_no) AS surum_no FROM " + sql.history + " WHERE ilce_kodu = $1 AND tucbs_no = "
        "ANY ($2::bigint[]) GROUP BY tucbs_no) AS h WHERE t.ilce_kodu = $1 AND "
        "t.tucbs_no = h.tucbs_no",
        applying.ilce_kodu, array_parameter(plan.restored));
    require_count(name, "restore", plan.restored.size(), again.affected_rows());
  }
  applied.inserted += seen_inserts;
  applied.updated += seen_updates;
  applied.deleted += plan.deleted.size();
}

}  // namespace uavt::sql
