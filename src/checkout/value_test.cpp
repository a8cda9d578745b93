// Members' value and the checkout together, on both engines: recharge, pay with a card, give back, points,
// tiers, allowances, adjustments, expiry. After each story verify finds nothing.
#include "checkout/totals_store.hpp"
#include "checkout/value_test_shop.hpp"
#include "wallet/cash_out_flow.hpp"

namespace huiji::checkout {
namespace {

class Value : public ValueShop {};

TEST_P(Value, ARechargeWithBonusPaysAndComesBack) {
  add_package();
  const CardId id = recharged(shop.members[0], {500'00}, true);
  EXPECT_EQ(card(id).principal, Money{500'00});
  EXPECT_EQ(card(id).bonus, Money{50'00});
  const auto hold = hold_card(0, id, {110'00});
  ASSERT_TRUE(hold);
  EXPECT_EQ(hold->bonus, Money{10'00});
  EXPECT_EQ(card(id).available, Money{440'00});

  const SaleRequest request = paid_by_card(0, {line(5, 6)}, shop.members[0], *hold);
  const SaleId sale_id = shop.new_id();
  const auto receipt = shop.sell(0, sale_id, request);
  ASSERT_TRUE(receipt) << receipt.refusal().text(false);
  const Money paid = receipt->tenders[0].amount;
  EXPECT_EQ(*receipt->tenders[0].principal + receipt->tenders[0].bonus.value_or(Money{}), paid);
  EXPECT_EQ(value_of(id), Money{550'00} - paid);
  EXPECT_EQ(card(id).available, value_of(id));  // the hold ended with the sale
  shop.expect_sound();

  // Sent again: the same receipt, nothing moved.
  EXPECT_TRUE(shop.sell(0, sale_id, request));
  EXPECT_EQ(value_of(id), Money{550'00} - paid);

  const auto back = shop.take_back(1, shop.new_id(), shop.give_back(1, sale_id, {{1, pieces(2)}}));
  ASSERT_TRUE(back) << back.refusal().text(false);
  EXPECT_EQ(back->tenders[0].kind, TenderKind::stored_value);
  EXPECT_EQ(value_of(id), Money{550'00} - paid + back->payable);
  shop.expect_sound();
  const auto rest = shop.take_back(0, shop.new_id(), shop.give_back(0, sale_id, {{1, pieces(4)}}));
  ASSERT_TRUE(rest);
  EXPECT_EQ(card(id).principal, Money{500'00});
  EXPECT_EQ(card(id).bonus, Money{50'00});
  shop.expect_sound();
}

TEST_P(Value, AMixedTenderGoesBackToTheCardFirstAndNeverMoreThanItPaid) {
  const CardId id = recharged(shop.members[0], {3'00});
  const auto hold = hold_card(0, id, {3'00});
  ASSERT_TRUE(hold);
  const SaleRequest request = paid_by_card(0, {line(3, 4)}, shop.members[0], *hold);
  ASSERT_EQ(request.tenders.size(), 2u);
  const SaleId sale_id = shop.new_id();
  ASSERT_TRUE(shop.sell(0, sale_id, request));
  EXPECT_EQ(value_of(id), Money{});
  Money cash_back;
  for (int i = 0; i < 4; ++i) {
    const auto back = shop.take_back(0, shop.new_id(), shop.give_back(0, sale_id, {{1, pieces(1)}}));
    ASSERT_TRUE(back) << back.refusal().text(false);
    for (const Tender& tender : back->tenders)
      if (tender.kind == TenderKind::cash) cash_back += tender.amount;
    shop.expect_sound();
  }
  EXPECT_EQ(value_of(id), Money{3'00});
  EXPECT_EQ(cash_back, request.tenders[1].amount);
}

TEST_P(Value, TwoTillsCannotSpendTheSameMoney) {
  const CardId id = recharged(shop.members[0], {100'00});
  ASSERT_TRUE(hold_card(0, id, {70'00}));
  const auto second = hold_card(1, id, {31'00});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.refusal().code->code, std::string("wallet.too_little"));
  EXPECT_TRUE(hold_card(1, id, {30'00}));
  shop.expect_sound();
}

TEST_P(Value, ATillSpendsOnlyItsOwnAllowanceAndNotMoreThanThat) {
  const CardId id = recharged(shop.members[0], {100'00});
  const auto hold = hold_card(1, id, {2'00});
  ASSERT_TRUE(hold);
  SaleRequest request = paid_by_card(0, {line(0, 1)}, shop.members[0], *hold, Money{1'99});
  EXPECT_EQ(shop.sell(0, shop.new_id(), request).refusal().code->code,
            std::string("wallet.allowance_unknown"));
  const auto own = hold_card(0, id, {1'00});
  request = paid_by_card(0, {line(0, 1)}, shop.members[0], *own, Money{1'99});
  EXPECT_EQ(shop.sell(0, shop.new_id(), request).refusal().code->code, std::string("wallet.too_little"));
  Tender minted;  // ospos #4674: a negative tender mints value
  minted.kind = TenderKind::stored_value;
  minted.amount = minted.tendered = {-5'00};
  minted.allowance_id = own->allowance_id;
  request.tenders = {minted, {TenderKind::cash, {6'99}, {6'99}, {}}};
  EXPECT_EQ(shop.sell(0, shop.new_id(), request).refusal().code->code, std::string("sale.tender_wrong"));
  EXPECT_EQ(value_of(id), Money{100'00});
  shop.expect_sound();
}

TEST_P(Value, AHoldEndsAtItsDeadlineAndALateSaleTakesWhatIsFree) {
  const CardId id = recharged(shop.members[0], {10'00});
  const auto late = hold_card(0, id, {8'00});
  ASSERT_TRUE(late);
  shop.clock.advance(16 * kMinute_ms);
  const auto freed = write<int>([&](db::Transaction& transaction) -> Result<int> {
    return wallet::free_overdue_holds(transaction, shop.merchant_id, shop.clock.now(), 10);
  });
  EXPECT_EQ(*freed, 1);
  EXPECT_EQ(card(id).available, Money{10'00});
  const auto other = hold_card(1, id, {7'00});
  ASSERT_TRUE(other);
  // The first till journalled its sale before the deadline and delivers it now: 3 yuan are free, the rest is
  // the till's shortage; what the other till was promised stays.
  const SaleRequest request = paid_by_card(0, {line(1, 4)}, shop.members[0], *late, Money{4'00});
  const auto receipt = shop.sell(0, shop.new_id(), request);
  ASSERT_TRUE(receipt) << receipt.refusal().text(false);
  EXPECT_EQ(receipt->tenders[0].principal, Money{3'00});
  EXPECT_EQ(receipt->tenders[0].shortage, Money{1'00});
  EXPECT_TRUE(
      shop.sell(1, shop.new_id(), paid_by_card(1, {line(1, 4)}, shop.members[0], *other, Money{7'00})));
  EXPECT_EQ(value_of(id), Money{});
  shop.expect_sound();
}

TEST_P(Value, ALeaseIsSpentInPartsAndOnlyByItsTill) {
  wallet::ValuePolicy policy;
  policy.lease_stored = {20'00};
  put_policy(policy);
  const CardId id = recharged(shop.members[0], {50'00});
  wallet::AllowanceRequest wanted;
  wanted.use = wallet::AllowanceUse::lease;
  wanted.card_id = id;
  wanted.amount = 99'00;
  const auto lease = ask(0, wanted);
  ASSERT_TRUE(lease) << lease.refusal().text(false);
  EXPECT_EQ(lease->amount, 20'00);
  EXPECT_EQ(card(id).available, Money{30'00});
  shop.clock.advance(48 * kHour_ms);  // long past its end: only the till itself, or a person, frees it
  const auto freed = write<int>([&](db::Transaction& transaction) -> Result<int> {
    return wallet::free_overdue_holds(transaction, shop.merchant_id, shop.clock.now(), 10);
  });
  EXPECT_EQ(*freed, 0);
  ASSERT_TRUE(
      shop.sell(0, shop.new_id(), paid_by_card(0, {line(0, 1)}, shop.members[0], *lease, Money{1'80})));
  ASSERT_TRUE(
      shop.sell(0, shop.new_id(), paid_by_card(0, {line(0, 1)}, shop.members[0], *lease, Money{1'80})));
  EXPECT_EQ(card(id).available, Money{30'00});
  EXPECT_EQ(value_of(id), Money{50'00 - 3'60});
  const auto released = write<AllowanceView>([&](db::Transaction& transaction) {
    return wallet::release_allowance(transaction, at_till(0), lease->allowance_id, shop.clock.now());
  });
  ASSERT_TRUE(released);
  EXPECT_EQ(released->spent, 3'60);
  EXPECT_EQ(card(id).available, value_of(id));
  shop.expect_sound();
}

TEST_P(Value, ByDefaultNothingIsLeased) {
  const CardId id = recharged(shop.members[0], {50'00});
  wallet::AllowanceRequest wanted;
  wanted.use = wallet::AllowanceUse::lease;
  wanted.card_id = id;
  wanted.amount = 1;
  EXPECT_EQ(ask(0, wanted).refusal().code->code, std::string("wallet.lease_not_allowed"));
}

TEST_P(Value, TheLimitsOfTheLawAreKept) {
  recharged(shop.members[0], {4999'00});
  const auto over = recharge(new_id<OperationId>(), shop.members[0], {1'01}, false);
  ASSERT_FALSE(over);
  EXPECT_EQ(over.refusal().code->code, std::string("wallet.over_limit"));
  EXPECT_TRUE(recharge(new_id<OperationId>(), shop.members[0], {1'00}, false));
  shop.expect_sound();
}

TEST_P(Value, APackageThatNoCardCouldHoldIsRefused) {
  wallet::Package package;
  package.name = "充 4800 送 300";
  package.price = {4800'00};
  package.bonus = {300'00};
  const auto refused = write<wallet::StoredPackage>([&](db::Transaction& transaction) {
    return wallet::put_package(transaction, in_office(shop.manager), recharge_package, {0, package},
                               shop.clock.now());
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code->code, std::string("wallet.over_limit"));
}

TEST_P(Value, WithoutAPolicyTheMerchantsMonthsHoldForEveryPoint) {
  shop.run("UPDATE merchant SET points_valid_months = 3");
  adjust(shop.members[0], 10);
  shop.sold(0, {line(6, 1)}, shop.members[0]);
  EXPECT_EQ(shop.number("SELECT count(DISTINCT expires_on) FROM lot"), 1);
  shop.expect_sound();
}

TEST_P(Value, ARechargeSentTwiceIsOne) {
  const OperationId id = new_id<OperationId>();
  const auto first = recharge(id, shop.members[0], {100'00}, false);
  const auto again = recharge(id, shop.members[0], {100'00}, false);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(wire::to_json(*first), wire::to_json(*again));
  EXPECT_EQ(value_of(*first->card_id), Money{100'00});
  EXPECT_EQ(recharge(id, shop.members[0], {101'00}, false).refusal().code->code,
            std::string("wallet.id_reused"));
}

TEST_P(Value, PayingOutFollowsTheRatioAndClosesTheCard) {
  add_package(1, {3000'00}, {1000'00});
  const CardId id = recharged(shop.members[0], {3000'00}, true);
  // Spend 3594.00 of it.
  wallet::AllowanceRequest wanted;
  wanted.card_id = id;
  wanted.amount = 3594'00;
  const auto hold = ask(0, wanted);
  ASSERT_TRUE(hold);
  SaleRequest request = shop.request(0, {line(9, 1), line(8, 400)}, shop.members[0]);
  ASSERT_GE(request.payable, Money{3594'00}) << request.payable.minor;
  request = paid_by_card(0, {line(9, 1), line(8, 400)}, shop.members[0], *hold, Money{3594'00});
  ASSERT_TRUE(shop.sell(0, shop.new_id(), request));
  EXPECT_EQ(card(id).principal, Money{304'50});
  const auto quoted = read<Result<wallet::CashOutQuote>>([&](db::Transaction& transaction) {
    return wallet::quote(transaction, shop.merchant_id, id, shop.clock.now());
  });
  ASSERT_TRUE(quoted);
  EXPECT_EQ(quoted->payable_shop_cause, Money{304'50});
  const auto pay = [&](Money amount) {
    return write<OperationReceipt>([&](db::Transaction& transaction) {
      return wallet::cash_out(transaction, at_till(0), new_id<OperationId>(),
                              {id, wallet::ReturnCause::shop, amount, "停业", shop.clock.now()},
                              shop.clock.now());
    });
  };
  EXPECT_EQ(pay({304'51}).refusal().code->code, std::string("wallet.quote_differs"));
  const auto paid = pay({304'50});
  ASSERT_TRUE(paid) << paid.refusal().text(false);
  EXPECT_EQ(paid->cash, Money{-304'50});
  EXPECT_EQ(value_of(id), Money{});
  EXPECT_EQ(card(id).state, wallet::CardState::closed);
  EXPECT_FALSE(hold_card(0, id, {1}));
  shop.expect_sound();
}

TEST_P(Value, AdjustmentsAboveTheLimitWaitForSomebodyElse) {
  EXPECT_EQ(adjust(shop.members[0], 1000).state, wallet::AdjustmentState::done);
  EXPECT_EQ(shop.points(shop.members[0]), Points{1000});
  const auto waiting = adjust(shop.members[0], 1001);
  EXPECT_EQ(waiting.state, wallet::AdjustmentState::waiting);
  EXPECT_EQ(shop.points(shop.members[0]), Points{1000});
  const auto decide = [&](StaffId staff, bool approve) {
    return write<wallet::Adjustment>([&](db::Transaction& transaction) {
      return wallet::decide_adjustment(transaction, in_office(staff), waiting.operation_id, {approve},
                                       shop.clock.now());
    });
  };
  EXPECT_EQ(decide(shop.manager, true).refusal().code->code, std::string("wallet.second_person_same"));
  ASSERT_TRUE(decide(shop.cashier, true));
  EXPECT_TRUE(decide(shop.cashier, true));  // twice is once
  EXPECT_FALSE(decide(shop.cashier, false));
  EXPECT_EQ(shop.points(shop.members[0]), Points{2001});
  adjust(shop.members[0], -500);
  EXPECT_EQ(shop.points(shop.members[0]), Points{1501});
  shop.expect_sound();
}

// Found by the simulator (P1_retries): the retry said another time, and a decision lost its receipt.
TEST_P(Value, AnAdjustmentSentTwiceIsAnsweredTheSame) {
  const auto send = [&](OperationId id, std::int64_t change) {
    const auto done = write<wallet::Adjustment>([&](db::Transaction& transaction) {
      return wallet::adjust(transaction, in_office(shop.manager), id,
                            {shop.members[0], wallet::Asset::points, change, "测试"}, shop.clock.now());
    });
    HUIJI_CHECK(done);
    return *done;
  };
  const OperationId small = new_id<OperationId>(), large = new_id<OperationId>();
  const std::string first = wire::to_json(send(small, 900));
  shop.clock.advance(kMinute_ms);
  EXPECT_EQ(wire::to_json(send(small, 900)), first);
  wallet::ValuePolicy strict;
  strict.adjust_alone = {10};
  put_policy(strict);
  EXPECT_EQ(wire::to_json(send(small, 900)), first) << "what is done does not wait";
  EXPECT_EQ(send(large, 2000).state, wallet::AdjustmentState::waiting);
  const auto decide = [&] {
    const auto done = write<wallet::Adjustment>([&](db::Transaction& transaction) {
      return wallet::decide_adjustment(transaction, in_office(shop.cashier), large, {true}, shop.clock.now());
    });
    HUIJI_CHECK(done);
    return wire::to_json(*done);
  };
  const std::string decided = decide();
  shop.clock.advance(kMinute_ms);
  EXPECT_EQ(decide(), decided);
  EXPECT_EQ(shop.points(shop.members[0]), Points{2900});
}

TEST_P(Value, NoPointExpiresWithoutANoticeAndTheStatementAddsUp) {
  adjust(shop.members[0], 300);
  shop.clock.advance(400 * kDay_ms);  // nobody ran the jobs: the lot is past its day without a notice
  run_jobs();
  EXPECT_EQ(shop.points(shop.members[0]), Points{300});
  shop.clock.advance(29 * kDay_ms);
  run_jobs();
  EXPECT_EQ(shop.points(shop.members[0]), Points{300});
  shop.clock.advance(3 * kDay_ms);
  run_jobs();
  EXPECT_EQ(shop.points(shop.members[0]), Points{0});
  run_jobs();  // the same day again changes nothing
  EXPECT_EQ(shop.points(shop.members[0]), Points{0});
  const auto statement = read<wallet::Statement>([&](db::Transaction& transaction) {
    return wallet::statement_of(transaction, shop.merchant_id, wallet::StatementOf::points,
                                shop.members[0].bytes, "");
  });
  ASSERT_EQ(statement.lines.size(), 2u);
  EXPECT_EQ(statement.lines[0].reason, "expiry");
  EXPECT_EQ(statement.lines[0].change, -300);
  EXPECT_EQ(statement.lines[0].after, 0);
  EXPECT_EQ(statement.lines[1].after, 300);
  shop.expect_sound();
}

TEST_P(Value, GrowthRaisesTheTierAndTheReviewTakesItAway) {
  wallet::ValuePolicy policy;
  policy.tiers = {{"standard", 0, {}}, {"silver", 50, {}}, {"gold", 100000, Money{1000'00}}};
  put_policy(policy);
  const Receipt sale = shop.sold(0, {line(8, 10)}, shop.members[0]);
  ASSERT_GE(sale.payable, Money{50'00});
  EXPECT_EQ(sale.growth, sale.payable.minor / 100);
  const auto tier = [&] {
    return read<std::string>([&](db::Transaction& transaction) {
      return members::find_member_facts(transaction, shop.merchant_id, shop.members[0])->tier;
    });
  };
  EXPECT_EQ(tier(), "silver");
  shop.expect_sound();
  // A till that still knows the old tier may send its sale; one that invents a tier may not.
  SaleRequest old = shop.request(0, {line(0, 1)}, shop.members[0]);
  old.facts = TillFacts{};
  old.facts->tier = "standard";
  EXPECT_TRUE(shop.sell(0, shop.new_id(), shop.priced(old)));
  SaleRequest invented = shop.request(0, {line(0, 1)}, shop.members[0]);
  invented.facts = TillFacts{};
  invented.facts->tier = "gold";
  invented.price_digest = "";
  EXPECT_EQ(shop.sell(0, shop.new_id(), invented).refusal().code->code, std::string("sale.tier_wrong"));

  ASSERT_TRUE(shop.take_back(0, shop.new_id(), shop.give_back(0, sale.sale_id, {{1, pieces(10)}})));
  shop.expect_sound();
  shop.clock.advance(450 * kDay_ms);
  run_jobs();
  EXPECT_EQ(tier(), "standard");
  recharged(shop.members[0], {1000'00});
  EXPECT_EQ(tier(), "gold");
  shop.expect_sound();
}

TEST_P(Value, ACountCardEarnsUseByUse) {
  wallet::Package package;
  package.kind = wallet::CardKind::count;
  package.name = "洗车三次";
  package.price = {100'00};
  package.uses = 3;
  package.free_uses = 1;
  const PackageId id = test_id<PackageId>(41, 1);
  ASSERT_TRUE(write<wallet::StoredPackage>([&](db::Transaction& transaction) {
    return wallet::put_package(transaction, in_office(shop.manager), id, {0, package}, shop.clock.now());
  }));
  const auto sold = write<OperationReceipt>([&](db::Transaction& transaction) {
    return wallet::sell_count_card(transaction, services, at_till(0), new_id<OperationId>(),
                                   {id, shop.members[0], {100'00}, {100'00}, shop.clock.now()},
                                   shop.clock.now());
  });
  ASSERT_TRUE(sold) << sold.refusal().text(false);
  const auto use = [&](std::int64_t uses) {
    return write<OperationReceipt>([&](db::Transaction& transaction) {
      return wallet::use_count_card(transaction, at_till(0), new_id<OperationId>(),
                                    {*sold->card_id, uses, shop.clock.now()}, shop.clock.now());
    });
  };
  ASSERT_TRUE(use(1));
  EXPECT_EQ(card(*sold->card_id).uses, 3);
  shop.expect_sound();
  const auto quoted = read<Result<wallet::CashOutQuote>>([&](db::Transaction& transaction) {
    return wallet::quote(transaction, shop.merchant_id, *sold->card_id, shop.clock.now());
  });
  EXPECT_EQ(quoted->payable_shop_cause, Money{100'00 - 33'34});
  ASSERT_TRUE(use(3));
  EXPECT_EQ(use(1).refusal().code->code, std::string("wallet.uses_short"));
  shop.expect_sound();
  const auto totals = read<DayTotals>([&](db::Transaction& transaction) {
    return day_totals(transaction, shop.merchant_id, sold->business_day);
  });
  EXPECT_TRUE(totals.agrees);
  EXPECT_EQ(totals.recharged, Money{100'00});
}

TEST_P(Value, TheDayAgreesWithCardsAndRecharges) {
  const CardId id = recharged(shop.members[0], {100'00});
  const auto hold = hold_card(0, id, {5'00});
  ASSERT_TRUE(shop.sell(0, shop.new_id(), paid_by_card(0, {line(3, 4)}, shop.members[0], *hold)));
  shop.sold(1, {line(1, 3)});
  const auto totals = read<DayTotals>([&](db::Transaction& transaction) {
    return day_totals(transaction, shop.merchant_id, business_day(shop.clock.now(), 480, 240));
  });
  EXPECT_TRUE(totals.agrees);
  EXPECT_EQ(totals.stored_value, Money{5'00});
  EXPECT_EQ(totals.recharged, Money{100'00});
  Money cash;
  for (const TillTotals& till : totals.tills) cash += till.cash;
  EXPECT_EQ(cash, totals.net - Money{5'00} + Money{100'00});
  EXPECT_EQ(cash, totals.ledger_cash);
}

HUIJI_ON_EACH_ENGINE(Value);

}  // namespace
}  // namespace huiji::checkout
