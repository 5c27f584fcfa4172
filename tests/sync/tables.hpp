// Nights in memory: a test writes what each register delivers as rows of text, runs the stages from
// follow to reconcile, and the plan is carried out on plain tables. No file, no server.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/coverage.hpp"
#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"
#include "sync/settings.hpp"
#include "sync/state.hpp"

namespace uavt::sync {

/// attribute → value as `value_text` writes it; empty: null, but the column is known.
using Values = std::vector<std::pair<std::string_view, std::string>>;

/// A geometry as a test writes it.
struct Shape {
  geo::Kind kind = geo::Kind::null;
  std::vector<double> xy;
};
[[nodiscard]] Shape point(double x, double y);
/// An axis-aligned square with its lower left corner at (x, y).
[[nodiscard]] Shape square(double x, double y, double side);
/// One ring as given: crossed, open, whatever the test needs.
[[nodiscard]] Shape ring(std::vector<double> xy);
[[nodiscard]] Shape line(std::vector<double> xy);

void set_shape(Table& table, std::size_t row, const Shape& shape);
void set_values(Table& table, std::size_t row, const Values& values);
/// A table of one layer, rows in order.
[[nodiscard]] Table table_of(Layer layer, const std::vector<Values>& rows);
/// One attribute of one row as text.
[[nodiscard]] std::string text_of(const Table& table, std::size_t row, std::string_view attribute);

/// A district over several nights.
class Town {
 public:
  Town();

  /// Tonight this register delivers the layer (perhaps with no row).
  void speaks(Register reg, Layer layer);
  /// …but only for these mahalle codes.
  void speaks_for(Register reg, Layer layer, std::vector<std::int64_t> mahalle);
  /// A delivered row; its number in the register's table. `id`: the source's own row id.
  std::size_t row(Register reg, Layer layer, const Values& values, const Shape& shape = {},
                  std::string_view id = {});
  /// A reference by the source's ids: set as `mapped` sets it.
  void link(Register reg, Layer layer, std::size_t row, std::string_view reference,
            std::size_t target);
  /// The row was set apart for some reason of its own.
  void set_apart(Register reg, Layer layer, std::size_t row);
  /// A record that was set apart before it became a row.
  void lost(Register reg, Layer layer);
  void authority(Layer layer, std::string_view group, Authority authority);

  /// follow … reconcile; carries the plan out and begins the next night. Law 1 and the references
  /// of what is then published are checked on the way.
  const Plan& run();

  /// Carries out a plan that no night made (a run taken back), and begins the next night.
  void apply(const Plan& compensating);

  /// Row of a published layer whose attribute has this text; -1: none, -2: several.
  [[nodiscard]] std::int32_t find(Layer layer, std::string_view attribute,
                                  std::string_view text) const;
  [[nodiscard]] const Table& published(Layer layer) const {
    return stored.published[index(layer)].table;
  }
  [[nodiscard]] std::string value(Layer layer, std::int32_t row, std::string_view attribute) const;
  /// Published rows written or removed by the last run; and images.
  [[nodiscard]] std::uint64_t rows_changed() const;
  [[nodiscard]] std::uint64_t images_changed() const;
  [[nodiscard]] std::size_t count(Rule rule) const;

  Settings settings;
  Stored stored;
  Night night;      ///< of the night being written
  Night last;       ///< as the last run left it
  Matched matched;  ///< of the last run
  Coverages spoken{};  ///< for what the registers spoke in the last run
  Plan plan;        ///< of the last run

 private:
  static std::uint16_t source(Register reg, Layer layer);
  void begin_night();
  void carry_out();
  void expect_whole() const;
  std::array<std::array<std::vector<std::int64_t>, layer_count>, register_count> coverage_;
  std::array<std::array<std::uint32_t, layer_count>, register_count> records_{}, lost_{};
  std::int64_t last_ruling_ = 0;
};

}  // namespace uavt::sync
