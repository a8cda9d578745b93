#include "checkout/stamps_of_sale_store.hpp"

namespace huiji::checkout {

static wallet::CouponWork work_of(MerchantId merchant_id, const Document& document) {
  return {merchant_id, document.till_id, document.staff_id, document.recorded_at, document.business_day};
}

void give_stamps(db::Transaction& transaction, const crypto::Keys& keys, MerchantId merchant_id,
                 const Document& sale, const pricing::PricedBasket& priced) {
  if (!sale.member_id || !wallet::earns_stamps(priced.rewards)) return;
  wallet::give_stamps(transaction, keys, work_of(merchant_id, sale), sale.sale_id, *sale.member_id,
                      *priced.rewards);
}

void take_stamps_back(db::Transaction& transaction, MerchantId merchant_id, const Document& sale,
                      const Document& goods_return, const pricing::RefundRequest& asked) {
  if (!sale.member_id || !goods_return.member_id) return;
  if (!wallet::earns_stamps(stored_price(sale.price).rewards)) return;
  const auto kept = pricing::rewards_left(asked);
  if (!kept) return;
  wallet::take_stamps_back(
      transaction, work_of(merchant_id, goods_return),
      {sale.sale_id, goods_return.sale_id, *goods_return.member_id, *sale.member_id, *kept});
}

void show_stamps(db::Transaction& transaction, MerchantId merchant_id, Receipt& receipt) {
  if (!receipt.member_id) return;
  if (receipt.kind == SaleKind::sale && !wallet::earns_stamps(receipt.rewards)) return;
  auto stamps = wallet::stamps_of_sale(transaction, merchant_id, receipt.sale_id);
  if (!stamps.empty()) receipt.stamps = std::move(stamps);
}

}  // namespace huiji::checkout
