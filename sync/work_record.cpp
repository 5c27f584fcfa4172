#include "sync/work_record.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace uavt::sync {

namespace {

std::int64_t code_of(const std::string& text) {
  std::int64_t code = null_integer;
  std::from_chars(text.data(), text.data() + text.size(), code);
  return code;
}

Register other_side(Register reg, Layer layer) {
  const Sides both = sides(layer);
  return reg == both.national ? both.municipal : both.national;
}

}  // namespace

std::string coordinates_text(const geo::Point& point) {
  const auto two_digits = [](double value) {
    std::string text = std::to_string(std::llround(value * 100));
    const bool negative = text.front() == '-';
    if (negative) text.erase(0, 1);
    if (text.size() < 3) text.insert(0, 3 - text.size(), '0');
    text.insert(text.size() - 2, ".");
    return (negative ? "-" : "") + text;
  };
  return two_digits(point.x) + " " + two_digits(point.y);
}

WorkRecords::WorkRecords(const Night& night, const Matched& matched)
    : night_(night), matched_(matched) {
  const Entities& entities = matched.layers[index(Layer::neighbourhood)];
  for (std::size_t e = 0; e < entities.size(); ++e) {
    mahalle_entities_.emplace(entities.tucbs_no[e], e);
  }
}

Register WorkRecords::mended(WorkList list, Layer layer) {
  return list == WorkList::uavt ? sides(layer).national : sides(layer).municipal;
}

Register WorkRecords::followed(WorkList list, Layer layer) {
  return list == WorkList::uavt ? sides(layer).municipal : sides(layer).national;
}

std::int32_t WorkRecords::row(Register reg, Layer layer, std::int32_t entity) const {
  if (entity < 0) return no_row;
  return matched_.layers[index(layer)].row[index(reg)][static_cast<std::size_t>(entity)];
}

std::string WorkRecords::value_in(Register reg, Layer layer, std::int32_t entity,
                                  std::string_view attribute) const {
  const std::int32_t at = row(reg, layer, entity);
  if (at == no_row) return {};
  const Table& table = night_.side(reg).table(layer);
  const std::size_t a = position(layer, attribute);
  return value_text(table.type().attributes[a], table.columns[a], static_cast<std::size_t>(at));
}

std::string WorkRecords::value(Layer layer, std::int32_t entity, std::string_view attribute,
                               Register first) const {
  std::string text = value_in(first, layer, entity, attribute);
  return text.empty() ? value_in(other_side(first, layer), layer, entity, attribute) : text;
}

std::int32_t WorkRecords::parent(Layer layer, std::int32_t entity, Register first) const {
  for (const Register reg : {first, other_side(first, layer)}) {
    const std::int32_t at = row(reg, layer, entity);
    if (at == no_row) continue;
    const std::int32_t found =
        parent_entity(night_, matched_, reg, layer, static_cast<std::size_t>(at));
    if (found >= 0) return found;
  }
  return -1;
}

std::int32_t WorkRecords::building(std::int32_t door, Register first) const {
  static const std::size_t link = position(Layer::door, "bina_tucbs_no");
  for (const Register reg : {first, other_side(first, Layer::door)}) {
    const std::int32_t at = row(reg, Layer::door, door);
    if (at == no_row) continue;
    const auto& links = night_.side(reg).table(Layer::door).links[link];
    const std::int32_t target = links[static_cast<std::size_t>(at)];
    if (target < 0) continue;
    const auto& of_row = matched_.layers[index(Layer::building)].of_row[index(reg)];
    if (of_row[static_cast<std::size_t>(target)] >= 0) {
      return of_row[static_cast<std::size_t>(target)];
    }
  }
  return -1;
}

std::int32_t WorkRecords::mahalle(Layer layer, std::size_t entity) const {
  if (layer == Layer::neighbourhood) return static_cast<std::int32_t>(entity);
  const Entities& entities = matched_.layers[index(layer)];
  if (entity >= entities.mahalle.size()) return -1;
  const auto found = mahalle_entities_.find(entities.mahalle[entity]);
  return found == mahalle_entities_.end() ? -1 : static_cast<std::int32_t>(found->second);
}

bool WorkRecords::in_village(Layer layer, std::size_t entity) const {
  const std::int32_t where = mahalle(layer, entity);
  const std::string kind = value(Layer::neighbourhood, where, "tur", Register::uavt);
  if (!kind.empty()) return kind != "mahalle";
  return !value(Layer::neighbourhood, where, "koy_kodu", Register::uavt).empty();
}

void WorkRecords::fill_mahalle(WorkRecord& record, std::int32_t mahalle, Register first) const {
  constexpr Layer layer = Layer::neighbourhood;
  // Administrative units are UAVT's in either list.
  record.mahalle_kodu = code_of(value(layer, mahalle, "mahalle_kodu", Register::uavt));
  record.mahalle = value(layer, mahalle, "ad", first);
  record.koy_kodu = value(layer, mahalle, "koy_kodu", Register::uavt);
  record.koy = value(layer, mahalle, "koy_adi", Register::uavt);
}

void WorkRecords::fill_street(WorkRecord& record, std::int32_t street, Register codes,
                              Register first) const {
  record.csbm_kodu = code_of(value(Layer::street, street, "csbm_kodu", codes));
  record.csbm = value(Layer::street, street, "ad", first);
  record.csbm_tip = value(Layer::street, street, "tip", first);
}

void WorkRecords::fill_building(WorkRecord& record, std::int32_t building, Register codes,
                                Register first) const {
  constexpr Layer layer = Layer::building;
  const auto text = [&](std::string_view attribute) {
    return value(layer, building, attribute, first);
  };
  record.yapi_kimlik_no = value(layer, building, "yapi_kimlik_no", codes);
  if (record.yapi_kimlik_no.empty()) {
    record.yapi_kimlik_no = value(layer, building, "yapi_kodu", codes);
  }
  const auto floors = [&](std::string_view attribute, std::string_view word) {
    const std::string count = text(attribute);
    if (count.empty()) return;
    if (!record.kat.empty()) record.kat += ", ";
    record.kat += std::string(word) + " " + count;
  };
  // The reference is said with the number: on a slope yol and zemin differ rightly.
  floors("kat_zemin_ustu", "zemin üstü");
  floors("kat_zemin_alti", "zemin altı");
  floors("kat_yol_ustu", "yol üstü");
  floors("kat_yol_alti", "yol altı");
  if (record.kat.empty()) floors("kat_toplam", "toplam");
  record.kullanim = text("kullanim");
  record.yapi_durumu = text("durum");
  record.yapi_tipi = text("tip");
  record.site = text("site_adi");
  record.blok = text("blok_adi");
  record.ada = text("ada");
  record.parsel = text("parsel");
  record.pafta = text("pafta");
}

void WorkRecords::fill_door(WorkItem& item, std::int32_t door, Register codes,
                            Register first) const {
  constexpr Layer layer = Layer::door;
  WorkRecord& record = item.record;
  const auto prefer = [&](std::string& field, std::string_view attribute) {
    std::string text = value(layer, door, attribute, first);
    if (!text.empty()) field = std::move(text);
  };
  record.bina_kodu = value(layer, door, "bina_kodu", codes);
  record.numarataj_kimlik_no = value(layer, door, "numarataj_kimlik_no", codes);
  record.numarataj_tipi = value(layer, door, "tip", first);
  prefer(record.site, "site_adi");
  prefer(record.blok, "blok_adi");
  if (record.ada.empty()) {
    prefer(record.ada, "ada");
    prefer(record.parsel, "parsel");
  }
  record.dis_kapi = value_in(codes, layer, door, "kapi_no");
  const std::string said = value_in(first, layer, door, "kapi_no");
  if (record.dis_kapi.empty()) {
    record.yeni_dis_kapi = said;
  } else if (item.layer == layer && item.group == "adres") {
    record.yeni_dis_kapi = said;
  }
}

void WorkRecords::fill_unit(WorkItem& item, std::int32_t unit, Register codes,
                            Register first) const {
  constexpr Layer layer = Layer::unit;
  WorkRecord& record = item.record;
  record.adres_no = value(layer, unit, "adres_no", codes);
  record.kat = value(layer, unit, "kat_no", first);
  record.kullanim = value(layer, unit, "kullanim_turu", first);
  const std::string block = value(layer, unit, "blok_adi", first);
  if (!block.empty()) record.blok = block;
  record.ic_kapi = value_in(codes, layer, unit, "ic_kapi_no");
  if (record.ic_kapi.empty() || item.group == "adres") {
    record.yeni_ic_kapi = value_in(first, layer, unit, "ic_kapi_no");
  }
}

void WorkRecords::fill_place(WorkItem& item, std::size_t entity, Register first) const {
  const auto look = [&](Layer layer, std::int32_t at) {
    if (item.point || at < 0 || layer_type(layer).geometry == geo::Kind::null) return;
    for (const Register reg : {first, other_side(first, layer)}) {
      const std::int32_t found = row(reg, layer, at);
      if (found == no_row) continue;
      const auto& shapes = night_.side(reg).table(layer).geometry;
      const auto shape = static_cast<std::size_t>(found);
      const geo::Kind kind = shapes.kind(shape);
      if (kind == geo::Kind::null || kind == geo::Kind::other || !shapes.finite(shape)) continue;
      item.point = shapes.centre(shape);
      return;
    }
  };
  auto at = static_cast<std::int32_t>(entity);
  look(item.layer, at);
  if (item.layer == Layer::unit) {
    at = parent(Layer::unit, at, first);
    look(Layer::door, at);
  }
  if (!item.point && at >= 0 && (item.layer == Layer::unit || item.layer == Layer::door)) {
    look(Layer::building, building(at, first));
  }
}

void WorkRecords::fill(WorkItem& item, std::size_t entity) const {
  const Register codes = mended(item.list, item.layer);
  // What is to be retired is described by who still has it.
  const Register first =
      item.operation == Operation::retire ? codes : followed(item.list, item.layer);
  const auto e = static_cast<std::int32_t>(entity);
  // Parcels are TAKBİS': what they hang on is the registers' of addresses.
  const bool of_addresses = item.layer != Layer::parcel && item.layer != Layer::centreline;
  fill_mahalle(item.record, mahalle(item.layer, entity), of_addresses ? first : Register::cbs);
  std::int32_t door = -1, street = -1, house = -1;
  if (item.layer == Layer::unit) door = parent(Layer::unit, e, first);
  if (item.layer == Layer::door) door = e;
  if (item.layer == Layer::street) street = e;
  if (item.layer == Layer::building) house = e;
  if (door >= 0) {
    street = parent(Layer::door, door, first);
    house = building(door, first);
  }
  if (street >= 0) fill_street(item.record, street, codes, first);
  if (house >= 0) fill_building(item.record, house, codes, first);
  if (door >= 0) fill_door(item, door, codes, first);
  if (item.layer == Layer::unit) fill_unit(item, e, codes, first);
  if (item.layer == Layer::parcel) {
    item.record.ada = value(Layer::parcel, e, "ada", first);
    item.record.parsel = value(Layer::parcel, e, "parsel", first);
    item.record.pafta = value(Layer::parcel, e, "pafta", first);
  }
  fill_place(item, entity, first);
}

}  // namespace uavt::sync
