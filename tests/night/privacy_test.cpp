// Nobody's T.C. kimlik number, planted in every text column of every file – mapped or not, alone or
// in the middle of a sentence – and nobody's name from a column that is not mapped, is found again in
// anything the service keeps, shows, shares or says.
#include "exporters/workbook.hpp"
#include "tests/night/archive.hpp"
#include "tests/night/program.hpp"
#include "tests/sql/consumer.hpp"

#include "built_here.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <functional>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

namespace uavt::night::test {
namespace {

namespace fs = std::filesystem;

/// Valid T.C. kimlik numbers of nobody, one after the other. Source: the published construction.
class Numbers {
 public:
  std::string next() {
    const std::string nine = std::to_string(200'000'000 + 37 * static_cast<int>(given_.size()));
    int odd = 0, even = 0, sum = 0;
    for (std::size_t i = 0; i < 9; ++i) (i % 2 == 0 ? odd : even) += nine[i] - '0';
    const int tenth = ((7 * odd - even) % 10 + 10) % 10;
    for (const char digit : nine) sum += digit - '0';
    return *given_.insert(nine + std::to_string(tenth) + std::to_string((sum + tenth) % 10)).first;
  }
  [[nodiscard]] std::size_t count() const { return given_.size(); }

  /// The first of them, or of the names, that a text has; "" for none.
  [[nodiscard]] std::string found_in(std::string_view text) const {
    for (std::size_t at = 0; at < text.size();) {
      const auto digit = [&](std::size_t i) {
        return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0;
      };
      if (!digit(at)) {
        ++at;
        continue;
      }
      std::size_t end = at;
      while (digit(end)) ++end;
      if (end - at == 11 && given_.contains(std::string(text.substr(at, 11)))) {
        return std::string(text.substr(at > 60 ? at - 60 : 0, 140));
      }
      at = end;
    }
    const std::size_t name = text.find("KANARYA");
    return name == std::string_view::npos
               ? std::string()
               : std::string(text.substr(name > 60 ? name - 60 : 0, 140));
  }

 private:
  std::set<std::string> given_;
};

void add_column(sync::RawTable& rows, const std::string& name,
                const std::function<std::string(std::size_t)>& value) {
  sync::RawColumn column;
  column.column = name;
  for (std::size_t row = 0; row < rows.size(); ++row) column.texts.append(value(row));
  rows.columns.push_back(std::move(column));
}

/// A city in whose files every text column has persons in it.
city::City inhabited(Numbers& numbers) {
  city::Options options = ProgramTown::small();
  options.disagreements = true;
  city::City city = city::generated(options);
  for (city::File& file : city.files) {
    std::size_t each = 0;
    for (sync::RawColumn& column : file.rows.columns) {
      ++each;
      if (column.kind != sync::RawColumn::Kind::text) continue;
      const std::size_t step = 11 + each;
      for (std::size_t row = each; row < file.rows.size(); row += step) {
        const std::string was = column.text(row);
        const std::string number = numbers.next();
        column.texts.set(row, (row / step) % 2 == 0 ? was + " (SAHİBİ " + number + ")" : number);
      }
    }
    add_column(file.rows, "MALIK_TC", [&](std::size_t) { return numbers.next(); });
    add_column(file.rows, "MALIK_ADI", [&](std::size_t row) {
      return "KANARYA " + std::to_string(row);
    });
    add_column(file.rows, "NOTLAR", [&](std::size_t row) {
      return row % 9 == 0 ? "Anahtar " + numbers.next() + " numaralı KANARYA'da" : "";
    });
  }
  return city;
}

class Privacy : public testing::Test {
 protected:
  void expect_nobody(const std::string& where, std::string_view text) const {
    EXPECT_EQ(numbers_.found_in(text), "") << where;
  }
  void expect_nobody_in(const fs::path& folder) const {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) expect_nobody(entry.path().string(), unpacked(entry.path()));
    }
  }

  Numbers numbers_;
};

TEST_F(Privacy, TheSearchSeesIntoWorkbooks) {
  const sql::test::TemporaryFolder folder;
  sync::RawTable rows;
  add_column(rows, "ad", [](std::size_t) { return std::string(); });
  rows.columns.front().texts.append("SAHİBİ " + numbers_.next());
  rows.rows.push_back(1);
  const fs::path file = folder.path() / "liste.xlsx";
  exporters::write_workbook(rows, file, {});
  EXPECT_EQ(numbers_.found_in(bytes_of(file)), "") << "it is packed";
  EXPECT_NE(numbers_.found_in(unpacked(file)), "");
}

TEST_F(Privacy, NobodyIsInAnythingThatComesOut) {
  Town town;
  sql::test::make_roles(town.database());
  town.write(inhabited(numbers_));
  const std::string configuration = (town.folder() / "uavt-sync.toml").string();
  write_bytes(configuration,
              with(bytes_of(configuration), "embedded:", town.database().conninfo()));
  const auto run = [&](const std::vector<std::string>& arguments) {
    std::vector<std::string> words = {"-c", configuration};
    words.insert(words.end(), arguments.begin(), arguments.end());
    const Ended result = ended(UAVT_PROGRAM, words);
    expect_nobody(fmt::format("{}", fmt::join(arguments, " ")), result.said());
    return result;
  };
  ASSERT_GT(numbers_.count(), 1000u);

  ASSERT_LE(run({"run"}).code, 1);
  ASSERT_LE(run({"run", "--full"}).code, 1);
  const std::string out = (town.folder() / "cikti").string();
  ASSERT_LE(run({"report", "--format", "html,json,csv,xlsx,gpkg,sarif,junit,text", "--out", out})
                .code,
            1);
  run({"report"});
  run({"validate", "--out", out + "/kural"});
  run({"diff"});
  run({"check"});
  run({"findings"});
  run({"worklist"});
  run({"runs"});
  run({"codes", "--out", out + "/kodlar"});
  run({"as-of", "2199-01-01", "--out", out + "/bugun.gpkg"});
  for (const char* format : {"gpkg", "gml", "csv", "shp", "fgb"}) {
    EXPECT_EQ(run({"export", "--for", "tam", "--purpose", "deneme", "--format", format, "--out",
                   out + "/verilen"})
                  .code,
              0)
        << format;
  }
  run({"exports"});
  for (const auto& entry : fs::recursive_directory_iterator(town.folder())) {
    if (entry.is_regular_file() && entry.path().string().find("/cbs/") != std::string::npos) {
      run({"inspect", entry.path().string()});
    }
  }
  expect_nobody_in(out);
  // What a workbook says is packed: it has been read above.
  const auto workbook = members_of(out + "/worklist.xlsx");
  ASSERT_TRUE(workbook.contains("xl/worksheets/sheet1.xml"));
  EXPECT_NE(workbook.at("xl/worksheets/sheet1.xml").find("<t>"), std::string::npos);
  const sync::Settings settings = town.settings();
  expect_nobody_in(settings.run.report_dir);
  if (fs::exists(settings.run.state_dir)) expect_nobody_in(settings.run.state_dir);

  const auto& database = town.database();
  const std::string relations = database.value(
      "SELECT string_agg(format('%I.%I', n.nspname, c.relname), ' ') FROM pg_class AS c JOIN "
      "pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname IN ('adres', 'kalite', "
      "'uavtsync', 'paylasim', 'tucbs') AND c.relkind IN ('r', 'v')");
  std::istringstream words(relations);
  std::vector<std::string> sources{std::istream_iterator<std::string>(words), {}};
  sources.insert(sources.end(), {"paylasim.degisiklikler(0, 10000000)",
                                 "paylasim.degisiklikler_toplu(0, paylasim.son_sira())",
                                 "paylasim.adres_tarihte(now())", "paylasim.bina_tarihte(now())"});
  ASSERT_GT(sources.size(), 50u);
  for (const std::string& source : sources) {
    expect_nobody(source, database.value("SELECT string_agg(t::text, E'\\n') FROM " + source +
                                         " AS t"));
  }
  // They were read, though: the marks of masking are there.
  EXPECT_GT(database.number("SELECT count(*) FROM paylasim.adres WHERE adres::text LIKE "
                            "'%***********%'"),
            0);
}

}  // namespace
}  // namespace uavt::night::test
