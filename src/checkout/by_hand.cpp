#include "checkout/by_hand.hpp"

#include <algorithm>

#include "checkout/checkout_errors.hpp"
#include "kernel/limits.hpp"

namespace huiji::checkout {

static constexpr std::int64_t kWhole_basis_points = 10'000;

std::string bill_act(const pricing::ManualDiscount& manual) {
  return "bill:" + std::to_string(manual.off.basis_points) + ":" + std::to_string(manual.amount.minor) + ":" +
         manual.reason;
}

std::string price_act(const SaleLine& line) {
  return "price:" + line.product_id.text() + ":" + std::to_string(line.manual_price.value_or(Money{}).minor) +
         ":" + line.reason.value_or("");
}

std::string expired_act(const SaleLine& line) {
  return "expired:" + line.product_id.text() + ":" + (line.best_before ? to_text(*line.best_before) : "") +
         ":" + line.reason.value_or("");
}

static bool may(Right right, const std::string& act, const SaleRequest& request, Rights rights) {
  if (rights.has(right)) return true;
  if (!request.approvals) return false;
  return std::any_of(
      request.approvals->begin(), request.approvals->end(),
      [&](const staff::Approval& approval) { return approval.right == right && approval.act == act; });
}

static Result<Done> check_bill(const SaleRequest& request, Rights rights) {
  if (!request.facts || !request.facts->manual) return Done{};
  const pricing::ManualDiscount& manual = *request.facts->manual;
  if (!may(Right::discount, bill_act(manual), request, rights)) return sale_discount_not_allowed;
  const bool sound = manual.off.basis_points >= 0 && manual.off.basis_points <= kWhole_basis_points &&
                     manual.amount.minor >= 0 && manual.amount.minor <= kMoneyLimit &&
                     !manual.reason.empty() && manual.reason.size() <= 240;
  if (!sound) return sale_discount_wrong;
  return Done{};
}

Result<Done> check_by_hand(const SaleRequest& request, Rights rights) {
  if (auto sound = check_bill(request, rights); !sound) return sound;
  for (std::size_t i = 0; i < request.lines.size(); ++i) {
    const SaleLine& line = request.lines[i];
    if (line.manual_price && !may(Right::discount, price_act(line), request, rights))
      return sale_discount_not_allowed;
    if (!line.sold_expired.value_or(false)) continue;
    const std::vector<Detail> at{{"line_no", std::to_string(i + 1)}};
    if (!line.reason) return Refusal(sale_reason_missing, at);
    if (!may(Right::sell_expired, expired_act(line), request, rights))
      return Refusal(sale_expired_not_allowed, at);
  }
  return Done{};
}

}  // namespace huiji::checkout
