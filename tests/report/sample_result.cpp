#include "sample_result.hpp"

#include "report/report.hpp"
#include "sync/text.hpp"

namespace uavt::report::sample {

using sync::Layer;
using sync::Register;
using sync::Rule;

namespace {

sync::Subject subject(Layer layer, std::uint32_t row, std::string key) {
  sync::Subject made;
  made.reg = Register::cbs;
  made.layer = layer;
  made.origin = {.source = 0, .row = row};
  made.key = std::move(key);
  return made;
}

}  // namespace

sync::Settings settings() {
  sync::Settings made;
  made.municipality.name = "Örnekkent";
  sync::SourceSettings doors;
  doors.name = "numarataj";
  doors.path = "/veri/gelen/NUMARATAJ.shp";
  sync::SourceSettings uavt = doors;
  uavt.name = "uavt";
  uavt.path = "/veri/gelen/*.csv";
  made.sources = {doors, uavt};
  return made;
}

sync::RunInfo run() {
  sync::RunInfo made;
  made.number = 42;
  made.started = "2026-11-20T23:14:05Z";
  made.ended = "2026-11-20T23:15:00Z";
  made.stages = {{"import", 1.25}, {"apply", 0.5004}};
  made.versions = {{"gdal", "3.6.2"}, {"proj", "9.1.1"}};
  made.settings_digest = "aa";
  made.result_digest = "bb";
  made.command = "run";
  made.municipality = "Örnekkent";
  made.target_crs = "EPSG:5254";
  made.ilce = 2039;
  made.parameters = {{sync::Rule::crs_06, "limit_m", 0.25}};
  return made;
}

sync::Waiver waiver() {
  sync::Waiver made;
  made.id = 3;
  made.fingerprint = "f6";
  made.reason = "=Yol \"iptal\" edilecek; {0} [x](y)\x1b[1m";
  made.person = "Ayşe <Yılmaz>";
  made.until = *sync::days_of(2027, 1, 31);
  return made;
}

sync::Finding dangling_door() {
  sync::Finding finding;
  finding.rule = Rule::key_04;
  finding.severity = sync::Severity::error;
  finding.subjects = {subject(Layer::door, 12, "77001")};
  finding.subjects.front().mahalle_kodu = 40123;
  finding.attribute = "csbm_kodu";
  finding.arguments = {{"attribute", std::string("csbm_kodu")},
                       {"value", std::string("999")},
                       {"target", std::string("csbm")}};
  finding.evidence = {{"distance_m", 12.3456789}};
  finding.point = geo::Point{512345.67891, 4081234.00049};
  finding.lonlat = geo::Point{30.637123456789, 36.861};
  finding.fingerprint = "f1";
  return finding;
}

sync::Finding codeless_buildings(std::size_t rows) {
  sync::Finding finding;
  finding.rule = Rule::key_03;
  finding.severity = sync::Severity::info;
  finding.attribute = "yapi_kodu";
  finding.arguments = {{"attribute", std::string("yapi_kodu")}};
  finding.grouped = true;
  finding.state = sync::FindingState::persisting;
  finding.first_run = 40;
  finding.fingerprint = "f2";
  for (std::size_t i = 0; i < rows; ++i) {
    finding.subjects.push_back(subject(Layer::building, static_cast<std::uint32_t>(rows - i),
                                       "~" + sync::hash_hex(std::to_string(i)) + ".0"));
  }
  return finding;
}

sync::Result result() {
  sync::Result made;
  sync::SourceResult doors;
  doors.name = "numarataj";
  doors.reg = Register::cbs;
  doors.layer = sync::SourceLayer::door;
  doors.path = "/veri/gelen/NUMARATAJ.shp";
  doors.files = {doors.path};
  doors.digest = "abc";
  doors.driver = "ESRI Shapefile";
  doors.profile = "maks";
  doors.encoding = "CP1254";
  doors.read = true;
  doors.rows_read = 1300;
  doors.fates[static_cast<std::size_t>(sync::Fate::published)] = 1204;
  doors.fates[static_cast<std::size_t>(sync::Fate::unchanged)] = 90;
  doors.fates[static_cast<std::size_t>(sync::Fate::quarantined)] = 6;
  doors.crs_declared = doors.crs_used = "EPSG:2320";
  doors.operation = {.source_crs = "ED50 / TM30 (EPSG:2320)",
                     .target_crs = "TUREF / TM30 (EPSG:5254)",
                     .operation = "ED50 to ETRS89 (9)",
                     .accuracy_m = 3,
                     .ballpark = false,
                     .grids = {},
                     .missing_grids = {"tr_yerel.gsb"}};
  doors.unmapped = {"SHAPE_LEN"};
  doors.as_of = *sync::days_of(2026, 11, 1);
  sync::SourceResult uavt;
  uavt.name = "uavt";
  uavt.reg = Register::uavt;
  uavt.layer = sync::SourceLayer::flat;
  uavt.path = "/veri/gelen/*.csv";
  uavt.read = uavt.reused = true;
  uavt.rows_read = 7;
  uavt.fates[static_cast<std::size_t>(sync::Fate::unchanged)] = 7;
  made.sources = {doors, uavt};

  made.layers = {{.layer = Layer::street, .inserted = 4, .unchanged = 80},
                 {.layer = Layer::door,
                  .inserted = 1000,
                  .updated = 150,
                  .deleted = 50,
                  .unchanged = 90,
                  .quarantined = 6,
                  .by_presence = {1000, 200, 40, 0}}};

  sync::Finding hostile = dangling_door();
  hostile.rule = Rule::mod_04;
  hostile.fingerprint = "f3";
  hostile.attribute = "tip";
  hostile.arguments = {{"attribute", std::string("tip")},
                       {"value", std::string("\x1b[31mkırmızı\x07\"findings\":[]\xff\n</script>")},
                       {"nearest", std::string("ana_giris")}};
  sync::Finding fixed = dangling_door();
  fixed.fingerprint = "f4";
  fixed.first_run = 41;
  made.kept = {{.json = json(fixed, settings()), .state = sync::FindingState::fixed}};
  sync::Finding twice = dangling_door();
  twice.rule = Rule::key_01;
  twice.fingerprint = "f5";
  twice.state = sync::FindingState::reopened;
  twice.subjects.push_back(subject(Layer::door, 90, "77001"));
  twice.subjects.push_back(subject(Layer::door, 14, "77001"));
  sync::Finding placeless;
  placeless.rule = Rule::src_01;
  placeless.severity = sync::Severity::error;
  placeless.arguments = {{"path", std::string("/veri/x.shp")}, {"reason", std::string("yok")}};
  placeless.fingerprint = "f6";
  placeless.state = sync::FindingState::waived;
  placeless.waiver = waiver();
  made.findings = {placeless, twice, dangling_door(), hostile, codeless_buildings(3)};
  made.notes_tr = {"UAVT bina katmanı için hiç konuşmadı."};
  made.notes_en = {"UAVT has not spoken for bina."};
  made.pairs = {{"csbm.name", 12}};
  made.verdict = verdict(made, settings(), true);
  return made;
}

}  // namespace uavt::report::sample
