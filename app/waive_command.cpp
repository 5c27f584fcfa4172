#include "app/waive_command.hpp"

#include "app/outcome.hpp"
#include "app/rules_command.hpp"
#include "app/waiver_book.hpp"
#include "app/words_said.hpp"
#include "report/finding_list.hpp"
#include "report/rules.hpp"
#include "report/words.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <optional>

namespace uavt::app {

namespace {

using sync::Language;

std::optional<Sentence> wrong_day(const WaiveOptions& options, std::int64_t today) {
  const std::string said = report::visible(options.until);
  const auto until = sync::day_of(options.until);
  if (!until) {
    return Sentence{
        fmt::format("--until bir gün ister, örneğin 2027-01-31; '{}' bir gün değil", said),
        fmt::format("--until wants a day such as 2027-01-31; '{}' is none", said)};
  }
  if (*until < today) {
    return Sentence{
        fmt::format("--until {}: bu gün geçti; bugün {}", said, sync::iso_date(today)),
        fmt::format("--until {}: that day has passed; today is {}", said, sync::iso_date(today))};
  }
  if (const std::int64_t last = sync::last_waivable_day(today); *until > last) {
    return Sentence{fmt::format("--until {}: bir istisna en çok {} yıl sürer, en geç {}", said,
                                sync::longest_waiver_years, sync::iso_date(last)),
                    fmt::format("--until {}: a waiver lasts {} years at most, to {}", said,
                                sync::longest_waiver_years, sync::iso_date(last))};
  }
  return std::nullopt;
}

Sentence no_such_rule(const std::string& rule) {
  const std::string said = report::visible(rule);
  const std::string_view nearest = report::nearest_rule(rule);
  return {fmt::format("'{}' adlı bir kural yok; '{}' mi? `uavt-sync rules` hepsini sayar", said,
                      nearest),
          fmt::format("there is no rule '{}'; did you mean '{}'? `uavt-sync rules` lists them",
                      said, nearest)};
}

/// Fills rule and mahalle of the waiver, or says what is missing.
std::optional<Sentence> rule_wanted(const WaiveOptions& options, sync::Waiver& waiver) {
  if (options.rule.empty() || options.mahalle <= 0) {
    return Sentence{
        "ya bir bulgunun parmak izini, ya da --rule ile --mahalle kodunu birlikte "
        "verin",
        "name a finding by its fingerprint, or give --rule and a --mahalle code "
        "together"};
  }
  waiver.rule = rule_meant(options.rule);
  waiver.mahalle_kodu = options.mahalle;
  if (waiver.rule) return std::nullopt;
  return no_such_rule(options.rule);
}

std::optional<Sentence> finding_wanted(const WaiveOptions& options, WaiverBook& book,
                                       sync::Waiver& waiver) {
  if (!options.rule.empty() || options.mahalle != 0) {
    return Sentence{
        "istisna ya bir bulguya, ya da --rule ile --mahalle'ye tanınır: ikisi birden "
        "olmaz",
        "a waiver is for a finding, or for a --rule in a --mahalle: not for both"};
  }
  return finding_named(
      options.finding,
      [&](const std::string& prefix, std::size_t at_most) {
        return book.findings_beginning(prefix, at_most);
      },
      waiver.fingerprint);
}

int give(WaiverBook& book, const WaiveOptions& options, Language language) {
  sync::Waiver waiver;
  waiver.created = today();
  std::optional<Sentence> wrong = wrong_words("--reason", options.reason, options.by);
  if (!wrong) wrong = wrong_day(options, waiver.created);
  if (!wrong) {
    wrong = options.finding.empty() ? rule_wanted(options, waiver)
                                    : finding_wanted(options, book, waiver);
  }
  if (wrong) return refused(language, *wrong);
  waiver.until = *sync::day_of(options.until);
  waiver.reason = report::visible(trimmed(options.reason));
  waiver.person = whoever_asks(options.by);
  const std::uint64_t covered = book.covered(waiver);
  const std::int64_t id = book.give(waiver);
  const std::string until = report::day(options.until, language);
  const std::string thing = report::waived_thing(waiver);
  if (language == Language::tr) {
    fmt::print(
        "İstisna {} tanındı: {} (şu anda {} bulgu), {} tarihine kadar. Bir sonraki "
        "çalışmada geçerli olur.\n",
        id, thing, report::number(covered, language), until);
  } else {
    fmt::print("Waiver {} is given: {} ({} {} now), until {}. It holds from the next run on.\n", id,
               thing, report::number(covered, language), covered == 1 ? "finding" : "findings",
               until);
  }
  return 0;
}

int take_back(WaiverBook& book, const WaiveOptions& options, Language language) {
  const std::int64_t id = options.withdraw;
  if (!book.take_back(id, whoever_asks(options.by), today())) {
    return refused(language,
                   {fmt::format("geri alınacak {} numaralı istisna yok; `uavt-sync waive --list` "
                                "hepsini sayar",
                                id),
                    fmt::format("there is no waiver {} to take back; `uavt-sync waive --list` "
                                "lists them",
                                id)});
  }
  if (language == Language::tr) {
    fmt::print("İstisna {} geri alındı; bulgusu sürüyorsa bir sonraki çalışmada yeniden açılır.\n",
               id);
  } else {
    fmt::print(
        "Waiver {} is taken back; what it covered reopens with the next run if it is still "
        "there.\n",
        id);
  }
  return 0;
}

}  // namespace

int waive_command(const sync::Settings& settings, const WaiveOptions& options) {
  const Language language = settings.run.language;
  WaiverBook book(settings, options.out);
  if (options.list) {
    fmt::print("{}", options.json ? report::waiver_list_json(book.all(), today())
                                  : report::waiver_list(book.all(), today(), language));
    return 0;
  }
  return options.withdraw != 0 ? take_back(book, options, language) : give(book, options, language);
}

}  // namespace uavt::app
