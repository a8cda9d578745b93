#include "catalog/catalog.hpp"

#include "catalog/barcode.hpp"
#include "catalog/catalog_errors.hpp"
#include "kernel/limits.hpp"

namespace huiji::catalog {
namespace {

Result<Done> check_texts(const ProductDraft& draft) {
  if (draft.name.empty()) return name_missing;
  if (draft.code.empty()) return code_missing;
  struct Text {
    const char* zh;
    const char* en;
    const std::string& text;
    std::size_t limit;
  };
  for (const Text& text :
       {Text{"品名", "name", draft.name, kMaxNameBytes}, Text{"货号", "code", draft.code, 32},
        Text{"规格", "spec", draft.spec, 120}, Text{"单位", "unit", draft.unit_name, 24}})
    if (text.text.size() > text.limit)
      return Refusal(text_too_long,
                     {{"field_zh", text.zh}, {"field_en", text.en}, {"limit", std::to_string(text.limit)}});
  return Done{};
}

Result<Done> check_amounts(const ProductDraft& draft) {
  if (draft.price.minor < 0) return price_missing;
  if (draft.price.minor == 0 && draft.state == ProductState::active) return price_missing;
  if (draft.member_price && (draft.member_price->minor <= 0 || *draft.member_price > draft.price))
    return member_price_wrong;
  if (draft.cost.minor < 0) return cost_negative;
  return Done{};
}

Result<Done> normalise_barcodes(ProductDraft& draft) {
  for (Barcode& barcode : draft.barcodes) {
    auto digits = parse_barcode(barcode.barcode, draft.unit_kind);
    if (!digits) return digits.refusal();
    barcode.barcode = *digits;
  }
  std::sort(draft.barcodes.begin(), draft.barcodes.end(),
            [](const Barcode& a, const Barcode& b) { return a.barcode < b.barcode; });
  for (std::size_t i = 1; i < draft.barcodes.size(); ++i)
    if (draft.barcodes[i].barcode == draft.barcodes[i - 1].barcode)
      return Refusal(barcode_twice, {{"barcode", draft.barcodes[i].barcode}});
  return Done{};
}

bool same_barcodes(const std::vector<Barcode>& a, const std::vector<Barcode>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Barcode& x, const Barcode& y) {
    return x.barcode == y.barcode && x.quantity == y.quantity;
  });
}

const Category* find(std::span<const Category> categories, CategoryId category_id) {
  for (const Category& category : categories)
    if (category.category_id == category_id) return &category;
  return nullptr;
}

int levels_below(std::span<const Category> categories, CategoryId category_id, int guard) {
  int deepest = 0;
  if (guard == 0) return deepest;
  for (const Category& category : categories)
    if (category.parent_id == category_id)
      deepest = std::max(deepest, 1 + levels_below(categories, category.category_id, guard - 1));
  return deepest;
}

}  // namespace

std::string trimmed(std::string_view text) {
  std::string plain(text);
  for (char& c : plain)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  std::string_view rest = plain;
  constexpr std::string_view kSpaces[] = {" ", "\xC2\xA0", "\xE3\x80\x80"};
  const auto strip = [&](std::string_view space) {
    bool any = false;
    while (rest.starts_with(space)) rest.remove_prefix(space.size()), any = true;
    while (rest.ends_with(space)) rest.remove_suffix(space.size()), any = true;
    return any;
  };
  while (strip(kSpaces[0]) || strip(kSpaces[1]) || strip(kSpaces[2])) {
  }
  return std::string(rest);
}

Result<ProductDraft> normalised(ProductDraft draft) {
  for (std::string* text : {&draft.code, &draft.name, &draft.spec, &draft.unit_name}) *text = trimmed(*text);
  if (auto done = check_texts(draft); !done) return done.refusal();
  if (auto done = check_amounts(draft); !done) return done.refusal();
  if (auto done = normalise_barcodes(draft); !done) return done.refusal();
  return draft;
}

Product product_of(ProductId product_id, const ProductDraft& draft, std::int64_t version) {
  return {.product_id = product_id,
          .version = version,
          .code = draft.code,
          .name = draft.name,
          .spec = draft.spec,
          .category_id = draft.category_id,
          .unit_kind = draft.unit_kind,
          .unit_name = draft.unit_name,
          .price = draft.price,
          .member_price = draft.member_price,
          .cost = draft.cost,
          .tax_rate = draft.tax_rate,
          .discountable = draft.discountable,
          .state = draft.state,
          .barcodes = draft.barcodes,
          .stock = {}};
}

ProductDraft draft_of(const Product& product) {
  return {.code = product.code,
          .name = product.name,
          .spec = product.spec,
          .category_id = product.category_id,
          .unit_kind = product.unit_kind,
          .unit_name = product.unit_name,
          .price = product.price,
          .member_price = product.member_price,
          .cost = product.cost,
          .tax_rate = product.tax_rate,
          .discountable = product.discountable,
          .state = product.state,
          .barcodes = product.barcodes,
          .expected_version = product.version};
}

bool same_content(const Product& a, const Product& b) {
  return a.code == b.code && a.name == b.name && a.spec == b.spec && a.category_id == b.category_id &&
         a.unit_kind == b.unit_kind && a.unit_name == b.unit_name && a.price == b.price &&
         a.member_price == b.member_price && a.cost == b.cost && a.tax_rate == b.tax_rate &&
         a.discountable == b.discountable && a.state == b.state && same_barcodes(a.barcodes, b.barcodes);
}

Result<Done> check_category(std::span<const Category> categories, const Category& changed) {
  if (changed.name.empty() || trimmed(changed.name) != changed.name) return name_missing;
  if (changed.name.find('/') != std::string::npos) return category_name_slash;
  int level = 1;
  for (std::optional<CategoryId> at = changed.parent_id; at; ++level) {
    if (*at == changed.category_id) return category_loop;
    const Category* parent = find(categories, *at);
    if (!parent) return category_unknown;
    at = parent->parent_id;
  }
  if (level + levels_below(categories, changed.category_id, kMaxCategoryLevels) > kMaxCategoryLevels)
    return Refusal(category_too_deep, {{"levels", std::to_string(kMaxCategoryLevels)}});
  for (const Category& other : categories)
    if (other.category_id != changed.category_id && other.parent_id == changed.parent_id &&
        other.name == changed.name)
      return Refusal(category_name_taken, {{"name", changed.name}});
  return Done{};
}

void CategoryHistory::add(CategoryId category_id, std::int64_t version, std::optional<CategoryId> parent_id) {
  std::vector<Hung>& hung = history_[category_id];
  HUIJI_CHECK(hung.empty() || hung.back().version < version);
  hung.push_back({version, parent_id});
}

std::vector<CategoryId> CategoryHistory::path(CategoryId category_id, std::int64_t version) const {
  std::vector<CategoryId> path;
  for (std::optional<CategoryId> at = category_id; at && path.size() < kMaxCategoryLevels;) {
    path.push_back(*at);
    const auto found = history_.find(*at);
    at.reset();
    if (found == history_.end()) break;
    for (const Hung& hung : found->second)
      if (hung.version <= version) at = hung.parent_id;
  }
  return path;
}

}  // namespace huiji::catalog
