#include "sync/parcels.hpp"

#include "sync/text.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <utility>

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

Register register_of_parcels(const Night& night) {
  const Table& national = night.side(Register::takbis).table(Layer::parcel);
  const bool any = std::ranges::any_of(national.states, [](RowState state) { return live(state); });
  return any ? Register::takbis : Register::cbs;
}

}  // namespace

std::string parcel_key(const Table& table, std::size_t row) {
  std::string number = part(table.columns[position(table.layer, "parsel")], row);
  if (number.empty()) return number;
  return part(table.columns[position(table.layer, "ada")], row) + "/" + number;
}

std::vector<std::uint64_t> Parcels::keys_of(const Table& table) {
  std::vector<std::uint64_t> keys(table.size(), 0);
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, table.size(), 1024), [&](const auto& range) {
    for (std::size_t row = range.begin(); row < range.end(); ++row) {
      if (!live(table.states[row])) continue;
      const std::string key = parcel_key(table, row);
      if (!key.empty()) keys[row] = hash64(key);
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
  const std::vector<std::uint64_t> keys = keys_of(*table_);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> named;
  named.reserve(table_->size());
  for (std::uint32_t row = 0; row < table_->size(); ++row) {
    passive_[row] = !states.null(row) && states.integers[row] == passive;
    drawn_[row] = live(table_->states[row]) && passive_[row] == 0 &&
                  table_->geometry.kind(row) == geo::Kind::polygon;
    if (keys[row] != 0) named.emplace_back(keys[row], row);
  }
  std::ranges::sort(named);
  for (const auto& [key, row] : named) {
    keys_.push_back(key);
    rows_.push_back(row);
  }
}

std::span<const std::uint32_t> Parcels::named(std::uint64_t key) const {
  const auto found = std::ranges::equal_range(keys_, key);
  return {rows_.data() + (found.begin() - keys_.begin()), found.size()};
}

}  // namespace uavt::sync
