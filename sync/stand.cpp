// Images nobody delivers tonight: `stand` of follow.hpp.
#include "sync/coverage.hpp"
#include "sync/follow.hpp"
#include "sync/layer_rulings.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace uavt::sync {

namespace {

/// Reference through which a row of the layer lies in a mahalle, for coverage.
std::int64_t mahalle_of_image(const Side& side, Layer layer, std::size_t image) {
  const Table& images = side.images[index(layer)];
  switch (layer) {
    case Layer::neighbourhood:
      return images.tucbs_no[image];
    case Layer::street:
    case Layer::building:
    case Layer::parcel: {
      const Column& column = images.columns[position(layer, "mahalle_tucbs_no")];
      return column.null(image) ? 0 : column.integers[image];
    }
    case Layer::door:
    case Layer::unit:
    case Layer::centreline: {
      const std::string_view up = layer == Layer::door   ? "csbm_tucbs_no"
                                  : layer == Layer::unit ? "numarataj_tucbs_no"
                                                         : "sol_csbm_tucbs_no";
      const std::size_t at = position(layer, up);
      const Column& column = images.columns[at];
      if (column.null(image)) return 0;
      const Layer target = *layer_type(layer).attributes[at].target;
      const std::int32_t parent = row_of_image(side, target, column.integers[image]);
      return parent < 0 ? 0 : mahalle_of_image(side, target, static_cast<std::size_t>(parent));
    }
  }
  return 0;
}

/// Rows that stand as last seen know their parents by number; the parent's row of tonight (or
/// standing too) becomes the link.
void link_last_seen(Side& side) {
  const bool any = std::ranges::any_of(side.mapped.tables, [](const Table& table) {
    return std::ranges::find(table.states, RowState::last_seen) != table.states.end();
  });
  if (!any) return;
  std::array<std::unordered_map<std::int64_t, std::int32_t>, layer_count> rows;
  for (const Layer layer : all_layers) {
    Table& table = side.table(layer);
    const auto attributes = table.type().attributes;
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (live(table.states[row]) && table.tucbs_no[row] != 0) {
        rows[index(layer)].emplace(table.tucbs_no[row], static_cast<std::int32_t>(row));
      }
    }
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      if (attributes[a].role != Role::reference) continue;
      const auto& parents = rows[index(*attributes[a].target)];
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.states[row] != RowState::last_seen || table.columns[a].null(row)) continue;
        const auto at = parents.find(table.columns[a].integers[row]);
        if (at != parents.end()) table.links[a][row] = at->second;
      }
    }
  }
}

}  // namespace

std::map<std::uint16_t, std::int64_t> stand(Side& side, const Stored& stored,
                                            const Settings& settings, const Coverage& covered,
                                            const Hold& held) {
  // Rows that could be anybody: set apart or unreadable, and never seen before.
  std::map<std::uint16_t, std::int64_t> unfollowed;
  for (const SourceAccount& account : side.mapped.accounts) {
    std::int64_t& count = unfollowed[account.source];
    count = static_cast<std::int64_t>(account.unreadable);
    for (std::size_t record = 0; record + 1 < account.first.size(); ++record) {
      if (account.first[record] == account.first[record + 1]) ++count;  // never became a row
    }
  }
  for (const Layer layer : all_layers) {
    const Table& table = side.table(layer);
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (table.states[row] == RowState::quarantined &&
          side.image_row[index(layer)][row] == no_row) {
        ++unfollowed[table.origins[row].source];
      }
    }
  }
  std::map<std::uint16_t, std::int64_t> remembered = unfollowed;
  const RuledAbsences ruled = ruled_absences(stored, side.mapped.reg);
  // A source under a new name has no memory, but its register and layer have images.
  const auto remembered_of = [&](std::uint16_t source) -> std::int64_t {
    const auto known = stored.sources.find(settings.sources[source].name);
    return known == stored.sources.end() ? 0 : known->second.unfollowed_quarantined;
  };
  for (const Layer layer : all_layers) {
    Table& table = side.table(layer);
    const Table& images = side.images[index(layer)];
    if (images.size() == 0) continue;
    std::vector<std::uint8_t> present(images.size(), 0);
    std::vector<std::uint8_t> apart(images.size(), 0);
    std::vector<std::uint8_t> passive(images.size(), 0);
    for (std::size_t row = 0; row < table.size(); ++row) {
      const std::int32_t image = side.image_row[index(layer)][row];
      if (image == no_row) continue;
      const auto at = static_cast<std::size_t>(image);
      // Delivered, but set apart, held, refused or (no longer) ours: not absent, last night's row
      // stands.
      const bool aside = table.states[row] == RowState::quarantined ||
                         table.states[row] == RowState::held ||
                         table.states[row] == RowState::rejected ||
                         table.states[row] == RowState::out_of_scope;
      const bool gone = table.states[row] == RowState::passive;
      (gone ? passive : aside ? apart : present)[at] = 1;
    }
    bool shielded = false;
    std::vector<std::uint16_t> shields;
    for (const auto& [source, count] : unfollowed) {
      if (count > remembered_of(source) && feeds(settings.sources[source].layer, layer)) {
        shielded = true;
        shields.push_back(source);
      }
    }
    for (std::size_t image = 0; image < images.size(); ++image) {
      if (present[image] != 0) continue;
      // Its register has it no more, and a person does not believe it.
      const bool kept = ruled.contains({layer, images.tucbs_no[image]});
      // Its register says that it has it no more: no silence to be interpreted.
      if (passive[image] != 0 && apart[image] == 0 && !kept) continue;
      const bool spoken = !kept && side.mapped.delivered[index(layer)] &&
                          !held.holds(layer, images.tucbs_no[image]) &&
                          covered(layer, mahalle_of_image(side, layer, image));
      if (spoken && apart[image] == 0 && !shielded) continue;
      if (spoken && apart[image] == 0) {
        for (const std::uint16_t source : shields) {
          remembered[source] = remembered_of(source);
        }
      }
      const std::size_t row = table.append(images, image);
      table.states[row] = RowState::last_seen;
      for (Column& column : table.columns) column.known = column.known || !column.null(row);
      table.tucbs_no[row] = images.tucbs_no[image];
      side.image_row[index(layer)].push_back(static_cast<std::int32_t>(image));
      side.changed[index(layer)].push_back(0);
      side.place[index(layer)].push_back(-1);
    }
  }
  link_last_seen(side);
  return remembered;
}

}  // namespace uavt::sync
