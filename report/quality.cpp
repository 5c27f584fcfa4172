#include "report/quality.hpp"

#include "report/json_text.hpp"
#include "report/word.hpp"

#include <array>

namespace uavt::report {

namespace {

using sync::Language;

/// By position of sync::Measure.
constexpr std::array<Word, sync::measure_count> words = {{
    {"commission", "Tamlık – fazlalık", "Completeness – commission"},
    {"duplicate", "Tamlık – fazlalık (mükerrer)", "Completeness – commission (duplicates)"},
    {"omission", "Tamlık – eksiklik", "Completeness – omission"},
    {"conceptual", "Mantıksal tutarlılık – kavramsal", "Logical consistency – conceptual"},
    {"domain", "Mantıksal tutarlılık – tanım kümesi", "Logical consistency – domain"},
    {"format", "Mantıksal tutarlılık – biçim", "Logical consistency – format"},
    {"topological", "Mantıksal tutarlılık – topolojik", "Logical consistency – topological"},
    {"positional", "Konum doğruluğu", "Positional accuracy"},
    {"classification", "Tematik doğruluk – sınıflandırma doğruluğu",
     "Thematic accuracy – classification correctness"},
    {"attribute", "Tematik doğruluk – öznitelik doğruluğu", "Thematic accuracy – attributes"},
    {"temporal", "Zamansal kalite", "Temporal quality"},
    {"usability", "Kullanılabilirlik", "Usability"},
}};

constexpr int share_digits = 6;

}  // namespace

std::string_view measure_word(sync::Measure measure, Language language) {
  return in(words[static_cast<std::size_t>(measure)], language);
}

void append_quality(std::string& out, std::span<const sync::QualityMeasure> measures) {
  bool first = true;
  for (const sync::QualityMeasure& each : measures) {
    out += first ? "\n" : ",\n";
    first = false;
    out += "{\"layer\":";
    append_json(out, sync::name(each.layer));
    out += ",\"mahalle_kodu\":";
    each.mahalle_kodu ? append_json(out, *each.mahalle_kodu) : void(out += "null");
    out += ",\"measure\":";
    append_json(out, sync::name(each.measure));
    out += ",\"name\":{\"tr\":";
    append_json(out, measure_word(each.measure, Language::tr));
    out += ",\"en\":";
    append_json(out, measure_word(each.measure, Language::en));
    out += "},\"iso\":";
    append_json(out, "ISO 19157 " + std::string(measure_word(each.measure, Language::en)));
    out += ",\"faulty\":";
    append_json(out, static_cast<std::int64_t>(each.faulty));
    out += ",\"of\":";
    append_json(out, static_cast<std::int64_t>(each.of));
    out += ",\"value\":";
    append_json(out, each.of == 0 ? 0 : static_cast<double>(each.faulty) / static_cast<double>(each.of),
                share_digits);
    out += '}';
  }
}

}  // namespace uavt::report
