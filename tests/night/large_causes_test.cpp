// Systematic faults in a whole city with faults of all sorts in it: each is told as one cause with
// nearly all of its findings, and the vector of a shift is the one that was planted.
#include "tests/night/town.hpp"

#include "city/sheet.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <random>
#include <set>

namespace uavt::night::test {
namespace {

// Between the datums of neither register, and large enough that a door is off its building.
constexpr double east_m = 9.372, north_m = -11.846;

city::Options large() {
  city::Options options;
  options.seed = 61;
  options.buildings = 100'000;
  options.units = false;
  // Noise: of every kind a few hundred at most, wherever they fall.
  for (const char* fault : {"CRS-05", "GEO-04", "GEO-05", "GEO-08", "GEO-09", "MOD-03", "MOD-05",
                            "MOD-08", "NUM-04", "PAR-01", "PAR-02", "TOP-10", "TOP-13"}) {
    options.faults.push_back({fault, 60});
  }
  return options;
}

sync::RawTable& rows_of(city::City& city, std::string_view folder, sync::SourceLayer layer) {
  const auto file = std::ranges::find_if(city.files, [&](const city::File& each) {
    return each.name.starts_with(folder) && each.rows.layer == layer;
  });
  if (file == city.files.end()) throw std::logic_error("no such file");
  return file->rows;
}

/// Findings that a fault made, and how many of them carry its cause.
struct Share {
  std::size_t all = 0, assigned = 0;
  [[nodiscard]] double value() const {
    return all == 0 ? 0 : static_cast<double>(assigned) / static_cast<double>(all);
  }
};

Share share_of(const sync::Result& result, std::string_view cause,
               const std::function<bool(const sync::Finding&)>& of_it) {
  Share share;
  for (const sync::Finding& finding : result.findings) {
    if (!of_it(finding)) continue;
    ++share.all;
    share.assigned += finding.cause == cause ? 1U : 0U;
  }
  fmt::print("  {:44} {} of {} findings ({:.2f} %)\n", cause, share.assigned, share.all,
             100 * share.value());
  return share;
}

double number_in(const sync::Cause& cause, std::string_view name) {
  const auto found = std::ranges::find(cause.evidence, name, &sync::Arguments::value_type::first);
  return found == cause.evidence.end() ? NAN : std::get<double>(found->second);
}

TEST(LargeCauses, every_systematic_fault_is_found_in_a_city_full_of_others) {
  city::City city = city::generated(large());
  // The doors' file was put together in another system; nobody surveys to the millimetre.
  std::mt19937_64 random(61);
  std::uniform_real_distribution<double> survey_m(-0.05, 0.05);
  sync::RawTable& doors = rows_of(city, "cbs", sync::SourceLayer::door);
  const auto xy = doors.geometry.coordinates();
  for (std::size_t i = 0; i < xy.size(); i += 2) {
    xy[i] += east_m + survey_m(random);
    xy[i + 1] += north_m + survey_m(random);
  }
  // A status nobody has a word for, all over the town.
  sync::RawTable& buildings = rows_of(city, "cbs", sync::SourceLayer::building);
  std::size_t unknown = 0;
  for (std::size_t row = 7; row < buildings.size(); row += 400, ++unknown) {
    city::write_cell(buildings, "durum", row, "17");
  }
  // In one mahalle somebody filled a column with the sum of something else.
  const sync::RawColumn& areas = *buildings.column("mahalle_kodu");
  const std::int64_t bad_mahalle = areas.integers[buildings.size() / 2];
  std::size_t miscounted = 0;
  for (std::size_t row = 0; row < buildings.size(); ++row) {
    if (buildings.column("mahalle_kodu")->integers[row] != bad_mahalle) continue;
    city::write_cell(buildings, "kat_toplam", row, "77");
    ++miscounted;
  }
  // UAVT's names of one type word were read in another encoding.
  sync::RawTable& streets = rows_of(city, "uavt", sync::SourceLayer::street);
  for (std::size_t row = 0; row < streets.size(); ++row) {
    std::string name(streets.column("ad")->text(row));
    for (std::size_t at = 0; (at = name.find("Ş", at)) != std::string::npos;) {
      name.replace(at, 2, "Þ");
    }
    for (std::size_t at = 0; (at = name.find("İ", at)) != std::string::npos;) {
      name.replace(at, 2, "Ý");
    }
    city::write_cell(streets, "ad", row, name);
  }
  Town town;
  town.write(city);
  const auto begun = std::chrono::steady_clock::now();
  const app::RunReport report = town.run();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  const sync::Result& result = report.result;
  fmt::print("{} findings, {} causes, {:.1f} s\n", result.findings.size(), result.causes.size(),
             took.count());
  std::set<std::string> ids;
  for (const sync::Cause& cause : result.causes) {
    ids.insert(cause.id);
    fmt::print("  {}: {}\n", cause.id, cause.count);
  }
  const std::string shift = "constant_shift:cbs_numarataj", encoding = "encoding:uavt_csbm",
                    value = "missing_code_value:cbs_bina:bina:durum:17",
                    file = fmt::format("file:cbs_bina:{}", bad_mahalle);
  EXPECT_EQ(ids, (std::set{shift, encoding, value, file}));

  const Share shifted = share_of(result, shift, [](const sync::Finding& finding) {
    return finding.rule == sync::Rule::top_02 || finding.rule == sync::Rule::crs_04;
  });
  EXPECT_GE(shifted.value(), 0.95);
  EXPECT_GT(shifted.all, 50'000U);
  EXPECT_GE(share_of(result, encoding, [](const sync::Finding& finding) {
              return finding.rule == sync::Rule::mod_09;
            }).value(), 0.95);
  const Share values = share_of(result, value, [](const sync::Finding& finding) {
    return finding.rule == sync::Rule::mod_04;
  });
  EXPECT_EQ(values.all, unknown);
  EXPECT_GE(values.value(), 0.95);
  const Share sums = share_of(result, file, [&](const sync::Finding& finding) {
    return finding.rule == sync::Rule::mod_10 && finding.subjects[0].mahalle_kodu == bad_mahalle;
  });
  EXPECT_GE(sums.all, miscounted * 95 / 100);
  EXPECT_GE(sums.value(), 0.95);

  const auto cause = std::ranges::find(result.causes, shift, &sync::Cause::id);
  ASSERT_NE(cause, result.causes.end());
  const double off = std::hypot(number_in(*cause, "east_m") - east_m,
                                number_in(*cause, "north_m") - north_m);
  fmt::print("  the shift is {:.4f} m from the one planted\n", off);
  EXPECT_LE(off, 0.05);
}

}  // namespace
}  // namespace uavt::night::test
