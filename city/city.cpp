#include "city/city.hpp"

#include "city/differences.hpp"
#include "city/faults.hpp"
#include "city/numbering_truth.hpp"
#include "city/files.hpp"
#include "city/picker.hpp"
#include "city/town_faults.hpp"
#include "city/world.hpp"

namespace uavt::city {

City generated(const Options& options) {
  World world;
  world.seed = options.seed;
  lay_out(world, options);
  build(world, options);

  // Who differs and who carries a fault is settled before time passes: the same every night.
  Picker picker(world);
  if (options.disagreements) disagree(world, picker, options);
  const std::vector<std::uint32_t> doors_elsewhere = plan_town(world, picker, options);
  const std::vector<Planned> plan = planned(world, picker, options);
  if (options.changed_permille > 0) pass_time(world, picker, options.changed_permille);

  City city;
  compare(world, options, city.truth);
  remark(world, options, city.truth);
  Sheets sheets;
  write_municipal(world, options, sheets);
  write_national(world, options, sheets);
  Spoiler spoiler(world, options, sheets, city.truth);
  plant(plan, spoiler);
  spoil_town(doors_elsewhere, spoiler);
  city.configuration = configuration_for(sheets, options);
  city.files = std::move(sheets.files);
  return city;
}

}  // namespace uavt::city
