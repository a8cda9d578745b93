#include "catalog/catalog_flow.hpp"

#include "catalog/catalog_errors.hpp"

namespace huiji::catalog {
namespace {

Result<Done> check_free(db::Transaction& transaction, MerchantId merchant_id, const Product& product) {
  if (const auto owner = owner_of_code(transaction, merchant_id, product.code);
      owner && owner->product_id != product.product_id)
    return Refusal(code_taken, {{"code", product.code}, {"other", owner->name}});
  for (const Barcode& barcode : product.barcodes) {
    const auto owner = owner_of_barcode(transaction, merchant_id, barcode.barcode);
    if (owner && owner->product_id != product.product_id)
      return Refusal(barcode_taken, {{"barcode", barcode.barcode}, {"other", owner->name}});
  }
  return Done{};
}

Result<Done> check_category_known(db::Transaction& transaction, MerchantId merchant_id,
                                  CategoryId category_id) {
  for (const Category& category : all_categories(transaction, merchant_id))
    if (category.category_id == category_id) return Done{};
  return category_unknown;
}

Product shown_to(const Caller& caller, Product product) {
  if (!caller.rights.has(Right::view_cost)) product.cost = {};
  return product;
}

}  // namespace

Result<Product> put_product(db::Transaction& transaction, const Caller& caller, ProductId product_id,
                            const ProductDraft& draft, Instant now) {
  auto checked = normalised(draft);
  if (!checked) return checked.refusal();
  const std::int64_t version = lock_catalog(transaction, caller.merchant_id) + 1;
  const auto before = find_product(transaction, caller.merchant_id, caller.shop_id, product_id);
  Product after = product_of(product_id, *checked, version);
  if (before) after.stock = before->stock;
  if (!caller.rights.has(Right::view_cost)) after.cost = before ? before->cost : Money{};
  if (before && same_content(*before, after)) return shown_to(caller, *before);
  if (draft.expected_version && *draft.expected_version != (before ? before->version : 0))
    return product_changed;
  if (auto done = check_free(transaction, caller.merchant_id, after); !done) return done.refusal();
  if (auto done = check_category_known(transaction, caller.merchant_id, after.category_id); !done)
    return done.refusal();
  save_products(transaction, caller.merchant_id, std::span(&after, 1), now);
  set_version(transaction, caller.merchant_id, version);
  return shown_to(caller, std::move(after));
}

Result<Category> put_category(db::Transaction& transaction, const Caller& caller, Category category) {
  const std::int64_t version = lock_catalog(transaction, caller.merchant_id) + 1;
  const std::vector<Category> categories = all_categories(transaction, caller.merchant_id);
  CategoryChange change{category, true};
  for (const Category& before : categories) {
    if (before.category_id != category.category_id) continue;
    change.moved = before.parent_id != category.parent_id;
    if (!change.moved && before.name == category.name && before.sort_order == category.sort_order)
      return category;
  }
  if (auto done = check_category(categories, category); !done) return done.refusal();
  save_categories(transaction, caller.merchant_id, std::span(&change, 1), version);
  set_version(transaction, caller.merchant_id, version);
  return category;
}

}  // namespace huiji::catalog
