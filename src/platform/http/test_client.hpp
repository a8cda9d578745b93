// A client for the server's tests: plain bytes on a socket, so that it can also misbehave.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <string>

namespace huiji::http::test {

struct Answer {
  int status = 0;  // 0: the connection ended without an answer
  std::string head;
  std::string body;
  bool has(std::string_view line) const { return head.find(line) != std::string::npos; }
};

class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    timeval patience{20, 0};  // a hanging server fails the test instead of hanging it
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return connected_; }
  bool send(std::string_view bytes) {
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
  }

  // The next answer; `head_only` for HEAD, whose Content-Length has no body behind it.
  Answer answer(bool head_only = false) {
    Answer result;
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos)
      if (!receive()) return result;
    result.head = received_.substr(0, end + 2);
    received_.erase(0, end + 4);
    result.status = std::stoi(result.head.substr(9, 3));
    const std::size_t length_at = result.head.find("Content-Length: ");
    std::size_t length = 0;
    if (length_at != std::string::npos && !head_only) length = std::stoul(result.head.substr(length_at + 16));
    while (received_.size() < length)
      if (!receive()) return {};
    result.body = received_.substr(0, length);
    received_.erase(0, length);
    return result;
  }
  Answer get(const std::string& target, const std::string& headers = "") {
    send("GET " + target + " HTTP/1.1\r\nHost: shop\r\n" + headers + "\r\n");
    return answer();
  }

  // Waits until the server has closed the connection; false if it says something instead.
  bool is_closed_by_server() { return received_.empty() && !receive() && !timed_out_; }

 private:
  bool receive() {
    char buffer[4096];
    const ssize_t size = ::recv(socket_, buffer, sizeof buffer, 0);
    timed_out_ = size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (size <= 0) return false;
    received_.append(buffer, static_cast<std::size_t>(size));
    return true;
  }

  int socket_;
  bool connected_ = false, timed_out_ = false;
  std::string received_;
};

}  // namespace huiji::http::test
