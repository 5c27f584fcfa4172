#include "app/check_line.hpp"
#include "app/check_parts.hpp"
#include "app/exit_code.hpp"
#include "geo/transformation.hpp"
#include "report/words.hpp"
#include "sql/database.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <ctime>

namespace uavt::app {

namespace {

using sync::Language;

constexpr int database_refused = 5;
/// A nightly run that is older than this did not take place.
constexpr std::int64_t night_hours = 36;

/// Hours since an ISO 8601 moment in UTC.
std::int64_t hours_since(const std::string& iso) {
  std::tm time{};
  if (std::sscanf(iso.c_str(), "%d-%d-%dT%d:%d:%d", &time.tm_year, &time.tm_mon, &time.tm_mday,
                  &time.tm_hour, &time.tm_min, &time.tm_sec) != 6) {
    return 0;
  }
  time.tm_year -= 1900;
  time.tm_mon -= 1;
  return (std::time(nullptr) - ::timegm(&time)) / 3600;
}

void check_rights(const sql::Readiness& found, const sync::Settings& settings,
                  std::vector<CheckLine>& lines) {
  const std::string role = report::visible(found.role);
  if (!found.may_use_temporary || (!found.schema_made && !found.may_create)) {
    const std::string right = found.may_use_temporary ? "CREATE" : "TEMPORARY";
    lines.push_back(wrong(
        "database.rights",
        {fmt::format("{} rolünün veritabanında {} hakkı yok", role, right),
         fmt::format("the role {} has no {} right on the database", role, right)},
        {fmt::format("Veritabanının sahibi bir kez çalıştırır: GRANT {} ON DATABASE … TO {};",
                     right, role),
         fmt::format("The database's owner runs once: GRANT {} ON DATABASE … TO {};", right, role)},
        database_refused));
  } else if (!found.not_writable.empty()) {
    lines.push_back(wrong(
        "database.rights",
        {fmt::format("{} rolü {} tabloya yazamıyor, ilki {}", role, found.not_writable.size(),
                     found.not_writable.front()),
         fmt::format("the role {} may not write {} tables, the first is {}", role,
                     found.not_writable.size(), found.not_writable.front())},
        {fmt::format("GRANT uavtsync_yazar TO {}; rol yoksa tabloların sahibi olan rolle çalışın.",
                     role),
         fmt::format("GRANT uavtsync_yazar TO {}; without that role, run as the tables' owner.",
                     role)},
        database_refused));
  } else if (found.superuser && settings.dsn != "embedded:") {
    lines.push_back(attention(
        "database.rights",
        {fmt::format("{} bir süper kullanıcı", role), fmt::format("{} is a superuser", role)},
        {"Gece için uavtsync_yazar rolünü taşıyan ayrı bir kullanıcı yeter.",
         "A user of its own with the role uavtsync_yazar is enough for the night."}));
  } else {
    lines.push_back(ready("database.rights", fmt::format("{} yazabiliyor", role),
                          fmt::format("{} may write", role)));
  }
  if (!found.missing_roles.empty() && settings.dsn != "embedded:") {
    std::string names;
    for (const std::string& name : found.missing_roles) names += (names.empty() ? "" : ", ") + name;
    lines.push_back(attention(
        "database.roles",
        {fmt::format("roller yok: {}", names), fmt::format("roles are missing: {}", names)},
        {"Öteki birimler okuyacaksa CREATE ROLE ile açın; haklarını bir sonraki `migrate` verir.",
         "Where other units read, make them with CREATE ROLE; the next `migrate` grants to "
         "them."}));
  }
}

void check_schema(const sql::Readiness& found, const sync::Settings& settings,
                  std::vector<CheckLine>& lines) {
  const int srid = geo::epsg_code(settings.municipality.target_crs);
  if (found.postgis.empty()) {
    lines.push_back(
        found.postgis_offered && (found.superuser || found.may_create)
            ? attention(
                  "database.postgis",
                  {"PostGIS bu veritabanında kurulu değil", "PostGIS is not in this database"},
                  {"İlk gece kurar; hakkı yetmezse bir süper kullanıcı bir kez CREATE EXTENSION "
                   "postgis; çalıştırır.",
                   "The first night makes it; where its rights do not suffice, a superuser runs "
                   "CREATE EXTENSION postgis; once."})
            : wrong("database.postgis", {"PostGIS yok", "there is no PostGIS"},
                    {"Sunucuya PostgreSQL sürümünün PostGIS paketini kurun, sonra bir süper "
                     "kullanıcı "
                     "CREATE EXTENSION postgis; çalıştırsın.",
                     "Install the PostGIS package of the server's version, then a superuser runs "
                     "CREATE EXTENSION postgis;"},
                    database_refused));
  }
  if (!found.schema_made) {
    lines.push_back(attention("database.schema", {"şema henüz yok", "there is no schema yet"},
                              {"İlk `uavt-sync run` ya da `uavt-sync migrate` kurar.",
                               "The first `uavt-sync run`, or `uavt-sync migrate`, makes it."}));
  } else if (found.srid && *found.srid != srid) {
    lines.push_back(wrong(
        "database.schema",
        {fmt::format("şema EPSG:{} ile kurulmuş, target_crs EPSG:{}", *found.srid, srid),
         fmt::format("the schema was made in EPSG:{}, target_crs is EPSG:{}", *found.srid, srid)},
        {"target_crs değerini geri alın ya da yeni bir veritabanı kullanın.",
         "Keep target_crs as it was, or use a new database."},
        database_refused));
  } else if (!found.pending.empty()) {
    lines.push_back(attention(
        "database.schema",
        {fmt::format("{} göç bekliyor, ilki {}", found.pending.size(), found.pending.front()),
         fmt::format("{} migrations are pending, the first is {}", found.pending.size(),
                     found.pending.front())},
        {"Bir sonraki `uavt-sync run` uygular; `diff` ve `--dry-run` için önce `uavt-sync "
         "migrate`.",
         "The next `uavt-sync run` applies them; for `diff` and `--dry-run` run `uavt-sync "
         "migrate` "
         "first."}));
  } else {
    lines.push_back(ready("database.schema", "şema güncel", "the schema is up to date"));
  }
}

void check_last_run(sql::Database& database, int ilce, std::vector<CheckLine>& lines) {
  const auto runs = database.runs(ilce, 1);
  if (runs.empty()) {
    lines.push_back(
        attention("run.last", {"henüz hiç çalışmadı", "there was no run yet"},
                  {"İlk gece için: `uavt-sync run`.", "For the first night: `uavt-sync run`."}));
    return;
  }
  const sql::RunEntry& last = runs.front();
  const std::int64_t hours = hours_since(last.started);
  const Said what = {
      fmt::format("son çalışma {}: {}, {}, çıkış kodu {}", last.number,
                  report::moment(last.started, Language::tr), last.state, last.exit_code),
      fmt::format("last run {}: {}, {}, exit code {}", last.number,
                  report::moment(last.started, Language::en), last.state, last.exit_code)};
  if (last.state == "kesildi" || last.state == "yayimlanmadi") {
    lines.push_back(
        attention("run.last", what,
                  {fmt::format("Yayımlamadı; nedeni: `uavt-sync report {}`.", last.number),
                   fmt::format("It did not publish; why: `uavt-sync report {}`.", last.number)}));
  } else if (hours > night_hours) {
    lines.push_back(attention(
        "run.last", what,
        {fmt::format(
             "{} saat önceydi: zamanlayıcıya bakın (systemctl list-timers uavt-sync.timer).",
             hours),
         fmt::format(
             "That was {} hours ago: see the timer (systemctl list-timers uavt-sync.timer).",
             hours)}));
  } else {
    lines.push_back(ready("run.last", what.tr, what.en));
  }
}

}  // namespace

void check_database(const sync::Settings& settings, std::vector<CheckLine>& lines) {
  std::string conninfo = settings.dsn;
  if (conninfo.empty()) {
    lines.push_back(attention("database",
                              {"[database] dsn verilmemiş", "there is no [database] dsn"},
                              {"Yalnız `validate` çalışır; gece için bir dsn yazın.",
                               "Only `validate` works; a night needs a dsn."}));
    return;
  }
  if (conninfo == "embedded:") {
    const auto living = sql::Embedded(settings.run.state_dir).url();
    if (!living) {
      lines.push_back(attention(
          "database", {"gömülü veritabanı çalışmıyor", "the embedded database is not running"},
          {"Gece kendisi başlatır; şimdi bakmak için `uavt-sync db start`, sonra yeniden `check`.",
           "The night starts it; to look now, `uavt-sync db start`, then `check` again."}));
      return;
    }
    conninfo = *living;
  }
  try {
    sql::Database database(conninfo);
    database.stage("check");
    const sql::Readiness found = database.readiness(settings.municipality.ilce);
    lines.push_back(ready("database",
                          fmt::format("PostgreSQL {}, PostGIS {}", found.postgresql,
                                      found.postgis.empty() ? "–" : found.postgis),
                          fmt::format("PostgreSQL {}, PostGIS {}", found.postgresql,
                                      found.postgis.empty() ? "–" : found.postgis)));
    // What may not be read is not judged.
    if (found.not_writable.empty()) check_schema(found, settings, lines);
    check_rights(found, settings, lines);
    if (!found.lock_holder.empty()) {
      const std::string who = report::visible(found.lock_holder);
      lines.push_back(attention("run.lock",
                                {fmt::format("şu an bir çalışma sürüyor ({})", who),
                                 fmt::format("a run is at work now ({})", who)},
                                {"Bitmesini bekleyin; kilit oturumuyla birlikte kalkar.",
                                 "Wait for it to end; the lock goes with its session."}));
    }
    if (!found.schema_made || !found.not_writable.empty()) return;
    check_last_run(database, settings.municipality.ilce, lines);
    if (found.held > 0) {
      lines.push_back(attention(
          "held",
          {fmt::format("onay bekleyen: {}", found.held),
           fmt::format("waiting for approval: {}", found.held)},
          {"`uavt-sync held` nedenlerini söyler; `approve` ya da `reject` ile karar verin.",
           "`uavt-sync held` says why; decide with `approve` or `reject`."}));
    }
  } catch (const sql::DatabaseError& error) {
    const std::string reason = visible_lines(error.what());
    lines.push_back(wrong("database", {"veritabanı kullanılamıyor", "the database cannot be used"},
                          {reason, reason}, database_refused));
  }
}

}  // namespace uavt::app
