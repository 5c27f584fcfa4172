// One result → what people and programs read: JSON (the whole content) and plain text for a
// terminal or a mail. Text from data is data: every value is escaped for the form it goes into.
#pragma once

#include "sync/result.hpp"
#include "sync/settings.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace uavt::report {

/// report.json: `{"schema": 1, "run": {…}, "result": {…}}` (docs/report.schema.json). Keys and
/// order are fixed; the same result gives the same bytes. One finding a line, those told as they
/// were stored (Result::kept) last.
/// Errors: std::invalid_argument when one of those is no finding.
[[nodiscard]] std::string json(const sync::RunInfo& run, const sync::Result& result,
                               const sync::Settings& settings);

/// The `result` object alone without what law 4 leaves out (sources[].digest, the origin of
/// findings and of the rows they list): what the result's digest is taken of.
[[nodiscard]] std::string canonical_result(const sync::Result& result,
                                           const sync::Settings& settings);

/// One finding as JSON, as it stands in `findings[]`: what the database keeps.
[[nodiscard]] std::string json(const sync::Finding& finding, const sync::Settings& settings);

/// A finding kept since an earlier run as it stands tonight: what the database keeps of it then.
/// Errors: std::invalid_argument when it is no finding.
[[nodiscard]] std::string json(const sync::KeptFinding& kept);

/// One finding without origin, state, first_run and waiver: while these bytes stay the same the stored
/// finding is not written again.
[[nodiscard]] std::string content(const sync::Finding& finding, const sync::Settings& settings);

/// `{"schema": 1, "run": {…}, "result": {…}}` with an empty `findings`, `worklist`, `quality` and `trend`: what
/// the ledger keeps of a run.
[[nodiscard]] std::string summary(const sync::RunInfo& run, const sync::Result& result,
                                  const sync::Settings& settings);

/// Published runs a report tells the trend of: a month of nights.
inline constexpr std::size_t trend_runs = 30;

/// What a summary leaves out beside the findings.
struct Past {
  std::vector<sync::QualityMeasure> quality;
  std::vector<sync::TrendRun> trend;
  std::vector<sync::ToldItem> worklist{};  ///< in order of typing
};

/// report.json of a past run: its summary with the findings put in, in the order given. For the
/// strings `json` gives, the bytes are those of `json(run, result, settings)`.
/// Errors: std::invalid_argument when the summary is not one this program wrote.
[[nodiscard]] std::string assemble(const std::string& summary_json,
                                   const std::vector<std::string>& findings_json,
                                   const Past& past = {});

/// The causes a summary tells, as they were then; none when it is not one this program wrote.
[[nodiscard]] std::vector<sync::Cause> causes_of(const std::string& summary_json);

/// {"GEO": {"open": 3, "new": 1, "fixed": 0}, …}: what the ledger keeps for the trend.
[[nodiscard]] std::string group_counts(const sync::Result& result);

/// The report as plain text, 100 columns: verdict, what to do, row account, layers, findings by
/// rule with up to `examples` rows each and the true count (the complete list is in report.json).
/// Errors: std::invalid_argument when the text is not a report.
[[nodiscard]] std::string text(const std::string& report_json, sync::Language language,
                               std::size_t examples = 5);

/// The sentence of one finding in one language, arguments filled in. Control characters in the
/// data are made visible and long values shortened.
[[nodiscard]] std::string message(const sync::Finding& finding, sync::Language language);

/// What lies in a report's folder; an empty text: not there.
struct ReportFiles {
  std::string json, map, html;
};

/// Writes DIR/<number>/report.json with map.json and report.html beside it, each whole or not at all,
/// then points DIR/latest to <number>: whoever follows it finds all three. Those of an earlier report
/// are removed. Number 0 (no database) writes into DIR and makes no link. Returns report.json's path.
/// Errors: std::filesystem::filesystem_error.
std::filesystem::path write(const std::filesystem::path& directory, std::int64_t number,
                            const ReportFiles& files);

/// map.json of the report in a folder; empty where there is none.
[[nodiscard]] std::string map_in(const std::filesystem::path& folder);

/// The verdict of a result in both languages, from its counts. Exit code: 3 a required source was
/// not read, 6 something is held, 1 a new or reopened finding at or over `fail_at`, else 0.
[[nodiscard]] sync::Verdict verdict(const sync::Result& result, const sync::Settings& settings,
                                    bool applied);

/// The verdict of a run that stopped before it could publish. `reason` is shown as it is.
[[nodiscard]] sync::Verdict refusal(const std::string& reason, int exit_code);

}  // namespace uavt::report
