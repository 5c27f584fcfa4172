// Faults in the values of one row: a form nobody writes, a date that cannot be, a sum that does not add
// up, a name and a number that say nothing.
#include "city/faults.hpp"
#include "city/sheet.hpp"

namespace uavt::city {
namespace {

void spoil_building(Spoiler& spoiler, const Holding& holding, const char* rule,
                    std::string_view attribute, std::string_view value) {
  write_cell(spoiler.rows("cbs", Content::buildings), attribute,
             spoiler.sheets().municipal_building[holding.first_building], value);
  spoiler.expect(rule, "cbs", "bina",
                 spoiler.key_of(spoiler.world().buildings[holding.first_building]),
                 std::string(attribute).c_str());
}

void postcode_with_dash(Spoiler& spoiler, const Holding& holding) {
  spoil_building(spoiler, holding, "MOD-05", "posta_kodu", "07-070");
}

void completed_in_the_future(Spoiler& spoiler, const Holding& holding) {
  spoil_building(spoiler, holding, "MOD-08", "tamamlanma_tarihi", "2199-05-01");
}

void floors_do_not_add_up(Spoiler& spoiler, const Holding& holding) {
  const Building& building = spoiler.world().buildings[holding.first_building];
  spoil_building(spoiler, holding, "MOD-10", "kat_toplam",
                 std::to_string(building.floors + building.basements + 3));
}

/// Named on the other side: the address differs, too.
void dash_for_a_number(Spoiler& spoiler, const Holding& holding) {
  const std::string key =
      std::to_string(spoiler.world().doors[holding.first_door].code);
  write_cell(spoiler.rows("cbs", Content::doors), "kapi_no",
             spoiler.sheets().municipal_door[holding.first_door], "-");
  spoiler.expect("NUM-06", "cbs", "numarataj", key, "kapi_no");
  spoiler.follows("UAV-03", "cbs", "numarataj", key, "adres");
}

void dash_for_a_name(Spoiler& spoiler, std::uint32_t s) {
  const std::string key = std::to_string(spoiler.world().streets[s].code);
  write_cell(spoiler.rows("uavt", Content::streets), "ad", spoiler.sheets().national_street[s], "-");
  spoiler.expect("NUM-12", "uavt", "csbm", key, "ad");
  spoiler.follows("UAV-03", "cbs", "csbm", key, "ad");
}

bool known_alike(const World& world, const Street& street) {
  return world.in_use(street) && street.national_name.empty();
}

constexpr FaultKind kinds[] = {
    {"MOD-05", 0, quiet_house, postcode_with_dash},
    {"MOD-08", 0, quiet_house, completed_in_the_future},
    {"MOD-10", 0, quiet_house, floors_do_not_add_up},
    {"NUM-06/kapi", codes, quiet_house, dash_for_a_number},
    {"NUM-12", codes | tables, nullptr, nullptr, known_alike, dash_for_a_name},
};

}  // namespace

std::span<const FaultKind> value_faults() { return kinds; }

}  // namespace uavt::city
