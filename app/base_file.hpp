// `diff --base FILE`: an export of an earlier state stands where the database stands. What a file
// does not hold – images, settled values, decisions – is taken as if every register named by
// `kaynak` had said what is published (docs/decisions/0010-exports.md).
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"
#include "sync/state.hpp"

#include <filesystem>

namespace uavt::app {

/// What `load` would have given when `base` was written. `base`: a GeoPackage, GML or other file of
/// several layers, or a folder with a file a layer (`bina.csv`).
/// Errors: importers::SourceError when it is no full export of this district, geo::CrsError when it
/// is not in the target CRS.
[[nodiscard]] sync::Stored stored_from(const std::filesystem::path& base,
                                       const sync::Settings& settings);

/// A base lacks what the model restricts, so nobody can say whether it changed: tonight's values are as
/// if nobody had mapped them.
void forget_restricted(sync::Night& night, const sync::Settings& settings);

}  // namespace uavt::app
