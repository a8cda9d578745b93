// Reads one promotion of a foreign case: the action's name says what it lowers and how (unit_percent,
// order_tiered_fixed, unit_fixed_in_groups, …), the other members which goods it is for and when it holds.
// Every combination of them is understood; an action or a member without a meaning is a problem of the case.
#pragma once

#include "programs/price_cases/foreign_fields.hpp"

namespace huiji::foreign {

Promotion read_promotion(const boost::json::value& value, const std::string& where, std::string& problem);

}  // namespace huiji::foreign
