#include "checkout/document.hpp"

#include <algorithm>
#include <map>

#include "wire/json.hpp"

namespace huiji::checkout {

std::string_view name_of(TenderKind kind) {
  switch (kind) {
    case TenderKind::cash:
      return "cash";
    case TenderKind::stored_value:
      return "stored_value";
    case TenderKind::on_account:
      return "on_account";
    case TenderKind::used_coupon:
      return "used_coupon";
  }
  HUIJI_CHECK(false);
}

TenderKind tender_kind_of(std::string_view name) {
  for (const TenderKind kind :
       {TenderKind::cash, TenderKind::stored_value, TenderKind::on_account, TenderKind::used_coupon})
    if (name == name_of(kind)) return kind;
  HUIJI_CHECK(false);
}

std::vector<PromotionShare> shares_of(const std::vector<pricing::Allocation>& allocations) {
  std::map<PromotionId, Money> sums;
  for (const pricing::Allocation& allocation : allocations)
    sums[allocation.promotion_id] += allocation.amount;
  std::vector<PromotionShare> shares;
  for (const auto& [promotion_id, amount] : sums) shares.push_back({promotion_id, amount});
  return shares;
}

static void fund(const pricing::AppliedPromotion& promotion, std::vector<DocumentLine>& lines) {
  std::vector<PromotionShare*> shares;
  std::vector<Money> amounts;
  Money whole;
  for (DocumentLine& line : lines)
    for (PromotionShare& share : line.discounts)
      if (share.promotion_id == promotion.promotion_id) {
        shares.push_back(&share);
        amounts.push_back(share.amount);
        whole += share.amount;
      }
  const Money funded = scale(whole, promotion.funder->share, Rounding::down);
  const std::vector<Money> parts = allocate(funded, amounts);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    shares[i]->supplier = promotion.funder->name;
    shares[i]->supplier_amount = parts[i];
  }
}

void share_funding(const pricing::PricedBasket& priced, std::vector<DocumentLine>& lines) {
  for (const pricing::AppliedPromotion& promotion : priced.promotions)
    if (promotion.funder && promotion.funder->kind == pricing::FunderKind::supplier) fund(promotion, lines);
}

namespace {

// As arithmetic 1 wrote it: without its number, a certificate and all that was optional later.
struct FirstPricedBasket {
  std::int64_t rules_version = 0;
  std::vector<pricing::PricedLine> lines;
  Money gross;
  Money discount;
  Money payable;
  Money tax;
  std::vector<pricing::TaxGroup> tax_groups;
  std::vector<pricing::AppliedPromotion> promotions;
  Points points;
};
BOOST_DESCRIBE_STRUCT(FirstPricedBasket, (),
                      (rules_version, lines, gross, discount, payable, tax, tax_groups, promotions, points))

}  // namespace

std::optional<pricing::PricedBasket> read_stored_price(const std::string& json) {
  if (auto priced = wire::from_json<pricing::PricedBasket>(json)) return std::move(*priced);
  auto first = wire::from_json<FirstPricedBasket>(json);
  if (!first) return std::nullopt;
  pricing::PricedBasket priced;
  priced.rules_version = first->rules_version;
  priced.lines = std::move(first->lines);
  priced.gross = first->gross;
  priced.discount = first->discount;
  priced.payable = first->payable;
  priced.tax = first->tax;
  priced.tax_groups = std::move(first->tax_groups);
  priced.promotions = std::move(first->promotions);
  priced.points = first->points;
  priced.arithmetic = 1;
  return priced;
}

pricing::PricedBasket stored_price(const std::string& json) {
  auto priced = read_stored_price(json);
  HUIJI_CHECK(priced);
  return std::move(*priced);
}

Money cost_of(Money unit_cost, Quantity quantity) { return scale(unit_cost, quantity, Rounding::half_up); }

std::vector<pricing::TakenCoupon> coupons_taken_by(const Document& goods_return) {
  if (goods_return.kind != SaleKind::goods_return) return {};
  const auto plan = wire::from_json<pricing::RefundPlan>(goods_return.price);
  if (!plan || !plan->coupons) return {};
  return *plan->coupons;
}

static Money deducted_by(const Document& goods_return) {
  Money deducted;
  for (const pricing::TakenCoupon& coupon : coupons_taken_by(goods_return)) deducted += coupon.deducted;
  return deducted;
}

static void add_used_coupons(const Document& document, std::int64_t sign, ledger::Posting& posting) {
  for (const pricing::TakenCoupon& coupon : coupons_taken_by(document))
    posting.add(ledger::coupon_cost_account(coupon.coupon_of, document.till_id),
                Money{sign * coupon.deducted.minor});
}

static void add_tender(const Document& document, const Tender& tender, std::int64_t sign,
                       ledger::Posting& posting) {
  const auto add = [&](const std::string& account, std::optional<Money> amount) {
    if (amount) posting.add(account, Money{sign * amount->minor});
  };
  if (tender.kind == TenderKind::cash) return add(ledger::cash_account(document.till_id), tender.amount);
  if (tender.kind == TenderKind::on_account) {
    if (document.member_id) add(ledger::receivable_account(*document.member_id), tender.amount);
    return;
  }
  if (tender.kind == TenderKind::used_coupon) return add_used_coupons(document, sign, posting);
  if (!tender.card_id) return;  // fault_in() says so
  add(ledger::principal_account(*tender.card_id), tender.principal);
  add(ledger::bonus_account(*tender.card_id), tender.bonus);
  add(ledger::shortage_account(document.till_id), tender.shortage);
}

std::string points_account_of(const Document& document) {
  HUIJI_CHECK(document.member_id);
  return document.frozen.points_account.value_or(ledger::points_account(*document.member_id));
}

// Earned points go to those that wait as far as the document says so. Spent ones come from the account, and
// go back to where their lots are now.
static void add_points(const Document& document, std::int64_t sign, ledger::Posting& posting) {
  using ledger::Currency;
  const std::string account = points_account_of(document);
  const std::int64_t pending = document.frozen.points_pending.value_or(Points{}).count;
  const std::string issued = ledger::points_issued_account(document.till_id),
                    spent = ledger::points_spent_account(document.till_id);
  posting.move(issued, account, Currency::PTS, sign * (document.points.count - pending));
  posting.move(issued, ledger::pending_beside(account), Currency::PTS, sign * pending);
  std::int64_t elsewhere = 0;
  if (document.frozen.points_back)
    for (const PointsBack& back : *document.frozen.points_back) {
      posting.move(spent, back.account, Currency::PTS, back.points.count);
      elsewhere += back.points.count;
    }
  posting.move(account, spent, Currency::PTS, sign * document.points_spent.count + elsewhere);
}

ledger::Posting posting_of(const Document& document) {
  const std::int64_t sign = document.kind == SaleKind::sale ? 1 : -1;
  const auto signed_money = [&](Money amount) { return Money{sign * amount.minor}; };
  ledger::Posting posting;
  posting.posting_id = {document.sale_id.bytes};
  posting.reason = document.kind == SaleKind::sale ? "sale" : "return";
  posting.source_id = document.sale_id.bytes;
  posting.business_day = document.business_day;
  posting.effective_at = document.sold_at;
  posting.recorded_at = document.recorded_at;
  for (const Tender& tender : document.tenders) add_tender(document, tender, sign, posting);
  posting.add(ledger::revenue_account(document.till_id), -signed_money(document.payable - document.tax));
  for (const DocumentLine& line : document.lines)
    posting.add(ledger::vat_account(document.till_id, line.tax_rate), -signed_money(line.tax));
  if (document.member_id) {
    add_points(document, sign, posting);
    posting.move(ledger::growth_issued_account(document.till_id), ledger::growth_account(*document.member_id),
                 ledger::Currency::GRW, sign * document.growth);
  }
  return posting;
}

static std::string_view fault_in_line(const Document& document, const DocumentLine& line) {
  if (line.quantity.thousandths <= 0) return "quantity";
  if (line.gross.minor < 0 || line.discount.minor < 0 || line.net.minor < 0) return "line_negative";
  if (line.net != line.gross - line.discount) return "line_net";
  if (line.tax.minor < 0 || line.tax > line.net) return "line_tax";
  Money shares;
  for (const PromotionShare& share : line.discounts) shares += share.amount;
  if (document.kind == SaleKind::sale && shares != line.discount) return "line_discounts";
  return {};
}

static bool card_parts_fit(const Tender& tender) {
  const Money principal = tender.principal.value_or(Money{}), bonus = tender.bonus.value_or(Money{}),
              shortage = tender.shortage.value_or(Money{});
  const bool positive = principal.minor >= 0 && bonus.minor >= 0 && shortage.minor >= 0;
  return tender.card_id && positive && principal + bonus + shortage == tender.amount;
}

std::string_view fault_in(const Document& document) {
  Money gross, discount, net, tax, paid, coupons;
  for (const DocumentLine& line : document.lines) {
    if (const std::string_view fault = fault_in_line(document, line); !fault.empty()) return fault;
    gross += line.gross, discount += line.discount, net += line.net, tax += line.tax;
  }
  if (document.lines.empty()) return "no_lines";
  if (gross != document.gross) return "gross";
  if (discount != document.discount) return "discount";
  if (net != document.payable) return "payable";
  if (tax != document.tax) return "tax";
  for (const Tender& tender : document.tenders) {
    if (tender.amount.minor < 0 || tender.change_given.minor < 0) return "tender_negative";
    if (tender.tendered - tender.change_given != tender.amount) return "tender_change";
    if (tender.kind == TenderKind::stored_value && !card_parts_fit(tender)) return "tender_parts";
    if (tender.kind == TenderKind::on_account && !document.member_id) return "tender_member";
    if (tender.kind == TenderKind::used_coupon) coupons += tender.amount;
    paid += tender.amount;
  }
  if (coupons.minor != 0 && coupons != deducted_by(document)) return "used_coupons";
  if (paid != document.payable) return "tenders";
  if (document.points.count < 0 || document.points_spent.count < 0 || document.growth < 0) return "points";
  if (document.frozen.points_pending.value_or(Points{}) > document.points) return "points_pending";
  return {};
}

static ReceiptLine receipt_line_of(const DocumentLine& line,
                                   const std::vector<pricing::AppliedPromotion>& promotions) {
  ReceiptLine shown{line.line_no,
                    line.product_id,
                    line.name,
                    line.unit_name,
                    line.quantity,
                    line.unit_price,
                    line.gross,
                    line.discount,
                    line.net,
                    line.tax_rate,
                    line.tax,
                    {},
                    {},
                    {}};
  for (const PromotionShare& share : line.discounts) {
    const auto applied = std::find_if(promotions.begin(), promotions.end(), [&](const auto& promotion) {
      return promotion.promotion_id == share.promotion_id;
    });
    shown.discounts.push_back(
        {share.promotion_id, applied == promotions.end() ? "" : applied->name, share.amount});
  }
  return shown;
}

Receipt receipt_of(const Document& document) {
  Receipt receipt;
  receipt.sale_id = document.sale_id;
  receipt.kind = document.kind;
  receipt.original_sale_id = document.original_sale_id;
  receipt.number = document.number;
  receipt.shop_name = document.frozen.shop_name;
  receipt.till_name = document.frozen.till_name;
  receipt.staff_id = document.staff_id;
  receipt.staff_name = document.frozen.staff_name;
  receipt.business_day = document.business_day;
  receipt.sold_at = document.sold_at;
  receipt.recorded_at = document.recorded_at;
  receipt.catalog_version = document.catalog_version;
  std::vector<std::optional<std::int64_t>> points_percent;
  if (document.kind == SaleKind::sale) {
    pricing::PricedBasket priced = stored_price(document.price);
    receipt.promotions = std::move(priced.promotions);
    if (document.points == priced.points) receipt.rewards = std::move(priced.rewards);  // a member who earns
    for (const pricing::PricedLine& line : priced.lines) points_percent.push_back(line.points_percent);
  }
  points_percent.resize(std::max(points_percent.size(), document.lines.size()));
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    receipt.lines.push_back(receipt_line_of(document.lines[i], receipt.promotions));
    receipt.lines.back().points_percent = points_percent[i];
  }
  receipt.gross = document.gross;
  receipt.discount = document.discount;
  receipt.payable = document.payable;
  receipt.tax = document.tax;
  receipt.tenders = document.tenders;
  receipt.member_id = document.member_id;
  receipt.member_number = document.frozen.member_number;
  receipt.points = document.points;
  receipt.points_balance = document.frozen.points_balance;
  if (document.points_spent.count > 0) receipt.points_spent = document.points_spent;
  if (document.growth > 0) receipt.growth = document.growth;
  receipt.points_pending = document.frozen.points_pending;
  if (const auto at = document.frozen.points_open_at)
    receipt.points_open_on = business_day(*at, document.frozen.utc_offset_minutes, 0);
  if (document.frozen.points_account) receipt.points_shared = true;
  return receipt;
}

}  // namespace huiji::checkout
