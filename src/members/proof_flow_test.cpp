#include "members/proof_flow.hpp"

#include "members/members_test_shop.hpp"
#include "members/pin_flow.hpp"

namespace huiji::members {
namespace {

class Proof : public TestShop {
 protected:
  MemberId member = add(new_id(), registration("13859267413"))->member_id;

  std::string set(const std::string& pin, std::optional<std::string> old = {},
                  std::optional<std::string> last4 = "7413") {
    return code_of(set_pin(services, caller, member, {new_operation(), pin, old, last4}));
  }
  Uuid new_use() { return random.new_id<AllowanceId>(clock.now()).bytes; }
  Result<Proven> prove(MemberId of, const TypedProof& typed, const Uuid& use) {
    const auto proof = parse_proof(typed);
    if (!proof) return proof.refusal();
    return prove_spending(services, merchant_id, of, *proof, use);
  }
  std::string check(const Proven& proven) {
    return code_of(store->write<Done>([&](db::Transaction& transaction) {
      return check_proof(transaction, merchant_id, proven, clock.now());
    }));
  }
  // Both halves, as a till's hold does it.
  std::string spend(MemberId of, const TypedProof& typed, std::optional<Uuid> use = {}) {
    const auto proven = prove(of, typed, use.value_or(new_use()));
    return proven ? check(*proven) : proven.refusal().code->code;
  }
  std::string by_pin(const std::string& pin) { return spend(member, {pin, {}}); }
  std::string by_code(const std::string& code, std::optional<Uuid> use = {}) {
    return spend(member, {{}, code}, use);
  }
  std::string code(std::optional<MemberId> of = {}) {
    auto shown = store->write<ShownCode>([&](db::Transaction& transaction) {
      return code_now(transaction, keys, random, merchant_id, of.value_or(member), clock.now());
    });
    HUIJI_CHECK(shown);
    return shown->code.reveal();
  }
  // The same number with eight other digits.
  std::string wrong_code() {
    const auto parsed = parse_member_code(code());
    std::string changing = parsed->changing.reveal();
    for (char& c : changing) c = static_cast<char>('0' + (c - '0' + 5) % 10);
    return make_member_code(parsed->number, changing);
  }
  std::string identify(const std::string& text) {
    return code_of(identify_by_code(services, merchant_id, text));
  }
};
HUIJI_ON_EACH_ENGINE(Proof);

TEST_P(Proof, ThePinProves) {
  caller = manager(false);
  EXPECT_EQ(set("482907"), "");
  EXPECT_EQ(by_pin("482907"), "");
  EXPECT_EQ(by_pin("４８２９０７"), "");
  EXPECT_EQ(by_pin("482908"), "members.pin_wrong");
  EXPECT_EQ(by_pin("48290"), "members.pin_form");
  EXPECT_EQ(spend(member, {}), "members.proof_missing");
}

TEST_P(Proof, UnknownMembersAndThoseWithoutAPinAreRefusedAlike) {
  EXPECT_EQ(by_pin("482907"), "members.pin_wrong");
  EXPECT_EQ(spend(new_id(), {"482907", {}}), "members.pin_wrong");
  for (int i = 0; i < 4; ++i) by_pin("482907");
  EXPECT_EQ(by_pin("482907"), "members.proof_locked") << "a member without a PIN locks like one with";
}

TEST_P(Proof, FiveWrongPinsLockForAQuarterOfAnHour) {
  caller = manager(false);
  ASSERT_EQ(set("482907"), "");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(by_pin("111119"), "members.pin_wrong");
  const auto locked = prove(member, {"482907", {}}, new_use());
  ASSERT_FALSE(locked);
  EXPECT_STREQ(locked.refusal().code->code, "members.proof_locked");
  EXPECT_NE(locked.refusal().text(true).find("15"), std::string::npos);
  clock.advance(15 * kMinute_ms);
  EXPECT_EQ(by_pin("482907"), "");
  for (int i = 0; i < 4; ++i) EXPECT_EQ(by_pin("111119"), "members.pin_wrong");
  EXPECT_EQ(by_pin("482907"), "") << "a success cleared the count";
}

TEST_P(Proof, AnAttemptStaysCountedWhenNothingIsSpent) {
  caller = manager(false);
  ASSERT_EQ(set("482907"), "");
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(prove(member, {"482907", {}}, new_use()));
  EXPECT_EQ(by_pin("482907"), "members.proof_locked") << "right ones that never spend count, too";
}

TEST_P(Proof, APinIsSetAtATillByWhoKnowsTheOldOneOrAManager) {
  EXPECT_EQ(set("482907"), "members.pin_not_allowed") << "a cashier alone";
  caller = manager(false);
  EXPECT_EQ(set("482907", {}, "7414"), "members.pin_who") << "another phone";
  EXPECT_EQ(set("482907", {}, {}), "members.pin_who");
  EXPECT_EQ(set("482907"), "");
  caller = at_till();
  EXPECT_EQ(set("593016", "482908"), "members.pin_who");
  EXPECT_EQ(set("593016", "482907", "0000"), "members.pin_who");
  EXPECT_EQ(set("593016", "482907"), "");
  EXPECT_EQ(by_pin("593016"), "");
  EXPECT_EQ(by_pin("482907"), "members.pin_wrong");
  caller = in_office();
  EXPECT_EQ(set("482907"), "http.right_missing");
  caller = manager(true);
  EXPECT_EQ(set("482907", {}, {}), "") << "the office needs no phone";
  EXPECT_EQ(by_pin("482907"), "");
}

TEST_P(Proof, GuessingTheOldPinAtATillLocksToo) {
  caller = manager(false);
  ASSERT_EQ(set("482907"), "");
  caller = at_till();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(set("593016", "111119"), "members.pin_who");
  EXPECT_EQ(set("593016", "482907"), "members.proof_locked");
  caller = manager(true);
  EXPECT_EQ(code_of(remove_pin(services, caller, member, {new_operation(), "忘记密码"})), "");
  caller = manager(false);
  EXPECT_EQ(set("593016"), "") << "a removal ends the lock";
}

TEST_P(Proof, AnEasyPinIsNotHeldAgainstHim) {
  caller = manager(false);
  for (int i = 0; i < 7; ++i) EXPECT_EQ(set("123456"), "members.pin_simple");
  EXPECT_EQ(set("267413"), "members.pin_phone");
  EXPECT_EQ(set("482907"), "");
}

TEST_P(Proof, TheSameSettingTwiceIsOne) {
  caller = manager(false);
  const OperationId operation = new_operation();
  EXPECT_EQ(code_of(set_pin(services, caller, member, {operation, "482907", {}, "7413"})), "");
  ASSERT_EQ(set("593016"), "");
  EXPECT_EQ(code_of(set_pin(services, caller, member, {operation, "482907", {}, "7413"})), "");
  EXPECT_EQ(by_pin("593016"), "") << "a late repetition does not bring the old one back";
}

TEST_P(Proof, APinThatWasChangedMeanwhileIsStale) {
  caller = manager(false);
  ASSERT_EQ(set("482907"), "");
  const auto proven = prove(member, {"482907", {}}, new_use());
  ASSERT_TRUE(proven);
  ASSERT_EQ(set("593016"), "");
  EXPECT_EQ(check(*proven), "members.proof_stale");
}

TEST_P(Proof, TheCodeProvesOnce) {
  const std::string shown = code();
  EXPECT_EQ(shown, code()) << "within its thirty seconds";
  const Uuid use = new_use();
  EXPECT_EQ(by_code(shown, use), "");
  EXPECT_EQ(by_code(shown, use), "") << "the same spending, sent again";
  EXPECT_EQ(by_code(shown), "members.code_used");
  clock.advance(30 * kSecond_ms);
  EXPECT_NE(code(), shown);
  EXPECT_EQ(by_code(code()), "");
}

TEST_P(Proof, OneStepEarlyOrLateAndNoMore) {
  clock.set(Instant{1'760'000'010'000});
  const std::string shown = code();
  clock.advance(30 * kSecond_ms);
  EXPECT_EQ(identify(shown), "");
  clock.advance(-60 * kSecond_ms);
  EXPECT_EQ(identify(shown), "");
  clock.advance(-30 * kSecond_ms);
  EXPECT_EQ(identify(shown), "members.code_wrong");
  clock.advance(120 * kSecond_ms);
  EXPECT_EQ(by_code(shown), "members.code_wrong") << "a screenshot";
}

TEST_P(Proof, AnOlderCodeIsDeadOnceANewerOneWasSpent) {
  const std::string older = code();
  clock.advance(30 * kSecond_ms);
  ASSERT_EQ(by_code(code()), "");
  EXPECT_EQ(by_code(older), "members.code_used");
}

TEST_P(Proof, IdentifyingSpendsNothing) {
  const std::string shown = code();
  const auto found = identify_by_code(services, merchant_id, shown);
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, member);
  EXPECT_EQ(by_code(shown), "");
  EXPECT_EQ(identify(shown), "") << "a spent one still tells who";
  const auto verify = store->read<Result<MemberId>>([&](db::Transaction& transaction) {
    return verify_code(transaction, keys, merchant_id, shown, clock.now());
  });
  EXPECT_EQ(code_of(verify), "members.code_used");
}

TEST_P(Proof, WrongCodesLockTheCodeButNotThePin) {
  caller = manager(false);
  ASSERT_EQ(set("482907"), "");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(identify(wrong_code()), "members.code_wrong");
  EXPECT_EQ(by_code(code()), "members.proof_locked");
  EXPECT_EQ(by_pin("482907"), "");
  clock.advance(15 * kMinute_ms);
  EXPECT_EQ(by_code(code()), "");
}

TEST_P(Proof, AnUnknownNumberIsRefusedLikeAWrongCode) {
  EXPECT_EQ(identify(make_member_code("1999999995", "12345678")), "members.code_form") << "check digit";
  const auto other = add(new_id(), registration("13900001234"));
  EXPECT_EQ(identify(make_member_code(other->number, "12345678")), "members.code_wrong") << "no key yet";
}

TEST_P(Proof, AnothersCodeDoesNotPay) {
  const auto other = add(new_id(), registration("13900001234"));
  EXPECT_EQ(by_code(code(other->member_id)), "members.code_other_member");
}

TEST_P(Proof, AFrozenMemberSpendsNothing) {
  caller = manager(false);
  ASSERT_EQ(set("482907"), "");
  const auto before = prove(member, {"482907", {}}, new_use());
  ASSERT_TRUE(before);
  ASSERT_EQ(run(change_state, member, StateChange{new_operation(), true, "盗用"}), "");
  EXPECT_EQ(check(*before), "members.frozen") << "frozen between the halves";
  EXPECT_EQ(by_pin("482907"), "members.frozen");
  EXPECT_EQ(by_code(code()), "members.frozen");
  EXPECT_EQ(identify(code()), "") << "he keeps his prices";
  ASSERT_EQ(run(change_state, member, StateChange{new_operation(), false, "已核实"}), "");
  EXPECT_EQ(by_pin("482907"), "");
}

}  // namespace
}  // namespace huiji::members
