// A line to the server that can be cut at a chosen moment: the only way to see a commit in doubt.
#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "cluster.hpp"

namespace uavt::sql::test {

class Proxy {
 public:
  explicit Proxy(const std::string& conninfo);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  [[nodiscard]] const std::string& conninfo() const { return conninfo_; }
  /// The next request reaches the server; its answer is thrown away and the line is cut.
  void lose_next_answer() { losing_ = Losing::answer; }
  /// The next request is thrown away and the line is cut.
  void lose_next_request() { losing_ = Losing::request; }
  /// How often a line was cut.
  [[nodiscard]] int lost() const { return lost_; }

 private:
  enum class Losing { nothing, request, answer };
  void accept_lines();
  void carry(int client);

  TemporaryFolder folder_;
  std::string server_, conninfo_;
  int listening_ = -1;
  std::atomic<Losing> losing_{Losing::nothing};
  std::atomic<int> lost_{0};
  std::atomic<bool> ending_{false};
  std::thread acceptor_;
  std::vector<std::thread> lines_;
};

}  // namespace uavt::sql::test
