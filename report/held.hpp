// What waits for somebody, in words and as JSON: which mahalle, how much of it, and the probable
// reason in a sentence.
#pragma once

#include "sync/finding.hpp"
#include "sync/held_batch.hpp"
#include "sync/settings.hpp"

#include <nlohmann/json.hpp>

#include <span>
#include <string>
#include <string_view>

namespace uavt::report {

/// "numarataj kayıtlarının %62'si dosyada yok".
[[nodiscard]] std::string trigger_text(const sync::ScopeCount& trigger, sync::Language language);

/// "Dosyada bu mahallenin 38 kaydı var, 100 vardı: dosya yarım kalmış olabilir."
[[nodiscard]] std::string cause_text(const sync::HeldCause& cause, const sync::ScopeCount& trigger,
                                     sync::Language language);

/// A mahalle's name for people; one that has none, and rows without a mahalle, in words.
[[nodiscard]] std::string mahalle_text(std::string_view name, std::int64_t mahalle_kodu,
                                       sync::Language language);

/// One argument of an SRC-03 finding: "mahalle", "change", "cause".
[[nodiscard]] std::string held_text(const sync::Arguments& arguments, std::string_view name,
                                    sync::Language language);

/// "1 mahalle onay bekliyor (Yeni: numarataj kayıtlarının %62'si dosyada yok)." with a blank before
/// it; empty when nothing waits.
[[nodiscard]] std::string held_sentence(std::span<const sync::HeldBatch> batches,
                                        sync::Language language);

/// One element of `held[]`.
[[nodiscard]] nlohmann::ordered_json held_json(const sync::HeldBatch& batch);

}  // namespace uavt::report
