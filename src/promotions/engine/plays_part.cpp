#include "promotions/engine/plays_part.hpp"

#include <algorithm>

#include "promotions/engine/gate.hpp"
#include "promotions/engine/problem.hpp"

namespace huiji::promotions {

// The engine leaves an offer that can change nothing out of its problem before it searches, by the goods at
// shelf prices alone: no other rule has a say in that. What is left then is the problem without the offer.
// Two offers act beside the problem: a mandatory one may forbid the prices of others, a reward changes none.
bool plays_part(const pricing::Basket& basket, const RuleBook& alone) {
  HUIJI_CHECK(alone.promotions().size() == 1);
  const CompiledPromotion& compiled = alone.at(0);
  if (closed(compiled, basket)) return false;
  const Goods goods = canonical_goods(basket);
  auto candidates = find_candidates(basket, goods, alone);
  std::erase_if(candidates, [](const Candidate& candidate) { return candidate.promotion < 0; });
  if (candidates.empty()) return false;
  if (compiled.terms.mandatory || compiled.layer == pricing::Layer::reward) return true;
  const Problem problem = make_problem(basket, goods, candidates, alone);
  return !problem.quantity.empty() || !problem.order.empty() ||
         std::any_of(problem.options.begin(), problem.options.end(),
                     [](const ItemOptions& options) { return !options.list.empty(); });
}

}  // namespace huiji::promotions
