#include "report/correction_list.hpp"

#include "report/correction_words.hpp"
#include "report/form.hpp"
#include "report/words.hpp"
#include "sync/province.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace uavt::report {

namespace {

using sync::Language;
using Json = nlohmann::ordered_json;
using Kind = sync::RawColumn::Kind;

/// In the order of the form.
constexpr std::array columns = {
    FormColumn{"sira", "Sıra", Kind::integer},
    FormColumn{"madde_no", "Madde no", Kind::integer},
    FormColumn{"islem", "İşlem"},
    FormColumn{"katman", "Katman"},
    FormColumn{"kod", "Kod"},
    FormColumn{"il_kodu", "İl kodu", Kind::integer},
    FormColumn{"il", "İl"},
    FormColumn{"ilce_kodu", "İlçe kodu", Kind::integer},
    FormColumn{"ilce", "İlçe"},
    FormColumn{"koy_kodu", "Köy kodu"},
    FormColumn{"koy", "Köy"},
    FormColumn{"mahalle_kodu", "Mahalle kodu"},
    FormColumn{"mahalle", "Mahalle"},
    FormColumn{"csbm_kodu", "CSBM kodu"},
    FormColumn{"csbm", "CSBM"},
    FormColumn{"csbm_tip", "CSBM tipi"},
    FormColumn{"bina_kodu", "Bina kodu"},
    FormColumn{"numarataj_kimlik_no", "Numarataj kimlik no"},
    FormColumn{"yapi_kimlik_no", "Yapı kimlik no"},
    FormColumn{"adres_no", "Adres no"},
    FormColumn{"dis_kapi", "Mevcut dış kapı"},
    FormColumn{"yeni_dis_kapi", "Yeni dış kapı"},
    FormColumn{"ic_kapi", "Mevcut iç kapı"},
    FormColumn{"yeni_ic_kapi", "Yeni iç kapı"},
    FormColumn{"grup", "Öznitelik grubu"},
    FormColumn{"mevcut", "Mevcut"},
    FormColumn{"yeni", "Yeni"},
    FormColumn{"numarataj_tipi", "Numarataj tipi"},
    FormColumn{"kat", "Kat"},
    FormColumn{"kullanim", "Kullanım"},
    FormColumn{"yapi_durumu", "Yapı durumu"},
    FormColumn{"yapi_tipi", "Yapı tipi"},
    FormColumn{"site", "Site"},
    FormColumn{"blok", "Blok"},
    FormColumn{"ada", "Ada"},
    FormColumn{"parsel", "Parsel"},
    FormColumn{"pafta", "Pafta"},
    FormColumn{"x", "Sağa (TM)", Kind::real},
    FormColumn{"y", "Yukarı (TM)", Kind::real},
    FormColumn{"enlem", "Enlem", Kind::real},
    FormColumn{"boylam", "Boylam", Kind::real},
    FormColumn{"gerekce", "İşlem gerekçesi"},
    FormColumn{"muhatap", "Muhatap"},
    FormColumn{"belge_turu", "Dayanak belge türü (öneri)"},
    FormColumn{"belge_tarihi", "Belge tarihi"},
    FormColumn{"durum", "Durum"},
    FormColumn{"ilk_calisma", "Açık olduğu çalışma", Kind::integer},
    FormColumn{"teslim", "Geçen teslim", Kind::integer},
    FormColumn{"belge_sayisi", "Belge sayısı", Kind::text, true},
    FormColumn{"kayitli_kisi", "Adreste kayıtlı kişi (AKS'den)", Kind::text, true},
    FormColumn{"yapan", "Yapan", Kind::text, true},
    FormColumn{"tarih", "Tarih", Kind::text, true},
};

std::string text_or_empty(const Json& object, std::string_view member) {
  const auto found = object.find(member);
  if (found == object.end()) return {};
  if (found->is_number_integer()) return std::to_string(found->get<std::int64_t>());
  return found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<double> number_of(const Json& object, std::string_view member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_number() ? std::optional(found->get<double>())
                                                     : std::nullopt;
}

const Json& object_in(const Json& item, std::string_view member) {
  static const Json none = Json::object();
  const auto found = item.find(member);
  return found != item.end() && found->is_object() ? *found : none;
}

bool wanted(const Json& item, const CorrectionFilter& filter) {
  const auto in = [](const std::set<std::string>& set, const std::string& value) {
    return set.empty() || set.contains(value);
  };
  if (!in(filter.lists, text_or_empty(item, "list")) ||
      !in(filter.states, text_or_empty(item, "state"))) {
    return false;
  }
  if (filter.mahalle.empty()) return true;
  const auto code = item.find("mahalle_kodu");
  return code != item.end() && code->is_number_integer() &&
         filter.mahalle.contains(code->get<std::int64_t>());
}

Json parsed(const std::string& worklist_json) {
  Json items = Json::parse(worklist_json, nullptr, false);
  if (!items.is_array()) throw std::invalid_argument("not a list of corrections");
  return items;
}

sync::RawTable empty_table() {
  sync::RawTable table = form(columns);
  table.has_geometry = true;
  return table;
}

void append(sync::RawTable& table, const Json& item, const sync::Municipality& municipality,
            Language language) {
  const Json& record = object_in(item, "record");
  const Json& point = object_in(item, "point");
  const Json& document = object_in(item, "document");
  FormRow row(table);
  row.integer("sira", static_cast<std::int64_t>(table.size()));
  row.integer("madde_no", item.value("id", std::int64_t{0}));
  row.text("islem", operation_word(text_or_empty(item, "operation"), language));
  row.text("katman", layer_word(text_or_empty(item, "layer"), language));
  row.text("kod", text_or_empty(item, "key"));
  row.integer("il_kodu", municipality.il);
  row.text("il", sync::province_name(municipality.il));
  row.integer("ilce_kodu", municipality.ilce);
  row.text("ilce", municipality.name);
  for (const char* member : {"mahalle_kodu", "csbm_kodu"}) {
    row.text(member, text_or_empty(item, member));
  }
  for (const char* member : {"koy_kodu",
                             "koy",
                             "mahalle",
                             "csbm",
                             "bina_kodu",
                             "numarataj_kimlik_no",
                             "yapi_kimlik_no",
                             "adres_no",
                             "dis_kapi",
                             "yeni_dis_kapi",
                             "ic_kapi",
                             "yeni_ic_kapi",
                             "kat",
                             "kullanim",
                             "yapi_tipi",
                             "site",
                             "blok",
                             "ada",
                             "parsel",
                             "pafta"}) {
    row.text(member, text_or_empty(record, member));
  }
  for (const char* member : {"csbm_tip", "numarataj_tipi", "yapi_durumu"}) {
    row.text(member, value_word(text_or_empty(record, member), language));
  }
  row.text("grup", text_or_empty(item, "group"));
  row.text("mevcut", text_or_empty(item, "current"));
  row.text("yeni", text_or_empty(item, "proposed"));
  row.real("x", number_of(point, "x"));
  row.real("y", number_of(point, "y"));
  row.real("enlem", number_of(point, "lat"));
  row.real("boylam", number_of(point, "lon"));
  row.text("gerekce",
           text_or_empty(object_in(item, "reason"), language == Language::tr ? "tr" : "en"));
  row.text("muhatap", addressee_word(text_or_empty(item, "addressee"), language));
  row.text("belge_turu", document_word(text_or_empty(document, "kind"), language));
  row.text("belge_tarihi", text_or_empty(document, "date"));
  row.text("durum", item_state_word(text_or_empty(item, "state"), language));
  row.integer("ilk_calisma", item.value("since_run", std::int64_t{0}));
  row.integer("teslim", item.value("deliveries", std::int64_t{0}));
  const auto x = number_of(point, "x"), y = number_of(point, "y");
  x&& y ? table.geometry.append_point(*x, *y) : table.geometry.append_null();
}

bool by_hand(const sync::RawColumn& column) {
  const auto* const known = std::ranges::find(columns, column.attribute, &FormColumn::member);
  return known != columns.end() && known->by_hand;
}

}  // namespace

std::string worklist_in(const std::string& report_json) {
  const Json report = Json::parse(report_json, nullptr, false);
  if (!report.is_object()) throw std::invalid_argument("not a report");
  const Json& result = object_in(report, "result");
  const auto found = result.find("worklist");
  if (found == result.end()) throw std::invalid_argument("not a report");
  return found->dump();
}

std::vector<CorrectionTable> correction_tables(const std::string& worklist_json,
                                               const CorrectionFilter& filter,
                                               const sync::Municipality& municipality,
                                               Language language) {
  // By list as it comes, then by mahalle code, those without one last.
  std::map<std::pair<std::string, std::int64_t>, sync::RawTable> tables;
  for (const Json& item : parsed(worklist_json)) {
    if (!wanted(item, filter)) continue;
    const std::string list = text_or_empty(item, "list");
    const auto code = item.find("mahalle_kodu");
    const bool somewhere = code != item.end() && code->is_number_integer();
    const auto key =
        std::pair("uavt" == list ? "0uavt" : "1" + list,
                  somewhere ? code->get<std::int64_t>() : std::numeric_limits<std::int64_t>::max());
    const auto table = tables.try_emplace(key, empty_table()).first;
    append(table->second, item, municipality, language);
  }
  std::vector<CorrectionTable> named;
  for (auto& [key, rows] : tables) {
    const std::string mahalle = key.second == std::numeric_limits<std::int64_t>::max()
                                    ? "mahallesiz"
                                    : std::to_string(key.second);
    const std::string list = key.first.substr(1);
    std::string title = list_word(list, language);
    const std::string named_mahalle(rows.column("mahalle")->texts[0]);
    for (const std::string& part :
         {std::string(sync::province_name(municipality.il)), visible(municipality.name),
          named_mahalle.empty() ? mahalle : named_mahalle + " Mah. (" + mahalle + ")"}) {
      if (!part.empty()) title += " · " + part;
    }
    named.push_back({list + "-" + mahalle, std::move(title), std::move(rows)});
  }
  return named;
}

std::vector<std::string> not_on_paper(const sync::RawTable& rows) {
  constexpr std::array<std::string_view, 8> in_the_title = {
      "il_kodu", "il", "ilce_kodu", "ilce", "koy_kodu", "koy", "mahalle_kodu", "mahalle"};
  std::vector<std::string> hidden;
  for (const sync::RawColumn& column : rows.columns) {
    if (by_hand(column)) continue;
    bool said = std::ranges::find(in_the_title, column.attribute) == in_the_title.end();
    if (said) {
      said = false;
      for (std::size_t row = 0; row < rows.size() && !said; ++row) said = !column.null(row);
    }
    if (!said) hidden.push_back(column.column);
  }
  return hidden;
}

sync::RawTable for_programs(const sync::RawTable& rows) {
  sync::RawTable table = rows;
  std::erase_if(table.columns, by_hand);
  for (sync::RawColumn& column : table.columns) column.column = column.attribute;
  return table;
}

std::string correction_lines(const std::string& worklist_json, const CorrectionFilter& filter,
                             Language language) {
  const bool turkish = language == Language::tr;
  std::string out, list;
  std::size_t count = 0;
  for (const Json& item : parsed(worklist_json)) {
    if (!wanted(item, filter)) continue;
    ++count;
    if (const std::string of = text_or_empty(item, "list"); of != list) {
      list = of;
      out += list_word(list, language) + "\n";
    }
    const std::string group = text_or_empty(item, "group");
    const std::string current = text_or_empty(item, "current");
    const std::string proposed = text_or_empty(item, "proposed");
    out += fmt::format("{:>7}  {} · {} {}{}: {}{}{}\n", item.value("id", std::int64_t{0}),
                       operation_word(text_or_empty(item, "operation"), language),
                       layer_word(visible(text_or_empty(item, "layer")), language),
                       visible(text_or_empty(item, "key")),
                       group.empty() ? "" : " " + visible(group), shortened(visible(current), 60),
                       current.empty() || proposed.empty() ? "" : " → ",
                       shortened(visible(proposed), 60));
    const auto age = item.value("deliveries", std::int64_t{0});
    out +=
        fmt::format("         {} · {} · {}{}\n", visible(text_or_empty(item, "address")),
                    addressee_word(text_or_empty(item, "addressee"), language),
                    item_state_word(text_or_empty(item, "state"), language),
                    age == 0 ? ""
                             : fmt::format(", {}{}", turkish ? "" : "deliveries gone by: ", age) +
                                   (turkish ? " teslimdir" : ""));
  }
  out += number(count, language) + (turkish ? " madde\n" : " items\n");
  return out;
}

std::string corrections_json(const std::string& worklist_json, const CorrectionFilter& filter) {
  std::string out = "[";
  bool first = true;
  for (const Json& item : parsed(worklist_json)) {
    if (!wanted(item, filter)) continue;
    out += first ? "\n" : ",\n";
    first = false;
    out += item.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  return out + "\n]\n";
}

}  // namespace uavt::report
