// What commands that keep a person's words have in common: who asks, what a reason must be, how a
// finding is named by the beginning of its fingerprint.
#pragma once

#include "sync/settings.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::app {

/// Both languages of a sentence; the configuration's is shown.
struct Sentence {
  std::string tr, en;
};

/// Says it on standard error; exit code 2.
int refused(sync::Language language, const Sentence& sentence);

[[nodiscard]] std::string trimmed(std::string_view text);

/// The named person, else who is logged in.
[[nodiscard]] std::string whoever_asks(const std::string& by);

/// What is wrong with a reason and a person; `option` names the reason's ("--because").
[[nodiscard]] std::optional<Sentence> wrong_words(std::string_view option,
                                                  const std::string& reason, const std::string& by);

/// Fingerprints that begin so, at most that many.
using FindingsBeginning =
    std::function<std::vector<std::string>(const std::string& prefix, std::size_t at_most)>;
/// Puts the one fingerprint that begins with `named` into `fingerprint`, or says why there is none.
[[nodiscard]] std::optional<Sentence> finding_named(const std::string& named,
                                                    const FindingsBeginning& beginning,
                                                    std::string& fingerprint);

}  // namespace uavt::app
