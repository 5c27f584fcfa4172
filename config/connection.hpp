// A configuration is mailed, copied and backed up: no secret may stand in it. This finds one in a
// connection text before anybody uses it.
#pragma once

#include <string_view>

namespace uavt::config {

/// True when a libpq conninfo ("host=… password=…"), a URI ("postgresql://user:secret@host") or a
/// GDAL connection text ("PG:… password=…", "MSSQL:…;pwd=…") carries a password.
[[nodiscard]] bool carries_password(std::string_view connection);

}  // namespace uavt::config
