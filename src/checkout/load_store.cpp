#include "checkout/load_store.hpp"

#include "catalog/facts_store.hpp"
#include "checkout/checkout_errors.hpp"
#include "checkout_sql.hpp"
#include "members/members_store.hpp"
#include "platform/world.hpp"
#include "staff/staff.hpp"

namespace huiji::checkout {
namespace {

struct Place {
  PlaceFacts facts;
  Rights rights;  // of the person behind the document
  std::int64_t points_valid_months = 12;
};

staff::Role role_from(const std::string& name) {
  if (name == "owner") return staff::Role::owner;
  return name == "manager" ? staff::Role::manager : staff::Role::cashier;
}

// The till, its shop and the person, in one read. Who left meanwhile still sold what he sold offline.
Result<Place> load_place(db::Transaction& transaction, const Caller& caller, StaffId staff_id,
                         Instant sold_at) {
  const db::Rows rows = transaction.query(sql::load_place, {caller.merchant_id, *caller.till_id, staff_id});
  HUIJI_CHECK(rows.size() == 1);  // an enrolled till is never deleted
  const auto row = rows[0];
  if (row.is_null(3)) return sale_staff_unknown;
  Place place;
  place.facts.shop_id = row.id<ShopId>(0);
  place.facts.till_id = *caller.till_id;
  place.facts.shop_name = row.text(1);
  place.facts.till_name = row.text(2);
  place.facts.staff_name = row.text(3);
  place.rights = staff::rights_of(role_from(row.text(4)));
  place.facts.utc_offset_minutes = utc_offset_minutes(row.text(5).c_str(), sold_at);
  place.facts.day_cutoff_minutes = int(row.integer(6));
  place.points_valid_months = row.integer(7);
  return place;
}

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

Result<MemberAtSale> load_member(db::Transaction& transaction, const Services& services,
                                 MerchantId merchant_id, MemberId member_id) {
  const auto member = members::find_member(transaction, merchant_id, member_id);
  if (!member) return sale_member_unknown;
  return MemberAtSale{member->member_id,
                      member->number,
                      member->tier,
                      members::mask_phone(members::open_phone(services.keys, merchant_id, *member)),
                      member->state == members::MemberState::active,
                      ledger::points_balance(transaction, merchant_id, member->member_id)};
}

}  // namespace

LineFacts line_facts(catalog::ProductFacts product) {
  return {
      std::move(product.name), std::move(product.unit_name), product.unit_kind == catalog::UnitKind::weight,
      product.price,           product.member_price,         product.cost,
      product.tax_rate,        product.discountable,         std::move(product.categories)};
}

Result<LoadedSale> load_sale(db::Transaction& transaction, const Services& services, const Caller& caller,
                             const SaleRequest& request) {
  auto place = load_place(transaction, caller, request.staff_id, request.sold_at);
  if (!place) return place.refusal();
  LoadedSale loaded;
  loaded.points_valid_months = place->points_valid_months;
  loaded.facts.place = std::move(place->facts);
  auto lines = load_lines(transaction, services, caller.merchant_id, request);
  if (!lines) return lines.refusal();
  loaded.facts.lines = std::move(*lines);
  loaded.rules = services.rules.rules_at(transaction, caller.merchant_id, request.catalog_version);
  if (!loaded.rules)
    return Refusal(sale_version_unknown, {{"version", std::to_string(request.catalog_version)}});
  loaded.facts.points_per_yuan = loaded.rules->points().points_per_yuan;
  if (request.member_id) {
    auto member = load_member(transaction, services, caller.merchant_id, *request.member_id);
    if (!member) return member.refusal();
    loaded.facts.member = std::move(*member);
  }
  return loaded;
}

Result<LoadedReturn> load_return(db::Transaction& transaction, const Services& services, const Caller& caller,
                                 const ReturnRequest& request) {
  auto place = load_place(transaction, caller, request.staff_id, request.sold_at);
  if (!place) return place.refusal();
  if (!place->rights.has(Right::return_goods)) return return_not_allowed;
  auto original = find_document(transaction, caller.merchant_id, request.original_sale_id);
  if (!original) return return_original_unknown;
  if (original->kind != SaleKind::sale) return return_of_return;
  LoadedReturn loaded;
  loaded.original = std::move(*original);
  loaded.place = std::move(place->facts);
  if (loaded.original.returns > 0)
    loaded.returned_before = returned_of(transaction, caller.merchant_id, request.original_sale_id);
  if (const auto member_id = loaded.original.member_id) {
    auto member = load_member(transaction, services, caller.merchant_id, *member_id);
    if (!member) return member.refusal();
    loaded.member = std::move(*member);
    loaded.open_lots = ledger::open_lots(transaction, caller.merchant_id, *member_id);
  }
  return loaded;
}

Result<LoadedUnreceipted> load_unreceipted(db::Transaction& transaction, const Services& services,
                                           const Caller& caller, const UnreceiptedReturn& request) {
  auto place = load_place(transaction, caller, request.staff_id, request.sold_at);
  if (!place) return place.refusal();
  if (!place->rights.has(Right::return_without_receipt)) return return_not_allowed;
  auto lines = load_lines(transaction, services, caller.merchant_id, request);
  if (!lines) return lines.refusal();
  return LoadedUnreceipted{std::move(place->facts), std::move(*lines)};
}

}  // namespace huiji::checkout
