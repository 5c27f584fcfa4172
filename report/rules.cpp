#include "report/rules.hpp"

#include "report/rules_words.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace uavt::report {

namespace {

using sync::Language;

/// Labels of one rule's page.
struct Labels {
  std::string_view in_report, grouped, why, correct, prevent, severity, state, effect, scope,
      iso19157, source, parameter, settings;
  std::string_view on, off, by_default;
  std::string_view grouped_note;
};

constexpr Labels turkish = {
    .in_report = "Raporda",
    .grouped = "Toplu",
    .why = "Neden",
    .correct = "Düzeltme",
    .prevent = "Önleme",
    .severity = "Önem",
    .state = "Durum",
    .effect = "Kayda etkisi",
    .scope = "Bakılan",
    .iso19157 = "ISO 19157",
    .source = "Dayanak",
    .parameter = "Parametre",
    .settings = "Ayar",
    .on = "açık",
    .off = "kapalı",
    .by_default = "varsayılan",
    .grouped_note = "kaynağın kayıtlarının %1'inden çoğunda ise sütun başına tek bulgu:",
};

constexpr Labels english = {
    .in_report = "In the report",
    .grouped = "Grouped",
    .why = "Why",
    .correct = "To correct",
    .prevent = "To prevent",
    .severity = "Severity",
    .state = "State",
    .effect = "Effect",
    .scope = "Looks at",
    .iso19157 = "ISO 19157",
    .source = "Source",
    .parameter = "Parameter",
    .settings = "Setting",
    .on = "on",
    .off = "off",
    .by_default = "default",
    .grouped_note = "one finding a column where over 1% of the source's rows have it:",
};

const Labels& labels(Language language) {
  return language == Language::tr ? turkish : english;
}

/// The text in a column of its own beside its label.
std::string labelled(std::string_view label, std::string_view text) {
  constexpr std::size_t margin = 17;
  std::string block = wrapped(text, {.first = margin, .rest = margin});
  std::string head = fmt::format("  {}", label);
  if (columns(head) < margin) head.append(margin - columns(head), ' ');
  return block.replace(0, margin, head);
}

std::string padded(std::string text, std::size_t width) {
  if (columns(text) < width) text.append(width - columns(text), ' ');
  return text;
}

bool configured_otherwise(const sync::RuleInfo& rule, const sync::Settings& settings) {
  if (!settings.enabled(rule.rule) || settings.severity(rule.rule) != rule.severity) return true;
  if (rule.repairs && !settings.repairs(rule.rule)) return true;
  return std::ranges::any_of(rule.parameters, [&](const sync::RuleParameter& parameter) {
    return settings.parameter(rule.rule, std::string(parameter.name)) != parameter.value;
  });
}

/// Where the values in force come from.
std::string origin_of_values(const sync::Settings& settings, Language language) {
  const bool tr = language == Language::tr;
  if (settings.file.empty()) return tr ? "varsayılan değerler" : "default values";
  return fmt::format("{}: {}", tr ? "yapılandırma" : "configuration",
                     visible(settings.file.string()));
}

std::string severity_line(const sync::RuleInfo& rule, const sync::Settings& settings,
                          Language language) {
  const std::string in_force = severity_word(sync::name(settings.severity(rule.rule)), language);
  if (settings.severity(rule.rule) == rule.severity) return in_force;
  return fmt::format("{} ({}: {})", in_force, labels(language).by_default,
                     severity_word(sync::name(rule.severity), language));
}

std::string parameter_line(const sync::RuleInfo& rule, const sync::RuleParameter& parameter,
                           const sync::Settings& settings, Language language) {
  const double value = settings.parameter(rule.rule, std::string(parameter.name));
  return fmt::format("{} = {} ({}; {}: {})", parameter.name, setting_number(value),
                     unit_word(parameter.unit, language), labels(language).by_default,
                     setting_number(parameter.value));
}

std::string effect_line(const sync::RuleInfo& rule, const sync::Settings& settings,
                        Language language) {
  std::string line(consequence(rule, language));
  if (rule.repairs && !settings.repairs(rule.rule)) {
    line += language == Language::tr ? "; yürürlükteki: repair = false"
                                     : "; in force: repair = false";
  }
  return line;
}

std::string setting_keys(const sync::RuleInfo& rule) {
  std::string keys = fmt::format("[rules.{}]: severity", rule.id);
  if (rule.repairs) keys += ", repair";
  for (const sync::RuleParameter& parameter : rule.parameters) {
    keys += fmt::format(", {}", parameter.name);
  }
  return keys;
}

}  // namespace

std::string rules_text(const sync::Settings& settings, Language language) {
  constexpr std::size_t title_width = 70;  // what the columns before it leave of the page
  const bool tr = language == Language::tr;
  std::string out = fmt::format("{} {} · {}\n", sync::rule_catalogue().size(),
                                tr ? "kural" : "rules", origin_of_values(settings, language));
  std::string_view group;
  bool any_changed = false;
  for (const sync::RuleInfo& rule : sync::rule_catalogue()) {
    if (rule_group(rule) != group) {
      group = rule_group(rule);
      out += fmt::format("\n{} · {}\n", group, group_title(group, language));
    }
    const bool changed = configured_otherwise(rule, settings);
    any_changed |= changed;
    std::string severity = severity_word(sync::name(settings.severity(rule.rule)), language);
    if (changed) severity += '*';
    const Labels& words = labels(language);
    const bool on = settings.enabled(rule.rule);
    out += fmt::format("  {}  {} {} {}\n", padded(std::string(rule.id), 6), padded(severity, 8),
                       padded(std::string(on ? words.on : words.off), 6),
                       shortened(tr ? rule.title_tr : rule.title_en, title_width));
  }
  if (any_changed) {
    out += tr ? "\n* varsayılandan farklı ayarlanmış\n" : "\n* set differently from the default\n";
  }
  out += tr ? "\nBir kuralın tamamı: uavt-sync rules KEY-01\n"
            : "\nAll about a rule: uavt-sync rules KEY-01\n";
  return out;
}

std::string rule_text(const sync::RuleInfo& rule, const sync::Settings& settings,
                      Language language) {
  const bool tr = language == Language::tr;
  const Labels& words = labels(language);
  std::string out = wrapped(fmt::format("{} · {}", rule.id, tr ? rule.title_tr : rule.title_en),
                            {.first = 0, .rest = 2});
  out += '\n';
  out += labelled(words.in_report, tr ? rule.message_tr : rule.message_en);
  if (rule.grouped_above_share) {
    out += labelled(words.grouped, fmt::format("{} {}", words.grouped_note,
                                               tr ? rule.grouped_tr : rule.grouped_en));
  }
  out += labelled(words.why, tr ? rule.why_tr : rule.why_en);
  out += labelled(words.correct, tr ? rule.correct_tr : rule.correct_en);
  out += labelled(words.prevent, tr ? rule.prevent_tr : rule.prevent_en);
  out += '\n';
  out += labelled(words.severity, severity_line(rule, settings, language));
  out += labelled(words.state, settings.enabled(rule.rule) ? words.on : words.off);
  out += labelled(words.effect, effect_line(rule, settings, language));
  out += labelled(words.scope, scope_phrase(rule.scope, language));
  out += labelled(words.iso19157, element(rule, language));
  out += labelled(words.source, source_of(rule, language));
  for (const sync::RuleParameter& parameter : rule.parameters) {
    out += labelled(words.parameter, parameter_line(rule, parameter, settings, language));
  }
  out += labelled(words.settings, setting_keys(rule));
  return out;
}

std::string_view nearest_rule(std::string_view word) {
  const std::string folded = sync::folded_identifier(word);
  std::string_view best;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const sync::RuleInfo& rule : sync::rule_catalogue()) {
    const std::size_t distance = sync::edit_distance(folded, sync::folded_identifier(rule.id));
    if (distance < least) {
      least = distance;
      best = rule.id;
    }
  }
  return best;
}

}  // namespace uavt::report
