#include "sync/findings.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

namespace uavt::sync {

namespace {

/// Keys of the rows of one register and layer that were not delivered tonight: row rules have not
/// looked at them. (A row set apart was looked at; of one that waits its last image stands.)
std::set<std::string> unseen(const Table& table) {
  std::set<std::int64_t> delivered;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const bool stands = table.states[row] == RowState::last_seen ||
                        table.states[row] == RowState::held;
    if (!stands) delivered.insert(table.tucbs_no[row]);
  }
  std::set<std::string> keys;
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (table.states[row] != RowState::last_seen || delivered.contains(table.tucbs_no[row])) {
      continue;
    }
    const std::string code = code_text(table, row);
    keys.insert(code.empty() ? "#" + std::to_string(table.tucbs_no[row]) : code);
  }
  return keys;
}

/// UAV rules compare whatever stands, delivered tonight or not.
bool compares(Rule rule) {
  return rule == Rule::uav_01 || rule == Rule::uav_02 || rule == Rule::uav_03 ||
         rule == Rule::uav_10;
}

/// Whether somebody looked tonight at what an open finding is about.
class Judged {
 public:
  explicit Judged(const Night& night) : night_(night) {}

  [[nodiscard]] bool operator()(const OpenFinding& finding) {
    if (!finding.reg) return true;
    const auto& delivered = night_.side(*finding.reg).mapped.delivered;
    if (!finding.layer) return std::ranges::any_of(delivered, [](bool layer) { return layer; });
    if (!delivered[index(*finding.layer)]) return false;
    if (finding.key.empty() || compares(finding.rule)) return true;
    const auto [keys, asked] = unseen_.try_emplace({*finding.reg, *finding.layer});
    if (asked) keys->second = unseen(night_.side(*finding.reg).table(*finding.layer));
    return !keys->second.contains(finding.key);
  }

 private:
  const Night& night_;
  std::map<std::pair<Register, Layer>, std::set<std::string>> unseen_;
};

/// The waivers of a night, and which of the findings they once covered they still cover.
class Waivers {
 public:
  Waivers(const std::vector<Waiver>& all, std::int64_t day) : all_(all), day_(day) {
    for (const Waiver& waiver : all) {
      if (!in_force(waiver, day)) continue;
      if (waiver.fingerprint.empty()) {
        if (waiver.rule) of_rules_[{*waiver.rule, waiver.mahalle_kodu}].push_back(waiver);
      } else {
        of_findings_[waiver.fingerprint].push_back(waiver);
      }
    }
  }

  [[nodiscard]] const Waiver* covering(const std::string& fingerprint, Rule rule,
                                       std::int64_t mahalle_kodu) const {
    if (const auto own = of_findings_.find(fingerprint); own != of_findings_.end()) {
      return sync::covering(own->second, fingerprint, rule, mahalle_kodu, day_);
    }
    const auto there = of_rules_.find({rule, mahalle_kodu});
    if (there == of_rules_.end()) return nullptr;
    return sync::covering(there->second, fingerprint, rule, mahalle_kodu, day_);
  }

  /// Its day has passed; one that is not there any more was taken back.
  [[nodiscard]] bool expired(std::int64_t id) const {
    const auto found = std::ranges::find(all_, id, &Waiver::id);
    return found != all_.end() && !found->withdrawn && day_ > found->until;
  }

 private:
  const std::vector<Waiver>& all_;
  std::int64_t day_;
  std::map<std::pair<Rule, std::int64_t>, std::vector<Waiver>> of_rules_;
  std::unordered_map<std::string, std::vector<Waiver>> of_findings_;
};

void set_state(Finding& finding, const OpenFinding* known, const Waivers& waivers, const Past& past,
               std::int64_t run) {
  const auto closed = past.closed.find(finding.fingerprint);
  const bool returned = known == nullptr && closed != past.closed.end();
  finding.first_run = known != nullptr ? known->first_run : returned ? closed->second : run;
  const std::int64_t mahalle =
      finding.subjects.empty() || finding.grouped ? null_integer
                                                  : finding.subjects[0].mahalle_kodu;
  finding.waiver.reset();
  if (const Waiver* waiver = waivers.covering(finding.fingerprint, finding.rule, mahalle)) {
    finding.state = FindingState::waived;
    finding.waiver = *waiver;
  } else if (known != nullptr && known->waiver != 0) {
    finding.state = FindingState::reopened;
    finding.waiver_expired = waivers.expired(known->waiver);
  } else if (known != nullptr) {
    finding.state = FindingState::persisting;
  } else {
    finding.state = returned ? FindingState::reopened : FindingState::fresh;
  }
}

/// What stands and whose waiver is no longer the one of the last run.
void rewaive(Plan& plan, const OpenFinding& standing, const Waivers& waivers) {
  // Without a key it is about many rows or about none, and in no mahalle.
  const std::int64_t mahalle = standing.key.empty() ? null_integer : standing.mahalle_kodu;
  const Waiver* waiver = waivers.covering(standing.fingerprint, standing.rule, mahalle);
  if ((waiver == nullptr ? 0 : waiver->id) == standing.waiver) return;
  Rewaived told{.fingerprint = standing.fingerprint,
                .state = waiver != nullptr ? FindingState::waived : FindingState::reopened,
                .waiver = std::nullopt,
                .waiver_expired = waiver == nullptr && waivers.expired(standing.waiver)};
  if (waiver != nullptr) told.waiver = *waiver;
  plan.findings_rewaived.push_back(std::move(told));
}

}  // namespace

std::vector<std::string> not_remembered(std::span<const Finding> findings, const Stored& stored) {
  std::unordered_set<std::string_view> open;
  for (const OpenFinding& each : stored.findings) open.insert(each.fingerprint);
  std::vector<std::string> unknown;
  for (const Finding& finding : findings) {
    if (!open.contains(finding.fingerprint)) unknown.push_back(finding.fingerprint);
  }
  return unknown;
}

void compare(Plan& plan, std::vector<Finding> findings, const Stored& stored, const Night& night,
             std::int64_t run, const Past& past) {
  std::unordered_map<std::string, const OpenFinding*> open;
  for (const OpenFinding& each : stored.findings) open.emplace(each.fingerprint, &each);
  std::erase_if(findings, [&](const Finding& finding) {
    return finding.only_while_open && !open.contains(finding.fingerprint);
  });
  const Waivers waivers(stored.waivers, past.day);
  for (Finding& finding : findings) {
    const auto known = open.find(finding.fingerprint);
    set_state(finding, known == open.end() ? nullptr : known->second, waivers, past, run);
    if (known != open.end()) open.erase(known);
  }
  Judged judged(night);
  for (const OpenFinding& each : stored.findings) {
    if (!open.contains(each.fingerprint)) continue;
    // An event is told until the next night on which something changes.
    const bool told = each.rule == Rule::uav_09 ? !std::ranges::all_of(plan.layers, &LayerPlan::empty) : judged(each);
    if (told) {
      plan.findings_fixed.push_back(each.fingerprint);
    } else {
      plan.findings_standing.push_back(each.fingerprint);
      rewaive(plan, each, waivers);
    }
  }
  plan.findings = std::move(findings);
}

}  // namespace uavt::sync
