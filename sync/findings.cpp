#include "sync/findings.hpp"

#include "sync/content.hpp"
#include "sync/text.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace uavt::sync {

namespace {

/// A flood starts here: more than this share of a source's rows is one finding (RULES).
constexpr double flood_share = 0.01;

std::string layer_text(const Finding& finding) {
  return finding.subjects.empty() ? std::string() : std::string(layer_name(finding.subjects[0]));
}

/// Keys of rows without code and number: hash of the canonical row, then its rank among equals by
/// place, so that noise and order do not change it.
class ContentKeys {
 public:
  ContentKeys(const Night& night, const std::vector<Finding>& findings, Keys keys) {
    std::map<std::tuple<Register, Layer, std::int32_t>, std::string> hashes;
    std::map<std::tuple<Register, Layer, std::string>, std::vector<std::int32_t>> equals;
    for (const Finding& finding : findings) {
      for (const Subject& subject : finding.subjects) {
        if (!subject.layer || subject.row < 0) continue;
        const auto row = std::tuple(subject.reg, *subject.layer, subject.row);
        const Table& table = night.side(subject.reg).table(*subject.layer);
        const auto at = static_cast<std::size_t>(subject.row);
        if (hashes.contains(row) || has_code(table, at)) continue;
        if (keys == Keys::numbers && table.tucbs_no[at] != 0) continue;
        std::string hash = hash_hex(canonical_content(table, at)).substr(0, 16);
        equals[{subject.reg, *subject.layer, hash}].push_back(subject.row);
        hashes.emplace(row, std::move(hash));
      }
    }
    for (auto& [group, rows] : equals) {
      const auto& [reg, layer, hash] = group;
      const Table& table = night.side(reg).table(layer);
      std::ranges::stable_sort(rows, {}, [&](std::int32_t row) {
        const geo::Point at = table.geometry.centre(static_cast<std::size_t>(row));
        return std::tuple(at.x, at.y);
      });
      for (std::size_t rank = 0; rank < rows.size(); ++rank) {
        keys_.emplace(std::tuple(reg, layer, rows[rank]),
                      "~" + hash + "." + std::to_string(rank + 1));
      }
    }
  }

  [[nodiscard]] std::string of(const Subject& subject) const {
    const auto at = keys_.find({subject.reg, *subject.layer, subject.row});
    return at == keys_.end() ? std::string("~") : at->second;
  }

 private:
  std::map<std::tuple<Register, Layer, std::int32_t>, std::string> keys_;
};

void identify_subject(Subject& subject, const Night& night, const Matched& matched,
                      const std::map<std::int64_t, std::int64_t>& mahalle_codes,
                      const ContentKeys& content, Keys keys) {
  if (!subject.layer || subject.row < 0) return;
  const Table& table = night.side(subject.reg).table(*subject.layer);
  const auto row = static_cast<std::size_t>(subject.row);
  subject.origin = table.origins[row];
  subject.tucbs_no = table.tucbs_no[row];
  if (subject.key.empty()) subject.key = code_text(table, row);
  if (subject.key.empty() && keys == Keys::numbers && subject.tucbs_no != 0) {
    subject.key = "#" + std::to_string(subject.tucbs_no);
  }
  if (subject.key.empty()) subject.key = content.of(subject);
  if (subject.mahalle_kodu != null_integer) return;
  const Entities& entities = matched.layers[index(*subject.layer)];
  const auto& of_row = entities.of_row[index(subject.reg)];
  const std::int32_t entity = row < of_row.size() ? of_row[row] : -1;
  // A night that stopped after matching has entities, but their mahalle are not known yet.
  if (entity >= 0 && static_cast<std::size_t>(entity) < entities.mahalle.size()) {
    const auto code = mahalle_codes.find(entities.mahalle[static_cast<std::size_t>(entity)]);
    if (code != mahalle_codes.end()) subject.mahalle_kodu = code->second;
  }
  if (subject.mahalle_kodu == null_integer) {
    if (const auto at = find_position(*subject.layer, "mahalle_kodu")) {
      subject.mahalle_kodu = table.columns[*at].integers[row];
    }
  }
}

std::map<std::int64_t, std::int64_t> mahalle_codes(const Night& night) {
  std::map<std::int64_t, std::int64_t> codes;
  for (const Register reg : {Register::uavt, Register::cbs}) {
    const Table& table = night.side(reg).table(Layer::neighbourhood);
    const Column& column = table.columns[position(Layer::neighbourhood, "mahalle_kodu")];
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (table.tucbs_no[row] != 0 && !column.null(row)) {
        codes.emplace(table.tucbs_no[row], column.integers[row]);
      }
    }
  }
  return codes;
}

std::string fingerprint_text(const Finding& finding, const Settings& settings) {
  std::string text = std::string(info(finding.rule).id) + '\x1f' + layer_text(finding) + '\x1f';
  if (!finding.subjects.empty()) {
    const Subject& first = finding.subjects[0];
    text += std::string(name(first.reg)) + '\x1f';
    if (!first.layer && first.origin.source < settings.sources.size()) {
      text += settings.sources[first.origin.source].name + '\x1f';
    }
  }
  if (!finding.grouped) {
    std::vector<std::string> keys;
    for (const Subject& subject : finding.subjects) keys.push_back(subject.key);
    std::ranges::sort(keys);
    for (const std::string& key : keys) text += key + '\x1f';
  }
  return text + finding.attribute;
}

auto sort_key(const Finding& finding) {
  const std::string& key = finding.subjects.empty() ? std::string() : finding.subjects[0].key;
  return std::tuple(-static_cast<int>(finding.severity), finding.rule, layer_text(finding), key,
                    finding.attribute, finding.fingerprint);
}

}  // namespace

void group(std::vector<Finding>& findings, std::span<const SourceAccount> accounts) {
  using FloodKey = std::tuple<Rule, std::uint16_t, std::string, std::optional<Layer>>;
  std::map<std::uint16_t, std::uint64_t> rows_read;
  for (const SourceAccount& account : accounts) rows_read[account.source] = account.rows_read;
  std::map<FloodKey, std::vector<std::size_t>> floods;
  for (std::size_t f = 0; f < findings.size(); ++f) {
    const Finding& finding = findings[f];
    if (!info(finding.rule).grouped_above_share || finding.subjects.size() != 1) continue;
    const Subject& subject = finding.subjects[0];
    floods[{finding.rule, subject.origin.source, finding.attribute, subject.layer}].push_back(f);
  }
  std::vector<std::uint8_t> swallowed(findings.size(), 0);
  std::vector<Finding> grouped;
  for (const auto& [key, members] : floods) {
    const auto total = static_cast<double>(rows_read[std::get<1>(key)]);
    if (members.size() < 2 || static_cast<double>(members.size()) <= flood_share * total) continue;
    Finding one = findings[members.front()];
    one.grouped = true;
    one.point.reset();
    one.subjects.clear();
    one.evidence.clear();
    std::erase_if(one.arguments, [](const auto& argument) {
      return argument.first != "distance_m" && argument.first != "attribute";
    });
    one.arguments.emplace_back("count", static_cast<std::int64_t>(members.size()));
    one.arguments.emplace_back("column", one.attribute);
    for (const std::size_t member : members) {
      swallowed[member] = 1;
      one.subjects.push_back(findings[member].subjects[0]);
    }
    grouped.push_back(std::move(one));
  }
  std::vector<Finding> kept;
  kept.reserve(findings.size());
  for (std::size_t f = 0; f < findings.size(); ++f) {
    if (swallowed[f] == 0) kept.push_back(std::move(findings[f]));
  }
  std::ranges::move(grouped, std::back_inserter(kept));
  findings = std::move(kept);
}

void identify(std::vector<Finding>& findings, const Night& night, const Matched& matched,
              const Settings& settings, Keys keys) {
  const ContentKeys content(night, findings, keys);
  const auto codes = mahalle_codes(night);
  for (Finding& finding : findings) {
    for (Subject& subject : finding.subjects) {
      identify_subject(subject, night, matched, codes, content, keys);
    }
    if ((finding.grouped || finding.symmetric) && finding.subjects.size() > 1) {
      std::ranges::stable_sort(finding.subjects, {}, &Subject::key);
    }
  }
  std::ranges::stable_sort(findings, {}, sort_key);
  // Two findings may say the same of the same rows (two bow-ties in one ring): they are told apart
  // by their ordinal.
  std::unordered_map<std::string, int> ordinals;
  for (Finding& finding : findings) {
    const std::string text = fingerprint_text(finding, settings);
    const int ordinal = ++ordinals[text];
    finding.fingerprint = hash_hex(ordinal == 1 ? text : text + '\x1f' + std::to_string(ordinal));
  }
  std::ranges::stable_sort(findings, {}, sort_key);
}

}  // namespace uavt::sync
