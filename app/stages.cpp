#include "app/stages.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdio>

namespace uavt::app {

Stages::Stages(Output output, std::optional<std::string> until)
    : output_(output), until_(std::move(until)) {}

Stages::~Stages() {
  if (!line_shown_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

void Stages::note(std::string_view key, std::string value) {
  notes_.emplace_back(std::string(key), std::move(value));
}

Stages::Clock::time_point Stages::begin(std::string_view name) {
  if (listener_) listener_(std::string(name));
  if (output_ == Output::terminal) {
    const auto at = std::ranges::find(stage_names, name);
    fmt::print(stderr, "\r\033[K[{:>2}/{}] {} …", at - std::begin(stage_names) + 1,
               std::size(stage_names), name);
    std::fflush(stderr);
    line_shown_ = true;
  }
  return Clock::now();
}

void Stages::end(std::string_view name, Clock::time_point started) {
  const double seconds = std::chrono::duration<double>(Clock::now() - started).count();
  times_.emplace_back(std::string(name), seconds);
  if (output_ == Output::log) {
    std::string line = fmt::format("stage={} seconds={:.3f}", name, seconds);
    for (const auto& [key, value] : notes_) line += fmt::format(" {}={}", key, value);
    spdlog::info("{}", line);
  }
  notes_.clear();
  if (until_ && *until_ == name) throw Stopped{std::string(name)};
}

}  // namespace uavt::app
