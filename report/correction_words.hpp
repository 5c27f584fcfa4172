// The words of the lists of corrections: what to do, who does it, why, on which document.
#pragma once

#include "sync/settings.hpp"
#include "sync/work_item.hpp"

#include <string>
#include <string_view>

namespace uavt::report {

/// "duzelt" → "Düzelt" or "Correct"; an unknown word comes back as it is, here and below.
[[nodiscard]] std::string operation_word(std::string_view operation, sync::Language language);
/// "ilce_belediyesi" → "İlçe belediyesi" or "District municipality".
[[nodiscard]] std::string addressee_word(std::string_view addressee, sync::Language language);
/// "uavt" → "UAVT düzeltme listesi", "cbs" → "Belediye düzeltme listesi".
[[nodiscard]] std::string list_word(std::string_view list, sync::Language language);
/// "reopened" → "yeniden açıldı" or "reopened".
[[nodiscard]] std::string item_state_word(std::string_view state, sync::Language language);
/// "sokak" → "Sokak"; coded values in general: "kume_evler" → "Küme evler".
[[nodiscard]] std::string value_word(std::string_view value, sync::Language language);

/// Why it is on the list, as a sentence.
[[nodiscard]] std::string reason_sentence(const sync::WorkItem& item, sync::Language language);

/// The kind of document such a correction rests on: "meclis_karari", "yikim_belgesi" … A proposal
/// from practice; which document it is, its day and number are the clerk's to write.
[[nodiscard]] std::string_view document_kind(const sync::WorkItem& item);
/// "meclis_karari" → "Meclis kararı" or "Council decision".
[[nodiscard]] std::string document_word(std::string_view kind, sync::Language language);

/// "Yeni Mah., Çam Sokak, No 12/A, İç kapı 3": what a person would write on an envelope.
[[nodiscard]] std::string address_of(const sync::WorkRecord& record);

}  // namespace uavt::report
