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
#include "platform/http/http_errors.hpp"
#include "wire/json.hpp"

namespace huiji::http {

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
  std::string method = {};
  std::string path = {};  // "/v1/sales/{sale_id}"
  std::string summary = {};
  Access access = Access::session;
  std::optional<Right> right = {};
  std::vector<QueryParameter> query = {};
  const wire::TypeInfo* body = nullptr;   // described JSON body
  const wire::TypeInfo* reply = nullptr;  // described JSON reply
  std::string raw_body = {};              // content type of a body that is not JSON (an import file)
  std::string raw_reply = {};             // content type of a reply that is not JSON (an export file)
  std::function<Response(const Call&)> handle = {};
};

// Turns a refusal into the error body {code, family, text, text_zh, text_en, details}.
Response refusal_response(const Refusal& refusal, const Request& request);

// For a handler whose right depends on who calls.
Refusal missing_right(Right right);

struct ErrorDetail {
  std::string name;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(ErrorDetail, (), (name, value))

struct ErrorBody {
  std::string code;
  std::string family;
  std::string text;  // in the language of Accept-Language
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

  template <class Reply>
  void get(Route route, std::function<Result<Reply>(const Call&)> handle) {
    route.method = "GET";
    without_body<Reply>(std::move(route), std::move(handle));
  }
  // A route without a body, of the method that it names.
  template <class Reply>
  void without_body(Route route, std::function<Result<Reply>(const Call&)> handle) {
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

  // Finds the route, authenticates, checks the right, runs the handler. HEAD runs the GET route. Exceptions
  // pass through to the one catch at the edge (edge.hpp).
  Response dispatch(const Request& request) const;
  // The matched route's path pattern, for metrics labels; "" when there is none.
  std::string_view pattern_of(const Request& request) const;

 private:
  struct Match {
    const Route* route = nullptr;  // the path and the method fit
    std::vector<std::string> parameters;
    std::string allowed;  // methods of the routes whose path fits
  };
  Match match(const Request& request) const;

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
