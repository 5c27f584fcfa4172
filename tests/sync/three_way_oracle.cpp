#include "tests/sync/three_way_oracle.hpp"

#include <array>

namespace uavt::sync {

namespace {

/// Does the authority name the municipality? Of `newest` the later file says it; `never` nobody.
bool names_municipality(const Rules& rules) {
  return rules.authority == Authority::cbs ||
         (rules.authority == Authority::newest && rules.municipal_newer);
}

/// The register that owns the thing beside the municipality.
Authority national(Thing thing) {
  return thing == Thing::parcel ? Authority::takbis : Authority::uavt;
}

}  // namespace

Expected oracle(const Combination& c, const Rules& rules) {
  const SideState &n = c.national, &m = c.municipal;
  Expected e;
  // A row leaves adres only when no register delivers it any more; set apart is not absent.
  e.there = n.stands() || m.stands();
  if (!e.there) return e;
  e.presence = rules.thing == Thing::parcel ? Presence::tek_kayit
               : n.stands() && m.stands()   ? Presence::ortak
               : n.stands()                 ? Presence::yalniz_uavt
                                            : Presence::yalniz_cbs;
  if (!n.speaks() && !m.speaks()) return e;
  if (n.speaks() != m.speaks()) {  // (1)
    e.word = n.speaks() ? n.now() : m.now();
    return e;
  }
  if (alike(n.now(), m.now())) {  // (2), whole from the side that is named for good
    e.word = rules.authority == Authority::cbs ? m.now() : n.now();
    return e;
  }
  e.uav_03 = true;
  if (c.ruled == Ruled::for_uavt || c.ruled == Ruled::for_cbs) {
    e.word = c.ruled == Ruled::for_uavt ? n.now() : m.now();
    return e;
  }
  const bool never = rules.authority == Authority::never;
  e.asks = never;
  const Word lawful = names_municipality(rules) ? m.now() : n.now();  // under never UAVT's
  const bool together = c.published && n.was_settled() && m.was_settled() && !rules.authority_moved;
  if (!together) {  // (4)
    e.word = lawful;
    return e;
  }
  const Word base = *c.published;
  if (!n.changed() && !m.changed()) {  // (3)
    e.word = base;
    return e;
  }
  if (n.changed() && m.changed()) {  // (6)
    e.uav_10 = true;
    e.word = never ? base : lawful;
    if (never) {
      e.kept_national = n.when_settled();
      e.kept_municipal = m.when_settled();
    }
    return e;
  }
  // (5)
  const bool may = rules.authority == Authority::newest ||
                   (rules.authority == Authority::cbs && m.changed()) ||
                   (rules.authority == national(rules.thing) && n.changed());
  if (may) {
    e.word = n.changed() ? n.now() : m.now();
    return e;
  }
  e.word = base;
  (n.changed() ? e.kept_national : e.kept_municipal) =
      n.changed() ? n.when_settled() : m.when_settled();
  return e;
}

namespace {

/// Every state a side can be in. A street may say nothing of its name; a parcel that said nothing
/// would be no parcel, but it may be bare.
std::vector<SideState> side_states(Thing thing) {
  std::vector<SideState> states{{std::nullopt, std::nullopt, Tonight::missing, {}}};
  const Word least = thing == Thing::parcel ? Word::bare : Word::nothing;
  const std::array words{least, Word::a, Word::a_again, Word::b, Word::c};
  for (const Word said : words) {
    states.push_back({std::nullopt, std::nullopt, Tonight::says, said});
  }
  for (const Word image : {least, Word::a, Word::b}) {
    for (const auto& settled : {std::optional<Word>(), std::optional(least),
                                std::optional(Word::a), std::optional(Word::c)}) {
      if (settled && *settled == image) continue;
      for (const Word said : words) states.push_back({image, settled, Tonight::says, said});
      for (const Tonight aside : {Tonight::missing, Tonight::set_apart, Tonight::not_ours}) {
        states.push_back({image, settled, aside, {}});
      }
    }
  }
  return states;
}

/// Could last night have left this? It carried out (1) and (2).
bool reachable(const Rules& rules, const std::optional<Word>& published, const SideState& n,
               const SideState& m) {
  if (!n.image && !m.image) return !published;
  if (!published) return false;
  const Word theirs = n.image.value_or(Word::nothing), ours = m.image.value_or(Word::nothing);
  const bool both = theirs != Word::nothing && ours != Word::nothing;
  if (both && !alike(theirs, ours)) return true;
  if (n.settled || m.settled) return false;  // what is alike, or one side's, is settled
  if (!both) return *published == (theirs != Word::nothing ? theirs : ours);
  if (rules.authority_moved) return *published == theirs || *published == ours;
  return *published == (rules.authority == Authority::cbs ? ours : theirs);
}

}  // namespace

std::vector<Combination> combinations(const Rules& rules) {
  std::vector<Combination> all;
  const std::vector<SideState> states = side_states(rules.thing);
  for (const SideState& n : states) {
    for (const SideState& m : states) {
      for (const auto& published :
           {std::optional<Word>(), std::optional(Word::nothing), std::optional(Word::a),
            std::optional(Word::b), std::optional(Word::c), std::optional(Word::bare)}) {
        const Word foreign = rules.thing == Thing::parcel ? Word::nothing : Word::bare;
        if (published == foreign) continue;
        const bool exists = n.image || m.image || n.stands() || m.stands();
        if (!exists || !reachable(rules, published, n, m)) continue;
        // A person decides where both say something of a row that is published.
        const bool decidable = published && n.speaks() && m.speaks() && n.image && m.image;
        if (rules.ruled != Ruled::no && !decidable) continue;
        // What is bare differs from nothing: nobody was asked.
        const bool bare = decidable && (n.now() == Word::bare || m.now() == Word::bare);
        if (bare && (rules.ruled == Ruled::for_uavt || rules.ruled == Ruled::for_cbs)) continue;
        all.push_back({published, n, m, rules.ruled});
      }
    }
  }
  return all;
}

}  // namespace uavt::sync
