// What all operations share: the same id and content answers the receipt that was given; otherwise the flow
// decides, the posting is written, the receipt's changes are read off it, and the document is kept. An
// operation is one posting: its source is the operation's id, its reason the kind.
#pragma once

#include "members/services_store.hpp"
#include "platform/crypto/content_hash.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/world.hpp"
#include "wallet/wallet_store.hpp"
#include "wire/json.hpp"

namespace huiji::wallet {

struct Services {
  db::Store& store;
  Clock& clock;
  const crypto::Keys& keys;
  std::optional<members::Services> members = {};  // proves spendings; none: nobody has a PIN
};

struct Draft {
  Place place;
  OperationReceipt receipt;
  ledger::Posting posting;
  std::string account;
  std::optional<StaffId> approved_by = {};
};

Draft start_operation(db::Transaction& transaction, const Caller& caller, OperationId operation_id,
                      OperationKind kind, Instant now);
// Appends the posting, reads the changes off it, keeps the document.
void finish_operation(db::Transaction& transaction, Draft& draft, std::string content, std::string request,
                      Instant now);

// Members' and cards' accounts that the posting moved, with what they hold now.
std::vector<AssetChange> changes_of(db::Transaction& transaction, MerchantId merchant_id,
                                    const ledger::Posting& posting);

// The fingerprint under which an operation's id stands.
std::string operation_content(OperationKind kind, const std::string& request_json);

// `json` is the request. Whoever calls has seen that nothing was done under this id before.
template <class Decide>
Result<OperationReceipt> run_new_operation(db::Transaction& transaction, const Caller& caller,
                                           OperationId operation_id, OperationKind kind, std::string json,
                                           Instant now, Decide decide) {
  std::string content = operation_content(kind, json);
  Draft draft = start_operation(transaction, caller, operation_id, kind, now);
  if (Result<Done> done = decide(draft); !done) return done.refusal();
  finish_operation(transaction, draft, std::move(content), std::move(json), now);
  return std::move(draft.receipt);
}

template <class Request, class Decide>
Result<OperationReceipt> run_operation(db::Transaction& transaction, const Caller& caller,
                                       OperationId operation_id, OperationKind kind, const Request& request,
                                       Instant now, Decide decide) {
  transaction.look_ahead({earlier_query(caller.merchant_id, operation_id), place_query(caller)});
  std::string json = wire::to_json(request);
  auto earlier =
      earlier_operation(transaction, caller.merchant_id, operation_id, operation_content(kind, json));
  if (!earlier) return earlier.refusal();
  if (*earlier) return std::move(**earlier);
  return run_new_operation(transaction, caller, operation_id, kind, std::move(json), now, decide);
}

// A member who may hold and spend value; follows aliases.
Result<members::MemberFacts> active_member(db::Transaction& transaction, MerchantId merchant_id,
                                           MemberId member_id);

// Credits points to the member, or to his household: a lot that fills what is owed first. `n` numbers the
// operation's lots.
void give_points(db::Transaction& transaction, Draft& draft, MemberId member_id, Points points,
                 const std::string& against, int valid_months, int n);

}  // namespace huiji::wallet
