#include "sync/layer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace uavt::sync {
namespace {

using testing::ElementsAre;

std::vector<std::string> attributes_in(Layer layer, std::string_view group) {
  const auto position = group_position(layer, group);
  std::vector<std::string> names;
  for (const Attribute& attribute : layer_type(layer).attributes) {
    if (position && attribute.group == static_cast<std::int8_t>(*position)) {
      names.emplace_back(attribute.name);
    }
  }
  return names;
}

const Attribute& attribute(Layer layer, std::string_view name) {
  return layer_type(layer).attributes[position(layer, name)];
}

TEST(Layers, NamesRoundTrip) {
  for (const Layer layer : all_layers) EXPECT_EQ(layer_named(name(layer)), layer);
  EXPECT_EQ(name(Layer::street), "csbm");
  EXPECT_EQ(layer_named("street"), std::nullopt);
  for (const Register reg : {Register::uavt, Register::cbs, Register::takbis}) {
    EXPECT_EQ(register_named(name(reg)), reg);
  }
  EXPECT_EQ(register_named("kayit"), std::nullopt);
  for (std::size_t i = 0; i < source_layer_count; ++i) {
    const auto layer = static_cast<SourceLayer>(i);
    EXPECT_EQ(source_layer_named(name(layer)), layer);
  }
}

// What every layer must have, whichever attributes it grows.
TEST(Layers, TablesAreConsistent) {
  for (const Layer layer : all_layers) {
    const LayerType& type = layer_type(layer);
    EXPECT_EQ(type.layer, layer);
    EXPECT_EQ(type.groups.back(), "diger");
    EXPECT_LT(type.attributes.size(), 63u) << "an image has one bit an attribute";
    EXPECT_EQ(type.geometry == geo::Kind::null, type.geometry_group == -1);
    std::set<std::string_view> names;
    bool database_only_began = false;
    for (const Attribute& a : type.attributes) {
      SCOPED_TRACE(std::string(type.name) + "." + std::string(a.name));
      EXPECT_TRUE(names.insert(a.name).second);
      EXPECT_EQ(find_position(layer, a.name),
                static_cast<std::size_t>(&a - type.attributes.data()));
      const bool database_only = a.role == Role::reference || a.role == Role::shadow;
      EXPECT_EQ(database_only, a.group == -1);
      EXPECT_TRUE(database_only || !database_only_began) << "references and shadows come last";
      database_only_began = database_only;
      EXPECT_EQ(a.type == AttributeType::coded, a.list != nullptr);
      EXPECT_EQ(a.type == AttributeType::reference, a.role == Role::reference);
      EXPECT_EQ(a.role == Role::reference || a.role == Role::foreign_code, a.target.has_value());
      EXPECT_EQ(a.role == Role::shadow, !a.shadows.empty());
      EXPECT_EQ(a.type == AttributeType::name, a.type_words != TypeWords::none);
      if (a.role == Role::shadow) {
        const Attribute& of = attribute(layer, a.shadows);
        EXPECT_EQ(a.type, of.type);
        EXPECT_EQ(a.list, of.list);
      }
      EXPECT_LT(a.group, static_cast<std::int8_t>(type.groups.size()));
    }
  }
}

TEST(Layers, GroupsAreThoseOfTheDocuments) {
  EXPECT_THAT(layer_type(Layer::neighbourhood).groups, ElementsAre("kimlik", "geometri", "diger"));
  EXPECT_THAT(layer_type(Layer::street).groups, ElementsAre("kod", "ad", "geometri", "diger"));
  EXPECT_THAT(layer_type(Layer::centreline).groups, ElementsAre("hepsi", "diger"));
  EXPECT_THAT(layer_type(Layer::parcel).groups, ElementsAre("hepsi", "diger"));
  EXPECT_THAT(layer_type(Layer::building).groups,
              ElementsAre("kod", "durum", "kat", "ad", "parsel", "geometri", "diger"));
  EXPECT_THAT(layer_type(Layer::door).groups,
              ElementsAre("adres", "sahip", "tip", "geometri", "diger"));
  EXPECT_THAT(layer_type(Layer::unit).groups,
              ElementsAre("adres", "kat", "durum", "tapu", "diger"));
  EXPECT_THAT(
      attributes_in(Layer::neighbourhood, "kimlik"),
      ElementsAre("mahalle_kodu", "ad", "tur", "koy_kodu", "koy_adi", "yetkili_idare_kodu"));
  EXPECT_THAT(attributes_in(Layer::street, "kod"), ElementsAre("csbm_kodu", "mahalle_kodu"));
  EXPECT_THAT(attributes_in(Layer::street, "ad"), ElementsAre("ad", "tip"));
  EXPECT_THAT(attributes_in(Layer::door, "adres"),
              ElementsAre("bina_kodu", "csbm_kodu", "kapi_no"));
  EXPECT_THAT(attributes_in(Layer::building, "kat"),
              ElementsAre("kat_zemin_ustu", "kat_zemin_alti", "kat_yol_ustu", "kat_yol_alti",
                          "kat_toplam"));
  EXPECT_THAT(attributes_in(Layer::unit, "adres"),
              ElementsAre("adres_no", "bina_kodu", "ic_kapi_no"));
  EXPECT_THAT(attributes_in(Layer::parcel, "diger"),
              ElementsAre("mahalle_kodu", "olusturma_tarihi", "degistirme_tarihi"));
}

TEST(Layers, CodesNameTheirRowsAndTargets) {
  const auto own_codes = [](Layer layer) {
    std::vector<std::string> names;
    for (const Attribute& a : layer_type(layer).attributes) {
      if (a.role == Role::own_code) names.emplace_back(a.name);
    }
    return names;
  };
  EXPECT_THAT(own_codes(Layer::neighbourhood), ElementsAre("mahalle_kodu"));
  EXPECT_THAT(own_codes(Layer::street), ElementsAre("csbm_kodu"));
  EXPECT_THAT(own_codes(Layer::centreline), ElementsAre("kimlik_no"));
  EXPECT_THAT(own_codes(Layer::parcel), ElementsAre("tapu_zemin_ref"));
  EXPECT_THAT(own_codes(Layer::building), ElementsAre("yapi_kimlik_no", "yapi_kodu"));
  EXPECT_THAT(own_codes(Layer::door), ElementsAre("bina_kodu", "numarataj_kimlik_no"));
  EXPECT_THAT(own_codes(Layer::unit), ElementsAre("adres_no", "kimlik_no"));
  EXPECT_EQ(attribute(Layer::unit, "bina_kodu").target, Layer::door);
  EXPECT_EQ(attribute(Layer::door, "csbm_kodu").target, Layer::street);
  EXPECT_EQ(attribute(Layer::door, "ana_numarataj_kodu").target, Layer::door);
  EXPECT_EQ(attribute(Layer::centreline, "sag_csbm_kodu").target, Layer::street);
  EXPECT_EQ(attribute(Layer::door, "csbm_kodu_belediye").target, std::nullopt);
}

TEST(CodeLists, AreExact) {
  const CodeList& types = *attribute(Layer::street, "tip").list;
  EXPECT_EQ(types.position("kume_evler"), 5);
  EXPECT_EQ(types.position("Sokak"), std::nullopt);
  EXPECT_EQ(types.position(""), std::nullopt);
  EXPECT_EQ(attribute(Layer::building, "durum").list->values.size(), 4u);
  EXPECT_EQ(attribute(Layer::building, "tip").type, AttributeType::text);
  EXPECT_EQ(attribute(Layer::unit, "durum").type, AttributeType::text);
}

TEST(StreetTypes, TwoNumberings) {
  const CodeList& types = *attribute(Layer::street, "tip").list;
  EXPECT_EQ(street_type_from_uavt(0), types.position("koy_sokagi"));
  EXPECT_EQ(street_type_from_uavt(4), types.position("sokak"));
  EXPECT_EQ(street_type_from_uavt(5), types.position("kume_evler"));
  EXPECT_EQ(street_type_from_maks(1), types.position("sokak"));
  EXPECT_EQ(street_type_from_maks(4), types.position("meydan"));
  EXPECT_EQ(street_type_from_maks(6), types.position("karayolu"));
  for (const std::int64_t code : {-1, 6, 99}) EXPECT_FALSE(street_type_from_uavt(code)) << code;
  for (const std::int64_t code : {0, 7, -5}) EXPECT_FALSE(street_type_from_maks(code)) << code;
  // split_type answers in positions of the same list.
  EXPECT_EQ(split_type("X SOKAK").type, types.position("sokak"));
  EXPECT_EQ(split_type("X KÖY SOKAĞI").type, types.position("koy_sokagi"));
  EXPECT_EQ(split_type("X KARAYOLU").type, types.position("karayolu"));
}

TEST(SourceLayers, BringWhatTheDocumentsSay) {
  for (std::size_t i = 0; i < source_layer_count; ++i) {
    const auto layer = static_cast<SourceLayer>(i);
    const auto names = source_attributes(layer);
    const std::set<std::string_view> distinct(names.begin(), names.end());
    EXPECT_EQ(distinct.size(), names.size()) << name(layer);
    for (const std::string_view shared :
         {"id", "geometri", "x", "y", "il_kodu", "ilce_kodu", "versiyon", "aktif",
          "olusturma_tarihi", "degistirme_tarihi"}) {
      EXPECT_TRUE(distinct.contains(shared)) << name(layer) << "." << shared;
    }
    for (const std::string_view attribute : names) {
      EXPECT_FALSE(attribute.ends_with("_tucbs_no") || attribute.ends_with("_belediye"));
      EXPECT_TRUE(source_attribute(layer, attribute)) << attribute;
    }
  }
  EXPECT_EQ(source_attribute(SourceLayer::street, "ad_tip")->type, AttributeType::name);
  EXPECT_EQ(source_attribute(SourceLayer::door, "yapi_id")->type, AttributeType::text);
  EXPECT_EQ(source_attribute(SourceLayer::flat, "bina_kodu")->role, Role::own_code);
  EXPECT_EQ(source_attribute(SourceLayer::flat, "kapi_no")->type, AttributeType::door_number);
  EXPECT_EQ(source_attribute(SourceLayer::road_side, "yon")->list->values.size(), 3u);
  EXPECT_EQ(source_attribute(SourceLayer::building, "geometri")->type, AttributeType::text);
  EXPECT_EQ(source_attribute(SourceLayer::door, "x")->type, AttributeType::real);
  EXPECT_FALSE(source_attribute(SourceLayer::flat, "yapi_kodu"));
  EXPECT_FALSE(source_attribute(SourceLayer::street, "mahalle_tucbs_no"));
}

TEST(SourceLayers, MandatoryMarks) {
  EXPECT_TRUE(mandatory(SourceLayer::door, "kapi_no"));
  EXPECT_TRUE(mandatory(SourceLayer::street, "mahalle_kodu"));
  EXPECT_TRUE(mandatory(SourceLayer::centreline, "geometri"));
  EXPECT_TRUE(mandatory(SourceLayer::road, "id"));
  EXPECT_TRUE(mandatory(SourceLayer::flat, "csbm_adi"));
  EXPECT_TRUE(mandatory(SourceLayer::flat, "ilce_kodu"));
  EXPECT_FALSE(mandatory(SourceLayer::door, "ilce_kodu"));
  EXPECT_FALSE(mandatory(SourceLayer::door, "id"));
  EXPECT_FALSE(mandatory(SourceLayer::flat, "adres_no"));
  EXPECT_FALSE(mandatory(SourceLayer::road, "tip")) << "tip or maks_tip: one of two";
  EXPECT_FALSE(mandatory(SourceLayer::building, "geometri"));
}

}  // namespace
}  // namespace uavt::sync
