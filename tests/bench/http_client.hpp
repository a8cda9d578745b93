// A blocking HTTP/1.1 client over one kept connection: enough to load our own server on the loopback.
#pragma once

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string>

namespace huiji::bench {

class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int yes = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("cannot connect");
  }
  ~HttpClient() { ::close(socket_); }

  // Status; the body is read and kept in `body`.
  int send(const std::string& method, const std::string& path, const std::string& headers,
           const std::string& body) {
    const std::string request = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers +
                                "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    for (std::size_t sent = 0; sent < request.size();) {
      const ssize_t n = ::send(socket_, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) throw std::runtime_error("connection lost");
      sent += static_cast<std::size_t>(n);
    }
    return receive();
  }
  std::string body;

 private:
  int receive() {
    std::size_t head;
    while ((head = buffer_.find("\r\n\r\n")) == std::string::npos) fill();
    std::string heading = buffer_.substr(0, head);
    for (char& c : heading) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    const std::size_t at = heading.find("content-length: ");
    const std::size_t length = at == std::string::npos ? 0 : std::stoul(heading.substr(at + 16));
    while (buffer_.size() < head + 4 + length) fill();
    body = buffer_.substr(head + 4, length);
    const int status = std::stoi(buffer_.substr(9, 3));
    buffer_.erase(0, head + 4 + length);
    return status;
  }
  void fill() {
    char chunk[16384];
    const ssize_t n = ::recv(socket_, chunk, sizeof chunk, 0);
    if (n <= 0) throw std::runtime_error("connection lost");
    buffer_.append(chunk, static_cast<std::size_t>(n));
  }
  int socket_;
  std::string buffer_;
};

}  // namespace huiji::bench
