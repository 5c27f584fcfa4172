#include "sql/applying.hpp"
#include "sql/copy_writer.hpp"
#include "sql/statements.hpp"

#include <vector>

namespace uavt::sql {
namespace {

void close(const Applying& applying, const std::vector<std::string>& fingerprints,
           std::optional<std::uint64_t> expected) {
  if (fingerprints.empty()) return;
  const auto closed = applying.work.exec_params(query("close_findings"), applying.ilce_kodu,
                                                applying.run, array_parameter(fingerprints));
  if (expected) require_count("findings", "close", *expected, closed.affected_rows());
}

void optional_text(CopyWriter& copy, const std::string& text) {
  text.empty() ? copy.null() : copy.text(text);
}

void insert(const Applying& applying, std::span<const StoredFinding> findings) {
  CopyWriter copy(applying.connection,
                  "kalite.bulgu (ilce_kodu, parmak_izi, kural, onem, kutuk, katman, anahtar, "
                  "mahalle_kodu, konum, ilk_calisma, baslangic_calisma, icerik, icerik_ozeti, "
                  "muafiyet_id)");
  geo::GeometryColumn places;
  for (const StoredFinding& finding : findings) {
    if (finding.point) {
      places.append_point(finding.point->x, finding.point->y);
    } else {
      places.append_null();
    }
  }
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const StoredFinding& finding = findings[i];
    copy.row(14);
    copy.int4(applying.ilce_kodu);
    copy.text(finding.fingerprint);
    copy.text(finding.rule);
    copy.text(finding.severity);
    optional_text(copy, finding.reg);
    optional_text(copy, finding.layer);
    optional_text(copy, finding.key);
    finding.mahalle_kodu ? copy.int8(*finding.mahalle_kodu) : copy.null();
    copy.geometry(places, i, false, applying.srid);
    copy.int8(finding.first_run);
    copy.int8(applying.run);
    copy.text(finding.json);
    copy.text(finding.content_digest);
    finding.waiver != 0 ? copy.int8(finding.waiver) : copy.null();
  }
  require_count("findings", "insert", findings.size(), copy.finish());
}

/// Rows of `kalite.bayat` as three array parameters.
struct StaleArrays {
  std::string layers, numbers, registers;
  explicit StaleArrays(const std::vector<sync::Stale>& rows) {
    std::vector<std::string> layer, reg;
    std::vector<std::int64_t> number;
    for (const sync::Stale& row : rows) {
      layer.emplace_back(sync::name(row.layer));
      number.push_back(row.tucbs_no);
      reg.emplace_back(sync::name(row.reg));
    }
    layers = array_parameter(layer);
    numbers = array_parameter(number);
    registers = array_parameter(reg);
  }
};

void apply_stale(const Applying& applying, const char* statement, std::string_view kind,
                 const std::vector<sync::Stale>& rows) {
  if (rows.empty()) return;
  const StaleArrays arrays(rows);
  const auto done = applying.work.exec_params(query(statement), applying.ilce_kodu, applying.run,
                                              arrays.layers, arrays.numbers, arrays.registers);
  require_count("kalite.bayat", kind, rows.size(), done.affected_rows());
}

}  // namespace

void apply_findings(const Applying& applying, const sync::Plan& plan,
                    std::span<const StoredFinding> written) {
  close(applying, plan.findings_fixed, plan.findings_fixed.size());
  if (!written.empty()) {
    // An open version with other content ends here; a new finding has none.
    std::vector<std::string> fingerprints;
    for (const StoredFinding& finding : written) fingerprints.push_back(finding.fingerprint);
    close(applying, fingerprints, std::nullopt);
    insert(applying, written);
  }
  apply_stale(applying, "close_stale", "close", plan.stale_closed);
  apply_stale(applying, "open_stale", "open", plan.stale_opened);
}

}  // namespace uavt::sql
