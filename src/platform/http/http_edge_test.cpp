#include <gtest/gtest.h>

#include <fstream>

#include "platform/db/database.hpp"
#include "platform/http/edge.hpp"
#include "platform/http/operation_routes.hpp"
#include "platform/http/test_folder.hpp"
#include "platform/log.hpp"
#include "platform/metrics.hpp"
#include "support/world.hpp"

namespace huiji::http {
namespace {

class http_edge : public testing::Test {
 protected:
  void SetUp() override {
    log_file = huiji::test::folder_of_this_test() + "/log";
    log::open(log::Level::info, log_file);
    add_operation_routes(router, [this] { return is_ready; });
    for (const char* method : {"GET", "PUT"})
      router.add(
          {.method = method, .path = "/v1/do/{what}", .access = Access::open, .handle = [](const Call& call) {
             if (call.parameters[0] == "break") HUIJI_CHECK(1 + 1 == 3);
             if (call.parameters[0] == "unavailable") throw db::Unavailable("disk is full");
             return Response{};
           }});
  }
  void TearDown() override { log::open(log::Level::warning, ""); }

  Response send(const std::string& method, const std::string& path, Headers headers = {}) {
    Request request;
    request.method = method, request.path = path, request.headers = std::move(headers);
    request.peer = "203.0.113.77";
    return edge.handle(request);
  }
  static std::string header(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
      if (key == name) return value;
    return "";
  }
  std::string logged() const {
    std::ifstream in(log_file);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  bool is_ready = true;
  std::string log_file;
  Router router;
  huiji::test::SeededRandom random;
  Edge edge{router, [](const Request& request) { return refusal_response(unknown_path, request); }, random};
};

TEST_F(http_edge, a_broken_program_is_an_incident_that_the_log_names_too) {
  const Response response = send("PUT", "/v1/do/break");
  EXPECT_EQ(response.status, 500);
  const auto body = wire::from_json<ErrorBody>(response.body);
  ASSERT_TRUE(body);
  EXPECT_EQ(body->code, "http.broken_program");
  EXPECT_EQ(body->family, "broken");
  ASSERT_TRUE(body->incident);
  EXPECT_EQ(body->incident->size(), 16u);
  EXPECT_NE(body->text_zh.find(*body->incident), std::string::npos);
  EXPECT_NE(logged().find(*body->incident), std::string::npos);
  EXPECT_NE(logged().find("1 + 1 == 3"), std::string::npos);
  EXPECT_EQ(response.body.find("1 + 1"), std::string::npos);  // no insides for outsiders
}

TEST_F(http_edge, a_broken_world_asks_for_the_same_request_again) {
  const Response response = send("PUT", "/v1/do/unavailable");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(header(response, "Retry-After"), "1");
  EXPECT_EQ(wire::from_json<ErrorBody>(response.body)->family, "retry");
}

TEST_F(http_edge, every_reply_carries_the_security_headers) {
  for (const char* path : {"/healthz", "/v1/do/break", "/v1/nothing", "/nothing"}) {
    const Response response = send("GET", path);
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(header(response, "Cache-Control"), "no-store") << path;
    EXPECT_EQ(header(response, "Cross-Origin-Opener-Policy"), "same-origin") << path;
    EXPECT_FALSE(header(response, "X-Request-Id").empty()) << path;
    const std::string policy = header(response, "Content-Security-Policy");
    EXPECT_NE(policy.find("script-src 'self' 'wasm-unsafe-eval';"), std::string::npos) << path;
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos) << path;
    EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "") << path;
  }
}

TEST_F(http_edge, refuses_writes_that_another_site_sends) {
  const Headers foreign{{"host", "shop:8080"}, {"origin", "https://evil.example"}};
  EXPECT_EQ(send("PUT", "/v1/do/it", foreign).status, 403);
  EXPECT_EQ(send("GET", "/v1/do/it", foreign).status, 200);
  EXPECT_EQ(send("PUT", "/v1/do/it", {{"host", "shop:8080"}, {"origin", "null"}}).status, 403);
  EXPECT_EQ(send("PUT", "/v1/do/it", {{"host", "shop:8080"}, {"origin", "http://shop:8081"}}).status, 403);
  EXPECT_EQ(send("PUT", "/v1/do/it", {{"host", "shop:8080"}, {"sec-fetch-site", "cross-site"}}).status, 403);
  EXPECT_EQ(send("PUT", "/v1/do/it", {{"host", "shop:8080"}, {"origin", "http://shop:8080"}}).status, 200);
  EXPECT_EQ(send("PUT", "/v1/do/it").status, 200);  // not a browser
}

TEST_F(http_edge, logs_the_pattern_and_nothing_of_the_request) {
  send("GET", "/v1/do/13812345678?phone=13812345678", {{"authorization", "Bearer token-of-somebody"}});
  send("GET", "/v1/nothing/13812345678");
  const std::string log = logged();
  EXPECT_NE(log.find("\"route\":\"/v1/do/{what}\""), std::string::npos);
  for (const char* secret : {"13812345678", "token-of-somebody", "203.0.113"})
    EXPECT_EQ(log.find(secret), std::string::npos);
}

TEST_F(http_edge, metrics_count_by_pattern_and_status) {
  send("GET", "/v1/do/one");
  send("GET", "/v1/do/two");
  send("PROPFIND-9f3a", "/nowhere");
  metrics::checkout("sale");
  metrics::commit_group(3, 900);
  const Response response = send("GET", "/metrics");
  EXPECT_EQ(response.content_type, "text/plain; version=0.0.4; charset=utf-8");
  for (const char* line :
       {"huiji_http_requests_total{method=\"GET\",route=\"/v1/do/{what}\",status=\"200\"}",
        "huiji_http_requests_total{method=\"other\",route=\"none\"",
        "huiji_checkouts_total{outcome=\"sale\"}", "huiji_commit_group_flows_bucket{le=\"4\"}"})
    EXPECT_NE(response.body.find(line), std::string::npos) << line;
  EXPECT_EQ(response.body.find("PROPFIND"), std::string::npos);
}

TEST_F(http_edge, is_alive_and_ready_are_two_questions) {
  EXPECT_EQ(send("GET", "/readyz").status, 200);
  is_ready = false;
  EXPECT_EQ(send("GET", "/readyz").status, 503);
  EXPECT_EQ(send("GET", "/healthz").status, 200);
}

TEST_F(http_edge, the_servers_own_refusals_look_the_same) {
  Request request;
  const Response response = edge.refuse(Refusal(body_too_large, {{"limit", "9"}}), request);
  EXPECT_EQ(response.status, 413);
  EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
}

}  // namespace
}  // namespace huiji::http
