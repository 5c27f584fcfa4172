#include "proxy.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

namespace uavt::sql::test {
namespace {

int unix_socket(const std::string& path, sockaddr_un& address) {
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

/// Reads what is there and writes it on; false at the end.
bool passed_on(int from, int to) {
  char bytes[65536];
  const ssize_t got = ::read(from, bytes, sizeof bytes);
  for (ssize_t sent = 0; sent < got;) {
    const ssize_t now =
        ::send(to, bytes + sent, static_cast<std::size_t>(got - sent), MSG_NOSIGNAL);
    if (now <= 0) return false;
    sent += now;
  }
  return got > 0;
}

}  // namespace

Proxy::Proxy(const std::string& conninfo) {
  const std::string host = conninfo.substr(5, conninfo.find(' ') - 5);
  server_ = host + "/.s.PGSQL.5432";
  conninfo_ = "host=" + folder_.path().string() + conninfo.substr(conninfo.find(' '));
  sockaddr_un address{};
  listening_ = unix_socket((folder_.path() / ".s.PGSQL.5432").string(), address);
  if (::bind(listening_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listening_, 8) != 0) {
    throw std::runtime_error("cannot listen in " + folder_.path().string());
  }
  acceptor_ = std::thread([this] { accept_lines(); });
}

Proxy::~Proxy() {
  ending_ = true;
  acceptor_.join();
  for (std::thread& line : lines_) line.join();
  ::close(listening_);
}

void Proxy::accept_lines() {
  while (!ending_) {
    pollfd waiting{listening_, POLLIN, 0};
    if (::poll(&waiting, 1, 20) <= 0) continue;
    const int client = ::accept(listening_, nullptr, nullptr);
    if (client >= 0) lines_.emplace_back([this, client] { carry(client); });
  }
}

void Proxy::carry(int client) {
  sockaddr_un address{};
  const int server = unix_socket(server_, address);
  bool open = ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  Losing losing = Losing::nothing;
  while (open && !ending_) {
    pollfd waiting[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
    if (::poll(waiting, 2, 20) <= 0) continue;
    if (waiting[0].revents != 0) {
      losing = losing_.exchange(Losing::nothing);
      if (losing == Losing::request) break;
      open = passed_on(client, server);
    } else if (waiting[1].revents != 0) {
      // The answer has left the server: what was asked is done.
      if (losing == Losing::answer) break;
      open = passed_on(server, client);
    }
  }
  if (losing != Losing::nothing) ++lost_;
  ::close(client);
  ::close(server);
}

}  // namespace uavt::sql::test
