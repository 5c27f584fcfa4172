// Rulings as the database keeps them. Private to this room: `Database` hands them out, loading puts
// those in force beside what is published, apply ends and adds them.
#pragma once

#include <string>
#include <vector>

#include "sql/applying.hpp"
#include "sql/connection.hpp"
#include "sync/ruling.hpp"

namespace uavt::sql {

/// Rulings of a district, oldest first; `condition`: SQL after AND, of this program. The connection
/// must be inside a transaction of its own.
[[nodiscard]] std::vector<sync::KeptRuling> rulings(Connection& connection, int ilce_kodu,
                                                    const std::string& condition);

/// In the transaction of the night: those that ended, those that the run itself made.
void apply_rulings(const Applying& applying, const sync::Plan& plan);

}  // namespace uavt::sql
