// Cash over the counter (找零): the engine subtracts, so that no TypeScript computes money.
#pragma once

#include "kernel/result.hpp"
#include "wire/type_info.hpp"

namespace huiji::engine {

struct CashOffer {
  Money payable;
  Money tendered;
};
BOOST_DESCRIBE_STRUCT(CashOffer, (), (payable, tendered))

struct Settlement {
  Money payable;
  Money tendered;
  Money change;   // 找零
  Money missing;  // 还差; one of the two is zero
};
BOOST_DESCRIBE_STRUCT(Settlement, (), (payable, tendered, change, missing))

inline Result<Settlement> settle(const CashOffer& offer) {
  const Money rest = offer.tendered - offer.payable;
  return Settlement{offer.payable, offer.tendered, std::max(rest, Money{}), std::max(-rest, Money{})};
}

}  // namespace huiji::engine
