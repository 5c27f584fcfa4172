// The municipality's neighbourhoods and streets: CSBM lines, or MAKS' three road tables that only
// together say which street a line is.
#include "city/files.hpp"
#include "city/names.hpp"
#include "city/random.hpp"
#include "city/sheet.hpp"

namespace uavt::city {
namespace {

using sync::SourceLayer;

class StreetWriter {
 public:
  StreetWriter(const World& world, const Options& options, Sheets& sheets)
      : world_(world), options_(options), sheets_(sheets) {}

  void neighbourhoods() {
    Sheet sheet(SourceLayer::neighbourhood,
                chosen(world_.neighbourhoods, [](const Neighbourhood&) { return true; }));
    if (options_.maks_roads) {
      sheet.texts("id", "ID", [this](std::uint32_t n) {
        return guid(world_.seed, Content::neighbourhoods, n);
      });
    }
    sheet.texts("ad", "AD", [this](std::uint32_t n) { return municipal_name(world_, n); });
    if (options_.cbs_codes) {
      sheet.integers("mahalle_kodu", "KIMLIKNO",
                     [this](std::uint32_t n) { return world_.neighbourhoods[n].code; });
    }
    geo::GeometryColumn& shapes = sheet.geometry();
    for (const std::uint32_t n : sheet.things()) {
      shapes.begin_row(geo::Kind::polygon);
      shapes.begin_part();
      shapes.begin_ring();
      for (const geo::Point& p : world_.borders.empty()
                                     ? world_.grid.border(static_cast<int>(n))
                                     : world_.borders[n]) {
        shapes.add_vertex(p.x, p.y);
      }
      shapes.end_row();
    }
    add_municipal(sheets_, "mahalle", "MAHALLE", Content::neighbourhoods, sheet);
  }

  /// CSBM lines, a multi-line each; a street on a border has the border's line, as its twin has.
  void streets() {
    Sheet sheet(SourceLayer::street,
                chosen(world_.streets, [this](const Street& s) { return world_.in_use(s); }));
    const auto& streets = world_.streets;
    if (options_.cbs_codes) {
      sheet.integers("csbm_kodu", "UAVTKODU", [&](std::uint32_t s) { return streets[s].code; });
      sheet.integers("yol_kimlik_no", "YOLKIMLIKNO",
                     [&](std::uint32_t s) { return world_.road_of(streets[s]).code; });
      sheet.integers("mahalle_kodu", "MAHALLEKODU", [&](std::uint32_t s) {
        return world_.neighbourhoods[streets[s].neighbourhood].code;
      });
    } else {
      sheet.texts("mahalle_adi", "MAHALLEADI", [&](std::uint32_t s) {
        return municipal_name(world_, streets[s].neighbourhood);
      });
    }
    sheet.texts("ad", "AD",
                [&](std::uint32_t s) { return title_case(world_.road_of(streets[s]).name); });
    sheet.texts("tip", "TIP", [&](std::uint32_t s) {
      return std::string(words(world_.road_of(streets[s]).type).value);
    });
    geo::GeometryColumn& lines = sheet.geometry();
    for (const std::uint32_t s : sheet.things()) {
      const Road& road = world_.road_of(streets[s]);
      lines.begin_row(geo::Kind::line);
      for (std::uint32_t p = road.first_piece; p < road.first_piece + road.pieces; ++p) {
        if (world_.pieces[p].left != s && world_.pieces[p].right != s) continue;
        lines.begin_part();
        lines.begin_ring();
        const auto line = world_.piece_lines[p].ring(0, 0);
        for (std::size_t i = 0; i < line.size(); i += 2) lines.add_vertex(line[i], line[i + 1]);
      }
      lines.end_row();
    }
    sheets_.municipal_street = rows_of(sheet.things(), streets.size());
    add_municipal(sheets_, "csbm", "CSBM", Content::streets, sheet);
  }

  /// The same streets as MAKS keeps them: road, stretch, and two sides of each stretch.
  void maks_roads() {
    std::vector<bool> used(world_.roads.size());
    for (const Piece& piece : world_.pieces) {
      if (piece.left != nothing) used[piece.road] = true;
    }
    std::vector<std::uint32_t> roads;
    for (std::uint32_t r = 0; r < used.size(); ++r) {
      if (used[r]) roads.push_back(r);
    }
    Sheet road(SourceLayer::road, std::move(roads));
    id(road, Content::roads);
    if (options_.cbs_codes) {
      road.integers("yol_kimlik_no", "KIMLIKNO",
                    [this](std::uint32_t r) { return world_.roads[r].code; });
    }
    road.texts("ad", "AD", [this](std::uint32_t r) { return title_case(world_.roads[r].name); });
    road.integers("maks_tip", "TIP", [this](std::uint32_t r) {
      return std::int64_t{words(world_.roads[r].type).maks};
    });
    add_municipal(sheets_, "yol", "YOL", Content::roads, road);

    Sheet line(SourceLayer::centreline,
               chosen(world_.pieces, [](const Piece& p) { return p.left != nothing; }));
    id(line, Content::centrelines);
    if (options_.cbs_codes) {
      const Codes codes(world_.seed, Use::centreline_code, 1'000'000, 99'999'999);
      line.integers("kimlik_no", "KIMLIKNO", [&](std::uint32_t p) { return codes[p]; });
    }
    line.texts("yol_id", "YOLID", [this](std::uint32_t p) {
      return guid(world_.seed, Content::roads, world_.pieces[p].road);
    });
    line.shapes(world_.piece_lines);
    std::vector<std::uint32_t> sides;
    for (const std::uint32_t p : line.things()) {
      sides.push_back(2 * p);
      sides.push_back(2 * p + 1);
    }
    add_municipal(sheets_, "yolortahat", "YOLORTAHAT", Content::centrelines, line);
    road_sides(std::move(sides));
  }

  /// Side 2p is the left of piece p, 2p + 1 its right.
  void road_sides(std::vector<std::uint32_t> numbers) {
    Sheet side(SourceLayer::road_side, std::move(numbers));
    const auto street = [this](std::uint32_t s) -> const Street& {
      const Piece& piece = world_.pieces[s / 2];
      return world_.streets[s % 2 == 0 ? piece.left : piece.right];
    };
    const auto counted = [&](std::uint32_t s) {
      const StreetType type = world_.road_of(street(s)).type;
      return type == StreetType::square || type == StreetType::hamlet;
    };
    id(side, Content::road_sides);
    if (options_.cbs_codes) {
      side.integers("csbm_kodu", "UAVTKODU", [&](std::uint32_t s) { return street(s).code; });
    }
    side.texts("yol_orta_hat_id", "YOLORTAHATID",
               [this](std::uint32_t s) { return guid(world_.seed, Content::centrelines, s / 2); });
    side.texts("mahalle_id", "MAHALLEID", [&](std::uint32_t s) {
      return guid(world_.seed, Content::neighbourhoods, street(s).neighbourhood);
    });
    const auto number = [](std::uint32_t n) { return n == 0 ? sync::null_integer : n; };
    side.integers("baslangic_no", "BASLANGICNO", [&](std::uint32_t s) {
      const Piece& piece = world_.pieces[s / 2];
      return number(s % 2 == 0 ? piece.left_first : piece.right_first);
    });
    side.integers("bitis_no", "BITISNO", [&](std::uint32_t s) {
      const Piece& piece = world_.pieces[s / 2];
      return number(s % 2 == 0 ? piece.left_last : piece.right_last);
    });
    side.texts("yon", "TUR", [&](std::uint32_t s) {
      return std::string(counted(s) ? "karisik" : s % 2 == 0 ? "tek" : "cift");
    });
    add_municipal(sheets_, "yolortahatyon", "YOLORTAHATYON", Content::road_sides, side);
  }

 private:
  void id(Sheet& sheet, Content content) const {
    sheet.texts("id", "ID", [&](std::uint32_t thing) { return guid(world_.seed, content, thing); });
  }

  const World& world_;
  const Options& options_;
  Sheets& sheets_;
};

}  // namespace

void write_municipal_streets(const World& world, const Options& options, Sheets& sheets) {
  StreetWriter writer(world, options, sheets);
  writer.neighbourhoods();
  options.maks_roads ? writer.maks_roads() : writer.streets();
}

}  // namespace uavt::city
