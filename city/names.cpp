#include "city/names.hpp"

#include <array>

namespace uavt::city {
namespace {

struct LetterPair {
  std::string_view from, to;
};

constexpr std::array<LetterPair, 7> small_letters = {
    {{"Ç", "ç"}, {"Ğ", "ğ"}, {"İ", "i"}, {"Ö", "ö"}, {"Ş", "ş"}, {"Ü", "ü"}, {"Â", "â"}}};
// The six places where CP1254 and Latin-1 differ.
constexpr std::array<LetterPair, 6> misread_letters = {
    {{"Ş", "Þ"}, {"İ", "Ý"}, {"Ğ", "Ð"}, {"ş", "þ"}, {"ı", "ý"}, {"ğ", "ð"}}};

constexpr std::array<std::string_view, 60> neighbourhoods = {
    "CUMHURİYET",     "ATATÜRK",       "FATİH",        "MİMAR SİNAN", "BARBAROS",    "İSTİKLAL",
    "HÜRRİYET",       "BAHÇELİEVLER",  "ÇAMLIK",       "KUŞKAVAĞI",   "UNCALI",      "LİMAN",
    "GÜRSU",          "ALTINKUM",      "ARAPSUYU",     "TOROS",       "HURMA",       "SARISU",
    "ÖĞRETMENEVLERİ", "PINARBAŞI",     "AKKUYU",       "SİTELER",     "MOLLA YUSUF", "KARATEPE",
    "DOYRAN",         "ÇAĞLARCA",      "AŞAĞIKARAMAN", "ÇITDİBİ",     "GÖKÇAM",      "GEYİKBAYIRI",
    "YARBAŞÇANDIR",   "HACISEKİLİLER", "HİSARÇANDIR",  "BAHTILI",     "ÇAKIRLAR",    "SUİÇECEK",
    "KOCATEPE",       "ZAFER",         "SAKARYA",      "DUMLUPINAR",  "ŞİRİNYALI",   "KIZILTOPRAK",
    "YEŞİLBAHÇE",     "GÜZELOBA",      "MEYDANKAVAĞI", "KIRCAMİ",     "ZÜMRÜTOVA",   "ÇALLI",
    "SÜTÇÜLER",       "KEPEZALTI",     "VARSAK",       "DÜDENBAŞI",   "GÖÇERLER",    "BARIŞ",
    "ESENTEPE",       "YILDIZTEPE",    "IŞIKLAR",      "ILICA",       "GAZİ",        "SELÇUK"};

constexpr std::array<std::string_view, 130> streets = {"ATATÜRK",
                                                       "İSTASYON",
                                                       "ÇINAR",
                                                       "ZEYTİN",
                                                       "GÜL",
                                                       "LALE",
                                                       "MENEKŞE",
                                                       "KARANFİL",
                                                       "YASEMİN",
                                                       "PAPATYA",
                                                       "ERGUVAN",
                                                       "NERGİS",
                                                       "SÜMBÜL",
                                                       "AKASYA",
                                                       "IHLAMUR",
                                                       "ÇAM",
                                                       "SEDİR",
                                                       "SELVİ",
                                                       "DEFNE",
                                                       "PORTAKAL",
                                                       "LİMON",
                                                       "TURUNÇ",
                                                       "NAR",
                                                       "İNCİR",
                                                       "ÜZÜM",
                                                       "KİRAZ",
                                                       "ELMA",
                                                       "AYVA",
                                                       "CEVİZ",
                                                       "BADEM",
                                                       "FISTIK",
                                                       "KESTANE",
                                                       "GÜNEŞ",
                                                       "YILDIZ",
                                                       "AY",
                                                       "DENİZ",
                                                       "IRMAK",
                                                       "PINAR",
                                                       "ÇEŞME",
                                                       "DERE",
                                                       "KÖPRÜ",
                                                       "DEĞİRMEN",
                                                       "FIRIN",
                                                       "OKUL",
                                                       "CAMİİ",
                                                       "HAMAM",
                                                       "ÇARŞI",
                                                       "PAZAR",
                                                       "BELEDİYE",
                                                       "HÜKÜMET",
                                                       "POSTANE",
                                                       "HASTANE",
                                                       "SAĞLIK",
                                                       "STADYUM",
                                                       "SPOR",
                                                       "GENÇLİK",
                                                       "BARIŞ",
                                                       "ÖZGÜRLÜK",
                                                       "DOSTLUK",
                                                       "KARDEŞLİK",
                                                       "UMUT",
                                                       "SEVGİ",
                                                       "HUZUR",
                                                       "BAHAR",
                                                       "YAZ",
                                                       "GÜZ",
                                                       "EKİN",
                                                       "HARMAN",
                                                       "BUĞDAY",
                                                       "PAMUK",
                                                       "BAĞ",
                                                       "BAHÇE",
                                                       "YAYLA",
                                                       "OVA",
                                                       "TEPE",
                                                       "YAMAÇ",
                                                       "KAYA",
                                                       "ÇAKIL",
                                                       "KUMSAL",
                                                       "SAHİL",
                                                       "LİMAN",
                                                       "FENER",
                                                       "MARTI",
                                                       "TURNA",
                                                       "KARTAL",
                                                       "ŞAHİN",
                                                       "GÜVERCİN",
                                                       "KIRLANGIÇ",
                                                       "LEYLEK",
                                                       "BÜLBÜL",
                                                       "KEKLİK",
                                                       "CEYLAN",
                                                       "KARACA",
                                                       "MİMAR SİNAN",
                                                       "EVLİYA ÇELEBİ",
                                                       "YUNUS EMRE",
                                                       "MEVLANA",
                                                       "HACI BEKTAŞ VELİ",
                                                       "NASRETTİN HOCA",
                                                       "KÂTİP ÇELEBİ",
                                                       "PİRİ REİS",
                                                       "BARBAROS HAYRETTİN PAŞA",
                                                       "FATİH SULTAN MEHMET",
                                                       "YAVUZ SULTAN SELİM",
                                                       "KANUNİ SULTAN SÜLEYMAN",
                                                       "OSMAN GAZİ",
                                                       "ORHAN GAZİ",
                                                       "ALPARSLAN",
                                                       "KILIÇARSLAN",
                                                       "ALAADDİN KEYKUBAT",
                                                       "İSMET İNÖNÜ",
                                                       "FEVZİ ÇAKMAK",
                                                       "KAZIM KARABEKİR",
                                                       "ADNAN MENDERES",
                                                       "TURGUT ÖZAL",
                                                       "NAMIK KEMAL",
                                                       "ZİYA GÖKALP",
                                                       "MEHMET AKİF ERSOY",
                                                       "ÂŞIK VEYSEL",
                                                       "KARACAOĞLAN",
                                                       "DADALOĞLU",
                                                       "29 EKİM",
                                                       "23 NİSAN",
                                                       "19 MAYIS",
                                                       "30 AĞUSTOS",
                                                       "18 MART",
                                                       "100. YIL",
                                                       "75. YIL",
                                                       "GAZİ MUSTAFA KEMAL",
                                                       "İSTİKLAL"};

constexpr std::array<std::string_view, 8> ranks = {
    "ŞEHİT",       "ŞEHİT ASTSUBAY", "ŞEHİT ER",       "ŞEHİT YÜZBAŞI",
    "ŞEHİT POLİS", "ŞEHİT TEĞMEN",   "ŞEHİT ÖĞRETMEN", "DOKTOR"};
constexpr std::array<std::string_view, 32> first_names = {
    "ÖMER",    "ALİ",    "VELİ",   "HASAN", "HÜSEYİN", "MEHMET", "AHMET",   "MUSTAFA",
    "İBRAHİM", "İSMAİL", "YUSUF",  "OSMAN", "MURAT",   "FIRAT",  "SERKAN",  "GÖKHAN",
    "UĞUR",    "ÇAĞRI",  "TOLGA",  "EMRE",  "AYŞE",    "FATMA",  "ZEYNEP",  "ELİF",
    "HALİME",  "NENE",   "ŞERİFE", "IŞIL",  "GÜLŞEN",  "YILDIZ", "RAMAZAN", "DURMUŞ"};
constexpr std::array<std::string_view, 32> last_names = {
    "HALİSDEMİR", "YILMAZ",  "KAYA",   "DEMİR",  "ÇELİK", "ŞAHİN", "YILDIRIM", "ÖZTÜRK",
    "AYDIN",      "ÖZDEMİR", "ARSLAN", "DOĞAN",  "KILIÇ", "ASLAN", "ÇETİN",    "KARA",
    "KOÇ",        "KURT",    "ÖZKAN",  "ŞİMŞEK", "POLAT", "ÖZCAN", "KORKMAZ",  "ÇAKIR",
    "ERDOĞAN",    "YAVUZ",   "CAN",    "ACAR",   "ŞEN",   "AKTAŞ", "GÜLER",    "IŞIK"};
constexpr std::array<std::string_view, 24> houses = {
    "GÜNEŞ",     "YILDIZ",    "ÇINAR",  "ŞAFAK",   "HUZUR", "DOĞA",     "YEŞİLVADİ", "AKASYA",
    "PALMİYE",   "BAĞBAŞI",   "ŞELALE", "İPEK",    "LALE",  "BEYAZ",    "ÖZLEM",     "UMUT",
    "GÖKKUŞAĞI", "KARDEŞLER", "DENİZ",  "MANZARA", "TOROS", "ERTUĞRUL", "IŞIK",      "NİLÜFER"};

std::string replaced(std::string_view text, const auto& pairs) {
  std::string out;
  while (!text.empty()) {
    bool found = false;
    for (const LetterPair& pair : pairs) {
      if (text.starts_with(pair.from)) {
        out += pair.to;
        text.remove_prefix(pair.from.size());
        found = true;
        break;
      }
    }
    if (!found) {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

std::string joined(std::string_view a, std::string_view b) {
  return std::string(a).append(" ").append(b);
}

}  // namespace

std::string title_case(std::string_view capitals) {
  std::string out;
  bool first = true;
  while (!capitals.empty()) {
    std::size_t length = 1;
    while (length < capitals.size() && (static_cast<unsigned char>(capitals[length]) >> 6) == 2) {
      ++length;
    }
    const std::string_view letter = capitals.substr(0, length);
    capitals.remove_prefix(length);
    if (first || letter == " ") {
      out += letter;
    } else if (letter == "I") {
      out += "ı";
    } else if (length == 1 && letter[0] >= 'A' && letter[0] <= 'Z') {
      out += static_cast<char>(letter[0] - 'A' + 'a');
    } else {
      out += replaced(letter, small_letters);
    }
    first = letter == " ";
  }
  return out;
}

std::string latin1_misread(std::string_view text) {
  return replaced(text, misread_letters);
}

bool can_be_misread(std::string_view text) {
  return latin1_misread(text) != text;
}

std::string neighbourhood_name(std::uint32_t index) {
  constexpr std::array<std::string_view, 5> before = {"", "YUKARI", "AŞAĞI", "YENİ", "BÜYÜK"};
  const auto base = neighbourhoods[index % neighbourhoods.size()];
  const std::uint32_t round = index / static_cast<std::uint32_t>(neighbourhoods.size());
  if (round == 0) return std::string(base);
  if (round < before.size()) return joined(before[round], base);
  return joined(base, std::to_string(round));
}

std::string street_name(std::uint32_t index) {
  if (index < streets.size()) return std::string(streets[index]);
  index -= static_cast<std::uint32_t>(streets.size());
  const std::string person = joined(first_names[(index / 8) % 32], last_names[(index / 256) % 32]);
  return joined(ranks[index % 8], person);
}

std::string apartment_name(std::uint32_t draw) {
  return joined(houses[draw % houses.size()], "APARTMANI");
}

std::string estate_name(std::uint32_t draw) {
  return joined(houses[draw % houses.size()], "SİTESİ");
}

}  // namespace uavt::city
