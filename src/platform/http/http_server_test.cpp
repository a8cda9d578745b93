#include <atomic>
#include <future>
#include <thread>

#include "platform/http/http.hpp"
#include "platform/http/http_errors.hpp"
#include "platform/http/test_client.hpp"

namespace huiji::http {
namespace {

using test::Answer;
using test::Client;

Response echo(const Request& request) {
  Response response;
  response.content_type = "text/plain";
  response.body =
      request.method + " " + request.path + " " + std::string(request.query_value("q")) + " " + request.body;
  return response;
}

ServerOptions any_port() {
  ServerOptions options;
  options.port = 0;
  options.io_threads = 2;
  options.worker_threads = 4;
  return options;
}

std::string put(const std::string& target, const std::string& body) {
  return "PUT " + target + " HTTP/1.1\r\nHost: shop\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

TEST(http_server, decodes_the_target_and_hands_over_the_body) {
  const auto server = serve(any_port(), echo);
  Client client(server->port());
  client.send(put("/v1/%E7%89%9B?q=a%26b+c", "content"));
  const Answer answer = client.answer();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "PUT /v1/牛 a&b c content");
  EXPECT_TRUE(answer.has("Date: "));
}

TEST(http_server, keeps_the_connection_and_answers_pipelined_requests_in_order) {
  const auto server = serve(any_port(), echo);
  Client client(server->port());
  std::string requests;
  for (int i = 0; i < 20; ++i)
    requests += put("/" + std::to_string(i), std::string(static_cast<std::size_t>(i), 'x'));
  client.send(requests);
  for (int i = 0; i < 20; ++i) {
    const Answer answer = client.answer();
    EXPECT_EQ(answer.body,
              "PUT /" + std::to_string(i) + "  " + std::string(static_cast<std::size_t>(i), 'x'));
  }
}

TEST(http_server, closes_when_the_client_asks_for_it) {
  const auto server = serve(any_port(), echo);
  Client client(server->port());
  EXPECT_EQ(client.get("/", "Connection: close\r\n").status, 200);
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST(http_server, reads_a_chunked_body) {
  const auto server = serve(any_port(), echo);
  Client client(server->port());
  client.send(
      "POST /c HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: "
      "chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
  EXPECT_EQ(client.answer().body, "POST /c  abcdefg");
}

TEST(http_server, head_has_the_length_and_no_body) {
  const auto server = serve(any_port(), echo);
  Client client(server->port());
  client.send("HEAD /x HTTP/1.1\r\nHost: shop\r\n\r\nGET /y HTTP/1.1\r\nHost: shop\r\n\r\n");
  const Answer head = client.answer(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.has("Content-Length: " + std::to_string(std::string("HEAD /x  ").size())));
  EXPECT_EQ(client.answer().body, "GET /y  ");
}

TEST(http_server, not_modified_carries_no_body) {
  const auto server = serve(any_port(), [](const Request&) {
    Response response;
    response.status = 304;
    return response;
  });
  Client client(server->port());
  EXPECT_EQ(client.get("/").status, 304);
  EXPECT_EQ(client.get("/").status, 304);  // nothing of the first was left on the wire
}

TEST(http_server, refuses_a_body_over_the_limit_before_it_comes) {
  ServerOptions options = any_port();
  options.body_limit = 1000;
  const auto server = serve(options, echo);
  Client client(server->port());
  client.send("PUT /v1/sales/1 HTTP/1.1\r\nHost: shop\r\nContent-Length: 1001\r\n\r\nonly the beginning");
  const Answer answer = client.answer();
  EXPECT_EQ(answer.status, 413);
  EXPECT_NE(answer.body.find("http.body_too_large"), std::string::npos);
  EXPECT_NE(answer.body.find("请求内容过大，最多 1000 字节"), std::string::npos);
  EXPECT_TRUE(answer.has("Connection: close"));
}

TEST(http_server, refuses_a_chunked_body_once_it_is_over_the_limit) {
  ServerOptions options = any_port();
  options.body_limit = 1000;
  const auto server = serve(options, echo);
  Client client(server->port());
  client.send("PUT / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n" +
              std::string(2048, 'x') + "\r\n");
  EXPECT_EQ(client.answer().status, 413);
}

TEST(http_server, an_import_may_be_larger) {
  ServerOptions options = any_port();
  options.body_limit = 1000;
  options.import_body_limit = 5000;
  const auto server = serve(options, [](const Request& request) {
    Response response;
    response.body = std::to_string(request.body.size());
    return response;
  });
  Client client(server->port());
  client.send(put("/v1/products/import?dry_run=1", std::string(4000, 'x')));
  EXPECT_EQ(client.answer().body, "4000");
  Client other(server->port());
  other.send(put("/v1/products/import", std::string(5001, 'x')));
  EXPECT_EQ(other.answer().status, 413);
}

TEST(http_server, refuses_a_header_over_the_limit) {
  ServerOptions options = any_port();
  options.header_limit = 2000;
  const auto server = serve(options, echo);
  Client client(server->port());
  client.send("GET / HTTP/1.1\r\nHost: shop\r\nX-Long: " + std::string(5000, 'x'));
  const Answer answer = client.answer();
  EXPECT_EQ(answer.status, 431);
  EXPECT_NE(answer.body.find("http.header_too_large"), std::string::npos);
}

TEST(http_server, refuses_what_is_not_http_and_targets_that_do_not_decode) {
  const auto server = serve(any_port(), echo);
  for (const char* bytes :
       {"\x16\x03\x01\x02 not http at all\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: shop\r\n\r\n",
        "GET /%00 HTTP/1.1\r\nHost: shop\r\n\r\n", "GET http://other/ HTTP/1.1\r\nHost: shop\r\n\r\n"}) {
    Client client(server->port());
    client.send(bytes);
    const Answer answer = client.answer();
    EXPECT_EQ(answer.status, 400) << bytes;
    EXPECT_NE(answer.body.find("http.bad_request"), std::string::npos) << bytes;
  }
}

// Two readings of one request's length are how a request is smuggled past a proxy.
TEST(http_server, refuses_bodies_of_two_lengths) {
  const auto server = serve(any_port(), echo);
  for (const char* lengths :
       {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 5x\r\n", "Content-Length: -1\r\n"}) {
    Client client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: shop\r\n" + std::string(lengths) + "\r\n0\r\n\r\n");
    EXPECT_EQ(client.answer().status, 400) << lengths;
    EXPECT_TRUE(client.is_closed_by_server()) << lengths;
  }
}

TEST(http_server, says_continue_when_asked) {
  const auto server = serve(any_port(), echo);
  Client client(server->port());
  client.send("PUT / HTTP/1.1\r\nHost: shop\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.answer().status, 100);
  client.send("ok");
  EXPECT_EQ(client.answer().body, "PUT /  ok");
}

TEST(http_server, cuts_slow_clients_off_and_serves_the_others_meanwhile) {
  ServerOptions options = any_port();
  options.request_timeout_ms = 400;
  const auto server = serve(options, echo);
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 40; ++i) slow.push_back(std::make_unique<Client>(server->port()));
  for (auto& client : slow) client->send("PUT / HTTP/1.1\r\nHost: shop\r\nContent-Length: 50\r\n\r\nx");
  Client quick(server->port());
  EXPECT_EQ(quick.get("/quick").status, 200);
  std::atomic<bool> done = false;
  // The deadline is for the whole request: bytes that dribble in do not move it.
  std::thread dribble([&] {
    while (!done) {
      for (auto& client : slow) client->send("x");
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  });
  for (auto& client : slow) EXPECT_TRUE(client->is_closed_by_server());
  done = true;
  dribble.join();
  EXPECT_EQ(quick.get("/still").status, 200);
}

TEST(http_server, closes_idle_connections) {
  ServerOptions options = any_port();
  options.idle_timeout_ms = 100;
  const auto server = serve(options, echo);
  Client silent(server->port()), used(server->port());
  EXPECT_EQ(used.get("/").status, 200);
  EXPECT_TRUE(silent.is_closed_by_server());
  EXPECT_TRUE(used.is_closed_by_server());
}

// A handler that waits until it is let go.
class Gate {
 public:
  Response enter() {
    ++inside_;
    open_.wait();
    return {};
  }
  void wait_for(int count) const {
    while (inside_ < count) std::this_thread::yield();
  }
  void open() { promise_.set_value(); }

 private:
  std::atomic<int> inside_{0};
  std::promise<void> promise_;
  std::shared_future<void> open_{promise_.get_future()};
};

TEST(http_server, a_graceful_stop_finishes_what_was_accepted) {
  Gate gate;
  const auto server = serve(any_port(), [&](const Request&) { return gate.enter(); });
  const std::uint16_t port = server->port();
  Client client(port), idle(port);
  client.send("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
  gate.wait_for(1);
  auto stopped = std::async(std::launch::async, [&] { server->stop(); });
  EXPECT_TRUE(idle.is_closed_by_server());
  while (Client(port).connected()) std::this_thread::yield();
  gate.open();
  const Answer answer = client.answer();
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.has("Connection: close"));
  stopped.get();
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST(http_server, tells_more_requests_than_it_takes_to_come_again) {
  Gate gate;
  ServerOptions options = any_port();
  options.worker_threads = 1;
  options.waiting_limit = 1;
  const auto server = serve(options, [&](const Request&) { return gate.enter(); });
  Client first(server->port()), second(server->port());
  first.send("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
  gate.wait_for(1);
  const Answer refused = second.get("/");
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(refused.has("Retry-After: 1"));
  EXPECT_NE(refused.body.find("http.busy"), std::string::npos);
  gate.open();
  EXPECT_EQ(first.answer().status, 200);
  EXPECT_EQ(second.get("/").status, 200);
}

TEST(http_server, a_handler_that_throws_does_not_end_the_server) {
  const auto server = serve(any_port(), [](const Request& request) -> Response {
    if (request.path == "/bad") throw std::runtime_error("bad");
    return {};
  });
  Client client(server->port());
  EXPECT_EQ(client.get("/bad").status, 500);
  EXPECT_EQ(client.get("/good").status, 200);
}

TEST(http_server, a_second_server_does_not_share_the_port_unnoticed) {
  const auto server = serve(any_port(), echo);
  ServerOptions options = any_port();
  options.port = server->port();
  EXPECT_THROW(serve(options, echo), CannotListen);
  options.port = 0;
  options.address = "not an address";
  EXPECT_THROW(serve(options, echo), CannotListen);
}

}  // namespace
}  // namespace huiji::http
