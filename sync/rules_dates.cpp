#include "sync/rules_dates.hpp"

#include "sync/text.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace uavt::sync {

namespace {

struct Order {
  Layer layer;
  std::string_view first, second;
};

/// Dates of one row that follow each other.
std::vector<Order> orders() {
  std::vector<Order> result;
  for (const Layer layer : all_layers) {
    result.push_back({layer, "olusturma_tarihi", "degistirme_tarihi"});
  }
  result.push_back({Layer::building, "tamamlanma_tarihi", "yikim_tarihi"});
  return result;
}

/// A sum that another attribute states. Yol and zemin are different references for floors: a total
/// is wrong when it is neither's.
struct Parts {
  std::string_view first, second;
};
struct Sum {
  std::string_view total;
  std::vector<Parts> alternatives;
};

std::vector<Sum> building_sums() {
  return {{"kat_toplam", {{"kat_zemin_ustu", "kat_zemin_alti"}, {"kat_yol_ustu", "kat_yol_alti"}}},
          {"bagimsiz_bolum_sayisi", {{"konut_sayisi", "isyeri_sayisi"}}}};
}

class Rows {
 public:
  Rows(const Settings& settings, Register reg, const Table& table, std::vector<Finding>& findings)
      : settings_(settings), reg_(reg), table_(table), findings_(findings) {}

  void judge_order(const Order& order) {
    const Column& first = column(order.first);
    const Column& second = column(order.second);
    each_row([&](std::size_t row) {
      if (first.null(row) || second.null(row) || first.integers[row] <= second.integers[row]) {
        return;
      }
      Finding& finding = add(Rule::mod_08, row, order.second);
      finding.arguments = {{"attribute", std::string(order.second)},
                           {"value", iso_date(second.integers[row])},
                           {"other", std::string(order.first)},
                           {"other_value", iso_date(first.integers[row])}};
    });
  }

  void judge_future(std::int64_t day) {
    if (day == null_integer) return;
    const auto attributes = table_.type().attributes;
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      if (attributes[a].type != AttributeType::date) continue;
      const Column& dates = table_.columns[a];
      each_row([&](std::size_t row) {
        if (dates.null(row) || dates.integers[row] <= day) return;
        Finding& finding = add(Rule::mod_08, row, attributes[a].name);
        finding.arguments = {{"attribute", std::string(attributes[a].name)},
                             {"value", iso_date(dates.integers[row])},
                             {"other", std::string("as_of")},
                             {"other_value", iso_date(day)}};
      });
    }
  }

  void judge_sum(const Sum& sum) {
    const Column& total = column(sum.total);
    each_row([&](std::size_t row) {
      if (total.null(row)) return;
      std::optional<std::int64_t> expected;
      for (const Parts& parts : sum.alternatives) {
        const Column& first = column(parts.first);
        const Column& second = column(parts.second);
        if (first.null(row) || second.null(row)) continue;
        const std::int64_t added = first.integers[row] + second.integers[row];
        if (added == total.integers[row]) return;
        if (!expected) expected = added;
      }
      if (!expected) return;
      Finding& finding = add(Rule::mod_10, row, sum.total);
      finding.arguments = {{"attribute", std::string(sum.total)},
                           {"value", total.integers[row]},
                           {"expected", *expected}};
    });
  }

 private:
  [[nodiscard]] const Column& column(std::string_view attribute) const {
    return table_.columns[position(table_.layer, attribute)];
  }
  template <typename Work>
  void each_row(Work work) const {
    for (std::size_t row = 0; row < table_.size(); ++row) {
      if (live(table_.states[row])) work(row);
    }
  }
  Finding& add(Rule rule, std::size_t row, std::string_view attribute) {
    Finding finding = finding_about(rule, settings_, reg_, table_, row);
    finding.attribute = attribute;
    return findings_.emplace_back(std::move(finding));
  }

  const Settings& settings_;
  Register reg_;
  const Table& table_;
  std::vector<Finding>& findings_;
};

}  // namespace

void judge_dates_and_sums(const Night& night, const Settings& settings,
                          std::vector<Finding>& findings) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    const Side& side = night.sides[r];
    if (settings.enabled(Rule::mod_08)) {
      for (const Order& order : orders()) {
        Rows(settings, reg, side.table(order.layer), findings).judge_order(order);
      }
      for (const Layer layer : all_layers) {
        Rows(settings, reg, side.table(layer), findings).judge_future(side.as_of[index(layer)]);
      }
    }
    if (!settings.enabled(Rule::mod_10)) continue;
    for (const Sum& sum : building_sums()) {
      Rows(settings, reg, side.table(Layer::building), findings).judge_sum(sum);
    }
  }
}

}  // namespace uavt::sync
