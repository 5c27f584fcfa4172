// Corrections as they stand in `worklist[]` of report.json. Their content is stored as text; what
// changes while an item waits – its place in the list, its age – is put in front when it is told.
#pragma once

#include "sync/work_item.hpp"

#include <span>
#include <string>

namespace uavt::report {

/// What is stored of an item: everything but id, list, order, state, since_run and deliveries.
[[nodiscard]] std::string correction(const sync::WorkItem& item);

/// The elements of `worklist[]`, one a line, in the order given; `order` counts the open ones of
/// each list.
void append_corrections(std::string& out, std::span<const sync::ToldItem> items);

}  // namespace uavt::report
