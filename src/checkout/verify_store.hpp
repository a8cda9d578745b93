// Reads a whole database in one snapshot, page by page, and proves it (verify.hpp). Pages are ranges of sale
// ids that meet without a gap, so that every row of every table belongs to exactly one page, and a row whose
// sale is missing is found; memory holds one page, however many sales there are.
#pragma once

#include "checkout/verify.hpp"
#include "platform/db/database.hpp"

namespace huiji::checkout {

inline constexpr int kVerifyPage = 500;

// Every merchant of the database. Each sale is also priced again with the facts and rules of its version and
// compared byte by byte.
VerifyReport verify(db::Transaction& transaction);

}  // namespace huiji::checkout
