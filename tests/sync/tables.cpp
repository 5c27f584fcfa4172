#include "tests/sync/tables.hpp"

#include "sync/account.hpp"
#include "sync/coverage.hpp"
#include "sync/follow.hpp"
#include "sync/image.hpp"
#include "sync/layer_rulings.hpp"
#include "sync/judges.hpp"
#include "sync/numbering.hpp"
#include "sync/reconcile.hpp"
#include "sync/rules_geometry.hpp"
#include "sync/rules_keys.hpp"
#include "sync/rules_scope.hpp"
#include "sync/settle.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace uavt::sync {
namespace {

/// Everywhere: no test here lies outside the country.
constexpr geo::Box country{-1e7, -1e7, 1e7, 1e7};

ImageRows after_forgetting(const ImageRows& before, const ImagePlan& plan) {
  struct Source {
    std::int64_t number;
    const ImageRows* rows;
    std::size_t at;
  };
  std::vector<Source> kept;
  std::set<std::int64_t> gone(plan.forgotten.begin(), plan.forgotten.end());
  gone.insert(plan.written.tucbs_no.begin(), plan.written.tucbs_no.end());
  for (std::size_t i = 0; i < before.size(); ++i) {
    const std::int64_t number = before.tucbs_no[i];
    if (gone.contains(number)) continue;
    kept.push_back({number, &before, i});
  }
  for (std::size_t i = 0; i < plan.written.size(); ++i) {
    kept.push_back({plan.written.tucbs_no[i], &plan.written, i});
  }
  std::ranges::sort(kept, {}, &Source::number);
  ImageRows after;
  after.usual = before.usual ? before.usual : plan.written.usual;
  for (const Source& each : kept) {
    after.tucbs_no.push_back(each.number);
    after.absent.push_back(each.rows->absent[each.at]);
    for (std::uint32_t p = each.rows->first[each.at]; p < each.rows->first[each.at + 1]; ++p) {
      after.patches.push_back(each.rows->patches[p]);
    }
    after.first.push_back(static_cast<std::uint32_t>(after.patches.size()));
    after.geometry.append(each.rows->geometry[each.at]);
    after.ids.append_null();
    if (!each.rows->ids.null(each.at)) after.ids.set(after.size() - 1, each.rows->ids[each.at]);
  }
  return after;
}

Published after_writing(Layer layer, const Published& before, const LayerPlan& plan) {
  struct Source {
    std::int64_t number;
    const Published* rows;
    std::size_t at;
  };
  std::vector<Source> kept;
  for (std::size_t i = 0; i < before.table.size(); ++i) {
    const std::int64_t number = before.table.tucbs_no[i];
    if (std::ranges::binary_search(plan.deleted, number)) continue;
    if (row_of(plan.after.table.tucbs_no, number) != no_row) continue;
    kept.push_back({number, &before, i});
  }
  for (std::size_t i = 0; i < plan.after.table.size(); ++i) {
    kept.push_back({plan.after.table.tucbs_no[i], &plan.after, i});
  }
  std::ranges::sort(kept, {}, &Source::number);
  Published after;
  after.table = Table(layer);
  for (Column& column : after.table.columns) column.known = true;
  after.table.geometry_known = true;
  for (const Source& each : kept) {
    after.table.append(each.rows->table, each.at);
    after.eslesme.push_back(each.rows->eslesme[each.at]);
    after.kaynak.push_back(each.rows->kaynak[each.at]);
  }
  return after;
}

}  // namespace

Shape point(double x, double y) { return {geo::Kind::point, {x, y}}; }
Shape square(double x, double y, double side) {
  return ring({x, y, x + side, y, x + side, y + side, x, y + side, x, y});
}
Shape ring(std::vector<double> xy) { return {geo::Kind::polygon, std::move(xy)}; }
Shape line(std::vector<double> xy) { return {geo::Kind::line, std::move(xy)}; }

void set_shape(Table& table, std::size_t row, const Shape& shape) {
  if (shape.kind == geo::Kind::null) return;
  geo::GeometryColumn made;
  made.begin_row(shape.kind);
  made.begin_part();
  made.begin_ring();
  made.add_vertices(shape.xy);
  made.end_row();
  table.geometry.assign(row, made[0]);
  table.geometry_known = true;
}

void set_values(Table& table, std::size_t row, const Values& values) {
  for (const auto& [attribute, text] : values) {
    const std::size_t at = position(table.layer, attribute);
    table.columns[at].known = true;
    if (text.empty()) continue;
    EXPECT_TRUE(assign_text(table.type().attributes[at], table.columns[at], row, text))
        << attribute << " = " << text;
  }
}

Table table_of(Layer layer, const std::vector<Values>& rows) {
  Table table(layer);
  for (const Values& values : rows) {
    set_values(table, table.append_row({0, static_cast<std::uint32_t>(table.size() + 1)}), values);
  }
  return table;
}

std::string text_of(const Table& table, std::size_t row, std::string_view attribute) {
  const std::size_t at = position(table.layer, attribute);
  return value_text(table.type().attributes[at], table.columns[at], row);
}

Town::Town() {
  for (const Layer layer : all_layers) {
    const Sides both = sides(layer);
    settings.authority[index(layer)].assign(
        layer_type(layer).groups.size(),
        both.national == Register::takbis ? Authority::takbis : Authority::uavt);
  }
  for (std::size_t r = 0; r < register_count; ++r) {
    for (std::size_t l = 0; l < layer_count; ++l) {
      SourceSettings each;
      each.reg = static_cast<Register>(r);
      each.layer = *source_layer_named(name(all_layers[l]));
      each.name = std::string(name(each.reg)) + "." + std::string(name(each.layer));
      settings.sources.push_back(each);
    }
  }
  begin_night();
}

std::uint16_t Town::source(Register reg, Layer layer) {
  return static_cast<std::uint16_t>(index(reg) * layer_count + index(layer));
}

void Town::begin_night() {
  Night fresh;
  night = std::move(fresh);
  coverage_ = {};
  records_ = {};
  lost_ = {};
  for (std::size_t r = 0; r < register_count; ++r) {
    night.sides[r].mapped.reg = static_cast<Register>(r);
    for (const Layer layer : all_layers) night.sides[r].table(layer) = Table(layer);
    night.sides[r].as_of.fill(null_integer);
  }
}

void Town::speaks(Register reg, Layer layer) {
  night.side(reg).mapped.delivered[index(layer)] = true;
}

void Town::speaks_for(Register reg, Layer layer, std::vector<std::int64_t> mahalle) {
  speaks(reg, layer);
  coverage_[index(reg)][index(layer)] = std::move(mahalle);
}

std::size_t Town::row(Register reg, Layer layer, const Values& values, const Shape& shape,
                      std::string_view id) {
  speaks(reg, layer);
  Table& table = night.side(reg).table(layer);
  const std::size_t row =
      table.append_row({source(reg, layer), ++records_[index(reg)][index(layer)]});
  set_values(table, row, values);
  set_shape(table, row, shape);
  if (!id.empty()) table.ids.set(row, id);
  return row;
}

void Town::link(Register reg, Layer layer, std::size_t row, std::string_view reference,
                std::size_t target) {
  night.side(reg).table(layer).links[position(layer, reference)][row] =
      static_cast<std::int32_t>(target);
}

void Town::set_apart(Register reg, Layer layer, std::size_t row) {
  night.side(reg).table(layer).states[row] = RowState::quarantined;
}

void Town::lost(Register reg, Layer layer) {
  speaks(reg, layer);
  ++lost_[index(reg)][index(layer)];
}

void Town::authority(Layer layer, std::string_view group, Authority authority) {
  settings.authority[index(layer)][*group_position(layer, group)] = authority;
}

const Plan& Town::run() {
  std::vector<Delivery> deliveries;
  for (std::size_t r = 0; r < register_count; ++r) {
    Side& side = night.sides[r];
    for (const Layer layer : all_layers) {
      if (!side.mapped.delivered[index(layer)]) continue;
      const auto reg = static_cast<Register>(r);
      Delivery delivery;
      delivery.source = source(reg, layer);
      delivery.read = true;
      settings.sources[delivery.source].coverage = coverage_[r][index(layer)];
      deliveries.push_back(delivery);
      SourceAccount account;
      account.source = delivery.source;
      account.rows_read = side.table(layer).size();
      for (std::uint32_t row = 0; row < side.table(layer).size(); ++row) {
        account.targets.push_back({layer, row});
        account.first.push_back(row + 1);
      }
      for (std::uint32_t i = 0; i < lost_[r][index(layer)]; ++i) {
        ++account.rows_read;
        account.first.push_back(account.first.back());
      }
      side.mapped.accounts.push_back(account);
    }
    sync::link(side.mapped.tables);
    for (const Layer layer : all_layers) {
      side.images[index(layer)] =
          image_table(layer, static_cast<Register>(r), stored.published[index(layer)],
                      stored.images[index(layer)][r]);
    }
    follow(side, settings, coverages(deliveries, settings)[r]);
    std::ranges::move(side.mapped.findings, std::back_inserter(night.findings));
    side.mapped.findings.clear();
  }
  for (Side& side : night.sides) settle(side, settings);
  spoken = coverages(deliveries, settings);
  judge_geometry(night, settings);
  judge_scope(night, stored, settings, nullptr, country);
  judge_codes(night, settings);
  std::map<std::uint16_t, std::int64_t> unfollowed;
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto covered = [&](Layer layer, std::int64_t mahalle) {
      return covers(spoken[r][index(layer)], mahalle,
                    stored.published[index(Layer::neighbourhood)]);
    };
    refuse_inserts(night.sides[r], stored, settings.run.geometry_tolerance_m);
    unfollowed.merge(stand(night.sides[r], stored, settings, covered));
    sync::link(night.sides[r].mapped.tables);
  }
  judge_references(night, settings);
  judge_content(night, settings);
  matched = sync::matched(night, stored, settings);
  std::array<std::int64_t, layer_count> next{};
  number(night, matched, stored, next);
  plan = reconciled(night, matched, stored, settings, spoken);
  stored.next_tucbs_no = next;
  for (std::size_t r = 0; r < register_count; ++r) {
    EXPECT_NO_THROW(static_cast<void>(fates(night, static_cast<Register>(r), matched, plan)));
  }
  for (const auto& [at, count] : unfollowed) {
    stored.sources[settings.sources[at].name].unfollowed_quarantined = count;
  }
  carry_out();
  expect_whole();
  last = std::move(night);
  begin_night();
  return plan;
}

void Town::apply(const Plan& compensating) {
  plan = compensating;
  carry_out();
  expect_whole();
}

void Town::carry_out() {
  for (const Layer layer : all_layers) {
    const std::size_t at = index(layer);
    stored.published[at] = after_writing(layer, stored.published[at], plan.layers[at]);
    for (std::size_t r = 0; r < register_count; ++r) {
      stored.images[at][r] = after_forgetting(stored.images[at][r], plan.images[at][r]);
    }
  }
  stored.unsettled = plan.unsettled_now;
  std::erase_if(stored.rulings, [&](const Ruling& ruling) {
    return std::ranges::binary_search(plan.rulings_ended, ruling.id);
  });
  stored.rulings.insert(stored.rulings.end(), plan.rulings_made.begin(), plan.rulings_made.end());
  for (Ruling& ruling : stored.rulings) {
    if (ruling.id == 0) ruling.run = stored.last_run + 1;
    if (ruling.id == 0) ruling.id = ++last_ruling_;
  }
  stored.authority = plan.authority;
  stored.spoken.insert(plan.spoken_added.begin(), plan.spoken_added.end());
  std::set<Stale> stale(stored.stale.begin(), stored.stale.end());
  for (const Stale& each : plan.stale_closed) stale.erase(each);
  stale.insert(plan.stale_opened.begin(), plan.stale_opened.end());
  stored.stale.assign(stale.begin(), stale.end());
  ++stored.last_run;
}

/// What the database would refuse: a code used twice, a reference to a row that is not there.
void Town::expect_whole() const {
  for (const Layer layer : all_layers) {
    const Table& table = published(layer);
    for (std::size_t a = 0; a < table.columns.size(); ++a) {
      const Attribute& attribute = table.type().attributes[a];
      std::set<std::int64_t> codes;
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.columns[a].null(row)) continue;
        if (attribute.role == Role::own_code) {
          EXPECT_TRUE(codes.insert(table.columns[a].integers[row]).second)
              << table.type().name << '.' << attribute.name << " twice: "
              << table.columns[a].integers[row];
        } else if (attribute.role == Role::reference) {
          EXPECT_NE(row_of(published(*attribute.target).tucbs_no, table.columns[a].integers[row]),
                    no_row)
              << table.type().name << '.' << attribute.name << " of #" << table.tucbs_no[row]
              << " dangles: " << table.columns[a].integers[row];
        }
      }
    }
  }
}

std::int32_t Town::find(Layer layer, std::string_view attribute, std::string_view text) const {
  std::int32_t found = -1;
  for (std::size_t row = 0; row < published(layer).size(); ++row) {
    if (text_of(published(layer), row, attribute) != text) continue;
    found = found == -1 ? static_cast<std::int32_t>(row) : -2;
  }
  return found;
}

std::string Town::value(Layer layer, std::int32_t row, std::string_view attribute) const {
  if (row < 0) return "no such row";
  return text_of(published(layer), static_cast<std::size_t>(row), attribute);
}

std::uint64_t Town::rows_changed() const {
  std::uint64_t rows = 0;
  for (const LayerPlan& layer : plan.layers) {
    rows += layer.after.table.size() + layer.deleted.size();
  }
  return rows;
}

std::uint64_t Town::images_changed() const {
  std::uint64_t rows = 0;
  for (const auto& registers : plan.images) {
    for (const ImagePlan& each : registers) rows += each.written.size() + each.forgotten.size();
  }
  return rows;
}

std::size_t Town::count(Rule rule) const {
  return static_cast<std::size_t>(
      std::ranges::count(last.findings, rule, &Finding::rule));
}

}  // namespace uavt::sync
