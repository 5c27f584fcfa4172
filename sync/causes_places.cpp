// Causes that lie in a delivery: the rows of one day, or a source in one mahalle, are nearly all
// wrong while the rows beside them are not.
#include "sync/causes_clues.hpp"
#include "sync/text.hpp"
#include "sync/whereabouts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace uavt::sync {

namespace {

/// Days a row may carry; both registers have them (ATTRIBUTES).
constexpr std::array<std::string_view, 2> days = {"olusturma_tarihi", "degistirme_tarihi"};

std::size_t day_position(Layer layer, std::size_t which) {
  static const auto all = [] {
    std::array<std::array<std::size_t, days.size()>, layer_count> positions{};
    for (const Layer each : all_layers) {
      for (std::size_t d = 0; d < days.size(); ++d) positions[index(each)][d] = position(each, days[d]);
    }
    return positions;
  }();
  return all[index(layer)][which];
}

/// What is only remarked on (a code missing everywhere, a door the state cannot know yet) spoils
/// no load.
bool counts(const Finding& finding) { return finding.severity != Severity::info; }

/// The rows that an open warning or error is about, each once.
std::vector<Subject> wrong_rows(const Clues& clues) {
  std::vector<Subject> rows;
  std::unordered_set<RowKey> seen;
  for (const std::uint32_t at : clues.open) {
    if (!counts(clues.findings[at])) continue;
    for (const Subject& row : rows_of(clues.findings[at])) {
      if (!is_row(row)) continue;
      const auto number = static_cast<std::size_t>(row.row);
      if (!seen.insert(row_key(row.reg, *row.layer, number)).second) continue;
      Subject bare;
      bare.reg = row.reg;
      bare.layer = row.layer;
      bare.row = row.row;
      rows.push_back(std::move(bare));
    }
  }
  return rows;
}

/// Rows by place. A place is part of a whole, against the rest of which it is held.
template <typename Place>
class Census {
 public:
  using Whole = typename Place::first_type;

  void wrong(const Place& place) {
    ++places_[place].wrong;
    ++wholes_[place.first].wrong;
  }
  /// Only places with enough wrong rows are counted out.
  [[nodiscard]] bool close() {
    std::erase_if(places_, [](const auto& each) { return each.second.wrong < fewest_rows; });
    return !places_.empty();
  }
  /// Asked of every row of the night: rows of one whole mostly follow each other. True for a row of
  /// a place that is counted out.
  bool row(const Place& place) {
    if (!last_ || last_->first != place.first) {
      const auto whole = wholes_.find(place.first);
      last_.emplace(place.first, whole == wholes_.end() ? nullptr : &whole->second);
    }
    if (last_->second == nullptr) return false;
    ++last_->second->rows;
    const auto counted = places_.find(place);
    if (counted == places_.end()) return false;
    ++counted->second.rows;
    return true;
  }
  [[nodiscard]] const Rate& here(const Place& place) const { return places_.at(place); }
  [[nodiscard]] Rate elsewhere(const Place& place) const {
    const Rate& whole = wholes_.at(place.first);
    const Rate& part = here(place);
    return {whole.wrong - part.wrong, whole.rows - part.rows};
  }
  /// Places that are no chance. A whole has at most as many as it has fives of rows.
  template <typename Fits>
  [[nodiscard]] std::set<Place> systematic_ones(const Fits& fits) const {
    std::set<Place> found;
    for (const auto& [place, rate] : places_) {
      const std::size_t looked_at = wholes_.at(place.first).rows / fewest_rows + 1;
      if (fits(place) && systematic(rate, elsewhere(place), looked_at)) found.insert(place);
    }
    return found;
  }

 private:
  std::map<Place, Rate> places_;
  std::map<Whole, Rate> wholes_;
  std::optional<std::pair<Whole, Rate*>> last_;
};

template <typename Visit>
void for_delivered(const Night& night, const Visit& visit) {
  for (std::size_t r = 0; r < register_count; ++r) {
    for (const Layer layer : all_layers) {
      const Table& table = night.sides[r].table(layer);
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.states[row] == RowState::last_seen ||
            table.states[row] == RowState::out_of_scope) {
          continue;
        }
        visit(static_cast<Register>(r), layer, table, row);
      }
    }
  }
}

void add_share(Cause& cause, const Rate& here, const Rate& elsewhere) {
  cause.evidence.emplace_back("rows", static_cast<std::int64_t>(here.wrong));
  cause.evidence.emplace_back("of", static_cast<std::int64_t>(here.rows));
  cause.evidence.emplace_back("share", here.share());
  cause.evidence.emplace_back("elsewhere_share", elsewhere.share());
}

/// Findings most of whose rows lie in a place.
template <typename Place, typename PlaceOf>
std::map<Place, std::vector<std::uint32_t>> findings_in(const Clues& clues,
                                                       const std::set<Place>& places,
                                                       const PlaceOf& place_of) {
  std::map<Place, std::vector<std::uint32_t>> found;
  for (const std::uint32_t at : clues.open) {
    const Finding& finding = clues.findings[at];
    if (!counts(finding)) continue;
    std::map<Place, std::size_t> rows;
    const auto all = rows_of(finding);
    for (const Subject& row : all) {
      if (!is_row(row)) continue;
      const auto place = place_of(row);
      if (place && places.contains(*place)) ++rows[*place];
    }
    for (const auto& [place, count] : rows) {
      if (static_cast<double>(count) >= systematic_share * static_cast<double>(all.size())) {
        found[place].push_back(at);
      }
    }
  }
  return found;
}

struct NamedMahalle {
  std::int64_t code = null_integer;
  std::string name;
};

NamedMahalle named(const Night& night, std::int64_t tucbs_no) {
  NamedMahalle mahalle;
  for (const Register reg : {Register::uavt, Register::cbs}) {
    const Table& table = night.side(reg).table(Layer::neighbourhood);
    const Column& codes = table.columns[position(Layer::neighbourhood, "mahalle_kodu")];
    const Column& names = table.columns[position(Layer::neighbourhood, "ad")];
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (table.tucbs_no[row] != tucbs_no) continue;
      if (mahalle.code == null_integer) mahalle.code = codes.integers[row];
      if (mahalle.name.empty()) mahalle.name = names.texts[row];
    }
  }
  return mahalle;
}

}  // namespace

Suspects suspected_loads(const Clues& clues) {
  using Place = std::pair<std::tuple<std::uint16_t, Layer, std::size_t>, std::int64_t>;
  const auto place_of = [&](const Table& table, std::size_t row, std::size_t which) {
    const std::int64_t day = table.columns[day_position(table.layer, which)].integers[row];
    return day == null_integer
               ? std::nullopt
               : std::optional(Place{{table.origins[row].source, table.layer, which}, day});
  };
  Suspects suspects;
  for (std::size_t which = 0; which < days.size(); ++which) {
    const auto place_of_subject = [&](const Subject& row) {
      return place_of(clues.night.side(row.reg).table(*row.layer),
                      static_cast<std::size_t>(row.row), which);
    };
    Census<Place> census;
    for (const Subject& row : wrong_rows(clues)) {
      if (const auto place = place_of_subject(row)) census.wrong(*place);
    }
    if (!census.close()) continue;
    for_delivered(clues.night, [&](Register, Layer, const Table& table, std::size_t row) {
      if (const auto place = place_of(table, row, which)) census.row(*place);
    });
    // A day that is most of the source is the source, not a load.
    const auto bad = census.systematic_ones([&](const Place& place) {
      return census.here(place).rows <= census.elsewhere(place).rows;
    });
    for (auto& [place, findings] : findings_in(clues, bad, place_of_subject)) {
      const auto& [whole, day] = place;
      // A day that is restricted names no cause.
      if (clues.settings.restrictions.restricted(std::get<1>(whole), days[which])) continue;
      Suspect suspect;
      suspect.findings = findings;
      suspect.cause.kind = CauseKind::bulk_load;
      suspect.cause.source = clues.source_name(std::get<0>(whole));
      suspect.cause.layer = std::get<1>(whole);
      suspect.cause.id =
          cause_id(CauseKind::bulk_load,
                   {suspect.cause.source, name(std::get<1>(whole)), days[which], iso_date(day)});
      suspect.cause.evidence = {{"attribute", std::string(days[which])}, {"day", iso_date(day)}};
      add_share(suspect.cause, census.here(place), census.elsewhere(place));
      suspects.push_back(std::move(suspect));
    }
  }
  return suspects;
}

namespace {

/// A source in one mahalle, held against the other mahalle.
using SourcePart = std::pair<std::pair<Register, std::uint16_t>, std::int64_t>;

Suspects suspected_parts(const Clues& clues) {
  const auto part_of = [&](Register reg, Layer layer, std::size_t row) {
    const std::uint16_t source = clues.night.side(reg).table(layer).origins[row].source;
    return SourcePart{{reg, source}, mahalle_of(clues.night, clues.matched, reg, layer, row)};
  };
  const auto part_of_subject = [&](const Subject& row) {
    return std::optional(part_of(row.reg, *row.layer, static_cast<std::size_t>(row.row)));
  };
  Census<SourcePart> census;
  for (const Subject& row : wrong_rows(clues)) census.wrong(*part_of_subject(row));
  if (!census.close()) return {};
  std::map<SourcePart, std::set<Layer>> layers;
  for_delivered(clues.night, [&](Register reg, Layer layer, const Table&, std::size_t row) {
    const SourcePart part = part_of(reg, layer, row);
    if (census.row(part)) layers[part].insert(layer);
  });
  const auto bad = census.systematic_ones([](const SourcePart& part) { return part.second > 0; });
  Suspects suspects;
  for (auto& [part, findings] : findings_in(clues, bad, part_of_subject)) {
    const NamedMahalle mahalle = named(clues.night, part.second);
    const bool coded = mahalle.code != null_integer;
    Suspect suspect;
    suspect.findings = findings;
    suspect.cause.kind = CauseKind::file;
    suspect.cause.source = clues.source_name(part.first.second);
    if (layers[part].size() == 1) suspect.cause.layer = *layers[part].begin();
    suspect.cause.id = cause_id(
        CauseKind::file,
        {suspect.cause.source, (coded ? "" : "#") + std::to_string(coded ? mahalle.code : part.second)});
    if (coded) suspect.cause.evidence.emplace_back("mahalle_kodu", mahalle.code);
    suspect.cause.evidence.emplace_back("mahalle", mahalle.name);
    add_share(suspect.cause, census.here(part), census.elsewhere(part));
    suspects.push_back(std::move(suspect));
  }
  return suspects;
}

/// One of several sources of a register's layer, held against the others.
using LayerPart = std::pair<std::pair<Register, Layer>, std::uint16_t>;

Suspects suspected_sources(const Clues& clues) {
  const auto part_of = [&](Register reg, Layer layer, std::size_t row) {
    return LayerPart{{reg, layer}, clues.night.side(reg).table(layer).origins[row].source};
  };
  const auto part_of_subject = [&](const Subject& row) {
    return std::optional(part_of(row.reg, *row.layer, static_cast<std::size_t>(row.row)));
  };
  Census<LayerPart> census;
  for (const Subject& row : wrong_rows(clues)) census.wrong(*part_of_subject(row));
  if (!census.close()) return {};
  for_delivered(clues.night, [&](Register reg, Layer layer, const Table&, std::size_t row) {
    census.row(part_of(reg, layer, row));
  });
  const auto bad = census.systematic_ones([](const LayerPart&) { return true; });
  Suspects suspects;
  for (auto& [part, findings] : findings_in(clues, bad, part_of_subject)) {
    Suspect suspect;
    suspect.findings = findings;
    suspect.cause.kind = CauseKind::file;
    suspect.cause.source = clues.source_name(part.second);
    suspect.cause.layer = part.first.second;
    suspect.cause.id = cause_id(CauseKind::file, {suspect.cause.source, name(part.first.second)});
    add_share(suspect.cause, census.here(part), census.elsewhere(part));
    suspects.push_back(std::move(suspect));
  }
  return suspects;
}

}  // namespace

Suspects suspected_files(const Clues& clues) {
  Suspects suspects = suspected_parts(clues);
  std::ranges::move(suspected_sources(clues), std::back_inserter(suspects));
  return suspects;
}

}  // namespace uavt::sync
