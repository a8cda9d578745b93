#include "wallet/rules_flow.hpp"

#include "wallet/stored_value.hpp"
#include "wallet/tiers.hpp"
#include "wallet/wallet_errors.hpp"
#include "wire/json.hpp"

namespace huiji::wallet {

static Refusal changed(std::int64_t version) {
  return Refusal(changed_meanwhile, {{"version", std::to_string(version)}});
}

// A package above the limit of a card could never be sold, a membership without its tier gives nothing.
static Result<Done> check_limit(db::Transaction& transaction, MerchantId merchant_id,
                                const Package& package) {
  if (package.kind == CardKind::count) return Done{};
  const ValuePolicy policy = policy_now(transaction, merchant_id).policy;
  if (package.kind == CardKind::membership) {
    if (rank_of(policy, *package.tier) < 0) return Refusal(package_wrong, {{"field", "tier"}});
    return Done{};
  }
  const Money limit = package.kind == CardKind::gift ? policy.bearer_limit : policy.registered_limit;
  const Money after = package.price + package.bonus;
  if (after <= limit) return Done{};
  return Refusal(over_limit,
                 {{"after", std::to_string(after.minor)}, {"limit", std::to_string(limit.minor)}});
}

Result<StoredPackage> put_package(db::Transaction& transaction, const Caller& caller, PackageId package_id,
                                  const PackageDraft& draft, Instant now) {
  if (auto sound = check_package(draft.package); !sound) return sound.refusal();
  if (auto sellable = check_limit(transaction, caller.merchant_id, draft.package); !sellable)
    return sellable.refusal();
  const auto before = find_package(transaction, caller.merchant_id, package_id);
  if (before && wire::to_json(before->package) == wire::to_json(draft.package)) return *before;
  const std::int64_t version = before ? before->version : 0;
  if (draft.expected_version != version) return changed(version);
  if (before && before->package.kind != draft.package.kind)
    return Refusal(package_wrong, {{"field", "kind"}});
  HUIJI_CHECK(caller.staff_id);
  const StoredPackage after{package_id, version + 1, now, draft.package};
  insert_package(transaction, caller.merchant_id, after, *caller.staff_id);
  return after;
}

Result<VersionedValuePolicy> put_policy(db::Transaction& transaction, const Caller& caller,
                                        const VersionedValuePolicy& wanted, Instant now) {
  if (auto sound = check_policy(wanted.policy); !sound) return sound.refusal();
  const VersionedValuePolicy before = policy_now(transaction, caller.merchant_id);
  if (wire::to_json(before.policy) == wire::to_json(wanted.policy)) return before;
  if (wanted.version != before.version) return changed(before.version);
  HUIJI_CHECK(caller.staff_id);
  const VersionedValuePolicy after{before.version + 1, wanted.policy};
  insert_policy(transaction, caller.merchant_id, after, now, *caller.staff_id);
  return after;
}

}  // namespace huiji::wallet
