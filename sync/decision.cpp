#include "sync/reconcile.hpp"

namespace uavt::sync {

namespace {

/// The side an authority names; `never` and `newest` without an answer fall to the national side.
Take named(Authority authority, Register national, bool newer_municipal) {
  switch (authority) {
    case Authority::cbs:
      return Take::municipal;
    case Authority::newest:
      return newer_municipal ? Take::municipal : Take::national;
    case Authority::uavt:
      return national == Register::uavt ? Take::national : Take::municipal;
    case Authority::takbis:
      return national == Register::takbis ? Take::national : Take::municipal;
    case Authority::never:
      break;
  }
  return Take::national;
}

}  // namespace

Decision decided(const SideOfGroup& national, const SideOfGroup& municipal, bool both_differ,
                 bool together, bool published, Authority authority, Register national_register,
                 bool newer_municipal) {
  const Take lawful = named(authority, national_register, newer_municipal);
  if (!national.delivers && !municipal.delivers) return {Outcome::nobody, Take::nothing};
  if (national.delivers != municipal.delivers) {
    return {Outcome::one_side, national.delivers ? Take::national : Take::municipal};
  }
  if (!both_differ) {
    // Alike: the authority's side whole. Which file is newer must not move what nobody changed.
    return {Outcome::agreed, authority == Authority::newest ? Take::national : lawful};
  }
  const bool settled_together = together && published && national.delivered_before &&
                                municipal.delivered_before;
  if (!settled_together) return {Outcome::first_meeting, lawful, true};
  if (!national.changed && !municipal.changed) {
    return {Outcome::base_stays, Take::published, true};
  }
  if (national.changed && municipal.changed) {
    if (authority == Authority::never) {
      return {Outcome::conflict_stays, Take::published, true, false};
    }
    return {Outcome::conflict, lawful, true};
  }
  const Take mover = national.changed ? Take::national : Take::municipal;
  const bool may =
      authority == Authority::newest || (authority != Authority::never && lawful == mover);
  if (may) return {Outcome::one_changed, mover, true};
  return {Outcome::may_not, Take::published, true, false};
}

}  // namespace uavt::sync
