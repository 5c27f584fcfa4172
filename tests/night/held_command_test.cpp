// `held`, `approve` and `reject` through the built program: what is listed, what is decided, and what
// is refused with nothing written.
#include "built_here.hpp"
#include "tests/night/program.hpp"
#include "tests/night/quarters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace uavt::night::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

const std::string doors = "cbs/numarataj.csv";

/// Four mahalle, of which one waits since the second night.
class HeldCommand : public ::testing::Test {
 protected:
  HeldCommand() {
    deliver(Quarters::of(4, 40));
    EXPECT_EQ(run({"run"}).code, 0);
    spoilt_.cut_in_half(doors, 2);
    deliver(spoilt_);
    EXPECT_EQ(run({"run"}).code, 6);
  }

  void deliver(const Quarters& quarters) const {
    test::deliver(town_, quarters);
    const std::filesystem::path file = town_.folder() / "uavt-sync.toml";
    write_bytes(file, with(bytes_of(file), "embedded:", town_.database().conninfo()));
  }
  [[nodiscard]] Ended run(std::vector<std::string> words) const {
    words.insert(words.begin(), {"-c", town_.folder() / "uavt-sync.toml"});
    return ended(UAVT_PROGRAM, words);
  }
  [[nodiscard]] std::string state() const {
    return town_.database().value("SELECT string_agg(no || ' ' || durum, ', ' ORDER BY no) FROM "
                                  "uavtsync.tutulan");
  }
  [[nodiscard]] long runs() const {
    return town_.database().number("SELECT count(*) FROM uavtsync.calisma");
  }

  Town town_;
  Quarters spoilt_ = Quarters::of(4, 40);
};

TEST_F(HeldCommand, lists_what_waits_and_every_change_of_it) {
  Ended end = run({"held"});
  EXPECT_EQ(end.code, 0) << end.said();
  EXPECT_THAT(end.out, HasSubstr("1. SEMT 02 (10002): numarataj kayıtlarının %50'si dosyada yok"));
  EXPECT_THAT(end.out, HasSubstr("dosya yarım kalmış olabilir"));
  EXPECT_THAT(end.out, HasSubstr("uavt-sync approve 1"));
  end = run({"held", "--lang", "en"});
  EXPECT_THAT(end.out, HasSubstr("50% of the door records are not in the file"));

  end = run({"held", "1"});
  EXPECT_EQ(end.code, 0) << end.said();
  EXPECT_THAT(end.out, HasSubstr("eslesme: ortak → yalniz_uavt"));
  const json list = json::parse(run({"held", "--json"}).out);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].at("state"), "acik");
  EXPECT_EQ(list[0].at("since_run"), 2);
  const json whole = json::parse(run({"held", "1", "--json"}).out);
  EXPECT_EQ(whole.at("list").size(), 20U);
  EXPECT_EQ(whole.at("list")[0].at("layer"), "numarataj");
  EXPECT_EQ(whole.at("changes")[0].at("count"), 20);

  EXPECT_EQ(run({"held", "9"}).code, 2);
  EXPECT_EQ(run({"held", "x"}).code, 2);
}

TEST_F(HeldCommand, approve_is_a_run_that_lets_it_pass) {
  const long before = runs();
  Ended end = run({"approve", "1", "--because", "sayıldı", "--by", "Ayşe Yılmaz"});
  EXPECT_EQ(end.code, 0) << end.said();
  EXPECT_EQ(state(), "1 onaylandi");
  EXPECT_EQ(runs(), before + 1);
  EXPECT_EQ(run({"held"}).out, "Onay bekleyen mahalle yok.\n");
  EXPECT_THAT(run({"held", "1"}).out, HasSubstr("onaylandı"));
  EXPECT_THAT(run({"held", "1"}).out, HasSubstr("Ayşe Yılmaz"));
  // Decided is decided: no run is begun for it.
  end = run({"approve", "1"});
  EXPECT_EQ(end.code, 2);
  EXPECT_THAT(end.error, HasSubstr("Ayşe Yılmaz onaylamış"));
  EXPECT_EQ(run({"approve", "7"}).code, 2);
  EXPECT_EQ(runs(), before + 1);
}

TEST_F(HeldCommand, reject_needs_a_reason_and_lasts) {
  Ended end = run({"reject", "1"});
  EXPECT_EQ(end.code, 2);
  EXPECT_THAT(end.error, HasSubstr("--because"));
  end = run({"reject", "1", "--because", "yanlış dosya"});
  EXPECT_LE(end.code, 1) << end.said();
  EXPECT_EQ(state(), "1 reddedildi");
  EXPECT_LE(run({"run"}).code, 1);
  EXPECT_EQ(state(), "1 reddedildi");
  EXPECT_EQ(town_.database().number("SELECT count(*) FROM adres.numarataj WHERE eslesme = 'ortak'"),
            160);
}

TEST_F(HeldCommand, another_delivery_cannot_be_approved_unseen) {
  spoilt_.thin(doors, 2, [](std::size_t position) { return position != 3; });
  deliver(spoilt_);
  const std::string memory = town_.memory();
  const Ended end = run({"approve", "1"});
  EXPECT_EQ(end.code, 2);
  EXPECT_THAT(end.error, HasSubstr("artık görülenler değil"));
  EXPECT_EQ(town_.memory(), memory);
  EXPECT_EQ(state(), "1 acik");
}

}  // namespace
}  // namespace uavt::night::test
