// What is remembered of a source from delivery to delivery, through the database: its columns and
// code values (SRC-05) and its date (SRC-06). Said when it comes, and not again.
#include "sync/text.hpp"
#include "tests/night/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace uavt::night::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class SourceMemory : public ::testing::Test {
 protected:
  SourceMemory() {
    write_bytes(town_.folder() / "uavt-sync.toml",
                "[municipality]\nname = \"Kaynak\"\nil = 7\nilce = 2039\n"
                "target_crs = \"EPSG:5254\"\n[database]\ndsn = \"embedded:\"\n"
                "[run]\nstate_dir = \"durum\"\nreport_dir = \"rapor\"\n"
                "[[source]]\nname = \"mahalle\"\nregister = \"uavt\"\nlayer = \"mahalle\"\n"
                "path = \"mahalle.csv\"\nprofile = \"aks\"\nencoding = \"UTF-8\"\n"
                "as_of = 2026-11-01\n");
  }

  app::RunReport night(const std::string& bytes, std::int64_t day = *sync::days_of(2026, 11, 1)) {
    write_bytes(town_.folder() / "mahalle.csv", bytes);
    app::RunOptions options;
    options.day = day;
    return town_.run(options);
  }

  static std::vector<std::string> of_source(const app::RunReport& report) {
    std::vector<std::string> lines = findings_of(report.result);
    std::erase_if(lines, [](const std::string& line) { return !line.starts_with("SRC-"); });
    return lines;
  }

  Town town_;
};

TEST_F(SourceMemory, a_changed_template_is_said_on_the_night_it_comes) {
  const std::string before = "mahalle_kod;ad;bucak_kod;not\n1;MERKEZ;5;\n2;YENİ;5;\n";
  const std::string after = "mahalle_kod;ad;ilave;not\n1;MERKEZ;x;\n2;YENİ;y;\n";
  EXPECT_THAT(of_source(night(before)), IsEmpty());
  EXPECT_THAT(of_source(night(after)),
              ElementsAre("SRC-05 uavt -  bucak_kod", "SRC-05 uavt -  ilave"));
  const app::RunReport again = night(after);
  EXPECT_EQ(of_source(again).size(), 2U) << "the delivery lies there, and so does its change";
  EXPECT_THAT(town_.rules_of_run(again.info.number), IsEmpty());
  EXPECT_THAT(of_source(night(after + "3;ÜÇ;z;\n")), IsEmpty()) << "the next one is like it";
}

TEST_F(SourceMemory, an_old_source_is_said_once) {
  const std::string bytes = "mahalle_kod;ad\n1;MERKEZ\n";
  const std::int64_t day = *sync::days_of(2026, 11, 1);
  EXPECT_THAT(of_source(night(bytes, day + 45)), IsEmpty());
  EXPECT_THAT(of_source(night(bytes, day + 46)), ElementsAre("SRC-06 uavt -  "));
  const app::RunReport later = night(bytes, day + 60);
  EXPECT_THAT(of_source(later), ElementsAre("SRC-06 uavt -  "));
  EXPECT_THAT(town_.rules_of_run(later.info.number), IsEmpty());
}

}  // namespace
}  // namespace uavt::night::test
