// The promotions of the demo shop: one of nearly every kind that a neighbourhood supermarket runs, so that a
// first basket shows hints, coupons, rewards and reasons. Scopes name categories and goods; tobacco is in
// none.
#pragma once

#include "catalog/demo_catalog.hpp"
#include "promotions/promotions_types.hpp"

namespace huiji::program {

// In the order of their numbers, from 1; `id_of` gives the id of a number, for offers that name another one.
std::vector<promotions::PromotionDraft> demo_promotions(const catalog::DemoCatalog& demo, std::uint64_t seed,
                                                        PromotionId (*id_of)(int));

}  // namespace huiji::program
