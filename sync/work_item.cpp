#include "sync/work_item.hpp"

#include "sync/door_number.hpp"
#include "sync/text.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace uavt::sync {

namespace {

constexpr std::array<std::string_view, 2> list_names = {"uavt", "cbs"};
constexpr std::array<std::string_view, operation_count> operation_names = {
    "duzelt", "tasi", "birlestir", "ekle", "pasife_al"};
constexpr std::array<std::string_view, work_reason_count> reason_names = {
    "yalniz_cbs",   "yalniz_uavt", "deger_farkli", "baska_yerde",
    "konum_farkli", "iki_kod",     "cift_kayit",   "yikilmis", "reddedildi"};
constexpr std::array<std::string_view, 3> state_names = {"open", "reopened", "closed"};

/// Codes have up to ten digits and more; what has none comes last.
constexpr std::size_t code_width = 19;
constexpr std::size_t number_width = 9;

std::string padded(std::int64_t number, std::size_t width) {
  if (number == null_integer) return std::string(width, '~');
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

/// "12/A" behind "12" and before "13"; a number nobody can read behind all of them.
std::string by_number(const std::string& text) {
  const std::string canonical = canonical_door_number(text);
  const auto number = door_number(canonical);
  return (number ? padded(number->first, number_width) : std::string(number_width, '~')) +
         canonical;
}

std::size_t rank(const WorkItem& item) {
  const std::size_t forward = index(item.layer);  // parents before children
  return item.operation == Operation::retire ? layer_count - forward : forward;
}

}  // namespace

std::string_view name(WorkList list) { return list_names[static_cast<std::size_t>(list)]; }

std::optional<WorkList> work_list_named(std::string_view name) {
  const auto found = std::ranges::find(list_names, name);
  if (found == list_names.end()) return std::nullopt;
  return static_cast<WorkList>(found - list_names.begin());
}

std::string_view name(Operation operation) {
  return operation_names[static_cast<std::size_t>(operation)];
}

std::optional<Operation> operation_named(std::string_view name) {
  const auto found = std::ranges::find(operation_names, name);
  if (found == operation_names.end()) return std::nullopt;
  return static_cast<Operation>(found - operation_names.begin());
}

std::string_view name(WorkReason reason) { return reason_names[static_cast<std::size_t>(reason)]; }

std::string_view name(ItemState state) { return state_names[static_cast<std::size_t>(state)]; }

std::string fingerprint_of(const WorkItem& item) {
  std::string text = "duzeltme";
  for (const std::string_view part : {name(item.list), name(item.operation), name(item.layer),
                                      std::string_view(item.key), std::string_view(item.group)}) {
    text += '\x1f';
    text += part;
  }
  return hash_hex(text);
}

std::string sort_key_of(const WorkItem& item) {
  const WorkRecord& record = item.record;
  const std::string& door = record.dis_kapi.empty() ? record.yeni_dis_kapi : record.dis_kapi;
  const std::string& inner = record.ic_kapi.empty() ? record.yeni_ic_kapi : record.ic_kapi;
  const bool retire = item.operation == Operation::retire;
  std::string key = padded(record.mahalle_kodu, code_width);
  key += retire ? '1' : '0';
  key += static_cast<char>('0' + rank(item));
  key += padded(record.csbm_kodu, code_width);
  key += static_cast<char>('0' + static_cast<int>(item.operation));
  key += "000";  // a step in a chain of numbers (sync/typing_order)
  key += by_number(door) + ' ' + by_number(inner) + ' ' + item.key + ' ' + item.group;
  return key;
}

void sort_for_typing(std::vector<ToldItem>& items) {
  std::ranges::sort(items, {}, [](const ToldItem& item) {
    return std::tuple(item.state == ItemState::closed, item.list, std::string_view(item.sort_key),
                      item.number);
  });
}

}  // namespace uavt::sync
