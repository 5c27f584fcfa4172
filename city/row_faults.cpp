// Faults of codes, references and values. A door or unit that lost its code still meets its
// counterpart by what it says (door: street, number, block; unit: door, iç kapı), so that the fault
// is all there is to find; where something follows it is written down beside the fault.
#include "city/faults.hpp"
#include "city/names.hpp"
#include "city/random.hpp"
#include "city/sheet.hpp"

namespace uavt::city {
namespace {

// Far beyond the indices that lots and streets use: codes nobody has.
constexpr std::uint64_t nobody = 900'000'000;
constexpr std::uint64_t no_street = 8'900'000;

const Door& door_of(const Spoiler& spoiler, const Holding& holding) {
  return spoiler.world().doors[holding.first_door];
}
std::uint32_t municipal_row(Spoiler& spoiler, const Holding& holding) {
  return spoiler.sheets().municipal_door[holding.first_door];
}
sync::RawTable& doors(Spoiler& spoiler) {
  return spoiler.rows("cbs", Content::doors);
}
sync::RawTable& buildings(Spoiler& spoiler) {
  return spoiler.rows("cbs", Content::buildings);
}

void expect_door(Spoiler& spoiler, const Holding& holding, const char* rule,
                 const char* attribute) {
  spoiler.expect(rule, "cbs", "numarataj", std::to_string(door_of(spoiler, holding).code),
                 attribute);
}
void expect_building(Spoiler& spoiler, const Holding& holding, const char* rule,
                     const char* attribute) {
  spoiler.expect(rule, "cbs", "bina",
                 spoiler.key_of(spoiler.world().buildings[holding.first_building]), attribute);
}

/// "1.23E+09": what a spreadsheet leaves of a long number.
std::string ruined(std::int64_t code) {
  const std::string digits = std::to_string(code);
  const std::size_t exponent = digits.size() - 1;
  return digits.substr(0, 1) + "." + digits.substr(1, 2) + "E+" + (exponent < 10 ? "0" : "") +
         std::to_string(exponent);
}

/// A number that is all there, but not written as one.
std::string disguised(std::int64_t code, std::uint32_t form) {
  const std::string digits = std::to_string(code);
  const std::size_t exponent = digits.size() - 1;
  if (form % 3 == 0) return digits + ".0";
  if (form % 3 == 1) return " " + digits + " ";
  return digits.substr(0, 1) + "." + digits.substr(1) + "E+" + (exponent < 10 ? "0" : "") +
         std::to_string(exponent);
}

/// One of the rows of a door's units says another door number: the majority is used.
void parent_differs(Spoiler& spoiler, const Holding& holding) {
  const Door& door = door_of(spoiler, holding);
  write_cell(spoiler.rows("uavt", Content::flat), "kapi_no",
             spoiler.sheets().national_unit[door.first_unit + 1], national_number(door) + "/E");
  spoiler.expect("SRC-07", "uavt", "numarataj", std::to_string(door.code), "kapi_no");
}

/// A second row under the door's code with another number: the one UAVT confirms stays.
void code_twice(Spoiler& spoiler, const Holding& holding) {
  const std::size_t copy = copy_row(doors(spoiler), municipal_row(spoiler, holding));
  write_cell(doors(spoiler), "kapi_no", copy, municipal_number(door_of(spoiler, holding)) + "Z");
  expect_door(spoiler, holding, "KEY-01", "bina_kodu");
}

/// Two different buildings under one code, and no register to decide: both are set apart.
void code_twice_undecided(Spoiler& spoiler, const Holding& holding) {
  const std::uint32_t row = spoiler.sheets().municipal_building[holding.first_building];
  const std::size_t copy = copy_row(buildings(spoiler), row);
  const bool used = spoiler.world().buildings[holding.first_building].status == 0;
  write_cell(buildings(spoiler), "durum", copy, building_status[used ? 1 : 0]);
  expect_building(spoiler, holding, "KEY-01", "yapi_kimlik_no");
  Truth::Count& count = spoiler.count("bina");
  --count.published;
  --count.tek_kayit;
}

void row_twice(Spoiler& spoiler, const Holding& holding) {
  copy_row(buildings(spoiler), spoiler.sheets().municipal_building[holding.first_building]);
  expect_building(spoiler, holding, "KEY-01", "yapi_kimlik_no");
}

void unit_code_ruined(Spoiler& spoiler, const Holding& holding) {
  const std::uint32_t u = door_of(spoiler, holding).first_unit;
  write_cell(spoiler.rows("cbs", Content::units), "adres_no", spoiler.sheets().municipal_unit[u],
             ruined(spoiler.world().units[u].code));
  spoiler.expect("KEY-02", "cbs", "bagimsiz_bolum", "", "adres_no");
}

void door_code_ruined(Spoiler& spoiler, const Holding& holding) {
  write_cell(doors(spoiler), "bina_kodu", municipal_row(spoiler, holding),
             ruined(door_of(spoiler, holding).code));
  spoiler.expect("KEY-02", "cbs", "numarataj", "", "bina_kodu");
}

Content national_units(const Spoiler& spoiler) {
  return spoiler.options().flat_uavt ? Content::flat : Content::units;
}

void national_code_ruined(Spoiler& spoiler, const Holding& holding) {
  const std::uint32_t u = door_of(spoiler, holding).first_unit;
  write_cell(spoiler.rows("uavt", national_units(spoiler)), "adres_no",
             spoiler.sheets().national_unit[u], ruined(spoiler.world().units[u].code));
  spoiler.expect("KEY-02", "uavt", "bagimsiz_bolum", "", "adres_no");
}

void door_code_missing(Spoiler& spoiler, const Holding& holding) {
  constexpr const char* placeholders[] = {"", "0", "-1", "YENI-12"};
  write_cell(doors(spoiler), "bina_kodu", municipal_row(spoiler, holding),
             placeholders[spoiler.number() % 4]);
  spoiler.expect("KEY-03", "cbs", "numarataj", "", "bina_kodu");
}

void unit_code_missing(Spoiler& spoiler, const Holding& holding) {
  const std::uint32_t u = door_of(spoiler, holding).first_unit;
  write_cell(spoiler.rows("cbs", Content::units), "adres_no", spoiler.sheets().municipal_unit[u],
             "");
  spoiler.expect("KEY-03", "cbs", "bagimsiz_bolum", "", "adres_no");
}

/// The door still meets UAVT's by its own code; delivered as a code, the street then differs.
void no_such_street(Spoiler& spoiler, const Holding& holding) {
  const World& world = spoiler.world();
  if (spoiler.options().maks_roads) {
    write_cell(doors(spoiler), "yol_orta_hat_yon_id", municipal_row(spoiler, holding),
               guid(world.seed, Content::road_sides, nobody + spoiler.number()));
    expect_door(spoiler, holding, "KEY-04", "csbm");
    return;
  }
  const Codes streets(world.seed, Use::street_code, 1'000'000, 9'999'999);
  write_cell(doors(spoiler), "csbm_kodu", municipal_row(spoiler, holding),
             std::to_string(streets[no_street + spoiler.number()]));
  expect_door(spoiler, holding, "KEY-04", "csbm_kodu");
  spoiler.follows("UAV-03", "cbs", "numarataj", std::to_string(door_of(spoiler, holding).code),
                  "adres");
}

/// The unit meets UAVT's by adres no, and then hangs on another door.
void no_such_door(Spoiler& spoiler, const Holding& holding) {
  const std::uint32_t u = door_of(spoiler, holding).first_unit;
  const Codes codes_of_doors(spoiler.world().seed, Use::door_code, 1'000'000, 999'999'999);
  write_cell(spoiler.rows("cbs", Content::units), "bina_kodu", spoiler.sheets().municipal_unit[u],
             std::to_string(codes_of_doors[nobody + spoiler.number()]));
  const std::string key = std::to_string(spoiler.world().units[u].code);
  spoiler.expect("KEY-04", "cbs", "bagimsiz_bolum", key, "bina_kodu");
  spoiler.follows("UAV-03", "cbs", "bagimsiz_bolum", key, "adres");
}

/// UAVT says nothing about the building a door hangs on: nothing follows.
void no_such_building(Spoiler& spoiler, const Holding& holding) {
  const Codes known(spoiler.world().seed, Use::building_code, 10'000'000, 999'999'999);
  write_cell(doors(spoiler), "yapi_kimlik_no", municipal_row(spoiler, holding),
             std::to_string(known[nobody + spoiler.number()]));
  expect_door(spoiler, holding, "KEY-04", "yapi_kimlik_no");
  spoiler.follows("NUM-06", "cbs", "bina",
                  spoiler.key_of(spoiler.world().buildings[holding.first_building]), "numarataj");
}

void other_neighbourhood(Spoiler& spoiler, const Holding& holding) {
  const World& world = spoiler.world();
  const auto count = static_cast<std::uint32_t>(world.neighbourhoods.size());
  const std::uint32_t own = world.streets[holding.street].neighbourhood;
  const std::uint32_t other = (own + 1 + spoiler.number() % (count - 1)) % count;
  write_cell(doors(spoiler), "mahalle_kodu", municipal_row(spoiler, holding),
             std::to_string(world.neighbourhoods[other].code));
  expect_door(spoiler, holding, "KEY-05", "mahalle_kodu");
}

void door_code_disguised(Spoiler& spoiler, const Holding& holding) {
  write_cell(doors(spoiler), "bina_kodu", municipal_row(spoiler, holding),
             disguised(door_of(spoiler, holding).code, spoiler.number()));
  expect_door(spoiler, holding, "KEY-06", "bina_kodu");
}

void national_code_disguised(Spoiler& spoiler, const Holding& holding) {
  const std::uint32_t u = door_of(spoiler, holding).first_unit;
  const std::int64_t code = spoiler.world().units[u].code;
  write_cell(spoiler.rows("uavt", national_units(spoiler)), "adres_no",
             spoiler.sheets().national_unit[u], disguised(code, spoiler.number()));
  spoiler.expect("KEY-06", "uavt", "bagimsiz_bolum", std::to_string(code), "adres_no");
}

/// A missing value never differs: nothing follows where the code brings the two together.
void no_number(Spoiler& spoiler, const Holding& holding) {
  write_cell(doors(spoiler), "kapi_no", municipal_row(spoiler, holding), "");
  expect_door(spoiler, holding, "MOD-02", "kapi_no");
}

void no_island(Spoiler& spoiler, const Holding& holding) {
  write_cell(spoiler.rows("cbs", Content::parcels), "ada",
             spoiler.sheets().municipal_parcel[holding.parcel], "");
  spoiler.expect("MOD-02", "cbs", "parsel",
                 std::to_string(spoiler.world().parcels[holding.parcel].code), "ada");
  // Nobody is called any more what the house names.
  spoiler.follows("PAR-01", "cbs", "bina",
                  spoiler.key_of(spoiler.world().buildings[holding.first_building]), "parsel");
}

void many_floors(Spoiler& spoiler, const Holding& holding) {
  write_cell(buildings(spoiler), "kat_zemin_ustu",
             spoiler.sheets().municipal_building[holding.first_building], "çok");
  expect_building(spoiler, holding, "MOD-03", "kat_zemin_ustu");
}

void unknown_status(Spoiler& spoiler, const Holding& holding) {
  // Now one with a near value in the list, now one without.
  write_cell(buildings(spoiler), "durum",
             spoiler.sheets().municipal_building[holding.first_building],
             spoiler.number() % 2 == 0 ? "kullanmda" : "tadilat");
  expect_building(spoiler, holding, "MOD-04", "durum");
}

void name_misread(Spoiler& spoiler, const Holding& holding) {
  const Building& building = spoiler.world().buildings[holding.first_building];
  write_cell(buildings(spoiler), "ad", spoiler.sheets().municipal_building[holding.first_building],
             latin1_misread(title_case(apartment_name(building.name - 1u))));
  expect_building(spoiler, holding, "MOD-09", "ad");
}

void street_misread(Spoiler& spoiler, std::uint32_t s) {
  const Street& street = spoiler.world().streets[s];
  write_cell(spoiler.rows("uavt", Content::streets), "ad", spoiler.sheets().national_street[s],
             latin1_misread(spoiler.world().road_of(street).name));
  spoiler.expect("MOD-09", "uavt", "csbm", std::to_string(street.code), "ad");
}

bool deep_house(const World& world, const Holding& holding) {
  return quiet_house(world, holding) && holding.deep_inside;
}

bool named_building(const World& world, const Holding& holding) {
  if (!block_of_flats(world, holding)) return false;
  const std::uint16_t name = world.buildings[holding.first_building].name;
  return name != 0 && can_be_misread(title_case(apartment_name(name - 1u)));
}

bool misreadable_street(const World& world, const Street& street) {
  return can_be_misread(world.road_of(street).name);
}

constexpr FaultKind kinds[] = {
    {"SRC-07", flat | units, block_of_flats, parent_differs},
    {"KEY-01", codes, quiet_house, code_twice},
    {"KEY-01/all", codes, quiet_house, code_twice_undecided},
    {"KEY-01/identical", codes, quiet_house, row_twice},
    {"KEY-02", codes | units, block_of_flats, unit_code_ruined},
    {"KEY-02/kapi", codes, quiet_house, door_code_ruined},
    {"KEY-02/uavt", codes | units, block_of_flats, national_code_ruined},
    {"KEY-03", codes, quiet_house, door_code_missing},
    {"KEY-03/bolum", codes | units, block_of_flats, unit_code_missing},
    {"KEY-04", codes, quiet_house, no_such_street},
    {"KEY-04/bolum", codes | units, block_of_flats, no_such_door},
    {"KEY-04/yapi", codes, quiet_house, no_such_building},
    {"KEY-05", codes, deep_house, other_neighbourhood},
    {"KEY-06", codes, quiet_house, door_code_disguised},
    {"KEY-06/uavt", units, block_of_flats, national_code_disguised},
    {"MOD-02", codes, quiet_house, no_number},
    {"MOD-02/parsel", 0, quiet_house, no_island},
    {"MOD-03", 0, quiet_house, many_floors},
    {"MOD-04", 0, quiet_house, unknown_status},
    {"MOD-09", 0, named_building, name_misread},
    {"MOD-09/uavt", tables, nullptr, nullptr, misreadable_street, street_misread},
};

}  // namespace

std::span<const FaultKind> row_faults() {
  return kinds;
}

}  // namespace uavt::city
