// The three-way decision over whole tables, against an oracle written from the text of DESIGN §4.7
// and from nothing else: what is published × what was settled, last seen and is said now by each
// side – the same, spelt otherwise, changed, empty, missing, set apart, not ours – × who has
// authority × what a person decided. Each combination is a street of one town; a town is one night.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "sync/groups.hpp"
#include "sync/image.hpp"
#include "sync/reconcile.hpp"
#include "tests/sync/tables.hpp"
#include "tests/sync/three_way_oracle.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

class OracleNight {
 public:
  explicit OracleNight(const Rules& rules) : rules_(rules), all_(combinations(rules)) {
    town_.settings.municipality.mahalle = {1};
    town_.authority(Layer::street, "ad", rules.authority);
    for (const Register reg : {uavt, cbs}) {
      town_.speaks(reg, Layer::street);
      town_.stored.spoken.emplace(reg, Layer::street, 0);
      town_.night.side(reg).as_of[index(Layer::street)] =
          (reg == cbs) == rules.municipal_newer ? 200 : 100;
    }
    remember();
    deliver();
    town_.run();
  }

  void expect_as_the_oracle_says() const {
    std::map<std::int64_t, std::size_t> rows;
    const Table& table = town_.published(Layer::street);
    const std::size_t code = position(Layer::street, "csbm_kodu");
    for (std::size_t row = 0; row < table.size(); ++row) {
      rows.emplace(table.columns[code].integers[row], row);
    }
    const std::map<std::int64_t, Queue> queues = queued();
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const Expected expected = oracle(all_[i], rules_);
      const auto row = rows.find(static_cast<std::int64_t>(i + 1));
      Queue queue;
      if (const auto at = queues.find(static_cast<std::int64_t>(i + 1)); at != queues.end()) {
        queue = at->second;
      }
      const std::string seen = row == rows.end()
                                   ? "gone"
                                   : told(row->second, i) + (queue.uav_03 ? " 03" : "") +
                                         (queue.uav_10 ? " 10" : "") + (queue.asks ? " asks" : "") +
                                         kept(i, row->second);
      if (seen == told(expected, i)) continue;
      if (++wrong <= 10)
        ADD_FAILURE() << text(i) << "\n  expected " << told(expected, i) << "\n  seen     " << seen;
    }
    EXPECT_EQ(wrong, 0u) << "of " << all_.size();
    EXPECT_GT(all_.size(), 500u);
  }

  [[nodiscard]] const Town& town() const { return town_; }

 private:
  struct Queue {
    bool uav_03 = false, uav_10 = false, asks = false;
  };

  static std::string tip(Word word) {
    constexpr std::array types{"", "sokak", "sokak", "cadde", "bulvar"};
    return types[static_cast<std::size_t>(word)];
  }
  /// Every street has names of its own, so that none is taken for another.
  static std::string ad(Word word, std::size_t i) {
    const std::string number = std::to_string(i + 1);
    switch (meaning(word)) {
      case Word::a:
        return word == Word::a ? "Gül " + number : "GÜL " + number + " SOKAĞI";
      case Word::b:
        return "Lale " + number;
      case Word::c:
        return "Menekşe " + number;
      default:
        return {};
    }
  }
  static Values values(Word word, std::size_t i, const char* mahalle = "1") {
    return {{"csbm_kodu", std::to_string(i + 1)},
            {"mahalle_kodu", mahalle},
            {"ad", ad(word, i)},
            {"tip", tip(word)}};
  }
  static const Group& group() {
    return groups(Layer::street)[*group_position(Layer::street, "ad")];
  }
  static Said what(Word word, std::size_t i) {
    return said(group(), table_of(Layer::street, {values(word, i)}), 0);
  }

  /// What the nights before left behind.
  void remember() {
    Stored& stored = town_.stored;
    Published& published = stored.published[index(Layer::street)];
    published.table = Table(Layer::street);
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const Combination& c = all_[i];
      if (!c.published) continue;
      const std::size_t row = published.table.append_row({});
      set_values(published.table, row, values(*c.published, i));
      const auto number = static_cast<std::int64_t>(i + 1);
      published.table.tucbs_no[row] = number;
      published.eslesme.push_back(c.national.image && c.municipal.image ? Presence::ortak
                                  : c.national.image                    ? Presence::yalniz_uavt
                                                                        : Presence::yalniz_cbs);
      RegisterSet registers = 0;
      for (const auto& [reg, side] : {std::pair(uavt, &c.national), std::pair(cbs, &c.municipal)}) {
        if (!side->image) continue;
        registers |= bit(reg);
        const Table image = table_of(Layer::street, {values(*side->image, i)});
        append_image(stored.images[index(Layer::street)][index(reg)], number, image, 0,
                     published.table, static_cast<std::int32_t>(row));
        if (side->settled) {
          Said apart = what(*side->settled, i);
          stored.unsettled.push_back(
              {Layer::street, number, reg, group().position, std::move(apart.values), {}});
        }
      }
      published.kaynak.push_back(registers);
      if (c.ruled != Ruled::no) rule(c, i);
    }
    for (Column& column : published.table.columns) column.known = true;
    stored.next_tucbs_no[index(Layer::street)] = static_cast<std::int64_t>(all_.size() + 1);
    if (rules_.authority_moved) stored.authority["csbm.ad"] = "takbis";
  }

  void rule(const Combination& c, std::size_t i) {
    Ruling ruling;
    ruling.id = static_cast<std::int64_t>(i + 1);
    ruling.layer = Layer::street;
    ruling.tucbs_no = static_cast<std::int64_t>(i + 1);
    ruling.group = group().position;
    ruling.take = c.ruled == Ruled::for_cbs ? RulingTake::municipal : RulingTake::national;
    // In another spelling: noise does not end it.
    const auto noisy = [](Word word) { return word == Word::a ? Word::a_again : word; };
    const Word municipal = c.municipal.now();
    ruling.national = what(noisy(c.national.now()), i);
    ruling.municipal = what(c.ruled != Ruled::of_other_values ? noisy(municipal)
                            : meaning(municipal) == Word::a   ? Word::b
                                                              : Word::a,
                            i);
    town_.stored.rulings.push_back(ruling);
  }

  void deliver() {
    // Of two mahalle one is ours.
    for (const char* code : {"1", "2"}) {
      town_.row(uavt, Layer::neighbourhood,
                {{"mahalle_kodu", code}, {"ad", std::string("Mahalle ") + code}});
    }
    for (std::size_t i = 0; i < all_.size(); ++i) {
      for (const auto& [reg, side] :
           {std::pair(uavt, &all_[i].national), std::pair(cbs, &all_[i].municipal)}) {
        if (side->tonight == Tonight::missing) continue;
        const bool says = side->tonight == Tonight::says;
        const bool foreign = side->tonight == Tonight::not_ours;
        const std::size_t row = town_.row(
            reg, Layer::street, values(says ? side->said : Word::c, i, foreign ? "2" : "1"));
        if (side->tonight == Tonight::set_apart) town_.set_apart(reg, Layer::street, row);
      }
    }
  }

  [[nodiscard]] std::map<std::int64_t, Queue> queued() const {
    std::map<std::int64_t, Queue> queues;
    const std::size_t code = position(Layer::street, "csbm_kodu");
    for (const Finding& finding : town_.last.findings) {
      const bool conflict = finding.rule == Rule::uav_10 && !finding.only_while_open;
      if (finding.attribute != "ad" || (finding.rule != Rule::uav_03 && !conflict)) continue;
      const Subject& subject = finding.subjects[0];
      const Table& table = town_.last.side(subject.reg).table(Layer::street);
      Queue& queue = queues[table.columns[code].integers[static_cast<std::size_t>(subject.row)]];
      (conflict ? queue.uav_10 : queue.uav_03) = true;
      if (finding.rule == Rule::uav_03) queue.asks = finding.question.has_value();
      EXPECT_TRUE(!conflict || finding.question.has_value());
    }
    return queues;
  }

  /// Law 11 on the way: name and type are one side's, or nobody's.
  [[nodiscard]] std::string told(std::size_t row, std::size_t i) const {
    const Table& table = town_.published(Layer::street);
    const std::string name = text_of(table, row, "ad"), type = text_of(table, row, "tip");
    const Presence presence = town_.stored.published[index(Layer::street)].eslesme[row];
    std::string word = "stitched: " + name + "/" + type;
    for (const Word each : {Word::nothing, Word::a, Word::a_again, Word::b, Word::c}) {
      if (name == ad(each, i) && type == tip(each)) word = letter(each);
    }
    return std::string(uavt::sync::name(presence)) + " " + word;
  }
  [[nodiscard]] std::string kept(std::size_t i, std::size_t row) const {
    std::string text;
    const std::int64_t number = town_.published(Layer::street).tucbs_no[row];
    for (const Register reg : {uavt, cbs}) {
      for (const Unsettled& each : town_.stored.unsettled) {
        if (each.tucbs_no != number || each.reg != reg || each.group != group().position) continue;
        for (const Word word : {Word::nothing, Word::a, Word::b, Word::c}) {
          if (what(word, i).values == each.values) {
            text += " " + std::string(uavt::sync::name(reg)) + "~" + letter(word);
          }
        }
      }
    }
    return text;
  }
  static std::string letter(Word word) {
    return std::string(1, "-AABC"[static_cast<std::size_t>(word)]);
  }
  static std::string told(const Expected& expected, std::size_t) {
    if (!expected.there) return "gone";
    return std::string(uavt::sync::name(expected.presence)) + " " + letter(expected.word) +
           (expected.uav_03 ? " 03" : "") + (expected.uav_10 ? " 10" : "") +
           (expected.asks ? " asks" : "") +
           (expected.kept_national ? " uavt~" + letter(*expected.kept_national) : "") +
           (expected.kept_municipal ? " cbs~" + letter(*expected.kept_municipal) : "");
  }
  [[nodiscard]] std::string text(std::size_t i) const {
    const auto side = [](const SideState& s) {
      constexpr std::array tonight{"says ", "missing", "set apart", "not ours"};
      std::string line = s.image ? letter(*s.image) : "(new)";
      if (s.settled) line += "~" + letter(*s.settled);
      line += std::string(" → ") + tonight[static_cast<std::size_t>(s.tonight)];
      if (s.tonight == Tonight::says) line += letter(s.said) + (s.said == Word::a_again ? "'" : "");
      return line;
    };
    const Combination& c = all_[i];
    return "authority " + std::string(uavt::sync::name(rules_.authority)) + ", published " +
           (c.published ? letter(*c.published) : "(new)") + ", uavt " + side(c.national) +
           ", cbs " + side(c.municipal);
  }

  Rules rules_;
  std::vector<Combination> all_;
  Town town_;
};

TEST(ThreeWayOracle, EveryCombinationUnderEveryAuthority) {
  for (const Authority authority :
       {Authority::uavt, Authority::cbs, Authority::never, Authority::newest}) {
    for (const bool newer : {false, true}) {
      if (newer && authority != Authority::newest) continue;
      SCOPED_TRACE(std::string(name(authority)) + (newer ? ", cbs newer" : ""));
      OracleNight({authority, newer, false, Ruled::no}).expect_as_the_oracle_says();
    }
  }
}

TEST(ThreeWayOracle, AChangedAuthorityUnsettles) {
  for (const Authority authority : {Authority::cbs, Authority::never}) {
    SCOPED_TRACE(name(authority));
    OracleNight({authority, false, true, Ruled::no}).expect_as_the_oracle_says();
  }
}

TEST(ThreeWayOracle, WhatAPersonDecidedHolds) {
  for (const Authority authority : {Authority::uavt, Authority::never}) {
    for (const Ruled ruled : {Ruled::for_uavt, Ruled::for_cbs, Ruled::of_other_values}) {
      SCOPED_TRACE(name(authority));
      const OracleNight night({authority, false, false, ruled});
      night.expect_as_the_oracle_says();
      EXPECT_EQ(night.town().stored.rulings.empty(), ruled == Ruled::of_other_values);
    }
  }
}

}  // namespace
}  // namespace uavt::sync
