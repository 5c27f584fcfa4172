// The one sentence everybody reads: was the night published, what changed, what is new.
#include "report/report.hpp"

#include "report/held.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace uavt::report {

namespace {

using sync::Language;

struct Counts {
  std::uint64_t changes = 0, rows_read = 0;
  std::uint64_t fresh = 0, reopened = 0, fixed = 0;
  std::uint64_t expired = 0;           ///< reopened because their waiver ended: not in `reopened`
  bool failing = false;                ///< something new at or over `fail_at`
  std::vector<std::string> not_read;   ///< required sources
};

Counts counted(const sync::Result& result, const sync::Settings& settings) {
  Counts counts;
  for (const sync::LayerResult& layer : result.layers) {
    counts.changes += layer.inserted + layer.updated + layer.deleted;
  }
  const auto count = [&](const auto& finding) {
    const bool fresh = finding.state == sync::FindingState::fresh;
    const bool reopened = finding.state == sync::FindingState::reopened;
    counts.fresh += fresh ? 1u : 0u;
    counts.expired += reopened && finding.waiver_expired ? 1u : 0u;
    counts.reopened += reopened && !finding.waiver_expired ? 1u : 0u;
    counts.fixed += finding.state == sync::FindingState::fixed ? 1u : 0u;
    counts.failing |= (fresh || reopened) && finding.severity >= settings.run.fail_at;
  };
  std::ranges::for_each(result.findings, count);
  std::ranges::for_each(result.kept, count);
  for (const sync::SourceResult& source : result.sources) {
    counts.rows_read += source.rows_read;
    const auto set = std::ranges::find(settings.sources, source.name, &sync::SourceSettings::name);
    const bool required = set != settings.sources.end() && set->required;
    if (!source.read && required) counts.not_read.push_back(visible(source.name));
  }
  return counts;
}

std::string plural(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number(count, Language::en), count == 1 ? one : many);
}

std::string first_sentence_tr(const Counts& counts, bool layers, bool applied) {
  const auto text = [](std::uint64_t count) { return number(count, Language::tr); };
  if (!counts.not_read.empty()) {
    return fmt::format("Yayımlanmadı: kaynak okunamadı ({}).", fmt::join(counts.not_read, ", "));
  }
  if (applied) {
    return counts.changes == 0 ? "Değişiklik yok, yayımlanan veri güncel."
                               : fmt::format("Yayımlandı: {} değişiklik.", text(counts.changes));
  }
  if (!layers) {
    return fmt::format("Denetlendi: {} kayıt (deneme: hiçbir şey yazılmadı).",
                       text(counts.rows_read));
  }
  if (counts.changes == 0) return "Değişiklik yok (deneme: hiçbir şey yazılmadı).";
  return fmt::format("Yayımlanmadı: {} değişiklik hazır (deneme: hiçbir şey yazılmadı).",
                     text(counts.changes));
}

std::string first_sentence_en(const Counts& counts, bool layers, bool applied) {
  if (!counts.not_read.empty()) {
    return fmt::format("Not published: {} could not be read ({}).",
                       counts.not_read.size() == 1 ? "a source" : "sources",
                       fmt::join(counts.not_read, ", "));
  }
  const std::string changes = plural(counts.changes, "change", "changes");
  if (applied) {
    return counts.changes == 0 ? "No changes, what is published is up to date."
                               : fmt::format("Published: {}.", changes);
  }
  if (!layers) {
    return fmt::format("Checked: {} (trial: nothing was written).",
                       plural(counts.rows_read, "record", "records"));
  }
  if (counts.changes == 0) return "No changes (trial: nothing was written).";
  return fmt::format("Not published: {} ready (trial: nothing was written).", changes);
}

std::string findings_sentence(const Counts& counts, Language language) {
  const bool turkish = language == Language::tr;
  std::vector<std::string> parts;
  const auto part = [&](std::uint64_t count, std::string_view tr, std::string_view en) {
    if (count == 0) return;
    parts.push_back(fmt::format("{} {}", number(count, language), turkish ? tr : en));
  };
  part(counts.fresh, "yeni", "new");
  part(counts.reopened, "yeniden açılan", "reopened");
  part(counts.fixed, "giderilen", "fixed");
  if (parts.empty() && counts.expired == 0) {
    return turkish ? "Yeni bulgu yok." : "No new findings.";
  }
  if (turkish) {
    const std::string_view first = parts.empty() ? "İstisna" : "istisna";
    if (counts.expired > 0) {
      parts.push_back(fmt::format("{} süresi dolan {}", first, number(counts.expired, language)));
    }
    return fmt::format("{} bulgu.", fmt::join(parts, ", "));
  }
  const auto noun = [](std::uint64_t count) { return count == 1 ? "finding" : "findings"; };
  std::string sentence;
  if (!parts.empty()) {
    sentence = fmt::format("{} {}", fmt::join(parts, ", "),
                           noun(counts.fresh + counts.reopened + counts.fixed));
  }
  if (counts.expired > 0) {
    sentence += fmt::format("{}{} {}", sentence.empty() ? "" : ", ",
                            number(counts.expired, language), noun(counts.expired));
    sentence += " whose waiver has expired";
  }
  return sentence + ".";
}

}  // namespace

sync::Verdict verdict(const sync::Result& result, const sync::Settings& settings, bool applied) {
  const Counts counts = counted(result, settings);
  const bool layers = !result.layers.empty();
  const bool refused = !counts.not_read.empty();
  sync::Verdict verdict;
  verdict.published = applied && !refused;
  verdict.exit_code = refused ? 3 : !result.held.empty() ? 6 : counts.failing ? 1 : 0;
  verdict.tr = first_sentence_tr(counts, layers, applied);
  verdict.en = first_sentence_en(counts, layers, applied);
  verdict.tr += held_sentence(result.held, Language::tr);
  verdict.en += held_sentence(result.held, Language::en);
  verdict.tr += " " + findings_sentence(counts, Language::tr);
  verdict.en += " " + findings_sentence(counts, Language::en);
  return verdict;
}

sync::Verdict refusal(const std::string& reason, int exit_code) {
  sync::Verdict verdict;
  const std::string shown = visible(reason);
  verdict.tr = "Yayımlanmadı: " + shown;
  verdict.en = "Not published: " + shown;
  verdict.exit_code = exit_code;
  return verdict;
}

}  // namespace uavt::report
