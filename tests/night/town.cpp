#include "tests/night/town.hpp"

#include "app/city_files.hpp"
#include "config/loader.hpp"
#include "config/model.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <sstream>

namespace uavt::night::test {

namespace {

/// Geometry up to where its rings begin and which way they run.
std::string shape_of(const geo::GeometryView& shape) {
  geo::GeometryColumn canonical;
  canonical.begin_row(shape.kind());
  for (std::size_t part = 0; part < shape.part_count(); ++part) {
    canonical.begin_part();
    for (std::size_t r = 0; r < shape.ring_count(part); ++r) {
      canonical.begin_ring();
      const auto xy = shape.ring(part, r);
      std::vector<std::pair<double, double>> points;
      for (std::size_t i = 0; i < xy.size(); i += 2) points.emplace_back(xy[i], xy[i + 1]);
      if (shape.kind() == geo::Kind::polygon && points.size() > 3) {
        points.pop_back();
        if (geo::signed_area(xy) < 0) std::ranges::reverse(points);
        std::ranges::rotate(points, std::ranges::min_element(points));
        points.push_back(points.front());
      }
      for (const auto& [x, y] : points) canonical.add_vertex(x, y);
    }
  }
  canonical.end_row();
  return canonical.wkt(0);
}

/// One row as text. References say what they point to, so that numbers do not matter.
std::string line_of(const sync::Stored& stored, sync::Layer layer, std::size_t row) {
  const sync::Published& published = stored.published[index(layer)];
  const auto attributes = sync::layer_type(layer).attributes;
  std::string line;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    const sync::Column& column = published.table.columns[a];
    if (attributes[a].role == sync::Role::reference) {
      if (column.null(row)) {
        line += "|";
        continue;
      }
      const sync::Table& target = stored.published[index(*attributes[a].target)].table;
      const auto at = std::ranges::lower_bound(target.tucbs_no, column.integers[row]);
      const auto found = static_cast<std::size_t>(at - target.tucbs_no.begin());
      const auto target_attributes = target.type().attributes;
      std::string name;
      for (std::size_t t = 0; t < target_attributes.size(); ++t) {
        if (target_attributes[t].role == sync::Role::reference) continue;
        name += sync::value_text(target_attributes[t], target.columns[t], found) + ";";
      }
      line += "→" + name + "|";
      continue;
    }
    line += sync::value_text(attributes[a], column, row) + "|";
  }
  return line + shape_of(published.table.geometry[row]) + "|" +
         std::string(sync::name(published.eslesme[row]));
}

}  // namespace

Town::Town(sql::test::Content content) : database_(content, config::model_named("tucbs")) {}

void Town::write(const city::City& city) { app::write_city(city, folder()); }

sync::Settings Town::settings() const {
  sync::Settings settings = config::load(folder() / "uavt-sync.toml");
  settings.dsn = database_.conninfo();
  settings.guard.enabled = settings.guard.enabled && guarded_;
  for (sync::SourceSettings& source : settings.sources) {
    if (!source.as_of) source.as_of = *sync::days_of(2026, 11, 1);
  }
  return settings;
}

app::RunReport Town::run(app::RunOptions options, const Adjust& adjust) const {
  sync::Settings settings = this->settings();
  if (adjust) adjust(settings);
  if (!options.day) options.day = *sync::days_of(2026, 11, 1);
  return app::run(settings, options);
}

std::map<std::string, std::vector<std::string>> Town::content() const {
  sql::Database connection(database_.conninfo());
  const sync::Stored stored = connection.load(settings().municipality.ilce);
  std::map<std::string, std::vector<std::string>> content;
  for (const sync::Layer layer : sync::all_layers) {
    std::vector<std::string>& lines = content[std::string(sync::name(layer))];
    for (std::size_t row = 0; row < stored.published[index(layer)].table.size(); ++row) {
      lines.push_back(line_of(stored, layer, row));
    }
    std::ranges::sort(lines);
  }
  return content;
}

long Town::rows_of_run(std::int64_t run) const {
  std::string sql = "SELECT 0";
  for (const sync::Layer layer : sync::all_layers) {
    sql += fmt::format(" + (SELECT count(*) FROM adres.{0} WHERE calisma_no = {1})",
                       sync::name(layer), run);
  }
  sql += fmt::format(" + (SELECT count(*) FROM kalite.bulgu WHERE {0} IN (baslangic_calisma, "
                     "bitis_calisma))",
                     run);
  return database_.number(sql);
}

std::vector<std::string> Town::rules_of_run(std::int64_t run) const {
  const std::string rules = database_.value(
      fmt::format("SELECT coalesce(string_agg(kural, ' ' ORDER BY kural), '') FROM kalite.bulgu "
                  "WHERE {} IN (baslangic_calisma, bitis_calisma)",
                  run));
  std::istringstream words(rules);
  return {std::istream_iterator<std::string>(words), {}};
}

std::string Town::memory() const {
  std::string digests;
  std::vector<std::string> tables = {"uavtsync.goruntu", "uavtsync.mutabakat", "uavtsync.konusan",
                                     "uavtsync.sayac", "kalite.bayat", "kalite.duzeltme",
                                     "uavtsync.teslim"};
  for (const sync::Layer layer : sync::all_layers) {
    tables.push_back(fmt::format("adres.{}_gecmis", sync::name(layer)));
  }
  for (const std::string& table : tables) {
    digests += database_.value(fmt::format(
        "SELECT '{0} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY "
        "t::text)), '') FROM {0} t",
        table));
    digests += '\n';
  }
  return digests;
}

std::vector<std::string> findings_of(const sync::Result& result) {
  std::vector<std::string> lines;
  for (const sync::Finding& finding : result.findings) {
    const sync::Subject& first = finding.subjects.at(0);
    std::string key = finding.grouped ? fmt::format("[{} rows]", finding.subjects.size())
                                      : first.key;
    if (key.starts_with('#') || key.starts_with('~')) key.clear();
    lines.push_back(fmt::format("{} {} {} {} {}", sync::info(finding.rule).id,
                                sync::name(first.reg),
                                first.layer ? sync::name(*first.layer) : "-", key,
                                finding.attribute));
  }
  std::ranges::sort(lines);
  return lines;
}

std::vector<std::string> lines_of(const std::vector<city::ExpectedFinding>& expected) {
  std::vector<std::string> lines;
  for (const city::ExpectedFinding& each : expected) {
    lines.push_back(fmt::format("{} {} {} {} {}", each.rule, each.reg, each.layer, each.key,
                                each.attribute));
  }
  std::ranges::sort(lines);
  return lines;
}

}  // namespace uavt::night::test
