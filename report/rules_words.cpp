#include "report/rules_words.hpp"

#include "report/word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace uavt::report {

namespace {

using sync::Language;

constexpr std::array groups = {
    Word{"SRC", "Kaynak dosyaları", "Source files"},
    Word{"CRS", "Koordinat sistemleri", "Coordinate reference systems"},
    Word{"GEO", "Geometri", "Geometry"},
    Word{"KEY", "Kodlar ve bağlar", "Codes and references"},
    Word{"MOD", "TUCBS ve MAKS modeli", "The TUCBS and MAKS model"},
    Word{"TOP", "Topoloji", "Topology"},
    Word{"PAR", "Ada ve parsel", "Parcels"},
    Word{"NUM", "Numaralama", "Numbering"},
    Word{"UAV", "Belediye ile UAVT", "The municipality and UAVT"},
    Word{"KVK", "Kişisel veriler (KVKK)", "Personal data (KVKK)"},
};

/// By position of sync::Scope.
constexpr std::array scopes = {
    Word{"row", "kaydın kendisi", "the row by itself"},
    Word{"group", "birlikte okunan kayıtlar (aynı kod, aynı bağ)",
         "rows that belong together (one code, one link)"},
    Word{"neighbourhood", "kayıt ve çevresindekiler", "the row and what lies around it"},
    Word{"run", "bütün kaynak veya çalışma", "the whole source or run"},
};

/// The elements of ISO 19157; the catalogue names them in Turkish.
constexpr std::array elements = {
    Word{"", "Tamlık – fazlalık", "Completeness – commission"},
    Word{"", "Tamlık – eksiklik", "Completeness – omission"},
    Word{"", "Mantıksal tutarlılık – kavramsal", "Logical consistency – conceptual"},
    Word{"", "Mantıksal tutarlılık – tanım kümesi", "Logical consistency – domain"},
    Word{"", "Mantıksal tutarlılık – biçim", "Logical consistency – format"},
    Word{"", "Mantıksal tutarlılık – topolojik", "Logical consistency – topological"},
    Word{"", "Konum doğruluğu – mutlak", "Positional accuracy – absolute"},
    Word{"", "Konum doğruluğu – göreli", "Positional accuracy – relative"},
    Word{"", "Tematik doğruluk – sınıflandırma doğruluğu",
         "Thematic accuracy – classification correctness"},
    Word{"", "Tematik doğruluk – nicel olmayan öznitelik doğruluğu",
         "Thematic accuracy – non-quantitative attribute correctness"},
    Word{"", "Tematik doğruluk – nicel öznitelik doğruluğu",
         "Thematic accuracy – quantitative attribute accuracy"},
    Word{"", "Zamansal kalite – zaman ölçümünün doğruluğu",
         "Temporal quality – accuracy of a time measurement"},
    Word{"", "Zamansal kalite – zamansal tutarlılık", "Temporal quality – temporal consistency"},
    Word{"", "Zamansal kalite – zamansal geçerlilik", "Temporal quality – temporal validity"},
    Word{"", "Kullanılabilirlik", "Usability"},
};

constexpr std::array sources = {
    Word{"", "uygulama", "practice"},
    Word{"", "TUCBS veri modelleri", "TUCBS data models"},
    Word{"", "TUCBS ve MAKS veri modelleri", "TUCBS and MAKS data models"},
    Word{"", "hat uzunluğu alt sınırı bu programın seçimidir",
         "the least length of a line is this program's choice"},
    Word{"", "zorunluluğu çıkarımsa uyarıdır", "a warning where that it is mandatory is inferred"},
    Word{"", "posta kodu beş rakamdır (PTT)", "a postcode is five digits (PTT)"},
    Word{"", "yayımlanmış TUCBS görünümlerindeki adlar", "names in published TUCBS views"},
    Word{"", "TUCBS ve TRKBİS öznitelik adları, görüldükleri gibi",
         "attribute names of TUCBS and TRKBİS as they were seen"},
    Word{"", "MAKS KBS servis kuralları", "MAKS KBS service rules"},
    Word{"", "EPSG veri kümesi", "EPSG dataset"},
    Word{"", "AKS: her tabloda versiyon ve aktif sütunları",
         "AKS: the columns versiyon and aktif of every table"},
    Word{"", "MAKS, AKS, NVİ ve TKGM kimliklerinin ayrı uzayları",
         "the separate id spaces of MAKS, AKS, NVİ and TKGM"},
    Word{"", "Adres ve Numaralamaya İlişkin Yönetmelik",
         "Regulation on addresses and numbering (Adres ve Numaralamaya İlişkin Yönetmelik)"},
    Word{"", "BÖHHBÜY", "Regulation on the production of large-scale maps (BÖHHBÜY)"},
    Word{"", "KVKK 6698", "Law 6698 on the protection of personal data (KVKK)"},
};

constexpr std::array units = {
    Word{"1", "oran, 0–1", "share, 0–1"}, Word{"m2", "m²", "m²"},
    Word{"°", "derece", "degrees"},       Word{"days", "gün", "days"},
    Word{"day", "gün", "days"},           Word{"rows", "kayıt", "rows"},
    Word{"count", "adet", "things"},      Word{"numbers", "numara", "numbers"},
};

template <std::size_t Count>
std::string_view by_code(const std::array<Word, Count>& words, std::string_view code,
                         Language language) {
  const auto found = std::ranges::find(words, code, &Word::code);
  return found == words.end() ? code : in(*found, language);
}

/// For texts whose Turkish is their name.
template <std::size_t Count>
std::string_view from_turkish(const std::array<Word, Count>& words, std::string_view text,
                              Language language) {
  const auto found = std::ranges::find(words, text, &Word::tr);
  return found == words.end() ? text : in(*found, language);
}

}  // namespace

std::string_view rule_group(const sync::RuleInfo& rule) {
  return rule.id.substr(0, rule.id.find('-'));
}

std::string_view group_title(std::string_view group, Language language) {
  return by_code(groups, group, language);
}

std::string_view scope_name(sync::Scope scope) {
  return scopes[static_cast<std::size_t>(scope)].code;
}

std::string_view scope_phrase(sync::Scope scope, Language language) {
  return in(scopes[static_cast<std::size_t>(scope)], language);
}

std::string_view consequence(const sync::RuleInfo& rule, Language language) {
  const bool turkish = language == Language::tr;
  if (rule.quarantines && rule.repairs) {
    return turkish ? "onarılır; onarılamıyorsa veya repair = false ise kayıt ayrılır, yayımlanmaz "
                     "(K)"
                   : "repaired; where that cannot be done, or with repair = false, the row is set "
                     "apart and not published (K)";
  }
  if (rule.quarantines) {
    return turkish ? "kayıt ayrılır, yayımlanmaz (K)"
                   : "the row is set apart and not published (K)";
  }
  if (rule.repairs) {
    return turkish ? "onarılır; repair = false ise onarılmaz"
                   : "repaired, unless repair = false";
  }
  return turkish ? "genel olarak yok" : "none in general";
}

std::string_view unit_word(std::string_view unit, Language language) {
  return by_code(units, unit, language);
}

std::string_view element(const sync::RuleInfo& rule, Language language) {
  return from_turkish(elements, rule.iso19157, language);
}

std::string source_of(const sync::RuleInfo& rule, Language language) {
  constexpr std::string_view separator = "; ";
  std::string out;
  for (std::size_t at = 0; at < rule.source.size();) {
    const std::size_t end = std::min(rule.source.find(separator, at), rule.source.size());
    if (at > 0) out += separator;
    out += from_turkish(sources, rule.source.substr(at, end - at), language);
    at = end + separator.size();
  }
  return out;
}

std::string setting_number(double value) {
  return fmt::format("{}", value);
}

}  // namespace uavt::report
