#include "app/revert_command.hpp"

#include "app/outcome.hpp"
#include "app/run.hpp"
#include "app/words_said.hpp"
#include "report/html.hpp"
#include "report/report.hpp"
#include "report/words.hpp"
#include "sql/database.hpp"
#include "sync/account.hpp"
#include "sync/revert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace uavt::app {

namespace {

using sync::Language;

Sentence obstacle(sync::Obstacle obstacle) {
  switch (obstacle) {
    case sync::Obstacle::changed_since:
      return {"sonraki bir çalışma değiştirdi", "a later run changed it"};
    case sync::Obstacle::needed:
      return {"duran bir satır ona bağlı", "a row that stays refers to it"};
    case sync::Obstacle::parent_gone:
      return {"bağlı olduğu satır artık yok", "what it referred to is gone"};
    case sync::Obstacle::code_taken:
      break;
  }
  return {"kodunu artık başka bir satır taşıyor", "another row carries its code now"};
}

/// The verdict and, a line each, every row that was left as it is.
void tell(sync::Result& result, const sync::Reverted& reverted, std::int64_t run) {
  const std::uint64_t rows = rows_written(reverted.plan);
  result.verdict.published = true;
  result.verdict.tr = fmt::format("{} numaralı çalışma geri alındı: {} satır önceki hâline döndü",
                                  run, report::number(rows, Language::tr));
  result.verdict.en = fmt::format("Run {} was taken back: {} rows are as they were before", run,
                                  report::number(rows, Language::en));
  if (!reverted.conflicts.empty()) {
    result.verdict.tr += fmt::format("; {} satıra dokunulmadı",
                                     report::number(reverted.conflicts.size(), Language::tr));
    result.verdict.en += fmt::format("; {} rows were left alone",
                                     report::number(reverted.conflicts.size(), Language::en));
  }
  result.verdict.tr += ".";
  result.verdict.en += ".";
  for (const sync::RevertConflict& each : reverted.conflicts) {
    const Sentence why = obstacle(each.obstacle);
    const std::string row = fmt::format("{} #{}", sync::name(each.layer), each.tucbs_no);
    result.notes_tr.push_back(fmt::format("{} geri alınmadı: {}", row, why.tr));
    result.notes_en.push_back(fmt::format("{} was not taken back: {}", row, why.en));
  }
}

std::optional<Sentence> not_revertible(sql::Database& database, int ilce, std::int64_t run) {
  const auto entry = database.run(ilce, run);
  if (!entry) {
    return Sentence{fmt::format("{} numaralı bir çalışma yok; `uavt-sync runs` hepsini sayar", run),
                    fmt::format("there is no run {}; `uavt-sync runs` lists them", run)};
  }
  if (entry->state != "yayimlandi") {
    return Sentence{fmt::format("{} numaralı çalışma bir şey yayımlamadı ({})", run, entry->state),
                    fmt::format("run {} published nothing ({})", run, entry->state)};
  }
  if (const auto batch = database.open_batch_on(ilce, run)) {
    return Sentence{fmt::format("{} numaralı yığın karar bekliyor: önce `uavt-sync approve {}` "
                                "veya `uavt-sync reject {}`",
                                *batch, *batch, *batch),
                    fmt::format("batch {} waits for a decision: first `uavt-sync approve {}` or "
                                "`uavt-sync reject {}`",
                                *batch, *batch, *batch)};
  }
  return std::nullopt;
}

}  // namespace

int revert_command(const sync::Settings& settings, const RevertOptions& options) {
  const Language language = settings.run.language;
  const int ilce = settings.municipality.ilce;
  if (const auto wrong = wrong_words("--because", options.because, options.by)) {
    return refused(language, *wrong);
  }
  require_writable(settings.run.report_dir);
  sync::RunInfo info = run_info(settings, fmt::format("revert {}", options.run));
  sql::Database database = open_database(settings, {}, info);
  if (const auto wrong = not_revertible(database, ilce, options.run)) {
    return refused(language, *wrong);
  }
  const sync::RunWork work = database.work_of(ilce, options.run);
  if (std::ranges::all_of(work, [](const sync::LayerWork& layer) {
        return layer.inserted.empty() && layer.updated.empty() && layer.deleted.empty();
      })) {
    return refused(language,
                   {fmt::format("{} numaralı çalışma hiçbir satır yazmadı", options.run),
                    fmt::format("run {} wrote no row", options.run)});
  }
  const sync::Stored stored = database.load(ilce);
  sync::Refusal refusal{sync::RulingOrigin::revert, options.run, whoever_asks(options.by),
                        report::visible(trimmed(options.because)), today()};
  const sync::Reverted reverted = sync::reverted(stored, work, refusal);
  info.number = database.begin_run(ilce, info.command, info.started);
  sync::Result result;
  result.layers = sync::layer_results(stored, reverted.plan);
  result.quality = stored.quality;
  result.causes = report::causes_of(stored.last_summary);
  add_kept(result, reverted.plan, stored);
  tell(result, reverted, options.run);
  finish(info, result, settings);
  database.apply(ilce, info.number, reverted.plan,
                 run_outcome(result, info, reverted.plan, stored, settings), sql::Ending::commit);
  info.trend = trend(database, ilce);
  const std::string json = report::json(info, result, settings);
  const report::ReportFiles files{json, {}, report::html(json, {}, language)};
  static_cast<void>(report::write(settings.run.report_dir, info.number, files));
  const bool turkish = language == Language::tr;
  fmt::print("{}\n", turkish ? result.verdict.tr : result.verdict.en);
  for (const std::string& line : turkish ? result.notes_tr : result.notes_en) {
    fmt::print("  {}\n", line);
  }
  fmt::print("{}\n", turkish ? "Kütükler başka bir şey diyene kadar böyle kalır."
                             : "It stays so until a register says something else.");
  return 0;
}

}  // namespace uavt::app
