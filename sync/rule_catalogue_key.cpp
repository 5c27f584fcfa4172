// KEY: codes and what they point to. Very often the municipality's rows have none: that is no
// fault, only a reason to match by content.
#include "sync/rule_catalogue.hpp"

#include <array>

namespace uavt::sync {

namespace {

// A door on a mahalle border stands at most about half a street's width on the other side.
constexpr std::array street_side = {RuleParameter{"distance_m", "m", 20}};
// Half of the values: what meets there is no chance.
constexpr std::array other_space = {RuleParameter{"share", "1", 0.5}};
constexpr std::array found_elsewhere = {RuleParameter{"share", "1", 0.05}};
constexpr std::array repeated = {RuleParameter{"share", "1", 0.02}};

constexpr std::array rules = {
    RuleInfo{
        .rule = Rule::key_01,
        .id = "KEY-01",
        .scope = Scope::group,
        .severity = Severity::error,
        .quarantines = true,
        .title_tr = "Kod birden çok kayıtta geçiyor",
        .title_en = "A code occurs more than once",
        .message_tr = "{layer}: {attribute} {value}, {count} kayıtta geçiyor. Tutulan kayıt: "
                      "{kept}.",
        .message_en = "{layer}: {attribute} {value} occurs in {count} records. Records "
                      "kept: {kept}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Kod tek bir nesnenin adıdır. Aynı içerikli kayıtların biri tutulur; değilse "
                  "yayımlanana veya UAVT kaydına uyan kalır, diğerleri ayrılır.",
        .why_en = "A code names one object. Of identical records one is kept; else the one equal "
                  "to what is published or to UAVT stays and the others are set apart.",
        .correct_tr = "Fazla kaydı silin veya doğru kodunu yazın.",
        .correct_en = "Delete the surplus record or give it its right code.",
        .prevent_tr = "Kaynak veri tabanında bu sütuna tekillik kısıtı koyun; kaydı kopyalarken "
                      "kodu boşaltın.",
        .prevent_en = "Put a unique constraint on the column in the source database, and clear "
                      "the code when copying a record.",
        .iso19157 = "Tamlık – fazlalık",
        .source = "MAKS KBS servis kuralları",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::key_02,
        .id = "KEY-02",
        .scope = Scope::row,
        .severity = Severity::error,
        .title_tr = "Kod geçerli biçimde değil",
        .title_en = "The code is malformed",
        .message_tr = "{layer}: {attribute} değeri “{value}” geçerli bir kod değil.",
        .message_en = "{layer}: {attribute} “{value}” is not a valid code.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Basamağı eksilmiş kod tamamlanamaz. Kayıt kodsuz işlenir ve içeriğiyle "
                  "eşleştirilir.",
        .why_en = "A code that lost digits cannot be completed. The record goes on without a code "
                  "and is matched by content.",
        .correct_tr = "Kodu UAVT kaydından alıp tam olarak yazın (adres_no 10 basamaklıdır).",
        .correct_en = "Take the code from UAVT and write it in full (adres_no has 10 digits).",
        .prevent_tr = "Kod sütunlarını tablo programında açmayın; açılacaksa metin olarak içe "
                      "aktarın.",
        .prevent_en = "Do not open code columns in a spreadsheet, or import them as text.",
        .iso19157 = "Mantıksal tutarlılık – biçim",
        .source = "MAKS KBS servis kuralları",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::key_03,
        .id = "KEY-03",
        .scope = Scope::row,
        .severity = Severity::info,
        .grouped_above_share = true,
        .title_tr = "Kod yok",
        .title_en = "The code is missing",
        .message_tr = "{layer} {key}: {attribute} yok, kayıt içeriğiyle eşleştirilir.",
        .message_en = "{layer} {key}: no {attribute}, the record is matched by content.",
        .grouped_tr = "{layer}: {count} kayıtta {column} yok, içerikle eşleştirilir.",
        .grouped_en = "{layer}: {count} records have no {column} and are matched by content.",
        .why_tr = "Kodu olmayan kayıt adıyla, numarasıyla veya yeriyle eşleştirilir; bu, kod kadar "
                  "kesin değildir.",
        .why_en = "A record without a code is matched by name, number or place, which is less "
                  "certain than a code.",
        .correct_tr = "Eşleştirme listesindeki kodları belediyenin katmanına yazın.",
        .correct_en = "Write the codes from the list of matches into the municipality's layer.",
        .prevent_tr = "Yeni kayda kodunu UAVT tescilinden hemen sonra yazın.",
        .prevent_en = "Give a new record its code right after it is registered in UAVT.",
        .iso19157 = "Tamlık – eksiklik",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::key_04,
        .id = "KEY-04",
        .scope = Scope::group,
        .severity = Severity::error,
        .title_tr = "Gösterilen kayıt yok",
        .title_en = "A reference points to nothing",
        .message_tr = "{layer} {key}: {attribute} {value} yazıyor, böyle bir {target} kaydı yok.",
        .message_en = "{layer} {key}: {attribute} says {value}, there is no such {target} record.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Bağı kopuk kayıt bir sokağa, yapıya veya kapıya bağlanamaz; adresi eksik kalır.",
        .why_en = "A record whose link is broken belongs to no street, building or door, and its "
                  "address stays incomplete.",
        .correct_tr = "Doğru kodu yazın veya eksik üst kaydı ekleyin.",
        .correct_en = "Write the right code, or add the parent record that is missing.",
        .prevent_tr = "Üst ve alt katmanları aynı anda dışa aktarın; kaynakta yabancı anahtar "
                      "kısıtı kullanın.",
        .prevent_en = "Export parent and child layers at the same time; use foreign keys in the "
                      "source database.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "MAKS KBS servis kuralları",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::key_05,
        .id = "KEY-05",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "Kapının iki bağı farklı mahalleleri gösteriyor",
        .title_en = "Two paths lead to different mahalle",
        .message_tr = "{layer} {key}: kayıtta yazan mahalle {declared}, sokağın bu yanındaki "
                      "mahalle {street_mahalle}; uzaklık {distance_m}.",
        .message_en = "{layer} {key}: the record says mahalle {declared}, its side of the street "
                      "lies in mahalle {street_mahalle}; distance {distance_m}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Kapı bir mahallede, bağlı olduğu sokak başka mahallede görünür; iki adresten "
                  "biri yanlıştır.",
        .why_en = "The door is in one mahalle and its street in another; one of the two is wrong.",
        .correct_tr = "Kapının mahalle_kodu veya csbm_kodu değerinden yanlış olanını düzeltin.",
        .correct_en = "Correct whichever of the door's mahalle_kodu and csbm_kodu is wrong.",
        .prevent_tr = "Mahalle sınırı değiştiğinde sınırdaki kapıların sokak bağını da "
                      "güncelleyin.",
        .prevent_en = "When a mahalle boundary changes, update the street of the doors along it.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = street_side,
    },
    RuleInfo{
        .rule = Rule::key_06,
        .id = "KEY-06",
        .scope = Scope::row,
        .severity = Severity::info,
        .repairs = true,
        .grouped_above_share = true,
        .title_tr = "Kod ondalıklı, üslü veya boşluklu yazılmış",
        .title_en = "A code is written as a decimal, with an exponent or padded",
        .message_tr = "{layer} {key}: {attribute} “{value}” biçiminde yazılmış; okunan: "
                      "{read_as}.",
        .message_en = "{layer} {key}: {attribute} is written “{value}”; read as {read_as}.",
        .grouped_tr = "{layer}: {count} kayıtta {column} ondalıklı, üslü veya boşluklu yazılmış; "
                      "okundu.",
        .grouped_en = "{layer}: {column} is written as a decimal, with an exponent or padded in "
                      "{count} records; they were read.",
        .why_tr = "Bu yazım bugün okunur, ama bir sonraki programda basamak kaybına yol açar.",
        .why_en = "It can be read today, but the next program may lose digits over it.",
        .correct_tr = "Sütunun türünü tam sayı veya metin yapıp yeniden dışa aktarın.",
        .correct_en = "Make the column an integer or a text and export again.",
        .prevent_tr = "Kod sütunlarını ondalıklı sayı türünde tutmayın.",
        .prevent_en = "Do not keep codes in floating-point columns.",
        .iso19157 = "Mantıksal tutarlılık – biçim",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::key_07,
        .id = "KEY-07",
        .scope = Scope::run,
        .severity = Severity::warning,
        .title_tr = "Sütun başka bir kimlik uzayının",
        .title_en = "The column belongs to another id space",
        .message_tr = "{layer}: {attribute} değerlerinden bu uzayda bulunan pay {share}; {space} "
                      "olarak bulunan pay {space_share}. Bakılan uzaylar: {spaces}.",
        .message_en = "{layer}: share of the {attribute} values found in their own space {share}; "
                      "found as {space} {space_share}. Spaces looked at: {spaces}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "MAKS kimlikNo, UAVT kodu, kayıt numarası ve TAKBİS kimliği birbirinden ayrı "
                  "numaralardır. Sütun yanlış özniteliğe bağlanırsa hiçbir kayıt karşısını "
                  "koduyla bulamaz.",
        .why_en = "MAKS kimlikNo, UAVT codes, record numbers and TAKBİS ids are numbers of "
                  "different spaces. With the column mapped to the wrong attribute no record "
                  "meets its counterpart by code.",
        .correct_tr = "Yapılandırmadaki columns satırında bu sütunu bulunduğu özniteliğe bağlayın.",
        .correct_en = "In columns of the configuration, give this column to the attribute it was "
                      "found as.",
        .prevent_tr = "Her kimliği kendi sütununda tutun ve sütunun adında hangi sistemin kimliği "
                      "olduğunu yazın.",
        .prevent_en = "Keep every id in a column of its own, with its system in the column's name.",
        .iso19157 = "Tematik doğruluk – nicel olmayan öznitelik doğruluğu",
        .source = "MAKS, AKS, NVİ ve TKGM kimliklerinin ayrı uzayları",
        .parameters = other_space,
    },
    RuleInfo{
        .rule = Rule::key_08,
        .id = "KEY-08",
        .scope = Scope::run,
        .severity = Severity::info,
        .title_tr = "Kodlar karşı tarafta yok: ilk eşleştirme",
        .title_en = "The codes are unknown on the other side: first match",
        .message_tr = "{layer}: {attribute} kodlarının karşı tarafta bulunan payı {share}. "
                      "Kayıtlar içerikle eşleştirildi.",
        .message_en = "{layer}: share of {attribute} codes found on the other side {share}. The "
                      "records were matched by content.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Belediyenin katmanındaki kodlar UAVT kodları değildir; kayıtlar ad, numara ve "
                  "yerle eşleştirilir.",
        .why_en = "The codes of the municipality's layer are not UAVT's; records are matched by "
                  "name, number and place.",
        .correct_tr = "Eşleştirme listesini gözden geçirip kodları belediyenin katmanına yazın.",
        .correct_en = "Look through the list of matches and write the codes into the "
                      "municipality's layer.",
        .prevent_tr = "Katmanda UAVT kodu için ayrı bir sütun tutun.",
        .prevent_en = "Keep a column of its own for the UAVT code.",
        .iso19157 = "Tematik doğruluk – nicel olmayan öznitelik doğruluğu",
        .source = "uygulama",
        .parameters = found_elsewhere,
    },
    RuleInfo{
        .rule = Rule::key_09,
        .id = "KEY-09",
        .scope = Scope::run,
        .severity = Severity::error,
        .title_tr = "Sütun anahtar değil",
        .title_en = "The column is not a key",
        .message_tr = "{layer}: {attribute} değerlerinin yinelenen payı {repeated_share}. Sütun "
                      "anahtar sayılmadı.",
        .message_en = "{layer}: share of repeated {attribute} values {repeated_share}. The column "
                      "was not taken as a key.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Bu kadar yinelenen değer kod olamaz; kayıtlar içerikleriyle eşleştirildi.",
        .why_en = "Values repeated this often cannot be codes; the records were matched by "
                  "content.",
        .correct_tr = "Yapılandırmada bu özniteliğe doğru sütunu gösterin veya sütunu kaldırın.",
        .correct_en = "Point the configuration to the right column for this attribute, or remove "
                      "the column.",
        .prevent_tr = "Dışa aktarmadan önce kayıtları çoğaltan birleştirmeleri (join) denetleyin.",
        .prevent_en = "Check joins that multiply records before exporting.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "uygulama",
        .parameters = repeated,
    },
};

}  // namespace

std::span<const RuleInfo> key_rules() { return rules; }

}  // namespace uavt::sync
