#include "sync/refused_records.hpp"

#include "sync/content.hpp"
#include "sync/layer_rulings.hpp"
#include "sync/text.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace uavt::sync {

namespace {

/// What one register may not bring of one layer.
class Refused {
 public:
  Refused(const Night& night, const Settings& settings, const WorkRecords& records, Register reg,
          const RefusedInserts& inserts, const Plan& plan)
      : side_(night.side(reg)),
        settings_(settings),
        records_(records),
        reg_(reg),
        inserts_(inserts),
        layer_(inserts.rows.layer),
        list_(reg == sides(layer_).national ? WorkList::uavt : WorkList::cbs) {
    std::map<std::string, std::size_t> times;
    for (std::size_t at = 0; at < inserts.rows.size(); ++at) {
      const std::int64_t id = inserts.rulings[at]->id;
      in_force_.push_back(!std::ranges::binary_search(plan.rulings_ended, id) || id == 0);
      std::string key = code_text(inserts.rows, at);
      if (key.empty()) {
        key = "~" + hash_hex(canonical_content(inserts.rows, at)).substr(0, 16);
        key += "." + std::to_string(++times[key]);
      }
      keys_.push_back(std::move(key));
    }
  }

  void add_items(Corrections& found) {
    const Table& table = side_.table(layer_);
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (table.states[row] != RowState::rejected) continue;
      for (const std::size_t at : inserts_.like(table, row)) {
        const bool free = in_force_[at] && !brought_.contains(keys_[at]);
        if (!free || !still_says(table, row, inserts_.rows, at,
                                 settings_.run.geometry_tolerance_m)) {
          continue;
        }
        brought_.insert(keys_[at]);
        found.items.push_back(item(at, row));
        break;
      }
    }
  }

  /// Of the items that were open, those of which nothing was heard.
  void keep_unheard(const Stored& stored, const LayerCoverage& coverage, Corrections& found) const {
    std::map<std::string, std::string> missing;  // by fingerprint
    for (std::size_t at = 0; at < keys_.size(); ++at) {
      if (!in_force_[at] || brought_.contains(keys_[at])) continue;
      missing.emplace(fingerprint_of(begun(keys_[at])), keys_[at]);
    }
    if (missing.empty()) return;
    std::set<std::string> elsewhere, taken_back;
    const Table& table = side_.table(layer_);
    for (std::size_t row = 0; row < table.size(); ++row) {
      const RowState state = table.states[row];
      const bool aside = state == RowState::quarantined || state == RowState::held ||
                         state == RowState::out_of_scope;
      if (aside) elsewhere.insert(code_text(table, row));
      if (state == RowState::passive) taken_back.insert(code_text(table, row));
    }
    for (const OpenItem& item : stored.work_items) {
      const auto key = missing.find(item.fingerprint);
      if (key == missing.end()) continue;
      const bool spoken = coverage.delivered && coverage.absence_counts &&
                          (coverage.everything || coverage.codes.contains(item.mahalle_kodu));
      const bool heard =
          taken_back.contains(key->second) || (spoken && !elsewhere.contains(key->second));
      if (!heard) found.unheard.insert(item.fingerprint);
    }
  }

 private:
  [[nodiscard]] WorkItem begun(const std::string& key) const {
    WorkItem item;
    item.list = list_;
    item.operation = Operation::retire;
    item.reason = WorkReason::refused;
    item.layer = layer_;
    item.key = key;
    return item;
  }

  [[nodiscard]] WorkItem item(std::size_t at, std::size_t row) const {
    WorkItem item = begun(keys_[at]);
    item.current = record_text(settings_.restrictions, inserts_.rows, at);
    item.subject_reg = reg_;
    item.subject_row = static_cast<std::int32_t>(row);
    const std::int32_t mahalle = records_.fill(item, inserts_.rows, at, reg_, row);
    const bool village = mahalle >= 0 && records_.in_village(Layer::neighbourhood,
                                                             static_cast<std::size_t>(mahalle));
    item.addressee =
        list_ == WorkList::cbs
            ? Addressee::gis_unit
            : addressee_of(layer_, {}, {.plate = settings_.municipality.il, .village = village});
    return item;
  }

  const Side& side_;
  const Settings& settings_;
  const WorkRecords& records_;
  Register reg_;
  const RefusedInserts& inserts_;
  Layer layer_;
  WorkList list_;
  std::vector<std::string> keys_;  ///< by row of the inserts
  std::vector<bool> in_force_;
  std::set<std::string> brought_;  ///< keys
};

}  // namespace

void take_back_refused(const Night& night, const Stored& stored, const Plan& plan,
                       const Settings& settings, const Coverages& coverages,
                       const WorkRecords& records, Corrections& found) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    for (const auto& [layer, inserts] : refused_inserts(stored, reg)) {
      Refused refused(night, settings, records, reg, inserts, plan);
      refused.add_items(found);
      refused.keep_unheard(stored, coverages[r][index(layer)], found);
    }
  }
}

}  // namespace uavt::sync
