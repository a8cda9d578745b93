#include "wallet/allowance_flow.hpp"

#include <algorithm>

#include "platform/crypto/card_code.hpp"
#include "wallet/card_flow.hpp"
#include "wallet/credit_errors.hpp"
#include "wallet/credit_store.hpp"
#include "wallet/household_store.hpp"
#include "wallet/wallet_errors.hpp"

namespace huiji::wallet {
namespace {

// An account that is asked for, with whose it is.
struct Wanted {
  std::string account;
  std::optional<MemberId> member_id;
  std::optional<Card> card;
  bool credit = false;
};

AllowanceView view_of(db::Transaction& transaction, MerchantId merchant_id,
                      const ledger::Allowance& allowance) {
  AllowanceView view;
  view.allowance_id = allowance.allowance_id;
  view.use = allowance.kind == ledger::AllowanceKind::hold ? AllowanceUse::hold : AllowanceUse::lease;
  view.amount = allowance.amount;
  view.spent = allowance.spent;
  view.bonus = {allowance.bonus};
  view.open = allowance.open;
  view.expires_at = allowance.expires_at;
  if (const auto holder = ledger::holder_of(allowance.account, ledger::kPointsPrefix))
    view.member_id = MemberId{allowance.asked_for.value_or(*holder)};
  if (const auto debtor = ledger::holder_of(allowance.account, ledger::kReceivablePrefix)) {
    view.asset = Asset::receivable;
    view.member_id = MemberId{*debtor};
  }
  if (const auto card_id = ledger::holder_of(allowance.account, ledger::kStoredPrefix)) {
    view.asset = Asset::principal;
    view.card_id = CardId{*card_id};
    if (const auto card = find_card(transaction, merchant_id, *view.card_id)) {
      view.card_number = card->number;
      view.member_id = card->member_id;
    }
  }
  return view;
}

Result<Wanted> wanted_credit(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  const StoredCredit credit = find_credit(transaction, merchant_id, member_id);
  if (credit.version == 0) return credit_none;
  if (credit.terms.state != CreditState::open) return credit_not_open;
  return Wanted{ledger::receivable_account(member_id), member_id, {}, true};
}

Result<Wanted> wanted_of(db::Transaction& transaction, const Caller& caller, const AllowanceRequest& request,
                         Instant now) {
  if (request.card_id) {
    auto card = find_card(transaction, caller.merchant_id, *request.card_id);
    if (!card) return card_unknown;
    if (card->kind == CardKind::count) return card_kind_wrong;
    const Place place = place_of(transaction, caller, now);
    if (auto usable = check_usable(*card, caller.shop_id, place.today); !usable) return usable.refusal();
    if (card->member_id)
      if (auto member = active_member(transaction, caller.merchant_id, *card->member_id); !member)
        return member.refusal();
    return Wanted{ledger::stored_account(card->card_id), card->member_id, std::move(*card), false};
  }
  if (!request.member_id) return member_unknown;
  const auto member = active_member(transaction, caller.merchant_id, *request.member_id);
  if (!member) return member.refusal();
  if (request.asset != Asset::receivable)
    return Wanted{
        points_home(transaction, caller.merchant_id, member->member_id), member->member_id, {}, false};
  return wanted_credit(transaction, caller.merchant_id, member->member_id);
}

// Points are a discount for the member at the till: no proof. Stored value and credit above the shop's limit
// are proven.
Result<Done> check_proof(db::Transaction& transaction, const Services& services, const Caller& caller,
                         const Wanted& wanted, const AllowanceRequest& request,
                         const std::optional<members::Proven>& proven, const ValuePolicy& policy,
                         Instant now) {
  if (!wanted.card && !wanted.credit) return Done{};
  if (wanted.card && wanted.card->kind == CardKind::gift) {
    if (!request.code) return proof_needed;
    const bool right =
        crypto::is_card_code(services.keys, caller.merchant_id, wanted.card->card_id, *request.code);
    return right ? Result<Done>(Done{}) : Result<Done>(secret_wrong);
  }
  const bool lease = request.use == AllowanceUse::lease;
  if (lease || request.amount <= policy.without_proof.minor || !services.members) return Done{};
  if (!proven) return proof_needed;
  return members::check_proof(transaction, caller.merchant_id, *proven, now);
}

// What of the amount is bonus when it is taken now: a quote, for the points that the sale earns.
std::int64_t bonus_in(db::Transaction& transaction, MerchantId merchant_id, const Wanted& wanted,
                      std::int64_t amount, Instant now) {
  if (!wanted.card) return 0;
  return ledger::take(amount, ledger::open_lots(transaction, merchant_id, wanted.account), ledger::Order::age,
                      now)
      .bonus;
}

std::int64_t most_leased(const ValuePolicy& policy, const Wanted& wanted) {
  if (wanted.credit) return policy.lease_credit.value_or(Money{}).minor;
  return wanted.card ? policy.lease_stored.minor : policy.lease_points.count;
}

Result<std::int64_t> amount_of(const AllowanceRequest& request, const ValuePolicy& policy,
                               const Wanted& wanted, std::int64_t free) {
  if (request.use == AllowanceUse::hold) {
    if (request.amount <= free) return request.amount;
    return Refusal(wanted.credit ? credit_limit_reached : too_little, {{"available", std::to_string(free)}});
  }
  const std::int64_t leased = std::min({request.amount, most_leased(policy, wanted), free});
  if (leased <= 0) return wanted.credit ? credit_not_leased : lease_not_allowed;
  return leased;
}

std::int64_t free_of(db::Transaction& transaction, MerchantId merchant_id, const Wanted& wanted,
                     Instant now) {
  if (wanted.credit) return unused_credit(transaction, merchant_id, *wanted.member_id).minor;
  return available(transaction, merchant_id, wanted.account, now);
}

std::optional<MemberId> debtor_of(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  const auto member = members::find_member_facts(transaction, merchant_id, member_id);
  return member ? std::optional(member->member_id) : std::nullopt;
}

}  // namespace

Result<std::optional<members::Proven>> prove(const Services& services, const Caller& caller,
                                             AllowanceId allowance_id, const AllowanceRequest& request) {
  const std::optional<members::Proven> nothing;
  const bool credit = request.asset == Asset::receivable && request.member_id && !request.card_id;
  if (!services.members || (!request.card_id && !credit) || (!request.pin && !request.code)) return nothing;
  const auto holder = services.store.read<std::optional<MemberId>>([&](db::Transaction& transaction) {
    if (credit) return debtor_of(transaction, caller.merchant_id, *request.member_id);
    const auto card = find_card(transaction, caller.merchant_id, *request.card_id);
    return card && card->kind == CardKind::stored ? card->member_id : std::nullopt;
  });
  if (!holder) return nothing;
  const auto proof = members::parse_proof({request.pin, request.code});
  if (!proof) return proof.refusal();
  auto proven =
      members::prove_spending(*services.members, caller.merchant_id, *holder, *proof, allowance_id.bytes);
  if (!proven) return proven.refusal();
  return std::optional(std::move(*proven));
}

Result<AllowanceView> ask_allowance(db::Transaction& transaction, const Services& services,
                                    const Caller& caller, AllowanceId allowance_id,
                                    const AllowanceRequest& request,
                                    const std::optional<members::Proven>& proven, Instant now) {
  HUIJI_CHECK(caller.till_id);
  const MerchantId merchant_id = caller.merchant_id;
  auto wanted = wanted_of(transaction, caller, request, now);
  if (!wanted) return wanted.refusal();
  if (const auto earlier = ledger::find_allowance(transaction, merchant_id, allowance_id)) {
    if (earlier->till_id != *caller.till_id || earlier->account != wanted->account) return id_reused;
    return view_of(transaction, merchant_id, *earlier);
  }
  const ValuePolicy policy = policy_now(transaction, merchant_id).policy;
  if (auto sound = check_proof(transaction, services, caller, *wanted, request, proven, policy, now); !sound)
    return sound.refusal();
  const auto amount = amount_of(request, policy, *wanted, free_of(transaction, merchant_id, *wanted, now));
  if (!amount) return amount.refusal();
  const bool hold = request.use == AllowanceUse::hold;
  ledger::Allowance allowance;
  allowance.allowance_id = allowance_id;
  allowance.kind = hold ? ledger::AllowanceKind::hold : ledger::AllowanceKind::lease;
  allowance.account = wanted->account;
  allowance.till_id = *caller.till_id;
  allowance.staff_id = caller.staff_id;
  if (wanted->member_id) allowance.asked_for = wanted->member_id->bytes;
  allowance.amount = *amount;
  allowance.bonus = bonus_in(transaction, merchant_id, *wanted, *amount, now);
  allowance.opened_at = now;
  allowance.expires_at = {now.ms + (hold ? policy.hold_minutes * kMinute_ms : policy.lease_hours * kHour_ms)};
  ledger::open_allowance(transaction, merchant_id, allowance);
  return view_of(transaction, merchant_id, allowance);
}

Result<AllowanceView> release_allowance(db::Transaction& transaction, const Caller& caller,
                                        AllowanceId allowance_id, Instant now) {
  auto allowance = ledger::find_allowance(transaction, caller.merchant_id, allowance_id);
  if (!allowance) return allowance_unknown;
  const bool own = caller.till_id && *caller.till_id == allowance->till_id;
  if (!own && !caller.rights.has(Right::change_member)) return allowance_unknown;
  if (allowance->open) {
    ledger::use_allowance(transaction, caller.merchant_id, *allowance, 0, true, now);
    allowance->open = false;
  }
  return view_of(transaction, caller.merchant_id, *allowance);
}

std::vector<AllowanceView> allowances_of_till(db::Transaction& transaction, MerchantId merchant_id,
                                              TillId till_id) {
  std::vector<AllowanceView> views;
  for (const ledger::Allowance& allowance : ledger::allowances_of(transaction, merchant_id, till_id))
    views.push_back(view_of(transaction, merchant_id, allowance));
  return views;
}

int free_overdue_holds(db::Transaction& transaction, MerchantId merchant_id, Instant now, int limit) {
  const auto overdue = ledger::overdue_holds(transaction, merchant_id, now, limit);
  for (const ledger::Allowance& allowance : overdue)
    ledger::use_allowance(transaction, merchant_id, allowance, 0, true, now);
  return int(overdue.size());
}

}  // namespace huiji::wallet
