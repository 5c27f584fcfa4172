#include "app/finding_memory.hpp"

#include <fmt/format.h>

#include <fstream>
#include <set>
#include <sstream>

namespace uavt::app {

namespace {

std::filesystem::path memory_of(const std::filesystem::path& folder) {
  return folder / "findings.state";
}

std::string line_of(const std::string& fingerprint, sync::Rule rule,
                    std::optional<sync::Register> reg, std::optional<sync::Layer> layer,
                    std::int64_t first_run) {
  return fmt::format("{} {} {} {} {}\n", fingerprint, sync::info(rule).id,
                     reg ? sync::name(*reg) : "-", layer ? sync::name(*layer) : "-", first_run);
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

void remember_findings(const std::filesystem::path& folder, const sync::Plan& plan,
                       const sync::Stored& stored) {
  std::filesystem::create_directories(folder);
  const std::filesystem::path target = memory_of(folder);
  const std::filesystem::path fresh = target.string() + ".new";
  {
    std::ofstream file;
    file.exceptions(std::ios::failbit | std::ios::badbit);
    try {
      file.open(fresh, std::ios::trunc);
      for (const sync::Finding& finding : plan.findings) {
        const bool placed = !finding.subjects.empty();
        file << line_of(finding.fingerprint, finding.rule,
                        placed ? std::optional(finding.subjects[0].reg) : std::nullopt,
                        placed ? finding.subjects[0].layer : std::nullopt, finding.first_run);
      }
      const std::set<std::string> standing(plan.findings_standing.begin(),
                                           plan.findings_standing.end());
      for (const sync::OpenFinding& each : stored.findings) {
        if (!standing.contains(each.fingerprint)) continue;
        file << line_of(each.fingerprint, each.rule, each.reg, each.layer, each.first_run);
      }
      file.close();
    } catch (const std::ios_base::failure&) {
      throw std::filesystem::filesystem_error("cannot write the memory of findings", fresh,
                                              std::make_error_code(std::errc::io_error));
    }
  }
  std::filesystem::rename(fresh, target);
}

}  // namespace uavt::app
