// Editor of ground: parcels and buildings that divide, grow together and are built anew; a border
// that moves.
#include "city/edit_shapes.hpp"
#include "city/editor.hpp"

namespace uavt::city {

namespace {

bool simple_house(const World& world, const Holding& holding) {
  if (holding.kind != LotKind::house && holding.kind != LotKind::apartment) return false;
  const geo::GeometryView shape = world.building_shapes[holding.first_building];
  return shape.part_count() == 1 && shape.ring_count(0) == 1 && shape.vertex_count() == 5;
}

Thing parcel_thing(const World& world, std::uint32_t p) {
  return {"parsel", world.parcels[p].code, world.parcel_shapes.centre(p)};
}

Thing building_thing(const World& world, const Options& options, std::uint32_t b) {
  return {"bina", options.cbs_codes ? world.buildings[b].code : 0, world.building_shapes.centre(b)};
}

/// A piece of a parcel becomes one of its own.
std::uint32_t add_parcel_piece(World& world, std::uint32_t p, const geo::GeometryColumn& shape,
                               std::int64_t code) {
  Parcel piece = world.parcels[p];
  piece.code = code;
  piece.number = static_cast<std::uint32_t>(1000 + world.parcels.size());
  piece.area_m2 = shape.area(0);
  piece.present = true;
  world.parcels.push_back(piece);
  world.parcel_shapes.append(shape[0]);
  return static_cast<std::uint32_t>(world.parcels.size() - 1);
}

std::uint32_t add_building_piece(World& world, std::uint32_t b, const geo::GeometryColumn& shape,
                                 std::int64_t code) {
  Building piece = world.buildings[b];
  piece.code = code;
  piece.id = static_cast<std::uint32_t>(500'000'000 + world.buildings.size());
  piece.present = true;
  world.buildings.push_back(piece);
  world.building_shapes.append(shape[0]);
  return static_cast<std::uint32_t>(world.buildings.size() - 1);
}

}  // namespace

void Editor::divide_parcels() {
  const auto fits = [](const Holding& h) { return h.kind == LotKind::house; };
  bool three = false;
  for (const std::uint32_t h : picker_.holdings("parcels to divide", edits_.each, fits)) {
    const std::uint32_t p = nights_.before.holdings[h].parcel;
    told("bolunme", "parsel", {parcel_thing(nights_.before, p)});
    // Two of which the larger stays, or three of which none is half.
    const std::vector<double> shares =
        three ? std::vector<double>{0.36, 0.68} : std::vector<double>{0.62};
    three = !three;
    const std::int64_t code = 300'000'000 + recoded_;
    recoded_ += 3;
    each(Who::both, [&](World& world) {
      const std::vector<geo::GeometryColumn> pieces = cut(world.parcel_shapes[p], shares);
      std::int64_t given = code;
      if (pieces.size() == 2) {
        world.parcels[p].code = ++given;
        world.parcels[p].number = static_cast<std::uint32_t>(1000 + given % 1000);
        world.parcels[p].area_m2 = pieces[0].area(0);
        world.parcel_shapes.assign(p, pieces[0][0]);
        add_parcel_piece(world, p, pieces[1], ++given);
      } else {
        for (const geo::GeometryColumn& piece : pieces) add_parcel_piece(world, p, piece, ++given);
        world.parcels[p].present = false;
      }
    });
  }
}

void Editor::unite_parcels() {
  const auto fits = [](const Holding& h) { return h.kind == LotKind::house; };
  for (const std::uint32_t h : picker_.holdings("parcels to unite", edits_.each, fits)) {
    const std::uint32_t p = nights_.before.holdings[h].parcel;
    const std::int64_t code = 300'000'000 + recoded_;
    recoded_ += 3;
    geo::GeometryColumn whole;
    whole.append(nights_.before.parcel_shapes[p]);
    std::uint32_t other = nothing;
    everywhere([&](World& world) {
      const std::vector<geo::GeometryColumn> pieces = cut(world.parcel_shapes[p], {0.6});
      world.parcel_shapes.assign(p, pieces[0][0]);
      world.parcels[p].area_m2 = pieces[0].area(0);
      other = add_parcel_piece(world, p, pieces[1], code + 1);
    });
    told("birlesme", "parsel",
         {parcel_thing(nights_.before, p), parcel_thing(nights_.before, other)});
    each(Who::both, [&](World& world) {
      world.parcel_shapes.assign(p, whole[0]);
      world.parcels[p].area_m2 = whole.area(0);
      world.parcels[p].code = code + 2;
      world.parcels[p].number = static_cast<std::uint32_t>(1000 + (code + 2) % 1000);
      world.parcels[other].present = false;
    });
  }
}

void Editor::divide_buildings() {
  const auto fits = [&](const Holding& h) { return simple_house(nights_.before, h); };
  for (const std::uint32_t h : picker_.holdings("buildings to divide", edits_.each, fits)) {
    const std::uint32_t b = nights_.before.holdings[h].first_building;
    told("bolunme", "bina", {building_thing(nights_.before, options_, b)});
    const std::int64_t code = 1'000'000'000 + recoded_;
    recoded_ += 3;
    each(Who::both, [&](World& world) {
      const std::vector<geo::GeometryColumn> pieces = cut(world.building_shapes[b], {0.6});
      world.buildings[b].code = code + 1;
      world.building_shapes.assign(b, pieces[0][0]);
      add_building_piece(world, b, pieces[1], code + 2);
    });
  }
}

void Editor::unite_buildings() {
  const auto fits = [&](const Holding& h) { return simple_house(nights_.before, h); };
  for (const std::uint32_t h : picker_.holdings("buildings to unite", edits_.each, fits)) {
    const std::uint32_t b = nights_.before.holdings[h].first_building;
    const std::int64_t code = 1'000'000'000 + recoded_;
    recoded_ += 3;
    geo::GeometryColumn whole;
    whole.append(nights_.before.building_shapes[b]);
    std::uint32_t other = nothing;
    everywhere([&](World& world) {
      const std::vector<geo::GeometryColumn> pieces = cut(world.building_shapes[b], {0.6});
      world.building_shapes.assign(b, pieces[0][0]);
      other = add_building_piece(world, b, pieces[1], code + 1);
    });
    told("birlesme", "bina",
         {building_thing(nights_.before, options_, b),
          building_thing(nights_.before, options_, other)});
    each(Who::both, [&](World& world) {
      world.building_shapes.assign(b, whole[0]);
      world.buildings[b].code = code + 2;
      world.buildings[other].present = false;
    });
  }
}

void Editor::rebuild() {
  const auto fits = [&](const Holding& h) { return simple_house(nights_.before, h); };
  for (const std::uint32_t h : picker_.holdings("buildings to build anew", edits_.each, fits)) {
    const std::uint32_t b = nights_.before.holdings[h].first_building;
    told("yeniden_yapim", "bina", {building_thing(nights_.before, options_, b)});
    const std::int64_t code = 1'000'000'000 + ++recoded_;
    each(Who::both, [&](World& world) {
      const std::uint32_t other =
          add_building_piece(world, b, scaled(world.building_shapes[b], 0.7), code);
      world.buildings[other].floors = static_cast<std::uint8_t>(world.buildings[b].floors + 3);
      world.buildings[b].present = false;
      for (Door& door : world.doors) {
        if (door.building == b) door.building = other;
      }
    });
  }
}

void Editor::move_border() {
  World& world = nights_.municipal;
  for (std::uint32_t n = 0; n < world.neighbourhoods.size(); ++n) {
    world.borders.push_back(world.grid.border(static_cast<int>(n)));
  }
  const auto upper = static_cast<std::uint32_t>(world.grid.columns);
  if (upper >= world.neighbourhoods.size()) return;
  shift_shared(world.borders[0], world.borders[upper], 15);
  const auto area = [&](std::uint32_t n) {
    return Thing{"mahalle", nights_.before.neighbourhoods[n].code, {}};
  };
  told("sinir_degisikligi", "mahalle", {area(0), area(upper)});
}

}  // namespace uavt::city
