// What happens to findings once all rules have spoken: floods become one finding, rows get the keys
// by which they will be known tomorrow, and last night's list says what is new, stays, or is fixed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"
#include "sync/settings.hpp"

namespace uavt::sync {

/// Findings of one rule, source and attribute become one, listing its rows, where the catalogue says
/// so and they are over 1 % of the source's rows.
void group(std::vector<Finding>& findings, std::span<const SourceAccount> accounts);

/// What a row without a code is called: its number, or – where no database keeps numbers – the hash
/// of its content.
enum class Keys : std::uint8_t { numbers, content };

/// Fills every subject's key, tucbs_no and mahalle_kodu, every finding's fingerprint, and brings
/// the list into its order: severity, rule, layer, key.
void identify(std::vector<Finding>& findings, const Night& night, const Matched& matched,
              const Settings& settings, Keys keys);

/// Fingerprints of findings that were not there after the last run: `Past` is asked about these.
[[nodiscard]] std::vector<std::string> not_remembered(std::span<const Finding> findings,
                                                      const Stored& stored);

/// What the comparison has to know of the past beside what was open.
struct Past {
  /// Of `not_remembered`, those that an earlier run closed → the first run that ever saw them.
  std::unordered_map<std::string, std::int64_t> closed;
  /// The day of this run in Türkiye, days since 1970-01-01: waivers end by it.
  std::int64_t day = 0;
};

/// Compares with the findings known after the last run: state, first_run and waiver of each; what is
/// fixed; what stands because its register did not speak for its layer tonight, and what of that is
/// waived or no longer so. `run`: tonight's number.
void compare(Plan& plan, std::vector<Finding> findings, const Stored& stored, const Night& night,
             std::int64_t run, const Past& past);

}  // namespace uavt::sync
