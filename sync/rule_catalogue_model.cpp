// MOD: values against the TUCBS/MAKS model.
#include "sync/rule_catalogue.hpp"

#include <array>

namespace uavt::sync {

namespace {

// Renumbering moves every row behind the first one removed; single swaps are something else.
constexpr std::array moved = {RuleParameter{"share", "1", 0.05}};

constexpr std::array rules = {
    RuleInfo{
        .rule = Rule::mod_02,
        .id = "MOD-02",
        .scope = Scope::row,
        .severity = Severity::error,
        .title_tr = "Zorunlu değer boş",
        .title_en = "A mandatory value is null",
        .message_tr = "{layer} {key}: zorunlu {attribute} boş.",
        .message_en = "{layer} {key}: the mandatory {attribute} is empty.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Zorunlu değeri olmayan kayıt ulusal modele uymaz, aktarımda geri çevrilir.",
        .why_en = "A record without a mandatory value does not fit the national model and is "
                  "refused on transfer.",
        .correct_tr = "Değeri kaynak katmanda doldurun.",
        .correct_en = "Fill in the value in the source layer.",
        .prevent_tr = "Kaynak veri tabanında sütunu zorunlu yapın; toplu yüklemeden sonra boş "
                      "değerleri sayın.",
        .prevent_en = "Make the column mandatory in the source database, and count empty values "
                      "after a bulk load.",
        .iso19157 = "Tamlık – eksiklik",
        .source = "TUCBS veri modelleri",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::mod_03,
        .id = "MOD-03",
        .scope = Scope::row,
        .severity = Severity::error,
        .title_tr = "Değer türüne uymuyor",
        .title_en = "A value does not parse as its type",
        .message_tr = "{layer} {key}: {attribute} değeri “{value}” okunamadı; beklenen tür: "
                      "{type}.",
        .message_en = "{layer} {key}: {attribute} “{value}” cannot be read; expected type: "
                      "{type}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Okunamayan değer kullanılamaz ve karşılaştırılamaz; boş sayılır.",
        .why_en = "A value that cannot be read cannot be used or compared; it counts as empty.",
        .correct_tr = "Değeri beklenen türde yazın, örneğin tarihi gün.ay.yıl olarak.",
        .correct_en = "Write the value in the expected type, a date for example as "
                      "day.month.year.",
        .prevent_tr = "Sayı ve tarihleri metin sütununda tutmayın.",
        .prevent_en = "Do not keep numbers and dates in text columns.",
        .iso19157 = "Mantıksal tutarlılık – biçim",
        .source = "TUCBS veri modelleri",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::mod_04,
        .id = "MOD-04",
        .scope = Scope::row,
        .severity = Severity::error,
        .title_tr = "Değer kod listesinde yok",
        .title_en = "A value is not in the code list",
        .message_tr = "{layer} {key}: {attribute} değeri “{value}” kod listesinde yok; en yakını: "
                      "{nearest}.",
        .message_en = "{layer} {key}: {attribute} “{value}” is not in the code list; nearest: "
                      "{nearest}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Listede olmayan değerin anlamı bilinmez; boş sayılır.",
        .why_en = "Nobody knows what a value outside the list means; it counts as empty.",
        .correct_tr = "Değeri listedekilerden biriyle değiştirin. Değer belediyenin kendi numarası "
                      "ise kaynağın codes ayarına tanım dosyasını yazın.",
        .correct_en = "Replace it by a value of the list. If it is the municipality's own number, "
                      "name its dictionary file in the source's codes.",
        .prevent_tr = "Kaynak programda serbest metin yerine seçim listesi kullanın.",
        .prevent_en = "Use a choice list instead of free text in the source program.",
        .iso19157 = "Mantıksal tutarlılık – tanım kümesi",
        .source = "TUCBS veri modelleri; MAKS KBS servis kuralları",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::mod_08,
        .id = "MOD-08",
        .scope = Scope::row,
        .severity = Severity::error,
        .title_tr = "Tarihler birbiriyle çelişiyor",
        .title_en = "Dates contradict each other",
        .message_tr = "{layer} {key}: {attribute} {value}, {other} {other_value} ile birlikte "
                      "doğru olamaz.",
        .message_en = "{layer} {key}: {attribute} {value} cannot be true beside {other} "
                      "{other_value}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Bitişi başlangıcından önce veya teslim gününden sonra olan tarih elle yanlış "
                  "yazılmıştır; geçmişi soran her sorgu yanlış yanıt alır.",
        .why_en = "A date that ends before it begins, or lies after the day of the delivery, was "
                  "typed wrongly; whoever asks for the past gets a wrong answer.",
        .correct_tr = "Belgeye bakıp doğru tarihi yazın.",
        .correct_en = "Look at the document and write the right date.",
        .prevent_tr = "Tarih alanlarını takvimden seçtirin; kaynak veri tabanına sıra kısıtı "
                      "koyun.",
        .prevent_en = "Let dates be picked from a calendar, and put an order constraint into the "
                      "source database.",
        .iso19157 = "Zamansal kalite – zamansal tutarlılık",
        .source = "TUCBS veri modelleri",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::mod_09,
        .id = "MOD-09",
        .scope = Scope::row,
        .severity = Severity::warning,
        .repairs = true,
        .grouped_above_share = true,
        .title_tr = "Metin bozulmuş",
        .title_en = "Damaged text",
        .message_tr = "{layer} {key}: {attribute} metni bozuk: “{value}”. Okunan: {read_as}.",
        .message_en = "{layer} {key}: the text of {attribute} is damaged: “{value}”. Read as: "
                      "{read_as}.",
        .grouped_tr = "{layer}: {count} kayıtta {column} metni bozuk.",
        .grouped_en = "{layer}: the text of {column} is damaged in {count} records.",
        .why_tr = "Bozuk harfler adların eşleşmesini engeller. Kesin olan yerde onarılır, "
                  "gerisi olduğu gibi kalır.",
        .why_en = "Damaged letters keep names from meeting. They are repaired where that is "
                  "certain; the rest stays as it is.",
        .correct_tr = "Metni kaynak katmanda doğru harflerle yeniden yazın.",
        .correct_en = "Write the text again with the right letters in the source layer.",
        .prevent_tr = "Dışa aktarırken UTF-8 seçin; kaynağın encoding ayarını doğru verin.",
        .prevent_en = "Choose UTF-8 when exporting, and set the source's encoding rightly.",
        .iso19157 = "Mantıksal tutarlılık – biçim",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::mod_10,
        .id = "MOD-10",
        .scope = Scope::row,
        .severity = Severity::warning,
        .title_tr = "Toplam, parçalarının toplamına eşit değil",
        .title_en = "A total is not the sum of its parts",
        .message_tr = "{layer} {key}: {attribute} {value}, parçalarının toplamı {expected}.",
        .message_en = "{layer} {key}: {attribute} is {value}, its parts add up to {expected}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Aynı kotun (yol veya zemin) üstündeki ve altındaki katlar toplamı "
                  "vermelidir; konut ve işyerleri de bağımsız bölüm sayısını. Yol ve zemin "
                  "birbiriyle toplanmaz.",
        .why_en = "Floors above and below one reference (road or ground) must give the total, "
                  "dwellings and workplaces the number of units. Road and ground are never added "
                  "to each other.",
        .correct_tr = "Yapı ruhsatına veya yerindeki duruma göre yanlış olan sayıyı düzeltin.",
        .correct_en = "Correct the number that is wrong by the building permit or on the spot.",
        .prevent_tr = "Toplamı elle yazdırmayın; kaynakta parçalardan hesaplayın.",
        .prevent_en = "Do not let the total be typed; compute it from its parts at the source.",
        .iso19157 = "Tematik doğruluk – nicel öznitelik doğruluğu",
        .source = "TUCBS ve MAKS veri modelleri",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::mod_11,
        .id = "MOD-11",
        .scope = Scope::run,
        .severity = Severity::warning,
        .title_tr = "Nesne kimliği bir sıra numarası",
        .title_en = "The object id is a row number",
        .message_tr = "{layer}: {column} sütunu 1, 2, 3 … diye giden sıra numarası; iki teslim "
                      "arasında numaralar kaydı. Kayıtlar bu sütunla izlenmedi.",
        .message_en = "{layer}: {column} counts 1, 2, 3 …; between two deliveries the numbers "
                      "moved. Records were not followed by this column.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Sıra numarası her dışa aktarımda yeniden verilir: aynı numara dün başka bir "
                  "nesnenindi. Kayıt bununla izlenirse geçmişi başka nesneye bağlanır.",
        .why_en = "A row number is given anew by every export: yesterday the same number was "
                  "another object. Followed by it, a record would take over the history of "
                  "another one.",
        .correct_tr = "id_column için kalıcı bir kimlik (GLOBALID, KIMLIKNO) gösterin veya satırı "
                      "kaldırın.",
        .correct_en = "Name a lasting id (GLOBALID, KIMLIKNO) as id_column, or remove the line.",
        .prevent_tr = "Nesnelere bir kez verilip hiç değişmeyen bir kimlik sütunu tutun.",
        .prevent_en = "Keep a column with an id that is given to an object once and never changes.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "uygulama",
        .parameters = moved,
    },
};

}  // namespace

std::span<const RuleInfo> model_rules() { return rules; }

}  // namespace uavt::sync
