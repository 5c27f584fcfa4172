#include "sync/rules_id_space.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "sync/code_index.hpp"

namespace uavt::sync {

namespace {

/// Fewer codes may lie in another space by chance.
constexpr std::uint64_t enough_to_judge = 20;

/// Greatest codes of the country. Source: the register of March 2024, 73 819 mahalle (at most six
/// digits) and 1 251 158 CSBM (at most nine); measured, not promised by anybody.
constexpr std::int64_t greatest_mahalle = 999'999, greatest_street = 999'999'999;

/// The codes in one own-code column of one register.
struct Space {
  Register reg{};
  Layer layer{};
  std::size_t attribute = 0;
  CodeIndex codes;
  std::vector<std::int64_t> values;  ///< as often as they occur

  [[nodiscard]] std::string_view attribute_name() const {
    return layer_type(layer).attributes[attribute].name;
  }
  [[nodiscard]] std::string name() const {
    return fmt::format("{} {}.{}", sync::name(reg), sync::name(layer), attribute_name());
  }
};

std::vector<Space> spaces_of(const Night& night) {
  std::vector<Space> spaces;
  for (std::size_t r = 0; r < register_count; ++r) {
    for (const Layer layer : all_layers) {
      const Table& table = night.sides[r].table(layer);
      for (const std::size_t code : own_codes(layer)) {
        const Column& column = table.columns[code];
        if (!column.known) continue;
        Space space{static_cast<Register>(r), layer, code, CodeIndex(table.size()), {}};
        for (std::uint32_t row = 0; row < table.size(); ++row) {
          if (!live(table.states[row]) || column.null(row)) continue;
          space.codes.insert(column.integers[row], row);
          space.values.push_back(column.integers[row]);
        }
        if (!space.values.empty()) spaces.push_back(std::move(space));
      }
    }
  }
  return spaces;
}

double share_in(const Space& column, const CodeIndex& codes) {
  const auto found = std::ranges::count_if(
      column.values, [&](std::int64_t code) { return codes.find(code) != CodeIndex::none; });
  return static_cast<double>(found) / static_cast<double>(column.values.size());
}

double too_long_share(const Space& column) {
  const std::int64_t greatest = column.attribute_name() == "mahalle_kodu" ? greatest_mahalle
                                : column.attribute_name() == "csbm_kodu"  ? greatest_street
                                                                          : null_integer;
  if (greatest == null_integer) return 0;
  const auto longer = std::ranges::count_if(
      column.values, [&](std::int64_t code) { return code > greatest; });
  return static_cast<double>(longer) / static_cast<double>(column.values.size());
}

/// To whole percents: what is measured may waver a little without being news.
double rounded(double share) {
  return std::round(100 * share) / 100;
}

class ColumnJudge {
 public:
  ColumnJudge(const std::vector<Space>& spaces, const Space& column, const Settings& settings)
      : spaces_(spaces), column_(column), settings_(settings) {}

  /// True when the column's own space is known not to be where its values are.
  bool strange() {
    const Sides both = sides(column_.layer);
    const bool municipal = column_.reg == both.municipal;
    const auto home = std::ranges::find_if(spaces_, [&](const Space& other) {
      return other.reg != column_.reg && other.layer == column_.layer &&
             other.attribute == column_.attribute;
    });
    if (home == spaces_.end()) return municipal;  // nobody else names the thing by this code
    own_share_ = share_in(column_, home->codes);
    spoken_ = true;
    return own_share_ < settings_.parameter(Rule::key_08, "share");
  }

  bool found_elsewhere() {
    const double enough = settings_.parameter(Rule::key_07, "share");
    for (const Space& other : spaces_) {
      if (&other == &column_) continue;
      const bool same_side = other.reg == column_.reg;
      const bool home = other.layer == column_.layer && other.attribute == column_.attribute;
      // On its own side only once the other side has said that the values are not its codes.
      if (home || (same_side && !spoken_)) continue;
      const double share = share_in(column_, other.codes);
      looked_at_ += (looked_at_.empty() ? "" : " · ") + 
                    fmt::format("{} {:.0f}/100", other.name(), 100 * share);
      if (share <= best_share_) continue;
      best_share_ = share;
      best_ = other.name();
    }
    if (best_share_ >= enough) return true;
    best_share_ = too_long_share(column_);
    best_ = "too_long";
    return best_share_ >= enough;
  }

  [[nodiscard]] Finding finding() const {
    Finding finding;
    finding.rule = Rule::key_07;
    finding.severity = settings_.severity(Rule::key_07);
    Subject subject;
    subject.reg = column_.reg;
    subject.layer = column_.layer;
    finding.subjects.push_back(subject);
    finding.attribute = column_.attribute_name();
    finding.arguments = {{"attribute", finding.attribute},
                         {"share", rounded(own_share_)},
                         {"space", best_},
                         {"space_share", rounded(best_share_)},
                         {"spaces", looked_at_}};
    finding.grouped = true;
    return finding;
  }

 private:
  const std::vector<Space>& spaces_;
  const Space& column_;
  const Settings& settings_;
  double own_share_ = 0, best_share_ = 0;
  bool spoken_ = false;
  std::string best_, looked_at_;
};

}  // namespace

void judge_id_spaces(const Night& night, const Settings& settings, std::vector<Finding>& findings) {
  if (!settings.enabled(Rule::key_07)) return;
  const std::vector<Space> spaces = spaces_of(night);
  for (const Space& column : spaces) {
    if (column.values.size() < enough_to_judge) continue;
    ColumnJudge judge(spaces, column, settings);
    if (judge.strange() && judge.found_elsewhere()) findings.push_back(judge.finding());
  }
}

}  // namespace uavt::sync
