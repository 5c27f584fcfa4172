// What readers feel of a night: eight of them read what is shared, first while nothing happens, then
// while nights are published without pause. The longest answer of each time, and whether anybody ever
// waited for a lock.
#include "app/city_files.hpp"
#include "bench/city_nights.hpp"
#include "bench/process.hpp"
#include "sql/connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace uavt::bench {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int reader_count = 8;
constexpr int nights = 10;
constexpr std::chrono::seconds quiet_time{10};

/// What a unit asks: an address, a map's window, a change, how old it is. {}: a number below 1 000.
constexpr std::array questions = {
    "SELECT acik_adres FROM paylasim.adres WHERE numarataj_tucbs_no = {}",
    "SELECT acik_adres, geometri FROM paylasim.adres WHERE geometri && (SELECT "
    "ST_Expand(geometri, 100) FROM adres.numarataj WHERE tucbs_no = {})",
    "SELECT * FROM paylasim.degisiklikler(greatest(paylasim.son_sira() - 100, 0), 100)",
    "SELECT * FROM paylasim.son_calisma"};

class Readers {
 public:
  explicit Readers(std::string conninfo) : conninfo_(std::move(conninfo)) {}

  /// Reads while `meanwhile` runs, and tells how long answers took.
  template <typename Meanwhile>
  void read(const std::string& name, Meanwhile meanwhile) {
    std::atomic<bool> over{false};
    answers_ms_.clear();
    waited_ = 0;
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < reader_count; ++i) threads.emplace_back([&] { ask(over); });
      threads.emplace_back([&] { watch(over); });
      try {
        meanwhile();
      } catch (...) {
        over = true;
        throw;
      }
      over = true;
    }
    std::ranges::sort(answers_ms_);
    const auto at = [&](double share) {
      return answers_ms_[static_cast<std::size_t>(share * static_cast<double>(answers_ms_.size() - 1))];
    };
    fmt::print("| {} | {} | {:.1f} | {:.1f} | {:.0f} | {} |\n", name, answers_ms_.size(), at(0.5),
               at(0.99), at(1), waited_.load());
  }

 private:
  void ask(const std::atomic<bool>& over) {
    sql::Connection connection(conninfo_);
    // As docs/consumers.md advises: compiling such a question takes longer than answering it.
    pqxx::nontransaction(connection).exec("SET jit = off");
    std::vector<double> answers;
    for (std::size_t i = 0; !over; ++i) {
      pqxx::nontransaction work(connection);
      const auto begin = Clock::now();
      work.exec(fmt::format(fmt::runtime(questions[i % questions.size()]), 1 + i % 900));
      answers.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    const std::lock_guard lock(adding_);
    answers_ms_.insert(answers_ms_.end(), answers.begin(), answers.end());
  }

  void watch(const std::atomic<bool>& over) {
    sql::Connection connection(conninfo_);
    while (!over) {
      pqxx::nontransaction work(connection);
      waited_ += work.exec("SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = "
                           "'AccessShareLock'")[0][0].as<int>();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  std::string conninfo_;
  std::vector<double> answers_ms_;
  std::atomic<int> waited_{0};
  std::mutex adding_;
};

std::string said(const fs::path& folder, std::vector<std::string> command) {
  command.insert(command.begin(), {UAVT_PROGRAM, "-c", (folder / "uavt-sync.toml").string()});
  Ended result = ended(command);
  if (result.status > 1 && result.status != 6) throw std::runtime_error(result.output);
  while (!result.output.empty() && result.output.back() == '\n') result.output.pop_back();
  return result.output;
}

void walk(std::uint32_t buildings) {
  const fs::path folder = fs::temp_directory_path() / "uavt-bench-readers";
  fs::remove_all(folder);
  app::write_city(city_of({buildings, 0, 0}), folder);
  said(folder, {"run"});
  Readers readers(said(folder, {"db", "url"}));
  fmt::print("{} buildings, {} readers, {} nights\n\n| while | answers | median ms | 99 % ms | "
             "longest ms | seen waiting for a lock |\n|---|---:|---:|---:|---:|---:|\n",
             buildings, reader_count, nights);
  readers.read("nothing happens", [] { std::this_thread::sleep_for(quiet_time); });
  readers.read("nights are published", [&] {
    for (int night = 1; night <= nights; ++night) {
      app::write_city(city_of({buildings, static_cast<std::uint64_t>(night),
                               night % 2 == 1 ? 20u : 0u}),
                      folder);
      said(folder, {"run"});
    }
  });
  said(folder, {"db", "stop"});
  fs::remove_all(folder);
}

}  // namespace

}  // namespace uavt::bench

int main(int argc, char** argv) {
  try {
    uavt::bench::walk(argc > 1 ? static_cast<std::uint32_t>(std::stoul(argv[1])) : 20'000);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_readers: {}\n", error.what());
    return 70;
  }
}
