// Questions a finding asks a person, and the answers that were given: read from the report's own
// JSON, listed for people and for programs.
#pragma once

#include "sync/finding.hpp"
#include "sync/ruling.hpp"
#include "sync/settings.hpp"

#include <optional>
#include <span>
#include <string>

namespace uavt::report {

/// A question as a finding's JSON tells it.
struct StoredQuestion {
  sync::Layer layer{};
  std::size_t group = 0;  ///< position
  sync::OpenQuestion question;
};

/// Nothing when the finding waits for no decision. Errors: std::invalid_argument when it is none.
[[nodiscard]] std::optional<StoredQuestion> question_of(const std::string& finding_json);

/// "uavt-sync decide 3f9c1a7be2d0 --take cbs|uavt --because …"
[[nodiscard]] std::string decide_command_of(const std::string& fingerprint,
                                            sync::Language language);

/// Every ruling, oldest first, with its state: in force, ended, withdrawn.
[[nodiscard]] std::string ruling_list(std::span<const sync::KeptRuling> rulings,
                                      sync::Language language);
[[nodiscard]] std::string ruling_list_json(std::span<const sync::KeptRuling> rulings);

/// "bina #12 kat: cbs", "numarataj #5: uavt bıraktı, satır durur", "numarataj: cbs'nin satırı
/// alınmaz".
[[nodiscard]] std::string ruled_thing(const sync::Ruling& ruling, sync::Language language);

}  // namespace uavt::report
