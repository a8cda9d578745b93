#include "wallet/coupon_verify_store.hpp"

#include "wallet_sql.hpp"

namespace huiji::wallet {

namespace {

constexpr std::string_view kAfterCoupons = "coupons0";

struct Pair {
  std::int64_t found = 0;
  std::int64_t expected = 0;
};

class Verifier {
 public:
  Verifier(db::Transaction& transaction, MerchantId merchant_id)
      : transaction_(transaction), merchant_id_(merchant_id) {}

  std::vector<CouponDifference> run() {
    expect_from_rows();
    read_balances();
    read_counters();
    read_takers();
    for (const auto& [where, pair] : pairs_)
      if (pair.found != pair.expected) differences_.push_back({where, pair.found, pair.expected});
    read_events();
    return std::move(differences_);
  }

 private:
  static std::string counter(CouponBatchId batch_id, const char* name) {
    return "coupon_count " + batch_id.text() + " " + name;
  }

  // A counter adds to what is found, the coupons behind it take away from what is expected.
  static void add(Pair& pair, std::int64_t amount) {
    if (amount > 0)
      pair.found += amount;
    else
      pair.expected -= amount;
  }

  void expect_from_rows() {
    for (const auto row : transaction_.query(sql::coupon_verify_states, {merchant_id_})) {
      const auto batch_id = row.id<CouponBatchId>(0);
      const std::string& state = row.text(1);
      const std::int64_t count = row.integer(3);
      const auto till_id = row.id_or_none<TillId>(2);
      const std::string account = std::string(kCouponsPrefix) + batch_id.text() + "/" + state;
      const bool taken = state == "reserved" || state == "used";
      pairs_[taken && till_id ? account + "/" + till_id->text() : account].expected -= count;
      pairs_[coupons_made_account(batch_id)].expected += count;
      pairs_[counter(batch_id, "issued")].expected += state == "voided" ? 0 : count;
      pairs_[counter(batch_id, "taken")].expected += taken ? count : 0;
      pairs_[counter(batch_id, "returned")].expected += row.integer(4);
      pairs_[counter(batch_id, "given")].expected += row.integer(5);
    }
  }

  void read_balances() {
    const db::Rows rows =
        transaction_.query(sql::coupon_balances, {merchant_id_, kCouponsPrefix, kAfterCoupons});
    for (const auto row : rows) pairs_[row.text(0)].found += row.integer(1);
  }

  void read_counters() {
    for (const auto row : transaction_.query(sql::coupon_verify_counts, {merchant_id_, MemberId{}})) {
      const auto batch_id = row.id<CouponBatchId>(0);
      pairs_[counter(batch_id, "issued")].found += row.integer(1);
      pairs_[counter(batch_id, "taken")].found += row.integer(2);
      pairs_[counter(batch_id, "returned")].found += row.integer(3);
      pairs_[counter(batch_id, "given")].found += row.integer(4);
    }
  }

  void read_takers() {
    for (const auto row : transaction_.query(sql::coupon_verify_takers, {merchant_id_, MemberId{}})) {
      const auto batch_id = row.id<CouponBatchId>(0);
      const std::string member = row.id<MemberId>(1).text();
      add(pairs_[counter(batch_id, (member + " taken").c_str())], row.integer(2));
      add(pairs_[counter(batch_id, (member + " issued").c_str())], row.integer(3));
    }
  }

  void read_events() {
    for (const auto row : transaction_.query(sql::coupon_verify_events, {merchant_id_}))
      differences_.push_back({"coupon_event " + row.id<CouponId>(0).text(), row.integer(2), row.integer(1)});
  }

  db::Transaction& transaction_;
  const MerchantId merchant_id_;
  std::map<std::string, Pair> pairs_;
  std::vector<CouponDifference> differences_;
};

}  // namespace

std::vector<CouponDifference> verify_coupons(db::Transaction& transaction, MerchantId merchant_id) {
  return Verifier(transaction, merchant_id).run();
}

}  // namespace huiji::wallet
