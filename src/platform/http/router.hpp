// Routes with described bodies and replies: one declaration serves dispatch, access control, JSON and the
// OpenAPI document. A room's <room>_api.cpp adds its routes and holds no rule.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/caller.hpp"
#include "kernel/result.hpp"
#include "platform/http/http.hpp"
#include "wire/json.hpp"

namespace huiji::http {

inline const ErrorCode unknown_path{"http.unknown_path", Family::not_found, "没有这个地址", "There is no such address"};
inline const ErrorCode bad_parameter{"http.bad_parameter", Family::malformed, "参数 {name} 有误：{value}",
                                     "Parameter {name} is wrong: {value}"};
inline const ErrorCode right_missing{"http.right_missing", Family::forbidden, "您没有“{right}”权限，请找店长授权",
                                     "You lack the right “{right}”: ask the manager"};
inline const ErrorCode not_logged_in{"http.not_logged_in", Family::unauthenticated, "请先登录", "Please log in"};
inline const ErrorCode not_a_till{"http.not_a_till", Family::unauthenticated, "此设备尚未登记为收银台",
                                  "This device is not enrolled as a till"};

// open: anybody. session: a person is logged in (Authorization: Bearer). till: an enrolled device
// (Till-Token). till_or_session: either.
enum class Access { open, session, till, till_or_session };

struct Call {
  const Request& request;
  Caller caller;
  std::vector<std::string> parameters;  // of the path, in order

  template <class IdType>
  Result<IdType> id(std::size_t i) const {
    if (auto id = IdType::parse(parameters[i])) return *id;
    return Refusal(bad_parameter, {{"name", "id"}, {"value", parameters[i]}});
  }
};

struct QueryParameter {
  std::string name;
  std::string doc;
  bool required = false;
};

struct Route {
  std::string method;
  std::string path;  // "/v1/sales/{sale_id}"
  std::string summary;
  Access access = Access::session;
  std::optional<Right> right;
  std::vector<QueryParameter> query;
  const wire::TypeInfo* body = nullptr;   // described JSON body
  const wire::TypeInfo* reply = nullptr;  // described JSON reply
  std::string raw_body = {};              // content type of a body that is not JSON (an import file)
  std::string raw_reply = {};             // content type of a reply that is not JSON (an export file)
  std::function<Response(const Call&)> handle;
};

// Turns a refusal into the error body {code, family, text, text_zh, text_en, details}.
Response refusal_response(const Refusal& refusal, const Request& request);

struct ErrorDetail {
  std::string name;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(ErrorDetail, (), (name, value))

struct ErrorBody {
  std::string code;
  std::string family;
  std::string text;     // in the language of Accept-Language
  std::string text_zh;
  std::string text_en;
  std::vector<ErrorDetail> details;
  std::optional<std::string> incident;  // of a broken program: name it to support
};
BOOST_DESCRIBE_STRUCT(ErrorBody, (), (code, family, text, text_zh, text_en, details, incident))

struct Empty {};
BOOST_DESCRIBE_STRUCT(Empty, (), ())

class Router {
 public:
  using Authenticate = std::function<Result<Caller>(const Request&, Access)>;

  void authenticate_with(Authenticate authenticate) { authenticate_ = std::move(authenticate); }
  void add(Route route);
  const std::vector<Route>& routes() const { return routes_; }

  // A route without a body.
  template <class Reply>
  void get(Route route, std::function<Result<Reply>(const Call&)> handle) {
    route.method = "GET";
    route.reply = &wire::type_of<Reply>();
    route.handle = [handle](const Call& call) { return reply_response(handle(call), call.request); };
    add(std::move(route));
  }
  // A route with a described JSON body.
  template <class Body, class Reply>
  void with_body(Route route, std::function<Result<Reply>(const Call&, const Body&)> handle) {
    route.body = &wire::type_of<Body>();
    route.reply = &wire::type_of<Reply>();
    route.handle = [handle](const Call& call) {
      auto body = wire::from_json<Body>(call.request.body);
      if (!body) return refusal_response(body.refusal(), call.request);
      return reply_response(handle(call, *body), call.request);
    };
    add(std::move(route));
  }

  // Finds the route, authenticates, checks the right, runs the handler. Exceptions pass through to the
  // one catch at the edge (programs/server).
  Response dispatch(const Request& request) const;
  // The matched route's path pattern, for metrics labels; "" when there is none.
  std::string_view pattern_of(const Request& request) const;

 private:
  template <class Reply>
  static Response reply_response(const Result<Reply>& result, const Request& request) {
    if (!result) return refusal_response(result.refusal(), request);
    Response response;
    response.body = wire::to_json(*result);
    return response;
  }
  std::vector<Route> routes_;
  Authenticate authenticate_;
};

}  // namespace huiji::http
