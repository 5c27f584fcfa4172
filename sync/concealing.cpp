#include "sync/concealing.hpp"

#include "sync/table.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace uavt::sync {

namespace {

/// Arguments that count or name and never hold a value of the row.
constexpr std::array<std::string_view, 14> harmless = {
    "attribute", "column", "type",  "list",   "register", "group", "source",
    "file",      "count",  "rows",  "share",  "limit",    "layer", "authority"};

/// Shorter ones would be found in anything.
constexpr std::size_t shortest_searched = 3;

bool none(const Restrictions& restrictions) {
  return restrictions.types.empty() &&
         std::ranges::all_of(restrictions.columns, [](const auto& each) { return each.empty(); });
}

class Concealment {
 public:
  Concealment(const Finding& finding, const Night& night, const Restrictions& restrictions)
      : finding_(finding), restrictions_(restrictions) {
    about_ = std::ranges::any_of(finding.subjects, [&](const Subject& subject) {
      return restricted(subject, finding.attribute);
    });
    for (const Subject& subject : finding.subjects) add_values(subject, night);
  }

  void conceal(Arguments& arguments) const {
    for (auto& [name, value] : arguments) {
      if (std::ranges::find(harmless, name) == harmless.end() && hidden(name, value)) {
        value = std::string(concealed_value);
      }
    }
  }

 private:
  [[nodiscard]] bool restricted(const Subject& subject, std::string_view attribute) const {
    if (!subject.model_type.empty()) {
      return restrictions_.restricted(subject.model_type, attribute);
    }
    return subject.layer && restrictions_.restricted(*subject.layer, attribute);
  }

  void add_values(const Subject& subject, const Night& night) {
    if (!subject.layer || subject.row < 0) return;
    const Table& table = night.side(subject.reg).table(*subject.layer);
    const auto row = static_cast<std::size_t>(subject.row);
    if (row >= table.size()) return;
    for (const std::string& attribute : restrictions_.columns[index(*subject.layer)]) {
      const std::size_t a = position(*subject.layer, attribute);
      if (table.columns[a].null(row)) continue;
      std::string value = value_text(table.type().attributes[a], table.columns[a], row);
      if (value.size() >= shortest_searched) values_.insert(std::move(value));
    }
  }

  [[nodiscard]] bool hidden(const std::string& name, const ArgumentValue& value) const {
    if (about_) return true;
    const bool named = std::ranges::any_of(finding_.subjects, [&](const Subject& subject) {
      return restricted(subject, name);
    });
    if (named) return true;
    const auto* const text = std::get_if<std::string>(&value);
    return text != nullptr && std::ranges::any_of(values_, [&](const std::string& each) {
             return text->find(each) != std::string::npos;
           });
  }

  const Finding& finding_;
  const Restrictions& restrictions_;
  bool about_ = false;
  std::set<std::string> values_;
};

}  // namespace

std::string shown_value(const Restrictions& restrictions, const Table& table,
                        std::size_t attribute, std::size_t row) {
  const Attribute& which = table.type().attributes[attribute];
  std::string text = value_text(which, table.columns[attribute], row);
  if (text.empty() || !restrictions.restricted(table.layer, which.name)) return text;
  return std::string(concealed_value);
}

void conceal(std::vector<Finding>& findings, const Night& night,
             const Restrictions& restrictions) {
  if (none(restrictions)) return;
  for (Finding& finding : findings) {
    const Concealment concealment(finding, night, restrictions);
    concealment.conceal(finding.arguments);
    concealment.conceal(finding.evidence);
  }
}

void conceal(std::vector<WorkItem>& items, const Restrictions& restrictions) {
  const auto restricted = [&](std::string_view day) {
    return restrictions.restricted(Layer::building, day);
  };
  for (WorkItem& item : items) {
    const bool built = item.reason == WorkReason::only_cbs && restricted("tamamlanma_tarihi");
    const bool gone = item.reason == WorkReason::demolished && restricted("yikim_tarihi");
    if (built || gone) item.document_date = null_integer;
  }
}

void conceal(HeldBatch& batch, const Restrictions& restrictions) {
  if (none(restrictions)) return;
  for (HeldChange& change : batch.changes) {
    for (HeldValue& value : change.values) {
      if (!restrictions.restricted(change.layer, value.attribute)) continue;
      for (auto* side : {&value.before, &value.after}) {
        if (*side) *side = std::string(concealed_value);
      }
    }
  }
  const bool filter = batch.cause.kind == HeldCauseKind::filter;
  if (filter && restrictions.restricted(batch.trigger.scope.layer, batch.cause.attribute)) {
    batch.cause.value = concealed_value;
  }
}

}  // namespace uavt::sync
