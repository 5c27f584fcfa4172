#include "report/correction_words.hpp"

#include "report/word.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace uavt::report {

namespace {

using sync::Language;

constexpr std::array operations = {
    Word{"duzelt", "Düzelt", "Correct"},        Word{"tasi", "Taşı", "Move"},
    Word{"birlestir", "Birleştir", "Merge"},    Word{"ekle", "Ekle", "Add"},
    Word{"pasife_al", "Pasife al", "Retire"},
};
constexpr std::array addressees = {
    Word{"ilce_belediyesi", "Belediye (ilçe)", "District municipality"},
    Word{"buyuksehir_belediyesi", "Büyükşehir belediyesi", "Metropolitan municipality"},
    Word{"il_ozel_idaresi", "İl özel idaresi", "Special provincial administration"},
    Word{"nufus_mudurlugu", "İlçe nüfus müdürlüğü", "District population office"},
    Word{"tkgm", "TKGM", "Land registry (TKGM)"},
    Word{"cbs_birimi", "CBS birimi", "GIS unit"},
};
constexpr std::array lists = {
    Word{"uavt", "UAVT düzeltme listesi", "Corrections for UAVT"},
    Word{"cbs", "Belediye düzeltme listesi", "Corrections for the municipality"},
};
constexpr std::array states = {
    Word{"open", "açık", "open"},
    Word{"reopened", "yeniden açıldı", "reopened"},
    Word{"closed", "kapandı", "closed"},
};
constexpr std::array values = {
    Word{"koy_sokagi", "Köy sokağı", "Village street"}, Word{"meydan", "Meydan", "Square"},
    Word{"bulvar", "Bulvar", "Boulevard"},              Word{"cadde", "Cadde", "Avenue"},
    Word{"sokak", "Sokak", "Street"},                   Word{"kume_evler", "Küme evler", "Cluster"},
    Word{"karayolu", "Karayolu", "Road"},
    Word{"kullanimda", "Kullanımda", "In use"},
    Word{"kullanim_disi", "Kullanım dışı", "Out of use"},
    Word{"yapim_asamasi", "Yapım aşamasında", "Under construction"},
    Word{"yikilmis", "Yıkılmış", "Demolished"},
    Word{"ana_giris", "Ana giriş", "Main entrance"},
    Word{"tali_giris", "Tali giriş", "Side entrance"},
    Word{"tahsisli_parsel", "Tahsisli parsel", "Reserved parcel"},
    Word{"site_girisi", "Site girişi", "Estate entrance"}, Word{"diger", "Diğer", "Other"},
};
constexpr std::array documents = {
    Word{"meclis_karari", "Meclis kararı", "Council decision"},
    Word{"numarataj_belgesi", "Numarataj belgesi", "Numbering certificate"},
    Word{"yapi_kullanma_izni", "Yapı kullanma izin belgesi", "Occupancy permit"},
    Word{"yikim_belgesi", "Yıkım belgesi", "Demolition record"},
    Word{"tespit_tutanagi", "Adres tespit tutanağı", "On-site address record"},
    Word{"tapu_kaydi", "Tapu kaydı", "Title record"},
    Word{"idari_karar", "İdari bağlılık kararı", "Administrative decision"},
};
/// By sync::WorkReason.
constexpr std::array<Word, sync::work_reason_count> reasons = {{
    {"", "Belediyede var, UAVT'de yok.", "The municipality has it, UAVT does not."},
    {"",
     "UAVT'de var, belediyede yok. Yerinde yoksa pasife alın; varsa belediye kaydına ekleyin.",
     "UAVT has it, the municipality does not. Retire it if it is not there; if it is, add it to "
     "the municipality's layer."},
    {"", "İki kayıt farklı söylüyor.", "The two registers say different things."},
    {"", "İki kayıt başka bir üst kayda (cadde, kapı veya mahalle) bağlıyor.",
     "The two registers hang it on different things (street, door or mahalle)."},
    {"", "İki kaydın konumu birbirinden uzak.", "The two positions are far apart."},
    {"", "Aynı nesne iki kayıtta farklı kodla.", "One thing, under another code in each register."},
    {"", "UAVT'de aynı nesnenin iki kaydı var. Kalacak kayda taşıyın, fazlasını pasife alın.",
     "UAVT has two records of one thing. Move what hangs on it to the record that stays and retire "
     "the other."},
    {"", "Belediye kaydına göre yapı yıkılmış.",
     "The building is demolished, as the municipality's record says."},
    {"", "Bu yeni kayıt reddedildi, yayımlanmıyor. UAVT'de pasife alın.",
     "This new record was refused and is not published. Retire it in UAVT."},
}};
constexpr Word refused_at_home = {
    "", "Bu yeni kayıt reddedildi, yayımlanmıyor. Belediye katmanından kaldırın.",
    "This new record was refused and is not published. Take it out of the municipality's layer."};

std::string word_of(std::span<const Word> words, std::string_view code, Language language) {
  const auto found = std::ranges::find(words, code, &Word::code);
  return std::string(found == words.end() ? code : in(*found, language));
}

}  // namespace

std::string operation_word(std::string_view operation, Language language) {
  return word_of(operations, operation, language);
}
std::string addressee_word(std::string_view addressee, Language language) {
  return word_of(addressees, addressee, language);
}
std::string list_word(std::string_view list, Language language) {
  return word_of(lists, list, language);
}
std::string item_state_word(std::string_view state, Language language) {
  return word_of(states, state, language);
}
std::string value_word(std::string_view value, Language language) {
  return word_of(values, value, language);
}
std::string document_word(std::string_view kind, Language language) {
  return word_of(documents, kind, language);
}

std::string reason_sentence(const sync::WorkItem& item, Language language) {
  const bool at_home =
      item.reason == sync::WorkReason::refused && item.list == sync::WorkList::cbs;
  const Word& word =
      at_home ? refused_at_home : reasons[static_cast<std::size_t>(item.reason)];
  std::string text(in(word, language));
  if (item.waits) {
    text += language == Language::tr
                ? " Hangi tarafın doğru olduğuna henüz karar verilmedi; önce karar verin."
                : " Nobody has decided yet which side is right: decide first.";
  }
  return text;
}

std::string_view document_kind(const sync::WorkItem& item) {
  using sync::Layer;
  if (item.reason == sync::WorkReason::demolished) return "yikim_belgesi";
  if (item.operation == sync::Operation::retire || item.operation == sync::Operation::merge) {
    return "tespit_tutanagi";
  }
  if (item.layer == Layer::neighbourhood) return "idari_karar";
  if (item.layer == Layer::street) return "meclis_karari";
  if (item.layer == Layer::parcel || item.group == "parsel" || item.group == "tapu") {
    return "tapu_kaydi";
  }
  if (item.layer == Layer::door) return "numarataj_belgesi";
  return "yapi_kullanma_izni";
}

std::string address_of(const sync::WorkRecord& record) {
  std::string text;
  const auto add = [&](const std::string& part) {
    if (!text.empty()) text += ", ";
    text += part;
  };
  if (!record.mahalle.empty()) add(record.mahalle + " Mah.");
  if (!record.csbm.empty()) {
    const bool typed = !record.csbm_tip.empty();
    add(record.csbm + (typed ? " " + value_word(record.csbm_tip, Language::tr) : ""));
  }
  const std::string& door = record.dis_kapi.empty() ? record.yeni_dis_kapi : record.dis_kapi;
  const std::string& inner = record.ic_kapi.empty() ? record.yeni_ic_kapi : record.ic_kapi;
  if (!door.empty()) add("No " + door);
  if (!inner.empty()) add("İç kapı " + inner);
  return text;
}

}  // namespace uavt::report
