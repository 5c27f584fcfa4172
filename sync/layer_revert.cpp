#include "sync/layer_revert.hpp"

#include "sync/groups.hpp"
#include "sync/image.hpp"

#include <algorithm>
#include <utility>

namespace uavt::sync {

namespace {

/// What a register that has left said of a row, as far as the published row told: the
/// municipality's own values stand beside UAVT's.
Table image_of(const Published& before, std::size_t row, Register reg) {
  Table image(before.table.layer);
  const std::size_t at = image.append(before.table, row);
  const bool both = before.eslesme[row] == Presence::ortak;
  for (std::size_t a = 0; a < image.columns.size(); ++a) {
    const Attribute& attribute = image.type().attributes[a];
    if (attribute.role != Role::shadow) continue;
    if (reg == Register::cbs && both) {
      Column& own = image.columns[position(image.layer, attribute.shadows)];
      if (image.columns[a].null(at)) {
        own.assign_null(at);
      } else {
        own.assign(at, image.columns[a], at);
      }
    }
  }
  return image;
}

}  // namespace

LayerRevert::LayerRevert(const Stored& stored, const LayerWork& work, const Refusal& refusal,
                         Layer layer, Plan& plan)
    : stored_(stored),
      work_(work),
      refusal_(refusal),
      layer_(layer),
      rows_(plan.layers[index(layer)]),
      plan_(plan) {
  rows_.after.table = Table(layer);
  if (work.inserted.empty() && work.updated.empty() && work.deleted.empty()) return;
  for (std::size_t r = 0; r < register_count; ++r) {
    images_[r] = image_table(layer, static_cast<Register>(r), stored.published[index(layer)],
                             stored.images[index(layer)][r]);
  }
}

Ruling LayerRevert::begun(RulingForm form, std::int64_t tucbs_no) const {
  Ruling ruling;
  ruling.form = form;
  ruling.origin = refusal_.origin;
  ruling.layer = layer_;
  ruling.tucbs_no = tucbs_no;
  ruling.person = refusal_.person;
  ruling.reason = refusal_.reason;
  ruling.about = refusal_.about;
  ruling.created = refusal_.day;
  return ruling;
}

void LayerRevert::refuse_insert(Register reg, std::size_t image) {
  Ruling ruling = begun(RulingForm::insert, 0);
  ruling.reg = reg;
  (reg == sides(layer_).national ? ruling.national : ruling.municipal) =
      said(images_[index(reg)], image);
  plan_.rulings_made.push_back(std::move(ruling));
}

void LayerRevert::forget(Register reg, std::int64_t tucbs_no) {
  if (row_of(stored_.images[index(layer_)][index(reg)].tucbs_no, tucbs_no) == no_row) return;
  plan_.images[index(layer_)][index(reg)].forgotten.push_back(tucbs_no);
}

void LayerRevert::keep_image(Register reg, std::int64_t tucbs_no, const Table& said,
                             std::size_t row, std::size_t after) {
  const ImageRows& before = stored_.images[index(layer_)][index(reg)];
  ImagePlan& plan = plan_.images[index(layer_)][index(reg)];
  ImageRows now;
  append_image(now, tucbs_no, said, row, rows_.after.table, static_cast<std::int32_t>(after));
  if (before.usual && is_usual(now, 0, *before.usual)) {
    forget(reg, tucbs_no);
  } else {
    append_image(plan.written, tucbs_no, said, row, rows_.after.table,
                 static_cast<std::int32_t>(after));
  }
}

void LayerRevert::remove(std::int64_t tucbs_no) {
  rows_.deleted.push_back(tucbs_no);
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    const std::int32_t image = row_of(images_[r].tucbs_no, tucbs_no);
    if (image == no_row) continue;
    refuse_insert(reg, static_cast<std::size_t>(image));
    forget(reg, tucbs_no);
  }
}

void LayerRevert::restore(std::int64_t tucbs_no) {
  const Published& before = work_.before;
  const std::int32_t place = row_of(before.table.tucbs_no, tucbs_no);
  if (place == no_row) return;
  const auto row = static_cast<std::size_t>(place);
  const std::int32_t now = row_of(stored_.published[index(layer_)].table.tucbs_no, tucbs_no);
  const std::size_t after = rows_.after.table.append(before.table, row);
  rows_.after.table.tucbs_no[after] = tucbs_no;
  rows_.after.eslesme.push_back(before.eslesme[row]);
  rows_.before.push_back(now);
  ++(now == no_row ? rows_.inserted : rows_.updated);
  if (now == no_row) rows_.restored.push_back(tucbs_no);

  // Registers that came with the run are shown out, those that left are let stand.
  std::array<Table, register_count> left_behind;
  Places places;
  RegisterSet registers = 0;
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    const std::int32_t image = row_of(images_[r].tucbs_no, tucbs_no);
    const bool had =
        compared(layer_) || now == no_row ? (before.kaynak[row] & bit(reg)) != 0 : image != no_row;
    if (had && image == no_row) {
      left_behind[r] = image_of(before, row, reg);
      places[r] = {&left_behind[r], 0};
      Ruling ruling = begun(RulingForm::absence, tucbs_no);
      ruling.reg = reg;
      plan_.rulings_made.push_back(std::move(ruling));
    } else if (had) {
      places[r] = {&images_[r], static_cast<std::size_t>(image)};
    } else if (image != no_row) {
      refuse_insert(reg, static_cast<std::size_t>(image));
      forget(reg, tucbs_no);
    }
    if (had) keep_image(reg, tucbs_no, *places[r].table, places[r].row, after);
    if (had) registers |= bit(reg);
  }
  rows_.after.kaynak.push_back(registers);
  Written written;
  rule_on_groups(tucbs_no, row, now, places, written);
  rows_.written.push_back(written);
}

void LayerRevert::rule_on_groups(std::int64_t tucbs_no, std::size_t before, std::int32_t now,
                                 const Places& places, Written& written) {
  const Table& was = work_.before.table;
  const Table& is = stored_.published[index(layer_)].table;
  const Sides both = sides(layer_);
  const auto says = [&](const Group& group, Register reg) -> std::optional<Said> {
    const Place& place = places[index(reg)];
    if (place.table == nullptr) return std::nullopt;
    return said(group, *place.table, place.row);
  };
  for (const Group& group : groups(layer_)) {
    bool same =
        now != no_row && unchanged(group, was, before, is, static_cast<std::size_t>(now), 0);
    for (std::size_t a = 0; a < was.columns.size() && same; ++a) {
      if (!shows(layer_, group, was.type().attributes[a])) continue;
      same = equal_value(was.columns[a], before, is.columns[a], static_cast<std::size_t>(now));
    }
    if (same) continue;
    written.groups[group.position] = mark(Outcome::restored, Take::published);
    // What is there again is as its images say: nothing to rule on.
    if (now == no_row) continue;
    Ruling ruling = begun(RulingForm::group, tucbs_no);
    ruling.group = group.position;
    ruling.take = RulingTake::published;
    ruling.national = says(group, both.national);
    ruling.municipal = says(group, both.municipal);
    plan_.rulings_made.push_back(std::move(ruling));
  }
}

}  // namespace uavt::sync
