// The edge: what happens to every request around its handler. The one catch (a broken program becomes an
// incident id that stands in the reply and in the log; a broken world becomes "send it again"), the security
// headers, the refusal of writes that another web site sends, one log line and the metrics. Neither holds
// a path, a query, a body or an address: only the route's pattern.
#pragma once

#include "platform/http/router.hpp"
#include "platform/world.hpp"

namespace huiji::http {

class Edge {
 public:
  // `pages` answers what is not a route: the web apps.
  Edge(const Router& router, Handler pages, Random& random)
      : router_(router), pages_(std::move(pages)), random_(random) {}

  Response handle(const Request& request) const;
  Response refuse(const Refusal& refusal, const Request& request) const;  // for the server's own refusals

 private:
  Response run(const Request& request, std::string_view& pattern) const;
  Response finish(Response response, const Request& request, std::string_view pattern, std::int64_t us) const;
  std::string new_request_id() const;

  const Router& router_;
  Handler pages_;
  Random& random_;
};

// True when a browser says that another site's page sent this request (Origin, Sec-Fetch-Site).
bool is_foreign_write(const Request& request);

}  // namespace huiji::http
