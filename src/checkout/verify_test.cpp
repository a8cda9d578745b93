#include <gtest/gtest.h>

#include <algorithm>

#include "checkout/checkout_errors.hpp"
#include "checkout/test_shop.hpp"
#include "checkout/verify_store.hpp"

namespace huiji::checkout {
namespace {

struct Corruption {
  const char* why;
  std::vector<const char*> sql;
  const char* check;  // that has to find it
};

// One row of a table, chosen the same way on both engines.
#define ONE_SALE \
  "(SELECT sale_id FROM sale WHERE kind = 'sale' AND member_id IS NOT NULL ORDER BY sale_id LIMIT 1)"
#define ONE_RETURN                                                                                           \
  "(SELECT sale_id FROM sale WHERE kind = 'return' AND original_sale_id IS NOT NULL ORDER BY sale_id LIMIT " \
  "1)"

const Corruption kCorruptions[] = {
    {"a balance was set by hand",
     {"UPDATE balance SET amount = amount + 1 WHERE account LIKE 'cash/%'"},
     "balance"},
    {"a balance is missing", {"DELETE FROM balance WHERE account LIKE 'vat/%'"}, "balance"},
    {"an entry was changed",
     {"UPDATE entry SET amount = amount + 1 WHERE entry_no = 1 AND posting_id = " ONE_SALE},
     "unbalanced"},
    {"two entries were changed so that they balance",
     {"UPDATE entry SET amount = amount + 5 WHERE entry_no = 1 AND posting_id = " ONE_SALE,
      "UPDATE entry SET amount = amount - 5 WHERE entry_no = 2 AND posting_id = " ONE_SALE},
     "posting_entries"},
    {"entries were deleted", {"DELETE FROM entry WHERE posting_id = " ONE_SALE}, "posting_entries"},
    {"a posting was deleted", {"DELETE FROM posting WHERE posting_id = " ONE_SALE}, "posting_missing"},
    {"entries without a posting", {"DELETE FROM posting WHERE posting_id = " ONE_SALE}, "reference"},
    {"a posting stands on another day",
     {"UPDATE posting SET business_day = '2020-01-01' WHERE posting_id = " ONE_SALE},
     "posting_head"},
    {"a total was raised",
     {"UPDATE sale SET payable = payable + 1 WHERE sale_id = " ONE_SALE},
     "document_sums"},
    {"a tax was changed",
     {"UPDATE sale_line SET tax = tax + 1 WHERE line_no = 1 AND sale_id = " ONE_SALE},
     "document_sums"},
    {"a line is gone", {"DELETE FROM sale_line WHERE line_no = 1 AND sale_id = " ONE_SALE}, "document_sums"},
    {"a discount lost its promotion",
     {"DELETE FROM sale_discount WHERE sale_id = " ONE_SALE},
     "discount_sums"},
    {"a discount's share was raised",
     {"UPDATE sale_discount SET amount = amount + 1 WHERE sale_id = " ONE_SALE},
     "discount_sums"},
    {"the change does not fit",
     {"UPDATE tender SET tendered = tendered + 100 WHERE sale_id = " ONE_SALE},
     "tender_change"},
    {"a tender is gone", {"DELETE FROM tender WHERE sale_id = " ONE_SALE}, "tenders"},
    {"a stock level was set by hand", {"UPDATE stock_level SET quantity = quantity + 1000"}, "stock_level"},
    {"goods were not moved",
     {"DELETE FROM stock_move WHERE line_no = 1 AND source_id = " ONE_SALE},
     "stock_moves"},
    {"more goods were moved than sold",
     {"UPDATE stock_move SET quantity = quantity - 1000 WHERE line_no = 1 AND source_id = " ONE_SALE,
      "UPDATE stock_level SET quantity = quantity - 1000 WHERE product_id = (SELECT product_id FROM "
      "stock_move "
      "WHERE line_no = 1 AND source_id = " ONE_SALE ")"},
     "stock_moves"},
    {"a lot was emptied", {"UPDATE lot SET remaining = 0"}, "lots"},
    {"a lot is gone", {"DELETE FROM lot WHERE source_id = " ONE_SALE}, "lot_source"},
    {"a lot belongs to somebody else",
     {"UPDATE lot SET account = 'points/x' WHERE source_id = " ONE_SALE},
     "lot_source"},
    {"more came back than was sold",
     {"UPDATE sale_line SET quantity = quantity + 90000 WHERE sale_id = " ONE_RETURN},
     "returned_quantity"},
    {"more was paid back than the goods were worth",
     {"UPDATE sale_line SET gross = gross + 1, net = net + 1 WHERE line_no = 1 AND sale_id = " ONE_RETURN},
     "returned_money"},
    {"more points were taken back",
     {"UPDATE sale SET points = points + 1 WHERE sale_id = " ONE_RETURN},
     "returned_points"},
    {"the count of returns is wrong", {"UPDATE sale SET returns = 0"}, "return_count"},
    {"a tender without a sale",
     {"INSERT INTO tender (merchant_id, sale_id, tender_no, kind, amount, tendered, change_given) "
      "SELECT merchant_id, staff_id, 1, 'cash', 1, 1, 0 FROM sale LIMIT 1"},
     "orphan"},
    {"a sale is gone", {"DELETE FROM sale WHERE sale_id = " ONE_SALE}, "orphan"},
    {"a receipt number is used twice",
     {"UPDATE sale SET number = '1-1' WHERE number IN ('1-2', '1-3')"},
     "number_twice"},
    {"the facts of a version are gone", {"DELETE FROM product_version"}, "product_version"},
    {"an old price was changed", {"UPDATE product_version SET price = price + 1"}, "price"},
    {"an old promotion was changed", {"UPDATE promotion_version SET state = 'ended'"}, "price"},
    {"the frozen explanation was changed",
     {"UPDATE sale SET price = price || ' ' WHERE sale_id = " ONE_SALE},
     "price"},
    {"the frozen facts are broken", {"UPDATE sale SET frozen = '{' WHERE sale_id = " ONE_SALE}, "unreadable"},
    {"a business day was changed",
     {"UPDATE sale SET business_day = '2020-01-01' WHERE sale_id = " ONE_SALE,
      "UPDATE posting SET business_day = '2020-01-01' WHERE posting_id = " ONE_SALE},
     "business_day"},
    {"an alias leads nowhere",
     {"INSERT INTO member_alias (merchant_id, alias_id, member_id, created_at) "
      "SELECT merchant_id, sale_id, staff_id, 0 FROM sale LIMIT 1"},
     "reference"},
    {"a member is gone", {"DELETE FROM member"}, "reference"},
    {"a cashier is gone", {"DELETE FROM staff"}, "reference"},
    {"a till is gone", {"DELETE FROM till"}, "reference"},
};

class Verify : public test::EachEngine {
 protected:
  TestShop shop{*store};

  void fill() {
    for (int i = 0; i < 24; ++i) {
      const Receipt sale =
          shop.sold(i % 2, {line(1 + i % 4, 1 + i % 3), line(3, 3), grams(10 + i % 2, 333 + 17 * i)},
                    i % 3 == 0 ? std::optional(shop.members[i % 2]) : std::nullopt);
      if (i % 4 != 3 && i % 3 != 0) continue;
      const ReturnRequest back =
          shop.give_back(1 - i % 2, sale.sale_id, {{1, pieces(1)}, {3, Quantity{100}}});
      HUIJI_CHECK(shop.take_back(1 - i % 2, shop.new_id(), back));
    }
    // Sales of two catalogue versions.
    shop.change_price(2, {250});
    shop.sold(0, {line(2, 9)}, shop.members[1]);
  }

  // Corrupts inside a transaction that is rolled back.
  std::vector<Finding> findings_after(const Corruption& corruption) {
    std::vector<Finding> findings;
    const auto done = store->write<Done>([&](db::Transaction& transaction) -> Result<Done> {
      for (const char* sql : corruption.sql) transaction.execute(RawSql(sql), {});
      findings = verify(transaction).findings;
      return sale_not_found;  // roll back
    });
    EXPECT_FALSE(done);
    return findings;
  }
};

TEST_P(Verify, ASoundDatabaseGivesNoFinding) {
  fill();
  shop.expect_sound();
  const auto counts =
      store->read<VerifyReport>([](db::Transaction& transaction) { return verify(transaction); }).counts;
  EXPECT_EQ(counts.sales, 25);
  EXPECT_EQ(counts.returns, shop.number("SELECT count(*) FROM sale WHERE kind = 'return'"));
  EXPECT_EQ(counts.repriced, 25);
  EXPECT_EQ(counts.lines, shop.number("SELECT count(*) FROM sale_line"));
  EXPECT_EQ(counts.entries, shop.number("SELECT count(*) FROM entry"));
  EXPECT_EQ(counts.postings, shop.number("SELECT count(*) FROM posting"));
  EXPECT_EQ(counts.stock_moves, shop.number("SELECT count(*) FROM stock_move"));
  EXPECT_EQ(counts.accounts, shop.number("SELECT count(*) FROM balance"));
  EXPECT_EQ(counts.lots, shop.number("SELECT count(*) FROM lot"));
}

TEST_P(Verify, FindsEachCorruptionAndSaysWhatIsWrong) {
  fill();
  for (const Corruption& corruption : kCorruptions) {
    SCOPED_TRACE(corruption.why);
    const auto findings = findings_after(corruption);
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) {
      return std::string_view(finding.check->name) == corruption.check;
    });
    ASSERT_NE(found, findings.end()) << "not found; first: " << (findings.empty() ? "none" : findings[0].en);
    EXPECT_EQ(found->en.find('{'), std::string::npos) << found->en;
    EXPECT_EQ(found->zh.find('{'), std::string::npos) << found->zh;
  }
  shop.expect_sound();  // every corruption was rolled back
}

TEST_P(Verify, SaysWhereAndWhatItWouldHaveToBe) {
  const Receipt sale = shop.sold(0, {line(0, 2)});
  const auto findings =
      findings_after({"", {"UPDATE balance SET amount = amount + 7 WHERE account LIKE 'cash/%'"}, ""});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].en, "account cash/" + shop.tills[0].text() + " (CNY): the balance is " +
                                std::to_string(sale.payable.minor + 7) + ", its entries make it " +
                                std::to_string(sale.payable.minor));
}

// More documents than a page, so that ranges meet; a row between two pages is not lost.
TEST_P(Verify, ReadsPageByPage) {
  const auto done = store->write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    for (int i = 0; i < 2 * kVerifyPage + 3; ++i) {
      SaleRequest request;
      request.staff_id = shop.cashier;
      request.sequence = i + 1;
      request.number = std::to_string(i);
      request.sold_at = shop.clock.now();
      request.catalog_version = 1;
      request.lines = {line(0, 1)};
      request.tenders = {{TenderKind::cash, {199}, {199}, {0}}};
      request.payable = {199};
      const auto receipt =
          commit_sale(transaction, shop.services, shop.caller(0), shop.new_id(), request, shop.clock.now());
      if (!receipt) return receipt.refusal();
    }
    return Done{};
  });
  ASSERT_TRUE(done);
  shop.expect_sound();
  const auto findings = findings_after({"", {"DELETE FROM sale WHERE sequence IN (1, 500, 501, 1003)"}, ""});
  EXPECT_EQ(std::count_if(findings.begin(), findings.end(),
                          [](const Finding& finding) {
                            return finding.en.find("tender belongs") != std::string::npos ||
                                   finding.en.find("of tender") != std::string::npos;
                          }),
            4);
}

HUIJI_ON_EACH_ENGINE(Verify);

}  // namespace
}  // namespace huiji::checkout
