#include "sync/judges.hpp"

#include "sync/rules_buildings.hpp"
#include "sync/rules_dates.hpp"
#include "sync/rules_doors.hpp"
#include "sync/rules_lines.hpp"
#include "sync/rules_mahalle.hpp"
#include "sync/rules_id_space.hpp"
#include "sync/rules_forms.hpp"
#include "sync/rules_numbering.hpp"
#include "sync/rules_parcels.hpp"
#include "sync/rules_roads.hpp"
#include "sync/rules_shapes.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <iterator>
#include <stdexcept>
#include <string>

#include <tbb/parallel_for.h>

namespace uavt::sync {

std::span<const Judge> content_judges() {
  static constexpr std::array judges = {
      Judge{"GEO-08, GEO-09, GEO-10", judge_shapes}, Judge{"GEO-13", judge_same_shapes},
      Judge{"MOD-05", judge_forms},
      Judge{"MOD-08, MOD-10", judge_dates_and_sums}, Judge{"NUM-01, NUM-04, NUM-06", judge_doors},
      Judge{"NUM-09, NUM-10", judge_units},          Judge{"NUM-11, NUM-12", judge_street_names},
      Judge{"TOP-01", judge_overlaps},
      Judge{"TOP-03, TOP-10, TOP-13, PAR-01, PAR-02", judge_parcels},
      Judge{"TOP-04", judge_declared_mahalle},
      Judge{"TOP-05, TOP-06", judge_mahalle_borders},
      Judge{"TOP-02, TOP-14", judge_doors_at_buildings},
      Judge{"TOP-12", judge_doors_at_one_point},
      Judge{"TOP-07, NUM-02, NUM-03, NUM-05, NUM-07, NUM-08", judge_doors_on_roads},
      Judge{"TOP-08, TOP-11", judge_crossings_and_ends},
      Judge{"TOP-09", judge_lines_in_mahalle},
      Judge{"KEY-07", judge_id_spaces},
  };
  return judges;
}

void judge_content(Night& night, const Settings& settings) {
  const auto judges = content_judges();
  std::vector<std::vector<Finding>> findings(judges.size());
  tbb::parallel_for(std::size_t{0}, judges.size(), [&](std::size_t j) {
    try {
      judges[j].judge(night, settings, findings[j]);
    } catch (const std::exception&) {
      std::throw_with_nested(
          std::runtime_error("the rules " + std::string(judges[j].rules) + " failed"));
    }
  });
  for (auto& each : findings) std::ranges::move(each, std::back_inserter(night.findings));
}

}  // namespace uavt::sync
