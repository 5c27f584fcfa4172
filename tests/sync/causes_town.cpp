#include "tests/sync/causes_town.hpp"

#include "sync/text.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace uavt::sync::test {

namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

std::string text(std::int64_t number) { return std::to_string(number); }

/// A house of 14 by 9 metres, turned; its door somewhere in one of the walls.
struct House {
  std::vector<double> ring;
  geo::Point door;
};

House house(Random& random, double x, double y) {
  std::uniform_real_distribution<double> unit(0, 1);
  std::normal_distribution<double> survey(0, 0.05);
  const double angle = unit(random) * 2 * 3.14159265358979;
  const auto turned = [&](double along, double deep) {
    return geo::Point{x + along * std::cos(angle) - deep * std::sin(angle),
                      y + along * std::sin(angle) + deep * std::cos(angle)};
  };
  House made;
  const std::array<std::pair<double, double>, 5> corners = {
      {{-7, -4.5}, {7, -4.5}, {7, 4.5}, {-7, 4.5}, {-7, -4.5}}};
  for (const auto& [along, deep] : corners) {
    const geo::Point at = turned(along, deep);
    made.ring.insert(made.ring.end(), {at.x, at.y});
  }
  constexpr double step_m = 0.3;  // doors are a step before the wall
  const double out = step_m + survey(random);
  const double along = (unit(random) - 0.5) * 12;
  made.door = random() % 4 == 0 ? turned(7 + out, along / 2) : turned(along, -4.5 - out);
  return made;
}

}  // namespace

CauseTown::CauseTown(std::uint64_t seed, Reference reference, geo::Vector shift) {
  Random random(seed);
  std::normal_distribution<double> survey(0, 0.05);
  for (const Register reg : {uavt, cbs}) {
    for (int m = 0; m < mahalle; ++m) {
      town.row(reg, Layer::neighbourhood,
               {{"mahalle_kodu", text(101 + m)}, {"ad", "MAHALLE " + text(m)}});
    }
    for (int s = 0; s < streets; ++s) {
      // The twin is one street with another name and code in each register.
      const bool other = reg == cbs && s == twin_street;
      const bool renamed = reg == cbs && (s == twin_street || s == renamed_street);
      town.row(reg, Layer::street,
               {{"csbm_kodu", text((other ? 900'000 : 5'000) + s)},
                {"mahalle_kodu", text(101 + s / streets_each)},
                {"ad", renamed ? "BAŞKA AD" : "GÜLİZAR ÇIKMAZI " + text(s)},
                {"tip", "sokak"}});
    }
  }
  for (int d = 0; d < doors; ++d) {
    const int street = d / doors_each;
    const House home = house(random, 480'000 + street * 60, 4'080'000 + d % doors_each * 60);
    const std::string day = random() % 40 == 0 ? iso_date(bad_day)
                                               : iso_date(17'000 + static_cast<int>(random() % 1500));
    town.row(cbs, Layer::building,
             {{"yapi_kimlik_no", text(70'000 + d)}, {"durum", "kullanimda"},
              {"kat_zemin_ustu", "3"}, {"olusturma_tarihi", day}, {"site_adi", d % 3 == 0 ? "ÇAĞDAŞ SİTESİ" : ""}},
             ring(home.ring));
    const bool moved = reference != Reference::none;
    const geo::Point at{home.door.x + (moved ? shift.east_m : 0),
                        home.door.y + (moved ? shift.north_m : 0)};
    town.row(cbs, Layer::door,
             {{"bina_kodu", street == twin_street ? "" : text(30'000 + d)},
              {"csbm_kodu", text((street == twin_street ? 900'000 : 5'000) + street)},
              {"kapi_no", text(1 + d % doors_each)}, {"yapi_kimlik_no", text(70'000 + d)},
              {"tip", "ana_giris"}},
             point(at.x, at.y));
    const Values national = {{"bina_kodu", text(30'000 + d)}, {"csbm_kodu", text(5'000 + street)},
                             {"kapi_no", text(1 + d % doors_each)}};
    town.row(uavt, Layer::door, national,
             reference == Reference::uavt
                 ? point(home.door.x + survey(random), home.door.y + survey(random))
                 : Shape());
  }
  town.run();
}

void CauseTown::add(Rule rule, Register reg, Layer layer, std::size_t row, std::string attribute,
                    Arguments arguments) {
  Finding finding = finding_about(rule, town.settings, reg, town.last.side(reg).table(layer), row);
  finding.attribute = std::move(attribute);
  finding.arguments = std::move(arguments);
  finding.state = static_cast<FindingState>(findings.size() % 3);  // new, persisting, reopened
  finding.fingerprint = "f" + std::to_string(findings.size());
  findings.push_back(std::move(finding));
}

void CauseTown::add_noise(Random& random, std::size_t count) {
  struct Kind {
    Rule rule;
    Layer layer;
    const char* attribute;
  };
  static constexpr std::array kinds = {
      Kind{Rule::crs_05, Layer::door, ""},          Kind{Rule::crs_05, Layer::building, ""},
      Kind{Rule::key_05, Layer::door, "mahalle_kodu"}, Kind{Rule::geo_05, Layer::building, ""},
      Kind{Rule::geo_09, Layer::building, "area_m2"}, Kind{Rule::key_01, Layer::door, "bina_kodu"},
      Kind{Rule::key_02, Layer::building, "yapi_kimlik_no"},
      Kind{Rule::key_04, Layer::door, "csbm_kodu"}, Kind{Rule::mod_02, Layer::street, "ad"},
      Kind{Rule::mod_03, Layer::building, "kat_zemin_ustu"},
      Kind{Rule::mod_04, Layer::building, "durum"}, Kind{Rule::mod_04, Layer::door, "tip"},
      Kind{Rule::mod_09, Layer::building, "site_adi"},      Kind{Rule::num_01, Layer::door, "kapi_no"},
      Kind{Rule::num_04, Layer::door, "kapi_no"},   Kind{Rule::num_06, Layer::building, "numarataj"},
      Kind{Rule::num_12, Layer::street, "ad"},      Kind{Rule::uav_01, Layer::door, ""},
      Kind{Rule::uav_02, Layer::door, ""},          Kind{Rule::uav_02, Layer::street, ""},
      Kind{Rule::uav_01, Layer::street, ""},        Kind{Rule::uav_03, Layer::street, "ad"},
      Kind{Rule::uav_03, Layer::door, "adres"},     Kind{Rule::mod_08, Layer::building, "durum"},
  };
  for (std::size_t i = 0; i < count; ++i) {
    const Kind& kind = kinds[random() % kinds.size()];
    const Register reg = kind.rule == Rule::uav_01 ? uavt : cbs;
    const std::size_t row = random() % town.last.side(reg).table(kind.layer).size();
    // What somebody types by mistake is another thing each time.
    add(kind.rule, reg, kind.layer, row, kind.attribute,
        {{"value", "yazım " + text(static_cast<std::int64_t>(random() % 1'000'000))},
         {"target", std::string("csbm")}});
  }
}

template <typename Hit, typename Make>
std::string CauseTown::on_rows(Register reg, Layer layer, Random& random, const std::string& id,
                               const Hit& hit, const Make& make) {
  constexpr std::uint64_t spared_percent = 8;  // somebody has begun to mend them
  const Table& table = town.last.side(reg).table(layer);
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (!hit(row) || random() % 100 < spared_percent) continue;
    planted.emplace(findings.size(), id);
    make(row);
  }
  return id;
}

std::string CauseTown::plant(CauseKind kind, Random& random) {
  const auto any = [](std::size_t) { return true; };
  switch (kind) {
    case CauseKind::constant_shift:
      return on_rows(cbs, Layer::door, random, "constant_shift:cbs.numarataj", any,
                     [&](std::size_t row) {
                       add(row % 2 == 0 ? Rule::crs_05 : Rule::key_05, cbs, Layer::door, row);
                     });
    case CauseKind::encoding: {
      const Table& buildings = town.last.side(cbs).table(Layer::building);
      planted.emplace(findings.size(), "encoding:cbs.bina");
      Finding guessed;
      guessed.rule = Rule::src_04;
      guessed.subjects.resize(1);
      guessed.subjects[0].origin.source = buildings.origins[0].source;
      findings.push_back(guessed);
      return on_rows(cbs, Layer::building, random, "encoding:cbs.bina",
                     [](std::size_t row) { return row % 3 == 0; },
                     [&](std::size_t row) {
                       add(Rule::mod_09, cbs, Layer::building, row, "site_adi");
                     });
    }
    case CauseKind::column:
      return on_rows(cbs, Layer::building, random, "column:cbs.bina:bina:kat_zemin_ustu", any,
                     [&](std::size_t row) {
                       add(Rule::mod_03, cbs, Layer::building, row, "kat_zemin_ustu",
                           {{"value", text(static_cast<std::int64_t>(row))}});
                     });
    case CauseKind::missing_code_value:
      return on_rows(cbs, Layer::building, random, "missing_code_value:cbs.bina:bina:durum:9",
                     [](std::size_t row) { return row % 50 == 3; },
                     [&](std::size_t row) {
                       add(Rule::mod_04, cbs, Layer::building, row, "durum",
                           {{"value", std::string("9")}});
                     });
    case CauseKind::street_renamed: {
      const std::string id = "street_renamed:" + text(5'000 + renamed_street);
      planted.emplace(findings.size(), id);
      add(Rule::uav_03, cbs, Layer::street, renamed_street, "ad");
      for (int d = 0; d < doors_each; ++d) {
        planted.emplace(findings.size(), id);
        add(d % 2 == 0 ? Rule::uav_03 : Rule::num_01, cbs, Layer::door,
            static_cast<std::size_t>(renamed_street * doors_each + d), "adres");
      }
      return id;
    }
    case CauseKind::bulk_load: {
      const Column& days = town.last.side(cbs).table(Layer::building)
                               .columns[position(Layer::building, "olusturma_tarihi")];
      constexpr std::array rules = {Rule::geo_05, Rule::geo_09, Rule::num_06, Rule::mod_08};
      return on_rows(cbs, Layer::building, random,
                     "bulk_load:cbs.bina:bina:olusturma_tarihi:" + iso_date(bad_day),
                     [&](std::size_t row) { return days.integers[row] == bad_day; },
                     [&](std::size_t row) { add(rules[row % 4], cbs, Layer::building, row); });
    }
    case CauseKind::file:
      return on_rows(uavt, Layer::door, random, "file:uavt.numarataj:" + text(101 + bad_mahalle),
                     [](std::size_t row) {
                       return row / (streets_each * doors_each) == bad_mahalle;
                     },
                     [&](std::size_t row) { add(Rule::uav_01, uavt, Layer::door, row); });
  }
  return {};
}

std::vector<Cause> CauseTown::causes() {
  return assign_causes(findings, town.last, town.matched,
                       source_shifts(town.last, town.matched, town.settings), town.settings);
}

}  // namespace uavt::sync::test
