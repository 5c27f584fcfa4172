#include "sql/applying.hpp"
#include "sql/copy_writer.hpp"
#include "sql/statements.hpp"

#include <optional>
#include <vector>

namespace uavt::sql {
namespace {

void close(const Applying& applying, const std::vector<std::string>& fingerprints,
           std::optional<std::uint64_t> expected) {
  if (fingerprints.empty()) return;
  const auto closed = applying.work.exec_params(query("close_items"), applying.ilce_kodu,
                                                applying.run, array_parameter(fingerprints));
  if (expected) require_count("kalite.duzeltme", "close", *expected, closed.affected_rows());
}

void insert(const Applying& applying, std::span<const StoredItem> items) {
  CopyWriter copy(applying.connection,
                  "kalite.duzeltme (ilce_kodu, no, parmak_izi, liste, islem, katman, anahtar, "
                  "tucbs_no, diger_tucbs_no, mahalle_kodu, grup, muhatap, durum, sira, konum, "
                  "ilk_calisma, acilis_calisma, baslangic_calisma, icerik, icerik_ozeti)");
  geo::GeometryColumn places;
  for (const StoredItem& each : items) {
    const auto& point = each.item.point;
    point ? places.append_point(point->x, point->y) : places.append_null();
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    const sync::WorkItem& item = items[i].item;
    const std::int64_t mahalle = item.record.mahalle_kodu;
    copy.row(20);
    copy.int4(applying.ilce_kodu);
    copy.int8(item.number);
    copy.text(item.fingerprint);
    copy.text(sync::name(item.list));
    copy.text(sync::name(item.operation));
    copy.text(sync::name(item.layer));
    copy.text(item.key);
    copy.int8(item.tucbs_no);
    item.other_no != 0 ? copy.int8(item.other_no) : copy.null();
    mahalle != sync::null_integer ? copy.int8(mahalle) : copy.null();
    item.group.empty() ? copy.null() : copy.text(item.group);
    copy.text(sync::name(item.addressee));
    copy.text(item.state == sync::ItemState::reopened ? "yeniden_acildi" : "acik");
    copy.text(item.sort_key);
    copy.geometry(places, i, false, applying.srid);
    copy.int8(item.first_run);
    copy.int8(item.since_run);
    copy.int8(applying.run);
    copy.text(items[i].json);
    copy.text(items[i].content_digest);
  }
  require_count("kalite.duzeltme", "insert", items.size(), copy.finish());
}

void add_deliveries(const Applying& applying, const std::vector<sync::LayerDelivered>& rows) {
  if (rows.empty()) return;
  std::vector<std::string> registers, layers;
  std::vector<std::int64_t> mahalle, days;
  for (const sync::LayerDelivered& row : rows) {
    registers.emplace_back(sync::name(row.reg));
    layers.emplace_back(sync::name(row.layer));
    mahalle.push_back(row.mahalle_kodu);
    days.push_back(row.as_of);
  }
  const auto added = applying.work.exec_params(
      query("add_deliveries"), applying.ilce_kodu, applying.run, array_parameter(registers),
      array_parameter(layers), array_parameter(mahalle), array_parameter(days));
  require_count("uavtsync.teslim", "insert", rows.size(), added.affected_rows());
}

}  // namespace

void apply_worklist(const Applying& applying, const sync::Plan& plan,
                    std::span<const StoredItem> written) {
  close(applying, plan.work_closed, plan.work_closed.size());
  if (!written.empty()) {
    // An open version with other content ends here; a new item has none.
    std::vector<std::string> fingerprints;
    for (const StoredItem& each : written) fingerprints.push_back(each.item.fingerprint);
    close(applying, fingerprints, std::nullopt);
    insert(applying, written);
  }
  add_deliveries(applying, plan.deliveries_added);
}

}  // namespace uavt::sql
