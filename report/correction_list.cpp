#include "report/correction_list.hpp"

#include "report/correction_words.hpp"
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

struct Head {
  std::string_view member, name;
  Kind kind = Kind::text;
  bool by_hand = false;
};
/// In the order of the form.
constexpr std::array heads = {
    Head{"sira", "Sıra", Kind::integer},
    Head{"madde_no", "Madde no", Kind::integer},
    Head{"islem", "İşlem"},
    Head{"katman", "Katman"},
    Head{"kod", "Kod"},
    Head{"il_kodu", "İl kodu", Kind::integer},
    Head{"il", "İl"},
    Head{"ilce_kodu", "İlçe kodu", Kind::integer},
    Head{"ilce", "İlçe"},
    Head{"koy_kodu", "Köy kodu"},
    Head{"koy", "Köy"},
    Head{"mahalle_kodu", "Mahalle kodu"},
    Head{"mahalle", "Mahalle"},
    Head{"csbm_kodu", "CSBM kodu"},
    Head{"csbm", "CSBM"},
    Head{"csbm_tip", "CSBM tipi"},
    Head{"bina_kodu", "Bina kodu"},
    Head{"numarataj_kimlik_no", "Numarataj kimlik no"},
    Head{"yapi_kimlik_no", "Yapı kimlik no"},
    Head{"adres_no", "Adres no"},
    Head{"dis_kapi", "Mevcut dış kapı"},
    Head{"yeni_dis_kapi", "Yeni dış kapı"},
    Head{"ic_kapi", "Mevcut iç kapı"},
    Head{"yeni_ic_kapi", "Yeni iç kapı"},
    Head{"grup", "Öznitelik grubu"},
    Head{"mevcut", "Mevcut"},
    Head{"yeni", "Yeni"},
    Head{"numarataj_tipi", "Numarataj tipi"},
    Head{"kat", "Kat"},
    Head{"kullanim", "Kullanım"},
    Head{"yapi_durumu", "Yapı durumu"},
    Head{"yapi_tipi", "Yapı tipi"},
    Head{"site", "Site"},
    Head{"blok", "Blok"},
    Head{"ada", "Ada"},
    Head{"parsel", "Parsel"},
    Head{"pafta", "Pafta"},
    Head{"x", "Sağa (TM)", Kind::real},
    Head{"y", "Yukarı (TM)", Kind::real},
    Head{"enlem", "Enlem", Kind::real},
    Head{"boylam", "Boylam", Kind::real},
    Head{"gerekce", "İşlem gerekçesi"},
    Head{"muhatap", "Muhatap"},
    Head{"belge_turu", "Dayanak belge türü (öneri)"},
    Head{"belge_tarihi", "Belge tarihi"},
    Head{"durum", "Durum"},
    Head{"ilk_calisma", "Açık olduğu çalışma", Kind::integer},
    Head{"teslim", "Geçen teslim", Kind::integer},
    Head{"belge_sayisi", "Belge sayısı", Kind::text, true},
    Head{"kayitli_kisi", "Adreste kayıtlı kişi (AKS'den)", Kind::text, true},
    Head{"yapan", "Yapan", Kind::text, true},
    Head{"tarih", "Tarih", Kind::text, true},
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
  sync::RawTable table;
  table.has_geometry = true;
  for (const Head& head : heads) {
    sync::RawColumn& column = table.columns.emplace_back();
    column.attribute = head.member;
    column.column = head.name;
    column.kind = head.kind;
  }
  return table;
}

/// Fills one row by the names of its columns; what nobody fills is null.
class Row {
 public:
  explicit Row(sync::RawTable& table) : table_(table) {
    table.rows.push_back(static_cast<std::uint32_t>(table.rows.size()) + 1);
    for (sync::RawColumn& column : table.columns) {
      if (column.kind == Kind::integer) column.integers.push_back(sync::null_integer);
      if (column.kind == Kind::real) {
        column.reals.push_back(std::numeric_limits<double>::quiet_NaN());
      }
      if (column.kind == Kind::text) column.texts.append_null();
    }
  }
  void text(std::string_view member, std::string_view value) {
    if (!value.empty()) column(member).texts.set(table_.size() - 1, visible(value));
  }
  void integer(std::string_view member, std::int64_t value) {
    column(member).integers.back() = value;
  }
  void real(std::string_view member, std::optional<double> value) {
    if (value) column(member).reals.back() = *value;
  }

 private:
  sync::RawColumn& column(std::string_view member) {
    return *std::ranges::find(table_.columns, member, &sync::RawColumn::attribute);
  }
  sync::RawTable& table_;
};

void append(sync::RawTable& table, const Json& item, const sync::Municipality& municipality,
            Language language) {
  const Json& record = object_in(item, "record");
  const Json& point = object_in(item, "point");
  const Json& document = object_in(item, "document");
  Row row(table);
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
  for (const char* member :
       {"koy_kodu", "koy", "mahalle", "csbm", "bina_kodu", "numarataj_kimlik_no",
        "yapi_kimlik_no", "adres_no", "dis_kapi", "yeni_dis_kapi", "ic_kapi", "yeni_ic_kapi",
        "kat", "kullanim", "yapi_tipi", "site", "blok", "ada", "parsel", "pafta"}) {
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
  row.text("gerekce", text_or_empty(object_in(item, "reason"),
                                    language == Language::tr ? "tr" : "en"));
  row.text("muhatap", addressee_word(text_or_empty(item, "addressee"), language));
  row.text("belge_turu", document_word(text_or_empty(document, "kind"), language));
  row.text("belge_tarihi", text_or_empty(document, "date"));
  row.text("durum", item_state_word(text_or_empty(item, "state"), language));
  row.integer("ilk_calisma", item.value("since_run", std::int64_t{0}));
  row.integer("teslim", item.value("deliveries", std::int64_t{0}));
  const auto x = number_of(point, "x"), y = number_of(point, "y");
  x && y ? table.geometry.append_point(*x, *y) : table.geometry.append_null();
}

bool by_hand(const sync::RawColumn& column) {
  const auto head = std::ranges::find(heads, column.attribute, &Head::member);
  return head != heads.end() && head->by_hand;
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
    const auto key = std::pair("uavt" == list ? "0uavt" : "1" + list,
                               somewhere ? code->get<std::int64_t>()
                                         : std::numeric_limits<std::int64_t>::max());
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
    out += fmt::format(
        "{:>7}  {} · {} {}{}: {}{}{}\n",
        item.value("id", std::int64_t{0}),
        operation_word(text_or_empty(item, "operation"), language),
        layer_word(visible(text_or_empty(item, "layer")), language),
        visible(text_or_empty(item, "key")), group.empty() ? "" : " " + visible(group),
        shortened(visible(current), 60), current.empty() || proposed.empty() ? "" : " → ",
        shortened(visible(proposed), 60));
    const auto age = item.value("deliveries", std::int64_t{0});
    out += fmt::format(
        "         {} · {} · {}{}\n", visible(text_or_empty(item, "address")),
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
