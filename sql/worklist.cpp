#include "sql/worklist.hpp"

#include "sql/copy_reader.hpp"
#include "sql/database.hpp"
#include "sql/implementation.hpp"
#include "sql/statements.hpp"

#include <algorithm>

namespace uavt::sql {
namespace {

template <class Named>
Named known(std::optional<Named> value, std::string_view table, std::string_view word) {
  if (value) return *value;
  throw DatabaseError(std::string(table) + " holds \"" + std::string(word) +
                      "\", which this version does not know. It is written by uavt-sync alone: "
                      "restore it, or install the version that wrote it.");
}

void read_items(Connection& connection, int ilce_kodu, sync::Stored& stored) {
  constexpr std::string_view table = "kalite.duzeltme";
  CopyReader copy(connection,
                  "SELECT no, parmak_izi, liste, katman, tucbs_no, diger_tucbs_no, mahalle_kodu, "
                  "sira, durum, ilk_calisma, acilis_calisma, icerik_ozeti, icerik::text "
                  "FROM kalite.duzeltme WHERE bitis_calisma IS NULL AND ilce_kodu = " +
                      std::to_string(ilce_kodu) + " ORDER BY parmak_izi");
  while (copy.next()) {
    sync::OpenItem item;
    item.number = copy.integer().value();
    item.fingerprint = copy.text().value_or("");
    const std::string list(copy.text().value_or(""));
    item.list = known(sync::work_list_named(list), table, list);
    const std::string layer(copy.text().value_or(""));
    item.layer = known(sync::layer_named(layer), table, layer);
    item.tucbs_no = copy.integer().value();
    item.other_no = copy.integer().value_or(0);
    item.mahalle_kodu = copy.integer().value_or(sync::null_integer);
    item.sort_key = copy.text().value_or("");
    item.state = copy.text().value_or("") == "yeniden_acildi" ? sync::ItemState::reopened
                                                              : sync::ItemState::open;
    item.first_run = copy.integer().value();
    item.since_run = copy.integer().value();
    item.content_digest = copy.text().value_or("");
    item.json = copy.text().value_or("");
    stored.work_items.push_back(std::move(item));
  }
}

}  // namespace

void read_worklist(Connection& connection, pqxx::work& work, int ilce_kodu, sync::Stored& stored) {
  read_items(connection, ilce_kodu, stored);
  stored.next_item = work.exec_params("SELECT coalesce(max(no), 0) + 1 FROM kalite.duzeltme "
                                      "WHERE ilce_kodu = $1",
                                      ilce_kodu)[0][0]
                         .as<std::int64_t>();
  for (const auto& row : work.exec_params(query("deliveries"), ilce_kodu)) {
    const auto reg = row[0].as<std::string>(), layer = row[1].as<std::string>();
    stored.deliveries.push_back({known(sync::register_named(reg), "uavtsync.teslim", reg),
                                 known(sync::layer_named(layer), "uavtsync.teslim", layer),
                                 row[2].as<std::int64_t>(), row[3].as<std::int64_t>(),
                                 row[4].as<std::int64_t>()});
  }
  std::ranges::sort(stored.deliveries);
}

sync::ClosedItems Database::closed_items(int ilce_kodu,
                                         std::span<const std::string> fingerprints) {
  sync::ClosedItems closed;
  if (fingerprints.empty()) return closed;
  return described("asking which corrections were closed before", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    for (const auto& row :
         work.exec_params(query("closed_items"), ilce_kodu, array_parameter(fingerprints))) {
      closed.emplace(row[0].as<std::string>(), sync::ClosedItem{row[1].as<std::int64_t>(),
                                                                row[2].as<std::int64_t>()});
    }
    return closed;
  });
}

std::vector<sync::ToldItem> Database::items_of(int ilce_kodu, std::int64_t run) {
  return described("reading the corrections of run " + std::to_string(run), [&] {
    pqxx::nontransaction work(*implementation_->connection);
    std::vector<sync::ToldItem> items;
    const auto rows = run == 0 ? work.exec_params(query("items_last"), ilce_kodu)
                               : work.exec_params(query("items_of"), ilce_kodu, run);
    for (const auto& row : rows) {
      const auto list = sync::work_list_named(row[1].as<std::string>());
      if (!list) continue;  // a newer version's; this one has no word for it
      const auto state = row[2].as<std::string>();
      items.push_back({row[6].as<std::string>(), row[0].as<std::int64_t>(), *list,
                       state == "closed"     ? sync::ItemState::closed
                       : state == "reopened" ? sync::ItemState::reopened
                                             : sync::ItemState::open,
                       row[3].as<std::int64_t>(), row[4].as<std::int64_t>(),
                       row[5].as<std::string>()});
    }
    sync::sort_for_typing(items);
    return items;
  });
}

}  // namespace uavt::sql
