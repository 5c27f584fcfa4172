// What a run decided, before anything is written: per layer the rows to write and to remove, the
// images and settled values that go with them. `apply` writes exactly this, in one transaction.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sync/cause.hpp"
#include "sync/difference.hpp"
#include "sync/event.hpp"
#include "sync/provenance.hpp"
#include "sync/state.hpp"
#include "sync/work_item.hpp"

namespace uavt::sync {

/// Changes of one layer. A row of `after` is an insert when `before[row]` is no_row, else an update
/// of that row of the published table.
struct LayerPlan {
  Published after;                       ///< full rows to write, ascending tucbs_no
  std::vector<std::int32_t> before;      ///< row of the published table, or no_row
  std::vector<std::int64_t> deleted;     ///< tucbs_no, ascending
  std::vector<Written> written;          ///< per row of `after`: why; empty: nobody says
  std::vector<std::int64_t> restored;    ///< inserts whose number had versions before, ascending
  std::uint64_t inserted = 0, updated = 0, unchanged = 0, held = 0, quarantined = 0;
  std::int64_t next_tucbs_no = 1;        ///< after this run
  [[nodiscard]] bool empty() const { return after.table.size() == 0 && deleted.empty(); }
};

/// Images of one register and layer that change: written whole, or forgotten.
struct ImagePlan {
  ImageRows written;                     ///< insert or replace; `usual` on the first night only
  std::vector<std::int64_t> forgotten;   ///< tucbs_no: gone, or as the usual image now
};

/// A finding nobody judged tonight, whose waiver began, was replaced or ended: told anew.
struct Rewaived {
  std::string fingerprint;
  FindingState state = FindingState::waived;  ///< or reopened
  std::optional<Waiver> waiver;
  bool waiver_expired = false;
};

struct Plan {
  std::array<LayerPlan, layer_count> layers;
  std::array<std::array<ImagePlan, register_count>, layer_count> images;
  std::vector<Unsettled> unsettled_now;        ///< all that hold after this run
  std::vector<Unsettled> unsettled_added, unsettled_removed;  ///< against Stored (a change of value is both)
  std::vector<Stale> stale_opened, stale_closed;
  std::vector<std::int64_t> rulings_ended;     ///< ids, ascending: a register says something else
  std::vector<Ruling> rulings_made;            ///< by this run: a batch refused, a run taken back
  std::vector<Finding> findings;               ///< all open ones, with state and fingerprint
  std::vector<std::string> findings_fixed;     ///< fingerprints closed tonight
  std::vector<std::string> findings_standing;  ///< fingerprints not judged tonight: they stay open
  std::vector<Rewaived> findings_rewaived;     ///< some of those standing
  std::vector<Cause> causes;                   ///< behind the open ones, standing ones too
  std::vector<QualityMeasure> quality;         ///< all that hold after this run
  std::vector<Event> events;                   ///< by kind, layer, key
  std::vector<FormerName> former_names;        ///< of streets published under another one now
  std::vector<Difference> differences;         ///< what the lists of corrections are made from
  std::vector<WorkItem> work_items;            ///< found tonight, by list and in order of typing
  std::vector<std::string> work_closed;        ///< fingerprints of items settled tonight
  std::vector<std::string> work_standing;      ///< of items nobody could judge tonight
  std::vector<LayerDelivered> deliveries_added;
  GuardPlan guard;                             ///< what waits, what no longer does
  std::vector<std::tuple<Register, Layer, std::int64_t>> spoken_added;
  std::vector<SourceMemory> sources;           ///< of sources read tonight
  std::map<std::string, std::string> authority;
  std::vector<std::string> source_names;       ///< by Origin::source, for LayerPlan::written
  [[nodiscard]] bool writes_rows() const;      ///< some layer is not empty
};

}  // namespace uavt::sync
