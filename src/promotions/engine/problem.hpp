// A basket's items with everything that is open for them, in the form that the search works on. Unit price
// offers become options per item; one whose limit does not reach for all its goods becomes a quantity offer
// of single units instead (限量特价), so that the units it cannot serve stay at their price. Offers that
// cannot change anything here are left out.
#pragma once

#include <algorithm>

#include "promotions/engine/goods.hpp"

namespace huiji::promotions {

struct UnitOption {   // one source's price for one item
  int candidate = 0;  // index into Problem::unit
  std::int64_t payable = 0;
};

struct ItemOptions {
  std::vector<UnitOption> list;  // below the gross, best first
  bool must = false;             // one of them must be taken: a mandatory or a manual price
};

struct QuantityCandidate {
  int promotion = -1;
  std::shared_ptr<const QuantityOffer> offer;
  std::vector<Part> parts;
  std::int64_t limit = INT64_MAX;
  bool skip = false;        // goods with a lowered unit price play no part
  int group = 0;            // exclusive among quantity offers; 0: none
  std::int64_t points = 0;  // of the member that a set costs: all such offers draw on one balance

  // Whether the two get into each other's way even where they share no goods.
  bool tied(const QuantityCandidate& other) const {
    return (group != 0 && group == other.group) || (points > 0 && other.points > 0);
  }
  std::int64_t most_sets(std::int64_t points_left) const {
    return points > 0 ? std::min(limit, points_left / points) : limit;
  }
};

struct Gain {  // what units of an item save at shelf prices
  std::int64_t each = 0;
  std::int64_t units = 0;
};

struct OrderCandidate {
  int promotion = -1;
  pricing::Layer layer = pricing::Layer::order;
  int group = 0;  // at most one of a layer's group applies; ungrouped ones have a number of their own
  std::shared_ptr<const OrderOffer> offer;  // or
  std::shared_ptr<const ExtraOffer> extra;
  std::vector<Part> parts;
  std::int64_t limit = INT64_MAX;
  bool skip = false;
  std::int64_t units = 0;   // in scope
  std::vector<Gain> gains;  // of an extra offer, best first

  // Never less than what it takes off when at most `entry` is in scope and `running` is left of everything.
  std::int64_t most(std::int64_t entry, std::int64_t running, std::int64_t fee) const;
  std::optional<std::int64_t> next_step(std::int64_t entry) const;
};

struct Problem {
  const Goods* goods = nullptr;
  std::vector<int> unit;  // promotion or BuiltIn
  std::vector<ItemOptions> options;
  std::vector<QuantityCandidate> quantity;  // coupons last
  std::vector<OrderCandidate> order;        // by layer, group, promotion
  std::int64_t fee = 0;                     // of the delivery
  std::int64_t points = 0;                  // that the member may spend

  const Item& item(std::size_t index) const { return goods->items[index]; }
};

Problem make_problem(const pricing::Basket& basket, const Goods& goods,
                     const std::vector<Candidate>& candidates, const RuleBook& book);

}  // namespace huiji::promotions
