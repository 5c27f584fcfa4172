// The truth a city brings along must be what its files say: recounted here from the files alone.
#include <algorithm>
#include <numeric>

#include "tests/city/delivered.hpp"

namespace uavt::city::test {
namespace {

Options small(std::uint32_t buildings = 3000) {
  Options options;
  options.buildings = buildings;
  return options;
}

/// Values of some attributes by key.
std::map<std::string, std::vector<std::string>> by_key(const sync::RawTable& table,
                                                       std::string_view key,
                                                       const std::vector<std::string>& attributes) {
  std::map<std::string, std::vector<std::string>> rows;
  const auto keys = column(table, key);
  for (const std::string& k : keys) rows[k];
  for (const std::string& attribute : attributes) {
    const auto values = column(table, attribute);
    for (std::size_t row = 0; row < keys.size(); ++row) rows[keys[row]].push_back(values[row]);
  }
  return rows;
}

/// The UAV findings of one layer from two files that share a code, and the row counts.
struct Recount {
  std::multiset<std::string> lines;
  std::uint64_t both = 0, municipal = 0, national = 0;
};

Recount recounted(const std::string& layer, const std::string& group,
                  std::map<std::string, std::vector<std::string>> cbs,
                  std::map<std::string, std::vector<std::string>> uavt) {
  Recount r;
  for (const auto& [key, values] : uavt) {
    const auto found = cbs.find(key);
    if (found == cbs.end()) {
      ++r.national;
      r.lines.insert("UAV-01|uavt|" + layer + "|" + key + "|");
    } else {
      ++r.both;
      if (found->second != values) r.lines.insert("UAV-03|cbs|" + layer + "|" + key + "|" + group);
    }
  }
  for (const auto& [key, values] : cbs) {
    if (uavt.contains(key)) continue;
    ++r.municipal;
    r.lines.insert("UAV-02|cbs|" + layer + "|" + key + "|");
  }
  return r;
}

std::string without_slash(std::string text) {
  std::erase(text, '/');
  return text;
}

TEST(KnownTruth, DisagreementsAreWhatTheFilesSay) {
  for (const std::uint32_t buildings : {500u, 6000u}) {
    const City city = generated(small(buildings));
    auto door_here = by_key(table(city, "cbs/numarataj"), "bina_kodu", {"csbm_kodu", "kapi_no"});
    auto door_there = by_key(table(city, "uavt/numarataj"), "bina_kodu", {"csbm_kodu", "kapi_no"});
    for (auto& [key, values] : door_there) values[1] = without_slash(values[1]);
    auto names = column(table(city, "uavt/csbm"), "ad");
    std::map<std::string, std::vector<std::string>> street_here, street_there;
    const auto here_codes = column(table(city, "cbs/csbm"), "csbm_kodu");
    const auto there_codes = column(table(city, "uavt/csbm"), "csbm_kodu");
    ASSERT_EQ(here_codes, there_codes);
    for (std::size_t s = 0; s < names.size(); ++s) {
      const bool other = names[s].starts_with("ESKİ ");
      street_here[here_codes[s]] = {"x"};
      street_there[there_codes[s]] = {other ? "y" : "x"};
    }
    const std::vector<Recount> recounts = {
        recounted("csbm", "ad", street_here, street_there),
        recounted("numarataj", "adres", door_here, door_there),
        recounted(
            "bagimsiz_bolum", "adres",
            by_key(table(city, "cbs/bagimsizbolum"), "adres_no", {"bina_kodu", "ic_kapi_no"}),
            by_key(table(city, "uavt/bagimsiz_bolum"), "adres_no", {"bina_kodu", "ic_kapi_no"}))};
    std::multiset<std::string> all;
    std::map<std::string, int> units_here, units_there;
    for (const std::string& door : column(table(city, "cbs/bagimsizbolum"), "bina_kodu")) {
      ++units_here[door];
    }
    for (const std::string& door : column(table(city, "uavt/bagimsiz_bolum"), "bina_kodu")) {
      ++units_there[door];
    }
    for (const auto& [door, values] : door_here) {
      if (door_there.contains(door) && units_here[door] != units_there[door]) {
        all.insert("UAV-06|cbs|numarataj|" + door + "|");
      }
    }
    std::size_t i = 0;
    for (const char* layer : {"csbm", "numarataj", "bagimsiz_bolum"}) {
      const Recount& r = recounts[i++];
      all.insert(r.lines.begin(), r.lines.end());
      const Truth::Count& count = count_of(city.truth, layer);
      EXPECT_EQ(count.ortak, r.both) << layer;
      EXPECT_EQ(count.yalniz_cbs, r.municipal) << layer;
      EXPECT_EQ(count.yalniz_uavt, r.national) << layer;
      EXPECT_EQ(count.published, r.both + r.municipal + r.national) << layer;
    }
    EXPECT_EQ(lines_of(city.truth.disagreements), all);
    for (const char* kind : {"UAV-03|cbs|csbm", "UAV-01|uavt|numarataj", "UAV-02|cbs|numarataj",
                             "UAV-03|cbs|numarataj", "UAV-01|uavt|bagimsiz_bolum",
                             "UAV-02|cbs|bagimsiz_bolum", "UAV-03|cbs|bagimsiz_bolum"}) {
      EXPECT_GE(
          std::ranges::count_if(all, [&](const std::string& l) { return l.starts_with(kind); }), 3)
          << kind;
    }
    for (const char* layer : {"bina", "parsel"}) {
      const Truth::Count& count = count_of(city.truth, layer);
      EXPECT_EQ(count.published, count.tek_kayit);
      EXPECT_EQ(count.published,
                table(city, layer[0] == 'b' ? "cbs/YAPI" : "cbs/parsel").rows.size());
    }
  }
}

TEST(KnownTruth, WithoutCodesThingsMeetByWhatTheySay) {
  Options options = small();
  options.cbs_codes = false;
  const City city = generated(options);
  for (const File& file : city.files) {
    if (!file.name.starts_with("cbs/")) continue;
    for (const char* code : {"mahalle_kodu", "csbm_kodu", "bina_kodu", "adres_no", "yapi_kimlik_no",
                             "yol_kimlik_no"}) {
      EXPECT_FALSE(has_column(file.rows, code)) << file.name << " " << code;
    }
  }
  // A door is what its street, number and block say; a unit what its door and iç kapı say.
  std::map<std::string, std::string> mahalle, street_there;
  const sync::RawTable& areas = table(city, "uavt/mahalle");
  const auto area_codes = column(areas, "mahalle_kodu");
  for (std::size_t i = 0; i < area_codes.size(); ++i) mahalle[area_codes[i]] = std::to_string(i);
  const auto area_names = column(table(city, "cbs/mahalle"), "ad");
  std::map<std::string, std::string> mahalle_named;
  for (std::size_t i = 0; i < area_names.size(); ++i)
    mahalle_named[area_names[i]] = std::to_string(i);

  // The municipality's names in capitals, by way of the streets both have in the same order.
  const sync::RawTable& here = table(city, "cbs/csbm");
  const sync::RawTable& there = table(city, "uavt/csbm");
  const auto ad_here = column(here, "ad"), of_here = column(here, "mahalle_adi"),
             ad_there = column(there, "ad"), of_there = column(there, "mahalle_kodu"),
             code_there = column(there, "csbm_kodu");
  ASSERT_EQ(ad_here.size(), ad_there.size());
  std::map<std::string, std::string> street_here;
  std::uint64_t renamed = 0;
  for (std::size_t s = 0; s < ad_here.size(); ++s) {
    ASSERT_EQ(mahalle_named[of_here[s]], mahalle[of_there[s]]);
    const bool other = ad_there[s].starts_with("ESKİ ");
    renamed += other;
    const std::string id = std::to_string(s);
    EXPECT_TRUE(
        street_here.emplace(of_here[s] + "|" + ad_here[s], other ? id + "-cbs" : id).second);
    street_there[code_there[s]] = other ? id + "-uavt" : id;
  }
  EXPECT_EQ(count_of(city.truth, "csbm").yalniz_cbs, renamed);
  EXPECT_EQ(count_of(city.truth, "csbm").yalniz_uavt, renamed);
  EXPECT_EQ(count_of(city.truth, "csbm").ortak, ad_here.size() - renamed);

  std::map<std::string, std::string> door_of_id, door_of_code;
  std::set<std::string> doors_here, doors_there;
  const sync::RawTable& door_rows = table(city, "cbs/numarataj");
  const auto id = column(door_rows, "id"), street = column(door_rows, "csbm_adi"),
             area = column(door_rows, "mahalle_adi"), no = column(door_rows, "kapi_no"),
             block = column(door_rows, "blok_adi");
  for (std::size_t d = 0; d < id.size(); ++d) {
    std::string name = street[d];
    for (const char* word :
         {" Köy Sokağı", " Küme Evler", " Meydan", " Bulvar", " Cadde", " Sokak"}) {
      if (name.ends_with(word)) name.resize(name.size() - std::string_view(word).size());
    }
    ASSERT_TRUE(street_here.contains(area[d] + "|" + name)) << street[d];
    const std::string text = street_here[area[d] + "|" + name] + "|" + no[d] + "|" + block[d];
    EXPECT_TRUE(doors_here.insert(text).second);
    door_of_id[id[d]] = text;
  }
  const sync::RawTable& national = table(city, "uavt/numarataj");
  const auto codes = column(national, "bina_kodu"), on = column(national, "csbm_kodu"),
             number = column(national, "kapi_no"), blok = column(national, "blok_adi");
  for (std::size_t d = 0; d < codes.size(); ++d) {
    const std::string text = street_there[on[d]] + "|" + without_slash(number[d]) + "|" + blok[d];
    EXPECT_TRUE(doors_there.insert(text).second);
    door_of_code[codes[d]] = text;
  }
  const auto met = [](const std::set<std::string>& a, const std::set<std::string>& b) {
    return static_cast<std::uint64_t>(
        std::ranges::count_if(a, [&](const std::string& text) { return b.contains(text); }));
  };
  const Truth::Count& doors = count_of(city.truth, "numarataj");
  EXPECT_EQ(doors.ortak, met(doors_here, doors_there));
  EXPECT_EQ(doors.yalniz_cbs, doors_here.size() - doors.ortak);
  EXPECT_EQ(doors.yalniz_uavt, doors_there.size() - doors.ortak);

  std::set<std::string> units_here, units_there;
  const auto behind_id = column(table(city, "cbs/bagimsizbolum"), "numarataj_id");
  const auto flat_here = column(table(city, "cbs/bagimsizbolum"), "ic_kapi_no");
  for (std::size_t u = 0; u < behind_id.size(); ++u) {
    EXPECT_TRUE(units_here.insert(door_of_id.at(behind_id[u]) + "|" + flat_here[u]).second);
  }
  const auto behind_code = column(table(city, "uavt/bagimsiz_bolum"), "bina_kodu");
  const auto flat_there = column(table(city, "uavt/bagimsiz_bolum"), "ic_kapi_no");
  for (std::size_t u = 0; u < behind_code.size(); ++u) {
    EXPECT_TRUE(units_there.insert(door_of_code.at(behind_code[u]) + "|" + flat_there[u]).second);
  }
  const Truth::Count& units = count_of(city.truth, "bagimsiz_bolum");
  EXPECT_EQ(units.ortak, met(units_here, units_there));
  EXPECT_EQ(units.yalniz_cbs, units_here.size() - units.ortak);
  EXPECT_EQ(units.yalniz_uavt, units_there.size() - units.ortak);

  std::map<std::string, std::uint64_t> by_rule;
  for (const ExpectedFinding& f : city.truth.disagreements) {
    ++by_rule[f.rule];
    EXPECT_EQ(f.key.empty(), f.reg == "cbs");
  }
  EXPECT_EQ(by_rule["UAV-01"], renamed + doors.yalniz_uavt + units.yalniz_uavt);
  EXPECT_EQ(by_rule["UAV-02"], renamed + doors.yalniz_cbs + units.yalniz_cbs);
  EXPECT_FALSE(by_rule.contains("UAV-03"));
}

/// Options in which a fault is possible, small enough to be quick.
Options options_for(const std::string& fault, std::uint32_t count) {
  Options options = small(4000);
  options.disagreements = false;
  options.flat_uavt = fault == "SRC-07";
  options.faults = {{fault, count}};
  return options;
}

TEST(KnownTruth, EveryKnownFaultIsPlantedAsOftenAsOrdered) {
  const std::vector<std::string> faults = known_faults();
  EXPECT_GE(faults.size(), 30u);
  EXPECT_EQ(std::set<std::string>(faults.begin(), faults.end()).size(), faults.size());
  for (const std::string& fault : faults) {
    Options options = options_for(fault, 5);
    const City city = generated(options);
    options.faults.clear();
    const City without = generated(options);
    std::set<std::string> labels;
    for (const ExpectedFinding& f : city.truth.findings) {
      EXPECT_TRUE(f.fault.starts_with(fault + "/")) << f.fault;
      if (!f.consequence) {
        EXPECT_EQ(f.rule, fault.substr(0, 6));
        EXPECT_TRUE(labels.insert(f.fault).second);
      }
    }
    EXPECT_EQ(labels.size(), 5u) << fault;
    EXPECT_TRUE(city.truth.disagreements.empty());
    // The files differ from those of the city without the fault.
    std::size_t spoiled = 0;
    for (std::size_t i = 0; i < city.files.size(); ++i) {
      City one, other;
      one.files = {city.files[i]};
      other.files = {without.files[i]};
      spoiled += bytes_of(one) != bytes_of(other);
    }
    EXPECT_EQ(spoiled, 1u) << fault;
  }
}

TEST(KnownTruth, FaultsNeverShareAThing) {
  Options options = small(20'000);
  for (const std::string& fault : known_faults()) {
    if (fault != "SRC-07") options.faults.push_back({fault, 10});
  }
  const City city = generated(options);
  std::map<std::string, std::set<std::string>> faults_of_key;
  for (const ExpectedFinding& f : city.truth.findings) {
    if (!f.key.empty()) faults_of_key[f.layer + f.key].insert(f.fault);
  }
  for (const auto& [key, faults] : faults_of_key) EXPECT_EQ(faults.size(), 1u) << key;
  for (const ExpectedFinding& f : city.truth.disagreements) {
    EXPECT_FALSE(faults_of_key.contains(f.layer + f.key)) << f.layer << f.key;
  }
  // A fault's key is a row of the file it is said to be in.
  const std::set<std::string> doors = distinct(column(table(city, "cbs/numarataj"), "bina_kodu"));
  for (const ExpectedFinding& f : city.truth.findings) {
    const bool readable = f.rule != "KEY-06" && f.rule != "UAV-01" && !f.key.empty();
    EXPECT_TRUE(f.layer != "numarataj" || !readable || doors.contains(f.key)) << f.fault;
  }
  for (const Truth::Count& count : city.truth.counts) {
    EXPECT_EQ(count.published,
              count.ortak + count.yalniz_cbs + count.yalniz_uavt + count.tek_kayit);
  }
}

TEST(KnownTruth, RowsSetApartAreNotPublished) {
  for (const auto& [fault, layer] : std::map<std::string, std::string>{
           {"GEO-03", "bina"}, {"GEO-14", "bina"}, {"KEY-01/all", "bina"}, {"CRS-05", "bina"}}) {
    const City city = generated(options_for(fault, 7));
    EXPECT_EQ(count_of(city.truth, layer).published, 4000u - 7u) << fault;
  }
  for (const char* fault : {"GEO-05", "GEO-12", "KEY-01/identical", "MOD-03"}) {
    EXPECT_EQ(count_of(generated(options_for(fault, 7)).truth, "bina").published, 4000u) << fault;
  }
}

TEST(KnownTruth, WhatCannotBeIsRefused) {
  Options options = small(1000);
  const auto refused = [&options](const std::string& words) {
    try {
      (void)generated(options);
    } catch (const std::invalid_argument& refusal) {
      EXPECT_THAT(refusal.what(), ::testing::HasSubstr(words));
      return true;
    }
    return false;
  };
  options.faults = {{"GEO-99", 1}};
  EXPECT_TRUE(refused("GEO-99"));
  options.faults = {{"GEO-05", 5000}};
  EXPECT_TRUE(refused("too small"));
  options.faults = {{"SRC-07", 1}};
  EXPECT_TRUE(refused("flat"));
  options.faults = {{"KEY-01", 1}};
  options.cbs_codes = false;
  EXPECT_TRUE(refused("codes"));
  options = small(39);
  EXPECT_TRUE(refused("40 buildings"));
}

TEST(KnownTruth, IsWrittenAsJson) {
  Truth truth;
  truth.findings = {{"KEY-02", "cbs", "numarataj", "", "bina_kodu", "KEY-02/1", false}};
  truth.counts = {{"bina", 3, 0, 0, 0, 3}};
  const std::string json = truth_json(truth);
  EXPECT_THAT(json,
              ::testing::HasSubstr("{\"layer\": \"bina\", \"published\": 3, \"ortak\": 0, "
                                   "\"yalniz_cbs\": 0, \"yalniz_uavt\": 0, \"tek_kayit\": 3}"));
  EXPECT_THAT(json, ::testing::HasSubstr("\"rule\": \"KEY-02\", \"register\": \"cbs\""));
  EXPECT_THAT(json, ::testing::HasSubstr("\"disagreements\": []"));
}

}  // namespace
}  // namespace uavt::city::test
