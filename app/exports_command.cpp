#include "app/exports_command.hpp"

#include "app/as_of_command.hpp"
#include "app/export_files.hpp"
#include "app/run.hpp"
#include "app/words_said.hpp"
#include "report/export_list.hpp"
#include "report/words.hpp"
#include "sql/database.hpp"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>

namespace uavt::app {

namespace {

namespace fs = std::filesystem;

std::int64_t number_in(const std::string& text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && rest == end ? number : 0;
}

int verify(const sync::Settings& settings, const ExportsOptions& options, sql::Database& database) {
  const sync::Language language = settings.run.language;
  sync::ExportFilter filter;
  filter.number = number_in(options.verified.front());
  const fs::path folder = options.verified.back();
  const auto entries = filter.number > 0 ? database.exports(settings.municipality.ilce, filter)
                                         : std::vector<sync::GivenExport>();
  if (entries.empty()) {
    const std::string asked = report::visible(options.verified.front());
    return refused(language,
                   {fmt::format("defterde {} numaralı bir dışa aktarım yok; `uavt-sync exports` "
                                "hepsini sayar",
                                asked),
                    fmt::format("the ledger has no export {}; `uavt-sync exports` lists them",
                                asked)});
  }
  if (!fs::is_directory(folder)) {
    const std::string shown = report::visible(folder.string());
    return refused(language, {fmt::format("{} bir klasör değil", shown),
                              fmt::format("{} is not a folder", shown)});
  }
  const auto files = sync::shown_files(entries.front().record, checksums(folder));
  fmt::print("{}", options.json ? report::delivery_json(filter.number, files)
                                : report::delivery_list(filter.number, files, language));
  return sync::as_given(files) ? 0 : 1;
}

}  // namespace

int exports_command(const sync::Settings& settings, const ExportsOptions& options) {
  const sync::Language language = settings.run.language;
  const std::string& since = options.filter.since;
  if (!since.empty() && (since.size() != 10 || !moment_of(since))) {
    const std::string shown = report::visible(since);
    return refused(language,
                   {fmt::format("--since {}: bir gün değil; 2026-03-01 biçiminde yazın", shown),
                    fmt::format("--since {} is not a day: write it as 2026-03-01", shown)});
  }
  sql::Database database(conninfo(settings));
  if (!database.pending_migrations().empty()) {
    return refused(language, {"veritabanı bu sürümün şemasında değil: önce `uavt-sync migrate`",
                              "the database has not this version's schema: run `uavt-sync migrate` "
                              "first"});
  }
  if (!options.verified.empty()) return verify(settings, options, database);
  if (options.statistics) {
    const auto months = database.shared(settings.municipality.ilce, options.filter);
    fmt::print("{}", options.json ? report::sharing_list_json(months)
                                  : report::sharing_list(months, language));
    return 0;
  }
  const auto entries = database.exports(settings.municipality.ilce, options.filter);
  fmt::print("{}", options.json ? report::export_list_json(entries)
                                : report::export_list(entries, language));
  return 0;
}

}  // namespace uavt::app
