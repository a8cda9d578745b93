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

std::optional<RungUp> Till::ring_up(std::optional<MemberId> member, bool crash_before_write, bool poison) {
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
  const std::int64_t count = dice_.between(1, 8);
  for (std::int64_t i = 0; i < count; ++i) {
    const catalog::TillProduct& product = products_.at(dice_.pick(product_ids_));
    if (product.state != catalog::ProductState::active) continue;
    const bool weighed = product.unit_kind == catalog::UnitKind::weight;
    request.lines.push_back(
        {product.id, weighed ? Quantity{dice_.between(1, 3000)} : pieces(dice_.between(1, 4)), {}, {}});
  }
  if (request.lines.empty()) return std::nullopt;
  sale.priced = pricing::price(basket_for(request, member), *rules_);
  request.payable = sale.priced.payable;
  request.price_digest = pricing::digest(sale.priced);
  const Money handed{request.payable.minor + dice_.below(5) * 1000};
  request.tenders.push_back({checkout::TenderKind::cash, request.payable, handed, handed - request.payable});
  if (poison) request.payable += Money{1};
  if (crash_before_write) return std::nullopt;
  ++next_sequence_;  // kept on disk with the event
  append(EventKind::sale, sale.sale_id.text(), "/v1/sales/" + sale.sale_id.text(), wire::to_json(request),
         poison);
  return sale;
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
  refund.points_per_yuan = receipt.member_id ? 1 : 0;
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

http::Request Till::request_for(std::size_t event) const {
  http::Request request;
  request.method = "PUT";
  request.path = journal[event].path;
  request.headers = {{"till-token", access_.token}, {"content-type", "application/json"}};
  request.body = journal[event].body;
  return request;
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
