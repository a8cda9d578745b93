#include "checkout/load_store.hpp"

#include <algorithm>

#include "catalog/facts_store.hpp"
#include "checkout/checkout_errors.hpp"
#include "checkout/coupons_of_sale_store.hpp"
#include "checkout/stored_basket_store.hpp"
#include "checkout_sql.hpp"
#include "members/life_store.hpp"
#include "wallet/household_store.hpp"
#include "wallet/tier_flow.hpp"
#include "wire/json.hpp"

namespace huiji::checkout {
namespace {

// A product that is retired in this version is sold all the same: the goods were in the shop.
template <class Request>
Result<std::vector<LineFacts>> load_lines(db::Transaction& transaction, const Services& services,
                                          MerchantId merchant_id, const Request& request) {
  std::vector<ProductId> product_ids;
  for (const auto& line : request.lines) product_ids.push_back(line.product_id);
  const std::string version = std::to_string(request.catalog_version);
  if (request.catalog_version < 1) return Refusal(sale_version_unknown, {{"version", version}});
  auto products = services.facts.facts_at(transaction, merchant_id, product_ids, request.catalog_version);
  if (!products) return Refusal(sale_version_unknown, {{"version", version}});
  std::vector<LineFacts> lines;
  for (auto& product : *products) {
    if (!product)
      return Refusal(sale_product_unknown,
                     {{"version", version}, {"line_no", std::to_string(lines.size() + 1)}});
    lines.push_back(line_facts(std::move(*product)));
  }
  return lines;
}

bool near_birthday(const Services& services, MerchantId merchant_id, const members::MemberRecord& member,
                   Date local_day) {
  const auto birthday = members::open_birthday(services.keys, merchant_id, member);
  return birthday && members::near_birthday(*birthday, local_day);
}

Date local_day(Instant sold_at, const PlaceFacts& place) {
  return business_day(sold_at, place.utc_offset_minutes, 0);
}

// A markdown label sells once; a sale has few of them, usually none.
Result<Done> check_labels(db::Transaction& transaction, MerchantId merchant_id, const SaleRequest& request) {
  for (std::size_t i = 0; i < request.lines.size(); ++i) {
    if (!request.lines[i].serial) continue;
    const db::Rows sold = transaction.query(sql::find_label, {merchant_id, *request.lines[i].serial});
    if (!sold.empty())
      return Refusal(sale_serial_used, {{"line_no", std::to_string(i + 1)}, {"number", sold[0].text(0)}});
  }
  return Done{};
}

// Where a member's points are, and how many.
struct Held {
  std::optional<std::string> pool;
  Points balance;
};

// `held`: of that id when it was read already; an alias leads to another account.
Result<MemberAtSale> load_member(db::Transaction& transaction, const Services& services,
                                 MerchantId merchant_id, MemberId member_id, Date local_day,
                                 std::optional<Held> held = {}) {
  const auto member = members::find_member(transaction, merchant_id, member_id);
  if (!member) return sale_member_unknown;
  if (!held || member->member_id != member_id) {
    const wallet::PointsHeld now = wallet::points_held(transaction, merchant_id, member->member_id);
    held = Held{now.pool, now.points};
  }
  return MemberAtSale{member->member_id,
                      member->number,
                      member->tier,
                      members::masked_phone_of(services.keys, merchant_id, *member),
                      member->state == members::MemberState::active,
                      held->balance,
                      near_birthday(services, merchant_id, *member, local_day),
                      true,
                      member->tier,
                      held->pool.value_or(ledger::points_account(member->member_id)),
                      held->pool.has_value()};
}

// A till that was offline priced with the tier it knew; one that the member had lately is accepted.
Result<Done> take_tier(db::Transaction& transaction, MerchantId merchant_id, const SaleRequest& request,
                       MemberAtSale& member) {
  if (!request.facts || !request.facts->tier || *request.facts->tier == member.tier) return Done{};
  const members::MemberFacts facts{member.member_id, member.number, member.tier, {}};
  if (!wallet::had_tier(transaction, merchant_id, facts, *request.facts->tier, request.sold_at))
    return Refusal(sale_tier_wrong, {{"tier", *request.facts->tier}});
  member.tier = *request.facts->tier;
  return Done{};
}

// The till priced with the tags that it knew, which may be a week old.
bool knows_tags(db::Transaction& transaction, MerchantId merchant_id, const SaleRequest& request) {
  if (!request.facts || !request.facts->tags || request.facts->tags->empty()) return true;
  const auto member = members::find_member(transaction, merchant_id, *request.member_id);
  return member && members::could_have_tags(transaction, merchant_id, *request.member_id, *member,
                                            *request.facts->tags, request.sold_at);
}

bool lists(const wallet::ValuePolicy& policy, const std::string& channel) {
  if (!policy.pending) return false;
  return std::any_of(policy.pending->begin(), policy.pending->end(),
                     [&](const wallet::PendingChannel& waits) { return waits.channel == channel; });
}

// Tills sell in the shop, and through the channels that the rules open to them. A sale that was made before
// the rules changed still stands, so older rules count too.
bool knows_channel(db::Transaction& transaction, MerchantId merchant_id, const wallet::ValuePolicy& policy,
                   const SaleRequest& request) {
  if (!request.facts || !request.facts->channel) return true;
  const std::string& channel = *request.facts->channel;
  if (channel == kAtTheTill || lists(policy, channel)) return true;
  for (const db::Rows::Row& row : transaction.query(sql::value_policies, {merchant_id})) {
    const auto older = wire::from_json<wallet::ValuePolicy>(row.text(0));
    HUIJI_CHECK(older);
    if (lists(*older, channel)) return true;
  }
  return false;
}

// A sale's lot keeps its id when its points open; until then it lies with those that wait.
Points pending_left(db::Transaction& transaction, MerchantId merchant_id, const Document& sale,
                    const MemberAtSale& member) {
  if (!sale.frozen.points_pending) return {};
  const auto held = ledger::find_lot(transaction, merchant_id, {sale.sale_id.bytes});
  const bool waits = held && held->account == ledger::pending_beside(member.points_account);
  return {waits ? held->lot.remaining : 0};
}

}  // namespace

LineFacts line_facts(catalog::ProductFacts product) {
  return {
      std::move(product.name), std::move(product.unit_name), product.unit_kind == catalog::UnitKind::weight,
      product.price,           product.member_price,         product.cost,
      product.tax_rate,        product.discountable,         std::move(product.categories)};
}

Result<LoadedSale> load_sale(db::Transaction& transaction, const Services& services, const Caller& caller,
                             const Look& look, const SaleRequest& request, Instant now) {
  if (!look.staff_known) return sale_staff_unknown;
  LoadedSale loaded;
  loaded.value_policy = look.value_policy;
  loaded.facts.growth_per_yuan = look.value_policy.tiers.empty() ? 0 : look.value_policy.growth_per_yuan;
  loaded.facts.place = look.place;
  loaded.facts.channel_known = knows_channel(transaction, caller.merchant_id, look.value_policy, request);
  auto lines = load_lines(transaction, services, caller.merchant_id, request);
  if (!lines) return lines.refusal();
  loaded.facts.lines = std::move(*lines);
  loaded.rules = services.rules.rules_at(transaction, caller.merchant_id, request.catalog_version);
  if (!loaded.rules)
    return Refusal(sale_version_unknown, {{"version", std::to_string(request.catalog_version)}});
  loaded.facts.points_per_yuan = loaded.rules->points().points_per_yuan;
  if (request.member_id) {
    auto member = load_member(transaction, services, caller.merchant_id, *request.member_id,
                              local_day(request.sold_at, look.place), Held{look.pool, look.balance});
    if (!member) return member.refusal();
    loaded.facts.member = std::move(*member);
    if (auto known = take_tier(transaction, caller.merchant_id, request, *loaded.facts.member); !known)
      return known.refusal();
    loaded.facts.points_open_at = points_open_at(look.value_policy, request, look.place, now);
    loaded.facts.member->tags_known = knows_tags(transaction, caller.merchant_id, request);
  }
  if (auto fresh = check_labels(transaction, caller.merchant_id, request); !fresh) return fresh.refusal();
  return loaded;
}

Result<LoadedReturn> load_return(db::Transaction& transaction, const Services& services, const Caller& caller,
                                 const Look& look, const ReturnRequest& request) {
  if (!look.staff_known) return sale_staff_unknown;
  if (!look.rights.has(Right::return_goods)) return return_not_allowed;
  auto original = find_document(transaction, caller.merchant_id, request.original_sale_id);
  if (!original) return return_original_unknown;
  if (original->kind != SaleKind::sale) return return_of_return;
  LoadedReturn loaded;
  loaded.original = std::move(*original);
  loaded.place = look.place;
  loaded.basis = refund_basis(transaction, services.facts, caller.merchant_id, loaded.original);
  loaded.rules = services.rules.rules_at(transaction, caller.merchant_id, loaded.original.catalog_version);
  HUIJI_CHECK(loaded.rules);  // a version stays
  loaded.coupons = load_earned_coupons(transaction, caller.merchant_id, loaded.original);
  if (loaded.original.returns > 0)
    loaded.returned_before = returned_of(transaction, caller.merchant_id, request.original_sale_id);
  for (const Returned& returned : loaded.returned_before) loaded.refunded_before += returned.net;
  if (const auto member_id = loaded.original.member_id) {
    auto member = load_member(transaction, services, caller.merchant_id, *member_id,
                              local_day(request.sold_at, look.place));
    if (!member) return member.refusal();
    loaded.member = std::move(*member);
    loaded.pending_left = pending_left(transaction, caller.merchant_id, loaded.original, *loaded.member);
  }
  return loaded;
}

Result<LoadedUnreceipted> load_unreceipted(db::Transaction& transaction, const Services& services,
                                           const Caller& caller, const Look& look,
                                           const UnreceiptedReturn& request) {
  if (!look.staff_known) return sale_staff_unknown;
  if (!look.rights.has(Right::return_without_receipt)) return return_not_allowed;
  auto lines = load_lines(transaction, services, caller.merchant_id, request);
  if (!lines) return lines.refusal();
  return LoadedUnreceipted{look.place, std::move(*lines)};
}

}  // namespace huiji::checkout
