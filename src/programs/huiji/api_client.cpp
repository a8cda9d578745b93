#include "programs/huiji/api_client.hpp"

namespace huiji::program {

http::Response ApiClient::send(const std::string& method, const std::string& path, const std::string& body,
                               const http::Headers& more) {
  http::Request request;
  request.method = method;
  const std::size_t mark = path.find('?');
  request.path = path.substr(0, mark);
  for (std::size_t at = mark; at != path.npos;) {  // our own callers write plain names and values
    const std::size_t end = path.find('&', at + 1);
    const std::string pair = path.substr(at + 1, end == path.npos ? end : end - at - 1);
    const std::size_t equals = pair.find('=');
    request.query.push_back({pair.substr(0, equals), equals == pair.npos ? "" : pair.substr(equals + 1)});
    at = end;
  }
  request.body = body;
  request.headers = more;
  if (more.empty() && !body.empty()) request.headers.push_back({"content-type", "application/json"});
  if (!bearer_.empty()) request.headers.push_back({"authorization", "Bearer " + bearer_});
  if (!till_token_.empty()) request.headers.push_back({"till-token", till_token_});
  return app_.handle(request);
}

std::string ApiClient::call(const std::string& method, const std::string& path, const std::string& body,
                            const http::Headers& more) {
  http::Response response = send(method, path, body, more);
  if (response.status < 300) return std::move(response.body);
  const auto error = wire::from_json<http::ErrorBody>(response.body);
  throw ApiRefused(response.status, method + " " + path.substr(0, path.find('?')) + ": " +
                                        (error ? error->text_zh + " / " + error->text_en : response.body));
}

staff::Session ApiClient::log_in(const std::string& login, const std::string& password) {
  bearer_.clear();
  auto reply = parsed<staff::LoginReply>(
      call("POST", "/v1/login", wire::to_json(staff::LoginRequest{login, password})));
  bearer_ = reply.token;
  return std::move(reply.session);
}

}  // namespace huiji::program
