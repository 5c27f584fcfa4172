// What a model keeps back, as the database holds it (uavtsync.kisit): written when the schema is made
// for a model, read by the views, by exports and by whoever asks whether the two still agree.
// Private to this room.
#pragma once

#include "sql/connection.hpp"
#include "sync/restrictions.hpp"

#include <string>

namespace uavt::sql {

/// Every district's, as a text that changes when any of them does.
[[nodiscard]] std::string all_restrictions(pqxx::transaction_base& work);

/// Are a district's columns and rows kept back just as this says?
[[nodiscard]] bool restricted_as(pqxx::transaction_base& work, int ilce_kodu,
                                 const sync::Restrictions& restrictions);

/// Makes them so. The views must be made again, then `begin_feed_anew`, in the same transaction.
void restrict(pqxx::transaction_base& work, int ilce_kodu, const sync::Restrictions& restrictions);

/// Finds the restricted rows of today and ever; whoever follows the feed begins at 0 again.
void begin_feed_anew(pqxx::transaction_base& work, int ilce_kodu);

}  // namespace uavt::sql
