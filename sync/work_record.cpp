#include "sync/work_record.hpp"

#include "sync/concealing.hpp"
#include "sync/groups.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>

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

WorkRecords::WorkRecords(const Night& night, const Matched& matched,
                         const Restrictions& restrictions)
    : night_(night), matched_(matched), restrictions_(restrictions) {
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

namespace {

/// How an attribute of one record is said: codes as the register to be mended knows them, values as
/// the other side says, each falling back to the other; `kept` and `said` do not fall back.
struct Words {
  using Say = std::function<std::string(std::string_view attribute)>;
  Say code, text, kept, said;
};

void write_street(WorkRecord& record, const Words& words) {
  record.csbm_kodu = code_of(words.code("csbm_kodu"));
  record.csbm = words.text("ad");
  record.csbm_tip = words.text("tip");
}

void write_building(WorkRecord& record, const Words& words) {
  record.yapi_kimlik_no = words.code("yapi_kimlik_no");
  if (record.yapi_kimlik_no.empty()) record.yapi_kimlik_no = words.code("yapi_kodu");
  const auto floors = [&](std::string_view attribute, std::string_view word) {
    const std::string count = words.text(attribute);
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
  record.kullanim = words.text("kullanim");
  record.yapi_durumu = words.text("durum");
  record.yapi_tipi = words.text("tip");
  record.site = words.text("site_adi");
  record.blok = words.text("blok_adi");
  record.ada = words.text("ada");
  record.parsel = words.text("parsel");
  record.pafta = words.text("pafta");
}

void write_door(WorkItem& item, const Words& words) {
  WorkRecord& record = item.record;
  const auto prefer = [&](std::string& field, std::string_view attribute) {
    std::string text = words.text(attribute);
    if (!text.empty()) field = std::move(text);
  };
  record.bina_kodu = words.code("bina_kodu");
  record.numarataj_kimlik_no = words.code("numarataj_kimlik_no");
  record.numarataj_tipi = words.text("tip");
  prefer(record.site, "site_adi");
  prefer(record.blok, "blok_adi");
  if (record.ada.empty()) {
    prefer(record.ada, "ada");
    prefer(record.parsel, "parsel");
  }
  record.dis_kapi = words.kept("kapi_no");
  const bool renumbered = item.layer == Layer::door && item.group == "adres";
  if (record.dis_kapi.empty() || renumbered) record.yeni_dis_kapi = words.said("kapi_no");
}

void write_unit(WorkItem& item, const Words& words) {
  WorkRecord& record = item.record;
  record.adres_no = words.code("adres_no");
  record.kat = words.text("kat_no");
  record.kullanim = words.text("kullanim_turu");
  const std::string block = words.text("blok_adi");
  if (!block.empty()) record.blok = block;
  record.ic_kapi = words.kept("ic_kapi_no");
  if (record.ic_kapi.empty() || item.group == "adres") {
    record.yeni_ic_kapi = words.said("ic_kapi_no");
  }
}

void write_parcel(WorkRecord& record, const Words& words) {
  record.ada = words.text("ada");
  record.parsel = words.text("parsel");
  record.pafta = words.text("pafta");
}

/// What the record says of itself, after what it hangs on.
void write_own(WorkItem& item, const Words& words) {
  if (item.layer == Layer::street) write_street(item.record, words);
  if (item.layer == Layer::building) write_building(item.record, words);
  if (item.layer == Layer::door) write_door(item, words);
  if (item.layer == Layer::unit) write_unit(item, words);
  if (item.layer == Layer::parcel) write_parcel(item.record, words);
}

/// The refused row that this row's code leads to: nothing is linked to what was not let in.
std::int32_t refused_parent(const Table& table, std::size_t row, const Table& parents) {
  const auto attributes = table.type().attributes;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].role != Role::foreign_code || attributes[a].target != parents.layer) continue;
    const auto code = find_position(parents.layer, attributes[a].name);
    if (!code || table.columns[a].null(row)) continue;
    for (std::size_t at = 0; at < parents.size(); ++at) {
      if (parents.states[at] == RowState::rejected &&
          parents.columns[*code].integers[at] == table.columns[a].integers[row]) {
        return static_cast<std::int32_t>(at);
      }
    }
  }
  return no_row;
}

bool has_place(const geo::GeometryColumn& shapes, std::size_t row) {
  const geo::Kind kind = shapes.kind(row);
  return kind != geo::Kind::null && kind != geo::Kind::other && shapes.finite(row);
}

}  // namespace

std::string record_text(const Restrictions& restrictions, const Table& table, std::size_t row) {
  std::string text;
  for (const Group& group : groups(table.layer)) {
    if (table.type().groups[group.position] == "diger") continue;
    Group words = group;
    words.geometry = false;
    const std::string part = described(words, table, row, restrictions);
    if (part.empty()) continue;
    text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

void WorkRecords::fill_place(WorkItem& item, std::size_t entity, Register first) const {
  const auto look = [&](Layer layer, std::int32_t at) {
    if (item.point || at < 0 || layer_type(layer).geometry == geo::Kind::null) return;
    for (const Register reg : {first, other_side(first, layer)}) {
      const std::int32_t found = row(reg, layer, at);
      if (found == no_row) continue;
      const auto& shapes = night_.side(reg).table(layer).geometry;
      const auto shape = static_cast<std::size_t>(found);
      if (!has_place(shapes, shape)) continue;
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
  const auto words = [&](Layer layer, std::int32_t at) {
    const auto told = [=, this](std::string_view attribute, std::string text) {
      const bool hidden = !text.empty() && restrictions_.restricted(layer, attribute);
      return hidden ? std::string(concealed_value) : std::move(text);
    };
    return Words{
        [=, this](std::string_view a) { return told(a, value(layer, at, a, codes)); },
        [=, this](std::string_view a) { return told(a, value(layer, at, a, first)); },
        [=, this](std::string_view a) { return told(a, value_in(codes, layer, at, a)); },
        [=, this](std::string_view a) { return told(a, value_in(first, layer, at, a)); }};
  };
  const std::int32_t door = item.layer == Layer::unit   ? parent(Layer::unit, e, first)
                            : item.layer == Layer::door ? e
                                                        : -1;
  if (door >= 0) {
    const std::int32_t street = parent(Layer::door, door, first);
    if (street >= 0) write_street(item.record, words(Layer::street, street));
    const std::int32_t house = building(door, first);
    if (house >= 0) write_building(item.record, words(Layer::building, house));
    if (item.layer == Layer::unit) write_door(item, words(Layer::door, door));
  }
  write_own(item, words(item.layer, e));
  fill_place(item, entity, first);
}

std::int32_t WorkRecords::fill(WorkItem& item, const Table& said, std::size_t at, Register reg,
                               std::size_t row) const {
  const Side& side = night_.side(reg);
  const auto words = [this](const Table& table, std::size_t of) {
    const Words::Say say = [this, &table, of](std::string_view attribute) {
      return shown_value(restrictions_, table, position(table.layer, attribute), of);
    };
    return Words{say, say, say, say};
  };
  const auto above = [&](Layer layer, std::int32_t of, std::string_view reference) {
    if (of < 0) return no_row;
    const Table& table = side.table(layer);
    const std::size_t way = position(layer, reference);
    const std::int32_t link = table.links[way][static_cast<std::size_t>(of)];
    return link >= 0 ? link
                     : refused_parent(table, static_cast<std::size_t>(of),
                                      side.table(*table.type().attributes[way].target));
  };
  const auto here = static_cast<std::int32_t>(row);
  std::int32_t door = item.layer == Layer::door ? here : no_row;
  if (item.layer == Layer::unit) door = above(Layer::unit, here, "numarataj_tucbs_no");
  const std::int32_t street =
      item.layer == Layer::street ? here : above(Layer::door, door, "csbm_tucbs_no");
  const std::int32_t house =
      item.layer == Layer::building ? here : above(Layer::door, door, "bina_tucbs_no");
  std::int32_t mahalle = above(Layer::street, street, "mahalle_tucbs_no");
  if (mahalle == no_row) mahalle = above(Layer::building, house, "mahalle_tucbs_no");
  if (item.layer == Layer::neighbourhood) mahalle = here;
  std::int32_t where =
      mahalle == no_row ? -1
                        : matched_.layers[index(Layer::neighbourhood)]
                              .of_row[index(reg)][static_cast<std::size_t>(mahalle)];
  const std::int32_t place = side.place[index(item.layer)][row];
  if (where < 0 && place >= 0) {
    const auto known =
        mahalle_entities_.find(night_.areas[static_cast<std::size_t>(place)].tucbs_no);
    if (known != mahalle_entities_.end()) where = static_cast<std::int32_t>(known->second);
  }
  if (where >= 0) {
    fill_mahalle(item.record, where, reg == Register::takbis ? Register::cbs : reg);
  } else if (const auto code = find_position(item.layer, "mahalle_kodu")) {
    item.record.mahalle_kodu = said.columns[*code].integers[at];
  }
  const auto write = [&](std::int32_t of, Layer layer, const auto& writes) {
    if (of >= 0) writes(words(side.table(layer), static_cast<std::size_t>(of)));
  };
  if (door >= 0) {
    write(street, Layer::street, [&](const Words& w) { write_street(item.record, w); });
    write(house, Layer::building, [&](const Words& w) { write_building(item.record, w); });
    if (item.layer == Layer::unit) {
      write(door, Layer::door, [&](const Words& w) { write_door(item, w); });
    }
  }
  write_own(item, words(said, at));
  if (has_place(said.geometry, at)) item.point = said.geometry.centre(at);
  return where;
}

}  // namespace uavt::sync
