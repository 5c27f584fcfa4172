// TOP-01 to TOP-07: areas, and how far a thing lies from what it belongs to. Severities are those of
// the usual case; worse and milder ones are said where the rule is judged.
#include "sync/rule_catalogue.hpp"

#include <array>

namespace uavt::sync {

namespace {

// Over the first two an overlap is an error, under the last two it is drawing noise.
constexpr std::array overlap = {
    RuleParameter{"error_share", "1", 0.2}, RuleParameter{"error_m2", "m²", 10},
    RuleParameter{"area_m2", "m²", 2}, RuleParameter{"width_m", "m", 0.5}};
constexpr std::array door_distance = {RuleParameter{"tolerance_m", "m", 10}};
constexpr std::array parcel_distance = {
    RuleParameter{"distance_m", "m", 5}, RuleParameter{"share", "1", 0.1},
    RuleParameter{"area_m2", "m²", 2}};
constexpr std::array neighbourhood_distance = {
    RuleParameter{"distance_m", "m", 10}, RuleParameter{"error_m", "m", 50}};
constexpr std::array area_overlap = {
    RuleParameter{"area_m2", "m²", 100}, RuleParameter{"width_m", "m", 1}};
constexpr std::array area_gap = {
    RuleParameter{"area_m2", "m²", 100}, RuleParameter{"width_m", "m", 1}};
// A cadde or bulvar is wide, and its doors stand back.
constexpr std::array street_distance = {
    RuleParameter{"street_m", "m", 60}, RuleParameter{"avenue_m", "m", 100}};

constexpr std::array rules = {
    RuleInfo{
        .rule = Rule::top_01,
        .id = "TOP-01",
        .scope = Scope::neighbourhood,
        .severity = Severity::error,
        .title_tr = "İki bina üst üste biniyor",
        .title_en = "Two buildings overlap",
        .message_tr = "{layer} {key}: {other} ile {area_m2} üst üste biniyor (küçüğünün {share}).",
        .message_en = "{layer} {key}: overlaps {other} by {area_m2} ({share} of the smaller).",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Aynı yer iki binaya ait olamaz; alan, vergi ve adres iki kez sayılır. Podyumu "
                  "üstündeki blok (aynı parselde, biri ötekinin içinde) yalnızca bilgi olarak "
                  "verilir.",
        .why_en = "One place cannot belong to two buildings; area, tax and address are counted "
                  "twice. A block over its podium (one parcel, one inside the other) is only "
                  "mentioned.",
        .correct_tr = "Aynı bina iki kez çizilmişse birini silin; ayrı binalarsa ortak sınırı "
                      "yeniden çizin.",
        .correct_en = "Delete one if the same building was drawn twice; otherwise draw their "
                      "common boundary again.",
        .prevent_tr = "Çizimde kenara yakalama (snap) açık olsun; yeni bina çizmeden önce "
                      "katmanda eskisi var mı bakın.",
        .prevent_en = "Draw with snapping on; look for an older drawing before adding a building.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "uygulama",
        .parameters = overlap,
    },
    RuleInfo{
        .rule = Rule::top_02,
        .id = "TOP-02",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "Kapı binasından uzakta",
        .title_en = "A door is far from its building",
        .message_tr = "{layer} {key}: bağlı olduğu {other} binasından {distance_m} uzakta.",
        .message_en = "{layer} {key}: lies {distance_m} from its building {other}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Kapının noktası yanlış yerdeyse ya da kapı başka binaya bağlıysa yönlendirme "
                  "yanlış adrese çıkar.",
        .why_en = "If the point or the link is wrong, whoever follows the address ends at another "
                  "house.",
        .correct_tr = "Noktayı binanın girişine taşıyın veya kapıyı doğru binaya bağlayın.",
        .correct_en = "Move the point to the entrance, or link the door to the right building.",
        .prevent_tr = "Numarataj noktasını sahada, bina girişinde alın.",
        .prevent_en = "Take the point in the field, at the entrance.",
        .iso19157 = "Konum doğruluğu – göreli",
        .source = "uygulama",
        .parameters = door_distance,
    },
    RuleInfo{
        .rule = Rule::top_03,
        .id = "TOP-03",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "Kapı veya bina parselinin dışında",
        .title_en = "A door or building lies outside its parcel",
        .message_tr = "{layer} {key}: parsel dışında kalıyor ({other}; {measure}).",
        .message_en = "{layer} {key}: lies outside the parcel ({other}; {measure}).",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Kapı hiçbir parselde değilse veya bina kendi parselinden taşıyorsa "
                  "katmanlardan biri kaymıştır ya da ada/parsel bilgisi yanlıştır.",
        .why_en = "A door outside every parcel or a building outside its own means that a layer "
                  "is shifted or the parcel number is wrong.",
        .correct_tr = "Kadastro ile yapı çizimini karşılaştırın; kaymışsa çizimi, değilse "
                      "ada/parsel bilgisini düzeltin.",
        .correct_en = "Compare the drawing with the cadastre; correct the drawing, or the parcel "
                      "number.",
        .prevent_tr = "Yapı çizimini ruhsat aplikasyonundan ve güncel kadastrodan alın.",
        .prevent_en = "Take buildings from the setting-out plan and the present cadastre.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "uygulama",
        .parameters = parcel_distance,
    },
    RuleInfo{
        .rule = Rule::top_04,
        .id = "TOP-04",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "Kapı veya bina kayıtlı mahallesinin dışında",
        .title_en = "A door or building lies outside its declared mahalle",
        .message_tr = "{layer} {key}: kayıtta mahalle {declared}, yeri mahalle {found}; sınırdan "
                      "{distance_m} uzakta.",
        .message_en = "{layer} {key}: the record says mahalle {declared}, it lies in mahalle "
                      "{found}, {distance_m} from the boundary.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Mahalle kodu adresin parçasıdır; yanlışsa seçmen, vergi ve hizmet listeleri "
                  "yanlış mahalleye gider.",
        .why_en = "The mahalle is part of the address; voters, taxes and services go to the wrong "
                  "one.",
        .correct_tr = "Sınır doğruysa kaydın mahallesini, kayıt doğruysa mahalle sınırını "
                      "düzeltin.",
        .correct_en = "Correct the record if the boundary is right, the boundary if the record is.",
        .prevent_tr = "Sınır değişikliğinden sonra kapı ve bina mahallelerini yeniden hesaplayın.",
        .prevent_en = "Derive the mahalle of doors and buildings anew after a boundary changes.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "uygulama",
        .parameters = neighbourhood_distance,
    },
    RuleInfo{
        .rule = Rule::top_05,
        .id = "TOP-05",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "İki mahalle üst üste biniyor",
        .title_en = "Two mahalle overlap",
        .message_tr = "{layer} {key}: {other} ile {area_m2} üst üste biniyor.",
        .message_en = "{layer} {key}: overlaps {other} by {area_m2}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Üst üste binen alandaki her adres iki mahalleye birden ait görünür.",
        .why_en = "Every address in the overlap seems to belong to two mahalle.",
        .correct_tr = "Ortak sınırı meclis kararındaki sınır tarifine göre tek çizgi olarak çizin.",
        .correct_en = "Draw the common boundary once, as the decision describes it.",
        .prevent_tr = "Sınırları komşusuyla birlikte, ortak kenar üzerinden düzenleyin.",
        .prevent_en = "Edit boundaries together with the neighbour, on the shared edge.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "uygulama",
        .parameters = area_overlap,
    },
    RuleInfo{
        .rule = Rule::top_06,
        .id = "TOP-06",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "Komşu mahalleler arasında boşluk var",
        .title_en = "A gap between neighbouring mahalle",
        .message_tr = "{layer} {key}: {other} ile arasında {area_m2} boşluk var.",
        .message_en = "{layer} {key}: a gap of {area_m2} between it and {other}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Boşluktaki adreslerin mahallesi olmaz.",
        .why_en = "An address in the gap has no mahalle.",
        .correct_tr = "Ortak sınırı tek çizgi olarak çizin; boşluk gerçekten kimsenin değilse "
                      "(göl, orman) istisna tanıyın.",
        .correct_en = "Draw the common boundary once; waive the finding where the land really "
                      "belongs to none (lake, forest).",
        .prevent_tr = "Sınırları komşusuyla birlikte, ortak kenar üzerinden düzenleyin.",
        .prevent_en = "Edit boundaries together with the neighbour, on the shared edge.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "uygulama",
        .parameters = area_gap,
    },
    RuleInfo{
        .rule = Rule::top_07,
        .id = "TOP-07",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "Kapı kendi yolundan uzakta",
        .title_en = "A door is far from its street",
        .message_tr = "{layer} {key}: yolunun ({other}) en yakın orta hattından {distance_m} "
                      "uzakta.",
        .message_en = "{layer} {key}: lies {distance_m} from the nearest centreline of its street "
                      "({other}).",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Yol bağı veya nokta yanlıştır; yol tarifi kapıya ulaşmaz. Küme evler, köy "
                  "sokağı ve site içindeki kapılar bu kurala girmez.",
        .why_en = "The link or the point is wrong, and a route does not reach the door. Küme "
                  "evler, village streets and doors inside a site are not asked.",
        .correct_tr = "Kapıyı doğru yola bağlayın veya noktayı girişine taşıyın; yolun orta hattı "
                      "eksikse çizin.",
        .correct_en = "Link the door to its street, move the point, or draw the missing "
                      "centreline.",
        .prevent_tr = "Kapıyı kaydederken yolu listeden değil haritadan seçin.",
        .prevent_en = "Choose the street on the map, not from a list.",
        .iso19157 = "Konum doğruluğu – göreli",
        .source = "uygulama",
        .parameters = street_distance,
    },
};

}  // namespace

std::span<const RuleInfo> topology_rules() { return rules; }

}  // namespace uavt::sync
