// The stages of a run as people see them: a moving line on a terminal, one key=value log line each
// otherwise, and the times the report keeps.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace uavt::app {

/// All stage names, in order: what `--until` accepts.
inline constexpr std::string_view stage_names[] = {
    "import", "reproject", "map",  "follow",    "settle", "validate",
    "match",  "diff",      "reconcile", "guard", "apply",  "report"};

/// Thrown to leave a run after the stage `--until` named; nothing is wrong.
struct Stopped {
  std::string stage;
};

class Stages {
 public:
  enum class Output { quiet, terminal, log };

  Stages(Output output, std::optional<std::string> until);
  /// Takes the moving line away, however the run ended.
  ~Stages();
  Stages(const Stages&) = delete;
  Stages& operator=(const Stages&) = delete;

  /// Called with the stage's name before it starts (the database session is named by it).
  void on_start(std::function<void(const std::string&)> listener) { listener_ = std::move(listener); }

  /// Runs one stage and keeps its time. Errors: Stopped after the last wanted one; what `work`
  /// throws.
  template <typename Work>
  auto run(std::string_view name, Work work) {
    const auto started = begin(name);
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      end(name, started);
    } else {
      auto result = work();
      end(name, started);
      return result;
    }
  }

  /// A fact for the log line of the stage at hand: "rows", "1204".
  void note(std::string_view key, std::string value);

  [[nodiscard]] const std::vector<std::pair<std::string, double>>& times() const { return times_; }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point begin(std::string_view name);
  void end(std::string_view name, Clock::time_point started);

  Output output_;
  bool line_shown_ = false;
  std::optional<std::string> until_;
  std::function<void(const std::string&)> listener_;
  std::vector<std::pair<std::string, double>> times_;
  std::vector<std::pair<std::string, std::string>> notes_;
};

}  // namespace uavt::app
