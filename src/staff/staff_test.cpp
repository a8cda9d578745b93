#include "staff/staff.hpp"

#include <gtest/gtest.h>

#include "staff/staff_errors.hpp"

namespace huiji::staff {
namespace {

StaffId id_of(std::uint8_t n) {
  StaffId id;
  id.bytes.fill(n);
  return id;
}

TEST(Rights, OfARole) {
  struct Case {
    Right right;
    bool cashier;
  };
  const Case cases[] = {{Right::sell, true},
                        {Right::return_goods, true},
                        {Right::register_member, true},
                        {Right::view_sales, true},
                        {Right::view_products, true},
                        {Right::return_without_receipt, false},
                        {Right::view_members, false},
                        {Right::edit_products, false},
                        {Right::import_products, false},
                        {Right::view_cost, false},
                        {Right::edit_promotions, false},
                        {Right::enrol_till, false},
                        {Right::edit_staff, false},
                        {Right::view_totals, false},
                        {Right::discount, false},
                        {Right::sell_expired, false},
                        {Right::sell_value, true},
                        {Right::view_value, false},
                        {Right::cash_out, false},
                        {Right::sell_on_account, true},
                        {Right::grant_credit, false},
                        {Right::adjust_value, false},
                        {Right::approve_adjustment, false},
                        {Right::edit_value_rules, false},
                        {Right::issue_coupons, false},
                        {Right::change_member, false}};
  for (const Case& known : cases) {
    EXPECT_EQ(rights_of(Role::cashier).has(known.right), known.cashier) << static_cast<int>(known.right);
    EXPECT_TRUE(rights_of(Role::manager).has(known.right));
    EXPECT_TRUE(rights_of(Role::owner).has(known.right));
  }
  EXPECT_EQ(list_of(rights_of(Role::owner)).size(), std::size(cases)) << "a new right needs a line above";
  EXPECT_TRUE(list_of(Rights{}).empty());
}

TEST(Login, IsFolded) {
  EXPECT_EQ(*parse_login("  Wang "), "wang");
  EXPECT_EQ(*parse_login("收银1"), "收银1");
  for (const char* text : {"", "  ", "a b", "a\tb", "a\x7f", "王　五"})
    EXPECT_FALSE(parse_login(text)) << text;
}

PersonDraft draft(Role role, StaffState state = StaffState::active) {
  return {.login = "wang", .name = "王五", .role = role, .state = state, .password = {}};
}

TEST(Draft, IsTrimmedAndChecked) {
  PersonDraft wanted = draft(Role::cashier);
  wanted.login = " Wang ";
  wanted.name = " 王五 ";
  wanted.password = "a good password";
  const auto checked = check_draft(wanted, true);
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->login, "wang");
  EXPECT_EQ(checked->name, "王五");
  wanted.password.reset();
  EXPECT_STREQ(check_draft(wanted, true).refusal().code->code, "staff.password_missing");
  EXPECT_TRUE(check_draft(wanted, false));
  wanted.password = "WANG";
  EXPECT_STREQ(check_draft(wanted, false).refusal().code->code, "staff.password_is_login");
  wanted.name = "  ";
  EXPECT_STREQ(check_draft(wanted, false).refusal().code->code, "staff.name_missing");
}

struct ChangeCase {
  const char* what;
  Role editor;
  bool oneself;
  std::optional<Role> before;
  Role wanted;
  StaffState state;
  std::int64_t other_owners;
  const char* refused;  // empty: allowed
};

TEST(Change, FollowsTheTable) {
  using enum Role;
  const auto active = StaffState::active, left = StaffState::left;
  const ChangeCase cases[] = {
      {"a manager adds a cashier", manager, false, {}, cashier, active, 1, ""},
      {"a manager adds a manager", manager, false, {}, manager, active, 1, ""},
      {"a manager adds an owner", manager, false, {}, owner, active, 1, "staff.owner_only"},
      {"a manager promotes a cashier to owner", manager, false, cashier, owner, active, 1,
       "staff.owner_only"},
      {"a manager demotes an owner", manager, false, owner, cashier, active, 2, "staff.owner_only"},
      {"a manager changes an owner's name or password", manager, false, owner, owner, active, 2,
       "staff.owner_only"},
      {"a manager raises himself", manager, true, manager, owner, active, 1, "staff.raises_oneself"},
      {"a manager changes his own name", manager, true, manager, manager, active, 1, ""},
      {"a manager steps down", manager, true, manager, cashier, active, 1, ""},
      {"a manager dismisses a cashier", manager, false, cashier, cashier, left, 1, ""},
      {"an owner adds an owner", owner, false, {}, owner, active, 1, ""},
      {"an owner steps down beside another", owner, true, owner, manager, active, 1, ""},
      {"the last owner steps down", owner, true, owner, manager, active, 0, "staff.last_owner"},
      {"the last owner leaves", owner, true, owner, owner, left, 0, "staff.last_owner"},
      {"the last owner changes his name", owner, true, owner, owner, active, 0, ""},
      {"an owner dismisses another", owner, false, owner, owner, left, 1, ""},
  };
  for (const ChangeCase& known : cases) {
    const StaffId subject = known.oneself ? id_of(1) : id_of(2);
    std::optional<Person> before;
    if (known.before) before = Person{subject, "wang", "王五", *known.before, StaffState::active};
    const auto done = check_change({id_of(1), known.editor}, subject, before,
                                   draft(known.wanted, known.state), known.other_owners);
    EXPECT_STREQ(done ? "" : done.refusal().code->code, known.refused) << known.what;
  }
}

TEST(SessionAccess, OnesOwnAndByRight) {
  const Person cashier{id_of(2), "c", "c", Role::cashier, StaffState::active};
  const Person owner{id_of(3), "o", "o", Role::owner, StaffState::active};
  EXPECT_TRUE(check_session_access({id_of(2), Role::cashier}, rights_of(Role::cashier), cashier));
  EXPECT_FALSE(check_session_access({id_of(4), Role::cashier}, rights_of(Role::cashier), cashier));
  EXPECT_TRUE(check_session_access({id_of(4), Role::manager}, rights_of(Role::manager), cashier));
  EXPECT_FALSE(check_session_access({id_of(4), Role::manager}, rights_of(Role::manager), owner));
  EXPECT_TRUE(check_session_access({id_of(4), Role::owner}, rights_of(Role::owner), owner));
}

}  // namespace
}  // namespace huiji::staff
