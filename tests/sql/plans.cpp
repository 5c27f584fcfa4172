#include "plans.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace uavt::sql::test {
namespace {

using namespace uavt::sync;

std::string value(const Attribute& attribute, const Column& column, std::size_t row) {
  return column.null(row) ? "∅" : "[" + value_text(attribute, column, row) + "]";
}

std::string row_text(const Published& rows, std::size_t row) {
  std::string text;
  const LayerType& type = rows.table.type();
  for (std::size_t a = 0; a < type.attributes.size(); ++a) {
    text += value(type.attributes[a], rows.table.columns[a], row);
  }
  return text + rows.table.geometry.wkt(row) + "|" + std::string(name(rows.eslesme[row])) + "|" +
         text_of(rows.kaynak[row]);
}

std::string image_text(Layer layer, const ImageRows& rows, std::size_t row) {
  std::string text = std::to_string(rows.absent[row]);
  for (std::uint32_t p = rows.first[row]; p < rows.first[row + 1]; ++p) {
    text += ";" + std::string(layer_type(layer).attributes[rows.patches[p].attribute].name) + "=" +
            rows.patches[p].value;
  }
  text += "|" + rows.geometry.wkt(row) + "|";
  return text + (rows.ids.null(row) ? "∅" : std::string(rows.ids[row]));
}

std::string unsettled_text(const Unsettled& row) {
  std::string text;
  for (const auto& item : row.values) text += item ? "[" + *item + "]" : "∅";
  return text + "|" + row.geometry_wkb;
}

auto key(const Unsettled& row) {
  return std::tuple(std::string(name(row.layer)), std::string(name(row.reg)), row.tucbs_no,
                    int{row.group});
}

auto key(const Stale& row) {
  return std::tuple(std::string(name(row.layer)), std::string(name(row.reg)), row.tucbs_no);
}

std::string source_text(const SourceMemory& source) {
  return source.digest + "|" + source.settings_digest + "|" + source.operation + "|" +
         std::to_string(source.unfollowed_quarantined) + "|" + std::to_string(source.versiyon) +
         "|" + std::to_string(source.seen.as_of) + "|" + source.seen.columns + "|" +
         std::to_string(source.before.as_of) + "|" + source.before.columns;
}

template <class Map>
void compare(std::string_view what, const Map& expected, const Map& seen, std::string& out) {
  if (expected == seen || out.size() > 4000) return;
  out += std::string(what) + ": expected " + std::to_string(expected.size()) + ", seen " +
         std::to_string(seen.size()) + "\n";
  if constexpr (requires { typename Map::mapped_type; }) {
    for (const auto& [id, text] : expected) {
      const auto found = seen.find(id);
      if (found != seen.end() && found->second == text) continue;
      if constexpr (std::is_same_v<typename Map::mapped_type, std::string>) {
        out += "  - " + text + "\n  + " + (found == seen.end() ? "missing" : found->second) + "\n";
      }
      if (out.size() > 4000) return;
    }
  }
}

}  // namespace

Contents contents(const Stored& stored) {
  Contents result;
  for (const Layer layer : all_layers) {
    const Published& rows = stored.published[index(layer)];
    for (std::size_t row = 0; row < rows.table.size(); ++row) {
      result.rows[index(layer)][rows.table.tucbs_no[row]] = row_text(rows, row);
    }
    for (std::size_t reg = 0; reg < register_count; ++reg) {
      const ImageRows& images = stored.images[index(layer)][reg];
      if (images.usual) {
        result.images[{std::string(name(layer)), std::string(name(static_cast<Register>(reg))),
                       0}] = std::to_string(*images.usual);
      }
      for (std::size_t row = 0; row < images.size(); ++row) {
        result.images[{std::string(name(layer)), std::string(name(static_cast<Register>(reg))),
                       images.tucbs_no[row]}] = image_text(layer, images, row);
      }
    }
    if (stored.next_tucbs_no[index(layer)] > 1) {
      result.counters[std::string(name(layer))] = stored.next_tucbs_no[index(layer)];
    }
  }
  for (const Unsettled& row : stored.unsettled) result.unsettled[key(row)] = unsettled_text(row);
  for (const Stale& row : stored.stale) result.stale.insert(key(row));
  for (const OpenFinding& finding : stored.findings) {
    result.findings[finding.fingerprint] = finding.content_digest;
  }
  for (const auto& [id, source] : stored.sources) result.sources[id] = source_text(source);
  for (const auto& [reg, layer, code] : stored.spoken) {
    result.spoken.emplace(std::string(name(reg)), std::string(name(layer)), code);
  }
  result.authority = stored.authority;
  return result;
}

std::string differences(const Contents& expected, const Contents& seen) {
  std::string out;
  for (const Layer layer : all_layers) {
    compare(name(layer), expected.rows[index(layer)], seen.rows[index(layer)], out);
  }
  compare("images", expected.images, seen.images, out);
  compare("unsettled", expected.unsettled, seen.unsettled, out);
  compare("stale", expected.stale, seen.stale, out);
  compare("findings", expected.findings, seen.findings, out);
  compare("sources", expected.sources, seen.sources, out);
  compare("authority", expected.authority, seen.authority, out);
  compare("spoken", expected.spoken, seen.spoken, out);
  compare("counters", expected.counters, seen.counters, out);
  return out;
}

std::size_t Planner::below(std::size_t limit) {
  return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
}

bool Planner::chance(double probability) {
  return std::bernoulli_distribution(probability)(random_);
}

std::string Planner::text() {
  static const std::array<std::string, 12> words = {
      "ATATÜRK", "İĞDIR", "ışık", "3. KAVŞAK",   "O'Neil",     "\"tırnak\"",
      "a\\b",    "{a,b}", "",     "satır\nsonu", "çok\tgüzel", "𝔘 kod dışı"};
  std::string result = words[below(words.size())];
  if (chance(0.3)) result += " " + std::to_string(below(1000));
  if (chance(0.01)) result.append(70000, 'x');  // more than a page
  return result;
}

void Planner::geometry(geo::GeometryColumn& column, geo::Kind kind) {
  if (kind == geo::Kind::null || chance(0.1)) return column.append_null();
  const auto coordinate = [&] { return 500000.0 + static_cast<double>(below(1u << 30)) / 1024.0; };
  const double x = coordinate(), y = 4000000.0 + coordinate();
  if (kind == geo::Kind::point) return column.append_point(x, y);
  column.begin_row(kind);
  for (std::size_t part = 0, parts = 1 + below(3); part < parts; ++part) {
    column.begin_part();
    const double at = x + 1000.0 * static_cast<double>(part);
    if (kind == geo::Kind::line) {
      column.begin_ring();
      for (int i = 0; i < 4; ++i) column.add_vertex(at + i * 1.25, y + i * i);
      continue;
    }
    for (std::size_t ring = 0, rings = 1 + below(3); ring < rings; ++ring) {
      column.begin_ring();
      const double left = ring == 0 ? at : at + 1 + 10.0 * static_cast<double>(ring);
      const double size = ring == 0 ? 100 : 2.5;
      column.add_vertex(left, y);
      column.add_vertex(left + size, y);
      column.add_vertex(left + size, y + size);
      column.add_vertex(left, y + size);
      column.add_vertex(left, y);
    }
  }
  column.end_row();
}

void Planner::fill(Table& table, std::size_t row, std::int64_t number) {
  const auto attributes = table.type().attributes;
  table.tucbs_no[row] = number;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    const Attribute& attribute = attributes[a];
    Column& column = table.columns[a];
    if (chance(0.3)) continue;
    if (attribute.role == Role::own_code) {
      // Unique over all nights: the number, and a night's own part.
      column.integers[row] = number * 1000 + static_cast<std::int64_t>(below(1000));
    } else if (attribute.type == AttributeType::reference) {
      const auto& targets = expected_.rows[index(*attribute.target)];
      if (*attribute.target == table.layer || targets.empty()) continue;
      column.integers[row] =
          std::next(targets.begin(), static_cast<long>(below(targets.size())))->first;
    } else if (attribute.type == AttributeType::coded) {
      column.integers[row] = static_cast<std::int64_t>(below(attribute.list->values.size()));
    } else if (attribute.type == AttributeType::date) {
      column.integers[row] = static_cast<std::int64_t>(below(40000)) - 20000;
    } else if (column.is_real()) {
      constexpr std::array<double, 4> reals = {0.1, -1e300, 5e-324, 123456789.123456789};
      column.reals[row] = reals[below(reals.size())];
    } else if (column.is_text()) {
      column.texts.set(row, text());
    } else {
      constexpr std::array<std::int64_t, 4> integers = {
          0, -1, std::numeric_limits<std::int64_t>::max(), 2039};
      column.integers[row] = integers[below(integers.size())];
    }
  }
}

void Planner::rows(Layer layer, std::size_t count, LayerPlan& plan) {
  auto& known = expected_.rows[index(layer)];
  plan.after.table = Table(layer);
  Table& table = plan.after.table;
  const auto add = [&](std::int64_t number, std::int32_t before) {
    const std::size_t row = table.append_row({});
    fill(table, row, number);
    geo::GeometryColumn shape;
    geometry(shape, table.type().geometry);
    table.geometry.assign(row, shape[0]);
    plan.after.eslesme.push_back(static_cast<Presence>(below(4)));
    plan.after.kaynak.push_back(static_cast<RegisterSet>(1 + below(7)));
    plan.before.push_back(before);
    known[number] = row_text(plan.after, row);
  };
  // Buildings, doors and so on point at rows: only layers nobody points to lose rows.
  const bool leaf = layer == Layer::unit || layer == Layer::centreline;
  std::vector<std::int64_t> numbers;
  for (const auto& [number, text] : known) numbers.push_back(number);
  std::int32_t before = 0;
  for (const std::int64_t number : numbers) {
    if (chance(0.3)) {
      add(number, before);
      ++plan.updated;
    } else if (leaf && chance(0.2)) {
      plan.deleted.push_back(number);
      known.erase(number);
    }
    ++before;
  }
  for (std::size_t i = 0; i < count; ++i) add(next_[index(layer)]++, no_row);
  plan.inserted = count;
  plan.next_tucbs_no = next_[index(layer)];
  if (plan.next_tucbs_no > 1) expected_.counters[std::string(name(layer))] = plan.next_tucbs_no;
}

void Planner::images(Layer layer, Register reg, ImagePlan& plan) {
  // A register's first images say what its usual one is, once.
  const bool first = std::ranges::none_of(expected_.images, [&](const auto& each) {
    return std::get<0>(each.first) == name(layer) && std::get<1>(each.first) == name(reg);
  });
  if (first && chance(0.5)) {
    plan.written.usual = absent_geometry | below(1u << 10);
    expected_.images[{std::string(name(layer)), std::string(name(reg)), 0}] =
        std::to_string(*plan.written.usual);
  }
  for (const auto& [number, text_of_row] : expected_.rows[index(layer)]) {
    const std::tuple id(std::string(name(layer)), std::string(name(reg)), number);
    if (expected_.images.contains(id) && chance(0.2)) {
      plan.forgotten.push_back(number);
      expected_.images.erase(id);
      continue;
    }
    if (!chance(0.4)) continue;
    ImageRows& rows = plan.written;
    rows.tucbs_no.push_back(number);
    rows.absent.push_back(chance(0.5) ? 0 : absent_geometry | below(1u << 10));
    for (std::size_t p = 0, patches = below(4); p < patches; ++p) {
      rows.patches.push_back(
          {static_cast<std::uint8_t>(below(layer_type(layer).attributes.size())), text()});
    }
    rows.first.push_back(static_cast<std::uint32_t>(rows.patches.size()));
    geometry(rows.geometry, chance(0.5) ? geo::Kind::null : layer_type(layer).geometry);
    chance(0.5) ? rows.ids.append_null() : rows.ids.append("{" + text() + "}");
    expected_.images[id] = image_text(layer, rows, rows.size() - 1);
  }
}

void Planner::memory(Plan& plan) {
  // Half of what is unsettled and stale ends, something else begins.
  const auto moved = [&](auto& all, auto& removed) {
    std::erase_if(all, [&](const auto& row) {
      if (!chance(0.5)) return false;
      removed.push_back(row);
      return true;
    });
  };
  moved(unsettled_, plan.unsettled_removed);
  moved(stale_, plan.stale_closed);
  for (const auto& row : plan.unsettled_removed) expected_.unsettled.erase(key(row));
  for (const auto& row : plan.stale_closed) expected_.stale.erase(key(row));
  for (const auto& [number, text_of_row] : expected_.rows[index(Layer::door)]) {
    Unsettled row{Layer::door, number, Register::cbs, 0, {text(), std::nullopt, text()}, ""};
    if (chance(0.5)) row.geometry_wkb = std::string("\0\1wkb", 5);
    Stale stale{Layer::door, number, Register::uavt};
    if (!expected_.unsettled.contains(key(row)) && chance(0.3)) {
      expected_.unsettled[key(row)] = unsettled_text(row);
      unsettled_.push_back(row);
      plan.unsettled_added.push_back(row);
    }
    // A row cannot begin to be stale in the night in which it stops.
    if (std::ranges::find(plan.stale_closed, stale) == plan.stale_closed.end() &&
        !expected_.stale.contains(key(stale)) && chance(0.3)) {
      expected_.stale.insert(key(stale));
      stale_.push_back(stale);
      plan.stale_opened.push_back(stale);
    }
  }
  SourceMemory source{"yapı 'x'", text(), "ayar", text(), static_cast<std::int64_t>(below(5)),
                      chance(0.5) ? null_integer : static_cast<std::int64_t>(below(9)),
                      {20'000 + static_cast<std::int64_t>(below(9)), text()},
                      {}};
  plan.sources.push_back(source);
  expected_.sources[source.name] = source_text(source);
  plan.authority = {{"bina.kat", chance(0.5) ? "cbs" : "uavt"}, {"csbm.ad", "never"}};
  expected_.authority = plan.authority;
  plan.spoken_added.emplace_back(Register::cbs, Layer::door, static_cast<std::int64_t>(below(4)));
  const auto& [reg, layer, code] = plan.spoken_added.back();
  expected_.spoken.emplace(std::string(name(reg)), std::string(name(layer)), code);
}

Plan Planner::night(std::size_t count) {
  Plan plan;
  for (const Layer layer : all_layers) {
    rows(layer, count, plan.layers[index(layer)]);
    for (std::size_t reg = 0; reg < register_count; ++reg) {
      images(layer, static_cast<Register>(reg), plan.images[index(layer)][reg]);
    }
  }
  memory(plan);
  return plan;
}

}  // namespace uavt::sql::test
