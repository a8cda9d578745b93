#include "checkout/document.hpp"

#include <gtest/gtest.h>

#include "checkout/settle.hpp"

namespace huiji::checkout {
namespace {

Document sound_sale() {
  Document sale;
  DocumentLine line;
  line.line_no = 1;
  line.quantity = pieces(2);
  line.gross = {1000};
  line.discount = {100};
  line.net = {900};
  line.tax_rate = {1300};
  line.tax = {104};
  line.discounts = {{{}, {60}}, {PromotionId{{1}}, {40}}};
  sale.lines = {line};
  sale.gross = {1000};
  sale.discount = {100};
  sale.payable = {900};
  sale.tax = {104};
  sale.points = {9};
  sale.member_id = MemberId{{7}};
  sale.tenders = {{TenderKind::cash, {900}, {1000}, {100}}};
  return sale;
}

struct Fault {
  const char* name;
  void (*make)(Document&);
};

TEST(Document, EachFaultHasAName) {
  EXPECT_EQ(fault_in(sound_sale()), "");
  const Fault faults[] = {
      {"quantity", [](Document& d) { d.lines[0].quantity = {0}; }},
      {"line_negative", [](Document& d) { d.lines[0].discount = {-1}; }},
      {"line_net", [](Document& d) { d.lines[0].net = {901}; }},
      {"line_tax", [](Document& d) { d.lines[0].tax = {901}; }},
      {"line_discounts", [](Document& d) { d.lines[0].discounts.pop_back(); }},
      {"no_lines", [](Document& d) { d.lines.clear(); }},
      {"gross", [](Document& d) { d.gross = {1001}; }},
      {"discount", [](Document& d) { d.discount = {99}; }},
      {"payable", [](Document& d) { d.payable = {901}; }},
      {"tax", [](Document& d) { d.tax = {103}; }},
      {"tender_change", [](Document& d) { d.tenders[0].change_given = {99}; }},
      {"tender_negative", [](Document& d) { d.tenders[0].change_given = {-1}; }},
      {"tenders", [](Document& d) { d.tenders.clear(); }},
      {"points", [](Document& d) { d.points = {-1}; }},
  };
  for (const Fault& fault : faults) {
    Document document = sound_sale();
    fault.make(document);
    EXPECT_EQ(fault_in(document), fault.name);
  }
}

TEST(Document, AReturnsPostingMirrorsTheSales) {
  Document document = sound_sale();
  const ledger::Posting sale = posting_of(document);
  EXPECT_TRUE(ledger::balanced(sale));
  ASSERT_EQ(sale.entries.size(), 5u);  // cash, revenue, tax, points, points issued
  EXPECT_EQ(sale.entries[0].amount, 900);
  EXPECT_EQ(sale.entries[1].amount, -796);
  document.kind = SaleKind::goods_return;
  const ledger::Posting back = posting_of(document);
  EXPECT_EQ(back.reason, "return");
  for (std::size_t i = 0; i < back.entries.size(); ++i) {
    EXPECT_EQ(back.entries[i].account, sale.entries[i].account);
    EXPECT_EQ(back.entries[i].amount, -sale.entries[i].amount);
  }
}

TEST(Document, SharesOfOnePromotionAreAddedUp) {
  const PromotionId a{{1}}, b{{2}};
  const auto shares = shares_of({{b, pricing::Layer::order, {5}, {}},
                                 {a, pricing::Layer::unit_price, {7}, {}},
                                 {b, pricing::Layer::order, {3}, {}}});
  ASSERT_EQ(shares.size(), 2u);
  EXPECT_EQ(shares[0].promotion_id, a);
  EXPECT_EQ(shares[1].amount, Money{8});
}

struct LabelCase {
  const char* why;
  std::int64_t unit_price, grams, label;
  bool accepted;
};

TEST(Settle, ALabelIsBelievedWithinReason) {
  const LabelCase table[] = {{"exact", 2000, 500, 1000, true},
                             {"marked down in the evening", 2000, 500, 300, true},
                             {"older, dearer price", 2000, 500, 1400, true},
                             {"exactly twice the shelf amount", 2000, 500, 2000, true},
                             {"misread", 2000, 500, 20000, false},
                             {"a gram of saffron is dear", 9'999'900, 1, 15'000, true},
                             {"below zero", 2000, 500, -1, false}};
  for (const LabelCase& label : table) {
    SaleRequest request;
    request.lines = {{{}, Quantity{label.grams}, Money{label.label}, {}}};
    LineFacts facts;
    facts.by_weight = true;
    facts.unit_price = {label.unit_price};
    EXPECT_EQ(static_cast<bool>(check_lines(request, {facts})), label.accepted) << label.why;
  }
}

TEST(Settle, ALabelOnCountedGoodsIsBelievedWithinTheSameReason) {
  for (const auto& [label, accepted] :
       {std::pair{600, true}, {450, true}, {0, true}, {1200, true}, {1203, false}, {-1, false}}) {
    SaleRequest request;
    request.lines = {{{}, pieces(3), Money{label}, {}}};
    LineFacts facts;
    facts.unit_price = {200};
    EXPECT_EQ(static_cast<bool>(check_lines(request, {facts})), accepted) << label;
  }
}

}  // namespace
}  // namespace huiji::checkout
