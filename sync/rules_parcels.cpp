#include "sync/rules_parcels.hpp"

#include "geo/ground.hpp"
#include "geo/planar.hpp"
#include "sync/parcels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>

namespace uavt::sync {

namespace {

using Share = geo::Ground::Share;

/// Pieces of a building under this are drawing noise, whatever the settings say.
constexpr double noise_m2 = 0.01;
/// How far the parcel nearest to a door outside them all is looked for, for the sentence.
constexpr double farthest_m = 1000;

/// Where rows of a layer lie, as one number a mahalle; null_integer: nobody knows.
std::vector<std::int64_t> mahalle_of(const Night& night, Register reg, Layer layer) {
  const Table& table = night.side(reg).table(layer);
  const auto& place = night.side(reg).place[index(layer)];
  const Column& declared = table.columns[position(layer, "mahalle_kodu")];
  std::vector<std::int64_t> codes;
  for (std::size_t a = 0; a < night.areas.size(); ++a) {
    const OurArea& area = night.areas[a];
    // A published mahalle has no row, and below zero there is no code.
    std::int64_t code = -1 - static_cast<std::int64_t>(a);
    if (area.row != no_row) {
      const Table& mahalle = night.side(area.reg).table(Layer::neighbourhood);
      const Column& column = mahalle.columns[position(Layer::neighbourhood, "mahalle_kodu")];
      const auto row = static_cast<std::size_t>(area.row);
      if (!column.null(row)) code = column.integers[row];
    }
    codes.push_back(code);
  }
  std::vector<std::int64_t> result(table.size(), null_integer);
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (row < place.size() && place[row] >= 0) {
      result[row] = codes[static_cast<std::size_t>(place[row])];
    } else {
      result[row] = declared.null(row) ? null_integer : declared.integers[row];
    }
  }
  return result;
}

class OnParcels {
 public:
  OnParcels(const Night& night, const Parcels& parcels, const geo::Ground& ground,
            const Settings& settings, std::vector<Finding>& findings)
      : night_(night),
        parcels_(parcels),
        ground_(ground),
        settings_(settings),
        noticed_m2_(settings.enabled(Rule::top_03) ? settings.parameter(Rule::top_03, "area_m2")
                                                   : std::numeric_limits<double>::infinity()),
        findings_(findings),
        parcel_mahalle_(mahalle_of(night, parcels.reg(), Layer::parcel)) {
    for (std::size_t row = 0; row < parcel_mahalle_.size(); ++row) {
      if (parcels.drawn()[row] != 0) delivered_.insert(parcel_mahalle_[row]);
    }
    delivered_.erase(null_integer);
  }

  void judge_buildings(Register reg) {
    begin(reg, Layer::building);
    std::vector<std::uint8_t> asked(table().size(), 0);
    for (std::size_t row = 0; row < asked.size(); ++row) {
      asked[row] = live(table().states[row]) && table().geometry.kind(row) == geo::Kind::polygon;
    }
    const std::vector<Share> shares = ground_.shares(table().geometry, asked, noise_m2);
    under_.assign(asked.size(), geo::Ground::unknown);
    for (std::size_t row = 0, next = 0; row < asked.size(); ++row) {
      const std::size_t first = next;
      while (next < shares.size() && shares[next].row == row) ++next;
      const std::span<const Share> beneath(shares.data() + first, next - first);
      if (!beneath.empty()) under_[row] = std::ranges::max(beneath, smaller).area;
      if (stands_on_its_own(row, beneath)) continue;
      const auto own = judge_name(row, beneath);
      if (asked[row] != 0) judge_ground(row, beneath, own);
    }
  }

  void judge_doors(Register reg) {
    begin(reg, Layer::door);
    std::vector<std::uint8_t> asked(table().size(), 0);
    const bool outside = settings_.enabled(Rule::top_03);
    for (std::size_t row = 0; row < asked.size(); ++row) {
      asked[row] = outside && live(table().states[row]) && delivered(row) &&
                   table().geometry.kind(row) == geo::Kind::point;
    }
    const double limit = settings_.parameter(Rule::top_03, "distance_m");
    const std::vector<std::uint32_t> likely = under_buildings();
    const std::vector<double> distances =
        ground_.distances(table().geometry, asked, likely, limit);
    for (std::size_t row = 0; row < asked.size(); ++row) {
      if (!names(row, likely[row])) judge_name(row, {});
      if (distances[row] <= limit) continue;
      Finding finding = finding_about(Rule::top_03, settings_, reg_, table(), row);
      const double metres = ground_.distance(table().geometry.centre(row), farthest_m);
      finding.arguments = {{"distance_m", metres}};
      findings_.push_back(std::move(finding));
    }
  }

 private:
  [[nodiscard]] const Table& table() const { return night_.side(reg_).table(layer_); }

  void begin(Register reg, Layer layer) {
    reg_ = reg;
    layer_ = layer;
    mahalle_ = mahalle_of(night_, reg, layer);
    keys_ = Parcels::keys_of(table());
  }

  /// The parcel under each door's building: where the door itself stands, mostly.
  [[nodiscard]] std::vector<std::uint32_t> under_buildings() const {
    std::vector<std::uint32_t> parcels(table().size(), geo::Ground::unknown);
    const auto& buildings = table().links[position(Layer::door, "bina_tucbs_no")];
    for (std::size_t row = 0; row < buildings.size(); ++row) {
      if (buildings[row] >= 0) parcels[row] = under_[static_cast<std::size_t>(buildings[row])];
    }
    return parcels;
  }

  /// The row gives the name of this parcel, which is drawn and so not passive.
  [[nodiscard]] bool names(std::size_t row, std::uint32_t parcel) const {
    return keys_[row] != 0 && parcel != geo::Ground::unknown && parcels_.key(parcel) == keys_[row];
  }

  /// Nothing can be said of a building that lies on one parcel, and that the one it names.
  [[nodiscard]] bool stands_on_its_own(std::size_t row, std::span<const Share> beneath) const {
    return beneath.size() == 1 && names(row, beneath.front().area) &&
           geo::area(table().geometry[row]) - beneath.front().area_m2 <= noticed_m2_;
  }

  [[nodiscard]] bool delivered(std::size_t row) const {
    return mahalle_[row] != null_integer && delivered_.contains(mahalle_[row]);
  }

  [[nodiscard]] std::string called(std::uint32_t parcel) const {
    return parcel_key(parcels_.table(), parcel);
  }

  void add_parcel(Finding& finding, std::size_t parcel) const {
    finding.subjects.push_back(
        finding_about(finding.rule, settings_, parcels_.reg(), parcels_.table(), parcel)
            .subjects.front());
  }

  /// PAR-01. The parcels of the name a row gives; none when the name is good for nothing else,
  /// told or not.
  std::span<const std::uint32_t> judge_name(std::size_t row, std::span<const Share> shares) {
    if (keys_[row] == 0) return {};
    const auto named = parcels_.named(keys_[row]);
    const auto active = [&](std::uint32_t parcel) { return !parcels_.passive(parcel); };
    if (std::ranges::any_of(named, active)) return named;
    if (!settings_.enabled(Rule::par_01)) return {};
    if (named.empty() && (!delivered(row) || dangling(row))) return {};
    Finding finding = finding_about(Rule::par_01, settings_, reg_, table(), row);
    finding.attribute = "parsel";
    const auto [successors, reasons] = fate_of(named);
    finding.arguments = {{"value", parcel_key(table(), row)},
                         {"reason", std::string(named.empty() ? "bilinmiyor" : "pasif")},
                         {"successors", successors}};
    if (!reasons.empty()) finding.evidence.emplace_back("gittigi_sebep", reasons);
    for (const std::uint32_t parcel : named) add_parcel(finding, parcel);
    if (!shares.empty()) {
      finding.evidence.emplace_back("beneath", called(std::ranges::max(shares, smaller).area));
    }
    findings_.push_back(std::move(finding));
    return {};
  }

  static bool smaller(const Share& a, const Share& b) { return a.area_m2 < b.area_m2; }

  /// KEY-04 has said of this door that its parcel is not there.
  [[nodiscard]] bool dangling(std::size_t row) const {
    if (layer_ != Layer::door) return false;
    const auto& links = table().links[position(Layer::door, "parsel_tucbs_no")];
    return row < links.size() && links[row] == dangling_row;
  }

  /// Successors and reasons of passive parcels of one name, each once, in the order of their text.
  [[nodiscard]] std::pair<std::string, std::string> fate_of(
      std::span<const std::uint32_t> named) const {
    const auto joined = [&](std::string_view attribute) {
      const Column& column = parcels_.table().columns[position(Layer::parcel, attribute)];
      std::set<std::string> values;
      for (const std::uint32_t row : named) {
        if (!column.null(row)) values.emplace(column.texts[row]);
      }
      std::string text;
      for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
      return text;
    };
    return {joined("gittigi_parsel"), joined("gittigi_sebep")};
  }

  /// What is beneath one building: TOP-10, PAR-02, TOP-03.
  void judge_ground(std::size_t row, std::span<const Share> shares,
                    std::span<const std::uint32_t> own) {
    const double whole = geo::area(table().geometry[row]);
    if (!(whole > 0)) return;
    judge_several(row, shares, whole);
    if (own.empty()) return;
    const auto most = std::ranges::max_element(shares, smaller);
    const bool beneath = most != shares.end() && own_share(*most, own) == 0 &&
                         most->area_m2 >= settings_.parameter(Rule::par_02, "share") * whole;
    if (beneath && settings_.enabled(Rule::par_02)) {
      Finding finding = finding_about(Rule::par_02, settings_, reg_, table(), row);
      finding.attribute = "parsel";
      finding.arguments = {{"value", parcel_key(table(), row)},
                           {"found", called(most->area)},
                           {"share", most->area_m2 / whole}};
      add_parcel(finding, most->area);
      findings_.push_back(std::move(finding));
      return;
    }
    judge_outside(row, shares, own, whole);
  }

  static double own_share(const Share& share, std::span<const std::uint32_t> own) {
    return std::ranges::binary_search(own, share.area) ? share.area_m2 : 0;
  }

  void judge_several(std::size_t row, std::span<const Share> shares, double whole) {
    if (!settings_.enabled(Rule::top_10) || shares.size() < 2) return;
    const double least = std::max(settings_.parameter(Rule::top_10, "area_m2"),
                                  settings_.parameter(Rule::top_10, "share") * whole);
    std::vector<std::tuple<double, std::string, std::uint32_t>> parts;
    for (const Share& share : shares) {
      if (share.area_m2 > least) {
        parts.emplace_back(-share.area_m2, called(share.area), share.area);
      }
    }
    if (parts.size() < 2) return;
    std::ranges::sort(parts);
    Finding finding = finding_about(Rule::top_10, settings_, reg_, table(), row);
    std::string text;
    for (const auto& [area, name, parcel] : parts) {
      text += (text.empty() ? "" : ", ") + name + " (" +
              std::to_string(std::lround(-area / whole * 100)) + " %)";
      add_parcel(finding, parcel);
    }
    finding.arguments = {{"count", static_cast<std::int64_t>(parts.size())}, {"shares", text}};
    findings_.push_back(std::move(finding));
  }

  /// TOP-03. The own parcel is the one of that name beneath, else the only one of that name: after
  /// villages merged, ada 101 repeats.
  void judge_outside(std::size_t row, std::span<const Share> shares,
                     std::span<const std::uint32_t> own, double whole) {
    if (!settings_.enabled(Rule::top_03)) return;
    std::optional<std::uint32_t> parcel;
    double inside = 0;
    for (const Share& share : shares) {
      if (own_share(share, own) == 0) continue;
      inside += share.area_m2;
      parcel = share.area;
    }
    if (!parcel && own.size() == 1 && parcels_.drawn()[own.front()] != 0) parcel = own.front();
    const double outside = whole - inside;
    if (!parcel || outside <= settings_.parameter(Rule::top_03, "area_m2") ||
        outside <= settings_.parameter(Rule::top_03, "share") * whole) {
      return;
    }
    Finding finding = finding_about(Rule::top_03, settings_, reg_, table(), row);
    finding.arguments = {{"other", called(*parcel)},
                         {"area_m2", outside},
                         {"share", outside / whole}};
    add_parcel(finding, *parcel);
    findings_.push_back(std::move(finding));
  }

  const Night& night_;
  const Parcels& parcels_;
  const geo::Ground& ground_;
  const Settings& settings_;
  double noticed_m2_;  ///< TOP-03 says nothing of less
  std::vector<Finding>& findings_;
  std::vector<std::int64_t> parcel_mahalle_;
  std::set<std::int64_t> delivered_;  ///< mahalle for which parcels are there
  Register reg_ = Register::cbs;      ///< at hand, as are the following
  Layer layer_ = Layer::building;
  std::vector<std::int64_t> mahalle_;
  std::vector<std::uint64_t> keys_;   ///< the parcel each row names
  std::vector<std::uint32_t> under_;  ///< of each building of the register: the parcel under most
};

/// TOP-13.
void judge_areas(const Parcels& parcels, const Settings& settings,
                 std::vector<Finding>& findings) {
  const Table& table = parcels.table();
  const Column& deeds = table.columns[position(Layer::parcel, "tapu_alan_m2")];
  const Column& limits = table.columns[position(Layer::parcel, "yanilma_siniri_m2")];
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (parcels.drawn()[row] == 0 || deeds.null(row) || !(deeds.reals[row] > 0)) continue;
    const double deed = deeds.reals[row], drawn = geo::area(table.geometry[row]);
    const bool given = !limits.null(row) && limits.reals[row] > 0;
    const double limit =
        given ? limits.reals[row] : settings.parameter(Rule::top_13, "share") * deed;
    if (std::abs(drawn - deed) <= limit) continue;
    Finding finding = finding_about(Rule::top_13, settings, parcels.reg(), table, row);
    finding.attribute = "tapu_alan_m2";
    finding.arguments = {{"deed_m2", deed}, {"computed_m2", drawn}, {"limit", limit}};
    findings.push_back(std::move(finding));
  }
}

}  // namespace

void judge_parcels(const Night& night, const Settings& settings, std::vector<Finding>& findings) {
  const Parcels parcels(night);
  if (parcels.empty()) return;
  if (settings.enabled(Rule::top_13)) judge_areas(parcels, settings, findings);
  const geo::Ground ground(parcels.table().geometry, parcels.drawn());
  OnParcels judge(night, parcels, ground, settings, findings);
  for (std::size_t r = 0; r < register_count; ++r) {
    judge.judge_buildings(static_cast<Register>(r));
    judge.judge_doors(static_cast<Register>(r));
  }
}

}  // namespace uavt::sync
