// Another unit that keeps a copy by following the feed and nothing else: the example that is shipped
// (packaging/examples/tuketici.sql), run by a role that may read `paylasim` alone, into tables with
// every column and every reference checked at once.
#pragma once

#include <random>
#include <string>

#include "cluster.hpp"

namespace uavt::sql::test {

/// Makes the roles of the service, where they are not yet; `migrate` afterwards grants to them.
void make_roles(const TestDatabase& database);
/// conninfo of the database as a login role that is a member of `group`, made when it is not there.
[[nodiscard]] std::string as_member(const TestDatabase& database, const std::string& group);
void drop_member(const TestDatabase& database, const std::string& group);

class Consumer {
 public:
  /// `name`: the schema its copy lives in. After `make_roles` and `migrate`.
  Consumer(const TestDatabase& database, std::string name);

  /// Takes at most so many changes; how many it took.
  long follow(long at_most) const;
  /// The same, but killed before it could commit.
  void follow_and_die(long at_most) const;
  /// Everything there is, in pieces of 1 … `largest`.
  void follow_all(std::mt19937_64& random, long largest) const;
  /// The net changes since it last looked.
  long catch_up() const;
  /// "" when its tables are those of adres, else the layers that differ.
  [[nodiscard]] std::string difference() const;

 private:
  const TestDatabase& database_;
  std::string name_, conninfo_;
};

}  // namespace uavt::sql::test
