#include "sync/pattern.hpp"

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <stdexcept>

namespace uavt::sync {

namespace {

/// Steps and bytes of backtracking after which an expression is given up: ICU's unit of time is
/// about a millisecond. A pattern for a code or a date needs none of either.
constexpr std::int32_t time_limit = 50;
constexpr std::int32_t stack_limit = 1 << 20;
constexpr std::size_t longest_expression = 2000;

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

}  // namespace

struct Pattern::Compiled {
  std::unique_ptr<icu::RegexMatcher> matcher;
};

Pattern::Pattern(std::string_view expression) : compiled_(std::make_unique<Compiled>()) {
  UErrorCode failed = U_ZERO_ERROR;
  if (expression.size() <= longest_expression) {
    compiled_->matcher = std::make_unique<icu::RegexMatcher>(utf16(expression), 0, failed);
    compiled_->matcher->setTimeLimit(time_limit, failed);
    compiled_->matcher->setStackLimit(stack_limit, failed);
  }
  if (!compiled_->matcher || U_FAILURE(failed)) {
    throw std::invalid_argument("the pattern \"" + std::string(expression.substr(0, 80)) +
                                "\" is not understood");
  }
}

Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&& other) noexcept = default;
Pattern& Pattern::operator=(Pattern&& other) noexcept = default;

bool Pattern::matches(std::string_view value) const {
  const icu::UnicodeString text = utf16(value);
  compiled_->matcher->reset(text);
  UErrorCode failed = U_ZERO_ERROR;
  const bool whole = compiled_->matcher->matches(failed) != 0;
  return whole || U_FAILURE(failed);
}

}  // namespace uavt::sync
