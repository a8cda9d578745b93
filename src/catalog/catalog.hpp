// The pure part of the catalogue: what a well-formed product is, when two are the same, where a category
// hangs. A product on sale has a price above zero; a member price lies between; barcodes are canonical and
// unique. Refused drafts say which field and what to do.
#pragma once

#include <span>
#include <unordered_map>

#include "catalog/catalog_types.hpp"
#include "kernel/result.hpp"

namespace huiji::catalog {

inline constexpr int kMaxCategoryLevels = 8;

// Without white space around it (the ideographic and the no-break space too); control characters become
// spaces.
std::string trimmed(std::string_view text);

// The draft as it is stored (texts trimmed, barcodes canonical and sorted), or why it can't be.
Result<ProductDraft> normalised(ProductDraft draft);

Product product_of(ProductId product_id, const ProductDraft& draft, std::int64_t version);
ProductDraft draft_of(const Product& product);
// Everything that a manager writes is equal; version and stock don't count.
bool same_content(const Product& a, const Product& b);

// Whether the tree stays a tree when `changed` is put into it: known parent, no loop, not too deep, a name of
// its own among its brothers.
Result<Done> check_category(std::span<const Category> categories, const Category& changed);

// Where every category hung, by catalogue version: immutable, so that an old basket is priced as it was
// shown.
class CategoryHistory {
 public:
  void add(CategoryId category_id, std::int64_t version, std::optional<CategoryId> parent_id);
  // The category and its ancestors, as of the version.
  std::vector<CategoryId> path(CategoryId category_id, std::int64_t version) const;

 private:
  struct Hung {
    std::int64_t version;
    std::optional<CategoryId> parent_id;
  };
  std::unordered_map<CategoryId, std::vector<Hung>> history_;
};

// What decides a price, as of a catalogue version.
struct ProductFacts {
  ProductId product_id;
  std::int64_t version = 0;  // since which it holds
  std::string name;
  UnitKind unit_kind = UnitKind::piece;
  std::string unit_name;  // stands on the receipt
  Money price;
  std::optional<Money> member_price;
  Money cost;
  Percent tax_rate;
  bool discountable = true;
  ProductState state = ProductState::active;
  CategoryId category_id;
  std::vector<CategoryId> categories;  // category_id and its ancestors
};

}  // namespace huiji::catalog
