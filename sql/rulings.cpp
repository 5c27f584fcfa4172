#include "sql/rulings.hpp"

#include "sql/copy_reader.hpp"
#include "sql/copy_writer.hpp"
#include "sql/implementation.hpp"
#include "sql/loading_rows.hpp"
#include "sql/statements.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace uavt::sql {
namespace {

constexpr std::string_view table = "uavtsync.karar";

std::optional<sync::Said> read_said(CopyReader& copy) {
  sync::Said said;
  const bool there =
      copy.texts([&](std::optional<std::string_view> value) { said.values.emplace_back(value); });
  said.geometry_wkb = copy.text().value_or("");
  if (!there) return std::nullopt;
  return said;
}

void write_said(CopyWriter& copy, const std::optional<sync::Said>& said) {
  if (!said) {
    copy.null();
    copy.null();
    return;
  }
  const std::vector<std::optional<std::string_view>> values(said->values.begin(),
                                                            said->values.end());
  copy.texts(values);
  said->geometry_wkb.empty() ? copy.null() : copy.bytes(said->geometry_wkb);
}

void write_text(CopyWriter& copy, std::string_view text) {
  text.empty() ? copy.null() : copy.text(text);
}
void write_number(CopyWriter& copy, std::int64_t number) {
  number == 0 ? copy.null() : copy.int8(number);
}

/// Adds them all; `run` 0: written by hand.
void add_rulings(Connection& connection, int ilce_kodu, std::int64_t run,
                 std::span<const sync::Ruling> rulings, std::string_view person) {
  CopyWriter copy(connection,
                  "uavtsync.karar (ilce_kodu, bicim, koken, katman, tucbs_no, kutuk, grup, alinan, "
                  "ulusal_degerler, ulusal_geometri, belediye_degerler, belediye_geometri, "
                  "parmak_izi, ilgili_no, gerekce, kisi, calisma_no)");
  for (const sync::Ruling& ruling : rulings) {
    const bool of_group = ruling.form == sync::RulingForm::group;
    copy.row(17);
    copy.int4(ilce_kodu);
    copy.text(name(ruling.form));
    copy.text(name(ruling.origin));
    copy.text(sync::name(ruling.layer));
    write_number(copy, ruling.tucbs_no);
    write_text(copy, of_group ? std::string_view() : sync::name(ruling.reg));
    write_text(copy,
               of_group ? sync::layer_type(ruling.layer).groups[ruling.group] : std::string_view());
    write_text(copy, of_group ? name(ruling.take) : std::string_view());
    write_said(copy, ruling.national);
    write_said(copy, ruling.municipal);
    write_text(copy, ruling.fingerprint);
    write_number(copy, ruling.about);
    copy.text(ruling.reason);
    copy.text(ruling.person.empty() ? person : ruling.person);
    write_number(copy, run);
  }
  require_count(table, "insert", rulings.size(), copy.finish());
}

std::string session_user(pqxx::transaction_base& work) {
  return work.exec("SELECT session_user::text")[0][0].as<std::string>();
}

}  // namespace

std::vector<sync::KeptRuling> rulings(Connection& connection, int ilce_kodu,
                                      const std::string& condition) {
  // Days in Türkiye, as a run counts them.
  CopyReader copy(connection,
                  "SELECT id, bicim, koken, katman, tucbs_no, kutuk, grup, alinan, "
                  "ulusal_degerler, ulusal_geometri, belediye_degerler, belediye_geometri, "
                  "parmak_izi, ilgili_no, gerekce, kisi, "
                  "(olusturma AT TIME ZONE 'UTC' + interval '3 hours')::date, biten_calisma, "
                  "(geri_alma AT TIME ZONE 'UTC' + interval '3 hours')::date, geri_alan, "
                  "calisma_no "
                  "FROM uavtsync.karar WHERE ilce_kodu = " +
                      std::to_string(ilce_kodu) + condition + " ORDER BY ilce_kodu, id");
  std::vector<sync::KeptRuling> all;
  while (copy.next()) {
    sync::KeptRuling kept;
    sync::Ruling& ruling = kept.ruling;
    ruling.id = copy.integer().value();
    const std::string_view form = copy.text().value_or("");
    ruling.form = known(sync::ruling_form_named(form), table, form);
    const std::string_view origin = copy.text().value_or("");
    ruling.origin = known(sync::ruling_origin_named(origin), table, origin);
    const std::string_view layer = copy.text().value_or("");
    ruling.layer = known(sync::layer_named(layer), table, layer);
    ruling.tucbs_no = copy.integer().value_or(0);
    if (const auto reg = copy.text()) ruling.reg = known(sync::register_named(*reg), table, *reg);
    if (const auto group = copy.text()) {
      ruling.group = static_cast<std::uint8_t>(
          known(sync::group_position(ruling.layer, *group), table, *group));
    }
    if (const auto take = copy.text())
      ruling.take = known(sync::ruling_take_named(*take), table, *take);
    ruling.national = read_said(copy);
    ruling.municipal = read_said(copy);
    ruling.fingerprint = copy.text().value_or("");
    ruling.about = copy.integer().value_or(0);
    ruling.reason = copy.text().value_or("");
    ruling.person = copy.text().value_or("");
    ruling.created = copy.date().value_or(0);
    kept.ended_run = copy.integer().value_or(0);
    kept.withdrawn = copy.date();
    kept.withdrawn_by = copy.text().value_or("");
    ruling.run = copy.integer().value_or(0);
    all.push_back(std::move(kept));
  }
  return all;
}

void apply_rulings(const Applying& applying, const sync::Plan& plan) {
  if (!plan.rulings_ended.empty()) {
    const auto ended = applying.work.exec_params(query("end_rulings"), applying.ilce_kodu,
                                                 applying.run, array_parameter(plan.rulings_ended));
    require_count(table, "end", plan.rulings_ended.size(), ended.affected_rows());
  }
  if (plan.rulings_made.empty()) return;
  add_rulings(applying.connection, applying.ilce_kodu, applying.run, plan.rulings_made,
              session_user(applying.work));
}

std::optional<std::string> Database::open_finding(int ilce_kodu, const std::string& fingerprint) {
  return described("reading the finding", [&]() -> std::optional<std::string> {
    pqxx::nontransaction work(*implementation_->connection);
    const auto rows = work.exec_params(query("open_finding"), ilce_kodu, fingerprint);
    if (rows.empty()) return std::nullopt;
    return rows[0][0].as<std::string>();
  });
}

RowAsKept Database::row(int ilce_kodu, sync::Layer layer, std::int64_t tucbs_no) {
  return described("reading the row", [&] {
    pqxx::work work(*implementation_->connection);
    work.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    const std::string condition = " AND tucbs_no = " + std::to_string(tucbs_no);
    RowAsKept kept;
    kept.published = published(*implementation_->connection, layer, ilce_kodu, condition);
    for (std::size_t reg = 0; reg < sync::register_count; ++reg) {
      kept.images[reg] = images(*implementation_->connection, layer,
                                static_cast<sync::Register>(reg), ilce_kodu, condition);
    }
    return kept;
  });
}

std::vector<sync::KeptRuling> Database::rulings(int ilce_kodu) {
  return described("listing the decisions", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    return sql::rulings(*implementation_->connection, ilce_kodu, "");
  });
}

std::int64_t Database::add_ruling(int ilce_kodu, const sync::Ruling& ruling) {
  return described("writing the decision", [&] {
    pqxx::work work(*implementation_->connection);
    add_rulings(*implementation_->connection, ilce_kodu, 0, std::span(&ruling, 1),
                session_user(work));
    // COPY tells no id, and who decides has no right to the sequence: the row is this
    // transaction's.
    const auto id = work.exec_params(
                            "SELECT id FROM uavtsync.karar WHERE ilce_kodu = $1 "
                            "AND biten_calisma IS NULL AND geri_alma IS NULL "
                            "AND xmin = pg_current_xact_id()::xid",
                            ilce_kodu)[0][0]
                        .as<std::int64_t>();
    work.commit();
    return id;
  });
}

bool Database::withdraw_ruling(int ilce_kodu, std::int64_t id, const std::string& person) {
  return described("withdrawing the decision", [&] {
    pqxx::work work(*implementation_->connection);
    const auto withdrawn = work.exec_params(query("withdraw_ruling"), ilce_kodu, id, person);
    work.commit();
    return withdrawn.affected_rows() == 1;
  });
}

}  // namespace uavt::sql
