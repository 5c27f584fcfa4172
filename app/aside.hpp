// A folder that grows out of sight and gets its name only when it is whole. Whoever was killed leaves
// such a folder behind: it is known by nobody holding it any more.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace uavt::app {

class Aside {
 public:
  /// Makes `.<name>-<process>.yarim` in `out` and holds it. Errors: filesystem_error.
  Aside(const std::filesystem::path& out, const std::string& name);
  /// Throws away what has not become something.
  ~Aside();
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  /// Errors: filesystem_error, also when something is there already.
  void becomes(const std::filesystem::path& place);

  /// Throws away what killed programs left in `out`, each after `found` has seen it. A folder that
  /// somebody holds, or of which this machine cannot tell, stays. Errors: filesystem_error.
  static void sweep(const std::filesystem::path& out,
                    const std::function<void(const std::filesystem::path&)>& found);

 private:
  std::filesystem::path folder_;
  int held_ = -1;  ///< an open folder under flock(2): the kernel lets go of it, however we end
};

}  // namespace uavt::app
