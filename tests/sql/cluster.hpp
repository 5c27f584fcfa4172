// A real PostGIS for the tests of this room: one embedded cluster in the build folder, running only
// while a test does (several test programs share it), and one database a test.
#pragma once

#include <filesystem>
#include <string>

#include "sql/database.hpp"
#include "sync/model.hpp"

namespace uavt::sql::test {

/// A folder of its own, removed at the end, with a short path.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The first field of the first row, in a session of its own; "∅" for NULL, "" for no row.
[[nodiscard]] std::string value_of(const std::string& conninfo, const std::string& sql);

/// The shared cluster: started by the first test program that wants it, stopped by the last.
class Cluster {
 public:
  Cluster();
  ~Cluster();
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;
  /// conninfo of a database of the cluster, as its superuser.
  [[nodiscard]] std::string conninfo(const std::string& database) const;

 private:
  Embedded embedded_;
  std::string conninfo_;
  int users_ = -1;
};

/// What a test's database begins with.
enum class Content { nothing, postgis, schema };

/// A database of the test's own.
class TestDatabase {
 public:
  /// `schema`: as `migrate` leaves an empty one, with the views of `exchange`; made once a test
  /// program and copied.
  explicit TestDatabase(Content content = Content::postgis, const sync::Model& exchange = {});
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  [[nodiscard]] const std::string& conninfo() const { return conninfo_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  /// Runs SQL in a session of its own.
  void run(const std::string& sql) const;
  [[nodiscard]] std::string value(const std::string& sql) const { return value_of(conninfo_, sql); }
  [[nodiscard]] long number(const std::string& sql) const { return std::stol(value(sql)); }

 private:
  Cluster cluster_;
  std::string name_, conninfo_;
};

inline constexpr int district = 2039;
inline constexpr int srid = 5254;

}  // namespace uavt::sql::test
