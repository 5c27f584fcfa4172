#include "sync/row_numbers.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sync/content.hpp"
#include "sync/mapping_values.hpp"
#include "sync/night.hpp"

namespace uavt::sync {

namespace {

/// Fewer rows may count from one by chance.
constexpr std::size_t enough_to_judge = 20;

/// What a row is, by content and place; places within half a metre are mostly one.
std::string likeness(const Table& table, std::size_t row) {
  std::string text = canonical_content(table, row);
  if (table.geometry.kind(row) == geo::Kind::null || !table.geometry.finite(row)) return text;
  const geo::Point at = table.geometry.centre(row);
  text += std::to_string(std::llround(2 * at.x)) + ' ' + std::to_string(std::llround(2 * at.y));
  return text;
}

std::vector<std::size_t> rows_with_id_alone(const Table& table) {
  std::vector<std::size_t> rows;
  if (table.ids.size() != table.size()) return rows;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const bool counts = table.states[row] == RowState::valid ||
                        table.states[row] == RowState::last_seen;
    if (counts && !table.ids.null(row) && !has_code(table, row)) rows.push_back(row);
  }
  return rows;
}

/// n different whole numbers from 0 or 1 on, without a hole.
bool counts_up(const Table& table, const std::vector<std::size_t>& rows) {
  std::vector<std::int64_t> numbers;
  numbers.reserve(rows.size());
  for (const std::size_t row : rows) {
    const auto number = integer_of(table.ids[row]);
    if (!number) return false;
    numbers.push_back(*number);
  }
  std::ranges::sort(numbers);
  const auto repeated = std::ranges::adjacent_find(numbers);
  const auto span = numbers.back() - numbers.front() + 1;
  return repeated == numbers.end() && (numbers.front() == 0 || numbers.front() == 1) &&
         static_cast<std::size_t>(span) == numbers.size();
}

}  // namespace

IdKind id_kind(const Table& rows, const Table& images, double moved_share) {
  const std::vector<std::size_t> ours = rows_with_id_alone(rows);
  if (ours.size() < enough_to_judge || !counts_up(rows, ours)) return IdKind::lasting;
  std::unordered_map<std::string, std::string> by_id;
  std::unordered_set<std::string> known;
  for (const std::size_t image : rows_with_id_alone(images)) {
    std::string like = likeness(images, image);
    known.insert(like);
    by_id.emplace(images.ids[image], std::move(like));
  }
  std::size_t shared = 0, moved = 0;
  for (const std::size_t row : ours) {
    const auto before = by_id.find(std::string(rows.ids[row]));
    if (before == by_id.end()) continue;
    ++shared;
    const std::string like = likeness(rows, row);
    moved += like != before->second && known.contains(like) ? 1 : 0;
  }
  const bool renumbered =
      moved > 1 && static_cast<double>(moved) >= moved_share * static_cast<double>(shared);
  return renumbered ? IdKind::renumbered : IdKind::counting;
}

}  // namespace uavt::sync
