// SRC: the files themselves. What cannot be read is last seen, never absent.
#include "sync/rule_catalogue.hpp"

#include <array>

namespace uavt::sync {

namespace {

// A municipality exports its own layers often, the national registers are asked for now and then.
// TAKBİS is judged like UAVT. Source: RULES SRC-06.
constexpr std::array age = {RuleParameter{"cbs_days", "days", 14},
                            RuleParameter{"uavt_days", "days", 45}};

constexpr std::array rules = {
    RuleInfo{
        .rule = Rule::src_01,
        .id = "SRC-01",
        .scope = Scope::run,
        .severity = Severity::error,
        .title_tr = "Kaynak okunamıyor",
        .title_en = "Source cannot be read",
        .message_tr = "{path} okunamadı: {reason}",
        .message_en = "{path} cannot be read: {reason}",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Bu kaynağın kayıtları bu gece görülmedi. Zorunlu kaynakta çalışma durur, "
                  "diğerlerinde son bilinen durum korunur.",
        .why_en = "The records of this source were not seen tonight. A required source stops the "
                  "run; for others what was last seen stands.",
        .correct_tr = "Dosyanın yerinde, tam ve okunabilir olduğuna bakın; gerekirse yeniden dışa "
                      "aktarıp aynı yere koyun.",
        .correct_en = "Check that the file is there, complete and readable; if not, export it "
                      "again to the same place.",
        .prevent_tr = "Dosyayı geçici bir adla kopyalayın, kopyalama bitince asıl adını verin: "
                      "böylece yarım dosya okunmaz.",
        .prevent_en = "Copy the file under a temporary name and rename it when the copy is "
                      "complete, so that half a file is never read.",
        .iso19157 = "Tamlık – eksiklik",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::src_02,
        .id = "SRC-02",
        .scope = Scope::row,
        .severity = Severity::error,
        .quarantines = true,
        .title_tr = "Kayıt okunamıyor",
        .title_en = "Record cannot be read",
        .message_tr = "Kayıt okunamadı: {reason}",
        .message_en = "The record cannot be read: {reason}",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Okunamayan kaydın hangi nesne olduğu bilinemez; bu yüzden katmanda görülmeyen "
                  "nesneler silinmez, son bilinen durumlarıyla kalır.",
        .why_en = "Nobody can tell which object the record is; objects not seen in this layer are "
                  "therefore kept as last seen, not removed.",
        .correct_tr = "Kaydı kaynak programda açıp yeniden kaydedin; açılmıyorsa dosyayı yeniden "
                      "dışa aktarın.",
        .correct_en = "Open and save the record again in the program it comes from; if it does "
                      "not open, export the file again.",
        .prevent_tr = "Dosyaları elle düzenlemeyin, doğrudan veri tabanından dışa aktarın.",
        .prevent_en = "Do not edit the files by hand; export them straight from the database.",
        .iso19157 = "Mantıksal tutarlılık – biçim",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::src_03,
        .id = "SRC-03",
        .scope = Scope::run,
        .severity = Severity::warning,
        .title_tr = "Bir mahallenin değişiklikleri bütçesini aşıyor: bekletildi",
        .title_en = "A mahalle's changes are over its budget: held",
        .message_tr = "{mahalle}: {change}. {cause}",
        .message_en = "{mahalle}: {change}. {cause}",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Bir gecede bu kadar değişiklik çoğu kez bir yanlışlıktır: yarım kalmış bir dosya, "
                  "açık unutulmuş bir süzgeç, kaymış bir sütun. Bu mahallenin bütün katmanları "
                  "onaya kadar dünkü hâliyle kalır, diğer mahalleler yayımlanır.",
        .why_en = "So much change in one night is mostly a mistake: half a file, a filter left on, "
                  "a column in another's place. All layers of this mahalle stay as they were "
                  "yesterday until somebody approves; the other mahalle are published.",
        .correct_tr = "uavt-sync held NUMARA ile ne değişeceğine bakın. Doğruysa uavt-sync approve "
                      "NUMARA ile onaylayın; değilse dosyayı düzeltip yeniden verin.",
        .correct_en = "See with uavt-sync held BATCH what would change. If it is right, uavt-sync "
                      "approve BATCH lets it pass; if not, correct the file and deliver it again.",
        .prevent_tr = "Dışa aktarmadan önce süzgeçleri kaldırın; dosyayı geçici bir adla "
                      "kopyalayıp kopyalama bitince asıl adını verin.",
        .prevent_en = "Take filters off before exporting; copy the file under a temporary name and "
                      "rename it when the copy is complete.",
        .iso19157 = "Tamlık – eksiklik",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::src_04,
        .id = "SRC-04",
        .scope = Scope::run,
        .severity = Severity::info,
        .title_tr = "Yazı kodlaması tahmin edildi veya bildirilenden farklı",
        .title_en = "Text encoding was guessed or differs from what is declared",
        .message_tr = "Bildirilen yazı kodlaması: {declared}; kullanılan: {used}.",
        .message_en = "Declared text encoding: {declared}; used: {used}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Yanlış kodlamayla okunan Türkçe harfler bozulur; adlar birbiriyle eşleşmez.",
        .why_en = "Turkish letters read in the wrong encoding are damaged, and names do not meet.",
        .correct_tr = "Kaynağın yapılandırmasına encoding değerini yazın veya dosyanın yanına "
                      "doğru .cpg dosyasını koyun.",
        .correct_en = "Set encoding in the source's configuration, or put the right .cpg file "
                      "beside the file.",
        .prevent_tr = "Dışa aktarırken UTF-8 seçin; GeoPackage biçimi bu sorunu hiç taşımaz.",
        .prevent_en = "Choose UTF-8 when exporting; the GeoPackage format does not have this "
                      "problem at all.",
        .iso19157 = "Mantıksal tutarlılık – biçim",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::src_05,
        .id = "SRC-05",
        .scope = Scope::run,
        .severity = Severity::warning,
        .title_tr = "Kaynağın sütunları, türleri veya kod değerleri değişti",
        .title_en = "The source's columns, types or code values drifted",
        .message_tr = "{column} sütunu: {change}. Önceki teslim: {before}; bu teslim: {now}.",
        .message_en = "Column {column}: {change}. Last delivery: {before}; this one: {now}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Dışa aktarım şablonu değişince bir öznitelik sessizce boşalır, tanınmayan "
                  "kodlar değer yitirir. Değişiklik, geldiği teslim yenilenene kadar açık kalır.",
        .why_en = "When the export template changes an attribute falls silent or codes are no "
                  "longer known. The change stays open until the delivery it came with is "
                  "replaced.",
        .correct_tr = "Değişiklik istenmişse yapılandırmadaki columns veya codes satırını "
                      "uydurun; istenmemişse dışa aktarımı eski şablonla yineleyin.",
        .correct_en = "If the change was meant, adapt columns or codes in the configuration; if "
                      "not, export again with the old template.",
        .prevent_tr = "Dışa aktarım şablonunu dosyada saklayın; değiştirmeden önce CBS birimine "
                      "bildirin.",
        .prevent_en = "Keep the export template in a file, and tell the GIS unit before changing "
                      "it.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::src_06,
        .id = "SRC-06",
        .scope = Scope::run,
        .severity = Severity::info,
        .title_tr = "Kaynak eski",
        .title_en = "The source is old",
        .message_tr = "Kaynağın tarihi {as_of}; önceki teslimin tarihi {before}; beklenen en çok "
                      "{limit_days} gündür.",
        .message_en = "The source speaks for {as_of}, the delivery before it for {before}; at "
                      "most {limit_days} days are expected.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Eski bir teslim, bugün yapılmış değişiklikleri geri almış gibi görünür.",
        .why_en = "An old delivery looks as if changes made since then had been undone.",
        .correct_tr = "Kaynağı yeniden dışa aktarın; dosyanın tarihi içeriğin tarihi değilse "
                      "as_of değerini yazın.",
        .correct_en = "Export the source again; where the file's date is not the content's, set "
                      "as_of.",
        .prevent_tr = "Dışa aktarımı zamanlayıcıya bağlayın ve eski dosyaları teslim klasöründe "
                      "bırakmayın.",
        .prevent_en = "Let a scheduler export, and leave no old files in the folder of deliveries.",
        .iso19157 = "Zamansal kalite – zamansal geçerlilik",
        .source = "uygulama",
        .parameters = age,
    },
    RuleInfo{
        .rule = Rule::src_07,
        .id = "SRC-07",
        .scope = Scope::group,
        .severity = Severity::error,
        .title_tr = "Düz UAVT dosyasında aynı üst kayıt farklı içerikle geçiyor",
        .title_en = "The same parent has different contents in the flat UAVT export",
        .message_tr = "{parent} {code}: {attribute} satırlarda farklı. Kullanılan: {kept}; "
                      "diğerleri: {others}.",
        .message_en = "{parent} {code}: {attribute} differs between rows. Used: {kept}; others: "
                      "{others}.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Aynı kodun iki içeriği olamaz. Yayımlanmış olan, yoksa en sık geçen kullanılır; "
                  "eşitlikte kayıt ayrılır, yayımlanmaz.",
        .why_en = "One code cannot have two contents. The published one is used, else the most "
                  "frequent; in a tie the record is set apart.",
        .correct_tr = "UAVT dosyasını yeniden alın; fark sürüyorsa kodun doğru içeriğini ilçe "
                      "nüfus müdürlüğüne sorun.",
        .correct_en = "Get the UAVT file again; if the difference stays, ask the ilçe nüfus "
                      "müdürlüğü which content is right.",
        .prevent_tr = "Dosyayı tek sorguyla ve tek seferde dışa aktarın; elle birleştirmeyin.",
        .prevent_en = "Export the file in one query and at one time; do not put it together by "
                      "hand.",
        .iso19157 = "Mantıksal tutarlılık – kavramsal",
        .source = "uygulama",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::src_08,
        .id = "SRC-08",
        .scope = Scope::run,
        .severity = Severity::error,
        .title_tr = "Delta teslimlerinde versiyon atlanmış",
        .title_en = "A gap in the versiyon of delta deliveries",
        .message_tr = "Uygulanan son versiyon {last}, bu teslimde ondan sonraki versiyon {next}. "
                      "Teslim uygulanmadı.",
        .message_en = "The last versiyon applied is {last}, the next one in this delivery is "
                      "{next}. The delivery was not applied.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Aradaki deltada gelen değişiklikler eksik kalır ve bir daha gelmez; kaynak bu "
                  "gece okunmamış sayılır, son bilinen durum korunur.",
        .why_en = "The changes of the delta between them would be missing for good; the source "
                  "counts as not read tonight, and what was last seen stands.",
        .correct_tr = "Eksik deltayı teslim klasörüne koyun; bulunamıyorsa tam teslim isteyip bir "
                      "gece delivery = \"full\" ile okutun.",
        .correct_en = "Put the missing delta into the folder of deliveries; if it is lost, ask "
                      "for a full delivery and read it for one night with delivery = \"full\".",
        .prevent_tr = "Delta dosyalarını silmeyin; yolu bir kalıpla (*.csv) verin, uygulanmış "
                      "olanlar zararsızdır.",
        .prevent_en = "Do not delete delta files; give the path as a pattern (*.csv), those "
                      "already applied do no harm.",
        .iso19157 = "Tamlık – eksiklik",
        .source = "AKS: her tabloda versiyon ve aktif sütunları",
        .parameters = {},
    },
    RuleInfo{
        .rule = Rule::src_09,
        .id = "SRC-09",
        .scope = Scope::run,
        .severity = Severity::error,
        .title_tr = "Satır sayısı tablo programının sınırında",
        .title_en = "The row count is a spreadsheet's limit",
        .message_tr = "Dosyada {rows} satır var. Bu sayı tablo programlarının satır sınırıdır; "
                      "gerisi kesilmiş görünüyor.",
        .message_en = "The file has {rows} rows. That is a spreadsheet's limit; the rest seems to "
                      "have been cut off.",
        .grouped_tr = "",
        .grouped_en = "",
        .why_tr = "Tablo programı sınırdan sonraki satırları uyarmadan atar; eksik satırlar "
                  "silinmiş sanılmasın diye son bilinen durum korunur.",
        .why_en = "A spreadsheet drops the rows past its limit without a word; so that they are "
                  "not taken for removed ones, what was last seen stands.",
        .correct_tr = "Dosyayı tablo programında açmadan, CSV veya veri tabanı olarak yeniden "
                      "alın.",
        .correct_en = "Get the file again as CSV or as a database, without opening it in a "
                      "spreadsheet.",
        .prevent_tr = "Büyük dışa aktarımlarda XLS ve XLSX kullanmayın.",
        .prevent_en = "Do not use XLS or XLSX for large exports.",
        .iso19157 = "Tamlık – eksiklik",
        .source = "uygulama",
        .parameters = {},
    },
};

}  // namespace

std::span<const RuleInfo> source_rules() { return rules; }

}  // namespace uavt::sync
