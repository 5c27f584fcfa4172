#include "sync/assignment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace uavt::sync {

namespace {

/// Scores are compared as whole numbers, so that sums do not depend on their order.
constexpr double units = 1e9;
/// More candidates than this in one group are a crowd (a file with all its doors on one point).
constexpr std::size_t crowd = 1024;
constexpr std::int64_t unreachable = std::numeric_limits<std::int64_t>::max() / 4;

std::int64_t whole(double score) {
  return std::llround(score * units);
}

/// Candidates that compete with each other, directly or through others.
class Component {
 public:
  explicit Component(std::vector<Candidate> edges) : edges_(std::move(edges)) {
    left_ = numbered([](Candidate& each) -> std::uint32_t& { return each.left; });
    right_ = numbered([](Candidate& each) -> std::uint32_t& { return each.right; });
    partner_of_left_.assign(left_, none);
    partner_of_right_.assign(right_, none);
  }

  /// One best pairing: from nobody on, each time along the way that gains most.
  void solve() {
    while (improve()) {
    }
  }

  [[nodiscard]] bool taken(std::size_t edge) const {
    return partner_of_left_[edges_[edge].left] == edge;
  }

  /// How much less the best pairing without this taken pair scores.
  [[nodiscard]] std::int64_t loss_without(std::size_t edge) {
    begin();
    distance_[edges_[edge].left] = 0;
    spread(Hub::passage);
    return whole(edges_[edge].score) + distance_[left_ + edges_[edge].right];
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  /// Where rows become taken or free: the end of a way, or a place to go on from.
  enum class Hub : std::uint8_t { end, passage };

  /// Numbers one side's rows from 0; how many they are.
  template <typename Member>
  std::size_t numbered(Member member) {
    std::vector<std::uint32_t> names;
    for (Candidate& each : edges_) names.push_back(member(each));
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (Candidate& each : edges_) {
      member(each) =
          static_cast<std::uint32_t>(std::ranges::lower_bound(names, member(each)) - names.begin());
    }
    return names.size();
  }

  void begin() {
    const std::size_t nodes = left_ + right_ + 1;
    distance_.assign(nodes, unreachable);
    over_.assign(nodes, none);
    from_.assign(nodes, none);
  }

  /// Costs of the ways from where the distance is 0 (Bellman–Ford: costs are negative, circles are
  /// not). Nodes: left rows, right rows, the hub.
  ///   left ─(−score, not taken)→ right ─(+score, taken)→ left · free right ─0→ hub
  ///   as a passage also: taken left ─0→ hub ─0→ free left, hub ─0→ taken right
  void spread(Hub kind) {
    const std::size_t hub = left_ + right_;
    bool moved = true;
    const auto relax = [&](std::size_t from, std::size_t to, std::int64_t cost, std::size_t over) {
      if (distance_[from] == unreachable || distance_[from] + cost >= distance_[to]) return;
      distance_[to] = distance_[from] + cost;
      from_[to] = from;
      over_[to] = over;
      moved = true;
    };
    while (moved) {
      moved = false;
      for (std::size_t e = 0; e < edges_.size(); ++e) {
        const std::size_t left = edges_[e].left;
        const std::size_t right = left_ + edges_[e].right;
        if (taken(e)) {
          relax(right, left, whole(edges_[e].score), e);
        } else {
          relax(left, right, -whole(edges_[e].score), e);
        }
      }
      for (std::size_t r = 0; r < right_; ++r) {
        if (partner_of_right_[r] == none) {
          relax(left_ + r, hub, 0, none);
        } else if (kind == Hub::passage) {
          relax(hub, left_ + r, 0, none);
        }
      }
      for (std::size_t l = 0; kind == Hub::passage && l < left_; ++l) {
        if (partner_of_left_[l] == none) {
          relax(hub, l, 0, none);
        } else {
          relax(l, hub, 0, none);
        }
      }
    }
  }

  /// One pair more, along the way from a free left row to a free right row that gains most; false:
  /// none gains.
  bool improve() {
    begin();
    for (std::size_t l = 0; l < left_; ++l) {
      if (partner_of_left_[l] == none) distance_[l] = 0;
    }
    spread(Hub::end);
    std::size_t at = left_ + right_;
    if (distance_[at] >= 0) return false;
    // From the end back: what was taken on the way is given up by what follows it.
    for (; from_[at] != none; at = from_[at]) {
      const std::size_t e = over_[at];
      if (e == none || at < left_) continue;
      partner_of_left_[edges_[e].left] = e;
      partner_of_right_[edges_[e].right] = e;
    }
    return true;
  }

  std::vector<Candidate> edges_;
  std::size_t left_ = 0, right_ = 0;
  std::vector<std::size_t> partner_of_left_, partner_of_right_;  ///< an edge, or none
  std::vector<std::int64_t> distance_;
  std::vector<std::size_t> over_, from_;
};

/// The group each candidate competes in: rows joined by candidates (union–find over both sides).
std::vector<std::vector<std::size_t>> components(std::span<const Candidate> candidates) {
  std::vector<std::uint32_t> lefts;
  std::vector<std::uint32_t> rights;
  for (const Candidate& each : candidates) {
    lefts.push_back(each.left);
    rights.push_back(each.right);
  }
  const auto distinct = [](std::vector<std::uint32_t>& rows) {
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  };
  distinct(lefts);
  distinct(rights);
  std::vector<std::size_t> parent(lefts.size() + rights.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t node) {
    while (parent[node] != node) node = parent[node] = parent[parent[node]];
    return node;
  };
  const auto node_of = [](const std::vector<std::uint32_t>& rows, std::uint32_t row) {
    return static_cast<std::size_t>(std::ranges::lower_bound(rows, row) - rows.begin());
  };
  for (const Candidate& each : candidates) {
    parent[root(node_of(lefts, each.left))] = root(lefts.size() + node_of(rights, each.right));
  }
  std::vector<std::vector<std::size_t>> groups(parent.size());
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    groups[root(node_of(lefts, candidates[c].left))].push_back(c);
  }
  std::erase_if(groups, [](const auto& group) { return group.empty(); });
  return groups;
}

}  // namespace

std::vector<std::size_t> assigned(std::span<const Candidate> candidates, double margin) {
  const std::int64_t least = std::max<std::int64_t>(1, whole(margin));
  std::vector<std::size_t> certain;
  for (const std::vector<std::size_t>& group : components(candidates)) {
    if (group.size() > crowd) continue;
    std::vector<Candidate> edges;
    for (const std::size_t c : group) edges.push_back(candidates[c]);
    Component component(std::move(edges));
    component.solve();
    for (std::size_t e = 0; e < group.size(); ++e) {
      if (component.taken(e) && component.loss_without(e) >= least) certain.push_back(group[e]);
    }
  }
  std::ranges::sort(certain);
  return certain;
}

}  // namespace uavt::sync
