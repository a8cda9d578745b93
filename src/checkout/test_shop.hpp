// A shop for the tests of this room, on either engine: two tills, a cashier and a manager, goods by the piece
// and by weight, a promotion of each layer, two members. A TestTill behaves as a real one: it prices with the
// rules of its version and sends what the customer saw.
#pragma once

#include "catalog/catalog_store.hpp"
#include "checkout/commit_sale_flow.hpp"
#include "checkout/load_store.hpp"
#include "checkout/receipt_store.hpp"
#include "checkout/return_flow.hpp"
#include "members/life_flow.hpp"
#include "members/register_flow.hpp"
#include "pricing/pricing.hpp"
#include "staff/staff_flow.hpp"
#include "staff/staff_store.hpp"
#include "support/stores.hpp"
#include "support/world.hpp"
#include "wire/json.hpp"

namespace huiji::checkout {

template <class IdType>
IdType test_id(int group, int number) {
  IdType id;
  id.bytes[0] = 1;
  id.bytes[6] = 0x70;
  id.bytes[8] = 0x80;
  id.bytes[12] = static_cast<std::uint8_t>(group);
  id.bytes[13] = static_cast<std::uint8_t>(number >> 16);
  id.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  id.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}

// Runs one statement that no product file holds: to arrange a test, or to corrupt a database.
class RawSql {
 public:
  explicit RawSql(std::string text) : text_(std::move(text)), statement_{"test.raw", text_, text_} {}
  operator const db::Statement&() const { return statement_; }

 private:
  std::string text_;
  db::Statement statement_;
};

class TestShop {
 public:
  static constexpr int kProducts = 12;  // the last two by weight

  // Several merchants may share a store; everything else of them is equal.
  explicit TestShop(db::Store& store, int merchant = 1);

  db::Store& store;
  test::FakeClock clock;
  test::SeededRandom random;
  crypto::Keys keys = crypto::Keys::derive_from(crypto::Key{1, 2, 3});
  catalog::FactsCache facts;
  promotions::RulesCache rules;
  Services services{store, clock, facts, rules, keys};

  MerchantId merchant_id;
  ShopId shop_id = test_id<ShopId>(2, 1);
  StaffId cashier = test_id<StaffId>(3, 1);
  StaffId manager = test_id<StaffId>(3, 2);
  TillId tills[2] = {test_id<TillId>(4, 1), test_id<TillId>(4, 2)};
  MemberId members[2] = {test_id<MemberId>(5, 1),
                         test_id<MemberId>(5, 2)};  // the second has a birthday in three days

  static ProductId product(int i) { return test_id<ProductId>(6, i); }
  std::int64_t version = 1;

  Caller caller(int till) const { return {merchant_id, shop_id, {}, {}, tills[till], {}}; }

  // A request as the till would make it: priced with the version's rules, paid in cash to the next 100 yuan.
  SaleRequest request(int till, std::vector<SaleLine> lines, std::optional<MemberId> member = {});
  SaleRequest priced(SaleRequest request);
  ReturnRequest give_back(int till, SaleId original, std::vector<ReturnLine> lines);

  SaleId new_id() { return random.new_id<SaleId>(clock.now()); }
  Result<Receipt> sell(int till, SaleId sale_id, const SaleRequest& request);
  Result<Receipt> take_back(int till, SaleId return_id, const ReturnRequest& request);
  Receipt sold(int till, std::vector<SaleLine> lines, std::optional<MemberId> member = {});

  void run(const std::string& sql);
  std::int64_t number(const std::string& sql);  // of a query's first column
  std::vector<std::string> dump();              // every row of every table that a checkout writes
  Points points(MemberId member);
  std::int64_t stock(int product);  // thousandths
  void add_alias(MemberId alias, MemberId member);
  void tag(MemberId member, std::vector<std::string> tags);
  void expect_sound();  // verify finds nothing
  void put_promotion(int i, const char* kind, const char* parameters, std::int64_t at_version);
  void change_price(int product, Money price);  // a new catalogue version
  void change_policy(const promotions::PricingPolicy& policy);
  // An active promotion, by a new catalogue version; the same number again replaces it.
  PromotionId add_promotion(int i, pricing::Promotion promotion);

 private:
  std::int64_t sequences_[2] = {0, 0};
};

inline SaleLine line(int product, std::int64_t pieces_count) {
  return {TestShop::product(product), pieces(pieces_count), {}, {}};
}
inline SaleLine grams(int product, std::int64_t count) {
  return {TestShop::product(product), Quantity{count}, {}, {}};
}

}  // namespace huiji::checkout
