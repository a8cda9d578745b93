#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "platform/http/language.hpp"
#include "platform/http/router.hpp"
#include "platform/http/target.hpp"

namespace huiji::http {
namespace {

struct Word {
  std::string word;
};
BOOST_DESCRIBE_STRUCT(Word, (), (word))

Result<Word> first_parameter(const Call& call) {
  return Word{call.parameters.empty() ? "-" : call.parameters[0]};
}

Router example() {
  Router router;
  router.authenticate_with([](const Request& request, Access access) -> Result<Caller> {
    Caller caller;
    if (access == Access::open) return caller;
    if (request.header("authorization").empty()) return not_logged_in;
    caller.rights = {Right::sell};
    return caller;
  });
  router.get<Word>({.path = "/v1/things/{thing_id}", .access = Access::open}, first_parameter);
  router.get<Word>({.path = "/v1/things/special", .access = Access::open},
                   [](const Call&) -> Result<Word> { return Word{"special"}; });
  router.with_body<Word, Word>({.method = "PUT", .path = "/v1/things/{thing_id}", .access = Access::open},
                               [](const Call&, const Word& body) -> Result<Word> { return body; });
  router.get<Word>({.path = "/v1/mine"}, first_parameter);
  router.get<Word>({.path = "/v1/totals", .right = Right::view_totals}, first_parameter);
  router.get<Word>(
      {.path = "/v1/search", .access = Access::open, .query = {{.name = "q", .doc = "", .required = true}}},
      [](const Call& call) -> Result<Word> { return Word{std::string(call.request.query_value("q"))}; });
  return router;
}

Request request(std::string method, std::string path, Headers headers = {}, std::string body = {}) {
  Request made;
  made.method = std::move(method), made.path = std::move(path), made.headers = std::move(headers),
  made.body = std::move(body);
  return made;
}

std::string header_of(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return "";
}

ErrorBody error_of(const Response& response) {
  const auto body = wire::from_json<ErrorBody>(response.body);
  EXPECT_TRUE(body) << response.body;
  return body ? *body : ErrorBody{};
}

TEST(http_router, a_literal_segment_wins_over_a_parameter) {
  const Router router = example();
  EXPECT_EQ(router.dispatch(request("GET", "/v1/things/special")).body, R"({"word":"special"})");
  EXPECT_EQ(router.dispatch(request("GET", "/v1/things/牛奶")).body, R"({"word":"牛奶"})");
  EXPECT_EQ(router.pattern_of(request("GET", "/v1/things/17")), "/v1/things/{thing_id}");
  EXPECT_EQ(router.pattern_of(request("GET", "/v1/things/special")), "/v1/things/special");
}

TEST(http_router, an_unknown_path_is_refused_in_both_languages) {
  const Router router = example();
  for (const char* path : {"/v1/things", "/v1/things/", "/v1/things/1/2", "/v1/nothing", "/", ""}) {
    const Response response = router.dispatch(request("GET", path));
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_EQ(error_of(response).code, "http.unknown_path");
    EXPECT_EQ(router.pattern_of(request("GET", path)), "");
  }
  const ErrorBody body =
      error_of(router.dispatch(request("GET", "/x", {{"accept-language", "en-GB,zh;q=0.5"}})));
  EXPECT_EQ(body.text, "There is no such address");
  EXPECT_EQ(body.text_zh, "没有这个地址");
  EXPECT_EQ(body.text_en, "There is no such address");
  EXPECT_EQ(body.family, "not_found");
  EXPECT_EQ(error_of(router.dispatch(request("GET", "/x"))).text, "没有这个地址");
}

TEST(http_router, a_wrong_method_names_the_right_ones) {
  const Response response = example().dispatch(request("DELETE", "/v1/things/1"));
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header_of(response, "Allow"), "GET, HEAD, PUT");
  EXPECT_EQ(error_of(response).text_en, "This address does not take DELETE; it takes: GET, HEAD, PUT");
}

TEST(http_router, head_runs_the_get_route) {
  EXPECT_EQ(example().dispatch(request("HEAD", "/v1/things/special")).status, 200);
}

TEST(http_router, asks_who_calls_and_what_he_may_do) {
  const Router router = example();
  const Response anonymous = router.dispatch(request("GET", "/v1/mine"));
  EXPECT_EQ(anonymous.status, 401);
  EXPECT_EQ(header_of(anonymous, "WWW-Authenticate"), "Bearer");
  const Headers someone{{"authorization", "Bearer x"}};
  EXPECT_EQ(router.dispatch(request("GET", "/v1/mine", someone)).status, 200);
  const Response forbidden = router.dispatch(request("GET", "/v1/totals", someone));
  EXPECT_EQ(forbidden.status, 403);
  EXPECT_EQ(error_of(forbidden).text_zh, "您没有“查看日结”权限，请找店长授权");
  EXPECT_EQ(error_of(forbidden).text_en, "You lack the right “view day totals”: ask the manager");
}

TEST(http_router, refuses_bodies_that_do_not_fit_and_missing_parameters) {
  const Router router = example();
  const Response bad = router.dispatch(request("PUT", "/v1/things/1", {}, R"({"word":7})"));
  EXPECT_EQ(bad.status, 400);
  EXPECT_EQ(error_of(bad).code, "wire.bad_field");
  EXPECT_EQ(error_of(bad).details.at(0).value, "/word");
  EXPECT_EQ(error_of(router.dispatch(request("PUT", "/v1/things/1", {}, "{"))).code, "wire.not_json");
  EXPECT_EQ(error_of(router.dispatch(request("GET", "/v1/search"))).code, "http.parameter_missing");
}

TEST(http_router, two_equal_routes_are_a_broken_program) {
  Router router = example();
  EXPECT_THROW(router.get<Word>({.path = "/v1/mine"}, first_parameter), BrokenProgram);
  EXPECT_THROW(router.add({.path = "/v1/other", .handle = [](const Call&) { return Response{}; }}),
               BrokenProgram);
}

TEST(http_language, chinese_unless_english_is_preferred) {
  EXPECT_TRUE(wants_chinese(""));
  EXPECT_TRUE(wants_chinese("zh-CN,zh;q=0.9,en;q=0.8"));
  EXPECT_TRUE(wants_chinese("fr"));
  EXPECT_TRUE(wants_chinese("en;q=0.5, zh-Hant;q=0.7"));
  EXPECT_TRUE(wants_chinese("en;q=nonsense"));
  EXPECT_FALSE(wants_chinese("en"));
  EXPECT_FALSE(wants_chinese("en-US,en;q=0.9,zh;q=0.8"));
  EXPECT_FALSE(wants_chinese("zh;q=0, en;q=0.001"));
  EXPECT_TRUE(wants_chinese("english"));
}

RC_GTEST_PROP(http_target, every_encoded_text_comes_back, (const std::string& text)) {
  RC_PRE(text.find('\0') == std::string::npos);
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += "0123456789ABCDEF"[byte >> 4];
    encoded += "0123456789abcdef"[byte & 15];
  }
  Request made;
  RC_ASSERT(parse_target("/" + encoded + "?" + encoded + "=" + encoded, made));
  RC_ASSERT(made.path == "/" + text);
  RC_ASSERT(made.query_value(text) == text);
}

TEST(http_target, refuses_broken_codes) {
  for (const char* target : {"", "x", "/%", "/%1", "/%g0", "/a%00b", "/?a=%", "*"}) {
    Request made;
    EXPECT_FALSE(parse_target(target, made)) << target;
  }
  Request made;
  EXPECT_TRUE(parse_target("/a?&&x&y=&z=1=2", made));
  EXPECT_EQ(made.query.size(), 3u);
  EXPECT_EQ(made.query_value("z"), "1=2");
}

}  // namespace
}  // namespace huiji::http
