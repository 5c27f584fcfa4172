// GEO: one geometry by itself. Repair is for validity only and is always reported.
#include "sync/rule_catalogue.hpp"

#include <array>

namespace uavt::sync {

namespace {

// Even-odd and non-zero filling of one broken ring differ by this share of the larger: beyond it
// nobody can say which of the two was meant.
constexpr std::array ambiguity = {RuleParameter{"share", "1", 0.01}};

// RULES: an angle under 1° with legs over 1 m.
constexpr std::array needle = {RuleParameter{"angle_deg", "°", 1}, RuleParameter{"leg_m", "m", 1}};
// RULES gives the areas; no source gives a length: shorter than this is no street.
constexpr std::array least = {RuleParameter{"building_m2", "m²", 1},
                              RuleParameter{"parcel_m2", "m²", 1},
                              RuleParameter{"line_m", "m", 0.1}};
constexpr std::array largest = {RuleParameter{"area_m2", "m²", 100000}};

constexpr std::array rules = {
    RuleInfo{
        .rule = Rule::geo_01,
        .id = "GEO-01",
        .scope = Scope::row,
        .severity = Severity::error,
        .quarantines = true,
        .title_tr = "Geometri yok veya boş",
        .title_en = "Geometry missing or empty",
        .message_tr = "{layer} {key}: geometri yok veya boş.",
        .message_en = "{layer} {key}: the geometry is missing or empty.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Yeri olmayan nesne haritada görünmez; mahallesi ve parseli bulunamaz.",
        .why_en = "An object without a place is on no map, and its mahalle and parcel cannot be "
                  "found.",
        .correct_tr = "Nesneyi çizin; artık yoksa kaydını silin.",
        .correct_en = "Draw the object, or delete its record if it no longer exists.",
        .prevent_tr = "Kaynak programda geometrisi boş kaydın saklanmasına izin vermeyin.",
        .prevent_en = "Do not let the source program save a record with an empty geometry.",
        .iso19157 = "Tamlık – eksiklik",
        .source = "MAKS KBS servis kuralları",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::geo_02,
        .id = "GEO-02",
        .scope = Scope::row,
        .severity = Severity::error,
        .quarantines = true,
        .title_tr = "Geometri türü katmanınkinden farklı",
        .title_en = "Geometry kind differs from the layer's",
        .message_tr = "{layer} {key}: bulunan geometri türü {found}, beklenen {expected}.",
        .message_en = "{layer} {key}: the geometry is of kind {found}, expected {expected}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Örneğin çizgi olarak çizilmiş bir binanın alanı ve içi yoktur; konum "
                  "denetimlerinin hiçbiri yapılamaz.",
        .why_en = "A building drawn as a line, say, has no area and no inside; none of the checks "
                  "by place can be made.",
        .correct_tr = "Nesneyi doğru türle yeniden çizin veya çizgiyi kapatıp alana çevirin.",
        .correct_en = "Draw the object again in the right kind, or close the line and turn it "
                      "into a polygon.",
        .prevent_tr = "Katmanları tek geometri türüyle tanımlayın.",
        .prevent_en = "Define layers with one kind of geometry.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "TUCBS veri modelleri",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::geo_03,
        .id = "GEO-03",
        .scope = Scope::row,
        .severity = Severity::error,
        .quarantines = true,
        .title_tr = "Koordinat sonlu bir sayı değil",
        .title_en = "A coordinate is not finite",
        .message_tr = "{layer} {key}: koordinatlardan en az biri sonlu bir sayı değil.",
        .message_en = "{layer} {key}: at least one coordinate is not a finite number.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Böyle bir nokta hiçbir yerde değildir ve komşularının hesabını da bozar.",
        .why_en = "Such a point is nowhere, and spoils what is computed with its neighbours.",
        .correct_tr = "Nesneyi kaynak programda silip yeniden çizin.",
        .correct_en = "Delete the object in the program it comes from and draw it again.",
        .prevent_tr = "Boş koordinatlı satırları nokta katmanına çevirmeden önce ayıklayın.",
        .prevent_en = "Remove rows with empty coordinates before making points of them.",
        .iso19157 = "Mantıksal tutarlılık – biçim",
        .source = "ISO 19107",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::geo_04,
        .id = "GEO-04",
        .scope = Scope::row,
        .severity = Severity::error,
        .quarantines = true,
        .repairs = true,
        .title_tr = "Halka kapanmıyor veya nokta sayısı yetmiyor",
        .title_en = "A ring is not closed or has too few points",
        .message_tr = "{layer} {key}: halka kapanmıyor veya nokta sayısı yetmiyor ({reason}).",
        .message_en = "{layer} {key}: a ring is not closed or has too few points ({reason}).",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Kapanmayan halka bir alan çevrelemez. Açık halka kapatılır; noktası yetmeyen "
                  "nesne ayrılır.",
        .why_en = "A ring that is not closed encloses nothing. An open ring is closed; a feature "
                  "with too few points is set apart.",
        .correct_tr = "Nesnenin sınırını kaynak programda kapatın veya yeniden çizin.",
        .correct_en = "Close the boundary in the program it comes from, or draw it again.",
        .prevent_tr = "Çizgiden alana çevirirken yakalama (snap) kullanın.",
        .prevent_en = "Use snapping when turning lines into polygons.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "ISO 19125 (Simple Features)",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::geo_05,
        .id = "GEO-05",
        .scope = Scope::row,
        .severity = Severity::error,
        .quarantines = true,
        .repairs = true,
        .title_tr = "Sınır kendini kesiyor",
        .title_en = "The boundary crosses itself",
        .message_tr = "{layer} {key}: sınır kendini kesiyor; yer: {x} {y}.",
        .message_en = "{layer} {key}: the boundary crosses itself; place: {x} {y}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Kendini kesen sınırın neresinin iç olduğu belirsizdir; alanı yanlış çıkar.",
        .why_en = "Nobody can say which side of such a boundary is inside, and its area is wrong.",
        .correct_tr = "Kesişme noktasındaki köşelerin sırasını düzeltin; onarımın önceki ve "
                      "sonraki biçimini karşılaştırın.",
        .correct_en = "Put the corners at the crossing in order; compare the repair's before and "
                      "after.",
        .prevent_tr = "Kaynak programda kaydetmeden önce geometri denetimini açın.",
        .prevent_en = "Switch on the geometry check in the source program before saving.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "ISO 19125 (Simple Features)",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::geo_06,
        .id = "GEO-06",
        .scope = Scope::row,
        .severity = Severity::error,
        .quarantines = true,
        .repairs = true,
        .title_tr = "Geometri geçersiz",
        .title_en = "The geometry is invalid",
        .message_tr = "{layer} {key}: geometri geçersiz ({reason}); yer: {x} {y}.",
        .message_en = "{layer} {key}: the geometry is invalid ({reason}); place: {x} {y}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Dışarıda kalan boşluk, üst üste binen parça veya kopuk iç alan hesapları bozar.",
        .why_en = "A hole outside, overlapping parts or an inside in pieces spoil what is "
                  "computed.",
        .correct_tr = "Nesneyi kaynak programın geometri onarımıyla düzeltin ve sonucu "
                      "gözle denetleyin.",
        .correct_en = "Repair the object in the program it comes from and look at the result.",
        .prevent_tr = "Kaynak programda kaydetmeden önce geometri denetimini açın.",
        .prevent_en = "Switch on the geometry check in the source program before saving.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "ISO 19125 (Simple Features)",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::geo_07,
        .id = "GEO-07",
        .scope = Scope::row,
        .severity = Severity::info,
        .repairs = true,
        .grouped_above_share = true,
        .title_tr = "Art arda yinelenen köşe",
        .title_en = "Repeated consecutive vertices",
        .message_tr = "{layer} {key}: art arda yinelenen köşe sayısı {count}.",
        .message_en = "{layer} {key}: number of repeated consecutive vertices {count}.",
        .grouped_tr = "{layer}: {count} kayıtta art arda yinelenen köşe var.",
        .grouped_en = "{layer}: {count} records have repeated consecutive vertices.",
        .why_tr = "Yinelenen köşe biçimi değiştirmez ama dosyayı büyütür ve bazı programları "
                  "yanıltır. Fazlası atılır.",
        .why_en = "A repeated vertex changes no shape but makes files larger and misleads some "
                  "programs. The surplus is dropped.",
        .correct_tr = "Kaynak programda yinelenen köşeleri temizleyin.",
        .correct_en = "Remove the repeated vertices in the program the data comes from.",
        .prevent_tr = "Çizimde yakalama (snap) uzaklığını köşe aralığından küçük tutun.",
        .prevent_en = "Keep the snapping distance smaller than the distance between corners.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::geo_08,
        .id = "GEO-08",
        .scope = Scope::row,
        .severity = Severity::warning,
        .title_tr = "Sınırda iğne var",
        .title_en = "The boundary has a spike",
        .message_tr = "{layer} {key}: sınır ({x}; {y}) noktasında iğne gibi dönüyor.",
        .message_en = "{layer} {key}: the boundary turns back like a needle at ({x}; {y}).",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Birbirine neredeyse yapışık iki kenar çizim kazasıdır; komşusuna girer, alan "
                  "ve uzaklık hesaplarını bozar.",
        .why_en = "Two edges that nearly lie on each other are an accident of drawing; they "
                  "reach into neighbours and spoil areas and distances.",
        .correct_tr = "Uçtaki köşeyi silin veya yerine taşıyın.",
        .correct_en = "Delete the vertex at the tip or move it to its place.",
        .prevent_tr = "Çizerken yakalama (snap) aralığını kullanın; köşeleri elle üst üste "
                      "bindirmeyin.",
        .prevent_en = "Draw with snapping; do not put vertices on each other by hand.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "uygulama",
        .parameters = needle,
    },
    RuleInfo{
        .rule = Rule::geo_09,
        .id = "GEO-09",
        .scope = Scope::row,
        .severity = Severity::warning,
        .title_tr = "Nesne gerçek olamayacak kadar küçük",
        .title_en = "Too small to be real",
        .message_tr = "{layer} {key}: alanı veya uzunluğu en küçük değerin ({limit}) altında.",
        .message_en = "{layer} {key}: its area or length is under the least value ({limit}).",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Bir metrekarelik bina çoğunlukla yarım kalmış bir çizim veya kesme artığıdır.",
        .why_en = "A building of one square metre is mostly a drawing left unfinished or the "
                  "remains of a cut.",
        .correct_tr = "Artıksa silin; nesne gerçekse sınırını yeniden çizin.",
        .correct_en = "Delete it if it is a remnant; draw its boundary again if it is real.",
        .prevent_tr = "Kesme ve birleştirme işlemlerinden sonra küçük parçaları sorgulayıp "
                      "silin.",
        .prevent_en = "After cutting and merging, look for small pieces and delete them.",
        .iso19157 = "Tamlık – fazlalık",
        .source = "uygulama; hat uzunluğu alt sınırı bu programın seçimidir",
        .parameters = least,
    },
    RuleInfo{
        .rule = Rule::geo_10,
        .id = "GEO-10",
        .scope = Scope::row,
        .severity = Severity::warning,
        .title_tr = "Bina gerçek olamayacak kadar büyük",
        .title_en = "A building too large to be real",
        .message_tr = "{layer} {key}: alanı {area_m2}, en büyük değer {limit}.",
        .message_en = "{layer} {key}: its area is {area_m2}, the largest value {limit}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Bu büyüklükte bir alan çoğunlukla bina katmanına düşmüş bir ada, parsel veya "
                  "birleşmiş binalardır.",
        .why_en = "An area of this size is mostly a block, a parcel or several buildings merged "
                  "in the building layer.",
        .correct_tr = "Binaları ayırın veya nesneyi kendi katmanına taşıyın; bina gerçekten bu "
                      "büyüklükteyse eşiği yükseltin.",
        .correct_en = "Separate the buildings or move the object to its own layer; if it really "
                      "is that large, raise the limit.",
        .prevent_tr = "Katmanlar arasında kopyalarken hedef katmanı denetleyin.",
        .prevent_en = "Check the target layer when copying between layers.",
        .iso19157 = "Mantıksal tutarlılık – tanım kümesi",
        .source = "uygulama",
        .parameters = largest,
    },
    RuleInfo{
        .rule = Rule::geo_11,
        .id = "GEO-11",
        .scope = Scope::row,
        .severity = Severity::info,
        .grouped_above_share = true,
        .title_tr = "Yükseklik, ölçü değeri veya eğri alınmadı",
        .title_en = "Z, M or curve dropped",
        .message_tr = "{layer} {key}: {dropped} bilgisi alınmadı.",
        .message_en = "{layer} {key}: {dropped} was dropped.",
        .grouped_tr = "{layer}: {count} kayıtta {dropped} bilgisi alınmadı.",
        .grouped_en = "{layer}: {dropped} was dropped in {count} records.",
        .why_tr = "Yayımlanan katmanlar iki boyutludur; eğriler doğru parçalarına çevrilir.",
        .why_en = "The published layers are two-dimensional; curves become straight segments.",
        .correct_tr = "Düzeltme gerekmez; yükseklik gerekiyorsa kaynak dosyadan okuyun.",
        .correct_en = "Nothing to correct; read heights from the source file if you need them.",
        .prevent_tr = "İstenmiyorsa dışa aktarırken iki boyutlu geometri seçin.",
        .prevent_en = "Choose two-dimensional geometry when exporting if they are not wanted.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "TUCBS veri modelleri",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::geo_12,
        .id = "GEO-12",
        .scope = Scope::row,
        .severity = Severity::warning,
        .title_tr = "Tek parça beklenen yerde birden çok parça",
        .title_en = "More than one part where one is expected",
        .message_tr = "{layer} {key}: geometri {parts} parçalı, tek parça beklenir.",
        .message_en = "{layer} {key}: the geometry has {parts} parts, one is expected.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Tek kayıtta birden çok yapı veya kapı çizilmiş olabilir; her birinin kendi "
                  "kaydı olmalıdır.",
        .why_en = "Several buildings or doors may have been drawn as one record; each should have "
                  "its own.",
        .correct_tr = "Parçaları ayırıp her birine kendi kaydını verin veya küçük artığı silin.",
        .correct_en = "Split the parts and give each its record, or delete a small leftover.",
        .prevent_tr = "Katmanı kaynak programda tek parçalı geometriyle tanımlayın.",
        .prevent_en = "Define the layer with single-part geometry in the source program.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "MAKS KBS servis kuralları",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::geo_13,
        .id = "GEO-13",
        .scope = Scope::group,
        .severity = Severity::warning,
        .title_tr = "Aynı geometri birden çok nesnede",
        .title_en = "Several features have one geometry",
        .message_tr = "{layer} {key}: aynı geometri {count} nesnede var.",
        .message_en = "{layer} {key}: {count} features have the same geometry.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Aynı yere iki kez çizilmiş nesne iki kez sayılır; biri düzeltilince diğeri "
                  "eski kalır.",
        .why_en = "An object drawn twice is counted twice, and when one is corrected the other "
                  "stays as it was.",
        .correct_tr = "Fazla olanı silin; gerçekten ayrı nesnelerse (örneğin bloklar) "
                      "sınırlarını ayırın.",
        .correct_en = "Delete the surplus one; if they are different objects (blocks, say), "
                      "separate their boundaries.",
        .prevent_tr = "Toplu yüklemeden önce katmanda aynı geometrinin bulunup bulunmadığını "
                      "sorgulayın.",
        .prevent_en = "Before a bulk load, ask whether the layer already has the geometry.",
        .iso19157 = "Tamlık – fazlalık",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::geo_14,
        .id = "GEO-14",
        .scope = Scope::row,
        .severity = Severity::error,
        .quarantines = true,
        .title_tr = "Geometri onarımı belirsiz",
        .title_en = "The repair is ambiguous",
        .message_tr = "{layer} {key}: onarım belirsiz. Çift-tek okumasının alanı {even_odd_m2}, "
                      "sıfır-dışı okumasının alanı {non_zero_m2}.",
        .message_en = "{layer} {key}: the repair is ambiguous. Area by even-odd filling "
                      "{even_odd_m2}, by non-zero filling {non_zero_m2}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Bozuk sınırın iki okuması farklı alan verir; hangisinin doğru olduğuna program "
                  "karar vermez, kayıt ayrılır.",
        .why_en = "The two readings of the broken boundary give different areas; the program does "
                  "not choose, the record is set apart.",
        .correct_tr = "Nesneyi yerinde veya ortofotoda denetleyip yeniden çizin.",
        .correct_en = "Check the object on site or on the orthophoto and draw it again.",
        .prevent_tr = "Kaynak programda kaydetmeden önce geometri denetimini açın.",
        .prevent_en = "Switch on the geometry check in the source program before saving.",
        .iso19157 = "Mantıksal tutarlılık – topolojik",
        .source = "ISO 19125 (Simple Features)",
        .parameters = ambiguity,
    },
};

}  // namespace

std::span<const RuleInfo> geometry_rules() { return rules; }

}  // namespace uavt::sync
