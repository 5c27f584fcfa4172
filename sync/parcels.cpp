#include "sync/parcels.hpp"

#include "sync/text.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <optional>

namespace uavt::sync {

namespace {

bool digits_only(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string part(const Column& column, std::size_t row) {
  if (column.null(row)) return {};
  const std::string_view given = column.texts[row];
  std::string text = digits_only(given) ? std::string(given) : plain_form(given);
  return text == "-" || text == "0" ? std::string() : text;
}

std::string key_of(const Column& islands, const Column& numbers, std::size_t row) {
  std::string number = part(numbers, row);
  return number.empty() ? number : part(islands, row) + "/" + number;
}

/// `part` of what is digits or nothing, as nearly all are; nullopt: ask `part`.
std::optional<std::string_view> plain_part(const Column& column, std::size_t row) {
  const std::string_view given = column.null(row) ? std::string_view() : column.texts[row];
  if (!digits_only(given)) return std::nullopt;
  return given == "0" ? std::string_view() : given;
}

/// The hash of `key_of`, 0 for none, mostly without making the text.
std::uint64_t hashed_key(const Column& islands, const Column& numbers, std::size_t row) {
  const auto number = plain_part(numbers, row), island = plain_part(islands, row);
  std::array<char, 64> text;
  if (!number || !island || number->size() + island->size() >= text.size()) {
    const std::string key = key_of(islands, numbers, row);
    return key.empty() ? 0 : hash64(key);
  }
  if (number->empty()) return 0;
  auto end = std::ranges::copy(*island, text.begin()).out;
  *end++ = '/';
  end = std::ranges::copy(*number, end).out;
  return hash64({text.data(), static_cast<std::size_t>(end - text.begin())});
}

Register register_of_parcels(const Night& night) {
  const Table& national = night.side(Register::takbis).table(Layer::parcel);
  const bool any = std::ranges::any_of(national.states, [](RowState state) { return live(state); });
  return any ? Register::takbis : Register::cbs;
}

}  // namespace

std::string parcel_key(const Table& table, std::size_t row) {
  return key_of(table.columns[position(table.layer, "ada")],
                table.columns[position(table.layer, "parsel")], row);
}

std::vector<std::uint64_t> Parcels::keys_of(const Table& table) {
  std::vector<std::uint64_t> keys(table.size(), 0);
  const Column& islands = table.columns[position(table.layer, "ada")];
  const Column& numbers = table.columns[position(table.layer, "parsel")];
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, table.size(), 1024), [&](const auto& range) {
    for (std::size_t row = range.begin(); row < range.end(); ++row) {
      if (!live(table.states[row])) continue;
      keys[row] = hashed_key(islands, numbers, row);
    }
  });
  return keys;
}

Parcels::Parcels(const Night& night)
    : reg_(register_of_parcels(night)), table_(&night.side(reg_).table(Layer::parcel)) {
  const Column& states = table_->columns[position(Layer::parcel, "durum")];
  const auto passive = layer_type(Layer::parcel)
                           .attributes[position(Layer::parcel, "durum")]
                           .list->position("pasif");
  drawn_.resize(table_->size());
  passive_.resize(table_->size());
  keys_ = keys_of(*table_);
  // Rows of one key one after the other, in their order: counted, then put in place.
  by_key_ = CodeIndex(table_->size());
  std::vector<std::uint32_t> group(table_->size(), CodeIndex::none), sizes;
  for (std::uint32_t row = 0; row < table_->size(); ++row) {
    passive_[row] = !states.null(row) && states.integers[row] == passive;
    drawn_[row] = live(table_->states[row]) && passive_[row] == 0 &&
                  table_->geometry.kind(row) == geo::Kind::polygon;
    if (keys_[row] == 0) continue;
    group[row] = by_key_.insert(static_cast<std::int64_t>(keys_[row]),
                                static_cast<std::uint32_t>(sizes.size()));
    if (group[row] == sizes.size()) sizes.push_back(0);
    ++sizes[group[row]];
  }
  first_.assign(sizes.size() + 1, 0);
  for (std::size_t g = 0; g < sizes.size(); ++g) first_[g + 1] = first_[g] + sizes[g];
  rows_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t row = 0; row < table_->size(); ++row) {
    if (group[row] != CodeIndex::none) rows_[next[group[row]]++] = row;
  }
}

std::span<const std::uint32_t> Parcels::named(std::uint64_t key) const {
  const std::uint32_t group = by_key_.find(static_cast<std::int64_t>(key));
  if (group == CodeIndex::none) return {};
  return std::span(rows_).subspan(first_[group], first_[group + 1] - first_[group]);
}

}  // namespace uavt::sync
