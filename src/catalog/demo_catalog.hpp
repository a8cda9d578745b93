// A believable supermarket, made from a seed: the same seed and size give the same goods with the same ids on
// every machine. Names, sizes, prices, costs, tax rates and units are those of a Chinese neighbourhood shop;
// the brands are invented; barcodes have right check digits under prefixes of GS1 China, weighed goods have a
// PLU. Product::stock is what the shelf holds on opening day. More than the written list needs (for benches)
// gets invented brands from syllables.
#pragma once

#include "catalog/catalog_types.hpp"

namespace huiji::catalog {

struct DemoCatalog {
  std::vector<Category> categories;  // parents first
  std::vector<Product> products;     // version unset
};

// `least`: as many products at the least; exactly so many when that is more than the written list gives.
DemoCatalog demo_catalog(std::uint64_t seed = 1, std::size_t least = 0);

// The id of a demo category by its path ("饮料/碳酸饮料"), for the demo's promotions.
CategoryId demo_category_id(std::uint64_t seed, std::string_view path);

}  // namespace huiji::catalog
