#include "app/finding_memory.hpp"

#include "app/kept_findings.hpp"
#include "config/loader.hpp"
#include "report/report.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace uavt::app {

namespace {

/// A fault that comes back later than this is told as new: as long as the longest waiver.
constexpr std::int64_t remembered_days = 366 * sync::longest_waiver_years;

std::filesystem::path memory_of(const std::filesystem::path& folder) {
  return folder / "findings.state";
}

}  // namespace

report::Memory remembered_findings(const std::filesystem::path& folder) {
  const std::filesystem::path path = memory_of(folder);
  if (!std::filesystem::exists(path)) return {};
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad() || !file.is_open()) {
    throw config::ConfigError(fmt::format("{} cannot be read: see to its rights", path.string()));
  }
  try {
    return report::parsed_memory(text);
  } catch (const std::invalid_argument& problem) {
    throw config::ConfigError(fmt::format(
        "{} is damaged ({}): put a copy of it back, or remove it and begin anew – then every "
        "finding is new and waivers have to be given again",
        path.string(), problem.what()));
  }
}

void remember_findings(const std::filesystem::path& folder, const report::Memory& memory) {
  std::filesystem::create_directories(folder);
  const std::filesystem::path target = memory_of(folder);
  const std::filesystem::path fresh = target.string() + ".new";
  std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
  file << report::memory_text(memory);
  file.close();
  if (!file) {
    throw std::filesystem::filesystem_error("cannot write the memory of findings", fresh,
                                            std::make_error_code(std::errc::io_error));
  }
  std::filesystem::rename(fresh, target);
}

void recall(report::Memory& memory, sync::Stored& stored) {
  stored.findings = std::move(memory.findings);
  for (const sync::Waiver& waiver : memory.waivers) {
    if (!waiver.withdrawn) stored.waivers.push_back(waiver);
  }
}

sync::Past past_of(const report::Memory& memory, std::int64_t day) {
  sync::Past past;
  past.day = day;
  for (const auto& [fingerprint, closed] : memory.closed) {
    past.closed.emplace(fingerprint, closed.first_run);
  }
  return past;
}

report::Memory memory_after(const report::Memory& before, const sync::Plan& plan,
                            const sync::Stored& stored, const sync::Settings& settings,
                            std::int64_t day, std::vector<sync::Waiver> waivers) {
  report::Memory after;
  after.waivers = std::move(waivers);
  for (const auto& [fingerprint, closed] : before.closed) {
    if (day - closed.day <= remembered_days) after.closed.emplace(fingerprint, closed);
  }
  for (const sync::Finding& finding : plan.findings) {
    after.closed.erase(finding.fingerprint);
    sync::OpenFinding open;
    open.fingerprint = finding.fingerprint;
    open.json = report::json(finding, settings);
    after.findings.push_back(std::move(open));
  }
  for (const KeptOpen& kept : kept_findings(plan, stored)) {
    if (kept.told.state == sync::FindingState::fixed) {
      after.closed[kept.known->fingerprint] = {kept.known->first_run, day};
    } else {
      after.findings.push_back(*kept.known);
      after.findings.back().json = report::json(kept.told);
    }
  }
  return after;
}

}  // namespace uavt::app
