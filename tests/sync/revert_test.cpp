// Law 7: a run that is taken back stays so until a register says something else. Random sequences
// of nights and reverts against a model of the content that knows nothing of images or rulings.
#include "sync/revert.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "sync/image.hpp"
#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;

/// The two groups of a door, as the test sees them: number and place.
struct Door {
  std::string number;
  int x = 0;
  auto operator<=>(const Door&) const = default;
};
using Doors = std::map<int, Door>;  // by code

/// What one register says night after night, and what must be published of it.
class Model {
 public:
  /// A night: what was refused or kept stays so while the register says the same.
  void night(const Doors& said) {
    before_.emplace_back(published, lives_);
    Doors now;
    std::map<int, int> lives = lives_;
    for (const auto& [code, door] : said) {
      if (!published.contains(code)) {
        // Of what was refused only what is said again is refused still.
        std::erase_if(refused_[code], [&](const auto& each) { return each.said != door; });
        if (!refused_[code].empty()) continue;
      }
      stays_.erase(code);
      Door shown = door;
      if (published.contains(code)) {
        keep(number_, code, said.at(code).number, published[code].number, shown.number);
        keep(place_, code, said.at(code).x, published[code].x, shown.x);
      }
      now[code] = shown;
      if (!published.contains(code)) lives[code] = ++last_life_;
    }
    for (const auto& [code, door] : published) {
      if (said.contains(code)) continue;
      if (stays_.contains(code)) now[code] = door;
      if (!stays_.contains(code)) forget(code);
    }
    note(now, lives);
    for (const int code : stays_) image_[code] = now[code];
    for (const auto& [code, door] : said) image_[code] = door;
  }

  /// Run `run` (from 0) is taken back; rows written since are left as they are.
  void revert(std::size_t run) {
    const auto& [doors_then, lives_then] = before_[run];
    Doors now = published;
    std::map<int, int> lives = lives_;
    for (const auto& [code, life] : touched_[run]) {
      if (last_touch_[life] != run) continue;
      const bool lived = doors_then.contains(code) && lives_then.at(code) == life;
      const auto was = lived ? doors_then.find(code) : doors_then.end();
      const auto is = published.find(code);
      // Another row has come under the code.
      if (is != published.end() && lives_.at(code) != life) continue;
      take_back(number_, code, run);
      take_back(place_, code, run);
      if (was == doors_then.end()) {
        now.erase(code);
        refused_[code].push_back({image_[code], before_.size()});
        forget(code);
        continue;
      }
      if (is == published.end()) {
        stays_.insert(code);
        image_[code] = was->second;
        std::erase_if(refused_[code], [&](const auto& each) { return each.made == run; });
      } else {
        if (was->second.number != is->second.number)
          number_[code] = {image_[code].number, before_.size()};
        if (was->second.x != is->second.x) place_[code] = {image_[code].x, before_.size()};
      }
      now[code] = was->second;
      lives[code] = life;
    }
    before_.emplace_back(published, lives_);
    note(now, lives);
  }

  [[nodiscard]] std::size_t runs() const { return before_.size(); }
  Doors published;

 private:
  /// What was said when something was ruled, and in which run.
  template <class Value>
  struct Ruled {
    Value said{};
    std::size_t made = 0;
  };

  template <class Value>
  static void take_back(std::map<int, Ruled<Value>>& ruled, int code, std::size_t run) {
    const auto ruling = ruled.find(code);
    if (ruling != ruled.end() && ruling->second.made == run) ruled.erase(ruling);
  }
  template <class Value>
  void keep(std::map<int, Ruled<Value>>& ruled, int code, const Value& said, const Value& kept,
            Value& shown) {
    const auto ruling = ruled.find(code);
    if (ruling == ruled.end()) return;
    if (ruling->second.said == said) {
      shown = kept;
    } else {
      ruled.erase(ruling);
    }
  }
  void forget(int code) {
    number_.erase(code);
    place_.erase(code);
    stays_.erase(code);
  }
  void note(const Doors& now, const std::map<int, int>& lives) {
    std::set<std::pair<int, int>> touched;
    for (const auto& [code, door] : now) {
      const auto was = published.find(code);
      if (was == published.end() || was->second != door) touched.emplace(code, lives.at(code));
    }
    for (const auto& [code, door] : published) {
      if (!now.contains(code)) touched.emplace(code, lives_.at(code));
    }
    for (const auto& [code, life] : touched) last_touch_[life] = touched_.size();
    touched_.push_back(touched);
    published = now;
    lives_ = lives;
  }

  std::vector<std::pair<Doors, std::map<int, int>>> before_;  ///< by run
  std::vector<std::set<std::pair<int, int>>> touched_;        ///< by run: code, life
  std::map<int, std::size_t> last_touch_;                     ///< by life
  std::map<int, int> lives_;  ///< of the published: a row that leaves and comes back has another
  int last_life_ = 0;
  std::map<int, Ruled<std::string>> number_;  ///< the published number stays
  std::map<int, Ruled<int>> place_;
  std::set<int> stays_;  ///< gone, and published all the same
  std::map<int, std::vector<Ruled<Door>>> refused_;
  Doors image_;
};

/// A town of which every run can be taken back: what each did is noted as the database would.
class Reverting {
 public:
  void night(const Doors& said) {
    for (const auto& [code, door] : said) {
      town_.row(cbs, Layer::door, {{"bina_kodu", std::to_string(code)}, {"kapi_no", door.number}},
                point(door.x * 10, code * 10));
    }
    town_.speaks(cbs, Layer::door);
    const std::array<Published, layer_count> before = town_.stored.published;
    town_.run();
    note(before);
  }

  Reverted revert(std::size_t run) {
    RunWork work = work_[run];
    for (const Layer layer : all_layers) {
      LayerWork& each = work[index(layer)];
      for (const auto* numbers : {&each.inserted, &each.updated, &each.deleted}) {
        for (const std::int64_t number : *numbers) {
          if (last_touch_[{layer, number}] != run) each.changed_since.push_back(number);
        }
      }
    }
    Refusal refusal;
    refusal.origin = RulingOrigin::revert;
    refusal.about = static_cast<std::int64_t>(run + 1);
    const Reverted result = reverted(town_.stored, work, refusal);
    const std::array<Published, layer_count> before = town_.stored.published;
    town_.apply(result.plan);
    note(before);
    return result;
  }

  [[nodiscard]] Doors doors() const {
    Doors all;
    const Table& table = town_.published(Layer::door);
    for (std::size_t row = 0; row < table.size(); ++row) {
      all[std::stoi(text_of(table, row, "bina_kodu"))] = {
          text_of(table, row, "kapi_no"), static_cast<int>(table.geometry.centre(row).x) / 10};
    }
    return all;
  }

 private:
  void note(const std::array<Published, layer_count>& before) {
    RunWork work;
    for (const Layer layer : all_layers) {
      LayerWork& each = work[index(layer)];
      const LayerPlan& plan = town_.plan.layers[index(layer)];
      each.before.table = Table(layer);
      for (std::size_t row = 0; row < plan.before.size(); ++row) {
        const std::int64_t number = plan.after.table.tucbs_no[row];
        (plan.before[row] == no_row ? each.inserted : each.updated).push_back(number);
        last_touch_[{layer, number}] = work_.size();
      }
      each.deleted = plan.deleted;
      for (const std::int64_t number : plan.deleted) last_touch_[{layer, number}] = work_.size();
      const Published& rows = before[index(layer)];
      for (std::size_t row = 0; row < rows.table.size(); ++row) {
        const std::int64_t number = rows.table.tucbs_no[row];
        if (last_touch_[{layer, number}] != work_.size()) continue;
        each.before.table.append(rows.table, row);
        each.before.eslesme.push_back(rows.eslesme[row]);
        each.before.kaynak.push_back(rows.kaynak[row]);
      }
    }
    work_.push_back(std::move(work));
  }

  Town town_;
  std::vector<RunWork> work_;
  std::map<std::pair<Layer, std::int64_t>, std::size_t> last_touch_;
};

TEST(Revert, RandomNightsAndRevertsAreTheModels) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    const auto below = [&](std::size_t limit) { return static_cast<int>(random() % limit); };
    Reverting town;
    Model model;
    Doors said;
    for (int step = 0; step < 25; ++step) {
      const bool back = model.runs() > 1 && below(3) == 0;
      if (back) {
        const auto run = static_cast<std::size_t>(below(model.runs()));
        town.revert(run);
        model.revert(run);
      } else {
        for (int change = below(6); change > 0; --change) {
          const int code = 1 + below(12);
          if (below(4) == 0) {
            said.erase(code);
          } else {
            said[code] = {std::to_string(1 + below(4)), below(3)};
          }
        }
        town.night(said);
        model.night(said);
      }
      ASSERT_EQ(town.doors(), model.published) << "step " << step << (back ? " (revert)" : "");
    }
  }
}

}  // namespace
}  // namespace uavt::sync
