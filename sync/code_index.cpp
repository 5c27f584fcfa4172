#include "sync/code_index.hpp"

#include <bit>
#include <utility>

namespace uavt::sync {

namespace {

constexpr std::size_t smallest = 16;

// The finaliser of splitmix64: neighbouring codes (the usual case) land far apart.
std::size_t mixed(std::int64_t code) {
  auto bits = static_cast<std::uint64_t>(code);
  bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9ull;
  bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBull;
  return static_cast<std::size_t>(bits ^ (bits >> 31));
}

}  // namespace

CodeIndex::CodeIndex(std::size_t expected)
    : slots_(std::bit_ceil(expected < smallest / 2 ? smallest : expected * 2)) {}

std::size_t CodeIndex::slot_of(std::int64_t code) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = mixed(code) & mask;
  while (slots_[slot].value != none && slots_[slot].code != code) slot = (slot + 1) & mask;
  return slot;
}

std::uint32_t CodeIndex::insert(std::int64_t code, std::uint32_t value) {
  Slot& slot = slots_[slot_of(code)];
  if (slot.value != none) return slot.value;
  slot = {code, value};
  if (++used_ * 2 > slots_.size()) grow();
  return value;
}

std::uint32_t CodeIndex::find(std::int64_t code) const { return slots_[slot_of(code)].value; }

void CodeIndex::grow() {
  std::vector<Slot> before(slots_.size() * 2);
  std::swap(before, slots_);
  for (const Slot& slot : before) {
    if (slot.value != none) slots_[slot_of(slot.code)] = slot;
  }
}

}  // namespace uavt::sync
