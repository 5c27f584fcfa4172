// The report as a person reads it in a terminal or a mail. It is made from report.json, so that a
// past run reads the same, and prints nothing from the data that a terminal would obey.
#include "report/report.hpp"

#include "report/correction_words.hpp"
#include "report/text_findings.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <stdexcept>

namespace uavt::report {

namespace {

using sync::Language;
using Json = nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;

struct Column {
  const char* field;
  const char* tr;
  const char* en;
};

constexpr std::array account_columns = {
    Column{"published", "yayımlanan", "published"},  Column{"unchanged", "aynı", "unchanged"},
    Column{"held", "bekleyen", "held"},              Column{"quarantined", "ayrılan", "set apart"},
    Column{"rejected", "reddedilen", "rejected"},    Column{"out_of_scope", "kapsam dışı",
                                                            "out of scope"},
};
constexpr std::array layer_columns = {
    Column{"inserted", "eklenen", "inserted"},   Column{"updated", "güncellenen", "updated"},
    Column{"deleted", "silinen", "deleted"},     Column{"unchanged", "aynı", "unchanged"},
    Column{"held", "bekleyen", "held"},          Column{"quarantined", "ayrılan", "set apart"},
};
constexpr std::array presence_columns = {
    Column{"ortak", "ortak", "both"},
    Column{"yalniz_cbs", "yalnız CBS", "CBS only"},
    Column{"yalniz_uavt", "yalnız UAVT", "UAVT only"},
    Column{"tek_kayit", "tek kayıt", "one register"},
};

class Page {
 public:
  explicit Page(Language language) : language_(language) {}

  [[nodiscard]] const char* word(const char* tr, const char* en) const {
    return language_ == Language::tr ? tr : en;
  }
  [[nodiscard]] Language language() const { return language_; }

  void heading(const char* tr, const char* en) {
    out_ += "\n";
    out_ += word(tr, en);
    out_ += "\n";
  }
  void paragraph(const std::string& text, Indent indent = {}) { out_ += wrapped(text, indent); }
  void rows(const Rows& rows) { out_ += table(rows); }
  void raw(const std::string& text) { out_ += text; }
  [[nodiscard]] std::string taken() { return std::move(out_); }

  template <std::size_t Count>
  void head_cells(std::vector<std::string>& cells, const std::array<Column, Count>& columns) const {
    for (const Column& column : columns) cells.emplace_back(word(column.tr, column.en));
  }
  template <std::size_t Count>
  void number_cells(std::vector<std::string>& cells, const Json& values,
                    const std::array<Column, Count>& columns) const {
    for (const Column& column : columns) {
      cells.push_back(number(values.at(column.field).get<std::uint64_t>(), language_));
    }
  }

 private:
  Language language_;
  std::string out_;
};

std::string shown(const Json& value) { return visible(value.get<std::string>()); }

void add_head(Page& page, const Json& run, const Json& result) {
  const auto run_number = run.at("number").get<std::int64_t>();
  std::vector<std::string> parts;
  const std::string municipality = shown(run.at("municipality"));
  if (!municipality.empty()) {
    parts.push_back(fmt::format("{} ({})", municipality, run.at("ilce").get<int>()));
  }
  parts.push_back(run_number == 0 ? shown(run.at("command"))
                                  : fmt::format("{} {} ({})", page.word("çalışma", "run"),
                                                run_number, shown(run.at("command"))));
  const std::string started = run.at("started").get<std::string>();
  if (!started.empty()) parts.push_back(moment(started, page.language()));
  page.paragraph(fmt::format("{}", fmt::join(parts, " · ")));
  page.paragraph(shown(result.at("verdict").at(page.word("tr", "en"))));
  for (const Json& note : result.at("notes")) {
    page.paragraph("– " + shown(note.at(page.word("tr", "en"))), {.first = 0, .rest = 2});
  }
}

/// Open items of a list of corrections, and how many of them came, came back and were settled tonight.
struct ListCounts {
  std::uint64_t open = 0, fresh = 0, closed = 0;
};

ListCounts counted(const Json& worklist, std::string_view list, std::int64_t run) {
  ListCounts counts;
  for (const Json& item : worklist) {
    if (item.at("list") != list) continue;
    if (item.at("state") == "closed") {
      ++counts.closed;
      continue;
    }
    ++counts.open;
    if (run != 0 && item.at("since_run").get<std::int64_t>() == run) ++counts.fresh;
  }
  return counts;
}

/// What there is to type, in UAVT and in the municipality's own layers.
void add_corrections(Page& page, const Json& worklist, std::int64_t run) {
  if (worklist.empty()) return;
  page.heading("DÜZELTME LİSTELERİ", "CORRECTIONS");
  const Language language = page.language();
  for (const char* list : {"uavt", "cbs"}) {
    const ListCounts counts = counted(worklist, list, run);
    page.paragraph(fmt::format("{}: {} {}, {} {}, {} {} (uavt-sync worklist --list {})",
                               list_word(list, language), number(counts.open, language),
                               page.word("açık", "open"), number(counts.fresh, language),
                               page.word("yeni", "new"), number(counts.closed, language),
                               page.word("kapanan", "settled"), list),
                   {.first = 2, .rest = 4});
  }
}

/// At most three, the most urgent first: what could not be read, what waits, what is new.
void add_actions(Page& page, const Json& result, const FindingGroups& groups) {
  constexpr std::size_t most = 3;
  std::vector<std::string> actions;
  for (const Json& source : result.at("sources")) {
    if (source.at("read").get<bool>()) continue;
    actions.push_back(fmt::format("{}: {} ({})",
                                  page.word("Kaynağı yeniden koyun", "Deliver the source again"),
                                  shown(source.at("name")), shown(source.at("path"))));
  }
  const Json& held = result.at("held");
  if (held.size() == 1) {
    actions.push_back(fmt::format("{} ({}): uavt-sync held {}",
                                  page.word("Onay bekleyen mahalleye bakın",
                                            "Look at the mahalle that waits"),
                                  shown(held.front().at("mahalle")),
                                  held.front().at("batch").get<std::int64_t>()));
  } else if (!held.empty()) {
    actions.push_back(fmt::format(
        "{} ({}): uavt-sync held",
        page.word("Onay bekleyen mahallelere bakın", "Look at the mahalle that wait"),
        number(held.size(), page.language())));
  }
  for (std::string& action : groups.first_corrections(most)) actions.push_back(std::move(action));
  const auto waiting = counted(result.at("worklist"), "uavt", 0).open;
  if (waiting > 0) {
    actions.push_back(fmt::format(
        "{} ({}): uavt-sync worklist --list uavt",
        page.word("UAVT düzeltme listesini muhataplarına verin",
                  "Give the UAVT corrections to their addressees"),
        number(waiting, page.language())));
  }
  page.heading("NE YAPMALI", "WHAT TO DO");
  if (actions.empty()) {
    const char* calm = groups.any_open()
                           ? page.word("Yeni bir iş yok; açık bulgular aşağıda.",
                                       "Nothing new to do; open findings are below.")
                           : page.word("Yapılacak iş yok, açık bulgu da yok. Elinize sağlık.",
                                       "Nothing to do and no open finding. Well done.");
    page.paragraph(calm, {.first = 2, .rest = 2});
  }
  for (std::size_t i = 0; i < std::min(actions.size(), most); ++i) {
    page.paragraph(fmt::format("{}. {}", i + 1, actions[i]), {.first = 2, .rest = 5});
  }
}

/// What waits, with the probable reason and how to decide.
void add_held(Page& page, const Json& held) {
  if (held.empty()) return;
  page.heading("ONAY BEKLEYEN MAHALLELER (dünkü hâlleriyle yayımda)",
               "MAHALLE THAT WAIT FOR APPROVAL (published as they were)");
  for (const Json& batch : held) {
    page.paragraph(fmt::format("{}. {}: {}. {}", batch.at("batch").get<std::int64_t>(),
                               shown(batch.at("mahalle")),
                               shown(batch.at("sentence").at(page.word("tr", "en"))),
                               shown(batch.at("cause").at(page.word("tr", "en")))),
                   {.first = 2, .rest = 5});
  }
}

/// What one correction mends, before the list of what is wrong.
void add_causes(Page& page, const Json& causes) {
  if (causes.empty()) return;
  page.heading("NEDENLER (bir düzeltme, birçok bulgu)", "CAUSES (one correction, many findings)");
  for (const Json& cause : causes) {
    page.paragraph("– " + shown(cause.at("sentence").at(page.word("tr", "en"))),
                   {.first = 2, .rest = 4});
  }
}

/// What happened, a line each; the rows are in report.json.
void add_events(Page& page, const Json& events) {
  if (events.empty()) return;
  page.heading("OLAYLAR (bir karar, birçok kayıt)", "EVENTS (one decision, many records)");
  for (const Json& event : events) {
    page.paragraph(
        fmt::format("– {} {}: {}: {} → {} ({} {})",
                    layer_word(shown(event.at("layer")), page.language()), shown(event.at("key")),
                    argument_text("event", sync::ArgumentValue(event.at("kind").get<std::string>()),
                                  page.language()),
                    shown(event.at("before")), shown(event.at("after")),
                    number(event.at("rows").size(), page.language()),
                    page.word("kayıt", "records")),
        {.first = 2, .rest = 4});
  }
}

/// Whole layers, and of them what is not faultless; the mahalle are in report.json.
void add_quality(Page& page, const Json& measures) {
  if (measures.empty()) return;
  Rows rows{{page.word("katman · ölçü (ISO 19157)", "layer · measure (ISO 19157)"),
             page.word("hatalı", "faulty"), page.word("toplam", "of"), page.word("oran", "share")}};
  for (const Json& each : measures) {
    const auto faulty = each.at("faulty").get<std::uint64_t>();
    if (!each.at("mahalle_kodu").is_null() || faulty == 0) continue;
    rows.push_back({layer_word(shown(each.at("layer")), page.language()) + " · " +
                        shown(each.at("name").at(page.word("tr", "en"))),
                    number(faulty, page.language()),
                    number(each.at("of").get<std::uint64_t>(), page.language()),
                    percent(each.at("value").get<double>(), page.language())});
  }
  page.heading("KALİTE", "QUALITY");
  if (rows.size() > 1) {
    page.rows(rows);
  } else {
    page.paragraph(page.word("Ölçülen hiçbir şey hatalı değil.", "Nothing that is measured is faulty."),
                   {.first = 2, .rest = 2});
  }
}

void add_account(Page& page, const Json& sources) {
  page.heading("KAYIT HESABI (okunan = sağındakilerin toplamı)",
               "ROW ACCOUNT (read = the sum of what is right of it)");
  Rows rows{{page.word("kaynak", "source"), page.word("okunan", "read")}};
  page.head_cells(rows.front(), account_columns);
  for (const Json& source : sources) {
    std::vector<std::string> cells{
        shown(source.at("name")),
        number(source.at("rows_read").get<std::uint64_t>(), page.language())};
    page.number_cells(cells, source.at("rows"), account_columns);
    rows.push_back(std::move(cells));
  }
  page.rows(rows);
}

void add_layers(Page& page, const Json& layers) {
  if (layers.empty()) return;
  Rows changes{{page.word("katman", "layer")}};
  page.head_cells(changes.front(), layer_columns);
  Rows presence{{page.word("katman", "layer")}};
  page.head_cells(presence.front(), presence_columns);
  for (const Json& layer : layers) {
    const std::string name = layer_word(shown(layer.at("layer")), page.language());
    page.number_cells(changes.emplace_back(1, name), layer, layer_columns);
    page.number_cells(presence.emplace_back(1, name), layer.at("presence"), presence_columns);
  }
  page.heading("KATMANLAR", "LAYERS");
  page.rows(changes);
  page.heading("EŞLEŞME (yayımlanan kayıtlar)", "MATCH (published records)");
  page.rows(presence);
}

void add_crs(Page& page, const Json& sources) {
  page.heading("KOORDİNATLAR", "COORDINATES");
  bool any = false;
  for (const Json& source : sources) {
    const Json& crs = source.at("crs");
    if (crs.is_null()) continue;
    any = true;
    if (crs.at("used").get<std::string>().empty()) {  // refused before it, or judged as delivered
      page.paragraph(fmt::format("{}: {}; {}", shown(source.at("name")), shown(crs.at("declared")),
                                 page.word("dönüştürülmedi", "not transformed")),
                     {.first = 2, .rest = 4});
      continue;
    }
    const Json& accuracy = crs.at("accuracy_m");
    const std::string from = shown(crs.at(crs.at("source").empty() ? "used" : "source"));
    std::string line = fmt::format("{}: {} → {}; {}; {} {}", shown(source.at("name")), from,
                                   shown(crs.at("target")), shown(crs.at("operation")),
                                   page.word("doğruluk", "accuracy"),
                                   argument_text("accuracy_m",
                                                 accuracy.is_null() ? -1.0 : accuracy.get<double>(),
                                                 page.language()));
    if (crs.at("ballpark").get<bool>()) line += page.word("; kaba dönüşüm", "; ballpark");
    for (const Json& grid : crs.at("missing_grids")) {
      line += fmt::format("; {}: {}", page.word("eksik dosya", "missing grid"), shown(grid));
    }
    page.paragraph(line, {.first = 2, .rest = 4});
  }
  if (!any) {
    page.paragraph(page.word("Geometrisi olan kaynak yok.", "No source with geometry."),
                   {.first = 2, .rest = 2});
  }
}

void add_versions(Page& page, const Json& run) {
  std::vector<std::string> parts;
  double seconds = 0;
  for (const Json& stage : run.at("stages")) seconds += stage.at("seconds").get<double>();
  parts.push_back(fmt::format("{} {}", decimal(seconds, 1, page.language()),
                              page.word("saniye", "seconds")));
  for (const auto& [name, version] : run.at("versions").items()) {
    parts.push_back(visible(name) + " " + shown(version));
  }
  page.raw("\n");
  page.paragraph(fmt::format("{}", fmt::join(parts, " · ")));
}

}  // namespace

std::string text(const std::string& report_json, sync::Language language, std::size_t examples) {
  try {
    FindingGroups groups(language, examples);
    const Json report = parsed_into(groups, report_json);
    const Json& run = report.at("run");
    const Json& result = report.at("result");
    Page page(language);
    add_head(page, run, result);
    add_actions(page, result, groups);
    add_held(page, result.at("held"));
    add_causes(page, result.at("causes"));
    add_account(page, result.at("sources"));
    add_layers(page, result.at("layers"));
    add_events(page, result.at("events"));
    page.heading("BULGULAR", "FINDINGS");
    page.raw(groups.text());
    add_corrections(page, result.at("worklist"), run.at("number").get<std::int64_t>());
    add_quality(page, result.at("quality"));
    add_crs(page, result.at("sources"));
    add_versions(page, run);
    return page.taken();
  } catch (const Json::exception& problem) {
    throw std::invalid_argument(std::string("not a report: ") + problem.what());
  }
}

}  // namespace uavt::report
