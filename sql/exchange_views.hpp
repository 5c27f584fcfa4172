// The views of schema `tucbs`: our rows under the names of a national model. They follow from the
// model – order, names, types, kinds and what fills them – so that another generation is another
// model file and no SQL.
#pragma once

#include "sync/model.hpp"

#include <string>

namespace uavt::sql {

/// Statements that make the schema's views those of the model, in place where the columns allow it;
/// `${srid}` stands for the SRID. A view of another generation is dropped, unless somebody's own
/// view hangs on it: then they fail and name it. Nothing for a model that shows no layer.
[[nodiscard]] std::string exchange_views(const sync::Model& model);

/// What ilce_kodu is multiplied with in an identifier that is a number: as many as no district has
/// rows of a layer. Source: docs/decisions/0010-exports.md.
inline constexpr std::int64_t identifiers_per_district = 10'000'000'000;

}  // namespace uavt::sql
