// Changing the catalogue: one product, one category, and the opening of the demo's or a test's. A request
// that changes nothing is answered and leaves the version alone, so sending it twice is the same as once.
#pragma once

#include "catalog/catalog_store.hpp"
#include "kernel/caller.hpp"

namespace huiji::catalog {

// Replaces the whole product. Refuses a code or a barcode of another product, naming it; an unknown category;
// a product that somebody changed since the draft's expected_version. Without the right view_cost the cost
// stays as it is.
Result<Product> put_product(db::Transaction& transaction, const Caller& caller, ProductId product_id,
                            const ProductDraft& draft, Instant now);
Result<Category> put_category(db::Transaction& transaction, const Caller& caller, Category category);

}  // namespace huiji::catalog
