// Lots, what was used of them, and what of an account is promised to tills. Whoever spends from an account or
// promises a part of it touches its holding in the same transaction: two that do so at once meet at that row,
// and the one that comes second runs again and sees what the first left.
#pragma once

#include <set>

#include "ledger/ledger.hpp"
#include "ledger/lots.hpp"
#include "platform/db/database.hpp"

namespace huiji::ledger {

// Lots with something left, earliest expiry first.
std::vector<Lot> open_lots(db::Transaction& transaction, MerchantId merchant_id, std::string_view account);
void add_lot(db::Transaction& transaction, MerchantId merchant_id, std::string_view account,
             Currency currency, const Lot& lot);
void change_lots(db::Transaction& transaction, MerchantId merchant_id, const std::vector<LotChange>& changes);

// One lot with the account that holds it now.
struct HeldLot {
  std::string account;
  Lot lot;
};
std::optional<HeldLot> find_lot(db::Transaction& transaction, MerchantId merchant_id, LotId lot_id);

// All lots that the account ever had, oldest first, each with what was bought with it at list prices.
struct LotWithUses {
  Lot lot;
  std::int64_t listed = 0;
};
std::vector<LotWithUses> lots_with_uses(db::Transaction& transaction, MerchantId merchant_id,
                                        std::string_view account);

// What a document took, with the lots as they are now; of all accounts that it used.
struct UsedLot {
  std::string account;
  Lot lot;
  LotUse use;
};
std::vector<UsedLot> used_lots(db::Transaction& transaction, MerchantId merchant_id, const Uuid& source_id);
void add_uses(db::Transaction& transaction, MerchantId merchant_id, const Uuid& source_id,
              const std::vector<LotUse>& uses);
void change_uses(db::Transaction& transaction, MerchantId merchant_id, const Uuid& source_id,
                 const std::vector<LotUse>& uses);

std::int64_t reserved(db::Transaction& transaction, MerchantId merchant_id, std::string_view account);
void touch_holding(db::Transaction& transaction, MerchantId merchant_id, std::string_view account,
                   std::int64_t reserved_change = 0);
void touch_holdings(db::Transaction& transaction, MerchantId merchant_id,
                    const std::set<std::string>& accounts);

// A part of an account that one till may spend. A hold is for one basket and ends by itself at its deadline;
// a lease is for the time without network and ends when the till has reported, or was given up for lost.
enum class AllowanceKind { hold, lease };
struct Allowance {
  AllowanceId allowance_id;
  AllowanceKind kind = AllowanceKind::hold;
  std::string account;
  TillId till_id;
  std::optional<StaffId> staff_id = {};
  std::optional<Uuid> asked_for = {};  // for whom the till asked: several may share the account
  std::int64_t amount = 0;
  std::int64_t bonus = 0;  // of the amount, as quoted to the till
  std::int64_t spent = 0;
  bool open = true;
  Instant opened_at;
  Instant expires_at;

  std::int64_t left() const { return open ? amount - spent : 0; }
};
std::optional<Allowance> find_allowance(db::Transaction& transaction, MerchantId merchant_id,
                                        AllowanceId allowance_id);
std::vector<Allowance> allowances_of(db::Transaction& transaction, MerchantId merchant_id, TillId till_id);
std::vector<Allowance> allowances_of(db::Transaction& transaction, MerchantId merchant_id,
                                     std::string_view account);
std::vector<Allowance> overdue_holds(db::Transaction& transaction, MerchantId merchant_id, Instant now,
                                     int limit);
// Both keep the holding in step. The caller has looked that so much is free.
void open_allowance(db::Transaction& transaction, MerchantId merchant_id, const Allowance& allowance);
// Spends `amount` <= left; closes it, and frees the rest, when told to.
void use_allowance(db::Transaction& transaction, MerchantId merchant_id, const Allowance& allowance,
                   std::int64_t amount, bool close, Instant now);

}  // namespace huiji::ledger
