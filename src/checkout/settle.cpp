#include "checkout/settle.hpp"

#include <algorithm>

#include "checkout/by_hand.hpp"
#include "checkout/checkout_errors.hpp"
#include "checkout/claims.hpp"
#include "kernel/limits.hpp"
#include "promotions/usage.hpp"
#include "wallet/tiers.hpp"

namespace huiji::checkout {
namespace {

Refusal at_line(const ErrorCode& code, std::size_t i) { return {code, {{"line_no", std::to_string(i + 1)}}}; }

bool within(Money amount) { return amount.minor >= 0 && amount.minor <= kMoneyLimit; }

bool tender_is_sound(const Tender& tender) {
  const bool adds_up = within(tender.amount) && within(tender.tendered) && within(tender.change_given) &&
                       tender.change_given <= tender.tendered &&
                       tender.tendered - tender.change_given == tender.amount;
  const bool allowed = tender.kind != TenderKind::cash;
  const bool decided = tender.card_id || tender.principal || tender.bonus || tender.shortage;
  return adds_up && !decided && tender.kind != TenderKind::used_coupon &&
         allowed == tender.allowance_id.has_value() &&
         (!allowed || (tender.change_given.minor == 0 && tender.amount.minor > 0));
}

Result<Done> check_tenders(const SaleRequest& request) {
  const Refusal wrong(sale_tender_wrong, {{"payable", std::to_string(request.payable.minor)}});
  if (request.tenders.empty() || request.tenders.size() > kMaxTenders) return wrong;
  Money paid;
  int on_account = 0;
  for (const Tender& tender : request.tenders) {
    if (!tender_is_sound(tender)) return wrong;
    paid += tender.amount;
    on_account += tender.kind == TenderKind::on_account;
  }
  if (on_account > 1) return wrong;
  if (on_account == 1 && !request.member_id) return sale_account_member;
  if (paid != request.payable) return wrong;
  return Done{};
}

// A label may be older than the price, so only a misread one is refused: above twice the shelf amount. A
// label that holds the amount alone is exact to the price of one gram. Goods by the piece that a scale labels
// (fresh goods counted into a bag) are judged alike.
bool label_is_sound(Money label, const SaleLine& line, const LineFacts& facts) {
  if (label.minor < 0) return false;
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
  basket_line.best_before = line.best_before;
  basket_line.markdown_price = line.markdown_price;
  basket_line.manual_price = line.manual_price;
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

static Result<Done> check_serials(const SaleRequest& request) {
  std::vector<std::string_view> seen;
  for (std::size_t i = 0; i < request.lines.size(); ++i) {
    const auto& serial = request.lines[i].serial;
    if (!serial) continue;
    if (serial->empty() || std::find(seen.begin(), seen.end(), *serial) != seen.end())
      return at_line(sale_serial_wrong, i);
    seen.push_back(*serial);
  }
  return Done{};
}

static bool on_account(const SaleRequest& request) {
  return std::any_of(request.tenders.begin(), request.tenders.end(),
                     [](const Tender& tender) { return tender.kind == TenderKind::on_account; });
}

Result<Done> check_claims(const SaleRequest& request, const PlaceFacts& place, Rights rights) {
  if (auto sound = check_by_hand(request, rights); !sound) return sound;
  if (auto sound = check_serials(request); !sound) return sound;
  if (on_account(request) && !rights.has(Right::sell_on_account)) return sale_account_not_allowed;
  if (!request.facts) return Done{};
  const TillFacts& facts = *request.facts;
  if (facts.shop_id && *facts.shop_id != place.shop_id) return sale_shop_wrong;
  if (facts.tender)
    for (const Tender& tender : request.tenders)
      if (name_of(tender.kind) != *facts.tender)
        return Refusal(sale_tender_not_paid, {{"tender", *facts.tender}});
  return Done{};
}

Result<Done> check_birthday(const SaleRequest& request, const std::optional<MemberAtSale>& member) {
  const bool claimed = request.facts && request.facts->birthday.value_or(false);
  if (claimed && !(member && member->birthday)) return sale_birthday_wrong;
  return Done{};
}

Result<Done> check_tags(const SaleRequest& request, const std::optional<MemberAtSale>& member) {
  const bool claimed = request.facts && request.facts->tags && !request.facts->tags->empty();
  if (claimed && !(member && member->tags_known)) return sale_tags_wrong;
  return Done{};
}

Result<Done> check_channel(const SaleRequest& request, const SaleFacts& facts) {
  if (facts.channel_known) return Done{};
  return Refusal(sale_channel_wrong, {{"channel", *request.facts->channel}});
}

Result<Done> check_lines(const SaleRequest& request, const std::vector<LineFacts>& lines) {
  __int128 gross = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const SaleLine& line = request.lines[i];
    if (!lines[i].by_weight && !is_whole(line.quantity)) return at_line(sale_quantity_wrong, i);
    if (line.label_amount && !label_is_sound(*line.label_amount, line, lines[i]))
      return at_line(sale_label_wrong, i);
    if (line.serial && !lines[i].by_weight && line.quantity != pieces(1))
      return at_line(sale_serial_wrong, i);
    gross += line.label_amount ? line.label_amount->minor
                               : scale(lines[i].unit_price, line.quantity, Rounding::up).minor;
  }
  if (gross > kMoneyLimit) return sale_too_large;
  return Done{};
}

void add_claims(const TillFacts& facts, pricing::Basket& basket) {
  basket.shop_id = facts.shop_id;
  basket.tender = facts.tender;
  basket.coupons = facts.coupons;
  basket.remaining = facts.remaining;
  basket.wishes = facts.wishes;
  basket.events = facts.events;
  basket.manual = facts.manual;
  basket.spend_points = facts.spend_points;
  basket.bonus_tender = facts.bonus_tender;
  basket.channel = facts.channel;
  if (basket.member) {
    basket.member->birthday = facts.birthday;
    basket.member->points = facts.points;
    basket.member->tags = facts.tags;
  }
}

pricing::Basket basket_of(const SaleRequest& request, const SaleFacts& facts) {
  pricing::Basket basket;
  basket.priced_at = request.sold_at;
  basket.utc_offset_minutes = facts.place.utc_offset_minutes;
  if (facts.member) basket.member = pricing::MemberFacts{facts.member->member_id, facts.member->tier};
  for (std::size_t i = 0; i < request.lines.size(); ++i)
    basket.lines.push_back(basket_line(request.lines[i], facts.lines[i], i));
  if (request.facts) add_claims(*request.facts, basket);
  return basket;
}

SaleRequest request_of(const Document& sale) {
  SaleRequest request;
  request.sold_at = sale.sold_at;
  request.catalog_version = sale.catalog_version;
  request.member_id = sale.member_id;
  request.facts = sale.frozen.facts;
  for (const DocumentLine& line : sale.lines)
    request.lines.push_back({line.product_id, line.quantity, line.label_amount, line.barcode});
  if (!sale.frozen.lines) return request;
  for (const FrozenLine& frozen : *sale.frozen.lines)
    for (std::size_t i = 0; i < sale.lines.size(); ++i) {
      if (sale.lines[i].line_no != frozen.line_no) continue;
      SaleLine& line = request.lines[i];
      line.best_before = frozen.best_before;
      line.markdown_price = frozen.markdown_price;
      line.manual_price = frozen.manual_price;
      line.serial = frozen.serial;
      line.sold_expired = frozen.sold_expired;
      line.reason = frozen.reason;
    }
  return request;
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

static std::optional<std::vector<FrozenLine>> frozen_lines(const SaleRequest& request) {
  std::vector<FrozenLine> lines;
  for (std::size_t i = 0; i < request.lines.size(); ++i) {
    const SaleLine& line = request.lines[i];
    if (line.best_before || line.markdown_price || line.manual_price || line.serial || line.sold_expired ||
        line.reason)
      lines.push_back({int(i + 1), line.best_before, line.markdown_price, line.manual_price, line.serial,
                       line.sold_expired, line.reason});
  }
  if (lines.empty()) return std::nullopt;
  return lines;
}

// Whether a refund needs the basket and its rules: fixed points, coupons and stamps fall away with their
// goods, or a promotion prices the rest again (true).
static std::optional<bool> needs_basis(const pricing::PricedBasket& priced,
                                       const pricing::CompiledRules& rules) {
  if (promotions::applied_reprice(priced, rules)) return true;
  if (priced.rewards)
    for (const pricing::Reward& reward : *priced.rewards)
      if (reward.reward == pricing::RewardKind::points || reward.reward == pricing::RewardKind::coupons ||
          reward.reward == pricing::RewardKind::stamps)
        return false;
  return std::nullopt;
}

std::optional<Instant> points_open_at(const wallet::ValuePolicy& policy, const SaleRequest& request,
                                      const PlaceFacts& place, Instant now) {
  if (!policy.pending) return std::nullopt;
  const std::string at_till{kAtTheTill};
  const std::string channel = request.facts ? request.facts->channel.value_or(at_till) : at_till;
  for (const wallet::PendingChannel& waits : *policy.pending) {
    if (waits.channel != channel) continue;
    const Date day = business_day(request.sold_at, place.utc_offset_minutes, 0);
    const Instant opens{(day.days + waits.days + 1) * kDay_ms - place.utc_offset_minutes * kMinute_ms};
    return opens > now ? std::optional(opens) : std::nullopt;
  }
  return std::nullopt;
}

// What the sale earns waits, or is in the balance at once.
static void freeze_points(const SaleFacts& facts, const MemberAtSale& member, Document& document) {
  FrozenFacts& frozen = document.frozen;
  frozen.points_balance = member.balance_before - document.points_spent;
  if (member.shares) frozen.points_account = member.points_account;
  if (facts.points_open_at && document.points.count > 0) {
    frozen.points_pending = document.points;
    frozen.points_open_at = facts.points_open_at;
  } else {
    frozen.points_balance = *frozen.points_balance + document.points;
  }
}

Document sale_document(SaleId sale_id, const SaleRequest& request, const SaleFacts& facts,
                       const pricing::PricedBasket& priced, const pricing::CompiledRules& rules,
                       std::string price_json, std::string content_hash, Instant now) {
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
    document.points_spent = priced.points_spent.value_or(Points{});
    if (member->earns && facts.growth_per_yuan > 0) {
      document.frozen.growth_per_yuan = facts.growth_per_yuan;
      document.growth = wallet::growth_of(priced.payable, facts.growth_per_yuan);
    }
    freeze_points(facts, *member, document);
  }
  for (std::size_t i = 0; i < request.lines.size(); ++i)
    document.lines.push_back(document_line(request.lines[i], facts.lines[i], priced.lines[i], int(i + 1)));
  share_funding(priced, document.lines);
  document.frozen.facts = request.facts;
  document.frozen.lines = frozen_lines(request);
  document.frozen.approvals = request.approvals;
  document.frozen.reprice = needs_basis(priced, rules);
  return document;
}

Receipt receipt_now(const Document& document, const std::optional<MemberAtSale>& member,
                    std::optional<pricing::SoldBasket> basis) {
  Receipt receipt = receipt_of(document);
  receipt.refund_basis = std::move(basis);
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

// The lines of a sale as they were sold; what came back of them is added afterwards.
static std::vector<pricing::SoldLine> sold_lines(const Document& sale, const pricing::PricedBasket& priced) {
  std::vector<pricing::SoldLine> lines;
  for (const DocumentLine& line : sale.lines) {
    lines.push_back(
        {line.line_no, line.quantity, line.by_weight, line.gross, line.net, line.tax, {}, {}, {}});
    if (lines.size() <= priced.lines.size())
      lines.back().points_percent = priced.lines[lines.size() - 1].points_percent;
  }
  return lines;
}

// The points that the customer paid with, and the bonus money that earned none, as they were frozen.
static void add_points_paid(const Document& sale, const pricing::PricedBasket& priced,
                            pricing::RefundRequest& asked) {
  if (priced.lines.size() != asked.lines.size()) return;
  if (auto spent = pricing::spent_points(priced); !spent.empty()) asked.points_paid = std::move(spent);
  if (sale.frozen.facts) asked.bonus = pricing::bonus_part(priced, sale.frozen.facts->bonus_tender);
}

Result<pricing::RefundRequest> refund_request(const Document& original,
                                              const std::vector<Returned>& returned_before,
                                              const ReturnRequest& request,
                                              std::optional<pricing::SoldBasket> basis) {
  if (original.kind != SaleKind::sale) return return_of_return;
  pricing::PricedBasket priced = stored_price(original.price);
  pricing::RefundRequest asked;
  asked.points_per_yuan = original.frozen.points_per_yuan;
  asked.points_earned = original.points;
  asked.lines = sold_lines(original, priced);
  add_points_paid(original, priced, asked);
  if (original.points == priced.points) asked.rewards = std::move(priced.rewards);
  asked.sold = std::move(basis);
  const auto find = [&](int line_no) {
    return std::find_if(asked.lines.begin(), asked.lines.end(),
                        [&](const auto& candidate) { return candidate.line_no == line_no; });
  };
  for (const Returned& returned : returned_before) {
    if (const auto sold = find(returned.line_no); sold != asked.lines.end())
      sold->returned_before = returned.quantity;
    if (asked.sold) asked.sold->refunded_before += returned.net;
  }
  for (const ReturnLine& line : request.lines) {
    const auto sold = find(line.line_no);
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

// The refund of the goods less what used coupons had given, and those as a tender of their own.
static std::vector<Tender> tenders_of_return(const Document& original, const pricing::RefundRequest& asked,
                                             const pricing::RefundPlan& plan, Money refunded_before) {
  if (asked.earned_coupons)
    for (const pricing::EarnedCoupon& coupon : *asked.earned_coupons) refunded_before -= coupon.deducted;
  auto tenders = refund_tenders(original, refunded_before, pricing::paid_out(plan));
  if (!plan.deducted) return tenders;
  Tender kept;
  kept.kind = TenderKind::used_coupon;
  kept.amount = kept.tendered = *plan.deducted;
  tenders.push_back(kept);
  return tenders;
}

std::vector<Tender> refund_tenders(const Document& original, Money refunded_before, Money refund) {
  std::vector<Tender> tenders;
  Money before = refunded_before, left = refund;
  const auto fill = [&](const Tender& paid) {
    const Money gone = std::min(before, paid.amount);
    before -= gone;
    const Money back = std::min(left, paid.amount - gone);
    left -= back;
    if (back.minor == 0) return;
    Tender tender;
    tender.kind = paid.kind;
    tender.amount = tender.tendered = back;
    tender.card_id = paid.card_id;
    tenders.push_back(tender);
  };
  for (const TenderKind kind : {TenderKind::on_account, TenderKind::stored_value, TenderKind::cash})
    for (const Tender& paid : original.tenders)
      if (paid.kind == kind) fill(paid);
  HUIJI_CHECK(left.minor == 0);
  if (tenders.empty()) tenders.emplace_back();
  return tenders;
}

Document return_document(SaleId sale_id, const ReturnRequest& request, const Document& original,
                         const pricing::RefundRequest& asked, const pricing::RefundPlan& plan,
                         Money refunded_before, const PlaceFacts& place,
                         const std::optional<MemberAtSale>& member, Points pending_left,
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
  document.tenders = tenders_of_return(original, asked, plan, refunded_before);
  if (const auto per_yuan = original.frozen.growth_per_yuan) {
    const Money kept = original.payable - refunded_before;
    document.growth = wallet::growth_of(kept, *per_yuan) - wallet::growth_of(kept - plan.refund, *per_yuan);
  }
  document.frozen.reason = request.reason;
  document.points = plan.points_back;
  document.points_spent = plan.points_returned.value_or(Points{});
  document.member_id = member ? std::optional(member->member_id) : original.member_id;
  document.frozen.member_number = original.frozen.member_number;
  document.frozen.member_tier = original.frozen.member_tier;
  document.frozen.points_per_yuan = original.frozen.points_per_yuan;
  if (const Points waiting = std::min(pending_left, plan.points_back); waiting.count > 0)
    document.frozen.points_pending = waiting;
  if (member) {
    document.frozen.points_balance = member->balance_before + document.points_spent - plan.points_back +
                                     document.frozen.points_pending.value_or(Points{});
    if (member->shares) document.frozen.points_account = member->points_account;
  }
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
