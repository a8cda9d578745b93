// Applies one action to a foreign cart: chooses the units, computes the amount the action asks for with the
// kernel's roundings, and lets the engine take it off (foreign_stage.hpp). Where a price is rounded and where
// a discount, stands in FOREIGN_CASES.md.
#pragma once

#include "kernel/result.hpp"
#include "programs/price_cases/foreign_cart.hpp"

namespace huiji::foreign {

// `also` is the scope of the promotion that the action belongs to.
Result<Done> apply(const Action& action, const Scope& also, const Context& context, Cart& cart);

}  // namespace huiji::foreign
