// MOD: values against the TUCBS/MAKS model.
#include "sync/rule_catalogue.hpp"

#include <array>

namespace uavt::sync {

namespace {

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
};

}  // namespace

std::span<const RuleInfo> model_rules() { return rules; }

}  // namespace uavt::sync
