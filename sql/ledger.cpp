// The ledger of runs asked for a few of its rows: what a report needs of the past grows with no
// number of nights.
#include "sql/database.hpp"
#include "sql/implementation.hpp"
#include "sql/statements.hpp"

#include <algorithm>

namespace uavt::sql {

std::optional<RunEntry> Database::run(int ilce_kodu, std::int64_t number) {
  return described("asking for run " + std::to_string(number), [&]() -> std::optional<RunEntry> {
    pqxx::nontransaction work(*implementation_->connection);
    const auto rows = work.exec_params(query("run"), ilce_kodu, number);
    if (rows.empty()) return std::nullopt;
    return RunEntry{rows[0][0].as<std::int64_t>(), rows[0][1].as<std::string>(),
                    rows[0][2].as<std::string>(),  rows[0][3].as<std::string>(),
                    rows[0][4].as<int>(),          rows[0][5].as<std::string>()};
  });
}

std::vector<sync::TrendRun> Database::trend(int ilce_kodu, std::int64_t up_to,
                                            std::size_t at_most) {
  return described("asking for the trend", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    std::vector<sync::TrendRun> runs;
    for (const auto& row : work.exec_params(query("trend"), ilce_kodu, up_to, at_most)) {
      runs.push_back({row[0].as<std::int64_t>(), row[1].as<std::string>(),
                      row[2].as<std::string>()});
    }
    std::ranges::reverse(runs);
    return runs;
  });
}

std::vector<sync::QualityMeasure> Database::quality_of(int ilce_kodu, std::int64_t run) {
  return described("asking for the quality after run " + std::to_string(run), [&] {
    pqxx::nontransaction work(*implementation_->connection);
    std::vector<sync::QualityMeasure> measures;
    for (const auto& row : work.exec_params(query("measures_of"), ilce_kodu, run)) {
      const auto layer = sync::layer_named(row[0].as<std::string>());
      const auto measure = sync::measure_named(row[2].as<std::string>());
      if (!layer || !measure) continue;  // a newer version's; this one has no word for it
      sync::QualityMeasure one;
      one.layer = *layer;
      if (!row[1].is_null()) one.mahalle_kodu = row[1].as<std::int64_t>();
      one.measure = *measure;
      one.faulty = row[3].as<std::uint64_t>();
      one.of = row[4].as<std::uint64_t>();
      measures.push_back(one);
    }
    std::ranges::sort(measures);
    return measures;
  });
}

}  // namespace uavt::sql
