// The parts of the one transaction that writes a plan, each a few set-based statements. Every part
// checks that the server did exactly what the plan says; a difference is a DatabaseError and the
// whole night rolls back.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "sql/connection.hpp"
#include "sql/database.hpp"
#include "sync/plan.hpp"

namespace uavt::sql {

/// The transaction and what all its parts need. All rows of a run carry one moment: its start.
struct Applying {
  Connection& connection;
  pqxx::work& work;
  int ilce_kodu = 0;
  std::int64_t run = 0;
  int srid = 0;
  std::string started;                    ///< as the server writes it
  std::int64_t started_microseconds = 0;  ///< the same, since 2000-01-01 UTC
};

/// Rows of one layer: history, deletes, updates, inserts. Adds to `applied`.
void apply_layer(const Applying& applying, sync::Layer layer, const sync::LayerPlan& plan,
                 Applied& applied);
/// Why each written row is what it is, whom it is from; which rows were removed.
void apply_reasons(const Applying& applying, sync::Layer layer, const sync::Plan& plan);
/// Images of all layers and registers.
void apply_images(const Applying& applying, const sync::Plan& plan);
/// Findings, and what stands as last seen, as intervals.
void apply_findings(const Applying& applying, const sync::Plan& plan,
                    std::span<const StoredFinding> written);
/// Measures of quality, as intervals: those that no longer hold, those that do from now on.
void apply_quality(const Applying& applying, std::span<const sync::QualityMeasure> ended,
                   std::span<const sync::QualityMeasure> begun);
/// Corrections as intervals, and the deliveries their age is counted by.
void apply_worklist(const Applying& applying, const sync::Plan& plan,
                    std::span<const StoredItem> written);
/// Batches that begin and cease to wait, and how much passed in each scope.
void apply_guard(const Applying& applying, const sync::GuardPlan& guard);
/// What happened, and the names streets had until tonight. After the layers: history is read.
void apply_events(const Applying& applying, const sync::Plan& plan);
/// Settled values, who has spoken, sources, counters, authority.
void apply_memory(const Applying& applying, const sync::Plan& plan);
/// What changed, numbered for those who follow (docs/decisions/0009); tells them at commit. Last of
/// all: from here on another district's run waits for this one's commit.
void apply_feed(const Applying& applying, const sync::Plan& plan);

/// Throws when the server touched another number of rows than the plan has.
void require_count(std::string_view what, std::string_view kind, std::uint64_t expected,
                   std::uint64_t seen);

}  // namespace uavt::sql
