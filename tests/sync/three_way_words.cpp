#include "tests/sync/three_way_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace uavt::sync {
namespace {

constexpr std::array every_word{Word::nothing, Word::a, Word::a_again,
                                Word::b,       Word::c, Word::bare};

/// Our mahalle is a square of this side with a parcel every 40 m; the other lies beside it.
constexpr double mahalle_m = 6000, pace_m = 40;
constexpr std::size_t parcels_in_row = 149;

std::size_t at(Word word) {
  return static_cast<std::size_t>(word);
}

bool on_one_ground(const geo::Box& a, const geo::Box& b) {
  if (a.empty() || b.empty()) return a.empty() == b.empty();
  const auto near = [](double one, double other) { return std::abs(one - other) < 1e-6; };
  return near(a.min_x, b.min_x) && near(a.min_y, b.min_y) && near(a.max_x, b.max_x) &&
         near(a.max_y, b.max_y);
}

/// Every street has names of its own, so that none is taken for another.
Values street(Word word, std::size_t i, const char* mahalle) {
  constexpr std::array types{"", "sokak", "sokak", "cadde", "bulvar", ""};
  const std::string number = std::to_string(i + 1);
  const std::array names{std::string(),    "Gül " + number,     "GÜL " + number + " SOKAĞI",
                         "Lale " + number, "Menekşe " + number, std::string()};
  return {{"csbm_kodu", number},
          {"mahalle_kodu", mahalle},
          {"ad", names[at(word)]},
          {"tip", types[at(word)]}};
}

/// A bare parcel is a passive one: its code, no number, no ground.
Values parcel(Word word, std::size_t i) {
  constexpr std::array islands{"", "10", "10", "20", "10", ""};
  constexpr std::array kinds{"", "Kargir ev", " KARGİR EV", "Tarla", "Bahçe", ""};
  constexpr std::array areas{"", "144.5", "144.5", "196", "256", ""};
  const std::string number = std::to_string(i + 1);
  const bool bare = word == Word::bare;
  return {{"tapu_zemin_ref", number},
          {"ada", islands[at(word)]},
          {"parsel", bare ? "" : number},
          {"nitelik", kinds[at(word)]},
          {"tapu_alan_m2", areas[at(word)]},
          {"durum", bare ? "pasif" : ""}};
}

}  // namespace

Layer Words::layer() const {
  return parcels() ? Layer::parcel : Layer::street;
}

const Group& Words::group() const {
  return groups(layer())[*group_position(layer(), group_name())];
}

Values Words::values(Word word, std::size_t i, Where where) const {
  return parcels() ? parcel(word, i) : street(word, i, where == Where::ours ? "1" : "2");
}

Shape Words::shape(Word word, std::size_t i, Where where) const {
  if (!parcels() || word == Word::bare) return {};
  const double out = where == Where::ours ? 0 : mahalle_m;
  double x = out + pace_m / 2 + static_cast<double>(i % parcels_in_row) * pace_m;
  const double y = pace_m / 2 + static_cast<double>(i / parcels_in_row) * pace_m;
  constexpr std::array side_m{0.0, 12.0, 12.0, 14.0, 16.0};
  const double side = side_m[at(word)];
  if (word != Word::a_again) return square(x, y, side);
  x += 0.001;  // the same ring from another corner, the other way round, within the tolerance
  return ring({x + side, y, x, y, x, y + side, x + side, y + side, x + side, y});
}

Table Words::row(Word word, std::size_t i) const {
  Table table = table_of(layer(), {values(word, i)});
  set_shape(table, 0, shape(word, i));
  if (word != Word::bare) {
    table.columns[position(layer(), "mahalle_tucbs_no")].integers[0] = our_mahalle;
  }
  return table;
}

std::optional<Word> Words::read(const Table& table, std::size_t row, std::size_t i) const {
  const auto says = [&](Word word) {
    const auto as_it_says = [&](const Values::value_type& said) {
      const std::size_t attribute = position(layer(), said.first);
      return table.type().attributes[attribute].group != group().position ||
             text_of(table, row, said.first) == said.second;
    };
    const Values words = values(word, i);
    if (!std::ranges::all_of(words, as_it_says)) return false;
    if (!group().geometry) return true;
    Table ground(layer());
    set_shape(ground, ground.append_row({}), shape(word, i));
    return on_one_ground(table.geometry[row].box(), ground.geometry[0].box());
  };
  const auto* const found = std::ranges::find_if(every_word, says);
  return found == every_word.end() ? std::nullopt : std::optional(*found);
}

Shape Words::ground(int mahalle) const {
  return parcels() ? square((mahalle - 1) * mahalle_m, 0, mahalle_m) : Shape{};
}

}  // namespace uavt::sync
