// What the flows and routes of this room work with besides a transaction; made once, in programs/huiji. The
// program owns what is referred to. What a member holds and what staff are called stand in rooms that this
// one does not know: the program gives functions for them.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "members/holdings_store.hpp"
#include "members/members_store.hpp"
#include "platform/crypto/password.hpp"

namespace huiji::members {

struct ExpiringPoints {
  Date on;
  Points points;
};
using PointsOf = std::function<Points(db::Transaction&, MerchantId, MemberId)>;
using ExpiringOf = std::function<std::optional<ExpiringPoints>(db::Transaction&, MerchantId, MemberId)>;
using StaffNameOf = std::function<std::optional<std::string>(db::Transaction&, MerchantId, StaffId)>;

struct Services {
  db::Store& store;
  Clock& clock;
  Random& random;
  const crypto::Keys& keys;
  crypto::Passwords& passwords;
  PointsOf points_of = {};         // none: members have no points
  ExpiringOf expiring_of = {};     // none: points do not expire
  StaffNameOf staff_name_of = {};  // none: the history names nobody
  Holdings* holdings = nullptr;    // none: members hold nothing of value
};

}  // namespace huiji::members
