// A regular expression that came with a model. It may come from a schema somebody else wrote, so it
// is compiled by a library with bounds and given up on when it takes too long: a check that cannot
// be made is no complaint about the value.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace uavt::sync {

class Pattern {
 public:
  /// XML Schema's syntax as far as ICU shares it.
  /// Errors: std::invalid_argument when it is not understood.
  explicit Pattern(std::string_view expression);
  ~Pattern();
  Pattern(Pattern&& other) noexcept;
  Pattern& operator=(Pattern&& other) noexcept;
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  /// The whole value; true also when the expression takes too long to decide.
  /// Thread: one at a time.
  [[nodiscard]] bool matches(std::string_view value) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace uavt::sync
