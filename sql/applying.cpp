#include "sql/applying.hpp"

#include "sql/implementation.hpp"
#include "sql/migration.hpp"
#include "sql/rulings.hpp"
#include "sql/statements.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

namespace uavt::sql {
namespace {

constexpr int attempts = 4;  // once, and three times again after a deadlock (DESIGN §4.9)
// How long a lost commit is asked for: the server may be restarting.
constexpr std::chrono::seconds doubt_lasts{60};

/// Closes the run's ledger row: together with the rows it wrote, or not at all.
void close_run(const Applying& applying, const RunOutcome& outcome) {
  const auto closed =
      applying.work.exec_params(query("close_run"), applying.run, "yayimlandi", outcome.exit_code,
                                outcome.summary_json, outcome.result_digest, outcome.counts_json);
  require_count("uavtsync.calisma", "close", 1, closed.affected_rows());
}

Applying begun(Connection& connection, pqxx::work& work, int ilce_kodu, std::int64_t run,
               int srid) {
  // Only somebody's ALTER TABLE or VACUUM FULL can make us wait; the night must not wait for ever.
  work.exec("SET LOCAL lock_timeout = '5min'");
  const auto rows = work.exec_params(query("run_started"), ilce_kodu, run);
  if (rows.empty()) {
    throw DatabaseError("run " + std::to_string(run) + " of the district " +
                        std::to_string(ilce_kodu) +
                        " is not open in uavtsync.calisma: it was begun elsewhere or has ended.");
  }
  return {connection,
          work,
          ilce_kodu,
          run,
          srid,
          rows[0][0].as<std::string>(),
          rows[0][1].as<std::int64_t>()};
}

/// What the server says of a transaction, in a session of its own: "committed", "aborted",
/// "in progress", "forgotten" (too old), "" while it does not answer.
std::string fate_of(const std::string& conninfo, const std::string& transaction) {
  try {
    Connection asking(conninfo);
    pqxx::nontransaction work(asking);
    return work
        .exec_params("SELECT coalesce(pg_xact_status($1::xid8), 'forgotten')", transaction)[0][0]
        .as<std::string>();
  } catch (const DatabaseError&) {
    return {};
  } catch (const pqxx::failure&) {
    return {};
  }
}

}  // namespace

Applied Database::Implementation::apply_once(int ilce_kodu, std::int64_t run,
                                             const sync::Plan& plan, const RunOutcome& outcome,
                                             Ending ending) {
  const int srid = schema_srid(*connection);
  Applied applied;
  std::string transaction;
  try {
    pqxx::work work(*connection);
    // A trial has no ledger row: it gets one that is rolled back with the rest.
    if (ending == Ending::roll_back && run == 0) {
      run = work.exec_params(query("insert_trial"), ilce_kodu)[0][0].as<std::int64_t>();
    }
    const Applying applying = begun(*connection, work, ilce_kodu, run, srid);
    step("begin");
    for (const sync::Layer layer : sync::all_layers) {
      apply_layer(applying, layer, plan.layers[index(layer)], applied);
      apply_reasons(applying, layer, plan);
    }
    apply_events(applying, plan);
    step("layers");
    apply_images(applying, plan);
    step("images");
    apply_findings(applying, plan, outcome.findings_written);
    apply_quality(applying, outcome.measures_ended, outcome.measures_begun);
    apply_worklist(applying, plan, outcome.items_written);
    apply_memory(applying, plan);
    apply_rulings(applying, plan);
    apply_guard(applying, plan.guard);
    step("findings");
    // References are judged now, while an error still has a name and nothing is in doubt. After a
    // first load they and the indexes are yet to be made.
    work.exec("SET CONSTRAINTS ALL IMMEDIATE");
    if (!std::ranges::all_of(plan.layers, &sync::LayerPlan::empty)) {
      work.exec("SELECT uavtsync.dizinleri_kur()");
    }
    close_run(applying, outcome);
    apply_feed(applying, plan);
    transaction = work.exec("SELECT pg_current_xact_id()::text")[0][0].as<std::string>();
    step("before_commit");
    if (ending == Ending::roll_back) {
      work.abort();
      return applied;
    }
    work.commit();
  } catch (const pqxx::in_doubt_error&) {
    resolve_doubt(transaction, run);
  }
  step("after_commit");
  return applied;
}

void Database::Implementation::resolve_doubt(const std::string& transaction, std::int64_t run) {
  const std::string lost = "the connection was lost while publishing run " + std::to_string(run);
  const auto until = std::chrono::steady_clock::now() + doubt_lasts;
  while (std::chrono::steady_clock::now() < until) {
    const std::string fate = fate_of(conninfo, transaction);
    if (fate == "committed") return reconnect();
    if (fate == "aborted") {
      throw DatabaseError(lost +
                          ", and the server rolled it back: nothing was published. "
                          "Run again.");
    }
    if (fate == "forgotten") break;
    std::this_thread::sleep_for(std::chrono::milliseconds(250));
  }
  throw DatabaseError(lost +
                      ", and whether the server committed it is not known. It is not "
                      "repeated: `uavt-sync runs` says what became of it once the server "
                      "answers.");
}

Applied Database::apply(int ilce_kodu, std::int64_t run, const sync::Plan& plan,
                        const RunOutcome& outcome, Ending ending) {
  for (int attempt = 1;; ++attempt) {
    try {
      return implementation_->apply_once(ilce_kodu, run, plan, outcome, ending);
    } catch (const pqxx::failure& error) {
      // Serialization failure, deadlock: the whole transaction may be tried again.
      const std::string state = sqlstate_of(error);
      if ((state != "40001" && state != "40P01") || attempt == attempts) {
        rethrow_as_database_error("publishing run " + std::to_string(run));
      }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(200 * attempt));
  }
}

}  // namespace uavt::sql
