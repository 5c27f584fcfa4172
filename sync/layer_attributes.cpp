// The attribute tables of the clean layers, word for word those of docs (ATTRIBUTES). Positions
// are kept by the database's dictionary: new attributes go behind the last one of their layer.
#include <array>

#include "sync/layer.hpp"

namespace uavt::sync {
namespace {

using enum AttributeType;
using Name = std::string_view;

constexpr std::array<Name, 6> neighbourhood_kinds = {"koy",    "mahalle",      "mezra",
                                                     "mevkii", "yayla_evleri", "mevki"};
constexpr std::array<Name, 7> street_types = {"koy_sokagi", "meydan",     "bulvar",  "cadde",
                                              "sokak",      "kume_evler", "karayolu"};
constexpr std::array<Name, 3> parities = {"tek", "cift", "karisik"};
constexpr std::array<Name, 4> building_states = {"kullanimda", "kullanim_disi", "yapim_asamasi",
                                                 "yikilmis"};
constexpr std::array<Name, 3> owner_kinds = {"yapi", "diger_yapi", "parsel"};
constexpr std::array<Name, 5> door_types = {"ana_giris", "tali_giris", "tahsisli_parsel",
                                            "site_girisi", "diger"};
constexpr std::array<Name, 2> parcel_states = {"aktif", "pasif"};

constexpr CodeList neighbourhood_kind_list{neighbourhood_kinds}, street_type_list{street_types},
    parity_list{parities}, building_state_list{building_states}, owner_kind_list{owner_kinds},
    door_type_list{door_types}, parcel_state_list{parcel_states};

using Group = std::int8_t;

constexpr Attribute plain(Name name, AttributeType type, Group group) {
  return {.name = name, .type = type, .group = group};
}
constexpr Attribute whole(Name name, Group group) {
  return plain(name, integer, group);
}
constexpr Attribute words(Name name, Group group) {
  return plain(name, text, group);
}
constexpr Attribute day(Name name, Group group) {
  return plain(name, date, group);
}
constexpr Attribute door(Name name, Group group) {
  return plain(name, door_number, group);
}
constexpr Attribute named(Name attribute, Group group, TypeWords type_words) {
  return {.name = attribute, .type = AttributeType::name, .group = group, .type_words = type_words};
}
constexpr Attribute listed(Name name, Group group, const CodeList& list) {
  return {.name = name, .type = coded, .group = group, .list = &list};
}
constexpr Attribute own(Name name, Group group) {
  return {.name = name, .type = integer, .role = Role::own_code, .group = group};
}
constexpr Attribute foreign(Name name, Group group, Layer target) {
  return {
      .name = name, .type = integer, .role = Role::foreign_code, .group = group, .target = target};
}
constexpr Attribute resolved(Name name, Layer target) {
  return {.name = name, .type = reference, .role = Role::reference, .target = target};
}
/// The municipality's value of `of`, in a column of its own.
constexpr Attribute shadow_of(const Attribute& of, Name name) {
  Attribute attribute = of;
  attribute.name = name;
  attribute.role = Role::shadow;
  attribute.group = -1;
  attribute.target.reset();
  attribute.shadows = of.name;
  attribute.mandatory = false;
  return attribute;
}
constexpr Attribute required(Attribute attribute) {
  attribute.mandatory = true;
  return attribute;
}

/// The groups of one layer; the enumerators below are positions in it.
namespace mahalle {
enum : Group { kimlik, geometri, diger };
constexpr std::array<Name, 3> groups = {"kimlik", "geometri", "diger"};
constexpr Attribute ad = required(named("ad", kimlik, TypeWords::neighbourhood));
constexpr std::array attributes = {
    own("mahalle_kodu", kimlik),
    ad,
    listed("tur", kimlik, neighbourhood_kind_list),
    whole("koy_kodu", kimlik),
    named("koy_adi", kimlik, TypeWords::neighbourhood),
    whole("yetkili_idare_kodu", kimlik),
    whole("bucak_kodu", diger),
    named("bucak_adi", diger, TypeWords::neighbourhood),
    words("tanitim_kodu", diger),
    day("olusturma_tarihi", diger),
    day("degistirme_tarihi", diger),
    shadow_of(ad, "ad_belediye"),
};
}  // namespace mahalle

namespace csbm {
enum : Group { kod, adi, geometri, diger };
constexpr std::array<Name, 4> groups = {"kod", "ad", "geometri", "diger"};
constexpr Attribute ad = required(named("ad", adi, TypeWords::street));
constexpr Attribute tip = required(listed("tip", adi, street_type_list));
constexpr std::array attributes = {
    own("csbm_kodu", kod),
    required(foreign("mahalle_kodu", kod, Layer::neighbourhood)),
    ad,
    tip,
    whole("yol_kimlik_no", diger),
    words("tanitim_kodu", diger),
    words("gelismislik_durumu", diger),
    whole("yetkili_idare_kodu", diger),
    day("olusturma_tarihi", diger),
    day("degistirme_tarihi", diger),
    resolved("mahalle_tucbs_no", Layer::neighbourhood),
    shadow_of(ad, "ad_belediye"),
    shadow_of(tip, "tip_belediye"),
};
}  // namespace csbm

namespace yol_orta_hat {
enum : Group { hepsi, diger };
constexpr std::array<Name, 2> groups = {"hepsi", "diger"};
constexpr std::array attributes = {
    own("kimlik_no", hepsi),
    whole("yol_kimlik_no", hepsi),
    named("ad", hepsi, TypeWords::street),
    listed("tip", hepsi, street_type_list),
    foreign("sol_csbm_kodu", hepsi, Layer::street),
    foreign("sag_csbm_kodu", hepsi, Layer::street),
    door("sol_baslangic_no", hepsi),
    door("sol_bitis_no", hepsi),
    listed("sol_yon", hepsi, parity_list),
    door("sag_baslangic_no", hepsi),
    door("sag_bitis_no", hepsi),
    listed("sag_yon", hepsi, parity_list),
    words("olusum_yontemi", hepsi),
    words("olcek", hepsi),
    day("olusturma_tarihi", diger),
    day("degistirme_tarihi", diger),
    resolved("sol_csbm_tucbs_no", Layer::street),
    resolved("sag_csbm_tucbs_no", Layer::street),
};
}  // namespace yol_orta_hat

namespace parsel {
enum : Group { hepsi, diger };
constexpr std::array<Name, 2> groups = {"hepsi", "diger"};
constexpr std::array attributes = {
    own("tapu_zemin_ref", hepsi),
    whole("tapu_kimlik_no", hepsi),
    whole("tapu_mahalle_kodu", hepsi),
    named("tapu_mahalle_adi", hepsi, TypeWords::neighbourhood),
    named("kadastro_mahalle_adi", hepsi, TypeWords::neighbourhood),
    required(words("ada", hepsi)),
    required(words("parsel", hepsi)),
    words("pafta", hepsi),
    plain("tapu_alan_m2", real, hepsi),
    plain("kadastro_alan_m2", real, hepsi),
    words("nitelik", hepsi),
    words("mevkii", hepsi),
    listed("durum", hepsi, parcel_state_list),
    words("gittigi_parsel", hepsi),
    words("gittigi_sebep", hepsi),
    plain("yanilma_siniri_m2", real, hepsi),
    words("orijinal_crs", hepsi),
    words("epok", hepsi),
    foreign("mahalle_kodu", diger, Layer::neighbourhood),
    day("olusturma_tarihi", diger),
    day("degistirme_tarihi", diger),
    resolved("mahalle_tucbs_no", Layer::neighbourhood),
};
}  // namespace parsel

namespace bina {
enum : Group { kod, durum, kat, ad, parsel, geometri, diger };
constexpr std::array<Name, 7> groups = {"kod", "durum", "kat", "ad", "parsel", "geometri", "diger"};
constexpr std::array attributes = {
    own("yapi_kimlik_no", kod),
    own("yapi_kodu", kod),
    listed("durum", durum, building_state_list),
    day("yikim_tarihi", durum),
    whole("kat_zemin_ustu", kat),
    whole("kat_zemin_alti", kat),
    whole("kat_yol_ustu", kat),
    whole("kat_yol_alti", kat),
    whole("kat_toplam", kat),
    words("ad", ad),
    words("site_adi", ad),
    words("blok_adi", ad),
    words("ada", parsel),
    words("parsel", parsel),
    words("pafta", parsel),
    words("tip", diger),
    words("kullanim", diger),
    words("posta_kodu", diger),
    whole("konut_sayisi", diger),
    whole("isyeri_sayisi", diger),
    whole("bagimsiz_bolum_sayisi", diger),
    day("tamamlanma_tarihi", diger),
    foreign("mahalle_kodu", diger, Layer::neighbourhood),
    day("olusturma_tarihi", diger),
    day("degistirme_tarihi", diger),
    resolved("mahalle_tucbs_no", Layer::neighbourhood),
};
}  // namespace bina

namespace numarataj {
enum : Group { adres, sahip, tip, geometri, diger };
constexpr std::array<Name, 5> groups = {"adres", "sahip", "tip", "geometri", "diger"};
constexpr Attribute csbm_kodu = foreign("csbm_kodu", adres, Layer::street);
constexpr Attribute kapi_no = required(door("kapi_no", adres));
constexpr std::array attributes = {
    own("bina_kodu", adres),
    csbm_kodu,
    kapi_no,
    listed("sahip_turu", sahip, owner_kind_list),
    foreign("yapi_kimlik_no", sahip, Layer::building),
    foreign("yapi_kodu", sahip, Layer::building),
    whole("diger_yapi_kodu", sahip),
    words("ada", sahip),
    words("parsel", sahip),
    listed("tip", tip, door_type_list),
    own("numarataj_kimlik_no", diger),
    foreign("ana_numarataj_kodu", diger, Layer::door),
    whole("bina_no", diger),
    whole("es_bina_kodu", diger),
    words("site_adi", diger),
    words("blok_adi", diger),
    door("tasarim_kapi_no", diger),
    words("posta_kodu", diger),
    foreign("mahalle_kodu", diger, Layer::neighbourhood),
    day("olusturma_tarihi", diger),
    day("degistirme_tarihi", diger),
    resolved("csbm_tucbs_no", Layer::street),
    resolved("bina_tucbs_no", Layer::building),
    resolved("parsel_tucbs_no", Layer::parcel),
    resolved("ana_numarataj_tucbs_no", Layer::door),
    shadow_of(csbm_kodu, "csbm_kodu_belediye"),
    shadow_of(kapi_no, "kapi_no_belediye"),
};
}  // namespace numarataj

namespace bagimsiz_bolum {
enum : Group { adres, kat, durum, tapu, diger };
constexpr std::array<Name, 5> groups = {"adres", "kat", "durum", "tapu", "diger"};
constexpr Attribute ic_kapi_no = words("ic_kapi_no", adres);
constexpr std::array attributes = {
    own("adres_no", adres),
    foreign("bina_kodu", adres, Layer::door),
    ic_kapi_no,
    words("kat_no", kat),
    words("durum", durum),
    words("tapu_bagimsiz_bolum_no", tapu),
    own("kimlik_no", diger),
    whole("bina_no", diger),
    foreign("yapi_kodu", diger, Layer::building),
    foreign("yapi_kimlik_no", diger, Layer::building),
    foreign("numarataj_kimlik_no", diger, Layer::door),
    words("tip", diger),
    words("kullanim_turu", diger),
    words("kullanim_alt_turu", diger),
    words("blok_adi", diger),
    day("olusturma_tarihi", diger),
    day("degistirme_tarihi", diger),
    resolved("numarataj_tucbs_no", Layer::door),
    shadow_of(ic_kapi_no, "ic_kapi_no_belediye"),
};
}  // namespace bagimsiz_bolum

constexpr Group no_group = -1;

/// By position of the enumerator.
constexpr std::array<LayerType, layer_count> layer_types = {{
    {Layer::neighbourhood, "mahalle", mahalle::attributes, mahalle::groups, geo::Kind::polygon,
     mahalle::geometri, true},
    {Layer::street, "csbm", csbm::attributes, csbm::groups, geo::Kind::line, csbm::geometri, true},
    {Layer::centreline, "yol_orta_hat", yol_orta_hat::attributes, yol_orta_hat::groups,
     geo::Kind::line, yol_orta_hat::hepsi, true},
    {Layer::parcel, "parsel", parsel::attributes, parsel::groups, geo::Kind::polygon, parsel::hepsi,
     true},
    {Layer::building, "bina", bina::attributes, bina::groups, geo::Kind::polygon, bina::geometri,
     true},
    {Layer::door, "numarataj", numarataj::attributes, numarataj::groups, geo::Kind::point,
     numarataj::geometri, false},
    {Layer::unit, "bagimsiz_bolum", bagimsiz_bolum::attributes, bagimsiz_bolum::groups,
     geo::Kind::null, no_group, true},
}};

}  // namespace

const LayerType& layer_type(Layer layer) {
  return layer_types[index(layer)];
}

}  // namespace uavt::sync
