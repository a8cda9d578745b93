#include "checkout/settle.hpp"

#include <algorithm>

#include "checkout/checkout_errors.hpp"
#include "kernel/limits.hpp"

namespace huiji::checkout {
namespace {

Refusal at_line(const ErrorCode& code, std::size_t i) { return {code, {{"line_no", std::to_string(i + 1)}}}; }

bool within(Money amount) { return amount.minor >= 0 && amount.minor <= kMoneyLimit; }

bool tender_is_sound(const Tender& tender) {
  return within(tender.amount) && within(tender.tendered) && within(tender.change_given) &&
         tender.change_given <= tender.tendered && tender.tendered - tender.change_given == tender.amount;
}

Result<Done> check_tenders(const SaleRequest& request) {
  const Refusal wrong(sale_tender_wrong, {{"payable", std::to_string(request.payable.minor)}});
  if (request.tenders.empty() || request.tenders.size() > kMaxTenders) return wrong;
  Money paid;
  for (const Tender& tender : request.tenders) {
    if (!tender_is_sound(tender)) return wrong;
    paid += tender.amount;
  }
  if (paid != request.payable) return wrong;
  return Done{};
}

// A label may be older than the price, so only a misread one is refused: above twice the shelf amount. A
// label that holds the amount alone is exact to the price of one gram.
bool label_is_sound(Money label, const SaleLine& line, const LineFacts& facts) {
  if (!facts.by_weight || label.minor < 0) return false;
  const Money shelf = scale(facts.unit_price, line.quantity, Rounding::up);
  const Money gram = scale(facts.unit_price, Quantity{1}, Rounding::up);
  return label.minor <= 2 * shelf.minor + gram.minor + 1;
}

pricing::BasketLine basket_line(const SaleLine& line, const LineFacts& facts, std::size_t i) {
  pricing::BasketLine basket_line;
  basket_line.line = std::to_string(i + 1);
  basket_line.product_id = line.product_id;
  basket_line.quantity = line.quantity;
  basket_line.by_weight = facts.by_weight;
  basket_line.unit_price = facts.unit_price;
  basket_line.member_price = facts.member_price;
  basket_line.label_amount = line.label_amount;
  basket_line.tax_rate = facts.tax_rate;
  basket_line.discountable = facts.discountable;
  basket_line.categories = facts.categories;
  return basket_line;
}

DocumentLine document_line(const SaleLine& sold, const LineFacts& facts, const pricing::PricedLine& priced,
                           int line_no) {
  DocumentLine line;
  line.line_no = line_no;
  line.product_id = sold.product_id;
  line.name = facts.name;
  line.unit_name = facts.unit_name;
  line.barcode = sold.barcode;
  line.quantity = sold.quantity;
  line.by_weight = facts.by_weight;
  line.label_amount = sold.label_amount;
  line.unit_price = facts.unit_price;
  line.gross = priced.gross;
  line.discount = priced.discount;
  line.net = priced.net;
  line.tax_rate = facts.tax_rate;
  line.tax = priced.tax;
  line.cost = cost_of(facts.cost, sold.quantity);
  line.discounts = shares_of(priced.allocations);
  return line;
}

}  // namespace

Result<Done> check_form(const SaleRequest& request) {
  if (request.lines.empty() || request.lines.size() > kMaxBasketLines) return sale_lines_wrong;
  if (request.number.empty() || request.number.size() > 40 || request.sequence < 1) return sale_number_wrong;
  for (std::size_t i = 0; i < request.lines.size(); ++i) {
    const Quantity quantity = request.lines[i].quantity;
    if (quantity.thousandths < 1 || quantity.thousandths > kQuantityLimit)
      return at_line(sale_quantity_wrong, i);
  }
  return check_tenders(request);
}

Result<Done> check_lines(const SaleRequest& request, const std::vector<LineFacts>& lines) {
  __int128 gross = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const SaleLine& line = request.lines[i];
    if (!lines[i].by_weight && !is_whole(line.quantity)) return at_line(sale_quantity_wrong, i);
    if (line.label_amount && !label_is_sound(*line.label_amount, line, lines[i]))
      return at_line(sale_label_wrong, i);
    gross += line.label_amount ? line.label_amount->minor
                               : scale(lines[i].unit_price, line.quantity, Rounding::up).minor;
  }
  if (gross > kMoneyLimit) return sale_too_large;
  return Done{};
}

pricing::Basket basket_of(const SaleRequest& request, const SaleFacts& facts) {
  pricing::Basket basket;
  basket.priced_at = request.sold_at;
  basket.utc_offset_minutes = facts.place.utc_offset_minutes;
  if (facts.member) basket.member = pricing::MemberFacts{facts.member->member_id, facts.member->tier};
  for (std::size_t i = 0; i < request.lines.size(); ++i)
    basket.lines.push_back(basket_line(request.lines[i], facts.lines[i], i));
  return basket;
}

Result<Done> agree(const SaleRequest& request, const pricing::PricedBasket& priced, std::string_view digest) {
  const bool same_bytes = request.price_digest.empty() || request.price_digest == digest;
  if (request.payable == priced.payable && same_bytes) return Done{};
  return Refusal(sale_total_differs, {{"shown", std::to_string(request.payable.minor)},
                                      {"computed", std::to_string(priced.payable.minor)},
                                      {"digest", std::string(digest)}});
}

Date day_of(Instant sold_at, Instant recorded_at, const PlaceFacts& place) {
  const Instant decided = std::min(sold_at, recorded_at + kClockTolerance_ms);
  return business_day(decided, place.utc_offset_minutes, place.day_cutoff_minutes);
}

Document sale_document(SaleId sale_id, const SaleRequest& request, const SaleFacts& facts,
                       const pricing::PricedBasket& priced, std::string price_json, std::string content_hash,
                       Instant now) {
  Document document = document_heading(sale_id, SaleKind::sale, request, facts.place, now);
  document.catalog_version = request.catalog_version;
  document.gross = priced.gross;
  document.discount = priced.discount;
  document.payable = priced.payable;
  document.tax = priced.tax;
  document.price = std::move(price_json);
  document.content_hash = std::move(content_hash);
  document.tenders = request.tenders;
  if (const auto& member = facts.member) {
    document.member_id = member->member_id;
    document.frozen.member_number = member->number;
    document.frozen.member_tier = member->tier;
    document.frozen.points_per_yuan = member->earns ? facts.points_per_yuan : 0;
    document.points = member->earns ? priced.points : Points{};
    document.frozen.points_balance = member->balance_before + document.points;
  }
  for (std::size_t i = 0; i < request.lines.size(); ++i)
    document.lines.push_back(document_line(request.lines[i], facts.lines[i], priced.lines[i], int(i + 1)));
  return document;
}

Receipt receipt_now(const Document& document, const std::optional<MemberAtSale>& member) {
  Receipt receipt = receipt_of(document);
  if (member) receipt.member_phone_masked = member->phone_masked;
  return receipt;
}

// ---- returns

static Result<Done> take_back(pricing::SoldLine& sold, Quantity quantity) {
  const std::string line_no = std::to_string(sold.line_no);
  const bool whole = sold.by_weight || is_whole(quantity);
  if (sold.returned_now.thousandths != 0 || quantity.thousandths < 1 || !whole)
    return Refusal(return_line_wrong, {{"line_no", line_no}});
  const Quantity remaining = sold.quantity - sold.returned_before;
  if (quantity > remaining)
    return Refusal(return_too_much,
                   {{"line_no", line_no}, {"remaining", std::to_string(remaining.thousandths)}});
  sold.returned_now = quantity;
  return Done{};
}

Result<pricing::RefundRequest> refund_request(const Document& original,
                                              const std::vector<Returned>& returned_before,
                                              const ReturnRequest& request) {
  pricing::RefundRequest asked;
  asked.points_per_yuan = original.frozen.points_per_yuan;
  asked.points_earned = original.points;
  for (const DocumentLine& line : original.lines) {
    asked.lines.push_back(
        {line.line_no, line.quantity, line.by_weight, line.gross, line.net, line.tax, {}, {}, {}});
    for (const Returned& returned : returned_before)
      if (returned.line_no == line.line_no) asked.lines.back().returned_before = returned.quantity;
  }
  for (const ReturnLine& line : request.lines) {
    const auto sold = std::find_if(asked.lines.begin(), asked.lines.end(),
                                   [&](const auto& candidate) { return candidate.line_no == line.line_no; });
    if (sold == asked.lines.end())
      return Refusal(return_line_wrong, {{"line_no", std::to_string(line.line_no)}});
    if (auto taken = take_back(*sold, line.quantity); !taken) return taken.refusal();
  }
  return asked;
}

// The frozen cost of what comes back: a difference of a state function, so that parts add up to the whole.
static Money cost_back(const DocumentLine& line, Quantity before, Quantity now) {
  const auto cost = [&](Quantity returned) {
    return mul_div(line.cost.minor, returned.thousandths, line.quantity.thousandths, Rounding::half_up);
  };
  return {cost(before + now) - cost(before)};
}

static DocumentLine returned_line(const DocumentLine& sold, const pricing::SoldLine& asked,
                                  const pricing::RefundLine& plan) {
  DocumentLine line = sold;
  line.quantity = plan.quantity;
  line.gross = plan.gross;
  line.discount = plan.gross - plan.net;
  line.net = plan.net;
  line.tax = plan.tax;
  line.cost = cost_back(sold, asked.returned_before, asked.returned_now);
  line.label_amount.reset();
  line.discounts.clear();
  return line;
}

Document return_document(SaleId sale_id, const ReturnRequest& request, const Document& original,
                         const pricing::RefundRequest& asked, const pricing::RefundPlan& plan,
                         const PlaceFacts& place, const std::optional<MemberAtSale>& member,
                         std::string plan_json, std::string content_hash, Instant now) {
  Document document = document_heading(sale_id, SaleKind::goods_return, request, place, now);
  document.original_sale_id = original.sale_id;
  document.catalog_version = original.catalog_version;
  document.gross = plan.gross;
  document.discount = plan.gross - plan.refund;
  document.payable = plan.refund;
  document.tax = plan.tax;
  document.price = std::move(plan_json);
  document.content_hash = std::move(content_hash);
  document.tenders = {{TenderKind::cash, plan.refund, plan.refund, Money{}}};
  document.frozen.reason = request.reason;
  document.points = plan.points_back;
  document.member_id = original.member_id;
  document.frozen.member_number = original.frozen.member_number;
  document.frozen.member_tier = original.frozen.member_tier;
  document.frozen.points_per_yuan = original.frozen.points_per_yuan;
  if (member) document.frozen.points_balance = member->balance_before - plan.points_back;
  for (const pricing::RefundLine& line : plan.lines) {
    const auto same_line = [&](const auto& other) { return other.line_no == line.line_no; };
    const auto sold = std::find_if(original.lines.begin(), original.lines.end(), same_line);
    const auto now_back = std::find_if(asked.lines.begin(), asked.lines.end(), same_line);
    HUIJI_CHECK(sold != original.lines.end() && now_back != asked.lines.end());
    document.lines.push_back(returned_line(*sold, *now_back, line));
  }
  return document;
}

}  // namespace huiji::checkout
