// The measures of quality as JSON and in words. Elements are those of ISO 19157; numbers of its
// measures are not given, for the standard itself was not at hand.
#pragma once

#include "sync/quality_measure.hpp"
#include "sync/settings.hpp"

#include <span>
#include <string>
#include <string_view>

namespace uavt::report {

/// "Tamlık – eksiklik" or "Completeness – omission".
[[nodiscard]] std::string_view measure_word(sync::Measure measure, sync::Language language);

/// The elements of `quality[]`, one a line, without the brackets.
void append_quality(std::string& out, std::span<const sync::QualityMeasure> measures);

}  // namespace uavt::report
