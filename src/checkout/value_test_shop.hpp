// For the tests of value at the checkout: the shop of this room with recharges, holds, adjustments and jobs.
#pragma once

#include <gtest/gtest.h>

#include "checkout/checkout_errors.hpp"
#include "checkout/test_shop.hpp"
#include "wallet/allowance_flow.hpp"
#include "wallet/card_flow.hpp"
#include "wallet/jobs_flow.hpp"
#include "wallet/points_flow.hpp"
#include "wallet/rules_flow.hpp"
#include "wallet/statement_store.hpp"
#include "wallet/wallet_errors.hpp"

namespace huiji::checkout {

using wallet::AllowanceView;
using wallet::OperationReceipt;

class ValueShop : public test::EachEngine {
 protected:
  TestShop shop{*store};
  wallet::Services services{*store, shop.clock, shop.keys, {}};
  const PackageId recharge_package = test_id<PackageId>(40, 1);

  Caller at_till(int till, std::optional<StaffId> staff = {}) {
    Caller caller = shop.caller(till);
    caller.staff_id = staff.value_or(shop.cashier);
    return caller;
  }
  Caller in_office(StaffId staff) {
    return {shop.merchant_id, shop.shop_id, staff, {}, {}, {Right::change_member, Right::adjust_value}};
  }
  template <class T>
  Result<T> write(std::function<Result<T>(db::Transaction&)> flow) {
    return store->write<T>(std::move(flow));
  }
  template <class T>
  T read(std::function<T(db::Transaction&)> look) {
    return store->read<T>(std::move(look));
  }
  template <class IdType>
  IdType new_id() {
    return shop.random.new_id<IdType>(shop.clock.now());
  }

  void put_policy(const wallet::ValuePolicy& policy) {
    const auto done = write<wallet::VersionedValuePolicy>([&](db::Transaction& transaction) {
      const auto version = wallet::policy_now(transaction, shop.merchant_id).version;
      return wallet::put_policy(transaction, in_office(shop.manager), {version, policy}, shop.clock.now());
    });
    ASSERT_TRUE(done);
  }
  // 充 500 送 50.
  void add_package(int instalments = 1, Money price = {500'00}, Money bonus = {50'00}) {
    wallet::Package package;
    package.name = "充 500 送 50";
    package.price = price;
    package.bonus = bonus;
    package.instalments = instalments;
    const auto done = write<wallet::StoredPackage>([&](db::Transaction& transaction) {
      return wallet::put_package(transaction, in_office(shop.manager), recharge_package, {0, package},
                                 shop.clock.now());
    });
    ASSERT_TRUE(done);
  }
  Result<OperationReceipt> recharge(OperationId id, MemberId member, Money amount, bool package) {
    wallet::RechargeRequest request;
    request.member_id = member;
    if (package) request.package_id = recharge_package;
    request.amount = request.tendered = amount;
    request.happened_at = shop.clock.now();
    return write<OperationReceipt>([&](db::Transaction& transaction) {
      return wallet::recharge(transaction, services, at_till(0), id, request, shop.clock.now());
    });
  }
  CardId recharged(MemberId member, Money amount, bool package = false) {
    const auto receipt = recharge(new_id<OperationId>(), member, amount, package);
    HUIJI_CHECK(receipt);
    return *receipt->card_id;
  }
  Result<AllowanceView> ask(int till, wallet::AllowanceRequest request, std::optional<AllowanceId> id = {}) {
    const AllowanceId allowance_id = id ? *id : new_id<AllowanceId>();
    return write<AllowanceView>([&](db::Transaction& transaction) {
      return wallet::ask_allowance(transaction, services, at_till(till), allowance_id, request, {},
                                   shop.clock.now());
    });
  }
  Result<AllowanceView> hold_card(int till, CardId card, Money amount) {
    wallet::AllowanceRequest request;
    request.card_id = card;
    request.amount = amount.minor;
    return ask(till, request);
  }
  // A sale paid with the card as far as the allowance goes, the rest in cash.
  SaleRequest paid_by_card(int till, const std::vector<SaleLine>& lines, MemberId member,
                           const AllowanceView& allowance, std::optional<Money> part = {}) {
    SaleRequest request = shop.request(till, lines, member);
    const Money card = std::min(request.payable, part.value_or(Money{allowance.amount}));
    Tender tender;
    tender.kind = TenderKind::stored_value;
    tender.amount = tender.tendered = card;
    tender.allowance_id = allowance.allowance_id;
    request.tenders = {tender};
    const Money bonus{mul_div(allowance.bonus.minor, card.minor, allowance.amount, Rounding::down)};
    if (bonus.minor > 0) {
      if (!request.facts) request.facts = TillFacts{};
      request.facts->bonus_tender = bonus;
      const auto tenders = request.tenders;
      request = shop.priced(request);
      request.tenders = tenders;
    }
    const Money rest = request.payable - card;
    if (rest.minor > 0) request.tenders.push_back({TenderKind::cash, rest, rest, {}});
    return request;
  }
  wallet::CardView card(CardId card_id) {
    return read<wallet::CardView>([&](db::Transaction& transaction) {
      return wallet::view_of(transaction, shop.merchant_id,
                             *wallet::find_card(transaction, shop.merchant_id, card_id), shop.clock.now());
    });
  }
  Money value_of(CardId card_id) {
    const wallet::CardView view = card(card_id);
    return view.principal + view.bonus;
  }
  wallet::Adjustment adjust(MemberId member, std::int64_t change,
                            wallet::Asset asset = wallet::Asset::points) {
    const auto done = write<wallet::Adjustment>([&](db::Transaction& transaction) {
      return wallet::adjust(transaction, in_office(shop.manager), new_id<OperationId>(),
                            {member, asset, change, "测试"}, shop.clock.now());
    });
    HUIJI_CHECK(done);
    return *done;
  }
  void run_jobs() {
    wallet::run_jobs(*store, shop.clock, shop.merchant_id, wallet::JobPace(2),
                     [](const wallet::JobProgress&) { return true; });
  }
};

}  // namespace huiji::checkout
