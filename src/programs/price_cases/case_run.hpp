// Runs a case and writes the outcome in the words of a case file. Only what the expectation asks about is
// written beyond lines and total: tax, points, rule and refund lines.
#pragma once

#include "programs/price_cases/case_file.hpp"

namespace huiji::cases {

std::vector<std::string> outcome(const Case& a_case);

std::string money_text(Money money);
std::string quantity_text(Quantity quantity, bool by_weight);

// The refund request of returning `now` after `before` (both beside the lines) of a priced basket.
pricing::RefundRequest refund_request(const pricing::Basket& basket, const pricing::PricedBasket& priced,
                                      const pricing::PointsRule& points, const std::vector<Quantity>& before,
                                      const std::vector<Quantity>& now);

// What such a request carries beside when fixed points or repricing promotions were part of the sale: the
// basket without its delivery, the rules, and what was refunded before.
pricing::SoldBasket sold_basket(const pricing::Basket& basket, const pricing::Rules& rules, bool reprice,
                                Money refunded_before);

}  // namespace huiji::cases
