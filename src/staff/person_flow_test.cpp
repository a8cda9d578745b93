#include <gtest/gtest.h>

#include "staff/staff_test_shop.hpp"

namespace huiji::staff {
namespace {

class People : public TestShop {
 protected:
  static PersonDraft draft(const std::string& login, Role role) {
    return {.login = login, .name = login, .role = role, .state = StaffState::active, .password = {}};
  }
  static PersonDraft with_password(PersonDraft draft, const std::string& password) {
    draft.password = password;
    return draft;
  }
  StaffId new_id() { return random.new_id<StaffId>(clock.now()); }
};
HUIJI_ON_EACH_ENGINE(People);

TEST_P(People, AreAddedOnceAndLogIn) {
  const Tokens boss = login("manager");
  const StaffId id = new_id();
  const auto wanted = with_password(draft("wang", Role::cashier), password_of("wang"));
  const auto first = save(boss, id, wanted);
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(save(boss, id, wanted).body, first.body) << "the same request, the same answer";
  EXPECT_EQ(first.body.find(password_of("wang")), std::string::npos);
  login("wang");
  const auto people = wire::from_json<PersonList>(call(boss, "GET", "/v1/staff").body);
  EXPECT_EQ(people->people.size(), 4u);
  EXPECT_EQ(call(login("cashier"), "GET", "/v1/staff").status, 403);
}

TEST_P(People, ANewOneNeedsAPasswordAnOldOneKeepsHis) {
  const Tokens boss = login("manager");
  EXPECT_EQ(code_of(save(boss, new_id(), draft("wang", Role::cashier))), "staff.password_missing");
  EXPECT_EQ(save(boss, cashier, draft("kasse", Role::cashier)).status, 200);
  EXPECT_EQ(try_login("kasse", password_of("cashier")).status, 200);
}

TEST_P(People, LoginsAreUnique) {
  const Tokens boss = login("owner");
  EXPECT_EQ(code_of(save(boss, cashier, draft("Manager", Role::cashier))), "staff.login_taken");
}

TEST_P(People, TheRulesAreAskedWithTheCurrentRoles) {
  const Tokens boss = login("owner"), middle = login("manager");
  EXPECT_EQ(code_of(save(middle, owner, draft("owner", Role::owner))), "staff.owner_only");
  EXPECT_EQ(code_of(save(middle, manager, draft("manager", Role::owner))), "staff.raises_oneself");
  EXPECT_EQ(code_of(save(boss, owner, draft("owner", Role::manager))), "staff.last_owner");
  EXPECT_EQ(save(boss, manager, draft("manager", Role::owner)).status, 200);
  EXPECT_EQ(save(middle, owner, draft("owner", Role::manager)).status, 200) << "now an owner, one remains";
  EXPECT_EQ(code_of(save(boss, manager, draft("manager", Role::owner))), "staff.owner_only")
      << "no owner any more";
}

TEST_P(People, ALowerRoleCountsAtOnce) {
  const Tokens middle = login("manager");
  EXPECT_EQ(call(middle, "GET", "/v1/staff").status, 200);
  EXPECT_EQ(save(login("owner"), manager, draft("manager", Role::cashier)).status, 200);
  EXPECT_EQ(call(middle, "GET", "/v1/staff").status, 403);
}

TEST_P(People, WhoLeavesIsOut) {
  const Tokens gone = login("cashier");
  EXPECT_EQ(call(gone, "GET", "/session").status, 200);
  PersonDraft leaving = draft("cashier", Role::cashier);
  leaving.state = StaffState::left;
  EXPECT_EQ(save(login("manager"), cashier, leaving).status, 200);
  EXPECT_EQ(call(gone, "GET", "/session").status, 401);
  EXPECT_EQ(try_login("cashier", password_of("cashier")).status, 401);
  leaving.state = StaffState::active;
  EXPECT_EQ(save(login("manager"), cashier, leaving).status, 200);
  EXPECT_EQ(call(gone, "GET", "/session").status, 401) << "coming back revives no session";
}

TEST_P(People, ANewPasswordEndsTheOtherSessionsAndTheLock) {
  const Tokens own = login("manager"), forgotten = login("manager"), colleague = login("cashier");
  ASSERT_EQ(save(own, manager, with_password(draft("manager", Role::manager), "another password")).status,
            200);
  EXPECT_EQ(call(own, "GET", "/session").status, 200) << "his own";
  EXPECT_EQ(call(forgotten, "GET", "/session").status, 401);
  EXPECT_EQ(call(colleague, "GET", "/session").status, 200);
  for (int i = 0; i < 5; ++i) try_login("cashier", "wrong password");
  EXPECT_EQ(try_login("cashier", password_of("cashier")).status, 429);
  ASSERT_EQ(save(own, cashier, with_password(draft("cashier", Role::cashier), "fresh password")).status, 200);
  EXPECT_EQ(call(colleague, "GET", "/session").status, 401);
  EXPECT_EQ(try_login("cashier", "fresh password").status, 200);
  EXPECT_EQ(try_login("cashier", password_of("cashier")).status, 401);
}

TEST_P(People, ShortPasswordsAreRefusedAtTheEdge) {
  EXPECT_EQ(save(login("manager"), new_id(), with_password(draft("wang", Role::cashier), "1234567")).status,
            400);
}

}  // namespace
}  // namespace huiji::staff
