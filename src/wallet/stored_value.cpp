#include "wallet/stored_value.hpp"

#include <algorithm>

#include "kernel/check.hpp"
#include "wallet/wallet_errors.hpp"

namespace huiji::wallet {

LotId lot_of(const Uuid& operation, int n) {
  LotId lot_id{operation};
  lot_id.bytes[15] = static_cast<std::uint8_t>(lot_id.bytes[15] + n);
  lot_id.bytes[14] = static_cast<std::uint8_t>(lot_id.bytes[14] ^ (n == 0 ? 0 : 0x55));
  return lot_id;
}

Date months_later(Date day, int months) {
  const CivilDate civil = to_civil(day);
  const Date last = end_of_month(day, months);
  return std::min(last, Date{end_of_month(day, months - 1).days + civil.day});
}

std::vector<ledger::Lot> recharge_lots(const OperationId& operation_id, Money paid, Money bonus,
                                       int instalments, Instant now, Date business_day) {
  HUIJI_CHECK(paid.minor >= 0 && bonus.minor >= 0 && instalments >= 1);
  const std::vector<Money> equal(std::size_t(instalments), Money{1});
  const std::vector<Money> parts = allocate(bonus, equal);
  std::vector<ledger::Lot> lots;
  for (int i = 0; i < instalments; ++i) {
    ledger::Lot lot;
    lot.lot_id = lot_of(operation_id.bytes, i);
    lot.source_id = operation_id.bytes;
    lot.paid = i == 0 ? paid.minor : 0;
    lot.amount = lot.remaining = lot.paid + parts[std::size_t(i)].minor;
    lot.earned_at = now;
    lot.expires_on = ledger::kNever;
    const std::int64_t days = months_later(business_day, i).days - business_day.days;
    lot.opens_at = i == 0 ? Instant{} : Instant{now.ms + days * kDay_ms};
    if (lot.amount > 0) lots.push_back(lot);
  }
  return lots;
}

Result<Done> check_package(const Package& package) {
  const auto wrong = [](const char* field) { return Refusal(package_wrong, {{"field", field}}); };
  if (package.price.minor <= 0) return wrong("price");
  const bool membership = package.kind == CardKind::membership;
  if (membership != package.months.has_value()) return wrong("months");
  if (membership && !package.tier) return wrong("tier");
  if (membership && (package.points.count != 0 || package.coupons || !package.shops.empty()))
    return wrong("points");  // a refund would have to take them back
  if (package.price.minor > 1'000'000'00 || package.bonus.minor > 1'000'000'00) return wrong("price");
  if (package.kind != CardKind::stored && package.bonus.minor != 0) return wrong("bonus");
  if (package.bonus.minor == 0 && package.instalments != 1) return wrong("instalments");
  if (package.bonus.minor > 0 && package.bonus.minor < package.instalments) return wrong("instalments");
  const bool count = package.kind == CardKind::count;
  if (count != (package.uses > 0)) return wrong("uses");
  if (!count && (package.free_uses != 0 || package.valid_days)) return wrong("free_uses");
  if (!count && !membership && package.tax_rate) return wrong("tax_rate");
  if (package.tax_rate && (package.tax_rate->basis_points < 0 || package.tax_rate->basis_points > 10'000))
    return wrong("tax_rate");
  if (package.kind == CardKind::gift && (package.points.count != 0 || package.tier)) return wrong("points");
  return Done{};
}

Result<Done> check_policy(const ValuePolicy& policy) {
  const auto wrong = [](const char* field) { return Refusal(policy_wrong, {{"field", field}}); };
  for (std::size_t i = 0; i < policy.tiers.size(); ++i) {
    if (i == 0 && policy.tiers[0].growth != 0) return wrong("tiers[0].growth");
    if (i > 0 && policy.tiers[i].growth <= policy.tiers[i - 1].growth) return wrong("tiers.growth");
    for (std::size_t k = 0; k < i; ++k)
      if (policy.tiers[k].tier == policy.tiers[i].tier) return wrong("tiers.tier");
  }
  return Done{};
}

CashOutQuote quote_of(const std::vector<CardLot>& lots, int utc_offset_minutes) {
  CashOutQuote quote;
  for (const auto& [lot, listed] : lots) {
    LotQuote line;
    line.bought_on = business_day(lot.earned_at, utc_offset_minutes, 0);
    line.principal = {lot.paid};
    line.bonus = {lot.amount - lot.paid};
    line.used = {lot.amount - lot.remaining};
    line.principal_left = {ledger::paid_remaining(lot)};
    line.principal_used = line.principal - line.principal_left;
    quote.payable_shop_cause += line.principal_left;
    quote.payable_customer_cause += std::min(line.principal_left, std::max(Money{}, line.principal - listed));
    quote.bonus_forfeited += Money{lot.remaining} - line.principal_left;
    quote.lots.push_back(line);
  }
  return quote;
}

Money revenue_of_uses(Money price, std::int64_t paid_uses, std::int64_t used) {
  HUIJI_CHECK(paid_uses > 0 && used >= 0 && price.minor >= 0);
  const std::int64_t counted = std::min(used, paid_uses);
  return {counted * (price.minor / paid_uses) + std::min(counted, price.minor % paid_uses)};
}

}  // namespace huiji::wallet
