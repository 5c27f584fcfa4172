// What another rule set adds, removes, weighs otherwise.
#include "sync/rule_preview.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace uavt::sync {
namespace {

Finding finding(const std::string& fingerprint, Severity severity) {
  Finding result;
  result.fingerprint = fingerprint;
  result.severity = severity;
  return result;
}

TEST(RulePreview, ComesGoesAndWeighsOtherwise) {
  const std::vector<Finding> before = {finding("a", Severity::error),
                                       finding("b", Severity::warning),
                                       finding("c", Severity::info)};
  const std::vector<Finding> after = {finding("d", Severity::info), finding("c", Severity::error),
                                      finding("a", Severity::error)};
  const RulePreview difference = preview(before, after);
  EXPECT_EQ(difference.added, std::vector<std::size_t>{0});
  EXPECT_EQ(difference.removed, std::vector<std::size_t>{1});
  ASSERT_EQ(difference.changed.size(), 1u);
  EXPECT_EQ(difference.changed[0].before, 2u);
  EXPECT_EQ(difference.changed[0].after, 1u);
}

TEST(RulePreview, TheSameRulesChangeNothing) {
  const std::vector<Finding> findings = {finding("a", Severity::error),
                                         finding("b", Severity::info)};
  const RulePreview difference = preview(findings, findings);
  EXPECT_TRUE(difference.added.empty());
  EXPECT_TRUE(difference.removed.empty());
  EXPECT_TRUE(difference.changed.empty());
}

}  // namespace
}  // namespace uavt::sync
