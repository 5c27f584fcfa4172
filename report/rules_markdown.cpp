// docs/rules.md and docs/rules.tr.md. Only defaults: the page is about the program, not about one
// municipality.
#include "report/rules.hpp"

#include "report/rules_words.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

namespace uavt::report {

namespace {

using sync::Language;

constexpr std::string_view introduction_tr =
    R"(# Kurallar

[English](rules.md)

Bu sayfayı program kendi kural kataloğundan yazar: `uavt-sync rules --markdown --lang tr`. Sayfada
varsayılan değerler vardır; `uavt-sync rules` yürürlükteki yapılandırmanın değerlerini,
`uavt-sync rules KEY-01` bir kuralın tamamını gösterir. Kural kimlikleri kalıcıdır: bir kimlik başka
bir kurala verilmez.

Raporda geçen cümlelerde `{…}` içindeki adların yerine değerler gelir; aynı adlar `report.json`
dosyasında `arguments` altındadır.

## Önem

| önem | yapılandırmada | anlamı |
|---|---|---|
| HATA | `error` | kesinlikle yanlış |
| UYARI | `warning` | büyük olasılıkla yanlış; bir kişi bakmalı |
| BİLGİ | `info` | bilmek yeter; yapılacak bir şey olmayabilir |

Önem yayımlananı değiştirmez. `[run]` altındaki `fail_at` öneminden başlayarak yeni ya da yeniden
açılan bulgular çıkış kodu 1 verir.

## K: ayrılan kayıtlar

K işaretli kuralın bulduğu kayıt *ayrılır*: yayımlanmaz, ama okunan kayıtların hesabında görünür.
Daha önce yayımlanmış hâli kalır ve `bayat` diye işaretlenir; kayıt düzelince yenisi yerine geçer.
Kural onarım da yapıyorsa kayıt, ancak onarılamadığında ayrılır.

## Toplu bulgular

Bazı kurallar bir sütunun bütününde birden görülür. Kaynağın kayıtlarının %1'inden çoğunda ise her
kayıt için ayrı bulgu yerine kaynak ve sütun başına tek bulgu yazılır; kayıtların hepsi içindedir.

## Bir kuralı değiştirmek veya kapatmak

```toml
[rules.KEY-05]
severity = "info"       # error | warning | info
distance_m = 30         # kuralın kendi parametresi

[rules.GEO-12]
severity = "off"        # bildirilmez

[rules.GEO-05]
repair = false          # onarılmaz; kural K olduğundan kayıt ayrılır
```

Kapatılan kural bildirilmez; ayırdığı kayıtlar yine ayrılır, çünkü bozuk bir kayıt, kuralı
susturmakla yayımlanabilir olmaz. Yalnız KEY-09 kapatıldığında hiç uygulanmaz: yinelenen sütun da anahtar
sayılır. Parametreler 0 ya da daha büyük sayılardır ve burada verilen birimdedir.

## Dizin

)";

constexpr std::string_view introduction_en =
    R"(# Rules

[Türkçe](rules.tr.md)

The program writes this page from its rule catalogue: `uavt-sync rules --markdown --lang en`. It
shows the defaults; `uavt-sync rules` shows the values of the configuration in force, and
`uavt-sync rules KEY-01` everything about one rule. A rule's id is for ever: it is never given to
another rule.

In the sentences of the report, values stand in place of the names in `{…}`; `report.json` has them
under the same names in `arguments`.

## Severities

| severity | in the configuration | meaning |
|---|---|---|
| ERROR | `error` | wrong beyond doubt |
| WARNING | `warning` | most likely wrong; somebody should look |
| INFO | `info` | good to know; there may be nothing to do |

A severity changes nothing about what is published. New or reopened findings from the severity
`fail_at` (in `[run]`) upwards give exit code 1.

## K: rows set apart

A row found by a rule marked K is *set apart* (ayrıldı): it is not published, but stands in the
account of the rows read. What was published of it before stays, marked `bayat`, until the row is
corrected. Where the rule also repairs, the row is set apart only if it cannot be repaired.

## Grouped findings

Some rules speak about a whole column at once. Where more than 1% of a source's rows are concerned,
there is one finding for the source and column, with all its rows, in place of one for each row.

## Changing a rule, or switching it off

```toml
[rules.KEY-05]
severity = "info"       # error | warning | info
distance_m = 30         # the rule's own parameter

[rules.GEO-12]
severity = "off"        # not reported

[rules.GEO-05]
repair = false          # not repaired; the rule is K, so the row is set apart
```

A rule that is off is not reported; the rows it sets apart are still set apart, for silence does not
make a broken row fit to publish. KEY-09 alone is not applied at all when it is off: a column that
repeats then counts as a key. Parameters are numbers ≥ 0 in the unit given here.

## Index

)";

/// Text as it is, whatever signs of the markup are in it.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view(R"(\`*<[]|)").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// "KEY-01" → "key-01": what a heading is linked by.
std::string anchor(std::string_view id) {
  std::string out(id);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view marks(const sync::RuleInfo& rule, bool turkish) {
  if (rule.quarantines && rule.repairs) return turkish ? "onarım, K" : "repair, K";
  if (rule.quarantines) return "K";
  if (rule.repairs) return turkish ? "onarım" : "repair";
  return "";
}

std::string index(Language language) {
  const bool tr = language == Language::tr;
  std::string out = tr ? "| kural | önem | etkisi | başlık |\n"
                       : "| rule | severity | effect | title |\n";
  out += "|---|---|---|---|\n";
  for (const sync::RuleInfo& rule : sync::rule_catalogue()) {
    out += fmt::format("| [{}](#{}) | {} | {} | {} |\n", rule.id, anchor(rule.id),
                       severity_word(sync::name(rule.severity), language), marks(rule, tr),
                       plain(tr ? rule.title_tr : rule.title_en));
  }
  return out;
}

/// A labelled paragraph as a list entry, in lines a diff can show.
std::string entry(std::string_view label, std::string_view text) {
  const std::string block =
      wrapped(fmt::format("**{}:** {}", label, text), {.first = 2, .rest = 2});
  return "- " + block.substr(2);
}

std::string parameters(const sync::RuleInfo& rule, bool turkish, Language language) {
  if (rule.parameters.empty()) return "";
  std::string out = turkish ? "\n| parametre | varsayılan | birim |\n"
                            : "\n| parameter | default | unit |\n";
  out += "|---|---|---|\n";
  for (const sync::RuleParameter& parameter : rule.parameters) {
    out += fmt::format("| `{}` | {} | {} |\n", parameter.name, setting_number(parameter.value),
                       plain(unit_word(parameter.unit, language)));
  }
  return out;
}

std::string section(const sync::RuleInfo& rule, Language language) {
  const bool tr = language == Language::tr;
  std::string out = fmt::format("\n### {}\n\n**{}** – {}\n\n", rule.id,
                                plain(tr ? rule.title_tr : rule.title_en),
                                severity_word(sync::name(rule.severity), language));
  out += entry(tr ? "Raporda" : "In the report", plain(tr ? rule.message_tr : rule.message_en));
  if (rule.grouped_above_share) {
    out += entry(tr ? "Toplu" : "Grouped", plain(tr ? rule.grouped_tr : rule.grouped_en));
  }
  out += entry(tr ? "Neden" : "Why", plain(tr ? rule.why_tr : rule.why_en));
  out += entry(tr ? "Düzeltme" : "To correct", plain(tr ? rule.correct_tr : rule.correct_en));
  out += entry(tr ? "Önleme" : "To prevent", plain(tr ? rule.prevent_tr : rule.prevent_en));
  out += entry(tr ? "Kayda etkisi" : "Effect on the row", plain(consequence(rule, language)));
  out += entry(tr ? "Bakılan" : "Looks at", plain(scope_phrase(rule.scope, language)));
  out += entry("ISO 19157", plain(element(rule, language)));
  out += entry(tr ? "Dayanak" : "Source", plain(source_of(rule, language)));
  return out + parameters(rule, tr, language);
}

}  // namespace

std::string rules_markdown(Language language) {
  std::string out(language == Language::tr ? introduction_tr : introduction_en);
  out += index(language);
  std::string_view group;
  for (const sync::RuleInfo& rule : sync::rule_catalogue()) {
    if (rule_group(rule) != group) {
      group = rule_group(rule);
      out += fmt::format("\n## {} – {}\n", group, group_title(group, language));
    }
    out += section(rule, language);
  }
  return out;
}

}  // namespace uavt::report
