// A finding as JSON in its three forms: as the report shows it, as the result's digest sees it, and
// as the database compares it.
#pragma once

#include "sync/result.hpp"
#include "sync/settings.hpp"

#include <string>

namespace uavt::report {

enum class Form : std::uint8_t {
  whole,      ///< everything
  canonical,  ///< without where in which file (law 4)
  content,    ///< canonical without state, first_run and waiver
};

void append_finding(std::string& out, const sync::Finding& finding,
                    const sync::Settings& settings, Form form);

/// A finding told as it was stored, with tonight's state and waiver; what is fixed keeps the waiver
/// it had until then. The content form has no use here.
/// Errors: std::invalid_argument when what was stored is no finding.
void append_kept(std::string& out, const sync::KeptFinding& kept, Form form);

}  // namespace uavt::report
