#include "programs/contract/engine_types.hpp"

#include "pricing/explain_types.hpp"
#include "pricing/refund_types.hpp"

namespace huiji::contract {

void add_engine_types(Components& components) {
  components.use(wire::type_of<pricing::Rules>());
  components.use(wire::type_of<pricing::Basket>());
  components.use(wire::type_of<pricing::PricedBasket>());
  components.use(wire::type_of<pricing::RefundRequest>());
  components.use(wire::type_of<pricing::RefundPlan>());
}

}  // namespace huiji::contract
