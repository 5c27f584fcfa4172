// The QGIS project that goes with the program opens against the service of a fresh database,
// without a screen, and draws every one of its layers in the styles that `migrate` keeps there.
#include "built_here.hpp"
#include "tests/night/program.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <string>

namespace uavt::night::test {
namespace {

constexpr const char* python = "/usr/bin/python3";  // Debian's, that has the package qgis
const std::string source = UAVT_SOURCE_DIR;

/// name → features, share of the picture that is drawn on.
using Pictures = std::map<std::string, std::pair<long, double>>;

class QgisProject : public testing::Test {
 protected:
  void SetUp() override {
    city::Options options;
    options.seed = 11;
    options.buildings = 400;
    town_.write(city::generated(options));
    static_cast<void>(town_.run());
    // "host=… dbname=…" as a service file has it; nothing in it has a blank.
    std::string service = town_.database().conninfo();
    std::ranges::replace(service, ' ', '\n');
    write_bytes(town_.folder() / "services", "[uavt_sync]\n" + service + "\n");
  }

  [[nodiscard]] Ended python_says(const std::vector<std::string>& arguments) const {
    return ended(python, arguments,
                 {{"PGSERVICEFILE", (town_.folder() / "services").string()},
                  {"QT_QPA_PLATFORM", "offscreen"},
                  {"XDG_RUNTIME_DIR", town_.folder().string()},
                  {"HOME", town_.folder().string()}});
  }

  [[nodiscard]] Pictures pictures_of(const std::string& project) const {
    const Ended drawn =
        python_says({source + "/tests/qgis/draw_project.py", project, town_.folder().string()});
    EXPECT_EQ(drawn.code, 0) << drawn.said();
    Pictures pictures;
    std::istringstream lines(drawn.out);
    std::string name;
    long features = 0;
    double share = 0;
    while (lines >> name >> features >> share) pictures[name] = {features, share};
    return pictures;
  }

  Town town_{sql::test::Content::postgis};
};

TEST_F(QgisProject, OpensAgainstTheServiceAndDrawsEveryLayer) {
  const Pictures pictures = pictures_of(source + "/packaging/qgis/uavt-sync.qgz");
  for (const char* view : {"adres", "csbm", "bina", "parsel", "mahalle"}) {
    ASSERT_TRUE(pictures.contains(view)) << view;
    EXPECT_EQ(pictures.at(view).first,
              town_.database().number(std::string("SELECT count(*) FROM paylasim.") + view));
    EXPECT_GT(pictures.at(view).second, 0.0005) << view;
  }
  EXPECT_EQ(pictures.size(), 6u) << "and all of them together";
}

TEST_F(QgisProject, IsMadeAnewForAnotherDatabase) {
  const std::string project = (town_.folder() / "own.qgz").string();
  const Ended made = python_says({source + "/packaging/qgis/make_project.py", project});
  ASSERT_EQ(made.code, 0) << made.said();
  const Pictures own = pictures_of(project);
  const Pictures delivered = pictures_of(source + "/packaging/qgis/uavt-sync.qgz");
  ASSERT_EQ(own.size(), delivered.size());
  for (const auto& [name, picture] : own) {
    EXPECT_EQ(picture.first, delivered.at(name).first) << name;
    // Where labels compete, another one may win.
    EXPECT_NEAR(picture.second, delivered.at(name).second, 0.01) << name;
  }
}

// A style that the GIS unit stored is theirs.
TEST_F(QgisProject, StylesOfOthersStay) {
  town_.database().run(
      "INSERT INTO public.layer_styles (f_table_catalog, f_table_schema, f_table_name, stylename, "
      "useasdefault) VALUES (current_database(), 'paylasim', 'bina', 'itfaiye', false)");
  // Another version of the program makes the views anew.
  town_.database().run("UPDATE uavtsync.ayar SET deger = 'eski' WHERE anahtar = 'gorunumler'");
  static_cast<void>(town_.run());
  EXPECT_EQ(town_.database().number("SELECT count(*) FROM public.layer_styles WHERE "
                                    "stylename = 'itfaiye'"),
            1);
  EXPECT_EQ(town_.database().number("SELECT count(*) FROM public.layer_styles WHERE "
                                    "stylename = 'uavt-sync' AND useasdefault"),
            5);
}

}  // namespace
}  // namespace uavt::night::test
