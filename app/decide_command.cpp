#include "app/decide_command.hpp"

#include "app/outcome.hpp"
#include "app/run.hpp"
#include "app/words_said.hpp"
#include "config/loader.hpp"
#include "report/decision_list.hpp"
#include "report/words.hpp"
#include "sql/database.hpp"
#include "sync/groups.hpp"
#include "sync/image.hpp"

#include <fmt/format.h>

#include <optional>

namespace uavt::app {

namespace {

using sync::Language;

/// Which side `--take` names in this layer, or what to say.
std::optional<Sentence> side_wanted(const std::string& take, sync::Layer layer,
                                    sync::RulingTake& side) {
  const sync::Sides both = sync::sides(layer);
  if (take == sync::name(both.national)) {
    side = sync::RulingTake::national;
    return std::nullopt;
  }
  if (take == sync::name(both.municipal)) {
    side = sync::RulingTake::municipal;
    return std::nullopt;
  }
  return Sentence{
      fmt::format("--take '{}': bu katmanda {} veya {} seçilebilir", report::visible(take),
                  sync::name(both.municipal), sync::name(both.national)),
      fmt::format("--take '{}': in this layer it is {} or {}", report::visible(take),
                  sync::name(both.municipal), sync::name(both.national))};
}

/// What a register said last of the group; nothing when it does not have the row.
std::optional<sync::Said> last_said(const sql::RowAsKept& row, sync::Layer layer,
                                    sync::Register reg, const sync::Group& group) {
  const sync::Table image = sync::image_table(layer, reg, row.published, row.images[index(reg)]);
  if (image.size() == 0) return std::nullopt;
  return sync::said(group, image, 0);
}

int decide(sql::Database& database, int ilce, const DecideOptions& options, Language language) {
  std::string fingerprint;
  std::optional<Sentence> wrong = wrong_words("--because", options.because, options.by);
  if (!wrong && options.take.empty()) {
    wrong = Sentence{"--take ile kimin değerinin yayımlanacağını söyleyin: cbs veya uavt",
                     "say with --take whose value is published: cbs or uavt"};
  }
  if (!wrong) {
    wrong = finding_named(
        options.finding,
        [&](const std::string& prefix, std::size_t at_most) {
          return database.findings_beginning(ilce, prefix, at_most);
        },
        fingerprint);
  }
  if (wrong) return refused(language, *wrong);
  const auto asked = report::question_of(database.open_finding(ilce, fingerprint).value_or("{}"));
  if (!asked) {
    return refused(
        language, {"bu bulgu karar beklemiyor: düzeltilmesi gereken bir şey, ya da kararı verilmiş",
                   "this finding waits for no decision: it is to be mended, or was decided"});
  }
  sync::Ruling ruling;
  if (const auto no_side = side_wanted(options.take, asked->layer, ruling.take)) {
    return refused(language, *no_side);
  }
  const sync::Group& group = sync::groups(asked->layer)[asked->group];
  const sync::Sides both = sync::sides(asked->layer);
  const sql::RowAsKept row = database.row(ilce, asked->layer, asked->question.tucbs_no);
  ruling.layer = asked->layer;
  ruling.tucbs_no = asked->question.tucbs_no;
  ruling.group = group.position;
  ruling.national = last_said(row, asked->layer, both.national, group);
  ruling.municipal = last_said(row, asked->layer, both.municipal, group);
  ruling.person = whoever_asks(options.by);
  ruling.reason = report::visible(trimmed(options.because));
  ruling.fingerprint = fingerprint;
  const std::int64_t id = database.add_ruling(ilce, ruling);
  const std::string& taken =
      ruling.take == sync::RulingTake::national ? asked->question.uavt : asked->question.cbs;
  if (language == Language::tr) {
    fmt::print(
        "Karar {} verildi: {} ({}). Bir sonraki çalışmada yayımlanır; kütüklerden biri "
        "başka bir şey diyene kadar yeniden sorulmaz.\n",
        id, report::ruled_thing(ruling, language), report::visible(taken));
  } else {
    fmt::print(
        "Decision {} is made: {} ({}). The next run publishes it; it is not asked again "
        "until a register says something else.\n",
        id, report::ruled_thing(ruling, language), report::visible(taken));
  }
  return 0;
}

int withdraw(sql::Database& database, int ilce, const DecideOptions& options, Language language) {
  const std::int64_t id = options.withdraw;
  if (!database.withdraw_ruling(ilce, id, whoever_asks(options.by))) {
    return refused(language,
                   {fmt::format("geçerli {} numaralı karar yok; `uavt-sync decide --list` hepsini "
                                "sayar",
                                id),
                    fmt::format("there is no decision {} in force; `uavt-sync decide --list` lists "
                                "them",
                                id)});
  }
  if (language == Language::tr) {
    fmt::print("Karar {} geri çekildi; bir sonraki çalışma karar yokmuş gibi bakar.\n", id);
  } else {
    fmt::print("Decision {} is withdrawn; the next run looks as if there were none.\n", id);
  }
  return 0;
}

}  // namespace

int decide_command(const sync::Settings& settings, const DecideOptions& options) {
  const Language language = settings.run.language;
  const int ilce = settings.municipality.ilce;
  sql::Database database(conninfo(settings));
  if (!database.pending_migrations().empty()) {
    throw config::ConfigError(
        "the database has no place for decisions yet: run `uavt-sync migrate` first");
  }
  if (options.list) {
    const auto rulings = database.rulings(ilce);
    fmt::print("{}", options.json ? report::ruling_list_json(rulings)
                                  : report::ruling_list(rulings, language));
    return 0;
  }
  return options.withdraw != 0 ? withdraw(database, ilce, options, language)
                               : decide(database, ilce, options, language);
}

}  // namespace uavt::app
