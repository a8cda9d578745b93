// Exactly once: what a request's content is, and what was stored under its id before. A till's journal
// sequence names one document too, so that two devices that believe to be the same till are noticed.
#pragma once

#include "checkout/document_store.hpp"
#include "checkout/look_store.hpp"
#include "checkout/services_store.hpp"
#include "kernel/caller.hpp"

namespace huiji::checkout {

// The fingerprint of a request: its kind, the till and the canonical JSON.
std::string content_of(const Caller& caller, std::string_view kind, std::string_view json);

// The receipt of the same request, when it was stored before; nothing when it is new. Refuses the id with
// another content, and the till's sequence or receipt number under another id.
Result<std::optional<Receipt>> earlier_receipt(db::Transaction& transaction, const Services& services,
                                               const Caller& caller, const Look& look, const Heading& heading,
                                               const std::string& content);

// The receipt as it was given first: nothing that happened later shows in it. The phone is masked, and comes
// from the members' room, since no other table may hold any part of it.
Receipt receipt_for(db::Transaction& transaction, const Services& services, MerchantId merchant_id,
                    const Document& document);

}  // namespace huiji::checkout
