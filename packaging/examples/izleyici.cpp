// Değişiklik akışını izleyip her değişikliği standart çıktıya bir JSON satırı olarak yazar.
// Follows the feed and writes each change to standard output, one line of JSON each.
//
//   c++ -std=c++17 izleyici.cpp -I$(pg_config --includedir) -lpq -o izleyici
//   ./izleyici "service=uavt" imlec.txt          bekler / waits for the next night
//   ./izleyici "service=uavt" imlec.txt --once   sonuna gelince biter / ends at the end
#include <libpq-fe.h>

#include <poll.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

[[noreturn]] void fail(const Connection& connection) {
  std::cerr << PQerrorMessage(connection.get());
  std::exit(1);
}

/// Değişiklikler; kısıtlar değiştiği için akış yeniden başlamışsa hiçbiri (boş işaretçi).
/// Changes; none (a null pointer) where restrictions changed and the feed began anew.
Result asked(const Connection& connection, const char* sql, const std::string& parameter) {
  const char* values[] = {parameter.c_str()};
  Result result(PQexecParams(connection.get(), sql, 1, nullptr, values, nullptr, nullptr, 0),
                PQclear);
  if (PQresultStatus(result.get()) == PGRES_TUPLES_OK) return result;
  const char* const state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  if (state == nullptr || std::strcmp(state, "55000") != 0) fail(connection);
  return {nullptr, PQclear};
}

std::string kept_cursor(const std::string& file) {
  std::string cursor = "0";
  std::ifstream(file) >> cursor;
  return cursor;
}

// Önce çıktı, sonra imleç: kesilirse son satırlar yinelenir, hiçbiri eksik kalmaz. Satırların
// sıra numarası yineleneni belli eder.
// Output first, then the cursor: after a crash the last lines come again, none is missing; a line's
// number tells which ones.
void keep_cursor(const std::string& file, const std::string& cursor) {
  std::cout.flush();
  std::ofstream(file + ".new") << cursor << '\n';
  std::filesystem::rename(file + ".new", file);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "izleyici CONNINFO IMLEC_DOSYASI [--once]\n";
    return 2;
  }
  const std::string file = arguments[2];
  const bool once = count > 3 && std::strcmp(arguments[3], "--once") == 0;
  const Connection connection(PQconnectdb(arguments[1]), PQfinish);
  if (PQstatus(connection.get()) != CONNECTION_OK) fail(connection);
  // Önce dinle, sonra oku: arada yayımlanan gece kaçmaz. Listen first: no night is missed.
  Result(PQexec(connection.get(), "LISTEN uavtsync_degisiklik"), PQclear);
  for (std::string cursor = kept_cursor(file);;) {
    const Result changes = asked(
        connection, "SELECT d.sira, to_jsonb(d) FROM paylasim.degisiklikler($1, 10000) AS d",
        cursor);
    if (!changes) {
      // Okuyan, elindekini bu satırda bırakıp yeniden başlar. Whoever reads starts over at this line.
      std::cout << "{\"yeniden\": true}\n";
      cursor = "0";
      keep_cursor(file, cursor);
      continue;
    }
    const int rows = PQntuples(changes.get());
    for (int row = 0; row < rows; ++row) std::cout << PQgetvalue(changes.get(), row, 1) << '\n';
    if (rows > 0) {
      cursor = PQgetvalue(changes.get(), rows - 1, 0);
      keep_cursor(file, cursor);
      continue;
    }
    if (once) return 0;
    pollfd socket{PQsocket(connection.get()), POLLIN, 0};
    poll(&socket, 1, -1);
    if (PQconsumeInput(connection.get()) == 0) fail(connection);
    while (PGnotify* notice = PQnotifies(connection.get())) PQfreemem(notice);
  }
}
