#include "tests/night/program.hpp"
#include "built_here.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace uavt::night::test {

namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

}  // namespace

Ended ended(const std::string& program, const std::vector<std::string>& arguments,
            const std::map<std::string, std::string>& environment) {
  const sql::test::TemporaryFolder outputs;
  const std::string out = outputs.path() / "out";
  const std::string error = outputs.path() / "error";
  std::vector<std::string> words = {program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables;
  for (char** each = environ; *each != nullptr; ++each) variables.emplace_back(*each);
  for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);

  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  constexpr int write = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), write, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, error.c_str(), write, 0600);
  pid_t child = 0;
  const int failed = posix_spawn(&child, program.c_str(), &actions, nullptr,
                                 pointers(words).data(), pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + program);
  int status = 0;
  if (waitpid(child, &status, 0) != child) throw std::runtime_error("lost " + program);
  Ended end;
  if (WIFEXITED(status)) end.code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) end.signal = WTERMSIG(status);
  end.out = bytes_of(out);
  end.error = bytes_of(error);
  return end;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << bytes;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

std::string with(const std::string& text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) {
    ADD_FAILURE() << "the text has no " << from;
    return text;
  }
  return text.substr(0, at) + to + text.substr(at + from.size());
}

std::string difference(const std::map<std::string, std::vector<std::string>>& expected,
                       const std::map<std::string, std::vector<std::string>>& seen) {
  std::vector<std::string> lines;
  for (const auto& [layer, rows] : expected) {
    std::vector<std::string> lost;
    std::vector<std::string> added;
    const std::vector<std::string>& other = seen.at(layer);
    std::ranges::set_difference(rows, other, std::back_inserter(lost));
    std::ranges::set_difference(other, rows, std::back_inserter(added));
    for (const std::string& row : lost) lines.push_back("- " + layer + " " + row);
    for (const std::string& row : added) lines.push_back("+ " + layer + " " + row);
  }
  if (lines.empty()) return {};
  std::string text = std::to_string(lines.size()) + " rows differ";
  for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), 3); ++i) text += "\n" + lines[i];
  return text;
}

city::Options ProgramTown::small() {
  city::Options options;
  options.seed = 11;
  options.buildings = 200;
  options.disagreements = false;
  return options;
}

ProgramTown::ProgramTown(const city::Options& options, sql::test::Content content)
    : city_(city::generated(options)), town_(content) {
  restore();
}

Ended ProgramTown::run(const std::vector<std::string>& arguments) const {
  std::vector<std::string> words = {"-c", configuration()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return ended(UAVT_PROGRAM, words);
}

void ProgramTown::restore() {
  for (const char* folder : {"cbs", "uavt"}) std::filesystem::remove_all(file(folder));
  town_.write(city_);
  edit_configuration("embedded:", town_.database().conninfo());
}

void ProgramTown::edit_configuration(const std::string& from, const std::string& to) const {
  edit("uavt-sync.toml", from, to);
}

void ProgramTown::edit(const std::string& name, const std::string& from,
                       const std::string& to) const {
  write_bytes(file(name), with(bytes_of(file(name)), from, to));
}

std::string ProgramTown::last_run() const {
  return town_.database().value(
      "SELECT durum || ' ' || cikis_kodu FROM uavtsync.calisma ORDER BY no DESC LIMIT 1");
}

}  // namespace uavt::night::test
