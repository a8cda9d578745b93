// Sale documents on disk. save() only writes, in a few batches; a document's id, and its till with the
// journal sequence, are unique. Nothing stored is changed afterwards but the count of a sale's returns, by
// which the second of two tills that return the same sale at once is found.
#pragma once

#include "checkout/document.hpp"
#include "platform/db/database.hpp"

namespace huiji::checkout {

void save_document(db::Transaction& transaction, MerchantId merchant_id, const Document& document);

std::optional<Document> find_document(db::Transaction& transaction, MerchantId merchant_id, SaleId sale_id);

// The sequence that a till's journal continues with.
std::int64_t next_sequence(db::Transaction& transaction, MerchantId merchant_id, TillId till_id);

// Per line of a sale: what returns took back so far.
std::vector<Returned> returned_of(db::Transaction& transaction, MerchantId merchant_id, SaleId sale_id);

// Counts one more return; false when somebody else was faster than `returns_before`.
bool count_return(db::Transaction& transaction, MerchantId merchant_id, SaleId sale_id,
                  std::int64_t returns_before);

// Columns of sale, in the order of sql/find_document.sql; also for the pages that verify reads.
Document document_head_from(const db::Rows::Row& row);  // without the frozen facts
DocumentLine line_from(const db::Rows::Row& row, std::size_t first_column);
Tender tender_from(const db::Rows::Row& row, std::size_t first_column);

}  // namespace huiji::checkout
