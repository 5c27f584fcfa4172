#include "tests/config/folder.hpp"
#include "built_here.hpp"
#include "config/model.hpp"

#include <random>

namespace uavt::config::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

using Loader = Folder;

TEST_F(Loader, least_configuration_has_the_documented_defaults) {
  const sync::Settings settings = loaded(municipality);
  EXPECT_EQ(settings.municipality.name, "Örnekkent");
  EXPECT_EQ(settings.municipality.il, 7);
  EXPECT_EQ(settings.municipality.ilce, 2039);
  EXPECT_EQ(settings.run.state_dir, "/var/lib/uavt-sync");
  EXPECT_EQ(settings.run.fail_at, sync::Severity::error);
  EXPECT_DOUBLE_EQ(settings.run.geometry_tolerance_m, 0.002);
  EXPECT_TRUE(settings.guard.enabled);
  EXPECT_EQ(settings.generation, "tucbs");
  EXPECT_TRUE(settings.sources.empty());
  EXPECT_EQ(settings.file, path() / "uavt-sync.toml");
  EXPECT_EQ(settings.digest.size(), 32u);
}

TEST_F(Loader, every_table_is_read) {
  write("liste.csv", "mahalle_kodu;ad\r\n30582;ATATÜRK\r\n\"30583\";AYDINLIK\r\n30582;yine\r\n");
  const sync::Settings settings = loaded(
      "[municipality]\nname=\"İslahiye\"\nil=27\nilce=1415\ntarget_crs=\"EPSG:5256\"\n"
      "mahalle=\"liste.csv\"\nextent=\"../alan/ilce.gpkg\"\n"
      "[database]\ndsn=\"service=uavt_sync\"\n"
      "[run]\nstate_dir=\"durum\"\nreport_dir=\"/raporlar\"\nlanguage=\"en\"\nfail_at=\"warning\"\n"
      "threads=3\ngeometry_tolerance_m=0\n"
      "[guard]\nenabled=false\nmax_share=0.5\nmax_rows=7\nmin_rows=0\n"
      "[model]\ngeneration=\"trkbis-2012\"\n"
      "[notify]\nto=[\"cbs@ornekkent.example\"]\ncommand=[\"sendmail\",\"-t\"]\n");
  EXPECT_EQ(settings.municipality.target_crs, "EPSG:5256");
  EXPECT_THAT(settings.municipality.mahalle, ElementsAre(30582, 30583));
  EXPECT_EQ(settings.municipality.extent, path().parent_path() / "alan/ilce.gpkg");
  EXPECT_EQ(settings.dsn, "service=uavt_sync");
  EXPECT_EQ(settings.run.state_dir, path() / "durum");
  EXPECT_EQ(settings.run.report_dir, "/raporlar");
  EXPECT_EQ(settings.run.language, sync::Language::en);
  EXPECT_EQ(settings.run.fail_at, sync::Severity::warning);
  EXPECT_EQ(settings.run.threads, 3u);
  EXPECT_EQ(settings.run.geometry_tolerance_m, 0);
  EXPECT_FALSE(settings.guard.enabled);
  EXPECT_EQ(settings.guard.max_share, 0.5);
  EXPECT_EQ(settings.guard.max_rows, 7);
  EXPECT_EQ(settings.guard.min_rows, 0);
  EXPECT_EQ(settings.generation, "trkbis-2012");
  EXPECT_THAT(settings.notify.to, ElementsAre("cbs@ornekkent.example"));
  EXPECT_THAT(settings.notify.command, ElementsAre("sendmail", "-t"));
}

TEST_F(Loader, a_model_of_ones_own_says_what_is_restricted) {
  sync::Model model = model_named("tucbs");
  const auto write_model = [&] { write("modeller/benim.toml", toml_of(model)); };
  const std::string text =
      std::string(municipality) + "[model]\ngeneration = \"modeller/benim.toml\"\n";
  write_model();
  const sync::Settings before = loaded(text);
  EXPECT_EQ(before.generation, (path() / "modeller/benim.toml").string());
  EXPECT_EQ(before.restrictions, sync::Restrictions());
  for (sync::FeatureType& type : model.types) {
    for (sync::ModelAttribute& each : type.attributes) each.restricted = each.from == "kat_toplam";
  }
  write_model();
  const sync::Settings after = loaded(text);
  EXPECT_TRUE(after.restrictions.restricted(sync::Layer::building, "kat_toplam"));
  EXPECT_NE(after.digest, before.digest) << "last night's result is another one";
  // It is the tucbs of this configuration, for sources that name its types, too.
  EXPECT_EQ(models_with(after.generation).size(), models().size());
  model.name = "benim";
  write_model();
  EXPECT_EQ(models_with(after.generation).size(), models().size() + 1);
  EXPECT_THAT(models_with(after.generation).back().markers, ::testing::IsEmpty());
  EXPECT_THAT(complaint(std::string(municipality) + "[model]\ngeneration = \"yok.toml\"\n"),
              AllOf(HasSubstr("uavt-sync.toml:6"), HasSubstr("yok.toml")));
  write("bos.toml", toml_of(model_named("maks")));
  EXPECT_THAT(complaint(std::string(municipality) + "[model]\ngeneration = \"bos.toml\"\n"),
              HasSubstr("none of our layers"));
}

TEST_F(Loader, unknown_key_is_named_with_file_line_and_the_nearest) {
  EXPECT_THAT(complaint_after("[run]\nfail_at = \"error\"\nstatedir = \"x\"\n"),
              EndsWith("uavt-sync.toml:7: unknown key 'statedir' in [run]; did you mean "
                       "'state_dir'?"));
}

struct Mistake {
  std::string_view text;  ///< after the four lines of [municipality]
  std::string_view said;
};

class Mistaken : public Folder, public ::testing::WithParamInterface<Mistake> {};

TEST_P(Mistaken, is_refused_with_its_line_and_the_cure) {
  const std::string complaint = complaint_after(GetParam().text);
  EXPECT_THAT(complaint, HasSubstr(GetParam().said)) << GetParam().text;
  EXPECT_THAT(complaint, HasSubstr("uavt-sync.toml:"));
}

INSTANTIATE_TEST_SUITE_P(
    Tables, Mistaken,
    ::testing::Values(
        Mistake{"nmae = \"x\"\n", ":5: unknown key 'nmae' in [municipality]; did you mean 'name'?"},
        Mistake{"[runn]\n", ":5: unknown key 'runn'; did you mean 'run'?"},
        Mistake{"[database]\ndns = \"x\"\n", "did you mean 'dsn'?"},
        Mistake{"[guard]\nmaxrows = 1\n", "did you mean 'max_rows'?"},
        Mistake{"[model]\ngenaration = \"tucbs\"\n", "did you mean 'generation'?"},
        Mistake{"[notify]\nmail = []\n", "unknown key 'mail' in [notify]"},
        Mistake{"run = 3\n", "unknown key 'run' in [municipality]"},
        Mistake{"[run]\nthreads = \"2\"\n", ":6: 'threads' in [run] must be a whole number"},
        Mistake{"[run]\nthreads = -1\n", ":6: 'threads' in [run] is -1; it must lie between 0"},
        Mistake{"[run]\nlanguage = \"de\"\n", "allowed: tr, en"},
        Mistake{"[run]\nlanguage = 1\n", "must be a text in quotes"},
        Mistake{"[run]\nfail_at = \"fatal\"\n", "allowed: info, warning, error"},
        Mistake{"[run]\ngeometry_tolerance_m = nan\n", "must lie between 0 and 1"},
        Mistake{"[run]\ngeometry_tolerance_m = inf\n", "must lie between 0 and 1"},
        Mistake{"[run]\ngeometry_tolerance_m = \"2 mm\"\n", "must be a number"},
        Mistake{"[run]\nstate_dir = \"  \"\n", "'state_dir' in [run] is empty"},
        Mistake{"[run]\nstate_dir = \"a\\u0000b\"\n", "holds a NUL"},
        Mistake{"[guard]\nenabled = 1\n", "must be true or false"},
        Mistake{"[guard]\nmax_share = 1.5\n", "must lie between 0 and 1"},
        Mistake{"[guard]\nmax_rows = 99999999999\n", "must lie between 0 and 2147483647"},
        Mistake{"[[run]]\nthreads = 1\n", "must be a table, [run] in single brackets"},
        Mistake{"[model]\ngeneration = \"tucbs-2012\"\n", "allowed: tucbs, trkbis-2012"},
        Mistake{"[notify]\nto = [\"a@b,c@d\"]\n", "is no mail address"},
        Mistake{"[notify]\nto = [\"cbs\"]\n", "'cbs' in [notify] is no mail address"},
        Mistake{"[notify]\nto = \"a@b\"\n", "must be a list of texts"},
        Mistake{"[notify]\ncommand = []\n", "names no program"},
        Mistake{"yetkili_idare = [\"12\"]\n", "must be a list of codes"},
        Mistake{"yetkili_idare = [12, 12]\n", "holds 12 twice"},
        Mistake{"yetkili_idare = [-4]\n", "codes are positive"},
        Mistake{"yetkili_idare = [1]\nmahalle = \"x.csv\"\n", "keep one"},
        Mistake{"mahalle = \"yok.csv\"\n", "yok.csv: cannot be read"},
        Mistake{"[run]\n[run]\n", ":6: "}, Mistake{"[run\n", ":5: "}));

TEST_F(Loader, municipality_must_be_said) {
  EXPECT_THAT(complaint(""), HasSubstr("the table [municipality] is missing"));
  EXPECT_THAT(complaint("[municipality]\nname = \"X\"\nilce = 1\n"), HasSubstr("has no 'il'"));
  EXPECT_THAT(complaint("[municipality]\nname = \"X\"\nil = 82\nilce = 1\n"),
              HasSubstr(":3: 'il' in [municipality] is 82; it must lie between 1 and 81"));
  EXPECT_THAT(complaint("[municipality]\nname = \"X\"\nil = 0\nilce = 1\n"),
              HasSubstr("between 1 and 81"));
  EXPECT_THAT(complaint("[municipality]\nname = \"X\"\nil = 1\nilce = 0\n"), HasSubstr("'ilce'"));
}

TEST_F(Loader, list_of_mahalle_is_read_strictly) {
  const auto said = [&](std::string_view list) {
    write("liste.csv", list);
    return complaint_after("mahalle = \"liste.csv\"\n");
  };
  EXPECT_EQ(said("\xEF\xBB\xBF"
                 "30582\n30583\n"),
            "accepted");
  EXPECT_THAT(said("kod,ad\n30582,A\nX1,B\n"), HasSubstr("liste.csv:3: 'X1' is no mahalle code"));
  EXPECT_THAT(said("30582.0\n"), HasSubstr("liste.csv:1: '30582.0' is no mahalle code"));
  EXPECT_THAT(said("kod;ad\n"), HasSubstr("holds no code"));
  EXPECT_THAT(said(""), HasSubstr("holds no code"));
  EXPECT_THAT(said("99999999999999999999\n"), HasSubstr("is no mahalle code"));
  EXPECT_THAT(said("kod;ad\n1;Ç\xC7\n"), HasSubstr("is not UTF-8"));
}

TEST_F(Loader, passwords_are_refused_wherever_they_hide) {
  for (const std::string_view dsn :
       {"host=db password=gizli", "password = 'a b' host=db", "host=db PASSWORD=x",
        "options='-c x=y' sslpassword=z", "postgresql://u:gizli@db/uavt",
        "postgres://db/uavt?sslmode=require&password=gizli", "postgresql://db/?%70assword=x"}) {
    EXPECT_THAT(complaint_after("[database]\ndsn = \"" + std::string(dsn) + "\"\n"),
                AllOf(HasSubstr(":6: 'dsn' in [database] carries a password"),
                      HasSubstr("only in ~/.pgpass, PGPASSFILE or a service file"),
                      ::testing::Not(HasSubstr("gizli"))))
        << dsn;
  }
  for (const std::string_view dsn :
       {"service=uavt_sync", "embedded:", "host=/run/postgresql dbname=uavt passfile=/etc/x",
        "postgresql://uavt@db:5432/uavt?sslmode=require", "dbname='password=x' host=db",
        "postgresql://[::1]:5432/uavt"}) {
    EXPECT_EQ(loaded_after("[database]\ndsn = \"" + std::string(dsn) + "\"\n").dsn, dsn);
  }
}

TEST_F(Loader, unreadable_files_are_said_by_name) {
  EXPECT_THROW((void)load(path() / "yok.toml"), ConfigError);
  EXPECT_THROW((void)load(path()), ConfigError);
  EXPECT_THAT(complaint("\xFF\xFE[\0m\0"), HasSubstr("uavt-sync.toml"));
  EXPECT_EQ(complaint("\xEF\xBB\xBF" + std::string(municipality)), "accepted");
}

TEST_F(Loader, found_prefers_what_was_given) {
  const auto file = write("baska.toml", municipality);
  EXPECT_EQ(found(file.string()), file);
  EXPECT_THROW((void)found((path() / "yok.toml").string()), ConfigError);
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(path());
  write("uavt-sync.toml", municipality);
  EXPECT_EQ(found(""), "uavt-sync.toml");
  std::filesystem::current_path(before);
}

/// However a configuration is damaged, it is either used or refused in words.
TEST_F(Loader, damaged_configurations_never_escape) {
  std::string whole;
  std::getline(std::ifstream(UAVT_SOURCE_DIR "/config/examples/ornek.toml"), whole, '\0');
  ASSERT_GT(whole.size(), 4000u);
  const auto seed = std::random_device()();
  std::mt19937 random(seed);
  static constexpr std::string_view pieces = "\"'[]{}=.,#\n\\ 0-x\xC4\xFF";
  std::size_t refused = 0;
  for (int round = 0; round < 300; ++round) {
    std::string text = whole;
    for (int change = 0; change < 3; ++change) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text[at] = pieces[random() % pieces.size()];
          break;
        case 1:
          text.erase(at, random() % 40);
          break;
        default:
          text.insert(at, 1, pieces[random() % pieces.size()]);
      }
    }
    try {
      EXPECT_FALSE(loaded(text).digest.empty());
    } catch (const ConfigError& error) {
      ++refused;
      EXPECT_THAT(error.what(), HasSubstr("uavt-sync.toml")) << "seed " << seed;
    }
  }
  EXPECT_GT(refused, 50u) << "seed " << seed;
}

}  // namespace
}  // namespace uavt::config::test
