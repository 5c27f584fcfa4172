// UAV: the municipality against UAVT, only where both have ever spoken. KVK: personal data, which
// is named and counted but never read further, stored or printed.
#include "sync/rule_catalogue.hpp"

#include <array>

namespace uavt::sync {

namespace {

// Two measurements of one door differ by metres.
constexpr std::array position_distance = {RuleParameter{"distance_m", "m", 10}};

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
        .rule = Rule::uav_04,
        .id = "UAV-04",
        .scope = Scope::group,
        .severity = Severity::warning,
        .title_tr = "Belediye ile UAVT konumu farklı",
        .title_en = "The positions of the municipality and UAVT differ",
        .message_tr = "{layer} {key}: belediyedeki yeri ile UAVT'deki yeri arasında {distance_m} "
                      "var; yetki: {authority}.",
        .message_en = "{layer} {key}: {distance_m} between its place at the municipality and in "
                      "UAVT; authority: {authority}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Navigasyon ve 112, UAVT'nin noktasına; belediye ekibi kendi noktasına gider.",
        .why_en = "Navigation and emergency services go to UAVT's point, the municipality's crew "
                  "to its own.",
        .correct_tr = "Yerinde bakın; yanlış noktayı kendi kaydında (MAKS veya belediye katmanı) "
                      "taşıyın.",
        .correct_en = "Look on the spot; move the point that is wrong in its own register (MAKS "
                      "or the layer).",
        .prevent_tr = "Numarataj noktasını bir kez ölçün, iki kayda da aynı koordinatı girin.",
        .prevent_en = "Measure a door once and enter the same coordinates in both registers.",
        .iso19157 = "Konum doğruluğu – mutlak",
        .source = "uygulama",
        .parameters = position_distance,
    },
    RuleInfo{
        .rule = Rule::uav_05,
        .id = "UAV-05",
        .scope = Scope::group,
        .severity = Severity::error,
        .title_tr = "Bağımsız bölüm iki kayıtta farklı kapılara bağlı",
        .title_en = "A unit hangs on different doors",
        .message_tr = "{layer} {key}: UAVT'de {uavt}, belediyede {cbs} kapısına bağlı; "
                      "yayımlanan: {published}.",
        .message_en = "{layer} {key}: hangs on the door {uavt} in UAVT, on {cbs} at the "
                      "municipality; published: {published}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Aynı adres numarası iki ayrı kapıyı gösterir; tebligat ve ambulans yanlış "
                  "kapıya gider.",
        .why_en = "One address number leads to two doors; a notice and an ambulance go to the "
                  "wrong one.",
        .correct_tr = "Yapı ruhsatına ve yerine bakıp yanlış taraftaki bağı düzeltin.",
        .correct_en = "Look at the permit and the place, and correct the link on the side that is "
                      "wrong.",
        .prevent_tr = "Bağımsız bölümü kapısını haritadan seçerek kaydedin.",
        .prevent_en = "Record a unit by choosing its door on the map.",
        .iso19157 = "Tematik doğruluk – nicel olmayan öznitelik doğruluğu",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::uav_06,
        .id = "UAV-06",
        .scope = Scope::group,
        .severity = Severity::warning,
        .title_tr = "Bağımsız bölüm sayıları farklı",
        .title_en = "The number of units differs",
        .message_tr = "{layer} {key}: arkasında UAVT'de {uavt}, belediyede {cbs} bağımsız bölüm "
                      "var.",
        .message_en = "{layer} {key}: {uavt} units behind it in UAVT, {cbs} at the municipality.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Eksik bölümün vergisi, aboneliği ve nüfus kaydı yanlış adrestedir; çok olan "
                  "tarafta kaçak veya kapanmamış kayıt olabilir.",
        .why_en = "Tax, subscriptions and residents of a missing unit are at a wrong address; the "
                  "side with more may hold illegal or unclosed units.",
        .correct_tr = "Kat planı ve iskân belgesine göre eksik bölümleri ekleyin, olmayanları "
                      "kapatın.",
        .correct_en = "Add what is missing and close what is not there, by the floor plan and the "
                      "occupancy permit.",
        .prevent_tr = "İskân belgesi çıktığında bütün bölümleri iki kayda da birlikte girin.",
        .prevent_en = "Enter all units in both registers when the occupancy permit is issued.",
        .iso19157 = "Tamlık – eksiklik",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::uav_07,
        .id = "UAV-07",
        .scope = Scope::group,
        .severity = Severity::error,
        .title_tr = "Durum farklı: birinde kullanımda, ötekinde değil",
        .title_en = "The status differs: in use on one side only",
        .message_tr = "{layer} {key}: UAVT'de {uavt}; belediyede {cbs}.",
        .message_en = "{layer} {key}: in UAVT {uavt}; at the municipality {cbs}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Yıkılmış yapının adresi UAVT'de açık kaldıkça ikamet kaydı yapılabilir. Yıkım "
                  "dışındaki durum farkları yalnızca bilgi olarak verilir.",
        .why_en = "While the address of a demolished building is open in UAVT people can register "
                  "there. Differences other than a demolition are only mentioned.",
        .correct_tr = "Yapı yıkılmışsa yıkım belgesiyle UAVT kaydını pasife alın; yıkılmamışsa "
                      "belediye kaydını düzeltin.",
        .correct_en = "If it was demolished, close it in UAVT with the demolition document; else "
                      "correct the municipality's record.",
        .prevent_tr = "Yıkım ruhsatı kapanınca UAVT kaydını aynı gün pasife alın.",
        .prevent_en = "Close the UAVT record on the day the demolition permit is closed.",
        .iso19157 = "Zamansal kalite – zamansal geçerlilik",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::uav_08,
        .id = "UAV-08",
        .scope = Scope::group,
        .severity = Severity::warning,
        .title_tr = "Aynı nesne iki kayıtta farklı kodla",
        .title_en = "The same thing under different codes",
        .message_tr = "{layer} {key}: aynı içerikteki UAVT kaydının kodu {uavt}, belediyedeki kod "
                      "{cbs}.",
        .message_en = "{layer} {key}: the UAVT record of the same content has the code {uavt}, "
                      "the municipality's has {cbs}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Kod değişmiş veya yanlış yazılmıştır; belediyenin eski koda bağlı kayıtları "
                  "adresini bulamaz.",
        .why_en = "The code was changed or mistyped; records that hang on the old code no longer "
                  "find their address.",
        .correct_tr = "UAVT'deki kodu belediye katmanına işleyin; UAVT'de kapanmış bir kodsa "
                      "yenisini kullanın.",
        .correct_en = "Take UAVT's code into the layer; where that was closed, use the new one.",
        .prevent_tr = "Kodları elle yazmayın; UAVT çıktısından eşleştirerek alın.",
        .prevent_en = "Do not type codes; take them from the UAVT export by matching.",
        .iso19157 = "Tematik doğruluk – nicel olmayan öznitelik doğruluğu",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::uav_09,
        .id = "UAV-09",
        .scope = Scope::run,
        .severity = Severity::info,
        .title_tr = "Olay: ad, numara, kod, bölünme, birleşme",
        .title_en = "An event: rename, renumbering, re-coding, split, merge",
        .message_tr = "{layer} {key}: {event}: {before} → {after} (kayıt sayısı: {count}).",
        .message_en = "{layer} {key}: {event}: {before} → {after} (records: {count}).",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Tek bir karar birçok satırı değiştirir; satır satır bakılınca neyin olduğu "
                  "görünmez, eski adla veya kodla arayan bulamaz.",
        .why_en = "One decision changes many rows; looked at row by row nobody sees what happened, "
                  "and who looks for the old name or code finds nothing.",
        .correct_tr = "Olay beklenen bir karardan geliyorsa yapılacak iş yok; gelmiyorsa onu "
                      "bildiren kütükte kimin değiştirdiğine bakın.",
        .correct_en = "Nothing to do where the event follows from a decision; else ask in the "
                      "register that tells it who made the change.",
        .prevent_tr = "Meclis kararını ve imar uygulamasını iki kayda da aynı gün işleyin.",
        .prevent_en = "Enter a council decision or a parcellation in both registers on the same "
                      "day.",
        .iso19157 = "Zamansal kalite – zamansal geçerlilik",
        .source = "uygulama",
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
    RuleInfo{
        .rule = Rule::uav_11,
        .id = "UAV-11",
        .scope = Scope::run,
        .severity = Severity::warning,
        .grouped_above_share = true,
        .title_tr = "Düzeltme iki teslimdir UAVT'de görünmüyor",
        .title_en = "A correction is missing from two deliveries of UAVT",
        .message_tr = "{layer} {key}: UAVT düzeltme listesinin {number} numaralı maddesi, "
                      "kendisinden yeni iki teslimde de yapılmamış.",
        .message_en = "{layer} {key}: item {number} of the UAVT correction list is not done in "
                      "two deliveries newer than it.",
        .grouped_tr = "{count} kaydın UAVT düzeltme maddesi, kendisinden yeni iki teslimde de "
                      "yapılmamış.",
        .grouped_en = "The UAVT correction items of {count} records are not done in two "
                      "deliveries newer than they are.",
        .why_tr = "Düzeltme UAVT'ye hiç girilmemiş, yanlış girilmiş veya geri alınmıştır; "
                  "UAVT'yi okuyan kurumlar eski değeri kullanmayı sürdürür.",
        .why_en = "The correction was never typed into UAVT, typed wrongly or undone; whoever "
                  "reads UAVT goes on with the old value.",
        .correct_tr = "Maddeyi listede bulun, muhatabına sorun ve UAVT'ye girildiğini ekranda "
                      "görün; belediyenin değeri yanlışsa belediye kaydını düzeltin.",
        .correct_en = "Find the item on the list, ask its addressee and see it entered in UAVT; "
                      "if the municipality's value is wrong, correct that instead.",
        .prevent_tr = "Listeyi her teslimden önce muhataplarıyla birlikte gözden geçirin.",
        .prevent_en = "Go through the list with its addressees before every delivery.",
        .iso19157 = "Zamansal kalite – zamansal geçerlilik",
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
