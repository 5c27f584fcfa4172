// The three-way decision over whole tables, against an oracle written from the text of DESIGN §4.7
// and from nothing else: what is published × what was settled, last seen and is said now by each
// side – the same, spelt otherwise, changed, empty, missing, set apart, not ours – × who has
// authority × what a person decided. Each combination is a street of one town, or a parcel with its
// ground, which is TAKBİS's; a town is one night.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "sync/groups.hpp"
#include "sync/image.hpp"
#include "sync/layer_reconcile.hpp"
#include "sync/reconcile.hpp"
#include "tests/sync/tables.hpp"
#include "tests/sync/three_way_oracle.hpp"
#include "tests/sync/three_way_words.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

class OracleNight {
 public:
  explicit OracleNight(const Rules& rules)
      : rules_(rules), words_(rules.thing), layer_(words_.layer()), all_(combinations(rules)) {
    town_.settings.municipality.mahalle = {1};
    town_.authority(layer_, words_.group_name(), rules.authority);
    deliver_mahalle();
    town_.run();
    for (const Register reg : {words_.national(), cbs}) {
      town_.speaks(reg, layer_);
      town_.stored.spoken.emplace(reg, layer_, 0);
      town_.night.side(reg).as_of[index(layer_)] =
          (reg == cbs) == rules.municipal_newer ? 200 : 100;
    }
    remember();
    deliver();
    town_.run();
  }

  void expect_as_the_oracle_says() const {
    std::map<std::int64_t, std::size_t> rows;
    const Table& table = town_.published(layer_);
    const std::size_t code = position(layer_, words_.code());
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
      if (seen == told(expected)) continue;
      if (++wrong <= 10)
        ADD_FAILURE() << text(i) << "\n  expected " << told(expected) << "\n  seen     " << seen;
    }
    EXPECT_EQ(wrong, 0u) << "of " << all_.size();
    EXPECT_GT(all_.size(), 500u);
    std::cout << "  " << uavt::sync::name(layer_) << ", " << uavt::sync::name(rules_.authority) << ": "
              << all_.size() << " combinations\n";
  }

  [[nodiscard]] const Town& town() const { return town_; }

 private:
  struct Queue {
    bool uav_03 = false, uav_10 = false, asks = false;
  };

  [[nodiscard]] Said what(Word word, std::size_t i) const {
    return said(words_.group(), words_.row(word, i), 0);
  }
  [[nodiscard]] std::array<std::pair<Register, const SideState*>, 2> sides_of(
      const Combination& c) const {
    return {std::pair(words_.national(), &c.national), std::pair(cbs, &c.municipal)};
  }

  /// What the nights before left behind.
  void remember() {
    Stored& stored = town_.stored;
    Published& published = stored.published[index(layer_)];
    published.table = Table(layer_);
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const Combination& c = all_[i];
      if (!c.published) continue;
      const std::size_t row = published.table.append(words_.row(*c.published, i), 0);
      const auto number = static_cast<std::int64_t>(i + 1);
      published.table.tucbs_no[row] = number;
      published.eslesme.push_back(!compared(layer_)                     ? Presence::tek_kayit
                                  : c.national.image && c.municipal.image ? Presence::ortak
                                  : c.national.image                      ? Presence::yalniz_uavt
                                                                          : Presence::yalniz_cbs);
      RegisterSet registers = 0;
      for (const auto& [reg, side] : sides_of(c)) {
        if (!side->image) continue;
        registers |= bit(reg);
        append_image(stored.images[index(layer_)][index(reg)], number, words_.row(*side->image, i),
                     0, published.table, static_cast<std::int32_t>(row));
        if (!side->settled) continue;
        Unsettled apart = settled_values(words_.group(), words_.row(*side->settled, i), 0);
        apart.tucbs_no = number;
        apart.reg = reg;
        stored.unsettled.push_back(std::move(apart));
      }
      published.kaynak.push_back(registers);
      if (c.ruled != Ruled::no) rule(c, i);
    }
    for (Column& column : published.table.columns) column.known = true;
    published.table.geometry_known = words_.group().geometry;
    stored.next_tucbs_no[index(layer_)] = static_cast<std::int64_t>(all_.size() + 1);
    if (rules_.authority_moved) {
      stored.authority[full_name(layer_, words_.group().position)] = "newest";
    }
  }

  void rule(const Combination& c, std::size_t i) {
    Ruling ruling;
    ruling.id = static_cast<std::int64_t>(i + 1);
    ruling.layer = layer_;
    ruling.tucbs_no = static_cast<std::int64_t>(i + 1);
    ruling.group = words_.group().position;
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

  /// Of two mahalle one is ours.
  void deliver_mahalle() {
    for (const char* code : {"1", "2"}) {
      town_.row(uavt, Layer::neighbourhood,
                {{"mahalle_kodu", code}, {"ad", std::string("Mahalle ") + code}},
                words_.ground(*code - '0'));
    }
  }

  void deliver() {
    deliver_mahalle();
    for (std::size_t i = 0; i < all_.size(); ++i) {
      for (const auto& [reg, side] : sides_of(all_[i])) {
        if (side->tonight == Tonight::missing) continue;
        const Word word = side->tonight == Tonight::says ? side->said : Word::c;
        const auto where =
            side->tonight == Tonight::not_ours ? Words::Where::not_ours : Words::Where::ours;
        const std::size_t row = town_.row(reg, layer_, words_.values(word, i, where),
                                          words_.shape(word, i, where));
        if (side->tonight == Tonight::set_apart) town_.set_apart(reg, layer_, row);
      }
    }
  }

  [[nodiscard]] std::map<std::int64_t, Queue> queued() const {
    std::map<std::int64_t, Queue> queues;
    const std::size_t code = position(layer_, words_.code());
    for (const Finding& finding : town_.last.findings) {
      const bool conflict = finding.rule == Rule::uav_10 && !finding.only_while_open;
      if (finding.attribute != words_.group_name() || (finding.rule != Rule::uav_03 && !conflict)) continue;
      const Subject& subject = finding.subjects[0];
      const Table& table = town_.last.side(subject.reg).table(layer_);
      Queue& queue = queues[table.columns[code].integers[static_cast<std::size_t>(subject.row)]];
      (conflict ? queue.uav_10 : queue.uav_03) = true;
      if (finding.rule == Rule::uav_03) queue.asks = finding.question.has_value();
      EXPECT_TRUE(!conflict || finding.question.has_value());
    }
    return queues;
  }

  /// Law 11 on the way: the group is one side's whole, or nobody's.
  [[nodiscard]] std::string told(std::size_t row, std::size_t i) const {
    const Table& table = town_.published(layer_);
    const Presence presence = town_.stored.published[index(layer_)].eslesme[row];
    const std::optional<Word> said = words_.read(table, row, i);
    const std::string word =
        said ? letter(*said) : "stitched: " + described(words_.group(), table, row, {});
    return std::string(uavt::sync::name(presence)) + " " + word;
  }
  [[nodiscard]] std::string kept(std::size_t i, std::size_t row) const {
    std::string text;
    const std::int64_t number = town_.published(layer_).tucbs_no[row];
    const auto [first, last] = std::ranges::equal_range(town_.stored.unsettled, number, {},
                                                        &Unsettled::tucbs_no);
    for (const Register reg : {words_.national(), cbs}) {
      for (const Unsettled& each : std::ranges::subrange(first, last)) {
        if (each.reg != reg || each.group != words_.group().position) continue;
        for (const Word word : {Word::nothing, Word::a, Word::b, Word::c, Word::bare}) {
          const Said then = what(word, i);
          if (then.values == each.values && then.geometry_wkb == each.geometry_wkb) {
            text += " " + std::string(uavt::sync::name(reg)) + "~" + letter(word);
          }
        }
      }
    }
    return text;
  }
  static std::string letter(Word word) {
    return std::string(1, "-AABCo"[static_cast<std::size_t>(word)]);
  }
  [[nodiscard]] std::string told(const Expected& expected) const {
    const Register national = words_.national();
    if (!expected.there) return "gone";
    return std::string(uavt::sync::name(expected.presence)) + " " + letter(expected.word) +
           (expected.uav_03 ? " 03" : "") + (expected.uav_10 ? " 10" : "") +
           (expected.asks ? " asks" : "") +
           (expected.kept_national ? " " + std::string(name(national)) + "~" + letter(*expected.kept_national) : "") +
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
           (c.published ? letter(*c.published) : "(new)") + ", " + std::string(uavt::sync::name(words_.national())) + " " + side(c.national) +
           ", cbs " + side(c.municipal);
  }

  Rules rules_;
  Words words_;
  Layer layer_;
  std::vector<Combination> all_;
  Town town_;
};

/// What may be asked of one thing: its own register's authority, the municipality's, nobody's.
constexpr std::array things{std::pair(Thing::street, Authority::uavt),
                            std::pair(Thing::parcel, Authority::takbis)};

TEST(ThreeWayOracle, EveryCombinationUnderEveryAuthority) {
  for (const auto& [thing, own] : things) {
    for (const Authority authority :
         {own, Authority::cbs, Authority::never, Authority::newest}) {
      for (const bool newer : {false, true}) {
        if (newer && authority != Authority::newest) continue;
        SCOPED_TRACE(std::string(name(own)) + ", " + std::string(name(authority)) +
                     (newer ? ", cbs newer" : ""));
        OracleNight({thing, authority, newer, false, Ruled::no}).expect_as_the_oracle_says();
      }
    }
  }
}

TEST(ThreeWayOracle, AChangedAuthorityUnsettles) {
  for (const auto& [thing, own] : things) {
    for (const Authority authority : {own, Authority::cbs, Authority::never}) {
      SCOPED_TRACE(std::string(name(own)) + ", " + std::string(name(authority)));
      OracleNight({thing, authority, false, true, Ruled::no}).expect_as_the_oracle_says();
    }
  }
}

TEST(ThreeWayOracle, WhatAPersonDecidedHolds) {
  for (const auto& [thing, own] : things) {
    for (const Authority authority : {own, Authority::never}) {
      for (const Ruled ruled : {Ruled::for_uavt, Ruled::for_cbs, Ruled::of_other_values}) {
        SCOPED_TRACE(std::string(name(own)) + ", " + std::string(name(authority)));
        const OracleNight night({thing, authority, false, false, ruled});
        night.expect_as_the_oracle_says();
        EXPECT_EQ(night.town().stored.rulings.empty(), ruled == Ruled::of_other_values);
      }
    }
  }
}

}  // namespace
}  // namespace uavt::sync
