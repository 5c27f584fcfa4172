// What a source file may bring: the attributes of its clean layer, those that are only read (names
// with their type word, ids that columns of other tables point to), and what every layer shares.
#include <algorithm>
#include <array>
#include <vector>

#include "sync/layer.hpp"

namespace uavt::sync {
namespace {

using enum AttributeType;
using Name = std::string_view;

constexpr std::array<Name, source_layer_count> source_layer_names = {
    "mahalle", "csbm", "yol",       "yol_orta_hat",   "yol_orta_hat_yon",
    "parsel",  "bina", "numarataj", "bagimsiz_bolum", "flat"};

/// Everything a source layer may bring, and the names alone in the same order.
struct SourceType {
  std::vector<Attribute> attributes;
  std::vector<Name> names;
};

std::optional<Layer> clean_layer(SourceLayer layer) {
  switch (layer) {
    case SourceLayer::neighbourhood:
      return Layer::neighbourhood;
    case SourceLayer::street:
      return Layer::street;
    case SourceLayer::centreline:
      return Layer::centreline;
    case SourceLayer::parcel:
      return Layer::parcel;
    case SourceLayer::building:
      return Layer::building;
    case SourceLayer::door:
      return Layer::door;
    case SourceLayer::unit:
      return Layer::unit;
    case SourceLayer::road:
    case SourceLayer::road_side:
    case SourceLayer::flat:
      return std::nullopt;
  }
  return std::nullopt;
}

Attribute plain(Name name, AttributeType type) {
  return {.name = name, .type = type};
}

/// The id of a row of another source table, in whatever form: GUID, number, key.
Attribute pointer(Name name) {
  return plain(name, text);
}

Attribute street_name(Name attribute) {
  return {.name = attribute, .type = AttributeType::name, .type_words = TypeWords::street};
}

Attribute neighbourhood_name(Name attribute) {
  return {.name = attribute, .type = AttributeType::name, .type_words = TypeWords::neighbourhood};
}

Attribute required(Attribute attribute) {
  attribute.mandatory = true;
  return attribute;
}

/// An attribute of a clean layer, under the name it has in this source. Whether it must be filled
/// is this source's affair, as its group is nobody's here.
Attribute as_in(Layer layer, Name attribute, Name here) {
  Attribute copy = layer_type(layer).attributes[position(layer, attribute)];
  copy.name = here;
  copy.group = -1;
  copy.mandatory = false;
  return copy;
}
Attribute as_in(Layer layer, Name attribute) {
  return as_in(layer, attribute, attribute);
}

std::vector<Attribute> only_read(SourceLayer layer) {
  switch (layer) {
    case SourceLayer::street:
      return {street_name("ad_tip"),      plain("tur_kodu", integer),
              plain("maks_tip", integer), neighbourhood_name("mahalle_adi"),
              pointer("mahalle_id"),      pointer("yol_id")};
    case SourceLayer::road:
      return {as_in(Layer::street, "yol_kimlik_no"), required(street_name("ad")),
              as_in(Layer::street, "tip"), plain("maks_tip", integer)};
    case SourceLayer::centreline:
      return {pointer("yol_id"), plain("maks_tip", integer)};
    case SourceLayer::road_side:
      return {plain("kimlik_no", integer),
              required(pointer("yol_orta_hat_id")),
              pointer("mahalle_id"),
              pointer("koy_baglisi_id"),
              as_in(Layer::street, "csbm_kodu"),
              as_in(Layer::centreline, "sol_baslangic_no", "baslangic_no"),
              as_in(Layer::centreline, "sol_bitis_no", "bitis_no"),
              as_in(Layer::centreline, "sol_yon", "yon"),
              plain("sayisallastirma_yon", text),
              plain("tanitim_kodu", text)};
    case SourceLayer::building:
      return {pointer("parsel_id")};
    case SourceLayer::door:
      return {street_name("csbm_adi"),
              neighbourhood_name("mahalle_adi"),
              pointer("yol_orta_hat_yon_id"),
              pointer("csbm_id"),
              pointer("yapi_id"),
              pointer("diger_yapi_id"),
              pointer("parsel_id"),
              pointer("ana_numarataj_id")};
    case SourceLayer::unit:
      return {pointer("numarataj_id"), pointer("yapi_id")};
    case SourceLayer::flat:
      return {plain("il_adi", text),
              plain("ilce_adi", text),
              as_in(Layer::neighbourhood, "bucak_kodu"),
              as_in(Layer::neighbourhood, "bucak_adi"),
              as_in(Layer::neighbourhood, "koy_kodu"),
              as_in(Layer::neighbourhood, "koy_adi"),
              required(as_in(Layer::neighbourhood, "mahalle_kodu")),
              required(as_in(Layer::neighbourhood, "ad", "mahalle_adi")),
              required(as_in(Layer::street, "csbm_kodu")),
              required(street_name("csbm_adi")),
              as_in(Layer::door, "bina_kodu"),
              required(as_in(Layer::door, "kapi_no")),
              as_in(Layer::door, "site_adi"),
              as_in(Layer::door, "blok_adi"),
              as_in(Layer::unit, "adres_no"),
              as_in(Layer::unit, "ic_kapi_no")};
    case SourceLayer::neighbourhood:
    case SourceLayer::parcel:
      return {};
  }
  return {};
}

SourceType source_type(SourceLayer layer) {
  SourceType type;
  if (const auto clean = clean_layer(layer)) {
    std::ranges::copy_if(layer_type(*clean).attributes, std::back_inserter(type.attributes),
                         [](const Attribute& attribute) {
                           return attribute.role != Role::reference &&
                                  attribute.role != Role::shadow;
                         });
  }
  std::ranges::copy(only_read(layer), std::back_inserter(type.attributes));

  Attribute id = pointer("id"), geometry = plain("geometri", text);
  id.mandatory = layer == SourceLayer::road || layer == SourceLayer::road_side;
  geometry.mandatory = layer == SourceLayer::centreline;
  Attribute district = plain("ilce_kodu", integer);
  district.mandatory = layer == SourceLayer::flat;
  const std::array shared = {id,
                             geometry,
                             plain("x", real),
                             plain("y", real),
                             plain("il_kodu", integer),
                             district,
                             plain("versiyon", integer),
                             plain("aktif", integer),
                             plain("olusturma_tarihi", date),
                             plain("degistirme_tarihi", date)};
  for (const Attribute& attribute : shared) {
    if (!std::ranges::count(type.attributes, attribute.name, &Attribute::name)) {
      type.attributes.push_back(attribute);
    }
  }
  std::ranges::transform(type.attributes, std::back_inserter(type.names), &Attribute::name);
  return type;
}

const SourceType& known(SourceLayer layer) {
  static const auto types = [] {
    std::array<SourceType, source_layer_count> all;
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = source_type(static_cast<SourceLayer>(i));
    return all;
  }();
  return types[static_cast<std::size_t>(layer)];
}

}  // namespace

std::string_view name(SourceLayer layer) {
  return source_layer_names[static_cast<std::size_t>(layer)];
}

std::optional<SourceLayer> source_layer_named(std::string_view name) {
  const auto found = std::ranges::find(source_layer_names, name);
  if (found == source_layer_names.end()) return std::nullopt;
  return static_cast<SourceLayer>(found - source_layer_names.begin());
}

std::span<const std::string_view> source_attributes(SourceLayer layer) {
  return known(layer).names;
}

std::optional<Attribute> source_attribute(SourceLayer layer, std::string_view name) {
  const auto& attributes = known(layer).attributes;
  const auto found = std::ranges::find(attributes, name, &Attribute::name);
  if (found == attributes.end()) return std::nullopt;
  return *found;
}

bool mandatory(SourceLayer layer, std::string_view attribute) {
  const auto found = source_attribute(layer, attribute);
  return found && found->mandatory;
}

}  // namespace uavt::sync
