#include "platform/http/router.hpp"

#include "platform/http/language.hpp"

namespace huiji::http {

namespace {

struct Label {
  const char* zh;
  const char* en;
};

// What the person reads when a right is missing; a right without a label does not compile.
Label label_of(Right right) {
  switch (right) {
    case Right::sell:
      return {"收银", "sell"};
    case Right::sell_expired:
      return {"过期拦截放行", "sell goods past their date"};
    case Right::return_goods:
      return {"退货", "return goods"};
    case Right::return_without_receipt:
      return {"无小票退货", "return goods without a receipt"};
    case Right::register_member:
      return {"登记会员", "register members"};
    case Right::view_members:
      return {"查看会员", "view members"};
    case Right::view_sales:
      return {"查看销售", "view sales"};
    case Right::view_products:
      return {"查看商品", "view products"};
    case Right::edit_products:
      return {"修改商品", "edit products"};
    case Right::import_products:
      return {"导入商品", "import products"};
    case Right::view_cost:
      return {"查看成本", "view cost prices"};
    case Right::edit_promotions:
      return {"修改促销", "edit promotions"};
    case Right::discount:
      return {"手工优惠与改价", "give a discount by hand"};
    case Right::enrol_till:
      return {"登记收银台", "enrol tills"};
    case Right::edit_staff:
      return {"管理员工", "manage staff"};
    case Right::view_totals:
      return {"查看日结", "view day totals"};
    case Right::sell_value:
      return {"售卡充值", "sell and recharge cards"};
    case Right::view_value:
      return {"查看会员资产", "view members' balances"};
    case Right::cash_out:
      return {"退卡退款", "pay stored value back"};
    case Right::adjust_value:
      return {"调整会员资产", "adjust balances by hand"};
    case Right::approve_adjustment:
      return {"复核调整", "approve an adjustment"};
    case Right::edit_value_rules:
      return {"修改储值与积分规则", "change the rules of points and stored value"};
    case Right::issue_coupons:
      return {"发放优惠券", "issue coupons"};
    case Right::change_member:
      return {"冻结、合并、注销会员", "freeze, merge and close members"};
    case Right::sell_on_account:
      return {"挂账与收款", "sell on account and collect"};
    case Right::grant_credit:
      return {"会员授信", "grant credit to members"};
  }
  return {"", ""};
}

// The next segment of a path that starts with '/'; empties `path` at its end.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const std::size_t end = std::min(path.find('/'), path.size());
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

bool is_parameter(std::string_view segment) { return segment.size() > 2 && segment.front() == '{'; }

// Fills `parameters` and counts literal segments, so that /products/import wins over /products/{id}.
bool fits(std::string_view pattern, std::string_view path, std::vector<std::string>& parameters,
          int& literals) {
  while (!pattern.empty() && !path.empty()) {
    const std::string_view expected = take_segment(pattern);
    const std::string_view segment = take_segment(path);
    if (is_parameter(expected)) {
      if (segment.empty()) return false;
      parameters.emplace_back(segment);
    } else if (expected == segment) {
      ++literals;
    } else {
      return false;
    }
  }
  return pattern.empty() && path.empty();
}

void allow(std::string& allowed, std::string_view method) {
  if (allowed.find(method) != std::string::npos) return;
  if (!allowed.empty()) allowed += ", ";
  allowed += method;
}

}  // namespace

Refusal missing_right(Right right) {
  const Label label = label_of(right);
  return Refusal(right_missing, {{"right_zh", label.zh}, {"right_en", label.en}});
}

int status_of(const ErrorCode& code) {
  if (&code == &method_not_allowed) return 405;
  if (&code == &header_too_large) return 431;
  return http_status(code.family);
}

Response refusal_response(const Refusal& refusal, const Request& request) {
  ErrorBody body;
  body.code = refusal.code->code;
  body.family = family_name(refusal.code->family);
  body.text_zh = refusal.text(true);
  body.text_en = refusal.text(false);
  body.text = wants_chinese(request.header("accept-language")) ? body.text_zh : body.text_en;
  Response response;
  response.status = status_of(*refusal.code);
  for (const Detail& detail : refusal.details) {
    body.details.push_back({detail.name, detail.value});
    if (detail.name == "incident") body.incident = detail.value;
    if (detail.name == "allowed" && response.status == 405)
      response.headers.emplace_back("Allow", detail.value);
  }
  if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (response.status == 429 || response.status == 503) response.headers.emplace_back("Retry-After", "1");
  response.headers.emplace_back("Vary", "Accept-Language");
  response.body = wire::to_json(body);
  return response;
}

void Router::add(Route route) {
  HUIJI_CHECK(!route.method.empty() && !route.path.empty() && route.path[0] == '/' && route.handle);
  for (const Route& known : routes_) HUIJI_CHECK(known.method != route.method || known.path != route.path);
  routes_.push_back(std::move(route));
}

Router::Match Router::match(const Request& request) const {
  Match best;
  int best_literals = -1;
  if (request.path.empty() || request.path[0] != '/') return best;
  const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
  for (const Route& route : routes_) {
    std::vector<std::string> parameters;
    int literals = 0;
    if (!fits(route.path, request.path, parameters, literals)) continue;
    allow(best.allowed, route.method);
    if (route.method == "GET") allow(best.allowed, "HEAD");
    if (route.method != method || literals <= best_literals) continue;
    best.route = &route;
    best.parameters = std::move(parameters);
    best_literals = literals;
  }
  return best;
}

Response Router::dispatch(const Request& request) const {
  Match found = match(request);
  if (!found.route) {
    if (found.allowed.empty()) return refusal_response(unknown_path, request);
    return refusal_response(
        Refusal(method_not_allowed, {{"method", request.method}, {"allowed", found.allowed}}), request);
  }
  const Route& route = *found.route;
  HUIJI_CHECK(authenticate_ || route.access == Access::open);
  Result<Caller> caller = authenticate_ ? authenticate_(request, route.access) : Result<Caller>(Caller{});
  if (!caller) return refusal_response(caller.refusal(), request);
  if (route.right && !caller->rights.has(*route.right))
    return refusal_response(missing_right(*route.right), request);
  for (const QueryParameter& parameter : route.query)
    if (parameter.required && request.query_value(parameter.name).empty())
      return refusal_response(Refusal(parameter_missing, {{"name", parameter.name}}), request);
  return route.handle(Call{request, std::move(*caller), std::move(found.parameters)});
}

std::string_view Router::pattern_of(const Request& request) const {
  const Match found = match(request);
  return found.route ? std::string_view(found.route->path) : std::string_view();
}

}  // namespace huiji::http
