// Own codes are unique where present, in `adres` as in each register; between registers they need
// not be: what UAVT calls 77 the municipality may call 78 and give 77 to the door beside it. Here
// it is said who may be published under such a code.
#pragma once

#include "sync/match.hpp"
#include "sync/table.hpp"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace uavt::sync {

class CodeClaims {
 public:
  /// `published`: the layer as it stands in `adres`; the tables: the two sides of the layer.
  CodeClaims(const Entities& entities, const Table& national, std::size_t national_register,
             const Table& municipal, std::size_t municipal_register, const Table& published);

  /// A code that rows of more than one entity carry.
  struct Contest {
    std::size_t attribute = 0;  ///< position
    std::int64_t value = 0;
    std::vector<std::size_t> entities;  ///< at least two; the first is published with it
  };
  [[nodiscard]] const std::vector<Contest>& contests() const { return contests_; }

  /// May the entity be published with this value of an own code? Whose national row carries it
  /// may, else whose municipal row does, else who is published with it.
  [[nodiscard]] bool may(std::size_t attribute, std::int64_t value, std::size_t entity) const;

 private:
  std::vector<Contest> contests_;
  /// Of codes that are contested, or published for one entity and carried by another's row.
  std::map<std::pair<std::size_t, std::int64_t>, std::size_t> holders_;
};

}  // namespace uavt::sync
