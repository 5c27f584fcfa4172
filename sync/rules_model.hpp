// The MOD rules where a model is the measure: any delivered table against any type of any model, and
// the columns of the register's own sources. A finding that rests on an inference is at most a
// warning, and a list of which only some values were ever seen refuses none.
#pragma once

#include "sync/delivery.hpp"
#include "sync/model.hpp"
#include "sync/settings.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace uavt::sync {

/// "tucbs.Bina".
[[nodiscard]] std::string full_name(const Model& model, const FeatureType& type);

/// How a file's columns become the type's attributes, for `column_map`: the profile's name is the
/// type's full name, its layer `flat`, which is no layer. The type's own geometry is `geometri`.
[[nodiscard]] Profile profile_of(const Model& model, const FeatureType& type);

struct ModelJudgement {
  std::vector<Finding> findings;
  std::vector<std::uint32_t> set_apart;  ///< rows of the delivery with a K finding, ascending
};

/// MOD-01 … MOD-07, KEY-01 of the identifying attribute, GEO-01 … GEO-07 and GEO-14 of one delivery
/// that was read by `profile_of`. Coordinates are judged as they are given here: the caller reprojects.
/// Repairs are proposals.
/// `known`: the models whose generations must not mix.
[[nodiscard]] ModelJudgement judged(const Model& model, const FeatureType& type,
                                    const Delivery& delivery, std::span<const Model> known,
                                    const Settings& settings);

/// MOD-01, MOD-06 and MOD-07 of the register's own sources. MOD-01 asks only for what the source's
/// profile has a column for; MOD-06 speaks of a column only where its name resembles one that the
/// profile still lacks: that a municipality has columns of its own is no matter for a finding.
[[nodiscard]] std::vector<Finding> judged_columns(std::span<const Delivery> deliveries,
                                                  std::span<const Model> known,
                                                  const Settings& settings);

}  // namespace uavt::sync
