#include "checkout/look_store.hpp"

#include "checkout_sql.hpp"
#include "members/members_store.hpp"
#include "platform/world.hpp"
#include "staff/staff.hpp"
#include "wire/json.hpp"

namespace huiji::checkout {

static staff::Role role_from(const std::string& name) {
  if (name == "owner") return staff::Role::owner;
  return name == "manager" ? staff::Role::manager : staff::Role::cashier;
}

static void read_place(const db::Rows::Row& row, Instant sold_at, Look& look) {
  look.place.shop_id = row.id<ShopId>(0);
  look.place.shop_name = row.text(1);
  look.place.till_name = row.text(2);
  look.staff_known = !row.is_null(3);
  if (look.staff_known) {
    look.place.staff_name = row.text(3);
    look.rights = staff::rights_of(role_from(row.text(4)));
  }
  look.place.utc_offset_minutes = utc_offset_minutes(row.text(5).c_str(), sold_at);
  look.place.day_cutoff_minutes = int(row.integer(6));
  if (!row.is_null(12)) {
    auto policy = wire::from_json<wallet::ValuePolicy>(row.text(12));
    HUIJI_CHECK(policy);
    look.value_policy = std::move(*policy);
  } else {
    look.value_policy.points_valid_months = int(row.integer(7));
  }
  if (!row.is_null(8)) look.balance = -row.points(8);
  if (!row.is_null(13)) look.pool = row.text(13);
}

Heading heading_of(SaleId sale_id, const SaleRequest& request) {
  return {sale_id, request.staff_id, request.number, request.sequence, request.sold_at, request.member_id};
}

static db::Query look_query(const Caller& caller, const Heading& heading) {
  const std::string account = heading.member_id ? ledger::points_account(*heading.member_id) : "";
  return {&sql::look,
          {caller.merchant_id, heading.sale_id, *caller.till_id, heading.sequence, heading.number,
           heading.staff_id, account, heading.member_id.value_or(MemberId{})}};
}

Look look(db::Transaction& transaction, const Caller& caller, const Heading& heading) {
  const db::Query first = look_query(caller, heading);
  if (heading.member_id)
    transaction.look_ahead({first, members::member_query(caller.merchant_id, *heading.member_id)});
  const db::Rows rows = ask(transaction, first);
  HUIJI_CHECK(!rows.empty());  // an enrolled till is never deleted
  Look look;
  read_place(rows[0], heading.sold_at, look);
  look.place.till_id = *caller.till_id;
  for (const auto row : rows)
    if (!row.is_null(9)) look.earlier.push_back({row.id<SaleId>(9), row.text(10), row.bytes(11)});
  return look;
}

}  // namespace huiji::checkout
