#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "importers/dataset.hpp"
#include "importers/file_reading.hpp"
#include "importers/files.hpp"
#include "importers/gdal.hpp"
#include "importers/reader.hpp"

namespace uavt::importers {

namespace {

using sync::Delivery;
using sync::Finding;
using sync::Rule;

/// Findings about one source. A rule that is switched off is silent here as everywhere.
class Findings {
 public:
  Findings(const sync::Settings& settings, Delivery& delivery)
      : settings_(settings), delivery_(delivery) {}

  [[nodiscard]] bool has(Rule rule) const {
    return std::ranges::find(delivery_.findings, rule, &Finding::rule) != delivery_.findings.end();
  }

  Finding* add(Rule rule, std::string attribute, sync::Arguments arguments,
               std::uint32_t record = 0) {
    if (!settings_.enabled(rule)) return nullptr;
    const auto& source = settings_.sources[delivery_.source];
    auto& finding = delivery_.findings.emplace_back();
    finding.rule = rule;
    finding.severity = settings_.severity(rule);
    finding.attribute = std::move(attribute);
    finding.arguments = std::move(arguments);
    auto& subject = finding.subjects.emplace_back();
    subject.reg = source.reg;
    subject.layer = sync::layer_named(sync::name(source.layer));
    subject.model_type = source.model_type;
    subject.origin = {delivery_.source, record};
    return &finding;
  }

 private:
  const sync::Settings& settings_;
  Delivery& delivery_;
};

std::int64_t signed_count(std::uint64_t count) {
  return static_cast<std::int64_t>(count);
}

/// Row counts at which Excel stops: its old and its new sheets, with and without a header.
/// Source: RULES SRC-09.
bool spreadsheet_limit(std::uint64_t rows) {
  constexpr std::array<std::uint64_t, 4> limits = {65'535, 65'536, 1'048'575, 1'048'576};
  return std::ranges::find(limits, rows) != limits.end();
}

/// What all files of a source said about persons, by column.
struct Persons {
  std::map<std::string, CitizenTally> unmapped;
  std::map<std::string, std::uint64_t> masked;
  std::map<std::string, std::string> words;

  void add(const FileReading& reading) {
    for (const auto& [column, tally] : reading.citizens) unmapped[column].add(tally);
    for (const auto& [column, count] : reading.masked) masked[column] += count;
    words.insert(reading.person_columns.begin(), reading.person_columns.end());
  }

  void report(Findings& findings) const {
    for (const auto& [column, tally] : unmapped) {
      if (!tally.personal()) continue;
      findings.add(Rule::kvk_01, column,
                   {{"column", column}, {"count", signed_count(tally.valid)}});
    }
    for (const auto& [column, count] : masked) {
      findings.add(Rule::kvk_01, column, {{"column", column}, {"count", signed_count(count)}});
    }
    for (const auto& [column, word] : words) {
      findings.add(Rule::kvk_02, column, {{"column", column}, {"word", word}});
    }
  }
};

void report_encoding(const FileReading& reading, const std::string& file, Findings& findings) {
  const auto& encoding = reading.encoding;
  if (!encoding.doubtful || findings.has(Rule::src_04)) return;
  auto* const finding =
      findings.add(Rule::src_04, {},
                   {{"declared", encoding.declared.empty() ? std::string("–") : encoding.declared},
                    {"used", encoding.used}});
  if (finding == nullptr) return;
  finding->evidence.emplace_back("file", base_name(file));
  if (encoding.contradicted_at) {
    finding->evidence.emplace_back("record", std::int64_t{*encoding.contradicted_at});
  }
}

void report_unreadable(const FileReading& reading, const std::string& file, bool several,
                       Findings& findings) {
  for (const auto& row : reading.unreadable) {
    auto* const finding = findings.add(
        Rule::src_02, {}, {{"row", std::int64_t{row.row}}, {"reason", row.reason}}, row.row);
    if (finding != nullptr && several) finding->evidence.emplace_back("file", base_name(file));
  }
}

/// Nothing of a source that was refused stays in its delivery but the finding that says so.
void keep_last_night(Delivery& delivery) {
  delivery.read = false;
  delivery.rows = {};
  delivery.rows_read = 0;
  delivery.unreadable.clear();
  delivery.findings.clear();
}

void read_files(const sync::Settings& settings, Delivery& delivery, const std::string& digest) {
  const auto& source = settings.sources[delivery.source];
  const bool foreign = names_foreign_driver(source);
  delivery.files = foreign ? std::vector{source.path} : files_of(source.path);
  if (!foreign) delivery.digest = digest.empty() ? digest_of(delivery.files) : digest;
  delivery.as_of = source.as_of.value_or(foreign ? sync::null_integer : newest_day(delivery.files));
  Findings findings(settings, delivery);
  Persons persons;
  std::uint64_t cut_at = 0;
  bool first = true;
  for (const auto& file : delivery.files) {
    auto reading = read_file(file, source, settings.profiles);
    const auto records = reading.rows.size() + reading.unreadable.size();
    // A delta in which nothing changed has no record; an export without one would empty the layer.
    if (records == 0 && source.delivery != sync::DeliveryKind::delta) {
      throw SourceError(fmt::format(
          "{} holds no record. An empty export would empty the layer: export it again.", file));
    }
    if (spreadsheet_limit(records)) cut_at = records;
    delivery.rows_read += records;
    persons.add(reading);
    report_encoding(reading, file, findings);
    report_unreadable(reading, file, delivery.files.size() > 1, findings);
    for (const auto& column : reading.unmapped) {
      if (std::ranges::find(delivery.unmapped, column) == delivery.unmapped.end()) {
        delivery.unmapped.push_back(column);
      }
    }
    std::ranges::move(reading.unreadable, std::back_inserter(delivery.unreadable));
    if (first) {
      delivery.rows = std::move(reading.rows);
      delivery.crs = reading.crs;
      delivery.driver = reading.driver;
      delivery.profile = reading.profile;
      delivery.encoding_declared = reading.encoding.declared;
      delivery.encoding_used = reading.encoding.used;
      first = false;
      continue;
    }
    if (reading.crs != delivery.crs && source.crs.empty()) {
      throw SourceError(fmt::format(
          "{} declares another CRS ({}) than {} ({}): make them two sources, or name the crs.",
          file, reading.crs.empty() ? "none" : reading.crs, delivery.files.front(),
          delivery.crs.empty() ? "none" : delivery.crs));
    }
    append(delivery.rows, std::move(reading.rows));
  }
  if (cut_at != 0) {
    keep_last_night(delivery);
    findings.add(Rule::src_09, {}, {{"rows", signed_count(cut_at)}});
    return;
  }
  persons.report(findings);
  delivery.read = true;
}

}  // namespace

sync::Delivery read(const sync::Settings& settings, std::uint16_t source,
                    const std::string& digest) {
  initialise();
  const auto& described = settings.sources.at(source);
  Delivery delivery;
  delivery.source = source;
  try {
    read_files(settings, delivery, digest);
  } catch (const SourceError& refusal) {
    if (described.required) {
      throw SourceError(fmt::format("Source {}: {}", described.name, refusal.what()));
    }
    keep_last_night(delivery);
    Findings(settings, delivery)
        .add(Rule::src_01, {}, {{"path", described.path}, {"reason", std::string(refusal.what())}});
  }
  return delivery;
}

}  // namespace uavt::importers
