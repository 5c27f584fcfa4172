// CRS: where the coordinates are, and by which way they got into the target CRS.
#include "sync/rule_catalogue.hpp"

#include <array>

namespace uavt::sync {

namespace {

// The same distance by which the municipality's extent is widened when it is drawn from its
// mahalle polygons.
constexpr std::array outside = {RuleParameter{"distance_m", "m", 500}};
// PROJ's accuracy of the best ED50 → TUREF operations without a national grid.
constexpr std::array accuracy = {RuleParameter{"limit_m", "m", 3}};

constexpr std::array rules = {
    RuleInfo{
        .rule = Rule::crs_01,
        .id = "CRS-01",
        .scope = Scope::run,
        .severity = Severity::error,
        .title_tr = "Koordinat sistemi bildirilmemiş",
        .title_en = "No coordinate reference system is declared",
        .message_tr = "{path}: koordinat sistemi ne dosyada ne yapılandırmada yazıyor.",
        .message_en = "{path}: neither the file nor the configuration says which coordinate "
                      "reference system it is in.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Koordinat sistemi tahmin edilmez: ED50 ile TUREF arasında yaklaşık 200 metre "
                  "vardır. Kaynak okunmadı.",
        .why_en = "A coordinate reference system is never guessed: ED50 and TUREF are about 200 "
                  "metres apart. The source was not read.",
        .correct_tr = "Verinin hangi sistemde üretildiğini öğrenin ve kaynağın yapılandırmasına "
                      "crs değerini yazın, örneğin EPSG:5254.",
        .correct_en = "Find out in which system the data was made and set crs in the source's "
                      "configuration, for example EPSG:5254.",
        .prevent_tr = "Dışa aktarırken koordinat sistemini de yazdırın (.prj dosyası veya "
                      "GeoPackage).",
        .prevent_en = "Export the coordinate reference system too (a .prj file or GeoPackage).",
        .iso19157 = "Konum doğruluğu – mutlak",
        .source = "BÖHHBÜY",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::crs_02,
        .id = "CRS-02",
        .scope = Scope::run,
        .severity = Severity::error,
        .title_tr = "Katman bildirilen koordinat sisteminde değil",
        .title_en = "The layer is not in the declared system",
        .message_tr = "Bildirilen koordinat sistemi {declared}: katmanın {declared_share} kadarı "
                      "belediyede. {found} olarak: {found_share}.",
        .message_en = "Declared system {declared}: {declared_share} of the layer lies in the "
                      "municipality. As {found}: {found_share}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Yanlış bildirilen katman başka bir ile, bazen başka bir kıtaya düşer; düzgün "
                  "göründüğü için kimse fark etmez.",
        .why_en = "A layer declared wrongly falls into another province or another continent, "
                  "and since it looks right nobody notices.",
        .correct_tr = "Adı verilen sistem doğruysa kaynağın bildirimini düzeltin veya "
                      "yapılandırmada crs değerini yazın.",
        .correct_en = "If the named system is right, correct the declaration or write crs in the "
                      "configuration.",
        .prevent_tr = "Dışa aktarırken koordinat sistemi bilgisini (.prj) de teslim edin; elle "
                      "seçilen dilimi denetleyin.",
        .prevent_en = "Deliver the coordinate system (.prj) with the export, and check a zone "
                      "chosen by hand.",
        .iso19157 = "Konum doğruluğu – mutlak",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::crs_03,
        .id = "CRS-03",
        .scope = Scope::run,
        .severity = Severity::error,
        .title_tr = "Sağa ve yukarı değerler yer değiştirmiş",
        .title_en = "Axes are swapped",
        .message_tr = "Bildirilen koordinat sistemi {declared}: katmanın {declared_share} kadarı "
                      "belediyede. {found} olarak: {found_share}.",
        .message_en = "Declared system {declared}: {declared_share} of the layer lies in the "
                      "municipality. As {found}: {found_share}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Sağa değer ile yukarı değer yer değiştirince katman ülkenin dışına düşer.",
        .why_en = "With easting and northing exchanged the layer falls outside the country.",
        .correct_tr = "İki sütunu veya eksen sırasını değiştirip yeniden aktarın.",
        .correct_en = "Exchange the two columns or the order of the axes and export again.",
        .prevent_tr = "Ölçü dosyalarında sütun adlarını Y (sağa) ve X (yukarı) olarak açıkça "
                      "yazın.",
        .prevent_en = "In survey files name the columns plainly: Y (easting) and X (northing).",
        .iso19157 = "Konum doğruluğu – mutlak",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::crs_04,
        .id = "CRS-04",
        .scope = Scope::run,
        .severity = Severity::error,
        .title_tr = "Katman referansa göre sabit bir miktar kaymış",
        .title_en = "The layer is shifted by one constant vector",
        .message_tr = "{layer}: {count} nesnenin ortak kayması {east_m} doğuya, {north_m} kuzeye "
                      "(yayılım {spread_m}). {cause}",
        .message_en = "{layer}: {count} features share a shift of {east_m} to the east and "
                      "{north_m} to the north (spread {spread_m}). {cause}",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Bütün katmanın aynı vektörle kayması ölçüm hatası değil, koordinat sistemi "
                  "veya dönüşüm hatasıdır; Türkiye'de en sık ED50 koordinatların TUREF diye "
                  "okunmasıdır.",
        .why_en = "A whole layer that is off by one vector was not measured badly but transformed "
                  "wrongly; in Turkey most often ED50 coordinates are read as TUREF.",
        .correct_tr = "Kaynağın gerçek koordinat sistemini bulun ve yapılandırmada `crs` "
                      "(gerekirse `pipeline`) ile yazın; nesneleri elle taşımayın.",
        .correct_en = "Find the source's true system and name it with `crs` (or `pipeline`) in "
                      "the configuration; do not move features by hand.",
        .prevent_tr = "Verinin koordinat sistemini (datum, dilim, epok) dosyanın yanında teslim "
                      "edin.",
        .prevent_en = "Deliver the system (datum, zone, epoch) beside the file.",
        .iso19157 = "Konum doğruluğu – mutlak",
        .source = "EPSG veri kümesi",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::crs_05,
        .id = "CRS-05",
        .scope = Scope::row,
        .severity = Severity::error,
        .quarantines = true,
        .grouped_above_share = true,
        .title_tr = "Nesne belediyenin alanı dışında",
        .title_en = "Feature lies outside the municipality",
        .message_tr = "{layer} {key}: belediyenin alanı dışında; izin verilen uzaklık "
                      "{distance_m}.",
        .message_en = "{layer} {key}: outside the municipality; allowed distance {distance_m}.",
        .grouped_tr = "{layer}: {count} kayıt belediyenin alanı dışında.",
        .grouped_en = "{layer}: {count} records lie outside the municipality.",
        .why_tr = "Alan dışındaki koordinat çoğu zaman yanlış dilim, yer değiştirmiş eksen veya "
                  "sıfır koordinattır.",
        .why_en = "A coordinate outside is most often a wrong zone, swapped axes or a zero.",
        .correct_tr = "Nesneyi kaynak programda doğru yerine taşıyın; çok sayıda ise kaynağın "
                      "koordinat sistemini denetleyin.",
        .correct_en = "Move the feature to its place in the program it comes from; if there are "
                      "many, check the source's coordinate reference system.",
        .prevent_tr = "Kaynak programda çizim alanını belediye sınırıyla kısıtlayın.",
        .prevent_en = "Restrict drawing to the municipality's boundary in the source program.",
        .iso19157 = "Konum doğruluğu – mutlak",
        .source = "uygulama",
        .parameters = outside,
    },
    RuleInfo{
        .rule = Rule::crs_06,
        .id = "CRS-06",
        .scope = Scope::run,
        .severity = Severity::error,
        .title_tr = "Koordinat dönüşümü kaba, yeterince doğru değil veya değişmiş",
        .title_en = "Coordinate operation is ballpark, not accurate enough, or changed",
        .message_tr = "Dönüşüm: {operation}. Doğruluk: {accuracy_m}, sınır: {limit_m}. Kaba "
                      "dönüşüm: {ballpark}. Önceki dönüşüm: {before}.",
        .message_en = "Operation: {operation}. Accuracy: {accuracy_m}, limit: {limit_m}. "
                      "Ballpark: {ballpark}. Operation before: {before}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Dönüşümün hatası bütün katmanı birlikte kaydırır; dönüşüm değişirse hiçbir şey "
                  "çizilmeden her nesne yer değiştirir.",
        .why_en = "The error of an operation shifts the whole layer; when the operation changes, "
                  "every feature moves without anybody drawing.",
        .correct_tr = "Belediyenin yerel dönüşüm parametrelerini kaynağın pipeline ayarına yazın "
                      "veya eksik dönüşüm dosyasını (grid) kurun.",
        .correct_en = "Give the municipality's own parameters as the source's pipeline, or install "
                      "the missing grid file.",
        .prevent_tr = "Veriyi doğrudan TUREF koordinatlarıyla isteyin.",
        .prevent_en = "Ask for the data in TUREF coordinates.",
        .iso19157 = "Konum doğruluğu – mutlak",
        .source = "BÖHHBÜY; EPSG veri kümesi",
        .parameters = accuracy,
    },
    RuleInfo{
        .rule = Rule::crs_07,
        .id = "CRS-07",
        .scope = Scope::run,
        .severity = Severity::error,
        .title_tr = "Dilim numarası sağa değere eklenmiş veya eksik",
        .title_en = "The zone prefix is there undeclared, or missing",
        .message_tr = "Bildirilen koordinat sistemi {declared}: katmanın {declared_share} kadarı "
                      "belediyede. {found} olarak: {found_share}.",
        .message_en = "Declared system {declared}: {declared_share} of the layer lies in the "
                      "municipality. As {found}: {found_share}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Aynı dilimin önekli (GK) ve öneksiz (TM) sistemleri arasında milyonlarca "
                  "metre vardır; bildirim ile sayılar aynı sistemden olmalıdır.",
        .why_en = "Millions of metres lie between a zone's systems with prefix (GK) and without "
                  "(TM); declaration and numbers must be of one.",
        .correct_tr = "Bildirimi adı verilen sisteme çevirin ya da sağa değerdeki dilim "
                      "numarasını kaldırın.",
        .correct_en = "Change the declaration to the named system, or take the zone number off "
                      "the easting.",
        .prevent_tr = "Kurumda dilim önekli ve öneksiz dosyaları karıştırmayın; tek biçim seçin.",
        .prevent_en = "Do not mix files with and without prefix; choose one form.",
        .iso19157 = "Konum doğruluğu – mutlak",
        .source = "uygulama",
        .parameters = {},
    },
};

}  // namespace

std::span<const RuleInfo> crs_rules() { return rules; }

}  // namespace uavt::sync
