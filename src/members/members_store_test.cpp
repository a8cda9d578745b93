#include <gtest/gtest.h>

#include "members/member_number.hpp"
#include "members/members_errors.hpp"
#include "members/members_test_shop.hpp"
#include "platform/crypto/blind_index.hpp"
#include "platform/crypto/seal.hpp"

namespace huiji::members {
namespace {

using Members = TestShop;
HUIJI_ON_EACH_ENGINE(Members);

TEST_P(Members, AreStoredOnceWithANumber) {
  const MemberId id = new_id();
  MemberRegistration wanted = registration("13800001234");
  wanted.name = "张三";
  wanted.birthday = parse_date("1990-05-06");
  const auto first = add(id, wanted);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->number, make_member_number(1));
  const auto again = add(id, wanted);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->number, first->number);
  const auto other = add(new_id(), registration("13800001235"));
  EXPECT_EQ(other->number, make_member_number(2)) << "the repetition used no number";
  EXPECT_GT(other->version, first->version);
}

TEST_P(Members, SameIdWithOtherContentIsRefused) {
  const MemberId id = new_id();
  MemberRegistration wanted = registration("13800001234");
  wanted.name = "张三";
  ASSERT_TRUE(add(id, wanted));
  const auto refused_code = [&](const MemberRegistration& changed) {
    const auto result = add(id, changed);
    return result ? std::string() : result.refusal().code->code;
  };
  MemberRegistration changed = wanted;
  changed.phone = "13800001235";
  EXPECT_EQ(refused_code(changed), "members.other_content");
  changed = wanted;
  changed.name = "李四";
  EXPECT_EQ(refused_code(changed), "members.other_content");
  changed = wanted;
  changed.birthday = parse_date("1990-05-06");
  EXPECT_EQ(refused_code(changed), "members.other_content");
  changed = wanted;
  changed.consent_version = "2027-01";
  EXPECT_EQ(refused_code(changed), "members.other_content");
  changed = wanted;
  changed.phone = "+86 138-0000-1234";
  EXPECT_EQ(refused_code(changed), "") << "the same phone, written otherwise";
}

TEST_P(Members, AKnownPhoneAnswersItsMemberAndTheNewIdLeadsThere) {
  const MemberId first = new_id(), second = new_id();
  const auto member = add(first, registration("13800001234"));
  MemberRegistration offline = registration("138 0000 1234");
  offline.name = "别名";
  const auto answered = add(second, offline);
  ASSERT_TRUE(answered);
  EXPECT_EQ(answered->member_id, first);
  EXPECT_FALSE(answered->name_sealed) << "the first registration stands";
  EXPECT_TRUE(add(second, offline)) << "delivered twice";
  EXPECT_EQ(add(second, registration("13900001234")).refusal().code->code,
            std::string("members.other_content"));

  store->read<Done>([&](db::Transaction& transaction) {
    const auto facts = find_member_facts(transaction, merchant_id, second);
    EXPECT_TRUE(facts);
    EXPECT_EQ(facts->member_id, first);
    EXPECT_EQ(facts->number, member->number);
    EXPECT_EQ(facts->tier, "standard");
    EXPECT_EQ(facts->state, MemberState::active);
    EXPECT_EQ(phone_masked(transaction, keys, merchant_id, second), "138****1234");
    EXPECT_EQ(count_members(transaction, merchant_id), 1);
    EXPECT_FALSE(find_member_facts(transaction, merchant_id, new_id()));
    EXPECT_FALSE(phone_masked(transaction, keys, merchant_id, new_id()));
    return Done{};
  });
}

TEST_P(Members, AreFoundByPhoneNumberAndFourDigits) {
  const auto one = add(new_id(), registration("13800001234"));
  const auto two = add(new_id(), registration("13911111234"));
  ASSERT_TRUE(add(new_id(), registration("13911115678")));
  store->read<Done>([&](db::Transaction& transaction) {
    EXPECT_EQ(find_by_phone(transaction, keys, merchant_id, *parse_phone("13800001234"))->member_id,
              one->member_id);
    EXPECT_FALSE(find_by_phone(transaction, keys, merchant_id, *parse_phone("13800001235")));
    EXPECT_EQ(find_by_number(transaction, merchant_id, two->number)->member_id, two->member_id);
    const auto found = find_by_last4(transaction, keys, merchant_id, "1234");
    EXPECT_EQ(found.size(), 2u);
    EXPECT_EQ(found.at(0).member_id, two->member_id) << "newest first";
    EXPECT_EQ(find_by_last4(transaction, keys, merchant_id, "0000").size(), 0u);
    return Done{};
  });
}

// Two different fours with one index: about one in 65,536 pairs, so some exist among all ten thousand.
TEST_P(Members, EqualShortIndexesAreFilteredAfterDecryption) {
  std::map<std::string, std::string> seen;
  std::string left, right;
  for (int i = 0; i < 10000 && left.empty(); ++i) {
    const std::string digits = std::to_string(10000 + i).substr(1);
    const auto [at, fresh] = seen.emplace(crypto::last4_index(keys, merchant_id, digits), digits);
    if (!fresh) left = at->second, right = digits;
  }
  ASSERT_FALSE(left.empty());
  ASSERT_TRUE(add(new_id(), registration("1380000" + left)));
  const auto wanted = add(new_id(), registration("1380000" + right));
  store->read<Done>([&](db::Transaction& transaction) {
    const auto found = find_by_last4(transaction, keys, merchant_id, right);
    EXPECT_EQ(found.size(), 1u);
    EXPECT_EQ(found.at(0).member_id, wanted->member_id);
    return Done{};
  });
}

TEST_P(Members, OfAnotherMerchantAreNotSeen) {
  const auto member = add(new_id(), registration("13800001234"));
  const auto stranger = random.new_id<MerchantId>(clock.now());
  store->read<Done>([&](db::Transaction& transaction) {
    EXPECT_FALSE(find_member(transaction, stranger, member->member_id));
    EXPECT_FALSE(find_by_phone(transaction, keys, stranger, *parse_phone("13800001234")));
    EXPECT_TRUE(find_by_last4(transaction, keys, stranger, "1234").empty());
    return Done{};
  });
}

TEST_P(Members, TodayIsTheMerchantsDay) {
  // 2026-11-21T17:00Z is the 22nd in Shanghai: who turns fourteen on that day may.
  clock.set(Instant{1'795'280'400'000});
  MemberRegistration wanted = registration("13800001234");
  wanted.birthday = parse_date("2012-11-22");
  EXPECT_TRUE(add(new_id(), wanted));
  clock.advance(-2 * kHour_ms);
  wanted.phone = "13800001235";
  const auto refused = add(new_id(), wanted);
  ASSERT_FALSE(refused);
  EXPECT_STREQ(refused.refusal().code->code, "members.guardian_needed");
}

constexpr std::string_view kSwap =
    "UPDATE member SET phone_sealed = (SELECT phone_sealed FROM member WHERE merchant_id = $1 AND member_id "
    "= $3) "
    "WHERE merchant_id = $1 AND member_id = $2";
constexpr db::Statement swap_phone{"test.swap_phone", kSwap, kSwap};

TEST_P(Members, ASwappedCiphertextDoesNotOpen) {
  const auto one = add(new_id(), registration("13800001234"));
  const auto two = add(new_id(), registration("13900005678"));
  write([&](db::Transaction& transaction) {
    transaction.execute(swap_phone, {merchant_id, one->member_id, two->member_id});
  });
  store->read<Done>([&](db::Transaction& transaction) {
    EXPECT_THROW(phone_masked(transaction, keys, merchant_id, one->member_id), crypto::CannotOpen);
    EXPECT_EQ(phone_masked(transaction, keys, merchant_id, two->member_id), "139****5678");
    return Done{};
  });
}

}  // namespace
}  // namespace huiji::members
