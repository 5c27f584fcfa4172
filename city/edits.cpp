#include "city/edits.hpp"

#include "city/edit_shapes.hpp"
#include "city/editor.hpp"
#include "city/files.hpp"

#include <map>

namespace uavt::city {

/// Ordinary work: floors corrected, plates moved, a number corrected, houses built and pulled down.
void Editor::make_noise() {
  std::map<std::uint32_t, int> corrected;
  std::vector<std::uint32_t> left;
  for (const Street& street : nights_.before.streets) left.push_back(street.doors);
  for (std::uint32_t h = 0; h < nights_.before.holdings.size(); ++h) {
    const Holding& holding = nights_.before.holdings[h];
    const auto stand = [&](bool present) {
      each(Who::both, [&](World& world) {
        const auto one = [&](Door& door) {
          door.present = present;
          for (std::uint32_t u = 0; u < door.units; ++u) {
            world.units[door.first_unit + u].present = present;
          }
        };
        for (std::uint32_t d = 0; d < holding.doors; ++d) one(world.doors[holding.first_door + d]);
        world.buildings[holding.first_building].present = present;
        world.parcels[holding.parcel].present = present || !holding.later;
      });
    };
    if (holding.later) {
      if (left[holding.street] > 0) stand(true);
      continue;
    }
    if (picker_.used(h) || holding.kind != LotKind::house || next() % 1000 >= edits_.noise)
      continue;
    const std::uint64_t what = next() % 4;
    if (what == 0) {
      each(Who::both, [&](World& world) { ++world.buildings[holding.first_building].floors; });
    } else if (what == 1) {
      each(Who::municipal, [&](World& world) { world.doors[holding.first_door].x += 3; });
    } else if (what == 2 && corrected[holding.street]++ < 2) {
      each(draw(), [&](World& world) {
        world.doors[holding.first_door].suffix = 'Y';
        world.doors[holding.first_door].national_suffix = 'Y';
      });
    } else if (what == 3 && left[holding.street] >= 6 && holding.side_door == nothing) {
      --left[holding.street];
      stand(false);
    }
  }
}

Edited edited(const Options& options, const Edits& edits) {
  Nights nights;
  World& first = nights.before;
  first.seed = options.seed;
  Options with_later = options;
  with_later.changed_permille = edits.noise;
  lay_out(first, with_later);
  build(first, with_later);
  nights.municipal = first;
  nights.national = first;
  Picker picker(first);
  Editor editor(nights, options, edits, picker);
  if (edits.each > 0) {
    // What was two on the first night is written into all worlds, before any of them grows alone.
    editor.unite_parcels();
    editor.unite_buildings();
    editor.rename_streets();
    editor.rename_roads();
    editor.renumber_streets();
    editor.move_streets();
    editor.recode();
    editor.divide_parcels();
    editor.divide_buildings();
    editor.rebuild();
    editor.move_border();
  }
  if (edits.noise > 0) editor.make_noise();
  if (edits.fresh_ids) {
    World& world = nights.municipal;
    for (Building& building : world.buildings) building.id += 1'000'000'000;
    for (Door& door : world.doors) door.id += 1'000'000'000;
    ++world.seed;  // and with it every GUID
  }
  Edited result;
  const auto written = [&](const World& municipal, const World& national) {
    City city;
    Sheets sheets;
    write_municipal(municipal, options, sheets);
    write_national(national, options, sheets);
    city.configuration = configuration_for(sheets, options);
    city.files = std::move(sheets.files);
    return city;
  };
  result.before = written(nights.before, nights.before);
  result.after = written(nights.municipal, nights.national);
  result.events = std::move(editor.events);
  add_truth(nights.before, nights.municipal, nights.national, options, result);
  return result;
}

}  // namespace uavt::city
