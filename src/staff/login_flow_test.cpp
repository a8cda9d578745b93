#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "platform/crypto/token.hpp"
#include "staff/staff_test_shop.hpp"

namespace huiji::staff {
namespace {

using Login = TestShop;
HUIJI_ON_EACH_ENGINE(Login);

TEST_P(Login, OpensASessionThatNamesThePersonAndHisRights) {
  const Tokens tokens = login("cashier");
  const auto session = wire::from_json<Session>(call(tokens, "GET", "/v1/session").body);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->person.staff_id, cashier);
  EXPECT_EQ(session->person.role, Role::cashier);
  EXPECT_EQ(session->rights.size(), 7u);
  EXPECT_EQ(session->expires_at, clock.now() + 12 * kHour_ms);
  EXPECT_FALSE(session->till_id);
  EXPECT_EQ(try_login(" CASHIER ", password_of("cashier")).status, 200) << "logins are folded";
}

TEST_P(Login, WrongOnesLookAlike) {
  const auto wrong_password = try_login("cashier", "wrong password");
  const auto wrong_name = try_login("nobody", "wrong password");
  EXPECT_EQ(wrong_password.status, 401);
  EXPECT_EQ(wrong_password.body, wrong_name.body);
  write([&](db::Transaction& transaction) {
    auto record = find_person(transaction, merchant_id, cashier);
    record->person.state = StaffState::left;
    update_person(transaction, merchant_id, *record);
  });
  EXPECT_EQ(try_login("cashier", password_of("cashier")).body, wrong_name.body) << "who left, too";
}

TEST_P(Login, TheFifthFailureLocksAlsoTheRightPassword) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(try_login("cashier", "wrong password").status, 401);
  const auto locked = try_login("cashier", password_of("cashier"));
  EXPECT_EQ(locked.status, 429);
  EXPECT_EQ(code_of(locked), "staff.login_locked");
  EXPECT_EQ(try_login("manager", password_of("manager")).status, 200) << "others may";
  clock.advance(15 * kMinute_ms - 1);
  EXPECT_EQ(try_login("cashier", password_of("cashier")).status, 429);
  clock.advance(1);
  EXPECT_EQ(try_login("cashier", password_of("cashier")).status, 200);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(try_login("cashier", "wrong password").status, 401);
  EXPECT_EQ(try_login("cashier", password_of("cashier")).status, 200) << "a success cleared the count";
}

TEST_P(Login, TheSecondLockIsTwiceAsLong) {
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(try_login("nobody", "wrong password").status, 401);
    clock.advance(15 * kMinute_ms);
  }
  EXPECT_EQ(try_login("nobody", "wrong password").status, 429) << "unknown logins lock as well";
  clock.advance(15 * kMinute_ms);
  EXPECT_EQ(try_login("nobody", "wrong password").status, 401);
}

// An attempt is counted before the password is looked at, so that guessing in parallel gains nothing.
TEST_P(Login, ManyGuessesAtOnceAreStillFive) {
  std::atomic<int> looked_at = 0, locked = 0;
  std::vector<std::thread> guessers;
  for (int i = 0; i < 16; ++i)
    guessers.emplace_back([&] {
      const int status = try_login("cashier", "wrong password").status;
      looked_at += status == 401;
      locked += status == 429;
    });
  for (auto& guesser : guessers) guesser.join();
  EXPECT_EQ(looked_at, 5);
  EXPECT_EQ(locked, 11);
}

TEST_P(Login, OneAddressMayNotTryMany) {
  for (int i = 0; i < 30; ++i)
    EXPECT_EQ(try_login("nobody" + std::to_string(i), "wrong password").status, 401);
  const auto limited = try_login("cashier", password_of("cashier"));
  EXPECT_EQ(limited.status, 429);
  EXPECT_EQ(code_of(limited), "staff.too_many_logins");
  peer = "10.0.0.8";
  EXPECT_EQ(try_login("cashier", password_of("cashier")).status, 200);
}

TEST_P(Login, AnOutdatedHashIsMadeAgain) {
  crypto::PasswordCost dearer = crypto::PasswordCost::cheap();
  dearer.passes = 2;
  crypto::Passwords stronger(dearer);
  Services later{.store = *store,
                 .clock = clock,
                 .random = random,
                 .keys = keys,
                 .passwords = stronger,
                 .door = door,
                 .merchant_id = merchant_id};
  ASSERT_TRUE(log_in(later, {"cashier", password_of("cashier")}, http::Request{}));
  store->read<Done>([&](db::Transaction& transaction) {
    EXPECT_FALSE(stronger.is_outdated(find_person(transaction, merchant_id, cashier)->password_hash));
    return Done{};
  });
  EXPECT_EQ(try_login("cashier", password_of("cashier")).status, 200);
}

TEST_P(Login, SessionsEndAfterTwelveHours) {
  const auto till = enrol(login("owner"), random.new_id<TillId>(clock.now()));
  const Tokens tokens = login("cashier", till.device_token);
  clock.advance(12 * kHour_ms - 1);
  EXPECT_EQ(call(tokens, "GET", "/session").status, 200);
  clock.advance(1);
  const auto over = call(tokens, "GET", "/session");
  EXPECT_EQ(over.status, 401);
  EXPECT_EQ(code_of(over), "staff.session_over");
}

TEST_P(Login, IdleOfficeSessionsEndAfterEight) {
  const Tokens idle = login("owner"), busy = login("manager");
  for (int i = 0; i < 4; ++i) {
    clock.advance(2 * kHour_ms);
    EXPECT_EQ(call(busy, "GET", "/session").status, 200) << i;
  }
  EXPECT_EQ(call(idle, "GET", "/session").status, 401);
  clock.advance(4 * kHour_ms);
  EXPECT_EQ(call(busy, "GET", "/session").status, 401) << "twelve hours at most";
}

TEST_P(Login, ALogoutEndsThisSessionOnly) {
  const Tokens one = login("manager"), two = login("manager");
  EXPECT_EQ(call(one, "GET", "/session").status, 200);
  EXPECT_EQ(call(one, "POST", "/v1/logout").status, 200);
  EXPECT_EQ(call(one, "GET", "/session").status, 401) << "at once, although the caller was remembered";
  EXPECT_EQ(call(two, "GET", "/session").status, 200);
}

TEST_P(Login, SessionsAreListedAndEnded) {
  const Tokens boss = login("manager"), first = login("cashier"), second = login("cashier");
  const auto sessions_seen_by = [&](const Tokens& tokens) {
    const auto response = call(tokens, "GET", "/v1/sessions", "", {{"staff_id", cashier.text()}});
    EXPECT_EQ(response.status, 200) << response.body;
    return wire::from_json<SessionList>(response.body)->sessions;
  };
  EXPECT_EQ(sessions_seen_by(first).size(), 2u) << "his own";
  const auto sessions = sessions_seen_by(boss);
  ASSERT_EQ(sessions.size(), 2u);
  EXPECT_EQ(call(first, "GET", "/v1/sessions", "", {{"staff_id", owner.text()}}).status, 404);
  EXPECT_EQ(call(boss, "GET", "/v1/sessions", "", {{"staff_id", owner.text()}}).status, 403);
  EXPECT_EQ(call(boss, "GET", "/v1/sessions", "", {{"staff_id", "x"}}).status, 400);
  for (const Session& session : sessions) {
    const std::string path = "/v1/sessions/" + session.session_id.text();
    EXPECT_EQ(call(boss, "DELETE", path).status, 200);
    EXPECT_EQ(call(boss, "DELETE", path).status, 200) << "again: nothing more happens";
  }
  EXPECT_EQ(call(first, "GET", "/session").status, 401);
  EXPECT_EQ(call(second, "GET", "/session").status, 401);
  EXPECT_EQ(sessions_seen_by(boss).size(), 0u);
  EXPECT_EQ(call(boss, "DELETE", "/v1/sessions/" + random.new_id<SessionId>(clock.now()).text()).status, 404);
}

TEST_P(Login, TheDatabaseHoldsNoToken) {
  const Tokens tokens = login("cashier");
  const auto token = crypto::parse_token(tokens.session);
  ASSERT_TRUE(token);
  store->read<Done>([&](db::Transaction& transaction) {
    const auto by_hash = [&](const std::string& hash) {
      return find_session_by_hash(transaction, merchant_id, hash).has_value();
    };
    EXPECT_TRUE(by_hash(crypto::hash_token(keys, *token)));
    EXPECT_FALSE(by_hash(crypto::hash_token(crypto::Keys::derive_from(crypto::Key{9}), *token)));
    EXPECT_FALSE(by_hash(std::string(token->secret.begin(), token->secret.end())));
    return Done{};
  });
}

TEST_P(Login, ForgedTokensAreNobody) {
  Tokens tokens = login("cashier");
  auto token = *crypto::parse_token(tokens.session);
  token.secret[0] ^= 1;
  EXPECT_EQ(call({crypto::to_text(token), ""}, "GET", "/session").status, 401);
  EXPECT_EQ(call({"", tokens.session}, "GET", "/till").status, 401) << "a session is no till";
  EXPECT_EQ(call({"x", ""}, "GET", "/session").status, 401);
  EXPECT_EQ(call({"", ""}, "GET", "/session").status, 401);
  EXPECT_EQ(call({std::string(20'000, 'A'), ""}, "GET", "/session").status, 401);
}

}  // namespace
}  // namespace huiji::staff
