#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <set>
#include <thread>
#include <type_traits>

#include "kernel/check.hpp"
#include "platform/crypto/blind_index.hpp"
#include "platform/crypto/password.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/crypto/token.hpp"
#include "platform/crypto/totp.hpp"

namespace huiji::crypto {
namespace {

// Counts upwards: two nonces are never equal.
class CountingRandom : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>((next_++ * 2654435761u) >> 13);
  }

 private:
  std::uint32_t next_ = 1;
};

template <class IdType>
IdType id_of(std::uint8_t n) {
  IdType id;
  id.bytes.fill(n);
  return id;
}

Key master_of(std::uint8_t n) {
  Key key;
  key.fill(n);
  return key;
}

const Keys& keys() {
  static const Keys known = Keys::derive_from(master_of(7));
  return known;
}

const FieldPlace kPlace{id_of<MerchantId>(1), id_of<MemberId>(2), "phone"};

TEST(Keys, EachUseAndEachMasterHasItsOwn) {
  std::set<Key> all;
  for (std::uint8_t master : {7, 8}) {
    const Keys keys = Keys::derive_from(master_of(master));
    all.insert({keys.field, keys.phone_index, keys.last4_index, keys.till_lookup, keys.token});
    all.insert({till_lookup_key(keys, id_of<MerchantId>(1)), till_lookup_key(keys, id_of<MerchantId>(2))});
  }
  EXPECT_EQ(all.size(), 14u);
  EXPECT_EQ(Keys::derive_from(master_of(7)).field, keys().field) << "derivation must not change";
}

TEST(Keys, DerivationIsPinned) {
  // A change here makes every sealed field of every shop unreadable.
  const auto text = to_hex({reinterpret_cast<const char*>(keys().field.data()), 8});
  EXPECT_EQ(text, "97ed5422f910a811");
}

RC_GTEST_PROP(Seal, OpensToWhatWasSealedAndHidesLengths, (const std::string& clear)) {
  CountingRandom random;
  const std::string sealed = seal(keys(), kPlace, Private<std::string>(clear), random);
  RC_ASSERT(open(keys(), kPlace, sealed).reveal() == clear);
  RC_ASSERT(sealed.size() == 1 + 24 + (clear.size() / 32 + 1) * 32 + 16);
  if (clear.size() > 2) RC_ASSERT(sealed.find(clear) == std::string::npos);
}

TEST(Seal, TwiceTheSameLooksDifferent) {
  CountingRandom random;
  const Private<std::string> phone("13800001234");
  EXPECT_NE(seal(keys(), kPlace, phone, random), seal(keys(), kPlace, phone, random));
}

TEST(Seal, DoesNotOpenElsewhere) {
  CountingRandom random;
  const std::string sealed = seal(keys(), kPlace, Private<std::string>("13800001234"), random);
  const FieldPlace other_member{kPlace.merchant_id, id_of<MemberId>(3), "phone"};
  const FieldPlace other_merchant{id_of<MerchantId>(9), kPlace.member_id, "phone"};
  const FieldPlace other_field{kPlace.merchant_id, kPlace.member_id, "name"};
  EXPECT_THROW(open(keys(), other_member, sealed), CannotOpen);
  EXPECT_THROW(open(keys(), other_merchant, sealed), CannotOpen);
  EXPECT_THROW(open(keys(), other_field, sealed), CannotOpen);
  EXPECT_THROW(open(Keys::derive_from(master_of(8)), kPlace, sealed), CannotOpen);
}

TEST(Seal, EveryDamagedByteIsNoticed) {
  CountingRandom random;
  const std::string sealed = seal(keys(), kPlace, Private<std::string>("13800001234"), random);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string damaged = sealed;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_THROW(open(keys(), kPlace, damaged), CannotOpen) << "byte " << i;
    EXPECT_THROW(open(keys(), kPlace, sealed.substr(0, i)), CannotOpen) << "cut to " << i;
  }
}

TEST(BlindIndex, DependsOnKeyMerchantAndPhone) {
  const Private<std::string> phone("13800001234"), other("13800001235");
  const MerchantId one = id_of<MerchantId>(1), two = id_of<MerchantId>(2);
  EXPECT_EQ(phone_index(keys(), one, phone), phone_index(keys(), one, phone));
  EXPECT_EQ(phone_index(keys(), one, phone).size(), 16u);
  EXPECT_NE(phone_index(keys(), one, phone), phone_index(keys(), one, other));
  EXPECT_NE(phone_index(keys(), one, phone), phone_index(keys(), two, phone));
  EXPECT_NE(phone_index(keys(), one, phone), phone_index(Keys::derive_from(master_of(8)), one, phone));
  EXPECT_EQ(last4_index(keys(), one, "1234").size(), 2u);
  EXPECT_NE(last4_index(keys(), one, "1234"), last4_index(keys(), one, "1235"));
  EXPECT_THROW(last4_index(keys(), one, "123"), BrokenProgram);
}

TEST(TillIndex, IsTheHmacOfRfc4231) {
  // RFC 4231 test case 2 with its key filled up to 32 bytes by zeros, which HMAC does itself.
  Key key{};
  std::copy_n("Jefe", 4, key.begin());
  EXPECT_EQ(till_index(key, Private<std::string>("what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Totp, IsThatOfRfc6238) {
  const Private<std::string> key("12345678901234567890123456789012");
  const auto at = [&](std::int64_t seconds) { return totp(key, totp_step(Instant{seconds * kSecond_ms})); };
  EXPECT_EQ(at(59), "46119246");
  EXPECT_EQ(at(1111111109), "68084774");
  EXPECT_EQ(at(1111111111), "67062674");
  EXPECT_EQ(at(1234567890), "91819424");
  EXPECT_EQ(at(2000000000), "90698825");
  EXPECT_EQ(at(20000000000), "77737706");
  EXPECT_NE(totp(Private<std::string>("another"), 1), totp(key, 1));
}

TEST(Passwords, VerifiesAndRefuses) {
  Passwords passwords(PasswordCost::cheap());
  const std::string phc = passwords.hash("correct horse");
  EXPECT_EQ(phc.rfind("$argon2id$", 0), 0u);
  EXPECT_TRUE(passwords.verify(phc, "correct horse"));
  EXPECT_FALSE(passwords.verify(phc, "correct horsf"));
  EXPECT_FALSE(passwords.verify("not a hash", "correct horse"));
  EXPECT_FALSE(passwords.verify_nothing("correct horse"));
  EXPECT_NE(phc, passwords.hash("correct horse")) << "salted";
}

TEST(Passwords, ProductionCostIsOwasps) {
  Passwords production;
  const std::string phc = production.hash("correct horse");
  EXPECT_NE(phc.find("$m=19456,t=2,p=1$"), std::string::npos) << phc;
  EXPECT_FALSE(production.is_outdated(phc));
  EXPECT_TRUE(production.is_outdated(Passwords(PasswordCost::cheap()).hash("correct horse")));
}

TEST(Passwords, MoreThreadsThanTurnsAllFinish) {
  PasswordCost cost = PasswordCost::cheap();
  cost.concurrency = 1;
  Passwords passwords(cost);
  const std::string phc = passwords.hash("correct horse");
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { right += passwords.verify(phc, "correct horse"); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 8);
}

TEST(Token, SurvivesTextAndHashesDifferently) {
  CountingRandom random;
  const Token token = make_token(id_of<MerchantId>(1), id_of<TillId>(2).bytes, random);
  const std::string text = to_text(token);
  EXPECT_EQ(text.size(), 86u);
  const auto parsed = parse_token(text);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->merchant_id, token.merchant_id);
  EXPECT_EQ(parsed->subject, token.subject);
  EXPECT_EQ(parsed->secret, token.secret);
  EXPECT_EQ(hash_token(keys(), *parsed), hash_token(keys(), token));
  Token other = token;
  other.secret[31] ^= 1;
  EXPECT_NE(hash_token(keys(), other), hash_token(keys(), token));
  other = token;
  other.subject[0] ^= 1;
  EXPECT_NE(hash_token(keys(), other), hash_token(keys(), token));
}

TEST(Token, RefusesWhatIsNone) {
  CountingRandom random;
  const std::string text = to_text(make_token(id_of<MerchantId>(1), {}, random));
  EXPECT_FALSE(parse_token(""));
  EXPECT_FALSE(parse_token(text.substr(1)));
  EXPECT_FALSE(parse_token(text + "A"));
  EXPECT_FALSE(parse_token(text.substr(0, 85) + "!"));
  EXPECT_FALSE(parse_token(std::string(100000, 'A')));
}

TEST(EqualSecrets, ComparesAll) {
  EXPECT_TRUE(equal_secrets("abc", "abc"));
  EXPECT_FALSE(equal_secrets("abc", "abd"));
  EXPECT_FALSE(equal_secrets("abc", "abcd"));
  EXPECT_TRUE(equal_secrets("", ""));
}

template <class T>
concept Streamable = requires(std::ostream& stream, const T& value) {
  stream << value;
};

TEST(Private, CannotBePrinted) {
  EXPECT_TRUE(Streamable<std::string>);
  EXPECT_FALSE(Streamable<Private<std::string>>);
  EXPECT_FALSE((std::is_convertible_v<Private<std::string>, std::string>));
  EXPECT_FALSE((std::is_convertible_v<std::string, Private<std::string>>)) << "wrapping is explicit";
}

}  // namespace
}  // namespace huiji::crypto
