// Points that a sale was paid with, on their way back to the member (product.md 4.10; P7 of product.md 2:
// never more than were spent). A function of what came back so far, so that parts add up whichever way they
// come.
#pragma once

#include "pricing/pricing.hpp"

namespace huiji::pricing {

// The frozen points and bonus money of a request: shares beside the lines, amounts that can be.
Result<Done> check_points_paid(const RefundRequest& request);

// Given back by this return: state after less state before. Absent when the sale spent none.
std::optional<Points> points_returned(const RefundRequest& request);

// What the points of 积分抵现 still pay for of the goods that stay after this return, rounded down per line.
Money points_value_kept(const RefundRequest& request);

}  // namespace huiji::pricing
