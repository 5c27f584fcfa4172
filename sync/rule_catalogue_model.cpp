// MOD: values against the TUCBS/MAKS model.
#include "sync/rule_catalogue.hpp"

#include <array>

namespace uavt::sync {

namespace {

// Renumbering moves every row behind the first one removed; single swaps are something else.
constexpr std::array moved = {RuleParameter{"share", "1", 0.05}};

constexpr std::array rules = {
    RuleInfo{
        .rule = Rule::mod_01,
        .id = "MOD-01",
        .scope = Scope::run,
        .severity = Severity::error,
        .title_tr = "Zorunlu özniteliğin sütunu yok",
        .title_en = "A mandatory attribute has no column",
        .message_tr = "{layer}: zorunlu {attribute} için dosyada sütun yok.",
        .message_en = "{layer}: the file has no column for the mandatory {attribute}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Sütun yoksa değer hiçbir kayıtta yoktur: katman modele uymaz, eksik boş değer "
                  "gibi satır satır görünmez.",
        .why_en = "Without the column no record has the value: the layer does not fit the model, "
                  "and unlike an empty value it shows in no row.",
        .correct_tr = "Sütunu dışa aktarıma ekleyin. Sütun başka adla duruyorsa kaynağın columns "
                      "ayarında adını yazın.",
        .correct_en = "Add the column to the export. If it is there under another name, say so in "
                      "the source's columns.",
        .prevent_tr = "Dışa aktarımı kayıtlı bir sorgu veya şablonla yapın, sütunları elle "
                      "seçmeyin.",
        .prevent_en = "Export with a saved query or template instead of picking columns by hand.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "TUCBS veri modelleri; zorunluluğu çıkarımsa uyarıdır",
        .parameters = {},
    },
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
        .rule = Rule::mod_05,
        .id = "MOD-05",
        .scope = Scope::row,
        .severity = Severity::warning,
        .title_tr = "Değer çok uzun ya da biçimine uymuyor",
        .title_en = "A value is too long or not of the pattern",
        .message_tr = "{layer} {key}: {attribute} değeri “{value}” beklenen biçimde değil: {limit}.",
        .message_en = "{layer} {key}: {attribute} “{value}” is not of the expected form: {limit}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Alıcı program değeri keser ya da geri çevirir; kesilmiş değer başka bir şeyin "
                  "adı olabilir.",
        .why_en = "The receiving program cuts the value or refuses it; a cut value may name "
                  "something else.",
        .correct_tr = "Değeri belirtilen biçimde yazın.",
        .correct_en = "Write the value in the form that is named.",
        .prevent_tr = "Kaynak veri tabanında sütuna uzunluk ve biçim kısıtı koyun.",
        .prevent_en = "Put a length and a pattern constraint on the column in the source database.",
        .iso19157 = "Mantıksal tutarlılık – biçim",
        .source = "TUCBS veri modelleri; posta kodu beş rakamdır (PTT)",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::mod_06,
        .id = "MOD-06",
        .scope = Scope::run,
        .severity = Severity::info,
        .title_tr = "Modelin bilmediği sütun",
        .title_en = "A column the model does not know",
        .message_tr = "{layer}: “{column}” adlı sütun modelde yok; en yakın ad: {nearest}.",
        .message_en = "{layer}: the model has no column “{column}”; the nearest name: {nearest}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Adın başındaki boşluk, küçük harf ya da 10 karaktere kesilmiş ad, sütunu alıcı "
                  "için başka bir sütun yapar; değerleri sessizce kaybolur.",
        .why_en = "A blank before the name, lower case, or a name cut to 10 characters makes it "
                  "another column for the receiver, and its values are lost in silence.",
        .correct_tr = "Sütunu modeldeki adıyla adlandırın. Modelde karşılığı yoksa bir şey yapmanız "
                      "gerekmez.",
        .correct_en = "Name the column as the model does. If the model has nothing like it, nothing "
                      "needs to be done.",
        .prevent_tr = "SQL görünümlerinde adları tırnak içinde ve boşluksuz yazın; shapefile yerine "
                      "GeoPackage verin.",
        .prevent_en = "Quote names in SQL views, without blanks, and deliver GeoPackage instead of "
                      "shapefiles.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "uygulama; yayımlanmış TUCBS görünümlerindeki adlar",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::mod_07,
        .id = "MOD-07",
        .scope = Scope::run,
        .severity = Severity::error,
        .title_tr = "Modelin iki kuşağı karışmış",
        .title_en = "Two generations of the model are mixed",
        .message_tr = "{layer}: “{column}” ({generation}) ile “{other}” ({other_generation}) aynı "
                      "katmanda duruyor.",
        .message_en = "{layer}: “{column}” ({generation}) stands beside “{other}” "
                      "({other_generation}) in one layer.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "2012 kuşağının kbsNo ve versiyon… öznitelikleri ile güncel tucbsNo ve surum… "
                  "öznitelikleri aynı şeyi başka türlü söyler; ikisi birden varsa hangisinin "
                  "geçerli olduğu belli değildir.",
        .why_en = "The kbsNo and versiyon… of 2012 and today's tucbsNo and surum… say the same "
                  "differently; where both are there nobody knows which holds.",
        .correct_tr = "Katmanı tek kuşağa göre verin: birini seçin, ötekinin sütunlarını çıkarın.",
        .correct_en = "Deliver the layer in one generation: choose one and leave out the columns of "
                      "the other.",
        .prevent_tr = "Dışa aktarım şablonunu [model] generation ayarındaki kuşağa göre tutun.",
        .prevent_en = "Keep the export template to the generation named in [model] generation.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "TUCBS ve TRKBİS öznitelik adları, görüldükleri gibi",
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
