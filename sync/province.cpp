#include "sync/province.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace uavt::sync {

namespace {

/// By plate code, from 1.
constexpr std::array<std::string_view, 81> names = {
    "Adana",      "Adıyaman",   "Afyonkarahisar", "Ağrı",       "Amasya",     "Ankara",
    "Antalya",    "Artvin",     "Aydın",          "Balıkesir",  "Bilecik",    "Bingöl",
    "Bitlis",     "Bolu",       "Burdur",         "Bursa",      "Çanakkale",  "Çankırı",
    "Çorum",      "Denizli",    "Diyarbakır",     "Edirne",     "Elazığ",     "Erzincan",
    "Erzurum",    "Eskişehir",  "Gaziantep",      "Giresun",    "Gümüşhane",  "Hakkâri",
    "Hatay",      "Isparta",    "Mersin",         "İstanbul",   "İzmir",      "Kars",
    "Kastamonu",  "Kayseri",    "Kırklareli",     "Kırşehir",   "Kocaeli",    "Konya",
    "Kütahya",    "Malatya",    "Manisa",         "Kahramanmaraş", "Mardin",  "Muğla",
    "Muş",        "Nevşehir",   "Niğde",          "Ordu",       "Rize",       "Sakarya",
    "Samsun",     "Siirt",      "Sinop",          "Sivas",      "Tekirdağ",   "Tokat",
    "Trabzon",    "Tunceli",    "Şanlıurfa",      "Uşak",       "Van",        "Yozgat",
    "Zonguldak",  "Aksaray",    "Bayburt",        "Karaman",    "Kırıkkale",  "Batman",
    "Şırnak",     "Bartın",     "Ardahan",        "Iğdır",      "Yalova",     "Karabük",
    "Kilis",      "Osmaniye",   "Düzce"};

constexpr std::array<int, 30> metropolitan_plates = {1,  6,  7,  9,  10, 16, 20, 21, 25, 26,
                                                     27, 31, 33, 34, 35, 38, 41, 42, 44, 45,
                                                     46, 47, 48, 52, 54, 55, 59, 61, 63, 65};

}  // namespace

std::string_view province_name(int plate) {
  if (plate < 1 || plate > static_cast<int>(names.size())) return {};
  return names[static_cast<std::size_t>(plate - 1)];
}

bool metropolitan(int plate) { return std::ranges::binary_search(metropolitan_plates, plate); }

}  // namespace uavt::sync
