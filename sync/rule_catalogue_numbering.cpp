// NUM: the numbering law. Severities are those of the worst case; milder ones are said where the
// rule is judged.
#include "sync/rule_catalogue.hpp"

#include <array>

namespace uavt::sync {

namespace {

// Smaller buildings are sheds and kiosks.
constexpr std::array numbered_from = {RuleParameter{"area_m2", "m²", 20}};

// Where most doors agree, one that does not is wrong; fewer doors prove nothing.
constexpr std::array parity = {RuleParameter{"share", "1", 0.8}, RuleParameter{"doors", "count", 6},
                               RuleParameter{"distance_m", "m", 3}};
constexpr std::array order = {RuleParameter{"share", "1", 0.8}, RuleParameter{"doors", "count", 6},
                              RuleParameter{"distance_m", "m", 3}};
constexpr std::array jump = {RuleParameter{"numbers", "numbers", 20}};
constexpr std::array same_name = {RuleParameter{"distance_m", "m", 500}};
constexpr std::array facing = {RuleParameter{"nearer_m", "m", 15}};

constexpr std::array rules = {
    RuleInfo{
        .rule = Rule::num_01,
        .id = "NUM-01",
        .scope = Scope::group,
        .severity = Severity::error,
        .title_tr = "Kapı numarası bir yolda iki kez kullanılmış",
        .title_en = "A door number is used twice on one street",
        .message_tr = "{layer} {key}: {value} numarası aynı yolda {count} kapıda var.",
        .message_en = "{layer} {key}: the number {value} is on {count} doors of one street.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Numara bir yolda tek bir kapıyı göstermelidir; iki ayrı binada aynı numara "
                  "varsa ambulans yanlış kapıya gider. Aynı binanın kapılarında veya ayrı "
                  "bloklarda olması yalnızca bilgi olarak verilir.",
        .why_en = "A number shall lead to one door of a street; with the same number on two "
                  "buildings the ambulance goes to the wrong one. Doors of one building, or of "
                  "different blocks, are only mentioned.",
        .correct_tr = "Yerinde doğrulayın; sonradan numara alan kapıya harfli (12/A) veya boş "
                      "numara verin.",
        .correct_en = "Check on the spot; give the door that came later a lettered (12/A) or "
                      "free number.",
        .prevent_tr = "Numara vermeden önce yolun numara listesine bakın.",
        .prevent_en = "Look at the list of the street before giving a number.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::num_02,
        .id = "NUM-02",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "Kapı numarası yolun yanlış yanında",
        .title_en = "A door number is on the wrong side of the street",
        .message_tr = "{layer} {key}: {value} numarası {street} üzerinde {side} yanda; bu yanda "
                      "{parity} sayılar kullanılıyor.",
        .message_en = "{layer} {key}: number {value} is on the {side} side of {street}, where the "
                      "numbers are {parity}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Tek ve çift numaralar yolun ayrı yanlarındadır; yanlış yandaki numara "
                  "aranırken bulunmaz. Kurala uymayan yolun tamamı tek bulgu olarak verilir.",
        .why_en = "Odd and even numbers keep to their sides; a number on the wrong side is not "
                  "found by whoever looks for it. A street that is the other way round as a whole "
                  "is one finding.",
        .correct_tr = "Noktanın yerini denetleyin; doğruysa kapıya kendi yanının sıradaki "
                      "numarasını verin.",
        .correct_en = "Check the point; if it is right, give the door the next number of its side.",
        .prevent_tr = "Numara verirken yolun başlangıcına göre sol tek, sağ çift kuralını "
                      "uygulayın.",
        .prevent_en = "Give odd numbers to the left and even ones to the right, seen from the "
                      "road's beginning.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = parity,
    },
    RuleInfo{
        .rule = Rule::num_03,
        .id = "NUM-03",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "Kapı numarası sırasında değil",
        .title_en = "A door number is out of order",
        .message_tr = "{layer} {key}: {value} numarası {street} üzerinde {before} ile {after} "
                      "arasında duruyor.",
        .message_en = "{layer} {key}: number {value} stands between {before} and {after} on "
                      "{street}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Numaralar yolun başından sonuna doğru büyür; sırası bozuk numara bulunamaz.",
        .why_en = "Numbers grow from the beginning of a road to its end; one out of order cannot "
                  "be found.",
        .correct_tr = "Noktanın yerini denetleyin; doğruysa komşularına uyan boş veya harfli "
                      "numara verin.",
        .correct_en = "Check the point; if it is right, give it a free or lettered number that "
                      "fits its neighbours.",
        .prevent_tr = "Araya giren kapılara harfli numara (12/A) verin, sırayı bozmayın.",
        .prevent_en = "Give doors that come between a lettered number (12/A) and keep the order.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = order,
    },
    RuleInfo{
        .rule = Rule::num_04,
        .id = "NUM-04",
        .scope = Scope::row,
        .severity = Severity::warning,
        .title_tr = "Kapı numarası okunamıyor",
        .title_en = "The door number cannot be read",
        .message_tr = "{layer} {key}: “{value}” bir kapı numarası gibi okunamıyor.",
        .message_en = "{layer} {key}: “{value}” cannot be read as a door number.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Numara sayı ile başlar (12, 12A, 12/3, 13-15) veya bir harf ve sayıdır (G-2). "
                  "Başka bir yazı sıralanamaz, eşleştirilemez.",
        .why_en = "A number begins with digits (12, 12A, 12/3, 13-15) or is a letter and digits "
                  "(G-2). Anything else cannot be ordered or matched.",
        .correct_tr = "Yalnızca numarayı bırakın; site, blok ve açıklamaları kendi sütunlarına "
                      "taşıyın.",
        .correct_en = "Leave the number alone; move site, block and remarks to their own "
                      "columns.",
        .prevent_tr = "Giriş ekranında numara alanına serbest metin yazılmasına izin vermeyin.",
        .prevent_en = "Do not let the entry form take free text as a number.",
        .iso19157 = "Mantıksal tutarlılık – biçim",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::num_05,
        .id = "NUM-05",
        .scope = Scope::neighbourhood,
        .severity = Severity::info,
        .title_tr = "Komşu numaralar arasında büyük sıçrama",
        .title_en = "A jump between neighbouring numbers",
        .message_tr = "{layer} {key}: {street} üzerinde {before} numarasından {value} numarasına "
                      "sıçrama.",
        .message_en = "{layer} {key}: on {street} the numbers jump from {before} to {value}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Büyük sıçrama eksik kapıların veya yanlış yazılmış bir numaranın işaretidir; "
                  "boş arsalar için numara ayrılmış da olabilir.",
        .why_en = "A large jump hints at missing doors or a mistyped number; numbers may also be "
                  "kept for empty plots.",
        .correct_tr = "Aradaki kapılar eksikse ekleyin; numara yanlışsa düzeltin.",
        .correct_en = "Add the doors that are missing, or correct the number.",
        .prevent_tr = "Boş parseller için ayrılan numaraları tahsisli parsel olarak kaydedin.",
        .prevent_en = "Record numbers kept for empty plots as allotted parcels.",
        .iso19157 = "Tamlık – eksiklik",
        .source = "uygulama",
        .parameters = jump,
    },
    RuleInfo{
        .rule = Rule::num_06,
        .id = "NUM-06",
        .scope = Scope::group,
        .severity = Severity::warning,
        .title_tr = "Kapısı veya numarası yok",
        .title_en = "Without a door, or without a number",
        .message_tr = "{layer} {key}: kapısı veya kapı numarası yok.",
        .message_en = "{layer} {key}: it has no door, or no door number.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Numarasız bina adressizdir: ne kaydı yapılabilir ne de yeri bulunabilir.",
        .why_en = "A building without a number has no address: nobody can be registered in it or "
                  "find it.",
        .correct_tr = "Kapıyı numaralayın ve binasına bağlayın; ek yapı veya kulübe ise eşiği ya "
                      "da türünü düzeltin.",
        .correct_en = "Number the door and tie it to its building; for an annex or a shed "
                      "correct the limit or its type.",
        .prevent_tr = "Yapı kaydını numarataj verilmeden kapatmayın.",
        .prevent_en = "Do not close a building record before its number is given.",
        .iso19157 = "Tamlık – eksiklik",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = numbered_from,
    },
    RuleInfo{
        .rule = Rule::num_07,
        .id = "NUM-07",
        .scope = Scope::run,
        .severity = Severity::info,
        .title_tr = "Aynı ad birden çok yolda kullanılıyor",
        .title_en = "One name on several roads",
        .message_tr = "{layer} {key}: {value} adı birbirine bağlı olmayan {count} yolda var.",
        .message_en = "{layer} {key}: the name {value} is on {count} roads that are not connected.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Aynı adlı iki yol çağrı merkezini ve kargoyu yanlış yere gönderir; bu yüzden "
                  "bir adın belediyede bir kez kullanılması gerekir.",
        .why_en = "Two roads of one name send the dispatcher and the courier to the wrong place; "
                  "so a name should occur once in a municipality.",
        .correct_tr = "Meclis kararıyla yollardan birinin adını değiştirin.",
        .correct_en = "Rename one of them by a decision of the council.",
        .prevent_tr = "Ad vermeden önce belediyenin yol adları listesine bakın.",
        .prevent_en = "Look at the list of names before giving one.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "uygulama",
        .parameters = same_name,
    },
    RuleInfo{
        .rule = Rule::num_08,
        .id = "NUM-08",
        .scope = Scope::neighbourhood,
        .severity = Severity::info,
        .title_tr = "Kapı başka bir yola bakıyor",
        .title_en = "A door faces another street",
        .message_tr = "{layer} {key}: {other} yoluna {distance_m}, kendi yoluna {own_m} uzakta.",
        .message_en = "{layer} {key}: is {distance_m} from {other} and {own_m} from its own "
                      "street.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Numara, girişin baktığı yoldan verilir; başka yoldan verilen numarayla kapı "
                  "bulunamaz.",
        .why_en = "A number comes from the road the entrance faces; one from another road does "
                  "not lead to the door.",
        .correct_tr = "Giriş değiştiyse kapıya baktığı yoldan numara verin; nokta yanlışsa "
                      "taşıyın.",
        .correct_en = "Give it a number of the road it faces if the entrance changed; move the "
                      "point if that is wrong.",
        .prevent_tr = "Numara verirken girişi yerinde görün.",
        .prevent_en = "See the entrance before giving a number.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = facing,
    },
    RuleInfo{
        .rule = Rule::num_09,
        .id = "NUM-09",
        .scope = Scope::group,
        .severity = Severity::error,
        .title_tr = "İç kapı numarası bir kapının arkasında iki kez kullanılmış",
        .title_en = "An iç kapı number is used twice behind one door",
        .message_tr = "{layer} {key}: {value} iç kapı numarası aynı dış kapının arkasında "
                      "{count} bağımsız bölümde var.",
        .message_en = "{layer} {key}: the iç kapı number {value} is on {count} units behind one "
                      "door.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "İki daire aynı iç kapı numarasını taşırsa nüfus ve abonelik kayıtları "
                  "birbirine karışır.",
        .why_en = "If two flats have one number, registrations and subscriptions are mixed up.",
        .correct_tr = "Yerinde doğrulayıp yanlış olan iç kapı numarasını düzeltin; artık olmayan "
                      "bağımsız bölümü kapatın.",
        .correct_en = "Check on the spot and correct the wrong number; close the unit that no "
                      "longer exists.",
        .prevent_tr = "Aynı dış kapıda iç kapı numarasına tekillik kısıtı koyun.",
        .prevent_en = "Put a unique constraint on the number within a door.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::num_10,
        .id = "NUM-10",
        .scope = Scope::group,
        .severity = Severity::error,
        .title_tr = "Birden çok bağımsız bölümlü kapıda iç kapı numarası eksik",
        .title_en = "A unit without iç kapı behind a door with several",
        .message_tr = "{layer} {key}: {units} bağımsız bölümün {count} tanesinde iç kapı "
                      "numarası yok.",
        .message_en = "{layer} {key}: of {units} units {count} have no iç kapı number.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Kapının arkasında birden çok bağımsız bölüm varsa numarasız olanın adresi "
                  "eksiktir.",
        .why_en = "Where a door leads to several units, the one without a number has no complete "
                  "address.",
        .correct_tr = "Eksik iç kapı numarasını yazın.",
        .correct_en = "Write the missing number.",
        .prevent_tr = "İkinci bağımsız bölüm eklenirken ilkinin iç kapı numarasını zorunlu "
                      "tutun.",
        .prevent_en = "Require the first one's number when a second unit is added.",
        .iso19157 = "Tamlık – eksiklik",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::num_11,
        .id = "NUM-11",
        .scope = Scope::group,
        .severity = Severity::warning,
        .title_tr = "Aynı yol iki kodla kayıtlı",
        .title_en = "One street under two codes",
        .message_tr = "{layer} {key}: aynı mahallede “{value}” adında ve aynı tipte {count} "
                      "kayıt var.",
        .message_en = "{layer} {key}: {count} records of one mahalle have the name “{value}” and "
                      "one type.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Aynı adın iki kodu varsa kapıların bir bölümü birine, bir bölümü diğerine "
                  "bağlanır.",
        .why_en = "If one name has two codes, some doors hang on one and some on the other.",
        .correct_tr = "Aynı yolsa kapıları tek koda toplayıp diğerini kapatın; ayrı yolsa "
                      "birinin adını değiştirin.",
        .correct_en = "If it is one street, move its doors to one code and close the other; if "
                      "not, rename one of them.",
        .prevent_tr = "Yeni yol açmadan önce mahallenin ad listesini arayın.",
        .prevent_en = "Search the names of the mahalle before opening a street.",
        .iso19157 = "Tamlık – fazlalık",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::num_12,
        .id = "NUM-12",
        .scope = Scope::row,
        .severity = Severity::warning,
        .title_tr = "Yolun adı boş veya tipiyle çelişiyor",
        .title_en = "The street's name is empty or contradicts its type",
        .message_tr = "{layer} {key}: adı “{value}”, tipi {type}.",
        .message_en = "{layer} {key}: its name is “{value}”, its type {type}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Adı “… Caddesi” olan sokak iki ayrı yol sanılır; adsız yol tabelasız ve "
                  "aranamaz kalır.",
        .why_en = "A sokak called “… Caddesi” is taken for two streets; one without a name has "
                  "no sign and cannot be searched.",
        .correct_tr = "Meclis kararına bakıp adı veya tipi düzeltin.",
        .correct_en = "Look at the council's decision and correct the name or the type.",
        .prevent_tr = "Tip sözcüğünü ada yazmayın; tip sütunundan gelsin.",
        .prevent_en = "Do not write the type word into the name; it comes from the type column.",
        .iso19157 = "Tematik doğruluk – sınıflandırma doğruluğu",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = {},
    },
};

}  // namespace

std::span<const RuleInfo> numbering_rules() { return rules; }

}  // namespace uavt::sync
