#include "app/notify.hpp"

#include "app/exit_code.hpp"
#include "report/mail.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace uavt::app {

namespace {

/// A mail program that waits for a dead server must not hold the night.
constexpr auto patience = std::chrono::seconds(60);

/// A file without a name: what a child reads or writes.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (std::filesystem::temp_directory_path() / "uavt-mail-XXXXXX").string();
    file_ = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (file_ < 0) throw std::runtime_error(std::strerror(errno));
    ::unlink(pattern.c_str());
  }
  ~Scratch() { ::close(file_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] int file() const { return file_; }

  void fill(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = ::write(file_, text.data(), text.size());
      if (written < 0 && errno != EINTR) throw std::runtime_error(std::strerror(errno));
      if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    ::lseek(file_, 0, SEEK_SET);
  }
  /// The beginning of what was written.
  [[nodiscard]] std::string text() const {
    char begin[500];
    ::lseek(file_, 0, SEEK_SET);
    const ssize_t got = ::read(file_, begin, sizeof begin);
    return got > 0 ? visible_lines(std::string(begin, static_cast<std::size_t>(got)))
                   : std::string();
  }

 private:
  int file_ = -1;
};

/// The child's exit code; nothing when it had to be ended. Errors: std::runtime_error.
std::optional<int> waited(pid_t child) {
  const auto until = std::chrono::steady_clock::now() + patience;
  for (;;) {
    int status = 0;
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (ended < 0 && errno != EINTR) throw std::runtime_error(std::strerror(errno));
    if (std::chrono::steady_clock::now() > until) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      return std::nullopt;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

/// Errors: std::runtime_error with what went wrong.
void give(const std::vector<std::string>& command, const std::string& message) {
  const Scratch in;
  const Scratch out;
  in.fill(message);
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.file(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.file(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.file(), STDERR_FILENO);
  pid_t child = 0;
  const int failed =
      posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error(std::strerror(failed));
  const std::optional<int> status = waited(child);
  if (!status) {
    throw std::runtime_error(
        fmt::format("it did not end within {} seconds and was ended", patience.count()));
  }
  if (*status != 0) {
    const std::string said = out.text();
    throw std::runtime_error(
        fmt::format("it ended with {}{}{}", *status, said.empty() ? "" : ": ", said));
  }
}

void send(const sync::Settings& settings, std::int64_t run, const std::string& verdict,
          std::string body) {
  if (settings.notify.command.empty()) return;
  try {
    report::Letter letter;
    char host[256] = {};
    ::gethostname(host, sizeof host - 1);
    letter.from_host = host;
    letter.to = settings.notify.to;
    letter.subject = report::mail_subject(settings.municipality.name, verdict);
    letter.body = std::move(body);
    letter.sent = std::time(nullptr);
    letter.id = fmt::format("{}.{}.{}", settings.municipality.ilce, run, ::getpid());
    give(settings.notify.command, report::mail(letter));
  } catch (const std::exception& error) {
    spdlog::warn("nobody was told of the run: [notify] command '{}': {}",
                 report::visible(settings.notify.command.front()), error.what());
  }
}

}  // namespace

void notify(const sync::Settings& settings, const RunReport& report) {
  if (settings.notify.command.empty()) return;
  const sync::Language language = settings.run.language;
  const bool turkish = language == sync::Language::tr;
  std::string body = report::text(report.json, language);
  if (!report.file.empty()) {
    body += fmt::format("\n{}: {}\n", turkish ? "Rapor" : "Report",
                        (report.file.parent_path() / "report.html").string());
  }
  send(settings, report.info.number, turkish ? report.result.verdict.tr : report.result.verdict.en,
       std::move(body));
}

void notify_refusal(const sync::Settings& settings, const std::exception& error) {
  const bool turkish = settings.run.language == sync::Language::tr;
  const int code = exit_code_of(error);
  const sync::Verdict verdict = report::refusal(sentences_of(error), code);
  const std::string& sentence = turkish ? verdict.tr : verdict.en;
  send(settings, 0, sentence,
       fmt::format(
           fmt::runtime(turkish ? "{}\n\nÇıkış kodu: {}\nDaha önce yayımlanan yerinde duruyor. "
                                  "Her şeyin hazır olup olmadığını `uavt-sync check` söyler.\n"
                                  "Raporlar: {}\n"
                                : "{}\n\nExit code: {}\nWhat was published before stays. "
                                  "`uavt-sync check` says what is not ready.\nReports: {}\n"),
           sentence, code, (settings.run.report_dir / "latest").string()));
}

std::string program_found(const std::string& name) {
  const auto executable = [](const std::string& path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored) && ::access(path.c_str(), X_OK) == 0;
  };
  if (name.find('/') != std::string::npos) return executable(name) ? name : std::string();
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "/usr/bin:/bin" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    const std::string candidate = (folder.empty() ? "." : folder) + "/" + name;
    if (executable(candidate)) return candidate;
  }
  return {};
}

}  // namespace uavt::app
