// Code → position, for millions of codes: one flat array with open addressing, because a node of
// heap memory per address is what a map of the standard library would cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace uavt::sync {

class CodeIndex {
 public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  explicit CodeIndex(std::size_t expected = 0);
  /// Keeps `value` for `code` unless the code has one already. Returns the value that is kept.
  std::uint32_t insert(std::int64_t code, std::uint32_t value);
  /// `none` when the code was never inserted.
  [[nodiscard]] std::uint32_t find(std::int64_t code) const;
  [[nodiscard]] std::size_t size() const { return used_; }

 private:
  struct Slot {
    std::int64_t code = 0;
    std::uint32_t value = none;
  };
  [[nodiscard]] std::size_t slot_of(std::int64_t code) const;
  void grow();

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace uavt::sync
