// How the entities of one layer are built: the rows gathered by their numbers, joined by code, then
// what is left by content and by place. Private to `matched`.
#pragma once

#include "sync/assignment.hpp"
#include "sync/match.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace uavt::sync {

class LayerMatch {
 public:
  LayerMatch(Night& night, const Stored& stored, const Settings& settings, Matched& matched,
             Layer layer);
  void build();

 private:
  /// A row's key under one evidence; empty: it cannot meet by it.
  using Key = std::function<std::string(Register, std::size_t row)>;
  /// How well a municipal and a national row fit, 0 … 1; 0: not at all.
  using Score = std::function<double(std::size_t municipal, std::size_t national)>;

  std::vector<std::int32_t>& rows(Register reg) { return entities_.row[index(reg)]; }
  std::size_t add(std::int64_t tucbs_no);
  [[nodiscard]] bool held(std::size_t e) const;
  [[nodiscard]] bool only_national(std::size_t e) const;
  [[nodiscard]] bool only_municipal(std::size_t e) const;
  [[nodiscard]] std::int64_t parent_of(Register reg, std::size_t row) const;
  [[nodiscard]] bool may_meet(std::size_t ours, std::size_t theirs, bool foreign_codes) const;
  [[nodiscard]] bool shares_code(std::size_t ours, std::size_t theirs) const;
  [[nodiscard]] std::vector<std::uint8_t> everybody() const;

  void gather();
  [[nodiscard]] bool contradicting_pairs() const;
  [[nodiscard]] bool few_codes_meet() const;
  void split_contradictions();
  void give_codes_their_rows();
  void join(std::size_t national, std::size_t municipal, std::string_view evidence);
  void join_by_code();
  bool other_id_space();
  void join_by_content(bool foreign_codes);
  void join_unique(std::string_view evidence, bool foreign_codes, const Key& key);
  void join_unique(std::string_view evidence, bool foreign_codes,
                   const std::vector<std::uint8_t>& municipal_open,
                   const std::vector<std::uint8_t>& national_open, const Key& key);
  void join_by_place(bool foreign_codes);
  void join_streets_by_doors(bool foreign_codes);
  void join_candidates(bool foreign_codes, const Score& score);
  void join_assigned(std::string_view evidence, std::vector<Candidate> candidates);
  [[nodiscard]] bool elsewhere(std::size_t ours, std::size_t theirs) const;
  [[nodiscard]] bool may_compete(std::size_t municipal, std::size_t national,
                                 bool foreign_codes) const;
  void join_recoded();
  void drop_emptied();
  void index_rows();

  Night& night_;
  const Settings& settings_;
  Matched& matched_;
  Layer layer_;
  Sides both_;
  const Table& national_;
  const Table& municipal_;
  const Table& published_;
  Entities& entities_;
  std::vector<std::uint8_t> open_;     ///< municipal rows that may meet by content and place
  std::unordered_map<std::size_t, std::size_t> split_;  ///< who left a pair tonight → whom
  std::vector<std::uint8_t> uncoded_;  ///< national rows without any code
};

}  // namespace uavt::sync
