#include "report/correction_json.hpp"

#include "report/correction_words.hpp"
#include "report/json_text.hpp"
#include "sync/text.hpp"

#include <array>

namespace uavt::report {

namespace {

using sync::Language;

/// Members of an object, one after the other.
class Members {
 public:
  explicit Members(std::string& out) : out_(out) { out_ += '{'; }
  std::string& name(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json(out_, name);
    out_ += ':';
    return out_;
  }
  void text(std::string_view member, std::string_view value) {
    append_json_or_null(name(member), value);
  }
  void code(std::string_view member, std::int64_t value) {
    name(member);
    value == sync::null_integer ? void(out_ += "null") : append_json(out_, value);
  }
  void end() { out_ += '}'; }

 private:
  std::string& out_;
  bool first_ = true;
};

/// Target CRS to the millimetre grid; degrees to a centimetre.
void append_place(std::string& out, const sync::WorkItem& item) {
  if (!item.point) {
    out += "null";
    return;
  }
  Members place(out);
  append_json(place.name("x"), item.point->x, 3);
  append_json(place.name("y"), item.point->y, 3);
  for (const bool east : {true, false}) {
    place.name(east ? "lon" : "lat");
    if (item.lonlat) {
      append_json(out, east ? item.lonlat->x : item.lonlat->y, 7);
    } else {
      out += "null";
    }
  }
  place.end();
}

void append_record(std::string& out, const sync::WorkRecord& record) {
  Members json(out);
  // What is not known is not told: a first night may have a hundred thousand items.
  const auto tell = [&](std::string_view member, const std::string& value) {
    if (!value.empty()) json.text(member, value);
  };
  tell("mahalle", record.mahalle);
  tell("koy_kodu", record.koy_kodu);
  tell("koy", record.koy);
  tell("csbm", record.csbm);
  tell("csbm_tip", record.csbm_tip);
  tell("bina_kodu", record.bina_kodu);
  tell("numarataj_kimlik_no", record.numarataj_kimlik_no);
  tell("yapi_kimlik_no", record.yapi_kimlik_no);
  tell("adres_no", record.adres_no);
  tell("dis_kapi", record.dis_kapi);
  tell("yeni_dis_kapi", record.yeni_dis_kapi);
  tell("ic_kapi", record.ic_kapi);
  tell("yeni_ic_kapi", record.yeni_ic_kapi);
  tell("numarataj_tipi", record.numarataj_tipi);
  tell("kat", record.kat);
  tell("kullanim", record.kullanim);
  tell("yapi_durumu", record.yapi_durumu);
  tell("yapi_tipi", record.yapi_tipi);
  tell("site", record.site);
  tell("blok", record.blok);
  tell("ada", record.ada);
  tell("parsel", record.parsel);
  tell("pafta", record.pafta);
  json.end();
}

}  // namespace

std::string correction(const sync::WorkItem& item) {
  std::string out;
  Members json(out);
  json.text("operation", sync::name(item.operation));
  json.text("layer", sync::name(item.layer));
  json.text("key", item.key);
  json.text("group", item.group);
  json.code("mahalle_kodu", item.record.mahalle_kodu);
  json.code("csbm_kodu", item.record.csbm_kodu);
  json.text("address", address_of(item.record));
  json.text("current", item.current);
  json.text("proposed", item.proposed);
  json.text("addressee", sync::name(item.addressee));
  Members reason(json.name("reason"));
  reason.text("kind", sync::name(item.reason));
  reason.text("tr", reason_sentence(item, Language::tr));
  reason.text("en", reason_sentence(item, Language::en));
  reason.end();
  json.name("waits") += item.waits ? "true" : "false";
  Members document(json.name("document"));
  document.text("kind", document_kind(item));
  document.text("date", item.document_date == sync::null_integer
                            ? std::string()
                            : sync::iso_date(item.document_date));
  document.end();
  append_record(json.name("record"), item.record);
  append_place(json.name("point"), item);
  json.text("finding", item.finding);
  json.text("fingerprint", item.fingerprint);
  json.end();
  return out;
}

void append_corrections(std::string& out, std::span<const sync::ToldItem> items) {
  std::array<std::int64_t, 2> orders{};
  bool first = true;
  for (const sync::ToldItem& item : items) {
    out += first ? "\n" : ",\n";
    first = false;
    const bool closed = item.state == sync::ItemState::closed;
    Members json(out);
    json.code("id", item.number);
    json.text("list", sync::name(item.list));
    json.code("order",
              closed ? sync::null_integer : ++orders[static_cast<std::size_t>(item.list)]);
    json.text("state", sync::name(item.state));
    json.code("since_run", item.since_run);
    json.code("deliveries", item.deliveries);
    // The content's members follow; an object that is kept another way still has its brace.
    const std::size_t inside = item.json.find('{');
    out += ',';
    out.append(item.json, inside == std::string::npos ? item.json.size() : inside + 1);
    if (inside == std::string::npos) out += "\"operation\":null}";
  }
}

}  // namespace uavt::report
