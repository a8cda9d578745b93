#include "wallet/card_flow.hpp"

#include <algorithm>

#include "members/tier_store.hpp"
#include "platform/crypto/card_code.hpp"
#include "wallet/card_number.hpp"
#include "wallet/cards_store.hpp"
#include "wallet/coupon_issue_flow.hpp"
#include "wallet/stored_value.hpp"
#include "wallet/tier_flow.hpp"
#include "wallet/wallet_errors.hpp"

namespace huiji::wallet {
namespace {

using ledger::Currency;

// A number that no card has yet; thirteen digits rarely collide.
std::string free_number(db::Transaction& transaction, MerchantId merchant_id, CardId card_id, int attempt) {
  for (;; ++attempt) {
    std::string number = make_card_number(card_id, attempt);
    if (!find_card_by_number(transaction, merchant_id, number)) return number;
  }
}

Card open_card(db::Transaction& transaction, const Draft& draft, CardKind kind,
               std::optional<MemberId> member_id, const StoredPackage* package) {
  Card card;
  card.card_id = {draft.receipt.operation_id.bytes};
  card.kind = kind;
  card.member_id = member_id;
  card.opened_at = draft.receipt.happened_at;
  card.number = free_number(transaction, draft.place.merchant_id, card.card_id, 0);
  if (package) {
    card.package_id = package->package_id;
    card.package_version = package->version;
    card.shops = package->package.shops;
    if (package->package.valid_days)
      card.expires_on = Date{draft.place.today.days + *package->package.valid_days};
  }
  // 不记名卡: at least three years (单用途商业预付卡管理办法).
  if (kind == CardKind::gift) card.expires_on = end_of_month(draft.place.today, 36);
  insert_card(transaction, draft.place.merchant_id, card);
  return card;
}

// Value that may be spent in some shops only lies on a card of its own.
bool same_shops(std::vector<ShopId> a, std::vector<ShopId> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

Result<Card> card_for_recharge(db::Transaction& transaction, const Draft& draft,
                               const RechargeRequest& request, MemberId member_id,
                               const StoredPackage* package) {
  const std::vector<ShopId> shops = package ? package->package.shops : std::vector<ShopId>{};
  for (Card& card : cards_of(transaction, draft.place.merchant_id, member_id)) {
    const bool wanted = request.card_id ? card.card_id == *request.card_id : card.kind == CardKind::stored;
    if (!wanted || card.kind != CardKind::stored) continue;
    if (card.state == CardState::closed && !request.card_id) continue;
    if (!same_shops(card.shops, shops)) {
      if (!request.card_id) continue;
      return Refusal(card_other_shops, {{"number", card.number}});
    }
    if (card.state != CardState::active)
      return Refusal(card_not_active, {{"number", card.number}, {"state", state_name(card.state)}});
    return std::move(card);
  }
  if (request.card_id) return card_unknown;
  return open_card(transaction, draft, CardKind::stored, member_id, shops.empty() ? nullptr : package);
}

Result<Done> check_limit(db::Transaction& transaction, const Draft& draft, const Card& card, Money added,
                         Money limit) {
  Money after = added;
  for (const ledger::Lot& lot :
       ledger::open_lots(transaction, draft.place.merchant_id, ledger::stored_account(card.card_id)))
    after += Money{lot.remaining};
  if (after > limit)
    return Refusal(over_limit,
                   {{"after", std::to_string(after.minor)}, {"limit", std::to_string(limit.minor)}});
  return Done{};
}

void add_stored_value(db::Transaction& transaction, Draft& draft, const Card& card, Money paid, Money bonus,
                      int instalments) {
  const MerchantId merchant_id = draft.place.merchant_id;
  const std::string account = ledger::stored_account(card.card_id);
  const TillId till_id = *draft.place.till_id;
  ledger::touch_holding(transaction, merchant_id, account);
  for (const ledger::Lot& lot : recharge_lots(draft.receipt.operation_id, paid, bonus, instalments,
                                              draft.receipt.happened_at, draft.place.business_day))
    ledger::add_lot(transaction, merchant_id, account, Currency::CNY, lot);
  draft.posting.move(ledger::cash_account(till_id), ledger::principal_account(card.card_id), Currency::CNY,
                     paid.minor);
  draft.posting.move(ledger::bonus_cost_account(till_id), ledger::bonus_account(card.card_id), Currency::CNY,
                     bonus.minor);
  draft.receipt.cash = paid;
}

// What a package gives beside value: points, a tier, a coupon.
Result<Done> add_gifts(db::Transaction& transaction, const Services& services, Draft& draft,
                       const members::MemberFacts& member, const Package& package,
                       const ValuePolicy& policy) {
  if (package.points.count > 0)
    give_points(transaction, draft, member.member_id, package.points,
                ledger::points_issued_account(*draft.place.till_id), policy.points_valid_months, 200);
  if (package.tier)
    raise_tier(transaction, draft.place, member, *package.tier, "package", policy, draft.receipt.happened_at);
  if (!package.coupons) return Done{};
  CouponWork work{draft.place.merchant_id, draft.place.till_id, draft.place.staff_id,
                  draft.receipt.happened_at, draft.place.business_day};
  auto issued = issue_coupons(transaction, services.keys, work, draft.receipt.operation_id,
                              {*package.coupons, member.member_id, 1, package.name});
  if (!issued) return issued.refusal();
  return Done{};
}

Result<Done> decide_recharge(db::Transaction& transaction, const Services& services, Draft& draft,
                             const RechargeRequest& request) {
  const MerchantId merchant_id = draft.place.merchant_id;
  if (auto sound = check_cash(draft.place, request.amount, request.tendered); !sound) return sound;
  auto member = active_member(transaction, merchant_id, request.member_id);
  if (!member) return member.refusal();
  Package package;
  package.price = request.amount;
  std::optional<StoredPackage> stored;
  if (request.package_id) {
    auto chosen = package_on_sale(transaction, merchant_id, *request.package_id, CardKind::stored);
    if (!chosen) return chosen.refusal();
    stored = std::move(*chosen);
    package = stored->package;
  }
  if (package.price != request.amount)
    return Refusal(amount_wrong, {{"expected", std::to_string(package.price.minor)}});
  auto card = card_for_recharge(transaction, draft, request, member->member_id, stored ? &*stored : nullptr);
  if (!card) return card.refusal();
  const ValuePolicy policy = policy_now(transaction, merchant_id).policy;
  const Money added = request.amount + package.bonus;
  if (auto sound = check_limit(transaction, draft, *card, added, policy.registered_limit); !sound)
    return sound;
  name_card(draft, *card);
  add_stored_value(transaction, draft, *card, request.amount, package.bonus, package.instalments);
  raise_tier_by_recharge(transaction, draft.place, *member, request.amount, policy,
                         draft.receipt.happened_at);
  return add_gifts(transaction, services, draft, *member, package, policy);
}

Result<Done> decide_gift_card(db::Transaction& transaction, Draft& draft, const CardSaleRequest& request) {
  const MerchantId merchant_id = draft.place.merchant_id;
  if (auto sound = check_cash(draft.place, request.amount, request.tendered); !sound) return sound;
  auto package = package_on_sale(transaction, merchant_id, request.package_id, CardKind::gift);
  if (!package) return package.refusal();
  if (package->package.price != request.amount)
    return Refusal(amount_wrong, {{"expected", std::to_string(package->package.price.minor)}});
  const ValuePolicy policy = policy_now(transaction, merchant_id).policy;
  const Card card = open_card(transaction, draft, CardKind::gift, std::nullopt, &*package);
  if (auto sound = check_limit(transaction, draft, card, request.amount, policy.bearer_limit); !sound)
    return sound;
  name_card(draft, card);
  add_stored_value(transaction, draft, card, request.amount, {}, 1);
  return Done{};
}

Result<Done> decide_count_card(db::Transaction& transaction, const Services& services, Draft& draft,
                               const CardSaleRequest& request) {
  const MerchantId merchant_id = draft.place.merchant_id;
  if (auto sound = check_cash(draft.place, request.amount, request.tendered); !sound) return sound;
  if (!request.member_id) return member_unknown;
  auto member = active_member(transaction, merchant_id, *request.member_id);
  if (!member) return member.refusal();
  auto stored = package_on_sale(transaction, merchant_id, request.package_id, CardKind::count);
  if (!stored) return stored.refusal();
  const Package& package = stored->package;
  if (package.price != request.amount)
    return Refusal(amount_wrong, {{"expected", std::to_string(package.price.minor)}});
  const Card card = open_card(transaction, draft, CardKind::count, member->member_id, &*stored);
  name_card(draft, card);
  ledger::Lot lot;
  lot.lot_id = lot_of(draft.receipt.operation_id.bytes, 0);
  lot.source_id = draft.receipt.operation_id.bytes;
  lot.amount = lot.remaining = package.uses + package.free_uses;
  lot.earned_at = draft.receipt.happened_at;
  lot.expires_on = card.expires_on.value_or(ledger::kNever);
  const std::string account = ledger::uses_account(card.card_id);
  const TillId till_id = *draft.place.till_id;
  ledger::touch_holding(transaction, merchant_id, account);
  ledger::add_lot(transaction, merchant_id, account, Currency::USE, lot);
  draft.posting.move(ledger::uses_sold_account(till_id), account, Currency::USE, lot.amount);
  draft.posting.move(ledger::cash_account(till_id), ledger::prepaid_uses_account(card.card_id), Currency::CNY,
                     package.price.minor);
  draft.receipt.cash = package.price;
  const ValuePolicy policy = policy_now(transaction, merchant_id).policy;
  return add_gifts(transaction, services, draft, *member, package, policy);
}

Result<Done> decide_use(db::Transaction& transaction, Draft& draft, const CardUseRequest& request) {
  const MerchantId merchant_id = draft.place.merchant_id;
  if (!draft.place.till_id) return till_needed;
  const auto card = find_card(transaction, merchant_id, request.card_id);
  if (!card) return card_unknown;
  if (card->kind != CardKind::count) return card_kind_wrong;
  if (auto usable = check_usable(*card, draft.place.shop_id, draft.place.today); !usable) return usable;
  name_card(draft, *card);
  const ledger::Lot lot = only_lot(transaction, merchant_id, *card);
  if (request.uses > lot.remaining) return Refusal(uses_short, {{"left", std::to_string(lot.remaining)}});
  const Package package = package_of(transaction, merchant_id, *card);
  const std::int64_t used = lot.amount - lot.remaining;
  const Money earned = revenue_of_uses(package.price, package.uses, used + request.uses) -
                       revenue_of_uses(package.price, package.uses, used);
  const Percent rate = package.tax_rate.value_or(Percent{600});
  const Money tax = tax_contained(earned, rate);
  const TillId till_id = *draft.place.till_id;
  const auto taken = ledger::take(request.uses, {lot}, ledger::Order::age, draft.receipt.happened_at);
  ledger::touch_holding(transaction, merchant_id, draft.account);
  ledger::change_lots(transaction, merchant_id, taken.changes);
  ledger::add_uses(transaction, merchant_id, draft.receipt.operation_id.bytes, taken.uses);
  draft.posting.move(draft.account, ledger::uses_sold_account(till_id), Currency::USE, request.uses);
  draft.posting.move(ledger::prepaid_uses_account(card->card_id), ledger::revenue_account(till_id),
                     Currency::CNY, (earned - tax).minor);
  draft.posting.move(ledger::prepaid_uses_account(card->card_id), ledger::vat_account(till_id, rate),
                     Currency::CNY, tax.minor);
  return Done{};
}

Result<Done> decide_change(db::Transaction& transaction, Draft& draft, const CardChangeRequest& request) {
  const MerchantId merchant_id = draft.place.merchant_id;
  auto card = find_card(transaction, merchant_id, request.card_id);
  if (!card) return card_unknown;
  if (card->state == CardState::closed || request.state == CardState::closed)
    return Refusal(card_not_active, {{"number", card->number}, {"state", state_name(CardState::closed)}});
  if (request.state) card->state = *request.state;
  if (request.new_number) card->number = free_number(transaction, merchant_id, card->card_id, 1);
  change_card(transaction, merchant_id, *card);
  ledger::touch_holding(transaction, merchant_id, account_of(*card));
  name_card(draft, *card);
  draft.receipt.note = request.reason;
  return Done{};
}

}  // namespace

std::string state_name(CardState state) {
  switch (state) {
    case CardState::active:
      return "正常/active";
    case CardState::frozen:
      return "冻结/frozen";
    case CardState::lost:
      return "挂失/reported lost";
    case CardState::closed:
      return "注销/closed";
  }
  HUIJI_CHECK(false);
}

Result<Done> check_shop(const Card& card, const std::optional<ShopId>& shop_id) {
  const bool here = card.shops.empty() || (shop_id && std::find(card.shops.begin(), card.shops.end(),
                                                                *shop_id) != card.shops.end());
  if (!here) return Refusal(card_elsewhere, {{"number", card.number}});
  return Done{};
}

Result<Done> check_usable(const Card& card, const std::optional<ShopId>& shop_id, Date today) {
  if (card.state != CardState::active)
    return Refusal(card_not_active, {{"number", card.number}, {"state", state_name(card.state)}});
  if (card.expires_on && *card.expires_on < today)
    return Refusal(card_expired, {{"number", card.number}, {"date", to_text(*card.expires_on)}});
  return check_shop(card, shop_id);
}

Result<OperationReceipt> recharge(db::Transaction& transaction, const Services& services,
                                  const Caller& caller, OperationId operation_id,
                                  const RechargeRequest& request, Instant now) {
  return run_operation(transaction, caller, operation_id, OperationKind::recharge, request, now,
                       [&](Draft& draft) { return decide_recharge(transaction, services, draft, request); });
}

Result<OperationReceipt> sell_gift_card(db::Transaction& transaction, const Services& services,
                                        const Caller& caller, OperationId operation_id,
                                        const CardSaleRequest& request, Instant now) {
  auto receipt = run_operation(transaction, caller, operation_id, OperationKind::gift_card, request, now,
                               [&](Draft& draft) { return decide_gift_card(transaction, draft, request); });
  if (receipt) receipt->card_secret = crypto::card_code(services.keys, caller.merchant_id, *receipt->card_id);
  return receipt;
}

Result<OperationReceipt> sell_count_card(db::Transaction& transaction, const Services& services,
                                         const Caller& caller, OperationId operation_id,
                                         const CardSaleRequest& request, Instant now) {
  return run_operation(
      transaction, caller, operation_id, OperationKind::count_card, request, now,
      [&](Draft& draft) { return decide_count_card(transaction, services, draft, request); });
}

Result<OperationReceipt> use_count_card(db::Transaction& transaction, const Caller& caller,
                                        OperationId operation_id, const CardUseRequest& request,
                                        Instant now) {
  return run_operation(transaction, caller, operation_id, OperationKind::use_count_card, request, now,
                       [&](Draft& draft) { return decide_use(transaction, draft, request); });
}

Result<OperationReceipt> change_card_state(db::Transaction& transaction, const Caller& caller,
                                           OperationId operation_id, const CardChangeRequest& request,
                                           Instant now) {
  return run_operation(transaction, caller, operation_id,
                       request.new_number ? OperationKind::new_card_number : OperationKind::card_state,
                       request, now,
                       [&](Draft& draft) { return decide_change(transaction, draft, request); });
}

}  // namespace huiji::wallet
