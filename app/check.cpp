#include "app/check.hpp"

#include "app/check_line.hpp"
#include "app/check_parts.hpp"
#include "app/exit_code.hpp"
#include "app/notify.hpp"
#include "config/loader.hpp"
#include "report/json_text.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include <unistd.h>

namespace uavt::app {

namespace {

namespace fs = std::filesystem;
using State = CheckLine::State;
using sync::Language;

constexpr int usage = 2;
/// A night keeps reports and remembered deliveries: some three times what it reads, and never so
/// little that the log has no room.
constexpr std::uintmax_t least_free = 100ULL << 20U;
constexpr std::uintmax_t copies_of_input = 3;

/// The folder itself, or the nearest one above it that is there.
fs::path existing(fs::path folder) {
  std::error_code none;
  while (!fs::exists(folder, none) && folder.has_parent_path() && folder != folder.parent_path()) {
    folder = folder.parent_path();
  }
  return folder;
}

CheckLine folder(const std::string& key, const fs::path& path, std::uintmax_t input) {
  const std::string about = "folder." + key;
  const fs::path there = existing(path);
  const std::string shown = report::visible(path.string());
  if (::access(there.c_str(), W_OK | X_OK) != 0) {
    return wrong(
        about,
        {fmt::format("{} klasörüne yazılamıyor", shown),
         fmt::format("{} cannot be written", shown)},
        {fmt::format("Bu programın kullanıcısına {} altında yazma hakkı verin ya da [run] {} "
                     "için başka bir klasör yazın.",
                     there.string(), key),
         fmt::format("Let the user of this program write below {}, or name another folder "
                     "in [run] {}.",
                     there.string(), key)},
        usage);
  }
  std::error_code failed;
  const fs::space_info space = fs::space(there, failed);
  const std::uintmax_t wanted = std::max(least_free, copies_of_input * input);
  const double free_mb = static_cast<double>(space.available) / 1e6;
  const Said what = {
      fmt::format("{}, {} MB boş", shown,
                  report::number(static_cast<std::uint64_t>(free_mb), Language::tr)),
      fmt::format("{}, {} MB free", shown,
                  report::number(static_cast<std::uint64_t>(free_mb), Language::en))};
  if (!failed && space.available < wanted) {
    const auto megabytes = static_cast<std::uint64_t>(static_cast<double>(wanted) / 1e6);
    const Said cure = {fmt::format("Bir gece {} MB ister: yer açın; eski raporlar silinebilir.",
                                   report::number(megabytes, Language::tr)),
                       fmt::format("A night wants {} MB: make room; old reports may be removed.",
                                   report::number(megabytes, Language::en))};
    return space.available < least_free ? wrong(about, what, cure, usage)
                                        : attention(about, what, cure);
  }
  return ready(about, what.tr, what.en);
}

void check_notify(const sync::Settings& settings, std::vector<CheckLine>& lines) {
  const auto& [to, command] = settings.notify;
  if (command.empty()) {
    if (to.empty()) return;
    lines.push_back(attention(
        "notify",
        {"[notify] adres veriyor, komut vermiyor", "[notify] gives addresses but no command"},
        {"command = [\"sendmail\", \"-t\"] gibi bir komut yazın.",
         "Name a command such as command = [\"sendmail\", \"-t\"]."}));
    return;
  }
  const std::string program = program_found(command.front());
  const std::string name = report::visible(command.front());
  if (program.empty()) {
    lines.push_back(attention(
        "notify",
        {fmt::format("'{}' bulunamıyor ya da çalıştırılamıyor", name),
         fmt::format("'{}' is not there or may not be executed", name)},
        {"Programı kurun ya da tam yolunu yazın; geceyi durdurmaz, ama kimse haber almaz.",
         "Install the program or give its whole path; the night is not stopped, but nobody is "
         "told."}));
    return;
  }
  lines.push_back(ready("notify", fmt::format("{} → {} adres", program, to.size()),
                        fmt::format("{} → {} addresses", program, to.size())));
}

}  // namespace

std::vector<CheckLine> checked(const sync::Settings& settings) {
  std::vector<CheckLine> lines;
  std::uintmax_t input = 0;
  for (std::size_t i = 0; i < settings.sources.size(); ++i) {
    check_source(settings, static_cast<std::uint16_t>(i), lines, input);
  }
  lines.push_back(folder("state_dir", settings.run.state_dir, input));
  lines.push_back(folder("report_dir", settings.run.report_dir, input));
  check_database(settings, lines);
  check_notify(settings, lines);
  return lines;
}

namespace {

std::string_view name(State state) {
  if (state == State::ready) return "ready";
  return state == State::attention ? "attention" : "wrong";
}

std::string told(const std::vector<CheckLine>& lines, bool turkish) {
  std::string text;
  std::size_t width = 0;
  for (const CheckLine& line : lines) width = std::max(width, line.about.size());
  for (const CheckLine& line : lines) {
    const char* mark = line.state == State::ready       ? "✓"
                       : line.state == State::attention ? "!"
                                                        : "✗";
    text += fmt::format("{} {:<{}} {}\n", mark, line.about, width, turkish ? line.what.tr : line.what.en);
    const std::string& cure = turkish ? line.cure.tr : line.cure.en;
    if (!cure.empty()) text += fmt::format("  {:<{}} → {}\n", "", width, cure);
  }
  const auto count = [&](State state) {
    return std::ranges::count(lines, state, &CheckLine::state);
  };
  const auto bad = count(State::wrong);
  const auto open = count(State::attention);
  return text +
         (turkish
              ? fmt::format("\n{}\n",
                            bad == 0 && open == 0 ? "Her şey hazır."
                            : bad == 0 ? fmt::format("Gece çalışır; {} konuya bakın.", open)
                                       : fmt::format("Hazır değil: {} engel, {} uyarı.", bad, open))
              : fmt::format("\n{}\n",
                            bad == 0 && open == 0 ? "Everything is ready."
                            : bad == 0
                                ? fmt::format("The night will run; {} to look at.", open)
                                : fmt::format("Not ready: {} wrong, {} to look at.", bad, open)));
}

std::string told_json(const std::vector<CheckLine>& lines, int exit_code) {
  std::string text = fmt::format("{{\"exit_code\": {}, \"lines\": [", exit_code);
  bool first = true;
  for (const CheckLine& line : lines) {
    text += first ? "\n  {" : ",\n  {";
    first = false;
    const auto member = [&](std::string_view key, std::string_view value, bool last = false) {
      text += fmt::format("\"{}\": ", key);
      report::append_json_or_null(text, value);
      if (!last) text += ", ";
    };
    member("about", line.about);
    member("state", name(line.state));
    member("tr", line.what.tr);
    member("en", line.what.en);
    member("cure_tr", line.cure.tr);
    member("cure_en", line.cure.en, true);
    text += '}';
  }
  return text + "\n]}\n";
}

}  // namespace

int check_command(const std::string& configuration, const std::string& language, bool json) {
  std::vector<CheckLine> lines;
  bool turkish = language != "en";
  try {
    const fs::path file = config::found(configuration);
    const sync::Settings settings = config::load(file);
    if (language.empty()) turkish = settings.run.language == Language::tr;
    const std::string shown = report::visible(file.string());
    lines.push_back(
        ready("configuration",
              fmt::format("{}: {}, {} kaynak", shown, report::visible(settings.municipality.name),
                          settings.sources.size()),
              fmt::format("{}: {}, {} sources", shown, report::visible(settings.municipality.name),
                          settings.sources.size())));
    std::ranges::move(checked(settings), std::back_inserter(lines));
  } catch (const config::ConfigError& error) {
    const std::string reason = visible_lines(error.what());
    lines.push_back(wrong("configuration",
                          {"yapılandırma kullanılamıyor", "the configuration cannot be used"},
                          {reason, reason}, usage));
  }
  const auto first = std::ranges::find(lines, State::wrong, &CheckLine::state);
  const int exit_code = first == lines.end() ? 0 : first->exit_code;
  fmt::print("{}", json ? told_json(lines, exit_code) : told(lines, turkish));
  return exit_code;
}

}  // namespace uavt::app
