#include "sql/process.hpp"

#include "sql/database.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>

extern char** environ;

namespace uavt::sql {
namespace {

/// A file nobody else sees. A pipe would not do: a daemon that keeps it open would keep us waiting.
class Output {
 public:
  Output() {
    std::string pattern = (std::filesystem::temp_directory_path() / "uavt-output-XXXXXX").string();
    file_ = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (file_ < 0) {
      throw DatabaseError("cannot write to the temporary folder: " + std::string(strerror(errno)));
    }
    ::unlink(pattern.c_str());
  }
  ~Output() { ::close(file_); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  [[nodiscard]] int file() const { return file_; }
  [[nodiscard]] std::string text() const {
    std::string text;
    char piece[4096];
    ::lseek(file_, 0, SEEK_SET);
    for (ssize_t got; (got = ::read(file_, piece, sizeof piece)) > 0;) {
      text.append(piece, static_cast<std::size_t>(got));
    }
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
  }

 private:
  int file_ = -1;
};

/// Our environment without what would lead PostgreSQL's programs elsewhere.
std::vector<std::string> environment() {
  std::vector<std::string> variables;
  for (char** variable = environ; variable && *variable; ++variable) {
    const std::string_view text = *variable;
    if (!text.starts_with("PG") && !text.starts_with("LC_") && !text.starts_with("LANG")) {
      variables.emplace_back(text);
    }
  }
  variables.emplace_back("LC_ALL=C");
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// In the child, between fork and exec: only what is safe there. False when it did not work.
bool become(const std::optional<User>& user) {
  return !user ||
         (::setgroups(0, nullptr) == 0 && ::setgid(user->gid) == 0 && ::setuid(user->uid) == 0);
}

int waited(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return 127;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

std::optional<User> unprivileged_user() {
  if (::geteuid() != 0) return std::nullopt;
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* entry = ::getpwnam(name); entry && entry->pw_uid != 0) {
      return User{name, entry->pw_uid, entry->pw_gid};
    }
  }
  throw DatabaseError(
      "the embedded database cannot run as root, and there is neither a user postgres nor nobody: "
      "create one, or run uavt-sync as another user.");
}

Ended ended(const std::vector<std::string>& arguments, const std::optional<User>& user,
            const std::filesystem::path& folder) {
  const Output output;
  std::vector<std::string> words = arguments;
  std::vector<std::string> variables = environment();
  const std::vector<char*> word_pointers = pointers(words);
  const std::vector<char*> variable_pointers = pointers(variables);
  const std::string where = folder.string();
  const pid_t child = ::fork();
  if (child < 0) return {127, strerror(errno)};
  if (child == 0) {
    const int nothing = ::open("/dev/null", O_RDONLY);
    if (nothing >= 0) ::dup2(nothing, 0);
    ::dup2(output.file(), 1);
    ::dup2(output.file(), 2);
    ::close_range(3, ~0u, 0);
    if (!become(user) || ::chdir(where.c_str()) != 0) ::_exit(127);
    ::execve(word_pointers[0], word_pointers.data(), variable_pointers.data());
    ::_exit(127);
  }
  const int status = waited(child);
  return {status, output.text()};
}

bool reachable(const std::filesystem::path& folder, const std::optional<User>& user) {
  const std::string path = folder.string();
  const pid_t child = ::fork();
  if (child < 0) return false;
  if (child == 0) {
    const bool open = become(user) && ::open(path.c_str(), O_RDONLY | O_DIRECTORY) >= 0;
    ::_exit(open ? 0 : 1);
  }
  return waited(child) == 0;
}

}  // namespace uavt::sql
