#include "day.hpp"
#include "kernel/check.hpp"
#include "wire/json.hpp"

namespace huiji::sim {

void Day::sell(Till& till, std::size_t at) {
  const Odds& odds = scenario_.odds;
  Forgery forgery = Forgery::none;
  if (dice_.chance(odds.poison))
    forgery = Forgery::total;
  else if (dice_.chance(odds.forged))
    forgery = static_cast<Forgery>(dice_.between(1, 5));
  const bool crash = dice_.chance(20);
  std::optional<MemberId> member;
  if (dice_.chance(600)) member = somebody(at);
  Purse purse = purse_for(till, member);
  if (forgery == Forgery::others_promise) {
    const Till& other = tills_[(at + 1) % tills_.size()];
    purse.money.reset();
    if (!other.holds.empty() && other.holds[0].card_id) purse.money = other.holds[0];
  }
  auto sale = till.ring_up(till.random_lines(), member, purse, crash, forgery);
  if (crash) return power_cut(till, at);
  if (!sale) return;
  trace(forgery != Forgery::none ? "sells (spoiled)" : "sells", at);
  if (forgery == Forgery::none) {
    auditor_.rung_up(*sale);
    outcome_.by_coupon += purse.coupon.has_value();
    outcome_.by_points += sale->priced.points_spent.has_value();
    for (const checkout::Tender& tender : sale->request.tenders)
      outcome_.by_card += tender.allowance_id.has_value();
  }
  if (dice_.chance(20)) power_cut(till, at);  // after the write, before the receipt was seen
}

// A till knows the members that it registered itself and those that have reached the server.
std::optional<MemberId> Day::somebody(std::size_t at) {
  auto& known = dice_.chance(scenario_.value ? 200 : 500) ? registered_[at] : arrived_members_;
  if (known.empty()) return std::nullopt;
  return dice_.pick(known);
}

void Day::goods_back(Till& till, std::size_t at) {
  if (sold_.empty() || !server_.up()) return;
  const auto response = server_.handle(till.request_to("GET", "/v1/sales/" + dice_.pick(sold_).text()));
  if (!response) return;
  auto receipt = wire::from_json<checkout::Receipt>(response->body);
  if (!receipt) return found_.push_back("receipt unreadable: " + response->body);
  SaleId id;
  if (till.take_back(*receipt, id)) trace("takes goods back", at);
}

void Day::join(Till& till, std::size_t at) {
  // Few phones and several tills, so that the same person is registered twice without either till knowing.
  const std::string phone = "1380000" + std::to_string(1000 + dice_.below(40));
  registered_[at].push_back(till.register_member(phone));
  trace("registers a member", at);
}

void Day::change_price(Till& till, std::size_t) {
  if (!server_.up()) return;
  const std::string path = "/v1/products/" + dice_.pick(shop_.products).text();
  auto response = server_.handle(till.request_to("GET", path));
  if (!response || response->status != 200) return;
  auto product = wire::from_json<catalog::Product>(response->body);
  HUIJI_CHECK(product);
  catalog::ProductDraft draft;
  draft.code = product->code, draft.name = product->name, draft.spec = product->spec;
  draft.category_id = product->category_id, draft.unit_kind = product->unit_kind;
  draft.unit_name = product->unit_name, draft.cost = product->cost, draft.tax_rate = product->tax_rate;
  draft.member_price = product->member_price, draft.discountable = product->discountable;
  draft.state = product->state, draft.barcodes = product->barcodes;
  draft.price = Money{dice_.between(100, 9999)};
  if (draft.member_price) draft.member_price = scale(draft.price, Percent{9500}, Rounding::down);
  response = server_.handle(till.request_to("PUT", path, wire::to_json(draft)));
  if (response && response->status >= 400) found_.push_back("price change refused: " + response->body);
}

void Day::refresh(Till& till, std::size_t) {
  if (server_.up()) till.load_snapshot(server_);
}

void Day::jump_clock(Till& till, std::size_t at) {
  const std::int64_t limit = 26 * kHour_ms;
  till.clock_skew_ms = dice_.chance(400) ? 0 : dice_.between(-limit, limit);
  trace("clock jumps", at);
}

void Day::power_cut(Till& till, std::size_t at) {
  ++outcome_.till_crashes;
  trace("till loses power", at);
  till.power_cut();
}

void Day::server_cut(Till&, std::size_t at) {
  if (!server_.up()) return;
  trace("server loses power", at);
  server_.crash();
}

// The totals of every business day: always there, whatever still waits, and documents and ledger agree.
void Day::close(Till& till, std::size_t at) {
  if (!server_.up()) return;
  const auto list = wire::from_json<checkout::DayList>(ask_server(till, "GET", "/v1/days").body);
  if (!list) return found_.push_back("no list of days");
  for (const checkout::DaySummary& summary : list->days) {
    const auto response = ask_server(till, "GET", "/v1/days/" + to_text(summary.business_day));
    const auto totals = wire::from_json<checkout::DayTotals>(response.body);
    if (!totals) return found_.push_back("the day can't be closed: " + response.body);
    if (!totals->agrees) found_.push_back("day " + to_text(summary.business_day) + " does not agree");
    if (settled_) auditor_.compare_day(*totals, found_);
  }
  trace("closes the day", at);
}

}  // namespace huiji::sim
