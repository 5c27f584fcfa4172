#include "app/words_said.hpp"

#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include <pwd.h>
#include <unistd.h>

namespace uavt::app {

namespace {

using sync::Language;

/// Fewer characters name too many findings by accident.
constexpr std::size_t shortest_prefix = 6;
constexpr std::size_t longest_reason = 2000;
constexpr std::size_t longest_person = 200;

}  // namespace

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

std::optional<Sentence> wrong_words(std::string_view option, const std::string& reason,
                                    const std::string& by) {
  const std::string said = trimmed(reason);
  if (said.empty()) {
    return Sentence{fmt::format("gerekçesiz olmaz: {} ile nedenini yazın", option),
                    fmt::format("this needs its reason: say why with {}", option)};
  }
  if (report::shortened(said, longest_reason) != said) {
    return Sentence{fmt::format("gerekçe en çok {} karakter olabilir", longest_reason),
                    fmt::format("a reason has at most {} characters", longest_reason)};
  }
  if (report::shortened(by, longest_person) != by) {
    return Sentence{fmt::format("--by en çok {} karakter olabilir", longest_person),
                    fmt::format("--by has at most {} characters", longest_person)};
  }
  return std::nullopt;
}

std::optional<Sentence> finding_named(const std::string& named, const FindingsBeginning& beginning,
                                      std::string& fingerprint) {
  std::string prefix = named;
  std::ranges::transform(prefix, prefix.begin(), [](char c) {
    return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const std::string said = report::visible(named);
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
  const std::vector<std::string> found = beginning(prefix, shown);
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
  fingerprint = found.front();
  return std::nullopt;
}

}  // namespace uavt::app
