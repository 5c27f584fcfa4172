// TOP-08 to TOP-14: centrelines, parcels beneath, doors at one point or at the wrong building.
#include "sync/rule_catalogue.hpp"

#include <array>

namespace uavt::sync {

namespace {

constexpr std::array leaving_distance = {RuleParameter{"distance_m", "m", 20}};
// Less is the same point; over two metres somebody meant it.
constexpr std::array dangle = {
    RuleParameter{"least_m", "m", 0.05}, RuleParameter{"most_m", "m", 2}};
// A sliver of a parcel is drawing noise.
constexpr std::array parcel_share = {
    RuleParameter{"share", "1", 0.1}, RuleParameter{"area_m2", "m²", 2}};
constexpr std::array same_place = {RuleParameter{"doors", "count", 3}};
constexpr std::array area_difference = {RuleParameter{"share", "1", 0.02}};
constexpr std::array other_building = {RuleParameter{"nearer_m", "m", 3}};

constexpr std::array rules = {
    RuleInfo{
        .rule = Rule::top_08,
        .id = "TOP-08",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "Orta hat binadan geçiyor veya kendini kesiyor",
        .title_en = "A centreline crosses a building or itself",
        .message_tr = "{layer} {key}: {measure} ({other}).",
        .message_en = "{layer} {key}: {measure} ({other}).",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Yol binanın içinden geçemez; hat kendini kesiyorsa numara sırası ve yol tarifi "
                  "bozulur.",
        .why_en = "A road cannot run through a building; a line that crosses itself spoils the "
                  "order of numbers and every route.",
        .correct_tr = "Hattı yolun ortasından yeniden çizin; üst geçit veya bina altı geçidiyse "
                      "istisna tanıyın.",
        .correct_en = "Draw the line again along the middle of the road; waive it for a passage "
                      "under a building.",
        .prevent_tr = "Orta hattı bina katmanı açıkken çizin.",
        .prevent_en = "Draw centrelines with the buildings shown.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "MAKS KBS servis kuralları",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::top_09,
        .id = "TOP-09",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "Orta hat mahallesinin dışına taşıyor",
        .title_en = "A centreline leaves its mahalle",
        .message_tr = "{layer} {key}: kayıtlı mahallesinin ({declared}) {distance_m} dışına "
                      "taşıyor.",
        .message_en = "{layer} {key}: leaves its mahalle ({declared}) by {distance_m}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Bir CSBM tek bir mahallenin içindedir; taşan parça öteki mahallenin "
                  "CSBM'sidir. İki yanı iki mahalleye ait sınır yolları bu kurala girmez.",
        .why_en = "A CSBM lies inside one mahalle; the part outside is another mahalle's CSBM. "
                  "Roads on a border, with a side in each, are not asked.",
        .correct_tr = "Hattı mahalle sınırında bölün ve taşan parçaya öteki mahallenin CSBM "
                      "kodunu verin.",
        .correct_en = "Split the line at the boundary and give the outer part the other mahalle's "
                      "CSBM.",
        .prevent_tr = "Yeni yol çizerken mahalle sınırında bölün.",
        .prevent_en = "Split a new road at the boundary.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "MAKS KBS servis kuralları",
        .parameters = leaving_distance,
    },
    RuleInfo{
        .rule = Rule::top_10,
        .id = "TOP-10",
        .scope = Scope::neighbourhood,
        .severity = Severity::info,
        .title_tr = "Bina birden çok parsel üzerinde",
        .title_en = "A building stands on several parcels",
        .message_tr = "{layer} {key}: {count} parsel üzerinde duruyor: {shares}.",
        .message_en = "{layer} {key}: stands on {count} parcels: {shares}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Komşu parsele taşma veya tevhit edilmemiş parseller tapu ve ruhsat işlemlerini "
                  "durdurur.",
        .why_en = "An encroachment, or parcels that were never merged, stop deeds and permits.",
        .correct_tr = "Çizim kaymışsa düzeltin; bina gerçekten taşıyorsa imar birimine bildirin.",
        .correct_en = "Correct the drawing if it is shifted; tell the planning unit if the "
                      "building really encroaches.",
        .prevent_tr = "Ruhsat öncesi aplikasyonu kadastro ile denetleyin.",
        .prevent_en = "Check the setting-out against the cadastre before a permit.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "uygulama",
        .parameters = parcel_share,
    },
    RuleInfo{
        .rule = Rule::top_11,
        .id = "TOP-11",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "Orta hat ucu komşu hatta değmiyor",
        .title_en = "A centreline's end misses another line",
        .message_tr = "{layer} {key}: ucu {other} hattına {distance_m} kala bitiyor veya onu bu "
                      "kadar aşıyor.",
        .message_en = "{layer} {key}: ends {distance_m} short of {other}, or past it.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Uçları birleşmeyen yollardan rota geçmez; ambulans uzun yoldan gider.",
        .why_en = "No route passes where ends do not meet; the ambulance takes the long way.",
        .correct_tr = "Ucu komşu hattın üzerine yakalayın.",
        .correct_en = "Snap the end to the other line.",
        .prevent_tr = "Çizimde uca ve kenara yakalama (snap) açık olsun.",
        .prevent_en = "Draw with snapping to ends and edges on.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "uygulama",
        .parameters = dangle,
    },
    RuleInfo{
        .rule = Rule::top_12,
        .id = "TOP-12",
        .scope = Scope::group,
        .severity = Severity::info,
        .title_tr = "Aynı noktada çok sayıda kapı",
        .title_en = "Several doors at one point",
        .message_tr = "{layer} {key}: aynı noktada {count} kapı var.",
        .message_en = "{layer} {key}: {count} doors lie at one point.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Üst üste konmuş noktalar çoğunlukla yerinde ölçülmemiş, topluca atanmış "
                  "kapılardır.",
        .why_en = "Points stacked on each other were mostly not measured but assigned in bulk.",
        .correct_tr = "Kapıları kendi girişlerine taşıyın; tek girişten kullanılıyorlarsa öyle "
                      "bırakıp istisna tanıyın.",
        .correct_en = "Move each door to its entrance; waive the finding if they really share one.",
        .prevent_tr = "Toplu aktarımda bina merkezini kapı noktası olarak kullanmayın.",
        .prevent_en = "Do not use a building's centre as its doors' point in bulk loads.",
        .iso19157 = "Konum doğruluğu – göreli",
        .source = "uygulama",
        .parameters = same_place,
    },
    RuleInfo{
        .rule = Rule::top_13,
        .id = "TOP-13",
        .scope = Scope::row,
        .severity = Severity::warning,
        .title_tr = "Tapu alanı ile çizim alanı uyuşmuyor",
        .title_en = "Deed area and drawn area differ",
        .message_tr = "{layer} {key}: tapu alanı {deed_m2}, çizimden hesaplanan {computed_m2} "
                      "(sınır {limit}).",
        .message_en = "{layer} {key}: the deed says {deed_m2}, the drawing has {computed_m2} "
                      "(limit {limit}).",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Yanılma sınırını aşan fark, çizimin veya tapu kaydının yanlış olduğunu "
                  "gösterir; vergi ve kamulaştırma alana göre hesaplanır.",
        .why_en = "A difference over the limit of error means that the drawing or the deed is "
                  "wrong; taxes and expropriation go by the area.",
        .correct_tr = "Kadastro müdürlüğüne düzeltme için bildirin; çizim belediyenin ise güncel "
                      "kadastroyu yükleyin.",
        .correct_en = "Report it to the cadastre office for correction; load the present cadastre "
                      "if the drawing is the municipality's own.",
        .prevent_tr = "Parsel katmanını TKGM'den düzenli yenileyin; elle sayısallaştırmayın.",
        .prevent_en = "Renew the parcels from TKGM regularly; do not digitise them by hand.",
        .iso19157 = "Tematik doğruluk – nicel öznitelik doğruluğu",
        .source = "BÖHHBÜY",
        .parameters = area_difference,
    },
    RuleInfo{
        .rule = Rule::top_14,
        .id = "TOP-14",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "Kapı başka bir binanın içinde veya ona daha yakın",
        .title_en = "A door lies in, or nearer to, another building",
        .message_tr = "{layer} {key}: {other} binasına {distance_m}, kendi binasına {own_m} "
                      "uzakta.",
        .message_en = "{layer} {key}: is {distance_m} from {other} and {own_m} from its own "
                      "building.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Kapı büyük olasılıkla yanlış binaya bağlanmıştır.",
        .why_en = "The door is probably linked to the wrong building.",
        .correct_tr = "Yerinde bakıp kapıyı doğru binaya bağlayın veya noktayı taşıyın.",
        .correct_en = "Look on the spot; link the door to the right building or move the point.",
        .prevent_tr = "Kapıyı kaydederken binayı haritadan seçin.",
        .prevent_en = "Choose the building on the map when recording a door.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "uygulama",
        .parameters = other_building,
    },
};

}  // namespace

std::span<const RuleInfo> topology_line_rules() { return rules; }

}  // namespace uavt::sync
