#include "sync/held_changes.hpp"

#include "sync/content.hpp"
#include "sync/image.hpp"
#include "sync/night.hpp"
#include "sync/text.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace uavt::sync {

namespace {

/// A change and the text its digest is made of.
struct Told {
  HeldChange change;
  std::string text;
};

/// East and north to the millimetre.
std::string place_text(const geo::GeometryColumn& geometry, std::size_t row) {
  const geo::Point at = geometry.centre(row);
  std::string text;
  for (const double value : {at.x, at.y}) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                   std::chars_format::fixed, 3);
    text += (text.empty() ? "" : " ") + std::string(digits.data(), end.ptr);
  }
  return text;
}

bool has_geometry(const Table& table, std::size_t row) {
  return table.geometry.kind(row) != geo::Kind::null;
}

class Teller {
 public:
  Teller(const Stored& stored, const Plan& plan) : stored_(stored), plan_(plan) {}

  /// `after`: row of the plan's rows to write, or no_row where the row leaves.
  [[nodiscard]] Told told(Layer layer, std::int64_t number, std::int32_t after) const {
    const Published& base = stored_.published[index(layer)];
    const LayerPlan& planned = plan_.layers[index(layer)];
    const std::int32_t before = row_of(base.table.tucbs_no, number);
    Told result;
    HeldChange& change = result.change;
    change.layer = layer;
    change.operation = before == no_row  ? GuardOperation::addition
                       : after == no_row ? GuardOperation::removal
                                         : GuardOperation::update;
    change.tucbs_no = before == no_row ? 0 : number;
    change.key = before == no_row
                     ? code_text(planned.after.table, static_cast<std::size_t>(after))
                     : code_text(base.table, static_cast<std::size_t>(before));
    if (change.key.empty() && before != no_row) change.key = "#" + std::to_string(number);
    add_values(result, base, planned, before, after);
    result.text = std::string(name(layer)) + '\x1f' + std::string(name(change.operation)) + '\x1f' +
                  change.key + '\x1f' + result.text;
    return result;
  }

 private:
  void add_values(Told& told, const Published& base, const LayerPlan& planned, std::int32_t before,
                  std::int32_t after) const {
    const Table& old = base.table;
    const Table& now = planned.after.table;
    const auto was = static_cast<std::size_t>(before);
    const auto is = static_cast<std::size_t>(after);
    const auto attributes = old.type().attributes;
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      const bool had = before != no_row && !old.columns[a].null(was);
      const bool has = after != no_row && !now.columns[a].null(is);
      if (!had && !has) continue;
      if (had && has && equal_value(old.columns[a], was, now.columns[a], is)) continue;
      const Attribute& attribute = attributes[a];
      add(told, attribute.name, had, has,
          [&] { return shown(attribute, old.columns[a], was, When::before); },
          [&] { return shown(attribute, now.columns[a], is, When::after); });
    }
    const bool had = before != no_row && has_geometry(old, was);
    const bool has = after != no_row && has_geometry(now, is);
    if ((had || has) && !(had && has && equal_geometry(old.geometry[was], now.geometry[is]))) {
      add(told, "geometri", had, has,
          [&] { return std::pair(place_text(old.geometry, was), old.geometry.wkt(was)); },
          [&] { return std::pair(place_text(now.geometry, is), now.geometry.wkt(is)); });
    }
    if (before != no_row && after != no_row && base.eslesme[was] == planned.after.eslesme[is]) {
      return;
    }
    const auto presence = [](Presence each) {
      return std::pair(std::string(name(each)), std::string(name(each)));
    };
    add(told, "eslesme", before != no_row, after != no_row,
        [&] { return presence(base.eslesme[was]); },
        [&] { return presence(planned.after.eslesme[is]); });
  }

  /// `before` and `after` give what is shown and what the digest is made of.
  template <typename Before, typename After>
  static void add(Told& told, std::string_view attribute, bool had, bool has, Before before,
                  After after) {
    HeldValue& value = told.change.values.emplace_back();
    value.attribute = attribute;
    told.text += value.attribute + '\x1e';
    if (had) {
      auto [shown, digested] = before();
      value.before = std::move(shown);
      told.text += digested;
    }
    told.text += '\x1e';
    if (has) {
      auto [shown, digested] = after();
      value.after = std::move(shown);
      told.text += digested;
    }
    told.text += '\x1f';
  }

  enum class When : std::uint8_t { before, after };

  [[nodiscard]] std::pair<std::string, std::string> shown(const Attribute& attribute,
                                                          const Column& column, std::size_t row,
                                                          When when) const {
    if (attribute.role != Role::reference) {
      const std::string text = value_text(attribute, column, row);
      return {text, text};
    }
    return target_text(*attribute.target, column.integers[row], when);
  }

  /// A row by what it will be: its code, else what is in it.
  [[nodiscard]] std::pair<std::string, std::string> target_text(Layer layer, std::int64_t number,
                                                                When when) const {
    const Table& published = stored_.published[index(layer)].table;
    const Table& planned = plan_.layers[index(layer)].after.table;
    const std::int32_t base = row_of(published.tucbs_no, number);
    const std::int32_t later = when == When::after ? row_of(planned.tucbs_no, number) : no_row;
    const Table& table = later == no_row ? published : planned;
    const std::int32_t row = later == no_row ? base : later;
    const std::string numbered = base == no_row ? std::string() : "#" + std::to_string(number);
    if (row == no_row) return {numbered, numbered};
    const auto at = static_cast<std::size_t>(row);
    const std::string code = code_text(table, at);
    if (!code.empty()) return {code, code};
    if (when == When::before) return {numbered, numbered};
    return {numbered,
            hash_hex(canonical_content(table, at) + '\x1e' +
                     (has_geometry(table, at) ? place_text(table.geometry, at) : std::string()))};
  }

  const Stored& stored_;
  const Plan& plan_;
};

}  // namespace

std::vector<HeldList> held_lists(const Stored& stored, const Plan& plan, const HeldRows& rows,
                                 const std::vector<std::string>& names) {
  std::vector<std::vector<Told>> told(names.size());
  const Teller teller(stored, plan);
  const auto tell = [&](Layer layer, std::int64_t number, std::int32_t after) {
    const Reasons* const reasons = rows.reasons(layer, number);
    if (reasons == nullptr) return;
    for (const std::size_t m : *reasons) told[m].push_back(teller.told(layer, number, after));
  };
  for (const Layer layer : all_layers) {
    const LayerPlan& planned = plan.layers[index(layer)];
    for (std::size_t row = 0; row < planned.after.table.size(); ++row) {
      tell(layer, planned.after.table.tucbs_no[row], static_cast<std::int32_t>(row));
    }
    for (const std::int64_t number : planned.deleted) tell(layer, number, no_row);
  }
  std::vector<HeldList> lists(names.size());
  for (std::size_t m = 0; m < names.size(); ++m) {
    std::ranges::sort(told[m], [](const Told& a, const Told& b) {
      return std::tie(a.change.layer, a.change.operation, a.change.key, a.text) <
             std::tie(b.change.layer, b.change.operation, b.change.key, b.text);
    });
    std::string text = names[m] + '\x1d';
    for (Told& each : told[m]) {
      text += each.text + '\x1d';
      lists[m].changes.push_back(std::move(each.change));
    }
    lists[m].digest = hash_hex(text);
  }
  return lists;
}

}  // namespace uavt::sync
