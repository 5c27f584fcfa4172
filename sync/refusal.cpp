#include "sync/refusal.hpp"

#include "sync/groups.hpp"
#include "sync/image.hpp"

#include <array>
#include <optional>
#include <utility>

namespace uavt::sync {

namespace {

class LayerRefusal {
 public:
  LayerRefusal(const Night& night, const Matched& matched, const Plan& plan, const Stored& stored,
               const Refusal& refusal, Layer layer, std::vector<Ruling>& rulings)
      : night_(night),
        entities_(matched.layers[index(layer)]),
        plan_(plan.layers[index(layer)]),
        stored_(stored),
        refusal_(refusal),
        layer_(layer),
        after_(stored.published[index(layer)].table.size(), no_row),
        rulings_(rulings) {
    for (std::size_t row = 0; row < plan_.before.size(); ++row) {
      if (plan_.before[row] == no_row) continue;
      after_[static_cast<std::size_t>(plan_.before[row])] = static_cast<std::int32_t>(row);
    }
  }

  void refuse(std::size_t entity) {
    const Sides both = sides(layer_);
    std::array<std::optional<Place>, 2> places{left(entity, both.national),
                                               left(entity, both.municipal)};
    const std::int32_t base = entities_.published[entity];
    if (base == no_row) return;
    const std::int32_t after = after_[static_cast<std::size_t>(base)];
    if (after == no_row) return;
    const Table& before = stored_.published[index(layer_)].table;
    for (const Group& group : groups(layer_)) {
      if (kept(group, before, static_cast<std::size_t>(base), static_cast<std::size_t>(after))) {
        continue;
      }
      Ruling ruling = begun(RulingForm::group, entity);
      ruling.group = group.position;
      ruling.take = RulingTake::published;
      ruling.national = what_is_said(group, places[0]);
      ruling.municipal = what_is_said(group, places[1]);
      rulings_.push_back(std::move(ruling));
    }
  }

 private:
  /// Where one side's values stand once the refusal is in force.
  using Place = std::pair<const Table*, std::size_t>;

  Ruling begun(RulingForm form, std::size_t entity) const {
    Ruling ruling;
    ruling.form = form;
    ruling.origin = refusal_.origin;
    ruling.layer = layer_;
    if (entities_.published[entity] != no_row) ruling.tucbs_no = entities_.tucbs_no[entity];
    ruling.person = refusal_.person;
    ruling.reason = refusal_.reason;
    ruling.about = refusal_.about;
    ruling.created = refusal_.day;
    return ruling;
  }

  /// Rules on one side's coming and going; what is left of it.
  std::optional<Place> left(std::size_t entity, Register reg) {
    const Side& side = night_.side(reg);
    const Table& images = side.images[index(layer_)];
    const std::int32_t row = entities_.row[index(reg)][entity];
    if (row == no_row) {
      const std::int32_t image = row_of(images.tucbs_no, entities_.tucbs_no[entity]);
      if (image == no_row || entities_.published[entity] == no_row) return std::nullopt;
      Ruling ruling = begun(RulingForm::absence, entity);
      ruling.reg = reg;
      rulings_.push_back(std::move(ruling));
      return Place(&images, static_cast<std::size_t>(image));
    }
    const auto at = static_cast<std::size_t>(row);
    if (side.image_row[index(layer_)][at] != no_row) return Place(&side.table(layer_), at);
    Ruling ruling = begun(RulingForm::insert, entity);
    ruling.tucbs_no = 0;
    ruling.reg = reg;
    (reg == sides(layer_).national ? ruling.national : ruling.municipal) =
        said(side.table(layer_), at);
    rulings_.push_back(std::move(ruling));
    return std::nullopt;
  }

  /// What a side says of a group. What it refers to may have no lasting number yet.
  std::optional<Said> what_is_said(const Group& group, const std::optional<Place>& place) const {
    if (!place) return std::nullopt;
    Said values = said(group, *place->first, place->second);
    for (std::size_t r = 0; r < group.references.size(); ++r) {
      const std::size_t a = group.references[r];
      const Layer target = *layer_type(layer_).attributes[a].target;
      const Column& column = place->first->columns[a];
      if (row_of(stored_.published[index(target)].table.tucbs_no, column.integers[place->second]) ==
          no_row) {
        values.values[group.attributes.size() + r].reset();
      }
    }
    return values;
  }

  /// Is the group, with the municipality's own values of it, published as before?
  bool kept(const Group& group, const Table& before, std::size_t base, std::size_t after) const {
    const Table& now = plan_.after.table;
    if (!unchanged(group, now, after, before, base, 0)) return false;
    for (std::size_t a = 0; a < now.columns.size(); ++a) {
      const Attribute& attribute = now.type().attributes[a];
      if (!shows(layer_, group, attribute)) continue;
      if (!equal_value(now.columns[a], after, before.columns[a], base)) return false;
    }
    return true;
  }

  const Night& night_;
  const Entities& entities_;
  const LayerPlan& plan_;
  const Stored& stored_;
  const Refusal& refusal_;
  Layer layer_;
  std::vector<std::int32_t> after_;  ///< per published row: its row of the plan, or no_row
  std::vector<Ruling>& rulings_;
};

}  // namespace

std::vector<Ruling> refusals(const Night& night, const Matched& matched, const Plan& plan,
                             const Stored& stored, const Refusal& refusal, const Refuses& refuses) {
  std::vector<Ruling> rulings;
  for (const Layer layer : all_layers) {
    LayerRefusal refused(night, matched, plan, stored, refusal, layer, rulings);
    const Entities& entities = matched.layers[index(layer)];
    for (std::size_t e = 0; e < entities.size(); ++e) {
      if (refuses(layer, e)) refused.refuse(e);
    }
  }
  return rulings;
}

}  // namespace uavt::sync
