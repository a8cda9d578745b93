// Who asks: the person and the device behind a request, and what they may do. One right per action; a role
// is a set of rights (staff/staff.hpp). Rooms check rights by name, they never look at roles.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <initializer_list>
#include <optional>

#include "kernel/id.hpp"

namespace huiji {

enum class Right {
  sell,
  sell_expired,  // goods past the date of their code, after a look at them
  return_goods,
  return_without_receipt,
  register_member,
  view_members,
  view_sales,
  view_products,
  edit_products,
  import_products,
  view_cost,
  edit_promotions,
  enrol_till,
  edit_staff,
  view_totals,
  discount,            // by hand: a lower price for a line, an amount off the whole bill
  sell_value,          // 售卡、充值: takes money for stored value, gift and count cards
  view_value,          // balances and statements of others than the member at the till
  cash_out,            // 退卡: pays stored value back
  adjust_value,        // by hand, with a reason
  approve_adjustment,  // the second person above the limit
  edit_value_rules,    // packages, points, tiers
  issue_coupons,
  change_member,    // freeze, merge, close
  sell_on_account,  // 挂账、收款: lets a credit customer owe a bill, takes the money for it later
  grant_credit,     // 授信: opens, limits and freezes credit accounts
};
BOOST_DESCRIBE_ENUM(Right, sell, return_goods, return_without_receipt, register_member, view_members,
                    view_sales, view_products, edit_products, import_products, view_cost, edit_promotions,
                    enrol_till, edit_staff, view_totals, discount, sell_expired, sell_value, view_value,
                    cash_out, adjust_value, approve_adjustment, edit_value_rules, issue_coupons,
                    change_member, sell_on_account, grant_credit)

class Rights {
 public:
  constexpr Rights() = default;
  constexpr Rights(std::initializer_list<Right> rights) {
    for (Right right : rights) bits_ |= bit(right);
  }
  constexpr bool has(Right right) const { return (bits_ & bit(right)) != 0; }

 private:
  static constexpr std::uint64_t bit(Right right) { return std::uint64_t{1} << static_cast<unsigned>(right); }
  std::uint64_t bits_ = 0;
};

struct Caller {
  MerchantId merchant_id;
  ShopId shop_id;
  std::optional<StaffId> staff_id;  // a person is logged in
  std::optional<SessionId> session_id;
  std::optional<TillId> till_id;  // the request comes from an enrolled device
  Rights rights;                  // of the person; none without one
};

}  // namespace huiji
