// Opening a shop: the first merchant of a database, its shop and its people. Without --demo that is an owner
// with a password that is printed once; with it a shop to try, with goods and known log-ins.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/crypto/password.hpp"
#include "platform/db/database.hpp"
#include "platform/world.hpp"
#include "staff/staff_types.hpp"

namespace huiji::program {

struct Merchant {
  MerchantId merchant_id;
  std::string name;
};
// The merchant that this installation serves. Merchants that a replay made (replay_merchant) are not served.
std::optional<Merchant> first_merchant(db::Transaction& transaction);

// The merchant of a replay: one for each set of files, so that published baskets never meet the books of a
// shop that trades. Its id carries the time zero, by which it is told from real ones.
MerchantId replay_merchant(std::string_view key);

// An id made from a key instead of chance: whoever comes with the same key and time names the same thing.
Uuid uuid_from_key(std::string_view key, Instant at);

struct NewPerson {
  std::string login;
  std::string name;
  staff::Role role = staff::Role::cashier;
  std::string password;
};

struct NewShop {
  std::string merchant_name;
  std::string shop_name;
  std::string address;
  std::string phone;
  std::vector<NewPerson> people;
  std::optional<MerchantId> merchant_id = {};  // else a fresh one
};

NewShop demo_shop();
NewShop empty_shop(Random& random);  // one owner with a random password

struct OpenedShop {
  MerchantId merchant_id;
  ShopId shop_id;
};
// Refuses nothing: whoever calls has seen that the database has no merchant.
OpenedShop open_shop(db::Store& store, Clock& clock, Random& random, crypto::Passwords& passwords,
                     const NewShop& shop);

// Those of the demo's log-ins that still work, for the block that `serve` prints.
std::vector<NewPerson> valid_logins(db::Store& store, crypto::Passwords& passwords, MerchantId merchant_id,
                                    const std::vector<NewPerson>& people);

}  // namespace huiji::program
