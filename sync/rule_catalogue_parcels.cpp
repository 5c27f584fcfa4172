// PAR: the parcels that buildings and doors name.
#include "sync/rule_catalogue.hpp"

#include <array>

namespace uavt::sync {

namespace {

constexpr std::array footprint_share = {RuleParameter{"share", "1", 0.7}};

constexpr std::array rules = {
    RuleInfo{
        .rule = Rule::par_01,
        .id = "PAR-01",
        .scope = Scope::group,
        .severity = Severity::warning,
        .title_tr = "Yazılan ada/parsel artık yok veya bilinmiyor",
        .title_en = "The declared parcel is passive or unknown",
        .message_tr = "{layer} {key}: {value} parseli {reason}; yerine geçen: {successors}.",
        .message_en = "{layer} {key}: parcel {value} {reason}; successors: {successors}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "İfraz, tevhit veya 18. madde uygulamasından sonra eski ada/parsel ile tapu "
                  "kaydı bulunamaz.",
        .why_en = "After a split, a merge or a land readjustment nothing is found under the old "
                  "number.",
        .correct_tr = "Ada/parseli yerine geçen parselle değiştirin; birden çoksa üzerinde "
                      "durduğu parseli seçin.",
        .correct_en = "Replace it with its successor; with several, take the one beneath.",
        .prevent_tr = "Uygulama tescil olunca bina ve kapıların ada/parselini topluca yenileyin.",
        .prevent_en = "Renew the parcel numbers of buildings and doors when a readjustment is "
                      "registered.",
        .iso19157 = "Zamansal kalite – zamansal geçerlilik",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::par_02,
        .id = "PAR-02",
        .scope = Scope::neighbourhood,
        .severity = Severity::warning,
        .title_tr = "Yazılan ada/parsel binanın altındaki parsel değil",
        .title_en = "The declared parcel is not the one beneath",
        .message_tr = "{layer} {key}: kayıtta {value}, altında {found} parseli var ({share}).",
        .message_en = "{layer} {key}: the record says {value}, it stands on {found} ({share}).",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Bina yanlış tapuya bağlanır; vergi ve ruhsat başkasına yazılır.",
        .why_en = "The building hangs on the wrong deed; tax and permit go to somebody else.",
        .correct_tr = "Çizim doğruysa ada/parseli düzeltin, değilse çizimi taşıyın.",
        .correct_en = "Correct the number if the drawing is right, else the drawing.",
        .prevent_tr = "Ada/parseli elle yazmayın; altındaki parselden alın.",
        .prevent_en = "Do not type parcel numbers; take them from the parcel beneath.",
        .iso19157 = "Tematik doğruluk – nicel olmayan öznitelik doğruluğu",
        .source = "uygulama",
        .parameters = footprint_share,
    },
};

}  // namespace

std::span<const RuleInfo> parcel_rules() { return rules; }

}  // namespace uavt::sync
