#include "app/waive_command.hpp"

#include "app/outcome.hpp"
#include "app/rules_command.hpp"
#include "app/waiver_book.hpp"
#include "report/finding_list.hpp"
#include "report/rules.hpp"
#include "report/words.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <optional>

#include <pwd.h>
#include <unistd.h>

namespace uavt::app {

namespace {

using sync::Language;

/// Fewer characters name too many findings by accident.
constexpr std::size_t shortest_prefix = 6;
constexpr std::size_t longest_reason = 2000;
constexpr std::size_t longest_person = 200;

/// Both languages of a sentence; the configuration's is shown.
struct Sentence {
  std::string tr, en;
};

int refused(Language language, const Sentence& sentence) {
  fmt::print(stderr, "uavt-sync: {}\n", language == Language::tr ? sentence.tr : sentence.en);
  return 2;
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::string whoever_asks(const std::string& by) {
  if (const std::string named = trimmed(by); !named.empty()) return report::visible(named);
  const passwd* user = getpwuid(getuid());
  return user != nullptr ? report::visible(user->pw_name) : fmt::format("uid {}", getuid());
}

std::optional<Sentence> wrong_text(const WaiveOptions& options) {
  const std::string reason = trimmed(options.reason);
  if (reason.empty()) {
    return Sentence{"istisna gerekçesiz olmaz: --reason ile nedenini yazın",
                    "a waiver needs its reason: say why with --reason"};
  }
  if (report::shortened(reason, longest_reason) != reason) {
    return Sentence{fmt::format("gerekçe en çok {} karakter olabilir", longest_reason),
                    fmt::format("a reason has at most {} characters", longest_reason)};
  }
  if (report::shortened(options.by, longest_person) != options.by) {
    return Sentence{fmt::format("--by en çok {} karakter olabilir", longest_person),
                    fmt::format("--by has at most {} characters", longest_person)};
  }
  return std::nullopt;
}

std::optional<Sentence> wrong_day(const WaiveOptions& options, std::int64_t today) {
  const std::string said = report::visible(options.until);
  const auto until = sync::day_of(options.until);
  if (!until) {
    return Sentence{
        fmt::format("--until bir gün ister, örneğin 2027-01-31; '{}' bir gün değil", said),
        fmt::format("--until wants a day such as 2027-01-31; '{}' is none", said)};
  }
  if (*until < today) {
    return Sentence{fmt::format("--until {}: bu gün geçti; bugün {}", said, sync::iso_date(today)),
                    fmt::format("--until {}: that day has passed; today is {}", said,
                                sync::iso_date(today))};
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
    return Sentence{"ya bir bulgunun parmak izini, ya da --rule ile --mahalle kodunu birlikte "
                    "verin",
                    "name a finding by its fingerprint, or give --rule and a --mahalle code "
                    "together"};
  }
  waiver.rule = rule_meant(options.rule);
  waiver.mahalle_kodu = options.mahalle;
  if (waiver.rule) return std::nullopt;
  return no_such_rule(options.rule);
}

/// Fills the fingerprint that begins so, or says why it is not one finding's.
std::optional<Sentence> finding_wanted(const WaiveOptions& options, WaiverBook& book,
                                       sync::Waiver& waiver) {
  if (!options.rule.empty() || options.mahalle != 0) {
    return Sentence{"istisna ya bir bulguya, ya da --rule ile --mahalle'ye tanınır: ikisi birden "
                    "olmaz",
                    "a waiver is for a finding, or for a --rule in a --mahalle: not for both"};
  }
  std::string prefix = options.finding;
  std::ranges::transform(prefix, prefix.begin(), [](char c) {
    return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const std::string said = report::visible(options.finding);
  const bool hexadecimal = std::ranges::all_of(
      prefix, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (!hexadecimal || prefix.size() < shortest_prefix) {
    return Sentence{
        fmt::format("'{}' bir parmak izi başı değil: 0–9 ve a–f, en az {} karakter", said,
                    shortest_prefix),
        fmt::format("'{}' is no beginning of a fingerprint: 0–9 and a–f, at least {} characters",
                    said, shortest_prefix)};
  }
  constexpr std::size_t shown = 5;
  const std::vector<std::string> found = book.findings_beginning(prefix, shown);
  if (found.empty()) {
    return Sentence{
        fmt::format("parmak izi '{}' ile başlayan bulgu yok; `uavt-sync findings` hepsini sayar",
                    said),
        fmt::format("no finding's fingerprint begins with '{}'; `uavt-sync findings` lists them",
                    said)};
  }
  if (found.size() > 1) {
    const std::string all = fmt::format("{}", fmt::join(found, ", "));
    return Sentence{fmt::format("'{}' birden çok bulgunun parmak izi: {}", said, all),
                    fmt::format("'{}' begins more than one fingerprint: {}", said, all)};
  }
  waiver.fingerprint = found.front();
  return std::nullopt;
}

int give(WaiverBook& book, const WaiveOptions& options, Language language) {
  sync::Waiver waiver;
  waiver.created = today();
  std::optional<Sentence> wrong = wrong_text(options);
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
    fmt::print("İstisna {} tanındı: {} (şu anda {} bulgu), {} tarihine kadar. Bir sonraki "
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
    fmt::print("Waiver {} is taken back; what it covered reopens with the next run if it is still "
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
  return options.withdraw != 0 ? take_back(book, options, language)
                               : give(book, options, language);
}

}  // namespace uavt::app
