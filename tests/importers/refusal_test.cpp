// What must not be read: what is not there, not whole, not allowed, or reaches out of the machine.
#include <arpa/inet.h>
#include <gmock/gmock.h>

#include <sys/socket.h>
#include <unistd.h>

#include "importers/files.hpp"
#include "tests/importers/fixtures.hpp"
#include "tests/importers/zip.hpp"

namespace uavt::importers {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Refusal : public Folder {
 protected:
  static sync::Settings settings(const std::string& file) {
    return settings_for(file, sync::SourceLayer::neighbourhood, {{"mahalle_kodu", "KIMLIKNO"}});
  }
  std::string shapefile() const {
    exporters::WriteOptions options;
    options.format = exporters::Format::shapefile;
    exporters::write(neighbourhoods(), path / "MAHALLE.shp", options);
    return (path / "MAHALLE.shp").string();
  }
  void cut(const std::string& name, std::uintmax_t bytes) const {
    const auto file = path / name;
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - bytes);
  }
};

TEST_F(Refusal, AMissingFileNamesItAndStopsOnlyWhenRequired) {
  auto missing = settings((path / "yok.shp").string());
  EXPECT_THAT(refusal(missing), AllOf(HasSubstr("yok.shp"), HasSubstr("does not exist")));
  missing.sources[0].required = false;
  const auto delivery = read(missing, 0);
  EXPECT_FALSE(delivery.read);
  EXPECT_EQ(delivery.rows_read, 0U);
  ASSERT_NE(finding(delivery, sync::Rule::src_01), nullptr);
  EXPECT_THAT(argument(*finding(delivery, sync::Rule::src_01), "reason"),
              HasSubstr("does not exist"));
  EXPECT_THAT(refusal(settings((path / "*.shp").string())), HasSubstr("No file matches"));
  EXPECT_THAT(refusal(settings(path.string())), HasSubstr("is a folder"));
}

TEST_F(Refusal, NothingLeavesThisMachine) {
  for (const auto* const remote :
       {"/vsicurl/http://127.0.0.1:1/a.shp", "/vsis3/bucket/a.shp", "http://127.0.0.1/a.geojson",
        "PG:host=127.0.0.1 dbname=x", "WFS:http://127.0.0.1/", "GPKG:/etc/passwd:x",
        "/vsizip//vsicurl/http://127.0.0.1/a.zip/a.shp", "/vsizip/vsicurl/http://127.0.0.1/a.zip",
        "/vsistdin/", "/vsisubfile/0_10,/etc/passwd", "/vsitar/a.tar/a.shp",
        "<OGRVRTDataSource></OGRVRTDataSource>", "{\"type\":\"FeatureCollection\"}"}) {
    EXPECT_THAT(refusal(settings(remote)), HasSubstr("is not a file")) << remote;
  }
}

/// A server that answers nobody and knows whether somebody came.
class Listener {
 public:
  Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    listening_ = ::bind(socket_, any, size) == 0 && ::listen(socket_, 8) == 0 &&
                 ::getsockname(socket_, any, &size) == 0;
    port_ = ntohs(address.sin_port);
  }
  ~Listener() { ::close(socket_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  [[nodiscard]] bool listening() const { return listening_; }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] bool somebody_came() const {
    const int visitor = ::accept(socket_, nullptr, nullptr);
    if (visitor < 0) return false;
    ::close(visitor);
    return true;
  }

 private:
  int socket_;
  bool listening_ = false;
  int port_ = 0;
};

TEST_F(Refusal, GdalItselfHasNoWayOutLeft) {
  const Listener server;
  ASSERT_TRUE(server.listening());
  (void)read(settings(write("m.csv", "KIMLIKNO\n1\n")), 0);
  for (const auto& way :
       {"/vsicurl/" + server.url() + "/a.shp", "/vsicurl?url=" + server.url() + "/a.shp",
        "/vsicurl?max_retry=0&url=" + server.url(),
        "/vsicurl_streaming/" + server.url() + "/a.shp"}) {
    EXPECT_FALSE(size_of(way)) << way;
    EXPECT_THROW((void)head_of(way, 10), SourceError) << way;
    EXPECT_FALSE(server.somebody_came()) << way;
  }
  // A schema a GML file names is not fetched either.
  const auto file =
      write("m.gml",
            "<ogr:FeatureCollection xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
            "xsi:schemaLocation=\"http://ogr.maptools.org/ " +
                server.url() +
                "/m.xsd\" "
                "xmlns:ogr=\"http://ogr.maptools.org/\" xmlns:gml=\"http://www.opengis.net/gml\">"
                "<gml:featureMember><ogr:m fid=\"1\"><ogr:KIMLIKNO>007</ogr:KIMLIKNO></ogr:m>"
                "</gml:featureMember></ogr:FeatureCollection>");
  EXPECT_THAT(texts(read(settings(file), 0).rows, "mahalle_kodu"), ElementsAre("007"));
  EXPECT_FALSE(server.somebody_came());
}

TEST_F(Refusal, AVirtualFormatIsRefusedByContentUnderAnyName) {
  write("gercek.csv", "KIMLIKNO\n1\n");
  const std::string vrt = "<OGRVRTDataSource><OGRVRTLayer name=\"gercek\"><SrcDataSource>" +
                          (path / "gercek.csv").string() +
                          "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";
  for (const auto* const name : {"a.vrt", "a.gpkg", "a.geojson", "a.gml", "a.csv", "a.xlsx"}) {
    EXPECT_NE(refusal(settings(write(name, vrt))), "") << name;
  }
  EXPECT_THAT(refusal(settings(write("b.gml", vrt))), HasSubstr("no allowed driver"));
}

TEST_F(Refusal, XmlWithADoctypeIsRefused) {
  write("gizli.txt", "gizli");
  const auto file =
      write("m.gml",
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"gizli.txt\">]>"
            "<ogr:FeatureCollection xmlns:ogr=\"http://ogr.maptools.org/\" "
            "xmlns:gml=\"http://www.opengis.net/gml\"><gml:featureMember><ogr:m fid=\"1\">"
            "<ogr:KIMLIKNO>&e;</ogr:KIMLIKNO></ogr:m></gml:featureMember>"
            "</ogr:FeatureCollection>");
  EXPECT_THAT(refusal(settings(file)), HasSubstr("DOCTYPE"));
}

TEST_F(Refusal, AShapefileThatIsCutOffOrNotWhole) {
  const auto file = shapefile();
  EXPECT_EQ(refusal(settings(file)), "");
  cut("MAHALLE.shp", 20);
  EXPECT_THAT(refusal(settings(file)), AllOf(HasSubstr("MAHALLE.shp"), HasSubstr("cut off")));
  shapefile();
  cut("MAHALLE.dbf", 40);
  EXPECT_THAT(refusal(settings(file)), AllOf(HasSubstr("MAHALLE.dbf"), HasSubstr("after record")));
  shapefile();
  std::filesystem::remove(path / "MAHALLE.dbf");
  EXPECT_THAT(refusal(settings(file)), HasSubstr("without its .dbf"));
  shapefile();
  std::filesystem::remove(path / "MAHALLE.shx");
  EXPECT_THAT(refusal(settings(file)), HasSubstr("without its .shx"));
  EXPECT_FALSE(std::filesystem::exists(path / "MAHALLE.shx")) << "restored beside the input";
}

TEST_F(Refusal, ADbfAloneIsATable) {
  shapefile();
  std::filesystem::remove(path / "MAHALLE.shp");
  std::filesystem::remove(path / "MAHALLE.shx");
  const auto delivery = read(settings((path / "MAHALLE.dbf").string()), 0);
  EXPECT_EQ(delivery.rows_read, 5U);
  EXPECT_FALSE(delivery.rows.has_geometry);
}

TEST_F(Refusal, AFileThatBreaksOffIsNoShorterFile) {
  exporters::WriteOptions options;
  for (const auto& [format, name] : std::vector<std::pair<exporters::Format, std::string>>{
           {exporters::Format::gml, "m.gml"}, {exporters::Format::geojson, "m.geojson"}}) {
    options.format = format;
    exporters::write(neighbourhoods(), path / name, options);
    cut(name, 200);
    EXPECT_NE(refusal(settings((path / name).string())), "") << name;
  }
}

TEST_F(Refusal, AGeoPackageIsReadAsItLiesEvenInWalMode) {
  const auto file = path / "m.gpkg";
  exporters::write(neighbourhoods(), file, {});
  // Bytes 18 and 19 of the header: the journal mode a program like QGIS leaves behind.
  std::fstream raw(file, std::ios::in | std::ios::out | std::ios::binary);
  raw.seekp(18);
  raw.write("\x02\x02", 2);
  raw.close();
  EXPECT_EQ(read(settings(file.string()), 0).rows_read, 5U);
  EXPECT_THAT(names(), ElementsAre("m.gpkg"));
  write("m.gpkg-journal", "x");
  EXPECT_THAT(refusal(settings(file.string())), HasSubstr("middle of a change"));
}

TEST_F(Refusal, AGeometryThatIsDamagedCostsItsRowOnly) {
  const auto file = path / "m.gpkg";
  exporters::write(neighbourhoods(), file, {});
  std::string bytes;
  {
    std::ifstream in(file, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  // WKB of the second polygon: byte order, type 3, one ring, five positions, x = 500 100. Its ring
  // count becomes one nobody could hold.
  const double x = 500'100;
  std::string wkb("\x01\x03\x00\x00\x00\x01\x00\x00\x00\x05\x00\x00\x00", 13);
  wkb.append(reinterpret_cast<const char*>(&x), sizeof x);
  const auto at = bytes.find(wkb);
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at + 5, 4, "\xFF\xFF\xFF\x7F");
  write("m.gpkg", bytes);
  const auto delivery = read(settings(file.string()), 0);
  EXPECT_EQ(delivery.rows_read, 5U);
  EXPECT_THAT(texts(delivery.rows, "mahalle_kodu"),
              ElementsAre("179500", "179502", "179503", "179599"));
  ASSERT_EQ(delivery.rows.geometry.size(), 4U);
  ASSERT_EQ(delivery.unreadable.size(), 1U);
  EXPECT_EQ(delivery.unreadable[0].row, 2U);
  EXPECT_NE(finding(delivery, sync::Rule::src_02), nullptr);
}

TEST_F(Refusal, ZipsAreReadInPlaceOrUnpackedPrivately) {
  exporters::WriteOptions options;
  exporters::write(neighbourhoods(), path / "m.gpkg", options);
  options.format = exporters::Format::xlsx;
  exporters::write(neighbourhoods(), path / "m.xlsx", options);
  shapefile();
  for (const auto& members : std::vector<std::vector<std::string>>{
           {"MAHALLE.shp", "MAHALLE.shx", "MAHALLE.dbf", "MAHALLE.prj", "MAHALLE.cpg"},
           {"m.gpkg"},
           {"m.xlsx"}}) {
    std::vector<ZipMember> content;
    for (const auto& member : members) {
      std::ifstream in(path / member, std::ios::binary);
      content.push_back({"klasör/" + member, {std::istreambuf_iterator<char>(in), {}}});
    }
    const auto zip = write("teslim.zip", zipped(content));
    const auto before = names();
    const auto delivery = read(settings(zip), 0);
    EXPECT_EQ(delivery.rows_read, 5U) << members[0];
    ASSERT_EQ(delivery.files.size(), 1U);
    EXPECT_TRUE(delivery.files[0].starts_with("/vsizip/")) << delivery.files[0];
    EXPECT_EQ(names(), before);
  }
}

TEST_F(Refusal, AZipThatLeavesItselfOrUnfoldsTooFar) {
  EXPECT_THAT(refusal(settings(write("a.zip", zipped({{"../m.csv", "KIMLIKNO\n1\n"}})))),
              HasSubstr("lies outside"));
  EXPECT_THAT(refusal(settings(write("b.zip", zipped({{"/m.csv", "KIMLIKNO\n1\n"}})))),
              HasSubstr("lies outside"));
  std::vector<ZipMember> bomb = {{"m.csv", "KIMLIKNO\n1\n", 3'000'000'000U}};
  EXPECT_EQ(files_of(write("c.zip", zipped(bomb))).size(), 1U);
  bomb.push_back({"n.csv", "KIMLIKNO\n1\n", 3'000'000'000U});
  bomb.push_back({"o.csv", "KIMLIKNO\n1\n", 3'000'000'000U});
  EXPECT_THAT(refusal(settings(write("d.zip", zipped(bomb)))), HasSubstr("8 GiB"));
  EXPECT_THAT(refusal(settings(write("e.xlsx", zipped(bomb)))), HasSubstr("8 GiB"));
  auto cut_off = zipped({{"m.csv", "KIMLIKNO\n1\n"}});
  cut_off.resize(cut_off.size() - 10);
  EXPECT_THAT(refusal(settings(write("f.zip", cut_off))), HasSubstr("cut off"));
  EXPECT_THAT(refusal(settings(write("g.zip", zipped({{"oku.pdf", "x"}})))), HasSubstr("no file"));
}

TEST_F(Refusal, AGlobReadsItsFilesInOrderAndOneEmptyOneStops) {
  write("b.csv", "KIMLIKNO;AD\n3;C\n4;D\n");
  write("a.csv", "KIMLIKNO\n1\n2\n");
  auto both = settings_for((path / "*.csv").string(), sync::SourceLayer::neighbourhood,
                           {{"mahalle_kodu", "KIMLIKNO"}});
  const auto delivery = read(both, 0);
  EXPECT_THAT(texts(delivery.rows, "mahalle_kodu"), ElementsAre("1", "2", "3", "4"));
  EXPECT_THAT(delivery.rows.rows, ElementsAre(1U, 2U, 1U, 2U));
  EXPECT_THAT(delivery.unmapped, ElementsAre("AD"));
  EXPECT_EQ(delivery.files.size(), 2U);
  write("c.csv", "KIMLIKNO\n");
  EXPECT_THAT(refusal(both), AllOf(HasSubstr("c.csv"), HasSubstr("no record")));
  // A delta in which nothing changed empties nothing.
  both.sources[0].delivery = sync::DeliveryKind::delta;
  EXPECT_EQ(read(both, 0).rows_read, 4U);
}

TEST_F(Refusal, UnnamedAllowedDriversAreAllThereIs) {
  auto wrong = settings(write("m.csv", "KIMLIKNO\n1\n"));
  wrong.sources[0].format = "vrt";
  EXPECT_THAT(refusal(wrong), HasSubstr("format \"vrt\" is not known"));
}

}  // namespace
}  // namespace uavt::importers
