#include "app/held_command.hpp"

#include "app/commands.hpp"
#include "app/words_said.hpp"
#include "config/loader.hpp"
#include "report/held_list.hpp"
#include "report/words.hpp"
#include "sql/database.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

namespace uavt::app {

namespace {

using sync::Language;

sql::Database opened(const sync::Settings& settings) {
  sql::Database database(conninfo(settings));
  if (const auto pending = database.pending_migrations(); !pending.empty()) {
    throw config::ConfigError(fmt::format("the database lacks {} migration(s), the first is {}; "
                                          "run `uavt-sync migrate` first",
                                          pending.size(), pending.front()));
  }
  return database;
}

report::HeldEntry told(sql::BatchEntry entry) {
  return {std::move(entry.batch),  entry.state,
          entry.run,               entry.closed_run,
          std::move(entry.since),  std::move(entry.decided),
          std::move(entry.person), std::move(entry.reason)};
}

Sentence no_such_batch(std::int64_t number) {
  return {fmt::format("{} numaralı bir bekleyen yok; `uavt-sync held` hepsini sayar", number),
          fmt::format("there is no batch {}; `uavt-sync held` lists them", number)};
}

/// Why nobody can decide about it any more; nothing while it waits.
std::optional<Sentence> decided_already(const sql::BatchEntry& entry) {
  const std::int64_t number = entry.batch.no;
  const std::string person = report::visible(entry.person);
  switch (entry.state) {
    case sync::BatchState::open:
      return std::nullopt;
    case sync::BatchState::approved:
      return Sentence{fmt::format("{} numaralı bekleyeni {} onaylamış", number, person),
                      fmt::format("batch {} was approved by {}", number, person)};
    case sync::BatchState::rejected:
      return Sentence{fmt::format("{} numaralı bekleyeni {} reddetmiş", number, person),
                      fmt::format("batch {} was rejected by {}", number, person)};
    case sync::BatchState::renewed:
      break;
  }
  return Sentence{fmt::format("{} numaralı bekleyenin yerini {}. çalışmada yenisi aldı ya da gerek "
                              "kalmadı; `uavt-sync held` bekleyenleri sayar",
                              number, entry.closed_run),
                  fmt::format("batch {} was replaced, or is needed no longer, since run {}; "
                              "`uavt-sync held` lists what waits",
                              number, entry.closed_run)};
}

}  // namespace

int held_command(const sync::Settings& settings, const HeldOptions& options) {
  const Language language = settings.run.language;
  sql::Database database = opened(settings);
  std::vector<report::HeldEntry> entries;
  for (sql::BatchEntry& entry : database.batches(settings.municipality.ilce, options.batch)) {
    entries.push_back(told(std::move(entry)));
  }
  if (options.batch == 0) {
    fmt::print("{}", options.json ? report::held_list_json(entries)
                                  : report::held_list(entries, language));
    return 0;
  }
  if (entries.empty()) return refused(language, no_such_batch(options.batch));
  report::HeldEntry& entry = entries.front();
  entry.batch.changes = database.batch_changes(settings.municipality.ilce, options.batch);
  fmt::print("{}", options.json ? report::held_whole_json(entry)
                                : report::held_whole(entry, language));
  return 0;
}

int decide_batch_command(const sync::Settings& settings, const HeldOptions& options,
                         sync::BatchState state, RunOptions run) {
  const Language language = settings.run.language;
  const std::string reason = trimmed(options.because);
  // What is right needs no words; what is refused does.
  if (state == sync::BatchState::rejected || !reason.empty()) {
    if (const auto wrong = wrong_words("--because", reason, options.by)) {
      return refused(language, *wrong);
    }
  }
  {
    sql::Database database = opened(settings);
    const auto entries = database.batches(settings.municipality.ilce, options.batch);
    if (entries.empty()) return refused(language, no_such_batch(options.batch));
    if (const auto done = decided_already(entries.front())) return refused(language, *done);
  }
  run.decision = sync::BatchDecision{options.batch, state, whoever_asks(options.by),
                                     report::visible(reason)};
  return run_command(settings, run);
}

}  // namespace uavt::app
