#include "wallet/stamp_sale_store.hpp"

#include <algorithm>

#include "ledger/lots_store.hpp"
#include "wallet/coupon_issue_flow.hpp"
#include "wallet/stamp_store.hpp"
#include "wallet/stored_value.hpp"
#include "wallet_sql.hpp"

namespace huiji::wallet {
namespace {

using ledger::Currency;

// Numbers of what follows from the ids of a document and a promotion.
constexpr int kPosting = 98, kLot = 100, kReward = 140;

Uuid stamp_id(SaleId document, PromotionId promotion_id, int n) {
  Uuid id = lot_of(document.bytes, n).bytes;
  for (std::size_t i = 9; i < id.size(); ++i) id[i] ^= promotion_id.bytes[i];
  return id;
}

std::string redeemed_account(TillId till_id) { return "stamps-redeemed/" + till_id.text(); }

ledger::Posting posting_of(const CouponWork& work, const char* reason, SaleId source) {
  ledger::Posting posting;
  posting.posting_id = {lot_of(source.bytes, kPosting).bytes};
  posting.reason = reason;
  posting.source_id = source.bytes;
  posting.business_day = work.today;
  posting.effective_at = work.now;
  posting.recorded_at = work.now;
  posting.staff_id = work.staff_id;
  return posting;
}

// A lot of stamps: it first fills what is owed. It is its own source: the document's lots are points and
// growth.
void add_stamps(db::Transaction& transaction, const CouponWork& work, const std::string& account,
                LotId lot_id, std::int64_t before, std::int64_t count,
                const std::optional<StampProgramme>& programme) {
  ledger::Lot lot;
  lot.lot_id = lot_id;
  lot.source_id = lot_id.bytes;
  lot.amount = count;
  lot.remaining = ledger::into_lots(before, count);
  lot.earned_at = work.now;
  lot.expires_on =
      programme && programme->valid_days ? Date{work.today.days + *programme->valid_days} : ledger::kNever;
  ledger::add_lot(transaction, work.merchant_id, account, Currency::STP, lot);
}

class Giving {
 public:
  Giving(db::Transaction& transaction, const crypto::Keys& keys, const CouponWork& work, SaleId sale_id,
         MemberId member_id)
      : transaction_(transaction),
        keys_(keys),
        work_(work),
        sale_id_(sale_id),
        member_id_(member_id),
        posting_(posting_of(work, "stamps", sale_id)) {}

  void give(const pricing::Reward& reward) {
    const auto stored = find_stamp_programme(transaction_, work_.merchant_id, reward.promotion_id);
    if (!stored || !stored->programme.open || reward.count <= 0) return;
    const StampProgramme& programme = stored->programme;
    const std::string account = ledger::stamps_account(member_id_, reward.promotion_id);
    ledger::touch_holding(transaction_, work_.merchant_id, account);
    const std::int64_t before = ledger::held(transaction_, work_.merchant_id, account, Currency::STP);
    add_stamps(transaction_, work_, account, {stamp_id(sale_id_, reward.promotion_id, kLot)}, before,
               reward.count, programme);
    posting_.move(ledger::stamps_issued_account(*work_.till_id), account, Currency::STP, reward.count);
    std::int64_t after = before + reward.count;
    const std::int64_t cards = redeem(reward.promotion_id, programme, account, after / programme.full);
    after -= cards * programme.full;
    transaction_.execute(sql::sale_stamps_insert,
                         {work_.merchant_id, sale_id_, reward.promotion_id, programme.name, reward.count,
                          after, programme.full, cards});
    ++n_;
  }

  void save() {
    if (n_ > 0) ledger::append(transaction_, work_.merchant_id, posting_);
  }

 private:
  // Full cards become coupons: all of them, or none when no batch gives any.
  std::int64_t redeem(PromotionId promotion_id, const StampProgramme& programme, const std::string& account,
                      std::int64_t cards) {
    if (cards <= 0) return 0;
    const SaleId reward_id{stamp_id(sale_id_, promotion_id, kReward)};
    pricing::Reward coupons;
    coupons.name = programme.name;
    coupons.reward = pricing::RewardKind::coupons;
    coupons.count = cards;
    coupons.coupon_of = programme.coupon;
    if (issue_for_sale(transaction_, keys_, work_, reward_id, member_id_, {coupons}).empty()) return 0;
    const std::int64_t stamps = cards * programme.full;
    const auto taken = ledger::take(stamps, ledger::open_lots(transaction_, work_.merchant_id, account),
                                    ledger::Order::expiry, work_.now);
    HUIJI_CHECK(taken.missing == 0);
    ledger::change_lots(transaction_, work_.merchant_id, taken.changes);
    ledger::add_uses(transaction_, work_.merchant_id, reward_id.bytes, taken.uses);
    posting_.move(account, redeemed_account(*work_.till_id), Currency::STP, stamps);
    transaction_.execute(sql::stamp_reward_insert, {work_.merchant_id, reward_id, promotion_id, member_id_,
                                                    programme.full, cards, work_.now});
    return cards;
  }

  db::Transaction& transaction_;
  const crypto::Keys& keys_;
  const CouponWork& work_;
  const SaleId sale_id_;
  const MemberId member_id_;
  ledger::Posting posting_;
  int n_ = 0;
};

class TakingBack {
 public:
  TakingBack(db::Transaction& transaction, const CouponWork& work, const StampsBack& back)
      : transaction_(transaction),
        work_(work),
        back_(back),
        posting_(posting_of(work, "stamps-back", back.return_id)),
        voided_(work, "coupon-stamps-back", back.return_id.bytes) {}

  void take(PromotionId promotion_id, const std::string& name, std::int64_t full, std::int64_t due) {
    const std::string account = ledger::stamps_account(back_.member_id, promotion_id);
    ledger::touch_holding(transaction_, work_.merchant_id, account);
    std::int64_t stamps = ledger::held(transaction_, work_.merchant_id, account, Currency::STP) - due;
    const auto plan = ledger::claw_back({due}, stamp_id(back_.sale_id, promotion_id, kLot),
                                        ledger::open_lots(transaction_, work_.merchant_id, account));
    ledger::change_lots(transaction_, work_.merchant_id, plan.changes);
    posting_.move(account, ledger::stamps_issued_account(*work_.till_id), Currency::STP, due);
    const std::int64_t coupons = stamps < 0 ? undo_cards(promotion_id, account, stamps) : 0;
    transaction_.execute(sql::sale_stamps_insert, {work_.merchant_id, back_.return_id, promotion_id, name,
                                                   -due, stamps, full, -coupons});
    transaction_.execute(sql::sale_stamps_take_back, {work_.merchant_id, back_.sale_id, promotion_id, due});
    ++n_;
  }

  void save() {
    if (n_ > 0) ledger::append(transaction_, work_.merchant_id, posting_);
    voided_.save(transaction_);
  }

 private:
  // Coupons that nobody used yet go back into the card, the newest first, as long as stamps are owed.
  std::int64_t undo_cards(PromotionId promotion_id, const std::string& account, std::int64_t& stamps) {
    const auto programme = find_stamp_programme(transaction_, work_.merchant_id, promotion_id);
    std::int64_t undone = 0;
    for (const auto row : transaction_.query(
             sql::stamp_rewards_of, {work_.merchant_id, promotion_id, back_.member_id, back_.sold_to}))
      for (const Coupon& coupon : coupons_by_source(transaction_, work_.merchant_id, row.uuid(0))) {
        if (stamps >= 0 || coupon.state != CouponState::issued || coupon.taken_back) continue;
        void_coupon(coupon);
        const std::int64_t card = row.integer(1);
        add_stamps(transaction_, work_, account, {stamp_id(back_.return_id, promotion_id, kLot + lots_++)},
                   stamps, card, programme ? std::optional(programme->programme) : std::nullopt);
        posting_.move(redeemed_account(*work_.till_id), account, Currency::STP, card);
        transaction_.execute(sql::stamp_reward_take_back, {work_.merchant_id, row.uuid(0)});
        stamps += card;
        ++undone;
      }
    return undone;
  }

  void void_coupon(const Coupon& coupon) {
    Coupon after = coupon;
    after.taken_back = true;
    after.state = CouponState::voided;
    voided_.change(coupon, after, {"taken_back", back_.return_id.bytes});
  }

  db::Transaction& transaction_;
  const CouponWork& work_;
  const StampsBack& back_;
  ledger::Posting posting_;
  CouponChanges voided_;
  int n_ = 0, lots_ = 0;
};

std::int64_t kept_of(const std::vector<pricing::Reward>& rewards, PromotionId promotion_id) {
  std::int64_t count = 0;
  for (const pricing::Reward& reward : rewards)
    if (reward.reward == pricing::RewardKind::stamps && reward.promotion_id == promotion_id)
      count += reward.count;
  return count;
}

}  // namespace

void give_stamps(db::Transaction& transaction, const crypto::Keys& keys, const CouponWork& work,
                 SaleId sale_id, MemberId member_id, const std::vector<pricing::Reward>& rewards) {
  Giving giving(transaction, keys, work, sale_id, member_id);
  for (const pricing::Reward& reward : rewards)
    if (reward.reward == pricing::RewardKind::stamps) giving.give(reward);
  giving.save();
}

void take_stamps_back(db::Transaction& transaction, const CouponWork& work, const StampsBack& back) {
  const db::Rows rows = transaction.query(sql::sale_stamps_of, {work.merchant_id, back.sale_id});
  if (rows.empty()) return;
  TakingBack taking(transaction, work, back);
  for (const auto row : rows) {
    const auto promotion_id = row.id<PromotionId>(0);
    const std::int64_t due = row.integer(2) - row.integer(3) - kept_of(back.kept, promotion_id);
    if (due > 0) taking.take(promotion_id, row.text(1), row.integer(5), due);
  }
  taking.save();
}

std::vector<StampsOfSale> stamps_of_sale(db::Transaction& transaction, MerchantId merchant_id,
                                         SaleId sale_id) {
  std::vector<StampsOfSale> list;
  for (const auto row : transaction.query(sql::sale_stamps_of, {merchant_id, sale_id}))
    list.push_back({row.id<PromotionId>(0), row.text(1), row.integer(2), row.integer(4), row.integer(5),
                    row.integer(6)});
  return list;
}

bool earns_stamps(const std::optional<std::vector<pricing::Reward>>& rewards) {
  return rewards && std::any_of(rewards->begin(), rewards->end(), [](const pricing::Reward& reward) {
           return reward.reward == pricing::RewardKind::stamps;
         });
}

}  // namespace huiji::wallet
