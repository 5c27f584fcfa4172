#include "sync/mapping_road_tables.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "sync/text.hpp"

namespace uavt::sync {

Records::Records(MappingWork& work, SourceLayer layer)
    : work_(work), deliveries_(work.by_layer[static_cast<std::size_t>(layer)]) {
  for (const std::size_t delivery : deliveries_) {
    first_.push_back(size_);
    size_ += static_cast<std::uint32_t>(work.deliveries[delivery].rows.size());
  }
}

std::pair<std::size_t, std::uint32_t> Records::at(std::uint32_t record) const {
  const auto after = std::ranges::upper_bound(first_, record);
  const auto nth = static_cast<std::size_t>(after - first_.begin()) - 1;
  return {deliveries_[nth], record - first_[nth]};
}

bool Records::brings(std::string_view attribute) const {
  return std::ranges::any_of(deliveries_, [&](std::size_t delivery) {
    return work_.deliveries[delivery].rows.column(attribute) != nullptr;
  });
}

TextColumn Records::ids(std::string_view attribute) const {
  Column column = column_of(AttributeType::text, size_);
  for (std::size_t nth = 0; nth < deliveries_.size(); ++nth) {
    const RawTable& rows = work_.deliveries[deliveries_[nth]].rows;
    if (const RawColumn* raw = rows.column(attribute)) {
      read_ids(*raw, placements(rows.size(), first_[nth]), column.texts);
    }
  }
  return std::move(column.texts);
}

Column Records::values(std::string_view attribute, const Attribute& like) const {
  Column column = column_of(like.type, size_);
  for (std::size_t nth = 0; nth < deliveries_.size(); ++nth) {
    const std::size_t delivery = deliveries_[nth];
    const RawTable& rows = work_.deliveries[delivery].rows;
    const auto places = placements(rows.size(), first_[nth]);
    ColumnTask task;
    task.raw = rows.column(attribute);
    if (task.raw == nullptr) continue;
    task.attribute = like;
    task.codes = work_.code_map(delivery, attribute);
    task.placements = places;
    task.into = &column;
    task.quiet = true;
    static_cast<void>(read_column(task, work_.deliveries[delivery], work_.reg, work_.settings));
  }
  return column;
}

std::vector<std::pair<std::size_t, std::vector<Placement>>> Records::split(
    const std::vector<Placement>& places) const {
  std::map<std::size_t, std::vector<Placement>> parts;
  for (const Placement& place : places) {
    const auto [delivery, record] = at(place.record);
    parts[delivery].push_back({record, place.row});
  }
  return {parts.begin(), parts.end()};
}

void Records::read_into(const std::vector<Placement>& places, Layer layer, std::string_view from,
                        std::string_view to) const {
  Table& table = work_.table(layer);
  Column& into = table.columns[position(layer, to)];
  into.known = into.known || brings(from);
  for (const auto& [delivery, part] : split(places)) {
    ColumnTask task;
    task.delivery = delivery;
    task.raw = work_.deliveries[delivery].rows.column(from);
    if (task.raw == nullptr) continue;
    task.attribute = table.type().attributes[position(layer, to)];
    task.codes = work_.code_map(delivery, from);
    task.placements = part;
    task.into = &into;
    task.layer = layer;
    run(work_, {&task, 1});
  }
}

RoadTables::RoadTables(MappingWork& work)
    : roads(work, SourceLayer::road), sides(work, SourceLayer::road_side),
      road_ids(roads.ids("id")), side_ids(sides.ids("id")),
      side_line_ids(sides.ids("yol_orta_hat_id")), line_ids(work.table(Layer::centreline).ids),
      line_road_ids(work.input(Layer::centreline, "yol_id").texts),
      side_neighbourhoods(sides.ids("mahalle_id")), road_index(road_ids) {
  const TextColumn hamlets = sides.ids("koy_baglisi_id");
  const auto attribute = [](std::string_view name) {
    return *source_attribute(SourceLayer::road_side, name);
  };
  side_codes = sides.values("csbm_kodu", attribute("csbm_kodu"));
  side_parity = sides.values("yon", attribute("yon"));
  side_drawn = sides.values("sayisallastirma_yon", attribute("sayisallastirma_yon"));

  const IdIndex line_index(line_ids);
  side_line.assign(sides.size(), none);
  side_road.assign(sides.size(), none);
  line_road.assign(line_ids.size(), none);
  for (std::uint32_t line = 0; line < line_ids.size(); ++line) {
    if (!line_road_ids.null(line)) line_road[line] = road_index.find(line_road_ids[line]);
  }
  for (std::uint32_t side = 0; side < sides.size(); ++side) {
    if (side_neighbourhoods.null(side) && !hamlets.null(side)) {
      side_neighbourhoods.set(side, hamlets[side]);
    }
    if (side_line_ids.null(side)) continue;
    side_line[side] = line_index.find(side_line_ids[side]);
    if (side_line[side] != none) side_road[side] = line_road[side_line[side]];
  }
}

std::string RoadTables::name_of_side(std::uint32_t side) const {
  const std::uint32_t line = side_line[side];
  if (line == none) return {};
  const std::string_view road = line_road_ids.null(line) ? line_ids[line] : line_road_ids[line];
  return std::string(road) + '/' + std::string(side_neighbourhoods[side]);
}

int RoadTables::hand(std::uint32_t side) const {
  enum : std::int64_t { odd, even };  // positions in the list tek, cift, karisik
  if (side_parity.integers[side] == odd) return 1;
  if (side_parity.integers[side] == even) return -1;
  if (side_drawn.null(side)) return 0;
  const std::string_view drawn = side_drawn.texts[side];
  const std::string word = folded_identifier(drawn);
  if (word == "SOL" || drawn == "1" || drawn == "+") return 1;
  return word == "SAG" || drawn == "2" || drawn == "-1" || drawn == "-" ? -1 : 0;
}

void give_sides_to_lines(MappingWork& work, const RoadTables& tables,
                         const std::vector<std::uint32_t>& side_row) {
  constexpr std::uint32_t none = RoadTables::none;
  if (tables.sides.empty()) return;
  Table& lines = work.table(Layer::centreline);
  std::vector<std::uint32_t> left(lines.size(), none), right(lines.size(), none);
  std::vector<std::uint32_t> order;
  for (std::uint32_t side = 0; side < tables.sides.size(); ++side) {
    if (tables.side_line[side] != none) order.push_back(side);
  }
  // Those who know their hand choose first.
  std::ranges::sort(order, {}, [&](std::uint32_t side) {
    return std::tuple(tables.hand(side) == 0, tables.side_ids[side], side);
  });
  for (const std::uint32_t side : order) {
    const std::uint32_t line = tables.side_line[side];
    const bool wants_left = tables.hand(side) >= 0;
    std::uint32_t& first = wants_left ? left[line] : right[line];
    std::uint32_t& second = wants_left ? right[line] : left[line];
    if (first == none) first = side;
    else if (second == none) second = side;
  }
  const auto give = [&](const std::vector<std::uint32_t>& chosen, const std::string& hand) {
    std::vector<Placement> places;
    Column& codes = lines.columns[position(Layer::centreline, hand + "_csbm_kodu")];
    codes.known = codes.known || tables.sides.brings("csbm_kodu");
    auto& links = lines.links[position(Layer::centreline, hand + "_csbm_tucbs_no")];
    for (std::uint32_t line = 0; line < lines.size(); ++line) {
      const std::uint32_t side = chosen[line];
      if (side == none) continue;
      places.push_back({side, line});
      codes.integers[line] = tables.side_codes.integers[side];
      if (side_row[side] != none) links[line] = static_cast<std::int32_t>(side_row[side]);
    }
    for (const std::string number : {"baslangic_no", "bitis_no", "yon"}) {
      tables.sides.read_into(places, Layer::centreline, number, hand + "_" + number);
    }
  };
  give(left, "sol");
  give(right, "sag");
}

}  // namespace uavt::sync
