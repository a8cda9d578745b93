// Any history of coupons: the limits hold but for what is recorded as an excess, and ledger, counters and
// rows agree.
#include <rapidcheck.h>

#include "wallet/coupon_test_shop.hpp"

namespace huiji::wallet {
namespace {

constexpr int kSteps = 40;
constexpr std::int64_t kUses = 3, kPerMember = 2;

// Keeps its own account of what it did, apart from the program's.
class History {
 public:
  explicit History(CouponShop& shop) : shop_(shop) {
    CouponBatchDraft draft = shop.draft();
    draft.limits = {.issued = {}, .used = kUses, .per_member = kPerMember};
    draft.validity.days = 3;
    RC_ASSERT(bool(shop.put_batch(draft)));
    for (Coupon& coupon : shop.issued(6)) ids_.push_back(coupon.coupon_id);
    for (Coupon& coupon : shop.issued(2, shop.members[0])) ids_.push_back(coupon.coupon_id);
  }

  void step(int kind, int which, int at_till, int who) {
    const CouponId id = ids_[static_cast<std::size_t>(which) % ids_.size()];
    const std::string code = shop_.coupon(id).code;
    const std::optional<MemberId> member = who < 2 ? std::optional(shop_.members[who]) : std::nullopt;
    if (kind <= 3) reserve(at_till, code, member);
    if (kind == 4 && !holds_.empty()) release(which);
    if (kind == 5 || kind == 6) sell(at_till, id, member);
    if (kind == 7 && !sales_.empty()) refund(which);
    if (kind == 8) shop_.clock.advance(who == 2 ? kDay_ms : 16 * kMinute_ms), shop_.free_expired();
    if (kind == 9) shop_.expire();
    if (kind == 10 && who < 2) pass_on(code, *member);
    if (kind == 11) (void)shop_.void_one(shop_.new_id(), code);  // refused unless it is free
    if (kind == 12) earn(at_till, member);
  }

  void check() {
    const CouponCounts counts = shop_.counts();
    RC_ASSERT(counts.made == counts.issued + counts.reserved + counts.used + counts.expired + counts.voided);
    RC_ASSERT(counts.made == std::ssize(ids_));
    RC_ASSERT(counts.reserved + counts.used <= kUses + excesses_);
    RC_ASSERT(counts.used == std::ssize(sales_));
    shop_.expect_sound();
    RC_ASSERT(!testing::Test::HasFailure());
  }

 private:
  struct Sale {
    SaleId sale_id;
    CouponId coupon_id;
  };

  void reserve(int at_till, const std::string& code, std::optional<MemberId> member) {
    const OperationId id = shop_.new_id();
    const auto held = shop_.reserve(at_till, id, code, member);
    if (held) {
      holds_.push_back({id, at_till});
      RC_ASSERT(bool(shop_.reserve(at_till, id, code, member)));  // a lost reply
    }
  }
  void release(int which) {
    const auto [id, at_till] = holds_[static_cast<std::size_t>(which) % holds_.size()];
    RC_ASSERT(bool(shop_.release(at_till, id)));
  }
  void sell(int at_till, CouponId id, std::optional<MemberId> member) {
    const CouponState before = shop_.coupon(id).state;
    const SaleId sale_id = shop_.new_sale();
    const auto excess = shop_.sell(at_till, sale_id, {id}, shop_.priced(1), member);
    RC_ASSERT(bool(excess));
    excesses_ += std::ssize(*excess);
    const bool gone = before == CouponState::used || before == CouponState::voided;
    RC_ASSERT(!gone || excess->size() == 1);
    if (!gone) sales_.push_back({sale_id, id});
  }
  void refund(int which) {
    const std::size_t at = static_cast<std::size_t>(which) % sales_.size();
    RC_ASSERT(shop_.give_back(sales_[at].sale_id, true).returned.size() == 1);
    sales_.erase(sales_.begin() + static_cast<std::ptrdiff_t>(at));
  }
  void pass_on(const std::string& code, MemberId member) {
    const OperationId link = shop_.new_id();
    if (shop_.offer(link, code)) (void)shop_.take(link, member);
  }
  void earn(int at_till, std::optional<MemberId> member) {
    const SaleId sale_id = shop_.new_sale();
    RC_ASSERT(bool(shop_.sell(at_till, sale_id, {}, shop_.earning(1), member)));
    const auto earned = shop_.store.read<std::vector<Coupon>>([&](db::Transaction& transaction) {
      return coupons_by_source(transaction, shop_.merchant_id, sale_id.bytes);
    });
    RC_ASSERT(earned.size() == 1u);
    ids_.push_back(earned[0].coupon_id);
  }

  CouponShop& shop_;
  std::vector<CouponId> ids_;
  std::vector<std::pair<OperationId, int>> holds_;
  std::vector<Sale> sales_;
  std::int64_t excesses_ = 0;
};

class CouponHistory : public testing::TestWithParam<db::Engine> {};
INSTANTIATE_TEST_SUITE_P(engines, CouponHistory, test::each_engine(), test::engine_name);

TEST_P(CouponHistory, KeepsLimitsAndLedger) {
  const bool sqlite = GetParam() == db::Engine::sqlite;
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = sqlite ? 60 : 6;  // each step of PostgreSQL is on the disk
  const auto result = rc::detail::checkTestable(
      [&] {
        test::FreshStore store = test::fresh_store(GetParam());
        CouponShop shop(*store);
        History history(shop);
        for (int i = 0; i < kSteps; ++i)
          history.step(*rc::gen::inRange(0, 13), *rc::gen::inRange(0, 1000), *rc::gen::inRange(1, 4),
                       *rc::gen::inRange(0, 3));
        history.check();
      },
      rc::detail::TestMetadata{}, params);
  EXPECT_TRUE(result.template is<rc::detail::SuccessResult>()) << [&] {
    std::ostringstream text;
    rc::detail::printResultMessage(result, text);
    return text.str();
  }();
}

}  // namespace
}  // namespace huiji::wallet
