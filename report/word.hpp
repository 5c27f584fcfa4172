// A word in both languages, found by the code the rest of the program knows it by. Private to this
// room.
#pragma once

#include "sync/settings.hpp"

#include <string_view>

namespace uavt::report {

struct Word {
  std::string_view code, tr, en;
};

[[nodiscard]] constexpr std::string_view in(const Word& word, sync::Language language) {
  return language == sync::Language::tr ? word.tr : word.en;
}

}  // namespace uavt::report
