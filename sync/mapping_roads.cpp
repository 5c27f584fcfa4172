#include "sync/mapping_roads.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "sync/mapping_road_tables.hpp"
#include "sync/mapping_streets.hpp"
#include "sync/text.hpp"

namespace uavt::sync {

namespace {

constexpr std::uint32_t none = CodeIndex::none;

class RoadAssembly {
 public:
  explicit RoadAssembly(MappingWork& work)
      : work_(work), tables_(work), roads_(tables_.roads), sides_(tables_.sides),
        streets_(work.table(Layer::street)), lines_(work.table(Layer::centreline)) {}

  void assemble() {
    if (!sides_.empty()) work_.result.delivered[index(Layer::street)] = true;
    group_sides();
    make_streets();
    name_streets();
    name_lines_and_plain_streets();
    give_sides_to_lines(work_, tables_, side_row_);
    link_neighbourhoods();
    link_doors();
    report_lost();
    write_accounts();
  }

 private:
  struct Street {
    std::int64_t code = null_integer;
    std::vector<std::uint32_t> sides;  // by (side id, record)
    std::uint32_t speaker = none;      // the side whose road and mahalle the street has
    std::uint32_t road = none;
    std::uint32_t row = none;
  };

  void group_sides() {
    CodeIndex by_code(sides_.size()), by_name(0);
    side_row_.assign(sides_.size(), none);
    const auto first_row = static_cast<std::uint32_t>(streets_.size());
    for (std::uint32_t side = 0; side < sides_.size(); ++side) {
      const std::int64_t code = tables_.side_codes.integers[side];
      const auto next = static_cast<std::uint32_t>(groups_.size());
      std::uint32_t group = none;
      if (code != null_integer) {
        group = by_code.insert(code, next);
      } else if (const std::string name = tables_.name_of_side(side); !name.empty()) {
        group = by_name.insert(static_cast<std::int64_t>(hash64(name)), next);
      }
      if (group == none) continue;
      if (group == next) groups_.push_back({.code = code, .sides = {}, .row = first_row + next});
      groups_[group].sides.push_back(side);
      side_row_[side] = first_row + group;
    }
    for (Street& street : groups_) choose_speaker(street);
  }

  // The road and mahalle most sides of the street have; of equally many the first by id.
  void choose_speaker(Street& street) {
    std::ranges::sort(street.sides, [&](std::uint32_t a, std::uint32_t b) {
      return std::tuple(tables_.side_ids[a], a) < std::tuple(tables_.side_ids[b], b);
    });
    using Place = std::pair<std::string_view, std::string_view>;
    std::map<Place, std::pair<std::size_t, std::uint32_t>> counts;
    for (const std::uint32_t side : street.sides) {
      const std::uint32_t road = tables_.side_road[side];
      const Place place{road == none ? std::string_view() : tables_.road_ids[road],
                        tables_.side_neighbourhoods[side]};
      ++counts.try_emplace(place, 0, side).first->second.first;
    }
    std::size_t most = 0;
    for (const auto& [place, count] : counts) {
      if (count.first <= most) continue;
      most = count.first;
      street.speaker = count.second;
    }
    street.road = tables_.side_road[street.speaker];
  }

  void make_streets() {
    if (groups_.empty()) return;
    add_rows(streets_, groups_.size());
    const std::size_t code_at = position(Layer::street, "csbm_kodu");
    streets_.columns[code_at].known = streets_.columns[code_at].known || sides_.brings("csbm_kodu");
    streets_.geometry_known = streets_.geometry_known || lines_.geometry_known;
    for (const Street& street : groups_) {
      const auto [delivery, record] = sides_.at(street.speaker);
      streets_.origins[street.row] = {work_.deliveries[delivery].source,
                                      work_.deliveries[delivery].rows.rows[record]};
      streets_.columns[code_at].integers[street.row] = street.code;
      if (street.code == null_integer) {
        streets_.ids.set(street.row, tables_.name_of_side(street.speaker));
      }
      collect_lines(street);
    }
    report_codes();
  }

  void collect_lines(const Street& street) {
    std::vector<std::uint32_t> lines;
    for (const std::uint32_t side : street.sides) {
      if (tables_.side_line[side] != none) lines.push_back(tables_.side_line[side]);
    }
    std::ranges::sort(lines, {}, [&](std::uint32_t line) {
      return std::tuple(lines_.ids[line], line);
    });
    const auto surplus = std::ranges::unique(lines);
    lines.erase(surplus.begin(), surplus.end());
    geo::GeometryColumn one;
    one.begin_row(geo::Kind::line);
    bool any = false;
    for (const std::uint32_t line : lines) {
      if (lines_.geometry.kind(line) != geo::Kind::line) continue;
      const geo::GeometryView view = lines_.geometry[line];
      for (std::size_t part = 0; part < view.part_count(); ++part) {
        one.begin_part();
        one.begin_ring();
        const std::span<const double> xy = view.ring(part, 0);
        for (std::size_t at = 0; at + 1 < xy.size(); at += 2) one.add_vertex(xy[at], xy[at + 1]);
        any = true;
      }
    }
    one.end_row();
    if (any) streets_.geometry.assign(street.row, one[0]);
  }

  // The findings of the sides' codes, one a street: both sides of every segment say the same.
  void report_codes() {
    std::vector<Finding> found;
    for (std::size_t nth = 0; nth < sides_.deliveries().size(); ++nth) {
      const std::size_t delivery = sides_.deliveries()[nth];
      const RawTable& rows = work_.deliveries[delivery].rows;
      const RawColumn* raw = rows.column("csbm_kodu");
      if (raw == nullptr) continue;
      std::vector<Placement> places;
      for (std::uint32_t record = 0; record < rows.size(); ++record) {
        const std::uint32_t row = side_row_[sides_.first(nth) + record];
        if (row != none) places.push_back({record, row});
      }
      Column values = column_of(AttributeType::integer, rows.size());
      ColumnTask task;
      task.raw = raw;
      task.attribute = *source_attribute(SourceLayer::road_side, "csbm_kodu");
      task.placements = places;
      task.into = &values;
      task.by_record = true;
      task.layer = Layer::street;
      auto reading = read_column(task, work_.deliveries[delivery], work_.reg, work_.settings);
      std::ranges::move(reading.findings, std::back_inserter(found));
    }
    const auto key = [](const Finding& finding) {
      return std::tuple(finding.subjects.front().row, finding.rule);
    };
    std::ranges::stable_sort(found, {}, key);
    const auto surplus = std::ranges::unique(found, {}, key);
    found.erase(surplus.begin(), surplus.end());
    std::ranges::move(found, std::back_inserter(work_.result.findings));
  }

  void name_streets() {
    std::vector<Placement> by_road, by_side;
    for (const Street& street : groups_) {
      by_side.push_back({street.speaker, street.row});
      if (street.road != none) {
        by_road.push_back({street.road, street.row});
        continue;
      }
      // Without its YOL the street has the name its line brings.
      const std::uint32_t line = tables_.side_line[street.speaker];
      if (line == none) continue;
      for (const std::string_view attribute : {"ad", "tip", "yol_kimlik_no"}) {
        const Column& from = lines_.columns[position(Layer::centreline, attribute)];
        Column& to = streets_.columns[position(Layer::street, attribute)];
        if (!from.null(line)) to.assign(street.row, from, line);
        to.known = to.known || from.known;
      }
    }
    name_by_road(by_road, Layer::street);
    roads_.read_into(by_road, Layer::street, "yol_kimlik_no", "yol_kimlik_no");
    sides_.read_into(by_side, Layer::street, "tanitim_kodu", "tanitim_kodu");
  }

  void name_by_road(const std::vector<Placement>& places, Layer layer) {
    for (const auto& [delivery, part] : roads_.split(places)) {
      read_street_names(work_, delivery, street_name_columns(work_.deliveries[delivery].rows),
                        part, layer);
    }
  }

  // Rows that name a YOL: lines, and csbm of a table with yol_id. What they lack the YOL gives.
  void name_lines_and_plain_streets() {
    for (const Layer layer : {Layer::centreline, Layer::street}) {
      if (roads_.empty() || work_.find_input(layer, "yol_id") == nullptr) continue;
      const Column& given = work_.input(layer, "yol_id");
      const auto& columns = work_.table(layer).columns;
      const Column& names = columns[position(layer, "ad")];
      const Column& numbers = columns[position(layer, "yol_kimlik_no")];
      std::vector<Placement> nameless, numberless;
      for (std::uint32_t row = 0; row < given.size(); ++row) {
        if (given.null(row)) continue;
        const std::uint32_t road = tables_.road_index.find(given.texts[row]);
        if (road == none) {
          work_.report(Rule::key_04, work_.subject(layer, row), "yol_id",
                       {{"attribute", "yol_id"},
                        {"value", std::string(given.texts[row])},
                        {"target", "yol"}});
          continue;
        }
        if (names.null(row)) nameless.push_back({road, row});
        if (numbers.null(row)) numberless.push_back({road, row});
        if (layer == Layer::street) road_of_plain_street_.emplace_back(road, row);
      }
      name_by_road(nameless, layer);
      roads_.read_into(numberless, layer, "yol_kimlik_no", "yol_kimlik_no");
    }
  }

  void link_neighbourhoods() {
    const Table& neighbourhoods = work_.table(Layer::neighbourhood);
    const IdIndex ids(neighbourhoods.ids);
    auto& links = streets_.links[position(Layer::street, "mahalle_tucbs_no")];
    const bool asked = sides_.brings("mahalle_id") || sides_.brings("koy_baglisi_id");
    for (const Street& street : groups_) {
      if (tables_.side_neighbourhoods.null(street.speaker)) {
        if (asked) {
          work_.report(Rule::mod_02, work_.subject(Layer::street, street.row), "mahalle_id",
                       {{"attribute", "mahalle_id"}});
        }
      } else if (!ids.empty()) {
        const std::uint32_t found = ids.find(tables_.side_neighbourhoods[street.speaker]);
        links[street.row] = found == none ? dangling_row : static_cast<std::int32_t>(found);
      }
    }
  }

  void link_doors() {
    const Column* given = work_.find_input(Layer::door, "yol_orta_hat_yon_id");
    if (given == nullptr || sides_.empty()) return;
    const IdIndex index_of_sides(tables_.side_ids);
    if (index_of_sides.empty()) return;
    auto& links = work_.table(Layer::door).links[position(Layer::door, "csbm_tucbs_no")];
    for (std::size_t row = 0; row < given->size(); ++row) {
      if (links[row] != no_row || given->null(row)) continue;
      const std::uint32_t side = index_of_sides.find(given->texts[row]);
      if (side == none) links[row] = dangling_row;
      else if (side_row_[side] == none) links[row] = set_apart_row;
      else links[row] = static_cast<std::int32_t>(side_row_[side]);
    }
  }

  // Records that stand behind no row at all say why.
  void report_lost() {
    for (std::uint32_t side = 0; side < sides_.size(); ++side) {
      if (side_row_[side] != none || tables_.side_line[side] != none) continue;
      const auto [delivery, record] = sides_.at(side);
      report_lost_record(delivery, record, "yol_orta_hat_id", tables_.side_line_ids[side]);
    }
    road_rows_.assign(roads_.size(), {});
    for (const Street& street : groups_) {
      for (const std::uint32_t side : street.sides) {
        add_road_row(tables_.side_road[side], street.row);
      }
    }
    for (const auto& [road, row] : road_of_plain_street_) add_road_row(road, row);
    std::vector<bool> has_line(roads_.size(), false);
    for (const std::uint32_t road : tables_.line_road) {
      if (road != none) has_line[road] = true;
    }
    for (std::uint32_t road = 0; road < roads_.size(); ++road) {
      if (!road_rows_[road].empty() || has_line[road]) continue;
      const auto [delivery, record] = roads_.at(road);
      report_lost_record(delivery, record, "id", tables_.road_ids[road]);
    }
  }

  void add_road_row(std::uint32_t road, std::uint32_t row) {
    if (road == none || std::ranges::find(road_rows_[road], row) != road_rows_[road].end()) return;
    road_rows_[road].push_back(row);
  }

  void report_lost_record(std::size_t delivery, std::uint32_t record, std::string_view attribute,
                          std::string_view value) {
    const bool given = !value.empty();
    Arguments arguments{{"attribute", std::string(attribute)}};
    if (given) {
      arguments.emplace_back("value", std::string(value));
      arguments.emplace_back("target", "yol_orta_hat");
    }
    work_.report(given ? Rule::key_04 : Rule::mod_02, work_.lost(delivery, record, std::nullopt),
                 attribute, std::move(arguments));
  }

  void write_accounts() {
    std::vector<std::vector<RecordTarget>> pairs(work_.deliveries.size());
    for (std::uint32_t side = 0; side < sides_.size(); ++side) {
      const auto [delivery, record] = sides_.at(side);
      if (side_row_[side] != none) {
        pairs[delivery].push_back({record, {Layer::street, side_row_[side]}});
      } else if (tables_.side_line[side] != none) {
        pairs[delivery].push_back({record, {Layer::centreline, tables_.side_line[side]}});
      }
    }
    for (std::uint32_t road = 0; road < roads_.size(); ++road) {
      const auto [delivery, record] = roads_.at(road);
      for (const std::uint32_t row : road_rows_[road]) {
        pairs[delivery].push_back({record, {Layer::street, row}});
      }
    }
    for (std::uint32_t line = 0; line < lines_.size(); ++line) {
      const std::uint32_t road = tables_.line_road[line];
      if (road == none || !road_rows_[road].empty()) continue;
      const auto [delivery, record] = roads_.at(road);
      pairs[delivery].push_back({record, {Layer::centreline, line}});
    }
    for (const Records* records : {&roads_, &sides_}) {
      for (const std::size_t delivery : records->deliveries()) {
        account_for(work_.result.accounts[delivery], work_.deliveries[delivery].rows.size(),
                    pairs[delivery]);
      }
    }
  }

  MappingWork& work_;
  const RoadTables tables_;
  const Records &roads_, &sides_;
  Table& streets_;
  Table& lines_;
  std::vector<Street> groups_;
  std::vector<std::uint32_t> side_row_;  // csbm row of each side
  std::vector<std::pair<std::uint32_t, std::uint32_t>> road_of_plain_street_;
  std::vector<std::vector<std::uint32_t>> road_rows_;
};

}  // namespace

void assemble_roads(MappingWork& work) {
  const auto read = [&](SourceLayer layer) {
    return !work.by_layer[static_cast<std::size_t>(layer)].empty();
  };
  if (read(SourceLayer::road) || read(SourceLayer::road_side)) RoadAssembly(work).assemble();
}

}  // namespace uavt::sync
