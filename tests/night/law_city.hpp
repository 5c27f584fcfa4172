// The small cities the laws are tried on: every form the generator knows, with and without faults.
#pragma once

#include "app/run.hpp"
#include "city/city.hpp"
#include "tests/night/town.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace uavt::night::test {

struct LawCity {
  std::string name;  ///< form and seed, for messages
  city::Options options;
};

/// One city of each form, 60–400 buildings; `round` moves all seeds.
[[nodiscard]] std::vector<LawCity> law_cities(std::uint64_t round);

/// The options with up to `kinds` randomly chosen faults that this city has room for, one of each.
[[nodiscard]] city::Options with_faults(city::Options options, std::uint64_t seed,
                                        std::size_t kinds);
/// "KEY-01 GEO-05 …"
[[nodiscard]] std::string fault_names(const city::Options& options);

/// Law 1: every source has been read, and every record of it has one fate.
void expect_every_row_accounted(const app::RunReport& report);
/// Law 3: the run wrote nothing into adres and history, changed no memory of the registers, and
/// wrote no finding but those on the form of delivery. `memory`: Town::memory before it.
void expect_nothing_written(const Town& town, const app::RunReport& report,
                            const std::string& memory);
/// Law 2, first half: `diff` of what was just run has no rows.
void expect_empty_diff(const Town& town);

}  // namespace uavt::night::test
