#include "sync/code_claims.hpp"

#include "sync/night.hpp"

#include <algorithm>
#include <tuple>

namespace uavt::sync {

namespace {

constexpr std::uint8_t by_publication = 2;  ///< rank of who carries a code in `adres` only

struct Claim {
  std::int64_t value = 0;
  std::uint8_t rank = 0;
  std::int64_t tucbs_no = 0;
  std::size_t entity = 0;
};

void claim(const Column& codes, std::int32_t row, std::uint8_t rank, const Entities& entities,
           std::size_t entity, std::vector<Claim>& claims) {
  if (row == no_row || codes.null(static_cast<std::size_t>(row))) return;
  const std::int64_t value = codes.integers[static_cast<std::size_t>(row)];
  // Most rows say one code three times.
  if (!claims.empty() && claims.back().entity == entity && claims.back().value == value) return;
  claims.push_back({value, rank, entities.tucbs_no[entity], entity});
}

}  // namespace

CodeClaims::CodeClaims(const Entities& entities, const Table& national,
                       std::size_t national_register, const Table& municipal,
                       std::size_t municipal_register, const Table& published) {
  for (const std::size_t a : own_codes(published.layer)) {
    std::vector<Claim> claims;
    claims.reserve(entities.size());
    for (std::size_t e = 0; e < entities.size(); ++e) {
      const std::int32_t theirs = entities.row[national_register][e];
      const std::int32_t ours = entities.row[municipal_register][e];
      if (theirs == no_row && ours == no_row) continue;  // it leaves
      claim(national.columns[a], theirs, 0, entities, e, claims);
      claim(municipal.columns[a], ours, 1, entities, e, claims);
      claim(published.columns[a], entities.published[e], by_publication, entities, e, claims);
    }
    std::ranges::sort(claims, {}, [](const Claim& each) {
      return std::tuple(each.value, each.rank, each.tucbs_no);
    });
    for (std::size_t first = 0, next = 0; first < claims.size(); first = next) {
      const Claim holder = claims[first];
      bool contested = false;
      std::vector<std::size_t> by_row;
      for (next = first; next < claims.size() && claims[next].value == holder.value; ++next) {
        const Claim& each = claims[next];
        contested = contested || each.entity != holder.entity;
        if (each.rank != by_publication && std::ranges::find(by_row, each.entity) == by_row.end()) {
          by_row.push_back(each.entity);
        }
      }
      if (contested) holders_.emplace(std::pair(a, holder.value), holder.entity);
      if (by_row.size() > 1) contests_.push_back({a, holder.value, std::move(by_row)});
    }
  }
}

bool CodeClaims::may(std::size_t attribute, std::int64_t value, std::size_t entity) const {
  if (holders_.empty()) return true;
  const auto holder = holders_.find({attribute, value});
  return holder == holders_.end() || holder->second == entity;
}

}  // namespace uavt::sync
