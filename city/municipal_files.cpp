// The municipality's parcels, buildings, doors and units, under MAKS' names: title case, its own
// spelling of door numbers, with UAVT's codes or – as very often – without any.
#include <algorithm>
#include <cmath>

#include "city/files.hpp"
#include "city/names.hpp"
#include "city/random.hpp"
#include "city/sheet.hpp"

namespace uavt::city {
namespace {

using sync::SourceLayer;

constexpr std::uint32_t most_in_a_shapefile = 5000;
// A town that grew for forty years, ada by ada; postcodes of Antalya, 07….
constexpr std::uint32_t first_year = 1980, years = 40;
constexpr std::uint32_t first_postcode = 7010, postcodes = 980;

class PlaceWriter {
 public:
  PlaceWriter(const World& world, const Options& options, Sheets& sheets)
      : world_(world), options_(options), sheets_(sheets) {}

  void parcels() {
    const auto& parcels = world_.parcels;
    Sheet sheet(SourceLayer::parcel, chosen(parcels, [](const Parcel& p) { return p.present; }));
    sheet.integers("tapu_zemin_ref", "TAPUZEMINREF",
                   [&](std::uint32_t p) { return parcels[p].code; });
    sheet.texts("ada", "ADANO", [&](std::uint32_t p) { return std::to_string(parcels[p].island); });
    sheet.texts("parsel", "PARSELNO",
                [&](std::uint32_t p) { return std::to_string(parcels[p].number); });
    sheet.texts("tapu_mahalle_adi", "TAPUMAHALLEAD",
                [&](std::uint32_t p) { return municipal_name(world_, parcels[p].neighbourhood); });
    sheet.reals("tapu_alan_m2", "TAPUALAN",
                [&](std::uint32_t p) { return std::floor(parcels[p].area_m2 * 100 + 0.5) / 100; });
    sheet.texts("durum", "DURUM", [](std::uint32_t) { return std::string("aktif"); });
    sheet.texts("gittigi_parsel", "GITTIGIPARSEL", [](std::uint32_t) { return std::string(); });
    sheet.texts("gittigi_sebep", "GITTIGISEBEP", [](std::uint32_t) { return std::string(); });
    sheet.shapes(world_.parcel_shapes);
    sheets_.municipal_parcel = rows_of(sheet.things(), parcels.size());
    add_municipal(sheets_, "parsel", "PARSEL", Content::parcels, sheet);
    // A layer that declares POLYGON although its rows may be multi.
    sheets_.files.back().declare_single = true;
  }

  void buildings() {
    const auto& buildings = world_.buildings;
    const bool shapefile = buildings_as_shapefile(options_);
    Sheet sheet(SourceLayer::building,
                chosen(buildings, [](const Building& b) { return b.present; }));
    const auto parcel = [&](std::uint32_t b) -> const Parcel& {
      return world_.parcels[buildings[b].parcel];
    };
    if (options_.cbs_codes) {
      sheet.integers("yapi_kimlik_no", "KIMLIKNO",
                     [&](std::uint32_t b) { return buildings[b].code; });
    } else {
      sheet.integers("id", "OBJECTID",
                     [&](std::uint32_t b) { return std::int64_t{buildings[b].id}; });
    }
    sheet.texts("ad", "AD", [&](std::uint32_t b) {
      const std::uint32_t name = buildings[b].name;
      return name == 0 ? std::string() : title_case(apartment_name(name - 1));
    });
    sheet.texts("site_adi", shapefile ? "SITEVEYAKO" : "SITEVEYAKOOPERATIFADI",
                [&](std::uint32_t b) {
                  const std::uint32_t name = buildings[b].estate;
                  return name == 0 ? std::string() : title_case(estate_name(name - 1));
                });
    sheet.texts("blok_adi", "BLOKADI", [&](std::uint32_t b) { return block(buildings[b].block); });
    sheet.texts("durum", "YAPIDURUM",
                [&](std::uint32_t b) { return std::string(building_status[buildings[b].status]); });
    sheet.texts("ada", "ADANO", [&](std::uint32_t b) { return std::to_string(parcel(b).island); });
    sheet.texts("parsel", "PARSELNO",
                [&](std::uint32_t b) { return std::to_string(parcel(b).number); });
    if (options_.cbs_codes) {
      sheet.integers("mahalle_kodu", shapefile ? "MAHALLEKIM" : "MAHALLEKIMLIKNO",
                     [&](std::uint32_t b) {
                       return world_.neighbourhoods[parcel(b).neighbourhood].code;
                     });
    }
    sheet.integers("kat_zemin_ustu", shapefile ? "ZEMINUSTUK" : "ZEMINUSTUKATSAYISI",
                   [&](std::uint32_t b) { return std::int64_t{buildings[b].floors}; });
    sheet.integers("kat_zemin_alti", shapefile ? "ZEMINALTIK" : "ZEMINALTIKATSAYISI",
                   [&](std::uint32_t b) { return std::int64_t{buildings[b].basements}; });
    sheet.integers("kat_toplam", "KATSAYISI", [&](std::uint32_t b) {
      return std::int64_t{buildings[b].floors} + buildings[b].basements;
    });
    sheet.texts("posta_kodu", "POSTAKODU", [&](std::uint32_t b) {
      return "0" + std::to_string(first_postcode + parcel(b).neighbourhood % postcodes);
    });
    sheet.texts("tamamlanma_tarihi", "BITIMTARIH", [&](std::uint32_t b) {
      return std::to_string(first_year + parcel(b).island % years) + "-06-15";
    });
    sheet.shapes(world_.building_shapes);
    sheets_.municipal_building = rows_of(sheet.things(), buildings.size());
    add_municipal(sheets_, "YAPI", "YAPI", Content::buildings, sheet);
    File& file = sheets_.files.back();
    if (shapefile) {
      file.name = "cbs/YAPI.shp";
      file.format = "shp";
      file.encoding = "CP1254";
      file.declare_encoding = false;
    } else {
      file.declare_single = true;
    }
  }

  void doors() {
    const auto& doors = world_.doors;
    Sheet sheet(SourceLayer::door,
                chosen(doors, [](const Door& d) { return d.present && d.municipal; }));
    const auto street = [&](std::uint32_t d) -> const Street& {
      return world_.streets[doors[d].street];
    };
    if (options_.cbs_codes) {
      sheet.integers("bina_kodu", "BINAKODU", [&](std::uint32_t d) { return doors[d].code; });
    } else {
      sheet.integers("id", "OBJECTID", [&](std::uint32_t d) { return std::int64_t{doors[d].id}; });
    }
    if (options_.maks_roads) {
      sides_of_streets();
      sheet.texts("yol_orta_hat_yon_id", "YOLORTAHATYONID", [&](std::uint32_t d) {
        return guid(world_.seed, Content::road_sides, side_of_street_[doors[d].street]);
      });
    } else if (options_.cbs_codes) {
      sheet.integers("csbm_kodu", "CSBMKODU", [&](std::uint32_t d) { return street(d).code; });
    } else {
      sheet.texts("csbm_adi", "CSBMADI",
                  [&](std::uint32_t d) { return municipal_street_name(world_, street(d)); });
    }
    if (options_.cbs_codes) {
      sheet.integers("mahalle_kodu", "MAHALLEKODU", [&](std::uint32_t d) {
        return world_.neighbourhoods[street(d).neighbourhood].code;
      });
    } else {
      sheet.texts("mahalle_adi", "MAHALLEADI",
                  [&](std::uint32_t d) { return municipal_name(world_, street(d).neighbourhood); });
    }
    sheet.texts("kapi_no", "KAPINO", [&](std::uint32_t d) { return municipal_number(doors[d]); });
    sheet.texts("blok_adi", "BLOKADI", [&](std::uint32_t d) { return block(doors[d].block); });
    sheet.texts("tip", "TIP", [&](std::uint32_t d) {
      constexpr const char* kinds[] = {"ana_giris", "tali_giris", "tahsisli_parsel", "site_girisi"};
      return std::string(kinds[static_cast<std::size_t>(doors[d].kind)]);
    });
    sheet.texts("sahip_turu", "SAHIPTURU", [&](std::uint32_t d) {
      return std::string(doors[d].building == nothing ? "parsel" : "yapi");
    });
    if (options_.cbs_codes) {
      sheet.integers("yapi_kimlik_no", "YAPIKIMLIKNO", [&](std::uint32_t d) {
        return doors[d].building == nothing ? sync::null_integer
                                            : world_.buildings[doors[d].building].code;
      });
    } else {
      sheet.integers("yapi_id", "YAPIID", [&](std::uint32_t d) {
        return doors[d].building == nothing ? sync::null_integer
                                            : std::int64_t{world_.buildings[doors[d].building].id};
      });
    }
    const auto plot = [&](std::uint32_t d) -> const Parcel* {
      return doors[d].building == nothing ? &world_.parcels[doors[d].parcel] : nullptr;
    };
    sheet.texts("ada", "ADANO", [&](std::uint32_t d) {
      return plot(d) == nullptr ? std::string() : std::to_string(plot(d)->island);
    });
    sheet.texts("parsel", "PARSELNO", [&](std::uint32_t d) {
      return plot(d) == nullptr ? std::string() : std::to_string(plot(d)->number);
    });
    geo::GeometryColumn& points = sheet.geometry();
    points.reserve(sheet.things().size(), sheet.things().size());
    for (const std::uint32_t d : sheet.things()) points.append_point(doors[d].x, doors[d].y);
    sheets_.municipal_door = rows_of(sheet.things(), doors.size());
    add_municipal(sheets_, "numarataj", "NUMARATAJ", Content::doors, sheet);
  }

  void units() {
    const auto& units = world_.units;
    Sheet sheet(SourceLayer::unit,
                chosen(units, [](const Unit& u) { return u.present && u.municipal; }));
    if (options_.cbs_codes) {
      sheet.integers("adres_no", "ADRESNO", [&](std::uint32_t u) { return units[u].code; });
      sheet.integers("bina_kodu", "BINAKODU",
                     [&](std::uint32_t u) { return world_.doors[units[u].door].code; });
    } else {
      sheet.integers("numarataj_id", "NUMARATAJID",
                     [&](std::uint32_t u) { return std::int64_t{world_.doors[units[u].door].id}; });
    }
    sheet.texts("ic_kapi_no", "BAGIMSIZBOLUMNO", [&](std::uint32_t u) {
      return units[u].number == 0 ? std::string() : std::to_string(units[u].number);
    });
    sheet.texts("kat_no", "KATNO", [&](std::uint32_t u) {
      return units[u].floor == 0 ? std::string("Z") : std::to_string(units[u].floor);
    });
    sheets_.municipal_unit = rows_of(sheet.things(), units.size());
    add_municipal(sheets_, "bagimsizbolum", "BAGIMSIZBOLUM", Content::units, sheet);
  }

 private:
  static std::string block(char letter) {
    return letter == 0 ? std::string() : std::string(1, letter);
  }

  /// Any side of each street: what YOLORTAHATYONID of its doors points to.
  void sides_of_streets() {
    side_of_street_.assign(world_.streets.size(), nothing);
    for (std::uint32_t p = 0; p < world_.pieces.size(); ++p) {
      const Piece& piece = world_.pieces[p];
      if (piece.left == nothing) continue;
      side_of_street_[piece.left] = 2 * p;
      side_of_street_[piece.right] = 2 * p + 1;
    }
  }

  const World& world_;
  const Options& options_;
  Sheets& sheets_;
  std::vector<std::uint32_t> side_of_street_;
};

}  // namespace

bool buildings_as_shapefile(const Options& options) {
  // Not in a shapefile: a line among polygons, no number at all, an open ring, a hole outside its
  // shell (a second shell, there), letters CP1254 does not have.
  return options.buildings <= most_in_a_shapefile &&
         std::ranges::none_of(options.faults, [](const FaultOrder& order) {
           for (const char* rule : {"GEO-02", "GEO-03", "GEO-04", "GEO-06", "MOD-09"}) {
             if (order.count > 0 && order.name.starts_with(rule) && order.name != "MOD-09/uavt") {
               return true;
             }
           }
           return false;
         });
}

std::vector<std::uint32_t> rows_of(const std::vector<std::uint32_t>& numbers, std::size_t size) {
  std::vector<std::uint32_t> rows(size, nothing);
  for (std::uint32_t row = 0; row < numbers.size(); ++row) rows[numbers[row]] = row;
  return rows;
}

std::string guid(std::uint64_t seed, Content content, std::uint64_t id) {
  constexpr const char* digits = "0123456789ABCDEF";
  Dice dice(seed, Use::guid, id * 16 + static_cast<std::uint64_t>(content));
  std::uint64_t bits = 0;
  std::string text = "{";
  for (int i = 0; i < 32; ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20) text += '-';
    if (i % 16 == 0) bits = dice.next();
    // A version 4 GUID, with a letter inside the long group: no run of digits looks like a number
    // that means something.
    text += i == 12 ? '4' : i == 25 ? 'C' : digits[bits & 15];
    bits >>= 4;
  }
  return text + "}";
}

void add_municipal(Sheets& sheets, const char* name, const char* table, Content content,
                   Sheet& sheet) {
  File file;
  file.name = std::string("cbs/") + name + ".gpkg";
  file.format = "gpkg";
  file.layer = table;
  file.rows = sheet.take();
  file.crs = file.rows.has_geometry ? "EPSG:5254" : "";
  sheets.files.push_back(std::move(file));
  sheets.contents.push_back(content);
  sheets.registers.emplace_back("cbs");
}

std::string municipal_number(const Door& door) {
  std::string text = std::to_string(door.number);
  if (door.suffix != 0) text += door.suffix;
  return text;
}

std::string municipal_name(const World& world, std::uint32_t neighbourhood) {
  return title_case(world.neighbourhoods[neighbourhood].name);
}

std::string municipal_street_name(const World& world, const Street& street) {
  const Road& road = world.road_of(street);
  return title_case(road.name + " " + words(road.type).capitals);
}

void write_municipal(const World& world, const Options& options, Sheets& sheets) {
  write_municipal_streets(world, options, sheets);
  PlaceWriter writer(world, options, sheets);
  writer.parcels();
  writer.buildings();
  writer.doors();
  if (options.units) writer.units();
}

}  // namespace uavt::city
