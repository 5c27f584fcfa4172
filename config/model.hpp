// Models are data like profiles: config/models/*.toml are compiled in, and a municipality's own is
// one more file of the same form – written by hand or by `uavt-sync model import`. Reading is strict
// (an unknown key is an error), so that a misspelt certainty does not become a silent claim.
#pragma once

#include "sync/model.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace uavt::config {

/// Reads
///   [model]                 name, title_tr, title_en, exact_names, markers
///   [source]                S8 = "what it is and where"
///   [list.yapi_grubu]       values, complete, certainty, source
///   [type.Bina]             title_tr, title_en, geometry, extends, abstract, tables, id, certainty,
///                           source; layer = "bina" where our rows are shown as this type, and
///                           restricted_rows = { kullanim = ["askeri"] } where some of them are not
///   [type.Bina.attribute]   tucbsNo = { type = "integer", occurs = "1", … }, filled `from` an
///                           attribute of the layer, or `always` the same; restricted = true where
///                           its values leave the unit in no form (sync/restrictions.hpp)
/// An attribute's certainty and source are its type's unless it has its own; how sure its type and
/// its multiplicity are is "inferred" unless it says otherwise. What `extends` names comes first.
/// Errors: ConfigError with `file` and line: unknown key, list, source or base; a cycle.
[[nodiscard]] sync::Model model_of(std::string_view text, const std::string& file);

/// The embedded models, by name.
[[nodiscard]] std::vector<sync::Model> models();

/// The same with the configured one, where that is a municipality's own: it takes the place of the
/// embedded one of its name. One that is another's copy under a new name marks no generation.
[[nodiscard]] std::vector<sync::Model> models_with(const std::string& generation);

/// An embedded model by its name, else the file of that path.
/// Errors: ConfigError naming the nearest.
[[nodiscard]] sync::Model model_named(const std::string& name);

/// The model as a file that `model_of` reads back to the same value.
[[nodiscard]] std::string toml_of(const sync::Model& model);

}  // namespace uavt::config
