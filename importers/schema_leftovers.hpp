// What a schema says that no model can hold: assertions, ranges, keys over several fields … Nothing
// of it is lost in silence: each kind is counted and named with the places where it stands, because
// whoever judges a delivery by the model has to know what the model does not ask. Private to this
// room.
#pragma once

#include "importers/schema_files.hpp"
#include "sync/model.hpp"

#include <string>
#include <vector>

namespace uavt::importers {

/// A sentence for each kind of thing that was dropped, one for each of the first assertions.
/// Identity constraints are `named_rows`' matter.
[[nodiscard]] std::vector<std::string> leftovers(const SchemaFiles& files);

/// xs:key and xs:unique of one plain element of one feature become its type's `id` (KEY-01); every
/// other identity constraint is a sentence in `notes`.
void name_rows(const SchemaFiles& files, sync::Model& model, std::vector<std::string>& notes);

/// The sentence's beginning: "3 × xs:assert".
[[nodiscard]] std::string counted(std::size_t count, std::string_view what);
/// "a.xsd:3, a.xsd:9 and 12 more".
[[nodiscard]] std::string places(const SchemaFiles& files, const std::vector<pugi::xml_node>& nodes);

}  // namespace uavt::importers
