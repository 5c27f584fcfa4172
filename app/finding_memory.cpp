#include "app/finding_memory.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace uavt::app {

namespace {

std::filesystem::path memory_of(const std::filesystem::path& folder) {
  return folder / "findings.state";
}

}  // namespace

std::vector<sync::OpenFinding> remembered_findings(const std::filesystem::path& folder) {
  std::vector<sync::OpenFinding> findings;
  std::ifstream file(memory_of(folder));
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    sync::OpenFinding finding;
    std::string rule;
    std::string reg;
    std::string layer;
    if (!(fields >> finding.fingerprint >> rule >> reg >> layer >> finding.first_run)) continue;
    const auto known = sync::rule_named(rule);
    if (!known) continue;
    finding.rule = *known;
    finding.reg = sync::register_named(reg);
    finding.layer = sync::layer_named(layer);
    findings.push_back(std::move(finding));
  }
  return findings;
}

void remember_findings(const std::filesystem::path& folder,
                       const std::vector<sync::Finding>& findings) {
  std::filesystem::create_directories(folder);
  const std::filesystem::path target = memory_of(folder);
  const std::filesystem::path fresh = target.string() + ".new";
  {
    std::ofstream file(fresh, std::ios::trunc);
    for (const sync::Finding& finding : findings) {
      const bool placed = !finding.subjects.empty();
      const auto layer = placed ? finding.subjects[0].layer : std::optional<sync::Layer>();
      file << fmt::format("{} {} {} {} {}\n", finding.fingerprint, sync::info(finding.rule).id,
                          placed ? sync::name(finding.subjects[0].reg) : "-",
                          layer ? sync::name(*layer) : "-", finding.first_run);
    }
  }
  std::filesystem::rename(fresh, target);
}

}  // namespace uavt::app
