// The parents inside flat rows: which rows speak of the same one, and what they say about it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/code_index.hpp"
#include "sync/mapping_columns.hpp"

namespace uavt::sync {

/// Flat records of all deliveries, numbered through.
struct FlatRecords {
  std::vector<std::size_t> deliveries;
  /// Number of each delivery's first record; one more at the end.
  std::vector<std::uint32_t> first;
  [[nodiscard]] std::uint32_t size() const { return first.back(); }
  /// (nth delivery, record in it)
  [[nodiscard]] std::pair<std::size_t, std::uint32_t> at(std::uint32_t record) const;
};

/// One of the contents a parent appears with.
struct FlatContent {
  std::uint32_t record = 0;  ///< a record that says it
  std::uint32_t count = 0;   ///< how many do
  std::uint32_t next = CodeIndex::none;  ///< the parent's next content
};

/// The parents of one layer.
class FlatParents {
 public:
  static constexpr std::uint32_t none = CodeIndex::none;

  /// `code` and `feeds` are flat attribute names with the layer attribute they feed; the first feed
  /// is what a parent without code is named by.
  struct Feed {
    std::string_view flat, attribute;
  };
  FlatParents(const MappingWork& work, const FlatRecords& records, Layer layer, Feed code,
              std::vector<Feed> feeds, const FlatParents* above);

  /// Goes through all records; afterwards every record knows its parent of this layer.
  void gather();

  [[nodiscard]] Layer layer() const { return layer_; }
  [[nodiscard]] std::size_t size() const { return first_content_.size(); }
  /// Parent a record belongs to, or none.
  [[nodiscard]] std::uint32_t of(std::uint32_t record) const { return of_record_[record]; }
  [[nodiscard]] bool contradictory(std::uint32_t parent) const;
  /// The contents of a parent, in order of a text that does not depend on the order of records.
  [[nodiscard]] std::vector<FlatContent> contents(std::uint32_t parent) const;
  /// One row per record of `chosen`, typed, for comparison and for messages.
  [[nodiscard]] Table typed(const std::vector<FlatContent>& chosen) const;
  /// The attributes contents are compared by, those of the parent above included.
  [[nodiscard]] const std::vector<std::size_t>& compared() const { return compared_; }
  [[nodiscard]] const std::vector<Feed>& feeds() const { return feeds_; }
  [[nodiscard]] const Feed& code() const { return code_; }

 private:
  [[nodiscard]] const RawColumn* raw(std::size_t nth, std::size_t feed) const;
  [[nodiscard]] std::string_view cell(std::uint32_t record, std::size_t feed,
                                      std::string& buffer) const;
  [[nodiscard]] std::uint32_t parent_of(std::uint32_t record);
  [[nodiscard]] std::string name_key(std::uint32_t record) const;
  void add_content(std::uint32_t parent, std::uint32_t record);
  [[nodiscard]] bool identical(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] bool same(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] std::string content_text(std::uint32_t record) const;

  const MappingWork& work_;
  const FlatRecords& records_;
  Layer layer_;
  Feed code_;
  std::vector<Feed> feeds_;
  const FlatParents* above_;
  std::vector<std::size_t> compared_;
  /// columns_[nth delivery][0]: the code; [1 + f]: feed f; nullptr where nobody mapped it.
  std::vector<std::vector<const RawColumn*>> columns_;
  std::vector<std::uint32_t> of_record_, first_content_;
  std::vector<FlatContent> contents_;
  CodeIndex by_code_, by_name_;
};

}  // namespace uavt::sync
