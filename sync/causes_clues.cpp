#include "sync/causes_clues.hpp"

#include "sync/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace uavt::sync {

namespace {

struct RuleClues {
  std::string_view rule;
  std::uint8_t clues;
};

/// Which rule is evidence of what. By id, so that a rule may stand here before it is in the
/// catalogue (RULES); a rule that is not here can still be part of a bad load or file.
constexpr std::array rule_clues = {
    RuleClues{"CRS-04", of_place},
    RuleClues{"CRS-05", of_place},
    RuleClues{"KEY-02", of_value},
    RuleClues{"KEY-03", of_absence},
    RuleClues{"KEY-04", of_value | of_street},
    RuleClues{"KEY-05", of_place | of_street},
    RuleClues{"KEY-06", of_value},
    RuleClues{"MOD-02", of_absence},
    RuleClues{"MOD-03", of_value},
    RuleClues{"MOD-04", of_value | of_list},
    RuleClues{"MOD-05", of_value},
    RuleClues{"MOD-09", of_letters},
    RuleClues{"MOD-10", of_value},
    RuleClues{"SRC-04", of_letters},
    RuleClues{"TOP-02", of_place},
    RuleClues{"TOP-03", of_place},
    RuleClues{"TOP-04", of_place},
    RuleClues{"TOP-07", of_place | of_street},
    RuleClues{"TOP-08", of_place},
    RuleClues{"TOP-09", of_place},
    RuleClues{"TOP-14", of_place},
    RuleClues{"PAR-02", of_place},
    RuleClues{"NUM-01", of_street},
    RuleClues{"NUM-02", of_place | of_street},
    RuleClues{"NUM-03", of_place | of_street},
    RuleClues{"NUM-04", of_value},
    RuleClues{"NUM-05", of_street},
    RuleClues{"NUM-07", of_street},
    RuleClues{"NUM-08", of_place | of_street},
    RuleClues{"NUM-11", of_street},
    RuleClues{"UAV-01", of_street},
    RuleClues{"UAV-02", of_street},
    RuleClues{"UAV-03", of_street},
    RuleClues{"UAV-04", of_place},
    RuleClues{"UAV-05", of_street},
    RuleClues{"UAV-08", of_street},
    RuleClues{"UAV-09", of_street},
    RuleClues{"UAV-10", of_street},
};

constexpr std::size_t longest_part = 40;

bool plain_word(std::string_view part) {
  return !part.empty() && part.size() <= longest_part &&
         std::ranges::all_of(part, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '_' || c == '-' || c == '.' || c == '#';
         });
}

}  // namespace

std::uint8_t clues_of(Rule rule) {
  static const auto all = [] {
    std::array<std::uint8_t, rule_count> clues{};
    for (const RuleClues& each : rule_clues) {
      if (const auto known = rule_named(each.rule)) {
        clues[static_cast<std::size_t>(*known)] = each.clues;
      }
    }
    return clues;
  }();
  return all[static_cast<std::size_t>(rule)];
}

RowKey row_key(Register reg, Layer layer, std::size_t row) {
  return (static_cast<RowKey>(reg) << 48U) | (static_cast<RowKey>(layer) << 40U) |
         static_cast<RowKey>(row);
}

std::string Clues::source_name(std::uint16_t source) const {
  return source < settings.sources.size() ? settings.sources[source].name : std::string();
}

std::string cause_id(CauseKind kind, std::initializer_list<std::string_view> parts) {
  constexpr std::size_t hash_digits = 12;
  std::string id(name(kind));
  for (const std::string_view part : parts) {
    id += ':';
    id += plain_word(part) ? std::string(part) : hash_hex(part).substr(0, hash_digits);
  }
  return id;
}

std::span<const Subject> rows_of(const Finding& finding) {
  const std::span<const Subject> all(finding.subjects);
  return finding.grouped ? all : all.first(std::min<std::size_t>(all.size(), 1));
}

double binomial_tail(std::uint64_t wrong, std::uint64_t rows, double rate) {
  if (wrong == 0 || rate >= 1) return 1;
  if (rate <= 0 || wrong > rows) return 0;
  const auto n = static_cast<double>(rows);
  const auto log_term = [&](double k) {
    return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
           k * std::log(rate) + (n - k) * std::log1p(-rate);
  };
  constexpr double negligible = 1e-12;
  double sum = 0;
  for (std::uint64_t k = wrong; k <= rows; ++k) {
    const double term = std::exp(log_term(static_cast<double>(k)));
    sum += term;
    // Past the mean every term is smaller than the one before.
    if (static_cast<double>(k) > n * rate && term <= negligible * sum) break;
  }
  return std::min(sum, 1.0);
}

bool systematic(const Rate& here, const Rate& elsewhere, std::size_t places) {
  if (here.wrong < fewest_rows || here.share() < systematic_share) return false;
  if (elsewhere.rows < fewest_rows) return false;  // nothing to be different from
  // One wrong row more than was seen, so that "never" is not "impossible".
  const double usual = static_cast<double>(elsewhere.wrong + 1) /
                       static_cast<double>(elsewhere.rows + 1);
  if (here.share() < times_elsewhere * elsewhere.share()) return false;
  return binomial_tail(here.wrong, here.rows, usual) * static_cast<double>(places) <= chance;
}

}  // namespace uavt::sync
