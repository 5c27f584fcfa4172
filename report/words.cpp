#include "report/words.hpp"

#include "report/typeset.hpp"
#include "report/word.hpp"
#include "sync/concealing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <optional>

namespace uavt::report {

namespace {

using sync::Language;

// Words that the rules pass as an argument's value, in either language's spelling.

constexpr std::array layer_words = {
    Word{"mahalle", "Mahalle", "Mahalle"},
    Word{"csbm", "CSBM", "Street"},
    Word{"yol_orta_hat", "Yol orta hattı", "Centreline"},
    Word{"parsel", "Parsel", "Parcel"},
    Word{"bina", "Bina", "Building"},
    Word{"numarataj", "Numarataj", "Door"},
    Word{"bagimsiz_bolum", "Bağımsız bölüm", "Unit"},
    Word{"", "Kayıt", "Record"},
};

/// The same inside a sentence.
constexpr std::array target_words = {
    Word{"mahalle", "mahalle", "mahalle"},
    Word{"csbm", "CSBM", "street"},
    Word{"yol", "yol", "road"},
    Word{"yol_orta_hat", "yol orta hattı", "centreline"},
    Word{"yol_orta_hat_yon", "yol orta hattı yönü", "centreline side"},
    Word{"parsel", "parsel", "parcel"},
    Word{"bina", "bina", "building"},
    Word{"numarataj", "numarataj", "door"},
    Word{"bagimsiz_bolum", "bağımsız bölüm", "unit"},
};

constexpr std::array kind_words = {
    Word{"nokta", "nokta", "point"},        Word{"point", "nokta", "point"},
    Word{"çizgi", "çizgi", "line"},         Word{"line", "çizgi", "line"},
    Word{"alan", "alan", "polygon"},        Word{"polygon", "alan", "polygon"},
    Word{"karışık", "karışık", "mixed"},    Word{"other", "karışık", "mixed"},
    Word{"boş", "boş", "empty"},            Word{"null", "boş", "empty"},
    Word{"Z", "yükseklik (Z)", "height (Z)"}, Word{"M", "ölçü (M)", "measure (M)"},
    Word{"curve", "eğri", "curve"},
};

constexpr std::array type_words = {
    Word{"integer", "tam sayı", "integer"}, Word{"real", "sayı", "number"},
    Word{"date", "tarih", "date"},          Word{"text", "metin", "text"},
    Word{"coded", "kod listesi", "code list"}, Word{"boolean", "evet/hayır", "yes or no"},
};

constexpr std::array side_words = {
    Word{"sol", "sol", "left"},     Word{"sag", "sağ", "right"},
    Word{"tek", "tek", "odd"},      Word{"cift", "çift", "even"},
    Word{"crosses_building", "bir binanın içinden geçiyor", "runs through a building"},
    Word{"crosses_itself", "kendini kesiyor", "crosses itself"},
};

constexpr std::array shift_words = {
    Word{"unknown", "Vektör, nedenini söylemiyor.", "The vector does not say why."},
    Word{"ed50_read_as_turef", "Bu, TUREF diye okunan ED50 koordinatlarının vektörüdür.",
         "It is the vector of ED50 coordinates read as TUREF."},
};

/// What happened to a column between two deliveries (SRC-05).
constexpr std::array change_words = {
    Word{"gone", "artık yok", "is gone"},
    Word{"new", "yeni", "is new"},
    Word{"renamed", "adı değişti", "was renamed"},
    Word{"type", "türü değişti", "its type changed"},
    Word{"value", "daha önce görülmemiş değer", "a value never seen before"},
};

/// Where codes were found (KEY-07); else the register and its column.
constexpr std::array space_words = {
    Word{"too_long", "bilinmeyen bir uzay (basamak sayısı uymuyor)",
         "an unknown space (it has too many digits)"},
};

constexpr std::array authority_words = {
    Word{"uavt", "UAVT", "UAVT"},          Word{"cbs", "CBS", "CBS"},
    Word{"takbis", "TAKBİS", "TAKBİS"},    Word{"newest", "son değişen", "the last to change"},
    Word{"never", "kişi kararı", "a person decides"},
};

/// What became of a parcel that somebody still names.
constexpr std::array reason_words = {
    Word{"pasif", "pasif olmuş", "is passive"},
    Word{"bilinmiyor", "kayıtlarda bulunmuyor", "is unknown"},
};

/// What happened (UAV-09).
constexpr std::array event_words = {
    Word{"yeniden_adlandirma", "adı değişti", "was renamed"},
    Word{"yeniden_numaralama", "kapıları yeniden numaralandı", "its doors were renumbered"},
    Word{"mahalle_degisikligi", "başka mahalleye geçti", "moved to another mahalle"},
    Word{"sinir_degisikligi", "mahalle sınırı değişti (veren → alan)",
         "the border of the mahalle moved (giver → receiver)"},
    Word{"bolunme", "bölündü", "was divided"},
    Word{"birlesme", "birleşti", "grew together"},
    Word{"yeniden_yapim", "yıkıldı ve yerine yenisi yapıldı", "was demolished and built anew"},
    Word{"kod_degisikligi", "kodu değişti", "has another code"},
};

constexpr std::array answer_words = {
    Word{"0", "hayır", "no"},     Word{"1", "evet", "yes"},   Word{"hayır", "hayır", "no"},
    Word{"evet", "evet", "yes"},  Word{"false", "hayır", "no"}, Word{"true", "evet", "yes"},
};

constexpr std::array severity_words = {
    Word{"error", "HATA", "ERROR"},
    Word{"warning", "UYARI", "WARNING"},
    Word{"info", "BİLGİ", "INFO"},
};

constexpr std::array<std::string_view, 12> english_months = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Values are shown, not delivered: a megabyte in a name must not make a megabyte of mail.
constexpr std::size_t longest_value = 160;

template <std::size_t Count>
std::string translated(const std::array<Word, Count>& words, std::string_view code,
                       Language language) {
  const auto found = std::ranges::find(words, code, &Word::code);
  if (found == words.end()) return std::string(code);
  return std::string(language == Language::tr ? found->tr : found->en);
}

std::string grouped_digits(std::string digits, char separator) {
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, separator);
  }
  return digits;
}

std::string with_unit(double value, std::string_view unit, Language language) {
  // Unknown accuracies are -1 (geo::OperationAccount); no measure here is ever negative.
  if (!std::isfinite(value) || value < 0) return language == Language::tr ? "bilinmiyor"
                                                                          : "unknown";
  return fmt::format("{} {}", decimal(value, 2, language), unit);
}

std::string double_text(std::string_view name, double value, Language language) {
  // The two parts of a vector have a sign.
  if (name == "east_m" || name == "north_m") return decimal(value, 2, language) + " m";
  if (name.ends_with("_m2")) return with_unit(value, "m²", language);
  if (name.ends_with("_m")) return with_unit(value, "m", language);
  if (name.ends_with("share")) return percent(value, language);
  // Coordinates are for copying into other programs: always with a point, never grouped.
  if (name == "x" || name == "y") return std::isfinite(value) ? fmt::format("{:.3f}", value) : "–";
  return decimal(value, 3, language);
}

std::string text_value(std::string_view name, std::string_view value, Language language) {
  if (value.empty()) return "–";
  if (value == sync::concealed_value) {
    return language == Language::tr ? std::string(value) : "(restricted)";
  }
  std::string word(value);
  if (name == "parent") {
    word = layer_word(value, language);
  } else if (name == "target") {
    word = translated(target_words, value, language);
  } else if (name == "found" || name == "expected" || name == "dropped") {
    word = translated(kind_words, value, language);
  } else if (name == "type") {
    word = translated(type_words, value, language);
  } else if (name == "reason") {
    word = translated(reason_words, value, language);
  } else if (name == "side" || name == "parity" || name == "measure") {
    word = translated(side_words, value, language);
  } else if (name == "change") {
    word = translated(change_words, value, language);
  } else if (name == "event") {
    word = translated(event_words, value, language);
  } else if (name == "space") {
    word = translated(space_words, value, language);
  } else if (name == "authority") {
    word = translated(authority_words, value, language);
  } else if (name == "cause") {
    word = translated(shift_words, value, language);
  } else if (name == "ballpark") {
    word = translated(answer_words, value, language);
  }
  return visible(shortened(word, longest_value));
}

bool counts_things(std::string_view name) {
  return name == "count" || name == "rows" || name == "parts";
}

/// "2026-11-01" at the start of a text as a day; nothing when it is none.
std::optional<std::chrono::sys_days> parsed_day(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto digits = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : iso.substr(at, count)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const int year = digits(0, 4);
  const int month = digits(5, 2);
  const int month_day = digits(8, 2);
  if (year < 0 || month < 0 || month_day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(month_day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

std::string day_text(std::chrono::sys_days days, Language language) {
  const std::chrono::year_month_day date(days);
  const auto month = static_cast<unsigned>(date.month());
  const auto month_day = static_cast<unsigned>(date.day());
  const int year = static_cast<int>(date.year());
  if (language == Language::tr) return fmt::format("{:02}.{:02}.{:04}", month_day, month, year);
  return fmt::format("{} {} {}", month_day, english_months[month - 1], year);
}

}  // namespace

std::string visible(std::string_view text) {
  const auto plain = [](char c) { return c >= 0x20 && c < 0x7F; };
  if (std::ranges::all_of(text, plain)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point(text, at);
    const char32_t c = point.value;
    if (c < 0x20) {
      append_utf8(out, 0x2400 + c);  // Unicode's pictures of the control characters
    } else if (c == 0x7F) {
      append_utf8(out, 0x2421);
    } else if ((c >= 0x80 && c < 0xA0) || c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
               (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
               (c >= 0xE0000 && c <= 0xE007F)) {
      out += fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(c));
    } else {
      append_utf8(out, c);
    }
    at += point.bytes;
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t code_points) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count == code_points) return std::string(text.substr(0, at)) + "…";
    at += code_point(text, at).bytes;
  }
  return std::string(text);
}

std::string number(std::uint64_t value, Language language) {
  return grouped_digits(std::to_string(value), language == Language::tr ? '.' : ',');
}

std::string decimal(double value, int digits, Language language) {
  if (!std::isfinite(value)) return "–";
  std::string text = fmt::format("{:.{}f}", std::abs(value), digits);
  std::string fraction;
  if (const auto point = text.find('.'); point != std::string::npos) {
    fraction = text.substr(point + 1);
    text.resize(point);
    fraction.erase(fraction.find_last_not_of('0') + 1);
  }
  const bool zero = text == "0" && fraction.empty();
  text = grouped_digits(text, language == Language::tr ? '.' : ',');
  if (!fraction.empty()) text += (language == Language::tr ? "," : ".") + fraction;
  return value < 0 && !zero ? "-" + text : text;
}

std::string percent(double share, Language language) {
  const std::string text = decimal(share * 100, 1, language);
  return language == Language::tr ? "%" + text : text + "%";
}

std::string moment(std::string_view iso_utc, Language language) {
  const auto days = parsed_day(iso_utc);
  int hour = 0;
  int minute = 0;
  const auto two_digits = [&](std::size_t at, int& value) {
    if (iso_utc.size() < at + 2) return false;
    for (const char c : iso_utc.substr(at, 2)) {
      if (c < '0' || c > '9') return false;
      value = value * 10 + (c - '0');
    }
    return true;
  };
  if (!days || iso_utc.size() < 16 || iso_utc[13] != ':' || !two_digits(11, hour) ||
      !two_digits(14, minute) || hour > 23 || minute > 59) {
    return visible(iso_utc);
  }
  // Türkiye has kept UTC+3 all year since September 2016.
  const auto local = std::chrono::sys_seconds(*days) + std::chrono::hours(hour + 3) +
                     std::chrono::minutes(minute);
  const auto local_day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss time(local - local_day);
  return fmt::format("{} {:02}:{:02}", day_text(local_day, language), time.hours().count(),
                     time.minutes().count());
}

std::string day(std::string_view iso_date, Language language) {
  const auto days = parsed_day(iso_date);
  return days && iso_date.size() == 10 ? day_text(*days, language) : visible(iso_date);
}

std::string layer_word(std::string_view layer, Language language) {
  return translated(layer_words, layer, language);
}

std::string register_word(std::string_view reg) {
  return translated(authority_words, reg, Language::tr);
}

std::string severity_word(std::string_view severity, Language language) {
  return translated(severity_words, severity, language);
}

std::string argument_text(std::string_view name, const sync::ArgumentValue& value,
                          Language language) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    return text_value(name, *text, language);
  }
  if (const auto* real = std::get_if<double>(&value)) return double_text(name, *real, language);
  const std::int64_t whole = std::get<std::int64_t>(value);
  if (name == "ballpark") return translated(answer_words, std::to_string(whole), language);
  if (counts_things(name) && whole >= 0) {
    return number(static_cast<std::uint64_t>(whole), language);
  }
  if (name.ends_with("_m") || name.ends_with("_m2")) {
    return double_text(name, static_cast<double>(whole), language);
  }
  return std::to_string(whole);  // codes and row numbers are read digit by digit, never grouped
}

}  // namespace uavt::report
