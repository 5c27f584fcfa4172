// UAV: the municipality against UAVT, only where both have ever spoken. KVK: personal data, which
// is named and counted but never read further, stored or printed.
#include "sync/rule_catalogue.hpp"

#include <array>

namespace uavt::sync {

namespace {

constexpr std::array registers = {
    RuleInfo{
        .rule = Rule::uav_01,
        .id = "UAV-01",
        .scope = Scope::group,
        .severity = Severity::warning,
        .title_tr = "UAVT kayıtlarında var, belediyede yok",
        .title_en = "In UAVT, not at the municipality",
        .message_tr = "{layer} {key}: UAVT kayıtlarında var, belediyenin katmanında yok.",
        .message_en = "{layer} {key}: in UAVT, not in the municipality's layer.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Vatandaş bu adresi kullanabilir, ama belediyenin haritasında ve işlemlerinde "
                  "bulunmaz.",
        .why_en = "Citizens can use this address, but it is not on the municipality's map or in "
                  "its work.",
        .correct_tr = "Yerinde varsa katmana ekleyin; yoksa UAVT kaydının kapatılması için belgeyi "
                      "hazırlayın.",
        .correct_en = "Add it to the layer if it is there; if not, prepare the document for "
                      "closing the UAVT record.",
        .prevent_tr = "Numarataj ve iskân belgesi çıkınca her iki kaydı aynı gün yapın.",
        .prevent_en = "Make both records on the day the numbering or occupancy document is "
                      "issued.",
        .iso19157 = "Tamlık – eksiklik",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::uav_02,
        .id = "UAV-02",
        .scope = Scope::group,
        .severity = Severity::warning,
        .title_tr = "Belediyede var, UAVT kayıtlarında yok",
        .title_en = "At the municipality, not in UAVT",
        .message_tr = "{layer} {key}: belediyenin katmanında var, UAVT kayıtlarında yok.",
        .message_en = "{layer} {key}: in the municipality's layer, not in UAVT.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "UAVT kaydı olmayan adres nüfus kaydında, tebligatta ve 112 çağrısında "
                  "bulunamaz.",
        .why_en = "An address that is not in UAVT is not found by the population register, the "
                  "post or an emergency call.",
        .correct_tr = "Kayıt doğruysa UAVT kaydını yapın; değilse katmandan silin.",
        .correct_en = "Register it in UAVT if it is right; else delete it from the layer.",
        .prevent_tr = "Numarataj verildiğinde UAVT kaydını aynı gün yapın.",
        .prevent_en = "Register in UAVT on the day the number is given.",
        .iso19157 = "Tamlık – fazlalık",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::uav_03,
        .id = "UAV-03",
        .scope = Scope::group,
        .severity = Severity::warning,
        .title_tr = "Belediye ile UAVT kaydı farklı",
        .title_en = "The municipality and UAVT differ",
        .message_tr = "{layer} {key}: {group} farklı. UAVT: {uavt}; CBS: {cbs}; yayımlanan: "
                      "{published}; yetki: {authority}.",
        .message_en = "{layer} {key}: {group} differs. UAVT: {uavt}; CBS: {cbs}; published: "
                      "{published}; authority: {authority}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "İki kayıt aynı nesne için farklı şey söylüyor; vatandaş ile belediye farklı "
                  "adres kullanır.",
        .why_en = "The two registers say different things about one object, and the citizen and "
                  "the municipality use different addresses.",
        .correct_tr = "Belgeye (meclis kararı, iskân, numarataj) bakın ve yanlış olan tarafı "
                      "düzeltin.",
        .correct_en = "Look at the document (council decision, occupancy permit, numbering) and "
                      "correct the side that is wrong.",
        .prevent_tr = "Değişikliği iki kayda da aynı belgeyle ve aynı gün işleyin.",
        .prevent_en = "Enter a change in both registers from the same document on the same day.",
        .iso19157 = "Tematik doğruluk – nicel olmayan öznitelik doğruluğu",
        .source = "Adres ve Numaralamaya İlişkin Yönetmelik",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::uav_10,
        .id = "UAV-10",
        .scope = Scope::group,
        .severity = Severity::error,
        .title_tr = "Çakışma: iki taraf da değişti",
        .title_en = "Conflict: both sides changed",
        .message_tr = "{layer} {key}: {group}, son uzlaşmadan sonra iki tarafta da değişti. UAVT: "
                      "{uavt}; CBS: {cbs}; yayımlanan: {published}; yetki: {authority}.",
        .message_en = "{layer} {key}: {group} changed on both sides since they were settled. "
                      "UAVT: {uavt}; CBS: {cbs}; published: {published}; authority: {authority}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "İki taraf aynı değeri birbirinden habersiz ve farklı değiştirdi; biri yanlış "
                  "olabilir.",
        .why_en = "Both sides changed the same value differently, each without the other; one "
                  "may be wrong.",
        .correct_tr = "İki değerin belgesini karşılaştırın, doğru olanı seçin ve öteki tarafı "
                      "düzeltin.",
        .correct_en = "Compare the documents behind the two values, choose the right one and "
                      "correct the other side.",
        .prevent_tr = "Değişikliği iki kayda da aynı belgeyle ve aynı gün işleyin.",
        .prevent_en = "Enter a change in both registers from the same document on the same day.",
        .iso19157 = "Tematik doğruluk – nicel olmayan öznitelik doğruluğu",
        .source = "uygulama",
        .parameters = {},
    },
};

constexpr std::array persons = {
    RuleInfo{
        .rule = Rule::kvk_01,
        .id = "KVK-01",
        .scope = Scope::run,
        .severity = Severity::error,
        .title_tr = "Sütunda T.C. kimlik numarası var",
        .title_en = "A column holds T.C. kimlik numbers",
        .message_tr = "“{column}” sütununda bulunan T.C. kimlik numarası sayısı {count}. Hiçbiri "
                      "saklanmadı.",
        .message_en = "Number of T.C. kimlik numbers found in column “{column}”: {count}. None "
                      "was stored.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Kişisel veri adres katmanında olmamalıdır; dosyayı gören herkes bu numaraları "
                  "görür.",
        .why_en = "Personal data must not be in an address layer; whoever sees the file sees the "
                  "numbers.",
        .correct_tr = "Sütunu dosyadan ve kaynak katmandan çıkarın; dosyanın kimlere verildiğini "
                      "veri sorumlusuna bildirin.",
        .correct_en = "Remove the column from the file and the layer, and tell the data "
                      "controller who was given the file.",
        .prevent_tr = "Yalnız gerekli sütunları dışa aktarın.",
        .prevent_en = "Export only the columns that are needed.",
        .iso19157 = "Kullanılabilirlik",
        .source = "KVKK 6698",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::kvk_02,
        .id = "KVK-02",
        .scope = Scope::run,
        .severity = Severity::warning,
        .title_tr = "Sütun adı kişi bilgisine benziyor",
        .title_en = "A column's name says person",
        .message_tr = "“{column}” sütununun adı kişi bilgisine benziyor ({word}). Sütun alınmadı.",
        .message_en = "The name of column “{column}” says person ({word}). The column was not "
                      "taken.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Adı kişi bilgisine benzeyen sütun, kısıtlı bir özniteliğe adıyla bağlanmadıkça "
                  "okunmaz.",
        .why_en = "A column whose name says person is not read unless it is mapped by name to a "
                  "restricted attribute.",
        .correct_tr = "Sütunu dosyadan çıkarın; kişi bilgisi değilse sütunun adını değiştirin.",
        .correct_en = "Remove the column from the file, or rename it if it is not about persons.",
        .prevent_tr = "Yalnız gerekli sütunları dışa aktarın.",
        .prevent_en = "Export only the columns that are needed.",
        .iso19157 = "Kullanılabilirlik",
        .source = "KVKK 6698",
        .parameters = {},
    },
};

}  // namespace

std::span<const RuleInfo> uavt_rules() { return registers; }

std::span<const RuleInfo> personal_rules() { return persons; }

}  // namespace uavt::sync
