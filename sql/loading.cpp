#include "sql/loading.hpp"

#include "sql/batches.hpp"
#include "sql/copy_reader.hpp"
#include "sql/database.hpp"
#include "sql/finding_text.hpp"
#include "sql/loading_rows.hpp"
#include "sql/rulings.hpp"
#include "sql/statements.hpp"
#include "sql/waivers.hpp"
#include "sql/worklist.hpp"

#include <algorithm>

namespace uavt::sql {
namespace {

void read_unsettled(Connection& connection, const std::string& district, sync::Stored& stored) {
  CopyReader copy(connection,
                  "SELECT katman, tucbs_no, kutuk, grup, degerler, geometri "
                  "FROM uavtsync.mutabakat WHERE ilce_kodu = " +
                      district + " ORDER BY katman, tucbs_no, kutuk, grup");
  while (copy.next()) {
    constexpr std::string_view table = "uavtsync.mutabakat";
    sync::Unsettled row;
    const std::string_view layer = copy.text().value_or("");
    row.layer = known(sync::layer_named(layer), table, layer);
    row.tucbs_no = copy.integer().value();
    const std::string_view reg = copy.text().value_or("");
    row.reg = known(sync::register_named(reg), table, reg);
    const std::string_view group = copy.text().value_or("");
    row.group =
        static_cast<std::uint8_t>(known(sync::group_position(row.layer, group), table, group));
    copy.texts([&](std::optional<std::string_view> value) { row.values.emplace_back(value); });
    row.geometry_wkb = copy.text().value_or("");
    stored.unsettled.push_back(std::move(row));
  }
  std::ranges::sort(stored.unsettled);
}

void read_stale(Connection& connection, const std::string& district, sync::Stored& stored) {
  CopyReader copy(connection,
                  "SELECT katman, tucbs_no, kutuk FROM kalite.bayat "
                  "WHERE bitis_calisma IS NULL AND ilce_kodu = " +
                      district);
  while (copy.next()) {
    sync::Stale row;
    const std::string_view layer = copy.text().value_or("");
    row.layer = known(sync::layer_named(layer), "kalite.bayat", layer);
    row.tucbs_no = copy.integer().value();
    const std::string_view reg = copy.text().value_or("");
    row.reg = known(sync::register_named(reg), "kalite.bayat", reg);
    stored.stale.push_back(row);
  }
  std::ranges::sort(stored.stale);
}

void read_findings(Connection& connection, const std::string& district, sync::Stored& stored) {
  CopyReader copy(
      connection,
      "SELECT parmak_izi, kural, onem, kutuk, katman, anahtar, mahalle_kodu, "
      "ST_X(konum), ST_Y(konum), ilk_calisma, muafiyet_id, icerik_ozeti, icerik::text "
      "FROM kalite.bulgu WHERE bitis_calisma IS NULL AND ilce_kodu = " +
          district + " ORDER BY parmak_izi");
  while (copy.next()) {
    constexpr std::string_view table = "kalite.bulgu";
    sync::OpenFinding finding;
    finding.fingerprint = copy.text().value_or("");
    const std::string_view rule = copy.text().value_or("");
    finding.rule = known(sync::rule_named(rule), table, rule);
    const std::string_view severity = copy.text().value_or("");
    finding.severity = known(sync::severity_named(severity), table, severity);
    if (const auto reg = copy.text()) finding.reg = known(sync::register_named(*reg), table, *reg);
    if (const auto layer = copy.text()) {
      finding.layer = known(sync::layer_named(*layer), table, *layer);
    }
    finding.key = copy.text().value_or("");
    finding.mahalle_kodu = copy.integer().value_or(sync::null_integer);
    const auto x = copy.float8();
    const auto y = copy.float8();
    if (x && y) finding.point = geo::Point{*x, *y};
    finding.first_run = copy.integer().value();
    finding.waiver = copy.integer().value_or(0);
    finding.content_digest = copy.text().value_or("");
    finding.json = copy.text().value_or("");
    if (const auto cause = member(finding.json, "cause"); cause.size() > 2 && cause[0] == '"') {
      finding.cause = cause.substr(1, cause.size() - 2);  // ids are plain words
    }
    stored.findings.push_back(std::move(finding));
  }
}

/// The causes of the last night, where somebody may ask for them.
void read_last_summary(pqxx::work& work, int ilce_kodu, sync::Stored& stored) {
  if (std::ranges::all_of(stored.findings, &std::string::empty, &sync::OpenFinding::cause)) return;
  const auto rows = work.exec_params(query("run"), ilce_kodu, stored.last_run);
  if (!rows.empty()) stored.last_summary = rows[0][5].as<std::string>();
}

void read_quality(pqxx::work& work, int ilce_kodu, sync::Stored& stored) {
  for (const auto& row : work.exec_params("SELECT katman, mahalle_kodu, olcu, hatali, toplam "
                                          "FROM kalite.olcu "
                                          "WHERE ilce_kodu = $1 AND bitis_calisma IS NULL",
                                          ilce_kodu)) {
    const auto layer = row[0].as<std::string>(), measure = row[2].as<std::string>();
    sync::QualityMeasure one;
    one.layer = known(sync::layer_named(layer), "kalite.olcu", layer);
    if (!row[1].is_null()) one.mahalle_kodu = row[1].as<std::int64_t>();
    one.measure = known(sync::measure_named(measure), "kalite.olcu", measure);
    one.faulty = row[3].as<std::uint64_t>();
    one.of = row[4].as<std::uint64_t>();
    stored.quality.push_back(one);
  }
  std::ranges::sort(stored.quality);
}

void read_sources(pqxx::work& work, int ilce_kodu, sync::Stored& stored) {
  for (const auto& row :
       work.exec_params("SELECT ad, ozet, ayar_ozeti, islem, izlenemeyen, versiyon, "
                        "tarih - date '1970-01-01', sutunlar, "
                        "onceki_tarih - date '1970-01-01', onceki_sutunlar "
                        "FROM uavtsync.kaynak WHERE ilce_kodu = $1",
                        ilce_kodu)) {
    const auto number = [&row = row](int column) {
      return row[column].is_null() ? sync::null_integer : row[column].as<std::int64_t>();
    };
    sync::SourceMemory source;
    source.name = row[0].as<std::string>();
    source.digest = row[1].as<std::string>();
    source.settings_digest = row[2].as<std::string>();
    source.operation = row[3].as<std::string>();
    source.unfollowed_quarantined = row[4].as<std::int64_t>();
    source.versiyon = number(5);
    source.seen = {number(6), row[7].as<std::string>()};
    source.before = {number(8), row[9].as<std::string>()};
    stored.sources.emplace(source.name, source);
  }
}

void read_spoken(pqxx::work& work, int ilce_kodu, sync::Stored& stored) {
  for (const auto& row :
       work.exec_params("SELECT kutuk, katman, mahalle_kodu FROM uavtsync.konusan "
                        "WHERE ilce_kodu = $1",
                        ilce_kodu)) {
    const auto reg = row[0].as<std::string>(), layer = row[1].as<std::string>();
    stored.spoken.emplace(known(sync::register_named(reg), "uavtsync.konusan", reg),
                          known(sync::layer_named(layer), "uavtsync.konusan", layer),
                          row[2].as<std::int64_t>());
  }
}

void read_counters(pqxx::work& work, int ilce_kodu, sync::Stored& stored) {
  for (const auto& row : work.exec_params(
           "SELECT katman, sonraki FROM uavtsync.sayac WHERE ilce_kodu = $1", ilce_kodu)) {
    const auto layer = row[0].as<std::string>();
    stored.next_tucbs_no[index(known(sync::layer_named(layer), "uavtsync.sayac", layer))] =
        row[1].as<std::int64_t>();
  }
}

void read_settings(pqxx::work& work, int ilce_kodu, sync::Stored& stored) {
  constexpr std::size_t prefix = std::string_view("yetki.").size();
  for (const auto& row : work.exec_params("SELECT anahtar, deger FROM uavtsync.ayar "
                                          "WHERE ilce_kodu = $1 AND anahtar LIKE 'yetki.%'",
                                          ilce_kodu)) {
    stored.authority.emplace(row[0].as<std::string>().substr(prefix), row[1].as<std::string>());
  }
}

}  // namespace

sync::Stored loaded(Connection& connection, int ilce_kodu) {
  pqxx::work work(connection);
  work.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
  // A layer is read whole in the order of its key. A server that has not yet counted a new layer's
  // rows would sort them; along the key takes three quarters of the time.
  work.exec("SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off");
  sync::Stored stored;
  stored.last_run = work.exec_params(query("last_published"), ilce_kodu)[0][0].as<std::int64_t>();
  for (const sync::Layer layer : sync::all_layers) {
    stored.published[index(layer)] = published(connection, layer, ilce_kodu);
    for (std::size_t reg = 0; reg < sync::register_count; ++reg) {
      stored.images[index(layer)][reg] =
          images(connection, layer, static_cast<sync::Register>(reg), ilce_kodu);
    }
  }
  const std::string district = std::to_string(ilce_kodu);
  read_unsettled(connection, district, stored);
  read_stale(connection, district, stored);
  for (sync::KeptRuling& kept :
       rulings(connection, ilce_kodu, " AND biten_calisma IS NULL")) {
    kept.ruling.withdrawn = kept.withdrawn.has_value();
    stored.rulings.push_back(std::move(kept.ruling));
  }
  read_findings(connection, district, stored);
  for (sync::GivenWaiver& given : waivers(work, ilce_kodu)) {
    if (!given.waiver.withdrawn) stored.waivers.push_back(std::move(given.waiver));
  }
  read_last_summary(work, ilce_kodu, stored);
  read_quality(work, ilce_kodu, stored);
  read_sources(work, ilce_kodu, stored);
  read_spoken(work, ilce_kodu, stored);
  read_counters(work, ilce_kodu, stored);
  read_settings(work, ilce_kodu, stored);
  read_worklist(connection, work, ilce_kodu, stored);
  stored.guard = guard_memory(work, ilce_kodu);
  work.commit();
  return stored;
}

}  // namespace uavt::sql
