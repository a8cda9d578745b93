#include "programs/contract/engine_types.hpp"

#include "pricing/explain_types.hpp"
#include "pricing/refund_types.hpp"
#include "programs/wasm/scan.hpp"

namespace huiji::contract {

void add_engine_types(Components& components) {
  components.use(wire::type_of<pricing::Rules>());
  components.use(wire::type_of<pricing::Basket>());
  components.use(wire::type_of<pricing::PricedBasket>());
  components.use(wire::type_of<pricing::Explanation>());
  components.use(wire::type_of<pricing::RefundRequest>());
  components.use(wire::type_of<pricing::RefundPlan>());
  components.use(wire::type_of<engine::CodeScan>());
  components.use(wire::type_of<catalog::ScannedCode>());
  components.use(wire::type_of<catalog::LineQuestion>());
  components.use(wire::type_of<catalog::ScannedLine>());
}

}  // namespace huiji::contract
