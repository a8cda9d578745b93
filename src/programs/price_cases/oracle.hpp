// A slow second opinion on the price of a small basket: every choice is tried, unit by unit, without bounds,
// without regions and without a search. It shares with the engine only what a single choice costs.
#pragma once

#include <optional>

#include "pricing/pricing.hpp"

namespace huiji::cases {

// What value_paid() of the priced basket must be; nothing where that takes more tries than asked for.
std::optional<Money> least_of_all_choices(const pricing::Basket& basket, const pricing::CompiledRules& rules,
                                          std::int64_t most_tries);
// The least that can be paid when just these threshold offers are taken: ascending indices into the order
// offers of the basket's problem (promotions/engine/problem.hpp).
std::optional<Money> least_with(const pricing::Basket& basket, const pricing::CompiledRules& rules,
                                const std::vector<int>& order, std::int64_t most_tries);

}  // namespace huiji::cases
