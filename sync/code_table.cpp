#include "sync/code_table.hpp"

#include "sync/content.hpp"
#include "sync/image.hpp"
#include "sync/night.hpp"
#include "sync/place_score.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace uavt::sync {

namespace {

/// What both registers last said of one layer, and what is published.
struct Pictures {
  Table municipal, national;
  const Table* published = nullptr;
};

std::int64_t integer_at(const Table& table, std::size_t column, std::size_t row) {
  return table.columns[column].integers[row];
}

std::int64_t parent_of(const Table& table, std::size_t row) {
  const std::size_t reference = parent_reference(table.layer);
  if (reference == std::string::npos || table.columns[reference].null(row)) return 0;
  return integer_at(table, reference, row);
}

/// Streets known by their doors: of the doors that are pairs, how many stand on it on both sides.
std::map<std::int64_t, double> streets_by_doors(const Pictures& doors) {
  struct Count {
    std::uint32_t municipal = 0, national = 0, both = 0;
  };
  std::map<std::int64_t, Count> counts;
  const auto street_of = [&](const Table& table, std::size_t row) { return parent_of(table, row); };
  for (std::size_t row = 0; row < doors.municipal.size(); ++row) {
    const std::int64_t street = street_of(doors.municipal, row);
    if (street == 0) continue;
    ++counts[street].municipal;
    const std::int32_t other = row_of(doors.national.tucbs_no, doors.municipal.tucbs_no[row]);
    if (other != no_row && street_of(doors.national, static_cast<std::size_t>(other)) == street) {
      ++counts[street].both;
    }
  }
  for (std::size_t row = 0; row < doors.national.size(); ++row) {
    const auto at = counts.find(street_of(doors.national, row));
    if (at != counts.end()) ++at->second.national;
  }
  std::map<std::int64_t, double> shares;
  for (const auto& [street, count] : counts) {
    if (count.both == 0) continue;
    shares[street] = static_cast<double>(count.both) /
                     static_cast<double>(std::max(count.municipal, count.national));
  }
  return shares;
}

class Teller {
 public:
  explicit Teller(const Stored& stored) {
    for (const Layer layer : all_layers) {
      if (!compared(layer)) continue;
      const Published& published = stored.published[index(layer)];
      Pictures& each = pictures_[index(layer)];
      const auto [national, municipal] = sides(layer);
      each.municipal =
          image_table(layer, municipal, published, stored.images[index(layer)][index(municipal)]);
      each.national =
          image_table(layer, national, published, stored.images[index(layer)][index(national)]);
      each.published = &published.table;
    }
    street_doors_ = streets_by_doors(pictures_[index(Layer::door)]);
  }

  void add(Layer layer, CodePairs which, std::vector<CodePair>& pairs) const {
    const Pictures& each = pictures_[index(layer)];
    for (std::size_t ours = 0; ours < each.municipal.size(); ++ours) {
      const std::int64_t number = each.municipal.tucbs_no[ours];
      const std::int32_t other = row_of(each.national.tucbs_no, number);
      const std::int32_t base = row_of(each.published->tucbs_no, number);
      if (other == no_row || base == no_row) continue;
      const auto theirs = static_cast<std::size_t>(other);
      if (!has_code(each.national, theirs)) continue;
      CodePair pair;
      pair.layer = layer;
      pair.tucbs_no = number;
      pair.loaded = loaded(each, ours, theirs);
      if (pair.loaded && which == CodePairs::to_load) continue;
      pair.municipal_code = code_text(each.municipal, ours);
      if (each.municipal.ids.size() > ours) pair.municipal_id = each.municipal.ids[ours];
      for (const std::size_t code : own_codes(layer)) {
        if (each.national.columns[code].null(theirs)) continue;
        pair.codes.emplace_back(layer_type(layer).attributes[code].name,
                                integer_at(each.national, code, theirs));
      }
      judge(pair, each, ours, theirs);
      tell_place(pair, layer, static_cast<std::size_t>(base));
      pairs.push_back(std::move(pair));
    }
  }

 private:
  static bool loaded(const Pictures& each, std::size_t ours, std::size_t theirs) {
    return std::ranges::all_of(own_codes(each.national.layer), [&](std::size_t code) {
      const Column& wanted = each.national.columns[code];
      const Column& had = each.municipal.columns[code];
      return wanted.null(theirs) ||
             (!had.null(ours) && had.integers[ours] == wanted.integers[theirs]);
    });
  }

  void judge(CodePair& pair, const Pictures& each, std::size_t ours, std::size_t theirs) const {
    const auto say = [&](std::string_view evidence, double score) {
      pair.evidence = evidence;
      pair.score = score;
    };
    for (const std::size_t code : own_codes(pair.layer)) {
      const Column& a = each.municipal.columns[code];
      const Column& b = each.national.columns[code];
      if (!a.null(ours) && !b.null(theirs) && a.integers[ours] == b.integers[theirs]) {
        return say("code", 1);
      }
    }
    const auto alike = [&](ContentKey key) {
      const std::string mine =
          content_key(each.municipal, ours, parent_of(each.municipal, ours), key);
      return !mine.empty() &&
             mine == content_key(each.national, theirs, parent_of(each.national, theirs), key);
    };
    const bool named = pair.layer == Layer::neighbourhood || pair.layer == Layer::street;
    if (alike(ContentKey::full)) return say(named ? "name" : "content", 1);
    if (alike(ContentKey::without_block)) return say("content", 0.9);
    const double score = place_score(each.municipal, ours, each.national, theirs);
    if (score > 0) return say(place_evidence(pair.layer), score);
    if (pair.layer == Layer::street) {
      const auto doors = street_doors_.find(pair.tucbs_no);
      if (doors != street_doors_.end()) return say("doors", doors->second);
    }
    pair.evidence = "earlier";
  }

  /// The codes and names of what the row lies on, up to its mahalle.
  void tell_place(CodePair& pair, Layer layer, std::size_t base) const {
    const auto text = [](const Table& table, std::string_view attribute, std::size_t row) {
      const std::size_t at = position(table.layer, attribute);
      return value_text(table.type().attributes[at], table.columns[at], row);
    };
    const Table* table = pictures_[index(layer)].published;
    std::size_t row = base;
    for (;;) {
      switch (table->layer) {
        case Layer::unit:
          pair.inner_number = text(*table, "ic_kapi_no", row);
          break;
        case Layer::door:
          pair.door_number = text(*table, "kapi_no", row);
          break;
        case Layer::street:
          pair.street = text(*table, "ad", row);
          if (const std::string type = text(*table, "tip", row); !type.empty()) {
            pair.street += " (" + type + ")";
          }
          break;
        case Layer::neighbourhood:
          pair.neighbourhood = text(*table, "ad", row);
          break;
        default:
          break;
      }
      if (table->layer != layer) {
        const std::size_t code = own_codes(table->layer).front();
        if (!table->columns[code].null(row)) {
          pair.codes.emplace_back(table->type().attributes[code].name,
                                  integer_at(*table, code, row));
        }
      }
      const std::string_view up = table->layer == Layer::building ? "mahalle_tucbs_no" : "";
      const std::size_t reference =
          up.empty() ? parent_reference(table->layer) : position(table->layer, up);
      if (reference == std::string::npos || table->columns[reference].null(row)) return;
      const Layer target = *table->type().attributes[reference].target;
      const std::int64_t number = integer_at(*table, reference, row);
      table = pictures_[index(target)].published;
      const std::int32_t next = row_of(table->tucbs_no, number);
      if (next == no_row) return;
      row = static_cast<std::size_t>(next);
    }
  }

  std::array<Pictures, layer_count> pictures_;
  std::map<std::int64_t, double> street_doors_;
};

}  // namespace

std::vector<CodePair> code_table(const Stored& stored, CodePairs which) {
  const Teller teller(stored);
  std::vector<CodePair> pairs;
  for (const Layer layer : all_layers) {
    if (compared(layer)) teller.add(layer, which, pairs);
  }
  const auto place = [](const CodePair& pair) {
    return std::tie(pair.layer, pair.neighbourhood, pair.street, pair.door_number,
                    pair.inner_number, pair.tucbs_no);
  };
  std::ranges::sort(pairs,
                    [&](const CodePair& a, const CodePair& b) { return place(a) < place(b); });
  return pairs;
}

}  // namespace uavt::sync
