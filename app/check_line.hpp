// How lines of `check` are made: what is ready needs no cure, what is wrong has the exit code a
// night would end with. Private to `check`.
#pragma once

#include "app/check.hpp"

#include <utility>

namespace uavt::app {

inline CheckLine ready(std::string about, std::string tr, std::string en) {
  return {CheckLine::State::ready, std::move(about), {std::move(tr), std::move(en)}, {}, 0};
}
inline CheckLine attention(std::string about, Said what, Said cure) {
  return {CheckLine::State::attention, std::move(about), std::move(what), std::move(cure), 0};
}
inline CheckLine wrong(std::string about, Said what, Said cure, int exit_code) {
  return {CheckLine::State::wrong, std::move(about), std::move(what), std::move(cure), exit_code};
}

}  // namespace uavt::app
