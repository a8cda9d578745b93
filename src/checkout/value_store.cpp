#include "checkout/value_store.hpp"

#include "checkout/checkout_errors.hpp"
#include "ledger/ledger_store.hpp"
#include "wallet/stored_value.hpp"
#include "wallet/tier_flow.hpp"

namespace huiji::checkout {

using ledger::Currency;

static constexpr int kGrowthLot = 50;  // numbers the sale's second lot

Result<wallet::Spending> spending_of(SaleId sale_id, const SaleRequest& request, const SaleFacts& facts,
                                     const pricing::PricedBasket& priced, Instant now) {
  wallet::Spending spending;
  spending.sale_id = sale_id.bytes;
  spending.till_id = facts.place.till_id;
  spending.shop_id = facts.place.shop_id;
  spending.now = now;
  spending.points = priced.points_spent.value_or(Points{});
  if (facts.member) {
    spending.member_id = facts.member->member_id;
    spending.points_account = facts.member->points_account;
  }
  if (spending.points.count > 0 && !facts.member) return sale_points_not_spendable;
  if (request.facts && request.facts->point_allowances)
    spending.point_allowances = *request.facts->point_allowances;
  for (const Tender& tender : request.tenders)
    if (tender.kind == TenderKind::on_account)
      spending.charges.push_back({*tender.allowance_id, tender.amount});
  for (const Tender& tender : request.tenders)
    if (tender.kind == TenderKind::stored_value)
      spending.cards.push_back(
          {*tender.allowance_id,
           tender.amount,
           {mul_div(priced.gross.minor, tender.amount.minor, priced.payable.minor, Rounding::half_up)}});
  return spending;
}

Result<Done> check_bonus(const SaleRequest& request, const SaleFacts& facts, Money quoted) {
  const Money claimed = request.facts ? request.facts->bonus_tender.value_or(Money{}) : Money{};
  if (facts.member && claimed < quoted)
    return Refusal(sale_bonus_wrong, {{"expected", std::to_string(quoted.minor)}});
  return Done{};
}

void split_tenders(const std::vector<wallet::CardSplit>& cards, std::vector<Tender>& tenders) {
  const auto part = [](Money amount) { return amount.minor == 0 ? std::nullopt : std::optional(amount); };
  std::size_t next = 0;
  for (Tender& tender : tenders) {
    if (tender.kind != TenderKind::stored_value) continue;
    HUIJI_CHECK(next < cards.size());
    const wallet::CardSplit& card = cards[next++];
    tender.card_id = card.card_id;
    tender.principal = part(card.principal);
    tender.bonus = part(card.bonus);
    tender.shortage = part(card.shortage);
  }
  HUIJI_CHECK(next == cards.size());
}

static void give_growth(db::Transaction& transaction, MerchantId merchant_id, const Document& document,
                        const MemberAtSale& member, const wallet::ValuePolicy& policy) {
  const std::int64_t after =
      ledger::held(transaction, merchant_id, ledger::growth_account(member.member_id), Currency::GRW);
  wallet::Place place;
  place.merchant_id = merchant_id;
  place.today = document.business_day;
  place.utc_offset_minutes = document.frozen.utc_offset_minutes;
  const members::MemberFacts now{member.member_id, member.number, member.tier_now, {}};
  wallet::give_growth(transaction, place, now,
                      {wallet::lot_of(document.sale_id.bytes, kGrowthLot), document.sale_id.bytes,
                       document.growth, after - document.growth, document.sold_at, document.business_day},
                      policy, document.recorded_at);
}

// Points that wait owe nothing to anybody, and count their months from the day on which they open.
static void give_points(db::Transaction& transaction, MerchantId merchant_id, const Document& document,
                        const MemberAtSale& member, const wallet::ValuePolicy& policy) {
  const auto opens_at = document.frozen.points_open_at;
  const Date from =
      opens_at ? business_day(*opens_at, document.frozen.utc_offset_minutes, 0) : document.business_day;
  const Points before = opens_at ? Points{} : member.balance_before - document.points_spent;
  ledger::Lot lot = ledger::earn({document.sale_id.bytes}, document.sale_id.bytes, document.points, before,
                                 document.sold_at, from, policy.points_valid_months);
  if (opens_at) lot.opens_at = *opens_at;
  if (member.shares) lot.earner = member.member_id.bytes;
  const std::string account =
      opens_at ? ledger::pending_beside(member.points_account) : member.points_account;
  ledger::add_lot(transaction, merchant_id, account, Currency::PTS, lot);
}

void give_value(db::Transaction& transaction, MerchantId merchant_id, const Document& document,
                const MemberAtSale& member, const wallet::ValuePolicy& policy) {
  if (document.points.count > 0) give_points(transaction, merchant_id, document, member, policy);
  if (document.growth > 0) give_growth(transaction, merchant_id, document, member, policy);
}

void note_points_back(const wallet::GivingBackPlan& plan, Document& document) {
  std::vector<PointsBack> elsewhere;
  for (const auto& [account, points] : plan.points) {
    if (account == points_account_of(document)) continue;
    elsewhere.push_back({account, points});
    if (document.frozen.points_balance)
      document.frozen.points_balance = *document.frozen.points_balance - points;
  }
  if (!elsewhere.empty()) document.frozen.points_back = std::move(elsewhere);
}

wallet::GivingBack giving_back_of(const Document& document, const std::optional<MemberAtSale>& member) {
  HUIJI_CHECK(document.original_sale_id);
  wallet::GivingBack back;
  back.sale_id = document.original_sale_id->bytes;
  back.return_id = document.sale_id.bytes;
  back.points = document.points_spent;
  if (member) {
    back.member_id = member->member_id;
    back.points_account = member->points_account;
    back.balance = member->balance_before;
  }
  back.now = document.recorded_at;
  back.today = document.business_day;
  for (const Tender& tender : document.tenders)
    if (tender.kind == TenderKind::stored_value) back.cards.push_back({*tender.card_id, tender.amount});
  return back;
}

static void take_back(db::Transaction& transaction, MerchantId merchant_id, const std::string& account,
                      std::int64_t amount, const Uuid& source_id) {
  if (amount == 0) return;
  const auto plan =
      ledger::claw_back({amount}, source_id, ledger::open_lots(transaction, merchant_id, account));
  ledger::touch_holding(transaction, merchant_id, account);
  ledger::change_lots(transaction, merchant_id, plan.changes);
}

void take_value(db::Transaction& transaction, MerchantId merchant_id, const Document& document) {
  if (!document.member_id) return;
  const Uuid& source_id = document.original_sale_id->bytes;
  const std::string account = points_account_of(document);
  const std::int64_t pending = document.frozen.points_pending.value_or(Points{}).count;
  take_back(transaction, merchant_id, ledger::pending_beside(account), pending, source_id);
  take_back(transaction, merchant_id, account, document.points.count - pending, source_id);
  take_back(transaction, merchant_id, ledger::growth_account(*document.member_id), document.growth,
            source_id);
}

}  // namespace huiji::checkout
