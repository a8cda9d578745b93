#include "programs/huiji/demo_value.hpp"

#include "programs/huiji/first_shop.hpp"
#include "staff/staff_flow.hpp"
#include "wallet/card_flow.hpp"
#include "wallet/points_flow.hpp"
#include "wallet/rules_flow.hpp"

namespace huiji::program {

namespace {

using wallet::Asset;
using wallet::CardKind;
using wallet::Package;

// In the order of the packages' numbers.
enum { kTopUp200, kTopUp500, kTopUp1000, kGift100, kGift200, kWater, kOpening };

Package package(CardKind kind, const char* name, Money price, Money bonus = {}) {
  Package made;
  made.kind = kind;
  made.name = name;
  made.price = price;
  made.bonus = bonus;
  return made;
}

std::vector<Package> packages() {
  std::vector<Package> list(7);
  list[kTopUp200] = package(CardKind::stored, "充 200 送 20", {200'00}, {20'00});
  list[kTopUp500] = package(CardKind::stored, "充 500 送 60，加 500 积分", {500'00}, {60'00});
  list[kTopUp500].points = {500};
  list[kTopUp1000] = package(CardKind::stored, "充 1000 送 150，分三个月到账，升银卡", {1000'00}, {150'00});
  list[kTopUp1000].instalments = 3;
  list[kTopUp1000].tier = "silver";
  list[kGift100] = package(CardKind::gift, "礼品卡 100 元", {100'00});
  list[kGift200] = package(CardKind::gift, "礼品卡 200 元", {200'00});
  Package& water = list[kWater] = package(CardKind::count, "桶装水 20 桶卡，买 20 送 2", {300'00});
  water.uses = 20;
  water.free_uses = 2;
  water.valid_days = 365;
  water.tax_rate = Percent{1300};
  list[kOpening] = package(CardKind::stored, "开业充 100 送 30", {100'00}, {30'00});
  list[kOpening].on_sale = false;
  return list;
}

wallet::ValuePolicy policy() {
  wallet::ValuePolicy policy;
  policy.without_proof = {50'00};
  policy.tiers = {
      {"standard", 0, std::nullopt}, {"silver", 2000, Money{1000'00}}, {"gold", 8000, Money{3000'00}}};
  return policy;
}

class Filler {
 public:
  Filler(db::Transaction& transaction, const wallet::Services& services, const DemoPeople& people,
         Instant now)
      : transaction_(transaction), services_(services), people_(people), now_(now) {}

  Result<Done> rules() {
    if (auto put = wallet::put_policy(transaction_, people_.owner, {0, policy()}, now_); !put)
      return put.refusal();
    const std::vector<Package> list = packages();
    for (int number = 0; number < int(list.size()); ++number) {
      const wallet::PackageDraft draft{0, list[std::size_t(number)]};
      const auto put = wallet::put_package(transaction_, people_.owner, package_id(number), draft, now_);
      if (!put) return put.refusal();
    }
    return Done{};
  }

  void open_till(Random& random) {
    const Instant opened = days_ago(kHistory_days);
    const TillId till_id{uuid_from_key("demo value till", opened)};
    staff::enrol_till(transaction_, services_.keys, random,
                      {people_.owner.merchant_id, people_.owner.shop_id, till_id, "服务台",
                       *people_.owner.staff_id, opened});
    till_ = by(people_.cashier);
    till_.till_id = till_id;
  }

  // A sum alone, or a package.
  Result<Done> recharge(int member, Money amount, std::optional<int> package, int days) {
    wallet::RechargeRequest request;
    request.member_id = member_id(member);
    if (package) request.package_id = package_id(*package);
    request.amount = request.tendered = amount;
    request.happened_at = days_ago(days);
    return done(wallet::recharge(transaction_, services_, till_, next(), request, request.happened_at));
  }

  Result<Done> gift_card(int package, Money amount, int days) {
    const Instant at = days_ago(days);
    const wallet::CardSaleRequest request{package_id(package), std::nullopt, amount, amount, at};
    return done(wallet::sell_gift_card(transaction_, services_, till_, next(), request, at));
  }

  // The card's id is the operation's.
  Result<Done> count_card(int member, Money amount, int uses, int days) {
    const OperationId sold = next();
    const Instant at = days_ago(days);
    const wallet::CardSaleRequest request{package_id(kWater), member_id(member), amount, amount, at};
    const auto sale = wallet::sell_count_card(transaction_, services_, till_, sold, request, at);
    if (!sale) return sale.refusal();
    for (int use = 1; use <= uses; ++use) {
      const Instant then = days_ago(days - 3 * use);
      const auto used = wallet::use_count_card(transaction_, till_, next(), {{sold.bytes}, 1, then}, then);
      if (!used) return used.refusal();
    }
    return Done{};
  }

  Result<Done> adjust(int member, Asset asset, std::int64_t change, const char* reason, int days,
                      bool approved = true) {
    const OperationId id = next();
    const Instant at = days_ago(days);
    const auto asked =
        wallet::adjust(transaction_, by(people_.manager), id, {member_id(member), asset, change, reason}, at);
    if (!asked) return asked.refusal();
    if (asked->state != wallet::AdjustmentState::waiting || !approved) return Done{};
    const auto decided = wallet::decide_adjustment(transaction_, people_.owner, id, {true}, at);
    if (!decided) return decided.refusal();
    return Done{};
  }

  static constexpr int kHistory_days = 330;

 private:
  Instant days_ago(int days) const { return {now_.ms - days * kDay_ms}; }
  MemberId member_id(int number) const { return people_.members[std::size_t(number - 1)]; }
  Caller by(StaffId staff_id) const {
    Caller caller = people_.owner;
    caller.staff_id = staff_id;
    return caller;
  }
  static PackageId package_id(int number) {
    return {uuid_from_key("demo package " + std::to_string(number), Instant{1'735'689'600'000})};
  }
  OperationId next() {
    return {uuid_from_key("demo value " + std::to_string(++made_), Instant{1'735'689'600'000})};
  }
  static Result<Done> done(const Result<wallet::OperationReceipt>& receipt) {
    if (!receipt) return receipt.refusal();
    return Done{};
  }

  db::Transaction& transaction_;
  const wallet::Services& services_;
  const DemoPeople& people_;
  Instant now_;
  Caller till_;
  int made_ = 0;
};

// Points that were given in each month of the year, so that each coming month has some that expire.
Result<Done> fill_points(Filler& filler) {
  for (int number = 1; number <= 24; ++number) {
    const int days = Filler::kHistory_days - 5 - 13 * number;
    const auto given = filler.adjust(number, Asset::points, 80 + 37 * (number % 7), "会员日赠送", days);
    if (!given) return given;
  }
  if (auto taken = filler.adjust(3, Asset::points, -60, "重复赠送，更正", 12); !taken) return taken;
  if (auto raised = filler.adjust(4, Asset::growth, 2600, "旧系统等级转入", 30); !raised) return raised;
  if (auto asked = filler.adjust(7, Asset::points, 5000, "周年庆活动漏发，顾客持小票来店核对", 1, false);
      !asked)
    return asked;
  return filler.adjust(9, Asset::points, -1500, "误给他人的积分，双方已确认", 0, false);
}

Result<Done> fill_cards(Filler& filler) {
  const Result<Done> steps[] = {
      filler.recharge(1, {500'00}, kTopUp500, 40),    filler.recharge(2, {1000'00}, kTopUp1000, 20),
      filler.recharge(3, {3000'00}, std::nullopt, 9), filler.recharge(5, {200'00}, kTopUp200, 65),
      filler.recharge(5, {200'00}, kTopUp200, 6),     filler.recharge(8, {150'00}, std::nullopt, 2),
      filler.count_card(2, {300'00}, 3, 18),          filler.count_card(6, {300'00}, 0, 4),
      filler.gift_card(kGift100, {100'00}, 11),       filler.gift_card(kGift200, {200'00}, 3)};
  for (const Result<Done>& step : steps)
    if (!step) return step;
  return Done{};
}

}  // namespace

Result<Done> fill_value(db::Transaction& transaction, const wallet::Services& services, Random& random,
                        const DemoPeople& people, Instant now) {
  Filler filler(transaction, services, people, now);
  if (auto done = filler.rules(); !done) return done;
  filler.open_till(random);
  if (auto done = fill_points(filler); !done) return done;
  return fill_cards(filler);
}

}  // namespace huiji::program
