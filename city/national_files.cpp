// UAVT's export: four tables under AKS names, or one flat table with a row per unit. Capitals, its
// own numbering of street types, no geometry – but for a town in which the two registers see doors at
// different places.
#include "city/files.hpp"
#include "city/names.hpp"
#include "city/sheet.hpp"
#include "city/town_faults.hpp"

namespace uavt::city {
namespace {

using sync::SourceLayer;

// Above this a municipality gets a text file: a spreadsheet would open for minutes.
constexpr std::size_t most_in_a_spreadsheet = 50'000;

void add(Sheets& sheets, const char* name, Content content, Sheet& sheet) {
  File file;
  file.name = std::string("uavt/") + name + ".csv";
  file.format = "csv";
  file.layer = name;
  file.separator = ';';
  file.rows = sheet.take();
  sheets.files.push_back(std::move(file));
  sheets.contents.push_back(content);
  sheets.registers.emplace_back("uavt");
}

std::string text_of(std::uint32_t number) {
  return number == 0 ? std::string() : std::to_string(number);
}

std::string block(const Door& door) {
  return door.block == 0 ? std::string() : std::string(1, door.block);
}

bool delivered(const Door& door) {
  return door.present && door.national;
}
bool delivered(const Unit& unit) {
  return unit.present && unit.national;
}

std::string floor_of(const Unit& unit) {
  return unit.floor == 0 ? std::string("Z") : std::to_string(unit.floor);
}

std::string estate_of(const World& world, const Door& door) {
  if (door.building == nothing) return {};
  const std::uint16_t name = world.buildings[door.building].estate;
  return name == 0 ? std::string() : estate_name(name - 1u);
}

void write_tables(const World& world, const Options& options, Sheets& sheets) {
  const auto& neighbourhoods = world.neighbourhoods;
  Sheet mahalle(SourceLayer::neighbourhood,
                chosen(neighbourhoods, [](const Neighbourhood&) { return true; }));
  mahalle.integers("mahalle_kodu", "mahalle_kod",
                   [&](std::uint32_t n) { return neighbourhoods[n].code; });
  mahalle.texts("ad", "ad", [&](std::uint32_t n) { return neighbourhoods[n].name; });
  mahalle.integers("koy_kodu", "koy_kod",
                   [&](std::uint32_t n) { return neighbourhoods[n].village_code; });
  add(sheets, "mahalle", Content::neighbourhoods, mahalle);

  const auto& streets = world.streets;
  Sheet csbm(SourceLayer::street,
             chosen(streets, [&](const Street& street) { return world.in_use(street); }));
  csbm.integers("csbm_kodu", "csbm_kod", [&](std::uint32_t s) { return streets[s].code; });
  csbm.texts("ad", "ad", [&](std::uint32_t s) {
    const Street& street = streets[s];
    return street.national_name.empty() ? world.road_of(street).name : street.national_name;
  });
  csbm.integers("tur_kodu", "tip_kod", [&](std::uint32_t s) {
    return static_cast<std::int64_t>(world.road_of(streets[s]).type);
  });
  csbm.integers("mahalle_kodu", "mahalle_kod",
                [&](std::uint32_t s) { return neighbourhoods[streets[s].neighbourhood].code; });
  sheets.national_street = rows_of(csbm.things(), streets.size());
  add(sheets, "csbm", Content::streets, csbm);

  const auto& doors = world.doors;
  Sheet numarataj(SourceLayer::door, chosen(doors, [](const Door& d) { return delivered(d); }));
  numarataj.integers("bina_kodu", "numarataj_kod", [&](std::uint32_t d) { return doors[d].code; });
  numarataj.integers("csbm_kodu", "csbm_kod",
                     [&](std::uint32_t d) { return streets[doors[d].street].code; });
  numarataj.texts("kapi_no", "kapi_no", [&](std::uint32_t d) { return national_number(doors[d]); });
  numarataj.texts("blok_adi", "blok_adi", [&](std::uint32_t d) { return block(doors[d]); });
  const bool placed = ordered(options, "UAV-04") > 0;
  if (placed) {
    numarataj.reals("x", "DOGU", [&](std::uint32_t d) { return doors[d].x; });
    numarataj.reals("y", "KUZEY", [&](std::uint32_t d) { return doors[d].y; });
  }
  sheets.national_door = rows_of(numarataj.things(), doors.size());
  add(sheets, "numarataj", Content::doors, numarataj);
  if (placed) sheets.files.back().crs = "EPSG:5254";

  if (!options.units) return;
  const auto& units = world.units;
  Sheet bolum(SourceLayer::unit, chosen(units, [](const Unit& u) { return delivered(u); }));
  bolum.integers("adres_no", "adres_no", [&](std::uint32_t u) { return units[u].code; });
  bolum.integers("bina_kodu", "bina_no",
                 [&](std::uint32_t u) { return doors[units[u].door].code; });
  bolum.texts("ic_kapi_no", "ic_kapi_no",
              [&](std::uint32_t u) { return text_of(units[u].national_number); });
  bolum.texts("kat_no", "katno", [&](std::uint32_t u) { return floor_of(units[u]); });
  sheets.national_unit = rows_of(bolum.things(), units.size());
  add(sheets, "bagimsiz_bolum", Content::units, bolum);
}

/// A row for every unit, and one for every door without a unit.
void write_flat(const World& world, Sheets& sheets) {
  struct Entry {
    std::uint32_t door, unit;
  };
  std::vector<Entry> entries;
  sheets.national_door.assign(world.doors.size(), nothing);
  sheets.national_unit.assign(world.units.size(), nothing);
  sheets.national_street.assign(world.streets.size(), nothing);
  for (std::uint32_t d = 0; d < world.doors.size(); ++d) {
    const Door& door = world.doors[d];
    if (!delivered(door)) continue;
    const auto first = static_cast<std::uint32_t>(entries.size());
    for (std::uint32_t u = door.first_unit; u < door.first_unit + door.units; ++u) {
      if (!delivered(world.units[u])) continue;
      sheets.national_unit[u] = static_cast<std::uint32_t>(entries.size());
      entries.push_back({d, u});
    }
    if (entries.size() == first) entries.push_back({d, nothing});
    sheets.national_door[d] = first;
    if (sheets.national_street[door.street] == nothing) sheets.national_street[door.street] = first;
  }
  std::vector<std::uint32_t> numbers(entries.size());
  for (std::uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
  Sheet flat(SourceLayer::flat, std::move(numbers));
  const auto door = [&](std::uint32_t i) -> const Door& { return world.doors[entries[i].door]; };
  const auto street = [&](std::uint32_t i) -> const Street& {
    return world.streets[door(i).street];
  };
  const auto area = [&](std::uint32_t i) -> const Neighbourhood& {
    return world.neighbourhoods[street(i).neighbourhood];
  };
  const auto unit = [&](std::uint32_t i) -> const Unit* {
    return entries[i].unit == nothing ? nullptr : &world.units[entries[i].unit];
  };
  const auto always = [](const char* text) {
    return [text](std::uint32_t) { return std::string_view(text); };
  };
  flat.texts("il_adi", "IL", always("ANTALYA"));
  flat.texts("ilce_kodu", "ILCE_KODU", always("2039"));
  flat.texts("ilce_adi", "ILCE_ADI", always("ÖRNEKKENT"));
  flat.texts("bucak_kodu", "BUCAK_KODU", always("381"));
  flat.texts("bucak_adi", "BUCAK_ADI", always("MERKEZ"));
  flat.texts("koy_kodu", "KOY_KODU",
             [&](std::uint32_t i) { return std::to_string(area(i).village_code); });
  flat.texts("koy_adi", "KOY_ADI", [&](std::uint32_t i) {
    return area(i).village ? std::string_view(area(i).name) : std::string_view("MERKEZ");
  });
  flat.texts("mahalle_kodu", "MAHALLE_KODU",
             [&](std::uint32_t i) { return std::to_string(area(i).code); });
  flat.texts("mahalle_adi", "MAHALLE_ADI",
             [&](std::uint32_t i) { return std::string_view(area(i).name); });
  flat.texts("csbm_kodu", "CSBM_KODU",
             [&](std::uint32_t i) { return std::to_string(street(i).code); });
  flat.texts("csbm_adi", "CSBM_ADI",
             [&](std::uint32_t i) { return national_street_name(world, street(i)); });
  flat.texts("bina_kodu", "BINA_KODU",
             [&](std::uint32_t i) { return std::to_string(door(i).code); });
  flat.texts("kapi_no", "DIS_KAPI_NO", [&](std::uint32_t i) { return national_number(door(i)); });
  flat.texts("site_adi", "SITE_ADI", [&](std::uint32_t i) { return estate_of(world, door(i)); });
  flat.texts("blok_adi", "BLOK_ADI", [&](std::uint32_t i) { return block(door(i)); });
  flat.texts("adres_no", "UAVT_ADRES_NO", [&](std::uint32_t i) {
    return unit(i) == nullptr ? std::string() : std::to_string(unit(i)->code);
  });
  flat.texts("ic_kapi_no", "IC_KAPI_NO", [&](std::uint32_t i) {
    return unit(i) == nullptr ? std::string() : text_of(unit(i)->national_number);
  });
  add(sheets, "uavt", Content::flat, flat);
  File& file = sheets.files.back();
  if (file.rows.size() <= most_in_a_spreadsheet) {
    file.name = "uavt/uavt.xlsx";
    file.format = "xlsx";
    file.separator = ',';
  }
}

}  // namespace

std::string national_number(const Door& door) {
  std::string text = std::to_string(door.number);
  if (door.national_suffix != 0) text.append("/").push_back(door.national_suffix);
  return text;
}

std::string national_street_name(const World& world, const Street& street) {
  const Road& road = world.road_of(street);
  const std::string& name = street.national_name.empty() ? road.name : street.national_name;
  return name + " " + words(road.type).capitals;
}

void write_national(const World& world, const Options& options, Sheets& sheets) {
  options.flat_uavt ? write_flat(world, sheets) : write_tables(world, options, sheets);
}

}  // namespace uavt::city
