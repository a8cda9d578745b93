#include "till.hpp"

#include "kernel/check.hpp"
#include "wire/json.hpp"

namespace huiji::sim {

Till::Till(const TillAccess& access, StaffId cashier, Dice& dice, SetClock& clock, DiceRandom& random)
    : access_(access), cashier_(cashier), dice_(dice), clock_(clock), random_(random) {}

bool Till::load_snapshot(Server& server) {
  http::Request request;
  request.method = "GET";
  request.path = "/v1/snapshot";
  request.query = {{"since", std::to_string(version_)}};
  request.headers = {{"till-token", access_.token}};
  auto response = server.handle(request);
  if (!response || response->status != 200) return false;
  auto snapshot = wire::from_json<checkout::Snapshot>(response->body);
  HUIJI_CHECK(snapshot);
  for (const auto& category : snapshot->categories) parents_[category.category_id] = category.parent_id;
  for (auto& product : snapshot->products) {
    if (products_.find(product.id) == products_.end()) product_ids_.push_back(product.id);
    products_[product.id] = std::move(product);
  }
  if (snapshot->rules) {
    auto rules = pricing::compile(*snapshot->rules);
    HUIJI_CHECK(rules);
    rules_ = std::move(*rules);
  }
  version_ = snapshot->version;
  utc_offset_minutes_ = snapshot->shop.utc_offset_minutes;
  return true;
}

pricing::Basket Till::basket_for(const checkout::SaleRequest& request, std::optional<MemberId> member) const {
  pricing::Basket basket;
  basket.priced_at = request.sold_at;
  basket.utc_offset_minutes = utc_offset_minutes_;
  if (member) basket.member = pricing::MemberFacts{*member, "standard"};
  if (request.facts) {
    basket.coupons = request.facts->coupons;
    basket.spend_points = request.facts->spend_points;
    basket.bonus_tender = request.facts->bonus_tender;
    if (basket.member) basket.member->points = request.facts->points;
  }
  for (std::size_t i = 0; i < request.lines.size(); ++i) {
    const catalog::TillProduct& product = products_.at(request.lines[i].product_id);
    pricing::BasketLine line;
    line.line = std::to_string(i + 1);
    line.product_id = product.id;
    line.quantity = request.lines[i].quantity;
    line.by_weight = product.unit_kind == catalog::UnitKind::weight;
    line.unit_price = product.price;
    line.member_price = product.member_price;
    line.tax_rate = product.tax_rate;
    line.discountable = product.discountable;
    for (std::optional<CategoryId> at = product.category; at; at = parents_.at(*at))
      line.categories.push_back(*at);
    basket.lines.push_back(std::move(line));
  }
  return basket;
}

void Till::append(EventKind kind, std::string id, std::string path, std::string body, bool poisoned) {
  JournalEvent event;
  event.kind = kind;
  event.id = std::move(id);
  event.path = std::move(path);
  event.body = std::move(body);
  event.poisoned = poisoned;
  journal.push_back(std::move(event));
}

std::vector<checkout::SaleLine> Till::random_lines() {
  std::vector<checkout::SaleLine> lines;
  const std::int64_t count = dice_.between(1, 8);
  for (std::int64_t i = 0; i < count; ++i) {
    const catalog::TillProduct& product = products_.at(dice_.pick(product_ids_));
    if (product.state != catalog::ProductState::active) continue;
    const bool weighed = product.unit_kind == catalog::UnitKind::weight;
    lines.push_back(
        {product.id, weighed ? Quantity{dice_.between(1, 3000)} : pieces(dice_.between(1, 4)), {}, {}});
  }
  return lines;
}

static checkout::TenderKind kind_of(const std::optional<wallet::AllowanceView>& promise) {
  const bool credit = promise && promise->asset == wallet::Asset::receivable;
  return credit ? checkout::TenderKind::on_account : checkout::TenderKind::stored_value;
}

void Till::price(RungUp& sale) {
  sale.priced = pricing::price(basket_for(sale.request, sale.member_id), *rules_);
  sale.request.payable = sale.priced.payable;
  sale.request.price_digest = pricing::digest(sale.priced);
}

// What bonus money pays earns no points, so the basket is priced once more when it is known.
void Till::pay_by_card(RungUp& sale, const wallet::AllowanceView& promise, Money part) {
  const Money bonus{mul_div(promise.bonus.minor, part.minor, promise.amount, Rounding::down)};
  if (bonus.minor > 0) {
    if (!sale.request.facts) sale.request.facts = checkout::TillFacts{};
    sale.request.facts->bonus_tender = bonus;
    price(sale);
  }
  checkout::Tender tender;
  tender.kind = kind_of(promise);
  tender.amount = tender.tendered = part;
  tender.allowance_id = promise.allowance_id;
  sale.request.tenders.push_back(tender);
}

void Till::price_and_pay(RungUp& sale, const Purse& purse) {
  checkout::SaleRequest& request = sale.request;
  if (purse.points && sale.member_id) {
    request.facts = checkout::TillFacts{};
    request.facts->points = request.facts->spend_points = Points{purse.points->amount - purse.points->spent};
    request.facts->point_allowances = {purse.points->allowance_id};
  }
  if (purse.coupon) {
    if (!request.facts) request.facts = checkout::TillFacts{};
    request.facts->coupons = {{purse.coupon->promotion_id, 1}};
    request.facts->coupon_ids = {purse.coupon->coupon_id};
  }
  price(sale);
  Money card;
  if (purse.money)
    card = std::min({request.payable, Money{purse.money->amount - purse.money->spent},
                     purse.at_most.value_or(request.payable)});
  if (card.minor > 0) pay_by_card(sale, *purse.money, card);
  const Money rest = request.payable - card;
  if (rest.minor == 0 && card.minor > 0) return;
  const Money handed{rest.minor + dice_.below(5) * 1000};
  request.tenders.push_back({checkout::TenderKind::cash, rest, handed, handed - rest});
}

// A program or a person at the till that wants goods for nothing.
void Till::forge(checkout::SaleRequest& request, const Purse& purse, Forgery forgery) {
  if (forgery == Forgery::none) return;
  if (forgery == Forgery::total) return void(request.payable += Money{1});
  checkout::Tender minted;
  minted.kind = kind_of(purse.money);
  minted.allowance_id = random_.new_id<AllowanceId>(now());
  minted.amount = std::max(Money{1}, request.payable);
  if (purse.money && forgery != Forgery::unknown_promise) minted.allowance_id = purse.money->allowance_id;
  if (forgery == Forgery::negative_tender) minted.amount = Money{-500};
  if (forgery == Forgery::too_much && purse.money && purse.money->amount < request.payable.minor)
    minted.amount = Money{purse.money->amount + 1};
  else if (forgery == Forgery::too_much)
    minted.allowance_id = random_.new_id<AllowanceId>(now());
  minted.tendered = minted.amount;
  const Money rest = request.payable - minted.amount;
  request.tenders = {minted};
  if (rest.minor != 0) request.tenders.push_back({checkout::TenderKind::cash, rest, rest, {}});
}

// What was promised is used up, in the journal's own view: of a hold at once, of a lease by what was paid.
void Till::spent(const RungUp& sale, const Purse& purse) {
  std::erase_if(holds, [&](const wallet::AllowanceView& hold) {
    return (purse.money && hold.allowance_id == purse.money->allowance_id) ||
           (purse.points && hold.allowance_id == purse.points->allowance_id);
  });
  std::erase_if(coupons, [&](const HeldCoupon& held) {
    return purse.coupon && held.coupon.coupon_id == purse.coupon->coupon_id;
  });
  for (wallet::AllowanceView& lease : leases) {
    for (const checkout::Tender& tender : sale.request.tenders)
      if (tender.allowance_id == lease.allowance_id) lease.spent += tender.amount.minor;
    if (purse.points && purse.points->allowance_id == lease.allowance_id)
      lease.spent += sale.priced.points_spent.value_or(Points{}).count;
  }
}

std::optional<RungUp> Till::ring_up(std::vector<checkout::SaleLine> lines, std::optional<MemberId> member,
                                    const Purse& purse, bool crash_before_write, Forgery forgery) {
  if (lines.empty()) return std::nullopt;
  RungUp sale;
  sale.sale_id = random_.new_id<SaleId>(now());
  sale.till_id = access_.till_id;
  sale.member_id = member;
  checkout::SaleRequest& request = sale.request;
  request.staff_id = cashier_;
  request.sequence = next_sequence_;
  request.number = "T" + std::to_string(access_.number) + "-" + std::to_string(next_sequence_);
  request.sold_at = now();
  request.catalog_version = version_;
  request.member_id = member;
  request.lines = std::move(lines);
  price_and_pay(sale, purse);
  forge(request, purse, forgery);
  if (crash_before_write) return std::nullopt;
  ++next_sequence_;  // kept on disk with the event
  append(EventKind::sale, sale.sale_id.text(), "/v1/sales/" + sale.sale_id.text(), wire::to_json(request),
         forgery != Forgery::none);
  if (forgery == Forgery::none) spent(sale, purse);
  return sale;
}

OperationId Till::operate(const std::string& path, std::string body, std::optional<OperationId> id) {
  const OperationId operation_id = id ? *id : random_.new_id<OperationId>(now());
  append(EventKind::operation, operation_id.text(), path + operation_id.text(), std::move(body), false);
  return operation_id;
}

void Till::release(const wallet::AllowanceView& promise) {
  const std::string id = promise.allowance_id.text();
  append(EventKind::release, id, "/v1/allowances/" + id + "/release", "", false);
  journal.back().method = "POST";
}

MemberId Till::register_member(const std::string& phone) {
  const auto id = random_.new_id<MemberId>(now());
  members::MemberRegistration registration;
  registration.phone = phone;
  registration.consent_version = "2026-11";
  registration.consent_at = now();
  append(EventKind::member, id.text(), "/v1/members/" + id.text(), wire::to_json(registration), false);
  return id;
}

std::optional<checkout::ReturnRequest> Till::take_back(const checkout::Receipt& receipt, SaleId& id) {
  pricing::RefundRequest refund;
  checkout::ReturnRequest request;
  for (const checkout::ReceiptLine& line : receipt.lines) {
    pricing::SoldLine sold;
    sold.line_no = line.line_no;
    sold.quantity = line.quantity;
    sold.by_weight = products_.at(line.product_id).unit_kind == catalog::UnitKind::weight;
    sold.gross = line.gross;
    sold.net = line.net;
    sold.tax = line.tax;
    sold.returned_before = line.returned;
    const std::int64_t left = line.quantity.thousandths - line.returned.thousandths;
    if (left > 0 && dice_.chance(600)) {
      const std::int64_t unit = sold.by_weight ? 1 : 1000;
      sold.returned_now = {dice_.between(1, left / unit) * unit};
      request.lines.push_back({line.line_no, sold.returned_now});
    }
    refund.lines.push_back(sold);
  }
  if (request.lines.empty()) return std::nullopt;
  refund.points_per_yuan = receipt.member_id ? kPointsPerYuan : 0;
  refund.points_earned = receipt.points;
  id = random_.new_id<SaleId>(now());
  request.original_sale_id = receipt.sale_id;
  request.staff_id = cashier_;
  request.sequence = next_sequence_++;
  request.number = "T" + std::to_string(access_.number) + "-" + std::to_string(request.sequence);
  request.sold_at = now();
  request.refund = pricing::refund(refund).refund;
  request.reason = "sim";
  append(EventKind::goods_return, id.text(), "/v1/returns/" + id.text(), wire::to_json(request), false);
  return request;
}

std::optional<std::size_t> Till::next_to_send() {
  while (next_ < journal.size() && journal[next_].state != EventState::waiting) ++next_;
  if (next_ == journal.size()) return std::nullopt;
  return next_;
}

http::Request Till::request_to(const std::string& method, const std::string& path, std::string body) const {
  http::Request request;
  request.method = method;
  request.path = path;
  request.headers = {{"till-token", access_.token}, {"authorization", "Bearer " + session}};
  if (!body.empty()) request.headers.push_back({"content-type", "application/json"});
  request.body = std::move(body);
  return request;
}

http::Request Till::request_for(std::size_t event) const {
  return request_to(journal[event].method, journal[event].path, journal[event].body);
}

void Till::answered(std::size_t index, const http::Response& response) {
  in_flight_ = false;
  JournalEvent& event = journal[index];
  if (response.status == 200 || response.status == 201) {
    event.state = EventState::delivered;
    return;
  }
  const bool again = response.status >= 500 || response.status == 429 || response.status == 401;
  if (again || event.state == EventState::delivered) return;
  event.state = EventState::quarantined;
  event.refusal = response.body;
}

std::size_t Till::waiting() const {
  std::size_t count = 0;
  for (const JournalEvent& event : journal) count += event.state == EventState::waiting;
  return count;
}

}  // namespace huiji::sim
