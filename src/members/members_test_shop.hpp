// For this room's tests: a merchant on each engine, its keys, and a router in front, with callers at will.
#pragma once

#include <gtest/gtest.h>

#include "members/life_flow.hpp"
#include "members/members_api.hpp"
#include "members/register_flow.hpp"
#include "support/stores.hpp"
#include "support/world.hpp"

namespace huiji::members {

inline constexpr std::string_view kInsertMerchant =
    "INSERT INTO merchant (merchant_id, name, time_zone, day_cutoff_minutes, catalog_version, "
    "member_version, "
    "next_member_number, points_per_yuan, points_valid_months, created_at) "
    "VALUES ($1, '惠记', 'Asia/Shanghai', 240, 0, 0, 1, 1, 12, 0)";
inline constexpr db::Statement insert_merchant{"test.insert_merchant", kInsertMerchant, kInsertMerchant};

// What members hold, in rows of the balance table, so that it rolls back with the transaction. What a merge
// moved is remembered under its operation.
class TestHoldings : public Holdings {
 public:
  HeldValue held(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) override {
    HeldValue held;
    held.points.count = amount(transaction, merchant_id, "points/" + member_id.text());
    held.stored.minor = amount(transaction, merchant_id, "stored/" + member_id.text());
    return held;
  }
  Result<Done> move(db::Transaction& transaction, const HoldingsChange& change, MemberId from,
                    MemberId to) override {
    const std::int64_t moved = amount(transaction, change.merchant_id, "points/" + from.text());
    add(transaction, change.merchant_id, "points/" + from.text(), -moved);
    add(transaction, change.merchant_id, "points/" + to.text(), moved);
    add(transaction, change.merchant_id, "moved/" + change.operation_id.text(), moved);
    return Done{};
  }
  Result<Done> undo_move(db::Transaction& transaction, const HoldingsChange& change, MemberId from,
                         MemberId to) override {
    const std::string moves = "moved/" + change.operation_id.text();
    const std::int64_t moved = amount(transaction, change.merchant_id, moves);
    add(transaction, change.merchant_id, moves, -moved);
    add(transaction, change.merchant_id, "points/" + to.text(), -moved);
    add(transaction, change.merchant_id, "points/" + from.text(), moved);
    return Done{};
  }
  Result<Done> forfeit(db::Transaction& transaction, const HoldingsChange& change,
                       MemberId member_id) override {
    const std::string account = "points/" + member_id.text();
    add(transaction, change.merchant_id, account, -amount(transaction, change.merchant_id, account));
    return Done{};
  }

  static std::int64_t amount(db::Transaction& transaction, MerchantId merchant_id,
                             const std::string& account) {
    const db::Rows rows = transaction.query(test_amount, {merchant_id, account});
    return rows.empty() ? 0 : rows[0].integer(0);
  }
  static void add(db::Transaction& transaction, MerchantId merchant_id, const std::string& account,
                  std::int64_t amount) {
    transaction.execute(test_add, {merchant_id, account, amount});
  }

 private:
  static constexpr std::string_view kAmount =
      "SELECT amount FROM balance WHERE merchant_id = $1 AND account = $2";
  static constexpr std::string_view kAdd =
      "INSERT INTO balance (merchant_id, account, currency, amount) VALUES ($1, $2, 'PTS', $3) "
      "ON CONFLICT (merchant_id, account, currency) DO UPDATE SET amount = balance.amount + excluded.amount";
  static constexpr db::Statement test_amount{"test.amount", kAmount, kAmount};
  static constexpr db::Statement test_add{"test.add", kAdd, kAdd};
};

class TestShop : public test::EachEngine {
 public:
  static std::string raw_of(const db::Value& value) {
    if (value.is_null()) return "null";
    const auto& content = value.content();
    if (const auto* text = std::get_if<std::string>(&content)) return *text;
    if (const auto* bytes = std::get_if<db::Bytes>(&content)) return bytes->data;
    if (const auto* uuid = std::get_if<Uuid>(&content)) return std::string(uuid->begin(), uuid->end());
    return std::to_string(std::get<std::int64_t>(content));
  }

 protected:
  TestShop() {
    write([&](db::Transaction& transaction) { transaction.execute(insert_merchant, {merchant_id}); });
    router.authenticate_with([this](const http::Request&, http::Access) { return Result<Caller>(caller); });
    add_routes(router, services);
    caller = at_till();
  }

  void write(const std::function<void(db::Transaction&)>& flow) {
    auto done = store->write<Done>([&](db::Transaction& transaction) -> Result<Done> {
      flow(transaction);
      return Done{};
    });
    ASSERT_TRUE(done);
  }

  Caller at_till() {
    return {.merchant_id = merchant_id,
            .shop_id = {},
            .staff_id = random.new_id<StaffId>(clock.now()),
            .session_id = random.new_id<SessionId>(clock.now()),
            .till_id = random.new_id<TillId>(clock.now()),
            .rights = {Right::register_member}};
  }
  Caller in_office() {
    Caller person = at_till();
    person.till_id.reset();
    person.rights = {Right::register_member, Right::view_members};
    return person;
  }

  // A manager: at a till, or without one.
  Caller manager(bool in_office) {
    Caller person = in_office ? this->in_office() : at_till();
    person.rights = {Right::register_member, Right::view_members, Right::change_member};
    return person;
  }
  Actor actor() { return {merchant_id, caller.staff_id, caller.till_id, clock.now()}; }

  OperationId new_operation() { return random.new_id<OperationId>(clock.now()); }
  MemberId new_id() { return random.new_id<MemberId>(clock.now()); }

  MemberRegistration registration(std::string phone) {
    return {.phone = std::move(phone),
            .name = {},
            .birthday = {},
            .consent_version = "2026-11",
            .consent_at = clock.now()};
  }

  Result<MemberRecord> add(MemberId member_id, const MemberRegistration& wanted) {
    return store->write<MemberRecord>([&](db::Transaction& transaction) {
      const Registrar registrar{keys, random, merchant_id, caller.staff_id, clock.now()};
      return register_member(transaction, registrar, member_id, wanted);
    });
  }

  // The code of a refusal, or nothing of a success.
  template <class T>
  static std::string code_of(const Result<T>& result) {
    return result ? std::string() : result.refusal().code->code;
  }
  // One change in a transaction of its own.
  template <class... Arguments>
  std::string run(Result<Done> (*flow)(db::Transaction&, const Actor&, Arguments...),
                  std::type_identity_t<Arguments>... arguments) {
    return code_of(store->write<Done>(
        [&](db::Transaction& transaction) { return flow(transaction, actor(), arguments...); }));
  }
  MemberRecord find(MemberId member_id) {
    return store->read<MemberRecord>(
        [&](db::Transaction& transaction) { return *find_member(transaction, merchant_id, member_id); });
  }
  // Every row of a table, without the named columns, as text in order of the rows' content.
  std::vector<std::string> rows_of(const std::string& table, const std::string& columns) {
    const std::string text = "SELECT " + columns + " FROM " + table;
    const db::Statement every{"test.rows_of", text, text};
    return store->read<std::vector<std::string>>([&](db::Transaction& transaction) {
      std::vector<std::string> rows;
      for (const auto row : transaction.query(every, {})) {
        std::string line;
        for (const db::Value& value : row.values()) line += raw_of(value) + "|";
        rows.push_back(line);
      }
      std::sort(rows.begin(), rows.end());
      return rows;
    });
  }
  std::int64_t amount(const std::string& account) {
    return store->read<std::int64_t>([&](db::Transaction& transaction) {
      return TestHoldings::amount(transaction, merchant_id, account);
    });
  }
  void give(const std::string& account, std::int64_t more) {
    write([&](db::Transaction& transaction) { TestHoldings::add(transaction, merchant_id, account, more); });
  }

  http::Response call(const std::string& method, const std::string& path, const std::string& body = "",
                      const std::vector<std::pair<std::string, std::string>>& query = {}) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.query = query;
    request.body = body;
    return router.dispatch(request);
  }

  test::FakeClock clock;
  test::SeededRandom random;
  crypto::Keys keys = crypto::Keys::derive_from(crypto::Key{1, 2, 3});
  MerchantId merchant_id = random.new_id<MerchantId>(clock.now());
  crypto::Passwords passwords{crypto::PasswordCost::cheap()};
  TestHoldings holdings;
  Services services{.store = *store,
                    .clock = clock,
                    .random = random,
                    .keys = keys,
                    .passwords = passwords,
                    .points_of = [](db::Transaction&, MerchantId, MemberId) { return Points{77}; },
                    .expiring_of = {},
                    .staff_name_of = [](db::Transaction&, MerchantId,
                                        StaffId) { return std::optional<std::string>("店长"); },
                    .holdings = &holdings};
  Caller caller;
  http::Router router;
};

}  // namespace huiji::members
