#include "sync/mapping_versions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "sync/delta.hpp"
#include "sync/night.hpp"
#include "sync/text.hpp"

namespace uavt::sync {

namespace {

bool says_passive(std::string_view cell) {
  constexpr std::array<std::string_view, 4> words = {"0", "HAYIR", "PASIF", "FALSE"};
  return std::ranges::find(words, folded_identifier(trimmed(cell))) != words.end();
}

/// The row's name within its source: its first code, else its own id; empty for neither.
std::string identity(const Table& table, std::size_t row) {
  std::string code = code_text(table, row);
  if (!code.empty()) return code;
  return table.ids.null(row) ? std::string() : "#" + std::string(table.ids[row]);
}

/// The records of one delivery that became rows of a layer one to one, from row `first` on.
class Versions {
 public:
  Versions(const Delivery& delivery, Table& table, std::uint32_t first)
      : delivery_(delivery), table_(table), first_(first) {}

  void mark_passive() {
    const RawColumn* const raw = delivery_.rows.column("aktif");
    if (raw == nullptr) return;
    std::string buffer;
    for (std::size_t record = 0; record < delivery_.rows.size(); ++record) {
      if (says_passive(cell_text(*raw, record, buffer))) state(record) = RowState::passive;
    }
  }

  void mark_overtaken() {
    const auto versions = versions_of(delivery_);
    std::map<std::string, std::int64_t> latest;
    for (std::size_t record = 0; record < versions.size(); ++record) {
      const std::string id = identity(table_, first_ + record);
      if (id.empty()) continue;
      const auto [at, fresh] = latest.emplace(id, versions[record]);
      if (!fresh) at->second = std::max(at->second, versions[record]);
    }
    for (std::size_t record = 0; record < versions.size(); ++record) {
      const auto found = latest.find(identity(table_, first_ + record));
      const bool overtaken = found != latest.end() && versions[record] < found->second;
      const bool applied = versions[record] != null_integer &&
                           delivery_.versions_from != null_integer &&
                           versions[record] < delivery_.versions_from;
      if (overtaken || applied) state(record) = RowState::duplicate;
    }
  }

 private:
  RowState& state(std::size_t record) { return table_.states[first_ + record]; }

  const Delivery& delivery_;
  Table& table_;
  std::uint32_t first_;
};

}  // namespace

void judge_versions(MappingWork& work) {
  for (std::size_t at = 0; at < work.deliveries.size(); ++at) {
    const Delivery& delivery = work.deliveries[at];
    const SourceSettings& source = work.settings.sources[delivery.source];
    const SourceAccount& account = work.result.accounts[at];
    if (source.reg != work.reg || !delivery.read || account.targets.empty()) continue;
    const RowTarget first = account.targets.front();
    Versions versions(delivery, work.table(first.layer), first.row);
    versions.mark_passive();
    if (source.delivery == DeliveryKind::delta) versions.mark_overtaken();
  }
  std::erase_if(work.result.findings, [&](const Finding& finding) {
    const Subject& subject = finding.subjects.front();
    if (!subject.layer || subject.row < 0) return false;
    const RowState state =
        work.table(*subject.layer).states[static_cast<std::size_t>(subject.row)];
    return state == RowState::passive || state == RowState::duplicate;
  });
}

}  // namespace uavt::sync
