#include "report/code_table.hpp"

#include "report/word.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace uavt::report {

namespace {

using sync::Language;
using Kind = sync::RawColumn::Kind;

/// UAVT's codes, from the mahalle inwards.
constexpr std::array<std::string_view, 8> codes = {
    "mahalle_kodu", "csbm_kodu", "yapi_kimlik_no",      "yapi_kodu",
    "bina_kodu",    "adres_no",  "numarataj_kimlik_no", "kimlik_no"};

constexpr std::array evidence_words = {
    Word{"code", "kod", "code"},         Word{"name", "ad", "name"},
    Word{"content", "adres", "address"}, Word{"place", "konum", "place"},
    Word{"line", "hat", "line"},         Word{"polygon", "alan", "polygon"},
    Word{"doors", "kapılar", "doors"},   Word{"earlier", "önceki eşleşme", "earlier match"},
};

class Rows {
 public:
  sync::RawColumn& column(std::string_view name, Kind kind) {
    sync::RawColumn& made = table_.columns.emplace_back();
    made.column = name;
    made.kind = kind;
    return made;
  }
  void texts(std::string_view name, std::span<const sync::CodePair> pairs, const auto& text_of) {
    sync::RawColumn& made = column(name, Kind::text);
    for (const sync::CodePair& pair : pairs) {
      const std::string text = visible(text_of(pair));
      text.empty() ? made.texts.append_null() : made.texts.append(text);
    }
  }
  sync::RawTable table_;
};

}  // namespace

sync::RawTable code_rows(std::span<const sync::CodePair> pairs, Language language) {
  Rows rows;
  using Pair = sync::CodePair;
  for (std::size_t row = 0; row < pairs.size(); ++row) {
    rows.table_.rows.push_back(static_cast<std::uint32_t>(row + 1));
  }
  rows.texts("katman", pairs, [](const Pair& pair) { return sync::name(pair.layer); });
  rows.texts("cbs_id", pairs,
             [](const Pair& pair) -> std::string_view { return pair.municipal_id; });
  rows.texts("cbs_kodu", pairs,
             [](const Pair& pair) -> std::string_view { return pair.municipal_code; });
  for (const std::string_view code : codes) {
    sync::RawColumn& column = rows.column(code, Kind::integer);
    for (const Pair& pair : pairs) {
      const auto found =
          std::ranges::find(pair.codes, code, &decltype(pair.codes)::value_type::first);
      column.integers.push_back(found == pair.codes.end() ? sync::null_integer : found->second);
    }
  }
  rows.texts("kanit", pairs, [&](const Pair& pair) {
    const auto word = std::ranges::find(evidence_words, pair.evidence, &Word::code);
    return word == evidence_words.end() ? pair.evidence : in(*word, language);
  });
  sync::RawColumn& score = rows.column("puan", Kind::real);
  for (const Pair& pair : pairs) {
    score.reals.push_back(pair.score ? std::round(*pair.score * 100) / 100
                                     : std::numeric_limits<double>::quiet_NaN());
  }
  rows.texts("mahalle", pairs,
             [](const Pair& pair) -> std::string_view { return pair.neighbourhood; });
  rows.texts("csbm", pairs, [](const Pair& pair) -> std::string_view { return pair.street; });
  rows.texts("kapi_no", pairs,
             [](const Pair& pair) -> std::string_view { return pair.door_number; });
  rows.texts("ic_kapi_no", pairs,
             [](const Pair& pair) -> std::string_view { return pair.inner_number; });
  sync::RawColumn& number = rows.column("tucbs_no", Kind::integer);
  for (const Pair& pair : pairs) number.integers.push_back(pair.tucbs_no);
  return std::move(rows.table_);
}

std::string code_summary(std::span<const sync::CodePair> pairs, Language language) {
  const bool turkish = language == Language::tr;
  std::string counts;
  for (const sync::Layer layer : sync::all_layers) {
    const auto waiting = std::ranges::count_if(
        pairs, [&](const sync::CodePair& pair) { return pair.layer == layer && !pair.loaded; });
    if (waiting == 0) continue;
    counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ",
                          number(static_cast<std::uint64_t>(waiting), language),
                          layer_word(sync::name(layer), language));
  }
  if (counts.empty()) {
    return turkish ? "Yüklenecek kod yok: eşleşen her CBS kaydı UAVT kodunu taşıyor."
                   : "No code to load: every municipal row that has a partner carries UAVT's code.";
  }
  return fmt::format(fmt::runtime(turkish ? "UAVT kodu yüklenecek CBS kaydı: {}."
                                          : "Municipal rows to give UAVT's code: {}."),
                     counts);
}

}  // namespace uavt::report
