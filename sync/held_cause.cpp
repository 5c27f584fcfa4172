#include "sync/held_cause.hpp"

#include "sync/image.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace uavt::sync {

namespace {

using Mahalle = std::array<std::vector<std::int64_t>, layer_count>;

/// So much of what changed must be alike before it is called the reason; the rest is what happens
/// on any day.
constexpr double most = 0.8;
/// A row that is still there and has the missing ones' value speaks against a filter; a few may be
/// new.
constexpr double few = 0.05;
/// Displacements that differ by less are one displacement. Units: metres; a drawing's noise.
constexpr double one_shift_m = 0.25;

/// Attributes in which a filter is set or a column is mistaken: what people type.
bool typed(const Attribute& attribute) {
  return attribute.role == Role::value || attribute.role == Role::foreign_code;
}

class Evidence {
 public:
  Evidence(const Night& night, const Stored& stored, const std::vector<RowChange>& changes,
           const GuardScope& scope, const Mahalle& mahalle)
      : side_(night.side(scope.reg)), table_(side_.table(scope.layer)),
        images_(side_.images[index(scope.layer)]), scope_(scope) {
    for (const RowChange& change : changes) {
      const bool here = change.layer == scope.layer && change.reg == scope.reg &&
                        change.operation == scope.operation &&
                        (change.from == scope.mahalle || change.to == scope.mahalle);
      if (here) changes_.push_back(change);
    }
    std::set<std::int32_t> gone;
    for (const RowChange& change : changes_) {
      if (change.operation == GuardOperation::removal) gone.insert(change.image);
    }
    const std::vector<std::int64_t>& numbers =
        stored.published[index(scope.layer)].table.tucbs_no;
    for (std::size_t image = 0; image < images_.size(); ++image) {
      const std::int32_t row = row_of(numbers, images_.tucbs_no[image]);
      if (row == no_row || gone.contains(static_cast<std::int32_t>(image)) ||
          mahalle[index(scope.layer)][static_cast<std::size_t>(row)] != scope.mahalle) {
        continue;
      }
      staying_.push_back(image);
    }
  }

  [[nodiscard]] std::uint64_t staying() const { return staying_.size(); }

  /// All that is missing has one value of an attribute, and what stays has another.
  [[nodiscard]] bool filtered(HeldCause& cause) const {
    const auto attributes = table_.type().attributes;
    if (staying_.empty()) return false;
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      if (!typed(attributes[a])) continue;
      const Column& column = images_.columns[a];
      const auto first = static_cast<std::size_t>(changes_.front().image);
      if (column.null(first)) continue;
      const auto has_it = [&](std::size_t image) { return equal_value(column, image, column, first); };
      const bool all = std::ranges::all_of(changes_, [&](const RowChange& change) {
        return has_it(static_cast<std::size_t>(change.image));
      });
      if (!all) continue;
      const auto still = static_cast<double>(std::ranges::count_if(staying_, has_it));
      if (still > few * static_cast<double>(changes_.size())) continue;
      cause.kind = HeldCauseKind::filter;
      cause.attribute = attributes[a].name;
      cause.value = value_text(attributes[a], column, first);
      return true;
    }
    return false;
  }

  /// Most rows changed in one and the same attribute.
  [[nodiscard]] bool shifted_column(HeldCause& cause) const {
    const auto attributes = table_.type().attributes;
    std::map<std::size_t, std::uint64_t> alone;
    for (const RowChange& change : changes_) {
      const std::vector<std::size_t> changed = changed_attributes(change);
      if (changed.size() == 1 && !moved(change)) ++alone[changed.front()];
    }
    const auto largest = std::ranges::max_element(
        alone, {}, [](const auto& each) { return each.second; });
    if (largest == alone.end() || static_cast<double>(largest->second) < enough()) return false;
    cause.kind = HeldCauseKind::shifted_column;
    cause.attribute = attributes[largest->first].name;
    cause.value = shown_instead(largest->first);
    return true;
  }

  /// Everything moved by the same distance in the same direction.
  [[nodiscard]] bool shifted(HeldCause& cause) const {
    std::vector<geo::Point> ways;
    for (const RowChange& change : changes_) {
      if (!moved(change)) continue;
      const geo::Point now = table_.geometry.centre(static_cast<std::size_t>(change.row));
      const geo::Point before = images_.geometry.centre(static_cast<std::size_t>(change.image));
      if (std::isfinite(now.x) && std::isfinite(before.x)) {
        ways.push_back({now.x - before.x, now.y - before.y});
      }
    }
    if (static_cast<double>(ways.size()) < enough()) return false;
    const geo::Point middle{median(ways, &geo::Point::x), median(ways, &geo::Point::y)};
    if (std::hypot(middle.x, middle.y) < one_shift_m) return false;
    const auto alike = std::ranges::count_if(ways, [&](const geo::Point& way) {
      return std::hypot(way.x - middle.x, way.y - middle.y) < one_shift_m;
    });
    if (static_cast<double>(alike) < enough()) return false;
    cause.kind = HeldCauseKind::constant_shift;
    cause.east_m = std::round(middle.x * 100) / 100;
    cause.north_m = std::round(middle.y * 100) / 100;
    return true;
  }

 private:
  [[nodiscard]] double enough() const { return most * static_cast<double>(changes_.size()); }

  [[nodiscard]] bool moved(const RowChange& change) const {
    return !equal_geometry(table_.geometry[static_cast<std::size_t>(change.row)],
                           images_.geometry[static_cast<std::size_t>(change.image)]);
  }

  [[nodiscard]] std::vector<std::size_t> changed_attributes(const RowChange& change) const {
    std::vector<std::size_t> changed;
    const auto attributes = table_.type().attributes;
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      if (attributes[a].role == Role::reference || attributes[a].role == Role::shadow) continue;
      if (!equal_value(table_.columns[a], static_cast<std::size_t>(change.row), images_.columns[a],
                       static_cast<std::size_t>(change.image))) {
        changed.push_back(a);
      }
    }
    return changed;
  }

  /// The attribute whose last values the changed one shows now; empty: none.
  [[nodiscard]] std::string shown_instead(std::size_t attribute) const {
    const auto attributes = table_.type().attributes;
    for (std::size_t other = 0; other < attributes.size(); ++other) {
      if (other == attribute || !typed(attributes[other])) continue;
      std::uint64_t same = 0;
      for (const RowChange& change : changes_) {
        const std::string now = value_text(attributes[attribute], table_.columns[attribute],
                                           static_cast<std::size_t>(change.row));
        same += !now.empty() && now == value_text(attributes[other], images_.columns[other],
                                                  static_cast<std::size_t>(change.image))
                    ? 1
                    : 0;
      }
      if (static_cast<double>(same) >= enough()) return std::string(attributes[other].name);
    }
    return {};
  }

  static double median(std::vector<geo::Point>& ways, double geo::Point::* axis) {
    const auto middle = ways.begin() + static_cast<std::ptrdiff_t>(ways.size() / 2);
    std::ranges::nth_element(ways, middle, {}, axis);
    return (*middle).*axis;
  }

  const Side& side_;
  const Table& table_;
  const Table& images_;
  const GuardScope& scope_;
  std::vector<RowChange> changes_;
  std::vector<std::size_t> staying_;  ///< images of the mahalle that are still delivered
};

}  // namespace

HeldCause held_cause(const Night& night, const Stored& stored,
                     const std::vector<RowChange>& changes, const ScopeCount& trigger,
                     const std::vector<ScopeCount>& counts, const Mahalle& mahalle) {
  HeldCause cause;
  const GuardScope& scope = trigger.scope;
  const Evidence evidence(night, stored, changes, scope, mahalle);
  // As many of the same layer come as go: the same things under other codes.
  const auto opposite = [&](GuardOperation operation) {
    GuardScope other = scope;
    other.operation = operation;
    const auto found = std::ranges::find(counts, other, &ScopeCount::scope);
    return found == counts.end() ? 0.0 : static_cast<double>(found->count);
  };
  const double come = opposite(GuardOperation::addition);
  const double go = opposite(GuardOperation::removal);
  if (scope.operation != GuardOperation::update && std::min(come, go) >= most * std::max(come, go)) {
    cause.kind = HeldCauseKind::recoded;
  } else if (scope.operation == GuardOperation::removal) {
    if (!evidence.filtered(cause)) {
      cause.kind = HeldCauseKind::short_file;
      cause.now = evidence.staying();
    }
  } else if (scope.operation == GuardOperation::update && !evidence.shifted(cause)) {
    static_cast<void>(evidence.shifted_column(cause));
  }
  return cause;
}

}  // namespace uavt::sync
