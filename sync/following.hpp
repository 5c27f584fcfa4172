// One layer of one register while its rows look for their images, and the ways by which a row is
// found again although its key changed: a renumbered street, another name, another code, another
// shape. Private to `follow`. None of them guesses: who could be two is nobody.
#pragma once

#include "sync/code_index.hpp"
#include "sync/night.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace uavt::sync {

struct Following {
  Table& table;
  const Table& images;
  std::vector<std::int32_t>& image_row;
  std::vector<std::uint8_t> taken;  ///< images already followed

  void pair(std::size_t row, std::int32_t image) {
    image_row[row] = image;
    table.tucbs_no[row] = images.tucbs_no[static_cast<std::size_t>(image)];
    taken[static_cast<std::size_t>(image)] = 1;
  }
  /// A row that a later versiyon overtakes is not followed.
  [[nodiscard]] bool open(std::size_t row) const {
    return image_row[row] == no_row && table.states[row] != RowState::duplicate;
  }
  /// The same of a row that is in force: what is reported as gone is nothing under a new key.
  [[nodiscard]] bool unknown(std::size_t row) const {
    return open(row) && table.states[row] != RowState::passive;
  }
};

/// The parents of rows and images, by number; 0: unknown.
class Parents {
 public:
  Parents(const Following& following, const Side& side);
  [[nodiscard]] std::int64_t of_row(std::size_t row) const;
  [[nodiscard]] std::int64_t of_image(std::size_t image) const;

 private:
  const Following& following_;
  const Side& side_;
  Layer layer_;
  std::size_t reference_;
};

/// Codes that occur in a table, by kind of code (the order of `own_codes`).
[[nodiscard]] std::vector<CodeIndex> codes_in(const Table& table);
/// Has the row a code, and none that is among `codes`?
[[nodiscard]] bool only_strange_codes(const Table& table, std::size_t row,
                                      const std::vector<CodeIndex>& codes);

/// Doors that stand where doors of the same street stood under other numbers: the street was
/// renumbered when at least three did, and most of its open doors stand where one stood. Before
/// content, which would hand number 7's history to what was number 5.
void follow_renumbered(Following& following, const Side& side);

/// Streets under a new name, or a new code, whose doors are those of a street that is gone: at
/// least two, and most of both.
void follow_by_doors(Following& following, const Side& side);

/// Rows whose code is new to the register and images whose code is gone tonight: the same thing
/// re-coded where the content is the same and nobody else's, and the place too.
void follow_recoded(Following& following, const Side& side);

/// Polygons that split or merged: the largest piece that covers at least half of the old shape is
/// it, else none.
void follow_regrouped(Following& following);

}  // namespace uavt::sync
