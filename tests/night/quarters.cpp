#include "tests/night/quarters.hpp"

#include "tests/night/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace uavt::night::test {

namespace {

constexpr double first_east = 500000;
constexpr double first_north = 4100000;
constexpr double side_m = 1000;
constexpr int columns = 8;

const std::map<std::string, std::string> headers = {
    {"cbs/mahalle.csv", "mahalle_kodu;ad;geometri"},
    {"cbs/csbm.csv", "csbm_kodu;mahalle_kodu;ad;tip"},
    {"cbs/bina.csv", "yapi_kimlik_no;kat_zemin_ustu;geometri"},
    {"cbs/numarataj.csv", "bina_kodu;csbm_kodu;kapi_no;tip;yapi_kimlik_no;x;y"},
    {"uavt/mahalle.csv", "mahalle_kodu;ad"},
    {"uavt/csbm.csv", "csbm_kodu;mahalle_kodu;ad;tip"},
    {"uavt/numarataj.csv", "bina_kodu;csbm_kodu;kapi_no"},
    {"uavt/bagimsiz_bolum.csv", "adres_no;bina_kodu;ic_kapi_no"},
};

std::string box(double x, double y, double side) {
  return fmt::format("POLYGON(({0} {1},{2} {1},{2} {3},{0} {3},{0} {1}))", x, y, x + side, y + side);
}

std::string source(const std::string& file) {
  const std::string reg = file.substr(0, file.find('/'));
  const std::string layer = file.substr(file.find('/') + 1, file.size() - file.find('/') - 5);
  std::string columns_of;
  std::istringstream names(headers.at(file));
  for (std::string name; std::getline(names, name, ';');) {
    columns_of += fmt::format("{}{} = \"{}\"", columns_of.empty() ? "" : ", ", name, name);
  }
  const bool placed = reg == "cbs" && layer != "csbm";
  return fmt::format("[[source]]\nname = \"{}-{}\"\nregister = \"{}\"\nlayer = \"{}\"\n"
                     "path = \"{}\"\nas_of = 2026-11-01\n{}columns = {{ {} }}\n",
                     reg, layer, reg, layer, file, placed ? "crs = \"EPSG:5254\"\n" : "",
                     columns_of);
}

}  // namespace

std::string quarter_name(int mahalle) {
  return fmt::format("SEMT {:02}", mahalle);
}

Quarters Quarters::of(int mahalle, int doors) {
  Quarters result;
  for (int m = 1; m <= mahalle; ++m) {
    const auto add = [&](const std::string& file, std::string text) {
      result.files[file].push_back({m, std::move(text)});
    };
    const double west = first_east + side_m * (m % columns);
    const double south = first_north + side_m * (m / columns);
    const std::int64_t code = quarter_code(m);
    add("cbs/mahalle.csv", fmt::format("{};{};{}", code, quarter_name(m), box(west, south, side_m)));
    add("uavt/mahalle.csv", fmt::format("{};{}", code, quarter_name(m)));
    for (int d = 0; d < doors; ++d) {
      const std::int64_t street = code * 100 + d / 10;
      const std::int64_t door = code * 10000 + d;
      const std::int64_t building = 900000000 + m * 10000 + d;
      const double x = west + 50 + 80 * (d % 10);
      const double y = south + 50 + 40 * static_cast<double>(d / 10);
      if (d % 10 == 0) {
        const std::string text = fmt::format("{};{};SOKAK {};sokak", street, code, street);
        add("cbs/csbm.csv", text);
        add("uavt/csbm.csv", text);
      }
      const std::string type = d % 4 == 3 ? "tali_giris" : "ana_giris";
      add("cbs/bina.csv", fmt::format("{};{};{}", building, 1 + d % 6, box(x, y, 20)));
      add("cbs/numarataj.csv", fmt::format("{};{};{};{};{};{};{}", door, street, 2 * (d % 10) + 1,
                                           type, building, x + 10, y));
      add("uavt/numarataj.csv", fmt::format("{};{};{}", door, street, 2 * (d % 10) + 1));
      add("uavt/bagimsiz_bolum.csv", fmt::format("{};{};1", 3000000000 + m * 10000 + d, door));
    }
  }
  return result;
}

void Quarters::cut_in_half(const std::string& file, int mahalle) {
  const auto rows = static_cast<std::size_t>(
      std::ranges::count(files.at(file), mahalle, &QuarterRow::mahalle));
  thin(file, mahalle, [&](std::size_t position) { return position < rows / 2; });
}

void deliver(const Town& town, const Quarters& quarters, const std::string& configuration) {
  std::string text = "[municipality]\nname = \"Semtler\"\nil = 7\nilce = 2039\n"
                     "target_crs = \"EPSG:5254\"\n[database]\ndsn = \"embedded:\"\n"
                     "[run]\nstate_dir = \"durum\"\nreport_dir = \"rapor\"\n" +
                     configuration;
  for (const auto& [file, rows] : quarters.files) {
    std::string bytes = headers.at(file) + "\n";
    for (const QuarterRow& row : rows) bytes += row.text + "\n";
    std::filesystem::create_directories((town.folder() / file).parent_path());
    write_bytes(town.folder() / file, bytes);
    text += source(file);
  }
  write_bytes(town.folder() / "uavt-sync.toml", text);
}

QuarterContent quarter_content(const Town& town) {
  const std::string sql = R"(
WITH sokak AS (SELECT c.*, m.mahalle_kodu AS m FROM adres.csbm c
               LEFT JOIN adres.mahalle m ON m.tucbs_no = c.mahalle_tucbs_no),
     bina AS (SELECT b.*, m.mahalle_kodu AS m FROM adres.bina b
              LEFT JOIN adres.mahalle m ON m.tucbs_no = b.mahalle_tucbs_no),
     kapi AS (SELECT n.*, coalesce(s.m, b.m) AS m, s.csbm_kodu AS s_kod, b.yapi_kimlik_no AS b_kod
              FROM adres.numarataj n LEFT JOIN sokak s ON s.tucbs_no = n.csbm_tucbs_no
              LEFT JOIN bina b ON b.tucbs_no = n.bina_tucbs_no),
     birim AS (SELECT u.*, k.m, k.bina_kodu AS k_kod FROM adres.bagimsiz_bolum u
               LEFT JOIN kapi k ON k.tucbs_no = u.numarataj_tucbs_no)
SELECT string_agg(coalesce(m, 0) || ' ' || satir, E'\n') FROM (
  SELECT mahalle_kodu AS m, concat_ws('|', 'mahalle', mahalle_kodu, ad, ST_AsText(geometri), eslesme)
    AS satir FROM adres.mahalle
  UNION ALL SELECT m, concat_ws('|', 'csbm', csbm_kodu, ad, tip, m, eslesme) FROM sokak
  UNION ALL SELECT m, concat_ws('|', 'bina', yapi_kimlik_no, kat_zemin_ustu, ST_AsText(geometri), m,
                                eslesme) FROM bina
  UNION ALL SELECT m, concat_ws('|', 'numarataj', bina_kodu, kapi_no, tip, s_kod, b_kod,
                                coalesce(ST_AsText(geometri), '-'), eslesme) FROM kapi
  UNION ALL SELECT m, concat_ws('|', 'bagimsiz_bolum', adres_no, ic_kapi_no, k_kod, eslesme)
    FROM birim) AS hepsi)";
  QuarterContent content;
  std::istringstream lines(town.database().value(sql));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t blank = line.find(' ');
    content[std::stoll(line.substr(0, blank))].push_back(line.substr(blank + 1));
  }
  for (auto& [mahalle, rows] : content) std::ranges::sort(rows);
  return content;
}

std::string quarter_difference(const QuarterContent& expected, const QuarterContent& seen,
                               const std::vector<std::int64_t>& but) {
  std::map<std::string, std::vector<std::string>> left;
  std::map<std::string, std::vector<std::string>> right;
  for (const auto* content : {&expected, &seen}) {
    for (const auto& [mahalle, rows] : *content) {
      if (std::ranges::find(but, mahalle) != but.end()) continue;
      const std::string name = std::to_string(mahalle);
      static_cast<void>(left[name]);
      static_cast<void>(right[name]);
      (content == &expected ? left : right)[name] = rows;
    }
  }
  return difference(left, right);
}

}  // namespace uavt::night::test
