// What a replay needs of the price stored with a sale, found in its canonical JSON without reading all of it:
// that is most of what there is to read, and the columns and lines hold the rest. Strict: anything that is
// not just as today's writer puts it gives nothing, and the basket is then priced again.
#pragma once

#include <optional>
#include <string_view>

#include "insight/laboratory.hpp"

namespace huiji::insight {

// Of a price by these rules and today's arithmetic; gross and discount stand in columns and stay zero.
std::optional<BookedPrice> booked_price(std::string_view json, std::int64_t rules_version);

}  // namespace huiji::insight
