#include "sync/ground.hpp"

#include "geo/overlap.hpp"
#include "geo/spatial_index.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace uavt::sync {

namespace {

/// Who is linked with whom, however many steps away.
class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t of(std::size_t each) {
    while (parent_[each] != each) each = parent_[each] = parent_[parent_[each]];
    return each;
  }
  void link(std::size_t a, std::size_t b) {
    a = of(a);
    b = of(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

Ground::Ground(const Table& images, std::span<const std::size_t> before, const Table& rows,
               std::span<const std::size_t> after) {
  std::vector<geo::Box> boxes;
  for (const std::size_t image : before) {
    boxes.push_back(images.geometry[image].box());
    before_m2_.push_back(images.geometry.area(image));
  }
  const geo::SpatialIndex tree(boxes);
  std::vector<std::uint32_t> found;
  for (std::size_t at = 0; at < after.size(); ++at) {
    const geo::GeometryView shape = rows.geometry[after[at]];
    after_m2_.push_back(rows.geometry.area(after[at]));
    found.clear();
    tree.query(shape.box(), found);
    for (const std::uint32_t each : found) {
      const double area = geo::shared_area(images.geometry[before[each]], shape);
      if (area > 0) shared_.push_back({each, at, area});
    }
  }
}

/// Of what divided, the pieces make up the whole; of what grew together, too.
bool Ground::make_up(const Regrouped& group) const {
  double common = 0;
  for (const SharedGround& each : shared_) {
    if (std::ranges::binary_search(group.before, each.before) &&
        std::ranges::binary_search(group.after, each.after)) {
      common += each.area_m2;
    }
  }
  const auto sum = [](const std::vector<std::size_t>& of, const std::vector<double>& areas) {
    double total = 0;
    for (const std::size_t each : of) total += areas[each];
    return total;
  };
  const double whole = group.after.size() >= group.before.size() ? sum(group.before, before_m2_)
                                                                 : sum(group.after, after_m2_);
  return common >= pieces_share * whole;
}

std::vector<Regrouped> Ground::regrouped() const {
  Groups groups(before_m2_.size() + after_m2_.size());
  for (const SharedGround& each : shared_) {
    const double smaller = std::min(before_m2_[each.before], after_m2_[each.after]);
    if (each.area_m2 >= lies_in_share * smaller) {
      groups.link(each.before, before_m2_.size() + each.after);
    }
  }
  std::map<std::size_t, Regrouped> by_group;
  for (std::size_t i = 0; i < before_m2_.size(); ++i) by_group[groups.of(i)].before.push_back(i);
  for (std::size_t i = 0; i < after_m2_.size(); ++i) {
    by_group[groups.of(before_m2_.size() + i)].after.push_back(i);
  }
  std::vector<Regrouped> result;
  for (auto& [first, group] : by_group) {
    if (group.before.empty() || group.after.empty()) continue;
    if (group.before.size() + group.after.size() < 3 || !make_up(group)) continue;
    result.push_back(std::move(group));
  }
  return result;
}

}  // namespace uavt::sync
