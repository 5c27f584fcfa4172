// The memory of findings without a database: what is written comes back, and what is damaged is
// known, whatever was done to it.
#include "report/memory.hpp"

#include "report/report.hpp"
#include "sample_result.hpp"
#include "sync/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <stdexcept>

namespace uavt::report {
namespace {

using testing::HasSubstr;

Memory sample_memory() {
  Memory memory;
  for (const sync::Finding& finding : sample::result().findings) {
    sync::OpenFinding open;
    open.fingerprint = finding.fingerprint;
    open.json = json(finding, sample::settings());
    memory.findings.push_back(open);
  }
  memory.closed["f4"] = {41, *sync::days_of(2026, 11, 20)};
  memory.waivers = {sample::waiver(), sample::waiver()};
  memory.waivers[1].id = 4;
  memory.waivers[1].fingerprint.clear();
  memory.waivers[1].rule = sync::Rule::key_04;
  memory.waivers[1].mahalle_kodu = 40123;
  memory.waivers[1].withdrawn = *sync::days_of(2026, 12, 1);
  return memory;
}

std::string refusal_of(const std::string& text) {
  try {
    static_cast<void>(parsed_memory(text));
  } catch (const std::invalid_argument& refused) {
    return refused.what();
  }
  return "";
}

TEST(report_memory, comes_back_as_it_was_written) {
  const Memory memory = sample_memory();
  const Memory read = parsed_memory(memory_text(memory));
  EXPECT_EQ(read.waivers, memory.waivers);
  ASSERT_EQ(read.closed.size(), 1U);
  EXPECT_EQ(read.closed.at("f4").first_run, 41);
  EXPECT_EQ(read.closed.at("f4").day, memory.closed.at("f4").day);
  ASSERT_EQ(read.findings.size(), memory.findings.size());
  const sync::OpenFinding& waived = read.findings.at(0);
  EXPECT_EQ(waived.fingerprint, "f6");
  EXPECT_EQ(waived.rule, sync::Rule::src_01);
  EXPECT_EQ(waived.severity, sync::Severity::error);
  EXPECT_EQ(waived.reg, std::nullopt);
  EXPECT_EQ(waived.waiver, 3);
  EXPECT_EQ(waived.mahalle_kodu, sync::null_integer);
  const sync::OpenFinding& door = read.findings.at(2);
  EXPECT_EQ(door.reg, sync::Register::cbs);
  EXPECT_EQ(door.layer, sync::Layer::door);
  EXPECT_EQ(door.key, "77001");
  EXPECT_EQ(door.mahalle_kodu, 40123);
  EXPECT_EQ(door.waiver, 0);
  EXPECT_EQ(memory_text(read), memory_text(memory)) << "and again, byte for byte";
  EXPECT_TRUE(parsed_memory(memory_text(Memory{})).findings.empty());
}

TEST(report_memory, a_damaged_file_is_refused_with_its_line) {
  const std::string text = memory_text(sample_memory());
  EXPECT_THAT(refusal_of(""), HasSubstr("unfinished"));
  EXPECT_THAT(refusal_of("{}"), HasSubstr("line 1"));
  EXPECT_THAT(refusal_of("5f3a KEY-01 cbs bina 3\n"), HasSubstr("line 1"));
  EXPECT_THAT(refusal_of("{\"memory\":\"uavt-sync findings\",\"schema\":2}\n"),
              HasSubstr("another version"));
  EXPECT_THAT(refusal_of(text + text), HasSubstr("after the end"));
  const auto second = text.find('\n') + 1;
  EXPECT_THAT(refusal_of(text.substr(0, second) + text.substr(text.find('\n', second) + 1)),
              HasSubstr("missing"));
  std::string day = text;
  day.replace(day.find("2027-01-31"), 10, "2027-02-31");
  EXPECT_THAT(refusal_of(day), HasSubstr("line 2: 'until' is no day"));
}

// Any file at all is either read or refused with a sentence; nothing else is thrown.
TEST(report_memory, cut_or_scratched_anywhere_it_is_refused_or_read) {
  const std::string text = memory_text(sample_memory());
  for (std::size_t size = 0; size + 1 < text.size(); ++size) {
    EXPECT_NE(refusal_of(text.substr(0, size)), "") << size;
  }
  constexpr std::uint64_t seed = 20261122;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  int refused = 0;
  constexpr int tries = 2000;
  for (int i = 0; i < tries; ++i) {
    std::string scratched = text;
    scratched[random() % scratched.size()] = static_cast<char>(random() % 256);
    refused += refusal_of(scratched).empty() ? 0 : 1;
  }
  EXPECT_GT(refused, tries / 10);
}

}  // namespace
}  // namespace uavt::report
