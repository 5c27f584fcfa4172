// The only door to PostgreSQL: schema, lock, loading what the program remembers, the run ledger and
// the one transaction that applies a plan. Reading and writing of layers is binary COPY; changes
// are one set-based statement a kind.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "sql/exporting.hpp"
#include "sql/readiness.hpp"
#include "sync/model.hpp"
#include "sync/plan.hpp"
#include "sync/revert.hpp"
#include "sync/state.hpp"
#include "sync/trend.hpp"
#include "sync/why.hpp"
#include "sync/worklist_memory.hpp"

namespace uavt::sql {

/// The database cannot be used or refused the work (exit code 5). `what()` says which and the cure.
class DatabaseError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
/// Another run holds the lock of this district (exit code 7).
class LockedError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A finding as it is stored: the columns people filter by, and the report's own JSON.
struct StoredFinding {
  std::string fingerprint, rule, severity, reg, layer, key;  ///< reg, layer, key may be empty
  std::optional<std::int64_t> mahalle_kodu;
  std::optional<geo::Point> point;  ///< CRS: target
  std::int64_t first_run = 0;
  std::string content_digest;
  std::string json;
  std::int64_t waiver = 0;  ///< the waiver it is waived by; 0: it is open
};

/// An item of the lists of corrections as it is stored.
struct StoredItem {
  sync::WorkItem item;
  std::string content_digest, json;
};

/// What `apply` writes beside the plan.
struct RunOutcome {
  std::string summary_json;  ///< {"run": …, "result": … without findings}: `report RUN` needs it
  std::string result_digest;
  int exit_code = 0;
  std::vector<StoredFinding> findings_written;  ///< new, or open with changed content
  std::string counts_json{};  ///< by rule group, for the trend; empty: none
  std::vector<sync::QualityMeasure> measures_ended{};  ///< as they were stored
  std::vector<sync::QualityMeasure> measures_begun{};
  std::vector<StoredItem> items_written{};  ///< new, reopened, or open with changed content
};

/// One line of the run ledger.
struct RunEntry {
  std::int64_t number = 0;
  std::string started, ended;  ///< ISO 8601; ended empty while running or after a crash
  std::string state;           ///< "calisiyor", "yayimlandi", "yayimlanmadi", "kesildi"
  int exit_code = 0;
  std::string summary_json;    ///< empty when there is none
};

/// One row as it is published, and what each register said of it last.
struct RowAsKept {
  sync::Published published;
  std::array<sync::ImageRows, sync::register_count> images;
};

/// An event that explains a row.
struct RowEvent {
  std::int64_t run = 0;
  std::string kind;  ///< as sync::name(EventKind)
  std::string before, after;
};

/// A batch as it is kept, with what became of it.
struct BatchEntry {
  sync::HeldBatch batch;  ///< without its changes
  sync::BatchState state{};
  std::int64_t run = 0, closed_run = 0;  ///< since and until which run it waits; 0: it still does
  std::string since, decided;            ///< ISO 8601, UTC; `decided` empty: by nobody
  std::string person, reason;
};

/// Row counts `apply` saw; equal to the plan's or it rolled back.
struct Applied {
  std::uint64_t inserted = 0, updated = 0, deleted = 0;
};

enum class Ending : std::uint8_t { commit, roll_back };  ///< roll_back: --dry-run

class Database {
 public:
  /// Connects. Errors: DatabaseError with the cure (server down, no database, no PostGIS rights).
  explicit Database(const std::string& conninfo);
  ~Database();
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;

  /// Takes the district's session lock without waiting. Errors: LockedError.
  void lock(int ilce_kodu);
  /// Names of migrations not yet applied. Errors: DatabaseError when an applied one was altered, or
  /// the schema is newer than this program.
  [[nodiscard]] std::vector<std::string> pending_migrations();
  /// Applies pending migrations, each in its own transaction, then re-creates views, functions and
  /// comments. A no-op when checksums match. `srid`: EPSG code of the target CRS, fixed by the
  /// first migration. `exchange`: the model whose names the views of `tucbs` have; one that shows no
  /// layer leaves that schema as it is. `ilce_kodu`: the district whose columns and rows it keeps
  /// back; none: that stays as it is. Errors: DatabaseError, also when srid is not the schema's.
  void migrate(int srid, const sync::Model& exchange = {}, std::optional<int> ilce_kodu = {});
  /// Does the database keep back of a district just what this says?
  [[nodiscard]] bool restricted_as(int ilce_kodu, const sync::Restrictions& restrictions);
  /// The names written into addresses. Writes only what is new. `il`: plate code.
  void name_district(int ilce_kodu, const std::string& name, int il);

  [[nodiscard]] sync::Stored load(int ilce_kodu);

  /// Writes the run's ledger row in its own transaction and returns its number.
  std::int64_t begin_run(int ilce_kodu, const std::string& command, const std::string& started);
  /// Ends a run that publishes nothing (refused, failed): ledger row only, own transaction.
  void end_run(std::int64_t run, const std::string& state, int exit_code,
               const std::string& summary_json);
  /// Writes the plan in one transaction, or walks the same statements and rolls back. The ledger row
  /// is closed in the same transaction. A serialization failure or deadlock is retried whole, three
  /// times; a commit in doubt is looked up (pg_xact_status), never repeated.
  /// Errors: DatabaseError; nothing is then published.
  Applied apply(int ilce_kodu, std::int64_t run, const sync::Plan& plan, const RunOutcome& outcome,
                Ending ending);

  [[nodiscard]] std::vector<RunEntry> runs(int ilce_kodu, std::size_t at_most);
  /// One run; nothing when the ledger does not have it.
  [[nodiscard]] std::optional<RunEntry> run(int ilce_kodu, std::int64_t number);
  /// The last published runs up to that one, oldest first, with their counts. Reads no more rows than
  /// it returns, however many runs are stored.
  [[nodiscard]] std::vector<sync::TrendRun> trend(int ilce_kodu, std::int64_t up_to,
                                                  std::size_t at_most);
  /// Measures that held after that run, in their order.
  [[nodiscard]] std::vector<sync::QualityMeasure> quality_of(int ilce_kodu, std::int64_t run);
  /// Findings that were open during or fixed by that run, JSON with state and first_run as they were
  /// in it. Errors: DatabaseError for an unknown run.
  [[nodiscard]] std::vector<std::string> findings_of(std::int64_t run);

  /// Of these fingerprints, those that an earlier run closed → the first run that ever saw them. One
  /// statement, whatever their number; nothing is asked for none. Errors: DatabaseError.
  [[nodiscard]] std::unordered_map<std::string, std::int64_t> closed_findings(
      int ilce_kodu, std::span<const std::string> fingerprints);
  /// The same of corrections → their number and the first run that ever saw them.
  [[nodiscard]] sync::ClosedItems closed_items(int ilce_kodu,
                                               std::span<const std::string> fingerprints);
  /// Corrections that were open after that run or settled by it, in order of typing; 0: all that ever
  /// were, as they were last.
  [[nodiscard]] std::vector<sync::ToldItem> items_of(int ilce_kodu, std::int64_t run);
  /// Fingerprints of findings there after the last run (waived ones, too) that begin so.
  [[nodiscard]] std::vector<std::string> findings_beginning(int ilce_kodu,
                                                            const std::string& fingerprint,
                                                            std::size_t at_most);
  /// How many findings of a rule there are in a mahalle after the last run, waived ones too.
  [[nodiscard]] std::uint64_t findings_in(int ilce_kodu, sync::Rule rule,
                                          std::int64_t mahalle_kodu);
  /// Number of the last published run, 0 before the first.
  [[nodiscard]] std::int64_t last_published(int ilce_kodu);
  /// Batches that wait, ascending number; or the one of this number, whatever became of it.
  [[nodiscard]] std::vector<BatchEntry> batches(int ilce_kodu, std::int64_t number = 0);
  /// Everything that would change with a batch, in its order.
  [[nodiscard]] std::vector<sync::HeldChange> batch_changes(int ilce_kodu, std::int64_t number);
  /// Every waiver ever given, oldest first, with the number of findings it covered after the last run.
  [[nodiscard]] std::vector<sync::GivenWaiver> waivers(int ilce_kodu);
  /// Writes a waiver and returns its id. An empty person is the session's user; `id`, `created` and
  /// `withdrawn` are the server's. Errors: DatabaseError.
  std::int64_t add_waiver(int ilce_kodu, const sync::Waiver& waiver);
  /// Takes a waiver back; false when there is none of that id that has not been taken back.
  bool withdraw_waiver(int ilce_kodu, std::int64_t id, const std::string& person);

  /// An open (or waived) finding as the report wrote it; nothing when it is not there.
  [[nodiscard]] std::optional<std::string> open_finding(int ilce_kodu,
                                                        const std::string& fingerprint);
  /// One published row with its images; empty when there is none of that number.
  [[nodiscard]] RowAsKept row(int ilce_kodu, sync::Layer layer, std::int64_t tucbs_no);
  /// Numbers of the rows that carry this code of their own; when there are none, of those that once
  /// did. Ascending.
  [[nodiscard]] std::vector<std::int64_t> rows_with_code(int ilce_kodu, sync::Layer layer,
                                                         std::int64_t code);
  /// Everything that is kept of a row; no version when there never was one.
  [[nodiscard]] sync::RowHistory row_history(int ilce_kodu, sync::Layer layer,
                                             std::int64_t tucbs_no);
  /// What happened to it, oldest first.
  [[nodiscard]] std::vector<RowEvent> events_of_row(int ilce_kodu, sync::Layer layer,
                                                    std::int64_t tucbs_no);
  /// Findings there after the last run, waived ones too, under one of these keys; JSON.
  [[nodiscard]] std::vector<std::string> findings_about(int ilce_kodu, sync::Layer layer,
                                                        std::span<const std::string> keys);
  /// A batch on rows of that run which a later one has held and nobody has decided yet.
  [[nodiscard]] std::optional<std::int64_t> open_batch_on(int ilce_kodu, std::int64_t run);
  /// What a run wrote and removed, and how it was before.
  [[nodiscard]] sync::RunWork work_of(int ilce_kodu, std::int64_t run);
  /// Every ruling ever made, oldest first.
  [[nodiscard]] std::vector<sync::KeptRuling> rulings(int ilce_kodu);
  /// Writes a ruling by hand and returns its id. An empty person is the session's user.
  /// Errors: DatabaseError.
  std::int64_t add_ruling(int ilce_kodu, const sync::Ruling& ruling);
  /// Withdraws a ruling; false when none of that id is in force.
  bool withdraw_ruling(int ilce_kodu, std::int64_t id, const std::string& person);

  /// Names of all that may leave: our layers, "tucbs.Bina", "paylasim.adres".
  [[nodiscard]] std::vector<std::string> exportable();
  /// One of them, without what the district keeps back; nothing when there is none of that name.
  [[nodiscard]] std::optional<ExportShape> export_shape(const std::string& layer, int ilce_kodu);
  /// What can be read of one district now, in one transaction. Errors: DatabaseError.
  [[nodiscard]] ExportSnapshot export_snapshot(int ilce_kodu);
  /// A clean layer as it was at a moment: tucbs_no, its attributes, eslesme.
  [[nodiscard]] ExportRequest request_at(sync::Layer layer, const std::string& moment);
  /// Writes an export down and returns its number. Errors: DatabaseError.
  std::int64_t record_export(int ilce_kodu, const sync::ExportRecord& record);
  /// The files of an export that was written down never came to their place.
  void export_failed(std::int64_t number);
  /// The same of an export that is known only by these files, exactly; nothing when there is none.
  void export_abandoned(int ilce_kodu, std::span<const sync::ExportRecord::File> files);
  /// Lines of the ledger, newest first.
  [[nodiscard]] std::vector<sync::GivenExport> exports(int ilce_kodu,
                                                       const sync::ExportFilter& filter);
  /// What was given by month, newest first, then by recipient and layer. Of the filter: profiles,
  /// formats, layers and since count.
  [[nodiscard]] std::vector<sync::SharedInMonth> shared(int ilce_kodu,
                                                        const sync::ExportFilter& filter);

  /// Whether a night could be written here. Changes nothing and takes no lock. Errors: DatabaseError,
  /// also when the schema is newer than this program or was altered.
  [[nodiscard]] Readiness readiness(int ilce_kodu);
  /// PostgreSQL's and PostGIS' versions.
  [[nodiscard]] std::pair<std::string, std::string> versions();
  /// Shown in pg_stat_activity as uavt-sync/<stage>.
  void stage(const std::string& name);
  /// Called by `apply` at "begin", "layers", "images", "findings", "before_commit" and
  /// "after_commit", so that a test can end the program (or the server) right there.
  void on_step(std::function<void(const std::string&)> called);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

/// The private cluster behind `dsn = "embedded:"`: Unix socket only, under `state_dir`, owned by an
/// unprivileged user when the program runs as root (postgres, else nobody), never a system cluster.
/// The socket lives in a short folder under the temporary directory (107-byte limit).
class Embedded {
 public:
  explicit Embedded(std::filesystem::path state_dir);
  /// Creates the cluster and the database on need, adopts a living one. Returns its conninfo.
  /// Errors: DatabaseError (no initdb found: which package to install).
  std::string start();
  /// Throws away what its database holds; starts it on need. Returns its conninfo.
  /// Errors: DatabaseError.
  std::string renew();
  /// Stops it if it runs.
  void stop();
  /// conninfo, without starting; nothing when there is no running cluster.
  [[nodiscard]] std::optional<std::string> url() const;

 private:
  std::filesystem::path state_dir_;
};

}  // namespace uavt::sql
