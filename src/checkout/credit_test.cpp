// Selling on account 挂账, on both engines: the limit holds between two tills, a return lowers the debt
// first, what is paid goes to the oldest bill, and what is written down needs a second person
// (product.md 1.8, its pain: an offline limit that nobody enforces).
#include "checkout/totals_store.hpp"
#include "checkout/value_test_shop.hpp"
#include "checkout/verify_store.hpp"
#include "wallet/credit_errors.hpp"
#include "wallet/credit_flow.hpp"
#include "wallet/member_holdings_store.hpp"

namespace huiji::checkout {
namespace {

using wallet::CreditAccount;
using wallet::CreditState;

class Credit : public ValueShop {
 protected:
  const MemberId debtor = shop.members[0];

  Result<CreditAccount> put_credit(wallet::CreditDraft draft) {
    return write<CreditAccount>([&](db::Transaction& transaction) {
      return wallet::put_credit(transaction, in_office(shop.manager), debtor, draft, shop.clock.now());
    });
  }
  void open(Money limit, int terms_days = 30) {
    ASSERT_TRUE(put_credit({account().version, {CreditState::open, limit, terms_days, "单位食堂"}}));
  }
  CreditAccount account() {
    const auto found = read<Result<CreditAccount>>([&](db::Transaction& transaction) {
      return wallet::look_at_credit(transaction, in_office(shop.manager), debtor, shop.clock.now());
    });
    HUIJI_CHECK(found);
    return *found;
  }
  Result<AllowanceView> hold_credit(int till, Money amount,
                                    wallet::AllowanceUse use = wallet::AllowanceUse::hold) {
    wallet::AllowanceRequest wanted;
    wanted.use = use;
    wanted.member_id = debtor;
    wanted.asset = wallet::Asset::receivable;
    wanted.amount = amount.minor;
    return ask(till, wanted);
  }
  SaleRequest on_account(int till, const std::vector<SaleLine>& lines, const AllowanceView& held) {
    SaleRequest request = shop.request(till, lines, debtor);
    Tender tender;
    tender.kind = TenderKind::on_account;
    tender.amount = tender.tendered = std::min(request.payable, Money{held.amount});
    tender.allowance_id = held.allowance_id;
    request.tenders = {tender};
    const Money rest = request.payable - tender.amount;
    if (rest.minor > 0) request.tenders.push_back({TenderKind::cash, rest, rest, {}});
    return request;
  }
  Receipt sold(const std::vector<SaleLine>& lines, SaleId sale_id) {
    const auto held = hold_credit(0, {200'00});
    HUIJI_CHECK(held);
    const auto receipt = shop.sell(0, sale_id, on_account(0, lines, *held));
    HUIJI_CHECK(receipt);
    return *receipt;
  }
  Result<OperationReceipt> pay(Money amount, std::optional<OperationId> id = {}) {
    const OperationId operation_id = id ? *id : new_id<OperationId>();
    return write<OperationReceipt>([&](db::Transaction& transaction) {
      return wallet::pay_credit(transaction, at_till(0), operation_id,
                                {debtor, amount, amount, shop.clock.now()}, shop.clock.now());
    });
  }
  wallet::ReceivableList receivables() {
    return read<wallet::ReceivableList>([&](db::Transaction& transaction) {
      const Date today = wallet::place_of(transaction, in_office(shop.manager), shop.clock.now()).today;
      return wallet::receivables(transaction, shop.keys, shop.merchant_id, today);
    });
  }
  template <class T>
  void expect_refused(const Result<T>& result, const ErrorCode& code) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.refusal().code->code, std::string(code.code));
  }
};

TEST_P(Credit, NeedsAnAccountThatIsOpen) {
  expect_refused(hold_credit(0, {1}), wallet::credit_none);
  open({100'00});
  EXPECT_EQ(account().available, Money{100'00});
  ASSERT_TRUE(put_credit({1, {CreditState::frozen, {100'00}, 30, "拖欠"}}));
  expect_refused(hold_credit(0, {1}), wallet::credit_not_open);
  EXPECT_EQ(account().available, Money{});
  expect_refused(put_credit({1, {CreditState::open, {1}, 30, ""}}), wallet::changed_meanwhile);
  const auto again = put_credit({1, {CreditState::frozen, {100'00}, 30, "拖欠"}});  // the reply was lost
  ASSERT_TRUE(again);
  EXPECT_EQ(again->version, 2);
}

TEST_P(Credit, HoldsItsLimitBetweenTwoTills) {
  open({100'00});
  const auto first = hold_credit(0, {60'00});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->asset, wallet::Asset::receivable);
  expect_refused(hold_credit(1, {60'00}), wallet::credit_limit_reached);
  expect_refused(hold_credit(1, {1}, wallet::AllowanceUse::lease), wallet::credit_not_leased);
  ASSERT_TRUE(hold_credit(1, {40'00}));
  EXPECT_EQ(account().available, Money{});
  EXPECT_EQ(account().reserved, Money{100'00});
}

TEST_P(Credit, IsLeasedForOfflineTimeUpToThePolicy) {
  open({100'00});
  wallet::ValuePolicy policy;
  policy.lease_credit = {30'00};
  put_policy(policy);
  const auto lease = hold_credit(0, {500'00}, wallet::AllowanceUse::lease);
  ASSERT_TRUE(lease);
  EXPECT_EQ(lease->amount, 30'00);
  expect_refused(hold_credit(1, {70'01}), wallet::credit_limit_reached);
}

TEST_P(Credit, OwesWhatWasChargedAndEarnsPoints) {
  open({500'00});
  const SaleId sale_id = shop.new_id();
  const Receipt receipt = sold({line(1, 2)}, sale_id);
  EXPECT_EQ(receipt.tenders[0].kind, TenderKind::on_account);
  EXPECT_EQ(account().owed, receipt.payable);
  EXPECT_EQ(account().reserved, Money{});
  EXPECT_GT(receipt.points.count, 0);
  const DayTotals day = read<DayTotals>([&](db::Transaction& transaction) {
    return day_totals(transaction, shop.merchant_id, receipt.business_day);
  });
  EXPECT_EQ(day.on_account, receipt.payable);
  EXPECT_EQ(day.ledger_cash, Money{});
  EXPECT_TRUE(day.agrees);
  shop.expect_sound();
}

TEST_P(Credit, IsRefusedWithoutMemberOrRight) {
  open({500'00});
  const auto held = hold_credit(0, {200'00});
  ASSERT_TRUE(held);
  SaleRequest request = on_account(0, {line(1, 1)}, *held);
  request.member_id.reset();
  expect_refused(shop.sell(0, shop.new_id(), request), sale_account_member);
  request = on_account(0, {line(1, 1)}, *held);
  request.tenders.push_back(request.tenders[0]);
  request.tenders[0].amount.minor -= 1, request.tenders[0].tendered.minor -= 1;
  request.tenders[1].amount = request.tenders[1].tendered = {1};
  expect_refused(shop.sell(0, shop.new_id(), request), sale_tender_wrong);
  request = on_account(1, {line(1, 1)}, *held);  // another till's
  expect_refused(shop.sell(1, shop.new_id(), request), wallet::allowance_unknown);
}

TEST_P(Credit, IsLoweredFirstWhenGoodsComeBack) {
  open({5'00});
  const auto held = hold_credit(0, {5'00});
  ASSERT_TRUE(held);
  const SaleId sale_id = shop.new_id();
  const auto sale = shop.sell(0, sale_id, on_account(0, {line(1, 4)}, *held));
  ASSERT_TRUE(sale) << sale.refusal().text(false);
  ASSERT_EQ(sale->tenders.size(), 2u);
  Money on_account, cash;
  for (int i = 0; i < 4; ++i) {
    const auto back = shop.take_back(0, shop.new_id(), shop.give_back(0, sale_id, {{1, pieces(1)}}));
    ASSERT_TRUE(back) << back.refusal().text(false);
    for (const Tender& tender : back->tenders) {
      if (tender.kind == TenderKind::cash) {
        EXPECT_EQ(account().owed, Money{}) << "the debt comes first";
      }
      (tender.kind == TenderKind::cash ? cash : on_account) += tender.amount;
    }
  }
  EXPECT_EQ(on_account, Money{5'00});
  EXPECT_EQ(on_account + cash, sale->payable);
  EXPECT_EQ(account().owed, Money{});
  shop.expect_sound();
}

TEST_P(Credit, IsPaidOldestBillFirst) {
  open({500'00}, 30);
  const SaleId first_id = shop.new_id();
  const Money first = sold({line(1, 2)}, first_id).payable;
  shop.clock.advance(40 * kDay_ms);
  const Money second = sold({line(1, 3)}, shop.new_id()).payable;
  CreditAccount now = account();
  ASSERT_EQ(now.charges.size(), 2u);
  EXPECT_EQ(now.charges[0].open, first);
  EXPECT_EQ(now.overdue, first);
  EXPECT_EQ(now.charges[0].due_on.days, now.charges[0].business_day.days + 30);
  EXPECT_TRUE(now.charges[0].number);
  const auto list = receivables();
  ASSERT_EQ(list.receivables.size(), 1u);
  EXPECT_EQ(list.receivables[0].ageing.to_30, second);
  EXPECT_EQ(list.receivables[0].ageing.to_60, first);
  EXPECT_EQ(list.total.overdue, first);

  const OperationId id = new_id<OperationId>();
  shop.clock.advance(kMinute_ms);
  for (int sent = 0; sent < 2; ++sent) {  // once, whatever is lost
    const auto paid = pay(first, id);
    ASSERT_TRUE(paid);
    EXPECT_EQ(paid->cash, first);
    EXPECT_EQ(paid->changes[0].after, second.minor);
  }
  now = account();
  ASSERT_EQ(now.charges.size(), 1u);
  EXPECT_EQ(now.charges[0].open, second);
  EXPECT_EQ(now.overdue, Money{});
  expect_refused(pay(second + Money{1}), wallet::credit_not_owed);

  const auto statement = read<wallet::CreditStatement>([&](db::Transaction& transaction) {
    return wallet::credit_statement(transaction, shop.merchant_id, debtor, "");
  });
  ASSERT_EQ(statement.lines.size(), 3u);
  EXPECT_EQ(statement.lines[0].reason, "credit_payment");
  EXPECT_EQ(statement.lines[0].change, -first);
  EXPECT_EQ(statement.lines[0].after, second);
  EXPECT_EQ(statement.lines[2].change, first);
  EXPECT_TRUE(statement.lines[2].due_on);
  // The goods of the paid bill come back: the shop owes the customer, who may charge so much more.
  const auto back = shop.take_back(0, shop.new_id(), shop.give_back(0, first_id, {{1, pieces(2)}}));
  ASSERT_TRUE(back);
  EXPECT_EQ(account().owed, second - first);
  shop.expect_sound();
}

TEST_P(Credit, IsWrittenDownByTwoPersonsAboveTheLimitOfOne) {
  open({500'00});
  const Money owes = sold({line(1, 2)}, shop.new_id()).payable;
  const wallet::Adjustment waiting = adjust(debtor, -owes.minor, wallet::Asset::receivable);
  EXPECT_EQ(waiting.state, wallet::AdjustmentState::waiting);
  EXPECT_EQ(account().owed, owes);
  const auto same = write<wallet::Adjustment>([&](db::Transaction& transaction) {
    return wallet::decide_adjustment(transaction, in_office(shop.manager), waiting.operation_id, {true},
                                     shop.clock.now());
  });
  expect_refused(same, wallet::second_person_same);
  const auto done = write<wallet::Adjustment>([&](db::Transaction& transaction) {
    return wallet::decide_adjustment(transaction, in_office(shop.cashier), waiting.operation_id, {true},
                                     shop.clock.now());
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(done->receipt->kind, wallet::OperationKind::adjust_credit);
  EXPECT_EQ(account().owed, Money{});
  wallet::ValuePolicy policy;
  policy.write_down_alone = {1'00};
  put_policy(policy);
  EXPECT_EQ(adjust(debtor, 1'00, wallet::Asset::receivable).state, wallet::AdjustmentState::done);
  EXPECT_EQ(account().owed, Money{1'00});
  shop.expect_sound();
}

TEST_P(Credit, KeepsAMemberWhoOwesFromClosingAndMerging) {
  open({500'00});
  sold({line(1, 1)}, shop.new_id());
  wallet::MemberHoldings holdings;
  const members::HoldingsChange change{shop.merchant_id, new_id<OperationId>(), shop.manager,
                                       shop.clock.now()};
  expect_refused(write<Done>([&](db::Transaction& transaction) {
                   return holdings.move(transaction, change, debtor, shop.members[1]);
                 }),
                 wallet::credit_still_owed);
  expect_refused(write<Done>([&](db::Transaction& transaction) {
                   return holdings.forfeit(transaction, change, debtor);
                 }),
                 wallet::credit_still_owed);
  expect_refused(put_credit({1, {CreditState::closed, {}, 30, ""}}), wallet::credit_still_owed);
}

// The hold had ended and another till took the credit meanwhile: the goods have left, so it is owed, and
// verify names it.
TEST_P(Credit, OwesALateSaleAllTheSame) {
  open({10'00});
  const auto held = hold_credit(0, {10'00});
  ASSERT_TRUE(held);
  const SaleRequest late = on_account(0, {line(1, 2)}, *held);
  shop.clock.advance(kHour_ms);
  ASSERT_TRUE(write<int>([&](db::Transaction& transaction) -> Result<int> {
    return wallet::free_overdue_holds(transaction, shop.merchant_id, shop.clock.now(), 100);
  }));
  const auto other = hold_credit(1, {10'00});
  ASSERT_TRUE(other);
  ASSERT_TRUE(shop.sell(1, shop.new_id(), on_account(1, {line(1, 2)}, *other)));
  ASSERT_TRUE(shop.sell(0, shop.new_id(), late));
  EXPECT_GT(account().owed, Money{10'00});
  const VerifyReport report =
      read<VerifyReport>([](db::Transaction& transaction) { return verify(transaction); });
  EXPECT_EQ(report.found, 0);
  ASSERT_EQ(report.notices.size(), 1u);
  EXPECT_STREQ(report.notices[0].check->name, "credit_over_limit");
}

// 充值套餐的门店范围: such value lies on a card of its own and pays in those shops alone.
TEST_P(Credit, ACardOfSomeShopsPaysOnlyThere) {
  wallet::Package package;
  package.name = "总店专享 100 送 10";
  package.price = {100'00};
  package.bonus = {10'00};
  package.shops = {test_id<ShopId>(77, 1)};
  ASSERT_TRUE(write<wallet::StoredPackage>([&](db::Transaction& transaction) {
    return wallet::put_package(transaction, in_office(shop.manager), recharge_package, {0, package},
                               shop.clock.now());
  }));
  const CardId anywhere = recharged(debtor, {20'00});
  const CardId elsewhere = recharged(debtor, {100'00}, true);
  EXPECT_NE(anywhere, elsewhere);
  EXPECT_EQ(recharged(debtor, {100'00}, true), elsewhere);
  EXPECT_EQ(recharged(debtor, {5'00}), anywhere);
  expect_refused(hold_card(0, elsewhere, {1'00}), wallet::card_elsewhere);
  EXPECT_TRUE(hold_card(0, anywhere, {1'00}));
  shop.expect_sound();
}

// The till's own hold does not help: a till that was moved, or a card that was narrowed meanwhile.
TEST_P(Credit, ASaleIsRefusedThatIsPaidWithACardOfOtherShops) {
  const CardId card_id = recharged(debtor, {20'00});
  const auto held = hold_card(0, card_id, {10'00});
  ASSERT_TRUE(held);
  const SaleRequest request = paid_by_card(0, {line(3, 4)}, debtor, *held);
  shop.run(R"(UPDATE card SET shops = '{"shops":[")" + test_id<ShopId>(77, 1).text() + R"("]}')");
  expect_refused(shop.sell(0, shop.new_id(), request), wallet::card_elsewhere);
  EXPECT_EQ(value_of(card_id), Money{20'00});
  shop.expect_sound();
}

HUIJI_ON_EACH_ENGINE(Credit);

}  // namespace
}  // namespace huiji::checkout
