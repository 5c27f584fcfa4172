#include "app/why_command.hpp"

#include "app/run.hpp"
#include "app/words_said.hpp"
#include "config/loader.hpp"
#include "report/why.hpp"
#include "report/words.hpp"
#include "sql/database.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace uavt::app {

namespace {

std::optional<std::int64_t> integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value <= 0) return std::nullopt;
  return value;
}

/// The row's number, or what to say.
std::optional<Sentence> row_meant(sql::Database& database, int ilce, sync::Layer layer,
                                  const std::string& key, std::int64_t& tucbs_no) {
  const std::string shown = report::visible(key);
  if (key.starts_with('#')) {
    const auto number = integer(std::string_view(key).substr(1));
    if (!number) {
      return Sentence{fmt::format("'{}' bir satır numarası değil; örneği: '#12'", shown),
                      fmt::format("'{}' is no row number; an example: '#12'", shown)};
    }
    tucbs_no = *number;
    return std::nullopt;
  }
  const auto code = integer(key);
  if (!code) {
    return Sentence{
        fmt::format("'{}' bir kod değil; satırın kodunu veya '#' ile numarasını yazın", shown),
        fmt::format("'{}' is no code; give the row's code, or '#' and its number", shown)};
  }
  const std::vector<std::int64_t> rows = database.rows_with_code(ilce, layer, *code);
  if (rows.empty()) {
    return Sentence{
        fmt::format("{} katmanında kodu {} olan bir satır yok ve olmadı", sync::name(layer), *code),
        fmt::format("no row of {} has the code {}, and none had", sync::name(layer), *code)};
  }
  if (rows.size() > 1) {
    std::string numbers;
    for (const std::int64_t each : rows) {
      numbers += fmt::format("{}'#{}'", numbers.empty() ? "" : ", ", each);
    }
    return Sentence{
        fmt::format("{} kodunu birden çok satır taşıdı; birini seçin: {}", *code, numbers),
        fmt::format("several rows had the code {}; choose one: {}", *code, numbers)};
  }
  tucbs_no = rows.front();
  return std::nullopt;
}

/// Every attribute that says something or once did, the geometry last.
std::vector<std::size_t> telling(const sync::RowHistory& history) {
  const sync::Table& table = history.versions.table;
  std::vector<std::size_t> attributes;
  const auto says = [&](const sync::Column& column) {
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (!column.null(row)) return true;
    }
    return false;
  };
  for (std::size_t a = 0; a < table.columns.size(); ++a) {
    if (says(table.columns[a])) attributes.push_back(a);
  }
  if (table.type().geometry != geo::Kind::null) attributes.push_back(sync::geometry_attribute);
  return attributes;
}

/// The attribute of that name, or what to say.
std::optional<Sentence> attribute_meant(sync::Layer layer, const std::string& name,
                                        std::vector<std::size_t>& attributes) {
  const sync::LayerType& type = sync::layer_type(layer);
  if (name == "geometri" && type.geometry != geo::Kind::null) {
    attributes = {sync::geometry_attribute};
    return std::nullopt;
  }
  if (const auto position = sync::find_position(layer, name)) {
    attributes = {*position};
    return std::nullopt;
  }
  const auto nearest = std::ranges::min_element(
      type.attributes, {},
      [&](const sync::Attribute& each) { return sync::edit_distance(each.name, name); });
  return Sentence{fmt::format("{} katmanında '{}' diye bir öznitelik yok; '{}' mi?", type.name,
                              report::visible(name), nearest->name),
                  fmt::format("{} has no attribute '{}'; did you mean '{}'?", type.name,
                              report::visible(name), nearest->name)};
}

/// What the row is called in findings.
std::vector<std::string> keys_of(const report::Why& why) {
  std::vector<std::string> keys{fmt::format("#{}", why.tucbs_no)};
  const sync::Table& table = why.history.versions.table;
  for (std::size_t a = 0; a < table.columns.size(); ++a) {
    const sync::Attribute& attribute = table.type().attributes[a];
    if (attribute.role != sync::Role::own_code) continue;
    const std::string text = sync::value_text(attribute, table.columns[a], table.size() - 1);
    if (!text.empty()) keys.push_back(text);
  }
  return keys;
}

}  // namespace

int why_command(const sync::Settings& settings, const WhyOptions& options) {
  const sync::Language language = settings.run.language;
  const int ilce = settings.municipality.ilce;
  report::Why why;
  why.layer = sync::layer_named(options.layer).value();
  if (!options.attribute.empty()) {
    if (const auto wrong = attribute_meant(why.layer, options.attribute, why.attributes)) {
      return refused(language, *wrong);
    }
  }
  sql::Database database(conninfo(settings));
  if (!database.pending_migrations().empty()) {
    throw config::ConfigError("the database keeps no reasons yet: run `uavt-sync migrate` first");
  }
  if (const auto wrong = row_meant(database, ilce, why.layer, options.key, why.tucbs_no)) {
    return refused(language, *wrong);
  }
  why.history = database.row_history(ilce, why.layer, why.tucbs_no);
  if (why.history.versions.table.size() == 0) {
    return refused(language,
                   {fmt::format("{} katmanında #{} numaralı bir satır yok ve olmadı", options.layer,
                                why.tucbs_no),
                    fmt::format("{} has no row #{}, and never had", options.layer, why.tucbs_no)});
  }
  if (why.attributes.empty()) why.attributes = telling(why.history);
  for (const std::int64_t run : report::runs_named(why)) {
    if (const auto entry = database.run(ilce, run)) {
      why.runs[run] = report::told_run(entry->started, entry->summary_json);
    }
  }
  for (sync::KeptRuling& kept : database.rulings(ilce)) {
    const sync::Ruling& ruling = kept.ruling;
    if (ruling.layer == why.layer && ruling.tucbs_no == why.tucbs_no) {
      why.rulings.push_back(std::move(kept));
    }
  }
  for (sql::RowEvent& event : database.events_of_row(ilce, why.layer, why.tucbs_no)) {
    why.events.push_back(
        {event.run, std::move(event.kind), std::move(event.before), std::move(event.after)});
  }
  why.findings = database.findings_about(ilce, why.layer, keys_of(why));
  why.authority = settings.authority[index(why.layer)];
  why.restrictions = settings.restrictions;
  fmt::print("{}", options.json ? report::why_json(why) : report::why_text(why, language));
  return 0;
}

}  // namespace uavt::app
