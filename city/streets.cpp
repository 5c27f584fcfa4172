// Roads and streets: where a road begins and ends, what it is called, which neighbourhoods it
// runs through, and on which side of it each of them lies.
#include <algorithm>
#include <array>

#include "city/names.hpp"
#include "city/random.hpp"
#include "city/world.hpp"

namespace uavt::city {
namespace {

constexpr std::array<StreetWords, 6> street_words = {{{"koy_sokagi", "KÖY SOKAĞI", 0},
                                                      {"meydan", "MEYDAN", 4},
                                                      {"bulvar", "BULVAR", 3},
                                                      {"cadde", "CADDE", 2},
                                                      {"sokak", "SOKAK", 1},
                                                      {"kume_evler", "KÜME EVLER", 5}}};

class Surveyor {
 public:
  Surveyor(World& world, const Options& options)
      : world_(world),
        grid_(world.grid),
        village_streets_(!options.maks_roads),
        street_codes_{{{world.seed, Use::street_code, 100'000, 999'999},
                       {world.seed, Use::street_code, 1'000'000, 9'999'999},
                       {world.seed, Use::street_code, 100'000'000, 999'999'971}}},
        road_codes_(world.seed, Use::road_code, 1'000'000, 99'999'999) {}

  void horizontals() {
    for (int row = 0; row < grid_.street_rows(); ++row) {
      bool open = false;
      for (int block = 0; block < grid_.block_columns(); ++block) {
        const int north = grid_.neighbourhood_at(block, row + 0.25);
        const int south = grid_.neighbourhood_at(block, row - 0.25);
        if (north < 0 && south < 0) {
          open = false;
          continue;
        }
        if (!open || horizontal_break(row, block)) {
          begin(horizontal_type(row, block, north, south), false,
                static_cast<std::uint64_t>(row) * 4096 + block);
        }
        open = true;
        Piece piece;
        piece.line = row;
        piece.block = block;
        add(piece, north, south);
      }
    }
  }

  void verticals() {
    for (int line = 1; line < grid_.block_columns(); ++line) {
      bool open = false;
      std::array<int, 2> below = {-1, -1};
      for (int half = 0; half < 2 * (grid_.street_rows() - 1); ++half) {
        // Two halves of a stretch are one piece unless a border runs between them.
        const double from = half / 2.0;
        const std::array<int, 2> here = {grid_.neighbourhood_at(line - 1, from + 0.25),
                                         grid_.neighbourhood_at(line, from + 0.25)};
        if (here[0] < 0 && here[1] < 0) {
          open = false;
          continue;
        }
        const bool same = here == below;
        if (open && half % 2 == 1 && same) {
          lengthen(line, from + 0.5);
          continue;
        }
        if (!open || vertical_break(line, half, same, below, here)) {
          begin(vertical_type(line, here), true, (1ull << 40) + half * 4096ull + line);
        }
        open = true;
        below = here;
        Piece piece;
        piece.line = line;
        piece.from = from;
        piece.to = from + 0.5;
        add(piece, here[0], here[1]);
      }
    }
  }

  /// Names come last: a name must be free in every neighbourhood its road runs through.
  void name_all() {
    std::vector<std::vector<std::uint32_t>> taken(world_.neighbourhoods.size());
    for (std::uint32_t r = 0; r < world_.roads.size(); ++r) {
      Road& road = world_.roads[r];
      Dice dice(world_.seed, Use::road_name, r);
      // Four of ten names are numbers, as in the national register.
      if (road.type == StreetType::street && dice.permille(420)) {
        road.name = std::to_string(1000 + r) + ".";
        continue;
      }
      std::uint32_t name = 0;
      // The short list first: the same name in several neighbourhoods is what the register has.
      for (int attempt = 0; attempt < 200; ++attempt) {
        name = dice.below(attempt < 4 ? 130 : street_name_count);
        bool free = true;
        for (std::uint32_t s = road.first_street; s < road.first_street + road.streets; ++s) {
          const auto& names = taken[world_.streets[s].neighbourhood];
          free = free && std::ranges::find(names, name) == names.end();
        }
        if (free) break;
      }
      for (std::uint32_t s = road.first_street; s < road.first_street + road.streets; ++s) {
        taken[world_.streets[s].neighbourhood].push_back(name);
      }
      road.name = street_name(name);
    }
  }

  void close_geometry() {
    for (std::uint32_t r = 0; r < world_.roads.size(); ++r) {
      const Road& road = world_.roads[r];
      for (std::uint32_t p = road.first_piece; p < road.first_piece + road.pieces; ++p) {
        const Piece& piece = world_.pieces[p];
        trace_.clear();
        if (road.vertical) {
          const double x = piece.line * grid_.block_pitch();
          trace_ = {grid_.at(x, piece.from), grid_.at(x, piece.to)};
        } else {
          grid_.trace_row(piece.block, piece.line, trace_);
        }
        if (!road.forward) std::ranges::reverse(trace_);
        world_.piece_lines.begin_row(geo::Kind::line);
        world_.piece_lines.begin_part();
        world_.piece_lines.begin_ring();
        for (const geo::Point& point : trace_) world_.piece_lines.add_vertex(point.x, point.y);
        world_.piece_lines.end_row();
      }
    }
  }

 private:
  [[nodiscard]] bool village(int neighbourhood) const {
    return neighbourhood >= 0 && world_.neighbourhoods[neighbourhood].village;
  }

  [[nodiscard]] bool horizontal_break(int row, int block) const {
    if (row == 1 && block <= 1) return true;  // the square is one block long
    Dice dice(world_.seed, Use::road_break, static_cast<std::uint64_t>(row) * 4096 + block);
    if (block % grid_.blocks != 0) return dice.permille(550);
    const bool to_village = village(grid_.neighbourhood_at(block, row + 0.25)) !=
                                village(grid_.neighbourhood_at(block - 1, row + 0.25)) ||
                            village(grid_.neighbourhood_at(block, row - 0.25)) !=
                                village(grid_.neighbourhood_at(block - 1, row - 0.25));
    return to_village || dice.permille(650);
  }

  [[nodiscard]] bool vertical_break(int line, int half, bool same, const std::array<int, 2>& below,
                                    const std::array<int, 2>& here) const {
    Dice dice(world_.seed, Use::road_break, (1ull << 40) + half * 4096ull + line);
    if (same) return half % 2 == 0 && dice.permille(120);
    return village(below[0]) != village(here[0]) || village(below[1]) != village(here[1]) ||
           dice.permille(350);
  }

  [[nodiscard]] StreetType horizontal_type(int row, int block, int north, int south) const {
    if (row == 1 && block == 0) return StreetType::square;
    if (village(north) && village(south)) {
      if (row % 2 == 0) return StreetType::hamlet;
      return village_streets_ ? StreetType::village_street : StreetType::street;
    }
    return row % 9 == 4 ? StreetType::avenue : StreetType::street;
  }

  [[nodiscard]] StreetType vertical_type(int line, const std::array<int, 2>& here) const {
    if (line % grid_.blocks == 0) {
      return (line / grid_.blocks) % 3 == 1 ? StreetType::boulevard : StreetType::avenue;
    }
    if (village(here[0]) && village_streets_) return StreetType::village_street;
    return line % 3 == 1 ? StreetType::avenue : StreetType::street;
  }

  void begin(StreetType type, bool vertical, std::uint64_t id) {
    Dice dice(world_.seed, Use::road_direction, id);
    Road road;
    road.type = type;
    road.vertical = vertical;
    road.forward = dice.permille(600);
    road.code = road_codes_[world_.roads.size()];
    road.first_piece = static_cast<std::uint32_t>(world_.pieces.size());
    road.first_street = static_cast<std::uint32_t>(world_.streets.size());
    world_.roads.push_back(std::move(road));
  }

  std::uint32_t street_in(int neighbourhood) {
    if (neighbourhood < 0) return nothing;
    Road& road = world_.roads.back();
    for (std::uint32_t s = road.first_street; s < road.first_street + road.streets; ++s) {
      if (world_.streets[s].neighbourhood == static_cast<std::uint32_t>(neighbourhood)) return s;
    }
    const auto s = static_cast<std::uint32_t>(world_.streets.size());
    Street street;
    street.road = static_cast<std::uint32_t>(world_.roads.size() - 1);
    street.neighbourhood = static_cast<std::uint32_t>(neighbourhood);
    // Old codes are short, those given since 2021 have nine digits.
    street.code = street_codes_[s % 10 < 6 ? 0 : s % 10 < 8 ? 1 : 2][s];
    world_.streets.push_back(std::move(street));
    ++road.streets;
    return s;
  }

  /// `a` is the north or west side.
  void add(Piece piece, int a, int b) {
    Road& road = world_.roads.back();
    piece.road = static_cast<std::uint32_t>(world_.roads.size() - 1);
    piece.left = street_in(a);
    piece.right = street_in(b);
    if (!road.forward) std::swap(piece.left, piece.right);
    ++world_.roads.back().pieces;
    world_.pieces.push_back(piece);
  }

  void lengthen(int line, double to) {
    if (world_.pieces.back().line == line) world_.pieces.back().to = to;
  }

  World& world_;
  const Grid& grid_;
  bool village_streets_;
  std::array<Codes, 3> street_codes_;
  Codes road_codes_;
  std::vector<geo::Point> trace_;
};

}  // namespace

const StreetWords& words(StreetType type) {
  return street_words[static_cast<std::size_t>(type)];
}

void lay_out(World& world, const Options& options) {
  world.grid = Grid::for_buildings(options.buildings);
  const Codes codes(world.seed, Use::neighbourhood_code, 10'000, 199'999);
  const Codes villages(world.seed, Use::village_code, 1'000, 89'999);
  for (int i = 0; i < world.grid.neighbourhoods; ++i) {
    const auto index = static_cast<std::uint32_t>(i);
    Neighbourhood neighbourhood;
    neighbourhood.code = codes[index];
    neighbourhood.village = i == world.grid.neighbourhoods - 1;
    // Every town neighbourhood belongs to the same centre; the village is its own.
    neighbourhood.village_code = villages[neighbourhood.village ? 1 : 0];
    neighbourhood.name = neighbourhood_name(index);
    world.neighbourhoods.push_back(std::move(neighbourhood));
  }
  Surveyor surveyor(world, options);
  surveyor.horizontals();
  surveyor.verticals();
  surveyor.name_all();
  surveyor.close_geometry();
}

}  // namespace uavt::city
