// The guard, over whole nights: one mahalle whose file was cut waits, all others are published, and
// somebody decides.
#include "app/held_command.hpp"
#include "config/loader.hpp"
#include "tests/night/law_city.hpp"
#include "tests/night/program.hpp"
#include "tests/night/quarters.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <random>

namespace uavt::night::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

const std::string doors = "cbs/numarataj.csv";
constexpr int cut = 7;

class Guard : public ::testing::Test {
 protected:
  Guard() { town_.guard(); }

  app::RunReport night(const Quarters& quarters, const std::string& configuration = {}) {
    deliver(town_, quarters, configuration);
    app::RunReport report = town_.run();
    expect_every_row_accounted(report);
    return report;
  }
  app::RunReport approve(std::int64_t batch) { return decide(batch, sync::BatchState::approved); }
  app::RunReport decide(std::int64_t batch, sync::BatchState state) {
    app::RunOptions options;
    options.command = fmt::format("{} {}", sync::name(state), batch);
    options.decision = sync::BatchDecision{batch, state, "Ayşe", "sayım yapıldı"};
    return town_.run(options);
  }
  [[nodiscard]] long count(const std::string& where) const {
    return town_.database().number("SELECT count(*) FROM uavtsync.tutulan WHERE " + where);
  }
  static json held(const app::RunReport& report) {
    return json::parse(report.json).at("result").at("held");
  }

  Town town_;
};

/// Something else happens everywhere on the same night: a door's number, a new building.
Quarters next_night(int mahalle, int doors_each) {
  Quarters quarters = Quarters::of(mahalle, doors_each);
  for (int m = 1; m <= mahalle; ++m) {
    bool first = true;
    for (const char* file : {"cbs/numarataj.csv", "uavt/numarataj.csv"}) {
      first = true;
      quarters.each(file, m, [&](std::string& row) {
        if (first) row = with(row, ";1", ";101");
        first = false;
      });
    }
  }
  return quarters;
}

TEST_F(Guard, a_mahalle_whose_file_was_cut_waits_and_the_others_are_published) {
  constexpr int mahalle = 60;
  constexpr int each = 40;
  ASSERT_EQ(night(Quarters::of(mahalle, each)).result.verdict.exit_code, 0);
  const QuarterContent yesterday = quarter_content(town_);

  // What a clean night would have published, and one that nobody guards.
  Quarters tonight = next_night(mahalle, each);
  Quarters spoilt = tonight;
  spoilt.cut_in_half(doors, cut);
  QuarterContent clean;
  QuarterContent unguarded;
  {
    Town other;
    other.guard();
    deliver(other, Quarters::of(mahalle, each));
    other.run();
    deliver(other, tonight);
    ASSERT_EQ(other.run().result.held.size(), 0U);
    clean = quarter_content(other);
    deliver(other, spoilt, "[guard]\nenabled = false\n");
    other.run();
    unguarded = quarter_content(other);
  }
  const app::RunReport report = night(spoilt);
  const QuarterContent guarded = quarter_content(town_);
  const std::int64_t code = quarter_code(cut);
  EXPECT_EQ(quarter_difference(clean, guarded, {code}), "") << "the others are as on a clean night";
  EXPECT_EQ(guarded.at(code), yesterday.at(code)) << "the held one is as it was, in all layers";
  EXPECT_NE(clean.at(code), yesterday.at(code)) << "otherwise that says nothing";

  EXPECT_EQ(report.result.verdict.exit_code, 6);
  EXPECT_TRUE(report.result.verdict.published);
  EXPECT_THAT(report.result.verdict.tr,
              HasSubstr("1 mahalle onay bekliyor (SEMT 07: numarataj kayıtlarının %50'si dosyada "
                        "yok)."));
  EXPECT_THAT(report.result.verdict.en,
              HasSubstr("1 mahalle waits for approval (SEMT 07: 50% of the door records are not in "
                        "the file)."));
  const json batches = held(report);
  ASSERT_EQ(batches.size(), 1U);
  EXPECT_EQ(batches[0].at("batch"), 1);
  EXPECT_EQ(batches[0].at("mahalle_kodu"), code);
  EXPECT_EQ(batches[0].at("layer"), "numarataj");
  EXPECT_EQ(batches[0].at("operation"), "silme");
  EXPECT_EQ(batches[0].at("count"), each / 2);
  EXPECT_EQ(batches[0].at("rows"), each);
  EXPECT_EQ(batches[0].at("share"), 0.5);
  EXPECT_EQ(batches[0].at("cause").at("kind"), "kisa_dosya");
  EXPECT_THAT(batches[0].at("cause").at("tr").get<std::string>(),
              HasSubstr("20 numarataj kaydı var, 40 vardı"));
  const auto told = std::ranges::count(report.result.findings, sync::Rule::src_03,
                                       &sync::Finding::rule);
  EXPECT_EQ(told, 1);

  // The same files again: nothing is written, the same batch waits.
  const std::string memory = town_.memory();
  const app::RunReport again = night(spoilt);
  expect_nothing_written(town_, again, memory);
  EXPECT_EQ(again.result.verdict.exit_code, 6);
  EXPECT_EQ(held(again), batches);
  EXPECT_EQ(count("true"), 1);

  // Approved, it is what nobody would have held.
  const app::RunReport approved = approve(1);
  EXPECT_LE(approved.result.verdict.exit_code, 1) << approved.result.verdict.en;
  EXPECT_EQ(quarter_difference(unguarded, quarter_content(town_)), "");
  EXPECT_EQ(count("durum = 'onaylandi' AND kisi = 'Ayşe' AND gerekce = 'sayım yapıldı'"), 1);
  const std::string after = town_.memory();
  expect_nothing_written(town_, night(spoilt), after);
}

TEST_F(Guard, a_good_delivery_ends_the_waiting) {
  night(Quarters::of(6, 40));
  Quarters spoilt = next_night(6, 40);
  spoilt.cut_in_half(doors, 3);
  night(spoilt);
  ASSERT_EQ(count("durum = 'acik'"), 1);
  const app::RunReport good = night(next_night(6, 40));
  EXPECT_LE(good.result.verdict.exit_code, 1) << good.result.verdict.en;
  EXPECT_EQ(count("durum = 'acik'"), 0);
  EXPECT_EQ(count("durum = 'yenilendi' AND kapanis_calisma = 3"), 1);
  Town clean;
  deliver(clean, Quarters::of(6, 40));
  clean.run();
  deliver(clean, next_night(6, 40));
  clean.run();
  EXPECT_EQ(quarter_difference(quarter_content(clean), quarter_content(town_)), "");
}

TEST_F(Guard, what_is_approved_is_what_was_seen) {
  night(Quarters::of(6, 40));
  Quarters spoilt = Quarters::of(6, 40);
  spoilt.cut_in_half(doors, 3);
  night(spoilt);
  const QuarterContent before = quarter_content(town_);
  // Another delivery has come meanwhile, in which one more door is missing.
  spoilt.thin(doors, 3, [](std::size_t position) { return position != 0; });
  deliver(town_, spoilt);
  EXPECT_THROW(approve(1), config::ConfigError);
  EXPECT_EQ(quarter_difference(before, quarter_content(town_)), "");
  EXPECT_EQ(count("durum = 'acik' AND no = 1"), 1);
  // The next night makes a batch of it that can be approved.
  const app::RunReport renewed = night(spoilt);
  ASSERT_EQ(held(renewed).size(), 1U);
  EXPECT_EQ(held(renewed)[0].at("batch"), 2);
  EXPECT_EQ(count("durum = 'yenilendi' AND no = 1"), 1);
  EXPECT_THROW(approve(1), config::ConfigError);
  EXPECT_EQ(approve(2).result.verdict.exit_code, 0);
}

TEST_F(Guard, what_is_rejected_is_not_proposed_again) {
  night(Quarters::of(6, 40));
  const QuarterContent yesterday = quarter_content(town_);
  Quarters spoilt = Quarters::of(6, 40);
  spoilt.cut_in_half(doors, 3);
  spoilt.thin("uavt/numarataj.csv", 5, [](std::size_t position) { return position > 29; });
  ASSERT_EQ(held(night(spoilt)).size(), 2U);
  const app::RunReport rejected = decide(1, sync::BatchState::rejected);
  EXPECT_EQ(held(rejected).size(), 1U) << "the other one still waits";
  EXPECT_EQ(count("durum = 'reddedildi' AND no = 1"), 1);
  EXPECT_EQ(quarter_difference(yesterday, quarter_content(town_)), "");
  const std::string memory = town_.memory();
  const app::RunReport again = night(spoilt);
  EXPECT_EQ(held(again).size(), 1U);
  expect_nothing_written(town_, again, memory);
  // The register corrects itself: the refusal ends by itself, and nothing waits.
  EXPECT_EQ(held(night(Quarters::of(6, 40))).size(), 0U);
  EXPECT_EQ(quarter_difference(yesterday, quarter_content(town_)), "");
}

TEST_F(Guard, an_approval_is_refused_when_the_base_has_moved) {
  night(Quarters::of(6, 40));
  Quarters spoilt = Quarters::of(6, 40);
  spoilt.cut_in_half(doors, 3);
  night(spoilt);
  // Somebody wrote into the published table.
  town_.database().run(fmt::format(
      "UPDATE adres.numarataj SET kapi_no = '99' WHERE bina_kodu = {}", quarter_code(3) * 10000 + 39));
  EXPECT_THROW(approve(1), config::ConfigError);
}

TEST_F(Guard, reasons_have_names) {
  night(Quarters::of(6, 40));
  const auto cause = [&](const Quarters& quarters) {
    const json batches = held(night(quarters));
    return batches.size() == 1 ? batches[0].at("cause") : json{{"kind", batches.dump()}};
  };
  Quarters quarters = Quarters::of(6, 40);
  quarters.thin(doors, 2, [](std::size_t position) { return position % 4 != 3; });
  json told = cause(quarters);
  EXPECT_EQ(told.at("kind"), "suzgec");
  EXPECT_THAT(told.at("tr").get<std::string>(), HasSubstr("tip = “tali_giris”"));

  quarters = Quarters::of(6, 40);
  quarters.each("cbs/bina.csv", 2, [](std::string& row) {
    row = row.substr(0, row.find(';')) + ";9" + row.substr(row.find(';', row.find(';') + 1));
  });
  told = cause(quarters);
  EXPECT_EQ(told.at("kind"), "kaymis_sutun");
  EXPECT_THAT(told.at("tr").get<std::string>(), HasSubstr("kat_zemin_ustu"));

  quarters = Quarters::of(6, 40);
  quarters.each("cbs/numarataj.csv", 2, [](std::string& row) {
    const std::size_t north = row.rfind(';');
    const std::size_t east = row.rfind(';', north - 1);
    const double x = std::stod(row.substr(east + 1)) + 34;
    const double y = std::stod(row.substr(north + 1)) - 12;
    row = row.substr(0, east) + fmt::format(";{};{}", x, y);
  });
  told = cause(quarters);
  EXPECT_EQ(told.at("kind"), "sabit_kayma");
  EXPECT_THAT(told.at("tr").get<std::string>(), HasSubstr("34 m doğu, 12 m güney"));
}

TEST_F(Guard, a_first_load_is_not_guarded) {
  Quarters quarters = Quarters::of(4, 40);
  quarters.files.erase("uavt/bagimsiz_bolum.csv");
  quarters.files.erase("cbs/bina.csv");
  night(quarters);
  EXPECT_EQ(held(night(Quarters::of(4, 40))).size(), 0U);
}

TEST_F(Guard, what_refers_to_a_held_newcomer_waits_with_it) {
  night(Quarters::of(4, 40));
  Quarters quarters = Quarters::of(4, 40);
  quarters.cut_in_half(doors, 2);
  // A new street of the held mahalle, on which a door of another one hangs from now on.
  for (const char* file : {"cbs/csbm.csv", "uavt/csbm.csv"}) {
    quarters.files.at(file).push_back({2, fmt::format("{}99;{};YENİ SOKAK;sokak", quarter_code(2),
                                                      quarter_code(2))});
  }
  const std::string moved = std::to_string(quarter_code(3) * 10000 + 5);
  for (const char* file : {"cbs/numarataj.csv", "uavt/numarataj.csv"}) {
    quarters.each(file, 3, [&](std::string& row) {
      if (row.starts_with(moved)) {
        row = with(row, fmt::format(";{}00;", quarter_code(3)), fmt::format(";{}99;", quarter_code(2)));
      }
    });
  }
  const QuarterContent before = quarter_content(town_);
  const app::RunReport report = night(quarters);
  ASSERT_EQ(held(report).size(), 1U);
  EXPECT_EQ(quarter_difference(before, quarter_content(town_)), "") << "all of it waits";
  EXPECT_EQ(approve(1).result.held.size(), 0U);
  EXPECT_EQ(town_.database().number(fmt::format(
                "SELECT count(*) FROM adres.numarataj n JOIN adres.csbm c ON c.tucbs_no = "
                "n.csbm_tucbs_no WHERE n.bina_kodu = {} AND c.ad = 'YENİ SOKAK'",
                moved)),
            1);
}

TEST_F(Guard, trials_hold_and_write_nothing) {
  night(Quarters::of(4, 40));
  Quarters spoilt = Quarters::of(4, 40);
  spoilt.cut_in_half(doors, 2);
  deliver(town_, spoilt);
  app::RunOptions options;
  for (const auto& [command, store] : {std::pair("diff", app::Store::nothing),
                                       std::pair("run --dry-run", app::Store::roll_back)}) {
    options.command = command;
    options.store = store;
    const app::RunReport report = town_.run(options);
    EXPECT_EQ(report.result.held.size(), 1U) << command;
    EXPECT_EQ(report.result.verdict.exit_code, 6) << command;
  }
  options.until = "guard";
  options.command = "run";
  options.store = app::Store::publish;
  EXPECT_EQ(town_.run(options).result.held.size(), 1U);
  EXPECT_EQ(count("true"), 0);
  options.until.reset();
  options.full = true;
  EXPECT_EQ(town_.run(options).result.held.size(), 1U);
}

/// Whatever is cut, spoilt and changed: the held mahalle is as it was, approving all of them gives
/// what nobody guarded, and no row is lost on the way.
TEST(LawOfGuard, a_held_mahalle_drags_nothing_along) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    const int mahalle = 4 + static_cast<int>(random() % 5);
    const int each = 20 + 10 * static_cast<int>(random() % 3);
    const Quarters first = Quarters::of(mahalle, each);
    Quarters second = next_night(mahalle, each);
    std::vector<std::string> names;
    for (const auto& [file, rows] : second.files) names.push_back(file);
    for (int fault = 0; fault < 3; ++fault) {
      const std::string file = names[random() % names.size()];
      const int where = 1 + static_cast<int>(random() % static_cast<unsigned>(mahalle));
      const std::uint64_t share = 2 + random() % 4;
      if (file.ends_with("mahalle.csv")) continue;
      second.thin(file, where, [&](std::size_t) { return random() % share != 0; });
    }
    Town town;
    town.guard();
    Town unguarded;
    for (const Town* each_town : {&town, &unguarded}) {
      deliver(*each_town, first);
      each_town->run();
    }
    const QuarterContent yesterday = quarter_content(town);
    deliver(unguarded, second, "[guard]\nenabled = false\n");
    unguarded.run();
    deliver(town, second);
    app::RunReport report = town.run();
    expect_every_row_accounted(report);
    std::vector<std::int64_t> waiting;
    for (const sync::HeldBatch& batch : report.result.held) waiting.push_back(batch.mahalle_kodu);
    const QuarterContent guarded = quarter_content(town);
    const QuarterContent all = quarter_content(unguarded);
    // What a spoilt file leaves without a mahalle lay in a held one.
    std::vector<std::int64_t> aside = waiting;
    aside.push_back(0);
    EXPECT_EQ(quarter_difference(all, guarded, aside), "") << "the others";
    for (const std::int64_t code : waiting) EXPECT_EQ(guarded.at(code), yesterday.at(code)) << code;
    fmt::print("seed {}: {} of {} mahalle wait\n", seed, waiting.size(), mahalle);
    while (!report.result.held.empty()) {
      const std::size_t before = report.result.held.size();
      app::RunOptions options;
      options.decision = sync::BatchDecision{report.result.held.front().no,
                                             sync::BatchState::approved, "Ayşe", ""};
      report = town.run(options);
      ASSERT_LT(report.result.held.size(), before) << json::parse(report.json).at("result").at("held").dump(1);
    }
    EXPECT_EQ(quarter_difference(all, quarter_content(town)), "") << "everything was approved";
  }
}

}  // namespace
}  // namespace uavt::night::test
