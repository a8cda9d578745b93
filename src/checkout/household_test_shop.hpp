// For the tests of households: the shop of value with four members, and ways to put them together.
#pragma once

#include "checkout/value_test_shop.hpp"
#include "members/close_flow.hpp"
#include "members/merge_flow.hpp"
#include "members/register_flow.hpp"
#include "wallet/household_errors.hpp"
#include "wallet/household_flow.hpp"
#include "wallet/member_holdings_store.hpp"

namespace huiji::checkout {

using wallet::HouseholdChange;
using wallet::HouseholdId;
using wallet::HouseholdStep;

class HouseholdShop : public ValueShop {
 protected:
  std::vector<MemberId> people = {shop.members[0], shop.members[1], test_id<MemberId>(5, 3),
                                  test_id<MemberId>(5, 4)};
  const HouseholdId home = test_id<HouseholdId>(41, 1), other = test_id<HouseholdId>(41, 2);
  wallet::MemberHoldings holdings;
  crypto::Passwords passwords{crypto::PasswordCost::cheap()};

  void SetUp() override {
    for (int i = 2; i < 4; ++i)
      ASSERT_TRUE(write<Done>([&](db::Transaction& transaction) -> Result<Done> {
        const members::Registrar registrar{shop.keys, shop.random, shop.merchant_id, shop.cashier,
                                           shop.clock.now()};
        members::MemberRegistration wanted{
            "1370000000" + std::to_string(i), {}, {}, "2026-11", shop.clock.now()};
        auto member =
            members::register_member(transaction, registrar, people[std::size_t(i)], std::move(wanted));
        if (!member) return member.refusal();
        return Done{};
      }));
  }
  members::Services member_services() {
    return {*store, shop.clock, shop.random, shop.keys, passwords, {}, {}, {}, &holdings};
  }
  members::Actor actor() { return {shop.merchant_id, shop.manager, {}, shop.clock.now()}; }

  Result<OperationReceipt> change(HouseholdId household, MemberId member, HouseholdStep step,
                                  std::optional<OperationId> id = {}) {
    return write<OperationReceipt>([&](db::Transaction& transaction) {
      return wallet::change_household(transaction, in_office(shop.manager), id ? *id : new_id<OperationId>(),
                                      {household, member, step, "家人同意", {}, {}}, {}, shop.clock.now());
    });
  }
  Result<OperationReceipt> join(MemberId member, HouseholdId household) {
    return change(household, member, HouseholdStep::join);
  }
  Result<OperationReceipt> leave(MemberId member, HouseholdId household) {
    return change(household, member, HouseholdStep::leave);
  }
  std::optional<wallet::Household> household_of(MemberId member) {
    return read<Result<wallet::HouseholdOf>>([&](db::Transaction& transaction) {
             return wallet::household_view(transaction, shop.keys, shop.merchant_id, member,
                                           shop.clock.now());
           })
        ->household;
  }
  std::int64_t held(const std::string& account) {
    return read<std::int64_t>([&](db::Transaction& transaction) {
      return ledger::held(transaction, shop.merchant_id, account, ledger::Currency::PTS);
    });
  }
  std::int64_t own(MemberId member) { return held(ledger::points_account(member)); }
  std::int64_t pool(HouseholdId household) { return held(wallet::pool_account(household)); }
  wallet::Wallet wallet_of(MemberId member) {
    return *read<Result<wallet::Wallet>>([&](db::Transaction& transaction) {
      return wallet::wallet_of(transaction, shop.merchant_id, member, shop.clock.now());
    });
  }
  // 100 points are worth one yuan; at most half of the basket.
  void allow_points() {
    promotions::PricingPolicy policy;
    policy.points_per_yuan = 1;
    policy.points_payment = pricing::PointsPayment{100, {100}, {}, {5000}, {}};
    shop.change_policy(policy);
  }
  Result<AllowanceView> hold_points(MemberId member, std::int64_t points) {
    wallet::AllowanceRequest request;
    request.member_id = member;
    request.amount = points;
    return ask(0, request);
  }
  Receipt sold_with(MemberId member, const AllowanceView& allowance, std::vector<SaleLine> lines) {
    SaleRequest request = shop.request(0, std::move(lines), member);
    request.facts = TillFacts{};
    request.facts->points = request.facts->spend_points = Points{allowance.amount};
    request.facts->point_allowances = {allowance.allowance_id};
    const auto receipt = shop.sell(0, shop.new_id(), shop.priced(std::move(request)));
    HUIJI_CHECK(receipt);
    return *receipt;
  }
};

}  // namespace huiji::checkout
