#include "wallet/membership_flow.hpp"

#include <algorithm>

#include "wallet/cards_store.hpp"
#include "wallet/stored_value.hpp"
#include "wallet/tier_flow.hpp"
#include "wallet/wallet_errors.hpp"

namespace huiji::wallet {
namespace {

using ledger::Currency;

constexpr Percent kUsualTax{600};
constexpr int kUsualReminder_days = 30;

// The part of the price up to `months` becomes revenue, its tax likewise cumulative.
void post_earned(ledger::Posting& posting, Membership& membership, int months) {
  const Money before = membership.recognised, after = earned_after(membership, months);
  const Money tax = tax_contained(after, membership.tax_rate) - tax_contained(before, membership.tax_rate);
  const std::string account = ledger::prepaid_membership_account(membership.member_id);
  posting.move(account, ledger::revenue_account(membership.till_id), Currency::CNY,
               (after - before - tax).minor);
  posting.move(account, ledger::vat_account(membership.till_id, membership.tax_rate), Currency::CNY,
               tax.minor);
  membership.recognised = after;
  membership.recognised_months = months;
}

ledger::Posting month_posting(Membership& membership, int month, Date today, Instant now) {
  ledger::Posting posting;
  posting.posting_id = {lot_of(membership.membership_id.bytes, month).bytes};
  posting.reason = "membership-month-" + std::to_string(month);
  posting.source_id = membership.membership_id.bytes;
  posting.business_day = today;
  posting.effective_at = now;
  posting.recorded_at = now;
  post_earned(posting, membership, month);
  return posting;
}

Membership new_membership(const Draft& draft, const StoredPackage& stored, MemberId member_id,
                          Date starts_on) {
  const Package& package = stored.package;
  Membership membership;
  membership.membership_id = draft.receipt.operation_id;
  membership.member_id = member_id;
  membership.package_id = stored.package_id;
  membership.package_version = stored.version;
  membership.tier = *package.tier;
  membership.price = package.price;
  membership.months = *package.months;
  membership.tax_rate = package.tax_rate.value_or(kUsualTax);
  membership.till_id = *draft.place.till_id;
  membership.sold_on = draft.place.today;
  membership.starts_on = starts_on;
  membership.ends_on = {month_begins(membership, membership.months).days - 1};
  membership.next_on = next_work(membership);
  return membership;
}

void name_member(Draft& draft, MemberId member_id) {
  draft.account = ledger::prepaid_membership_account(member_id);
  draft.receipt.member_id = member_id;
}

Result<Done> decide_sale(db::Transaction& transaction, Draft& draft, const MembershipSaleRequest& request) {
  const MerchantId merchant_id = draft.place.merchant_id;
  if (auto sound = check_cash(draft.place, request.amount, request.tendered); !sound) return sound;
  auto member = active_member(transaction, merchant_id, request.member_id);
  if (!member) return member.refusal();
  const auto stored = package_on_sale(transaction, merchant_id, request.package_id, CardKind::membership);
  if (!stored) return stored.refusal();
  if (stored->package.price != request.amount)
    return Refusal(amount_wrong, {{"expected", std::to_string(stored->package.price.minor)}});
  name_member(draft, member->member_id);
  ledger::touch_holding(transaction, merchant_id, draft.account);
  const Date starts_on =
      renewal_begins(memberships_of(transaction, merchant_id, member->member_id), draft.place.today);
  const Membership membership = new_membership(draft, *stored, member->member_id, starts_on);
  remember_earned_tier(transaction, draft.place, *member, draft.receipt.happened_at);
  insert_membership(transaction, merchant_id, membership);
  settle_tier(transaction, draft.place, member->member_id, policy_now(transaction, merchant_id).policy);
  draft.posting.move(ledger::cash_account(membership.till_id), draft.account, Currency::CNY,
                     membership.price.minor);
  draft.receipt.cash = membership.price;
  draft.receipt.note =
      stored->package.name + " " + to_text(membership.starts_on) + " – " + to_text(membership.ends_on);
  return Done{};
}

// One that is over, was given back, or has a renewal behind it does not go back.
Result<Membership> refundable(db::Transaction& transaction, MerchantId merchant_id, OperationId membership_id,
                              Date today) {
  auto membership = find_membership(transaction, merchant_id, membership_id);
  if (!membership) return membership_unknown;
  if (membership->refunded_on || membership->ends_on < today) return membership_over;
  for (const Membership& other : memberships_of(transaction, merchant_id, membership->member_id))
    if (!other.refunded_on && other.starts_on > membership->starts_on)
      return Refusal(membership_renewed, {{"from", to_text(other.starts_on)}});
  return std::move(*membership);
}

int cooling_days_of(const ValuePolicy& policy) { return policy.membership_cooling_days.value_or(0); }

std::string name_of_package(db::Transaction& transaction, MerchantId merchant_id,
                            const Membership& membership) {
  const auto package =
      find_package(transaction, merchant_id, membership.package_id, membership.package_version);
  return package ? package->package.name : std::string();
}

Result<Done> decide_refund(db::Transaction& transaction, Draft& draft,
                           const MembershipRefundRequest& request) {
  const MerchantId merchant_id = draft.place.merchant_id;
  if (!draft.place.till_id) return till_needed;
  auto membership = refundable(transaction, merchant_id, request.membership_id, draft.place.today);
  if (!membership) return membership.refusal();
  const ValuePolicy policy = policy_now(transaction, merchant_id).policy;
  const MembershipRefund refund = refund_of(*membership, draft.place.today, cooling_days_of(policy));
  if (refund.payable != request.amount)
    return Refusal(quote_differs, {{"computed", std::to_string(refund.payable.minor)}});
  name_member(draft, membership->member_id);
  ledger::touch_holding(transaction, merchant_id, draft.account);
  post_earned(draft.posting, *membership, refund.started);
  draft.posting.move(draft.account, ledger::cash_account(*draft.place.till_id), Currency::CNY,
                     refund.payable.minor);
  membership->refunded = refund.payable;
  membership->refunded_on = draft.place.today;
  membership->ends_on = refund.last_day;
  membership->next_on = next_work(*membership);
  change_membership(transaction, merchant_id, *membership);
  settle_tier(transaction, draft.place, membership->member_id, policy);
  draft.receipt.cash = -refund.payable;
  draft.receipt.note = request.reason;
  return Done{};
}

MembershipView view_of(const Membership& membership, std::string name, Date today) {
  MembershipView view;
  view.membership_id = membership.membership_id;
  view.member_id = membership.member_id;
  view.name = std::move(name);
  view.tier = membership.tier;
  view.state = state_of(membership, today);
  view.price = membership.price;
  view.months = membership.months;
  view.sold_on = membership.sold_on;
  view.starts_on = membership.starts_on;
  view.ends_on = membership.ends_on;
  view.earned = membership.recognised;
  view.refunded = membership.refunded;
  view.unearned = unearned(membership);
  return view;
}

}  // namespace

Result<OperationReceipt> sell_membership(db::Transaction& transaction, const Caller& caller,
                                         OperationId operation_id, const MembershipSaleRequest& request,
                                         Instant now) {
  return run_operation(transaction, caller, operation_id, OperationKind::membership, request, now,
                       [&](Draft& draft) { return decide_sale(transaction, draft, request); });
}

Result<OperationReceipt> refund_membership(db::Transaction& transaction, const Caller& caller,
                                           OperationId operation_id, const MembershipRefundRequest& request,
                                           Instant now) {
  return run_operation(transaction, caller, operation_id, OperationKind::membership_refund, request, now,
                       [&](Draft& draft) { return decide_refund(transaction, draft, request); });
}

Result<MembershipQuote> quote_membership(db::Transaction& transaction, MerchantId merchant_id,
                                         OperationId membership_id, Instant now) {
  Caller caller;
  caller.merchant_id = merchant_id;
  const Date today = place_of(transaction, caller, now).today;
  const auto membership = refundable(transaction, merchant_id, membership_id, today);
  if (!membership) return membership.refusal();
  const int cooling_days = cooling_days_of(policy_now(transaction, merchant_id).policy);
  const MembershipRefund refund = refund_of(*membership, today, cooling_days);
  MembershipQuote quote;
  quote.membership_id = membership_id;
  quote.name = name_of_package(transaction, merchant_id, *membership);
  quote.price = membership->price;
  quote.months = membership->months;
  quote.months_started = refund.started;
  quote.months_left = membership->months - refund.started;
  quote.cooling_off = refund.cooling_off;
  if (cooling_days > 0) quote.cooling_off_until = Date{membership->sold_on.days + cooling_days};
  quote.payable = refund.payable;
  quote.last_day = refund.last_day;
  return quote;
}

int earn_months(db::Transaction& transaction, MerchantId merchant_id, Date today, Instant now, int limit) {
  std::vector<Membership> due = memberships_due(transaction, merchant_id, today, limit);
  if (due.empty()) return 0;
  const ValuePolicy policy = policy_now(transaction, merchant_id).policy;
  Place place;
  place.merchant_id = merchant_id;
  place.today = today;
  std::vector<ledger::Posting> postings;
  for (Membership& membership : due) {
    ledger::touch_holding(transaction, merchant_id, ledger::prepaid_membership_account(membership.member_id));
    if (!membership.refunded_on) {
      const int over = months_over(membership, today);
      for (int month = membership.recognised_months + 1; month <= over; ++month)
        postings.push_back(month_posting(membership, month, today, now));
      membership.next_on = next_work(membership);
    } else {
      membership.next_on.reset();  // its tier has ended, and that was all
    }
    change_membership(transaction, merchant_id, membership);
    settle_tier(transaction, place, membership.member_id, policy);
  }
  ledger::append_all(transaction, merchant_id, postings);
  return int(due.size());
}

MembershipList list_memberships(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                                Date today) {
  MembershipList list;
  for (const Membership& membership : memberships_of(transaction, merchant_id, member_id))
    list.memberships.push_back(
        view_of(membership, name_of_package(transaction, merchant_id, membership), today));
  std::reverse(list.memberships.begin(), list.memberships.end());
  return list;
}

std::optional<MembershipStanding> standing_of(db::Transaction& transaction, MerchantId merchant_id,
                                              const members::MemberFacts& member, const ValuePolicy& policy,
                                              Date today) {
  std::optional<MembershipStanding> standing;
  for (const Membership& membership : memberships_of(transaction, merchant_id, member.member_id)) {
    if (membership.ends_on < today) continue;
    if (!standing) {
      standing.emplace();
      standing->tier = membership.tier;
    }
    standing->until = std::max(standing->until, membership.ends_on);
  }
  if (!standing) return std::nullopt;
  standing->earned_tier = earned_tier(transaction, merchant_id, member);
  standing->days_left = standing->until.days - today.days;
  standing->remind = standing->days_left <= policy.membership_remind_days.value_or(kUsualReminder_days);
  return standing;
}

}  // namespace huiji::wallet
