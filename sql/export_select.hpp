// The question behind one exported layer. Private to this room.
#pragma once

#include "sql/exporting.hpp"

#include <string>

namespace uavt::sql {

/// Columns in the order of exported_layer(request).columns, then the geometry if there is one; the
/// district's rows, in the order of tucbs_no.
[[nodiscard]] std::string export_select(const ExportRequest& request, int ilce_kodu);

}  // namespace uavt::sql
