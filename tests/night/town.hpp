// A made-up town in a folder of its own with a database of its own: what the tests of whole nights
// are written with. The cluster and the databases are those of tests/sql.
#pragma once

#include "app/run.hpp"
#include "city/city.hpp"
#include "tests/sql/cluster.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace uavt::night::test {

/// Changes settings before a night is run.
using Adjust = std::function<void(sync::Settings&)>;

class Town {
 public:
  /// `content`: what its database begins with; `schema` spares the first night making it.
  explicit Town(sql::test::Content content = sql::test::Content::schema);

  /// Writes (or overwrites) the city's files; the configuration then names this town's database.
  void write(const city::City& city);
  /// Files under `folder()` were changed by the test itself: nothing else to do.
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] const sql::test::TestDatabase& database() const { return database_; }

  /// From now on the guard holds what is too much. Until then it is off: what a test does to a small
  /// town in a night is more than happens to a municipality in a year, and not what it is about.
  void guard() { guarded_ = true; }

  /// The files' date is one and the same day, whatever the clock says when they are written.
  [[nodiscard]] sync::Settings settings() const;
  /// One night. Errors: what app::run throws.
  app::RunReport run(app::RunOptions options = {}, const Adjust& adjust = {}) const;

  /// The content of adres: every business column of every row as one line, by layer, sorted; without
  /// tucbs_no, surum_*, calisma_no, kaynak, and without the way rings run – with references replaced by the code or content of what
  /// they point to. Two nights with equal content are the same city.
  [[nodiscard]] std::map<std::string, std::vector<std::string>> content() const;
  /// Rows written by a run: adres rows with that calisma_no and finding versions begun or ended by
  /// it. (What it closed into the history shows in `memory`: runs of one second end it alike.)
  [[nodiscard]] long rows_of_run(std::int64_t run) const;
  /// The rules of the finding versions begun or ended by a run, sorted.
  [[nodiscard]] std::vector<std::string> rules_of_run(std::int64_t run) const;
  /// A digest of what the service remembers: closed versions, images, settled values, who has
  /// spoken, what stands as last seen, numbers given.
  [[nodiscard]] std::string memory() const;

 private:
  sql::test::TemporaryFolder folder_;
  sql::test::TestDatabase database_;
  bool guarded_ = false;
};

/// "rule reg layer key attribute" of every open finding of a report, sorted: what truth is compared
/// with. A finding about several rows is listed under its first key.
[[nodiscard]] std::vector<std::string> findings_of(const sync::Result& result);
/// The same of a city's truth: findings, disagreements, or both.
[[nodiscard]] std::vector<std::string> lines_of(const std::vector<city::ExpectedFinding>& expected);

}  // namespace uavt::night::test
