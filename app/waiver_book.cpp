#include "app/waiver_book.hpp"

#include "app/finding_memory.hpp"
#include "app/run.hpp"
#include "config/loader.hpp"

#include <algorithm>
#include <utility>

namespace uavt::app {

WaiverBook::WaiverBook(const sync::Settings& settings, std::filesystem::path folder)
    : ilce_(settings.municipality.ilce), folder_(std::move(folder)) {
  if (folder_.empty() && settings.dsn.empty()) folder_ = settings.run.report_dir / "validate";
  if (!folder_.empty()) {
    memory_ = remembered_findings(folder_);
    return;
  }
  database_.emplace(conninfo(settings));
  if (!database_->pending_migrations().empty()) {
    throw config::ConfigError(
        "the database has no place for waivers yet: run `uavt-sync migrate` first");
  }
}

std::vector<std::string> WaiverBook::findings_beginning(const std::string& fingerprint,
                                                        std::size_t at_most) {
  if (database_) return database_->findings_beginning(ilce_, fingerprint, at_most);
  std::vector<std::string> found;
  for (const sync::OpenFinding& each : memory_.findings) {
    if (each.fingerprint.starts_with(fingerprint)) found.push_back(each.fingerprint);
  }
  std::ranges::sort(found);
  if (found.size() > at_most) found.resize(at_most);
  return found;
}

std::uint64_t WaiverBook::covered(const sync::Waiver& waiver) {
  if (!waiver.fingerprint.empty()) return 1;
  if (database_) return database_->findings_in(ilce_, *waiver.rule, waiver.mahalle_kodu);
  return static_cast<std::uint64_t>(
      std::ranges::count_if(memory_.findings, [&](const sync::OpenFinding& each) {
        return each.rule == *waiver.rule && each.mahalle_kodu == waiver.mahalle_kodu;
      }));
}

std::vector<std::string> WaiverBook::findings() {
  if (database_) {
    const std::int64_t run = database_->last_published(ilce_);
    return run == 0 ? std::vector<std::string>() : database_->findings_of(run);
  }
  std::vector<std::string> all;
  for (const sync::OpenFinding& each : memory_.findings) all.push_back(each.json);
  return all;
}

std::int64_t WaiverBook::give(sync::Waiver waiver) {
  if (database_) return database_->add_waiver(ilce_, waiver);
  waiver.id = 1;
  for (const sync::Waiver& each : memory_.waivers) waiver.id = std::max(waiver.id, each.id + 1);
  memory_.waivers.push_back(waiver);
  remember_findings(folder_, memory_);
  return waiver.id;
}

bool WaiverBook::take_back(std::int64_t id, const std::string& person, std::int64_t day) {
  if (database_) return database_->withdraw_waiver(ilce_, id, person);
  const auto found = std::ranges::find(memory_.waivers, id, &sync::Waiver::id);
  if (found == memory_.waivers.end() || found->withdrawn) return false;
  found->withdrawn = day;
  remember_findings(folder_, memory_);
  return true;
}

std::vector<sync::GivenWaiver> WaiverBook::all() {
  if (database_) return database_->waivers(ilce_);
  std::vector<sync::GivenWaiver> given;
  for (const sync::Waiver& waiver : memory_.waivers) {
    const auto findings =
        std::ranges::count(memory_.findings, waiver.id, &sync::OpenFinding::waiver);
    given.push_back({waiver, static_cast<std::uint64_t>(findings)});
  }
  return given;
}

}  // namespace uavt::app
