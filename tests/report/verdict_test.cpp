#include "report/report.hpp"
#include "sample_result.hpp"

#include <gtest/gtest.h>

namespace uavt::report {
namespace {

using sync::FindingState;
using sync::Severity;

sync::Result night(std::uint64_t changes) {
  sync::Result result;
  sync::LayerResult layer;
  layer.updated = changes;
  result.layers = {layer};
  return result;
}

void add(sync::Result& result, FindingState state, Severity severity, int count) {
  for (int i = 0; i < count; ++i) {
    sync::Finding finding;
    finding.state = state;
    finding.severity = severity;
    result.findings.push_back(finding);
  }
}

TEST(verdict, says_what_was_published) {
  sync::Result result = night(1204);
  add(result, FindingState::fresh, Severity::warning, 14);
  add(result, FindingState::fixed, Severity::error, 1);
  add(result, FindingState::persisting, Severity::error, 3);
  result.kept.resize(30);
  result.kept.push_back({.json = "", .state = FindingState::persisting});
  const sync::Verdict said = verdict(result, sample::settings(), true);
  EXPECT_EQ(said.tr, "Yayımlandı: 1.204 değişiklik. 14 yeni, 31 giderilen bulgu.");
  EXPECT_EQ(said.en, "Published: 1,204 changes. 14 new, 31 fixed findings.");
  EXPECT_EQ(said.exit_code, 0);
  EXPECT_TRUE(said.published);
}

TEST(verdict, names_what_came_back_and_whose_waiver_expired) {
  sync::Result result = night(1204);
  add(result, FindingState::fresh, Severity::warning, 14);
  add(result, FindingState::reopened, Severity::warning, 4);
  add(result, FindingState::waived, Severity::error, 9);
  for (std::size_t i = 14; i < 16; ++i) result.findings[i].waiver_expired = true;
  result.kept.push_back({.json = "",
                         .state = FindingState::reopened,
                         .severity = Severity::warning,
                         .waiver_expired = true});
  const sync::Verdict said = verdict(result, sample::settings(), true);
  EXPECT_EQ(said.tr,
            "Yayımlandı: 1.204 değişiklik. 14 yeni, 2 yeniden açılan, istisna süresi dolan 3 bulgu.");
  EXPECT_EQ(said.en,
            "Published: 1,204 changes. 14 new, 2 reopened findings, 3 findings whose waiver has "
            "expired.");
  EXPECT_EQ(said.exit_code, 0);

  sync::Result alone = night(0);
  alone.kept.push_back({.json = "",
                        .state = FindingState::reopened,
                        .severity = Severity::error,
                        .waiver_expired = true});
  const sync::Verdict told = verdict(alone, sample::settings(), true);
  EXPECT_EQ(told.tr,
            "Değişiklik yok, yayımlanan veri güncel. İstisna süresi dolan 1 bulgu.");
  EXPECT_EQ(told.en,
            "No changes, what is published is up to date. 1 finding whose waiver has expired.");
  EXPECT_EQ(told.exit_code, 1) << "it counts like a new one, also where nobody looked tonight";
}

TEST(verdict, an_unchanged_night_is_quiet) {
  const sync::Verdict said = verdict(night(0), sample::settings(), true);
  EXPECT_EQ(said.tr, "Değişiklik yok, yayımlanan veri güncel. Yeni bulgu yok.");
  EXPECT_EQ(said.en, "No changes, what is published is up to date. No new findings.");
  EXPECT_EQ(said.exit_code, 0);
}

TEST(verdict, a_trial_says_that_nothing_was_written) {
  const sync::Verdict said = verdict(night(1), sample::settings(), false);
  EXPECT_EQ(said.tr,
            "Yayımlanmadı: 1 değişiklik hazır (deneme: hiçbir şey yazılmadı). Yeni bulgu yok.");
  EXPECT_EQ(said.en,
            "Not published: 1 change ready (trial: nothing was written). No new findings.");
  EXPECT_FALSE(said.published);
  sync::Result checked;
  checked.sources.resize(1);
  checked.sources[0].read = true;
  checked.sources[0].rows_read = 5000;
  EXPECT_EQ(verdict(checked, sample::settings(), false).tr,
            "Denetlendi: 5.000 kayıt (deneme: hiçbir şey yazılmadı). Yeni bulgu yok.");
}

TEST(verdict, exit_code_follows_new_findings_and_what_is_held) {
  const auto code = [](FindingState state, Severity severity, Severity fail_at) {
    sync::Result result = night(1);
    add(result, state, severity, 1);
    sync::Settings settings = sample::settings();
    settings.run.fail_at = fail_at;
    return verdict(result, settings, true).exit_code;
  };
  EXPECT_EQ(code(FindingState::fresh, Severity::error, Severity::error), 1);
  EXPECT_EQ(code(FindingState::reopened, Severity::error, Severity::error), 1);
  EXPECT_EQ(code(FindingState::fresh, Severity::warning, Severity::error), 0);
  EXPECT_EQ(code(FindingState::fresh, Severity::warning, Severity::warning), 1);
  EXPECT_EQ(code(FindingState::persisting, Severity::error, Severity::info), 0);
  EXPECT_EQ(code(FindingState::fixed, Severity::error, Severity::info), 0);
  EXPECT_EQ(code(FindingState::waived, Severity::error, Severity::info), 0);

  sync::Result held = night(1);
  sync::HeldBatch batch;
  batch.mahalle_name = "YENİ";
  batch.trigger = {{1, sync::Layer::door, sync::Register::cbs, sync::GuardOperation::removal}, 62, 100};
  held.held.push_back(batch);
  add(held, FindingState::fresh, Severity::error, 1);
  const sync::Verdict said = verdict(held, sample::settings(), true);
  EXPECT_EQ(said.exit_code, 6);
  EXPECT_EQ(said.tr, "Yayımlandı: 1 değişiklik. 1 mahalle onay bekliyor (YENİ: numarataj kayıtlarının %62'si "
                     "dosyada yok). 1 yeni bulgu.");
  EXPECT_EQ(said.en, "Published: 1 change. 1 mahalle waits for approval (YENİ: 62% of the door records are not "
                     "in the file). 1 new finding.");
}

TEST(verdict, a_required_source_that_was_not_read_stops_the_night) {
  sync::Result result = night(0);
  result.sources.resize(1);
  result.sources[0].name = "uavt";
  sync::Settings settings = sample::settings();
  const sync::Verdict said = verdict(result, settings, false);
  EXPECT_EQ(said.tr, "Yayımlanmadı: kaynak okunamadı (uavt). Yeni bulgu yok.");
  EXPECT_EQ(said.exit_code, 3);
  settings.sources[1].required = false;
  EXPECT_EQ(verdict(result, settings, true).exit_code, 0);
}

TEST(verdict, a_refusal_gives_its_reason) {
  const sync::Verdict said = refusal("koordinat sistemi yok\x1b[1m", 4);
  EXPECT_EQ(said.tr, "Yayımlanmadı: koordinat sistemi yok␛[1m");
  EXPECT_EQ(said.en, "Not published: koordinat sistemi yok␛[1m");
  EXPECT_EQ(said.exit_code, 4);
  EXPECT_FALSE(said.published);
}

}  // namespace
}  // namespace uavt::report
